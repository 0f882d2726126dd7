/*
 * A linear program, minimised, of which some columns may be 0 or 1 only; and the certificate that
 * every answer must pass before it is shown.
 *
 * Columns are made one after another, each with its entries; rows before them. Infinite bounds are
 * HUGE_VAL. The arrays are malloced and grow; lp_release gives them back.
 */
#ifndef QIPAN_ROUTE_LP_H
#define QIPAN_ROUTE_LP_H

#include <stdbool.h>
#include <stddef.h>

struct lp {
	size_t columns, rows, entries;
	double *cost, *low, *high; /* of columns */
	bool *binary;
	double *row_low, *row_high;
	int *start, *index; /* entries of column j: start[j] .. start[j + 1] */
	double *value;
	struct {
		size_t cost, low, high, binary, row_low, row_high, start, index, value;
	} room;
};

void lp_init(struct lp *lp);
void lp_release(struct lp *lp);
int lp_row(struct lp *lp, double low, double high);
int lp_column(struct lp *lp, double low, double high, double cost, bool binary);
/* Of the newest column, each row at most once. An entry of 0 is left out. */
void lp_entry(struct lp *lp, int row, double value);

/* How far an answer is from proven. Each is relative to the size of what it compares. */
struct lp_certificate {
	double primal;	  /* the largest violation of a row or bound */
	double dual;	  /* the largest price of the wrong sign */
	double gap;	  /* between the two objectives */
	double objective; /* the primal one, summed in column order */
};
#define LP_TOLERANCE 1e-6

/* Feasible, dual feasible, equal objectives: together they prove that x is optimal (weak duality),
 * whoever made it. dual: of rows, the change of the objective by one more unit on the right;
 * reduced: gets cost - dual x entries, of columns; activity: gets the rows' values. O(entries). */
struct lp_certificate lp_certify(const struct lp *lp, const double *x, const double *dual,
				 double *reduced, double *activity);
bool lp_holds(const struct lp_certificate *certificate);

#endif
