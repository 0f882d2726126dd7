#include "route/build.h"

#include <math.h>

#include "route/why.h"

const struct route_scenario route_scenarios[] = {
	{"as given", "给定情形", 1, 1, 0},	    {"demand -20 %", "需求 -20 %", 0.8, 1, 0},
	{"demand +20 %", "需求 +20 %", 1.2, 1, 0},  {"prices +20 %", "电价 +20 %", 1, 1.2, 0},
	{"carbon -5 %", "碳排放 -5 %", 1, 1, 0.95},
};
const size_t route_scenario_count = sizeof route_scenarios / sizeof *route_scenarios;

static const double SOME = 1e-3; /* MW of unmet demand, CNY of worth */

const char *route_label_name(enum route_label label)
{
	static const char *const names[] = {"needed", "scenario-dependent", "redundant",
					    "excluded"};
	return names[label];
}

struct route_model route_in_scenario(struct arena *arena, const struct route_model *model,
				     const struct route_scenario *scenario, double carbon)
{
	struct route_model made = route_copy(arena, model);
	size_t cells = model->region_count * model->class_count * model->hour_count;
	for (size_t i = 0; i < cells; i++)
		made.demand[i] *= scenario->demand;
	for (size_t i = 0; i < model->site_count * model->hour_count; i++)
		made.price[i] *= scenario->price;
	if (scenario->carbon > 0)
		made.carbon_cap = fmin(made.carbon_cap, scenario->carbon * carbon);
	return made;
}

struct judging {
	struct job *job;
	struct arena *arena;
	const struct route_model *model; /* of the scenario */
	const struct route_plan *best;
	uint8_t *force;
};

static double mean_unmet(const struct route_model *model, const struct route_plan *plan)
{
	return plan->unmet_mwh / model->year;
}

static void compare(const struct route_model *model, const struct route_plan *in,
		    const struct route_plan *out, struct route_worth *worth)
{
	worth->unmet_more = mean_unmet(model, out) - mean_unmet(model, in);
	worth->known =
		fabs(out->unmet_cost - in->unmet_cost) <= 1e-6 * (1 + fabs(in->unmet_cost)) + SOME;
	worth->worth = worth->known ? route_total(out) - route_total(in) : NAN;
}

/* The best plan with the build forced the other way than the best of all has it. */
static enum status force_other(struct judging *judging, size_t build, struct route_plan *other,
			       struct route_worth *worth, struct error *error)
{
	struct route_options options = {.full = judging->best->full, .force = judging->force};
	struct arena *arena = judging->arena;
	struct error why;
	judging->force[build] = judging->best->built[build] ? ROUTE_OUT : ROUTE_IN;
	enum status status =
		route_solve(judging->job, arena, judging->model, &options, other, &why);
	judging->force[build] = ROUTE_FREE;
	if (status == STATUS_SOLVE) {
		worth->excluded = !judging->best->built[build];
		worth->only_with = judging->best->built[build];
		return STATUS_OK;
	}
	if (status != STATUS_OK) {
		if (error != NULL)
			*error = why;
		return status;
	}
	compare(judging->model, judging->best->built[build] ? judging->best : other,
		judging->best->built[build] ? other : judging->best, worth);
	return STATUS_OK;
}

static enum route_label label_of(const struct route_worth *worth, size_t scenarios)
{
	size_t needed = 0, redundant = 0;
	if (worth[0].excluded)
		return LABEL_EXCLUDED;
	for (size_t i = 0; i < scenarios; i++) {
		if (worth[i].excluded)
			continue;
		if (worth[i].only_with)
			needed++;
		else if (worth[i].known)
			*(worth[i].worth > SOME ? &needed : &redundant) += 1;
		else
			*(worth[i].unmet_more > 0 ? &needed : &redundant) += 1;
	}
	if (redundant == 0)
		return LABEL_NEEDED;
	return needed == 0 ? LABEL_REDUNDANT : LABEL_DEPENDS;
}

static void take_first(struct judging *judging, size_t build, const struct route_plan *other,
		       struct route_verdict *verdict)
{
	const struct route_model *model = judging->model;
	const struct route_plan *best = judging->best;
	const struct route_plan *with = best->built[build] ? best : other;
	uint32_t site = model->builds[build].site;
	verdict->one_more_mw = route_more_room(model, best, site);
	verdict->use = NAN;
	verdict->substitutes = arena_array(judging->arena, uint32_t, model->build_count);
	if (verdict->worth[0].excluded)
		return;
	bool alone = verdict->worth[0].only_with;
	verdict->use = with->room[site] > 0
			       ? route_use_of(model, with, site).mean / with->room[site]
			       : NAN;
	for (uint32_t f = 0; f < model->build_count && !alone; f++)
		if (f != build && other->built[f] != best->built[f] &&
		    other->built[f] == best->built[build])
			verdict->substitutes[verdict->substitute_count++] = f;
}

static enum status judge_scenario(struct judging *judging, size_t scenario,
				  struct route_verdict *verdicts, struct error *error)
{
	for (size_t e = 0; e < judging->model->build_count; e++) {
		struct route_plan other = {0};
		job_add(judging->job, 1);
		TRY(force_other(judging, e, &other, &verdicts[e].worth[scenario], error));
		if (scenario == 0)
			take_first(judging, e, &other, &verdicts[e]);
	}
	return STATUS_OK;
}

enum status route_judge_builds(struct job *job, struct arena *arena,
			       const struct route_model *model, const struct route_plan *plan,
			       size_t scenarios, struct route_verdict **verdicts,
			       struct error *error)
{
	struct route_verdict *made = arena_array(arena, struct route_verdict, model->build_count);
	for (size_t e = 0; e < model->build_count; e++)
		made[e].worth = arena_array(arena, struct route_worth, route_scenario_count);
	job_phase(job, "judging builds", "plans", scenarios * model->build_count);
	for (size_t i = 0; i < scenarios && model->build_count > 0; i++) {
		struct route_model in_scenario =
			route_in_scenario(arena, model, &route_scenarios[i], plan->carbon_t);
		struct route_plan best = *plan;
		struct judging judging = {job, arena, &in_scenario, &best,
					  arena_array(arena, uint8_t, model->build_count)};
		struct route_options options = {.full = plan->full};
		if (i > 0)
			TRY(route_solve(job, arena, &in_scenario, &options, &best, error));
		TRY(judge_scenario(&judging, i, made, error));
	}
	for (size_t e = 0; e < model->build_count; e++) {
		made[e].given = label_of(made[e].worth, 1);
		made[e].label = label_of(made[e].worth, scenarios);
	}
	*verdicts = made;
	return STATUS_OK;
}
