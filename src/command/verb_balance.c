/* balance: what each plan is made of: elements, chain, levers, instruments, governance. */
#include "command/verbs.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "command/ranking.h"

struct balance_view {
	struct request *request;
	struct board *board;
	struct answer *answer;
	struct coded_corpus all;
	struct column_range ranges[ROLE_COUNT];
	struct balance balance;
	size_t *starts;
	int64_t *ids;
};

static enum status load(struct balance_view *view, struct error *error)
{
	struct board_query query;
	struct measure_options options = verb_measure_options(view->request);
	TRY(verb_role_corpus(view->request, view->board, &query, &view->all, view->ranges, error));
	TRY(balance_make(view->request->job, view->request->arena, &view->all, view->ranges,
			 &options, &view->balance, error));
	if (view->balance.part_count == 0)
		return roles_missing(error);
	coded_evidence(view->request->arena, &view->all, &view->starts, &view->ids);
	return STATUS_OK;
}

static const struct balance_value *value_of(const struct balance_view *view, size_t region,
					    size_t part)
{
	return &view->balance.values[region * view->balance.part_count + part];
}

static size_t find_part(const struct balance_view *view, enum balance_kind kind)
{
	size_t i = 0;
	while (i < view->balance.part_count && view->balance.parts[i].kind != kind)
		i++;
	return i;
}

/* ---- one row a region and part ---- */

static void long_columns(const struct request *request, struct answer *answer)
{
	region_columns(request, answer);
	answer_column(answer, "tier", "", "the region's tier", SHOW_HIDDEN);
	answer_column(answer, "measure", "", "name of the measure", SHOW_HIDDEN);
	answer_column(answer, "number", "", "its number in docs/balance.md", SHOW_PLAIN);
	answer_column(answer, "code", "", "code of the codebook, where it is about one",
		      SHOW_HIDDEN);
	answer_column(answer, "item", "", "what is measured, in Chinese",
		      request->chinese ? SHOW_PLAIN : SHOW_HIDDEN);
	answer_column(answer, "item_en", "", "what is measured",
		      request->chinese ? SHOW_HIDDEN : SHOW_PLAIN);
	answer_column(answer, "value", "", "in the unit of the unit column", SHOW_PLAIN);
	answer_column(answer, "value_low", "", "lower end of the interval", SHOW_PLAIN);
	answer_column(answer, "value_high", "", "upper end of the interval", SHOW_PLAIN);
	rank_columns(answer, SHOW_PLAIN);
	answer_column(answer, "unit", "", "unit of the value", SHOW_PLAIN);
	answer_column(answer, "count", "", "sentences (or kinds) counted", SHOW_PLAIN);
	answer_column(answer, "out_of", "", "what they are set against", SHOW_PLAIN);
	answer_column(answer, "median", "", "median of all regions read", SHOW_PLAIN);
	answer_column(answer, "state", "", "value, zero (read, no hit) or no_document", SHOW_PLAIN);
	answer_column(answer, "evidence", "", "ids of the sentences: qipan evidence --id",
		      SHOW_HIDDEN);
}

static const char *state_of(const struct balance_view *view, size_t region,
			    const struct balance_value *value)
{
	if (view->all.regions[region].coverage == COVERAGE_NO_DOCUMENT)
		return finding_state_name(FINDING_NO_DOCUMENT);
	if (isnan(value->value))
		return finding_state_name(FINDING_UNDEFINED);
	return finding_state_name(value->count > 0 ? FINDING_VALUE : FINDING_ZERO);
}

static void put_item(struct balance_view *view, const struct balance_part *part, bool chinese)
{
	const struct balance_kind_info *info = &balance_kinds[part->kind];
	const char *label = chinese ? info->label_zh : info->label;
	if (part->column == SIZE_MAX) {
		answer_put_string(view->answer, label);
		return;
	}
	struct slice code = code_label(view->board, view->all.columns[part->column].id, chinese);
	answer_put_string(view->answer,
			  arena_printf(view->request->arena, "%s%s%.*s", label,
				       chinese ? "：" : ": ", (int)code.length, code.at));
}

/* What a value that is not of one code is made from: the sentences of these roles. */
static const struct {
	enum balance_kind kind;
	enum balance_role roles[2];
} made_from[] = {
	{BALANCE_HARDWARE, {ROLE_HARDWARE, ROLE_SCENARIO}},
	{BALANCE_HARDWARE_PLAIN, {ROLE_HARDWARE, ROLE_SCENARIO}},
	{BALANCE_SLOGAN, {ROLE_SLOGAN, ROLE_SLOGAN}},
	{BALANCE_COMPLETE, {ROLE_ELEMENT, ROLE_ELEMENT}},
	{BALANCE_CHAIN_EVENNESS, {ROLE_CHAIN, ROLE_CHAIN}},
	{BALANCE_CHAIN_CLOSURE, {ROLE_CHAIN, ROLE_CHAIN}},
	{BALANCE_INSTRUMENT_EVENNESS, {ROLE_INSTRUMENT, ROLE_INSTRUMENT}},
	{BALANCE_GOVERNANCE, {ROLE_GOVERNANCE, ROLE_GOVERNANCE}},
	{BALANCE_LAG, {ROLE_DIGITAL, ROLE_GOVERNANCE_DIGITAL}},
	{BALANCE_LAG_Z, {ROLE_DIGITAL, ROLE_GOVERNANCE_DIGITAL}},
};

static int compare_ids(const void *left, const void *right)
{
	const int64_t *x = left, *y = right;
	return (*x > *y) - (*x < *y);
}

/* Ids of a region's sentences with any code of the roles, each once, ascending. */
static size_t role_ids(const struct balance_view *view, size_t region,
		       const enum balance_role roles[2], int64_t **ids)
{
	const struct column_range *ranges[2] = {&view->ranges[roles[0]], &view->ranges[roles[1]]};
	const size_t *row = view->starts + region * view->all.column_count;
	size_t room = 0, count = 0, kept = 0;
	for (int i = 0; i < 2; i++)
		room += row[ranges[i]->first + ranges[i]->count] - row[ranges[i]->first];
	*ids = arena_array(view->request->arena, int64_t, room);
	for (int i = 0; i < 2; i++)
		for (size_t k = row[ranges[i]->first]; k < row[ranges[i]->first + ranges[i]->count];
		     k++)
			(*ids)[count++] = view->ids[k];
	if (count > 0)
		qsort(*ids, count, sizeof **ids, compare_ids);
	for (size_t i = 0; i < count; i++)
		if (kept == 0 || (*ids)[kept - 1] != (*ids)[i])
			(*ids)[kept++] = (*ids)[i];
	return kept;
}

/* The sentences of the stage that is reached. */
static void put_stage_evidence(const struct balance_view *view, size_t region,
			       struct column_range range)
{
	const size_t *row = view->starts + region * view->all.column_count;
	size_t column = range.first + range.count;
	while (column > range.first && row[column] == row[column - 1])
		column--;
	if (column == range.first)
		answer_put_ids(view->answer, view->ids, 0);
	else
		answer_put_ids(view->answer, view->ids + row[column - 1],
			       row[column] - row[column - 1]);
}

static void put_role_evidence(const struct balance_view *view, size_t region,
			      enum balance_kind kind)
{
	enum balance_role stages = balance_stages_of(kind);
	if (stages < ROLE_COUNT) {
		put_stage_evidence(view, region, view->ranges[stages]);
		return;
	}
	for (size_t i = 0; i < sizeof made_from / sizeof *made_from; i++)
		if (made_from[i].kind == kind) {
			int64_t *ids;
			size_t count = role_ids(view, region, made_from[i].roles, &ids);
			answer_put_ids(view->answer, ids, count);
			return;
		}
	answer_put_null(view->answer);
}

static struct rank_range *rank_regions(const struct balance_view *view, size_t part)
{
	struct arena *arena = view->request->arena;
	size_t count = view->all.region_count;
	struct ranked_value *values = arena_array(arena, struct ranked_value, count);
	struct rank_range *ranks = arena_array(arena, struct rank_range, count);
	for (size_t r = 0; r < count; r++) {
		const struct balance_value *value = value_of(view, r, part);
		values[r] = (struct ranked_value){value->value, value->low, value->high};
	}
	rank_ranges(arena, values, count, ranks);
	return ranks;
}

static void put_long_row(struct balance_view *view, size_t region, size_t index,
			 struct rank_range rank)
{
	struct answer *answer = view->answer;
	const struct balance_part *part = &view->balance.parts[index];
	const struct balance_kind_info *info = &balance_kinds[part->kind];
	const struct balance_value *value = value_of(view, region, index);
	answer_row(answer);
	put_region_names(answer, view->board, view->all.regions[region].id, SLICE(""));
	answer_put_text(answer, view->all.regions[region].tier);
	answer_put_string(answer, info->name);
	answer_put_string(answer, info->number);
	if (part->column == SIZE_MAX)
		answer_put_null(answer);
	else
		answer_put_text(answer, view->all.columns[part->column].name);
	put_item(view, part, true);
	put_item(view, part, false);
	answer_put_real(answer, value->value);
	answer_put_real(answer, value->low);
	answer_put_real(answer, value->high);
	put_rank(view->request->arena, answer, rank);
	answer_put_string(answer, info->unit);
	answer_put_real(answer, value->count);
	answer_put_real(answer, value->of);
	answer_put_real(answer, value->median);
	answer_put_string(answer, state_of(view, region, value));
	if (part->column == SIZE_MAX) {
		put_role_evidence(view, region, part->kind);
		return;
	}
	size_t cell = region * view->all.column_count + part->column;
	answer_put_ids(answer, view->ids + view->starts[cell],
		       view->starts[cell + 1] - view->starts[cell]);
}

static enum status put_long(struct balance_view *view, struct slice wanted, struct error *error)
{
	bool all = wanted.length == 0 || slice_is(wanted, "all"), any = false;
	long_columns(view->request, view->answer);
	for (size_t i = 0; i < view->balance.part_count; i++) {
		const struct balance_kind_info *info = &balance_kinds[view->balance.parts[i].kind];
		if (!all && !slice_equal_ignoring_case(wanted, slice_from(info->name)) &&
		    !slice_equal_ignoring_case(wanted, slice_from(info->number)))
			continue;
		any = true;
		const struct rank_range *ranks = rank_regions(view, i);
		for (size_t r = 0; r < view->all.region_count; r++)
			if (view->all.regions[r].asked)
				put_long_row(view, r, i, ranks[r]);
	}
	if (any)
		return STATUS_OK;
	const char *names = "all";
	for (int i = 0; i < BALANCE_KIND_COUNT; i++)
		names = arena_printf(view->request->arena, "%s, %s", names, balance_kinds[i].name);
	return error_set(error, STATUS_USAGE,
			 "--measure takes %s (or a number as M20), not \"%.*s\"", names,
			 (int)wanted.length, wanted.at);
}

/* ---- one row a region ---- */

static const enum balance_kind headlines[] = {BALANCE_HARDWARE,
					      BALANCE_HARDWARE_PLAIN,
					      BALANCE_COMPLETE,
					      BALANCE_CHAIN_EVENNESS,
					      BALANCE_INSTRUMENT_EVENNESS,
					      BALANCE_LEVERS,
					      BALANCE_GOVERNANCE,
					      BALANCE_LAG_Z,
					      BALANCE_MARKET,
					      BALANCE_BORDER};
enum { HEADLINES = sizeof headlines / sizeof *headlines };

static bool shows_counts(enum balance_kind kind)
{
	return kind == BALANCE_HARDWARE || kind == BALANCE_LAG_Z;
}

/* The stages that have a sentence, so that a gap is seen: "1 2 4". */
static const char *stages_text(const struct balance_view *view, size_t region,
			       struct column_range range)
{
	const size_t *row = view->starts + region * view->all.column_count;
	const char *text = "";
	for (size_t i = 0; i < range.count; i++)
		if (row[range.first + i + 1] > row[range.first + i])
			text = arena_printf(view->request->arena, "%s%s%zu", text,
					    text[0] == '\0' ? "" : " ", i + 1);
	return text[0] == '\0' ? "0" : text;
}

/* Said by another column or the footnote, so that a row fits a terminal. */
static bool is_aside(enum balance_kind kind)
{
	return kind == BALANCE_HARDWARE_PLAIN || balance_stages_of(kind) < ROLE_COUNT;
}

static void overview_columns(const struct balance_view *view)
{
	struct answer *answer = view->answer;
	struct arena *arena = view->request->arena;
	region_columns(view->request, answer);
	answer_column(answer, "tier", "", "the region's tier", SHOW_HIDDEN);
	answer_column(answer, "sentences", "", "sentences in the frame", SHOW_PLAIN);
	for (size_t i = 0; i < HEADLINES; i++) {
		const struct balance_kind_info *info = &balance_kinds[headlines[i]];
		if (find_part(view, headlines[i]) == view->balance.part_count)
			continue;
		answer_column(
			answer, info->name, "",
			arena_printf(arena, "%s: %s (%s)", info->number, info->formula, info->unit),
			is_aside(headlines[i]) ? SHOW_HIDDEN : SHOW_PLAIN);
		if (balance_stages_of(headlines[i]) < ROLE_COUNT)
			answer_column(answer, arena_printf(arena, "%s_stages", info->name), "",
				      "stages with a sentence, 0: none", SHOW_PLAIN);
		if (!shows_counts(headlines[i]))
			continue;
		if (headlines[i] == BALANCE_HARDWARE) {
			answer_column(answer, "hardware_low", "", "lower end of the interval",
				      SHOW_HIDDEN);
			answer_column(answer, "hardware_high", "", "upper end of the interval",
				      SHOW_HIDDEN);
		}
		answer_column(answer, arena_printf(arena, "%s_counts", info->name), "",
			      "the two counts it is made from", SHOW_PLAIN);
	}
}

static void put_overview(struct balance_view *view)
{
	struct answer *answer = view->answer;
	overview_columns(view);
	for (size_t r = 0; r < view->all.region_count; r++) {
		const struct coded_region *region = &view->all.regions[r];
		if (!region->asked)
			continue;
		answer_row(answer);
		put_region_names(answer, view->board, region->id, SLICE(""));
		answer_put_text(answer, region->tier);
		answer_put_integer(answer, region->passage_end - region->passage_start);
		for (size_t i = 0; i < HEADLINES; i++) {
			size_t part = find_part(view, headlines[i]);
			if (part == view->balance.part_count)
				continue;
			const struct balance_value *value = value_of(view, r, part);
			answer_put_real(answer, value->value);
			enum balance_role stages = balance_stages_of(headlines[i]);
			if (stages < ROLE_COUNT)
				answer_put_string(answer,
						  stages_text(view, r, view->ranges[stages]));
			if (!shows_counts(headlines[i]))
				continue;
			if (headlines[i] == BALANCE_HARDWARE) {
				answer_put_real(answer, value->low);
				answer_put_real(answer, value->high);
			}
			answer_put_string(answer, arena_printf(view->request->arena, "%g : %g",
							       value->count, value->of));
		}
	}
}

/* ---- what a reader must know ---- */

static bool is_absent(const struct balance_view *view, size_t column)
{
	for (size_t r = 0; r < view->all.region_count; r++) {
		size_t cell = r * view->all.column_count + column;
		if (view->starts[cell + 1] > view->starts[cell])
			return false;
	}
	return true;
}

static void add_absent(struct balance_view *view, struct buffer *words)
{
	bool chinese = view->request->chinese, any = false;
	size_t read = 0;
	for (size_t r = 0; r < view->all.region_count; r++)
		read += view->all.regions[r].coverage != COVERAGE_NO_DOCUMENT;
	for (size_t i = 0; i < view->balance.part_count; i++) {
		size_t column = view->balance.parts[i].column;
		if (column == SIZE_MAX || !is_absent(view, column))
			continue;
		struct slice label = code_label(view->board, view->all.columns[column].id, chinese);
		if (!any && chinese)
			buffer_printf(words, "所读 %zu 个地区均未提及：", read);
		else if (!any)
			buffer_printf(words, " In none of the %zu regions read: ", read);
		buffer_printf(words, "%s%.*s", any ? (chinese ? "、" : ", ") : "",
			      (int)label.length, label.at);
		any = true;
	}
	if (any)
		buffer_append_string(words, chinese ? "。" : ".");
}

static void add_missing_roles(struct balance_view *view, struct buffer *words)
{
	bool chinese = view->request->chinese, any = false;
	for (int i = 0; i < ROLE_COUNT; i++) {
		if (view->ranges[i].count > 0)
			continue;
		if (!any)
			buffer_append_string(words,
					     chinese ? "编码表没有声明这些角色，相关指标从缺："
						     : " The codebook declares no role ");
		buffer_printf(words, "%s%s", any ? (chinese ? "、" : ", ") : "",
			      balance_role_name((enum balance_role)i));
		any = true;
	}
	if (any)
		buffer_append_string(words, chinese ? "。" : ": what needs it is left out.");
}

/* The medians of all regions, with and without the slogan. */
static void add_slogan(struct balance_view *view, struct buffer *words)
{
	size_t with = find_part(view, BALANCE_HARDWARE);
	size_t without = find_part(view, BALANCE_HARDWARE_PLAIN);
	if (without == view->balance.part_count || view->all.region_count == 0)
		return;
	buffer_printf(words,
		      view->request->chinese
			      ? "硬件比场景的中位数 %.2f，不计只有口号的句子则为 %.2f。"
			      : " Median of hardware over scenario %.2f; without sentences that "
				"hold only the slogan %.2f.",
		      value_of(view, 0, with)->median, value_of(view, 0, without)->median);
}

static void put_footnote(struct balance_view *view)
{
	struct buffer words;
	buffer_init(&words);
	buffer_append_string(
		&words,
		view->request->chinese
			? "都是文本中的用词计数，不是对地区的评判；少写不等于不做。区间按段落自助抽"
			  "样。"
			  "“人工智能+”是中央提法，会抬高各地的场景数。"
			: "Counts of words in texts, no verdict on a region: what is not written "
			  "may still be done. Intervals by bootstrap over paragraphs. The slogan "
			  "“人工智能+” of the centre lifts scenarios everywhere.");
	add_slogan(view, &words);
	add_absent(view, &words);
	add_missing_roles(view, &words);
	view->answer->footnote = arena_copy(view->request->arena, buffer_slice(&words));
	buffer_release(&words);
}

static enum status fill(struct balance_view *view, struct error *error)
{
	struct slice measure = request_text(view->request, "measure");
	job_phase(view->request->job, "measuring", "", 0);
	TRY(load(view, error));
	if (view->request->argument_count > 0 || measure.length > 0)
		TRY(put_long(view, measure, error));
	else
		put_overview(view);
	put_footnote(view);
	return STATUS_OK;
}

enum status verb_balance(struct request *request, struct answer *answer, struct error *error)
{
	struct board board;
	TRY(verb_open(request, &board, answer, error));
	struct balance_view view = {.request = request, .board = &board, .answer = answer};
	enum status status = fill(&view, error);
	board_close(&board);
	return status;
}
