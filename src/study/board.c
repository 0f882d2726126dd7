#include "study/board.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/hash.h"
#include "base/limits.h"
#include "scheme/builtin.h"
#include "store/correction.h"

static const char document_regions_header[] = "code\tzh_short\tzh_full\ten\ttier\n";

static enum status read_all(int file, char *bytes, size_t length, const char *path,
			    struct error *error)
{
	for (size_t done = 0; done < length;) {
		ssize_t got = read(file, bytes + done, length - done);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0) {
			error_set(error, STATUS_IO, "cannot be read: %s",
				  got < 0 ? strerror(errno) : "it became shorter meanwhile");
			return error_at(error, path, 0, 0);
		}
		done += (size_t)got;
	}
	return STATUS_OK;
}

enum status scheme_file_read(struct arena *study, const char *path, bool may_be_missing,
			     bool *found, struct slice *bytes, struct error *error)
{
	*found = false;
	*bytes = SLICE("");
	int file = open(path, O_RDONLY | O_CLOEXEC);
	if (file < 0) {
		if (errno == ENOENT && may_be_missing)
			return STATUS_OK;
		error_set(error, STATUS_IO, "cannot be opened: %s", strerror(errno));
		return error_at(error, path, 0, 0);
	}
	enum status status = STATUS_OK;
	struct stat info;
	if (fstat(file, &info) != 0 || !S_ISREG(info.st_mode)) {
		error_set(error, STATUS_IO, "is not a file");
		status = error_at(error, path, 0, 0);
	} else if (info.st_size > LIMIT_CODEBOOK_BYTES) {
		error_set(error, STATUS_LIMIT, "has %lld bytes, more than CODEBOOK_BYTES (%d)",
			  (long long)info.st_size, LIMIT_CODEBOOK_BYTES);
		status = error_at(error, path, 0, 0);
	} else {
		char *memory = arena_alloc(study, (size_t)info.st_size + 1, 1);
		status = read_all(file, memory, (size_t)info.st_size, path, error);
		*bytes = (struct slice){memory, (size_t)info.st_size};
		*found = status == STATUS_OK;
	}
	close(file);
	return status;
}

const char *codebook_side_path(struct arena *study, const char *path)
{
	struct slice stem = slice_from(path);
	if (slice_ends(stem, SLICE(".yaml")))
		stem.length -= 5;
	else if (slice_ends(stem, SLICE(".yml")))
		stem.length -= 4;
	return arena_printf(study, "%.*s.meta.yaml", (int)stem.length, stem.at);
}

static void remarks_into(struct answer *answer, const struct scheme_remarks *remarks)
{
	for (size_t i = 0; answer != NULL && i < remarks->count; i++) {
		const struct scheme_remark *remark = &remarks->at[i];
		answer_problem(answer, remark->is_error ? "error" : "warning", remark->file,
			       remark->line, remark->column, remark->what);
	}
}

static enum status codebook_source(struct arena *study, const char *codebook,
				   struct stored_scheme *scheme, struct error *error)
{
	if (strcmp(codebook, SCHEME_BUILT_IN) == 0) {
		*scheme = (struct stored_scheme){.name = SLICE(SCHEME_BUILT_IN),
						 .bytes = builtin_codebook(),
						 .side_bytes = builtin_codebook_meta()};
		return STATUS_OK;
	}
	bool found;
	scheme->name = arena_copy(study, slice_from(codebook));
	TRY(scheme_file_read(study, codebook, false, &found, &scheme->bytes, error));
	return scheme_file_read(study, codebook_side_path(study, codebook), true, &found,
				&scheme->side_bytes, error);
}

static enum status regions_source(struct arena *study, const char *regions,
				  struct stored_scheme *scheme, struct error *error)
{
	scheme->name = arena_copy(study, slice_from(regions));
	scheme->side_bytes = SLICE("");
	if (strcmp(regions, SCHEME_BUILT_IN) == 0) {
		scheme->bytes = builtin_gazetteer();
		return STATUS_OK;
	}
	if (strcmp(regions, REGIONS_FROM_DOCUMENTS) == 0) {
		scheme->bytes = SLICE(document_regions_header);
		return STATUS_OK;
	}
	bool found;
	return scheme_file_read(study, regions, false, &found, &scheme->bytes, error);
}

static enum status load_codebook(struct board *board, const struct stored_scheme *scheme,
				 struct answer *answer, struct error *error)
{
	struct scheme_remarks remarks = {0};
	const char *file = arena_string(board->arena, scheme->name);
	enum status status = codebook_load(board->arena, scheme->bytes, file, scheme->side_bytes,
					   codebook_side_path(board->arena, file), &board->codebook,
					   &remarks, error);
	/* Our own codebook's warnings are known (qipan codebook lint shows them). */
	if (!slice_is(scheme->name, SCHEME_BUILT_IN))
		remarks_into(answer, &remarks);
	return status;
}

static enum status load_gazetteer(struct board *board, const struct stored_scheme *scheme,
				  struct answer *answer, struct error *error)
{
	board->regions_from_documents = slice_is(scheme->name, REGIONS_FROM_DOCUMENTS);
	board->gazetteer = (struct gazetteer){0};
	if (board->regions_from_documents &&
	    scheme->bytes.length + 1 == sizeof document_regions_header) {
		/* No document yet: an empty gazetteer is right only here. */
		sha256_hex(scheme->bytes, board->gazetteer.sha256);
		board->gazetteer.name = scheme->name;
		return STATUS_OK;
	}
	struct scheme_remarks remarks = {0};
	enum status status = gazetteer_load(board->arena, scheme->bytes,
					    arena_string(board->arena, scheme->name),
					    &board->gazetteer, &remarks, error);
	remarks_into(answer, &remarks);
	return status;
}

static enum status put_names(struct board *board, struct error *error)
{
	const struct codebook *codebook = &board->codebook;
	struct stored_name *names =
		arena_array(board->arena, struct stored_name,
			    codebook->code_count + board->gazetteer.region_count);
	for (size_t i = 0; i < codebook->code_count; i++) {
		const struct code *code = &codebook->codes[i];
		names[i] = (struct stored_name){.id = code->id.value,
						.parent = code->parent.value,
						.name = code->name,
						.label = code->label_zh};
	}
	TRY(store_codes_put(board->store, names, codebook->code_count, error));
	for (size_t i = 0; i < board->gazetteer.region_count; i++) {
		const struct region *region = &board->gazetteer.regions[i];
		names[i] = (struct stored_name){.id = region->id.value,
						.parent = region->parent.value,
						.name = region->name,
						.label = region->english,
						.tier = region->tier,
						.code = region->code};
	}
	return store_regions_put(board->store, names, board->gazetteer.region_count, error);
}

static enum status put_schemes(struct board *board, const struct stored_scheme *codebook,
			       const struct stored_scheme *regions, struct error *error)
{
	TRY(store_begin(board->store, error));
	TRY(store_scheme_put(board->store, "codebook", codebook, error));
	TRY(store_scheme_put(board->store, "gazetteer", regions, error));
	TRY(put_names(board, error));
	return store_commit(board->store, error);
}

enum status board_create(struct job *job, struct arena *study, const char *path,
			 const char *codebook, const char *regions, struct answer *answer,
			 struct error *error)
{
	struct board board = {.arena = study, .job = job};
	struct stored_scheme codebook_scheme = {0}, regions_scheme = {0};
	TRY(codebook_source(study, codebook, &codebook_scheme, error));
	TRY(regions_source(study, regions, &regions_scheme, error));
	TRY(load_codebook(&board, &codebook_scheme, answer, error));
	TRY(load_gazetteer(&board, &regions_scheme, answer, error));
	codebook_scheme.sha256 = slice_from(board.codebook.sha256);
	regions_scheme.sha256 = slice_from(board.gazetteer.sha256);

	TRY(store_open(&board.store, path, STORE_CREATE, job, error));
	enum status status = put_schemes(&board, &codebook_scheme, &regions_scheme, error);
	store_close(board.store);
	if (status != STATUS_OK)
		remove(path); /* it was made by this call */
	return status;
}

enum status board_open(struct board *board, struct job *job, struct arena *study, const char *path,
		       enum store_mode mode, struct error *error)
{
	*board = (struct board){.arena = study, .job = job};
	TRY(store_open(&board->store, path, mode, job, error));
	struct stored_scheme scheme;
	TRY(store_scheme_current(board->store, study, "codebook", &scheme, error));
	TRY(load_codebook(board, &scheme, NULL, error));
	TRY(store_scheme_current(board->store, study, "gazetteer", &scheme, error));
	return load_gazetteer(board, &scheme, NULL, error);
}

enum status board_open_scheme(struct board *board, struct job *job, struct arena *study,
			      struct error *error)
{
	*board = (struct board){.arena = study, .job = job};
	struct stored_scheme codebook = {0}, regions = {0};
	TRY(codebook_source(study, SCHEME_BUILT_IN, &codebook, error));
	TRY(regions_source(study, SCHEME_BUILT_IN, &regions, error));
	TRY(load_codebook(board, &codebook, NULL, error));
	return load_gazetteer(board, &regions, NULL, error);
}

void board_close(struct board *board)
{
	store_close(board->store);
	board->store = NULL;
}

enum status board_append_regions(struct board *board, struct slice more, struct error *error)
{
	struct stored_scheme scheme;
	TRY(store_scheme_current(board->store, board->arena, "gazetteer", &scheme, error));
	struct buffer bytes;
	buffer_init(&bytes);
	buffer_append(&bytes, scheme.bytes);
	buffer_append(&bytes, more);
	scheme.bytes = arena_copy(board->arena, buffer_slice(&bytes));
	buffer_release(&bytes);
	TRY(load_gazetteer(board, &scheme, NULL, error));
	scheme.sha256 = slice_from(board->gazetteer.sha256);
	TRY(store_scheme_put(board->store, "gazetteer", &scheme, error));
	return put_names(board, error);
}

/* One hash for all that was read: ids and file hashes of current documents in id order. */
static enum status documents_hash(struct board *board, char hex[65], size_t *count,
				  struct error *error)
{
	struct stored_document *documents;
	TRY(store_documents(board->store, board->arena, true, &documents, count, error));
	struct buffer lines;
	buffer_init(&lines);
	for (size_t i = 0; i < *count; i++) {
		buffer_append(&lines, documents[i].metadata.id);
		buffer_append_byte(&lines, '\t');
		buffer_append(&lines, documents[i].metadata.sha256);
		buffer_append_byte(&lines, '\n');
	}
	sha256_hex(buffer_slice(&lines), hex);
	buffer_release(&lines);
	return STATUS_OK;
}

/* What people said bears on every result; a board without corrections has no such line. */
static enum status corrections_into(struct board *board, struct answer *answer, struct error *error)
{
	struct stored_correction *rows;
	size_t count;
	char hex[65];
	TRY(store_corrections(board->store, board->arena, SLICE(""), &rows, &count, error));
	if (count == 0)
		return STATUS_OK;
	struct buffer lines;
	buffer_init(&lines);
	for (size_t i = 0; i < count; i++)
		buffer_printf(&lines, "%s\t%lld\t%.*s\t%.*s\t%.*s\t%.*s\n",
			      correction_action_name((enum correction_action)rows[i].action),
			      (long long)rows[i].undoes, (int)rows[i].code.length, rows[i].code.at,
			      (int)rows[i].document.length, rows[i].document.at,
			      (int)rows[i].passage.length, rows[i].passage.at,
			      (int)rows[i].words.length, rows[i].words.at);
	sha256_hex(buffer_slice(&lines), hex);
	buffer_release(&lines);
	answer_manifest_integer(answer, "corrections", (int64_t)count);
	answer_manifest(answer, "corrections_sha256", slice_from(hex));
	return STATUS_OK;
}

enum status board_manifest(struct board *board, struct answer *answer, struct error *error)
{
	char hex[65];
	size_t count;
	TRY(documents_hash(board, hex, &count, error));
	answer_manifest(answer, "codebook", board->codebook.name);
	answer_manifest(answer, "codebook_sha256", slice_from(board->codebook.sha256));
	answer_manifest(answer, "gazetteer", board->gazetteer.name);
	answer_manifest(answer, "gazetteer_sha256", slice_from(board->gazetteer.sha256));
	answer_manifest_integer(answer, "documents", (int64_t)count);
	answer_manifest(answer, "documents_sha256", slice_from(hex));
	return corrections_into(board, answer, error);
}
