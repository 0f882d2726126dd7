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
	assert_true(slice_find((struct slice){NULL, 0}, SLICE("算"), 0) == SIZE_MAX);
	assert_int_equal(slice_find((struct slice){NULL, 0}, SLICE(""), 0), 0);
	assert_true(slice_find(SLICE("算力"), SLICE("算"), 7) == SIZE_MAX);
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

/* Validation skips runs of ASCII and Han: no bad byte may hide in one. */
static void a_bad_byte_is_found_anywhere(void **state)
{
	(void)state;
	char ascii[64], han[66];
	for (size_t bad = 0; bad < sizeof ascii; bad++) {
		memset(ascii, 'a', sizeof ascii);
		for (size_t i = 0; i < sizeof han; i += 3)
			memcpy(han + i, "算", 3);
		ascii[bad] = (char)0x80;
		han[bad] = 'x';
		struct slice a = {ascii, sizeof ascii}, h = {han, sizeof han};
		assert_int_equal(utf8_find_invalid(a), bad);
		/* an x in front of a character's tail leaves the tail alone */
		assert_int_equal(utf8_find_invalid(h), bad % 3 == 0 ? bad + 1 : bad - bad % 3);
		assert_true(utf8_find_invalid((struct slice){ascii, bad}) == SIZE_MAX);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cut_gives_every_part_and_a_last_empty_one),
		cmocka_unit_test(trim_knows_the_ideographic_space),
		cmocka_unit_test(find_gives_the_first_place_or_none),
		cmocka_unit_test(utf8_never_reads_past_the_end),
		cmocka_unit_test(a_bad_byte_is_found_anywhere),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
