/* Average linkage against merges worked out by hand and against always merging the nearest two. */
#include "check.h"

#include "num/cluster.h"
#include "num/random.h"

enum { MOST = 24 };

/* Places on a line; distance is how far apart. */
static void line(const double *places, size_t count, double *distances)
{
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < count; k++)
			distances[i * count + k] = fabs(places[i] - places[k]);
}

static void five_places_on_a_line(void **state)
{
	(void)state;
	/* 0 1 | 5 7 | 20: merges {0,1} 1, {5,7} 2, then 5.5 = mean of 5 7 4 6, then 16.75. */
	const double places[] = {20, 5, 0, 7, 1};
	double distances[25];
	struct cluster_merge merges[4];
	size_t order[5];
	uint32_t group[5];
	line(places, 5, distances);
	cluster_average(distances, 5, merges, order);
	const double heights[] = {1, 2, 5.5, 16.75};
	for (size_t i = 0; i < 4; i++)
		assert_near(merges[i].height, heights[i], 1e-12);
	/* Like beside like: the order is the line, from one end or the other. */
	for (size_t i = 2; i < 5; i++)
		assert_true((places[order[i]] > places[order[i - 1]]) ==
			    (places[order[1]] > places[order[0]]));
	/* From either end: 0 1 join at 1, 5 7 at 2, both pairs at 5.5, the last at 16.75. */
	double joins[5];
	cluster_joins(merges, order, 5, joins);
	const double rising[] = {0, 1, 5.5, 2, 16.75}, falling[] = {0, 16.75, 2, 5.5, 1};
	for (size_t i = 0; i < 5; i++)
		assert_near(joins[i], (places[order[0]] > 10 ? falling : rising)[i], 1e-12);
	cluster_cut(merges, 5, 3, group);
	const uint32_t wanted[] = {0, 1, 2, 1, 2};
	assert_memory_equal(group, wanted, sizeof group);
	cluster_cut(merges, 5, 99, group);
	for (uint32_t i = 0; i < 5; i++)
		assert_int_equal(group[i], i);
	cluster_cut(merges, 5, 0, group);
	for (size_t i = 0; i < 5; i++)
		assert_int_equal(group[i], 0);
}

/* The definition: mean distance of all pairs of leaves, the nearest two clusters first. */
static void naive_heights(const double *distances, size_t count, double *heights)
{
	uint32_t group[MOST];
	for (size_t i = 0; i < count; i++)
		group[i] = (uint32_t)i;
	for (size_t m = 0; m + 1 < count; m++) {
		double least = INFINITY;
		uint32_t best_a = 0, best_b = 0;
		for (uint32_t a = 0; a < count; a++)
			for (uint32_t b = a + 1; b < count; b++) {
				double sum = 0, pairs = 0;
				for (size_t i = 0; i < count; i++)
					for (size_t k = 0; k < count; k++)
						if (group[i] == a && group[k] == b) {
							sum += distances[i * count + k];
							pairs++;
						}
				if (pairs > 0 && sum / pairs < least) {
					least = sum / pairs;
					best_a = a;
					best_b = b;
				}
			}
		heights[m] = least;
		for (size_t i = 0; i < count; i++)
			if (group[i] == best_b)
				group[i] = best_a;
	}
}

static void chain_gives_the_tree_of_the_definition(void **state)
{
	(void)state;
	double distances[MOST * MOST], heights[MOST];
	struct cluster_merge merges[MOST];
	size_t order[MOST];
	for (uint64_t seed = 0; seed < 40; seed++) {
		size_t count = 2 + (size_t)random_below(seed, 1, 0, MOST - 2);
		for (size_t i = 0; i < count; i++)
			for (size_t k = i; k < count; k++)
				distances[i * count + k] = distances[k * count + i] =
					i == k ? 0 : random_unit(seed, 2, i * count + k);
		cluster_average(distances, count, merges, order);
		naive_heights(distances, count, heights);
		bool seen[MOST] = {false};
		for (size_t i = 0; i < count; i++) {
			assert_false(seen[order[i]]);
			seen[order[i]] = true;
		}
		for (size_t i = 0; i + 1 < count; i++)
			assert_near(merges[i].height, heights[i], 1e-9);
	}
}

static void nothing_and_one(void **state)
{
	(void)state;
	size_t order[1] = {7};
	uint32_t group[1] = {7};
	cluster_average(NULL, 0, NULL, NULL);
	cluster_cut(NULL, 0, 3, NULL);
	const double none[] = {0};
	cluster_average(none, 1, NULL, order);
	cluster_cut(NULL, 1, 3, group);
	assert_int_equal(order[0], 0);
	assert_int_equal(group[0], 0);
	assert_true(isnan(cluster_silhouette(none, 1, group)));
}

static void silhouette_by_hand(void **state)
{
	(void)state;
	/* 0 1 | 10: widths 1 - 1/10, 1 - 1/9, 0. */
	const double places[] = {0, 1, 10};
	double distances[9];
	const uint32_t group[] = {0, 0, 1};
	line(places, 3, distances);
	assert_near(cluster_silhouette(distances, 3, group), (0.9 + 8.0 / 9) / 3, 1e-12);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(five_places_on_a_line),
		cmocka_unit_test(chain_gives_the_tree_of_the_definition),
		cmocka_unit_test(nothing_and_one),
		cmocka_unit_test(silhouette_by_hand),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
