#include "check.h"

#include "base/arena.h"
#include "view/visible.h"
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

static void han_takes_two_columns_and_joining_characters_none(void **state)
{
	(void)state;
	assert_int_equal(width_of(SLICE("")), 0);
	assert_int_equal(width_of(SLICE("AI+")), 3);
	assert_int_equal(width_of(SLICE("算力")), 4);
	assert_int_equal(width_of(SLICE("，。（")), 6);
	assert_int_equal(width_of(SLICE("ＡＩ")), 4);
	assert_int_equal(width_of(SLICE("e\xCC\x81")), 1);    /* combining acute */
	assert_int_equal(width_of(SLICE("\xE2\x80\x8B")), 0); /* zero width space */
	assert_int_equal(width_of(SLICE("█░·–…")), 5);	      /* ambiguous: one */
	assert_int_equal(width_of(SLICE("😀")), 2);
	assert_int_equal(width_of(SLICE("\xF0\xA0\x80\x80")), 2); /* Han beyond the BMP */
	assert_int_equal(width_of(SLICE("한")), 2);
	assert_int_equal(width_of(SLICE("\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB")),
			 2);			      /* the same, in parts */
	assert_int_equal(width_of(SLICE("\xFF")), 1); /* not UTF-8: drawn as U+FFFD */
}

static void cutting_keeps_within_columns(void **state)
{
	(void)state;
	width_append_cut(&out, SLICE("算力网络"), 8);
	assert_string_equal(out.at, "算力网络");
	buffer_clear(&out);
	width_append_cut(&out, SLICE("算力网络"), 7);
	assert_string_equal(out.at, "算力网…");
	buffer_clear(&out);
	width_append_cut(&out, SLICE("算力网络"), 6);
	assert_string_equal(out.at, "算力…"); /* 5 columns: half a character does not fit */
	buffer_clear(&out);
	width_append_cut(&out, SLICE("算力"), 0);
	assert_string_equal(out.at, "");
	width_append_cut(&out, SLICE("e\xCC\x81x"), 1);
	assert_string_equal(out.at, "…");
}

static void padding_goes_to_the_other_side(void **state)
{
	(void)state;
	width_append_padded(&out, SLICE("算力"), 6, false);
	buffer_append_byte(&out, '|');
	width_append_padded(&out, SLICE("42"), 4, true);
	buffer_append_byte(&out, '|');
	width_append_padded(&out, SLICE("too wide"), 4, true);
	assert_string_equal(out.at, "算力  |  42|too wide");
}

static void lines_break_where_each_script_allows(void **state)
{
	(void)state;
	width_append_wrapped(&out, SLICE("建设全国一体化算力网，推进东数西算。"), 20, 2);
	assert_string_equal(out.at, "建设全国一体化算力\n  网，推进东数西算。");
	buffer_clear(&out);
	width_append_wrapped(&out, SLICE("build the national computing network"), 18, 0);
	assert_string_equal(out.at, "build the national\ncomputing network");
	buffer_clear(&out);
	/* A word that no line holds is broken; nothing is lost. */
	width_append_wrapped(&out, SLICE("see https://example.org/averylongpath now"), 10, 0);
	assert_string_equal(out.at, "see\nhttps://\nexample.or\ng/\naverylongp\nath now");
}

static void closing_punctuation_never_begins_a_line(void **state)
{
	(void)state;
	struct arena scratch;
	arena_init(&scratch);
	struct slice text = SLICE("算力，算力，算力，算力（算力）算力。算力；算力、算力");
	for (unsigned columns = 6; columns < 40; columns++) {
		size_t count;
		struct slice *lines = width_lines(&scratch, text, columns, &count);
		for (size_t i = 0; i < count; i++) {
			assert_true(width_of(lines[i]) <= columns);
			assert_false(slice_starts(lines[i], SLICE("，")));
			assert_false(slice_starts(lines[i], SLICE("）")));
			assert_false(slice_starts(lines[i], SLICE("。")));
			assert_false(slice_ends(lines[i], SLICE("（")));
		}
	}
	arena_release(&scratch);
}

static void line_ends_in_the_text_are_kept(void **state)
{
	(void)state;
	width_append_wrapped(&out, SLICE("one\n\n  two\n"), 10, 4);
	assert_string_equal(out.at, "one\n\n      two");
	buffer_clear(&out);
	width_append_wrapped(&out, SLICE(""), 10, 4);
	assert_string_equal(out.at, "");
}

/* No line is too wide and no character but white space is lost, whatever the width. */
static void wrapping_loses_nothing(void **state)
{
	(void)state;
	struct slice text = SLICE("到2030年，AI+制造 covers 80% of firms；见 "
				  "https://x.example/路径？q=1 😀 e\xCC\x81 end.");
	struct arena scratch;
	arena_init(&scratch);
	for (unsigned columns = 1; columns < 60; columns++) {
		size_t count;
		struct slice *lines = width_lines(&scratch, text, columns, &count);
		const char *next = text.at;
		for (size_t i = 0; i < count; i++) {
			while (next < lines[i].at)
				assert_int_equal(*next++, ' ');
			next = lines[i].at + lines[i].length;
			assert_true(width_of(lines[i]) <= columns || columns < 2);
		}
		assert_ptr_equal(next, text.at + text.length);
	}
	arena_release(&scratch);
}

/* 6 MB in one line: a quadratic step would not end within the test's time. */
static void one_long_line_takes_linear_time(void **state)
{
	(void)state;
	struct buffer text;
	buffer_init(&text);
	for (size_t i = 0; i < 500000; i++)
		buffer_append_string(&text, i % 50 == 49 ? "，word" : "算力网络");
	width_append_wrapped(&out, buffer_slice(&text), 80, 2);
	assert_true(out.length > text.length);
	buffer_clear(&text);
	for (size_t i = 0; i < 3000000; i++)
		buffer_append_byte(&text, 'x');
	buffer_clear(&out);
	width_append_wrapped(&out, buffer_slice(&text), 80, 0);
	assert_int_equal(out.length, 3000000 + 3000000 / 80 - 1);
	buffer_release(&text);
}

static void nothing_of_a_stranger_steers_the_terminal(void **state)
{
	(void)state;
	visible_append(&out,
		       SLICE("a\x1b[31mred\a\x7f\0b\tc\r\nd\n\xC2\x9B"
			     "e\xE2\x80\xAE\xFF."),
		       VISIBLE_ONE_LINE);
	assert_string_equal(out.at, "a␛[31mred␇␡␀b c d \xEF\xBF\xBD"
				    "e\xEF\xBF\xBD.");
	buffer_clear(&out);
	visible_append(&out,
		       SLICE("c\r\nd\re\xE2\x80\xA8"
			     "f\n"),
		       VISIBLE_KEEP_LINES);
	assert_string_equal(out.at, "c\nd\ne\nf\n");
	buffer_clear(&out);
	visible_append(&out, SLICE("算力\xEF\xBF\xBD"), VISIBLE_ONE_LINE);
	assert_string_equal(out.at, "算力\xEF\xBF\xBD");
	buffer_clear(&out);
	visible_append(&out, SLICE("\xEF\xB7\x90."), VISIBLE_ONE_LINE);
	assert_string_equal(out.at, "\xEF\xBF\xBD.");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(han_takes_two_columns_and_joining_characters_none,
						begin, end),
		cmocka_unit_test_setup_teardown(cutting_keeps_within_columns, begin, end),
		cmocka_unit_test_setup_teardown(padding_goes_to_the_other_side, begin, end),
		cmocka_unit_test_setup_teardown(lines_break_where_each_script_allows, begin, end),
		cmocka_unit_test_setup_teardown(closing_punctuation_never_begins_a_line, begin,
						end),
		cmocka_unit_test_setup_teardown(line_ends_in_the_text_are_kept, begin, end),
		cmocka_unit_test_setup_teardown(wrapping_loses_nothing, begin, end),
		cmocka_unit_test_setup_teardown(one_long_line_takes_linear_time, begin, end),
		cmocka_unit_test_setup_teardown(nothing_of_a_stranger_steers_the_terminal, begin,
						end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
