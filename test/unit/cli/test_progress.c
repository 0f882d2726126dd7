#include "check.h"

#include "cli/progress.h"
#include "view/width.h"

static struct buffer out;
static struct job job;
static struct progress progress;

static int begin(void **state)
{
	(void)state;
	buffer_init(&out);
	job_init(&job, 1);
	return 0;
}

static int end(void **state)
{
	(void)state;
	buffer_release(&out);
	return 0;
}

static const char *tick(double now)
{
	buffer_clear(&out);
	progress_tick(&progress, &job, now, &out);
	return out.at;
}

static void a_line_says_what_how_much_how_fast_how_long(void **state)
{
	(void)state;
	progress_append_line(&out, "matching", "documents", 12400, 31000, 10, 200);
	assert_string_equal(
		out.at,
		"matching  ━━━━━━━━────────────  12,400 of 31,000 documents  1240/s  15 s left");
	buffer_clear(&out);
	progress_append_line(&out, "reading", "bytes", 1500000, 0, 3, 200);
	assert_string_equal(out.at, "reading  1.5 MB  0.5/s");
	buffer_clear(&out);
	progress_append_line(&out, "reading", "bytes", 1000000, 7201000000, 1, 200);
	assert_string_equal(
		out.at, "reading  ────────────────────  1.0 of 7201.0 MB  1.0/s  2 h 0 min left");
	buffer_clear(&out);
	progress_append_line(&out, "drawing", "draws", 0, 10, 0, 200);
	assert_string_equal(out.at, "drawing  ────────────────────  0 of 10 draws");
	buffer_clear(&out);
	progress_append_line(&out, "drawing", "draws", 12, 10, 2, 200); /* more than announced */
	assert_string_equal(out.at, "drawing  ━━━━━━━━━━━━━━━━━━━━  12 of 10 draws  6.0/s");
	for (unsigned width = 1; width < 90; width++) {
		buffer_clear(&out);
		progress_append_line(&out, "matching", "documents", 12400, 31000, 10, width);
		assert_true(width_of(buffer_slice(&out)) <= width);
	}
}

static void a_terminal_shows_nothing_in_the_first_half_second(void **state)
{
	(void)state;
	progress_init(&progress, PROGRESS_TERMINAL, 80);
	job_phase(&job, "reading", "documents", 100);
	assert_string_equal(tick(100.0), "");
	assert_string_equal(tick(100.4), "");
	job_add(&job, 50);
	assert_non_null(
		strstr(tick(100.6), "\rreading  ━━━━━━━━━━──────────  50 of 100 documents"));
	assert_non_null(strstr(out.at, "\x1b[K"));
	buffer_clear(&out);
	progress_clear(&progress, &out);
	assert_string_equal(out.at, "\r\x1b[K");
	buffer_clear(&out);
	progress_clear(&progress, &out);
	assert_string_equal(out.at, "");
}

static void a_log_gets_few_lines(void **state)
{
	(void)state;
	progress_init(&progress, PROGRESS_LINES, 80);
	assert_string_equal(tick(0), "");
	job_phase(&job, "reading", "documents", 100);
	unsigned lines = 0;
	for (int i = 0; i <= 700; i++) /* 70 seconds: at 2, 32 and 62 */
		lines += tick(0.1 * i)[0] != '\0';
	assert_int_equal(lines, 3);
	/* A new phase counts anew, but not its lines; a short one is never heard of. */
	job_phase(&job, "sorting", "documents", 100);
	assert_string_equal(tick(80), "");
	job_phase(&job, "matching", "documents", 100);
	assert_string_equal(tick(90.5), "");
	job_add(&job, 10);
	assert_string_equal(tick(91.9), "");
	assert_string_equal(
		tick(92.6),
		"qipan: matching  ━━──────────────────  10 of 100 documents  4.8/s  19 s left\n");
}

static void quiet_is_quiet(void **state)
{
	(void)state;
	progress_init(&progress, PROGRESS_NONE, 80);
	job_phase(&job, "reading", "documents", 100);
	assert_string_equal(tick(0), "");
	assert_string_equal(tick(1000), "");
}

static void before_any_phase_there_is_nothing_to_say(void **state)
{
	(void)state;
	progress_init(&progress, PROGRESS_TERMINAL, 80);
	assert_string_equal(tick(0), "");
	assert_string_equal(tick(1000), "");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_line_says_what_how_much_how_fast_how_long),
		TEST(a_terminal_shows_nothing_in_the_first_half_second),
		TEST(a_log_gets_few_lines),
		TEST(quiet_is_quiet),
		TEST(before_any_phase_there_is_nothing_to_say),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
