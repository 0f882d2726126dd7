#include "route/why.h"

#include <math.h>

static const double FULL = 1e-6; /* MW */

static double flow_of(const struct route_model *model, const struct route_plan *plan, size_t r,
		      size_t k, size_t s)
{
	return plan->flow[(r * model->class_count + k) * model->site_count + s];
}

double route_more_room(const struct route_model *model, const struct route_plan *plan, size_t site)
{
	double sum = 0;
	for (size_t t = 0; t < model->hour_count; t++)
		sum += plan->room_price[site * model->hour_count + t];
	return sum;
}

struct route_use route_use_of(const struct route_model *model, const struct route_plan *plan,
			      size_t site)
{
	struct route_use use = {.least = INFINITY};
	for (size_t t = 0; t < model->hour_count; t++) {
		double used = plan->used[site * model->hour_count + t];
		use.full_hours += plan->room[site] > 0 && used >= plan->room[site] - FULL;
		use.mean += used * model->weight[t] / model->year;
		use.least = fmin(use.least, used);
		use.most = fmax(use.most, used);
	}
	return use;
}

double route_mean_latency(const struct route_model *model, const struct route_plan *plan,
			  size_t class)
{
	double sum = 0, served = 0;
	for (size_t r = 0; r < model->region_count; r++)
		for (size_t s = 0; s < model->site_count; s++) {
			double flow = flow_of(model, plan, r, class, s);
			if (flow <= 0)
				continue;
			sum += flow * route_pair_at(model, r, s)->rtt / 2;
			served += flow;
		}
	return served > 0 ? sum / served : NAN;
}

static enum route_obstacle obstacle_at(const struct route_model *model,
				       const struct route_plan *plan, size_t r, size_t k, size_t s)
{
	size_t at = (r * model->class_count + k) * model->site_count + s;
	if (route_pair_at(model, r, s)->rtt > model->classes[k].most_rtt)
		return OBSTACLE_LATENCY;
	if (model->rules != NULL && model->rules[at] == RULE_FORBIDDEN)
		return OBSTACLE_FORBIDDEN;
	if (model->rules != NULL && model->rules[at] == RULE_RESIDENCY)
		return OBSTACLE_RESIDENCY;
	if (plan->room[s] <= FULL)
		return OBSTACLE_NOTHING;
	if (route_more_room(model, plan, s) > 1e-6)
		return OBSTACLE_FULL;
	if (plan->carbon_price > 1e-6)
		return OBSTACLE_CARBON;
	return OBSTACLE_OTHER;
}

static void find_runner_up(const struct route_model *model, const struct route_plan *plan, size_t r,
			   size_t k, struct route_why *why)
{
	for (uint32_t s = 0; s < model->site_count; s++) {
		double gap = plan->gap[(r * model->class_count + k) * model->site_count + s];
		if (s == why->site || isnan(gap) || plan->room[s] <= FULL)
			continue;
		if (why->runner_up != ROUTE_NONE && gap >= why->gap)
			continue;
		why->runner_up = s;
		why->gap = gap;
	}
}

static void find_cheaper(const struct route_model *model, const struct route_plan *plan, size_t r,
			 size_t k, struct route_why *why)
{
	double least = why->unit_cost - 1e-6;
	for (uint32_t s = 0; s < model->site_count; s++) {
		double cost = route_unit_cost(model, r, k, s);
		if (!route_pair_at(model, r, s)->exists || s == why->site || cost >= least)
			continue;
		least = why->cheaper_cost = cost;
		why->cheaper = s;
	}
	if (why->cheaper == ROUTE_NONE)
		return;
	why->obstacle = obstacle_at(model, plan, r, k, why->cheaper);
	why->room_price = route_more_room(model, plan, why->cheaper) / model->year;
}

struct route_why route_explain(const struct route_model *model, const struct route_plan *plan,
			       size_t region, size_t class)
{
	struct route_why why = {.site = ROUTE_NONE, .runner_up = ROUTE_NONE, .cheaper = ROUTE_NONE};
	for (uint32_t s = 0; s < model->site_count; s++) {
		double flow = flow_of(model, plan, region, class, s);
		if (flow <= FULL || flow <= why.megawatts + FULL)
			continue;
		why.site = s;
		why.megawatts = flow;
	}
	if (why.site == ROUTE_NONE)
		return why;
	why.unit_cost = route_unit_cost(model, region, class, why.site);
	find_runner_up(model, plan, region, class, &why);
	find_cheaper(model, plan, region, class, &why);
	return why;
}
