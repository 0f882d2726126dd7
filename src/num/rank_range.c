#include "num/rank_range.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

static int compare_numbers(const void *a, const void *b)
{
	const double *x = a, *y = b;
	return (*x > *y) - (*x < *y);
}

static double bound(double end, double otherwise)
{
	return isnan(end) ? otherwise : end;
}

/* How many of the ascending numbers are below the limit. */
static size_t count_below(const double *sorted, size_t count, double limit)
{
	size_t low = 0, high = count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (sorted[middle] < limit)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static size_t count_up_to(const double *sorted, size_t count, double limit)
{
	return count_below(sorted, count, nextafter(limit, INFINITY));
}

void rank_ranges(struct arena *scratch, const struct ranked_value *values, size_t count,
		 struct rank_range *ranges)
{
	double *lows = arena_array(scratch, double, count);
	double *highs = arena_array(scratch, double, count);
	size_t there = 0;
	bool bounded = false;
	for (size_t i = 0; i < count; i++) {
		ranges[i] = (struct rank_range){0, 0};
		if (isnan(values[i].value))
			continue;
		lows[there] = bound(values[i].low, -INFINITY);
		highs[there++] = bound(values[i].high, INFINITY);
		bounded |= !isnan(values[i].low) || !isnan(values[i].high);
	}
	if (!bounded)
		return;
	qsort(lows, there, sizeof *lows, compare_numbers);
	qsort(highs, there, sizeof *highs, compare_numbers);
	for (size_t i = 0; i < count; i++) {
		if (isnan(values[i].value))
			continue;
		double low = bound(values[i].low, -INFINITY);
		double high = bound(values[i].high, INFINITY);
		ranges[i].low = 1 + there - count_up_to(lows, there, high);
		ranges[i].high = there - count_below(highs, there, low);
	}
}
