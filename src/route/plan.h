/*
 * The plan: who serves whom, and which builds are worth their cost.
 *
 * Lexicographic: first the least unmet demand, weighted by each class's shed cost; with that kept,
 * the least cost of electricity, network and builds; with that kept, the least carbon; then the
 * shortest ways, then names in byte order. Unmet demand is a variable, so that every input has
 * a plan. A pair that latency or a rule forbids has no variable.
 *
 * Builds are chosen by branch and bound to proven optimality, then fixed, and the linear program is
 * solved again: prices are of that last one, "with builds as chosen". A plan is made only if its
 * certificate holds (lp.h).
 */
#ifndef QIPAN_ROUTE_PLAN_H
#define QIPAN_ROUTE_PLAN_H

#include "base/job.h"
#include "base/status.h"
#include "route/lp.h"
#include "route/program.h"

enum route_proof {
	PROOF_OPTIMAL, /* builds and flows are proven optimal */
	PROOF_STOPPED, /* the search for builds stopped at LIMIT_ROUTE_NODES; gap says how far */
};

struct route_plan {
	double *flow;  /* (region x class) x site, mean MW */
	double *gap;   /* the same: CNY a MWh more than the site chosen, room paid at its price;
			* NaN: not allowed */
	double *unmet; /* region x class, mean MW */
	double *need_price; /* region x class: CNY for one more MWh of demand */
	double *used;	    /* site x hour, MW */
	double *room;	    /* of sites: capacity with what is built, MW */
	double *room_price; /* site x hour: CNY a year that one more MW in that hour would save */
	bool *built;
	double demand_mwh, unmet_mwh, carbon_t;	      /* a year */
	double unmet_cost;			      /* weighted by shed cost, CNY a year */
	double energy_cost, network_cost, build_cost; /* CNY a year */
	double carbon_price; /* CNY a t at the cap, builds as chosen; 0 without one */
	bool full;	     /* the form that was used */
	bool full_needed;    /* the compact form would have left demand unmet, so full was taken */
	size_t columns, rows;
	enum route_proof proof;
	double proof_gap; /* relative, when the search stopped */
	struct lp_certificate certificate;
	bool ties_broken;
};

struct route_options {
	bool full;
	const uint8_t *force;	       /* an enum route_force for each build; NULL: all free */
	int most_nodes;		       /* of a search for builds; 0: LIMIT_ROUTE_NODES */
	const struct route_cuts *cuts; /* loss.h; NULL: none. route_solve finds its own */
};

static inline double route_total(const struct route_plan *plan)
{
	return plan->energy_cost + plan->network_cost + plan->build_cost;
}

/* Errors: SOLVE (builds that exclude each other were forced, a cap below 0, or a certificate that
 * fails), LIMIT (ROUTE_COLUMNS), CANCELLED. Memory: the arena. */
enum status route_solve(struct job *job, struct arena *arena, const struct route_model *model,
			const struct route_options *options, struct route_plan *plan,
			struct error *error) QIPAN_CHECKED;

/* The two plans a planner compares with. All local: every region at its nearest site only, nothing
 * built. As announced: all planned builds, no candidates. */
enum status route_solve_local(struct job *job, struct arena *arena, const struct route_model *model,
			      struct route_plan *plan, struct error *error) QIPAN_CHECKED;
enum status route_solve_announced(struct job *job, struct arena *arena,
				  const struct route_model *model, bool full,
				  struct route_plan *plan, struct error *error) QIPAN_CHECKED;

/* The site with the least RTT to the region, of equals the one whose name comes first; ROUTE_NONE
 * without a pair. */
uint32_t route_nearest_site(const struct route_model *model, size_t region);

#endif
