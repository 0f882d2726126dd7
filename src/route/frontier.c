#include "route/frontier.h"

#include <math.h>

#include "route/loss.h"
#include "route/run.h"

/* Ends that differ by less, relative, are one point. */
static const double SAME = 1e-9;

/* Of the points between the ends, the one farthest below their chord, both axes from 0 to 1. */
static void mark_knee(struct route_point *points, size_t count)
{
	double best = 0;
	size_t knee = count;
	if (count < 3)
		return;
	const struct route_plan *first = &points[0].plan, *last = &points[count - 1].plan;
	double carbon = first->carbon_t - last->carbon_t;
	double cost = route_total(last) - route_total(first);
	for (size_t i = 1; i + 1 < count && carbon > 0 && cost > 0; i++) {
		double saved = (first->carbon_t - points[i].plan.carbon_t) / carbon;
		double paid = (route_total(&points[i].plan) - route_total(first)) / cost;
		if (saved - paid <= best + 1e-12)
			continue;
		best = saved - paid;
		knee = i;
	}
	if (knee < count)
		points[knee].knee = true;
}

static enum status fill(struct route_run *run, size_t count, struct route_point *points,
			size_t *made, struct error *error)
{
	struct route_plan cleanest = {0};
	job_phase(run->job, "frontier", "points", count);
	TRY(route_run_solve(run, &points[0].plan, error));
	points[0].cap = points[0].plan.carbon_t;
	*made = 1;
	TRY(route_run_solve_carbon(run, &cleanest, error));
	double most = points[0].plan.carbon_t, least = cleanest.carbon_t;
	if (most - least <= SAME * most)
		return STATUS_OK;
	for (size_t i = 1; i < count; i++) {
		struct route_point *point = &points[i];
		double step = (most - least) * (double)i / (double)(count - 1);
		/* a hair above the least, or rounding would leave no plan */
		point->cap = fmax(most - step, least * (1 + SAME));
		job_add(run->job, 1);
		route_run_cap(run, point->cap);
		TRY(route_run_solve(run, &point->plan, error));
		*made = i + 1;
	}
	return STATUS_OK;
}

/* Of all points: a loss that one does not survive is cut off for all, and all are made again. */
static enum status find_cuts(const struct route_run *run, const struct route_point *points,
			     size_t count, struct route_cuts *cuts, size_t *added,
			     struct error *error)
{
	*added = 0;
	for (size_t i = 0; i < count && run->model->survive > 0; i++) {
		size_t more;
		TRY(route_find_cuts(run->job, run->arena, run->model, &points[i].plan, cuts, &more,
				    error));
		*added += more;
	}
	return STATUS_OK;
}

enum status route_frontier(struct job *job, struct arena *arena, const struct route_model *model,
			   const struct route_options *options, size_t count,
			   struct route_point **points, size_t *made, struct error *error)
{
	struct route_model uncapped = *model;
	struct route_run run;
	*made = 0;
	uncapped.carbon_cap = INFINITY;
	struct route_cuts cuts = {.count = 0};
	struct route_options with = *options;
	enum status status = STATUS_OK;
	with.cuts = &cuts;
	for (size_t added = 1; added > 0 && status == STATUS_OK;) {
		*points = arena_array(arena, struct route_point, count);
		status = route_run_open(&run, job, arena, &uncapped, &with, error);
		if (status == STATUS_OK)
			status = fill(&run, count, *points, made, error);
		route_run_close(&run);
		if (status == STATUS_SOLVE && cuts.count > 0)
			return route_cannot_survive(job, arena, model, error);
		if (status == STATUS_OK)
			status = find_cuts(&run, *points, *made, &cuts, &added, error);
	}
	if (status == STATUS_OK)
		mark_knee(*points, *made);
	return status;
}
