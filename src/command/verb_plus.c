/* plus: AI + X: what a code is planned together with (M29), and how much of that says where or for
 * whom it lands (M30). */
#include "command/plus.h"

#include <math.h>

#include "measure/frame.h"
#include "num/stat.h"
#include "study/role_load.h"

bool plus_lands(const struct landing_tables *tables, const struct evidence_item *item)
{
	struct span word = landing_find(tables, item->text);
	return item->passage.commitment == COMMITMENT_TARGET || word.end > word.start;
}

static bool is_pair(const struct plus_view *view, const struct coded_passage *passage)
{
	return joint_counts(passage, view->most) &&
	       joint_holds(&view->corpus, passage, view->column) &&
	       passage->code_end - passage->code_start > 1;
}

static enum status load_sentences(struct plus_view *view, struct error *error)
{
	int64_t *ids = arena_array(view->request->arena, int64_t, view->corpus.passage_count);
	size_t count = 0;
	for (size_t p = 0; p < view->corpus.passage_count; p++)
		if (is_pair(view, &view->corpus.passages[p]))
			ids[count++] = view->corpus.passages[p].id;
	struct passage_filter filter = {.ids = ids, .id_count = count};
	if (count > 0)
		TRY(evidence_load(view->board, &filter, 0, 0, &view->evidence, error));
	struct landing_tables tables;
	landing_tables_init(&tables);
	view->lands = arena_array(view->request->arena, bool, view->evidence.count);
	for (size_t i = 0; i < view->evidence.count; i++) {
		view->lands[i] = plus_lands(&tables, &view->evidence.items[i]);
	}
	return STATUS_OK;
}

static enum status load(struct plus_view *view, struct error *error)
{
	struct coded_corpus all;
	struct slice asked = slice_from(view->request->arguments[0]);
	TRY(verb_query(view->request, &view->query, error));
	TRY(coded_corpus_load(view->board, &view->query, &all, error));
	coded_corpus_asked(view->request->arena, &all, &view->corpus);
	view->column = SIZE_MAX;
	for (size_t c = 0; c < view->corpus.column_count; c++)
		if (slice_equal(view->corpus.columns[c].name, asked))
			view->column = c;
	if (view->column == SIZE_MAX)
		return error_set(
			error, STATUS_USAGE,
			"\"%.*s\" is none of the %zu codes of --by %.*s: name one of them, "
			"e.g. %.*s",
			(int)asked.length, asked.at, view->corpus.column_count,
			(int)view->query.by.length, view->query.by.at,
			(int)(view->corpus.column_count > 0 ? view->corpus.columns[0].name.length
							    : 0),
			view->corpus.column_count > 0 ? view->corpus.columns[0].name.at : "");
	view->most = (uint32_t)request_integer(view->request, "most");
	view->pairs = joint_make(view->request->arena, &view->corpus, view->column, view->most);
	return load_sentences(view, error);
}

/* ---- one row a pair ---- */

static void put_pair_ids(struct plus_view *view, const struct joint_pair *pair)
{
	int64_t *ids = arena_array(view->request->arena, int64_t, (size_t)pair->b);
	size_t count = 0;
	for (size_t p = 0; p < view->corpus.passage_count; p++) {
		const struct coded_passage *passage = &view->corpus.passages[p];
		if (is_pair(view, passage) && joint_holds(&view->corpus, passage, pair->column))
			ids[count++] = passage->id;
	}
	answer_put_ids(view->answer, ids, count);
}

static void put_pairs(struct plus_view *view)
{
	struct answer *answer = view->answer;
	code_columns(view->request, view->answer, "the other code");
	answer_column(answer, "count", "sentences", "sentences of both", SHOW_PLAIN);
	answer_column(answer, "regions", "regions", "regions with such a sentence", SHOW_PLAIN);
	answer_column(answer, "with_code", "sentences", "sentences with the code asked about",
		      SHOW_HIDDEN);
	answer_column(answer, "with_other", "sentences", "sentences with the other", SHOW_PLAIN);
	answer_column(answer, "out_of", "sentences", "all sentences that count", SHOW_HIDDEN);
	answer_column(answer, "lift", "",
		      "M29: count x out_of / (with_code x with_other); 1: chance", SHOW_PLAIN);
	answer_column(answer, "npmi", "-1..1", "ln(lift) / -ln(count / out_of)", SHOW_PLAIN);
	answer_column(answer, "p", "", "Fisher's exact, one-sided", SHOW_HIDDEN);
	answer_column(answer, "p_adjusted", "", "Benjamini-Hochberg over the other codes",
		      SHOW_PLAIN);
	answer_column(answer, "evidence", "", "ids of the sentences: qipan evidence --id",
		      SHOW_HIDDEN);
	for (size_t i = 0; i + 1 < view->corpus.column_count; i++) {
		const struct joint_pair *pair = &view->pairs[i];
		answer_row(answer);
		put_code(view->answer, view->board, view->corpus.columns[pair->column].id);
		answer_put_integer(answer, (int64_t)pair->b);
		answer_put_integer(answer, pair->regions);
		answer_put_integer(answer, (int64_t)pair->a);
		answer_put_integer(answer, (int64_t)pair->x);
		answer_put_integer(answer, (int64_t)pair->n);
		answer_put_real(answer, pair->lift);
		answer_put_real(answer, pair->npmi);
		answer_put_real(answer, pair->p);
		answer_put_real(answer, pair->p_adjusted);
		put_pair_ids(view, pair);
	}
}

/* ---- one row a region ---- */

/* Sentences of the region with a word of the role bottleneck; null where the codebook has none. */
static void put_bottlenecks(struct plus_view *view, const struct coded_corpus *corpus,
			    struct role_columns role, struct region_id id)
{
	int64_t *ids = arena_array(view->request->arena, int64_t, corpus->passage_count);
	size_t count = 0;
	for (size_t p = 0; p < corpus->passage_count; p++) {
		const struct coded_passage *passage = &corpus->passages[p];
		if (passage->code_end > passage->code_start &&
		    corpus->regions[passage->region].id.value == id.value)
			ids[count++] = passage->id;
	}
	if (role.count == 0)
		answer_put_null(view->answer);
	else
		answer_put_integer(view->answer, (int64_t)count);
	answer_put_ids(view->answer, ids, count);
}

static enum status put_regions(struct plus_view *view, struct error *error)
{
	struct answer *answer = view->answer;
	struct coded_corpus stuck;
	struct role_columns role = {.name = "bottleneck"};
	TRY(role_corpus_load(view->board, &view->query, &role, 1, &stuck, error));
	region_columns(view->request, answer);
	answer_column(answer, "tier", "", "the region's tier", SHOW_HIDDEN);
	answer_column(
		answer, "landed", "sentences",
		"of its pairs, sentences that name a site, pilot, scene or users, or a number",
		SHOW_PLAIN);
	answer_column(answer, "count", "sentences", "sentences with the code and another",
		      SHOW_PLAIN);
	answer_column(answer, "value", "share of sentences", "M30: landed / count", SHOW_SHARE);
	answer_column(answer, "value_low", "share of sentences", "lower end of Wilson's interval",
		      SHOW_SHARE);
	answer_column(answer, "value_high", "share of sentences", "upper end", SHOW_SHARE);
	answer_column(answer, "evidence", "", "ids of the sentences that land", SHOW_HIDDEN);
	answer_column(answer, "bottlenecks", "sentences",
		      "sentences of the plan, of whatever code, with a word of the role bottleneck",
		      SHOW_PLAIN);
	answer_column(answer, "bottleneck_evidence", "", "their ids", SHOW_HIDDEN);
	for (size_t r = 0; r < view->corpus.region_count; r++) {
		const struct coded_region *region = &view->corpus.regions[r];
		size_t landed = 0, count = 0;
		int64_t *ids = arena_array(view->request->arena, int64_t, view->evidence.count);
		for (size_t i = 0; i < view->evidence.count; i++) {
			const struct evidence_item *item = &view->evidence.items[i];
			if (item->passage.region.value != region->id.value)
				continue;
			count++;
			if (view->lands[i])
				ids[landed++] = item->passage.id;
		}
		if (region->passage_end == region->passage_start)
			continue;
		struct interval interval = stat_wilson((double)landed, (double)count,
						       request_real(view->request, "confidence"));
		answer_row(answer);
		put_region_names(answer, view->board, region->id, SLICE(""));
		answer_put_text(answer, region->tier);
		answer_put_integer(answer, (int64_t)landed);
		answer_put_integer(answer, (int64_t)count);
		answer_put_real(answer, (double)landed / (double)count);
		answer_put_real(answer, interval.low);
		answer_put_real(answer, interval.high);
		answer_put_ids(answer, ids, landed);
		put_bottlenecks(view, &stuck, role, region->id);
	}
	return STATUS_OK;
}

/* ---- one row a sentence ---- */

static void put_sentences(struct plus_view *view)
{
	struct answer *answer = view->answer;
	passage_columns(view->request, answer);
	answer_column(answer, "commitment", "", "none, explore, promote, build or target",
		      SHOW_PLAIN);
	answer_column(answer, "lands", "", "names a site, pilot, scene or users, or a number",
		      SHOW_PLAIN);
	answer_column(answer, "text", "", "the sentence", SHOW_PASSAGE);
	for (size_t i = 0; i < view->evidence.count; i++) {
		const struct evidence_item *item = &view->evidence.items[i];
		answer_row(answer);
		put_item_passage(answer, view->board, item);
		answer_put_string(answer,
				  commitment_name((enum commitment)item->passage.commitment));
		answer_put_flag(answer, view->lands[i]);
		put_evidence_text(answer, item);
	}
}

static void put_footnote(struct plus_view *view)
{
	size_t landed = 0;
	for (size_t i = 0; i < view->evidence.count; i++)
		landed += view->lands[i];
	view->answer->footnote = slice_from(arena_printf(
		view->request->arena,
		view->request->chinese
			? "同句出现，不证明应用；超过 %u 个领域的句子视为清单，不计。%zu "
			  "句与其他领域同现，其中 %zu 句写明地点、试点、场景、用户或数字（M30）。"
			: "Together in a sentence, no proof of use; sentences of more than %u "
			  "codes "
			  "are lists and left out. %zu sentences hold the code and another, %zu of "
			  "them say where, for whom or how much (M30).",
		view->most, view->evidence.count, landed));
}

enum status verb_plus(struct request *request, struct answer *answer, struct error *error)
{
	struct board board;
	TRY(verb_open(request, &board, answer, error));
	struct plus_view view = {.request = request, .answer = answer, .board = &board};
	job_phase(request->job, "measuring", "", 0);
	enum status status = load(&view, error);
	if (status == STATUS_OK) {
		struct slice show = request_text(request, "show");
		if (slice_is(show, "regions"))
			status = put_regions(&view, error);
		else if (slice_is(show, "sentences"))
			put_sentences(&view);
		else if (!slice_is(show, "list"))
			put_pairs(&view);
		put_footnote(&view);
		if (slice_is(show, "list"))
			status = plus_list(&view, error);
	}
	board_close(&board);
	return status;
}
