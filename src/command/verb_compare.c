/* compare: two sides code by code, region or tier against region or tier, with sentences where they
 * differ. */
#include "command/verbs.h"

#include <math.h>
#include <stdlib.h>

#include "base/buffer.h"
#include "measure/contrast.h"
#include "measure/frame.h"

static const double significant = 0.05;

enum { SIDES = 2, SENTENCES_EACH = 2 };

struct compare_view {
	struct request *request;
	struct answer *answer;
	struct board *board;
	struct coded_corpus corpus;
	struct contrast contrast;
	uint32_t *side; /* by region of the corpus */
	struct slice name[SIDES], name_en[SIDES];
	size_t *order; /* columns asked for, by difference */
	size_t count;
};

static void columns(const struct compare_view *view)
{
	struct answer *answer = view->answer;
	answer_column(answer, "section", "", "which side has more, beyond what the interval allows",
		      SHOW_PLAIN);
	code_columns(view->request, answer, "code of the codebook");
	answer_column(answer, "first", "share of sentences",
		      "first side: mean of its regions' attention", SHOW_SHARE);
	answer_column(answer, "second", "share of sentences",
		      "second side: mean of its regions' attention", SHOW_SHARE);
	answer_column(answer, "difference", "share of sentences", "first minus second", SHOW_SHARE);
	answer_column(answer, "difference_low", "share of sentences",
		      "bootstrap; Newcombe's where a region has few sentences", SHOW_SHARE);
	answer_column(answer, "difference_high", "share of sentences",
		      "bootstrap; Newcombe's where a region has few sentences", SHOW_SHARE);
	answer_column(answer, "z", "SD",
		      "region against region: log-odds (M07); else difference over its SD",
		      SHOW_PLAIN);
	answer_column(answer, "p_adjusted", "", "from z, Benjamini-Hochberg over the codes here",
		      SHOW_PLAIN);
	answer_column(answer, "n_first", "sentences", "sentences of the first side with it",
		      SHOW_PLAIN);
	answer_column(answer, "n_second", "sentences", "sentences of the second side with it",
		      SHOW_PLAIN);
	answer_column(answer, "regions_first", "regions", "regions of the first side that have it",
		      view->contrast.regions[0] > 1 ? SHOW_PLAIN : SHOW_HIDDEN);
	answer_column(answer, "regions_second", "regions",
		      "regions of the second side that have it",
		      view->contrast.regions[1] > 1 ? SHOW_PLAIN : SHOW_HIDDEN);
	answer_column(answer, "interval", "", "bootstrap or newcombe", SHOW_HIDDEN);
	region_columns(view->request, answer);
	answer_column(answer, "evidence", "", "ids of the sentences of both sides", SHOW_HIDDEN);
	answer_column(answer, "text", "", "a sentence", SHOW_PASSAGE);
	answer->grid.row_group = "section";
}

/* Regions only stand beside sentences: a table without them has no room for the heading. */
static void hide_regions(struct answer *answer)
{
	for (size_t c = 0; c < answer->column_count; c++)
		if (slice_starts(slice_from(answer->columns[c].name), SLICE("region")) &&
		    !slice_starts(slice_from(answer->columns[c].name), SLICE("regions")))
			answer->columns[c].show = SHOW_HIDDEN;
}

static bool clear(const struct contrast_column *column)
{
	return column->low > 0 || column->high < 0;
}

static const char *section_of(const struct compare_view *view, size_t c)
{
	const struct contrast_column *column = &view->contrast.columns[c];
	bool chinese = view->request->chinese;
	const struct slice *names = chinese ? view->name : view->name_en;
	if (!clear(column))
		return chinese ? "差异未明" : "no clear difference";
	struct slice name = names[column->difference > 0 ? 0 : 1];
	return arena_printf(view->request->arena, chinese ? "%.*s更多" : "more in %.*s",
			    (int)name.length, name.at);
}

static void put_evidence(struct compare_view *view, size_t c)
{
	const struct contrast_column *column = &view->contrast.columns[c];
	size_t most = column->side[0].sentences + column->side[1].sentences, count = 0;
	int64_t *ids = arena_array(view->request->arena, int64_t, most + 1);
	for (uint32_t side = 0; side < SIDES; side++)
		for (size_t p = 0; p < view->corpus.passage_count; p++) {
			const struct coded_passage *passage = &view->corpus.passages[p];
			for (uint32_t k = passage->code_start;
			     view->side[passage->region] == side && k < passage->code_end; k++)
				if (view->corpus.codes[k] == c)
					ids[count++] = passage->id;
		}
	answer_put_ids(view->answer, ids, count);
}

static void put_column(struct compare_view *view, size_t c)
{
	struct answer *answer = view->answer;
	const struct contrast_column *column = &view->contrast.columns[c];
	answer_row(answer);
	answer_put_string(answer, section_of(view, c));
	put_code(answer, view->board, view->corpus.columns[c].id);
	answer_put_real(answer, column->side[0].share);
	answer_put_real(answer, column->side[1].share);
	answer_put_real(answer, column->difference);
	answer_put_real(answer, column->low);
	answer_put_real(answer, column->high);
	answer_put_real(answer, column->z);
	answer_put_real(answer, column->p_adjusted);
	answer_put_integer(answer, column->side[0].sentences);
	answer_put_integer(answer, column->side[1].sentences);
	answer_put_integer(answer, column->side[0].named);
	answer_put_integer(answer, column->side[1].named);
	answer_put_string(answer, column->wilson ? "newcombe" : "bootstrap");
	answer_put_null(answer);
	answer_put_null(answer);
	put_evidence(view, c);
	answer_put_null(answer);
}

/* Ids of the first sentences of a side with the column. */
static size_t first_ids(const struct compare_view *view, size_t c, uint32_t side, int64_t *ids,
			size_t most)
{
	size_t count = 0;
	for (size_t p = 0; p < view->corpus.passage_count && count < most; p++) {
		const struct coded_passage *passage = &view->corpus.passages[p];
		if (view->side[passage->region] != side)
			continue;
		for (uint32_t k = passage->code_start; k < passage->code_end; k++)
			if (view->corpus.codes[k] == c)
				ids[count++] = passage->id;
	}
	return count;
}

static void put_sentence(struct compare_view *view, size_t c, const struct evidence_item *item)
{
	struct answer *answer = view->answer;
	size_t before = answer_find_column(answer, "region");
	answer_row(answer);
	answer_put_string(answer, "sentence");
	put_code(answer, view->board, view->corpus.columns[c].id);
	for (size_t i = 4; i < before; i++)
		answer_put_null(answer);
	put_region_names(answer, view->board, item->passage.region, SLICE(""));
	answer_put_ids(answer, &item->passage.id, 1);
	put_evidence_text(answer, item);
}

/* Of the codes that differ clearly, the ones that differ most. */
static enum status put_sentences(struct compare_view *view, size_t codes, struct error *error)
{
	for (size_t i = 0; i < view->count && codes > 0; i++) {
		size_t c = view->order[i];
		if (!clear(&view->contrast.columns[c]))
			continue;
		codes--;
		for (uint32_t side = 0; side < SIDES; side++) {
			int64_t ids[SENTENCES_EACH];
			uint32_t *below;
			struct evidence evidence;
			struct passage_filter filter = {
				.ids = ids,
				.id_count = first_ids(view, c, side, ids, SENTENCES_EACH)};
			if (filter.id_count == 0)
				continue;
			TRY(codes_below(view->board, view->corpus.columns[c].name, &below,
					&filter.code_count, error));
			filter.codes = below;
			TRY(evidence_load(view->board, &filter, 0, 0, &evidence, error));
			for (size_t k = 0; k < evidence.count; k++)
				put_sentence(view, c, &evidence.items[k]);
		}
	}
	return STATUS_OK;
}

struct ranked {
	int section; /* 0 first has more, 1 second has more, 2 not clear */
	double key;
	size_t column;
};

static int by_section(const void *left, const void *right)
{
	const struct ranked *a = left, *b = right;
	if (a->section != b->section)
		return a->section - b->section;
	if (a->key != b->key)
		return a->key > b->key ? -1 : 1;
	return (a->column > b->column) - (a->column < b->column);
}

static void rank(struct compare_view *view)
{
	size_t count = view->corpus.column_count;
	struct ranked *ranked = arena_array(view->request->arena, struct ranked, count);
	view->order = arena_array(view->request->arena, size_t, count);
	for (size_t c = 0; c < count; c++) {
		const struct contrast_column *column = &view->contrast.columns[c];
		if (!view->corpus.columns[c].asked)
			continue;
		int section = !clear(column) ? 2 : column->difference > 0 ? 0 : 1;
		ranked[view->count++] = (struct ranked){section, fabs(column->difference), c};
	}
	qsort(ranked, view->count, sizeof *ranked, by_section);
	for (size_t i = 0; i < view->count; i++)
		view->order[i] = ranked[i].column;
}

static bool draws_regions(const struct contrast *contrast)
{
	return contrast->regions[0] > 1 || contrast->regions[1] > 1;
}

static void append_note(const struct compare_view *view, size_t apart, size_t after,
			struct buffer *words)
{
	const struct contrast *contrast = &view->contrast;
	if (apart == 0)
		buffer_append_string(words, "No clear difference: every interval holds 0. ");
	for (int side = 0; side < SIDES; side++)
		buffer_printf(words, "%s%s: %.*s, %zu region%s, %u sentences", side ? "; " : "",
			      side ? "second" : "first", (int)view->name_en[side].length,
			      view->name_en[side].at, contrast->regions[side],
			      contrast->regions[side] == 1 ? "" : "s", contrast->sentences[side]);
	buffer_printf(
		words,
		". A share is the mean over a side's regions. %zu of %zu intervals leave 0 "
		"out (by chance about %.0f would); %zu codes stay below %.2f after adjustment.",
		apart, view->count, 0.05 * (double)view->count, after, significant);
	if (draws_regions(contrast))
		buffer_append_string(words,
				     " Regions are drawn first, then their paragraphs: a side of "
				     "three regions gives a poor interval.");
}

static void append_note_zh(const struct compare_view *view, size_t apart, size_t after,
			   struct buffer *words)
{
	const struct contrast *contrast = &view->contrast;
	if (apart == 0)
		buffer_append_string(words, "差异未明：所有区间都含 0。");
	for (int side = 0; side < SIDES; side++)
		buffer_printf(words, "%s：%.*s，%zu 个地区，%u 句%s", side ? "后者" : "前者",
			      (int)view->name[side].length, view->name[side].at,
			      contrast->regions[side], contrast->sentences[side],
			      side ? "。" : "；");
	buffer_printf(words,
		      "占比为各侧地区的平均。%zu / %zu 个区间不含 0（仅凭偶然约有 %.0f "
		      "个）；校正后仍低于 "
		      "%.2f 的代码有 %zu 个。",
		      apart, view->count, 0.05 * (double)view->count, significant, after);
	if (draws_regions(contrast))
		buffer_append_string(words, "先抽地区，再抽其段落：一侧只有三个地区时区间不可靠。");
}

static struct slice footnote(const struct compare_view *view)
{
	const struct contrast *contrast = &view->contrast;
	size_t apart = 0, after = 0;
	for (size_t i = 0; i < view->count; i++) {
		const struct contrast_column *column = &contrast->columns[view->order[i]];
		apart += clear(column);
		after += column->p_adjusted < significant;
	}
	struct buffer words;
	buffer_init(&words);
	if (view->request->chinese)
		append_note_zh(view, apart, after, &words);
	else
		append_note(view, apart, after, &words);
	struct slice text = arena_copy(view->request->arena, buffer_slice(&words));
	buffer_release(&words);
	return text;
}

static enum status choose_sides(struct compare_view *view, struct error *error)
{
	struct request *request = view->request;
	view->side = arena_array(request->arena, uint32_t, view->corpus.region_count + 1);
	for (size_t r = 0; r < view->corpus.region_count; r++)
		view->side[r] = UINT32_MAX;
	for (uint32_t side = 0; side < SIDES; side++) {
		struct slice words = slice_from(request->arguments[side]);
		uint32_t *ids;
		size_t count;
		TRY(sides_choose(view->board, words, &ids, &count, error));
		for (size_t i = 0; i < count; i++) {
			if (view->side[ids[i] - 1] != UINT32_MAX)
				return error_set(error, STATUS_USAGE,
						 "a region stands on both sides: \"%s\" and \"%s\"",
						 request->arguments[0], request->arguments[1]);
			view->side[ids[i] - 1] = side;
		}
		view->name[side] =
			count == 1 ? region_label(view->board, (struct region_id){ids[0]}, true)
				   : words;
		view->name_en[side] =
			count == 1 ? region_label(view->board, (struct region_id){ids[0]}, false)
				   : words;
	}
	return STATUS_OK;
}

static enum status fill(struct compare_view *view, struct error *error)
{
	struct request *request = view->request;
	struct board_query query;
	struct measure_options options = verb_measure_options(request);
	TRY(verb_query(request, &query, error));
	struct coded_corpus all;
	TRY(coded_corpus_load(view->board, &query, &all, error));
	coded_corpus_asked(request->arena, &all, &view->corpus); /* every region is asked */
	TRY(choose_sides(view, error));
	TRY(contrast_make(request->job, request->arena, &view->corpus, view->side, &options,
			  &view->contrast, error));
	const struct slice *names = request->chinese ? view->name : view->name_en;
	view->answer->title = slice_from(arena_printf(
		request->arena,
		request->chinese ? "%.*s与%.*s对比（%.*s）" : "%.*s against %.*s by %.*s",
		(int)names[0].length, names[0].at, (int)names[1].length, names[1].at,
		(int)query.by.length, query.by.at));
	rank(view);
	columns(view);
	for (size_t i = 0; i < view->count; i++)
		put_column(view, view->order[i]);
	size_t codes = (size_t)request_integer(request, "sentences");
	TRY(put_sentences(view, codes, error));
	if (codes == 0)
		hide_regions(view->answer);
	view->answer->footnote = footnote(view);
	return STATUS_OK;
}

enum status verb_compare(struct request *request, struct answer *answer, struct error *error)
{
	struct board board;
	TRY(verb_open(request, &board, answer, error));
	struct compare_view view = {.request = request, .answer = answer, .board = &board};
	enum status status = fill(&view, error);
	board_close(&board);
	return status;
}
