#include "check.h"

#include <string.h>

#include "base/suggest.h"

static void the_closest_word_is_found(void **state)
{
	(void)state;
	const char *words[] = {"add", "board", "balance", "evidence", "similarity", "gradient"};
	assert_string_equal(suggest_closest(SLICE("bord"), words, 6), "board");
	assert_string_equal(suggest_closest(SLICE("baord"), words, 6), "board");
	assert_string_equal(suggest_closest(SLICE("BOARD"), words, 6), "board");
	assert_string_equal(suggest_closest(SLICE("simil"), words, 6), "similarity");
	assert_string_equal(suggest_closest(SLICE("evidense"), words, 6), "evidence");
	assert_null(suggest_closest(SLICE("route"), words, 6));
	assert_null(suggest_closest(SLICE(""), words, 6));
	assert_null(suggest_closest(SLICE("算力"), words, 6));
	char longest[4000];
	memset(longest, 'a', sizeof longest);
	assert_null(suggest_closest((struct slice){longest, sizeof longest}, words, 6));
	assert_null(suggest_closest(SLICE("x"), words, 0));
}

static void chinese_is_compared_by_characters(void **state)
{
	(void)state;
	const struct slice words[] = {SLICE("湖北"),   SLICE("河南"),  SLICE("湖南"),
				      SLICE("内蒙古"), SLICE("Hunan"), SLICE("hunan"),
				      SLICE("Hainan")};
	size_t near[SUGGEST_MOST];
	/* One of two characters differs: both are as near, and both are told. */
	assert_int_equal(suggest_nearest(SLICE("湖难"), words, 7, near), 2);
	assert_int_equal(near[0], 0);
	assert_int_equal(near[1], 2);
	assert_int_equal(suggest_nearest(SLICE("蒙古"), words, 7, near), 1);
	assert_int_equal(near[0], 3);
	assert_int_equal(suggest_nearest(SLICE("蒙特"), words, 7, near), 0);
	/* Spelled alike but for case is one suggestion; the nearer leaves the others out. */
	assert_int_equal(suggest_nearest(SLICE("hunann"), words, 7, near), 1);
	assert_int_equal(near[0], 4);
	assert_int_equal(suggest_nearest(SLICE(""), words, 7, near), 0);
}

static void no_more_than_a_few_are_told(void **state)
{
	(void)state;
	const struct slice words[] = {SLICE("a1c"), SLICE("a2c"), SLICE("a3c"), SLICE("a4c")};
	size_t near[SUGGEST_MOST];
	assert_int_equal(suggest_nearest(SLICE("a5c"), words, 4, near), SUGGEST_MOST);
	/* Characters that are no UTF-8 are compared one by one. */
	assert_int_equal(suggest_nearest(SLICE("\xff\xfe"), words, 4, near), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_closest_word_is_found),
		cmocka_unit_test(chinese_is_compared_by_characters),
		cmocka_unit_test(no_more_than_a_few_are_told),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
