#include "route/program.h"

#include <math.h>

#include "route/loss.h"

static const double MILLION = 1e6;
static const double LARGEST_COST = 1e5; /* of a plain instance, in money units */

static bool hourly(const struct route_model *model, bool full, size_t class)
{
	return full || !model->classes[class].shiftable || model->hour_count == 1;
}

/* Does the class's work move freely between hours in this form? */
static bool moves(const struct route_model *model, size_t class)
{
	return model->classes[class].shiftable && model->hour_count > 1;
}

size_t route_program_columns(const struct route_model *model, bool full)
{
	size_t flows = 0, times = full ? model->hour_count : 1;
	for (size_t r = 0; r < model->region_count; r++)
		for (size_t k = 0; k < model->class_count; k++)
			for (size_t s = 0; s < model->site_count; s++)
				flows += route_allows(model, r, k, s);
	return (flows + model->region_count * model->class_count) * times +
	       model->site_count * model->class_count * model->hour_count + model->build_count;
}

static double money_unit(const struct route_model *model)
{
	double largest = 1, unit = 1;
	if (!model->plain)
		return MILLION;
	for (size_t e = 0; e < model->build_count; e++)
		largest = fmax(largest, model->builds[e].cost);
	for (size_t i = 0; i < model->region_count * model->site_count; i++)
		if (model->pairs[i].exists)
			largest = fmax(largest, fabs(model->pairs[i].net_cost));
	while (largest / unit > LARGEST_COST)
		unit *= 10;
	return unit;
}

static double need_of(const struct route_model *model, size_t r, size_t k, size_t t)
{
	return *route_demand_at(model, r, k, t);
}

/* Demand of a day, MWh. */
static double day_need(const struct route_model *model, size_t r, size_t k, size_t day)
{
	double sum = 0;
	for (size_t t = 0; t < model->hour_count; t++)
		if (model->day[t] == day)
			sum += need_of(model, r, k, t);
	return sum;
}

static double day_weight(const struct route_model *model, size_t day)
{
	for (size_t t = 0; t < model->hour_count; t++)
		if (model->day[t] == day)
			return model->weight[t];
	return 0;
}

static void put_need(struct route_program *program, size_t at, double need, double hours)
{
	if (need <= 0)
		return;
	program->need_row[at] = lp_row(&program->lp, need, need);
	program->need_hours[at] = hours;
}

static void make_need_rows(struct route_program *program)
{
	const struct route_model *model = program->model;
	for (size_t r = 0; r < model->region_count; r++)
		for (size_t k = 0; k < model->class_count; k++) {
			size_t first = (r * model->class_count + k) * program->slots;
			if (!program->full)
				put_need(program, first, route_mean_demand(model, r, k),
					 model->year);
			else if (moves(model, k))
				for (size_t d = 0; d < model->day_count; d++)
					put_need(program, first + d, day_need(model, r, k, d),
						 day_weight(model, d));
			else
				for (size_t t = 0; t < model->hour_count; t++)
					put_need(program, first + t, need_of(model, r, k, t),
						 model->weight[t]);
		}
}

static void make_rows(struct route_program *program)
{
	const struct route_model *model = program->model;
	struct lp *lp = &program->lp;
	make_need_rows(program);
	for (size_t s = 0; s < model->site_count; s++)
		for (size_t t = 0; t < model->hour_count; t++)
			program->room_row[s * model->hour_count + t] =
				lp_row(lp, -HUGE_VAL, model->sites[s].capacity);
	program->unmet_row = lp_row(lp, -HUGE_VAL, HUGE_VAL);
	program->carbon_row =
		lp_row(lp, -HUGE_VAL, isfinite(model->carbon_cap) ? model->carbon_cap : HUGE_VAL);
	program->budget_row =
		isfinite(model->budget) ? lp_row(lp, -HUGE_VAL, model->budget / MILLION) : -1;
}

/* ---- flows ---- */

struct making {
	struct route_program *program;
	int *pool_row; /* (site x class) x hour; -1 */
	int *line_row; /* (region x site) x hour; -1; NULL: no line has a limit */
	int *day_row;  /* (site x class) x day: what is sent and what is run; -1 */
	size_t *flow_room;
};

static size_t pool_at(const struct route_model *model, size_t s, size_t k, size_t t)
{
	return (s * model->class_count + k) * model->hour_count + t;
}

/* One MW there in that hour: its room, pool and carbon. factor: MW of the hour for one of the
 * column. */
static void put_hour(struct making *making, size_t r, size_t k, size_t s, size_t t, double factor)
{
	struct route_program *program = making->program;
	const struct route_model *model = program->model;
	struct lp *lp = &program->lp;
	lp_entry(lp, program->room_row[s * model->hour_count + t], factor);
	if (making->pool_row[pool_at(model, s, k, t)] >= 0)
		lp_entry(lp, making->pool_row[pool_at(model, s, k, t)], factor);
	if (r != ROUTE_NONE && making->line_row != NULL) {
		int line = making->line_row[(r * model->site_count + s) * model->hour_count + t];
		if (line >= 0)
			lp_entry(lp, line, factor * model->classes[k].gbps);
	}
}

static double hour_cost(const struct route_model *model, size_t s, size_t t)
{
	size_t at = s * model->hour_count + t;
	return model->weight[t] * model->price[at] * model->pue[at];
}

static double hour_carbon(const struct route_model *model, size_t s, size_t t)
{
	size_t at = s * model->hour_count + t;
	return model->weight[t] * model->carbon[at] * model->pue[at] / 1000;
}

/* The flow's column; the first of a site with nothing yet also gets a row that ties it to builds:
 * without it the relaxation opens a hundredth of each site. */
static void open_flow(struct making *making, size_t r, size_t k, size_t s, uint32_t hour,
		      double cost, double most)
{
	struct route_program *program = making->program;
	struct route_column *flow = &program->flows[program->flow_count++];
	bool tied = program->model->sites[s].capacity <= 0;
	*flow = (struct route_column){(uint32_t)r, (uint32_t)k, (uint32_t)s, hour, -1, -1};
	if (tied)
		flow->link_row = lp_row(&program->lp, -HUGE_VAL, 0);
	flow->column = lp_column(&program->lp, 0, HUGE_VAL, cost / program->money_unit, false);
	if (tied)
		lp_entry(&program->lp, flow->link_row, 1 / most);
}

static void make_compact_flow(struct making *making, size_t r, size_t k, size_t s)
{
	struct route_program *program = making->program;
	const struct route_model *model = program->model;
	const struct route_pair *pair = route_pair_at(model, r, s);
	double mean = route_mean_demand(model, r, k);
	double cost = model->year * pair->net_cost * model->classes[k].net_factor, carbon = 0;
	bool runs = !hourly(model, false, k);
	if (mean <= 0)
		return;
	for (size_t t = 0; t < model->hour_count && !runs; t++) {
		cost += hour_cost(model, s, t) * need_of(model, r, k, t) / mean;
		carbon += hour_carbon(model, s, t) * need_of(model, r, k, t) / mean;
	}
	open_flow(making, r, k, s, ROUTE_NONE, cost, mean);
	lp_entry(&program->lp, program->need_row[r * model->class_count + k], 1);
	for (size_t t = 0; t < model->hour_count && !runs; t++)
		put_hour(making, r, k, s, t, need_of(model, r, k, t) / mean);
	lp_entry(&program->lp, program->carbon_row, carbon);
	for (size_t d = 0; d < model->day_count && runs; d++)
		lp_entry(&program->lp,
			 making->day_row[(s * model->class_count + k) * model->day_count + d],
			 -day_need(model, r, k, d) / mean);
}

static void make_full_flow(struct making *making, size_t r, size_t k, size_t s, size_t t)
{
	struct route_program *program = making->program;
	const struct route_model *model = program->model;
	const struct route_pair *pair = route_pair_at(model, r, s);
	size_t slot = moves(model, k) ? model->day[t] : t;
	size_t need = (r * model->class_count + k) * program->slots + slot;
	if (program->need_row[need] < 0)
		return;
	double most = program->lp.row_high[program->need_row[need]];
	open_flow(making, r, k, s, (uint32_t)t,
		  hour_cost(model, s, t) +
			  model->weight[t] * pair->net_cost * model->classes[k].net_factor,
		  most);
	lp_entry(&program->lp, program->need_row[need], 1);
	put_hour(making, r, k, s, t, 1);
	lp_entry(&program->lp, program->carbon_row, hour_carbon(model, s, t));
}

static void make_runs(struct making *making)
{
	struct route_program *program = making->program;
	const struct route_model *model = program->model;
	for (size_t s = 0; s < model->site_count; s++)
		for (size_t k = 0; k < model->class_count; k++)
			for (size_t t = 0; t < model->hour_count; t++) {
				size_t at = pool_at(model, s, k, t);
				program->run_column[at] = -1;
				if (program->full || !moves(model, k))
					continue;
				program->run_column[at] = lp_column(
					&program->lp, 0, HUGE_VAL,
					hour_cost(model, s, t) / program->money_unit, false);
				lp_entry(&program->lp,
					 making->day_row[(s * model->class_count + k) *
								 model->day_count +
							 model->day[t]],
					 1);
				put_hour(making, ROUTE_NONE, k, s, t, 1);
				lp_entry(&program->lp, program->carbon_row,
					 hour_carbon(model, s, t));
			}
}

static void make_flows(struct making *making)
{
	struct route_program *program = making->program;
	const struct route_model *model = program->model;
	for (size_t r = 0; r < model->region_count; r++)
		for (size_t k = 0; k < model->class_count; k++)
			for (size_t s = 0; s < model->site_count; s++) {
				if (!route_allows(model, r, k, s))
					continue;
				if (!program->full)
					make_compact_flow(making, r, k, s);
				for (size_t t = 0; t < model->hour_count && program->full; t++)
					make_full_flow(making, r, k, s, t);
			}
}

static void make_side_rows(struct making *making, struct arena *arena)
{
	struct route_program *program = making->program;
	const struct route_model *model = program->model;
	size_t pools = model->site_count * model->class_count;
	size_t lines = model->region_count * model->site_count;
	bool limited = false;
	making->pool_row = arena_array(arena, int, pools * model->hour_count);
	making->day_row = arena_array(arena, int, pools * model->day_count);
	for (size_t i = 0; i < pools * model->hour_count; i++) {
		double pool = model->pools == NULL ? HUGE_VAL : model->pools[i / model->hour_count];
		making->pool_row[i] = isfinite(pool) ? lp_row(&program->lp, -HUGE_VAL, pool) : -1;
	}
	for (size_t i = 0; i < pools * model->day_count; i++) {
		size_t class = i / model->day_count % model->class_count;
		making->day_row[i] =
			!program->full && moves(model, class) ? lp_row(&program->lp, 0, 0) : -1;
	}
	for (size_t i = 0; i < lines; i++)
		limited |= model->pairs[i].exists && isfinite(model->pairs[i].gbps);
	if (!limited)
		return;
	making->line_row = arena_array(arena, int, lines * model->hour_count);
	for (size_t i = 0; i < lines * model->hour_count; i++) {
		const struct route_pair *pair = &model->pairs[i / model->hour_count];
		making->line_row[i] = pair->exists && isfinite(pair->gbps)
					      ? lp_row(&program->lp, -HUGE_VAL, pair->gbps)
					      : -1;
	}
}

static void make_unmet(struct route_program *program)
{
	const struct route_model *model = program->model;
	size_t needs = model->region_count * model->class_count * program->slots;
	for (size_t i = 0; i < needs; i++) {
		size_t class = i / program->slots % model->class_count;
		if (program->need_row[i] < 0)
			continue;
		program->unmet_column[i] = lp_column(&program->lp, 0, HUGE_VAL, 0, false);
		lp_entry(&program->lp, program->need_row[i], 1);
		lp_entry(&program->lp, program->unmet_row,
			 program->need_hours[i] * model->classes[class].shed_cost /
				 program->money_unit);
	}
}

/* ---- builds ---- */

static bool same_build(const struct route_build *a, const struct route_build *b)
{
	return a->site == b->site && a->size == b->size && a->cost == b->cost &&
	       a->status == b->status && a->after == b->after && a->group == b->group &&
	       a->group == ROUTE_NONE;
}

/* Rows between builds are made before the columns: row[e] is "e needs what it comes after", or, for
 * a twin of another build, "the one whose name comes first goes first". */
static void make_builds(struct route_program *program, struct arena *arena, const uint8_t *force,
			const struct route_cuts *cuts)
{
	const struct route_model *model = program->model;
	struct lp *lp = &program->lp;
	int *row = arena_array(arena, int, model->build_count);
	int *group = arena_array(arena, int, model->build_count + 1);
	uint32_t *before = arena_array(arena, uint32_t, model->build_count);
	const uint32_t *ranks = route_build_ranks(arena, model);
	for (size_t e = 0; e < model->build_count; e++) {
		const struct route_build *build = &model->builds[e];
		before[e] = build->after;
		for (size_t i = 0;
		     force == NULL && build->after == ROUTE_NONE && i < model->build_count; i++)
			if (i != e && same_build(&model->builds[i], build) && ranks[i] < ranks[e] &&
			    (before[e] == ROUTE_NONE || ranks[i] > ranks[before[e]]))
				before[e] = (uint32_t)i;
		row[e] = before[e] == ROUTE_NONE ? -1 : lp_row(lp, -HUGE_VAL, 0);
		group[e] = -1;
		if (build->group == e)
			group[e] = lp_row(lp, -HUGE_VAL, 1);
		program->budget_binds |= build->group != ROUTE_NONE;
	}
	program->budget_binds |= program->budget_row >= 0;
	int first_cut = (int)lp->rows;
	for (size_t i = 0; cuts != NULL && i < cuts->count; i++)
		lp_row(lp, -HUGE_VAL, cuts->most[i]);
	bool linked = false;
	for (size_t i = 0; i < program->flow_count; i++)
		linked |= program->flows[i].link_row >= 0;
	for (size_t e = 0; e < model->build_count; e++) {
		const struct route_build *build = &model->builds[e];
		enum route_force forced = force == NULL ? ROUTE_FREE : (enum route_force)force[e];
		program->build_column[e] = lp_column(lp, forced == ROUTE_IN, forced != ROUTE_OUT,
						     build->cost / program->money_unit, true);
		for (size_t t = 0; t < model->hour_count; t++)
			lp_entry(lp, program->room_row[build->site * model->hour_count + t],
				 -build->size);
		if (program->budget_row >= 0)
			lp_entry(lp, program->budget_row, build->cost / MILLION);
		if (build->group != ROUTE_NONE)
			lp_entry(lp, group[build->group], 1);
		if (row[e] >= 0)
			lp_entry(lp, row[e], 1);
		for (size_t i = 0; cuts != NULL && i < cuts->count; i++)
			lp_entry(lp, first_cut + (int)i, cuts->coefficients[i][e]);
		for (size_t i = 0; i < model->build_count; i++)
			if (row[i] >= 0 && before[i] == e)
				lp_entry(lp, row[i], -1);
		for (size_t i = 0; i < program->flow_count && linked; i++)
			if (program->flows[i].site == build->site &&
			    program->flows[i].link_row >= 0)
				lp_entry(lp, program->flows[i].link_row, -1);
	}
}

static void fill(int *at, size_t count, int value)
{
	for (size_t i = 0; i < count; i++)
		at[i] = value;
}

void route_program_make(struct route_program *program, struct arena *arena,
			const struct route_model *model, bool full, const uint8_t *force,
			const struct route_cuts *cuts)
{
	*program = (struct route_program){
		.model = model, .full = full && model->hour_count > 1, .slots = 1};
	if (program->full)
		program->slots = model->hour_count;
	size_t needs = model->region_count * model->class_count * program->slots;
	program->money_unit = money_unit(model);
	program->need_row = arena_array(arena, int, needs);
	program->unmet_column = arena_array(arena, int, needs);
	program->need_hours = arena_array(arena, double, needs);
	program->room_row = arena_array(arena, int, model->site_count * model->hour_count);
	program->run_column =
		arena_array(arena, int, model->site_count * model->class_count * model->hour_count);
	program->build_column = arena_array(arena, int, model->build_count);
	program->flows = arena_array(arena, struct route_column,
				     route_program_columns(model, program->full));
	fill(program->need_row, needs, -1);
	fill(program->unmet_column, needs, -1);
	lp_init(&program->lp);
	make_rows(program);
	struct making making = {.program = program};
	make_side_rows(&making, arena);
	make_flows(&making);
	make_runs(&making);
	make_unmet(program);
	make_builds(program, arena, force, cuts);
}
