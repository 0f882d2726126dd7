/*
 * One parameter at a time, down and up: what the best plan then costs and emits, and what moves.
 *
 * Builds are chosen anew each time. The rows are those that a planner's tables assume: all prices
 * together, those of the sites where most is spent, demand in all and by class, network, builds,
 * capacity, carbon factors, latency limits, and MW for an EFLOPS (with its own low and high).
 */
#ifndef QIPAN_ROUTE_SENSITIVITY_H
#define QIPAN_ROUTE_SENSITIVITY_H

#include "route/plan.h"

enum route_lever_kind {
	LEVER_PRICES,
	LEVER_PRICE, /* of one site */
	LEVER_DEMAND,
	LEVER_CLASS_DEMAND,
	LEVER_NETWORK,
	LEVER_BUILD_COSTS,
	LEVER_CAPACITY,
	LEVER_CARBON,
	LEVER_LIMIT, /* of a class */
	LEVER_DENSITY,
};

struct route_swing {
	double factor; /* of the parameter */
	bool exists;   /* false: no plan holds then (a cap, or a site that may be lost) */
	double cost;   /* CNY a year more than in the case given */
	double carbon; /* t a year more */
	double unmet;  /* MW more, mean */
	double moved;  /* MW that run at other sites: half of the changes of sites' use */
	bool *built;
};

struct route_lever {
	enum route_lever_kind kind;
	uint32_t of;	  /* site or class; ROUTE_NONE: all */
	bool assumed;	  /* some of it is assumed, or the tables do not say where it is from */
	double low, high; /* factors */
	struct route_swing swings[2]; /* at low, at high */
};

enum { LEVER_SITES = 12 }; /* whose prices have rows of their own: where most is spent */

/* The lever that moves the cost most comes first; in the arena. share: 0.2 for down and up by a
 * fifth. Two solves a lever. Errors: as route_solve, but a swing without a plan is an answer. */
enum status route_swing_all(struct job *job, struct arena *arena, const struct route_model *model,
			    const struct route_plan *plan, double share,
			    struct route_lever **levers, size_t *count,
			    struct error *error) QIPAN_CHECKED;

#endif
