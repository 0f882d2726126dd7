/*
 * How the cells of one column are written for people: chosen once from all of its rows, so that the
 * digits line up and say no more than they know.
 *
 *   share      percent, one digit after the point (two when all are below 1 %): "4.2 %"
 *   integer    grouped by commas from 10,000 on
 *   real       logarithms (name or unit begins with "log"): two digits; probabilities (p, q, *_p,
 *              *_q): three, or "<0.001"; whole numbers: none; others by the largest value: four
 *              significant digits or so; where rows have units of their own (a column "unit") and
 * the largest would cost the others their digits, each by itself flag       yes, no          null
 * –          ids   their count
 */
#ifndef QIPAN_VIEW_FIGURE_H
#define QIPAN_VIEW_FIGURE_H

#include "base/buffer.h"
#include "corpus/answer.h"
#include "view/render.h"

struct figure {
	const struct answer_column *column;
	bool is_number; /* right-aligned */
	bool is_share, is_probability;
	unsigned decimals;
	bool by_row;	 /* decimals are each value's own */
	double largest;	 /* absolute value over all rows, 0 without numbers */
	double full_bar; /* the value of a whole bar: 1, 2 or 5 times a power of ten; 0: no bar */
};

struct figure figure_choose(const struct answer *answer, size_t column);
/* One line; text is made visible. */
void figure_append(struct buffer *out, const struct figure *figure, const struct cell *cell,
		   const struct render_style *style);
void figure_append_number(struct buffer *out, const struct figure *figure, double value);
/* X_low and X_high are the interval of X when all three are columns. */
bool figure_find_interval(const struct answer *answer, size_t column, size_t *low, size_t *high);
/* Whether the column is X_low or X_high of such an X, and so is drawn behind it. */
bool figure_is_interval_end(const struct answer *answer, size_t column);
/* "[3.1, 5.6]" of the row, in the figure's digits (shares in percent); nothing without both ends.
 */
void figure_append_interval(struct buffer *out, const struct figure *figure,
			    const struct answer *answer, size_t row, size_t column);
/* A bar of eighth blocks, padded to columns. */
void figure_append_bar(struct buffer *out, const struct figure *figure, double value,
		       unsigned columns);

#endif
