#include "sample.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>

#include "fault.h"
#include "store/search.h"

static const char *const texts[] = {
	"# 算力\n建设算力中心。数据要素。\n~图：中心\nmodel 治理。",
	"数据治理。算力网络。\nThe model of data.",
};

static void copy_board(const char *from, const char *to)
{
	char bytes[65536], name[4096];
	static const char *const endings[] = {"-wal", "-shm", "-journal"};
	for (size_t i = 0; i < 3; i++) {
		snprintf(name, sizeof name, "%s%s", to, endings[i]);
		unlink(name);
	}
	FILE *in = fopen(from, "rb"), *out = fopen(to, "wb");
	assert_non_null(in);
	assert_non_null(out);
	for (size_t length; (length = fread(bytes, 1, sizeof bytes, in)) > 0;)
		assert_int_equal(fwrite(bytes, 1, length, out), length);
	fclose(in);
	fclose(out);
}

/* Everything a command may do with a board: committed counts the documents that were promised. */
static enum status use_board(struct arena *arena, const char *path, size_t *committed,
			     struct error *error)
{
	struct store *store;
	TRY(store_open(&store, path, STORE_WRITE, NULL, error));
	enum status status = STATUS_OK;
	for (size_t i = 0; i < 2 && status == STATUS_OK; i++) {
		struct document document;
		struct shadow_text shadow;
		int64_t key;
		struct problem problem = {"warning", SLICE("b"), 1, 2, SLICE("what")};
		/* the second one is a new edition of the first */
		sample_document(arena, &document, "b", slice_from(texts[i]));
		text_normalise(arena, document.text, &shadow);
		status = store_begin(store, error);
		if (status == STATUS_OK)
			status = store_document_put(store, &document, &shadow, &key, error);
		if (status == STATUS_OK)
			status = store_problem_put(store, &problem, error);
		if (status == STATUS_OK)
			status = store_mentions_replace(store, key, &document, error);
		if (status == STATUS_OK)
			status = store_commit(store, error);
		if (status == STATUS_OK)
			(*committed)++;
		else
			store_rollback(store);
	}
	struct search_result result;
	struct search_options options = {0};
	if (status == STATUS_OK)
		status = store_search(store, NULL, arena, SLICE("算力 OR model kind:report"),
				      &options, NULL, &result, error);
	if (status == STATUS_OK)
		assert_int_equal(result.passage_total, 5);
	size_t count;
	struct stored_document *documents;
	struct document document;
	if (status == STATUS_OK)
		status = store_documents(store, arena, false, &documents, &count, error);
	if (status == STATUS_OK)
		assert_int_equal(count, 3);
	if (status == STATUS_OK)
		status = store_document_load(store, arena, 1, &document, error);
	if (status == STATUS_OK)
		assert_slice(document.text, texts[0]);
	store_close(store);
	return status;
}

/* What was committed is there and whole; what was not may be missing, but wholly. */
static void assert_kept(struct arena *arena, const char *path, size_t committed, bool thorough)
{
	struct stored_document *documents;
	struct document document;
	struct search_result result;
	struct search_options options = {.all_editions = true};
	size_t count;
	struct store *store = sample_open(path, STORE_WRITE);
	assert_ok(store_documents(store, arena, false, &documents, &count, &sample_error));
	assert_true(count >= 1 + committed && count <= 3);
	for (size_t i = 0; i < count; i++) {
		assert_ok(store_document_load(store, arena, documents[i].key, &document,
					      &sample_error));
		assert_slice(document.text, texts[i == 2]);
	}
	assert_ok(store_search(store, NULL, arena, SLICE("治理"), &options, NULL, &result,
			       &sample_error));
	assert_int_equal(result.passage_total, count);
	store_close(store);
	if (thorough)
		assert_sound(path);
}

static void fail_every(struct fault *fault, const char *name)
{
	struct arena arena;
	arena_init(&arena);
	const char *start = sample_path(&arena, arena_printf(&arena, "%s-start", name));
	const char *path = sample_path(&arena, name);
	struct store *store = sample_open(start, STORE_CREATE);
	assert_ok(store_begin(store, &sample_error));
	sample_put(store, &arena, "a", slice_from(texts[0]));
	assert_ok(store_commit(store, &sample_error));
	store_close(store);
	bool reached_end = false;
	for (long n = 1; !reached_end; n++) {
		struct arena scratch;
		struct error error = {.status = STATUS_OK};
		size_t committed = 0;
		arena_init(&scratch);
		copy_board(start, path);
		*fault = (struct fault){.countdown = n};
		enum status status = use_board(&scratch, path, &committed, &error);
		reached_end = !fault->happened;
		*fault = (struct fault){0};
		if (status == STATUS_OK) {
			/* a failed write may be one that does not matter, such as a checkpoint */
			assert_int_equal(committed, 2);
		} else {
			assert_int_equal(status, error.status);
			assert_true(status == STATUS_STORE || status == STATUS_IO);
			assert_true(error.text[0] != '\0');
		}
		if (reached_end)
			assert_int_equal(status, STATUS_OK);
		assert_kept(&scratch, path, committed, n % 20 == 0);
		arena_release(&scratch);
		assert_true(n < 20000);
	}
	arena_release(&arena);
}

static void every_allocation_may_fail(void **state)
{
	(void)state;
	fail_every(&allocation_fault, "allocation");
}

static void every_write_may_fail(void **state)
{
	(void)state;
	fail_every(&write_fault, "write");
}

static void a_board_that_cannot_be_made_leaves_no_file(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena);
	const char *path = sample_path(&arena, "unmade");
	bool reached_end = false;
	for (long n = 1; !reached_end; n++) {
		struct store *store;
		struct error error;
		write_fault = (struct fault){.countdown = n};
		enum status status = store_open(&store, path, STORE_CREATE, NULL, &error);
		reached_end = !write_fault.happened;
		write_fault = (struct fault){0};
		if (status != STATUS_OK) {
			assert_true(status == STATUS_STORE || status == STATUS_IO);
			assert_int_not_equal(access(path, F_OK), 0);
		}
		store_close(store);
		sample_path(&arena, "unmade");
	}
	arena_release(&arena);
}

/* Commits documents one by one and tells after each. */
static void write_for_ever(const char *path, int told)
{
	struct store *store;
	struct error error;
	struct arena arena;
	arena_init(&arena);
	if (store_open(&store, path, STORE_WRITE, NULL, &error) != STATUS_OK)
		_exit(1);
	for (int i = 0;; i++) {
		struct document document;
		struct shadow_text shadow;
		int64_t key;
		arena_reset(&arena);
		sample_document(&arena, &document, arena_printf(&arena, "%d-%d", (int)getpid(), i),
				slice_from(texts[i % 2]));
		text_normalise(&arena, document.text, &shadow);
		if (store_begin(store, &error) != STATUS_OK ||
		    store_document_put(store, &document, &shadow, &key, &error) != STATUS_OK ||
		    store_commit(store, &error) != STATUS_OK || write(told, "x", 1) != 1)
			_exit(2);
	}
}

static size_t kill_after(const char *path, size_t wanted)
{
	int pipes[2];
	char byte;
	size_t committed = 0;
	fflush(NULL);
	assert_int_equal(pipe(pipes), 0);
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		close(pipes[0]);
		write_for_ever(path, pipes[1]);
	}
	close(pipes[1]);
	while (committed < wanted && read(pipes[0], &byte, 1) == 1)
		committed++;
	assert_int_equal(kill(child, SIGKILL), 0);
	while (read(pipes[0], &byte, 1) == 1) /* told before the kill reached it */
		committed++;
	close(pipes[0]);
	assert_int_equal(waitpid(child, NULL, 0), child);
	return committed;
}

static void a_kill_loses_no_committed_document(void **state)
{
	(void)state;
	struct arena arena;
	uint64_t seed = 9;
	size_t promised = 0;
	arena_init(&arena);
	const char *path = sample_path(&arena, "kill");
	store_close(sample_open(path, STORE_CREATE));
	for (int round = 0; round < 25; round++) {
		struct stored_document *documents;
		size_t count;
		promised += kill_after(path, 1 + sample_random(&seed) % 40);
		struct store *store = sample_open(path, STORE_WRITE);
		assert_ok(store_documents(store, &arena, true, &documents, &count, &sample_error));
		assert_in_range(count, promised, promised + 1); /* committed, not told yet */
		promised = count;
		store_close(store);
		assert_sound(path);
	}
	arena_release(&arena);
}

int main(void)
{
	fault_install();
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_allocation_may_fail),
		cmocka_unit_test(every_write_may_fail),
		cmocka_unit_test(a_board_that_cannot_be_made_leaves_no_file),
		cmocka_unit_test(a_kill_loses_no_committed_document),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
