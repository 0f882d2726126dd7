#include "num/alpha.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "num/random.h"

/* Units with two values or more. */
struct pairable {
	size_t units, names;
	double *unequal; /* by unit: weight of its unequal pairs */
	double *counts;	 /* unit * names + name */
};

static int compare_int32(const void *left, const void *right)
{
	int32_t a = *(const int32_t *)left, b = *(const int32_t *)right;
	return (a > b) - (a < b);
}

/* The different values that occur, ascending. */
static size_t distinct(struct arena *scratch, const int32_t *values, size_t count, int32_t **out)
{
	int32_t *sorted = arena_array(scratch, int32_t, count);
	size_t known = 0, different = 0;
	for (size_t i = 0; i < count; i++)
		if (values[i] >= 0)
			sorted[known++] = values[i];
	qsort(sorted, known, sizeof *sorted, compare_int32);
	for (size_t i = 0; i < known; i++)
		if (different == 0 || sorted[different - 1] != sorted[i])
			sorted[different++] = sorted[i];
	*out = sorted;
	return different;
}

static void pairable_make(struct arena *scratch, const int32_t *values, size_t coders, size_t units,
			  struct pairable *out)
{
	int32_t *names;
	size_t name_count = distinct(scratch, values, coders * units, &names);
	*out = (struct pairable){
		.names = name_count,
		.unequal = arena_array(scratch, double, units),
		.counts = arena_array(scratch, double, units *name_count),
	};
	for (size_t u = 0; u < units; u++) {
		double *counts = out->counts + out->units * name_count, m = 0, equal = 0;
		memset(counts, 0, name_count * sizeof *counts);
		for (size_t k = 0; k < coders; k++) {
			const int32_t *value = &values[u * coders + k];
			if (*value < 0)
				continue;
			const int32_t *name =
				bsearch(value, names, name_count, sizeof *names, compare_int32);
			counts[name - names]++;
			m++;
		}
		if (m < 2)
			continue;
		for (size_t c = 0; c < name_count; c++)
			equal += counts[c] * (counts[c] - 1);
		out->unequal[out->units++] = (m * (m - 1) - equal) / (m - 1);
	}
}

/* Alpha of the units numbered by `pick` (NULL: each once). */
static double alpha_of(const struct pairable *pairable, const size_t *pick, double *sums,
		       double *values, double *unequal)
{
	double n = 0, squares = 0, d = 0;
	memset(sums, 0, pairable->names * sizeof *sums);
	for (size_t i = 0; i < pairable->units; i++) {
		size_t u = pick != NULL ? pick[i] : i;
		d += pairable->unequal[u];
		for (size_t c = 0; c < pairable->names; c++)
			sums[c] += pairable->counts[u * pairable->names + c];
	}
	for (size_t c = 0; c < pairable->names; c++) {
		n += sums[c];
		squares += sums[c] * sums[c];
	}
	*values = n;
	*unequal = d;
	double expected = n * n - squares;
	return expected > 0 ? 1 - (n - 1) * d / expected : NAN;
}

struct alpha alpha_nominal(const int32_t *values, size_t coders, size_t units, uint64_t seed,
			   uint32_t draws, double confidence)
{
	struct arena scratch;
	arena_init(&scratch);
	struct pairable pairable;
	pairable_make(&scratch, values, coders, units, &pairable);
	double *sums = arena_array(&scratch, double, pairable.names);
	double n, d;
	struct alpha alpha = {.between = {NAN, NAN}, .units = pairable.units};
	alpha.value = alpha_of(&pairable, NULL, sums, &n, &d);
	alpha.values = (size_t)n;
	alpha.agreement = n > 0 ? 1 - d / n : NAN;
	if (draws > 0 && pairable.units > 0) {
		size_t *pick = arena_array(&scratch, size_t, pairable.units);
		double *alphas = arena_array(&scratch, double, draws);
		for (uint32_t draw = 0; draw < draws; draw++) {
			for (size_t i = 0; i < pairable.units; i++)
				pick[i] = (size_t)random_below(seed, draw, i, pairable.units);
			alphas[draw] = alpha_of(&pairable, pick, sums, &n, &d);
		}
		alpha.between = stat_percentile_interval(alphas, draws, confidence);
	}
	arena_release(&scratch);
	return alpha;
}
