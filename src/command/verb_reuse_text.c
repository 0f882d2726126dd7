/* reuse: one document's sentences and who holds them; sentences of many documents that are one. */
#include "command/reuse_tables.h"

#include <stdlib.h>

#include "base/buffer.h"

static void spread_columns(const struct request *request, struct answer *answer)
{
	answer_column(answer, "id", "", "id of the sentence in this board", SHOW_PLAIN);
	answer_column(answer, "whose", "",
		      "whose the sentence is: first, same_time, own_edition, sibling, above, stock",
		      SHOW_PLAIN);
	answer_column(answer, "share", "", "of the sentence that stands in other documents",
		      SHOW_PLAIN);
	answer_column(answer, "source", "", "the earliest document that holds it, if before this",
		      SHOW_PLAIN);
	answer_column(answer, "source_date", "", "its date", SHOW_PLAIN);
	answer_column(answer, "parent", "", "of the earlier ones, the one most like it",
		      SHOW_HIDDEN);
	answer_column(answer, "holders", "", "other documents that hold it", SHOW_PLAIN);
	place_name_columns(request, answer, "holder_regions", "holder_regions_en",
			   "their regions, by date");
	answer_column(answer, "holder_documents", "", "their ids, by date", SHOW_HIDDEN);
	answer_column(answer, "start", "byte", "start in the canonical text", SHOW_PLAIN);
	answer_column(answer, "end", "byte", "end, exclusive", SHOW_PLAIN);
	answer_column(answer, "text", "", "the sentence", SHOW_PASSAGE);
}

static void put_key(const struct reuse_view *view, int64_t key, bool with_date)
{
	size_t index = key == 0 ? SIZE_MAX : reuse_board_index(&view->loaded, key);
	if (index == SIZE_MAX) {
		answer_put_null(view->answer);
		if (with_date)
			answer_put_null(view->answer);
		return;
	}
	const struct document_metadata *metadata = &view->loaded.documents[index].metadata;
	answer_put_text(view->answer, metadata->id);
	if (with_date && metadata->date.length > 0)
		answer_put_text(view->answer, metadata->date);
	else if (with_date)
		answer_put_null(view->answer);
}

/* Regions in Chinese, in English, and ids, each once. */
static void put_holders(const struct reuse_view *view, const struct sentence_holders *holders)
{
	struct buffer lists[3];
	const struct board *board = &view->board;
	for (int i = 0; i < 3; i++)
		buffer_init(&lists[i]);
	for (size_t i = 0; i < holders->count; i++) {
		const struct stored_document *document =
			&view->loaded.documents[holders->at[i].other];
		struct region_id region = document->metadata.region_id;
		bool known = region.value != 0;
		struct slice otherwise = document->metadata.region.length > 0
						 ? document->metadata.region
						 : document->metadata.id;
		struct slice names[3] = {known ? region_label(board, region, true) : otherwise,
					 known ? region_label(board, region, false) : otherwise,
					 document->metadata.id};
		bool seen = false;
		for (size_t k = 0; k < i; k++) {
			const struct document_metadata *before =
				&view->loaded.documents[holders->at[k].other].metadata;
			seen = seen || (before->region_id.value == region.value &&
					before->region.length > 0 &&
					slice_equal(before->region, document->metadata.region));
		}
		for (int k = 0; k < 3; k++) {
			if ((k < 2 && seen) || names[k].length == 0)
				continue;
			buffer_append_string(&lists[k], lists[k].length == 0 ? ""
							: k == 0	     ? "、"
									     : ", ");
			buffer_append(&lists[k], names[k]);
		}
	}
	answer_put_integer(view->answer, (int64_t)holders->count);
	for (int i = 0; i < 3; i++) {
		answer_put_text(view->answer, buffer_slice(&lists[i]));
		buffer_release(&lists[i]);
	}
}

struct counted_sentence {
	size_t index, holders;
};

static int most_holders_first(const void *left, const void *right)
{
	const struct counted_sentence *x = left, *y = right;
	if (x->holders != y->holders)
		return x->holders > y->holders ? -1 : 1;
	return x->index < y->index ? -1 : x->index > y->index;
}

static void put_sentence(const struct reuse_view *view, const struct reuse_text *text, size_t index,
			 int64_t first_passage, const struct sentence_holders *holders)
{
	struct answer *answer = view->answer;
	const struct stored_voice *voice = &text->voices[index];
	struct span span = text->document.passages[index].span;
	answer_row(answer);
	answer_put_integer(answer, first_passage + (int64_t)index);
	answer_put_string(answer, reuse_class_name((enum reuse_class)voice->class));
	answer_put_real(answer, voice->share);
	put_key(view, voice->source, true);
	put_key(view, voice->parent, false);
	put_holders(view, holders);
	answer_put_integer(answer, span.start);
	answer_put_integer(answer, span.end);
	put_marked_text(answer, slice_span(text->document.text, span), span.start, NULL, 0);
}

enum status reuse_spread_view(struct reuse_view *view, struct error *error)
{
	struct board *board = &view->board;
	size_t index;
	struct reuse_text text;
	struct sentence_holders *holders;
	TRY(reuse_board_find(board, &view->loaded, slice_from(view->request->arguments[0]), &index,
			     error));
	TRY(reuse_text_load(board, &view->loaded, index, &text, error));
	TRY(reuse_holders(board, &view->loaded, index, &text, &holders, error));
	size_t count = text.document.passage_count, shared = 0;
	struct counted_sentence *order = arena_array(board->arena, struct counted_sentence, count);
	for (size_t i = 0; i < count; i++)
		if (holders[i].count > 0)
			order[shared++] = (struct counted_sentence){i, holders[i].count};
	if (shared > 0)
		qsort(order, shared, sizeof *order, most_holders_first);
	size_t limit = (size_t)request_integer(view->request, "limit");
	size_t shown = limit > 0 && limit < shared ? limit : shared;
	spread_columns(view->request, view->answer);
	int64_t first;
	TRY(store_first_passage(board->store, view->loaded.documents[index].key, &first, error));
	for (size_t i = 0; i < shown; i++)
		put_sentence(view, &text, order[i].index, first, &holders[order[i].index]);
	struct slice id = view->loaded.documents[index].metadata.id;
	view->answer->title = slice_from(arena_printf(
		board->arena,
		"%zu of the %zu sentences of %.*s stand in other documents%s; most holders first",
		shared, count, (int)id.length, id.at,
		shown < shared ? " (--limit 0 shows all)" : ""));
	return STATUS_OK;
}

static void clusters_columns(const struct request *request, struct answer *answer)
{
	answer_column(answer, "cluster", "", "number of the cluster", SHOW_PLAIN);
	answer_column(answer, "documents", "", "different documents in it", SHOW_HIDDEN);
	place_name_columns(request, answer, "region", "region_en", "region of the document");
	answer_column(answer, "document", "", "id of the document", SHOW_PLAIN);
	answer_column(answer, "date", "", "date of the document; members are in this order",
		      SHOW_PLAIN);
	answer_column(answer, "whose", "", "whose the sentence is", SHOW_PLAIN);
	answer_column(answer, "parent", "", "the earlier document it was most likely made from",
		      SHOW_PLAIN);
	answer_column(answer, "identity", "", "with the first member", SHOW_PLAIN);
	answer_column(answer, "start", "byte", "start in the canonical text", SHOW_HIDDEN);
	answer_column(answer, "end", "byte", "end, exclusive", SHOW_HIDDEN);
	answer_column(answer, "text", "",
		      "the sentence; what the cluster's first one lacks is marked", SHOW_PASSAGE);
}

static void put_member(struct reuse_view *view, const struct reuse_text *texts,
		       const struct sentence_cluster *cluster, size_t number, size_t member)
{
	struct answer *answer = view->answer;
	const struct cluster_member *first = &cluster->members[0], *at = &cluster->members[member];
	const struct stored_document *document = &view->loaded.documents[at->document];
	const struct reuse_text *text = &texts[at->document], *model = &texts[first->document];
	struct span span = text->document.passages[at->sentence].span;
	const struct stored_voice *voice = &text->voices[at->sentence];
	struct changes changes =
		reuse_changes(view->board.arena, &model->units,
			      model->document.passages[first->sentence].span, &text->units, span);
	answer_row(answer);
	answer_put_integer(answer, (int64_t)number);
	answer_put_integer(answer, (int64_t)cluster->documents);
	put_document_region(answer, &view->board, document);
	answer_put_text(answer, document->metadata.id);
	if (document->metadata.date.length > 0)
		answer_put_text(answer, document->metadata.date);
	else
		answer_put_null(answer);
	answer_put_string(answer, reuse_class_name((enum reuse_class)voice->class));
	put_key(view, voice->parent, false);
	answer_put_real(answer, changes.identity);
	answer_put_integer(answer, span.start);
	answer_put_integer(answer, span.end);
	put_marked_text(answer, slice_span(text->document.text, span), span.start, changes.b,
			member == 0 ? 0 : changes.b_count);
}

enum status reuse_clusters_view(struct reuse_view *view, struct error *error)
{
	struct board *board = &view->board;
	struct sentence_cluster *clusters;
	size_t count;
	struct reuse_text *texts = arena_array(board->arena, struct reuse_text, view->loaded.count);
	for (size_t i = 0; i < view->loaded.count; i++) {
		TRY(job_check(board->job, error));
		TRY(reuse_text_load(board, &view->loaded, i, &texts[i], error));
	}
	TRY(reuse_clusters(board, &view->loaded, texts, &clusters, &count, error));
	clusters_columns(view->request, view->answer);
	size_t limit = (size_t)request_integer(view->request, "limit");
	size_t shown = limit > 0 && limit < count ? limit : count;
	for (size_t i = 0; i < shown; i++)
		for (size_t k = 0; k < clusters[i].count; k++)
			put_member(view, texts, &clusters[i], i + 1, k);
	view->answer->title = slice_from(arena_printf(
		board->arena,
		shown < count ? "%zu of %zu sentences that two or more documents share (--limit 0 "
				"shows all)"
			      : "%zu sentences that two or more documents share",
		shown, count));
	return STATUS_OK;
}
