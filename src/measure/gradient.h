/*
 * Differences between tiers of regions (east, central, west, northeast, or the user's own): M16 to
 * M18. The unit is the region, never the sentence: 31 regions are 31 observations.
 *
 * For every column, with x_r = a measure's value of region r (attention or hits per 10,000
 * characters):
 * - M16 contrast: medians by tier, Kruskal-Wallis H over all tiers, epsilon squared = H / (n - 1),
 *   p by dealing the tiers out again;
 * - M17 order: Jonckheere-Terpstra J for an order of tiers that was stated before looking, tiers
 *   outside it left out; two-sided p: twice that of the side on which J lies;
 * - M18 gap: ln(median of the first tier + e) - ln(median of the last tier + e) with half a count
 * e, interval by a two-stage bootstrap: regions of each tier, then paragraphs of each;
 * - Cliff's delta of the first against the last tier of the order;
 * - how far epsilon squared and delta move when any one region is left out;
 * - exceptions: which regions break the pattern of the medians.
 * p-values are adjusted over the columns (Benjamini, Hochberg 1995).
 */
#ifndef QIPAN_MEASURE_GRADIENT_H
#define QIPAN_MEASURE_GRADIENT_H

#include "measure/measure.h"
#include "num/rank.h"
#include "num/stat.h"

enum { GRADIENT_TIERS = 32 };

/* The tiers of a corpus. order[0..ordered-1]: expected from highest to lowest; the other tiers that
 * occur follow, "apart". */
struct tier_order {
	struct slice names[GRADIENT_TIERS];
	size_t regions[GRADIENT_TIERS]; /* with a sentence in the frame */
	size_t count, ordered;
};

struct gradient_exception {
	size_t region;
	bool above; /* at or above the highest median though of another tier; else a region of the
		       tier with the highest median at or below the lowest median */
};

struct gradient_column {
	double median[GRADIENT_TIERS];
	double pooled[GRADIENT_TIERS];	/* all text of the tier taken as one */
	double contrast, effect;	/* H, epsilon squared */
	double effect_low, effect_high; /* range when one region is left out */
	double contrast_p, contrast_p_adjusted;
	double ordered, ordered_most;	      /* J and the largest it can be without ties */
	double ordered_p, ordered_p_adjusted; /* two-sided */
	double delta, delta_low, delta_high;  /* Cliff's; range when one region is left out */
	double gap, gap_low, gap_high;	      /* M18; NaN without an order of two tiers */
	size_t highest,
		lowest; /* ordered tiers with highest and lowest median; equal: no pattern */
	const struct gradient_exception *exceptions;
	size_t exception_count;
};

struct gradient {
	const struct coded_corpus *corpus;
	struct tier_order tiers;
	struct measure_result values; /* x_r */
	struct gradient_column *columns;
	size_t region_count; /* that have a value and a tier */
};

/* Reads "east,central,west" against the tiers of the corpus. Empty words: no order, all tiers
 * apart. STATUS_USAGE for a tier that does not occur or occurs twice, STATUS_LIMIT for more than
 * GRADIENT_TIERS. Names point into the corpus. */
enum status tier_order_make(const struct coded_corpus *corpus, struct slice words,
			    struct tier_order *tiers, struct error *error) QIPAN_CHECKED;

/* measure is "attention" or "per_10000" (STATUS_USAGE otherwise). options->draws bootstrap draws of
 * the gap; permutations random dealings. All memory in study. The same bytes on any number of
 * threads: random streams belong to columns. O(columns x permutations x n^2). */
enum status gradient_make(struct job *job, struct arena *study, const struct coded_corpus *corpus,
			  const struct tier_order *tiers, struct slice measure,
			  const struct measure_options *options, uint32_t permutations,
			  struct gradient *gradient, struct error *error) QIPAN_CHECKED;

/* The smallest two-sided p that a comparison of so few regions with so many can give:
 * 2 / C(few + many, few), at most 1. A tier of 3 against 10: 0.006993. */
double gradient_least_p(size_t few, size_t many);

#endif
