/*
 * Intervals by resampling paragraphs (block bootstrap): sentences of a paragraph share a topic, and
 * list sentences carry 5 to 20 fields at once, so sentences are not independent and a formula that
 * takes them so is too sure of itself (Benoit, Laver, Mikhaylov 2009 for coded units; Kuensch 1989
 * for blocks; Efron, Tibshirani 1993 for the percentile interval).
 *
 * One draw: in every region, as many paragraphs as it has are drawn from them with replacement; the
 * formula is taken from the counts of what was drawn, the base from the same draw of all regions.
 * After options->draws draws the interval is the middle part of the values that holds
 * options->confidence of them. A draw in which the formula has no value is left out.
 *
 * Random numbers depend on (seed, region id, draw) and on the place of the paragraph in its region:
 * - any number of threads gives the same bytes;
 * - the order of columns and of regions does not matter;
 * - a region gets the same draws alone and among others, so its own shares keep their interval when
 *   regions come or go.
 * Regions must have ids of their own: two with the same id would be drawn in step.
 *
 * Cost: time O(draws x (paragraphs + codes)), twice that when the formula compares. Memory, beside
 * 12 bytes a code and 20 a paragraph: at most BOOTSTRAP_GROUP_BYTES for the base and as much for
 * each thread, plus 64 bytes a thread and paragraph of the largest region. Columns are taken in
 * groups that fit, and drawn again for each group: 1,000 regions x 100 columns x 2,000 draws is one
 * group.
 */
#ifndef QIPAN_MEASURE_BOOTSTRAP_H
#define QIPAN_MEASURE_BOOTSTRAP_H

#include "measure/formula.h"

enum { BOOTSTRAP_GROUP_BYTES = 16 << 20 };

/* Fills low and high of those findings whose cell (r * columns + c) is wanted; a bound that is not
 * finite becomes NaN. Draws 0 changes nothing. */
enum status bootstrap_intervals(struct job *job, const struct coded_corpus *corpus,
				const struct measure_options *options,
				const struct cell_formula *formula, const bool *wanted,
				struct finding *findings, struct error *error) QIPAN_CHECKED;

#endif
