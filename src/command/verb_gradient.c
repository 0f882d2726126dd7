/* gradient: do the tiers of regions differ, code by code; and which regions break the pattern. */
#include "command/verbs.h"

#include <math.h>
#include <stdlib.h>

#include "base/buffer.h"
#include "measure/gradient.h"
#include "view/label.h"

/* With more codes than this a terminal table has no room for the names of exceptions. */
enum { CODES_WITH_EXCEPTIONS = 12 };

static const double significant = 0.05;

struct gradient_view {
	struct request *request;
	struct answer *answer;
	struct board *board;
	const struct coded_corpus *corpus;
	struct gradient gradient;
};

static bool all_tiers_there(const struct gazetteer *gazetteer)
{
	static const char *const names[] = {"east", "central", "west"};
	for (size_t i = 0; i < 3; i++) {
		bool there = false;
		for (size_t k = 0; k < gazetteer->tier_count; k++)
			there |= slice_is(gazetteer->tiers[k], names[i]);
		if (!there)
			return false;
	}
	return true;
}

static void columns(const struct gradient_view *view, const char *unit)
{
	struct answer *answer = view->answer;
	const struct tier_order *tiers = &view->gradient.tiers;
	bool chinese = view->request->chinese;
	bool room = view->corpus->column_count <= CODES_WITH_EXCEPTIONS;
	code_columns(view->request, answer, "code of the codebook");
	for (size_t t = 0; t < tiers->count; t++)
		answer_column(answer,
			      arena_printf(view->request->arena, "median_%.*s",
					   (int)tiers->names[t].length, tiers->names[t].at),
			      unit, "median over the regions of the tier",
			      slice_is(slice_from(unit), "share of sentences") ? SHOW_SHARE
									       : SHOW_PLAIN);
	for (size_t t = 0; t < tiers->count; t++)
		answer_column(answer,
			      arena_printf(view->request->arena, "pooled_%.*s",
					   (int)tiers->names[t].length, tiers->names[t].at),
			      unit, "all text of the tier taken as one", SHOW_HIDDEN);
	answer_column(answer, "effect", "",
		      "epsilon squared: Kruskal-Wallis H / (n - 1), 0 to 1; as an interval: its "
		      "range when one region is left out",
		      SHOW_PLAIN);
	answer_column(answer, "effect_low", "", "least of leaving one region out", SHOW_PLAIN);
	answer_column(answer, "effect_high", "", "most of leaving one region out", SHOW_PLAIN);
	answer_column(answer, "h", "", "Kruskal-Wallis H over all tiers", SHOW_HIDDEN);
	answer_column(answer, "p", "", "share of dealings of the tiers with an H as large",
		      SHOW_HIDDEN);
	answer_column(answer, "p_adjusted", "", "p after Benjamini-Hochberg over the codes here",
		      SHOW_PLAIN);
	answer_column(answer, "j", "", "Jonckheere-Terpstra J for the stated order", SHOW_HIDDEN);
	answer_column(answer, "j_most", "", "largest J, all pairs in the stated order",
		      SHOW_HIDDEN);
	answer_column(answer, "p_order", "", "two-sided p of J, tiers dealt out again",
		      SHOW_HIDDEN);
	answer_column(answer, "p_order_adjusted", "",
		      "p_order after Benjamini-Hochberg over the codes here", SHOW_PLAIN);
	answer_column(answer, "delta", "",
		      "Cliff's delta of the first against the last tier of the order, -1 to 1; as "
		      "an interval: its range when one region is left out",
		      SHOW_PLAIN);
	answer_column(answer, "delta_low", "", "least of leaving one region out", SHOW_PLAIN);
	answer_column(answer, "delta_high", "", "most of leaving one region out", SHOW_PLAIN);
	answer_column(answer, "gap", "",
		      "ln of the first tier's median over the last one's, half a count added",
		      SHOW_HIDDEN);
	answer_column(answer, "gap_low", "", "bootstrap over regions, then paragraphs",
		      SHOW_HIDDEN);
	answer_column(answer, "gap_high", "", "bootstrap over regions, then paragraphs",
		      SHOW_HIDDEN);
	answer_column(answer, "reading", "", "what may be said, in Chinese",
		      chinese ? SHOW_PLAIN : SHOW_HIDDEN);
	answer_column(answer, "reading_en", "", "what may be said",
		      chinese ? SHOW_HIDDEN : SHOW_PLAIN);
	for (int k = 0; k < 2; k++)
		answer_column(
			answer, k == 0 ? "exceptions" : "exceptions_en", "",
			"regions that break the pattern of the medians: above, at or above "
			"the highest median in another tier; below, at or below the lowest in "
			"the highest tier",
			room && chinese == (k == 0) ? SHOW_PLAIN : SHOW_HIDDEN);
}

static void put_exceptions(const struct gradient_view *view, const struct gradient_column *column,
			   bool chinese)
{
	struct buffer names;
	buffer_init(&names);
	const char *const words[2][2] = {{"below: ", "above: "}, {"偏低：", "偏高："}};
	for (int above = 1; above >= 0; above--) {
		const char *before = words[chinese][above];
		for (size_t i = 0; i < column->exception_count; i++) {
			const struct gradient_exception *exception = &column->exceptions[i];
			if (exception->above != above)
				continue;
			struct slice name = region_label(
				view->board, view->corpus->regions[exception->region].id, chinese);
			if (before == words[chinese][above] && names.length > 0)
				buffer_append_string(&names, chinese ? "；" : "; ");
			buffer_printf(&names, "%s%.*s", before, (int)name.length, name.at);
			before = chinese ? "、" : ", ";
		}
	}
	answer_put_text(view->answer, buffer_slice(&names));
	buffer_release(&names);
}

static const char *reading(const struct gradient_view *view, const struct gradient_column *column,
			   bool chinese)
{
	const struct tier_order *tiers = &view->gradient.tiers;
	if (isnan(column->contrast_p))
		return chinese ? "未做置换，没有 p" : "no permutations, no p";
	if (column->ordered_p_adjusted < significant) {
		bool falls = column->ordered * 2 >= column->ordered_most;
		struct slice high = tiers->names[falls ? 0 : tiers->ordered - 1];
		struct slice low = tiers->names[falls ? tiers->ordered - 1 : 0];
		high = label_value("tier", high, chinese);
		low = label_value("tier", low, chinese);
		return arena_printf(view->request->arena,
				    chinese ? "由%.*s向%.*s递增" : "rises from %.*s to %.*s",
				    (int)low.length, low.at, (int)high.length, high.at);
	}
	if (column->contrast_p_adjusted < significant)
		return chinese ? "地带有差异，但不成次序" : "tiers differ, in no order";
	return chinese ? "差异未超出偶然" : "no difference beyond chance";
}

static void put_column(const struct gradient_view *view, size_t c)
{
	struct answer *answer = view->answer;
	const struct gradient_column *column = &view->gradient.columns[c];
	answer_row(answer);
	put_code(answer, view->board, view->corpus->columns[c].id);
	for (size_t t = 0; t < view->gradient.tiers.count; t++)
		answer_put_real(answer, column->median[t]);
	for (size_t t = 0; t < view->gradient.tiers.count; t++)
		answer_put_real(answer, column->pooled[t]);
	answer_put_real(answer, column->effect);
	answer_put_real(answer, column->effect_low);
	answer_put_real(answer, column->effect_high);
	answer_put_real(answer, column->contrast);
	answer_put_real(answer, column->contrast_p);
	answer_put_real(answer, column->contrast_p_adjusted);
	answer_put_real(answer, column->ordered);
	answer_put_real(answer, column->ordered_most);
	answer_put_real(answer, column->ordered_p);
	answer_put_real(answer, column->ordered_p_adjusted);
	answer_put_real(answer, column->delta);
	answer_put_real(answer, column->delta_low);
	answer_put_real(answer, column->delta_high);
	answer_put_real(answer, column->gap);
	answer_put_real(answer, column->gap_low);
	answer_put_real(answer, column->gap_high);
	answer_put_string(answer, reading(view, column, true));
	answer_put_string(answer, reading(view, column, false));
	put_exceptions(view, column, true);
	put_exceptions(view, column, false);
}

/* Columns by p, the smallest first; ties and unknown ones in codebook order. */
static void put_rows(const struct gradient_view *view)
{
	size_t count = view->corpus->column_count;
	size_t *order = arena_array(view->request->arena, size_t, count);
	for (size_t i = 0; i < count; i++) {
		size_t k = i;
		for (; k > 0 && view->gradient.columns[order[k - 1]].contrast_p >
					view->gradient.columns[i].contrast_p;
		     k--)
			order[k] = order[k - 1];
		order[k] = i;
	}
	for (size_t i = 0; i < count; i++)
		put_column(view, order[i]);
}

/* What a tier of so few regions can show at best. */
static void warn_of_small_tiers(const struct gradient_view *view, struct buffer *words)
{
	const struct tier_order *tiers = &view->gradient.tiers;
	size_t largest = 0;
	for (size_t t = 0; t < tiers->count; t++)
		if (tiers->regions[t] > tiers->regions[largest])
			largest = t;
	for (size_t t = 0; t < tiers->count; t++) {
		if (t == largest || tiers->regions[t] > 3)
			continue;
		double least = gradient_least_p(tiers->regions[t], tiers->regions[largest]);
		double adjusted = fmin(1, least * (double)view->corpus->column_count);
		buffer_printf(
			words,
			" %.*s has %zu regions: against the %zu of %.*s its p cannot be below "
			"%.2g%s%s.",
			(int)tiers->names[t].length, tiers->names[t].at, tiers->regions[t],
			tiers->regions[largest], (int)tiers->names[largest].length,
			tiers->names[largest].at, least,
			view->corpus->column_count < 2
				? ""
				: arena_printf(view->request->arena,
					       ", or %.2g as one of the %zu codes here", adjusted,
					       view->corpus->column_count),
			adjusted >= significant ? ", so it can never be significant alone"
						: "; read its regions, not its median");
	}
}

static void append_note(const struct gradient_view *view, const struct measure_options *options,
			struct buffer *words)
{
	const struct tier_order *tiers = &view->gradient.tiers;
	buffer_printf(words, "Units are regions, never sentences: %zu with text (",
		      view->gradient.region_count);
	for (size_t t = 0; t < tiers->count; t++)
		buffer_printf(words, "%s%.*s %zu", t > 0 ? ", " : "", (int)tiers->names[t].length,
			      tiers->names[t].at, tiers->regions[t]);
	buffer_append_string(words, "). Expected order, highest first: ");
	for (size_t t = 0; t < tiers->ordered; t++)
		buffer_printf(words, "%s%.*s", t > 0 ? " > " : "", (int)tiers->names[t].length,
			      tiers->names[t].at);
	buffer_append_string(words, tiers->ordered > 0
					    ? "; other tiers stand apart from it."
					    : "none: state one with --order before looking.");
	warn_of_small_tiers(view, words);
	buffer_printf(
		words,
		" p: tiers dealt out again over regions (%lld times, or all ways where they "
		"are at most %d; seed %llu), adjusted over %zu codes. In brackets: the range "
		"when any one region is left out. Exceptions: above, at or above the "
		"highest median in another tier; below, at or below the lowest median in "
		"the highest tier%s. effect: the part of the variation of ranks that lies between "
		"tiers, 0 to 1. delta: how much oftener a region of the first tier has more "
		"than one of the last, less the opposite, -1 to 1.",
		(long long)request_integer(view->request, "permutations"), RANK_EXACT_DEALINGS,
		(unsigned long long)options->seed, view->corpus->column_count,
		view->corpus->column_count > CODES_WITH_EXCEPTIONS
			? " (columns exceptions and exceptions_en in data formats)"
			: "");
}

static void append_note_zh(const struct gradient_view *view, const struct measure_options *options,
			   struct buffer *words)
{
	const struct tier_order *tiers = &view->gradient.tiers;
	buffer_printf(words, "以地区而不是句子为单位：有文本的地区 %zu 个（",
		      view->gradient.region_count);
	for (size_t t = 0; t < tiers->count; t++) {
		struct slice name = label_value("tier", tiers->names[t], true);
		buffer_printf(words, "%s%.*s %zu", t > 0 ? "、" : "", (int)name.length, name.at,
			      tiers->regions[t]);
	}
	buffer_append_string(words, "）。预期次序，由高到低：");
	for (size_t t = 0; t < tiers->ordered; t++) {
		struct slice name = label_value("tier", tiers->names[t], true);
		buffer_printf(words, "%s%.*s", t > 0 ? " > " : "", (int)name.length, name.at);
	}
	buffer_append_string(words, tiers->ordered > 0 ? "；其余梯队不在次序之内。"
						       : "无：请先用 --order 给出，再看结果。");
	buffer_printf(
		words,
		"p：把梯队随机重分给各地区（%lld 次；不超过 %d 种分法时全部列尽；种子 %llu），"
		"按 %zu "
		"个代码校正。方括号：去掉任一地区后的范围。例外：偏高，属其他梯队而不低于最高的中位"
		"数；偏低，"
		"属中位数最高的梯队而不高于最低的中位数。效应：名次差异中属于梯队之间"
		"的占比，0 到 1。delta：首梯队地区高于末梯队地区的机会减去相反的机会，-1 到 1。"
		"地区很少的梯队（三个及以下）看各地区，不看中位数。",
		(long long)request_integer(view->request, "permutations"), RANK_EXACT_DEALINGS,
		(unsigned long long)options->seed, view->corpus->column_count);
}

static struct slice footnote(const struct gradient_view *view,
			     const struct measure_options *options)
{
	struct buffer words;
	buffer_init(&words);
	if (view->request->chinese)
		append_note_zh(view, options, &words);
	else
		append_note(view, options, &words);
	struct slice text = arena_copy(view->request->arena, buffer_slice(&words));
	buffer_release(&words);
	return text;
}

static enum status fill(struct gradient_view *view, struct error *error)
{
	struct request *request = view->request;
	struct board_query query;
	struct coded_corpus all, asked;
	struct measure_options options = verb_measure_options(request);
	struct slice order = request_text(request, "order");
	struct slice measure = request_text(request, "measure");
	struct tier_order tiers;
	TRY(verb_query(request, &query, error));
	TRY(coded_corpus_load(view->board, &query, &all, error));
	coded_corpus_asked(request->arena, &all, &asked);
	view->corpus = &asked;
	if (!request_given(request, "order") && all_tiers_there(&view->board->gazetteer))
		order = SLICE("east,central,west");
	TRY(tier_order_make(&asked, order, &tiers, error));
	if (tiers.count < 2)
		return error_set(
			error, STATUS_USAGE,
			"%zu tiers have text: a gradient needs two; give regions a tier in "
			"the gazetteer (qipan new --regions FILE)",
			tiers.count);
	TRY(gradient_make(request->job, request->arena, &asked, &tiers, measure, &options,
			  (uint32_t)request_integer(request, "permutations"), &view->gradient,
			  error));
	view->answer->title =
		slice_from(arena_printf(request->arena, "%.*s of %.*s by tier", (int)measure.length,
					measure.at, (int)query.by.length, query.by.at));
	columns(view, measure_find(measure)->unit);
	put_rows(view);
	view->answer->footnote = footnote(view, &options);
	return STATUS_OK;
}

enum status verb_gradient(struct request *request, struct answer *answer, struct error *error)
{
	struct board board;
	TRY(verb_open(request, &board, answer, error));
	struct gradient_view view = {.request = request, .answer = answer, .board = &board};
	enum status status = fill(&view, error);
	board_close(&board);
	return status;
}
