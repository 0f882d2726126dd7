/* risk: five patterns of wording as shares of sentences, and what hangs on one pattern. */
#include "command/verbs.h"

#include <math.h>

#include "base/buffer.h"
#include "command/ranking.h"
#include "num/stat.h"
#include "study/risk_load.h"
#include "view/label.h"

struct risk_view {
	struct request *request;
	struct board *board;
	struct answer *answer;
	struct coded_corpus all;
	struct column_range ranges[ROLE_COUNT];
	struct risk risk;
	bool wanted[RISK_COUNT];
};

static enum status choose_rules(struct risk_view *view, struct error *error)
{
	struct slice rule = request_text(view->request, "rule");
	bool any = false, there = false;
	for (int i = 0; i < RISK_COUNT; i++) {
		view->wanted[i] = slice_is(rule, "all") || slice_is(rule, risk_rules[i].name);
		any |= view->risk.there[i];
		view->wanted[i] &= view->risk.there[i];
		there |= view->wanted[i];
	}
	if (!any)
		return roles_missing(error);
	if (there)
		return STATUS_OK;
	for (int i = 0; i < RISK_COUNT; i++)
		if (slice_is(rule, risk_rules[i].name))
			return error_set(
				error, STATUS_USAGE,
				"the rule %s needs the roles %s, which the codebook's side "
				"file does not declare (docs/balance.md)",
				risk_rules[i].name, risk_rules[i].roles);
	return STATUS_OK;
}

static enum status load(struct risk_view *view, struct error *error)
{
	struct board_query query;
	struct risk_mark *marks;
	size_t mark_count;
	TRY(verb_role_corpus(view->request, view->board, &query, &view->all, view->ranges, error));
	TRY(risk_marks_load(view->board, &query, &view->all, &marks, &mark_count, error));
	struct risk_input input = {.corpus = &view->all,
				   .ranges = view->ranges,
				   .marks = marks,
				   .mark_count = mark_count,
				   .pattern_count = view->board->codebook.pattern_count};
	TRY(risk_make(view->request->job, view->request->arena, &input,
		      request_real(view->request, "confidence"), &view->risk, error));
	return choose_rules(view, error);
}

static void rule_columns(const struct request *request, struct answer *answer)
{
	answer_column(answer, "measure", "", "name of the rule", SHOW_HIDDEN);
	answer_column(answer, "item", "", "the rule's name in Chinese",
		      request->chinese ? SHOW_PLAIN : SHOW_HIDDEN);
	answer_column(answer, "item_en", "", "the rule's name",
		      request->chinese ? SHOW_HIDDEN : SHOW_PLAIN);
}

static void put_rule(const struct risk_view *view, int rule)
{
	answer_put_string(view->answer, risk_rules[rule].name);
	answer_put_string(view->answer, risk_rules[rule].label_zh);
	answer_put_string(view->answer, risk_rules[rule].label);
}

static void put_pattern(const struct risk_view *view, uint32_t pattern)
{
	if (pattern < view->board->codebook.pattern_count)
		answer_put_text(view->answer, view->board->codebook.patterns[pattern].text);
	else
		answer_put_null(view->answer);
}

/* ---- one row a region and rule ---- */

static void region_rows_columns(const struct request *request, struct answer *answer)
{
	rule_columns(request, answer);
	region_columns(request, answer);
	answer_column(answer, "tier", "", "the region's tier", SHOW_HIDDEN);
	answer_column(answer, "count", "", "sentences: numerator of the rule", SHOW_PLAIN);
	answer_column(answer, "out_of", "", "sentences: denominator of the rule", SHOW_PLAIN);
	answer_column(answer, "value", "", "numerator / denominator", SHOW_PLAIN);
	answer_column(answer, "value_low", "", "lower end of Wilson's interval", SHOW_PLAIN);
	answer_column(answer, "value_high", "", "upper end of Wilson's interval", SHOW_PLAIN);
	rank_columns(answer, SHOW_PLAIN);
	answer_column(answer, "median", "", "median of all regions read", SHOW_PLAIN);
	answer_column(answer, "without", "",
		      "value without the rule's strongest pattern; as an interval: its range when "
		      "any one pattern is left out",
		      SHOW_PLAIN);
	answer_column(answer, "without_low", "", "least when any one pattern is left out",
		      SHOW_PLAIN);
	answer_column(answer, "without_high", "", "most when any one pattern is left out",
		      SHOW_PLAIN);
	answer_column(answer, "pattern", "", "the rule's strongest pattern", SHOW_HIDDEN);
	answer_column(answer, "rule", "", "numerator / denominator in words", SHOW_HIDDEN);
	answer_column(answer, "state", "", "value, zero (read, no hit), undefined or no_document",
		      SHOW_HIDDEN);
	answer_column(answer, "evidence", "",
		      "ids of the numerator's sentences: qipan evidence --id", SHOW_HIDDEN);
}

static void put_evidence(struct risk_view *view, size_t region, int rule)
{
	const struct coded_region *from = &view->all.regions[region];
	size_t count = 0;
	int64_t *ids =
		arena_array(view->request->arena, int64_t, from->passage_end - from->passage_start);
	for (uint32_t p = from->passage_start; p < from->passage_end; p++)
		if ((view->risk.counted[p] >> rule & 1) != 0)
			ids[count++] = view->all.passages[p].id;
	answer_put_ids(view->answer, ids, count);
}

static enum finding_state state_of(const struct risk_view *view, size_t region,
				   const struct risk_value *value)
{
	if (view->all.regions[region].coverage == COVERAGE_NO_DOCUMENT)
		return FINDING_NO_DOCUMENT;
	if (isnan(value->value))
		return FINDING_UNDEFINED;
	return value->share.count > 0 ? FINDING_VALUE : FINDING_ZERO;
}

static void put_region(struct risk_view *view, size_t region, int rule, struct rank_range rank)
{
	struct answer *answer = view->answer;
	const struct risk_value *value = &view->risk.values[region * RISK_COUNT + (size_t)rule];
	answer_row(answer);
	put_rule(view, rule);
	put_region_names(answer, view->board, view->all.regions[region].id, SLICE(""));
	answer_put_text(answer, view->all.regions[region].tier);
	bool read = view->all.regions[region].coverage != COVERAGE_NO_DOCUMENT;
	answer_put_real(answer, read ? value->share.count : NAN);
	answer_put_real(answer, read ? value->share.of : NAN);
	answer_put_real(answer, value->value);
	answer_put_real(answer, value->low);
	answer_put_real(answer, value->high);
	put_rank(view->request->arena, answer, rank);
	answer_put_real(answer, value->median);
	answer_put_real(answer, value->without);
	answer_put_real(answer, value->least);
	answer_put_real(answer, value->most);
	put_pattern(view, view->risk.strongest[rule]);
	answer_put_string(answer, risk_rules[rule].formula);
	answer_put_string(answer, finding_state_name(state_of(view, region, value)));
	put_evidence(view, region, rule);
}

static struct rank_range *rank_regions(const struct risk_view *view, int rule)
{
	struct arena *arena = view->request->arena;
	size_t count = view->all.region_count;
	struct ranked_value *values = arena_array(arena, struct ranked_value, count);
	struct rank_range *ranks = arena_array(arena, struct rank_range, count);
	for (size_t r = 0; r < count; r++) {
		const struct risk_value *value = &view->risk.values[r * RISK_COUNT + (size_t)rule];
		values[r] = (struct ranked_value){value->value, value->low, value->high};
	}
	rank_ranges(arena, values, count, ranks);
	return ranks;
}

static void put_regions(struct risk_view *view)
{
	region_rows_columns(view->request, view->answer);
	for (int rule = 0; rule < RISK_COUNT; rule++) {
		if (!view->wanted[rule])
			continue;
		const struct rank_range *ranks = rank_regions(view, rule);
		for (size_t r = 0; r < view->all.region_count; r++)
			if (view->all.regions[r].asked)
				put_region(view, r, rule, ranks[r]);
	}
}

/* ---- one row a rule and pattern ---- */

static void put_change(struct risk_view *view, const struct risk_change *change)
{
	struct answer *answer = view->answer;
	double value = risk_share_of(view->risk.asked[change->rule]);
	double without = risk_share_of(change->asked);
	answer_row(answer);
	put_rule(view, (int)change->rule);
	put_pattern(view, change->pattern);
	answer_put_integer(answer, change->marks);
	answer_put_real(answer, value);
	answer_put_real(answer, without);
	answer_put_real(answer, without - value);
	answer_put_real(answer, change->asked.count);
	answer_put_real(answer, change->asked.of);
	put_region_names(answer, view->board, view->all.regions[change->region].id, SLICE(""));
	answer_put_real(answer, change->region_from);
	answer_put_real(answer, change->region_to);
}

static void put_patterns(struct risk_view *view)
{
	struct answer *answer = view->answer;
	size_t most = (size_t)request_integer(view->request, "limit"), shown = 0;
	rule_columns(view->request, answer);
	answer_column(answer, "pattern", "", "the pattern left out", SHOW_PLAIN);
	answer_column(answer, "marks", "", "its hits in all regions, one for each code that has it",
		      SHOW_PLAIN);
	answer_column(answer, "value", "", "the regions asked for, taken together", SHOW_PLAIN);
	answer_column(answer, "without", "", "the same without the pattern", SHOW_PLAIN);
	answer_column(answer, "change", "", "without - value", SHOW_PLAIN);
	answer_column(answer, "count", "sentences", "numerator without it", SHOW_HIDDEN);
	answer_column(answer, "out_of", "sentences", "denominator without it", SHOW_HIDDEN);
	region_columns(view->request, answer);
	answer_column(answer, "region_from", "", "the share of the region, of all, that moves most",
		      SHOW_PLAIN);
	answer_column(answer, "region_to", "", "its share without the pattern", SHOW_PLAIN);
	for (size_t i = 0; i < view->risk.change_count; i++) {
		const struct risk_change *change = &view->risk.changes[i];
		if (i == 0 || change->rule != view->risk.changes[i - 1].rule)
			shown = 0;
		if (view->wanted[change->rule] && (most == 0 || shown < most))
			put_change(view, change);
		shown++;
	}
}

/* ---- what a reader must know ---- */

static void add_crowded(const struct risk_view *view, struct buffer *words)
{
	bool chinese = view->request->chinese, any = false;
	for (size_t c = 0; c < view->all.column_count; c++) {
		if (!view->risk.crowded[c])
			continue;
		struct slice label = code_label(view->board, view->all.columns[c].id, chinese);
		buffer_append_string(words, any	      ? (chinese ? "、" : ", ")
					    : chinese ? "拥挤领域："
						      : " Crowded fields: ");
		buffer_append(words, label);
		any = true;
	}
	if (any)
		buffer_append_string(words, chinese ? "。" : ".");
}

/* The divide lies between regions: the medians of the tiers say more than one row. */
static void add_tiers(const struct risk_view *view, struct buffer *words)
{
	const struct gazetteer *gazetteer = &view->board->gazetteer;
	bool chinese = view->request->chinese;
	double *shares = arena_array(view->request->arena, double, view->all.region_count);
	for (size_t t = 0; t < gazetteer->tier_count; t++) {
		size_t count = 0;
		for (size_t r = 0; r < view->all.region_count; r++)
			if (slice_equal(view->all.regions[r].tier, gazetteer->tiers[t]))
				shares[count++] =
					view->risk.values[r * RISK_COUNT + RISK_DIVIDE].value;
		double median = stat_median(shares, count);
		if (isnan(median))
			continue;
		struct slice tier = label_value("tier", gazetteer->tiers[t], chinese);
		buffer_printf(words, "%s%.*s %.1f %%",
			      t > 0	? (chinese ? "、" : ", ")
			      : chinese ? "数字句占比的地带中位数："
					: " Divide, medians of tiers: ",
			      (int)tier.length, tier.at, 100 * median);
	}
	if (gazetteer->tier_count > 0)
		buffer_append_string(words, chinese ? "（检验用 qipan gradient）。"
						    : " (qipan gradient tests such gaps).");
}

static void add_rules(const struct risk_view *view, struct buffer *words)
{
	bool chinese = view->request->chinese;
	for (int rule = 0; rule < RISK_COUNT; rule++) {
		const struct risk_rule_info *info = &risk_rules[rule];
		if (!view->wanted[rule])
			continue;
		buffer_printf(words, chinese ? "%s：%s" : " %s = %s",
			      chinese ? info->label_zh : info->label,
			      chinese ? info->formula_zh : info->formula);
		uint32_t pattern = view->risk.strongest[rule];
		if (pattern < view->board->codebook.pattern_count) {
			struct slice text = view->board->codebook.patterns[pattern].text;
			buffer_printf(words,
				      chinese ? "（最强词条“%.*s”）" : " (strongest pattern %.*s)",
				      (int)text.length, text.at);
		}
		buffer_append_string(words, chinese ? "。" : ".");
	}
}

static void put_footnote(struct risk_view *view)
{
	struct buffer words;
	buffer_init(&words);
	buffer_append_string(
		&words, view->request->chinese
				? "都是文本中含某些词的句数，不是对地区的评判；少写不等于不做。"
				: "Counts of sentences with certain words, no verdict on a region: "
				  "what is not written may still be done.");
	add_rules(view, &words);
	if (view->wanted[RISK_HOMOGENEOUS])
		add_crowded(view, &words);
	if (view->wanted[RISK_DIVIDE])
		add_tiers(view, &words);
	for (int rule = 0; rule < RISK_COUNT; rule++)
		if (!view->risk.there[rule])
			buffer_printf(
				&words,
				view->request->chinese
					? "编码表没有声明角色 %s，%s从缺。"
					: " The codebook does not declare the roles %s: no %s.",
				risk_rules[rule].roles,
				view->request->chinese ? risk_rules[rule].label_zh
						       : risk_rules[rule].label);
	view->answer->footnote = arena_copy(view->request->arena, buffer_slice(&words));
	buffer_release(&words);
}

enum status verb_risk(struct request *request, struct answer *answer, struct error *error)
{
	struct board board;
	TRY(verb_open(request, &board, answer, error));
	struct risk_view view = {.request = request, .board = &board, .answer = answer};
	job_phase(request->job, "measuring", "", 0);
	enum status status = load(&view, error);
	if (status == STATUS_OK) {
		if (request_flag(request, "patterns"))
			put_patterns(&view);
		else
			put_regions(&view);
		put_footnote(&view);
	}
	board_close(&board);
	return status;
}
