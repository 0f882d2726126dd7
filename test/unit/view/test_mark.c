#include "check.h"

#include "view/mark.h"
#include "view/width.h"

static struct buffer out;

static int begin(void **state)
{
	(void)state;
	buffer_init(&out);
	return 0;
}

static int end(void **state)
{
	(void)state;
	buffer_release(&out);
	return 0;
}

static void hits_are_marked_by_document_offsets(void **state)
{
	(void)state;
	const struct span hits[] = {{90, 103}, {106, 109}, {107, 112}, {112, 115}, {400, 410}};
	mark_append(&out, SLICE("abcdefghijklmnopqrstuvwxyz"), 100, hits, 5);
	assert_string_equal(out.at, MARK_START "abc" MARK_END "def" MARK_START "ghijklmno" MARK_END
					       "pqrstuvwxyz");
	struct buffer plain;
	buffer_init(&plain);
	mark_append_stripped(&plain, buffer_slice(&out));
	assert_string_equal(plain.at, "abcdefghijklmnopqrstuvwxyz");
	buffer_release(&plain);
	buffer_clear(&out);
	mark_append(&out, SLICE("none"), 0, NULL, 0);
	assert_string_equal(out.at, "none");
}

static void bytes_alike_are_no_marks(void **state)
{
	(void)state;
	/* Full-width punctuation begins with the same byte. */
	mark_append_stripped(&out, SLICE("，！\xEF\xB7\x8F\xEF\xB7"));
	assert_string_equal(out.at, "，！\xEF\xB7\x8F\xEF\xB7");
}

static void brackets_stand_in_for_colour(void **state)
{
	(void)state;
	mark_append_wrapped(&out, SLICE("建设" MARK_START "算力" MARK_END "网"), 40, 0, false);
	assert_string_equal(out.at, "建设【算力】网");
	buffer_clear(&out);
	/* A mark without its partner lasts to the end; an end without a start is nothing. */
	mark_append_wrapped(&out, SLICE(MARK_END "建设" MARK_START MARK_START "算力"), 40, 0,
			    false);
	assert_string_equal(out.at, "建设【算力】");
}

static void colour_ends_with_the_line_and_goes_on_in_the_next(void **state)
{
	(void)state;
	mark_append_wrapped(&out, SLICE("ab " MARK_START "cd ef" MARK_END " gh"), 5, 2, true);
	assert_string_equal(out.at, "ab \x1b[1;31mcd\x1b[0m\n  \x1b[1;31mef\x1b[0m gh");
	buffer_clear(&out);
	mark_append_wrapped(&out, SLICE("a\x1b[2J" MARK_START MARK_END "b"), 20, 2, true);
	assert_string_equal(out.at, "a␛[2Jb");
}

static void marks_do_not_change_where_lines_break(void **state)
{
	(void)state;
	/* Between 算力 and the comma a mark must not make a place to break. */
	mark_append_wrapped(&out, SLICE("建设" MARK_START "算力" MARK_END "，推进"), 8, 0, true);
	assert_string_equal(out.at, "建设\x1b[1;31m算\x1b[0m\n\x1b[1;31m力\x1b[0m，推进");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(hits_are_marked_by_document_offsets, begin, end),
		cmocka_unit_test_setup_teardown(bytes_alike_are_no_marks, begin, end),
		cmocka_unit_test_setup_teardown(brackets_stand_in_for_colour, begin, end),
		cmocka_unit_test_setup_teardown(colour_ends_with_the_line_and_goes_on_in_the_next,
						begin, end),
		cmocka_unit_test_setup_teardown(marks_do_not_change_where_lines_break, begin, end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
