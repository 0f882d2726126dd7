/*
 * Small statistics on arrays of double. NaN in a parameter gives NaN out; NaN in an array is said
 * to be left out where it is. Sums run in index order, so that results repeat to the last bit.
 */
#ifndef QIPAN_NUM_STAT_H
#define QIPAN_NUM_STAT_H

#include <stddef.h>
#include <stdint.h>

struct interval {
	double low, high;
};

/* Wilson score interval (Wilson 1927) of a share of `hits` out of `n` independent trials at the
 * given confidence (0.95): the shares p for which hits / n lies within z standard errors sqrt(p (1
 * - p) / n) of p. Good for small n and for shares near 0 and 1, where it stays inside 0..1 and is
 * never empty: 0 of 120 gives [0, 0.031]. hits need not be whole. NaN if n is not above 0, hits is
 * outside 0..n, or confidence is outside 0..1 (ends left out).
 * stat_wilson(6, 120, 0.95) = [0.023114, 0.104803]. */
struct interval stat_wilson(double hits, double n, double confidence);

/* Quantile of ascending values without NaN, by linear interpolation between the two values around
 * position (count - 1) x probability (type 7 of Hyndman and Fan 1996; the default of R and numpy).
 * Probability is cut to 0..1. count 0 gives NaN. */
double stat_quantile_sorted(const double *sorted, size_t count, double probability);

/* The middle part of the values that holds `confidence` of them: quantiles (1 - confidence) / 2 and
 * (1 + confidence) / 2, type 7. NaN values are left out; none left gives NaN. Reorders values.
 * O(count) in the mean, never worse than sorting. */
struct interval stat_percentile_interval(double *values, size_t count, double confidence);

/* The middle value, or the mean of the two middle ones; NaN values are left out, none left gives
 * NaN. Reorders values. */
double stat_median(double *values, size_t count);

/* x with P(Z < x) = probability for a standard normal Z (Wichura 1988, AS 241, relative error about
 * 1e-16). 0 gives -inf, 1 gives inf, outside gives NaN. */
double stat_normal_quantile(double probability);
/* P(Z > z), exact in the far tail too: stat_normal_tail(10) = 7.6e-24. */
double stat_normal_tail(double z);

/* P(X > x) for a chi-square variable X of `freedom` degrees of freedom, by the finite sums for
 * whole degrees (Abramowitz and Stegun 1964, 26.4.4 and 26.4.5). x <= 0 gives 1; freedom 0 or NaN
 * gives NaN. stat_chi_square_tail(3.841459, 1) = 0.05. O(freedom). */
double stat_chi_square_tail(double x, unsigned freedom);

/* Adjusted p-values of Benjamini and Hochberg 1995, in the order of p: the smallest false discovery
 * rate at which each would still be called. adjusted >= p, <= 1, and keeps the order of p. A NaN
 * stays NaN and is no member of the family. adjusted may be p. O(count log count). */
void stat_adjust_bh(const double *p, size_t count, double *adjusted);

#endif
