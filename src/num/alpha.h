/*
 * Agreement of people who coded the same units: Krippendorff's alpha for names (nominal data).
 *
 * alpha = 1 - D_o / D_e, with D_o the disagreement seen inside units and D_e the one to expect if
 * the same values had been dealt over all units by chance. 1: perfect; 0: as by chance; below 0:
 * worse than that. A unit with m values holds m (m - 1) ordered pairs of values, each weighing 1 /
 * (m - 1); with n values in all units of two or more, n_c of them c, and d the summed weight of
 * unequal pairs,
 *
 *   alpha = 1 - (n - 1) d / (n^2 - sum over c of n_c^2)
 *
 * (Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability", section E; his example D of
 * four observers and twelve units gives 0.743.) Any number of coders, values may be missing. A unit
 * with fewer than two values says nothing and is left out.
 */
#ifndef QIPAN_NUM_ALPHA_H
#define QIPAN_NUM_ALPHA_H

#include <stddef.h>
#include <stdint.h>

#include "num/stat.h"

enum { ALPHA_MISSING = -1 };

struct alpha {
	double value;		 /* NaN when all values are equal, or no unit has two */
	struct interval between; /* NaN without draws, or when no draw has a value */
	size_t units;		 /* that have two values or more */
	size_t values;		 /* n: values in them */
	double agreement;	 /* share of pairs that are equal, chance not taken off */
};

/* values[unit * coders + coder]: any number from 0, the same number meaning the same code;
 * ALPHA_MISSING (or any negative) for none. The interval is the middle `confidence` of `draws`
 * alphas of units drawn with replacement, a function of the seed alone; draws in which all values
 * are equal have no alpha and are left out. draws 0: no interval. O(values log values + draws x
 * units x distinct values). */
struct alpha alpha_nominal(const int32_t *values, size_t coders, size_t units, uint64_t seed,
			   uint32_t draws, double confidence);

#endif
