/* crowding: how many regions plan each field, how deeply, who; and slots that several bid for. */
#include "command/verbs.h"

#include <math.h>
#include <stdlib.h>

#include "base/buffer.h"
#include "command/ranking.h"
#include "measure/frame.h"
#include "num/stat.h"
#include "study/contest.h"

struct crowding_view {
	struct request *request;
	struct answer *answer;
	struct board *board;
	struct board_query query;
	struct coded_corpus corpus;
	struct counts counts;
	struct measure_result once, deep, effective; /* M13, one finding a column */
	uint8_t *deepest; /* region x column: highest commitment of a sentence */
};

static bool wide(const struct crowding_view *view)
{
	return view->request->chinese;
}

static size_t cell(const struct crowding_view *view, size_t region, size_t column)
{
	return region * view->corpus.column_count + column;
}

static bool is_read(const struct crowding_view *view, size_t region)
{
	return view->counts.passages[region] > 0;
}

static const struct finding *of(const struct measure_result *result, size_t column)
{
	return &result->findings[column];
}

static double regions_with_two(const struct crowding_view *view, size_t column)
{
	double count = 0;
	for (size_t r = 0; r < view->corpus.region_count; r++)
		count += view->counts.code_passages[cell(view, r, column)] >= 2;
	return count;
}

enum listing { LIST_DEEP, LIST_NAMED, LIST_SILENT };

static bool is_listed(const struct crowding_view *view, size_t region, size_t column,
		      enum listing which)
{
	size_t at = cell(view, region, column);
	bool named = view->counts.code_passages[at] > 0;
	bool deep = view->deepest[at] >= COMMITMENT_BUILD;
	if (!is_read(view, region))
		return false;
	return which == LIST_SILENT ? !named : named && deep == (which == LIST_DEEP);
}

static size_t count_listed(const struct crowding_view *view, size_t column, enum listing which)
{
	size_t count = 0;
	for (size_t r = 0; r < view->corpus.region_count; r++)
		count += is_listed(view, r, column, which);
	return count;
}

static void append_list(struct crowding_view *view, size_t column, enum listing which, bool chinese,
			struct buffer *words)
{
	bool any = false;
	for (size_t r = 0; r < view->corpus.region_count; r++) {
		if (!is_listed(view, r, column, which))
			continue;
		buffer_append_string(words, !any ? "" : chinese ? "、" : ", ");
		buffer_append(words,
			      region_label(view->board, view->corpus.regions[r].id, chinese));
		any = true;
	}
}

static void put_list(struct crowding_view *view, size_t column, enum listing which)
{
	for (int chinese = 1; chinese >= 0; chinese--) {
		struct buffer words;
		buffer_init(&words);
		append_list(view, column, which, chinese, &words);
		if (count_listed(view, column, which) == 0)
			answer_put_null(view->answer);
		else
			answer_put_text(view->answer, buffer_slice(&words));
		buffer_release(&words);
	}
}

/* The regions of the deep breadth, by those that lack it where these are fewer. */
static void put_who(struct crowding_view *view, size_t column)
{
	size_t deep = count_listed(view, column, LIST_DEEP);
	size_t named = count_listed(view, column, LIST_NAMED);
	size_t silent = count_listed(view, column, LIST_SILENT);
	for (int chinese = 1; chinese >= 0; chinese--) {
		struct buffer words;
		buffer_init(&words);
		if (deep <= named + silent) {
			append_list(view, column, LIST_DEEP, chinese, &words);
		} else {
			buffer_append_string(&words, chinese ? "全部" : "all");
			if (named + silent > 0)
				buffer_append_string(&words, chinese ? "，除" : " but ");
			append_list(view, column, LIST_NAMED, chinese, &words);
			if (named > 0 && silent > 0)
				buffer_append_string(&words, chinese ? "、" : ", ");
			append_list(view, column, LIST_SILENT, chinese, &words);
		}
		answer_put_text(view->answer, buffer_slice(&words));
		buffer_release(&words);
	}
}

static void list_columns(const struct crowding_view *view, const char *name, const char *name_en,
			 const char *definition)
{
	answer_column(view->answer, name, "", definition, SHOW_HIDDEN);
	answer_column(view->answer, name_en, "", "the same in English", SHOW_HIDDEN);
}

/* ---- one row a code ---- */

static void put_field(struct crowding_view *view, size_t column, double read,
		      struct rank_range rank)
{
	struct answer *answer = view->answer;
	const struct finding *once = of(&view->once, column), *deep = of(&view->deep, column);
	const struct finding *effective = of(&view->effective, column);
	answer_row(answer);
	put_code(view->answer, view->board, view->corpus.columns[column].id);
	answer_put_integer(answer, (int64_t)once->numerator);
	answer_put_integer(answer, (int64_t)read);
	answer_put_real(answer, once->value);
	answer_put_real(answer, once->low);
	answer_put_real(answer, once->high);
	answer_put_integer(answer, (int64_t)regions_with_two(view, column));
	answer_put_real(answer, deep->numerator);
	answer_put_real(answer, deep->low * read);
	answer_put_real(answer, deep->high * read);
	put_rank(view->request->arena, answer, rank);
	answer_put_real(answer, deep->value);
	answer_put_real(answer, deep->low);
	answer_put_real(answer, deep->high);
	answer_put_real(answer, effective->value);
	answer_put_real(answer, effective->low);
	answer_put_real(answer, effective->high);
	put_who(view, column);
	for (int which = LIST_DEEP; which <= LIST_SILENT; which++)
		put_list(view, column, (enum listing)which);
}

struct crowded {
	size_t column;
	double deep;
};

static int compare_crowded(const void *a, const void *b)
{
	const struct crowded *x = a, *y = b;
	if (x->deep != y->deep)
		return x->deep > y->deep ? -1 : 1;
	return (x->column > y->column) - (x->column < y->column);
}

/* Codes by deep breadth, each with the ranks that its interval allows. */
static struct rank_range *rank_fields(const struct crowding_view *view)
{
	struct arena *arena = view->request->arena;
	size_t count = view->corpus.column_count;
	struct ranked_value *values = arena_array(arena, struct ranked_value, count);
	struct rank_range *ranks = arena_array(arena, struct rank_range, count);
	for (size_t c = 0; c < count; c++) {
		const struct finding *deep = of(&view->deep, c);
		values[c] = (struct ranked_value){deep->value, deep->low, deep->high};
	}
	rank_ranges(arena, values, count, ranks);
	return ranks;
}

static void end_columns(struct answer *answer, const char *low, const char *high, const char *unit)
{
	answer_column(answer, low, unit, "lower end of the interval", SHOW_HIDDEN);
	answer_column(answer, high, unit, "upper end", SHOW_HIDDEN);
}

static void field_columns(const struct crowding_view *view)
{
	struct answer *answer = view->answer;
	code_columns(view->request, view->answer, "code of the codebook");
	answer_column(answer, "regions", "regions", "regions with a sentence of it", SHOW_PLAIN);
	answer_column(answer, "out_of", "regions", "regions read", SHOW_HIDDEN);
	answer_column(answer, "breadth", "share of regions", "M13: regions / out_of", SHOW_HIDDEN);
	end_columns(answer, "breadth_low", "breadth_high", "share of regions");
	answer_column(answer, "twice", "regions", "of these, with two sentences or more",
		      SHOW_PLAIN);
	answer_column(answer, "deep", "regions",
		      "of these, with a sentence that builds something or sets a number",
		      SHOW_PLAIN);
	end_columns(answer, "deep_low", "deep_high", "regions");
	rank_columns(answer, SHOW_PLAIN);
	answer_column(answer, "deep_breadth", "share of regions", "M13: deep / out_of",
		      SHOW_HIDDEN);
	end_columns(answer, "deep_breadth_low", "deep_breadth_high", "share of regions");
	answer_column(answer, "effective_regions", "regions",
		      "M13: regions with equal attention that would be as spread out", SHOW_PLAIN);
	end_columns(answer, "effective_regions_low", "effective_regions_high", "regions");
}

static void put_fields(struct crowding_view *view)
{
	struct answer *answer = view->answer;
	double read = 0;
	for (size_t r = 0; r < view->corpus.region_count; r++)
		read += is_read(view, r);
	field_columns(view);
	answer_column(answer, "who", "", "which of them build something or set a number",
		      wide(view) ? SHOW_PLAIN : SHOW_HIDDEN);
	answer_column(answer, "who_en", "", "the same in English",
		      wide(view) ? SHOW_HIDDEN : SHOW_PLAIN);
	list_columns(view, "deep_in", "deep_in_en", "which regions build or set a number");
	list_columns(view, "named_in", "named_in_en", "which only name it, or less binding");
	list_columns(view, "silent_in", "silent_in_en", "which were read and do not name it");
	size_t columns = view->corpus.column_count;
	struct crowded *order = arena_array(view->request->arena, struct crowded, columns);
	for (size_t c = 0; c < columns; c++)
		order[c] = (struct crowded){c, of(&view->deep, c)->numerator};
	const struct rank_range *ranks = rank_fields(view);
	if (columns > 0)
		qsort(order, columns, sizeof *order, compare_crowded);
	for (size_t i = 0; i < columns; i++)
		put_field(view, order[i].column, read, ranks[order[i].column]);
}

/* ---- one row a region, for one code ---- */

static struct interval share_interval(const struct crowding_view *view, size_t region,
				      size_t column)
{
	return stat_wilson(view->counts.code_passages[cell(view, region, column)],
			   view->counts.passages[region],
			   request_real(view->request, "confidence"));
}

static void put_region_row(struct crowding_view *view, size_t region, size_t column,
			   struct rank_range rank)
{
	struct answer *answer = view->answer;
	const struct coded_region *at = &view->corpus.regions[region];
	uint32_t count = view->counts.code_passages[cell(view, region, column)];
	uint32_t of = view->counts.passages[region];
	struct interval interval = share_interval(view, region, column);
	int64_t *ids = arena_array(view->request->arena, int64_t, count);
	size_t found = 0;
	for (uint32_t p = at->passage_start; p < at->passage_end; p++) {
		const struct coded_passage *passage = &view->corpus.passages[p];
		for (uint32_t k = passage->code_start; k < passage->code_end; k++)
			if (view->corpus.codes[k] == column)
				ids[found++] = passage->id;
	}
	answer_row(answer);
	put_region_names(answer, view->board, at->id, SLICE(""));
	answer_put_text(answer, at->tier);
	answer_put_integer(answer, count);
	answer_put_integer(answer, of);
	answer_put_real(answer, (double)count / of);
	answer_put_real(answer, interval.low);
	answer_put_real(answer, interval.high);
	put_rank(view->request->arena, answer, rank);
	if (count == 0)
		answer_put_null(answer);
	else
		answer_put_string(
			answer,
			commitment_name(
				(enum commitment)view->deepest[cell(view, region, column)]));
	answer_put_ids(answer, ids, found);
}

/* Of the regions read, by their shares; none where the code is read too badly. */
static enum status rank_regions(struct crowding_view *view, struct rank_range *ranks,
				struct error *error)
{
	size_t count = view->corpus.region_count;
	struct ranked_value *values = arena_array(view->request->arena, struct ranked_value, count);
	struct rankable *rankable;
	TRY(ranking_allowed(view->board, view->answer, view->corpus.columns, 1, &rankable, error));
	for (size_t r = 0; r < count; r++) {
		struct interval interval = share_interval(view, r, 0);
		values[r] = (struct ranked_value){NAN, interval.low, interval.high};
		if (is_read(view, r) && !rankable->refused)
			values[r].value =
				(double)view->counts.code_passages[r] / view->counts.passages[r];
	}
	rank_ranges(view->request->arena, values, count, ranks);
	return STATUS_OK;
}

static enum status put_one(struct crowding_view *view, struct error *error)
{
	struct answer *answer = view->answer;
	struct rank_range *ranks =
		arena_array(view->request->arena, struct rank_range, view->corpus.region_count);
	TRY(rank_regions(view, ranks, error));
	region_columns(view->request, answer);
	answer_column(answer, "tier", "", "the region's tier", SHOW_PLAIN);
	answer_column(answer, "count", "sentences", "sentences of it", SHOW_PLAIN);
	answer_column(answer, "out_of", "sentences", "sentences of the region", SHOW_PLAIN);
	answer_column(answer, "share", "share of sentences", "count / out_of", SHOW_SHARE);
	answer_column(answer, "share_low", "share of sentences", "lower end of Wilson's interval",
		      SHOW_SHARE);
	answer_column(answer, "share_high", "share of sentences", "upper end", SHOW_SHARE);
	rank_columns(answer, SHOW_PLAIN);
	answer_column(answer, "commitment", "", "its most binding sentence", SHOW_PLAIN);
	answer_column(answer, "evidence", "", "ids of the sentences: qipan evidence --id",
		      SHOW_HIDDEN);
	for (size_t r = 0; r < view->corpus.region_count; r++)
		if (is_read(view, r))
			put_region_row(view, r, 0, ranks[r]);
	return STATUS_OK;
}

/* ---- slots ---- */

static void slot_columns(const struct crowding_view *view, bool sentences)
{
	struct answer *answer = view->answer;
	answer_column(answer, "slot", "", "what is bid for, without the words of its level",
		      SHOW_PLAIN);
	answer_column(answer, "bidders", "regions", "regions that bid for it", SHOW_PLAIN);
	answer_column(answer, "regions", "regions", "regions that name it at all", SHOW_PLAIN);
	region_columns(view->request, answer);
	answer_column(answer, "status", "", "has, builds or bids, by the verb before it",
		      SHOW_PLAIN);
	answer_column(answer, "claimed_level", "", "world, national, area or province", SHOW_PLAIN);
	answer_column(answer, "id", "", "id of the sentence: qipan evidence --id", SHOW_PLAIN);
	answer_column(answer, "document", "", "id of the document", SHOW_HIDDEN);
	answer_column(answer, "date", "", "date of the document", SHOW_HIDDEN);
	answer_column(answer, "text", "", "the sentence, the name marked",
		      sentences ? SHOW_PASSAGE : SHOW_HIDDEN);
}

static void put_claim(struct crowding_view *view, const struct contest_slot *slot,
		      const struct contest_claim *claim)
{
	struct answer *answer = view->answer;
	const struct evidence_item *item = claim->item;
	uint32_t start = item->passage.span.start;
	struct span name = {start + claim->position.name.start, start + claim->position.name.end};
	const char *status = position_status_name((enum position_status)claim->position.status);
	const char *level = position_level_name((enum position_level)claim->position.level);
	answer_row(answer);
	answer_put_text(answer, slot->name);
	answer_put_integer(answer, slot->bidders);
	answer_put_integer(answer, slot->regions);
	put_region_names(answer, view->board, item->passage.region, SLICE(""));
	answer_put_string(answer, status[0] == '\0' ? NULL : status);
	answer_put_string(answer, level[0] == '\0' ? NULL : level);
	answer_put_integer(answer, item->passage.id);
	answer_put_text(answer, item->document->metadata.id);
	answer_put_text(answer, item->document->metadata.date);
	put_marked_text(answer, item->text, start, &name, 1);
}

static enum status put_slots(struct crowding_view *view, struct error *error)
{
	struct contest contest;
	struct passage_filter filter = query_filter(&view->query);
	filter.plans_only = view->query.kind.length == 0;
	TRY(contest_load(view->board, &filter, (uint32_t)request_integer(view->request, "least"),
			 &contest, error));
	slot_columns(view, request_flag(view->request, "sentences"));
	for (size_t s = 0; s < contest.slot_count; s++)
		for (size_t i = 0; i < contest.slots[s].count; i++)
			put_claim(view, &contest.slots[s],
				  &contest.claims[contest.slots[s].first + i]);
	view->answer->footnote = slice_from(arena_printf(
		view->request->arena,
		view->request->chinese
			? "%zu 个名额，由至少一地争取、多地提及（共读出 %zu "
			  "处称号与平台）。动词按规"
			  "则判读；同一名额的不同叫法按表合并（自贸试验区、自由贸易试验区），表外未"
			  "合"
			  "并；争取者众不等于重复建设。"
			: "%zu slots that several regions name and at least one bids for, of %zu "
			  "titles and platforms read. The verb is read by rules; names of one "
			  "slot are joined where a table knows them (自贸试验区, "
			  "自由贸易试验区); that several bid is no proof of waste. Chinese texts "
			  "only.",
		contest.slot_count, contest.claim_count));
	return STATUS_OK;
}

/* ---- ---- */

static enum status take(struct crowding_view *view, const char *name,
			const struct measure_options *options, struct measure_result *result,
			struct error *error)
{
	return measure_find(slice_from(name))
		->function(view->request->job, view->request->arena, &view->corpus, options, result,
			   error);
}

static enum status load(struct crowding_view *view, struct error *error)
{
	struct arena *arena = view->request->arena;
	const struct measure_options options = verb_measure_options(view->request);
	if (view->request->argument_count > 0)
		view->query.by = slice_from(view->request->arguments[0]);
	struct coded_corpus all;
	TRY(coded_corpus_load(view->board, &view->query, &all, error));
	coded_corpus_asked(arena, &all, &view->corpus);
	counts_make(arena, &view->corpus, &view->counts);
	TRY(take(view, "breadth", &options, &view->once, error));
	TRY(take(view, "deep_breadth", &options, &view->deep, error));
	TRY(take(view, "effective_regions", &options, &view->effective, error));
	view->deepest =
		arena_array(arena, uint8_t, view->corpus.region_count * view->corpus.column_count);
	for (size_t p = 0; p < view->corpus.passage_count; p++) {
		const struct coded_passage *passage = &view->corpus.passages[p];
		for (uint32_t k = passage->code_start; k < passage->code_end; k++) {
			uint8_t *deepest =
				&view->deepest[cell(view, passage->region, view->corpus.codes[k])];
			if (passage->commitment > *deepest)
				*deepest = passage->commitment;
		}
	}
	view->answer->footnote =
		view->request->chinese
			? SLICE("数的是写到某领域的地区；深者有一句要建成某物或定下数字。各地都写不"
				"等"
				"于重复建设，一句话也可能只在列举中。")
			: SLICE("Counts of regions whose texts name a code; deep: a sentence "
				"builds something or sets a number. That many name it is no proof "
				"of copying or waste, and one sentence may be a list.");
	return STATUS_OK;
}

static enum status fill(struct crowding_view *view, struct error *error)
{
	TRY(verb_query(view->request, &view->query, error));
	if (request_flag(view->request, "slots"))
		return put_slots(view, error);
	TRY(load(view, error));
	if (view->corpus.column_count == 1)
		return put_one(view, error);
	put_fields(view);
	return STATUS_OK;
}

enum status verb_crowding(struct request *request, struct answer *answer, struct error *error)
{
	struct board board;
	TRY(verb_open(request, &board, answer, error));
	struct crowding_view view = {.request = request, .answer = answer, .board = &board};
	job_phase(request->job, "measuring", "", 0);
	enum status status = fill(&view, error);
	board_close(&board);
	return status;
}
