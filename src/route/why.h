/*
 * Why a class of a region runs where it runs: the site chosen, the runner-up and how much more it
 * would cost, and what keeps the work from a site that looks cheaper.
 */
#ifndef QIPAN_ROUTE_WHY_H
#define QIPAN_ROUTE_WHY_H

#include "route/plan.h"

enum route_obstacle {
	OBSTACLE_NONE,	    /* no site is cheaper by electricity and network */
	OBSTACLE_LATENCY,   /* beyond the class's limit */
	OBSTACLE_FORBIDDEN, /* a rule */
	OBSTACLE_RESIDENCY, /* a rule allows other sites only */
	OBSTACLE_NOTHING,   /* no capacity there, and none is built */
	OBSTACLE_FULL,	    /* its room is worth more to others */
	OBSTACLE_CARBON,    /* the carbon cap */
	OBSTACLE_OTHER,	    /* a pool or a line is full, or it serves a part already */
};

struct route_why {
	uint32_t site;	     /* where most of it runs; ROUTE_NONE: nowhere */
	double megawatts;    /* mean, there */
	double unit_cost;    /* CNY a MWh there: electricity and network */
	uint32_t runner_up;  /* ROUTE_NONE: no other site is allowed and has room */
	double gap;	     /* CNY a MWh more there, room paid at its price */
	uint32_t cheaper;    /* cheapest by electricity and network alone, if cheaper than site */
	double cheaper_cost; /* CNY a MWh */
	enum route_obstacle obstacle;
	double room_price; /* of that site, CNY a MWh of its room */
};

/* O(sites). */
struct route_why route_explain(const struct route_model *model, const struct route_plan *plan,
			       size_t region, size_t class);
/* CNY a year that one more MW at the site would save: over all hours, builds as chosen. */
double route_more_room(const struct route_model *model, const struct route_plan *plan, size_t site);
/* Hours of the tables in which the site is full; mean, least and most MW used. */
struct route_use {
	size_t full_hours;
	double mean, least, most;
};
struct route_use route_use_of(const struct route_model *model, const struct route_plan *plan,
			      size_t site);
/* Mean one-way ms of the class's served work; NaN when none is served. */
double route_mean_latency(const struct route_model *model, const struct route_plan *plan,
			  size_t class);

#endif
