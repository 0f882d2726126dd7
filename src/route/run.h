/*
 * One program and its solver, solved again and again with other bounds: what plan.c and frontier.c
 * share.
 */
#ifndef QIPAN_ROUTE_RUN_H
#define QIPAN_ROUTE_RUN_H

#include "route/plan.h"
#include "route/solver.h"

struct route_run {
	struct job *job;
	struct arena *arena;
	const struct route_model *model;
	struct route_program program;
	struct solver *solver;
	double *x, *dual, *reduced, *activity;
	double least_unmet; /* in money units; kept by every solve after route_run_open */
	int most_nodes;
};

/* Makes the program and finds the least unmet demand. End with route_run_close, also after an
 * error. */
enum status route_run_open(struct route_run *run, struct job *job, struct arena *arena,
			   const struct route_model *model, const struct route_options *options,
			   struct error *error) QIPAN_CHECKED;
void route_run_close(struct route_run *run);
/* t a year; infinity: none. */
void route_run_cap(struct route_run *run, double cap);
/* Least cost, then least carbon, then the tie rules; the plan in the arena. */
enum status route_run_solve(struct route_run *run, struct route_plan *plan,
			    struct error *error) QIPAN_CHECKED;
/* Least carbon first, then cost. */
enum status route_run_solve_carbon(struct route_run *run, struct route_plan *plan,
				   struct error *error) QIPAN_CHECKED;

#endif
