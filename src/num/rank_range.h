/*
 * Which ranks a value may have when each is known to an interval only. Rank 1 is the largest.
 *
 *   low  = 1 + number of others whose interval lies wholly above this one's
 *   high = number of values - number of others whose interval lies wholly below it
 *
 * Intervals that touch overlap. Two values whose intervals overlap share at least one rank: their
 * order is not to be told. By hand: 5 [4, 6], 4 [3, 5], 1 [0, 2]: ranks 1-2, 1-2, 3.
 *
 * Overlap is the careful side: intervals at 95 % that just overlap can differ by a test at 5 %. The
 * ranges hold pair by pair, not for all pairs at once (for that the intervals must be wider: Klein,
 * Wright, Wieczorek 2020). Why rankings need it: Goldstein, Spiegelhalter 1996.
 */
#ifndef QIPAN_NUM_RANK_RANGE_H
#define QIPAN_NUM_RANK_RANGE_H

#include <stddef.h>

#include "base/arena.h"

struct ranked_value {
	double value;	  /* NaN: none, takes no rank and counts for no other's */
	double low, high; /* NaN: no bound on that side */
};

struct rank_range {
	size_t low, high; /* 1..number of values; 0, 0: none */
};

/* ranges[count], one a value, in the same order. Where no value has a bound at all, nothing is
 * known of what the order is worth, and none has a range. O(n log n); scratch holds 2 n numbers. */
void rank_ranges(struct arena *scratch, const struct ranked_value *values, size_t count,
		 struct rank_range *ranges);

#endif
