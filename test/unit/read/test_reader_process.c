#include "check.h"

#include <time.h>
#include <unistd.h>

#include "base/limits.h"
#include "read/reader_process.h"
#include "reader/lock.h"

struct fixture {
	struct arena arena;
	struct job job;
	struct reading reading;
	struct error error;
};

/* The real program, and the one that misbehaves as it is told. */
static void use(const char *name)
{
	char path[4096];
	const char *build = getenv("QIPAN_BUILD");
	snprintf(path, sizeof path, "%s/%s", build == NULL ? "build" : build, name);
	setenv("QIPAN_READER", path, 1);
}

static int set_up(void **state)
{
	struct fixture *f = calloc(1, sizeof *f);
	arena_init(&f->arena);
	job_init(&f->job, 4);
	use("test/faulty-reader");
	*state = f;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;
	arena_release(&f->arena);
	free(f);
	return 0;
}

static enum status ask(struct fixture *f, const char *wish, unsigned seconds)
{
	struct reader_request request = {
		.bytes = slice_from(wish), .format = "html", .wait_seconds = seconds};
	return reader_process_read(&f->arena, &f->job, &request, &f->reading, &f->error);
}

static void expect(struct fixture *f, const char *wish, unsigned seconds, const char *message)
{
	assert_int_equal(ask(f, wish, seconds), STATUS_CHILD);
	if (strstr(f->error.text, message) == NULL)
		fail_msg("%s: \"%s\" lacks \"%s\"", wish, f->error.text, message);
	assert_non_null(strstr(f->error.text, "nothing of the file was kept"));
}

static void a_process_that_does_its_work_gives_its_reading(void **state)
{
	struct fixture *f = *state;
	assert_int_equal(ask(f, "well", 0), STATUS_OK);
	assert_slice(f->reading.document.text, "well");
}

static void a_process_that_dies_costs_its_document(void **state)
{
	struct fixture *f = *state;
	expect(f, "crash", 0, "the reader of html crashed (signal 11");
	expect(f, "abort", 0, "free(): invalid pointer");
	expect(f, "exit", 0, "failed (exit 3)");
	if (!LOCK_SANITIZED)
		expect(f, "eat", 0, "needs more than 2147483647 bytes of memory (READER_MEMORY)");
	expect(f, "spin", 0, "processor time (READER_SECONDS)");
}

static void a_process_that_hangs_is_ended(void **state)
{
	struct fixture *f = *state;
	expect(f, "hang", 1, "took longer than 1 seconds (READER_WAIT_SECONDS)");
	expect(f, "hang after the answer", 1, "took longer than 1 seconds");
}

static void a_process_that_floods_is_ended(void **state)
{
	struct fixture *f = *state;
	expect(f, "flood", 0, "(READER_OUTPUT_BYTES)");
}

static void a_process_that_lies_is_not_believed(void **state)
{
	struct fixture *f = *state;
	assert_int_equal(ask(f, "lie", 0), STATUS_CHILD);
	assert_non_null(strstr(f->error.text, "broken"));
	assert_int_equal(ask(f, "silent", 0), STATUS_CHILD);
}

static void the_locks_hold(void **state)
{
	struct fixture *f = *state;
	static const char *const wishes[] = {"open",	"create", "socket", "fork",
					     "execute", "code",	  "kill"};
	for (size_t i = 0; i < sizeof wishes / sizeof *wishes; i++) {
		assert_int_equal(ask(f, wishes[i], 0), STATUS_OK);
		if (!slice_ends(f->reading.document.text, SLICE("Operation not permitted")))
			fail_msg("%.*s", (int)f->reading.document.text.length,
				 f->reading.document.text.at);
	}
	assert_int_equal(ask(f, "descriptors", 0), STATUS_OK);
	assert_slice(f->reading.document.text, "descriptors: Bad file descriptor");
}

static void a_cancelled_job_ends_its_processes(void **state)
{
	struct fixture *f = *state;
	atomic_store(&f->job.cancel, true);
	assert_int_equal(ask(f, "hang", 100), STATUS_CANCELLED);
}

static void a_missing_program_is_said(void **state)
{
	struct fixture *f = *state;
	setenv("QIPAN_READER", "/no/such/program", 1);
	assert_int_equal(ask(f, "well", 0), STATUS_USAGE);
	assert_non_null(strstr(f->error.text, "install qipan again"));
}

static const char *const mixed[] = {"well", "crash", "silent", "open", "exit", "well"};

static enum status ask_one(void *context, size_t index, unsigned worker, struct error *error)
{
	struct fixture *all = context, *f = &all[index];
	(void)worker;
	(void)error;
	arena_init(&f->arena);
	job_init(&f->job, 1);
	(void)ask(f, mixed[index % 6], 0);
	return STATUS_OK;
}

static void many_at_once_do_not_disturb_each_other(void **state)
{
	enum { COUNT = 60 };
	struct fixture *f = *state, *all = calloc(COUNT, sizeof *all);
	assert_int_equal(job_parallel(&f->job, COUNT, ask_one, all, &f->error), STATUS_OK);
	for (size_t i = 0; i < COUNT; i++) {
		bool good = i % 6 == 0 || i % 6 == 3 || i % 6 == 5;
		assert_int_equal(all[i].error.status, good ? STATUS_OK : STATUS_CHILD);
		assert_int_equal(all[i].reading.document.text.length > 0, good);
		arena_release(&all[i].arena);
	}
	free(all);
}

static void the_real_program_reads_text(void **state)
{
	struct fixture *f = *state;
	use("qipan-reader");
	struct reader_request request = {.bytes = SLICE("\xC4\xE3\xBA\xC3\xA1\xA3"),
					 .encoding = SLICE("gb2312")};
	assert_int_equal(reader_process_read(&f->arena, NULL, &request, &f->reading, &f->error),
			 STATUS_OK);
	assert_slice(f->reading.document.text, "你好。");
	assert_slice(f->reading.document.metadata.encoding, "gb18030");
	request.bytes = SLICE(" \n ");
	request.encoding = SLICE("");
	assert_int_equal(reader_process_read(&f->arena, NULL, &request, &f->reading, &f->error),
			 STATUS_FORMAT);
	assert_string_equal(f->error.text, "holds no text");
}

static void a_converter_runs_locked_in(void **state)
{
	struct fixture *f = *state;
	struct slice output, complaint;
	use("qipan-reader");
	struct converter_request request = {.bytes = SLICE("no pdf"), .converter = "pdftotext"};
	enum status status =
		converter_run(&f->arena, NULL, &request, &output, &complaint, &f->error);
	if (status == STATUS_USAGE) {
		assert_non_null(strstr(f->error.text, "apt install poppler-utils"));
		print_message("pdftotext is not installed\n");
		skip();
	}
	assert_int_equal(status, STATUS_FORMAT);
	assert_non_null(strstr(f->error.text, "pdftotext failed (exit 1; "));
	assert_true(complaint.length > 0);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(a_process_that_does_its_work_gives_its_reading),
		TEST(a_process_that_dies_costs_its_document),
		TEST(a_process_that_hangs_is_ended),
		TEST(a_process_that_floods_is_ended),
		TEST(a_process_that_lies_is_not_believed),
		TEST(the_locks_hold),
		TEST(a_cancelled_job_ends_its_processes),
		TEST(a_missing_program_is_said),
		TEST(many_at_once_do_not_disturb_each_other),
		TEST(the_real_program_reads_text),
		TEST(a_converter_runs_locked_in),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
