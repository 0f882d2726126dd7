/*
 * Two sides compared, code by code: region against region, tier against tier.
 *
 * The share of a side is the mean over its regions of attention a_rc = N_rc / N_r, so that every
 * region of a side weighs the same, however long its text.
 *
 * Interval of the difference, at options->confidence:
 * - by bootstrap: of a side with several regions they are drawn first, with replacement, then the
 *   paragraphs of each; of a side with one region its paragraphs;
 * - region against region where either has fewer than 5 sentences with the code or without it:
 *   Newcombe 1998, method 10, which puts the two Wilson intervals together: d - sqrt((p1 - l1)^2 +
 *   (u2 - p2)^2) to d + sqrt((u1 - p1)^2 + (p2 - l2)^2).
 *
 * z: region against region the log-odds of M07, each side's sentences against the other's; with
 * several regions on a side the difference over the standard deviation of its draws (NaN without
 * draws). p is two-sided from z, adjusted over the columns (Benjamini, Hochberg 1995).
 */
#ifndef QIPAN_MEASURE_CONTRAST_H
#define QIPAN_MEASURE_CONTRAST_H

#include "measure/measure.h"
#include "num/stat.h"

struct contrast_side {
	double share;	    /* mean over the side's regions */
	uint32_t sentences; /* with the column, of all its regions */
	uint32_t named;	    /* regions that have it */
};

struct contrast_column {
	struct contrast_side side[2];
	double difference, low, high; /* first minus second */
	double z, p, p_adjusted;
	bool wilson; /* the interval is Newcombe's */
};

struct contrast {
	struct contrast_column *columns;
	size_t regions[2];     /* with a sentence in the frame */
	uint32_t sentences[2]; /* in the frame */
};

/* side[r] is 0, 1, or another number for a region that takes no part. STATUS_USAGE when a side has
 * no sentence. Memory in study; the same bytes on any number of threads. O(draws x (paragraphs +
 * codes)). */
enum status contrast_make(struct job *job, struct arena *study, const struct coded_corpus *corpus,
			  const uint32_t *side, const struct measure_options *options,
			  struct contrast *contrast, struct error *error) QIPAN_CHECKED;

/* Newcombe's interval of a difference of two shares. */
struct interval contrast_newcombe(double hits_1, double n_1, double hits_2, double n_2,
				  double confidence);

#endif
