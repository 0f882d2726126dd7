/*
 * How far a price of room holds.
 *
 * The dual of a full site is a slope of the least cost at one point, and one-sided where the plan
 * is degenerate. Least cost is convex and piecewise linear in a site's room, so a few solves find
 * the piece exactly: the lines at two ends meet at or before the next corner.
 */
#ifndef QIPAN_ROUTE_RANGE_H
#define QIPAN_ROUTE_RANGE_H

#include "route/plan.h"

struct route_range {
	bool known;	 /* false: the site has room left, and more of it saves nothing */
	double price;	 /* CNY a year that the next MW saves, really: solved again */
	double more;	 /* up to so many MW more each saves that; infinity: any number */
	double before;	 /* CNY a year that the last MW of today's room saves */
	double less;	 /* and so does each of so many MW of it */
	double one_more; /* CNY a year that exactly one more MW saves: the check */
};

/* Ranges of all sites, builds as chosen, unmet demand as in the plan; in the arena. A few solves
 * for each full site, each from the basis of the last. Errors: as route_solve. */
enum status route_price_ranges(struct job *job, struct arena *arena,
			       const struct route_model *model, const struct route_plan *plan,
			       struct route_range **ranges, struct error *error) QIPAN_CHECKED;

#endif
