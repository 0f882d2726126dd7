/* Krippendorff's alpha: his own examples, what must hold anyway, and its interval. */
#include "check.h"

#include "num/alpha.h"

enum { NONE = ALPHA_MISSING };

static struct alpha plain(const int32_t *values, size_t coders, size_t units)
{
	return alpha_nominal(values, coders, units, 1, 0, 0.95);
}

/* Krippendorff 2011, example B: Meg and Owen, ten units, two values. */
static void two_observers_two_values(void **state)
{
	(void)state;
	static const int32_t values[] = {0, 1, 1, 1, 0, 1, 0, 0, 0, 0,
					 0, 1, 0, 0, 0, 0, 1, 0, 0, 0};
	struct alpha alpha = plain(values, 2, 10);
	assert_near(alpha.value, 1 - 19 * 8.0 / (20 * 20 - 14 * 14 - 6 * 6), 1e-12);
	assert_near(alpha.value, 0.095, 0.0005);
	assert_near(alpha.agreement, 0.6, 1e-12);
	assert_int_equal(alpha.values, 20);
}

/* Example C: Ben and Gerry, twelve units, values a to e. */
static void two_observers_many_values(void **state)
{
	(void)state;
	static const int32_t values[] = {0, 1, 0, 0, 1, 1, 1, 1, 3, 1, 2, 2,
					 2, 2, 2, 2, 4, 4, 3, 3, 3, 3, 0, 3};
	assert_near(plain(values, 2, 12).value, 0.692, 0.0005);
}

static const int32_t four_observers[] = {1,    1, NONE, 1, 2,	 2,    3, 2, 3,	   3, 3,    3,
					 3,    3, 3,	3, 2,	 2,    2, 2, 1,	   2, 3,    4,
					 4,    4, 4,	4, 1,	 1,    2, 1, 2,	   2, 2,    2,
					 NONE, 5, 5,	5, NONE, NONE, 1, 1, NONE, 3, NONE, NONE};

/* Example D: four observers, twelve units, values missing; the last unit cannot be paired. */
static void many_observers_missing_values(void **state)
{
	(void)state;
	struct alpha alpha = plain(four_observers, 4, 12);
	assert_int_equal(alpha.units, 11);
	assert_int_equal(alpha.values, 40);
	assert_near(alpha.value, 0.743, 0.0005);
}

static void coders_of_the_methods(void **state)
{
	(void)state;
	static const int32_t values[] = {1, 1, 1, 0, 0, 0, 0, 0, 1, 1,
					 0, 0, 0, 0, 0, 1, 1, 1, 0, 0};
	assert_near(plain(values, 2, 10).value, 0.604167, 1e-6);
}

static void no_value_where_nothing_can_disagree(void **state)
{
	(void)state;
	static const int32_t same[] = {7, 7, 7, 7}, alone[] = {1, NONE, NONE, 2};
	assert_true(isnan(plain(same, 2, 2).value));
	assert_near(plain(same, 2, 2).agreement, 1, 0);
	assert_true(isnan(plain(alone, 2, 2).value));
	assert_true(isnan(plain(alone, 2, 2).agreement));
	assert_true(isnan(plain(NULL, 2, 0).value));
	assert_true(isnan(alpha_nominal(alone, 2, 2, 1, 100, 0.95).between.low));
}

/* Names and the order of coders and units do not matter. */
static void only_equality_matters(void **state)
{
	(void)state;
	int32_t turned[48];
	for (size_t u = 0; u < 12; u++)
		for (size_t k = 0; k < 4; k++) {
			int32_t value = four_observers[u * 4 + k];
			turned[(11 - u) * 4 + (k + 1) % 4] =
				value < 0 ? NONE : 1000000 - 1000 * value;
		}
	assert_near(plain(turned, 4, 12).value, plain(four_observers, 4, 12).value, 1e-12);
}

static void interval_holds_the_value_and_repeats(void **state)
{
	(void)state;
	struct alpha one = alpha_nominal(four_observers, 4, 12, 5, 2000, 0.95);
	struct alpha two = alpha_nominal(four_observers, 4, 12, 5, 2000, 0.95);
	assert_near(one.between.low, two.between.low, 0);
	assert_near(one.between.high, two.between.high, 0);
	assert_true(one.between.low < one.value && one.value < one.between.high);
	assert_true(one.between.high <= 1);
	struct alpha narrow = alpha_nominal(four_observers, 4, 12, 5, 2000, 0.5);
	assert_true(narrow.between.low > one.between.low && narrow.between.high < one.between.high);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(two_observers_two_values),
		cmocka_unit_test(two_observers_many_values),
		cmocka_unit_test(many_observers_missing_values),
		cmocka_unit_test(coders_of_the_methods),
		cmocka_unit_test(no_value_where_nothing_can_disagree),
		cmocka_unit_test(only_equality_matters),
		cmocka_unit_test(interval_holds_the_value_and_repeats),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
