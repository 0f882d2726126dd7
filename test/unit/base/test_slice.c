#include "check.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/slice.h"
#include "base/utf8.h"

static void cut_gives_every_part_and_a_last_empty_one(void **state)
{
	(void)state;
	struct slice rest = SLICE("a,,b,"), part;
	const char *wanted[] = {"a", "", "b", ""};
	for (size_t i = 0; i < 4; i++) {
		assert_true(slice_cut(&rest, ',', &part));
		assert_slice(part, wanted[i]);
	}
	assert_false(slice_cut(&rest, ',', &part));
}

static void trim_knows_the_ideographic_space(void **state)
{
	(void)state;
	assert_slice(slice_trim(SLICE(" \t　棋盘　\r\n")), "棋盘");
	assert_slice(slice_trim(SLICE("　")), "");
	assert_slice(slice_trim(SLICE("\xC2\xA0\xE2\x80\x8B"
				      "x\xEF\xBB\xBF")),
		     "x");
	assert_slice(slice_trim(SLICE("\x80 x \xE3\x80")), "\x80 x \xE3\x80");
}

static void find_gives_the_first_place_or_none(void **state)
{
	(void)state;
	assert_int_equal(slice_find(SLICE("算力算力"), SLICE("算力"), 1), 6);
	assert_true(slice_find(SLICE("算"), SLICE("算力"), 0) == SIZE_MAX);
}

static void utf8_never_reads_past_the_end(void **state)
{
	(void)state;
	size_t bytes;
	assert_int_equal(utf8_read(SLICE("\xE7\xAE"), 0, &bytes), 0xFFFD);
	assert_int_equal(bytes, 1);
	assert_int_equal(utf8_read(SLICE("算"), 0, &bytes), 0x7B97);
	assert_int_equal(utf8_find_invalid(SLICE("a\xC0\x80")), 1);
	assert_int_equal(utf8_find_invalid(SLICE("\xED\xA0\x80")), 0);
	assert_int_equal(utf8_previous(SLICE("a算"), 4), 1);
	assert_int_equal(utf8_count(SLICE("a算𠀀")), 3);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cut_gives_every_part_and_a_last_empty_one),
		cmocka_unit_test(trim_knows_the_ideographic_space),
		cmocka_unit_test(find_gives_the_first_place_or_none),
		cmocka_unit_test(utf8_never_reads_past_the_end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
