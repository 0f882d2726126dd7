/*
 * An answer as a grid, regions by codes, for reading at a glance (grid_draw.c draws it).
 *
 * The model: rows in the answer's order, brought together by group; columns by the median of their
 * values, highest first (equal medians: by sum, then the answer's order), so that what all regions
 * write stands left and what few write stands right; or as the answer gives them, if it says so.
 * Three states of absence stay apart: ?   no document            ·  read, no hit (or a value of 0)
 *   4~  value of a partial text     –  read, but the formula has no value
 * A pair of row and column that the answer does not hold is left blank.
 *
 * Below the grid: the median over rows with a value, and in how many it is above 0.
 */
#ifndef QIPAN_VIEW_GRID_H
#define QIPAN_VIEW_GRID_H

#include "base/arena.h"
#include "base/buffer.h"
#include "corpus/answer.h"
#include "view/render.h"
#include "view/shade.h"

enum grid_state {
	GRID_BLANK, /* not in the answer */
	GRID_NO_DOCUMENT,
	GRID_NO_VALUE,
	GRID_PARTIAL,
	GRID_VALUE,
};

struct grid_cell {
	enum grid_state state;
	double value; /* GRID_PARTIAL, GRID_VALUE; shares in percent */
	bool silent;  /* 0 because nothing was found, not because the figure came out as 0 */
};

struct grid_row {
	struct slice name, group;
};

struct grid_column {
	struct slice name, label;
	double median, sum; /* NaN without a document */
	size_t known, hits; /* rows with a value, with one above 0 */
	size_t place;	    /* in the answer */
};

struct grid {
	struct grid_row *rows;
	size_t row_count;
	struct grid_column *columns; /* as drawn */
	size_t column_count;
	struct grid_cell *cells; /* row_count x columns by place */
	struct shades shades;
	double largest; /* absolute */
	bool is_share, is_whole, any_partial, any_no_document, any_zero, any_no_value,
		columns_as_given;
};

enum { GRID_CELLS_MOST = 1000000 }; /* nobody reads a larger one */

/* Whether the answer names a grid whose columns it has. */
bool grid_wanted(const struct answer *answer);
/* In scratch; needs grid_wanted; NULL with more than GRID_CELLS_MOST cells. O(rows of the answer +
 * cells log cells). */
struct grid *grid_make(struct arena *scratch, const struct answer *answer);
const struct grid_cell *grid_cell(const struct grid *grid, size_t row, size_t column);

/* The whole grid with its legend, in as many bands of columns as the width asks for. Headings of a
 * few Han characters are written downwards; longer ones are numbers, explained below their band. */
void grid_append(struct buffer *out, const struct grid *grid, const struct render_style *style);

#endif
