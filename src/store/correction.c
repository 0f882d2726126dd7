/* Where the record of corrections is kept. */
#include "store/correction.h"

#include "store/inside.h"
#include "store/migrate.h"

const char correction_tables[] =
	"CREATE TABLE correction ("
	" id INTEGER PRIMARY KEY,"
	" action TEXT NOT NULL CHECK (action IN ('confirm', 'reject', 'add', 'read', 'undo')),"
	" undoes INTEGER NOT NULL,"
	" code TEXT NOT NULL,"
	" document TEXT NOT NULL,"
	" passage TEXT NOT NULL,"
	" before TEXT NOT NULL,"
	" after TEXT NOT NULL,"
	" sequence INTEGER NOT NULL,"
	" words TEXT NOT NULL,"
	" words_at INTEGER NOT NULL,"
	" who TEXT NOT NULL CHECK (who <> ''),"
	" \"when\" TEXT NOT NULL,"
	" why TEXT NOT NULL,"
	" sample TEXT NOT NULL"
	") STRICT;"
	"CREATE INDEX correction_document ON correction (document, id);"
	"CREATE UNIQUE INDEX correction_undone ON correction (undoes) WHERE undoes <> 0;"
	"CREATE TRIGGER correction_stays BEFORE DELETE ON correction BEGIN"
	" SELECT RAISE(ABORT, 'corrections are never deleted, only undone'); END;"
	"CREATE TRIGGER correction_is_kept BEFORE UPDATE ON correction BEGIN"
	" SELECT RAISE(ABORT, 'corrections are never changed, only undone'); END;";

static const char *const action_names[] = {"confirm", "reject", "add", "read", "undo"};

const char *correction_action_name(enum correction_action action)
{
	return action < CORRECTION_ACTION_COUNT ? action_names[action] : "unknown";
}

bool correction_action_from_name(struct slice word, enum correction_action *action)
{
	for (int i = 0; i < CORRECTION_ACTION_COUNT; i++) {
		*action = (enum correction_action)i;
		if (slice_is(word, action_names[i]))
			return true;
	}
	return false;
}

enum status store_correction_put(struct store *store, const struct stored_correction *correction,
				 int64_t *id, struct error *error)
{
	sqlite3_stmt *insert;
	if (sqlite3_get_autocommit(store->db))
		return error_set(error, STATUS_USAGE,
				 "a correction is written between store_begin and store_commit");
	TRY(statement_take(
		store,
		"INSERT INTO correction (action, undoes, code, document, passage, before,"
		" after, sequence, words, words_at, who, \"when\", why, sample)"
		" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
		&insert, error));
	bind_text(insert, 1,
		  slice_from(correction_action_name((enum correction_action)correction->action)));
	bind_integer(insert, 2, correction->undoes);
	bind_text(insert, 3, correction->code);
	bind_text(insert, 4, correction->document);
	bind_text(insert, 5, correction->passage);
	bind_text(insert, 6, correction->before);
	bind_text(insert, 7, correction->after);
	bind_integer(insert, 8, correction->sequence);
	bind_text(insert, 9, correction->words);
	bind_integer(insert, 10, correction->words_at);
	bind_text(insert, 11, correction->who);
	bind_text(insert, 12, correction->when);
	bind_text(insert, 13, correction->why);
	bind_text(insert, 14, correction->sample);
	TRY(statement_run(store, insert, "writing a correction", error));
	*id = sqlite3_last_insert_rowid(store->db);
	return STATUS_OK;
}

static enum status read_row(struct store *store, struct arena *arena, sqlite3_stmt *select,
			    struct stored_correction *row, struct error *error)
{
	struct slice *const texts[] = {&row->code,  &row->document, &row->passage, &row->before,
				       &row->after, &row->words,    &row->who,	   &row->when,
				       &row->why,   &row->sample};
	enum correction_action action;
	*row = (struct stored_correction){.id = sqlite3_column_int64(select, 0),
					  .undoes = sqlite3_column_int64(select, 2),
					  .undone = sqlite3_column_int(select, 3) != 0,
					  .code_id = {column_u32(select, 4)},
					  .sequence = column_u32(select, 5),
					  .words_at = column_u32(select, 6)};
	if (!correction_action_from_name(column_slice(select, 1), &action))
		return store_damaged(store, "a correction's action is unknown", error);
	row->action = (uint8_t)action;
	for (int i = 0; i < (int)(sizeof texts / sizeof *texts); i++)
		*texts[i] = column_copy(arena, select, 7 + i);
	return STATUS_OK;
}

enum status store_corrections(struct store *store, struct arena *arena, struct slice document,
			      struct stored_correction **corrections, size_t *count,
			      struct error *error)
{
	static const char doing[] = "reading the corrections";
	sqlite3_stmt *size, *select;
	bool row;
	*count = 0;
	*corrections = NULL;
	TRY(statement_take(store, "SELECT count(*) FROM correction WHERE ?1 = '' OR document = ?1",
			   &size, error));
	bind_text(size, 1, document);
	TRY(statement_step(store, size, doing, &row, error));
	size_t capacity = row ? column_u32(size, 0) : 0;
	sqlite3_reset(size);
	if (capacity == 0)
		return STATUS_OK;
	*corrections = arena_array(arena, struct stored_correction, capacity);
	TRY(statement_take(
		store,
		"SELECT c.id, action, undoes,"
		" EXISTS (SELECT 1 FROM correction AS u WHERE u.undoes = c.id AND u.undoes <> 0),"
		" (SELECT code.id FROM code WHERE code.name = c.code),"
		" sequence, words_at, c.code, document, passage, before, after, words, who,"
		" \"when\", why, sample FROM correction AS c"
		" WHERE ?1 = '' OR document = ?1 ORDER BY c.id LIMIT ?2",
		&select, error));
	bind_text(select, 1, document);
	bind_integer(select, 2, (int64_t)capacity);
	for (;;) {
		TRY(statement_step(store, select, doing, &row, error));
		if (!row)
			return STATUS_OK;
		enum status status =
			read_row(store, arena, select, &(*corrections)[(*count)++], error);
		if (status != STATUS_OK) {
			sqlite3_reset(select);
			return status;
		}
	}
}
