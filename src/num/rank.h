/*
 * Tests between groups of few units by ranks, with p-values that need no distribution: the labels
 * of the groups are dealt out again, all ways when they are few, else a fixed number of random
 * ways.
 *
 * group[i] is the group of value i, 0..groups-1. Values are finite: whoever calls leaves unknown
 * ones out first.
 */
#ifndef QIPAN_NUM_RANK_H
#define QIPAN_NUM_RANK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Ranks from 1 for the smallest; equal values share the mean of their ranks. O(n log n). */
void rank_values(const double *values, size_t count, double *ranks);

/* Kruskal and Wallis 1952, corrected for ties: how far the groups' mean ranks lie apart. 0 and up;
 * 0 when all values are equal. ranks as rank_values gives them. Groups without a value are left
 * out. O(n + groups); sums is room for 2 x groups numbers. epsilon squared = H / (n - 1) is the
 * effect size, 0..1 (Tomczak, Tomczak 2014). */
double rank_kruskal_wallis(const double *ranks, const uint32_t *group, size_t count, size_t groups,
			   double *sums);

/* Jonckheere 1954, Terpstra 1952: pairs of values from different groups in which the one of the
 * group with the lower number is larger, equal ones counting a half. Group 0 is the one that is
 * expected to be highest. O(n^2). */
double rank_jonckheere(const double *values, const uint32_t *group, size_t count);

/* Cliff 1993: P(a > b) - P(a < b) over all pairs, -1..1. NaN when one side is empty. */
double rank_cliff_delta(const double *a, size_t a_count, const double *b, size_t b_count);

/* A statistic of one dealing of labels. */
typedef double rank_statistic(void *context, const uint32_t *group);

struct rank_p {
	double p;	   /* share of dealings at least as large as the one observed */
	bool exact;	   /* all dealings were taken; else (1 + as large) / (1 + draws) */
	uint64_t dealings; /* taken */
};

enum { RANK_EXACT_DEALINGS = 20000 }; /* up to so many different dealings all are taken */

/* Number of different ways to deal the labels out, UINT64_MAX when it does not fit. */
uint64_t rank_dealings(const size_t *group_sizes, size_t groups);

/* One-sided p of a statistic under which large values speak against chance. Labels keep their
 * numbers. Random dealings depend on (seed, stream, number of the draw) only. draws 0 and too many
 * dealings: p is NaN. Statistics that differ by less than one part in 10^9 count as equal. */
struct rank_p rank_permutation_p(rank_statistic *statistic, void *context, const uint32_t *group,
				 size_t count, size_t groups, uint64_t seed, uint64_t stream,
				 uint32_t draws);

#endif
