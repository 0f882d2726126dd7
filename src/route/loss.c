#include "route/loss.h"

#include <math.h>

#include "route/solver.h"
#include "route/why.h"

/* Of the demand with a limit; below it nothing is missing. */
static const double SOME = 1e-7;
/* A site without room keeps its row of room only, whose dual then tells all (program.h: the rows
 * that tie flows to builds are for sites with nothing). */
static const double HAIR = 1e-9;

static bool has_limit(const struct route_model *model, size_t class)
{
	return isfinite(model->classes[class].most_rtt);
}

static double demand_with_limit(const struct route_model *model)
{
	double sum = 0;
	for (size_t r = 0; r < model->region_count; r++)
		for (size_t k = 0; k < model->class_count; k++)
			sum += has_limit(model, k) ? route_mean_demand(model, r, k) : 0;
	return sum;
}

/* The model without the site, rooms as they are in the plan, nothing left to build. */
static struct route_model without(struct arena *arena, const struct route_model *model,
				  const struct route_plan *plan, size_t site)
{
	struct route_model made = route_copy(arena, model);
	for (size_t s = 0; s < model->site_count; s++)
		made.sites[s].capacity = fmax(plan->room[s], HAIR);
	for (size_t r = 0; r < model->region_count; r++)
		route_pair_at(&made, r, site)->exists = false;
	made.build_count = 0;
	made.carbon_cap = made.budget = INFINITY;
	made.survive = 0;
	return made;
}

/* ---- each site out in turn ---- */

static enum status lose(struct job *job, struct arena *arena, const struct route_model *model,
			const struct route_plan *plan, size_t site, struct route_loss *loss,
			struct error *error)
{
	struct route_model rest = without(arena, model, plan, site);
	struct route_options options = {.full = plan->full};
	double demand = demand_with_limit(model);
	TRY(route_solve(job, arena, &rest, &options, &loss->plan, error));
	loss->used = route_use_of(model, plan, site).mean;
	loss->unmet = loss->plan.unmet_mwh / model->year;
	for (size_t i = 0; i < model->region_count * model->class_count; i++)
		if (has_limit(model, i % model->class_count))
			loss->unmet_least += loss->plan.unmet[i];
	loss->kept = demand > 0 ? 1 - loss->unmet_least / demand : 1;
	loss->extra_cost = route_total(&loss->plan) - (route_total(plan) - plan->build_cost);
	return STATUS_OK;
}

enum status route_lose_each(struct job *job, struct arena *arena, const struct route_model *model,
			    const struct route_plan *plan, struct route_loss **losses,
			    struct error *error)
{
	*losses = arena_array(arena, struct route_loss, model->site_count);
	job_phase(job, "losing sites", "sites", model->site_count);
	for (size_t s = 0; s < model->site_count; s++) {
		TRY(lose(job, arena, model, plan, s, &(*losses)[s], error));
		job_add(job, 1);
	}
	return STATUS_OK;
}

/* ---- builds that survive ---- */

/* Least unmet work with a limit, and what one more MW of each site's room would take from it. */
struct shortage {
	double unmet;  /* MW, mean */
	double *slope; /* of sites: MW a MW, 0 or below */
};

static void only_unmet_costs(struct route_program *program)
{
	const struct route_model *model = program->model;
	size_t needs = model->region_count * model->class_count * program->slots;
	for (size_t j = 0; j < program->lp.columns; j++)
		program->lp.cost[j] = 0;
	for (size_t i = 0; i < needs; i++)
		if (program->unmet_column[i] >= 0)
			program->lp.cost[program->unmet_column[i]] =
				program->need_hours[i] / model->year;
}

static enum status solve_shortage(struct arena *arena, struct route_program *program,
				  struct shortage *shortage, struct error *error)
{
	const struct route_model *model = program->model;
	const struct lp *lp = &program->lp;
	struct solver *solver = solver_load(lp);
	enum solver_outcome outcome = solver_solve(solver, SOLVER_DUAL);
	const double *duals = solver_duals(solver);
	struct lp_certificate certificate = {.gap = INFINITY};
	if (outcome == SOLVER_OPTIMAL)
		certificate = lp_certify(lp, solver_values(solver), duals,
					 arena_array(arena, double, lp->columns),
					 arena_array(arena, double, lp->rows));
	shortage->unmet = certificate.objective;
	shortage->slope = arena_array(arena, double, model->site_count);
	for (size_t i = 0; i < model->site_count * model->hour_count && lp_holds(&certificate); i++)
		shortage->slope[i / model->hour_count] += fmin(0, duals[program->room_row[i]]);
	solver_close(solver);
	if (!lp_holds(&certificate))
		return error_set(error, STATUS_SOLVE,
				 "how much the loss of a site leaves unmet could not be proven");
	return STATUS_OK;
}

static enum status find_shortage(struct arena *arena, const struct route_model *model,
				 const struct route_plan *plan, size_t site,
				 struct shortage *shortage, struct error *error)
{
	struct route_model rest = without(arena, model, plan, site);
	struct route_program program;
	for (size_t r = 0; r < rest.region_count; r++)
		for (size_t k = 0; k < rest.class_count; k++)
			for (size_t t = 0; t < rest.hour_count && !has_limit(model, k); t++)
				*route_demand_at(&rest, r, k, t) = 0;
	route_program_make(&program, arena, &rest, plan->full, NULL, NULL);
	only_unmet_costs(&program);
	enum status status = solve_shortage(arena, &program, shortage, error);
	lp_release(&program.lp);
	return status;
}

static void add_cut(struct arena *arena, const struct route_model *model,
		    const struct route_plan *plan, size_t site, const struct shortage *shortage,
		    double allowed, struct route_cuts *cuts)
{
	if (cuts->count == cuts->capacity) {
		struct route_cuts larger = {
			.count = cuts->count,
			.capacity = 2 * cuts->capacity + 16,
		};
		larger.coefficients = arena_array(arena, double *, larger.capacity);
		larger.most = arena_array(arena, double, larger.capacity);
		for (size_t i = 0; i < cuts->count; i++) {
			larger.coefficients[i] = cuts->coefficients[i];
			larger.most[i] = cuts->most[i];
		}
		*cuts = larger;
	}
	double *of = arena_array(arena, double, model->build_count);
	double most = allowed - shortage->unmet;
	for (size_t e = 0; e < model->build_count; e++) {
		const struct route_build *build = &model->builds[e];
		of[e] = build->site == site ? 0 : shortage->slope[build->site] * build->size;
		most += plan->built[e] ? of[e] : 0;
	}
	cuts->coefficients[cuts->count] = of;
	cuts->most[cuts->count++] = most;
}

enum status route_find_cuts(struct job *job, struct arena *arena, const struct route_model *model,
			    const struct route_plan *plan, struct route_cuts *cuts, size_t *added,
			    struct error *error)
{
	double demand = demand_with_limit(model);
	double allowed = demand * (1 - model->survive);
	*added = 0;
	for (size_t s = 0; s < model->site_count; s++) {
		struct shortage shortage;
		TRY(job_check(job, error));
		if (plan->room[s] <= 0)
			continue;
		TRY(find_shortage(arena, model, plan, s, &shortage, error));
		if (shortage.unmet <= allowed + SOME * demand)
			continue;
		add_cut(arena, model, plan, s, &shortage, allowed, cuts);
		++*added;
	}
	return STATUS_OK;
}

enum status route_cannot_survive(struct job *job, struct arena *arena,
				 const struct route_model *model, struct error *error)
{
	struct route_plan all = {.full = model->hour_count > 1,
				 .room = arena_array(arena, double, model->site_count)};
	double demand = demand_with_limit(model), most = -1;
	size_t worst = 0;
	for (size_t s = 0; s < model->site_count; s++)
		all.room[s] = model->sites[s].capacity;
	for (size_t e = 0; e < model->build_count; e++)
		all.room[model->builds[e].site] += model->builds[e].size;
	for (size_t s = 0; s < model->site_count; s++) {
		struct shortage shortage;
		TRY(job_check(job, error));
		TRY(find_shortage(arena, model, &all, s, &shortage, error));
		if (shortage.unmet <= most)
			continue;
		most = shortage.unmet;
		worst = s;
	}
	double kept = demand > 0 ? 1 - most / demand : 1;
	struct slice name = model->sites[worst].name;
	return error_set(
		error, STATUS_SOLVE,
		kept < model->survive - SOME
			? "no set of builds survives the loss of any one site: with all of "
			  "them, the loss of %.*s still leaves %.4g %% of the work with a "
			  "latency limit served: ask for that (--n-1), or add options "
			  "elsewhere"
			: "no set of builds that the budget, the groups, the carbon cap or "
			  "what is forced leave survives the loss of any one site "
			  "(hardest: %.*s, with all builds %.4g %% are served)",
		(int)name.length, name.at, 100 * fmax(0, kept));
}
