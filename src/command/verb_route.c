/* route: who computes whose jobs, at what cost and carbon, and what to build. */
#include "command/route.h"

#include "study/route.h"
#include "study/route_board.h"

const char *route_text(const struct routing *routing, struct slice text)
{
	return arena_string(routing->request->arena, text);
}

const char *route_site_name(const struct routing *routing, uint32_t site)
{
	return route_text(routing, routing->model.sites[site].name);
}

const char *route_unit(const struct routing *routing, const char *unit)
{
	return routing->model.plain ? "" : unit;
}

void route_words_column(struct routing *routing, const char *name, const char *definition)
{
	bool chinese = routing->request->chinese;
	struct arena *arena = routing->request->arena;
	answer_column(routing->answer, name, "", definition, chinese ? SHOW_HIDDEN : SHOW_PLAIN);
	answer_column(routing->answer, arena_printf(arena, "%s_zh", name), "",
		      arena_printf(arena, "%s, in Chinese", definition),
		      chinese ? SHOW_PLAIN : SHOW_HIDDEN);
}

void route_put_words(struct routing *routing, const char *english, const char *chinese)
{
	answer_put_string(routing->answer, english);
	answer_put_string(routing->answer, chinese);
}

static const struct {
	const char *name;
	route_show *show;
} shows[] = {{"headline", route_show_headline},
	     {"change", route_show_change},
	     {"program", route_show_program},
	     {"frontier", route_show_frontier},
	     {"flows", route_show_flows},
	     {"sites", route_show_sites},
	     {"places", route_show_places},
	     {"why", route_show_why},
	     {"builds", route_show_builds},
	     {"unmet", route_show_unmet},
	     {"announced", route_show_announced},
	     {"losses", route_show_losses},
	     {"sensitivity", route_show_sensitivity}};

static struct problem *problems_of(struct arena *arena, const struct route_remarks *remarks)
{
	struct problem *problems = arena_array(arena, struct problem, remarks->count);
	for (size_t i = 0; i < remarks->count; i++)
		problems[i] =
			(struct problem){.severity = remarks->at[i].error ? "error" : "warning",
					 .place = remarks->at[i].place,
					 .line = remarks->at[i].line,
					 .what = remarks->at[i].what};
	return problems;
}

/* Mistakes are the answer, as a lint's remarks are; warnings go with any other. */
static enum status read_model(struct routing *routing, struct error *error)
{
	struct request *request = routing->request;
	struct route_remarks remarks;
	route_remarks_init(&remarks, request->arena);
	const struct request_value *board = request_common(request, "board");
	struct route_source source = {.folder = request->arguments[0],
				      .board = request->board_path,
				      .board_wanted = board != NULL && board->given,
				      .answer = routing->answer};
	enum status status = route_read_folder(request->job, request->arena, &source,
					       &routing->given, &remarks, error);
	struct problem *problems = problems_of(request->arena, &remarks);
	if (status == STATUS_FORMAT && remarks.errors > 0)
		put_problems(routing->answer, problems, remarks.count);
	for (size_t i = 0; i < remarks.count && status == STATUS_OK; i++)
		answer_problem(routing->answer, problems[i].severity, problems[i].place,
			       problems[i].line, 0, problems[i].what);
	route_remarks_release(&remarks);
	return status;
}

static void warn_of_unmet(struct routing *routing)
{
	const struct route_plan *plan = &routing->plan;
	double unmet = plan->unmet_mwh / routing->model.year;
	if (unmet <= 0)
		return;
	answer_problem(
		routing->answer, "warning", SLICE("demand"), 0, 0,
		slice_from(arena_printf(
			routing->request->arena,
			"%.4g%s of demand (%.2g %%) cannot be served: --show unmet says whose, "
			"why, and the least remedy",
			unmet, routing->model.plain ? "" : " MW",
			100 * plan->unmet_mwh / plan->demand_mwh)));
}

static const char *form_words(const struct routing *routing)
{
	const struct route_plan *plan = &routing->plan;
	bool zh = routing->request->chinese;
	if (routing->model.plain && routing->model.cost_of_all)
		return zh ? "成本按客户的全部需求读取"
			  : "Costs are read as those of all of a customer's demand";
	if (routing->model.plain)
		return zh ? "成本按单位读取" : "Costs are read as those of a unit";
	if (routing->model.hour_count == 1)
		return zh ? "只有一个时段，简式与全式相同"
			  : "One period, in which the compact and the full form are the same";
	if (plan->full_needed)
		return zh ? "用全式逐时求解，因为简式会留下未满足的需求"
			  : "Full form, hour by hour, because the compact one would leave demand "
			    "unmet";
	if (plan->full)
		return zh ? "全式，逐时求解" : "Full form, hour by hour";
	return zh ? "简式：各地区的份额各小时相同，成本至多偏高（--full 用全式）"
		  : "Compact form: a region's shares are the same in all hours, so that the cost "
		    "is "
		    "at most too high (--full)";
}

static const char *proof_words(const struct routing *routing)
{
	const struct route_plan *plan = &routing->plan;
	bool zh = routing->request->chinese;
	if (plan->proof == PROOF_OPTIMAL)
		return zh ? "最优" : "optimal";
	return arena_printf(routing->request->arena,
			    zh ? "已停止，距最优至多 %.3g %%"
			       : "stopped, at most %.3g %% from the optimum",
			    100 * plan->proof_gap);
}

static const char *survival_words(const struct routing *routing)
{
	bool zh = routing->request->chinese;
	double percent = 100 * routing->model.survive;
	if (percent <= 0)
		return "";
	return arena_printf(routing->request->arena,
			    zh ? "失去任一节点，有时延上限的需求仍满足至少 %g %%。"
			       : "Whichever one site is lost, at least %g %% of the work with a "
				 "latency limit is still served. ",
			    percent);
}

static double served_percent(const struct route_plan *plan)
{
	return plan->demand_mwh > 0 ? 100 * (1 - plan->unmet_mwh / plan->demand_mwh) : 100;
}

static const char *title(const struct routing *routing)
{
	const struct route_plan *plan = &routing->plan;
	struct arena *arena = routing->request->arena;
	const char *folder = routing->request->arguments[0];
	double served = served_percent(plan), cost = route_total(plan);
	bool zh = routing->request->chinese;
	if (routing->model.plain)
		return arena_printf(arena,
				    zh ? "%s：满足 %.4g %%，成本 %.3f，%s"
				       : "%s: %.4g %% served, cost %.3f, %s",
				    folder, served, cost, proof_words(routing));
	return arena_printf(
		arena,
		zh ? "%s：满足 %.4g %%，每年 %.2f 亿元，二氧化碳 %.1f 万吨，%s"
		   : "%s: %.4g %% served for %.2f million CNY a year, %.3f million t of "
		     "CO2, %s",
		folder, served, cost / (zh ? 1e8 : 1e6), plan->carbon_t / (zh ? 1e4 : 1e6),
		proof_words(routing));
}

static void describe(struct routing *routing)
{
	const struct route_plan *plan = &routing->plan;
	struct arena *arena = routing->request->arena;
	routing->answer->title = slice_from(title(routing));
	routing->answer->footnote = slice_from(arena_printf(
		arena,
		routing->request->chinese
			? "先使未满足的需求最少，再使成本最低，再使碳排放最少，再取最短路径。%s。%"
			  "s%"
			  "zu 列 "
			  "%zu 行；已通过自身证书（原始可行、对偶可行、目标相等，各在 1e-6 "
			  "内）。价格以所选建设为准。结果的真实程度取决于各表。"
			: "Least unmet demand first, then least cost, then least carbon, then the "
			  "shortest way. %s. %s%zu columns, %zu rows; it passed its own "
			  "certificate "
			  "(feasible, dual feasible, equal objectives, each within 1e-6). Prices "
			  "hold "
			  "with builds as chosen. It is as true as the tables.",
		form_words(routing), survival_words(routing), plan->columns, plan->rows));
}

/* Tables to begin with, from nothing but a board. */
static enum status write_template(struct request *request, struct answer *answer,
				  struct error *error)
{
	struct board board;
	struct route_template_file files[ROUTE_TEMPLATE_FILES];
	const char *folder = request->arguments[0];
	TRY(verb_open(request, &board, answer, error));
	enum status status = route_template_write(&board, folder, files, error);
	board_close(&board);
	if (status != STATUS_OK)
		return status;
	answer_column(answer, "file", "", "table that was written", SHOW_PLAIN);
	answer_column(answer, "rows", "", "of the table", SHOW_PLAIN);
	answer_column(answer, "fill", "", "what a planner puts there",
		      request->chinese ? SHOW_HIDDEN : SHOW_PLAIN);
	answer_column(answer, "fill_zh", "", "what a planner puts there, in Chinese",
		      request->chinese ? SHOW_PLAIN : SHOW_HIDDEN);
	for (size_t i = 0; i < ROUTE_TEMPLATE_FILES; i++) {
		answer_row(answer);
		answer_put_string(answer, files[i].name);
		answer_put_integer(answer, (int64_t)files[i].rows);
		answer_put_string(answer, files[i].fill);
		answer_put_string(answer, files[i].fill_zh);
	}
	answer->footnote = slice_from(arena_printf(
		request->arena,
		request->chinese
			? "空的容量取本板规划公布的 EFLOPS × mw_per_eflops；文本没有数的地区写 "
			  "0，并注明是假设。时延是下限，电价、需求、碳因子和成本都是占位的假设。"
			  "下一步：qipan route %s"
			: "Empty capacities take what the board's plans announce, in EFLOPS x "
			  "mw_per_eflops; a region without a figure has 0, marked as assumption. "
			  "Latency is a lower bound; prices, demand, carbon and costs are "
			  "placeholders, the same everywhere. Next: qipan route %s",
		folder));
	return STATUS_OK;
}

enum status verb_route(struct request *request, struct answer *answer, struct error *error)
{
	struct routing routing = {.request = request, .answer = answer};
	routing.options.full = request_flag(request, "full");
	if (request_flag(request, "template"))
		return write_template(request, answer, error);
	TRY(read_model(&routing, error));
	TRY(route_apply_changes(&routing, error));
	job_phase(request->job, "planning", "", 0);
	TRY(route_solve(request->job, request->arena, &routing.model, &routing.options,
			&routing.plan, error));
	warn_of_unmet(&routing);
	describe(&routing);
	struct slice show = request_text(request, "show");
	if (!request_given(request, "show") && route_is_changed(request))
		show = SLICE("change");
	if (request_flag(request, "svg") && !slice_is(show, "flows") && !slice_is(show, "frontier"))
		return error_set(error, STATUS_USAGE,
				 "--svg draws flows and frontier: say --show flows or --show "
				 "frontier");
	for (size_t i = 0; i < sizeof shows / sizeof *shows; i++)
		if (slice_is(show, shows[i].name))
			return shows[i].show(&routing, error);
	return STATUS_OK;
}
