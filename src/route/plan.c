#include "route/plan.h"

#include <math.h>
#include <string.h>

#include "base/limits.h"
#include "route/loss.h"
#include "route/run.h"

static enum status solve_once(struct job *job, struct arena *arena, const struct route_model *model,
			      const struct route_options *options, struct route_plan *plan,
			      struct error *error)
{
	struct route_run run;
	*plan = (struct route_plan){0};
	enum status status = route_run_open(&run, job, arena, model, options, error);
	if (status == STATUS_OK)
		status = route_run_solve(&run, plan, error);
	route_run_close(&run);
	return status;
}

/* Every set of builds that is tried and breaks is cut off, so this ends; few are ever needed. */
static enum status solve_surviving(struct job *job, struct arena *arena,
				   const struct route_model *model,
				   const struct route_options *options, struct route_plan *plan,
				   struct error *error)
{
	struct route_cuts cuts = {.count = 0};
	struct route_options with = *options;
	with.cuts = &cuts;
	for (size_t added = 1; added > 0;) {
		enum status status = solve_once(job, arena, model, &with, plan, error);
		if (status == STATUS_SOLVE && cuts.count > 0)
			return route_cannot_survive(job, arena, model, error);
		TRY(status);
		added = 0;
		if (model->survive > 0)
			TRY(route_find_cuts(job, arena, model, plan, &cuts, &added, error));
	}
	return STATUS_OK;
}

enum status route_solve(struct job *job, struct arena *arena, const struct route_model *model,
			const struct route_options *options, struct route_plan *plan,
			struct error *error)
{
	struct route_options full = *options;
	full.full = true;
	TRY(solve_surviving(job, arena, model, options, plan, error));
	/* The same share in all hours may leave demand that hour by hour is served. */
	if (options->full || model->hour_count == 1 || plan->unmet_mwh <= 0 ||
	    route_program_columns(model, true) > LIMIT_ROUTE_COLUMNS)
		return STATUS_OK;
	TRY(solve_surviving(job, arena, model, &full, plan, error));
	plan->full_needed = true;
	return STATUS_OK;
}

uint32_t route_nearest_site(const struct route_model *model, size_t region)
{
	uint32_t nearest = ROUTE_NONE;
	for (uint32_t s = 0; s < model->site_count; s++) {
		const struct route_pair *pair = route_pair_at(model, region, s);
		double rtt = nearest == ROUTE_NONE ? INFINITY
						   : route_pair_at(model, region, nearest)->rtt;
		if (pair->exists &&
		    (pair->rtt < rtt ||
		     (pair->rtt == rtt && nearest != ROUTE_NONE &&
		      slice_compare(model->sites[s].name, model->sites[nearest].name) < 0)))
			nearest = s;
	}
	return nearest;
}

enum status route_solve_local(struct job *job, struct arena *arena, const struct route_model *model,
			      struct route_plan *plan, struct error *error)
{
	struct route_model local = route_copy(arena, model);
	struct route_options options = {0};
	local.build_count = 0;
	local.survive = 0;
	local.carbon_cap = INFINITY;
	for (size_t r = 0; r < model->region_count; r++) {
		uint32_t nearest = route_nearest_site(model, r);
		for (size_t s = 0; s < model->site_count; s++)
			route_pair_at(&local, r, s)->exists =
				s == nearest && route_pair_at(model, r, s)->exists;
	}
	return route_solve(job, arena, &local, &options, plan, error);
}

enum status route_solve_announced(struct job *job, struct arena *arena,
				  const struct route_model *model, bool full,
				  struct route_plan *plan, struct error *error)
{
	struct route_model announced = route_copy(arena, model);
	uint8_t *force = arena_array(arena, uint8_t, model->build_count);
	announced.budget = INFINITY;
	announced.survive = 0;
	announced.carbon_cap = INFINITY;
	for (size_t e = 0; e < model->build_count; e++) {
		bool planned = model->builds[e].status == BUILD_PLANNED;
		force[e] = planned ? ROUTE_IN : ROUTE_OUT;
		announced.builds[e].after = ROUTE_NONE;
		announced.builds[e].group = ROUTE_NONE;
	}
	return route_solve(job, arena, &announced,
			   &(struct route_options){.full = full, .force = force}, plan, error);
}
