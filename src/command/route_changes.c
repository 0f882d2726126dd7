/* What if: the changes of the command line, and what moves. */
#include "command/route.h"

#include <math.h>

#include "route/change.h"

static const double BILLION = 1e9, MILLION_T = 1e6;
/* MW, or share of the largest value, below which nothing has moved. */
static const double SAME = 1e-6;

bool route_is_changed(const struct request *request)
{
	static const char *const options[] = {"set",	    "scale", "close",
					      "carbon-cap", "limit", "n-1"};
	for (size_t i = 0; i < sizeof options / sizeof *options; i++)
		if (request_given(request, options[i]))
			return true;
	return false;
}

enum status route_apply_changes(struct routing *routing, struct error *error)
{
	struct request *request = routing->request;
	struct route_model *model = &routing->model;
	*model = route_copy(request->arena, &routing->given);
	TRY(route_set(model, request_text(request, "set"), error));
	TRY(route_scale(model, request_text(request, "scale"), error));
	TRY(route_shut(model, request_text(request, "close"), error));
	TRY(route_limit(model, request_text(request, "limit"), error));
	if (request_given(request, "carbon-cap"))
		model->carbon_cap = request_real(request, "carbon-cap") * MILLION_T;
	if (request_given(request, "n-1"))
		model->survive = request_real(request, "n-1") / 100;
	return STATUS_OK;
}

static void put_change(struct routing *routing, const char *what, const char *what_zh,
		       const char *unit, double before, double after)
{
	struct answer *answer = routing->answer;
	double moved = after - before;
	/* The last digits of a sum are no change. */
	if (fabs(moved) <= 1e-12 * fabs(before))
		moved = 0;
	answer_row(answer);
	route_put_words(routing, what, what_zh);
	answer_put_string(answer, route_unit(routing, unit));
	answer_put_real(answer, before);
	answer_put_real(answer, after);
	answer_put_real(answer, moved);
	answer_put_real(answer, fabs(before) > 0 ? moved / fabs(before) : NAN);
}

static double served(const struct route_plan *plan)
{
	return plan->demand_mwh > 0 ? 1 - plan->unmet_mwh / plan->demand_mwh : 1;
}

static void put_totals(struct routing *routing, const struct route_plan *before)
{
	const struct route_plan *after = &routing->plan;
	double money = routing->model.plain ? 1 : BILLION;
	const char *unit = "billion CNY a year";
	put_change(routing, "served", "满足", "share", served(before), served(after));
	put_change(routing, "cost", "成本", unit, route_total(before) / money,
		   route_total(after) / money);
	if (!routing->model.plain)
		put_change(routing, "electricity", "电费", unit, before->energy_cost / money,
			   after->energy_cost / money);
	put_change(routing, "network", "网络", unit, before->network_cost / money,
		   after->network_cost / money);
	put_change(routing, "builds", "建设", unit, before->build_cost / money,
		   after->build_cost / money);
	if (!routing->model.plain)
		put_change(routing, "carbon", "碳排放", "million t a year",
			   before->carbon_t / MILLION_T, after->carbon_t / MILLION_T);
	if (isfinite(routing->model.carbon_cap))
		put_change(routing, "price of carbon", "碳价", "CNY a t", before->carbon_price,
			   after->carbon_price);
}

static void put_builds_that_move(struct routing *routing, const struct route_plan *before)
{
	const struct route_model *model = &routing->model;
	struct arena *arena = routing->request->arena;
	for (size_t e = 0; e < model->build_count; e++) {
		const char *name = route_text(routing, model->builds[e].name);
		if (before->built[e] == routing->plan.built[e])
			continue;
		put_change(routing, arena_printf(arena, "build %s", name),
			   arena_printf(arena, "建设 %s", name), "MW",
			   before->built[e] ? model->builds[e].size : 0,
			   routing->plan.built[e] ? model->builds[e].size : 0);
	}
}

static void put_sites_that_move(struct routing *routing, const struct route_plan *before)
{
	const struct route_model *model = &routing->model;
	struct arena *arena = routing->request->arena;
	for (size_t s = 0; s < model->site_count; s++) {
		double was = route_use_of(model, before, s).mean;
		double is = route_use_of(model, &routing->plan, s).mean;
		const char *name = route_text(routing, model->sites[s].name);
		if (fabs(is - was) <= SAME * (1 + was))
			continue;
		put_change(routing, arena_printf(arena, "used at %s", name),
			   arena_printf(arena, "%s 使用", name), "MW", was, is);
	}
}

static void put_needs_that_move(struct routing *routing, const struct route_plan *before)
{
	const struct route_model *model = &routing->model;
	struct arena *arena = routing->request->arena;
	for (size_t i = 0; i < model->region_count * model->class_count; i++) {
		const char *region = route_text(routing, model->regions[i / model->class_count]);
		const char *class =
			route_text(routing, model->classes[i % model->class_count].name);
		for (size_t s = 0; s < model->site_count; s++) {
			double was = before->flow[i * model->site_count + s];
			double is = routing->plan.flow[i * model->site_count + s];
			const char *site = route_text(routing, model->sites[s].name);
			if (fabs(is - was) <= SAME * (1 + was))
				continue;
			put_change(routing,
				   arena_printf(arena, "%s, %s at %s", region, class, site),
				   arena_printf(arena, "%s，%s 在 %s", region, class, site), "MW",
				   was, is);
		}
	}
}

/* Totals, then what moves: builds, sites, and who is served where. */
enum status route_show_change(struct routing *routing, struct error *error)
{
	struct request *request = routing->request;
	struct answer *answer = routing->answer;
	struct route_plan before;
	TRY(route_solve(request->job, request->arena, &routing->given, &routing->options, &before,
			error));
	route_words_column(routing, "fact", "what is told");
	answer_column(answer, "unit", "", "of the values", SHOW_PLAIN);
	answer_column(answer, "before", "", "tables as given", SHOW_PLAIN);
	answer_column(answer, "after", "", "with the changes", SHOW_PLAIN);
	answer_column(answer, "difference", "", "after - before", SHOW_PLAIN);
	answer_column(answer, "relative", "", "difference / before", SHOW_HIDDEN);
	put_totals(routing, &before);
	put_builds_that_move(routing, &before);
	put_sites_that_move(routing, &before);
	put_needs_that_move(routing, &before);
	return STATUS_OK;
}
