#include "route/lp.h"

#include <math.h>
#include <stdlib.h>

#include "base/arena.h"

#define ROOM(field, needed)                                                                        \
	(lp->field = memory_grow(lp->field, &lp->room.field, (needed), sizeof *lp->field))

void lp_init(struct lp *lp)
{
	*lp = (struct lp){0};
	ROOM(start, 2);
	lp->start[0] = 0;
}

void lp_release(struct lp *lp)
{
	void *all[] = {lp->cost,     lp->low,	lp->high,  lp->binary, lp->row_low,
		       lp->row_high, lp->start, lp->index, lp->value};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		free(all[i]);
	*lp = (struct lp){0};
}

int lp_row(struct lp *lp, double low, double high)
{
	ROOM(row_low, lp->rows + 1);
	ROOM(row_high, lp->rows + 1);
	lp->row_low[lp->rows] = low;
	lp->row_high[lp->rows] = high;
	return (int)lp->rows++;
}

int lp_column(struct lp *lp, double low, double high, double cost, bool binary)
{
	ROOM(cost, lp->columns + 1);
	ROOM(low, lp->columns + 1);
	ROOM(high, lp->columns + 1);
	ROOM(binary, lp->columns + 1);
	ROOM(start, lp->columns + 2);
	lp->cost[lp->columns] = cost;
	lp->low[lp->columns] = low;
	lp->high[lp->columns] = high;
	lp->binary[lp->columns] = binary;
	lp->start[lp->columns + 1] = (int)lp->entries;
	return (int)lp->columns++;
}

void lp_entry(struct lp *lp, int row, double value)
{
	if (value == 0)
		return;
	ROOM(index, lp->entries + 1);
	ROOM(value, lp->entries + 1);
	lp->index[lp->entries] = row;
	lp->value[lp->entries] = value;
	lp->start[lp->columns] = (int)++lp->entries;
}

static double beyond(double value, double low, double high)
{
	return fmax(0, fmax(low - value, value - high)) / (1 + fabs(value));
}

/* What a bound is worth at this price: the side that the price's sign asks for. An infinite side is
 * a violation of the size of the price. */
static double worth(double price, double low, double high, double *violation)
{
	double bound = price > 0 ? low : high;
	if (price == 0)
		return 0;
	if (isfinite(bound))
		return price * bound;
	*violation = fmax(*violation, fabs(price));
	return 0;
}

struct lp_certificate lp_certify(const struct lp *lp, const double *x, const double *dual,
				 double *reduced, double *activity)
{
	struct lp_certificate found = {0};
	double largest = 0, other = 0, violation = 0, turnover = 0;
	for (size_t i = 0; i < lp->rows; i++)
		activity[i] = 0;
	for (size_t j = 0; j < lp->columns; j++) {
		largest = fmax(largest, fabs(lp->cost[j]));
		found.objective += lp->cost[j] * x[j];
		turnover += fabs(lp->cost[j] * x[j]);
		reduced[j] = lp->cost[j];
		found.primal = fmax(found.primal, beyond(x[j], lp->low[j], lp->high[j]));
		for (int e = lp->start[j]; e < lp->start[j + 1]; e++) {
			activity[lp->index[e]] += lp->value[e] * x[j];
			reduced[j] -= lp->value[e] * dual[lp->index[e]];
		}
	}
	for (size_t i = 0; i < lp->rows; i++) {
		found.primal =
			fmax(found.primal, beyond(activity[i], lp->row_low[i], lp->row_high[i]));
		other += worth(dual[i], lp->row_low[i], lp->row_high[i], &violation);
	}
	for (size_t j = 0; j < lp->columns; j++)
		other += worth(reduced[j], lp->low[j], lp->high[j], &violation);
	found.dual = violation / (1 + largest);
	found.gap = fabs(found.objective - other) / (1 + turnover);
	return found;
}

bool lp_holds(const struct lp_certificate *certificate)
{
	return certificate->primal <= LP_TOLERANCE && certificate->dual <= LP_TOLERANCE &&
	       certificate->gap <= LP_TOLERANCE;
}
