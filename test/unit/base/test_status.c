#include "check.h"

#include "base/status.h"
#include "base/utf8.h"

static void ok_leaves_the_error_alone_and_failure_fills_it(void **state)
{
	(void)state;
	struct error error = {.line = 9, .place = "old"};
	assert_int_equal(error_set(&error, STATUS_FORMAT, "%d fields", 9), STATUS_FORMAT);
	assert_int_equal(error.status, STATUS_FORMAT);
	assert_string_equal(error.text, "9 fields");
	assert_string_equal(error.place, "");
	assert_int_equal(error.line, 0);
	assert_int_equal(error_set(NULL, STATUS_IO, "nobody asks"), STATUS_IO);
	assert_int_equal(error_at(NULL, "here", 1, 1), STATUS_OK);
}

static void print_leaves_out_what_is_empty(void **state)
{
	(void)state;
	struct error error = {0};
	char out[64];
	error_set(&error, STATUS_FORMAT, "bad");
	error_print(&error, out, sizeof out);
	assert_string_equal(out, "bad");
	assert_int_equal(error_at(&error, "plan.txt", 0, 0), STATUS_FORMAT);
	error_print(&error, out, sizeof out);
	assert_string_equal(out, "plan.txt: bad");
	error_at(&error, "plan.txt", 7, 0);
	error_print(&error, out, sizeof out);
	assert_string_equal(out, "plan.txt:7: bad");
	error_at(&error, "plan.txt", 7, 3);
	error_print(&error, out, sizeof out);
	assert_string_equal(out, "plan.txt:7:3: bad");
	error_at(&error, NULL, 7, 3);
	error_print(&error, out, sizeof out);
	assert_string_equal(out, "line 7:3: bad");
	error_print(&error, out, 5);
	assert_string_equal(out, "line");
}

static void long_places_are_cut_at_the_front_and_texts_at_the_end(void **state)
{
	(void)state;
	char path[1200] = "";
	for (size_t i = 0; i + 4 < sizeof path; i += 3)
		memcpy(path + i, "省", 4);
	struct error error = {0};
	for (size_t shift = 0; shift < 3; shift++) {
		error_set(&error, STATUS_IO, "%.*s%s", (int)shift, "xx", path);
		error_at(&error, path, 1, 1);
		assert_true(strlen(error.text) >= sizeof error.text - 4);
		assert_true(utf8_find_invalid(slice_from(error.text)) == SIZE_MAX);
		assert_int_equal(strncmp(error.place, "...", 3), 0);
		assert_true(strlen(error.place) >= sizeof error.place - 4);
		assert_true(utf8_find_invalid(slice_from(error.place)) == SIZE_MAX);
	}
	char most[sizeof error.place] = "";
	memset(most, 'a', sizeof most - 1);
	error_at(&error, most, 1, 1);
	assert_string_equal(error.place, most);
}

static void every_status_has_a_name_and_an_exit_code(void **state)
{
	(void)state;
	static const int codes[] = {0, 130, 2, 3, 3, 4, 4, 3, 5};
	for (int status = STATUS_OK; status <= STATUS_SOLVE; status++) {
		assert_string_not_equal(status_name((enum status)status), "unknown");
		assert_int_equal(status_exit_code((enum status)status), codes[status]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ok_leaves_the_error_alone_and_failure_fills_it),
		cmocka_unit_test(print_leaves_out_what_is_empty),
		cmocka_unit_test(long_places_are_cut_at_the_front_and_texts_at_the_end),
		cmocka_unit_test(every_status_has_a_name_and_an_exit_code),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
