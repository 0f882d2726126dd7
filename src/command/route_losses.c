/* Each site out in turn: does the rest still serve? */
#include "command/route.h"

#include <math.h>

#include "base/buffer.h"
#include "route/loss.h"

static const double SHOWN = 1e-6; /* MW */
enum { NEEDS_SHOWN = 3 };

/* "Beijing realtime 12, Tianjin realtime 4; and 2 more": who is not served, most first. */
static const char *whom(const struct routing *routing, const struct route_plan *plan)
{
	const struct route_model *model = &routing->model;
	size_t needs = model->region_count * model->class_count, all = 0, shown = 0;
	bool *taken = arena_array(routing->request->arena, bool, needs);
	struct buffer text;
	buffer_init(&text);
	for (size_t i = 0; i < needs; i++)
		all += plan->unmet[i] > SHOWN;
	for (; shown < all && shown < NEEDS_SHOWN; shown++) {
		size_t most = needs;
		for (size_t i = 0; i < needs; i++)
			if (!taken[i] && plan->unmet[i] > SHOWN &&
			    (most == needs || plan->unmet[i] > plan->unmet[most]))
				most = i;
		struct slice region = model->regions[most / model->class_count];
		struct slice class = model->classes[most % model->class_count].name;
		taken[most] = true;
		buffer_printf(&text, "%s%.*s %.*s %.3g", shown > 0 ? ", " : "", (int)region.length,
			      region.at, (int)class.length, class.at, plan->unmet[most]);
	}
	if (all > shown)
		buffer_printf(&text, routing->request->chinese ? "；另有 %zu 项" : "; and %zu more",
			      all - shown);
	const char *made =
		all == 0 ? NULL : arena_string(routing->request->arena, buffer_slice(&text));
	buffer_release(&text);
	return made;
}

static void put_loss(struct routing *routing, uint32_t s, const struct route_loss *loss)
{
	struct answer *answer = routing->answer;
	bool same = loss->unmet <= routing->plan.unmet_mwh / routing->model.year + SHOWN;
	answer_row(answer);
	answer_put_text(answer, routing->model.sites[s].name);
	answer_put_real(answer, routing->plan.room[s]);
	answer_put_real(answer, loss->used);
	answer_put_real(answer, loss->kept);
	answer_put_real(answer, loss->unmet_least);
	answer_put_real(answer, loss->unmet);
	answer_put_string(answer, whom(routing, &loss->plan));
	answer_put_real(answer, same ? loss->extra_cost / (routing->model.plain ? 1 : 1e6) : NAN);
}

/* The worst first: least kept, then most unmet, then dearest. */
static bool goes_before(const struct route_loss *a, const struct route_loss *b)
{
	if (fabs(a->kept - b->kept) > SHOWN)
		return a->kept < b->kept;
	if (fabs(a->unmet - b->unmet) > SHOWN)
		return a->unmet > b->unmet;
	return a->extra_cost > b->extra_cost;
}

/* What is unmet without any loss must not look like one's work. */
static const char *footnote(const struct routing *routing)
{
	const struct route_model *model = &routing->model;
	double demand = 0, unmet = 0;
	for (size_t i = 0; i < model->region_count * model->class_count; i++) {
		size_t class = i % model->class_count;
		if (!isfinite(model->classes[class].most_rtt))
			continue;
		demand += route_mean_demand(model, i / model->class_count, class);
		unmet += routing->plan.unmet[i];
	}
	return arena_printf(
		routing->request->arena,
		routing->request->chinese
			? "不失去节点时有时延上限的需求满足 %.4g %%。建设不变；碳上限和预算不计。"
			: "With no site lost %.4g %% of the work with a latency limit is served. "
			  "Builds as chosen; carbon caps and budgets do not hold meanwhile.",
		demand > 0 ? 100 * (1 - unmet / demand) : 100);
}

enum status route_show_losses(struct routing *routing, struct error *error)
{
	struct request *request = routing->request;
	struct answer *answer = routing->answer;
	const char *mw = route_unit(routing, "MW");
	size_t count = routing->model.site_count;
	uint32_t *order = arena_array(request->arena, uint32_t, count);
	struct route_loss *losses;
	TRY(route_lose_each(request->job, request->arena, &routing->model, &routing->plan, &losses,
			    error));
	answer_column(answer, "site", "", "site that is lost, with all that is built there",
		      SHOW_PLAIN);
	answer_column(answer, "room", mw, "that is lost", SHOW_PLAIN);
	answer_column(answer, "used", mw, "that ran there, mean", SHOW_PLAIN);
	answer_column(answer, "kept", "",
		      "share of the work with a latency limit that the rest serves", SHOW_SHARE);
	answer_column(answer, "unmet_limited", mw, "work with a latency limit that nobody serves",
		      SHOW_PLAIN);
	answer_column(answer, "unmet", mw, "all work that nobody serves, builds as chosen",
		      SHOW_PLAIN);
	answer_column(answer, "whom", mw, "the largest of it: region, class, MW", SHOW_PLAIN);
	answer_column(answer, "extra_cost", route_unit(routing, "million CNY a year"),
		      "if it stayed so, where the rest serves as much as before", SHOW_PLAIN);
	for (uint32_t s = 0; s < count; s++) {
		uint32_t i = s;
		for (; i > 0 && goes_before(&losses[s], &losses[order[i - 1]]); i--)
			order[i] = order[i - 1];
		order[i] = s;
	}
	answer->footnote = slice_from(footnote(routing));
	for (size_t i = 0; i < count; i++)
		put_loss(routing, order[i], &losses[order[i]]);
	return STATUS_OK;
}
