/* Flows, sites and reasons of qipan route. */
#include "command/route.h"

#include <math.h>
#include <stdlib.h>

#include "route/range.h"
#include "view/picture.h"

static const double SHOWN = 1e-6; /* MW */

/* ---- flows ---- */

struct flow_row {
	size_t at;
	double megawatts;
	size_t rank; /* by the names of region, class, site */
};

static size_t rank_of(const struct route_model *model, size_t at, const uint32_t *regions,
		      const uint32_t *classes, const uint32_t *sites)
{
	size_t need = at / model->site_count, region = regions[need / model->class_count];
	return (region * model->class_count + classes[need % model->class_count]) *
		       model->site_count +
	       sites[at % model->site_count];
}

static int larger_first(const void *a, const void *b)
{
	const struct flow_row *x = a, *y = b;
	double a_size = round(x->megawatts / SHOWN), b_size = round(y->megawatts / SHOWN);
	if (a_size != b_size)
		return a_size < b_size ? 1 : -1;
	return x->rank < y->rank ? -1 : x->rank > y->rank;
}

static void put_flow(struct routing *routing, const struct flow_row *row, double before)
{
	const struct route_model *model = &routing->model;
	struct answer *answer = routing->answer;
	size_t s = row->at % model->site_count, need = row->at / model->site_count;
	size_t k = need % model->class_count, r = need / model->class_count;
	answer_row(answer);
	answer_put_text(answer, model->regions[r]);
	answer_put_text(answer, model->classes[k].name);
	answer_put_text(answer, model->sites[s].name);
	answer_put_real(answer, row->megawatts);
	answer_put_real(answer, row->megawatts / (routing->plan.demand_mwh / model->year));
	answer_put_real(answer, before);
	answer_put_real(answer, model->plain ? NAN : route_pair_at(model, r, s)->rtt);
	answer_put_real(answer, route_unit_cost(model, r, k, s));
	answer_put_real(answer, row->megawatts * model->year * route_site_carbon(model, s));
}

/* The same as a picture, when it is wanted. */
static void draw(struct routing *routing, const struct flow_row *rows, size_t count)
{
	const struct route_model *model = &routing->model;
	struct arena *arena = routing->request->arena;
	struct slice *sites = arena_array(arena, struct slice, model->site_count);
	struct slice *classes = arena_array(arena, struct slice, model->class_count);
	struct picture_flow *flows = arena_array(arena, struct picture_flow, count);
	for (size_t s = 0; s < model->site_count; s++)
		sites[s] = model->sites[s].name;
	for (size_t k = 0; k < model->class_count; k++)
		classes[k] = model->classes[k].name;
	for (size_t i = 0; i < count; i++) {
		size_t need = rows[i].at / model->site_count;
		flows[i] = (struct picture_flow){(uint32_t)(need / model->class_count),
						 (uint32_t)(rows[i].at % model->site_count),
						 (uint32_t)(need % model->class_count),
						 rows[i].megawatts};
	}
	struct picture_flows picture = {.title = routing->answer->title,
					.unit = slice_from(route_unit(routing, "MW")),
					.from = model->regions,
					.to = sites,
					.kinds = classes,
					.from_count = model->region_count,
					.to_count = model->site_count,
					.kind_count = model->class_count,
					.flows = flows,
					.flow_count = count};
	struct buffer out;
	buffer_init(&out);
	picture_append_flows(&out, &picture);
	routing->answer->raw = arena_copy(arena, buffer_slice(&out));
	buffer_release(&out);
}

enum status route_show_flows(struct routing *routing, struct error *error)
{
	const struct route_model *model = &routing->model;
	struct answer *answer = routing->answer;
	size_t flows = model->region_count * model->class_count * model->site_count, count = 0;
	struct flow_row *rows = arena_array(routing->request->arena, struct flow_row, flows);
	double covered = 0;
	(void)error;
	answer_column(answer, "region", "", "whose jobs", SHOW_PLAIN);
	answer_column(answer, "class", "", "class of jobs", SHOW_PLAIN);
	answer_column(answer, "site", "", "where they run", SHOW_PLAIN);
	answer_column(answer, "megawatts", route_unit(routing, "MW"), "mean IT load", SHOW_PLAIN);
	answer_column(answer, "share", "", "of all demand", SHOW_SHARE);
	answer_column(answer, "covered", "", "of all demand, with the rows above", SHOW_SHARE);
	answer_column(answer, "rtt", "ms", "there and back",
		      model->plain ? SHOW_HIDDEN : SHOW_PLAIN);
	answer_column(answer, "unit_cost", route_unit(routing, "CNY/MWh"),
		      "electricity with overhead, and network", SHOW_PLAIN);
	answer_column(answer, "carbon", "t a year", "emitted for it",
		      model->plain ? SHOW_HIDDEN : SHOW_PLAIN);
	const uint32_t *regions = route_region_ranks(routing->request->arena, model);
	const uint32_t *classes = route_class_ranks(routing->request->arena, model);
	const uint32_t *sites = route_site_ranks(routing->request->arena, model);
	for (size_t i = 0; i < flows; i++)
		if (routing->plan.flow[i] > SHOWN)
			rows[count++] =
				(struct flow_row){i, routing->plan.flow[i],
						  rank_of(model, i, regions, classes, sites)};
	if (count > 1)
		qsort(rows, count, sizeof *rows, larger_first);
	for (size_t i = 0; i < count; i++) {
		covered += rows[i].megawatts;
		put_flow(routing, &rows[i], covered / (routing->plan.demand_mwh / model->year));
	}
	if (request_flag(routing->request, "svg"))
		draw(routing, rows, count);
	return STATUS_OK;
}

/* ---- sites ---- */

/* What a picture needs of all sites, without solving again for what their room is worth. */
enum status route_show_places(struct routing *routing, struct error *error)
{
	const struct route_model *model = &routing->model;
	struct answer *answer = routing->answer;
	(void)error;
	answer_column(answer, "site", "", "site", SHOW_PLAIN);
	answer_column(answer, "region", "", "where it stands, as the table says", SHOW_PLAIN);
	answer_column(answer, "room", route_unit(routing, "MW"), "capacity with what is built",
		      SHOW_PLAIN);
	answer_column(answer, "used", route_unit(routing, "MW"), "mean over the year", SHOW_PLAIN);
	route_figure_columns(routing);
	for (size_t s = 0; s < model->site_count; s++) {
		answer_row(answer);
		answer_put_text(answer, model->sites[s].name);
		answer_put_text(answer, model->sites[s].region);
		answer_put_real(answer, routing->plan.room[s]);
		answer_put_real(answer, route_use_of(model, &routing->plan, s).mean);
		route_put_figure(routing, &model->sites[s].figure);
	}
	return STATUS_OK;
}

static void put_range(struct routing *routing, const struct route_range *range)
{
	struct answer *answer = routing->answer;
	answer_put_real(answer, range->known ? range->more : NAN);
	answer_put_real(answer, range->known ? range->one_more : NAN);
	answer_put_real(answer, range->known ? range->before : NAN);
	answer_put_real(answer, range->known ? range->less : NAN);
}

static void put_site(struct routing *routing, uint32_t s, const struct route_range *range)
{
	const struct route_model *model = &routing->model;
	const struct route_plan *plan = &routing->plan;
	struct answer *answer = routing->answer;
	struct route_use use = route_use_of(model, plan, s);
	double energy = 0, carbon = 0;
	for (size_t t = 0; t < model->hour_count; t++) {
		size_t at = s * model->hour_count + t;
		double mwh = plan->used[at] * model->weight[t] * model->pue[at];
		energy += mwh;
		carbon += mwh * model->carbon[at] / 1000;
	}
	answer_row(answer);
	answer_put_text(answer, model->sites[s].name);
	answer_put_text(answer, model->sites[s].region);
	answer_put_real(answer, model->sites[s].capacity);
	answer_put_real(answer, plan->room[s]);
	answer_put_real(answer, use.mean);
	answer_put_real(answer, plan->room[s] > 0 ? use.mean / plan->room[s] : NAN);
	answer_put_real(answer, use.least);
	answer_put_real(answer, use.most);
	answer_put_integer(answer, (int64_t)use.full_hours);
	answer_put_real(answer, range == NULL  ? route_more_room(model, plan, s)
				: range->known ? range->price
					       : 0);
	answer_put_real(answer, route_power_cost(model, s));
	answer_put_real(answer, energy);
	answer_put_real(answer, carbon);
	if (range != NULL)
		put_range(routing, range);
	route_put_figure(routing, &model->sites[s].figure);
}

static void range_columns(struct routing *routing)
{
	struct answer *answer = routing->answer;
	const char *money = route_unit(routing, "CNY a year"), *mw = route_unit(routing, "MW");
	answer_column(answer, "holds_for", mw,
		      "so many MW more save one_more_mw each; empty beside a price: any number",
		      SHOW_PLAIN);
	answer_column(answer, "one_more_checked", money,
		      "what exactly one more MW saves, solved again", SHOW_HIDDEN);
	answer_column(answer, "last_mw", money, "what the last MW of its room saves", SHOW_HIDDEN);
	answer_column(answer, "last_holds_for", mw, "so many MW of its room save last_mw each",
		      SHOW_HIDDEN);
}

enum status route_show_sites(struct routing *routing, struct error *error)
{
	struct answer *answer = routing->answer;
	enum column_show power = routing->model.plain ? SHOW_HIDDEN : SHOW_PLAIN;
	struct route_range *ranges = NULL;
	if (request_flag(routing->request, "ranges"))
		TRY(route_price_ranges(routing->request->job, routing->request->arena,
				       &routing->model, &routing->plan, &ranges, error));
	answer_column(answer, "site", "", "site", SHOW_PLAIN);
	answer_column(answer, "region", "", "where it stands, as the table says", SHOW_HIDDEN);
	answer_column(answer, "capacity", route_unit(routing, "MW"), "in service", SHOW_HIDDEN);
	answer_column(answer, "room", route_unit(routing, "MW"), "capacity with what is built",
		      SHOW_PLAIN);
	answer_column(answer, "used", route_unit(routing, "MW"), "mean over the year", SHOW_PLAIN);
	answer_column(answer, "use", "", "used / room", SHOW_SHARE);
	answer_column(answer, "used_least", route_unit(routing, "MW"), "in the emptiest hour",
		      SHOW_HIDDEN);
	answer_column(answer, "used_most", route_unit(routing, "MW"), "in the fullest hour",
		      SHOW_HIDDEN);
	answer_column(answer, "full_hours", "hours", "of the tables in which it is full", power);
	answer_column(
		answer, "one_more_mw", route_unit(routing, "CNY a year"),
		ranges == NULL
			? "what one more MW of room would save, builds as chosen: the dual, which "
			  "is "
			  "one-sided where the plan is degenerate (--ranges solves again)"
			: "what one more MW of room would save, builds as chosen; solved again, so "
			  "that it holds also where a dual is one-sided",
		SHOW_PLAIN);
	answer_column(answer, "power_cost", "CNY/MWh", "electricity with overhead, a MWh of IT",
		      power);
	answer_column(answer, "energy", "MWh a year", "from the grid", SHOW_HIDDEN);
	answer_column(answer, "carbon", "t a year", "emitted there", power);
	if (ranges != NULL)
		range_columns(routing);
	route_figure_columns(routing);
	for (uint32_t s = 0; s < routing->model.site_count; s++)
		put_site(routing, s, ranges == NULL ? NULL : &ranges[s]);
	return STATUS_OK;
}

/* ---- why ---- */

static void put_obstacle(struct routing *routing, size_t r, size_t k, const struct route_why *why)
{
	const struct route_model *model = &routing->model;
	struct arena *arena = routing->request->arena;
	double rtt = route_pair_at(model, r, why->cheaper)->rtt;
	switch (why->obstacle) {
	case OBSTACLE_LATENCY:
		route_put_words(routing,
				arena_printf(arena, "latency: %g ms, the limit is %g", rtt,
					     model->classes[k].most_rtt),
				arena_printf(arena, "时延：%g ms，上限 %g", rtt,
					     model->classes[k].most_rtt));
		break;
	case OBSTACLE_FORBIDDEN:
		route_put_words(routing, "a rule forbids it", "规则禁止");
		break;
	case OBSTACLE_RESIDENCY:
		route_put_words(routing, "a rule keeps it at other sites", "规则限定于其他节点");
		break;
	case OBSTACLE_NOTHING:
		route_put_words(routing, "no capacity there, and none is built",
				"该处无容量，也未建设");
		break;
	case OBSTACLE_FULL:
		route_put_words(
			routing,
			arena_printf(arena,
				     "capacity: full, a unit of its room is worth %.2f to others",
				     why->room_price),
			arena_printf(arena, "容量：已满，其容量对其他需求值 %.2f",
				     why->room_price));
		break;
	case OBSTACLE_CARBON:
		route_put_words(routing, "the carbon cap", "碳排放上限");
		break;
	case OBSTACLE_OTHER:
	case OBSTACLE_NONE:
		route_put_words(routing, "it serves what it can: a pool or a line is full",
				"已按所能承担：专用容量或线路已满");
		break;
	}
}

static void put_site_or_null(struct routing *routing, uint32_t site, double number)
{
	if (site == ROUTE_NONE) {
		answer_put_null(routing->answer);
		answer_put_null(routing->answer);
		return;
	}
	answer_put_text(routing->answer, routing->model.sites[site].name);
	answer_put_real(routing->answer, number);
}

static void put_why(struct routing *routing, size_t r, size_t k)
{
	const struct route_model *model = &routing->model;
	struct answer *answer = routing->answer;
	struct route_why why = route_explain(model, &routing->plan, r, k);
	answer_row(answer);
	answer_put_text(answer, model->regions[r]);
	answer_put_text(answer, model->classes[k].name);
	if (why.site == ROUTE_NONE)
		return;
	put_site_or_null(routing, why.site, why.megawatts);
	answer_put_real(answer, why.unit_cost);
	put_site_or_null(routing, why.runner_up, why.gap);
	put_site_or_null(routing, why.cheaper, why.cheaper_cost);
	if (why.cheaper == ROUTE_NONE)
		route_put_words(routing, "no site is cheaper", "没有更便宜的节点");
	else
		put_obstacle(routing, r, k, &why);
}

enum status route_show_why(struct routing *routing, struct error *error)
{
	const struct route_model *model = &routing->model;
	struct answer *answer = routing->answer;
	const char *cost = route_unit(routing, "CNY/MWh");
	(void)error;
	answer_column(answer, "region", "", "whose jobs", SHOW_PLAIN);
	answer_column(answer, "class", "", "class of jobs", SHOW_PLAIN);
	answer_column(answer, "site", "", "where most of them run", SHOW_PLAIN);
	answer_column(answer, "megawatts", route_unit(routing, "MW"), "mean load there",
		      SHOW_PLAIN);
	answer_column(answer, "unit_cost", cost, "electricity and network", SHOW_PLAIN);
	answer_column(answer, "runner_up", "", "the next best site that is allowed and has room",
		      SHOW_PLAIN);
	answer_column(answer, "gap", cost, "how much more it costs there, room paid at its price",
		      SHOW_PLAIN);
	answer_column(answer, "cheaper", "",
		      "the cheapest site by electricity and network alone, where that is another",
		      SHOW_PLAIN);
	answer_column(answer, "cheaper_cost", cost, "what it would cost there", SHOW_PLAIN);
	route_words_column(routing, "why_not", "the rule that keeps it from there");
	for (size_t r = 0; r < model->region_count; r++)
		for (size_t k = 0; k < model->class_count; k++)
			if (route_mean_demand(model, r, k) > 0)
				put_why(routing, r, k);
	return STATUS_OK;
}
