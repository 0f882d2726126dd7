/* One parameter at a time. */
#include "command/route.h"

#include <math.h>

#include "base/buffer.h"
#include "route/sensitivity.h"

static const struct {
	const char *name, *chinese;
} lever_names[] = {
	[LEVER_PRICES] = {"prices", "电价"},
	[LEVER_PRICE] = {"price", "电价"},
	[LEVER_DEMAND] = {"demand", "需求"},
	[LEVER_CLASS_DEMAND] = {"demand", "需求"},
	[LEVER_NETWORK] = {"network costs", "网络成本"},
	[LEVER_BUILD_COSTS] = {"build costs", "建设成本"},
	[LEVER_CAPACITY] = {"capacity in service", "现有容量"},
	[LEVER_CARBON] = {"carbon factors", "碳因子"},
	[LEVER_LIMIT] = {"latency limit", "时延上限"},
	[LEVER_DENSITY] = {"MW for an EFLOPS", "每 EFLOPS 的 MW"},
};

static void put_name(struct routing *routing, const struct route_lever *lever)
{
	struct arena *arena = routing->request->arena;
	const struct route_model *model = &routing->model;
	const char *english = lever_names[lever->kind].name;
	const char *chinese = lever_names[lever->kind].chinese;
	if (lever->of == ROUTE_NONE) {
		route_put_words(routing, english, chinese);
		return;
	}
	const char *of =
		route_text(routing, lever->kind == LEVER_PRICE ? model->sites[lever->of].name
							       : model->classes[lever->of].name);
	route_put_words(routing, arena_printf(arena, "%s, %s", english, of),
			arena_printf(arena, "%s（%s）", chinese, of));
}

/* "+shaoguan-500k, -wuhu-600k"; NULL when the same are built. */
static const char *builds_that_move(const struct routing *routing, const struct route_swing *swing)
{
	struct buffer text;
	buffer_init(&text);
	for (size_t e = 0; e < routing->model.build_count; e++) {
		struct slice name = routing->model.builds[e].name;
		if (swing->built[e] != routing->plan.built[e])
			buffer_printf(&text, "%s%s%.*s", text.length > 0 ? ", " : "",
				      swing->built[e] ? "+" : "−", (int)name.length, name.at);
	}
	const char *made = text.length == 0
				   ? NULL
				   : arena_string(routing->request->arena, buffer_slice(&text));
	buffer_release(&text);
	return made;
}

static void put_swing(struct routing *routing, const struct route_lever *lever,
		      const struct route_swing *swing)
{
	struct answer *answer = routing->answer;
	const struct route_plan *plan = &routing->plan;
	double cost = route_total(plan);
	answer_row(answer);
	put_name(routing, lever);
	answer_put_flag(answer, lever->assumed);
	answer_put_real(answer, swing->factor);
	if (!swing->exists) {
		for (int i = 0; i < 5; i++)
			answer_put_null(answer);
		route_put_words(routing, "no plan holds", "无解");
		return;
	}
	answer_put_real(answer, swing->cost / 1e9);
	answer_put_real(answer, cost > 0 ? swing->cost / cost : NAN);
	answer_put_real(answer, swing->carbon / 1e6);
	answer_put_real(answer, fabs(swing->unmet) < 1e-6 ? 0 : swing->unmet);
	answer_put_real(answer, swing->moved < 1e-6 ? 0 : swing->moved);
	const char *builds = builds_that_move(routing, swing);
	route_put_words(routing, builds, builds);
}

enum status route_show_sensitivity(struct routing *routing, struct error *error)
{
	struct request *request = routing->request;
	struct answer *answer = routing->answer;
	struct route_lever *levers;
	size_t count;
	if (routing->model.plain)
		return error_set(error, STATUS_USAGE,
				 "a plain instance has no prices and demands to move one by one: "
				 "--scale changes it");
	TRY(route_swing_all(request->job, request->arena, &routing->model, &routing->plan,
			    request_real(request, "swing") / 100, &levers, &count, error));
	route_words_column(routing, "parameter", "what is changed, all else as given");
	answer_column(answer, "assumed", "",
		      "some of it is assumed, or the tables do not say where it is from",
		      SHOW_PLAIN);
	answer_column(answer, "times", "", "factor of the parameter", SHOW_PLAIN);
	answer_column(answer, "cost_change", "billion CNY a year",
		      "of the best plan then, builds chosen anew", SHOW_PLAIN);
	answer_column(answer, "cost_relative", "", "of the cost", SHOW_HIDDEN);
	answer_column(answer, "carbon_change", "million t a year", "of the best plan then",
		      SHOW_PLAIN);
	answer_column(answer, "unmet_change", "MW", "mean that nobody serves", SHOW_PLAIN);
	answer_column(answer, "moved", "MW",
		      "that run at other sites: half of the changes of sites' use", SHOW_PLAIN);
	route_words_column(routing, "builds_moved", "builds that come (+) and go (−)");
	for (size_t i = 0; i < count; i++)
		for (int side = 0; side < 2; side++)
			put_swing(routing, &levers[i], &levers[i].swings[side]);
	return STATUS_OK;
}
