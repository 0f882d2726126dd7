/*
 * How a measure of region x column cells is written: as one formula of two ratios. The region's
 * ratio is what is counted for the column out of the region's total; the base's ratio is the same
 * over the regions it is compared with. The formula gives the value as read, the value of every
 * bootstrap draw, and the ends of the Wilson interval, so the three cannot drift apart.
 *
 * What follows from it for all measures alike:
 * - states: no document, nothing admitted (undefined), partial text, no hit, few (fewer than
 *   MEASURE_FEW passages), value; the first that holds is the state;
 * - the interval: by bootstrap over paragraphs where the cell can bear it, else Wilson's.
 */
#ifndef QIPAN_MEASURE_FORMULA_H
#define QIPAN_MEASURE_FORMULA_H

#include <stdbool.h>

#include "measure/frame.h"
#include "measure/measure.h"

/* A cell with fewer passages with the column, or fewer passages without it, or a region with fewer
 * paragraphs, cannot bear the bootstrap: there would be too few different draws, and none beyond
 * what was seen (a region that names a field in all of its 3 passages would get [1, 1]). */
enum { MEASURE_FEW = 5 };

struct ratio {
	double count, total;
};

/* What a passage adds to the count of each column it holds. */
enum counted {
	COUNT_PASSAGES, /* 1 */
	COUNT_HITS,	/* its hits */
	COUNT_FOCUS,	/* 1/k, k = number of its columns */
};

/* What a passage adds to the total of its region. */
enum total {
	TOTAL_PASSAGES,	  /* 1 */
	TOTAL_CHARACTERS, /* its characters */
};

/* Which regions the base holds. Only regions with a document have passages, so others never
 * matter. */
enum base {
	BASE_ALL,  /* all regions, this one too */
	BASE_REST, /* all but this one */
};

/* NaN or infinity: the formula has no value here. base.total may be 0 (BASE_REST of one region);
 * region.total is above 0. */
typedef double cell_value(struct ratio region, struct ratio base,
			  const struct measure_options *options);

struct cell_formula {
	enum counted counted;
	enum total total;
	enum base base;
	bool compares;	/* the value depends on the base; else base is only the baseline */
	bool intervals; /* false: no interval has a meaning (a test statistic) */
	cell_value *value;
};

/* Fills result with one finding a cell: value, low, high; numerator and denominator = the region's
 * ratio; baseline = the base's share (count / total); n = passages with the column. The findings
 * live in study. STATUS_USAGE or STATUS_LIMIT for options out of range, STATUS_CANCELLED.
 * Cost: see bootstrap.h. */
enum status cells_measure(struct job *job, struct arena *study, const struct coded_corpus *corpus,
			  const struct measure_options *options, const struct cell_formula *formula,
			  struct measure_result *result, struct error *error) QIPAN_CHECKED;

/* The passages of a region that are counted. */
typedef uint32_t region_count(const struct counts *counts, size_t region);

/* One finding a region: the share of its passages that are counted, Wilson interval, baseline = the
 * same share over all regions, n = the passages counted. */
enum status shares_measure(struct arena *study, const struct coded_corpus *corpus,
			   const struct measure_options *options, region_count *counted,
			   struct measure_result *result, struct error *error) QIPAN_CHECKED;

/* STATUS_USAGE or STATUS_LIMIT when an option is out of range or the matrix has more than
 * LIMIT_MEASURE_CELLS cells. Every measure calls it first (cells_measure and shares_measure do). */
enum status measure_check(const struct coded_corpus *corpus, const struct measure_options *options,
			  struct error *error) QIPAN_CHECKED;

/* The first that holds: no document, undefined (nothing admitted, or the value is not finite),
 * partial, zero, few, value. */
enum finding_state finding_state_of(enum coverage coverage, double denominator, double value,
				    uint32_t n);

#endif
