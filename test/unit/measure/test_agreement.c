/* M37: worked by hand, docs/methods.md has the same numbers. */
#include "check.h"

#include <math.h>

#include "measure/agreement.h"

static void a_count_is_corrected(void **state)
{
	(void)state;
	struct agreement a = {.hits = 60, .judged = 20, .confirmed = 16, .there = 30, .found = 27};
	agreement_close(&a, 0.95);
	assert_near(a.precision, 0.8, 1e-6);
	assert_near(a.recall, 0.9, 1e-6);
	assert_near(a.corrected, 53.333333, 1e-6);
	/* p = 16.5/21, r = 27.5/31: var = 0.013636 + 0.004242, sd 0.133710, x 1.959964 = 0.262070
	 */
	assert_near(a.corrected_between.low, 41.037720, 1e-6);
	assert_near(a.corrected_between.high, 69.312926, 1e-6);
	assert_near(a.precision_between.low, 0.583983, 1e-6);
	assert_near(a.precision_between.high, 0.919342, 1e-6);
	assert_true(a.rankable);
}

static void what_was_not_judged_has_no_value(void **state)
{
	(void)state;
	struct agreement a = {.hits = 5};
	agreement_close(&a, 0.95);
	assert_true(isnan(a.precision) && isnan(a.recall) && isnan(a.corrected));
	assert_false(a.rankable);
	struct agreement poor = {.hits = 5, .judged = 10, .confirmed = 6, .there = 2, .found = 2};
	agreement_close(&poor, 0.95);
	assert_false(poor.rankable);
	poor.confirmed = 7;
	agreement_close(&poor, 0.95);
	assert_true(poor.rankable);
}

static void units_are_counted_by_code_and_together(void **state)
{
	(void)state;
	static const int32_t yes_yes[] = {1, 1}, yes_no[] = {1, 0}, no_no[] = {0, 0},
			     one[] = {1, ALPHA_MISSING};
	const struct judged_unit units[] = {
		{.code = 0, .found = true, .there = true, .judged = true, .said = yes_yes},
		{.code = 0, .found = true, .there = false, .judged = true, .said = no_no},
		{.code = 0,
		 .found = false,
		 .there = true,
		 .judged = true,
		 .read = true,
		 .said = one},
		{.code = 1,
		 .found = true,
		 .there = false,
		 .judged = true,
		 .read = true,
		 .said = yes_no},
		{.code = 1,
		 .found = true,
		 .there = true,
		 .judged = true,
		 .read = true,
		 .said = one},
	};
	struct agreement a[3] = {{.hits = 10}, {.hits = 4}, {.hits = 14}};
	struct arena arena;
	arena_init(&arena);
	agreement_make(&arena, units, 5, 2, 2, 1, 0, 0.95, a);
	assert_int_equal(a[0].judged, 2);
	assert_int_equal(a[0].confirmed, 1);
	assert_int_equal(a[0].there, 1);
	assert_int_equal(a[0].found, 0);
	assert_near(a[0].alpha.value, 1.0, 1e-6);
	assert_int_equal(a[0].alpha.units, 2);
	assert_int_equal(a[1].judged, 2);
	assert_int_equal(a[1].found, 1);
	assert_int_equal(a[2].judged, 4);
	assert_int_equal(a[2].there, 2);
	assert_int_equal(a[2].alpha.units, 3);
	/* values 1 1, 0 0, 1 0: one unit of three differs, 3 of each value: 1 - 5 x 2 / 18 */
	assert_near(a[2].alpha.value, 0.444444, 1e-6);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_count_is_corrected),
		cmocka_unit_test(what_was_not_judged_has_no_value),
		cmocka_unit_test(units_are_counted_by_code_and_together),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
