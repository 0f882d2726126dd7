/*
 * A model written as a linear program with builds as binaries.
 *
 * Compact form: a region's share of each site is the same in all hours, f[region, class, site] in
 * mean MW, and only sites know hours; shiftable work runs as z[site, class, hour]. Full form: a
 * column for each hour too. With one hour both are the same. The compact form is a restriction, so
 * that its cost is never below the full form's.
 *
 * Costs are in money_unit (a million CNY), carbon in t, rows of demand and capacity in MW.
 */
#ifndef QIPAN_ROUTE_PROGRAM_H
#define QIPAN_ROUTE_PROGRAM_H

#include "route/lp.h"
#include "route/model.h"

struct route_column {
	uint32_t region, class, site;
	uint32_t hour; /* ROUTE_NONE: all of them */
	int column;
	int link_row; /* flow <= demand x builds, of a site that has nothing yet; -1: none */
};

struct route_program {
	const struct route_model *model;
	bool full;
	struct lp lp;
	struct route_column *flows;
	size_t flow_count;
	/* Demand rows and their unmet columns: (region x class) x slots; -1 where none. */
	size_t slots;
	int *need_row, *unmet_column;
	double *need_hours; /* h a year that one unit of the row stands for */
	int *room_row;	    /* site x hour */
	int *run_column;    /* (site x class) x hour: shiftable work of the compact form; -1 */
	int *build_column;
	int unmet_row, carbon_row, budget_row;
	bool budget_binds; /* a budget or groups: not everything can be built at once */
	double money_unit;
};

enum route_force { ROUTE_FREE, ROUTE_OUT, ROUTE_IN };

/* How many columns the form would have; for limits, before anything is made. */
size_t route_program_columns(const struct route_model *model, bool full);
struct route_cuts;
/* force: an enum route_force for each build, or NULL. cuts: rows over builds (loss.h), or NULL.
 * Arrays in the arena, the program itself on the heap: end with lp_release(&program->lp). */
void route_program_make(struct route_program *program, struct arena *arena,
			const struct route_model *model, bool full, const uint8_t *force,
			const struct route_cuts *cuts);

#endif
