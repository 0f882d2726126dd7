#include "sample.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <time.h>

#include "base/limits.h"
#include "store/inside.h"
#include "store/migrate.h"

static void assert_says(const char *words)
{
	if (strstr(sample_error.text, words) == NULL)
		fail_msg("\"%s\" does not say \"%s\"", sample_error.text, words);
	assert_true(sample_error.place[0] != '\0');
}

static void assert_refused(const char *path, enum store_mode mode, enum status status,
			   const char *words)
{
	struct store *store;
	assert_status(store_open(&store, path, mode, NULL, &sample_error), status);
	assert_null(store);
	assert_says(words);
}

static void write_file(const char *path, const char *bytes, size_t length)
{
	FILE *file = fopen(path, "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, length, file), length);
	fclose(file);
}

static void copy_file(const char *from, const char *to)
{
	char bytes[65536];
	FILE *in = fopen(from, "rb"), *out = fopen(to, "wb");
	assert_non_null(in);
	assert_non_null(out);
	for (size_t length; (length = fread(bytes, 1, sizeof bytes, in)) > 0;)
		assert_int_equal(fwrite(bytes, 1, length, out), length);
	fclose(in);
	fclose(out);
}

static void raw(const char *path, const char *sql)
{
	sqlite3 *db;
	char *message = NULL;
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	if (sqlite3_exec(db, sql, NULL, NULL, &message) != SQLITE_OK)
		fail_msg("%s: %s", sql, message);
	sqlite3_close(db);
}

static void files_that_are_no_boards_are_refused(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena);
	const char *path = sample_path(&arena, "refused");
	assert_refused(path, STORE_READ, STATUS_IO, "qipan new");
	assert_refused(path, STORE_WRITE, STATUS_IO, "qipan new");
	assert_refused(arena_printf(&arena, "%s/below", path), STORE_READ, STATUS_IO, "qipan new");
	assert_refused(arena_printf(&arena, "%s/below", path), STORE_CREATE, STATUS_IO,
		       "cannot be made");
	assert_refused(".", STORE_READ, STATUS_STORE, "folder");

	write_file(path, "", 0);
	assert_refused(path, STORE_WRITE, STATUS_STORE, "not a board");
	assert_refused(path, STORE_CREATE, STATUS_USAGE, "already");
	char text[4096];
	memset(text, 'x', sizeof text);
	write_file(path, text, sizeof text);
	assert_refused(path, STORE_READ, STATUS_STORE, "not a board");
	assert_refused(path, STORE_WRITE, STATUS_STORE, "not a board");
	unlink(path);
	raw(path, "PRAGMA application_id = 17; CREATE TABLE a (b)");
	assert_refused(path, STORE_READ, STATUS_STORE, "not a board");
	arena_release(&arena);
}

static void names_are_taken_as_they_are(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena);
	const char *path = sample_path(&arena, "a b?mode=memory&x#y%41棋");
	store_close(sample_open(path, STORE_CREATE));
	assert_int_equal(access(path, F_OK), 0);
	store_close(sample_open(path, STORE_READ));
	sample_path(&arena, "a b?mode=memory&x#y%41棋");
	arena_release(&arena);
}

static void newer_boards_are_refused(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena);
	const char *path = sample_path(&arena, "newer");
	store_close(sample_open(path, STORE_CREATE));
	raw(path, "PRAGMA user_version = 99");
	assert_refused(path, STORE_READ, STATUS_STORE, "newer qipan");
	assert_refused(path, STORE_WRITE, STATUS_STORE, "newer qipan");
	arena_release(&arena);
}

/* The steps that all boards of this version have had, which must not run again, and one more. */
enum { MOST_STEPS = 64 };
static const struct migration_step *one_step_more(const char *sql, size_t *count)
{
	static struct migration_step steps[MOST_STEPS];
	migration_steps(count);
	assert_true(*count < MOST_STEPS);
	for (size_t i = 0; i < *count; i++)
		steps[i].sql = "this step has run already";
	steps[(*count)++].sql = sql;
	return steps;
}

/* What later versions added, so that their steps can run again. */
#define LATER_TABLES                                                                               \
	"DROP TABLE correction; DROP TABLE reuse_pair; DROP TABLE reuse_voice; "                   \
	"DROP TABLE fetch; DROP TABLE fetch_run; "

static void an_older_board_runs_the_steps_it_lacks(void **state)
{
	(void)state;
	struct arena arena;
	int64_t value;
	size_t count;
	arena_init(&arena);
	const struct migration_step *steps = one_step_more(
		"CREATE TABLE half (a INTEGER) STRICT; CREATE TABLE code (twice INTEGER)", &count);
	const char *path = sample_path(&arena, "older");
	struct store *store = sample_open(path, STORE_CREATE);
	assert_ok(store_pragma(store, "PRAGMA user_version", &value, &sample_error));
	assert_int_equal(value, count - 1);
	assert_ok(store_begin(store, &sample_error));
	int64_t key = sample_put(store, &arena, "kept", SLICE("算力。"));
	assert_ok(store_commit(store, &sample_error));
	store_close(store);

	store = sample_open(path, STORE_READ);
	assert_status(store_migrate(store, steps, count, &sample_error), STATUS_STORE);
	assert_says(arena_printf(&arena, "older version %zu", count - 1));
	store_close(store);

	store = sample_open(path, STORE_WRITE);
	assert_status(store_migrate(store, steps, count, &sample_error), STATUS_STORE);
	assert_ok(store_pragma(store, "PRAGMA user_version", &value, &sample_error));
	assert_int_equal(value, count - 1);
	assert_ok(store_pragma(store, "SELECT count(*) FROM sqlite_schema WHERE name = 'half'",
			       &value, &sample_error));
	assert_int_equal(value, 0); /* all steps or none */

	steps = one_step_more(
		"CREATE TABLE added (a INTEGER NOT NULL) STRICT; INSERT INTO added VALUES (7)",
		&count);
	assert_ok(store_migrate(store, steps, count, &sample_error));
	assert_ok(store_pragma(store, "PRAGMA user_version", &value, &sample_error));
	assert_int_equal(value, count);
	assert_ok(store_pragma(store, "SELECT a FROM added", &value, &sample_error));
	assert_int_equal(value, 7);
	assert_ok(store_migrate(store, steps, count, &sample_error));
	struct document document;
	assert_ok(store_document_load(store, &arena, key, &document, &sample_error));
	assert_slice(document.text, "算力。");
	store_close(store);
	assert_refused(path, STORE_WRITE, STATUS_STORE, arena_printf(&arena, "version %zu", count));
	arena_release(&arena);
}

/* Version 1 kept five numbers a passage: here each is one byte, and so is the sixth. */
static void passages_of_version_1_get_their_commitment(void **state)
{
	(void)state;
	struct arena arena;
	struct document document;
	arena_init(&arena);
	const char *path = sample_path(&arena, "version-1");
	struct store *store = sample_open(path, STORE_CREATE);
	assert_ok(store_begin(store, &sample_error));
	int64_t key = sample_put(store, &arena, "kept", SLICE("新建充电桩3万个。推动发展。"));
	assert_ok(store_commit(store, &sample_error));
	store_close(store);
	raw(path, LATER_TABLES "UPDATE document_passages SET packed = CAST(substr(packed, 1, 5) || "
			       "substr(packed, 7, 5) AS BLOB); PRAGMA user_version = 1");

	assert_refused(path, STORE_READ, STATUS_STORE, "older version 1");
	store = sample_open(path, STORE_WRITE);
	assert_ok(store_document_load(store, &arena, key, &document, &sample_error));
	assert_int_equal(document.passage_count, 2);
	assert_int_equal(document.passages[0].commitment, COMMITMENT_TARGET);
	assert_int_equal(document.passages[1].commitment, COMMITMENT_PROMOTE);
	assert_int_equal(document.passages[1].actor, ACTOR_OWN);
	struct stored_fetch *fetches;
	size_t count;
	assert_ok(store_fetches(store, &arena, &fetches, &count, &sample_error));
	assert_int_equal(count, 0);
	store_close(store);

	raw(path,
	    LATER_TABLES "UPDATE document_passages SET packed = x'00'; PRAGMA user_version = 1");
	assert_refused(path, STORE_WRITE, STATUS_STORE, "cannot be read");
	arena_release(&arena);
}

static void settings_are_as_the_header_says(void **state)
{
	(void)state;
	struct arena arena;
	int64_t value;
	arena_init(&arena);
	struct store *store = sample_open(sample_path(&arena, "settings"), STORE_CREATE);
	assert_ok(store_pragma(store, "PRAGMA foreign_keys", &value, &sample_error));
	assert_int_equal(value, 1);
	assert_ok(store_pragma(store, "PRAGMA synchronous", &value, &sample_error));
	assert_int_equal(value, 1);
	assert_ok(store_pragma(store, "SELECT journal_mode = 'wal' FROM pragma_journal_mode",
			       &value, &sample_error));
	assert_int_equal(value, 1);
	assert_ok(store_pragma(store,
			       "SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND"
			       " type = 'table' AND NOT strict AND name NOT LIKE 'sqlite_%'",
			       &value, &sample_error));
	assert_int_equal(value, 0);
	assert_int_equal(sqlite3_exec(store->db, "INSERT INTO document_text VALUES (99, x'00')",
				      NULL, NULL, NULL),
			 SQLITE_CONSTRAINT_FOREIGNKEY);
	store_close(store);
	arena_release(&arena);
}

static void a_full_disk_is_said_and_loses_nothing(void **state)
{
	(void)state;
	struct arena arena;
	int64_t pages;
	arena_init(&arena);
	const char *path = sample_path(&arena, "full");
	struct store *store = sample_open(path, STORE_CREATE);
	assert_ok(store_begin(store, &sample_error));
	sample_put(store, &arena, "first", SLICE("算力。"));
	assert_ok(store_commit(store, &sample_error));
	assert_ok(store_pragma(store, "PRAGMA page_count", &pages, &sample_error));
	assert_ok(store_execute(store,
				arena_printf(&arena, "PRAGMA max_page_count = %d", (int)pages + 2),
				"limiting", &sample_error));
	struct document document;
	struct shadow_text shadow;
	int64_t key;
	char *large = arena_alloc(&arena, 1000000, 1);
	memset(large, 'x', 1000000);
	sample_document(&arena, &document, "second", (struct slice){large, 1000000});
	text_normalise(&arena, document.text, &shadow);
	assert_ok(store_begin(store, &sample_error));
	assert_status(store_document_put(store, &document, &shadow, &key, &sample_error),
		      STATUS_STORE);
	assert_says("disk is full");
	store_rollback(store);
	assert_ok(
		store_execute(store, "PRAGMA max_page_count = 1000000", "limiting", &sample_error));
	assert_ok(store_begin(store, &sample_error));
	assert_ok(store_document_put(store, &document, &shadow, &key, &sample_error));
	assert_int_equal(key, 2);
	assert_ok(store_commit(store, &sample_error));
	store_close(store);
	assert_sound(path);
	arena_release(&arena);
}

/* Runs the check as a user without rights: root may write everywhere. */
static void as_nobody(void (*check)(const char *path, int *wrong), const char *path)
{
	int outcome;
	fflush(NULL);
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		int wrong = 0;
		if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0))
			_exit(90);
		check(path, &wrong);
		_exit(wrong);
	}
	assert_int_equal(waitpid(child, &outcome, 0), child);
	assert_true(WIFEXITED(outcome));
	assert_int_equal(WEXITSTATUS(outcome), 0);
}

static void check_read_only(const char *path, int *wrong)
{
	struct store *store;
	struct arena arena;
	struct stored_document *documents;
	struct error error;
	size_t count = 0;
	arena_init(&arena);
	if (store_open(&store, path, STORE_WRITE, NULL, &error) != STATUS_IO ||
	    strstr(error.text, "cannot be written") == NULL)
		*wrong = 1;
	else if (store_open(&store, path, STORE_READ, NULL, &error) != STATUS_OK)
		*wrong = 2;
	else if (store_documents(store, &arena, true, &documents, &count, &error) != STATUS_OK ||
		 count != 1)
		*wrong = 3;
	else
		store_close(store);
	if (*wrong != 0)
		fprintf(stderr, "# %s\n", error.text);
	arena_release(&arena);
}

static void check_newest_apart(const char *path, int *wrong)
{
	struct store *store;
	struct error error;
	if (store_open(&store, path, STORE_READ, NULL, &error) != STATUS_IO ||
	    strstr(error.text, "copy both files") == NULL)
		*wrong = 1;
	if (*wrong != 0)
		fprintf(stderr, "# %s\n", error.text);
}

static void a_board_in_a_folder_that_cannot_be_written_is_read(void **state)
{
	(void)state;
	struct arena arena;
	char folder[] = "/tmp/qipan-store-XXXXXX";
	arena_init(&arena);
	assert_non_null(mkdtemp(folder));
	const char *path = arena_printf(&arena, "%s/read-only.qipan", folder);
	struct store *store = sample_open(path, STORE_CREATE);
	assert_ok(store_begin(store, &sample_error));
	sample_put(store, &arena, "only", SLICE("算力。"));
	assert_ok(store_commit(store, &sample_error));
	const char *copy = arena_printf(&arena, "%s/copy.qipan", folder);
	copy_file(path, copy);
	copy_file(arena_printf(&arena, "%s-wal", path), arena_printf(&arena, "%s-wal", copy));
	store_close(store);
	assert_int_equal(chmod(path, 0444), 0);
	assert_int_equal(chmod(folder, 0555), 0);
	as_nobody(check_read_only, path);
	as_nobody(check_newest_apart, copy);
	chmod(folder, 0755);
	unlink(path);
	unlink(copy);
	unlink(arena_printf(&arena, "%s-wal", copy));
	rmdir(folder);
	arena_release(&arena);
}

/* A child that holds the lock until it is killed. */
static pid_t hold_lock(const char *path)
{
	int ready[2];
	char byte;
	fflush(NULL);
	assert_int_equal(pipe(ready), 0);
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		struct store *store;
		struct error error;
		if (store_open(&store, path, STORE_WRITE, NULL, &error) == STATUS_OK &&
		    store_begin(store, &error) == STATUS_OK && write(ready[1], "x", 1) == 1)
			pause();
		_exit(1);
	}
	close(ready[1]);
	assert_int_equal(read(ready[0], &byte, 1), 1);
	close(ready[0]);
	return child;
}

static int64_t milliseconds(void)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static void the_second_writer_waits_and_is_told(void **state)
{
	(void)state;
	struct arena arena;
	struct job job;
	bool found;
	struct stored_document document;
	arena_init(&arena);
	job_init(&job, 1);
	const char *path = sample_path(&arena, "busy");
	struct store *store = sample_open(path, STORE_CREATE), *watched;
	assert_ok(store_begin(store, &sample_error));
	sample_put(store, &arena, "a", SLICE("算力。"));
	assert_ok(store_commit(store, &sample_error));
	pid_t child = hold_lock(path);

	int64_t start = milliseconds();
	assert_status(store_begin(store, &sample_error), STATUS_STORE);
	assert_says("another process is writing");
	assert_true(milliseconds() - start >= LIMIT_STORE_BUSY_MILLISECONDS - 100);

	/* a reader goes on */
	assert_ok(store_document_find(store, &arena, SLICE("a"), &found, &document, &sample_error));
	assert_true(found);

	/* a cancel breaks the wait off */
	assert_ok(store_open(&watched, path, STORE_WRITE, &job, &sample_error));
	atomic_store(&job.cancel, true);
	start = milliseconds();
	assert_status(store_begin(watched, &sample_error), STATUS_CANCELLED);
	assert_true(milliseconds() - start < LIMIT_STORE_BUSY_MILLISECONDS / 2);
	store_close(watched);

	kill(child, SIGKILL);
	waitpid(child, NULL, 0);
	assert_ok(store_begin(store, &sample_error));
	sample_put(store, &arena, "b", SLICE("数据。"));
	assert_ok(store_commit(store, &sample_error));
	store_close(store);
	assert_sound(path);
	arena_release(&arena);
}

static void cancel_interrupts_a_statement(void **state)
{
	(void)state;
	struct arena arena;
	struct job job;
	struct stored_document *documents;
	size_t count;
	arena_init(&arena);
	job_init(&job, 1);
	const char *path = sample_path(&arena, "cancel");
	struct store *store;
	assert_ok(store_open(&store, path, STORE_CREATE, &job, &sample_error));
	assert_ok(store_begin(store, &sample_error));
	for (int i = 0; i < 2000; i++)
		sample_put(store, &arena, arena_printf(&arena, "%d", i), SLICE("x"));
	assert_ok(store_commit(store, &sample_error));
	assert_ok(store_documents(store, &arena, true, &documents, &count, &sample_error));
	assert_int_equal(count, 2000);
	atomic_store(&job.cancel, true);
	assert_status(store_documents(store, &arena, true, &documents, &count, &sample_error),
		      STATUS_CANCELLED);
	atomic_store(&job.cancel, false);
	assert_ok(store_documents(store, &arena, true, &documents, &count, &sample_error));
	assert_int_equal(count, 2000);
	store_close(store);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(files_that_are_no_boards_are_refused),
		cmocka_unit_test(names_are_taken_as_they_are),
		cmocka_unit_test(newer_boards_are_refused),
		cmocka_unit_test(an_older_board_runs_the_steps_it_lacks),
		cmocka_unit_test(passages_of_version_1_get_their_commitment),
		cmocka_unit_test(settings_are_as_the_header_says),
		cmocka_unit_test(a_full_disk_is_said_and_loses_nothing),
		cmocka_unit_test(a_board_in_a_folder_that_cannot_be_written_is_read),
		cmocka_unit_test(the_second_writer_waits_and_is_told),
		cmocka_unit_test(cancel_interrupts_a_statement),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
