/* similarity: pairs of regions by several distances, how alike all are beside their null, and an
 * order in which like stand beside like. */
#include "command/similarity.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "study/term_load.h"

/* A text with fewer coded sentences is like nobody in particular: its pairs are not ranked. */
enum { PAIRS_SHOWN = 8, LEAST_CODED = 10 };

/* |z| from which a pair is called more or less alike than chance: with 465 pairs one in 300 would
 * pass by chance at 3. */
static const double far = 3;

static struct region_id id_of(const struct similarity_view *view, size_t row)
{
	return view->likeness.rows.corpus->regions[view->likeness.rows.region[row]].id;
}

static struct slice tier_of(const struct similarity_view *view, size_t row)
{
	return view->likeness.rows.corpus->regions[view->likeness.rows.region[row]].tier;
}

static const struct likeness_pair *pair_of(const struct similarity_view *view, size_t a, size_t b)
{
	return &view->likeness.pairs[likeness_pair_at(view->likeness.rows.rows, a, b)];
}

static void put_names(struct similarity_view *view, size_t row)
{
	put_region_names(view->answer, view->board, id_of(view, row), SLICE(""));
}

static void pair_name_columns(const struct similarity_view *view)
{
	region_columns(view->request, view->answer);
	answer_column(view->answer, "other", "", "the region it is compared with",
		      view->request->chinese ? SHOW_PLAIN : SHOW_HIDDEN);
	answer_column(view->answer, "other_en", "", "the same in English",
		      view->request->chinese ? SHOW_HIDDEN : SHOW_PLAIN);
}

static void pair_value_columns(struct answer *answer)
{
	answer_column(answer, "likeness", "0..1", "1 - Jensen-Shannon divergence in bits",
		      SHOW_PLAIN);
	answer_column(answer, "likeness_low", "0..1", "bootstrap over paragraphs, recentred",
		      SHOW_PLAIN);
	answer_column(answer, "likeness_high", "0..1", "bootstrap over paragraphs, recentred",
		      SHOW_PLAIN);
	answer_column(answer, "expected", "0..1",
		      "mean when the sentences are dealt out over the regions again", SHOW_PLAIN);
	answer_column(answer, "z", "SD",
		      "(likeness - expected) / its standard deviation over the dealings",
		      SHOW_PLAIN);
}

static void put_pair_values(struct similarity_view *view, const struct likeness_pair *pair)
{
	answer_put_real(view->answer, pair->value[LIKENESS_JSD]);
	answer_put_real(view->answer, pair->low);
	answer_put_real(view->answer, pair->high);
	answer_put_real(view->answer, pair->null_mean);
	answer_put_real(view->answer, pair->z);
}

static void kind_columns(struct answer *answer)
{
	answer_column(answer, "cosine", "0..1", "cosine of the shares", SHOW_PLAIN);
	answer_column(answer, "jaccard", "0..1", "named by both out of named by either",
		      SHOW_PLAIN);
	answer_column(answer, "krugman", "0..2", "sum of differences of the shares; 0 the same",
		      SHOW_PLAIN);
}

static void put_kinds(struct similarity_view *view, const struct likeness_pair *pair)
{
	for (int kind = LIKENESS_COSINE; kind < LIKENESS_KINDS; kind++)
		answer_put_real(view->answer, pair->value[kind]);
}

static void show_pairs(struct similarity_view *view)
{
	pair_name_columns(view);
	pair_value_columns(view->answer);
	kind_columns(view->answer);
	for (size_t i = 0; i < view->likeness.pair_count; i++) {
		const struct likeness_pair *pair = &view->likeness.pairs[i];
		answer_row(view->answer);
		put_names(view, pair->a);
		put_names(view, pair->b);
		put_pair_values(view, pair);
		put_kinds(view, pair);
	}
}

/* The other row that is nearest by the distance asked for. */
static size_t nearest_of(const struct similarity_view *view, size_t row)
{
	const struct likeness *likeness = &view->likeness;
	size_t best = SIZE_MAX;
	for (size_t k = 0; k < likeness->rows.rows; k++)
		if (k != row && (best == SIZE_MAX ||
				 likeness->distances[row * likeness->rows.rows + k] <
					 likeness->distances[row * likeness->rows.rows + best]))
			best = k;
	return best;
}

/* Means over all others of likeness and of what chance would give. */
static void mean_of(const struct similarity_view *view, size_t row, double *likeness,
		    double *expected)
{
	double sums[2] = {0, 0}, others = (double)view->likeness.rows.rows - 1;
	for (size_t k = 0; k < view->likeness.rows.rows; k++)
		if (k != row) {
			sums[0] += pair_of(view, row, k)->value[LIKENESS_JSD];
			sums[1] += pair_of(view, row, k)->null_mean;
		}
	*likeness = sums[0] / others;
	*expected = sums[1] / others;
}

static void show_order(struct similarity_view *view)
{
	struct answer *answer = view->answer;
	const struct likeness *likeness = &view->likeness;
	size_t rows = likeness->rows.rows;
	uint32_t *group = arena_array(view->request->arena, uint32_t, rows);
	double *joins = arena_array(view->request->arena, double, rows);
	cluster_cut(likeness->merges, rows, (size_t)request_integer(view->request, "groups"),
		    group);
	cluster_joins(likeness->merges, likeness->order, rows, joins);
	answer_column(answer, "place", "", "place in the order", SHOW_PLAIN);
	answer_column(answer, "group", "", "group of the tree cut into --groups", SHOW_PLAIN);
	pair_name_columns(view);
	answer_column(answer, "tier", "", "the region's tier", SHOW_PLAIN);
	pair_value_columns(answer);
	answer_column(answer, "joined", "",
		      "distance at which the tree joins it with the region before it (mean of all "
		      "pairs between both sides)",
		      SHOW_HIDDEN);
	answer_column(answer, "mean_likeness", "0..1", "mean likeness to all others", SHOW_PLAIN);
	answer_column(answer, "mean_expected", "0..1", "the same, as expected by chance",
		      SHOW_PLAIN);
	for (size_t i = 0; i < rows; i++) {
		size_t row = likeness->order[i], other = nearest_of(view, row);
		double mean, expected;
		mean_of(view, row, &mean, &expected);
		answer_row(answer);
		answer_put_integer(answer, (int64_t)i + 1);
		answer_put_integer(answer, group[row] + 1);
		put_names(view, row);
		put_names(view, other);
		answer_put_text(answer, tier_of(view, row));
		put_pair_values(view, pair_of(view, row, other));
		answer_put_real(answer, i == 0 ? (double)NAN : joins[i]);
		answer_put_real(answer, mean);
		answer_put_real(answer, expected);
	}
}

static void show_matrix(struct similarity_view *view)
{
	struct answer *answer = view->answer;
	const struct likeness *likeness = &view->likeness;
	size_t rows = likeness->rows.rows;
	enum likeness_kind kind = view->options.order;
	pair_name_columns(view);
	answer_column(answer, "value", "", "of the measure asked for with --distance",
		      kind == LIKENESS_KRUGMAN ? SHOW_PLAIN : SHOW_SHARE);
	for (size_t i = 0; i < rows; i++)
		for (size_t k = 0; k < rows; k++) {
			size_t a = likeness->order[i], b = likeness->order[k];
			answer_row(answer);
			put_names(view, a);
			put_names(view, b);
			if (a == b)
				answer_put_null(answer);
			else
				answer_put_real(answer, pair_of(view, a, b)->value[kind]);
		}
	bool chinese = view->request->chinese;
	answer->grid = (struct answer_grid){.row = chinese ? "region" : "region_en",
					    .column = chinese ? "other" : "other_en",
					    .value = "value",
					    .columns_as_given = true};
}

static void summary_columns(const struct similarity_view *view)
{
	struct answer *answer = view->answer;
	bool chinese = view->request->chinese;
	answer_column(answer, "section", "", "part of the answer", SHOW_PLAIN);
	answer_column(answer, "item", "", "what the row is about",
		      chinese ? SHOW_PLAIN : SHOW_HIDDEN);
	answer_column(answer, "item_en", "", "the same in English",
		      chinese ? SHOW_HIDDEN : SHOW_PLAIN);
	answer_column(answer, "value", "",
		      "M12: excess of G2 over its null, a share; M11 and pairs: likeness, 0 to 1",
		      SHOW_PLAIN);
	answer_column(answer, "value_low", "", "bootstrap over paragraphs, recentred", SHOW_PLAIN);
	answer_column(answer, "value_high", "", "bootstrap over paragraphs, recentred", SHOW_PLAIN);
	answer_column(answer, "expected", "",
		      "mean when the sentences are dealt out over the regions again", SHOW_PLAIN);
	answer_column(answer, "expected_sd", "", "its standard deviation over the dealings",
		      SHOW_PLAIN);
	answer_column(answer, "z", "SD", "distance of the value from what is expected", SHOW_PLAIN);
	answer_column(answer, "p", "", "two-sided, from the dealings", SHOW_PLAIN);
	answer_column(answer, "raw", "", "M12: G2 itself", SHOW_HIDDEN);
	answer_column(answer, "raw_expected", "", "M12: mean G2 of the dealings", SHOW_HIDDEN);
	answer_column(answer, "note", "", "how to read the row",
		      chinese ? SHOW_HIDDEN : SHOW_PLAIN);
	answer_column(answer, "note_zh", "", "the same in Chinese",
		      chinese ? SHOW_PLAIN : SHOW_HIDDEN);
	answer->grid.row_group = "section";
}

void similarity_put_summary(struct similarity_view *view, const struct summary_row *row)
{
	struct answer *answer = view->answer;
	answer_row(answer);
	answer_put_string(answer, row->section);
	answer_put_text(answer, row->item);
	answer_put_text(answer, row->item_en);
	const double numbers[] = {row->value, row->low, row->high, row->expected,    row->sd,
				  row->z,     row->p,	row->raw,  row->raw_expected};
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		answer_put_real(answer, numbers[i]);
	answer_put_string(answer, row->note);
	answer_put_string(answer, row->note_zh);
}

static void put_heterogeneity(struct similarity_view *view, enum redraw_unit unit)
{
	const struct likeness_index *index = &view->likeness.heterogeneity[unit];
	struct arena *arena = view->request->arena;
	double percent = index->excess * 100;
	bool known = isfinite(index->excess), clear = known && index->p < 0.05;
	const char *note = "no permutations, no statement";
	const char *note_zh = "未做置换，不作判断";
	if (known && clear && percent > 0) {
		note = arena_printf(arena,
				    "choices differ %.1f %% more than if all drew from one list",
				    percent);
		note_zh =
			arena_printf(arena, "各地选择的差异比都从同一清单抽取时大 %.1f%%", percent);
	} else if (known && clear) {
		note = unit == REDRAW_PARAGRAPHS
			       ? "choices differ less than paragraphs at random would: the plans "
				 "follow one outline"
			       : "choices differ less than chance would make them: look for shared "
				 "text";
		note_zh = unit == REDRAW_PARAGRAPHS ? "差异小于随机分配段落：各地行文遵循同一框架"
						    : "差异小于偶然：应查是否有相同文字";
	} else if (known) {
		note = "choices differ no more than chance would make them";
		note_zh = "差异未超出偶然";
	}
	similarity_put_summary(view,
			       &(struct summary_row){
				       .section = "one board",
				       .item = unit == REDRAW_SENTENCES
						       ? SLICE("超出偶然的差异（M12），按句重排")
						       : SLICE("超出偶然的差异（M12），按段重排"),
				       .item_en = unit == REDRAW_SENTENCES
							  ? SLICE("difference beyond chance (M12), "
								  "sentences dealt out")
							  : SLICE("difference beyond chance (M12), "
								  "paragraphs dealt out"),
				       .value = index->excess,
				       .low = index->excess_low,
				       .high = index->excess_high,
				       .expected = known ? 0 : NAN,
				       .sd = index->null_sd / index->null_mean,
				       .z = index->ses,
				       .p = index->p,
				       .raw = index->value,
				       .raw_expected = index->null_mean,
				       .note = note,
				       .note_zh = note_zh,
			       });
}

/* Never without its null: without permutations there is no row. */
static void put_homogeneity(struct similarity_view *view, enum redraw_unit unit)
{
	const struct likeness_index *index = &view->likeness.homogeneity[unit];
	if (!isfinite(index->null_mean))
		return;
	bool apart = index->p < 0.05;
	const char *note = "inside its null: alone it says nothing";
	const char *note_zh = "与零假设无异：单看此数无意义";
	if (apart && index->ses > 0) {
		note = unit == REDRAW_PARAGRAPHS ? "more alike than paragraphs at random"
						 : "more alike than sentences at random";
		note_zh =
			unit == REDRAW_PARAGRAPHS ? "比随机分配段落更相似" : "比随机分配句子更相似";
	} else if (apart) {
		note = unit == REDRAW_PARAGRAPHS ? "less alike than paragraphs at random"
						 : "less alike than sentences at random";
		note_zh =
			unit == REDRAW_PARAGRAPHS ? "不如随机分配段落相似" : "不如随机分配句子相似";
	}
	similarity_put_summary(
		view,
		&(struct summary_row){
			.section = "one board",
			.item = unit == REDRAW_SENTENCES ? SLICE("平均相似度（M11），按句重排")
							 : SLICE("平均相似度（M11），按段重排"),
			.item_en = unit == REDRAW_SENTENCES
					   ? SLICE("mean likeness of all pairs (M11), "
						   "sentences dealt out")
					   : SLICE("mean likeness of all pairs (M11), "
						   "paragraphs dealt out"),
			.value = index->value,
			.low = index->low,
			.high = index->high,
			.expected = index->null_mean,
			.sd = index->null_sd,
			.z = index->ses,
			.p = index->p,
			.raw = NAN,
			.raw_expected = NAN,
			.note = note,
			.note_zh = note_zh,
		});
}

static struct slice pair_label(const struct similarity_view *view, const struct likeness_pair *pair,
			       bool chinese)
{
	struct slice a = region_label(view->board, id_of(view, pair->a), chinese);
	struct slice b = region_label(view->board, id_of(view, pair->b), chinese);
	return slice_from(arena_printf(view->request->arena, "%.*s – %.*s", (int)a.length, a.at,
				       (int)b.length, b.at));
}

static const char *tiers_note(const struct similarity_view *view, const struct likeness_pair *pair,
			      bool chinese)
{
	struct slice a = tier_of(view, pair->a), b = tier_of(view, pair->b);
	if (a.length == 0 || b.length == 0)
		return NULL;
	if (fabs(pair->z) < far)
		return chinese ? "未明显超出偶然" : "not clearly beyond chance";
	if (slice_equal(a, b))
		return chinese ? "同一地带" : "of one tier";
	return chinese ? "不同地带" : "of two tiers";
}

static void put_pair(struct similarity_view *view, const char *section,
		     const struct likeness_pair *pair)
{
	similarity_put_summary(view, &(struct summary_row){
					     .section = section,
					     .item = pair_label(view, pair, true),
					     .item_en = pair_label(view, pair, false),
					     .value = pair->value[LIKENESS_JSD],
					     .low = pair->low,
					     .high = pair->high,
					     .expected = pair->null_mean,
					     .sd = pair->null_sd,
					     .z = pair->z,
					     .p = NAN,
					     .raw = NAN,
					     .raw_expected = NAN,
					     .note = tiers_note(view, pair, false),
					     .note_zh = tiers_note(view, pair, true),
				     });
}

/* By how far from what chance gives; without a null by likeness. */
static double rank_of(const struct likeness_pair *pair)
{
	return isfinite(pair->z) ? pair->z : pair->value[LIKENESS_JSD];
}

static void merge_ranked(const struct likeness_pair *pairs, size_t *order, size_t *room,
			 size_t count)
{
	for (size_t width = 1; width < count; width *= 2) {
		for (size_t start = 0; start < count; start += 2 * width) {
			size_t middle = start + width < count ? start + width : count;
			size_t end = start + 2 * width < count ? start + 2 * width : count;
			for (size_t i = start, k = middle, to = start; to < end; to++) {
				bool left = k == end ||
					    (i < middle && rank_of(&pairs[order[i]]) <=
								   rank_of(&pairs[order[k]]));
				room[to] = left ? order[i++] : order[k++];
			}
		}
		memcpy(order, room, count * sizeof *order);
	}
}

static bool enough_coded(const struct similarity_view *view, size_t row)
{
	const size_t *start = view->likeness.rows.row_start;
	return start[row + 1] - start[row] >= LEAST_CODED;
}

static void rank_pairs(struct similarity_view *view)
{
	size_t count = 0;
	view->ranked = arena_array(view->request->arena, size_t, view->likeness.pair_count);
	for (size_t i = 0; i < view->likeness.pair_count; i++)
		if (enough_coded(view, view->likeness.pairs[i].a) &&
		    enough_coded(view, view->likeness.pairs[i].b))
			view->ranked[count++] = i;
	view->ranked_count = count;
	merge_ranked(view->likeness.pairs, view->ranked,
		     arena_array(view->request->arena, size_t, count), count);
}

static void show_summary(struct similarity_view *view)
{
	summary_columns(view);
	put_heterogeneity(view, REDRAW_SENTENCES);
	put_heterogeneity(view, REDRAW_PARAGRAPHS);
	put_homogeneity(view, REDRAW_SENTENCES);
	put_homogeneity(view, REDRAW_PARAGRAPHS);
	if (view->sentences_of_others > 0)
		similarity_put_own_voice(view);
	rank_pairs(view);
	size_t count = view->ranked_count;
	size_t shown = count / 2 < PAIRS_SHOWN ? count / 2 : PAIRS_SHOWN;
	for (size_t i = 0; i < shown; i++)
		put_pair(view, "most alike, beyond what chance gives",
			 &view->likeness.pairs[view->ranked[count - 1 - i]]);
	for (size_t i = 0; i < shown; i++)
		put_pair(view, "least alike, beyond what chance gives",
			 &view->likeness.pairs[view->ranked[i]]);
}

static struct slice footnote(const struct similarity_view *view)
{
	const struct likeness *likeness = &view->likeness;
	size_t beyond[2] = {0, 0};
	for (size_t i = 0; i < likeness->pair_count; i++) {
		beyond[0] += likeness->pairs[i].z >= far;
		beyond[1] += likeness->pairs[i].z <= -far;
	}
	struct buffer words;
	buffer_init(&words);
	buffer_printf(&words,
		      "%zu regions, %zu pairs, by what their sentences name: %zu %s, %zu "
		      "sentences that name any.",
		      likeness->rows.rows, likeness->pair_count, likeness->rows.columns,
		      view->on_terms ? "terms that repeat in these texts" : "columns",
		      likeness->rows.coded);
	if (view->options.deals > 1)
		buffer_printf(
			&words,
			" Expected: mean of %u dealings of those sentences over the regions, each "
			"keeping its number of them (seed %llu). Dealt like this, short texts "
			"differ "
			"too; so read z, not likeness. |z| of %.0f or more: %zu pairs above, %zu "
			"below; by chance about 3 in 1,000.",
			view->options.deals, (unsigned long long)view->options.measure.seed, far,
			beyond[0], beyond[1]);
	if (view->options.measure.draws > 0)
		buffer_printf(
			&words,
			" Brackets: %g %% of %u draws of paragraphs, moved so that their mean "
			"is the value.",
			view->options.measure.confidence * 100, view->options.measure.draws);
	if (view->ranked != NULL && view->ranked_count < likeness->pair_count)
		buffer_printf(
			&words,
			" %zu pairs are not ranked: one side has fewer than %d such sentences.",
			likeness->pair_count - view->ranked_count, LEAST_CODED);
	uint32_t *group = arena_array(view->request->arena, uint32_t, likeness->rows.rows);
	int64_t groups = request_integer(view->request, "groups");
	if (slice_is(request_text(view->request, "show"), "order") && groups > 1) {
		cluster_cut(likeness->merges, likeness->rows.rows, (size_t)groups, group);
		double width = cluster_silhouette(likeness->distances, likeness->rows.rows, group);
		buffer_printf(&words,
			      " Groups: average linkage on %s, cut into %lld; mean silhouette "
			      "width %.2f%s.",
			      likeness_kind_name(view->options.order), (long long)groups, width,
			      width < 0.25 ? ", which means that there are hardly any groups: use "
					     "the order, not the groups"
					   : "");
	}
	struct slice text = arena_copy(view->request->arena, buffer_slice(&words));
	buffer_release(&words);
	return text;
}

static enum likeness_kind kind_named(struct slice name)
{
	for (int kind = 0; kind < LIKENESS_KINDS; kind++)
		if (slice_is(name, likeness_kind_name((enum likeness_kind)kind)))
			return (enum likeness_kind)kind;
	return LIKENESS_JSD;
}

/* Thousands of terms take the time of fifty boards of codes: fewer draws unless asked for. */
enum { TERM_DEALS = 200, TERM_DRAWS = 200 };

static uint32_t trials_of(const struct similarity_view *view, const char *option, uint32_t on_terms)
{
	if (view->on_terms && !request_given(view->request, option))
		return on_terms;
	return (uint32_t)request_integer(view->request, option);
}

static enum status fill(struct similarity_view *view, struct board *board, struct error *error)
{
	struct request *request = view->request;
	struct board_query query;
	struct coded_corpus all, asked;
	TRY(verb_query(request, &query, error));
	struct slice show = request_text(request, "show");
	bool summary = slice_is(show, "summary");
	query.whose = summary && !query.own_voice;
	view->on_terms = slice_is(request_text(request, "on"), "terms");
	if (view->on_terms)
		TRY(term_corpus_load(board, &query, &term_defaults, &all, error));
	else
		TRY(coded_corpus_load(board, &query, &all, error));
	coded_corpus_asked(request->arena, &all, &asked);
	view->options = (struct likeness_options){
		.measure = verb_measure_options(request),
		.deals = trials_of(view, "permutations", TERM_DEALS),
		.order = kind_named(request_text(request, "distance")),
		.sentences_only = !summary,
	};
	view->options.measure.draws = trials_of(view, "draws", TERM_DRAWS);
	TRY(likeness_make(request->job, request->arena, &asked, &view->options, &view->likeness,
			  error));
	if (query.whose)
		TRY(similarity_own_voice(view, &asked, error));
	if (view->likeness.rows.rows < 2)
		return error_set(error, STATUS_USAGE,
				 "%zu regions name any of these codes: likeness needs two",
				 view->likeness.rows.rows);
	if (view->on_terms)
		query.by = SLICE("their own terms");
	view->answer->title = slice_from(arena_printf(request->arena, "likeness of regions by %.*s",
						      (int)query.by.length, query.by.at));
	if (slice_is(show, "pairs"))
		show_pairs(view);
	else if (slice_is(show, "order"))
		show_order(view);
	else if (slice_is(show, "matrix"))
		show_matrix(view);
	else
		show_summary(view);
	view->answer->footnote = footnote(view);
	return STATUS_OK;
}

enum status verb_similarity(struct request *request, struct answer *answer, struct error *error)
{
	struct board board;
	TRY(verb_open(request, &board, answer, error));
	struct similarity_view view = {.request = request, .answer = answer, .board = &board};
	enum status status = fill(&view, &board, error);
	board_close(&board);
	return status;
}
