#include "route/run.h"

#include <math.h>
#include <string.h>

#include "base/limits.h"

/* Below this share of the demand, unmet demand is a rounding error. */
static const double NOTHING = 1e-9;

static enum status no_answer(enum solver_outcome outcome, struct error *error)
{
	return error_set(
		error, STATUS_SOLVE, "there is no plan: %s",
		outcome == SOLVER_INFEASIBLE
			? "builds that are forced exclude each other or exceed the budget, "
			  "or the carbon cap is below what an empty plan emits"
		: outcome == SOLVER_UNBOUNDED ? "a price is negative without limit"
					      : "the solver stopped without an answer");
}

static size_t need_count(const struct route_run *run)
{
	return run->model->region_count * run->model->class_count * run->program.slots;
}

/* Costs with a price on unmet demand that is above any way of serving it. */
static double *penalised_costs(struct route_run *run)
{
	const struct lp *lp = &run->program.lp;
	double *cost = arena_array(run->arena, double, lp->columns);
	double most = 1;
	memcpy(cost, lp->cost, lp->columns * sizeof *cost);
	for (size_t s = 0; s < run->model->site_count; s++)
		most = fmax(most, fabs(route_power_cost(run->model, s)));
	for (size_t i = 0; i < run->model->region_count * run->model->site_count; i++)
		if (run->model->pairs[i].exists)
			most = fmax(most, run->model->pairs[i].net_cost);
	for (size_t k = 0; k < run->model->class_count; k++)
		most = fmax(most, run->model->classes[k].shed_cost);
	for (size_t i = 0; i < need_count(run); i++)
		if (run->program.unmet_column[i] >= 0)
			cost[run->program.unmet_column[i]] =
				10 * most * run->program.need_hours[i] / run->program.money_unit;
	return cost;
}

static double *unmet_costs(struct route_run *run)
{
	const struct lp *lp = &run->program.lp;
	double *cost = arena_array(run->arena, double, lp->columns);
	for (size_t i = 0; i < need_count(run); i++) {
		int column = run->program.unmet_column[i];
		for (int e = column < 0 ? 0 : lp->start[column];
		     column >= 0 && e < lp->start[column + 1]; e++)
			if (lp->index[e] == run->program.unmet_row)
				cost[column] = lp->value[e];
	}
	return cost;
}

/* Unmet demand as a share of all, when the solver's answer leaves any. */
static double unmet_share(const struct route_run *run)
{
	const double *x = solver_values(run->solver);
	double unmet = 0, all = 0;
	for (size_t i = 0; i < need_count(run); i++) {
		int column = run->program.unmet_column[i];
		if (column < 0)
			continue;
		unmet += fmax(0, x[column]) * run->program.need_hours[i];
		all += run->program.lp.row_high[run->program.need_row[i]] *
		       run->program.need_hours[i];
	}
	return all > 0 ? unmet / all : 0;
}

static void bound_builds(struct route_run *run, const double *low, const double *high)
{
	for (size_t e = 0; e < run->model->build_count; e++)
		solver_bound_column(run->solver, run->program.build_column[e],
				    low[run->program.build_column[e]],
				    high[run->program.build_column[e]]);
}

static void forbid_unmet(struct route_run *run)
{
	struct lp *lp = &run->program.lp;
	for (size_t i = 0; i < need_count(run); i++) {
		int column = run->program.unmet_column[i];
		if (column < 0)
			continue;
		lp->high[column] = 0;
		solver_bound_column(run->solver, column, 0, 0);
	}
}

static void keep_unmet(struct route_run *run, double least)
{
	double high = least * (1 + 1e-11);
	run->least_unmet = least;
	run->program.lp.row_high[run->program.unmet_row] = high;
	solver_bound_row(run->solver, run->program.unmet_row, -HUGE_VAL, high);
}

/* With a budget or groups not all can be built: which builds leave the least unmet is a search. */
static enum status search_unmet(struct route_run *run, struct error *error)
{
	struct lp lp = run->program.lp;
	lp.cost = unmet_costs(run);
	struct solver_search search = solver_search(&lp, LIMIT_ROUTE_NODES, NULL, run->x);
	if (!search.found)
		return no_answer(search.outcome, error);
	double least = 0;
	for (size_t j = 0; j < lp.columns; j++)
		least += lp.cost[j] * fmax(0, run->x[j]);
	double all = 0;
	for (size_t i = 0; i < need_count(run); i++)
		if (run->program.unmet_column[i] >= 0)
			all += lp.cost[run->program.unmet_column[i]] *
			       lp.row_high[run->program.need_row[i]];
	if (least <= NOTHING * all)
		forbid_unmet(run);
	else
		keep_unmet(run, least);
	return STATUS_OK;
}

/* Everything built that may be: nothing leaves less unmet. One solve with a price on unmet demand
 * tells at once if none is left; only else is the least looked for. */
static enum status least_unmet(struct route_run *run, struct error *error)
{
	struct lp *lp = &run->program.lp;
	if (run->program.budget_binds)
		return search_unmet(run, error);
	bound_builds(run, lp->high, lp->high);
	solver_costs(run->solver, penalised_costs(run));
	enum solver_outcome outcome = solver_solve(run->solver, SOLVER_DUAL);
	if (outcome != SOLVER_OPTIMAL)
		return no_answer(outcome, error);
	if (unmet_share(run) <= NOTHING) {
		forbid_unmet(run);
	} else {
		double *cost = unmet_costs(run), least = 0;
		solver_costs(run->solver, cost);
		outcome = solver_solve(run->solver, SOLVER_PRIMAL);
		if (outcome != SOLVER_OPTIMAL)
			return no_answer(outcome, error);
		for (size_t j = 0; j < lp->columns; j++)
			least += cost[j] * fmax(0, solver_values(run->solver)[j]);
		keep_unmet(run, least);
	}
	bound_builds(run, lp->low, lp->high);
	return STATUS_OK;
}

enum status route_run_open(struct route_run *run, struct job *job, struct arena *arena,
			   const struct route_model *model, const struct route_options *options,
			   struct error *error)
{
	*run = (struct route_run){.job = job,
				  .arena = arena,
				  .model = model,
				  .most_nodes = options->most_nodes > 0 ? options->most_nodes
									: LIMIT_ROUTE_NODES};
	size_t columns = route_program_columns(model, options->full);
	if (columns > LIMIT_ROUTE_COLUMNS)
		return error_set(error, STATUS_LIMIT,
				 "%zu columns are more than the limit ROUTE_COLUMNS, %d: take the "
				 "compact form, fewer hours, or only the nearest sites of each "
				 "region in latency.csv",
				 columns, LIMIT_ROUTE_COLUMNS);
	TRY(job_check(job, error));
	route_program_make(&run->program, arena, model, options->full, options->force,
			   options->cuts);
	const struct lp *lp = &run->program.lp;
	run->solver = solver_load(lp);
	run->x = arena_array(arena, double, lp->columns);
	run->dual = arena_array(arena, double, lp->rows);
	run->reduced = arena_array(arena, double, lp->columns);
	run->activity = arena_array(arena, double, lp->rows);
	TRY(least_unmet(run, error));
	return job_check(job, error);
}

void route_run_close(struct route_run *run)
{
	solver_close(run->solver);
	lp_release(&run->program.lp);
	run->solver = NULL;
}

void route_run_cap(struct route_run *run, double cap)
{
	double high = isfinite(cap) ? cap : HUGE_VAL;
	run->program.lp.row_high[run->program.carbon_row] = high;
	solver_bound_row(run->solver, run->program.carbon_row, -HUGE_VAL, high);
}
