/* divide: a proposed division of fields over regions, each assignment with its reason and evidence,
 * beside what the plans do now. */
#include "command/verbs.h"

#include <math.h>

#include "base/buffer.h"
#include "measure/division.h"
#include "measure/frame.h"
#include "study/platform_load.h"

enum { POINTS = 100 }; /* a score is whole: hundredths */

struct divide_view {
	struct request *request;
	struct answer *answer;
	struct board *board;
	struct board_query query;
	struct coded_corpus corpus;
	struct counts counts;
	double *strength; /* region x column: z */
	uint8_t *deepest; /* region x column: highest commitment */
	size_t *best;	  /* region x column: passage of the corpus + 1, most binding, few codes */
	struct stated_platform *platforms;
	size_t platform_count;
	const struct stated_platform **platform; /* region x column: the first, or NULL */
	struct division division;
	int32_t *scores;
	bool *kept;
};

static size_t cell(const struct divide_view *view, size_t region, size_t column)
{
	return region * view->corpus.column_count + column;
}

static bool goes_before(const struct coded_passage *a, const struct coded_passage *b)
{
	if (a->commitment != b->commitment)
		return a->commitment > b->commitment;
	return a->code_end - a->code_start < b->code_end - b->code_start;
}

static void read_cells(struct divide_view *view)
{
	for (size_t p = 0; p < view->corpus.passage_count; p++) {
		const struct coded_passage *passage = &view->corpus.passages[p];
		for (uint32_t k = passage->code_start; k < passage->code_end; k++) {
			size_t at = cell(view, passage->region, view->corpus.codes[k]);
			if (passage->commitment > view->deepest[at])
				view->deepest[at] = passage->commitment;
			if (view->best[at] == 0 ||
			    goes_before(passage, &view->corpus.passages[view->best[at] - 1]))
				view->best[at] = p + 1;
		}
	}
}

/* Strength above 0 in SD, and the level of commitment, both in hundredths. */
static int32_t score_of(const struct divide_view *view, size_t at)
{
	if (view->counts.code_passages[at] == 0)
		return DIVISION_NONE;
	double strength = view->strength[at] > 0 ? view->strength[at] : 0;
	double score = POINTS * (strength + view->deepest[at]);
	return score > DIVISION_SCORE_MOST ? DIVISION_SCORE_MOST : (int32_t)lround(score);
}

static enum status load(struct divide_view *view, struct error *error)
{
	struct arena *arena = view->request->arena;
	struct measure_options options = measure_defaults;
	struct measure_result result;
	struct coded_corpus all;
	TRY(verb_query(view->request, &view->query, error));
	TRY(coded_corpus_load(view->board, &view->query, &all, error));
	coded_corpus_asked(arena, &all, &view->corpus);
	size_t cells = view->corpus.region_count * view->corpus.column_count;
	counts_make(arena, &view->corpus, &view->counts);
	options.draws = 0;
	TRY(measure_find(SLICE("log_odds"))
		    ->function(view->request->job, arena, &view->corpus, &options, &result, error));
	view->strength = arena_array(arena, double, cells);
	view->deepest = arena_array(arena, uint8_t, cells);
	view->best = arena_array(arena, size_t, cells);
	view->platform = arena_array(arena, const struct stated_platform *, cells);
	view->scores = arena_array(arena, int32_t, cells);
	view->kept = arena_array(arena, bool, cells);
	read_cells(view);
	TRY(platform_load(view->board, &view->query, &view->corpus, &view->platforms,
			  &view->platform_count, error));
	for (size_t i = view->platform_count; i > 0; i--) {
		const struct stated_platform *platform = &view->platforms[i - 1];
		size_t at = cell(view, platform->region, platform->column);
		view->platform[at] = platform;
		view->kept[at] = true;
	}
	for (size_t i = 0; i < cells; i++) {
		view->strength[i] = result.findings[i].value;
		view->scores[i] = score_of(view, i);
	}
	const struct division_input input = {
		.region_count = view->corpus.region_count,
		.column_count = view->corpus.column_count,
		.scores = view->scores,
		.kept = view->kept,
		.leads = (uint32_t)request_integer(view->request, "leads"),
		.most = (uint32_t)request_integer(view->request, "most"),
		.least = (int32_t)lround(POINTS * request_real(view->request, "least")),
	};
	return division_make(view->request->job, arena, &input, &view->division, error);
}

/* ---- one row an assignment ---- */

static void assignment_columns(const struct divide_view *view)
{
	struct answer *answer = view->answer;
	code_columns(view->request, answer, "code of the codebook");
	region_columns(view->request, answer);
	answer_column(answer, "reason", "",
		      "platform: kept, it names one as its own; strength: largest score",
		      SHOW_PLAIN);
	answer_column(answer, "strength", "SD", "log-odds z of the code in its plan (M07)",
		      SHOW_PLAIN);
	answer_column(answer, "commitment", "", "its most binding sentence of the code",
		      SHOW_PLAIN);
	answer_column(answer, "score", "",
		      "strength above 0, plus 0 to 4 for commitment; what the division maximises",
		      SHOW_PLAIN);
	answer_column(answer, "count", "sentences", "sentences of the code in its plan",
		      SHOW_PLAIN);
	answer_column(answer, "id", "", "id of the sentence: qipan evidence --id", SHOW_PLAIN);
	answer_column(answer, "platform", "", "the platform or title, as the sentence names it",
		      SHOW_PLAIN);
}

static void put_assignment(struct divide_view *view, size_t region, size_t column)
{
	struct answer *answer = view->answer;
	size_t at = cell(view, region, column);
	const struct stated_platform *platform = view->platform[at];
	answer_row(answer);
	put_code(answer, view->board, view->corpus.columns[column].id);
	put_region_names(answer, view->board, view->corpus.regions[region].id, SLICE(""));
	answer_put_string(answer, platform != NULL ? "platform" : "strength");
	answer_put_real(answer, view->strength[at]);
	if (view->best[at] == 0)
		answer_put_null(answer);
	else
		answer_put_string(answer, commitment_name((enum commitment)view->deepest[at]));
	answer_put_real(answer,
			view->scores[at] < 0 ? (double)NAN : (double)view->scores[at] / POINTS);
	answer_put_integer(answer, view->counts.code_passages[at]);
	if (platform != NULL)
		answer_put_integer(answer, platform->item->passage.id);
	else
		answer_put_integer(answer, view->corpus.passages[view->best[at] - 1].id);
	if (platform == NULL) {
		answer_put_null(answer);
		return;
	}
	struct span name = {platform->name.start - platform->item->passage.span.start,
			    platform->name.end - platform->item->passage.span.start};
	answer_put_text(answer, slice_span(platform->item->text, name));
}

static void put_assignments(struct divide_view *view)
{
	assignment_columns(view);
	for (size_t c = 0; c < view->corpus.column_count; c++)
		for (size_t r = 0; r < view->corpus.region_count; r++)
			if (view->division.assigned[cell(view, r, c)])
				put_assignment(view, r, c);
}

/* ---- what it would change ---- */

enum way { WAY_ALL, WAY_NAMED, WAY_DEEP, WAY_PROPOSED, WAY_COUNT };

static void fill_way(const struct divide_view *view, enum way way, bool *does)
{
	for (size_t r = 0; r < view->corpus.region_count; r++)
		for (size_t c = 0; c < view->corpus.column_count; c++) {
			size_t at = cell(view, r, c);
			bool named = view->counts.code_passages[at] > 0;
			does[at] = way == WAY_ALL     ? view->counts.passages[r] > 0
				   : way == WAY_NAMED ? named
				   : way == WAY_DEEP
					   ? named && view->deepest[at] >= COMMITMENT_BUILD
					   : view->division.assigned[at];
		}
}

static double count_true(const bool *does, size_t cells)
{
	double count = 0;
	for (size_t i = 0; i < cells; i++)
		count += does[i];
	return count;
}

static size_t covered_by(const struct divide_view *view, const bool *does)
{
	size_t covered = 0;
	for (size_t c = 0; c < view->corpus.column_count; c++) {
		bool any = false;
		for (size_t r = 0; r < view->corpus.region_count; r++)
			any |= does[cell(view, r, c)];
		covered += any;
	}
	return covered;
}

static void put_summary(struct divide_view *view)
{
	static const struct {
		const char *measure, *item, *item_en;
	} ways[WAY_COUNT] = {
		{"everyone", "人人都做每个领域", "everyone does everything"},
		{"named", "现状：写到即做", "as the plans name fields"},
		{"deep", "现状：建设或定数才算", "as they build or set numbers"},
		{"proposed", "建议的分工", "proposed division"},
	};
	struct answer *answer = view->answer;
	bool chinese = view->request->chinese;
	size_t cells = view->corpus.region_count * view->corpus.column_count;
	bool *does = arena_array(view->request->arena, bool, cells);
	answer_column(answer, "measure", "", "name of the row", SHOW_HIDDEN);
	answer_column(answer, "item", "", "who does what", chinese ? SHOW_PLAIN : SHOW_HIDDEN);
	answer_column(answer, "item_en", "", "the same in English",
		      chinese ? SHOW_HIDDEN : SHOW_PLAIN);
	answer_column(answer, "fields", "codes", "codes that a region does", SHOW_PLAIN);
	answer_column(answer, "out_of", "codes", "codes asked for", SHOW_PLAIN);
	answer_column(answer, "assignments", "", "region and code", SHOW_PLAIN);
	answer_column(answer, "regions", "regions", "mean regions of a code that any does",
		      SHOW_PLAIN);
	answer_column(answer, "pairs", "pairs",
		      "crowding: sum over codes of n (n - 1) / 2, n regions that do it",
		      SHOW_PLAIN);
	for (int way = 0; way < WAY_COUNT; way++) {
		fill_way(view, (enum way)way, does);
		size_t covered = covered_by(view, does);
		answer_row(answer);
		answer_put_string(answer, ways[way].measure);
		answer_put_string(answer, ways[way].item);
		answer_put_string(answer, ways[way].item_en);
		answer_put_integer(answer, (int64_t)covered);
		answer_put_integer(answer, (int64_t)view->corpus.column_count);
		answer_put_integer(answer, (int64_t)count_true(does, cells));
		answer_put_real(answer, count_true(does, cells) / (double)covered);
		answer_put_integer(answer, (int64_t)division_pairs(does, view->corpus.region_count,
								   view->corpus.column_count));
	}
}

/* Codes that a region plans and none may lead: all scores are below the least. */
static void append_unled(struct divide_view *view, struct buffer *words)
{
	bool chinese = view->request->chinese, any = false;
	for (size_t c = 0; c < view->corpus.column_count; c++) {
		bool planned = false, led = false;
		for (size_t r = 0; r < view->corpus.region_count; r++) {
			planned |= view->counts.code_passages[cell(view, r, c)] > 0;
			led |= view->division.assigned[cell(view, r, c)];
		}
		if (!planned || led)
			continue;
		struct slice label = code_label(view->board, view->corpus.columns[c].id, chinese);
		if (!any)
			buffer_append_string(
				words, chinese ? "没有地区写得够实而无人牵头："
					       : " Led by none, since no region's score is as "
						 "large as --least: ");
		buffer_printf(words, "%s%.*s",
			      !any	? ""
			      : chinese ? "、"
					: ", ",
			      (int)label.length, label.at);
		any = true;
	}
	if (any)
		buffer_append_string(words, chinese ? "。" : ".");
}

static void put_footnote(struct divide_view *view)
{
	const struct division *division = &view->division;
	size_t cells = view->corpus.region_count * view->corpus.column_count;
	bool *does = arena_array(view->request->arena, bool, cells);
	double pairs[WAY_COUNT];
	for (int way = 0; way < WAY_COUNT; way++) {
		fill_way(view, (enum way)way, does);
		pairs[way] =
			division_pairs(does, view->corpus.region_count, view->corpus.column_count);
	}
	struct buffer words;
	buffer_init(&words);
	buffer_printf(
		&words,
		view->request->chinese
			? "建议，不是评判：%zu 项分工，其中 %zu 项因自有平台而保留；有地区规划的 "
			  "%zu "
			  "个领域中 %zu 个有人牵头。同领域的地区对（拥挤）：人人都做 "
			  "%.0f，现状（写到）%.0f，"
			  "现状（建设或定数）%.0f，本分工 "
			  "%.0f。依据只是文本用词，不含产业实力、人口与成本。"
			: "A proposal from words in texts, no verdict: %zu assignments, %zu kept "
			  "for a "
			  "platform of the region's own; of %zu codes that any region plans %zu "
			  "are "
			  "led. Pairs of regions in one field (crowding): %.0f if everyone does "
			  "everything, %.0f as plans name fields, %.0f as they build or set "
			  "numbers, %.0f here. It knows nothing of industry, people or cost.",
		division->assignments, division->kept, division->planned, division->covered,
		pairs[WAY_ALL], pairs[WAY_NAMED], pairs[WAY_DEEP], pairs[WAY_PROPOSED]);
	append_unled(view, &words);
	view->answer->footnote = arena_copy(view->request->arena, buffer_slice(&words));
	buffer_release(&words);
}

enum status verb_divide(struct request *request, struct answer *answer, struct error *error)
{
	struct board board;
	TRY(verb_open(request, &board, answer, error));
	struct divide_view view = {.request = request, .answer = answer, .board = &board};
	job_phase(request->job, "dividing", "", 0);
	enum status status = load(&view, error);
	if (status == STATUS_OK) {
		if (slice_is(request_text(request, "show"), "summary"))
			put_summary(&view);
		else
			put_assignments(&view);
		put_footnote(&view);
	}
	board_close(&board);
	return status;
}
