#include <assert.h>

#include "store/inside.h"

enum status statement_make(struct store *store, const char *sql, sqlite3_stmt **statement,
			   struct error *error)
{
	*statement = NULL;
	if (sqlite3_prepare_v3(store->db, sql, -1, SQLITE_PREPARE_PERSISTENT, statement, NULL) !=
	    SQLITE_OK)
		return store_fail(store, "reading the board's tables", error);
	return STATUS_OK;
}

enum status statement_take(struct store *store, const char *sql, sqlite3_stmt **statement,
			   struct error *error)
{
	for (size_t i = 0; i < store->kept_count; i++) {
		if (store->kept[i].sql == sql) {
			*statement = store->kept[i].statement;
			sqlite3_reset(*statement);
			sqlite3_clear_bindings(*statement);
			return STATUS_OK;
		}
	}
	assert(store->kept_count < STORE_STATEMENTS);
	TRY(statement_make(store, sql, statement, error));
	store->kept[store->kept_count++] = (struct kept_statement){sql, *statement};
	return STATUS_OK;
}

enum status statement_step(struct store *store, sqlite3_stmt *statement, const char *doing,
			   bool *row, struct error *error)
{
	int code = sqlite3_step(statement);
	*row = code == SQLITE_ROW;
	if (*row)
		return STATUS_OK;
	enum status status = STATUS_OK;
	if (code != SQLITE_DONE)
		status = store_fail(store, doing, error);
	sqlite3_reset(statement);
	return status;
}

enum status statement_run(struct store *store, sqlite3_stmt *statement, const char *doing,
			  struct error *error)
{
	bool row;
	enum status status = statement_step(store, statement, doing, &row, error);
	if (row)
		sqlite3_reset(statement);
	return status;
}

enum status store_execute(struct store *store, const char *sql, const char *doing,
			  struct error *error)
{
	if (sqlite3_exec(store->db, sql, NULL, NULL, NULL) != SQLITE_OK)
		return store_fail(store, doing, error);
	return STATUS_OK;
}

/* A NULL pointer would bind NULL, which no column takes. A failed bind leaves NULL too, so that
 * the step fails on the NOT NULL of its column and nothing wrong is written. */
void bind_text(sqlite3_stmt *statement, int index, struct slice text)
{
	sqlite3_bind_text64(statement, index, text.length == 0 ? "" : text.at, text.length,
			    SQLITE_STATIC, SQLITE_UTF8);
}

void bind_blob(sqlite3_stmt *statement, int index, struct slice bytes)
{
	sqlite3_bind_blob64(statement, index, bytes.length == 0 ? "" : bytes.at, bytes.length,
			    SQLITE_STATIC);
}

void bind_integer(sqlite3_stmt *statement, int index, int64_t value)
{
	sqlite3_bind_int64(statement, index, value);
}

struct slice column_slice(sqlite3_stmt *statement, int index)
{
	const char *at = sqlite3_column_blob(statement, index);
	int length = sqlite3_column_bytes(statement, index);
	return at == NULL ? (struct slice){"", 0} : (struct slice){at, (size_t)length};
}

struct slice column_copy(struct arena *arena, sqlite3_stmt *statement, int index)
{
	return arena_copy(arena, column_slice(statement, index));
}

uint32_t column_u32(sqlite3_stmt *statement, int index)
{
	int64_t value = sqlite3_column_int64(statement, index);
	return value < 0 || value > UINT32_MAX ? 0 : (uint32_t)value;
}
