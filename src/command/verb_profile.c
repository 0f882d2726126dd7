/* profile: one region as a careful analyst would introduce it: what was read, what it plans most,
 * what is special to it beyond what everybody writes, what others plan and it does not, each with
 * its sentences. */
#include "command/verbs.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "command/ranking.h"
#include "num/stat.h"
#include "study/named.h"
#include "view/label.h"

enum {
	TOP_ATTENTION = 10,
	TOP_DISTINCTIVE = 8,
	TOP_UNDER = 5,
	TOP_SILENT = 12,
	SAMPLES_PER_CODE = 2,
	SAMPLED_CODES = 3,
	TOP_TARGETS = 10,
	TARGETS_PER_CODE = 2
};

struct profile {
	struct request *request;
	struct board *board;
	struct answer *answer;
	struct coded_corpus corpus;
	struct measure_options options;
	struct rankable *rankable; /* by column */
	struct measure_result attention, focus, quotient, log_odds, density;
	size_t region; /* index in corpus */
	size_t regions_read;
	size_t *starts;
	int64_t *ids;
	size_t *order; /* column indices, sorted for the section at hand */
};

static const struct finding *of(const struct profile *profile, const struct measure_result *result,
				size_t region, size_t column)
{
	(void)profile;
	return &result->findings[region * result->column_count + column];
}

static void columns(const struct request *request, struct answer *answer)
{
	answer_column(answer, "section", "", "part of the profile", SHOW_PLAIN);
	answer_column(answer, "code", "", "code of the codebook", SHOW_HIDDEN);
	answer_column(answer, "item", "", "what the row is about",
		      request->chinese ? SHOW_PLAIN : SHOW_HIDDEN);
	answer_column(answer, "item_en", "", "the same in English",
		      request->chinese ? SHOW_HIDDEN : SHOW_PLAIN);
	answer_column(answer, "figure", "",
		      "the value for people: with unit, and interval in brackets", SHOW_PLAIN);
	answer_column(answer, "value", "", "value, in the unit of the unit column", SHOW_HIDDEN);
	answer_column(answer, "value_low", "", "lower end of the interval", SHOW_HIDDEN);
	answer_column(answer, "value_high", "", "upper end of the interval", SHOW_HIDDEN);
	answer_column(answer, "unit", "", "unit of the value", SHOW_HIDDEN);
	answer_column(answer, "others", "", "median of all regions read, same unit", SHOW_HIDDEN);
	answer_column(answer, "median", "", "median of all regions read, for people", SHOW_PLAIN);
	rank_columns(answer, SHOW_PLAIN);
	answer_column(answer, "n", "", "sentences behind the value", SHOW_PLAIN);
	answer_column(answer, "note", "", "how to read the row",
		      request->chinese ? SHOW_HIDDEN : SHOW_PLAIN);
	answer_column(answer, "note_zh", "", "the same in Chinese",
		      request->chinese ? SHOW_PLAIN : SHOW_HIDDEN);
	answer_column(answer, "evidence", "", "ids of the sentences: qipan evidence --id",
		      SHOW_HIDDEN);
	answer_column(answer, "text", "", "a sentence", SHOW_PASSAGE);
	answer->grid.row_group = "section";
}

/* "3.8 % [1.4, 6.5]", "266", "z 1.4": shares in percent, the rest as it is. */
static const char *figure_of(struct arena *arena, const char *unit, double value, double low,
			     double high)
{
	if (isnan(value))
		return NULL;
	if (strcmp(unit, "share") != 0)
		return strcmp(unit, "z") == 0 ? arena_printf(arena, "z %.1f", value)
					      : arena_printf(arena, "%.0f", value);
	if (isnan(low) || isnan(high))
		return arena_printf(arena, "%.1f %%", value * 100);
	return arena_printf(arena, "%.1f %% [%.1f, %.1f]", value * 100, low * 100, high * 100);
}

struct row {
	const char *section;
	struct slice code, item, item_en;
	double value, low, high, others;
	const char *unit;
	int64_t n;
	const char *note, *note_zh;
	size_t column; /* SIZE_MAX: none */
	struct rank_range rank;
};

static void put_row(const struct profile *profile, const struct row *row)
{
	struct answer *answer = profile->answer;
	answer_row(answer);
	answer_put_string(answer, row->section);
	if (row->code.length > 0)
		answer_put_text(answer, row->code);
	else
		answer_put_null(answer);
	answer_put_text(answer, row->item);
	answer_put_text(answer, row->item_en);
	struct arena *arena = profile->board->arena;
	answer_put_string(answer, figure_of(arena, row->unit, row->value, row->low, row->high));
	answer_put_real(answer, row->value);
	answer_put_real(answer, row->low);
	answer_put_real(answer, row->high);
	answer_put_string(answer, row->unit);
	answer_put_real(answer, row->others);
	answer_put_string(answer, figure_of(arena, row->unit, row->others, NAN, NAN));
	put_rank(arena, answer, row->rank);
	if (row->n < 0)
		answer_put_null(answer);
	else
		answer_put_integer(answer, row->n);
	answer_put_string(answer, row->note);
	answer_put_string(answer, row->note_zh);
	if (row->column == SIZE_MAX) {
		answer_put_null(answer);
	} else {
		size_t cell = profile->region * profile->corpus.column_count + row->column;
		answer_put_ids(answer, profile->ids + profile->starts[cell],
			       profile->starts[cell + 1] - profile->starts[cell]);
	}
	answer_put_null(answer);
}

static double median_over_regions(const struct profile *profile,
				  const struct measure_result *result, size_t column)
{
	double *values = arena_array(profile->board->arena, double, profile->corpus.region_count);
	size_t count = 0;
	for (size_t r = 0; r < profile->corpus.region_count; r++) {
		double value = of(profile, result, r, column)->value;
		if (!isnan(value))
			values[count++] = value;
	}
	return stat_median(values, count);
}

static struct slice label(const struct profile *profile, size_t column, bool chinese)
{
	return code_label(profile->board, profile->corpus.columns[column].id, chinese);
}

/* Which ranks the region may have among all regions read. */
static struct rank_range rank_of(const struct profile *profile, const struct measure_result *result,
				 size_t column)
{
	struct rank_range *ranks =
		arena_array(profile->board->arena, struct rank_range, profile->corpus.region_count);
	rank_column(profile->board->arena, result, column, ranks);
	return ranks[profile->region];
}

/* Regions that plan a field, of those read. */
static size_t breadth(const struct profile *profile, size_t column)
{
	size_t count = 0;
	for (size_t r = 0; r < profile->corpus.region_count; r++)
		count += of(profile, &profile->attention, r, column)->n > 0;
	return count;
}

static double key_of(const struct profile *profile, const struct measure_result *result,
		     size_t column)
{
	double value = of(profile, result, profile->region, column)->value;
	return isnan(value) ? -INFINITY : value;
}

/* Insertion sort, descending, ties by codebook order: a few dozen columns. */
static void sort_columns(struct profile *profile, const struct measure_result *result)
{
	for (size_t i = 0; i < profile->corpus.column_count; i++) {
		size_t k = i;
		for (; k > 0 &&
		       key_of(profile, result, profile->order[k - 1]) < key_of(profile, result, i);
		     k--)
			profile->order[k] = profile->order[k - 1];
		profile->order[k] = i;
	}
}

static const char *const coverage_zh[] = {
	[COVERAGE_NO_DOCUMENT] = "没有文件",
	[COVERAGE_PARTIAL] = "文本不全",
	[COVERAGE_READ] = "已读",
};

static void put_coverage(const struct profile *profile)
{
	const struct coded_region *region = &profile->corpus.regions[profile->region];
	const struct finding *density = of(profile, &profile->density, profile->region, 0);
	put_row(profile, &(struct row){.section = "coverage",
				       .item = SLICE("文件"),
				       .item_en = SLICE("documents"),
				       .value = region->document_count,
				       .low = NAN,
				       .high = NAN,
				       .others = NAN,
				       .unit = "documents",
				       .n = -1,
				       .note = coverage_name(region->coverage),
				       .note_zh = coverage_zh[region->coverage],
				       .column = SIZE_MAX});
	put_row(profile, &(struct row){.section = "coverage",
				       .item = SLICE("计入的句子"),
				       .item_en = SLICE("sentences in the frame"),
				       .value = region->passage_end - region->passage_start,
				       .low = NAN,
				       .high = NAN,
				       .others = NAN,
				       .unit = "sentences",
				       .n = -1,
				       .note = "these are the base of all shares below",
				       .note_zh = "以下各占比的基数",
				       .column = SIZE_MAX});
	put_row(profile, &(struct row){.section = "coverage",
				       .item = SLICE("有编码的句子"),
				       .item_en = SLICE("sentences with any code"),
				       .value = density->value,
				       .low = density->low,
				       .high = density->high,
				       .others = median_over_regions(profile, &profile->density, 0),
				       .unit = "share",
				       .n = density->n,
				       .note = "density, M01",
				       .note_zh = "编码密度 M01",
				       .column = SIZE_MAX,
				       .rank = rank_of(profile, &profile->density, 0)});
}

static void put_strongest(struct profile *profile)
{
	sort_columns(profile, &profile->attention);
	for (size_t i = 0; i < TOP_ATTENTION && i < profile->corpus.column_count; i++) {
		size_t c = profile->order[i];
		const struct finding *share = of(profile, &profile->attention, profile->region, c);
		const struct finding *focus = of(profile, &profile->focus, profile->region, c);
		if (share->n == 0 || isnan(share->value))
			break;
		double own = focus->value / share->value;
		struct rank_range rank = {0, 0};
		if (!profile->rankable[c].refused)
			rank = rank_of(profile, &profile->attention, c);
		put_row(profile, &(struct row){.section = "strongest",
					       .code = profile->corpus.columns[c].name,
					       .item = label(profile, c, true),
					       .item_en = label(profile, c, false),
					       .value = share->value,
					       .low = share->low,
					       .high = share->high,
					       .others = median_over_regions(
						       profile, &profile->attention, c),
					       .unit = "share",
					       .n = share->n,
					       .note = own < 0.25 ? "mostly named in lists" : NULL,
					       .note_zh = own < 0.25 ? "多在并列清单中出现" : NULL,
					       .column = c,
					       .rank = rank});
	}
}

/* Says in words how the interval of the location quotient lies to 1. */
static const char *quotient_note(const struct profile *profile, size_t column, bool chinese)
{
	const struct finding *quotient = of(profile, &profile->quotient, profile->region, column);
	struct arena *arena = profile->board->arena;
	if (quotient->state == FINDING_FEW)
		return chinese ? arena_printf(arena, "为各地总体占比的 %.1f 倍；句数少",
					      quotient->value)
			       : arena_printf(arena,
					      "%.1f times the all-region share; few sentences",
					      quotient->value);
	bool sure = quotient->low > 1 || quotient->high < 1;
	if (chinese)
		return arena_printf(arena, "为各地总体占比的 %.1f 倍（%.1f 至 %.1f%s）",
				    quotient->value, quotient->low, quotient->high,
				    sure ? "" : "，不确定");
	return arena_printf(arena, "%.1f times the all-region share (%.1f to %.1f%s)",
			    quotient->value, quotient->low, quotient->high,
			    sure ? "" : ", not sure");
}

static void put_by_log_odds(struct profile *profile, const char *section, size_t column)
{
	const struct finding *odds = of(profile, &profile->log_odds, profile->region, column);
	put_row(profile, &(struct row){.section = section,
				       .code = profile->corpus.columns[column].name,
				       .item = label(profile, column, true),
				       .item_en = label(profile, column, false),
				       .value = odds->value,
				       .low = NAN,
				       .high = NAN,
				       .others = NAN,
				       .unit = "z",
				       .n = odds->n,
				       .note = quotient_note(profile, column, false),
				       .note_zh = quotient_note(profile, column, true),
				       .column = column});
}

static void put_distinctive(struct profile *profile)
{
	sort_columns(profile, &profile->log_odds);
	size_t count = profile->corpus.column_count;
	for (size_t i = 0; i < TOP_DISTINCTIVE && i < count; i++)
		if (key_of(profile, &profile->log_odds, profile->order[i]) > 0.5 &&
		    of(profile, &profile->attention, profile->region, profile->order[i])->n > 0)
			put_by_log_odds(profile, "distinctive", profile->order[i]);
	for (size_t i = 0; i < TOP_UNDER && i < count; i++) {
		size_t c = profile->order[count - 1 - i];
		double z = key_of(profile, &profile->log_odds, c);
		if (isfinite(z) && z < -0.5 &&
		    of(profile, &profile->attention, profile->region, c)->n > 0)
			put_by_log_odds(profile, "less than others", c);
	}
}

/* Fields that at least half of the regions read plan and this one does not: most common first. */
static void put_silent(struct profile *profile)
{
	size_t shown = 0;
	for (size_t wanted = profile->regions_read;
	     wanted * 2 >= profile->regions_read && wanted > 0; wanted--) {
		for (size_t c = 0; c < profile->corpus.column_count && shown < TOP_SILENT; c++) {
			const struct finding *share =
				of(profile, &profile->attention, profile->region, c);
			if (share->n > 0 || breadth(profile, c) != wanted)
				continue;
			shown++;
			put_row(profile,
				&(struct row){.section = "silent",
					      .code = profile->corpus.columns[c].name,
					      .item = label(profile, c, true),
					      .item_en = label(profile, c, false),
					      .value = 0,
					      .low = share->low,
					      .high = share->high,
					      .others = median_over_regions(profile,
									    &profile->attention, c),
					      .unit = "share",
					      .n = 0,
					      .note = arena_printf(
						      profile->board->arena,
						      "read, no hit; %zu of %zu regions plan it",
						      wanted, profile->regions_read),
					      .note_zh = arena_printf(
						      profile->board->arena,
						      "已读，未提及；%zu 个地区中有 %zu 个规划",
						      profile->regions_read, wanted),
					      .column = SIZE_MAX});
		}
	}
}

static enum status put_samples(struct profile *profile, struct error *error)
{
	sort_columns(profile, &profile->log_odds);
	size_t shown = 0;
	for (size_t i = 0; i < profile->corpus.column_count && shown < SAMPLED_CODES; i++) {
		size_t c = profile->order[i];
		size_t cell = profile->region * profile->corpus.column_count + c;
		size_t count = profile->starts[cell + 1] - profile->starts[cell];
		if (count == 0 || key_of(profile, &profile->log_odds, c) <= 0)
			continue;
		shown++;
		uint32_t *codes;
		struct evidence evidence;
		struct passage_filter filter = {
			.ids = profile->ids + profile->starts[cell],
			.id_count = count < SAMPLES_PER_CODE ? count : SAMPLES_PER_CODE};
		TRY(codes_below(profile->board, profile->corpus.columns[c].name, &codes,
				&filter.code_count, error));
		filter.codes = codes;
		TRY(evidence_load(profile->board, &filter, 0, 0, &evidence, error));
		for (size_t k = 0; k < evidence.count; k++) {
			struct answer *answer = profile->answer;
			answer_row(answer);
			answer_put_string(answer, "sentence");
			answer_put_text(answer, profile->corpus.columns[c].name);
			answer_put_text(answer, label(profile, c, true));
			answer_put_text(answer, label(profile, c, false));
			for (int empty = 0; empty < 13; empty++)
				answer_put_null(answer);
			answer_put_ids(answer, &evidence.items[k].passage.id, 1);
			put_evidence_text(answer, &evidence.items[k]);
		}
	}
	return STATUS_OK;
}

static void put_target_row(struct profile *profile, size_t column, const struct ledger_row *row)
{
	struct answer *answer = profile->answer;
	struct arena *arena = profile->board->arena;
	answer_row(answer);
	answer_put_string(answer, "targets");
	answer_put_text(answer, profile->corpus.columns[column].name);
	answer_put_text(answer, row->quantity);
	answer_put_text(answer, row->quantity);
	answer_put_text(answer, row->written);
	answer_put_real(answer, row->target.amount.value);
	answer_put_null(answer);
	answer_put_null(answer);
	answer_put_string(answer, row->target.amount.unit->name);
	for (int empty = 0; empty < 5; empty++)
		answer_put_null(answer);
	answer_put_integer(answer, 1);
	const char *year = row->year != 0 ? arena_printf(arena, "%u: ", row->year) : "";
	enum target_basis basis = (enum target_basis)row->target.basis;
	enum target_kind kind = (enum target_kind)row->target.kind;
	for (int chinese = 0; chinese < 2; chinese++) {
		const char *const columns[] = {"basis", "class", "scope"};
		struct slice words[] = {slice_from(target_basis_name(basis)),
					slice_from(target_kind_name(kind)),
					slice_from(target_scope_name(row->scope))};
		for (int i = 0; i < 3; i++)
			words[i] = label_value(columns[i], words[i], chinese != 0);
		const char *comma = chinese ? "，" : ", ";
		answer_put_string(answer, arena_printf(arena, "%s%.*s%s%.*s%s%.*s", year,
						       (int)words[0].length, words[0].at, comma,
						       (int)words[1].length, words[1].at, comma,
						       (int)words[2].length, words[2].at));
	}
	answer_put_ids(answer, &row->item->passage.id, 1);
	answer_put_null(answer);
}

/* An amount of what the sentence does not name, or names by one character, is nothing to show. */
static bool names_something(struct slice quantity)
{
	size_t bytes;
	if (quantity.length == 0)
		return false;
	utf8_read(quantity, 0, &bytes);
	return quantity.length > bytes;
}

/* Rows of the ledger whose sentence stands in a cell, at most TARGETS_PER_CODE, each row once. */
static size_t put_targets_of(struct profile *profile, const struct ledger *ledger, size_t column,
			     size_t most, bool *shown)
{
	size_t cell = profile->region * profile->corpus.column_count + column, put = 0;
	for (size_t i = profile->starts[cell]; i < profile->starts[cell + 1]; i++)
		for (size_t k = 0; k < ledger->count && put < most; k++) {
			if (shown[k] || ledger->rows[k].item->passage.id != profile->ids[i] ||
			    !names_something(ledger->rows[k].quantity))
				continue;
			shown[k] = true;
			put_target_row(profile, column, &ledger->rows[k]);
			put++;
		}
	return put;
}

/* Levels and flows to be reached or added, of the codes that are most special to the region. */
static enum status put_targets(struct profile *profile, struct region_id region,
			       struct error *error)
{
	struct board_query query;
	TRY(verb_query(profile->request, &query, error));
	const struct passage_filter passages = {.regions = &region.value,
						.region_count = 1,
						.orientations = query.orientations,
						.kind = query.kind};
	const struct ledger_filter rows = {.bases = 1U << BASIS_PLANNED | 1U << BASIS_INCREMENT,
					   .kinds = 1U << TARGET_STOCK | 1U << TARGET_FLOW};
	struct ledger ledger;
	TRY(ledger_load(profile->board, &passages, &rows, &ledger, error));
	bool *shown = arena_array(profile->board->arena, bool, ledger.count);
	sort_columns(profile, &profile->log_odds);
	size_t put = 0;
	for (size_t c = 0; c < profile->corpus.column_count && put < TOP_TARGETS; c++) {
		size_t room = TOP_TARGETS - put;
		put += put_targets_of(profile, &ledger, profile->order[c],
				      room < TARGETS_PER_CODE ? room : TARGETS_PER_CODE, shown);
	}
	return STATUS_OK;
}

static enum status run_measure(struct profile *profile, const char *name,
			       struct measure_result *result, struct error *error)
{
	const struct measure *measure = measure_find(slice_from(name));
	if (measure == NULL)
		return error_set(error, STATUS_USAGE, "measure %s is not in the table", name);
	return measure->function(profile->request->job, profile->board->arena, &profile->corpus,
				 &profile->options, result, error);
}

static enum status load_profile(struct profile *profile, struct region_id wanted,
				struct error *error)
{
	struct board_query query;
	TRY(verb_query(profile->request, &query, error));
	query.region = SLICE("");
	TRY(coded_corpus_load(profile->board, &query, &profile->corpus, error));
	for (size_t r = 0; r < profile->corpus.region_count; r++) {
		profile->regions_read +=
			profile->corpus.regions[r].coverage != COVERAGE_NO_DOCUMENT;
		if (profile->corpus.regions[r].id.value == wanted.value)
			profile->region = r;
	}
	TRY(ranking_allowed(profile->board, profile->answer, profile->corpus.columns,
			    profile->corpus.column_count, &profile->rankable, error));
	TRY(run_measure(profile, "attention", &profile->attention, error));
	TRY(run_measure(profile, "focus_attention", &profile->focus, error));
	TRY(run_measure(profile, "location_quotient", &profile->quotient, error));
	TRY(run_measure(profile, "log_odds", &profile->log_odds, error));
	TRY(run_measure(profile, "density", &profile->density, error));
	coded_evidence(profile->board->arena, &profile->corpus, &profile->starts, &profile->ids);
	profile->order = arena_array(profile->board->arena, size_t, profile->corpus.column_count);
	return STATUS_OK;
}

static void put_footnote(struct profile *profile)
{
	struct arena *arena = profile->board->arena;
	const char *text =
		profile->request->chinese
			? arena_printf(
				  arena,
				  "着墨最多：占本地规划句的比例（M04）；与众不同：与其他各地相"
				  "比的对数几率 z 值"
				  "（M07），附区位商（M06）；未提及：已读而无命中。位次按区间给"
				  "出，区间重叠的地区不分先后。共读 %zu "
				  "个地区。这些是文本中的用词，不是做成的事。",
				  profile->regions_read)
			: arena_printf(arena,
				       "strongest: share of the region's sentences (M04); "
				       "distinctive: z of "
				       "log-odds against all other regions (M07), with the "
				       "location quotient "
				       "(M06); silent: read, no hit; rank: as far as intervals "
				       "tell, regions that share one are tied. %zu regions read. "
				       "These are words in texts, not deeds.",
				       profile->regions_read);
	profile->answer->footnote = slice_from(text);
}

static enum status fill(struct request *request, struct board *board, struct answer *answer,
			struct error *error)
{
	struct slice name = slice_from(request->arguments[0]);
	struct region_id wanted;
	TRY(region_named(board, name, &wanted, error));
	struct profile profile = {.request = request,
				  .board = board,
				  .answer = answer,
				  .options = verb_measure_options(request)};
	job_phase(request->job, "measuring", "", 0);
	TRY(load_profile(&profile, wanted, error));
	const struct region *region = gazetteer_region(&board->gazetteer, wanted);
	answer->title = slice_from(arena_printf(board->arena, "%.*s  %.*s  %.*s",
						(int)region->name.length, region->name.at,
						(int)region->english.length, region->english.at,
						(int)region->tier.length, region->tier.at));
	columns(request, answer);
	put_coverage(&profile);
	if (profile.corpus.regions[profile.region].coverage == COVERAGE_NO_DOCUMENT) {
		answer->footnote =
			request->chinese
				? SLICE("没有读到这个地区的文件：不能作任何判断。")
				: SLICE("No document was read for this region: nothing can "
					"be said of it.");
		return STATUS_OK;
	}
	put_strongest(&profile);
	put_distinctive(&profile);
	put_silent(&profile);
	TRY(put_targets(&profile, wanted, error));
	put_footnote(&profile);
	return put_samples(&profile, error);
}

enum status verb_profile(struct request *request, struct answer *answer, struct error *error)
{
	struct board board;
	TRY(verb_open(request, &board, answer, error));
	enum status status = fill(request, &board, answer, error);
	board_close(&board);
	return status;
}
