#include "store/store.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/limits.h"
#include "store/migrate.h"
#include "store/tokenizer.h"

enum {
	BUSY_PAUSE_MILLISECONDS = 10,
	PROGRESS_OPERATIONS =
		20000, /* of SQLite's machine between two looks at job->cancel: ~1 ms */
};

static bool cancelled(const struct store *store)
{
	return store->job != NULL && job_cancelled(store->job);
}

static int look_at_cancel(void *context)
{
	return cancelled(context);
}

/* Called with how often it was called for this lock; 0 gives up. */
static int wait_for_lock(void *context, int turns)
{
	if (cancelled(context) || turns >= LIMIT_STORE_BUSY_MILLISECONDS / BUSY_PAUSE_MILLISECONDS)
		return 0;
	struct timespec pause = {.tv_nsec = BUSY_PAUSE_MILLISECONDS * 1000000L};
	nanosleep(&pause, NULL);
	return 1;
}

static enum status refuse(const struct store *store, enum status status, const char *what,
			  struct error *error)
{
	error_set(error, status, "%s", what);
	error_at(error, store->path, 0, 0);
	return status;
}

static enum status create_file(const struct store *store, struct error *error)
{
	int file = open(store->path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0666);
	if (file < 0 && errno == EEXIST)
		return refuse(store, STATUS_USAGE,
			      "there is a file of this name already: give another name, or remove "
			      "it first",
			      error);
	if (file < 0) {
		error_set(error, STATUS_IO, "the board cannot be made: %s", strerror(errno));
		error_at(error, store->path, 0, 0);
		return STATUS_IO;
	}
	close(file);
	return STATUS_OK;
}

static enum status find_file(const struct store *store, struct error *error)
{
	struct stat about;
	if (stat(store->path, &about) != 0) {
		if (errno == ENOENT || errno == ENOTDIR)
			return refuse(store, STATUS_IO,
				      "there is no board here: make one with \"qipan new\", or "
				      "name another with -b FILE",
				      error);
		error_set(error, STATUS_IO, "the board cannot be opened: %s", strerror(errno));
		error_at(error, store->path, 0, 0);
		return STATUS_IO;
	}
	if (!S_ISREG(about.st_mode))
		return refuse(store, STATUS_STORE,
			      "this is not a board but a folder or device: name the board's file",
			      error);
	return STATUS_OK;
}

static enum status connect(struct store *store, const char *name, int flags, struct error *error)
{
	sqlite3_close(store->db);
	store->db = NULL;
	/* NOMUTEX: one thread at a time uses a store, see the header */
	flags |= SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_URI;
	if (sqlite3_open_v2(name, &store->db, flags, NULL) != SQLITE_OK)
		return store_fail(store, "opening it", error);
	sqlite3_busy_handler(store->db, wait_for_lock, store);
	sqlite3_progress_handler(store->db, PROGRESS_OPERATIONS, look_at_cancel, store);
	/* Boards come from strangers: their tables must not be able to call functions of ours, nor
	 * the SQL of ours to write SQLite's own pages. */
	sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	if (tokenizer_register(store->db) != SQLITE_OK)
		return refuse(store, STATUS_STORE,
			      "SQLite's full-text search (FTS5) is missing: use the SQLite of your "
			      "system",
			      error);
	return store_execute(store,
			     "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;"
			     "PRAGMA foreign_keys = ON; PRAGMA synchronous = NORMAL;"
			     "PRAGMA temp_store = MEMORY; PRAGMA cache_size = -65536;"
			     "PRAGMA wal_autocheckpoint = 8192;",
			     "opening it", error);
}

/* The path as a URI for SQLite, with every byte that could mean something else escaped. */
static char *uri_of(const char *path, const char *options)
{
	struct buffer uri;
	buffer_init(&uri);
	buffer_append_string(&uri, path[0] == '/' ? "file://" : "file:");
	for (const char *at = path; *at != '\0'; at++) {
		bool plain = (*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z') ||
			     (*at >= '0' && *at <= '9') || strchr("/._-", *at) != NULL;
		if (plain)
			buffer_append_byte(&uri, *at);
		else
			buffer_printf(&uri, "%%%02X", (unsigned)(unsigned char)*at);
	}
	buffer_append_string(&uri, options);
	return uri.at;
}

static bool has_newest_changes_apart(const struct store *store)
{
	struct buffer name;
	struct stat about;
	buffer_init(&name);
	buffer_printf(&name, "%s-wal", store->path);
	bool there = stat(name.at, &about) == 0 && about.st_size > 0;
	buffer_release(&name);
	return there;
}

/* Reading a WAL database needs its -shm file, which SQLite makes beside it. Where the folder cannot
 * be written, the file alone is the whole board unless a -wal file holds newer changes; then it is
 * opened as a file that nobody changes. */
static enum status connect_read_only(struct store *store, int64_t *application, struct error *error)
{
	char *plain = uri_of(store->path, ""), *frozen = uri_of(store->path, "?immutable=1");
	enum status status = connect(store, plain, SQLITE_OPEN_READONLY, error);
	if (status == STATUS_OK)
		status = store_pragma(store, "PRAGMA application_id", application, error);
	if (status == STATUS_IO && store->db != NULL) {
		if (has_newest_changes_apart(store)) {
			error_set(
				error, STATUS_IO,
				"the newest changes are in %s-wal and cannot be joined here: copy "
				"both files to a folder that you can write to",
				store->path);
			error_at(error, store->path, 0, 0);
		} else {
			status = connect(store, frozen, SQLITE_OPEN_READONLY, error);
			if (status == STATUS_OK)
				status = store_pragma(store, "PRAGMA application_id", application,
						      error);
		}
	}
	free(plain);
	free(frozen);
	return status;
}

static enum status connect_existing(struct store *store, struct error *error)
{
	int64_t application = 0;
	if (store->mode == STORE_READ) {
		TRY(connect_read_only(store, &application, error));
	} else {
		char *name = uri_of(store->path, "");
		enum status status = connect(store, name, SQLITE_OPEN_READWRITE, error);
		free(name);
		TRY(status);
		TRY(store_pragma(store, "PRAGMA application_id", &application, error));
	}
	if (application != BOARD_APPLICATION_ID)
		return refuse(store, STATUS_STORE,
			      "this file is not a board of qipan: check the name, or make a board "
			      "with \"qipan new\"",
			      error);
	if (store->mode == STORE_WRITE && sqlite3_db_readonly(store->db, "main") == 1)
		return refuse(store, STATUS_IO,
			      "the board cannot be written: check the permissions of the file and "
			      "of its folder",
			      error);
	return STATUS_OK;
}

static enum status connect_new(struct store *store, struct error *error)
{
	char *name = uri_of(store->path, "");
	enum status status = connect(store, name, SQLITE_OPEN_READWRITE, error);
	free(name);
	TRY(status);
	return store_execute(store, "PRAGMA page_size = 8192; PRAGMA journal_mode = WAL;",
			     "making it", error);
}

static void remove_file(const struct store *store)
{
	static const char *const endings[] = {"", "-wal", "-shm", "-journal"};
	struct buffer name;
	buffer_init(&name);
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		buffer_clear(&name);
		buffer_printf(&name, "%s%s", store->path, endings[i]);
		unlink(name.at);
	}
	buffer_release(&name);
}

static enum status open_and_migrate(struct store *store, struct error *error)
{
	if (store->mode == STORE_CREATE)
		TRY(connect_new(store, error));
	else
		TRY(connect_existing(store, error));
	size_t count;
	const struct migration_step *steps = migration_steps(&count);
	return store_migrate(store, steps, count, error);
}

enum status store_open(struct store **store, const char *path, enum store_mode mode,
		       struct job *job, struct error *error)
{
	*store = NULL;
	struct store *opened = memory_resize(NULL, 1, sizeof *opened);
	*opened = (struct store){.mode = mode, .job = job};
	buffer_init(&opened->packing);
	opened->path = memory_resize(NULL, strlen(path) + 1, 1);
	memcpy(opened->path, path, strlen(path) + 1);
	enum status status =
		mode == STORE_CREATE ? create_file(opened, error) : find_file(opened, error);
	if (status == STATUS_OK) {
		status = open_and_migrate(opened, error);
		if (status != STATUS_OK && mode == STORE_CREATE)
			remove_file(opened);
	}
	if (status == STATUS_OK)
		*store = opened;
	else
		store_close(opened);
	return status;
}

void store_close(struct store *store)
{
	if (store == NULL)
		return;
	if (store->db != NULL)
		store_rollback(store);
	for (size_t i = 0; i < store->kept_count; i++)
		sqlite3_finalize(store->kept[i].statement);
	sqlite3_close(store->db);
	buffer_release(&store->packing);
	free(store->path);
	free(store);
}

enum status store_begin(struct store *store, struct error *error)
{
	return store_execute(store, "BEGIN IMMEDIATE", "starting to write", error);
}

enum status store_commit(struct store *store, struct error *error)
{
	return store_execute(store, "COMMIT", "committing", error);
}

void store_rollback(struct store *store)
{
	/* SQLite has rolled back by itself after some errors (disk full, I/O). */
	if (sqlite3_get_autocommit(store->db))
		return;
	sqlite3_progress_handler(store->db, 0, NULL, NULL);
	sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
	sqlite3_progress_handler(store->db, PROGRESS_OPERATIONS, look_at_cancel, store);
}
