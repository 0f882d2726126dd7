#include "route/mps.h"

#include <math.h>

#include "base/number.h"

static char kind_of(const struct lp *lp, size_t row)
{
	double low = lp->row_low[row], high = lp->row_high[row];
	if (low == high)
		return 'E';
	if (isfinite(high))
		return 'L';
	return isfinite(low) ? 'G' : 'N';
}

static void put(struct buffer *out, const char *section, const char *letter, size_t number,
		double value)
{
	buffer_printf(out, " %s %s%zu ", section, letter, number);
	number_append(out, value);
	buffer_append_byte(out, '\n');
}

static void append_rows(struct buffer *out, const struct lp *lp)
{
	buffer_append_string(out, "NAME route\nROWS\n N COST\n");
	for (size_t i = 0; i < lp->rows; i++)
		buffer_printf(out, " %c R%zu\n", kind_of(lp, i), i + 1);
}

static void append_column(struct buffer *out, const struct lp *lp, size_t j)
{
	buffer_printf(out, " C%zu COST ", j + 1);
	number_append(out, lp->cost[j]);
	buffer_append_byte(out, '\n');
	for (int e = lp->start[j]; e < lp->start[j + 1]; e++) {
		buffer_printf(out, " C%zu R%d ", j + 1, lp->index[e] + 1);
		number_append(out, lp->value[e]);
		buffer_append_byte(out, '\n');
	}
}

static void append_columns(struct buffer *out, const struct lp *lp)
{
	bool whole = false;
	buffer_append_string(out, "COLUMNS\n");
	for (size_t j = 0; j < lp->columns; j++) {
		if (lp->binary[j] != whole)
			buffer_printf(out, " M%zu 'MARKER' '%s'\n", j + 1,
				      whole ? "INTEND" : "INTORG");
		whole = lp->binary[j];
		append_column(out, lp, j);
	}
	if (whole)
		buffer_printf(out, " M0 'MARKER' 'INTEND'\n");
}

static void append_right_sides(struct buffer *out, const struct lp *lp)
{
	buffer_append_string(out, "RHS\n");
	for (size_t i = 0; i < lp->rows; i++) {
		double side = kind_of(lp, i) == 'G' ? lp->row_low[i] : lp->row_high[i];
		if (isfinite(side) && side != 0)
			put(out, "RHS", "R", i + 1, side);
	}
	buffer_append_string(out, "RANGES\n");
	for (size_t i = 0; i < lp->rows; i++)
		if (kind_of(lp, i) == 'L' && isfinite(lp->row_low[i]))
			put(out, "RNG", "R", i + 1, lp->row_high[i] - lp->row_low[i]);
}

static void append_bounds(struct buffer *out, const struct lp *lp)
{
	buffer_append_string(out, "BOUNDS\n");
	for (size_t j = 0; j < lp->columns; j++) {
		if (lp->low[j] == lp->high[j]) {
			put(out, "FX BND", "C", j + 1, lp->low[j]);
			continue;
		}
		if (lp->low[j] != 0)
			put(out, "LO BND", "C", j + 1, lp->low[j]);
		if (isfinite(lp->high[j]))
			put(out, "UP BND", "C", j + 1, lp->high[j]);
	}
	buffer_append_string(out, "ENDATA\n");
}

void lp_append_mps(struct buffer *out, const struct lp *lp)
{
	append_rows(out, lp);
	append_columns(out, lp);
	append_right_sides(out, lp);
	append_bounds(out, lp);
}
