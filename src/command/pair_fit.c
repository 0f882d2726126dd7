/* Partners: what one region is strong in and the other says it needs (M32), beside their links. */
#include "command/pair.h"

#include <math.h>
#include <stdlib.h>

#include "base/buffer.h"
#include "measure/frame.h"

enum { OFFERS_SHOWN = 2, FEW_FIELDS = 3 };

enum status pair_fit_load(struct pair_view *view, struct error *error)
{
	struct arena *arena = view->request->arena;
	const struct coded_corpus *corpus = &view->corpus;
	size_t cells = corpus->region_count * corpus->column_count;
	struct measure_options options = measure_defaults;
	struct measure_result result;
	struct counts counts;
	options.draws = 0;
	TRY(measure_find(SLICE("log_odds"))
		    ->function(view->request->job, arena, corpus, &options, &result, error));
	TRY(need_load(view->board, &view->query, corpus, &view->needs, &view->need_count, error));
	counts_make(arena, corpus, &counts);
	double *strength = arena_array(arena, double, cells);
	uint32_t *needs = arena_array(arena, uint32_t, cells);
	for (size_t i = 0; i < cells; i++)
		strength[i] = result.findings[i].value;
	for (size_t i = 0; i < view->need_count; i++)
		needs[view->needs[i].region * corpus->column_count + view->needs[i].column]++;
	view->fit = (struct complement_input){corpus->region_count, corpus->column_count, strength,
					      counts.code_passages, needs};
	return STATUS_OK;
}

/* ---- one row a pair ---- */

struct partner {
	uint32_t a, b;
	double complement;
	const struct link *there, *back;
};

static bool is_named(const struct link *link)
{
	return link != NULL && link->how == LINK_STRONG;
}

static int compare_partners(const void *left, const void *right)
{
	const struct partner *x = left, *y = right;
	int named_x = is_named(x->there) + is_named(x->back);
	int named_y = is_named(y->there) + is_named(y->back);
	if (x->complement != y->complement)
		return x->complement > y->complement ? -1 : 1;
	if (named_x != named_y)
		return named_y - named_x;
	if (x->a != y->a)
		return x->a < y->a ? -1 : 1;
	return (x->b > y->b) - (x->b < y->b);
}

static size_t list_partners(struct pair_view *view, struct partner **partners)
{
	size_t regions = view->corpus.region_count, count = 0, capacity = 0;
	*partners = NULL;
	for (uint32_t a = 0; a < regions; a++)
		for (uint32_t b = 0; b < regions; b++) {
			if (a == b || (view->asked_count == 0 ? a > b : a != view->asked[0]))
				continue;
			struct partner partner = {.a = a,
						  .b = b,
						  .complement = complement_of(&view->fit, a, b) +
								complement_of(&view->fit, b, a),
						  .there = links_find(&view->links, a, b),
						  .back = links_find(&view->links, b, a)};
			if (!(partner.complement > 0) && !is_named(partner.there) &&
			    !is_named(partner.back))
				continue;
			*partners = memory_grow(*partners, &capacity, count + 1, sizeof partner);
			(*partners)[count++] = partner;
		}
	if (count > 0)
		qsort(*partners, count, sizeof **partners, compare_partners);
	return count;
}

static size_t offered(const struct pair_view *view, uint32_t from, uint32_t to, uint32_t *columns)
{
	size_t count = 0;
	for (uint32_t c = 0; c < view->fit.column_count; c++)
		if (complement_part(&view->fit, from, to, c) > 0)
			columns[count++] = c;
	return count;
}

static void put_sentence_count(struct answer *answer, const struct link *link)
{
	answer_put_integer(answer, link == NULL ? 0 : link->itself);
}

/* Sentences of offers and needs of both directions. */
static void put_fit_evidence(struct pair_view *view, const struct partner *partner)
{
	struct pair_sentences sentences = {0};
	pair_add_fit(view, partner->a, partner->b, NULL, &sentences);
	pair_add_fit(view, partner->b, partner->a, NULL, &sentences);
	int64_t *ids = arena_array(view->request->arena, int64_t, sentences.count);
	for (size_t i = 0; i < sentences.count; i++)
		ids[i] = sentences.at[i].passage;
	answer_put_ids(view->answer, ids, sentences.count);
	free(sentences.at);
}

static void put_partner(struct pair_view *view, const struct partner *partner)
{
	struct answer *answer = view->answer;
	uint32_t *columns = arena_array(view->request->arena, uint32_t, view->fit.column_count);
	answer_row(answer);
	put_region_names(answer, view->board, pair_region(view, partner->a), SLICE(""));
	put_region_names(answer, view->board, pair_region(view, partner->b), SLICE(""));
	answer_put_real(answer, partner->complement);
	put_fields(view, columns, offered(view, partner->a, partner->b, columns));
	put_fields(view, columns, offered(view, partner->b, partner->a, columns));
	put_sentence_count(answer, partner->there);
	put_sentence_count(answer, partner->back);
	if (is_named(partner->there))
		answer_put_string(answer,
				  link_answer_name((enum link_answer)partner->there->answer));
	else
		answer_put_null(answer);
	put_fit_evidence(view, partner);
}

static void partner_columns(const struct request *request, struct answer *answer)
{
	enum column_show chinese = request->chinese ? SHOW_PLAIN : SHOW_HIDDEN;
	enum column_show english = request->chinese ? SHOW_HIDDEN : SHOW_PLAIN;
	region_columns(request, answer);
	other_columns(request, answer);
	answer_column(answer, "complement", "SD",
		      "M32: sum of the log-odds z (M07, above 0) of codes that one plans and the "
		      "other says it lacks or brings in, both directions",
		      SHOW_PLAIN);
	answer_column(answer, "offers", "", "codes the region is strong in and the other needs",
		      chinese);
	answer_column(answer, "offers_en", "", "the same in English", english);
	answer_column(answer, "needs", "", "codes the other is strong in and the region needs",
		      chinese);
	answer_column(answer, "needs_en", "", "the same in English", english);
	answer_column(answer, "names", "sentences", "sentences of the region that name the other",
		      SHOW_PLAIN);
	answer_column(answer, "named_by", "sentences", "sentences of the other that name it",
		      SHOW_PLAIN);
	answer_column(answer, "answer", "", "if it names the other: same, other, unanswered, ...",
		      SHOW_PLAIN);
	answer_column(answer, "evidence", "", "ids of the sentences of offers and needs",
		      SHOW_HIDDEN);
}

static void put_footnote(struct pair_view *view)
{
	struct buffer words;
	buffer_init(&words);
	buffer_printf(
		&words,
		view->request->chinese
			? "互补（M32）：一方规划中突出（对数几率 z > "
			  "0）而另一方文本中称短板或要引进的领域，按 z "
			  "相加；共 %zu "
			  "处需求。是文本中的契合，不是建议。先看句子：qipan pair A B。"
			: "Complement (M32): z of codes that stand out in one plan and that the "
			  "other says it lacks or brings in, added up; %zu stated needs of all "
			  "regions. A fit of texts and a lead to be read, no advice: qipan pair A "
			  "B shows the sentences.",
		view->need_count);
	if (view->need_count == 0)
		buffer_append_string(&words, view->request->chinese
						     ? "没有文本陈述需求，无从谈互补。"
						     : " No text states a need: there is no basis "
						       "for a complement.");
	view->answer->footnote = arena_copy(view->request->arena, buffer_slice(&words));
	buffer_release(&words);
}

void pair_partners(struct pair_view *view)
{
	struct partner *partners;
	size_t count = list_partners(view, &partners);
	partner_columns(view->request, view->answer);
	for (size_t i = 0; i < count; i++)
		put_partner(view, &partners[i]);
	free(partners);
	put_footnote(view);
	bool chinese = view->request->chinese;
	view->answer->graph =
		(struct answer_graph){.source = "region",
				      .target = "other",
				      .source_label = chinese ? "region" : "region_en",
				      .target_label = chinese ? "other" : "other_en",
				      .weight = "complement",
				      .undirected = true};
}

/* ---- the sentences of one direction ---- */

static void add(struct pair_sentences *sentences, const struct pair_sentence *sentence)
{
	sentences->at = memory_grow(sentences->at, &sentences->capacity, sentences->count + 1,
				    sizeof *sentences->at);
	sentences->at[sentences->count++] = *sentence;
}

static bool holds(const struct coded_corpus *corpus, const struct coded_passage *passage,
		  uint32_t column)
{
	for (uint32_t k = passage->code_start; k < passage->code_end; k++)
		if (corpus->codes[k] == column)
			return true;
	return false;
}

/* Sentences of few fields before lists of many, then the most binding ones, the first of equals. */
static void add_offers(struct pair_view *view, struct pair_sentence like, uint32_t column,
		       struct pair_sentences *sentences)
{
	const struct coded_region *region = &view->corpus.regions[like.from];
	size_t shown = 0;
	for (int rank = 2 * COMMITMENT_COUNT - 1; rank >= 0; rank--)
		for (uint32_t p = region->passage_start; p < region->passage_end; p++) {
			const struct coded_passage *passage = &view->corpus.passages[p];
			bool few = passage->code_end - passage->code_start <= FEW_FIELDS;
			if (passage->commitment + (few ? COMMITMENT_COUNT : 0) != rank ||
			    shown == OFFERS_SHOWN || !holds(&view->corpus, passage, column))
				continue;
			like.passage = passage->id;
			add(sentences, &like);
			shown++;
		}
}

void pair_add_fit(struct pair_view *view, uint32_t from, uint32_t to, const char *section,
		  struct pair_sentences *sentences)
{
	for (uint32_t c = 0; c < view->fit.column_count; c++) {
		double part = complement_part(&view->fit, from, to, c);
		if (!(part > 0))
			continue;
		uint32_t *code = arena_array(view->request->arena, uint32_t, 1);
		*code = c;
		struct pair_sentence like = {.section = section,
					     .from = from,
					     .to = to,
					     .how = "offers",
					     .codes = code,
					     .code_count = 1,
					     .strength = part};
		add_offers(view, like, c, sentences);
		like.from = to;
		like.to = from;
		like.how = "needs";
		like.strength = NAN;
		for (size_t i = 0; i < view->need_count; i++) {
			const struct stated_need *need = &view->needs[i];
			if (need->region != to || need->column != c)
				continue;
			like.passage = need->passage;
			like.words = need->words;
			add(sentences, &like);
		}
	}
}
