#include "store/migrate.h"

extern const char qipan_schema[]; /* schema.sql, in schema.S */

/* reuse.h says what they hold. */
static const char reuse_tables[] = "CREATE TABLE reuse_pair ("
				   " document INTEGER NOT NULL REFERENCES document (key),"
				   " other INTEGER NOT NULL REFERENCES document (key),"
				   " packed BLOB NOT NULL,"
				   " PRIMARY KEY (document, other),"
				   " CHECK (document > other)"
				   ") STRICT, WITHOUT ROWID;"
				   "CREATE INDEX reuse_pair_other ON reuse_pair (other);"
				   "CREATE TABLE reuse_voice ("
				   " document INTEGER PRIMARY KEY REFERENCES document (key),"
				   " packed BLOB NOT NULL"
				   ") STRICT;";
/* Every question to the web that had an end, and the runs it belonged to. Empty text and 0 mean
 * unknown. */
static const char fetch_tables[] =
	"CREATE TABLE fetch_run ("
	" id INTEGER PRIMARY KEY,"
	" list_sha256 TEXT NOT NULL,"
	" started TEXT NOT NULL,"
	" ended TEXT NOT NULL" /* empty: still going on, or stopped */
	") STRICT;"
	"CREATE TABLE fetch ("
	" id INTEGER PRIMARY KEY,"
	" run INTEGER NOT NULL REFERENCES fetch_run (id),"
	" document TEXT NOT NULL,"
	" url TEXT NOT NULL,"
	" final_url TEXT NOT NULL,"
	" at TEXT NOT NULL,"
	" outcome TEXT NOT NULL,"
	" status INTEGER NOT NULL,"
	" tries INTEGER NOT NULL,"
	" bytes INTEGER NOT NULL,"
	" sha256 TEXT NOT NULL," /* of the body that is there after this fetch */
	" media_type TEXT NOT NULL,"
	" charset TEXT NOT NULL,"
	" etag TEXT NOT NULL,"
	" last_modified TEXT NOT NULL,"
	" file TEXT NOT NULL,"
	" why TEXT NOT NULL"
	") STRICT;"
	"CREATE INDEX fetch_url ON fetch (url, id);";

static const struct migration_step steps_of_this_version[] = {
	{.sql = qipan_schema}, {.run = migrate_commitment}, {.sql = correction_tables},
	{.sql = reuse_tables}, {.sql = fetch_tables},
};

const struct migration_step *migration_steps(size_t *count)
{
	*count = sizeof steps_of_this_version / sizeof *steps_of_this_version;
	return steps_of_this_version;
}

enum status store_pragma(struct store *store, const char *sql, int64_t *value, struct error *error)
{
	sqlite3_stmt *statement;
	TRY(statement_make(store, sql, &statement, error));
	bool row;
	enum status status = statement_step(store, statement, "opening the board", &row, error);
	*value = row ? sqlite3_column_int64(statement, 0) : 0;
	sqlite3_finalize(statement);
	return status;
}

static enum status run_missing(struct store *store, const struct migration_step *steps,
			       size_t count, struct error *error)
{
	/* Asked again under the lock: another process may have been faster. */
	int64_t version;
	TRY(store_pragma(store, "PRAGMA user_version", &version, error));
	for (size_t i = (size_t)version; i < count; i++) {
		if (steps[i].sql != NULL)
			TRY(store_execute(store, steps[i].sql, "making the board's tables", error));
		if (steps[i].run != NULL)
			TRY(steps[i].run(store, error));
	}
	buffer_clear(&store->packing);
	buffer_printf(&store->packing, "PRAGMA application_id = %d; PRAGMA user_version = %zu",
		      (int)BOARD_APPLICATION_ID, count);
	return store_execute(store, store->packing.at, "writing the board's version", error);
}

enum status store_migrate(struct store *store, const struct migration_step *steps, size_t count,
			  struct error *error)
{
	int64_t version;
	TRY(store_pragma(store, "PRAGMA user_version", &version, error));
	if (version < 0 || (uint64_t)version > count) {
		error_set(error, STATUS_STORE,
			  "the board is of version %lld, this qipan knows versions up to %zu: use "
			  "a newer qipan",
			  (long long)version, count);
		error_at(error, store->path, 0, 0);
		return STATUS_STORE;
	}
	if ((size_t)version == count)
		return STATUS_OK;
	if (store->mode == STORE_READ) {
		error_set(error, STATUS_STORE,
			  "the board is of the older version %lld: open it once with a command "
			  "that writes (\"qipan add\") to bring it to version %zu",
			  (long long)version, count);
		error_at(error, store->path, 0, 0);
		return STATUS_STORE;
	}
	TRY(store_begin(store, error));
	enum status status = run_missing(store, steps, count, error);
	if (status == STATUS_OK)
		status = store_commit(store, error);
	if (status != STATUS_OK)
		store_rollback(store);
	return status;
}
