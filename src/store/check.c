#include "base/hash.h"
#include "store/inside.h"

static const char doing[] = "checking the board";

struct remarks {
	struct arena *arena;
	struct problem *at;
	size_t count, capacity;
};

static void remark(struct remarks *remarks, struct slice place, struct slice what)
{
	if (remarks->count == remarks->capacity) {
		size_t capacity = remarks->capacity == 0 ? 16 : remarks->capacity * 2;
		struct problem *grown = arena_array(remarks->arena, struct problem, capacity);
		for (size_t i = 0; i < remarks->count; i++)
			grown[i] = remarks->at[i];
		remarks->at = grown;
		remarks->capacity = capacity;
	}
	remarks->at[remarks->count++] = (struct problem){.severity = "error",
							 .place = arena_copy(remarks->arena, place),
							 .what = arena_copy(remarks->arena, what)};
}

static void remark_error(struct remarks *remarks, struct slice place, const struct error *error)
{
	remark(remarks, place, slice_from(error->text));
}

/* SQLite's own checks give rows; damage that stops the check itself is a remark as well. */
static enum status check_pragma(struct store *store, const char *sql, const char *fine, int column,
				const char *meaning, struct remarks *remarks, struct error *error)
{
	sqlite3_stmt *statement;
	bool row = false;
	struct error found;
	enum status status = statement_make(store, sql, &statement, &found);
	while (status == STATUS_OK) {
		status = statement_step(store, statement, doing, &row, &found);
		if (status != STATUS_OK || !row)
			break;
		struct slice says = column_slice(statement, column);
		if (fine == NULL || !slice_is(says, fine))
			remark(remarks, slice_from(store->path),
			       slice_from(arena_printf(remarks->arena, "%s: %.*s", meaning,
						       (int)says.length, says.at)));
	}
	sqlite3_finalize(statement);
	if (status == STATUS_CANCELLED) {
		if (error != NULL)
			*error = found;
		return status;
	}
	if (status != STATUS_OK)
		remark_error(remarks, slice_from(store->path), &found);
	return STATUS_OK;
}

/* For a table without content FTS5 can check its structure, not compare it with the texts. Writes
 * nothing, but SQLite sees an INSERT: a board opened for reading is passed over. */
static void check_fulltext(struct store *store, struct remarks *remarks)
{
	struct error found;
	if (sqlite3_db_readonly(store->db, "main") != 0)
		return;
	if (store_execute(store, "INSERT INTO fulltext (fulltext) VALUES ('integrity-check')",
			  "checking the full-text index", &found) != STATUS_OK)
		remark_error(remarks, SLICE("full-text index"), &found);
}

static enum status text_hash(struct store *store, int64_t key, struct arena *arena,
			     struct slice *hash, struct error *error)
{
	sqlite3_stmt *select;
	bool row;
	TRY(statement_take(store, "SELECT text_sha256 FROM document WHERE key = ?1", &select,
			   error));
	bind_integer(select, 1, key);
	TRY(statement_step(store, select, doing, &row, error));
	*hash = row ? column_copy(arena, select, 0) : (struct slice){"", 0};
	if (row)
		sqlite3_reset(select);
	return STATUS_OK;
}

static enum status check_document(struct store *store, int64_t key, struct arena *scratch,
				  struct error *error)
{
	struct document document;
	struct slice stored;
	char hex[65];
	TRY(store_document_load(store, scratch, key, &document, error));
	TRY(text_hash(store, key, scratch, &stored, error));
	sha256_hex(document.text, hex);
	if (!slice_is(stored, hex))
		return error_set(error, STATUS_STORE,
				 "the text is not the one that was added: its SHA-256 is %s, it "
				 "should be %.*s",
				 hex, (int)stored.length, stored.at);
	return document_check(&document, error);
}

static enum status check_documents(struct store *store, struct job *job, struct remarks *remarks,
				   struct error *error)
{
	struct stored_document *documents;
	size_t count;
	struct error found;
	if (store_documents(store, remarks->arena, false, &documents, &count, &found) !=
	    STATUS_OK) {
		remark_error(remarks, slice_from(store->path), &found);
		return STATUS_OK;
	}
	if (job != NULL)
		job_phase(job, doing, "documents", count);
	struct arena scratch;
	arena_init(&scratch);
	enum status status = STATUS_OK;
	for (size_t i = 0; i < count && status == STATUS_OK; i++) {
		arena_reset(&scratch);
		enum status one = check_document(store, documents[i].key, &scratch, &found);
		if (one == STATUS_CANCELLED) {
			if (error != NULL)
				*error = found;
			status = one;
		} else if (one != STATUS_OK) {
			remark_error(remarks, documents[i].metadata.id, &found);
		}
		if (job != NULL) {
			job_add(job, 1);
			if (status == STATUS_OK)
				status = job_check(job, error);
		}
	}
	arena_release(&scratch);
	return status;
}

enum status store_check(struct store *store, struct job *job, struct arena *arena,
			struct problem **problems, size_t *count, struct error *error)
{
	struct remarks remarks = {.arena = arena};
	TRY(check_pragma(store, "PRAGMA integrity_check", "ok", 0, "SQLite finds damage", &remarks,
			 error));
	TRY(check_pragma(store, "PRAGMA foreign_key_check", NULL, 0,
			 "a row belongs to no document, in table", &remarks, error));
	check_fulltext(store, &remarks);
	TRY(check_documents(store, job, &remarks, error));
	*problems = remarks.at;
	*count = remarks.count;
	return STATUS_OK;
}
