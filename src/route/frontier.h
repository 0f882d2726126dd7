/*
 * Cost against carbon: the cheapest plan under each of some caps, from the carbon of the cheapest
 * plan of all down to the least that serves as much.
 *
 * With builds the frontier is not convex and the price of carbon not monotone: another build may
 * enter. The price is printed "builds as chosen".
 */
#ifndef QIPAN_ROUTE_FRONTIER_H
#define QIPAN_ROUTE_FRONTIER_H

#include "route/plan.h"

struct route_point {
	struct route_plan plan;
	double cap; /* t a year */
	bool knee;  /* farthest below the straight line between both ends */
};

enum { FRONTIER_POINTS_LEAST = 2, FRONTIER_POINTS_MOST = 40 };

/* count points, most carbon first; each solve starts from the basis of the one before. A model
 * whose cheapest plan is also its cleanest has one point: *made says how many there are. Errors: as
 * route_solve. */
enum status route_frontier(struct job *job, struct arena *arena, const struct route_model *model,
			   const struct route_options *options, size_t count,
			   struct route_point **points, size_t *made,
			   struct error *error) QIPAN_CHECKED;

#endif
