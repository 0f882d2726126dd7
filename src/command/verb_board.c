/* board: the matrix region x code of one measure, each cell with interval, base, state and
 * evidence. */
#include "command/verbs.h"

#include <math.h>
#include <string.h>

#include "base/buffer.h"
#include "command/ranking.h"
#include "measure/likeness.h"

struct board_view {
	struct request *request;
	struct answer *answer;
	const struct board *board;
	const struct measure *measure;
	const struct coded_corpus *corpus;
	const struct measure_result *result;
	const size_t *order; /* of regions */
	bool by_likeness;
	struct rank_range *ranks; /* region x column of the result */
	size_t *starts;		  /* evidence of cells */
	int64_t *ids;
};

/* Regions by codes; the others have one value a region or one a code. */
static bool is_matrix(const struct measure *measure)
{
	return !measure->per_region_only && !measure->per_column_only;
}

static void long_columns(const struct request *request, struct answer *answer,
			 const struct measure *measure)
{
	enum column_show value_show = measure->share ? SHOW_SHARE : SHOW_PLAIN;
	/* A measure of one value a code has no region to show, and the other way round. */
	enum column_show region = measure->per_column_only ? SHOW_HIDDEN : SHOW_PLAIN;
	enum column_show code = measure->per_region_only ? SHOW_HIDDEN : SHOW_PLAIN;
	bool chinese = request->chinese;
	answer_column(answer, "region", "", "region as the gazetteer names it",
		      chinese ? region : SHOW_HIDDEN);
	answer_column(answer, "region_en", "", "the region's English name",
		      chinese ? SHOW_HIDDEN : region);
	answer_column(answer, "tier", "", "the region's tier", region);
	answer_column(answer, "code", "",
		      "code of the codebook; null for measures of a whole region", SHOW_HIDDEN);
	answer_column(answer, "label", "", "the code's short heading in Chinese",
		      chinese ? code : SHOW_HIDDEN);
	answer_column(answer, "label_en", "", "the code's short heading in English",
		      chinese ? SHOW_HIDDEN : code);
	answer_column(answer, "value", measure->unit, measure->meaning, value_show);
	answer_column(answer, "value_low", measure->unit, measure->interval, value_show);
	answer_column(answer, "value_high", measure->unit, measure->interval, value_show);
	answer_column(answer, "numerator", "", "what was counted for this cell", SHOW_PLAIN);
	answer_column(answer, "denominator", "", measure->denominator, SHOW_PLAIN);
	answer_column(answer, "n", "sentences", "sentences behind the value", SHOW_PLAIN);
	answer_column(answer, "baseline", measure->unit, measure->baseline, SHOW_PLAIN);
	answer_column(
		answer, "state", "",
		"value, few (under 5 sentences: Wilson interval), zero (read, no hit), partial, "
		"no_document, undefined",
		SHOW_PLAIN);
	rank_columns(answer, measure->per_column_only ? SHOW_HIDDEN : SHOW_PLAIN);
	answer_column(answer, "evidence", "", "ids of the sentences: qipan evidence --id",
		      SHOW_HIDDEN);
}

static void put_code_names(struct board_view *view, size_t c)
{
	struct answer *answer = view->answer;
	if (view->measure->per_region_only) {
		for (int i = 0; i < 3; i++)
			answer_put_null(answer);
		return;
	}
	const struct coded_column *column = &view->corpus->columns[c];
	answer_put_text(answer, column->name);
	answer_put_text(answer, code_label(view->board, column->id, true));
	answer_put_text(answer, code_label(view->board, column->id, false));
}

static void put_long_row(struct board_view *view, size_t r, size_t c)
{
	struct answer *answer = view->answer;
	const struct finding *finding = &view->result->findings[r * view->result->column_count + c];
	answer_row(answer);
	if (view->measure->per_column_only) {
		for (int i = 0; i < 3; i++)
			answer_put_null(answer);
	} else {
		const struct coded_region *region = &view->corpus->regions[r];
		put_region_names(answer, view->board, region->id, region->name);
		answer_put_text(answer, region->tier);
	}
	put_code_names(view, c);
	answer_put_real(answer, finding->value);
	answer_put_real(answer, finding->low);
	answer_put_real(answer, finding->high);
	answer_put_real(answer, finding->numerator);
	answer_put_real(answer, finding->denominator);
	answer_put_integer(answer, finding->n);
	answer_put_real(answer, finding->baseline);
	answer_put_string(answer, finding_state_name(finding->state));
	put_rank(view->request->arena, answer, view->ranks[r * view->result->column_count + c]);
	if (is_matrix(view->measure)) {
		size_t cell = r * view->corpus->column_count + c;
		answer_put_ids(answer, view->ids + view->starts[cell],
			       view->starts[cell + 1] - view->starts[cell]);
	} else {
		answer_put_null(answer);
	}
}

static bool row_asked(const struct board_view *view, size_t r)
{
	return view->measure->per_column_only || view->corpus->regions[r].asked;
}

static bool column_asked(const struct board_view *view, size_t c)
{
	return view->measure->per_region_only || view->corpus->columns[c].asked;
}

static void put_wide(struct board_view *view)
{
	struct answer *answer = view->answer;
	const struct coded_corpus *corpus = view->corpus;
	enum column_show show = view->measure->share ? SHOW_SHARE : SHOW_PLAIN;
	answer_column(answer, "region", "", "region as the gazetteer names it", SHOW_PLAIN);
	answer_column(answer, "tier", "", "the region's tier", SHOW_PLAIN);
	answer_column(answer, "coverage", "", "no_document, partial or read", SHOW_PLAIN);
	for (size_t c = 0; c < view->result->column_count; c++)
		if (column_asked(view, c))
			answer_column(answer,
				      view->measure->per_region_only
					      ? view->measure->name
					      : arena_string(view->request->arena,
							     corpus->columns[c].name),
				      view->measure->unit, view->measure->meaning, show);
	for (size_t place = 0; place < view->result->region_count; place++) {
		size_t r = view->order[place];
		if (!row_asked(view, r))
			continue;
		answer_row(answer);
		if (view->measure->per_column_only) {
			for (int k = 0; k < 3; k++)
				answer_put_null(answer);
		} else {
			answer_put_text(answer, corpus->regions[r].name);
			answer_put_text(answer, corpus->regions[r].tier);
			answer_put_string(answer, coverage_name(corpus->regions[r].coverage));
		}
		for (size_t c = 0; c < view->result->column_count; c++)
			if (column_asked(view, c))
				answer_put_real(
					answer,
					view->result->findings[r * view->result->column_count + c]
						.value);
	}
}

static struct slice footnote(const struct board_view *view, const struct board_query *query,
			     const struct measure_options *options)
{
	const struct measure *measure = view->measure;
	size_t read = 0;
	for (size_t r = 0; r < view->corpus->region_count; r++)
		read += view->corpus->regions[r].coverage != COVERAGE_NO_DOCUMENT;
	struct buffer words;
	buffer_init(&words);
	buffer_printf(&words, "%s (%s, %s): %s Base: %s; ", measure->name, measure->number,
		      measure->unit, measure->meaning, measure->denominator);
	if (query->orientations == 0 || measure->all_orientations)
		buffer_append_string(&words, "all sentences");
	else
		for (unsigned o = 0, first = 1; o < ORIENTATION_COUNT; o++)
			if (query->orientations & 1U << o) {
				buffer_printf(&words, "%s%s", first ? "" : " and ",
					      orientation_name((enum orientation)o));
				first = 0;
			}
	buffer_printf(
		&words,
		" of at least %d characters, %zu of them; %zu of %zu regions read. Interval: %s",
		FRAME_MIN_CHARACTERS, view->corpus->passage_count, read, view->corpus->region_count,
		measure->interval);
	if (options->draws > 0 && strncmp(measure->interval, "none", 4) != 0)
		buffer_printf(&words, " (%u draws, seed %llu, %g %%)", options->draws,
			      (unsigned long long)options->seed, options->confidence * 100);
	buffer_append_string(&words, ". Behind a cell: qipan evidence --region NAME --code CODE");
	struct slice text = arena_copy(view->request->arena, buffer_slice(&words));
	buffer_release(&words);
	return text;
}

static void put_rows(struct board_view *view)
{
	struct answer *answer = view->answer;
	bool chinese = view->request->chinese;
	struct slice shape = request_text(view->request, "shape");
	if (slice_is(shape, "wide")) {
		put_wide(view);
		return;
	}
	long_columns(view->request, answer, view->measure);
	for (size_t i = 0; i < view->result->region_count; i++)
		for (size_t c = 0; c < view->result->column_count; c++)
			if (row_asked(view, view->order[i]) && column_asked(view, c))
				put_long_row(view, view->order[i], c);
	if (is_matrix(view->measure) && slice_is(shape, "grid"))
		answer->grid = (struct answer_grid){.row = chinese ? "region" : "region_en",
						    .column = "code",
						    .value = "value",
						    .row_group = view->by_likeness ? NULL : "tier",
						    .state = "state",
						    .column_label = chinese ? "label" : "label_en"};
}

/* A code that is read too badly ranks nobody; a measure of one row has nothing to rank. */
static enum status make_ranks(struct board_view *view, struct board *board, struct error *error)
{
	const struct measure_result *result = view->result;
	struct arena *arena = view->request->arena;
	struct rank_range *of = arena_array(arena, struct rank_range, result->region_count);
	struct rankable *rankable = NULL;
	size_t columns = result->column_count;
	view->ranks = arena_array(arena, struct rank_range, result->region_count * columns);
	if (view->measure->per_column_only)
		return STATUS_OK;
	if (!view->measure->per_region_only)
		TRY(ranking_allowed(board, view->answer, view->corpus->columns,
				    view->corpus->column_count, &rankable, error));
	for (size_t c = 0; c < columns; c++) {
		if (rankable != NULL && rankable[c].refused)
			continue;
		rank_column(arena, result, c, of);
		for (size_t r = 0; r < result->region_count; r++)
			view->ranks[r * columns + c] = of[r];
	}
	return STATUS_OK;
}

static enum status measure_named(struct slice name, const struct measure **measure,
				 struct error *error)
{
	*measure = measure_find(name);
	if (*measure != NULL)
		return STATUS_OK;
	struct buffer words;
	buffer_init(&words);
	for (size_t i = 0; i < measure_count; i++)
		buffer_printf(&words, " %s", measures[i].name);
	enum status status =
		error_set(error, STATUS_USAGE, "measure \"%.*s\" is unknown: there are%s",
			  (int)name.length, name.at, words.at);
	buffer_release(&words);
	return status;
}

/* Regions that name nothing are like nobody: they come last. A measure with one row keeps it. */
static enum status choose_order(struct board_view *view, struct error *error)
{
	const struct coded_corpus *corpus = view->corpus;
	struct arena *arena = view->request->arena;
	size_t *order = arena_array(arena, size_t, corpus->region_count + 1), count = 0;
	view->order = order;
	if (!view->by_likeness || view->measure->per_column_only) {
		for (size_t r = 0; r < corpus->region_count; r++)
			order[r] = r;
		return STATUS_OK;
	}
	struct coded_corpus asked;
	struct likeness likeness;
	coded_corpus_asked(arena, corpus, &asked);
	TRY(likeness_make(view->request->job, arena, &asked, &(struct likeness_options){0},
			  &likeness, error));
	bool *placed = arena_array(arena, bool, corpus->region_count + 1);
	for (size_t i = 0; i < likeness.rows.rows; i++) {
		struct region_id id = asked.regions[likeness.rows.region[likeness.order[i]]].id;
		for (size_t r = 0; r < corpus->region_count; r++)
			if (corpus->regions[r].id.value == id.value) {
				order[count++] = r;
				placed[r] = true;
			}
	}
	for (size_t r = 0; r < corpus->region_count; r++)
		if (!placed[r])
			order[count++] = r;
	return STATUS_OK;
}

static enum status ask_whose(struct board *board, const struct measure *measure,
			     struct board_query *query, struct answer *answer, struct error *error)
{
	query->whose = measure->asks_whose;
	if (!query->whose)
		return STATUS_OK;
	if (query->own_voice)
		return error_set(error, STATUS_USAGE,
				 "%s counts sentences that are others', and --own-voice leaves "
				 "them out: ask without it",
				 measure->name);
	return warn_not_compared(board, answer, error);
}

static enum status fill(struct request *request, struct board *board, const struct measure *measure,
			struct answer *answer, struct error *error)
{
	struct board_query query;
	struct coded_corpus corpus;
	struct measure_result result = {0};
	struct measure_options options = verb_measure_options(request);
	TRY(verb_query(request, &query, error));
	if (measure->all_orientations)
		query.orientations = 0;
	TRY(ask_whose(board, measure, &query, answer, error));
	job_phase(request->job, "measuring", "", 0);
	TRY(coded_corpus_load(board, &query, &corpus, error));
	TRY(measure->function(request->job, request->arena, &corpus, &options, &result, error));
	struct board_view view = {.request = request,
				  .answer = answer,
				  .board = board,
				  .measure = measure,
				  .corpus = &corpus,
				  .result = &result};
	coded_evidence(request->arena, &corpus, &view.starts, &view.ids);
	answer->title = slice_from(arena_printf(request->arena, "%s by %.*s", measure->name,
						(int)query.by.length, query.by.at));
	answer->footnote = footnote(&view, &query, &options);
	view.by_likeness = slice_is(request_text(request, "order"), "likeness");
	TRY(choose_order(&view, error));
	TRY(make_ranks(&view, board, error));
	put_rows(&view);
	return STATUS_OK;
}

enum status verb_board(struct request *request, struct answer *answer, struct error *error)
{
	const struct measure *measure;
	TRY(measure_named(request_text(request, "measure"), &measure, error));
	struct board board;
	TRY(verb_open(request, &board, answer, error));
	enum status status = fill(request, &board, measure, answer, error);
	board_close(&board);
	return status;
}
