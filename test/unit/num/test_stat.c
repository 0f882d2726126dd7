#include "check.h"

#include "num/random.h"
#include "num/stat.h"

static void wilson_gives_the_worked_examples(void **state)
{
	(void)state;
	struct interval few = stat_wilson(6, 120, 0.95);
	assert_near(few.low, 0.023114, 5e-7);
	assert_near(few.high, 0.104803, 5e-7);
	struct interval small = stat_wilson(3, 8, 0.95);
	assert_near(small.low, 0.136844, 5e-7);
	assert_near(small.high, 0.694257, 1e-6);
}

static void wilson_at_the_ends_stays_in_range_and_is_not_empty(void **state)
{
	(void)state;
	struct interval none = stat_wilson(0, 10, 0.95), all = stat_wilson(10, 10, 0.95);
	/* z2 / (n + z2) with z2 = 3.841459 */
	assert_true(none.low == 0 && all.high == 1);
	assert_near(none.high, 0.277533, 5e-7);
	assert_near(all.low, 1 - none.high, 1e-12);
	for (int n = 1; n < 2000; n += 7)
		for (int hits = 0; hits <= n; hits += 1 + n / 9) {
			struct interval interval = stat_wilson(hits, n, 0.99);
			assert_true(interval.low >= 0 && interval.high <= 1);
			assert_true(interval.low <= (double)hits / n);
			assert_true(interval.high >= (double)hits / n);
			assert_true(interval.low < interval.high);
		}
}

static void wilson_of_nonsense_is_unknown(void **state)
{
	(void)state;
	const double bad[][3] = {{0, 0, 0.95},	 {-1, 5, 0.95},	 {6, 5, 0.95},
				 {NAN, 5, 0.95}, {1, NAN, 0.95}, {1, 5, 0},
				 {1, 5, 1},	 {1, 5, NAN},	 {1, -5, 0.95}};
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		struct interval interval = stat_wilson(bad[i][0], bad[i][1], bad[i][2]);
		assert_true(isnan(interval.low) && isnan(interval.high));
	}
}

/* R: quantile(c(1, 2, 4, 8), p, type = 7) by hand: position (n - 1) p. */
static void quantiles_are_of_type_seven(void **state)
{
	(void)state;
	const double values[] = {1, 2, 4, 8};
	assert_near(stat_quantile_sorted(values, 4, 0), 1, 0);
	assert_near(stat_quantile_sorted(values, 4, 0.25), 1.75, 1e-15);
	assert_near(stat_quantile_sorted(values, 4, 0.5), 3, 1e-15);
	assert_near(stat_quantile_sorted(values, 4, 0.9), 6.8, 1e-12);
	assert_near(stat_quantile_sorted(values, 4, 1), 8, 0);
	assert_near(stat_quantile_sorted(values, 4, 7), 8, 0);
	assert_near(stat_quantile_sorted(values, 1, 0.3), 1, 0);
	assert_true(isnan(stat_quantile_sorted(values, 0, 0.5)));
	assert_true(isnan(stat_quantile_sorted(values, 4, NAN)));
}

static int ascending(const void *left, const void *right)
{
	double a = *(const double *)left, b = *(const double *)right;
	return (a > b) - (a < b);
}

/* Selecting must agree with sorting to the last bit, whatever the shape of the data. */
static void check_selection(double *values, size_t count)
{
	double *sorted = test_malloc((count + 1) * sizeof *sorted);
	memcpy(sorted, values, count * sizeof *sorted);
	qsort(sorted, count, sizeof *sorted, ascending);
	struct interval interval = stat_percentile_interval(values, count, 0.95);
	assert_true(interval.low == stat_quantile_sorted(sorted, count, (1 - 0.95) / 2));
	assert_true(interval.high == stat_quantile_sorted(sorted, count, (1 + 0.95) / 2));
	assert_true(stat_median(values, count) == stat_quantile_sorted(sorted, count, 0.5));
	test_free(sorted);
}

static void percentile_interval_selects_what_sorting_would_find(void **state)
{
	(void)state;
	enum { MOST = 3000 };
	double *values = test_malloc(MOST * sizeof *values);
	for (size_t count = 1; count <= MOST; count = count * 3 + 1)
		for (uint64_t shape = 0; shape < 6; shape++) {
			for (size_t i = 0; i < count; i++) {
				const double shapes[] = {random_unit(1, count, i),
							 (double)random_below(2, count, i, 3),
							 (double)i,
							 -(double)i,
							 4,
							 (double)(i < count / 2 ? i : count - i)};
				values[i] = shapes[shape];
			}
			check_selection(values, count);
		}
	test_free(values);
}

/* An order made against the choice of pivots (McIlroy 1999): in each range the first value is the
 * smallest and the middle one the next, so that a turn splits off two values. Follows the swaps of
 * the partition in stat.c; slot[i] = where the value now at i was at first. */
static void fill_against_pivots(double *values, size_t count)
{
	size_t *slot = test_malloc(count * sizeof *slot);
	for (size_t i = 0; i < count; i++)
		slot[i] = i;
	size_t low = 0, high = count - 1;
	for (; high - low > 8; low += 2) {
		size_t middle = low + (high - low) / 2, pivot = slot[middle];
		values[slot[low]] = (double)low;
		values[pivot] = (double)(low + 1);
		slot[middle] = slot[low + 1];
		slot[low + 1] = pivot;
	}
	for (; low < count; low++)
		values[slot[low]] = (double)low;
	test_free(slot);
}

/* Without its fallback, selection from five million such values runs into the test's time limit. */
static void selection_survives_an_order_made_against_it(void **state)
{
	(void)state;
	const size_t count = 5000000;
	double *values = test_malloc(count * sizeof *values);
	fill_against_pivots(values, count);
	check_selection(values, count);
	test_free(values);
}

static void unknown_values_are_left_out(void **state)
{
	(void)state;
	double values[] = {NAN, 3, NAN, 1, 2};
	struct interval interval = stat_percentile_interval(values, 5, 0.5);
	assert_near(interval.low, 1.5, 1e-15);
	assert_near(interval.high, 2.5, 1e-15);
	double again[] = {5, NAN, 1};
	assert_near(stat_median(again, 3), 3, 0);
	double nothing[] = {NAN, NAN};
	assert_true(isnan(stat_percentile_interval(nothing, 2, 0.95).low));
	assert_true(isnan(stat_median(nothing, 2)));
	assert_true(isnan(stat_median(nothing, 0)));
	assert_true(isnan(stat_percentile_interval(again, 3, NAN).high));
	double infinite[] = {INFINITY, INFINITY, 1, 1};
	interval = stat_percentile_interval(infinite, 4, 0.95);
	assert_true(interval.low == 1 && isinf(interval.high));
}

/* Python's statistics.NormalDist().inv_cdf, 16 digits. */
static void normal_quantile_gives_published_values(void **state)
{
	(void)state;
	assert_near(stat_normal_quantile(0.975), 1.9599639845400536, 1e-14);
	assert_near(stat_normal_quantile(0.25), -0.6744897501960817, 1e-15);
	assert_near(stat_normal_quantile(0.001), -3.090232306167813, 1e-14);
	assert_near(stat_normal_quantile(1e-10), -6.361340902404056, 1e-13);
	assert_near(stat_normal_quantile(1e-20), -9.262340089798405, 1e-13);
	assert_near(stat_normal_quantile(0.5), 0, 0);
	assert_true(stat_normal_quantile(0) == -INFINITY && stat_normal_quantile(1) == INFINITY);
	assert_true(isnan(stat_normal_quantile(-0.1)) && isnan(stat_normal_quantile(1.1)));
	assert_true(isnan(stat_normal_quantile(NAN)));
}

static void tail_undoes_the_quantile(void **state)
{
	(void)state;
	assert_near(stat_normal_tail(1.9599639845400536), 0.025, 1e-15);
	assert_near(stat_normal_tail(10) / 7.619853024160527e-24, 1, 1e-12);
	for (double p = 0.001; p < 1; p += 0.001)
		assert_near(stat_normal_tail(stat_normal_quantile(p)), 1 - p, 1e-13);
	assert_true(isnan(stat_normal_tail(NAN)));
}

/* By hand: sorted .01 .02 .03 .04 .05 times 5/1..5/5 are all .05; then a mixed family. */
static void bh_gives_hand_values(void **state)
{
	(void)state;
	const double even[] = {0.05, 0.01, 0.04, 0.02, 0.03};
	double adjusted[5];
	stat_adjust_bh(even, 5, adjusted);
	for (size_t i = 0; i < 5; i++)
		assert_near(adjusted[i], 0.05, 1e-15);
	double mixed[] = {0.6, NAN, 0.001, 0.02, 0.02, 0.9};
	const double wanted[] = {0.75, NAN, 0.005, 1.0 / 30, 1.0 / 30, 0.9};
	stat_adjust_bh(mixed, 6, mixed);
	for (size_t i = 0; i < 6; i++) {
		if (isnan(wanted[i]))
			assert_true(isnan(mixed[i]));
		else
			assert_near(mixed[i], wanted[i], 1e-15);
	}
	stat_adjust_bh(NULL, 0, NULL);
}

static void bh_keeps_order_and_never_falls_below_p(void **state)
{
	(void)state;
	enum { COUNT = 200 };
	double p[COUNT], adjusted[COUNT];
	for (size_t i = 0; i < COUNT; i++)
		p[i] = pow(random_unit(5, 5, i), 2);
	stat_adjust_bh(p, COUNT, adjusted);
	for (size_t i = 0; i < COUNT; i++) {
		assert_true(adjusted[i] >= p[i] && adjusted[i] <= 1);
		for (size_t j = 0; j < COUNT; j++)
			assert_true(p[i] >= p[j] || adjusted[i] <= adjusted[j]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(wilson_gives_the_worked_examples),
		cmocka_unit_test(wilson_at_the_ends_stays_in_range_and_is_not_empty),
		cmocka_unit_test(wilson_of_nonsense_is_unknown),
		cmocka_unit_test(quantiles_are_of_type_seven),
		cmocka_unit_test(percentile_interval_selects_what_sorting_would_find),
		cmocka_unit_test(selection_survives_an_order_made_against_it),
		cmocka_unit_test(unknown_values_are_left_out),
		cmocka_unit_test(normal_quantile_gives_published_values),
		cmocka_unit_test(tail_undoes_the_quantile),
		cmocka_unit_test(bh_gives_hand_values),
		cmocka_unit_test(bh_keeps_order_and_never_falls_below_p),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
