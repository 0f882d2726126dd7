#include "route/extract.h"

#include <math.h>

/* MW and CNY below this are rounding errors of the solver. */
static const double NOTHING = 1e-7;

static double tidy(double value)
{
	return fabs(value) < NOTHING ? 0 : value;
}

static size_t flow_at(const struct route_model *model, size_t r, size_t k, size_t s)
{
	return (r * model->class_count + k) * model->site_count + s;
}

static void make_room(const struct route_run *run, struct route_plan *plan)
{
	const struct route_model *model = run->model;
	struct arena *arena = run->arena;
	size_t needs = model->region_count * model->class_count;
	size_t flows = needs * model->site_count, rooms = model->site_count * model->hour_count;
	plan->flow = arena_array(arena, double, flows);
	plan->gap = arena_array(arena, double, flows);
	plan->unmet = arena_array(arena, double, needs);
	plan->need_price = arena_array(arena, double, needs);
	plan->used = arena_array(arena, double, rooms);
	plan->room_price = arena_array(arena, double, rooms);
	plan->room = arena_array(arena, double, model->site_count);
	plan->built = arena_array(arena, bool, model->build_count);
	for (size_t i = 0; i < flows; i++)
		plan->gap[i] = NAN;
}

static void take_builds(const struct route_run *run, struct route_plan *plan)
{
	const struct route_model *model = run->model;
	for (size_t s = 0; s < model->site_count; s++)
		plan->room[s] = model->sites[s].capacity;
	for (size_t e = 0; e < model->build_count; e++) {
		const struct route_build *build = &model->builds[e];
		plan->built[e] = run->x[run->program.build_column[e]] > 0.5;
		if (!plan->built[e])
			continue;
		plan->room[build->site] += build->size;
		plan->build_cost += build->cost;
	}
}

/* MW that the column serves in the hour. */
static double in_hour(const struct route_model *model, const struct route_column *flow, double x,
		      size_t t)
{
	if (flow->hour != ROUTE_NONE)
		return flow->hour == t ? x : 0;
	double mean = route_mean_demand(model, flow->region, flow->class);
	return x * *route_demand_at(model, flow->region, flow->class, t) / mean;
}

static void take_flow(const struct route_run *run, const struct route_column *flow,
		      struct route_plan *plan)
{
	const struct route_model *model = run->model;
	size_t at = flow_at(model, flow->region, flow->class, flow->site);
	double x = tidy(fmax(0, run->x[flow->column]));
	double gap = fmax(0, run->reduced[flow->column]) * run->program.money_unit;
	double weight = flow->hour == ROUTE_NONE ? 1 : model->weight[flow->hour] / model->year;
	bool moved = model->classes[flow->class].shiftable && model->hour_count > 1;
	plan->flow[at] += x * weight;
	if (flow->hour == ROUTE_NONE) {
		plan->gap[at] = gap / model->year;
	} else if (moved) {
		gap /= model->weight[flow->hour];
		plan->gap[at] = isnan(plan->gap[at]) ? gap : fmin(plan->gap[at], gap);
	} else {
		double need = *route_demand_at(model, flow->region, flow->class, flow->hour);
		double mean = route_mean_demand(model, flow->region, flow->class);
		plan->gap[at] = (isnan(plan->gap[at]) ? 0 : plan->gap[at]) +
				gap * need / (mean * model->year);
	}
	if (flow->hour == ROUTE_NONE && moved)
		return; /* its hours are those of the run columns */
	for (size_t t = 0; t < model->hour_count; t++)
		plan->used[flow->site * model->hour_count + t] += in_hour(model, flow, x, t);
}

static void take_flows(const struct route_run *run, struct route_plan *plan)
{
	const struct route_model *model = run->model;
	size_t runs = model->site_count * model->class_count * model->hour_count;
	for (size_t i = 0; i < run->program.flow_count; i++)
		take_flow(run, &run->program.flows[i], plan);
	for (size_t i = 0; i < runs; i++) {
		int column = run->program.run_column[i];
		size_t site = i / model->hour_count / model->class_count;
		if (column >= 0)
			plan->used[site * model->hour_count + i % model->hour_count] +=
				fmax(0, run->x[column]);
	}
}

static void take_needs(const struct route_run *run, struct route_plan *plan)
{
	const struct route_model *model = run->model;
	size_t needs = model->region_count * model->class_count;
	for (size_t i = 0; i < needs; i++) {
		double demand =
			route_mean_demand(model, i / model->class_count, i % model->class_count);
		for (size_t slot = 0; slot < run->program.slots; slot++) {
			size_t at = i * run->program.slots + slot;
			if (run->program.need_row[at] < 0)
				continue;
			double hours = run->program.need_hours[at];
			double share = run->program.lp.row_high[run->program.need_row[at]] * hours /
				       (demand * model->year);
			plan->unmet[i] += fmax(0, run->x[run->program.unmet_column[at]]) * hours /
					  model->year;
			plan->need_price[i] += share * run->dual[run->program.need_row[at]] *
					       run->program.money_unit / hours;
		}
		plan->unmet[i] = tidy(plan->unmet[i]);
		plan->demand_mwh += demand * model->year;
		plan->unmet_mwh += plan->unmet[i] * model->year;
		plan->unmet_cost += plan->unmet[i] * model->year *
				    model->classes[i % model->class_count].shed_cost;
	}
}

static void take_costs(const struct route_run *run, struct route_plan *plan)
{
	const struct route_model *model = run->model;
	for (size_t i = 0; i < model->site_count * model->hour_count; i++) {
		double mwh = model->weight[i % model->hour_count] * plan->used[i] * model->pue[i];
		double price = -run->dual[run->program.room_row[i]] * run->program.money_unit;
		plan->used[i] = tidy(plan->used[i]);
		plan->room_price[i] = price < 1e-6 ? 0 : price;
		plan->energy_cost += mwh * model->price[i];
		plan->carbon_t += mwh * model->carbon[i] / 1000;
	}
	for (size_t r = 0; r < model->region_count; r++)
		for (size_t k = 0; k < model->class_count; k++)
			for (size_t s = 0; s < model->site_count; s++) {
				double flow = plan->flow[flow_at(model, r, k, s)];
				if (flow > 0)
					plan->network_cost += flow * model->year *
							      route_pair_at(model, r, s)->net_cost *
							      model->classes[k].net_factor;
			}
}

void route_extract(const struct route_run *run, struct route_plan *plan)
{
	make_room(run, plan);
	take_builds(run, plan);
	take_flows(run, plan);
	take_needs(run, plan);
	take_costs(run, plan);
	plan->carbon_price = fmax(0, -run->dual[run->program.carbon_row] * run->program.money_unit);
	plan->full = run->program.full;
	plan->columns = run->program.lp.columns;
	plan->rows = run->program.lp.rows;
}
