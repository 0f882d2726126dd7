/*
 * A site fails: does the rest still serve?
 *
 * Judged with builds as chosen and nothing of the site left. Work of classes with a latency limit
 * must be served at once and goes first by its shed cost; work without a limit can wait and is
 * only counted. Carbon caps and budgets do not hold in that hour.
 *
 * A model with `survive` above 0 asks for a plan in which, whichever single site is lost, that
 * share of the work with a latency limit is still served. Builds are searched with what earlier
 * searches lacked: each site whose loss leaves too much unmet gives a row over builds (a Benders
 * cut: least unmet is convex in the rooms, so its duals bound it from below for all sets of
 * builds), until no loss does. So the set is the cheapest of all that hold.
 */
#ifndef QIPAN_ROUTE_LOSS_H
#define QIPAN_ROUTE_LOSS_H

#include "route/plan.h"

struct route_loss {
	double used;	    /* MW that ran there, mean */
	double unmet;	    /* MW of all work that the rest leaves, mean */
	double unmet_least; /* of classes with a latency limit, when the site's loss alone counts */
	double kept;	    /* share of their demand that is served; 1 when there is none */
	double extra_cost;  /* CNY a year, if it stayed so: of what is served, builds aside */
	struct route_plan plan;
};

/* Each site out in turn; losses of all sites in the arena. One solve a site. Errors: as
 * route_solve. */
enum status route_lose_each(struct job *job, struct arena *arena, const struct route_model *model,
			    const struct route_plan *plan, struct route_loss **losses,
			    struct error *error) QIPAN_CHECKED;

/* Rows that keep builds from sets which a loss would break: sum of coefficient x built <= most. */
struct route_cuts {
	double **coefficients; /* of cuts; of builds */
	double *most;
	size_t count, capacity;
};

/* Adds a cut for each site whose loss this plan does not survive; *added says how many. */
enum status route_find_cuts(struct job *job, struct arena *arena, const struct route_model *model,
			    const struct route_plan *plan, struct route_cuts *cuts, size_t *added,
			    struct error *error) QIPAN_CHECKED;

/* SOLVE, with the site whose loss is worst when everything is built, and the share that is kept. */
enum status route_cannot_survive(struct job *job, struct arena *arena,
				 const struct route_model *model,
				 struct error *error) QIPAN_CHECKED;

#endif
