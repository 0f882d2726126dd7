/* keyness: what a region says more than the others, in terms found from the corpus itself or in
 * codes. */
#include "command/verbs.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "measure/group.h"
#include "num/keyness.h"
#include "num/stat.h"
#include "study/term_load.h"

enum { EACH_SHOWN = 5 };

/* What terms are compared by: a column of the answer. */
enum sorting { BY_LOG_ODDS, BY_LOG_LIKELIHOOD, BY_CHI_SQUARE, BY_LOG_RATIO };

struct keyness_view {
	struct request *request;
	struct answer *answer;
	struct board *board;
	struct coded_corpus corpus; /* columns: terms or codes */
	struct measure_options options;
	bool on_terms;
	enum sorting sorting;
	uint32_t least;	  /* sentences of the target */
	uint32_t *spread; /* by column: regions that have it */
	size_t tested;	  /* columns of the newest comparison that were looked at */
};

/* One comparison: the target's sentences against the reference's. */
struct comparison {
	struct slice section; /* empty: none */
	uint32_t *group;      /* by region: 0 target, 1 reference, GROUP_NONE */
	struct coded_corpus sides;
	struct measure_result z, ratio;
	struct keyness_table *tables; /* by column */
	double *key;
	double *p;
	size_t *ranked;
	size_t ranked_count;
};

static void columns(const struct keyness_view *view, bool sections)
{
	struct answer *answer = view->answer;
	if (sections) {
		answer_column(answer, "section", "", "region whose terms these are", SHOW_PLAIN);
		answer->grid.row_group = "section";
	}
	if (view->on_terms) {
		answer_column(answer, "term", "", "as it is matched: lower case, width folded",
			      SHOW_PLAIN);
	} else {
		code_columns(view->request, answer, "code of the codebook");
	}
	answer_column(answer, "n", "sentences", "sentences of the target with it", SHOW_PLAIN);
	answer_column(answer, "n_other", "sentences", "sentences of the others with it",
		      SHOW_PLAIN);
	answer_column(answer, "share", "share of sentences", "of the target", SHOW_SHARE);
	answer_column(answer, "share_other", "share of sentences", "of the others", SHOW_SHARE);
	answer_column(answer, "regions", "regions", "regions of the whole board that have it",
		      SHOW_PLAIN);
	answer_column(answer, "z", "SD", "log-odds with prior over its standard error (M07)",
		      SHOW_PLAIN);
	answer_column(answer, "log_odds", "natural logarithm", "log-odds ratio with prior (M07)",
		      SHOW_PLAIN);
	answer_column(answer, "log_odds_low", "", "bootstrap over paragraphs, else Wilson",
		      SHOW_PLAIN);
	answer_column(answer, "log_odds_high", "", "bootstrap over paragraphs, else Wilson",
		      SHOW_PLAIN);
	answer_column(answer, "log_likelihood", "",
		      "2 sum O ln(O / E) of sentences with and without it, Yates where it matters",
		      SHOW_PLAIN);
	answer_column(answer, "chi_square", "", "Pearson's, Yates where it matters", SHOW_HIDDEN);
	answer_column(answer, "log_ratio", "", "log2 of the ratio of the shares", SHOW_HIDDEN);
	answer_column(answer, "pmi", "", "ln(a N / ((a + b)(a + c)))", SHOW_HIDDEN);
	answer_column(answer, "p", "",
		      "of the log-likelihood, after Benjamini-Hochberg over all that were tested",
		      SHOW_PLAIN);
	answer_column(answer, "evidence", "", "ids of the target's sentences with it", SHOW_HIDDEN);
}

static double key_of(const struct keyness_view *view, const struct comparison *of, size_t c)
{
	switch (view->sorting) {
	case BY_LOG_LIKELIHOOD:
		return keyness_log_likelihood(of->tables[c], KEYNESS_YATES);
	case BY_CHI_SQUARE:
		return keyness_chi_square(of->tables[c], KEYNESS_YATES);
	case BY_LOG_RATIO:
		return keyness_log_ratio(of->tables[c]);
	case BY_LOG_ODDS:
		break;
	}
	return of->z.findings[c].value;
}

struct ranking {
	double key;
	size_t column;
};

static int by_key(const void *left, const void *right)
{
	const struct ranking *a = left, *b = right;
	if (a->key != b->key)
		return a->key > b->key ? -1 : 1;
	return (a->column > b->column) - (a->column < b->column);
}

/* Columns that the target has more of, by key; with `less` those that it has less of. */
static void rank(struct keyness_view *view, struct comparison *of)
{
	struct arena *arena = view->request->arena;
	bool less = request_flag(view->request, "less");
	size_t count = of->sides.column_count;
	struct ranking *ranked = arena_array(arena, struct ranking, count);
	of->ranked = arena_array(arena, size_t, count);
	for (size_t c = 0; c < count; c++) {
		double key = key_of(view, of, c);
		double needed = less ? of->tables[c].b : of->tables[c].a;
		if (less)
			key = -key;
		if (needed >= view->least && key > 0)
			ranked[of->ranked_count++] = (struct ranking){key, c};
	}
	qsort(ranked, of->ranked_count, sizeof *ranked, by_key);
	for (size_t i = 0; i < of->ranked_count; i++)
		of->ranked[i] = ranked[i].column;
}

/* The target's own name says nothing. */
static bool is_own_name(const struct keyness_view *view, const struct comparison *of, size_t column)
{
	if (!view->on_terms)
		return false;
	struct slice term = of->sides.columns[column].name;
	for (size_t r = 0; r < view->corpus.region_count; r++) {
		if (of->group[r] != 0)
			continue;
		const struct region *region =
			gazetteer_region(&view->board->gazetteer, view->corpus.regions[r].id);
		if (gazetteer_find(&view->board->gazetteer, term).value == region->id.value ||
		    (region->name.length > 0 && slice_find(term, region->name, 0) != SIZE_MAX))
			return true;
	}
	return false;
}

/* A part of a term that is listed already, or one around it, says the same again. */
static bool says_it_again(const struct keyness_view *view, const struct comparison *of,
			  const size_t *listed, size_t count, size_t column)
{
	if (!view->on_terms)
		return false;
	struct slice name = of->sides.columns[column].name;
	for (size_t i = 0; i < count; i++) {
		struct slice other = of->sides.columns[listed[i]].name;
		if (slice_find(name, other, 0) != SIZE_MAX ||
		    slice_find(other, name, 0) != SIZE_MAX)
			return true;
	}
	return false;
}

static enum status compare(struct keyness_view *view, struct comparison *of, struct error *error)
{
	struct request *request = view->request;
	struct arena *arena = request->arena;
	coded_corpus_grouped(arena, &view->corpus, of->group, 2, NULL, &of->sides);
	for (int side = 0; side < 2; side++)
		if (of->sides.regions[side].passage_start == of->sides.regions[side].passage_end)
			return error_set(error, STATUS_USAGE,
					 "%s has no sentence of that kind: nothing to compare",
					 side == 0 ? "the region" : "the other side");
	struct measure_options plain = view->options;
	plain.draws = 0;
	TRY(measure_find(SLICE("log_odds"))
		    ->function(request->job, arena, &of->sides, &plain, &of->z, error));
	size_t count = of->sides.column_count;
	of->tables = arena_array(arena, struct keyness_table, count);
	of->p = arena_array(arena, double, count);
	view->tested = 0;
	for (size_t c = 0; c < count; c++) {
		const struct finding *target = &of->z.findings[c];
		const struct finding *other = &of->z.findings[count + c];
		of->tables[c] = (struct keyness_table){target->numerator, other->numerator,
						       target->denominator - target->numerator,
						       other->denominator - other->numerator};
		bool seen = target->numerator + other->numerator > 0;
		view->tested += seen;
		of->p[c] = seen ? keyness_p(keyness_log_likelihood(of->tables[c], KEYNESS_YATES))
				: NAN;
	}
	stat_adjust_bh(of->p, count, of->p);
	rank(view, of);
	return STATUS_OK;
}

/* Intervals are drawn for what is shown only. */
static enum status draw_intervals(struct keyness_view *view, struct comparison *of,
				  const size_t *shown, size_t count, struct coded_corpus *kept,
				  struct error *error)
{
	struct arena *arena = view->request->arena;
	bool *keep = arena_array(arena, bool, of->sides.column_count);
	uint32_t same[2] = {0, 1};
	for (size_t i = 0; i < count; i++)
		keep[shown[i]] = true;
	coded_corpus_grouped(arena, &of->sides, same, 2, keep, kept);
	return measure_find(SLICE("log_odds_ratio"))
		->function(view->request->job, arena, kept, &view->options, &of->ratio, error);
}

static void put_evidence(struct keyness_view *view, const struct comparison *of, size_t column)
{
	const struct coded_region *target = &of->sides.regions[0];
	int64_t *ids = arena_array(view->request->arena, int64_t, (size_t)of->tables[column].a + 1);
	size_t count = 0;
	for (uint32_t p = target->passage_start; p < target->passage_end; p++) {
		const struct coded_passage *passage = &of->sides.passages[p];
		for (uint32_t k = passage->code_start; k < passage->code_end; k++)
			if (of->sides.codes[k] == column)
				ids[count++] = passage->id;
	}
	answer_put_ids(view->answer, ids, count);
}

static void put_row(struct keyness_view *view, const struct comparison *of, size_t column,
		    size_t kept)
{
	struct answer *answer = view->answer;
	const struct keyness_table *table = &of->tables[column];
	const struct finding *ratio = &of->ratio.findings[kept];
	answer_row(answer);
	if (of->section.length > 0)
		answer_put_text(answer, of->section);
	if (view->on_terms)
		answer_put_text(answer, of->sides.columns[column].name);
	else
		put_code(answer, view->board, of->sides.columns[column].id);
	answer_put_integer(answer, (int64_t)table->a);
	answer_put_integer(answer, (int64_t)table->b);
	answer_put_real(answer, table->a / (table->a + table->c));
	answer_put_real(answer, table->b / (table->b + table->d));
	answer_put_integer(answer, view->spread[column]);
	answer_put_real(answer, of->z.findings[column].value);
	answer_put_real(answer, ratio->value);
	answer_put_real(answer, ratio->low);
	answer_put_real(answer, ratio->high);
	answer_put_real(answer, keyness_log_likelihood(*table, KEYNESS_YATES));
	answer_put_real(answer, keyness_chi_square(*table, KEYNESS_YATES));
	answer_put_real(answer, keyness_log_ratio(*table));
	answer_put_real(answer, keyness_pmi(*table));
	answer_put_real(answer, of->p[column]);
	put_evidence(view, of, column);
}

static enum status show(struct keyness_view *view, struct comparison *of, size_t most,
			struct error *error)
{
	size_t *shown = arena_array(view->request->arena, size_t, of->ranked_count), count = 0;
	for (size_t i = 0; i < of->ranked_count && (most == 0 || count < most); i++)
		if (!is_own_name(view, of, of->ranked[i]) &&
		    !says_it_again(view, of, shown, count, of->ranked[i]))
			shown[count++] = of->ranked[i];
	struct coded_corpus kept;
	TRY(draw_intervals(view, of, shown, count, &kept, error));
	for (size_t i = 0; i < count; i++) {
		size_t place = 0; /* among the kept, which stay in the order of columns */
		for (size_t k = 0; k < count; k++)
			place += shown[k] < shown[i];
		put_row(view, of, shown[i], place);
	}
	return STATUS_OK;
}

static void count_spread(struct keyness_view *view)
{
	const struct coded_corpus *corpus = &view->corpus;
	uint32_t *last = arena_array(view->request->arena, uint32_t, corpus->column_count);
	view->spread = arena_array(view->request->arena, uint32_t, corpus->column_count);
	for (size_t p = 0; p < corpus->passage_count; p++) {
		const struct coded_passage *passage = &corpus->passages[p];
		for (uint32_t k = passage->code_start; k < passage->code_end; k++) {
			uint32_t column = corpus->codes[k];
			if (last[column] == passage->region + 1)
				continue;
			last[column] = passage->region + 1;
			view->spread[column]++;
		}
	}
}

static enum status mark(struct keyness_view *view, struct slice names, uint32_t group,
			uint32_t *groups, struct error *error)
{
	uint32_t *ids;
	size_t count;
	TRY(sides_choose(view->board, names, &ids, &count, error));
	for (size_t i = 0; i < count; i++) {
		if (group == 1 && groups[ids[i] - 1] == 0)
			return error_set(error, STATUS_USAGE,
					 "\"%.*s\" holds a region that stands on both sides",
					 (int)names.length, names.at);
		groups[ids[i] - 1] = group;
	}
	return STATUS_OK;
}

static enum status one_against(struct keyness_view *view, struct error *error)
{
	struct request *request = view->request;
	struct comparison of = {0};
	struct slice target = slice_from(request->arguments[0]);
	struct slice against = request_text(request, "against");
	of.group = arena_array(request->arena, uint32_t, view->corpus.region_count);
	for (size_t r = 0; r < view->corpus.region_count; r++)
		of.group[r] = against.length > 0 ? GROUP_NONE : 1;
	TRY(mark(view, target, 0, of.group, error));
	if (against.length > 0)
		TRY(mark(view, against, 1, of.group, error));
	TRY(compare(view, &of, error));
	columns(view, false);
	view->answer->title = slice_from(
		arena_printf(request->arena, "%s that %.*s has %s than %.*s",
			     view->on_terms ? "terms" : "codes", (int)target.length, target.at,
			     request_flag(request, "less") ? "less often" : "more often",
			     (int)(against.length > 0 ? against.length : 10),
			     against.length > 0 ? against.at : "all others"));
	return show(view, &of, (size_t)request_integer(request, "limit"), error);
}

static enum status each_against_others(struct keyness_view *view, struct error *error)
{
	struct request *request = view->request;
	columns(view, true);
	view->answer->title = view->on_terms
				      ? SLICE("terms that each region has more than all others")
				      : SLICE("codes that each region has more than all others");
	size_t most = request_given(request, "limit") ? (size_t)request_integer(request, "limit")
						      : EACH_SHOWN;
	for (size_t r = 0; r < view->corpus.region_count; r++) {
		const struct coded_region *region = &view->corpus.regions[r];
		if (region->passage_start == region->passage_end)
			continue;
		struct comparison of = {
			.section = region_label(view->board, region->id, request->chinese),
			.group = arena_array(request->arena, uint32_t, view->corpus.region_count)};
		for (size_t k = 0; k < view->corpus.region_count; k++)
			of.group[k] = k != r;
		TRY(compare(view, &of, error));
		TRY(show(view, &of, most, error));
	}
	return STATUS_OK;
}

static struct slice footnote_zh(const struct keyness_view *view)
{
	struct slice sort = request_text(view->request, "sort");
	const char *terms = "", *own = "";
	if (view->on_terms) {
		terms = arena_printf(
			view->request->arena,
			"词语：这些文本中反复出现、内部紧密、两侧自由的 %zu 个片段；较长词"
			"语的一部分不再另计。",
			view->corpus.column_count);
		own = "本地区的名称、与上列词语重叠的不列；";
	}
	return slice_from(arena_printf(
		view->request->arena,
		"%s计数单位是句。按 %.*s 排列，至少 %u 句；%sp 按检验过的 %zu "
		"个校正；同一段的句子并不"
		"独立，p 偏小：请看对数优势的区间。地区数：全局有多少地区提到；只有 1 "
		"个的，多是地名或"
		"项目名。",
		terms, slice_is(sort, "log-odds") ? 1 : (int)sort.length,
		slice_is(sort, "log-odds") ? "z" : sort.at, view->least, own, view->tested));
}

static struct slice footnote(const struct keyness_view *view)
{
	struct buffer words;
	if (view->request->chinese)
		return footnote_zh(view);
	buffer_init(&words);
	if (view->on_terms)
		buffer_printf(&words,
			      "Terms: %zu stretches that repeat in these texts, hold together and "
			      "stand free; a part of a longer term is not counted there. ",
			      view->corpus.column_count);
	buffer_printf(
		&words,
		"Counts are sentences. Ranked by %s, at least %u sentences; %s p adjusted over "
		"%zu tested; sentences of a paragraph are not independent, so p is too small: "
		"go by the interval of log odds. Regions: how many of the board have it at "
		"all; in 1, it is often a place or a programme's name.",
		slice_is(request_text(view->request, "sort"), "log-odds")
			? "z"
			: arena_string(view->request->arena, request_text(view->request, "sort")),
		view->least,
		view->on_terms ? "the region's own name, and what overlaps a term listed above, is "
				 "left out;"
			       : "",
		view->tested);
	struct slice text = arena_copy(view->request->arena, buffer_slice(&words));
	buffer_release(&words);
	return text;
}

static enum sorting sorting_named(struct slice name)
{
	return slice_is(name, "log-likelihood") ? BY_LOG_LIKELIHOOD
	       : slice_is(name, "chi-square")	? BY_CHI_SQUARE
	       : slice_is(name, "log-ratio")	? BY_LOG_RATIO
						: BY_LOG_ODDS;
}

static enum status fill(struct keyness_view *view, struct error *error)
{
	struct request *request = view->request;
	struct board_query query;
	TRY(verb_query(request, &query, error));
	view->options = verb_measure_options(request);
	view->on_terms = slice_is(request_text(request, "on"), "terms");
	view->sorting = sorting_named(request_text(request, "sort"));
	view->least = (uint32_t)request_integer(request, "least");
	if (view->on_terms)
		TRY(term_corpus_load(view->board, &query, &term_defaults, &view->corpus, error));
	else
		TRY(coded_corpus_load(view->board, &query, &view->corpus, error));
	count_spread(view);
	if (request->argument_count > 0)
		TRY(one_against(view, error));
	else
		TRY(each_against_others(view, error));
	view->answer->footnote = footnote(view);
	return STATUS_OK;
}

enum status verb_keyness(struct request *request, struct answer *answer, struct error *error)
{
	struct board board;
	TRY(verb_open(request, &board, answer, error));
	struct keyness_view view = {.request = request, .answer = answer, .board = &board};
	enum status status = fill(&view, error);
	board_close(&board);
	return status;
}
