/* Tests by ranks against values worked out by hand, published ones, and full enumeration. */
#include "check.h"

#include "num/rank.h"
#include "num/stat.h"

static const double near = 1e-6;

/* .08 .06 | .05 .04 | .03 .02: the example of docs/methods.md. */
static const double six[] = {.08, .06, .05, .04, .03, .02};
static const uint32_t pairs[] = {0, 0, 1, 1, 2, 2};

static double jonckheere_six(void *context, const uint32_t *group)
{
	(void)context;
	return rank_jonckheere(six, group, 6);
}

static double kruskal_six(void *context, const uint32_t *group)
{
	double ranks[6], sums[6];
	(void)context;
	rank_values(six, 6, ranks);
	return rank_kruskal_wallis(ranks, group, 6, 3, sums);
}

static void equal_values_share_ranks(void **state)
{
	(void)state;
	const double values[] = {3, 1, 3, 2, 3};
	double ranks[5];
	rank_values(values, 5, ranks);
	const double wanted[] = {4, 1, 4, 2, 4};
	for (size_t i = 0; i < 5; i++)
		assert_near(ranks[i], wanted[i], 0);
	rank_values(values, 0, ranks);
}

static void kruskal_wallis_by_hand(void **state)
{
	(void)state;
	assert_near(kruskal_six(NULL, pairs), 4.571429, near);
	assert_near(kruskal_six(NULL, pairs) / 5, 0.914286, near);
	const double equal[] = {2, 2, 2};
	double sums[4];
	assert_near(rank_kruskal_wallis(equal, pairs, 3, 2, sums), 0, 0);
}

/* Of 1 1 2 | 2 3: ranks 1.5 1.5 3.5 | 3.5 5. 12/30 (6.5^2/3 + 8.5^2/2) - 18 = 2.083333..., divided
 * by 1 - (6 + 6)/120 = 0.9. */
static void kruskal_wallis_corrects_ties(void **state)
{
	(void)state;
	const double values[] = {1, 1, 2, 2, 3};
	const uint32_t group[] = {0, 0, 0, 1, 1};
	double ranks[5], sums[4];
	rank_values(values, 5, ranks);
	double plain = 12.0 / 30 * (6.5 * 6.5 / 3 + 8.5 * 8.5 / 2) - 18;
	assert_near(rank_kruskal_wallis(ranks, group, 5, 2, sums), plain / 0.9, 1e-12);
}

static void jonckheere_by_hand(void **state)
{
	(void)state;
	assert_near(jonckheere_six(NULL, pairs), 12, 0);
	const double tied[] = {1, 1, 0};
	const uint32_t group[] = {0, 1, 2};
	assert_near(rank_jonckheere(tied, group, 3), 2.5, 0);
	struct rank_p p = rank_permutation_p(jonckheere_six, NULL, pairs, 6, 3, 1, 1, 0);
	assert_true(p.exact);
	assert_int_equal(p.dealings, 90);
	assert_near(p.p, 1.0 / 90, 1e-15);
}

static void cliff_by_hand(void **state)
{
	(void)state;
	const double a[] = {3, 2}, b[] = {1, 2, 2};
	assert_near(rank_cliff_delta(a, 2, b, 3), 4.0 / 6, 1e-15);
	assert_near(rank_cliff_delta(b, 3, a, 2), -4.0 / 6, 1e-15);
	assert_true(isnan(rank_cliff_delta(a, 0, b, 3)));
}

static void dealings_are_counted(void **state)
{
	(void)state;
	const size_t thirds[] = {2, 2, 2}, tiers[] = {10, 6, 12, 3}, two[] = {3, 28};
	assert_int_equal(rank_dealings(thirds, 3), 90);
	assert_int_equal(rank_dealings(two, 2), 4495);
	assert_true(rank_dealings(tiers, 4) > 1000000000000000u);
	const size_t many[] = {500, 500, 500};
	assert_true(rank_dealings(many, 3) == UINT64_MAX);
	assert_int_equal(rank_dealings(NULL, 0), 1);
}

/* Enumerates by counting in base 3 and keeping what has two of each: another way to the same p. */
static double enumerate(rank_statistic *statistic, const uint32_t *observed)
{
	unsigned large = 0, all = 0;
	for (unsigned number = 0; number < 729; number++) {
		uint32_t group[6], sizes[3] = {0};
		for (unsigned i = 0, rest = number; i < 6; i++, rest /= 3)
			sizes[group[i] = rest % 3]++;
		if (sizes[0] != 2 || sizes[1] != 2)
			continue;
		all++;
		large += statistic(NULL, group) >= statistic(NULL, observed) - 1e-9;
	}
	assert_int_equal(all, 90);
	return (double)large / all;
}

static void exact_p_is_that_of_full_enumeration(void **state)
{
	(void)state;
	const uint32_t mixed[] = {0, 1, 0, 2, 1, 2};
	struct rank_p p = rank_permutation_p(kruskal_six, NULL, mixed, 6, 3, 1, 1, 100);
	assert_true(p.exact && p.p > 0 && p.p < 1);
	assert_near(p.p, enumerate(kruskal_six, mixed), 1e-15);
	p = rank_permutation_p(jonckheere_six, NULL, mixed, 6, 3, 1, 1, 100);
	assert_near(p.p, enumerate(jonckheere_six, mixed), 1e-15);
}

enum { MANY = 24 };
struct line {
	double values[MANY];
};

/* Sum of the first group. */
static double sum_of_first(void *context, const uint32_t *group)
{
	const struct line *line = context;
	double sum = 0;
	for (size_t i = 0; i < MANY; i++)
		sum += group[i] == 0 ? line->values[i] : 0;
	return sum;
}

/* Values 1..24, group 0 = a fixed 12 of them: the p of the rank sum lies within 4 standard errors
 * of the normal approximation with its correction for whole numbers. */
static void random_p_is_near_theory_and_repeats(void **state)
{
	(void)state;
	struct line line;
	uint32_t group[MANY];
	double sum = 0;
	for (size_t i = 0; i < MANY; i++) {
		line.values[i] = (double)i + 1;
		group[i] = i % 2 == 0 && i < 12 ? 1 : i % 4 == 0 || i % 4 == 1 ? 1 : 0;
	}
	size_t first = 0;
	for (size_t i = 0; i < MANY; i++)
		if (group[i] == 0) {
			first++;
			sum += line.values[i];
		}
	double n = (double)first, mean = n * 25 / 2, sd = sqrt(n * (24 - n) * 25 / 12);
	double theory = stat_normal_tail((sum - 0.5 - mean) / sd);
	struct rank_p p = rank_permutation_p(sum_of_first, &line, group, MANY, 2, 7, 3, 20000);
	assert_false(p.exact);
	assert_int_equal(p.dealings, 20000);
	assert_near(p.p, theory, 4 * sqrt(theory * (1 - theory) / 20000) + 0.003);
	struct rank_p again = rank_permutation_p(sum_of_first, &line, group, MANY, 2, 7, 3, 20000);
	assert_memory_equal(&again.p, &p.p, sizeof p.p);
	struct rank_p other = rank_permutation_p(sum_of_first, &line, group, MANY, 2, 7, 4, 20000);
	assert_true(other.p != p.p);
	assert_true(isnan(rank_permutation_p(sum_of_first, &line, group, MANY, 2, 7, 3, 0).p));
}

/* Tables in any textbook: upper 5 and 0.1 percent. */
static void chi_square_tail_as_published(void **state)
{
	(void)state;
	const double five[] = {3.841459, 5.991465, 7.814728, 9.487729, 11.070498};
	for (unsigned freedom = 1; freedom <= 5; freedom++)
		assert_near(stat_chi_square_tail(five[freedom - 1], freedom), 0.05, 1e-7);
	assert_near(stat_chi_square_tail(16.918978, 9), 0.05, 1e-7);
	assert_near(stat_chi_square_tail(18.307038, 10), 0.05, 1e-7);
	assert_near(stat_chi_square_tail(10.827566, 1), 0.001, 1e-8);
	assert_near(stat_chi_square_tail(0, 4), 1, 0);
	assert_near(stat_chi_square_tail(-1, 4), 1, 0);
	assert_true(isnan(stat_chi_square_tail(1, 0)) && isnan(stat_chi_square_tail(NAN, 1)));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(equal_values_share_ranks),
		cmocka_unit_test(kruskal_wallis_by_hand),
		cmocka_unit_test(kruskal_wallis_corrects_ties),
		cmocka_unit_test(jonckheere_by_hand),
		cmocka_unit_test(cliff_by_hand),
		cmocka_unit_test(dealings_are_counted),
		cmocka_unit_test(exact_p_is_that_of_full_enumeration),
		cmocka_unit_test(random_p_is_near_theory_and_repeats),
		cmocka_unit_test(chi_square_tail_as_published),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
