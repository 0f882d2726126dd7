/*
 * Counts of regions x columns, as they are and as chance could have made them. What needs more than
 * one cell at a time (likeness, concentration, relatedness) takes its value from the counts as they
 * are, its interval from paragraphs drawn again, and its null from sentences dealt out again.
 *
 * A row is a region with at least one coded sentence; the others have no vector and are left out.
 *
 * - redraw_paragraphs: as many paragraphs as the region has, drawn from its own with replacement;
 *   the same draws as bootstrap.h makes.
 * - redraw_deal: all coded sentences, with all their codes, are dealt out over the regions, each of
 *   which gets as many as it had. What is left of a difference then is due to small numbers alone:
 *   all regions draw from one common list.
 * - the same with whole paragraphs, each region getting as many coded ones as it had. A paragraph
 *   keeps to a topic, so regions made like this differ more than regions made of sentences.
 */
#ifndef QIPAN_MEASURE_REDRAW_H
#define QIPAN_MEASURE_REDRAW_H

#include "measure/measure.h"
#include "num/stat.h"

enum redraw_unit { REDRAW_SENTENCES, REDRAW_PARAGRAPHS };

struct redraw {
	const struct coded_corpus *corpus;
	size_t rows, columns;
	size_t *region;	     /* by row: index in corpus */
	size_t coded;	     /* sentences with a code */
	uint32_t *passage;   /* by coded sentence: index in corpus->passages */
	size_t *row_start;   /* rows + 1: coded sentences of a row */
	size_t *row_sheets;  /* rows + 1: paragraphs of a row */
	size_t *sheet_start; /* by paragraph, + 1: its coded sentences */
	size_t *full;	     /* paragraphs with a coded sentence */
	size_t *row_full;    /* rows + 1: those of a row */
};

/* Arrays in study. O(passages). */
void redraw_make(struct arena *study, const struct coded_corpus *corpus, struct redraw *redraw);

/* counts[row * columns + column] = sentences of the row with the column, overwritten. */
void redraw_observed(const struct redraw *redraw, double *counts);
void redraw_paragraphs(const struct redraw *redraw, uint64_t seed, uint32_t draw, double *counts);
/* room: redraw->coded numbers. */
void redraw_deal(const struct redraw *redraw, enum redraw_unit unit, uint64_t seed, uint32_t draw,
		 uint32_t *room, double *counts);

/* The middle part of the draws that holds `confidence` of them, moved so that their mean is the
 * value, and cut to low..high. For figures that noise pushes to one side (unlikeness,
 * concentration): a draw holds the noise twice, so draws lie beside the value instead of around it.
 * draws is reordered; none finite gives NaN. */
struct interval redraw_interval(double *draws, size_t count, double value, double confidence,
				double low, double high);

#endif
