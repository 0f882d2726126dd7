/* The sentences behind links, offers and needs, with the words that count marked. */
#include "command/pair.h"

#include <math.h>
#include <stdlib.h>

#include "measure/frame.h"

static void columns(struct pair_view *view)
{
	struct answer *answer = view->answer;
	bool two = view->asked_count == 2;
	answer_column(answer, "section", "", "what the sentence is shown for",
		      two ? SHOW_PLAIN : SHOW_HIDDEN);
	passage_columns(view->request, answer);
	other_columns(view->request, answer);
	answer_column(answer, "words", "", "the words that name it, or that say it is needed",
		      SHOW_PLAIN);
	answer_column(answer, "how", "", "named, listed, group; offers or needs", SHOW_PLAIN);
	answer_column(answer, "commitment", "", "none, explore, promote, build or target",
		      SHOW_PLAIN);
	fields_columns(view->request, answer);
	answer_column(answer, "strength", "SD", "of an offer: log-odds z (M07) of the code",
		      two ? SHOW_PLAIN : SHOW_HIDDEN);
	answer_column(answer, "text", "", "the sentence, the words that count marked",
		      SHOW_PASSAGE);
}

/* The mentions of the codes that an offer is shown for. */
static size_t code_spans(const struct pair_view *view, const struct pair_sentence *sentence,
			 const struct evidence_item *item, struct span *spans)
{
	size_t count = 0;
	for (size_t i = 0; i < item->mark_count; i++)
		for (size_t k = 0; k < sentence->code_count; k++)
			if (codebook_is_below(&view->board->codebook, item->marks[i].code,
					      view->corpus.columns[sentence->codes[k]].id)) {
				spans[count++] = item->marks[i].span;
				break;
			}
	return count;
}

static void put_text(struct pair_view *view, const struct pair_sentence *sentence,
		     const struct evidence_item *item)
{
	struct span *spans = arena_array(view->request->arena, struct span, item->mark_count + 1);
	size_t count = 0;
	if (sentence->words.end > sentence->words.start)
		spans[count++] = sentence->words;
	else
		count = code_spans(view, sentence, item, spans);
	put_marked_text(view->answer, item->text, item->passage.span.start, spans, count);
}

static void put_sentence(struct pair_view *view, const struct pair_sentence *sentence,
			 const struct evidence_item *item)
{
	struct answer *answer = view->answer;
	struct span words = {sentence->words.start - item->passage.span.start,
			     sentence->words.end - item->passage.span.start};
	answer_row(answer);
	answer_put_string(answer, sentence->section);
	put_passage(answer, view->board, item->passage.id, pair_region(view, sentence->from),
		    &item->document->metadata, item->passage.orientation, item->passage.span);
	put_region_names(answer, view->board, pair_region(view, sentence->to), SLICE(""));
	if (sentence->words.end > sentence->words.start)
		answer_put_text(answer, slice_span(item->text, words));
	else
		answer_put_null(answer);
	answer_put_string(answer, sentence->how);
	answer_put_string(answer, commitment_name((enum commitment)item->passage.commitment));
	put_fields(view, sentence->codes, sentence->code_count);
	answer_put_real(answer, sentence->strength);
	put_text(view, sentence, item);
}

static int compare_items(const void *a, const void *b)
{
	const struct evidence_item *x = a, *y = b;
	return (x->passage.id > y->passage.id) - (x->passage.id < y->passage.id);
}

static enum status put_all(struct pair_view *view, const struct pair_sentences *sentences,
			   struct error *error)
{
	struct evidence evidence;
	size_t count = sentences->count;
	int64_t *ids = arena_array(view->request->arena, int64_t, count);
	for (size_t i = 0; i < count; i++)
		ids[i] = sentences->at[i].passage;
	columns(view);
	if (count == 0)
		return STATUS_OK;
	struct passage_filter filter = {.ids = ids, .id_count = count};
	TRY(evidence_load(view->board, &filter, 0, 0, &evidence, error));
	qsort(evidence.items, evidence.count, sizeof *evidence.items, compare_items);
	for (size_t i = 0; i < count; i++) {
		struct evidence_item wanted = {.passage.id = ids[i]};
		const struct evidence_item *item = bsearch(&wanted, evidence.items, evidence.count,
							   sizeof wanted, compare_items);
		if (item != NULL)
			put_sentence(view, &sentences->at[i], item);
	}
	return STATUS_OK;
}

static const char *how_of(const struct link_naming *naming)
{
	return link_how_name(naming->group    ? LINK_BY_GROUP
			     : naming->listed ? LINK_IN_LISTS
					      : LINK_STRONG);
}

static bool is_wanted(const struct pair_view *view, const struct link_naming *naming)
{
	struct slice how = request_text(view->request, "how");
	return view->asked_count == 2 || slice_is(how, "all") || slice_is(how, how_of(naming));
}

static void add_link(const struct pair_view *view, const struct link *link, const char *section,
		     struct pair_sentences *sentences)
{
	for (size_t i = 0; link != NULL && i < link->count; i++) {
		const struct link_naming *naming = &view->links.namings[link->first + i];
		if (!is_wanted(view, naming))
			continue;
		sentences->at = memory_grow(sentences->at, &sentences->capacity,
					    sentences->count + 1, sizeof *sentences->at);
		sentences->at[sentences->count++] =
			(struct pair_sentence){section,
					       view->corpus.passages[naming->passage].id,
					       link->from,
					       link->to,
					       how_of(naming),
					       view->input.codes + naming->code_start,
					       naming->code_end - naming->code_start,
					       naming->span,
					       NAN};
	}
}

enum status pair_sentences(struct pair_view *view, struct error *error)
{
	const struct links *links = &view->links;
	struct pair_sentences sentences = {0};
	if (view->asked_count == 2) {
		uint32_t a = (uint32_t)view->asked[0], b = (uint32_t)view->asked[1];
		add_link(view, links_find(links, a, b), "first names second", &sentences);
		add_link(view, links_find(links, b, a), "second names first", &sentences);
		pair_add_fit(view, a, b, "first offers, second needs", &sentences);
		pair_add_fit(view, b, a, "second offers, first needs", &sentences);
	}
	for (size_t i = 0; i < links->count && view->asked_count < 2; i++) {
		const struct link *link = &links->links[i];
		if (view->asked_count == 0 || link->from == view->asked[0] ||
		    link->to == view->asked[0])
			add_link(view, link, NULL, &sentences);
	}
	enum status status = put_all(view, &sentences, error);
	free(sentences.at);
	return status;
}
