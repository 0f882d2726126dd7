#include "route/sensitivity.h"

#include <math.h>

#include "route/announced.h"
#include "route/why.h"

static const double SAME = 1e-7;

/* ---- which ---- */

struct levers {
	const struct route_model *model;
	struct route_lever *at;
	size_t count;
	double share;
};

static bool is_assumed(enum route_basis basis)
{
	return basis != BASIS_STATED;
}

static void add(struct levers *levers, enum route_lever_kind kind, uint32_t of, bool assumed)
{
	levers->at[levers->count++] = (struct route_lever){.kind = kind,
							   .of = of,
							   .assumed = assumed,
							   .low = 1 - levers->share,
							   .high = 1 + levers->share};
}

/* Sites by what is spent on electricity there; the first of equals. */
static void add_prices(struct levers *levers, const struct route_plan *plan, struct arena *arena)
{
	const struct route_model *model = levers->model;
	bool *taken = arena_array(arena, bool, model->site_count), any = false;
	for (size_t s = 0; s < model->site_count; s++)
		any |= is_assumed(model->sites[s].price_basis);
	add(levers, LEVER_PRICES, ROUTE_NONE, any);
	for (int i = 0; i < LEVER_SITES; i++) {
		uint32_t dearest = ROUTE_NONE;
		double most = 0;
		for (uint32_t s = 0; s < model->site_count; s++) {
			double spent =
				route_use_of(model, plan, s).mean * route_power_cost(model, s);
			if (taken[s] || spent <= most)
				continue;
			dearest = s;
			most = spent;
		}
		if (dearest == ROUTE_NONE)
			return;
		taken[dearest] = true;
		add(levers, LEVER_PRICE, dearest, is_assumed(model->sites[dearest].price_basis));
	}
}

static void add_demand(struct levers *levers)
{
	const struct route_model *model = levers->model;
	bool any = false;
	for (size_t r = 0; r < model->region_count; r++)
		any |= is_assumed(model->demand_basis[r]);
	add(levers, LEVER_DEMAND, ROUTE_NONE, any);
	for (uint32_t k = 0; k < model->class_count && model->class_count > 1; k++)
		add(levers, LEVER_CLASS_DEMAND, k, any);
	for (uint32_t k = 0; k < model->class_count; k++)
		if (isfinite(model->classes[k].most_rtt))
			add(levers, LEVER_LIMIT, k, is_assumed(model->classes[k].basis));
}

static void add_sites(struct levers *levers)
{
	const struct route_model *model = levers->model;
	bool capacity = false, carbon = false;
	for (size_t s = 0; s < model->site_count; s++) {
		capacity |= is_assumed(model->sites[s].capacity_basis);
		carbon |= is_assumed(model->sites[s].carbon_basis);
	}
	add(levers, LEVER_CAPACITY, ROUTE_NONE, capacity);
	add(levers, LEVER_CARBON, ROUTE_NONE, carbon);
	if (!route_uses_density(model))
		return;
	add(levers, LEVER_DENSITY, ROUTE_NONE, true);
	struct route_lever *density = &levers->at[levers->count - 1];
	if (!isnan(model->density[1]))
		density->low = model->density[1] / model->density[0];
	if (!isnan(model->density[2]))
		density->high = model->density[2] / model->density[0];
}

static void add_costs(struct levers *levers)
{
	const struct route_model *model = levers->model;
	bool network = false, builds = false, costs = false;
	for (size_t i = 0; i < model->region_count * model->site_count; i++) {
		const struct route_pair *pair = &model->pairs[i];
		costs |= pair->exists && pair->net_cost > 0;
		network |= pair->exists && is_assumed(pair->basis);
	}
	for (size_t e = 0; e < model->build_count; e++)
		builds |= is_assumed(model->builds[e].basis);
	if (costs)
		add(levers, LEVER_NETWORK, ROUTE_NONE, network);
	if (model->build_count > 0)
		add(levers, LEVER_BUILD_COSTS, ROUTE_NONE, builds);
}

/* ---- how ---- */

static void scale(double *values, size_t count, double factor)
{
	for (size_t i = 0; i < count; i++)
		values[i] *= factor;
}

static void pull(struct route_model *model, const struct route_lever *lever, double factor)
{
	size_t hours = model->hour_count, sites = model->site_count * hours;
	switch (lever->kind) {
	case LEVER_PRICES:
		scale(model->price, sites, factor);
		return;
	case LEVER_PRICE:
		scale(model->price + lever->of * hours, hours, factor);
		return;
	case LEVER_DEMAND:
		scale(model->demand, model->region_count * model->class_count * hours, factor);
		return;
	case LEVER_CLASS_DEMAND:
		for (size_t r = 0; r < model->region_count; r++)
			scale(route_demand_at(model, r, lever->of, 0), hours, factor);
		return;
	case LEVER_NETWORK:
		for (size_t i = 0; i < model->region_count * model->site_count; i++)
			model->pairs[i].net_cost *= factor;
		return;
	case LEVER_BUILD_COSTS:
		for (size_t e = 0; e < model->build_count; e++)
			model->builds[e].cost *= factor;
		return;
	case LEVER_CAPACITY:
		for (size_t s = 0; s < model->site_count; s++)
			model->sites[s].capacity *= factor;
		return;
	case LEVER_CARBON:
		scale(model->carbon, sites, factor);
		return;
	case LEVER_LIMIT:
		model->classes[lever->of].most_rtt *= factor;
		return;
	case LEVER_DENSITY:
		route_set_density(model, model->density[0] * factor);
		return;
	}
}

/* The last digits of a solver are no change. */
static double moved(double before, double after)
{
	return fabs(after - before) <= SAME * (1 + fabs(before)) ? 0 : after - before;
}

static enum status swing(struct job *job, struct arena *arena, const struct route_model *model,
			 const struct route_plan *plan, const struct route_lever *lever,
			 double factor, struct route_swing *made, struct error *error)
{
	struct route_model other = route_copy(arena, model);
	struct route_options options = {.full = plan->full};
	struct route_plan found;
	struct error why;
	made->factor = factor;
	pull(&other, lever, factor);
	enum status status = route_solve(job, arena, &other, &options, &found, &why);
	job_add(job, 1);
	if (status == STATUS_SOLVE)
		return STATUS_OK;
	if (status != STATUS_OK) {
		if (error != NULL)
			*error = why;
		return status;
	}
	made->exists = true;
	made->cost = moved(route_total(plan), route_total(&found));
	made->carbon = moved(plan->carbon_t, found.carbon_t);
	made->unmet = moved(plan->unmet_mwh, found.unmet_mwh) / model->year;
	for (size_t s = 0; s < model->site_count; s++)
		made->moved += fabs(route_use_of(&other, &found, s).mean -
				    route_use_of(model, plan, s).mean) /
			       2;
	made->built = found.built;
	return STATUS_OK;
}

/* What it does to the cost, either way; a plan that is lost weighs most. */
static double weight(const struct route_lever *lever)
{
	double most = 0;
	for (int i = 0; i < 2; i++)
		most = fmax(most, lever->swings[i].exists ? fabs(lever->swings[i].cost) : INFINITY);
	return most;
}

enum status route_swing_all(struct job *job, struct arena *arena, const struct route_model *model,
			    const struct route_plan *plan, double share,
			    struct route_lever **levers, size_t *count, struct error *error)
{
	struct levers made = {.model = model,
			      .at = arena_array(arena, struct route_lever,
						LEVER_SITES + 2 * model->class_count + 8),
			      .share = share};
	add_prices(&made, plan, arena);
	add_demand(&made);
	add_sites(&made);
	add_costs(&made);
	job_phase(job, "one at a time", "plans", 2 * made.count);
	for (size_t i = 0; i < made.count; i++) {
		struct route_lever lever = made.at[i];
		size_t k = i;
		TRY(swing(job, arena, model, plan, &lever, lever.low, &lever.swings[0], error));
		TRY(swing(job, arena, model, plan, &lever, lever.high, &lever.swings[1], error));
		for (; k > 0 && weight(&made.at[k - 1]) < weight(&lever); k--)
			made.at[k] = made.at[k - 1];
		made.at[k] = lever;
	}
	*levers = made.at;
	*count = made.count;
	return STATUS_OK;
}
