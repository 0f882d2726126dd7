#include <math.h>
#include <string.h>

#include "route/extract.h"
#include "route/run.h"

/* A reduced cost or price below this share of the largest cost is none. */
static const double NO_PRICE = 1e-8;

/* t: carbon costs are then of the size of the others. */
static const double CARBON_UNIT = 1000;

/* Money units between the prices of two builds where sets tie: above what CLP takes for nothing. */
static const double TIE = 2e-6;

/* What solves narrow and must give back. */
struct bounds {
	double *low, *high, *row_low, *row_high;
};

static double *copy_of(struct arena *arena, const double *from, size_t count)
{
	double *to = arena_array(arena, double, count);
	if (count > 0)
		memcpy(to, from, count * sizeof *to);
	return to;
}

static struct bounds save_bounds(struct arena *arena, const struct lp *lp)
{
	return (struct bounds){
		copy_of(arena, lp->low, lp->columns), copy_of(arena, lp->high, lp->columns),
		copy_of(arena, lp->row_low, lp->rows), copy_of(arena, lp->row_high, lp->rows)};
}

static void restore_bounds(struct route_run *run, const struct bounds *bounds)
{
	struct lp *lp = &run->program.lp;
	for (size_t j = 0; j < lp->columns; j++) {
		lp->low[j] = bounds->low[j];
		lp->high[j] = bounds->high[j];
		solver_bound_column(run->solver, (int)j, lp->low[j], lp->high[j]);
	}
	for (size_t i = 0; i < lp->rows; i++) {
		lp->row_low[i] = bounds->row_low[i];
		lp->row_high[i] = bounds->row_high[i];
		solver_bound_row(run->solver, (int)i, lp->row_low[i], lp->row_high[i]);
	}
}

static double *carbon_costs(struct route_run *run)
{
	const struct lp *lp = &run->program.lp;
	double *cost = arena_array(run->arena, double, lp->columns);
	for (size_t j = 0; j < lp->columns; j++)
		for (int e = lp->start[j]; e < lp->start[j + 1]; e++)
			if (lp->index[e] == run->program.carbon_row)
				cost[j] = lp->value[e] / CARBON_UNIT;
	return cost;
}

/* Shorter ways first. */
static double *way_costs(struct route_run *run)
{
	const struct route_program *program = &run->program;
	double *cost = arena_array(run->arena, double, program->lp.columns);
	for (size_t i = 0; i < program->flow_count; i++) {
		const struct route_column *flow = &program->flows[i];
		cost[flow->column] =
			0.01 * route_pair_at(run->model, flow->region, flow->site)->rtt;
	}
	return cost;
}

/* A number in 0..1 that no sum of others meets by chance. Mixed (splitmix64), because places on a
 * grid are sums of each other, and so would be any multiple of them. */
static double generic(size_t number)
{
	uint64_t mixed = (uint64_t)number + 0x9e3779b97f4a7c15U;
	mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9U;
	mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebU;
	mixed ^= mixed >> 31;
	return (double)(mixed >> 11) * 0x1p-53;
}

/* Of equal ways the site whose name comes first; then a generic number for each column, so that
 * only one answer is best. All by names: the order of rows decides nothing. */
static double *order_costs(struct route_run *run)
{
	const struct route_program *program = &run->program;
	const struct route_model *model = run->model;
	double *cost = arena_array(run->arena, double, program->lp.columns);
	const uint32_t *sites = route_site_ranks(run->arena, model);
	const uint32_t *regions = route_region_ranks(run->arena, model);
	const uint32_t *classes = route_class_ranks(run->arena, model);
	for (size_t i = 0; i < program->flow_count; i++) {
		const struct route_column *flow = &program->flows[i];
		size_t hour = flow->hour == ROUTE_NONE ? 0 : flow->hour;
		size_t need = regions[flow->region] * model->class_count + classes[flow->class];
		size_t at = (need * model->site_count + sites[flow->site]) * model->hour_count;
		cost[flow->column] =
			4.0 * sites[flow->site] / (double)model->site_count + generic(at + hour);
	}
	for (size_t s = 0; s < model->site_count; s++)
		for (size_t k = 0; k < model->class_count; k++)
			for (size_t t = 0; t < model->hour_count; t++) {
				size_t row = s * model->class_count + k;
				int column = program->run_column[row * model->hour_count + t];
				size_t at = sites[s] * model->class_count + classes[k];
				if (column >= 0)
					cost[column] = generic(at * model->hour_count + t);
			}
	return cost;
}

/* Sets of builds that cost the same: the one with fewer builds, then those whose names come first,
 * by a price on each build that is far below any difference that means something. *most: all of
 * them together. */
static double *tied_costs(struct route_run *run, const double *cost, double *most)
{
	const struct route_model *model = run->model;
	double *made = copy_of(run->arena, cost, run->program.lp.columns);
	const uint32_t *ranks = route_build_ranks(run->arena, model);
	*most = 0;
	for (size_t e = 0; e < model->build_count; e++) {
		double price = TIE * ((double)model->build_count + ranks[e] + generic(ranks[e]));
		made[run->program.build_column[e]] += price;
		*most += price;
	}
	return made;
}

/* Only answers as good as this one stay: what has a price stands still. */
static void stay_on_face(struct route_run *run, const double *cost)
{
	struct lp *lp = &run->program.lp;
	double largest = 1;
	lp->cost = (double *)cost;
	lp_certify(lp, run->x, run->dual, run->reduced, run->activity);
	for (size_t j = 0; j < lp->columns; j++)
		largest = fmax(largest, lp->binary[j] ? 0 : fabs(cost[j]));
	for (size_t j = 0; j < lp->columns; j++) {
		if (fabs(run->reduced[j]) <= NO_PRICE * largest || lp->low[j] == lp->high[j])
			continue;
		if (run->reduced[j] > 0)
			lp->high[j] = lp->low[j];
		else if (isfinite(lp->high[j]))
			lp->low[j] = lp->high[j];
		solver_bound_column(run->solver, (int)j, lp->low[j], lp->high[j]);
	}
	for (size_t i = 0; i < lp->rows; i++) {
		double at = run->dual[i] > 0 ? lp->row_low[i] : lp->row_high[i];
		if (fabs(run->dual[i]) <= NO_PRICE * largest || !isfinite(at))
			continue;
		lp->row_low[i] = lp->row_high[i] = at;
		solver_bound_row(run->solver, (int)i, at, at);
	}
}

static void take_answer(struct route_run *run)
{
	const struct lp *lp = &run->program.lp;
	memcpy(run->x, solver_values(run->solver), lp->columns * sizeof *run->x);
	memcpy(run->dual, solver_duals(run->solver), lp->rows * sizeof *run->dual);
}

static void bound_build(struct route_run *run, size_t e, double value)
{
	int column = run->program.build_column[e];
	run->program.lp.low[column] = run->program.lp.high[column] = value;
	solver_bound_column(run->solver, column, value, value);
}

static bool builds_are_free(const struct route_run *run)
{
	bool free = false;
	for (size_t e = 0; e < run->model->build_count; e++) {
		int column = run->program.build_column[e];
		free |= run->program.lp.low[column] < run->program.lp.high[column];
	}
	return free;
}

/* Which builds, for these costs; then they stand. */
static enum status choose_builds(struct route_run *run, const double *cost, struct route_plan *plan,
				 double *bound, struct error *error)
{
	struct lp lp = run->program.lp;
	if (!builds_are_free(run))
		return STATUS_OK;
	double ties = 0;
	lp.cost = tied_costs(run, cost, &ties);
	struct solver_search search = solver_search(&lp, run->most_nodes, NULL, run->x);
	/* Everything built is a plan, if nothing forbids that. */
	if (!search.found && search.outcome == SOLVER_STOPPED && !run->program.budget_binds) {
		for (size_t e = 0; e < run->model->build_count; e++)
			run->x[run->program.build_column[e]] =
				lp.high[run->program.build_column[e]];
		search.found = true;
	}
	if (!search.found)
		return error_set(error, STATUS_SOLVE, "no set of builds was found: %s",
				 search.outcome == SOLVER_INFEASIBLE
					 ? "the carbon cap, the budget or builds that are forced "
					   "leave none"
					 : "the search was stopped");
	if (search.outcome != SOLVER_OPTIMAL) {
		plan->proof = PROOF_STOPPED;
		*bound = search.bound - ties;
	}
	for (size_t e = 0; e < run->model->build_count; e++)
		bound_build(run, e, run->x[run->program.build_column[e]]);
	return STATUS_OK;
}

/* The objectives after the first, each on the face of those before. False: the answer is still as
 * good, but ties are as the solver left them. */
static bool break_ties(struct route_run *run, const double *first, double *const *others,
		       size_t count)
{
	const double *before = first;
	for (size_t i = 0; i < count; i++) {
		stay_on_face(run, before);
		solver_costs(run->solver, others[i]);
		if (solver_solve(run->solver, SOLVER_PRIMAL) != SOLVER_OPTIMAL)
			return false;
		take_answer(run);
		before = others[i];
	}
	return true;
}

/* objectives[0] first, then each of the others. The plan's prices and certificate are of the
 * first. */
static enum status solve_in_order(struct route_run *run, double *const *objectives, size_t count,
				  struct route_plan *plan, struct error *error)
{
	struct lp *lp = &run->program.lp;
	struct bounds bounds = save_bounds(run->arena, lp);
	double *costs = lp->cost;
	TRY(job_check(run->job, error));
	plan->proof = PROOF_OPTIMAL;
	double bound = 0; /* no set of builds is better, when the search was stopped */
	enum status status = choose_builds(run, objectives[0], plan, &bound, error);
	if (status != STATUS_OK) {
		restore_bounds(run, &bounds);
		return status;
	}
	struct bounds fixed = save_bounds(run->arena, lp);
	solver_recall(run->solver);
	solver_costs(run->solver, objectives[0]);
	enum solver_outcome outcome = solver_solve(run->solver, SOLVER_DUAL);
	if (outcome != SOLVER_OPTIMAL) {
		restore_bounds(run, &bounds);
		return error_set(error, STATUS_SOLVE, "no plan fits: the carbon cap is too low");
	}
	solver_keep(run->solver);
	take_answer(run);
	double *first_x = copy_of(run->arena, run->x, lp->columns);
	double *first_dual = copy_of(run->arena, run->dual, lp->rows);
	plan->ties_broken = break_ties(run, objectives[0], objectives + 1, count - 1);
	restore_bounds(run, &fixed);
	lp->cost = objectives[0];
	memcpy(run->dual, first_dual, lp->rows * sizeof *run->dual);
	plan->certificate = lp_certify(lp, run->x, run->dual, run->reduced, run->activity);
	if (!lp_holds(&plan->certificate) || !plan->ties_broken) {
		plan->ties_broken = false;
		memcpy(run->x, first_x, lp->columns * sizeof *run->x);
		plan->certificate = lp_certify(lp, run->x, run->dual, run->reduced, run->activity);
	}
	lp->cost = costs;
	if (plan->proof == PROOF_STOPPED)
		plan->proof_gap = fabs(plan->certificate.objective - bound) /
				  (1e-9 + fabs(plan->certificate.objective));
	if (lp_holds(&plan->certificate))
		route_extract(run, plan);
	else
		status = error_set(error, STATUS_SOLVE,
				   "the solver's answer fails its certificate (feasible %.1e, dual "
				   "%.1e, gap %.1e; at most %.0e): it is not shown",
				   plan->certificate.primal, plan->certificate.dual,
				   plan->certificate.gap, LP_TOLERANCE);
	restore_bounds(run, &bounds);
	return status;
}

enum status route_run_solve(struct route_run *run, struct route_plan *plan, struct error *error)
{
	double *order[] = {run->program.lp.cost, carbon_costs(run), way_costs(run),
			   order_costs(run)};
	return solve_in_order(run, order, 4, plan, error);
}

enum status route_run_solve_carbon(struct route_run *run, struct route_plan *plan,
				   struct error *error)
{
	double *order[] = {carbon_costs(run), run->program.lp.cost, way_costs(run),
			   order_costs(run)};
	return solve_in_order(run, order, 4, plan, error);
}
