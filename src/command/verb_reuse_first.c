/* reuse: the phrases of one document, and in which earlier one each first stood. */
#include "command/reuse_tables.h"

#include <stdlib.h>
#include <string.h>

#include "reuse/phrase.h"

struct history {
	size_t self;
	struct reuse_text text;
	struct phrase_list phrases;
	size_t *earlier; /* documents that were clearly before, oldest first */
	size_t earlier_count;
	size_t old; /* phrases that stand in one of them */
};

static void choose_earlier(const struct reuse_view *view, struct history *history)
{
	const struct reuse_board *loaded = &view->loaded;
	bool *wanted = arena_array(view->board.arena, bool, loaded->count);
	for (size_t i = 0; i < loaded->count; i++)
		wanted[i] =
			i != history->self &&
			reuse_order_of(&loaded->known[i], &loaded->known[history->self]).sign < 0;
	history->earlier = documents_by_date(view, wanted, &history->earlier_count);
}

/* Looks through the earlier documents one by one, each in memory for itself. */
static enum status read_history(struct reuse_view *view, struct history *history,
				struct error *error)
{
	struct board *board = &view->board;
	TRY(reuse_board_find(board, &view->loaded, slice_from(view->request->arguments[0]),
			     &history->self, error));
	TRY(reuse_text_load(board, &view->loaded, history->self, &history->text, error));
	phrases_read(board->arena, &history->text.units, history->text.sentences,
		     history->text.document.passage_count, &history->phrases);
	choose_earlier(view, history);
	job_phase(board->job, "looking through earlier documents", "documents",
		  history->earlier_count);
	struct arena scratch;
	arena_init(&scratch);
	enum status status = STATUS_OK;
	for (size_t i = 0; i < history->earlier_count && status == STATUS_OK; i++) {
		struct document document;
		struct unit_text units;
		status = job_check(board->job, error);
		if (status == STATUS_OK)
			status = store_document_body(
				board->store, &scratch,
				view->loaded.documents[history->earlier[i]].key, &document, error);
		if (status == STATUS_OK) {
			units_read(&scratch, &scratch, document.text, &units);
			phrases_seek(&history->phrases, &units, (uint32_t)i);
		}
		arena_reset(&scratch);
		job_add(board->job, 1);
	}
	arena_release(&scratch);
	for (size_t i = 0; i < history->phrases.count; i++)
		history->old += history->phrases.at[i].texts > 0;
	return status;
}

static void put_date(struct answer *answer, struct slice date)
{
	if (date.length > 0)
		answer_put_text(answer, date);
	else
		answer_put_null(answer);
}

static struct slice phrase_text(const struct history *history, const struct phrase *phrase)
{
	return slice_span(history->text.document.text,
			  units_span(&history->text.units, phrase->start, phrase->end));
}

static void first_use_columns(const struct request *request, struct answer *answer)
{
	answer_column(answer, "first_date", "", "date of the earliest document that has the phrase",
		      SHOW_PLAIN);
	answer_column(answer, "first_document", "", "id of that document", SHOW_PLAIN);
	place_name_columns(request, answer, "first_region", "first_region_en", "its region");
	answer_column(answer, "documents", "", "earlier documents that have it, word for word",
		      SHOW_PLAIN);
	answer_column(answer, "id", "", "id of the sentence where it stands now", SHOW_HIDDEN);
	answer_column(answer, "start", "byte", "start in the canonical text", SHOW_HIDDEN);
	answer_column(answer, "end", "byte", "end, exclusive", SHOW_HIDDEN);
	answer_column(answer, "phrase", "", "the words between two marks of punctuation",
		      SHOW_PLAIN);
}

static int oldest_first(const void *left, const void *right)
{
	const struct phrase *const *x = left, *const *y = right;
	if ((*x)->first != (*y)->first)
		return (*x)->first < (*y)->first ? -1 : 1;
	return (*x)->start < (*y)->start ? -1 : (*x)->start > (*y)->start;
}

static void put_phrase(struct reuse_view *view, const struct history *history,
		       const struct phrase *phrase, int64_t first_passage)
{
	struct answer *answer = view->answer;
	const struct stored_document *first =
		&view->loaded.documents[history->earlier[phrase->first]];
	struct span span = units_span(&history->text.units, phrase->start, phrase->end);
	answer_row(answer);
	put_date(answer, first->metadata.date);
	answer_put_text(answer, first->metadata.id);
	put_document_region(answer, &view->board, first);
	answer_put_integer(answer, phrase->texts);
	answer_put_integer(answer, first_passage + phrase->part);
	answer_put_integer(answer, span.start);
	answer_put_integer(answer, span.end);
	answer_put_text(answer, phrase_text(history, phrase));
}

static void put_history_title(struct reuse_view *view, const struct history *history, bool some)
{
	struct slice id = view->loaded.documents[history->self].metadata.id;
	view->answer->title = slice_from(
		arena_printf(view->board.arena,
			     "%zu of the %zu phrases of %.*s stand in %zu earlier documents%s",
			     history->old, history->phrases.count, (int)id.length, id.at,
			     history->earlier_count, some ? " (--limit 0 shows all)" : ""));
	view->answer->footnote =
		SLICE("A phrase is what stands between two marks of punctuation: four characters "
		      "(words in English) or more, word for word. What is not on the board cannot "
		      "be where it first stood.");
}

enum status reuse_first_use_view(struct reuse_view *view, struct error *error)
{
	struct history history = {0};
	int64_t first_passage;
	size_t limit = (size_t)request_integer(view->request, "limit"), count = 0;
	TRY(read_history(view, &history, error));
	TRY(store_first_passage(view->board.store, view->loaded.documents[history.self].key,
				&first_passage, error));
	const struct phrase **order =
		arena_array(view->board.arena, const struct phrase *, history.old);
	for (size_t i = 0; i < history.phrases.count; i++)
		if (history.phrases.at[i].texts > 0)
			order[count++] = &history.phrases.at[i];
	if (count > 0)
		qsort(order, count, sizeof *order, oldest_first);
	first_use_columns(view->request, view->answer);
	size_t shown = limit > 0 && limit < count ? limit : count;
	for (size_t i = 0; i < shown; i++)
		put_phrase(view, &history, order[i], first_passage);
	put_history_title(view, &history, shown < count);
	return STATUS_OK;
}

static void timeline_columns(const struct request *request, struct answer *answer)
{
	answer_column(answer, "date", "", "date of a document", SHOW_PLAIN);
	answer_column(answer, "document", "", "its id", SHOW_PLAIN);
	place_name_columns(request, answer, "region", "region_en", "its region");
	answer_column(answer, "phrases", "", "of the document asked for that first stood in it",
		      SHOW_PLAIN);
	answer_column(answer, "share", "", "of all phrases of the document asked for", SHOW_SHARE);
	answer_column(answer, "longest", "", "the longest of these phrases", SHOW_PLAIN);
}

/* One document: how many phrases first stood in it. number NONE: the document asked for itself. */
static void put_timeline_row(struct reuse_view *view, const struct history *history,
			     uint32_t number)
{
	struct answer *answer = view->answer;
	const struct phrase *longest = NULL;
	uint32_t count = 0;
	for (size_t i = 0; i < history->phrases.count; i++) {
		const struct phrase *phrase = &history->phrases.at[i];
		if (phrase->first != number)
			continue;
		count++;
		if (longest == NULL || phrase->end - phrase->start > longest->end - longest->start)
			longest = phrase;
	}
	if (longest == NULL)
		return;
	const struct stored_document *document =
		&view->loaded.documents[number == UINT32_MAX ? history->self
							     : history->earlier[number]];
	answer_row(answer);
	put_date(answer, document->metadata.date);
	answer_put_text(answer, document->metadata.id);
	put_document_region(answer, &view->board, document);
	answer_put_integer(answer, count);
	answer_put_real(answer, (double)count / (double)history->phrases.count);
	answer_put_text(answer, phrase_text(history, longest));
}

enum status reuse_timeline_view(struct reuse_view *view, struct error *error)
{
	struct history history = {0};
	TRY(read_history(view, &history, error));
	timeline_columns(view->request, view->answer);
	for (uint32_t i = 0; i < history.earlier_count; i++)
		put_timeline_row(view, &history, i);
	put_timeline_row(view, &history, UINT32_MAX);
	put_history_title(view, &history, false);
	return STATUS_OK;
}
