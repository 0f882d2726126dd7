/* Keyness against test/cases/keyness.txt, full enumeration, and what must hold anyway. */
#include "check.h"

#include "num/keyness.h"

enum { COLUMNS = 11 };

static void numbers_equal_those_of_quanteda(void **state)
{
	(void)state;
	char path[4096], line[1024];
	snprintf(path, sizeof path, "%s/test/cases/keyness.txt", source_root());
	FILE *file = fopen(path, "rb");
	assert_non_null(file);
	unsigned cases = 0;
	while (fgets(line, sizeof line, file) != NULL) {
		if (line[0] == '#')
			continue;
		double is[COLUMNS];
		char *at = line;
		for (int i = 0; i < COLUMNS; i++)
			is[i] = strtod(at, &at);
		struct keyness_table table = {is[0], is[1], is[2], is[3]};
		const enum keyness_correction ways[] = {KEYNESS_PLAIN, KEYNESS_YATES,
							KEYNESS_WILLIAMS};
		for (int i = 0; i < 3; i++) {
			assert_near(keyness_chi_square(table, ways[i]), is[4 + i],
				    1e-9 * (1 + fabs(is[4 + i])));
			assert_near(keyness_log_likelihood(table, ways[i]), is[7 + i],
				    1e-9 * (1 + fabs(is[7 + i])));
		}
		assert_near(keyness_pmi(table), is[10], 2e-9);
		cases++;
	}
	fclose(file);
	assert_true(cases >= 13);
}

static void p_is_that_of_chi_square(void **state)
{
	(void)state;
	assert_near(keyness_p(3.841459), 0.05, 1e-7);
	assert_near(keyness_p(-3.841459), 0.05, 1e-7);
	assert_near(keyness_p(0), 1, 0);
}

static double choose(unsigned n, unsigned k)
{
	double ways = 1;
	for (unsigned i = 1; i <= k; i++)
		ways = ways * (n - k + i) / i;
	return ways;
}

/* All ways to put the words into the sentences. */
static void fisher_meets_full_enumeration(void **state)
{
	(void)state;
	for (unsigned with = 1; with <= 6; with++)
		for (unsigned target = 1; target < 10; target++)
			for (unsigned a = 0; a <= with && a <= target; a++) {
				if (target - a > 10 - with)
					continue;
				double p = 0;
				for (unsigned k = a; k <= with && k <= target; k++)
					if (target - k <= 10 - with)
						p += choose(with, k) *
						     choose(10 - with, target - k) /
						     choose(10, target);
				struct keyness_table table = {a, with - a, target - a,
							      10.0 - with - target + a};
				assert_near(keyness_fisher_p(table), p, 1e-12);
			}
	/* The example of docs/methods.md: n 400, a 20, x 40, both 8. */
	struct keyness_table pair = {8, 32, 12, 348};
	assert_near(keyness_fisher_p(pair), 0.000257317, 1e-9);
}

static void log_ratio_by_hand(void **state)
{
	(void)state;
	struct keyness_table twice = {20, 10, 80, 90}, none = {0, 10, 100, 90};
	assert_near(keyness_log_ratio(twice), 1, 1e-12);
	assert_near(keyness_log_ratio(none), log2(0.5 / 10.5), 1e-12);
}

/* Gries 2008: parts of 20, 30, 50 % of the text; 10 occurrences 8, 1, 1: 0.5 (.6 + .2 + .4). */
static void dispersion_by_hand(void **state)
{
	(void)state;
	const double sizes[] = {20, 30, 50}, counts[] = {8, 1, 1}, even[] = {2, 3, 5},
		     none[] = {0, 0, 0};
	assert_near(keyness_dispersion(counts, sizes, 3), 0.6, 1e-12);
	assert_near(keyness_dispersion(even, sizes, 3), 0, 1e-12);
	assert_true(isnan(keyness_dispersion(none, sizes, 3)));
	assert_true(isnan(keyness_dispersion(none, none, 3)));
}

static void no_table_no_value(void **state)
{
	(void)state;
	struct keyness_table empty = {0}, no_target = {0, 3, 0, 4}, no_word = {0, 0, 3, 4};
	const struct keyness_table *all[] = {&empty, &no_target, &no_word};
	for (int i = 0; i < 3; i++) {
		assert_true(isnan(keyness_chi_square(*all[i], KEYNESS_YATES)));
		assert_true(isnan(keyness_log_likelihood(*all[i], KEYNESS_PLAIN)));
		assert_true(isnan(keyness_pmi(*all[i])));
		assert_true(isnan(keyness_log_ratio(*all[i])));
		assert_true(isnan(keyness_fisher_p(*all[i])));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_equal_those_of_quanteda),
		cmocka_unit_test(p_is_that_of_chi_square),
		cmocka_unit_test(fisher_meets_full_enumeration),
		cmocka_unit_test(log_ratio_by_hand),
		cmocka_unit_test(dispersion_by_hand),
		cmocka_unit_test(no_table_no_value),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
