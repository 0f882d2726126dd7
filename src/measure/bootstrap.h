/*
 * Intervals by resampling paragraphs (block bootstrap): sentences of a paragraph share a topic, and
 * list sentences carry 5 to 20 fields at once, so sentences are not independent (Benoit, Laver,
 * Mikhaylov 2009 for coded units; Kuensch 1989 for blocks). Inside each region its paragraphs are
 * drawn with replacement, options draws times; random numbers depend on (seed, region, draw), so
 * any number of threads gives the same bytes.
 */
#ifndef QIPAN_MEASURE_BOOTSTRAP_H
#define QIPAN_MEASURE_BOOTSTRAP_H

#include "measure/frame.h"
#include "measure/measure.h"

/* The statistic of one draw: counts of that draw in, one value per region x column out. */
typedef void bootstrap_statistic(const struct counts *draw, const struct measure_options *options,
				 double *values);

/* Fills low and high of result's findings from the draws. Memory is bounded: columns are taken in
 * groups. */
enum status bootstrap_intervals(struct job *job, struct arena *study,
				const struct coded_corpus *corpus,
				const struct measure_options *options,
				bootstrap_statistic *statistic, struct measure_result *result,
				struct error *error) QIPAN_CHECKED;

#endif
