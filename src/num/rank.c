#include "num/rank.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "num/random.h"

struct placed {
	double value;
	size_t index;
};

static int compare_placed(const void *left, const void *right)
{
	const struct placed *a = left, *b = right;
	if (a->value != b->value)
		return a->value < b->value ? -1 : 1;
	return (a->index > b->index) - (a->index < b->index);
}

void rank_values(const double *values, size_t count, double *ranks)
{
	struct placed *placed = memory_resize(NULL, count + 1, sizeof *placed);
	for (size_t i = 0; i < count; i++)
		placed[i] = (struct placed){values[i], i};
	qsort(placed, count, sizeof *placed, compare_placed);
	for (size_t start = 0, end; start < count; start = end) {
		for (end = start + 1; end < count && placed[end].value == placed[start].value;)
			end++;
		for (size_t i = start; i < end; i++)
			ranks[placed[i].index] = (double)(start + 1 + end) / 2;
	}
	free(placed);
}

double rank_kruskal_wallis(const double *ranks, const uint32_t *group, size_t count, size_t groups,
			   double *sums)
{
	memset(sums, 0, 2 * groups * sizeof *sums);
	double n = (double)count, middle = (n + 1) / 2, spread = 0, between = 0;
	for (size_t i = 0; i < count; i++) {
		sums[group[i]] += ranks[i] - middle;
		sums[groups + group[i]]++;
		spread += (ranks[i] - middle) * (ranks[i] - middle);
	}
	for (size_t g = 0; g < groups; g++)
		if (sums[groups + g] > 0)
			between += sums[g] * sums[g] / sums[groups + g];
	/* The spread of the ranks is smaller with ties: dividing by it is the correction. */
	return spread > 0 ? (n - 1) * between / spread : 0;
}

double rank_jonckheere(const double *values, const uint32_t *group, size_t count)
{
	double pairs = 0;
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < count; k++)
			if (group[i] < group[k])
				pairs += values[i] > values[k]	  ? 1
					 : values[i] == values[k] ? 0.5
								  : 0;
	return pairs;
}

double rank_cliff_delta(const double *a, size_t a_count, const double *b, size_t b_count)
{
	double sum = 0;
	for (size_t i = 0; i < a_count; i++)
		for (size_t k = 0; k < b_count; k++)
			sum += (a[i] > b[k]) - (a[i] < b[k]);
	return sum / ((double)a_count * (double)b_count);
}

uint64_t rank_dealings(const size_t *group_sizes, size_t groups)
{
	/* A product of binomials, each built so that every step is whole. */
	uint64_t dealings = 1, dealt = 0;
	for (size_t g = 0; g < groups; g++) {
		uint64_t ways = 1;
		for (uint64_t i = 1; i <= group_sizes[g]; i++) {
			if (ways > UINT64_MAX / (dealt + i))
				return UINT64_MAX;
			ways = ways * (dealt + i) / i;
		}
		dealt += group_sizes[g];
		if (dealings > UINT64_MAX / ways)
			return UINT64_MAX;
		dealings *= ways;
	}
	return dealings;
}

static int compare_labels(const void *left, const void *right)
{
	uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
	return (a > b) - (a < b);
}

static void swap_labels(uint32_t *a, uint32_t *b)
{
	uint32_t kept = *a;
	*a = *b;
	*b = kept;
}

/* The next dealing in dictionary order; false after the last. */
static bool next_dealing(uint32_t *labels, size_t count)
{
	size_t i = count;
	while (i > 1 && labels[i - 2] >= labels[i - 1])
		i--;
	if (i < 2)
		return false;
	size_t k = count;
	while (labels[k - 1] <= labels[i - 2])
		k--;
	swap_labels(&labels[i - 2], &labels[k - 1]);
	for (size_t low = i - 1, high = count - 1; low < high; low++, high--)
		swap_labels(&labels[low], &labels[high]);
	return true;
}

static bool as_large(double statistic, double observed)
{
	return statistic >= observed - 1e-9 * fmax(1, fabs(observed));
}

static struct rank_p all_dealings(rank_statistic *statistic, void *context, uint32_t *labels,
				  size_t count, double observed)
{
	struct rank_p result = {.exact = true};
	uint64_t large = 0;
	qsort(labels, count, sizeof *labels, compare_labels);
	do {
		large += as_large(statistic(context, labels), observed);
		result.dealings++;
	} while (next_dealing(labels, count));
	result.p = (double)large / (double)result.dealings;
	return result;
}

struct rank_p rank_permutation_p(rank_statistic *statistic, void *context, const uint32_t *group,
				 size_t count, size_t groups, uint64_t seed, uint64_t stream,
				 uint32_t draws)
{
	size_t *sizes = memory_resize(NULL, groups + 1, sizeof *sizes);
	memset(sizes, 0, (groups + 1) * sizeof *sizes);
	for (size_t i = 0; i < count; i++)
		sizes[group[i]]++;
	uint64_t dealings = rank_dealings(sizes, groups);
	free(sizes);
	uint32_t *labels = memory_resize(NULL, count + 1, sizeof *labels);
	if (count > 0)
		memcpy(labels, group, count * sizeof *labels);
	double observed = statistic(context, group);
	struct rank_p result = {.p = NAN};
	if (dealings <= RANK_EXACT_DEALINGS) {
		result = all_dealings(statistic, context, labels, count, observed);
	} else if (draws > 0) {
		uint64_t large = 0;
		for (uint64_t draw = 0; draw < draws; draw++) {
			/* Shuffling a shuffled hand is as good as shuffling a new one. */
			for (size_t i = count; i > 1; i--)
				swap_labels(&labels[i - 1],
					    &labels[random_below(seed, stream, draw << 32 | i, i)]);
			large += as_large(statistic(context, labels), observed);
		}
		result.p = (1 + (double)large) / (1 + (double)draws);
		result.dealings = draws;
	}
	free(labels);
	return result;
}
