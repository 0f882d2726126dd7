#include "reader/package.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdlib.h>

#include "base/buffer.h"
#include "base/limits.h"

enum { LOOK_BYTES = 65536 };

static bool is_wanted(struct slice name, const char *const *wanted)
{
	if (!slice_ends(name, SLICE(".xml")) && !slice_ends(name, SLICE(".rels")))
		return false;
	for (; *wanted != NULL; wanted++)
		if (slice_starts(name, slice_from(*wanted)))
			return true;
	return false;
}

/* Unpacks the member at hand. budget: bytes that the package may still unpack to. */
static enum status unpack(struct archive *archive, struct buffer *out, size_t budget, bool *cut,
			  struct error *error)
{
	buffer_clear(out);
	*cut = false;
	/* By blocks: archive_read_data forgets what it has when a member breaks off. */
	for (;;) {
		const void *piece;
		size_t got;
		la_int64_t offset;
		int outcome = archive_read_data_block(archive, &piece, &got, &offset);
		if (outcome == ARCHIVE_EOF)
			return STATUS_OK;
		if (outcome < ARCHIVE_WARN) {
			*cut = true;
			return STATUS_OK;
		}
		if (got > budget - out->length)
			return error_set(error, STATUS_LIMIT,
					 "unpacks to more than %d bytes (ARCHIVE_BYTES): split it",
					 LIMIT_ARCHIVE_BYTES);
		buffer_append(out, (struct slice){piece, got});
	}
}

static enum status read_members(struct archive *archive, struct arena *arena,
				const char *const *wanted, struct package *package,
				struct buffer *room, struct error *error)
{
	struct archive_entry *entry;
	size_t capacity = 0, members = 0, unpacked = 0;
	int outcome;
	while ((outcome = archive_read_next_header(archive, &entry)) >= ARCHIVE_WARN &&
	       outcome != ARCHIVE_EOF) {
		struct slice name = slice_from(archive_entry_pathname(entry));
		if (++members > LIMIT_ARCHIVE_FILES)
			return error_set(error, STATUS_LIMIT,
					 "has more than %d members (ARCHIVE_FILES): this is no "
					 "ordinary document",
					 LIMIT_ARCHIVE_FILES);
		if (!is_wanted(name, wanted))
			continue;
		if (package->count == capacity) {
			size_t more = capacity == 0 ? 16 : 2 * capacity;
			struct package_part *parts = arena_array(arena, struct package_part, more);
			for (size_t i = 0; i < package->count; i++)
				parts[i] = package->parts[i];
			package->parts = parts;
			capacity = more;
		}
		struct package_part *part = &package->parts[package->count];
		TRY(unpack(archive, room, LIMIT_ARCHIVE_BYTES - unpacked, &part->cut, error));
		part->name = arena_copy(arena, name);
		part->bytes = arena_copy(arena, buffer_slice(room));
		unpacked += room->length;
		package->count++;
	}
	if (package->count == 0)
		return error_set(error, STATUS_FORMAT,
				 "is damaged: it looks like a document in a zip file, but its text "
				 "is not in it; open it in an office program and save it again");
	return STATUS_OK;
}

enum status package_open(struct arena *arena, struct slice bytes, const char *const *wanted,
			 struct package *package, struct error *error)
{
	*package = (struct package){0};
	struct archive *archive = archive_read_new();
	if (archive == NULL)
		abort();
	struct buffer room;
	buffer_init(&room);
	enum status status;
	if (archive_read_support_format_zip(archive) != ARCHIVE_OK ||
	    archive_read_open_memory(archive, bytes.at, bytes.length) != ARCHIVE_OK)
		status = error_set(error, STATUS_FORMAT, "cannot be opened as a zip file: %s",
				   archive_error_string(archive));
	else
		status = read_members(archive, arena, wanted, package, &room, error);
	buffer_release(&room);
	archive_read_free(archive);
	return status;
}

const struct package_part *package_find(const struct package *package, struct slice name)
{
	for (size_t i = 0; i < package->count; i++)
		if (slice_equal(package->parts[i].name, name))
			return &package->parts[i];
	return NULL;
}

bool package_names(struct slice bytes, struct slice part)
{
	struct slice look = {bytes.at, bytes.length < LOOK_BYTES ? bytes.length : LOOK_BYTES};
	if (!slice_starts(bytes, SLICE("PK\x03\x04")))
		return false;
	if (slice_find(look, part, 0) != SIZE_MAX)
		return true;
	/* Large pictures may stand first; the directory at the end has all names. */
	struct slice tail = {bytes.at + bytes.length - look.length, look.length};
	return slice_find(tail, part, 0) != SIZE_MAX;
}
