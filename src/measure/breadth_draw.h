/*
 * M13 under resampling: what breadth, deep breadth and the effective number of regions would be had
 * the same authors written as many other paragraphs in the same manner. Paragraphs of every region
 * are drawn as bootstrap.h draws them; each draw gives the figure anew.
 *
 * A draw can lose the one sentence of a region and never gives one to a region that is silent, so
 * draws of a breadth lie below it: as for the other figures that noise pushes to one side, they are
 * moved onto the value (redraw_interval) and cut to 0..regions.
 */
#ifndef QIPAN_MEASURE_BREADTH_DRAW_H
#define QIPAN_MEASURE_BREADTH_DRAW_H

#include "measure/measure.h"

enum breadth_form { BREADTH_ONCE, BREADTH_DEEP, BREADTH_EFFECTIVE };

/* Fills low and high of the findings, one a column, that have a value and a sentence; n regions
 * have a sentence in the frame. With 0 draws nothing is filled. O(draws x (sentences + codes)). */
enum status breadth_intervals(struct job *job, const struct coded_corpus *corpus,
			      const struct measure_options *options, enum breadth_form form,
			      struct finding *findings, struct error *error) QIPAN_CHECKED;

#endif
