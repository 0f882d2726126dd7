/* What plans announce of computing power, and what the plan's tables made of it. */
#include "command/route.h"

#include <math.h>

#include "base/buffer.h"

void route_figure_columns(struct routing *routing)
{
	bool asked = routing->model.announced_count > 0;
	answer_column(routing->answer, "announced", "EFLOPS",
		      "what plans announce for it, when its MW come from there: x mw_per_eflops",
		      asked ? SHOW_PLAIN : SHOW_HIDDEN);
	answer_column(routing->answer, "at_least", "",
		      "the text gives it as a lower bound (over, at least)", SHOW_HIDDEN);
	answer_column(routing->answer, "evidence", "", "ids of the sentences: qipan evidence --id",
		      asked ? SHOW_PLAIN : SHOW_HIDDEN);
}

void route_put_figure(struct routing *routing, const struct route_figure *figure)
{
	struct answer *answer = routing->answer;
	answer_put_real(answer, figure->eflops * figure->share);
	if (isnan(figure->eflops))
		answer_put_null(answer);
	else
		answer_put_flag(answer, figure->at_least);
	answer_put_ids(answer, figure->ids, isnan(figure->eflops) ? 0 : figure->count);
}

/* Names of the sites or options of the region that take its figure, and their MW. */
struct takers {
	struct buffer names;
	double megawatts, stated; /* from the figure; that the tables give themselves */
};

static void add_taker(struct takers *takers, struct slice name, const struct route_figure *figure,
		      double megawatts)
{
	if (isnan(figure->eflops)) {
		takers->stated += megawatts;
		return;
	}
	buffer_printf(&takers->names, "%s%.*s", takers->names.length > 0 ? ", " : "",
		      (int)name.length, name.at);
	takers->megawatts += megawatts;
}

static void put_note(struct routing *routing, const struct route_announced *announced,
		     const struct takers *sites)
{
	struct arena *arena = routing->request->arena;
	if (isnan(announced->standing.eflops) && sites->stated > 0)
		route_put_words(
			routing,
			arena_printf(arena,
				     "no level in the texts (that is not zero); the tables give "
				     "%.6g MW",
				     sites->stated),
			arena_printf(arena, "文本没有存量数（不等于零）；各表给出 %.6g MW",
				     sites->stated));
	else if (isnan(announced->standing.eflops))
		route_put_words(routing, "no level in the texts: that is not zero",
				"文本没有存量数：不等于零");
	else if (sites->names.length == 0 && sites->stated > 0)
		route_put_words(
			routing,
			arena_printf(arena, "not taken: the tables give %.6g MW", sites->stated),
			arena_printf(arena, "未采用：各表给出 %.6g MW", sites->stated));
	else if (sites->names.length == 0)
		route_put_words(routing, "no site takes it", "没有节点采用");
	else if (announced->standing.at_least)
		route_put_words(routing, "the text says over: at least so much",
				"文本为“超”“突破”：至少这么多");
	else
		route_put_words(routing, NULL, NULL);
}

static void put_announced(struct routing *routing, uint32_t i)
{
	const struct route_model *model = &routing->model;
	const struct route_announced *announced = &model->announced[i];
	struct answer *answer = routing->answer;
	struct takers sites = {.megawatts = 0}, options = {.megawatts = 0};
	int64_t ids[3];
	size_t count = 0;
	buffer_init(&sites.names);
	buffer_init(&options.names);
	for (size_t s = 0; s < model->site_count; s++)
		if (model->sites[s].announced == i)
			add_taker(&sites, model->sites[s].name, &model->sites[s].figure,
				  model->sites[s].capacity);
	for (size_t e = 0; e < model->build_count; e++)
		if (model->builds[e].announced == i)
			add_taker(&options, model->builds[e].name, &model->builds[e].figure,
				  model->builds[e].size);
	const struct route_figure *figures[] = {&announced->standing, &announced->planned,
						&announced->increment};
	answer_row(answer);
	answer_put_text(answer, announced->region);
	answer_put_text(answer, announced->english);
	for (size_t k = 0; k < 3; k++) {
		answer_put_real(answer, figures[k]->eflops);
		if (figures[k]->count > 0 && !isnan(figures[k]->eflops))
			ids[count++] = figures[k]->ids[0];
	}
	answer_put_text(answer, announced->scope);
	answer_put_real(answer, sites.names.length > 0 ? sites.megawatts : NAN);
	answer_put_text(answer, buffer_slice(&sites.names));
	answer_put_real(answer, options.names.length > 0 ? options.megawatts : NAN);
	answer_put_text(answer, buffer_slice(&options.names));
	put_note(routing, announced, &sites);
	answer_put_ids(answer, ids, count);
	buffer_release(&sites.names);
	buffer_release(&options.names);
}

static bool is_said(const struct route_announced *announced)
{
	return !isnan(announced->standing.eflops) || !isnan(announced->planned.eflops) ||
	       !isnan(announced->increment.eflops);
}

static const char *footnote(const struct routing *routing)
{
	const double *density = routing->model.density;
	struct arena *arena = routing->request->arena;
	bool zh = routing->request->chinese;
	const char *range = "";
	if (!isnan(density[1]) && !isnan(density[2]))
		range = arena_printf(arena, zh ? "（%g 至 %g）" : " (%g to %g)", density[1],
				     density[2]);
	if (isnan(density[0]))
		return zh ? "各表没有 mw_per_eflops：EFLOPS 未换算成 MW。"
			  : "The tables have no mw_per_eflops: no EFLOPS became MW.";
	return arena_printf(
		arena,
		zh ? "MW = EFLOPS × %g%s，是假设。各地口径（智算或总算力、精度）不同，EFLOPS "
		     "不宜相加。新增数不是存量；市、企业的数不是地区的。"
		   : "MW = EFLOPS x %g%s: an assumption. What is counted differs (intelligent or "
		     "all computing, precision), so EFLOPS are not added up. An addition is no "
		     "level; a city's or firm's figure is none of its region's.",
		density[0], range);
}

enum status route_show_announced(struct routing *routing, struct error *error)
{
	struct answer *answer = routing->answer;
	if (routing->model.announced_count == 0)
		return error_set(error, STATUS_USAGE,
				 "no board was asked: name it with -b FILE (or give a table "
				 "announced in the folder)");
	region_columns(routing->request, answer);
	answer_column(answer, "standing", "EFLOPS", "the level that is there", SHOW_PLAIN);
	answer_column(answer, "planned", "EFLOPS", "the level that is to be reached", SHOW_PLAIN);
	answer_column(answer, "increment", "EFLOPS", "an addition that a plan names", SHOW_PLAIN);
	answer_column(answer, "scope", "", "own or cluster: whose the level is", SHOW_HIDDEN);
	answer_column(answer, "room", "MW", "capacity that sites have from it", SHOW_PLAIN);
	answer_column(answer, "sites", "", "sites that take it", SHOW_HIDDEN);
	answer_column(answer, "options_room", "MW",
		      "size that options have from it: the level to be reached less the one that "
		      "stands, or the addition",
		      SHOW_PLAIN);
	answer_column(answer, "options", "", "options that take it", SHOW_PLAIN);
	route_words_column(routing, "note", "what a reader must know");
	answer_column(answer, "evidence", "", "ids of the sentences: qipan evidence --id",
		      SHOW_PLAIN);
	/* Those of which something is said come first. */
	for (int said = 1; said >= 0; said--)
		for (uint32_t i = 0; i < routing->model.announced_count; i++)
			if (is_said(&routing->model.announced[i]) == (said == 1))
				put_announced(routing, i);
	answer->footnote = slice_from(footnote(routing));
	return STATUS_OK;
}
