#include "store/inside.h"

static const char reading[] = "reading what was fetched";
static const char writing[] = "writing what was fetched";

#define FETCH_COLUMNS                                                                              \
	"document, url, final_url, at, outcome, sha256, media_type, charset, etag, "               \
	"last_modified, file, why, status, tries, bytes"
enum { TEXT_COLUMNS = 12 };

static struct slice *text_column(struct stored_fetch *fetch, int column)
{
	struct slice *const columns[TEXT_COLUMNS] = {
		&fetch->document, &fetch->url,		 &fetch->final_url,  &fetch->at,
		&fetch->outcome,  &fetch->sha256,	 &fetch->media_type, &fetch->charset,
		&fetch->etag,	  &fetch->last_modified, &fetch->file,	     &fetch->why};
	return columns[column];
}

static void read_row(sqlite3_stmt *select, struct arena *arena, struct stored_fetch *fetch)
{
	for (int i = 0; i < TEXT_COLUMNS; i++)
		*text_column(fetch, i) = column_copy(arena, select, i);
	fetch->status = sqlite3_column_int64(select, TEXT_COLUMNS);
	fetch->tries = sqlite3_column_int64(select, TEXT_COLUMNS + 1);
	fetch->bytes = sqlite3_column_int64(select, TEXT_COLUMNS + 2);
}

enum status store_fetch_run(struct store *store, struct slice list_sha256, struct slice now,
			    struct slice not_before, int64_t *run, bool *resumed,
			    struct error *error)
{
	sqlite3_stmt *select, *insert;
	TRY(statement_take(store,
			   "SELECT id FROM fetch_run WHERE list_sha256 = ?1 AND ended = ''"
			   " AND started >= ?2 ORDER BY id DESC LIMIT 1",
			   &select, error));
	bind_text(select, 1, list_sha256);
	bind_text(select, 2, not_before);
	TRY(statement_step(store, select, reading, resumed, error));
	if (*resumed) {
		*run = sqlite3_column_int64(select, 0);
		sqlite3_reset(select);
		return STATUS_OK;
	}
	TRY(statement_take(store,
			   "INSERT INTO fetch_run (list_sha256, started, ended)"
			   " VALUES (?1, ?2, '')",
			   &insert, error));
	bind_text(insert, 1, list_sha256);
	bind_text(insert, 2, now);
	TRY(statement_run(store, insert, writing, error));
	*run = sqlite3_last_insert_rowid(store->db);
	return STATUS_OK;
}

enum status store_fetch_run_end(struct store *store, int64_t run, struct slice now,
				struct error *error)
{
	sqlite3_stmt *update;
	TRY(statement_take(store, "UPDATE fetch_run SET ended = ?2 WHERE id = ?1", &update, error));
	bind_integer(update, 1, run);
	bind_text(update, 2, now);
	return statement_run(store, update, writing, error);
}

enum status store_fetch_put(struct store *store, int64_t run, const struct stored_fetch *fetch,
			    struct error *error)
{
	sqlite3_stmt *insert;
	struct stored_fetch copy = *fetch;
	TRY(statement_take(store,
			   "INSERT INTO fetch (" FETCH_COLUMNS ", run) VALUES (?1, ?2, ?3, ?4, ?5,"
			   " ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
			   &insert, error));
	for (int i = 0; i < TEXT_COLUMNS; i++)
		bind_text(insert, i + 1, *text_column(&copy, i));
	bind_integer(insert, TEXT_COLUMNS + 1, fetch->status);
	bind_integer(insert, TEXT_COLUMNS + 2, fetch->tries);
	bind_integer(insert, TEXT_COLUMNS + 3, fetch->bytes);
	bind_integer(insert, TEXT_COLUMNS + 4, run);
	return statement_run(store, insert, writing, error);
}

enum status store_fetch_last(struct store *store, struct arena *arena, struct slice url,
			     int64_t run, bool *found, struct stored_fetch *fetch,
			     struct error *error)
{
	sqlite3_stmt *select;
	TRY(statement_take(store,
			   "SELECT " FETCH_COLUMNS " FROM fetch WHERE url = ?1"
			   " AND (run = ?2 OR (?2 = 0 AND sha256 <> '')) ORDER BY id DESC LIMIT 1",
			   &select, error));
	bind_text(select, 1, url);
	bind_integer(select, 2, run);
	TRY(statement_step(store, select, reading, found, error));
	if (!*found)
		return STATUS_OK;
	read_row(select, arena, fetch);
	sqlite3_reset(select);
	return STATUS_OK;
}

enum status store_fetches(struct store *store, struct arena *arena, struct stored_fetch **fetches,
			  size_t *count, struct error *error)
{
	sqlite3_stmt *select;
	TRY(statement_take(store,
			   "SELECT " FETCH_COLUMNS ", count(*) OVER () FROM fetch ORDER BY id",
			   &select, error));
	bool row;
	*count = 0;
	TRY(statement_step(store, select, reading, &row, error));
	size_t rows = row ? column_u32(select, TEXT_COLUMNS + 3) : 0;
	*fetches = arena_array(arena, struct stored_fetch, rows);
	while (row && *count < rows) {
		read_row(select, arena, &(*fetches)[(*count)++]);
		TRY(statement_step(store, select, reading, &row, error));
	}
	sqlite3_reset(select);
	return STATUS_OK;
}
