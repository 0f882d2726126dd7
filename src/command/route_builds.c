/* Builds and unmet demand of qipan route. */
#include "command/route.h"

#include <math.h>

#include "base/buffer.h"

/* ---- builds ---- */

static const char *label_zh(enum route_label label)
{
	static const char *const names[] = {"需要", "视情形", "多余", "被排除"};
	return names[label];
}

/* "as given -1510; demand +20 % +90": what it is worth in each scenario, million CNY a year. */
static const char *worths(const struct routing *routing, const struct route_verdict *verdict,
			  size_t scenarios, bool chinese)
{
	struct buffer text;
	buffer_init(&text);
	double scale = routing->model.plain ? 1 : 1e6;
	for (size_t i = 0; i < scenarios; i++) {
		const struct route_worth *worth = &verdict->worth[i];
		buffer_printf(&text, "%s%s: ", i > 0 ? (chinese ? "；" : "; ") : "",
			      chinese ? route_scenarios[i].name_zh : route_scenarios[i].name);
		if (worth->excluded)
			buffer_append_string(&text, chinese ? "不可行" : "not possible");
		else if (worth->only_with)
			buffer_append_string(&text, chinese ? "缺它无解" : "no plan without it");
		else if (worth->known)
			buffer_printf(&text, "%+.0f", worth->worth / scale);
		else
			buffer_printf(&text,
				      chinese ? "无此项多缺 %.4g" : "without it %.4g more unmet",
				      worth->unmet_more);
	}
	const char *made = arena_string(routing->request->arena, buffer_slice(&text));
	buffer_release(&text);
	return made;
}

static const char *substitutes(const struct routing *routing, const struct route_verdict *verdict)
{
	struct buffer text;
	if (verdict->substitute_count == 0)
		return NULL;
	buffer_init(&text);
	for (size_t i = 0; i < verdict->substitute_count; i++) {
		struct slice name = routing->model.builds[verdict->substitutes[i]].name;
		buffer_printf(&text, "%s%.*s", i > 0 ? ", " : "", (int)name.length, name.at);
	}
	const char *made = arena_string(routing->request->arena, buffer_slice(&text));
	buffer_release(&text);
	return made;
}

static void put_build(struct routing *routing, uint32_t e, const struct route_verdict *verdict,
		      size_t scenarios)
{
	const struct route_model *model = &routing->model;
	const struct route_build *build = &model->builds[e];
	struct answer *answer = routing->answer;
	double scale = model->plain ? 1 : 1e6;
	answer_row(answer);
	answer_put_text(answer, build->name);
	answer_put_text(answer, model->sites[build->site].name);
	answer_put_string(answer, build->status == BUILD_PLANNED ? "planned" : "candidate");
	answer_put_real(answer, build->size);
	answer_put_real(answer, build->cost / scale);
	answer_put_flag(answer, routing->plan.built[e]);
	answer_put_string(answer, route_label_name(verdict->given));
	answer_put_string(answer, route_label_name(verdict->label));
	answer_put_string(answer, label_zh(verdict->label));
	answer_put_real(answer, verdict->worth[0].known ? verdict->worth[0].worth / scale : NAN);
	answer_put_real(answer, verdict->use);
	answer_put_real(answer, verdict->one_more_mw);
	answer_put_real(answer, build->cost / build->size);
	answer_put_string(answer, substitutes(routing, verdict));
	route_put_words(routing, worths(routing, verdict, scenarios, false),
			worths(routing, verdict, scenarios, true));
	route_put_figure(routing, &build->figure);
}

static void build_columns(struct routing *routing)
{
	struct answer *answer = routing->answer;
	bool chinese = routing->request->chinese;
	const char *money = route_unit(routing, "million CNY a year");
	answer_column(answer, "option", "", "build", SHOW_PLAIN);
	answer_column(answer, "site", "", "where", SHOW_PLAIN);
	answer_column(answer, "status", "", "planned or candidate", SHOW_HIDDEN);
	answer_column(answer, "megawatts", route_unit(routing, "MW"), "size", SHOW_PLAIN);
	answer_column(answer, "build_cost", money, "of the build", SHOW_PLAIN);
	answer_column(answer, "chosen", "", "in the plan of least cost", SHOW_PLAIN);
	answer_column(answer, "as_given", "", "needed or redundant in the case given", SHOW_PLAIN);
	answer_column(answer, "label", "",
		      "needed: worth its cost in every scenario; redundant: in none; "
		      "scenario-dependent: in some; excluded: no plan can have it",
		      chinese ? SHOW_HIDDEN : SHOW_PLAIN);
	answer_column(answer, "label_zh", "", "the label in Chinese",
		      chinese ? SHOW_PLAIN : SHOW_HIDDEN);
	answer_column(answer, "worth", money,
		      "what the best plan without it costs more than the best with it; negative: "
		      "what it wastes",
		      SHOW_PLAIN);
	answer_column(answer, "use", "", "of its site when it is built", SHOW_SHARE);
	answer_column(answer, "one_more_mw", route_unit(routing, "CNY a year"),
		      "what one more MW at its site would save, builds as chosen", SHOW_PLAIN);
	answer_column(answer, "cost_per_mw", route_unit(routing, "CNY a year"),
		      "of the build, for comparison", SHOW_HIDDEN);
	answer_column(answer, "substitutes", "",
		      "builds that take its place when it is left out, or leave when it is forced",
		      SHOW_PLAIN);
	route_words_column(routing, "scenarios", "its worth in each scenario");
	route_figure_columns(routing);
}

/* Needed first, then by worth. */
static bool goes_before(const struct route_verdict *a, const struct route_verdict *b)
{
	double x = a->worth[0].known ? a->worth[0].worth : INFINITY;
	double y = b->worth[0].known ? b->worth[0].worth : INFINITY;
	if (a->label != b->label)
		return a->label < b->label;
	return x > y;
}

enum status route_show_builds(struct routing *routing, struct error *error)
{
	struct request *request = routing->request;
	struct route_verdict *verdicts;
	size_t count = routing->model.build_count;
	size_t scenarios = routing->model.plain ? 1 : route_scenario_count;
	TRY(route_judge_builds(request->job, request->arena, &routing->model, &routing->plan,
			       scenarios, &verdicts, error));
	build_columns(routing);
	uint32_t *order = arena_array(request->arena, uint32_t, count);
	for (uint32_t e = 0; e < count; e++) {
		uint32_t i = e;
		for (; i > 0 && goes_before(&verdicts[e], &verdicts[order[i - 1]]); i--)
			order[i] = order[i - 1];
		order[i] = e;
	}
	for (size_t i = 0; i < count; i++)
		put_build(routing, order[i], &verdicts[order[i]], scenarios);
	return STATUS_OK;
}

/* ---- unmet demand ---- */

static void put_reason(struct routing *routing, const struct route_tight *tight)
{
	struct arena *arena = routing->request->arena;
	const struct route_model *model = &routing->model;
	struct buffer sites;
	buffer_init(&sites);
	for (size_t i = 0; i < tight->site_count; i++) {
		struct slice name = model->sites[tight->sites[i]].name;
		buffer_printf(&sites, "%s%.*s", i > 0 ? ", " : "", (int)name.length, name.at);
	}
	if (tight->full)
		route_put_words(
			routing,
			arena_printf(
				arena,
				"%zu need%s can only use %s: demand %.6g, room %.6g, short %.6g",
				tight->need_count, tight->need_count == 1 ? "" : "s", sites.at,
				tight->demand, tight->room, tight->demand - tight->room),
			arena_printf(arena, "%zu 项需求只能用 %s：需求 %.6g，容量 %.6g，缺 %.6g",
				     tight->need_count, sites.at, tight->demand, tight->room,
				     tight->demand - tight->room));
	else
		route_put_words(routing,
				"its sites have room: the carbon cap, a pool or a line binds",
				"节点尚有容量：受碳上限、专用容量或线路限制");
	buffer_release(&sites);
}

static void put_remedy(struct routing *routing, const struct route_remedy *remedy)
{
	struct arena *arena = routing->request->arena;
	const struct route_model *model = &routing->model;
	const char *unit = model->plain ? "" : " MW";
	const char *name = remedy->site == ROUTE_NONE ? "" : route_site_name(routing, remedy->site);
	switch (remedy->kind) {
	case REMEDY_ROOM:
		route_put_words(
			routing,
			arena_printf(arena, "%+.6g%s of room at %s", remedy->amount, unit, name),
			arena_printf(arena, "%s 增加容量 %.6g%s", name, remedy->amount, unit));
		return;
	case REMEDY_LATENCY:
		route_put_words(
			routing,
			arena_printf(arena, "a latency limit of %g ms, which lets %s in",
				     remedy->amount, name),
			arena_printf(arena, "时延上限放宽到 %g ms，可用 %s", remedy->amount, name));
		return;
	case REMEDY_RULE:
		route_put_words(routing, arena_printf(arena, "no rule that keeps it from %s", name),
				arena_printf(arena, "取消使其不能用 %s 的规则", name));
		return;
	case REMEDY_CARBON:
		route_put_words(
			routing,
			arena_printf(arena, "a carbon cap of %.6g million t", remedy->amount / 1e6),
			arena_printf(arena, "碳排放上限放宽到 %.6g 百万吨", remedy->amount / 1e6));
		return;
	case REMEDY_NONE:
		route_put_words(routing, "no single change serves it", "没有单项改变能满足");
		return;
	}
}

static enum status put_unmet(struct routing *routing, size_t r, size_t k, struct error *error)
{
	struct request *request = routing->request;
	const struct route_model *model = &routing->model;
	struct answer *answer = routing->answer;
	struct route_tight tight = route_tight_set(request->arena, model, &routing->plan, r, k);
	struct route_remedy *remedies;
	size_t count;
	TRY(route_find_remedies(request->job, request->arena, model, &routing->plan, &tight, r, k,
				&remedies, &count, error));
	for (size_t i = 0; i < count || i == 0; i++) {
		struct route_remedy none = {.kind = REMEDY_NONE, .site = ROUTE_NONE, .cost = NAN};
		answer_row(answer);
		answer_put_text(answer, model->regions[r]);
		answer_put_text(answer, model->classes[k].name);
		answer_put_real(answer, routing->plan.unmet[r * model->class_count + k]);
		answer_put_real(answer, route_mean_demand(model, r, k));
		put_reason(routing, &tight);
		answer_put_integer(answer, (int64_t)i + 1);
		put_remedy(routing, count > 0 ? &remedies[i] : &none);
		answer_put_real(answer, count > 0 ? remedies[i].unmet : NAN);
		answer_put_real(answer,
				(count > 0 ? remedies[i].cost : NAN) / (model->plain ? 1 : 1e6));
	}
	return STATUS_OK;
}

enum status route_show_unmet(struct routing *routing, struct error *error)
{
	const struct route_model *model = &routing->model;
	struct answer *answer = routing->answer;
	const char *mw = route_unit(routing, "MW");
	answer_column(answer, "region", "", "whose jobs", SHOW_PLAIN);
	answer_column(answer, "class", "", "class of jobs", SHOW_PLAIN);
	answer_column(answer, "unmet", mw, "mean that nobody serves", SHOW_PLAIN);
	answer_column(answer, "demand", mw, "mean demand", SHOW_PLAIN);
	route_words_column(routing, "reason", "why: the smallest set of sites that is too small");
	answer_column(answer, "rank", "", "remedies by the change they ask for, the least first",
		      SHOW_PLAIN);
	route_words_column(routing, "remedy", "one change, all else as given");
	answer_column(answer, "unmet_then", mw, "of all demand, mean, with the remedy", SHOW_PLAIN);
	answer_column(answer, "extra_cost", route_unit(routing, "million CNY a year"),
		      "of electricity, network and builds, with the remedy", SHOW_PLAIN);
	for (size_t r = 0; r < model->region_count; r++)
		for (size_t k = 0; k < model->class_count; k++)
			if (routing->plan.unmet[r * model->class_count + k] > 0)
				TRY(put_unmet(routing, r, k, error));
	return STATUS_OK;
}
