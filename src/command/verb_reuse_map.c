/* reuse: who copies whom, by region; which document was made from which. */
#include "command/reuse_tables.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Rows and columns of the matrix: the regions that have a document, in gazetteer order, and then
 * the names of others. */
struct places {
	struct region_id *regions; /* id 0: named only */
	struct slice *names;	   /* of those */
	size_t count;
	size_t *of_document;
	uint64_t *bytes; /* of all their documents */
};

static struct places make_places(const struct reuse_view *view)
{
	const struct reuse_board *loaded = &view->loaded;
	struct arena *arena = view->board.arena;
	size_t most = view->board.gazetteer.region_count + loaded->count;
	struct places places = {.regions = arena_array(arena, struct region_id, most),
				.names = arena_array(arena, struct slice, most),
				.of_document = arena_array(arena, size_t, loaded->count),
				.bytes = arena_array(arena, uint64_t, most)};
	for (size_t r = 0; r < view->board.gazetteer.region_count; r++) {
		bool any = false;
		for (size_t i = 0; i < loaded->count; i++)
			if (loaded->documents[i].metadata.region_id.value == r + 1) {
				places.of_document[i] = places.count;
				any = true;
			}
		if (any)
			places.regions[places.count++] = (struct region_id){(uint32_t)r + 1};
	}
	for (size_t i = 0; i < loaded->count; i++) {
		const struct document_metadata *metadata = &loaded->documents[i].metadata;
		if (metadata->region_id.value == 0) {
			struct slice name =
				metadata->region.length > 0 ? metadata->region : metadata->id;
			size_t k = 0;
			while (k < places.count && (places.regions[k].value != 0 ||
						    !slice_equal(places.names[k], name)))
				k++;
			places.names[k] = name;
			places.of_document[i] = k;
			places.count += k == places.count;
		}
		places.bytes[places.of_document[i]] += loaded->documents[i].bytes;
	}
	return places;
}

static void put_place(struct reuse_view *view, const struct places *places, size_t place)
{
	put_region_names(view->answer, &view->board, places->regions[place], places->names[place]);
}

static void matrix_columns(const struct request *request, struct answer *answer)
{
	place_name_columns(request, answer, "region", "region_en", "region whose text it is");
	place_name_columns(request, answer, "other", "other_en",
			   "region in whose documents it stands, before or at the same time");
	answer_column(answer, "share", "", "of the region's text", SHOW_SHARE);
	answer_column(answer, "shared_bytes", "byte", "of the region's documents", SHOW_HIDDEN);
	answer_column(answer, "passages", "", "shared passages", SHOW_HIDDEN);
	answer_column(answer, "undecided_bytes", "byte",
		      "of these, shared with documents of the same time or without a date",
		      SHOW_HIDDEN);
}

/* Text flows from the region where it stood first. */
static const struct answer_node_attribute english_name[] = {{"english", "other_en", "region_en"}};
static const struct answer_graph matrix_graph = {.source = "other",
						 .target = "region",
						 .weight = "share",
						 .attributes = english_name,
						 .attribute_count = 1};

struct matrix_cell {
	uint64_t bytes, undecided;
	size_t passages;
};

enum status reuse_matrix_view(struct reuse_view *view, struct error *error)
{
	struct pair_summary *summaries;
	size_t count;
	TRY(reuse_summaries(view, &summaries, &count, error));
	struct places places = make_places(view);
	struct matrix_cell *cells =
		arena_array(view->board.arena, struct matrix_cell, places.count * places.count);
	for (size_t i = 0; i < count; i++) {
		const struct pair_summary *summary = &summaries[i];
		size_t later = places.of_document[summary->later];
		size_t earlier = places.of_document[summary->earlier];
		if (later == earlier)
			continue;
		bool undecided = summary->order.sign == 0;
		for (int turn = 0; turn < (undecided ? 2 : 1); turn++) {
			struct matrix_cell *cell =
				&cells[(turn == 0 ? later : earlier) * places.count +
				       (turn == 0 ? earlier : later)];
			cell->bytes += summary->bytes;
			cell->undecided += undecided ? summary->bytes : 0;
			cell->passages += summary->passages;
		}
	}
	matrix_columns(view->request, view->answer);
	for (size_t r = 0; r < places.count; r++)
		for (size_t c = 0; c < places.count; c++) {
			const struct matrix_cell *cell = &cells[r * places.count + c];
			answer_row(view->answer);
			put_place(view, &places, r);
			put_place(view, &places, c);
			answer_put_real(view->answer,
					places.bytes[r] == 0 || r == c
						? (r == c ? (double)NAN : 0)
						: (double)cell->bytes / (double)places.bytes[r]);
			answer_put_integer(view->answer, (int64_t)cell->bytes);
			answer_put_integer(view->answer, (int64_t)cell->passages);
			answer_put_integer(view->answer, (int64_t)cell->undecided);
		}
	bool chinese = view->request->chinese;
	view->answer->grid = (struct answer_grid){.row = chinese ? "region" : "region_en",
						  .column = chinese ? "other" : "other_en",
						  .value = "share"};
	view->answer->graph = matrix_graph;
	view->answer->title =
		SLICE("who shares text with whom: share of the row's text that stands "
		      "in the column's documents, before it or at the same time");
	view->answer->footnote =
		SLICE("Where the dates do not tell who was first the text counts for both: "
		      "undecided_bytes in data formats says how much that is.");
	return STATUS_OK;
}

/* A document that took less than this from each other one stands on its own. */
#define FOREST_SHARE 0.02

/* A parent stands in a row of its own before its children. */
static const struct answer_node_attribute tree_attributes[] = {
	{"region", NULL, "region"}, {"region_en", NULL, "region_en"}, {"date", NULL, "date"}};
static const struct answer_graph forest_graph = {.source = "parent",
						 .target = "document",
						 .weight = "share",
						 .attributes = tree_attributes,
						 .attribute_count = sizeof tree_attributes /
								    sizeof *tree_attributes};

/* What a document took from each other one. */
struct taken {
	size_t document, parent;
	uint64_t bytes, all;
	struct reuse_order order;
};

static void forest_columns(const struct request *request, struct answer *answer)
{
	answer_column(answer, "depth", "", "0: nothing before it on this board", SHOW_HIDDEN);
	answer_column(answer, "chain", "", "the document, indented below what it was made from",
		      SHOW_PLAIN);
	answer_column(answer, "document", "", "id of the document", SHOW_HIDDEN);
	place_name_columns(request, answer, "region", "region_en", "region of the document");
	answer_column(answer, "date", "", "its date", SHOW_PLAIN);
	answer_column(answer, "parent", "", "the document from which most of its text came",
		      SHOW_HIDDEN);
	answer_column(answer, "share", "", "of its text that came from there", SHOW_SHARE);
	answer_column(answer, "why", "", "what says that the parent was first", SHOW_PLAIN);
	answer_column(answer, "tie", "",
		      "document of the same time, or without a date, that shares more: nobody can "
		      "say who was first",
		      SHOW_PLAIN);
}

/* Bytes of a document's sentences by the document that is their parent. */
static enum status take_parents(struct reuse_view *view, size_t index, struct taken *taken,
				uint64_t *bytes, struct error *error)
{
	struct board *board = &view->board;
	struct arena scratch;
	struct document document;
	struct stored_voice *voices;
	bool compared;
	int64_t key = view->loaded.documents[index].key;
	*taken = (struct taken){.document = index, .parent = SIZE_MAX};
	memset(bytes, 0, view->loaded.count * sizeof *bytes);
	arena_init(&scratch);
	enum status status = store_document_body(board->store, &scratch, key, &document, error);
	if (status == STATUS_OK)
		status = store_voice(board->store, &scratch, key, document.passage_count, &voices,
				     &compared, error);
	for (size_t i = 0; status == STATUS_OK && i < document.passage_count; i++) {
		uint32_t length = document.passages[i].span.end - document.passages[i].span.start;
		taken->all += length;
		size_t parent = voices[i].parent == 0
					? SIZE_MAX
					: reuse_board_index(&view->loaded, voices[i].parent);
		if (parent == SIZE_MAX)
			continue;
		bytes[parent] += length;
		if (taken->parent == SIZE_MAX || bytes[parent] > bytes[taken->parent])
			taken->parent = parent;
	}
	if (taken->parent != SIZE_MAX &&
	    (double)bytes[taken->parent] < FOREST_SHARE * (double)taken->all)
		taken->parent = SIZE_MAX;
	if (taken->parent != SIZE_MAX) {
		taken->bytes = bytes[taken->parent];
		taken->order = reuse_order_of(&view->loaded.known[taken->parent],
					      &view->loaded.known[index]);
	}
	arena_release(&scratch);
	return status;
}

/* The partner of the same time with whom most is shared, if that is more than what the parent gave.
 */
static size_t *find_ties(struct reuse_view *view, const struct taken *taken,
			 const struct pair_summary *summaries, size_t count)
{
	size_t *ties = arena_array(view->board.arena, size_t, view->loaded.count);
	uint64_t *most = arena_array(view->board.arena, uint64_t, view->loaded.count);
	for (size_t i = 0; i < view->loaded.count; i++)
		ties[i] = SIZE_MAX;
	for (size_t i = 0; i < count; i++) {
		const struct pair_summary *summary = &summaries[i];
		if (summary->order.sign != 0)
			continue;
		for (int turn = 0; turn < 2; turn++) {
			size_t at = turn == 0 ? summary->later : summary->earlier;
			size_t other = turn == 0 ? summary->earlier : summary->later;
			if (summary->bytes > most[at] && summary->bytes > taken[at].bytes) {
				most[at] = summary->bytes;
				ties[at] = other;
			}
		}
	}
	return ties;
}

struct forest {
	const struct taken *taken;
	const size_t *ties, *order; /* documents by date */
	size_t count;
};

static void put_tree(struct reuse_view *view, const struct forest *forest, size_t index,
		     size_t depth)
{
	struct answer *answer = view->answer;
	const struct stored_document *document = &view->loaded.documents[index];
	const struct taken *taken = &forest->taken[index];
	struct slice id = document->metadata.id;
	answer_row(answer);
	answer_put_integer(answer, (int64_t)depth);
	answer_put_string(answer, arena_printf(view->board.arena, "%*s%s%.*s", (int)(2 * depth), "",
					       depth == 0 ? "" : "└ ", (int)id.length, id.at));
	answer_put_text(answer, id);
	put_document_region(answer, &view->board, document);
	answer_put_text(answer, document->metadata.date);
	if (taken->parent != SIZE_MAX) {
		answer_put_text(answer, view->loaded.documents[taken->parent].metadata.id);
		answer_put_real(answer, (double)taken->bytes / (double)taken->all);
		answer_put_string(answer, reuse_why_name(taken->order.why));
	} else {
		for (int i = 0; i < 3; i++)
			answer_put_null(answer);
	}
	size_t tie = forest->ties[index];
	if (tie != SIZE_MAX)
		answer_put_text(answer, view->loaded.documents[tie].metadata.id);
	else
		answer_put_null(answer);
	for (size_t i = 0; i < forest->count; i++)
		if (forest->taken[forest->order[i]].parent == index)
			put_tree(view, forest, forest->order[i], depth + 1);
}

struct dated {
	const struct reuse_document *document;
	size_t index;
};

static int compare_dated(const void *left, const void *right)
{
	const struct dated *x = left, *y = right;
	return reuse_list_order(x->document, (uint32_t)x->index, y->document, (uint32_t)y->index);
}

size_t *documents_by_date(const struct reuse_view *view, const bool *wanted, size_t *count)
{
	const struct reuse_board *loaded = &view->loaded;
	struct dated *dated = arena_array(view->board.arena, struct dated, loaded->count);
	size_t *order = arena_array(view->board.arena, size_t, loaded->count);
	*count = 0;
	for (size_t i = 0; i < loaded->count; i++)
		if (wanted == NULL || wanted[i])
			dated[(*count)++] = (struct dated){&loaded->known[i], i};
	if (*count > 0)
		qsort(dated, *count, sizeof *dated, compare_dated);
	for (size_t i = 0; i < *count; i++)
		order[i] = dated[i].index;
	return order;
}

/* Dates known to different exactness can put three documents in a ring; it is cut. */
static void cut_rings(struct taken *taken, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		size_t at = taken[i].parent;
		for (size_t steps = 0; at != SIZE_MAX && at != i && steps < count; steps++)
			at = taken[at].parent;
		if (at == i)
			taken[i].parent = SIZE_MAX;
	}
}

enum status reuse_forest_view(struct reuse_view *view, struct error *error)
{
	struct arena *arena = view->board.arena;
	size_t count = view->loaded.count, pair_count;
	struct pair_summary *summaries;
	struct taken *taken = arena_array(arena, struct taken, count);
	uint64_t *bytes = arena_array(arena, uint64_t, count);
	TRY(reuse_summaries(view, &summaries, &pair_count, error));
	for (size_t i = 0; i < count; i++)
		TRY(take_parents(view, i, &taken[i], bytes, error));
	size_t *order = documents_by_date(view, NULL, &count);
	cut_rings(taken, count);
	struct forest forest = {taken, find_ties(view, taken, summaries, pair_count), order, count};
	forest_columns(view->request, view->answer);
	for (size_t i = 0; i < count; i++)
		if (taken[order[i]].parent == SIZE_MAX)
			put_tree(view, &forest, order[i], 0);
	view->answer->graph = forest_graph;
	view->answer->title = SLICE("each document below the one from which most of its text came");
	view->answer->footnote =
		SLICE("share: of the document's sentences whose nearest earlier holder is its "
		      "parent, from 2 % on. tie: shares more, but nobody can say who was first.");
	return STATUS_OK;
}
