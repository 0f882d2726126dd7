/* The sentences behind links, the name marked. */
#include "command/pair.h"

#include <stdlib.h>

#include "measure/frame.h"

/* A naming and the section it stands in. */
struct shown {
	const struct link_naming *naming;
	const struct link *link;
	const char *section;
};

static void columns(struct pair_view *view)
{
	struct answer *answer = view->answer;
	answer_column(answer, "section", "", "who names whom",
		      view->asked_count == 2 ? SHOW_PLAIN : SHOW_HIDDEN);
	passage_columns(view->request, answer);
	other_columns(view->request, answer);
	answer_column(answer, "words", "", "the words that name it", SHOW_PLAIN);
	answer_column(answer, "how", "", "named, listed or group", SHOW_PLAIN);
	answer_column(answer, "commitment", "", "none, explore, promote, build or target",
		      SHOW_PLAIN);
	fields_columns(view->request, answer);
	answer_column(answer, "text", "", "the sentence, the name marked", SHOW_PASSAGE);
}

static const char *how_of(const struct link_naming *naming)
{
	return link_how_name(naming->group    ? LINK_BY_GROUP
			     : naming->listed ? LINK_IN_LISTS
					      : LINK_STRONG);
}

static void put_sentence(struct pair_view *view, const struct shown *shown,
			 const struct evidence_item *item)
{
	struct answer *answer = view->answer;
	const struct link_naming *naming = shown->naming;
	const struct stored_document *document = item->document;
	struct span words = {naming->span.start - item->passage.span.start,
			     naming->span.end - item->passage.span.start};
	answer_row(answer);
	answer_put_string(answer, shown->section);
	answer_put_integer(answer, item->passage.id);
	put_region_names(answer, view->board, pair_region(view, shown->link->from), SLICE(""));
	answer_put_text(answer, document->metadata.id);
	answer_put_text(answer, document->metadata.title);
	answer_put_text(answer, document->metadata.date);
	answer_put_string(answer, orientation_name((enum orientation)item->passage.orientation));
	answer_put_integer(answer, item->passage.span.start);
	answer_put_integer(answer, item->passage.span.end);
	put_region_names(answer, view->board, pair_region(view, shown->link->to), SLICE(""));
	answer_put_text(answer, slice_span(item->text, words));
	answer_put_string(answer, how_of(naming));
	answer_put_string(answer, commitment_name((enum commitment)item->passage.commitment));
	put_fields(view, view->input.codes + naming->code_start,
		   naming->code_end - naming->code_start);
	put_marked_text(answer, item->text, item->passage.span.start, &naming->span, 1);
}

static int compare_items(const void *a, const void *b)
{
	const struct evidence_item *x = a, *y = b;
	return (x->passage.id > y->passage.id) - (x->passage.id < y->passage.id);
}

static enum status put_all(struct pair_view *view, const struct shown *shown, size_t count,
			   struct error *error)
{
	struct evidence evidence;
	int64_t *ids = arena_array(view->request->arena, int64_t, count);
	for (size_t i = 0; i < count; i++)
		ids[i] = view->corpus.passages[shown[i].naming->passage].id;
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
			put_sentence(view, &shown[i], item);
	}
	return STATUS_OK;
}

static bool is_wanted(const struct pair_view *view, const struct link_naming *naming)
{
	struct slice how = request_text(view->request, "how");
	return view->asked_count == 2 || slice_is(how, "all") || slice_is(how, how_of(naming));
}

static void add_link(const struct pair_view *view, const struct link *link, const char *section,
		     struct shown *shown, size_t *count)
{
	for (size_t i = 0; link != NULL && i < link->count; i++) {
		const struct link_naming *naming = &view->links.namings[link->first + i];
		if (is_wanted(view, naming))
			shown[(*count)++] = (struct shown){naming, link, section};
	}
}

enum status pair_sentences(struct pair_view *view, struct error *error)
{
	const struct links *links = &view->links;
	size_t most = 0, count = 0;
	for (size_t i = 0; i < links->count; i++)
		most += links->links[i].count;
	struct shown *shown = arena_array(view->request->arena, struct shown, most);
	if (view->asked_count == 2) {
		uint32_t a = (uint32_t)view->asked[0], b = (uint32_t)view->asked[1];
		add_link(view, links_find(links, a, b), "first names second", shown, &count);
		add_link(view, links_find(links, b, a), "second names first", shown, &count);
		return put_all(view, shown, count, error);
	}
	for (size_t i = 0; i < links->count; i++) {
		const struct link *link = &links->links[i];
		if (view->asked_count == 0 || link->from == view->asked[0] ||
		    link->to == view->asked[0])
			add_link(view, link, NULL, shown, &count);
	}
	return put_all(view, shown, count, error);
}
