#include "read/archive.h"

#include "base/limits.h"
#include "read/file.h"
#include "read/reader_process.h"
#include "read/readers.h"

static bool reads_archives(const struct reader *reader)
{
	return reader->format != NULL && slice_is(slice_from(reader->format), "archive");
}

bool is_archive_name(struct slice path)
{
	return reads_archives(reader_find(SLICE(""), path));
}

bool is_archive_content(struct slice bytes, struct slice path)
{
	return reads_archives(reader_find(bytes, path));
}

static void keep(struct arena *study, struct archive_files *files, struct slice name,
		 struct slice bytes)
{
	files->at = arena_grow(study, files->at, files->count, &files->capacity, files->count + 1,
			       sizeof *files->at);
	files->at[files->count++] = (struct archive_file){name, bytes};
	files->total_bytes += bytes.length;
}

static bool has_room(struct arena *study, const struct archive_files *files, struct slice name,
		     struct slice bytes, struct problems *problems)
{
	bool bytes_left = bytes.length <= LIMIT_ARCHIVE_BYTES - files->total_bytes;
	if (files->count < LIMIT_ARCHIVE_FILES && bytes_left)
		return true;
	problem_error(study, problems, name, 0,
		      "with the archives inside it the archive holds more than %d %s: unpack it "
		      "and add the folder",
		      bytes_left ? LIMIT_ARCHIVE_FILES : LIMIT_ARCHIVE_BYTES,
		      bytes_left ? "files (ARCHIVE_FILES)" : "bytes (ARCHIVE_BYTES)");
	return false;
}

static enum status list_at(struct job *job, struct arena *study, struct slice name,
			   struct slice bytes, unsigned depth, struct archive_files *files,
			   struct problems *problems, struct error *error)
{
	struct reading reading;
	struct error why;
	struct reader_request wish = {.bytes = bytes,
				      .name = path_base(name),
				      .encoding = SLICE(""),
				      .format = "archive"};
	if (depth > LIMIT_ARCHIVE_DEPTH) {
		problem_error(study, problems, name, 0,
			      "archives are nested deeper than %d (ARCHIVE_DEPTH): unpack it and "
			      "add the folder",
			      LIMIT_ARCHIVE_DEPTH);
		return STATUS_OK;
	}
	if (reader_process_read(study, job, &wish, &reading, &why) != STATUS_OK) {
		if (why.status == STATUS_CANCELLED) {
			*error = why;
			return why.status;
		}
		problem_error(study, problems, name, 0, "%s", why.text);
		return STATUS_OK;
	}
	if (reading.note.length > 0)
		problem_warning(study, problems, name, 0, "%.*s", (int)reading.note.length,
				reading.note.at);
	for (size_t i = 0; i < reading.nested_count; i++) {
		const struct nested_file *file = &reading.nested[i];
		struct slice inside =
			slice_from(arena_printf(study, "%.*s/%.*s", (int)name.length, name.at,
						(int)file->name.length, file->name.at));
		if (is_archive_content(file->bytes, inside))
			TRY(list_at(job, study, inside, file->bytes, depth + 1, files, problems,
				    error));
		else if (has_room(study, files, name, file->bytes, problems))
			keep(study, files, inside, file->bytes);
		else
			return STATUS_OK;
	}
	return STATUS_OK;
}

enum status archive_list(struct job *job, struct arena *study, struct slice name,
			 struct slice bytes, struct archive_files *files, struct problems *problems,
			 struct error *error)
{
	*files = (struct archive_files){0};
	return list_at(job, study, name, bytes, 1, files, problems, error);
}
