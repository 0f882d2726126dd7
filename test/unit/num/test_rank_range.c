/* Ranges of ranks: worked by hand, and against a count of pairs. */
#include "check.h"

#include <math.h>

#include "num/random.h"
#include "num/rank_range.h"

static void check(const struct ranked_value *values, size_t count, const struct rank_range *wanted)
{
	struct arena arena;
	struct rank_range ranges[8];
	arena_init(&arena);
	rank_ranges(&arena, values, count, ranges);
	for (size_t i = 0; i < count; i++) {
		assert_int_equal(ranges[i].low, wanted[i].low);
		assert_int_equal(ranges[i].high, wanted[i].high);
	}
	arena_release(&arena);
}

static void overlapping_intervals_are_tied(void **state)
{
	(void)state;
	const struct ranked_value values[] = {{1, 0, 2}, {5, 4, 6}, {4, 3, 5}};
	const struct rank_range wanted[] = {{3, 3}, {1, 2}, {1, 2}};
	check(values, 3, wanted);
}

/* a over c, but b with both: 1-2, 1-3, 2-3. */
static void being_tied_does_not_carry_over(void **state)
{
	(void)state;
	const struct ranked_value values[] = {{6, 5, 7}, {4, 2, 6}, {2, 1, 3}};
	const struct rank_range wanted[] = {{1, 2}, {1, 3}, {2, 3}};
	check(values, 3, wanted);
}

static void intervals_that_touch_overlap(void **state)
{
	(void)state;
	const struct ranked_value values[] = {{3, 2, 4}, {1, 0, 2}, {3, 3, 3}, {3, 3, 3}};
	const struct rank_range wanted[] = {{1, 4}, {3, 4}, {1, 3}, {1, 3}};
	check(values, 4, wanted);
}

static void no_value_takes_no_rank(void **state)
{
	(void)state;
	const struct ranked_value values[] = {{NAN, NAN, NAN}, {2, 1, 3}, {9, 8, NAN}};
	const struct rank_range wanted[] = {{0, 0}, {2, 2}, {1, 1}};
	check(values, 3, wanted);
}

/* A value without any bound may be anywhere, and so loosens the others' last rank. */
static void no_bound_overlaps_all(void **state)
{
	(void)state;
	const struct ranked_value values[] = {{5, NAN, NAN}, {2, 1, 3}, {9, 8, 10}};
	const struct rank_range wanted[] = {{1, 3}, {2, 3}, {1, 2}};
	check(values, 3, wanted);
	const struct ranked_value bare[] = {{5, NAN, NAN}, {2, NAN, NAN}};
	const struct rank_range none[] = {{0, 0}, {0, 0}};
	check(bare, 2, none);
	check(bare, 0, none);
}

static void equals_a_count_of_all_pairs(void **state)
{
	(void)state;
	enum { COUNT = 60 };
	struct ranked_value values[COUNT];
	struct rank_range ranges[COUNT];
	struct arena arena;
	arena_init(&arena);
	for (uint64_t round = 0; round < 50; round++) {
		for (size_t i = 0; i < COUNT; i++) {
			double middle = (double)random_below(7, round, 4 * i, 30);
			values[i] = (struct ranked_value){
				random_below(7, round, 4 * i + 1, 9) == 0 ? NAN : middle,
				middle - (double)random_below(7, round, 4 * i + 2, 5),
				middle + (double)random_below(7, round, 4 * i + 3, 5)};
		}
		rank_ranges(&arena, values, COUNT, ranges);
		for (size_t i = 0; i < COUNT; i++) {
			size_t above = 0, below = 0, there = 0;
			for (size_t k = 0; k < COUNT; k++) {
				there += isnan(values[k].value) ? 0 : 1;
				above += !isnan(values[k].value) && values[k].low > values[i].high;
				below += !isnan(values[k].value) && values[k].high < values[i].low;
			}
			bool none = isnan(values[i].value);
			assert_int_equal(ranges[i].low, none ? 0 : 1 + above);
			assert_int_equal(ranges[i].high, none ? 0 : there - below);
		}
	}
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(overlapping_intervals_are_tied),
		cmocka_unit_test(being_tied_does_not_carry_over),
		cmocka_unit_test(intervals_that_touch_overlap),
		cmocka_unit_test(no_value_takes_no_rank),
		cmocka_unit_test(no_bound_overlaps_all),
		cmocka_unit_test(equals_a_count_of_all_pairs),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
