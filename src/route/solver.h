/*
 * The solver behind few calls, so that it stays replaceable: load, set bounds and costs, solve,
 * duals, ray. The one file that knows COIN CLP and CBC is solver_coin.c.
 *
 * Deterministic: one thread, no clock, no random start; the same program and the same order of
 * calls give the same answer.
 */
#ifndef QIPAN_ROUTE_SOLVER_H
#define QIPAN_ROUTE_SOLVER_H

#include "base/arena.h"
#include "base/status.h"
#include "route/lp.h"

struct solver;

enum solver_outcome { SOLVER_OPTIMAL, SOLVER_INFEASIBLE, SOLVER_UNBOUNDED, SOLVER_STOPPED };

/* Copies the program; binaries are taken as numbers between their bounds. Never NULL; give back
 * with solver_close. */
struct solver *solver_load(const struct lp *lp);
void solver_close(struct solver *solver);
/* Changes; the basis stays, so that the next solve starts from the last answer. */
void solver_bound_column(struct solver *solver, int column, double low, double high);
void solver_bound_row(struct solver *solver, int row, double low, double high);
void solver_costs(struct solver *solver, const double *cost);

/* How to go on from the last basis: after new bounds the dual simplex, after new costs the primal
 * one; the first time either may start. */
enum solver_way { SOLVER_DUAL, SOLVER_PRIMAL };
enum solver_outcome solver_solve(struct solver *solver, enum solver_way way);
/* Keeps the basis as it is now, and goes back to the one that was kept. */
void solver_keep(struct solver *solver);
void solver_recall(struct solver *solver);
/* Of the last optimal answer, valid until the next call. */
const double *solver_values(const struct solver *solver);
const double *solver_duals(const struct solver *solver);
/* Why there is no answer: multipliers of the rows whose sum is a contradiction (Farkas), in the
 * arena; NULL if there is none. */
const double *solver_ray(struct arena *arena, struct solver *solver, size_t rows);

/* The best values with binaries 0 or 1, to proven optimality or until so many nodes were looked at.
 * x: of all columns, binaries rounded. bound: no answer is better. outcome STOPPED with a value in
 * x if *found. first: a known answer to start from, or NULL. */
struct solver_search {
	enum solver_outcome outcome;
	bool found;
	double objective, bound;
};
struct solver_search solver_search(const struct lp *lp, int most_nodes, const double *first,
				   double *x);

#endif
