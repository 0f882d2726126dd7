/*
 * Small statistics on arrays of double. NaN in gives NaN out. Sums run in index order.
 */
#ifndef QIPAN_NUM_STAT_H
#define QIPAN_NUM_STAT_H

#include <stddef.h>
#include <stdint.h>

struct interval {
	double low, high;
};

/* Wilson score interval of a share of hits out of n at the given confidence (0.95); n = 0 gives
 * NaN. Wilson 1927. stat_wilson(6, 120, 0.95) = [0.023114, 0.104803]. */
struct interval stat_wilson(double hits, double n, double confidence);
/* Quantile of sorted values by linear interpolation (type 7, Hyndman and Fan 1996); count 0 gives
 * NaN. */
double stat_quantile_sorted(const double *sorted, size_t count, double probability);
/* Sorts values in place (NaN last, then left out) and gives the percentile interval. */
struct interval stat_percentile_interval(double *values, size_t count, double confidence);
double stat_median(double *values, size_t count); /* sorts */
/* Inverse of the normal distribution function, |error| < 1e-9 (Wichura 1988, AS 241). */
double stat_normal_quantile(double probability);
double stat_normal_tail(double z); /* P(Z > z) */
/* Benjamini and Hochberg 1995: adjusted p-values, same order as p. */
void stat_adjust_bh(const double *p, size_t count, double *adjusted);

#endif
