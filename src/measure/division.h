/*
 * A proposed division of codes over regions: each code is led by a few regions, each region leads a
 * few codes, what regions have platforms for is kept, and every code that any region plans with a
 * score of at least so much is led by at least one. Of all such divisions the one of the largest
 * total score, found as a flow of least cost (successive shortest paths; Ahuja, Magnanti, Orlin
 * 1993, chapter 9).
 *
 * Scores are whole numbers, so totals are exact. Covering one more code goes before any score;
 * among equal totals that whose assignments stand earlier (least sum of places region x columns +
 * column) is taken, then the first found.
 *
 * By hand: scores A (5, 4), B (5, 1), one code each and one region a code: A takes the second and B
 * the first, 9, though A is as good at the first.
 *
 * A proposal from words in texts, no verdict on who ought to do what.
 */
#ifndef QIPAN_MEASURE_DIVISION_H
#define QIPAN_MEASURE_DIVISION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/job.h"
#include "base/status.h"

enum { DIVISION_NONE = -1, DIVISION_SCORE_MOST = 10000 };

struct division_input {
	size_t region_count, column_count;
	const int32_t *scores; /* region x column: 0..DIVISION_SCORE_MOST, or DIVISION_NONE: not
				  planned */
	const bool *kept;      /* region x column: assigned whatever the limits say */
	uint32_t leads;	       /* regions that may lead a column, 1 or more */
	uint32_t most;	       /* columns that a region may lead */
	int32_t least;	       /* a region with a smaller score is not given the column */
};

struct division {
	bool *assigned; /* region x column */
	int64_t total;	/* of the scores of all assignments; a kept one without score counts 0 */
	size_t assignments, kept;
	size_t planned, covered; /* columns that any region plans; of these, led: fewer where no
				    region's score is large enough */
};

/* In study. O(assignments x cells) in practice. LIMIT (LIKENESS_REGIONS, or so many cells that
 * totals would not be exact), CANCELLED. */
enum status division_make(struct job *job, struct arena *study, const struct division_input *input,
			  struct division *division, struct error *error) QIPAN_CHECKED;

/* How often two regions do the same: sum over columns of n (n - 1) / 2 for n regions a column. */
double division_pairs(const bool *assigned, size_t region_count, size_t column_count);

#endif
