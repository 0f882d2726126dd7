#include "study/sample.h"

#include <stdlib.h>
#include <string.h>

#include "measure/measure.h"
#include "num/random.h"

size_t sample_systematic(size_t there, size_t wanted, uint64_t seed, uint64_t stream, size_t *drawn)
{
	if (wanted >= there) {
		for (size_t i = 0; i < there; i++)
			drawn[i] = i;
		return there;
	}
	double start = random_unit(seed, stream, 0);
	for (size_t i = 0; i < wanted; i++) {
		size_t at = (size_t)(((double)i + start) * (double)there / (double)wanted);
		drawn[i] = at < there ? at : there - 1;
	}
	return wanted;
}

/* A passage with one code that the program found in it; code 0 for the passage itself. */
struct drawable {
	uint32_t code;
	size_t order; /* of the passage in the walk */
	int64_t passage;
};

struct drawing {
	struct board *board;
	const struct sample_query *query;
	bool *wanted; /* by code id */
	struct frame frame;
	struct drawable *all;
	size_t count, capacity;
	struct mention_cursor *mentions;
	struct mention_row mention;
	bool mention_there;
};

static void take(struct drawing *drawing, uint32_t code, size_t order, int64_t passage)
{
	drawing->all = memory_grow(drawing->all, &drawing->capacity, drawing->count + 1,
				   sizeof *drawing->all);
	drawing->all[drawing->count++] = (struct drawable){code, order, passage};
}

/* Each wanted code of the passage once. */
static enum status take_codes(struct drawing *drawing, const struct passage_row *row, size_t order,
			      bool admitted, struct error *error)
{
	size_t first = drawing->count;
	while (drawing->mention_there && drawing->mention.passage == row->id) {
		uint32_t code = drawing->mention.code;
		bool good = admitted && code <= drawing->board->codebook.code_count &&
			    drawing->wanted[code] && drawing->mention.state != MENTION_ADDED;
		for (size_t i = first; good && i < drawing->count; i++)
			good = drawing->all[i].code != code;
		if (good)
			take(drawing, code, order, row->id);
		TRY(mentions_step(drawing->mentions, &drawing->mention_there, &drawing->mention,
				  error));
	}
	return STATUS_OK;
}

static enum status collect_rows(struct drawing *drawing, struct passage_cursor *passages,
				struct error *error)
{
	struct passage_row row;
	bool more;
	TRY(mentions_step(drawing->mentions, &drawing->mention_there, &drawing->mention, error));
	for (size_t order = 0;; order++) {
		TRY(passages_step(passages, &more, &row, error));
		if (!more)
			return STATUS_OK;
		bool admitted = frame_admits(&drawing->frame, row.orientation, row.characters);
		if (!drawing->query->passages)
			TRY(take_codes(drawing, &row, order, admitted, error));
		else if (admitted)
			take(drawing, 0, order, row.id);
	}
}

static enum status collect(struct drawing *drawing, struct error *error)
{
	const struct board_query *query = &drawing->query->board;
	struct passage_filter filter = query_filter(query);
	struct passage_cursor *passages;
	if (query->region.length > 0 || query->tier.length > 0) {
		uint32_t *regions;
		TRY(regions_choose(drawing->board, query, &regions, &filter.region_count, error));
		filter.regions = regions;
	}
	TRY(passages_open(drawing->board->store, &filter, &passages, error));
	enum status status =
		mentions_open(drawing->board->store, &filter, true, &drawing->mentions, error);
	if (status == STATUS_OK) {
		status = collect_rows(drawing, passages, error);
		mentions_close(drawing->mentions);
	}
	passages_close(passages);
	return status;
}

static int compare_drawables(const void *a, const void *b)
{
	const struct drawable *x = a, *y = b;
	if (x->code != y->code)
		return x->code < y->code ? -1 : 1;
	return (x->order > y->order) - (x->order < y->order);
}

/* Keeps what is drawn, a code at a time; the code is the stream of random numbers. */
static void draw(struct drawing *drawing)
{
	size_t kept = 0;
	size_t *drawn = arena_array(drawing->board->arena, size_t, drawing->query->each);
	if (drawing->count > 0)
		qsort(drawing->all, drawing->count, sizeof *drawing->all, compare_drawables);
	for (size_t first = 0, end; first < drawing->count; first = end) {
		uint32_t code = drawing->all[first].code;
		for (end = first; end < drawing->count && drawing->all[end].code == code; end++)
			;
		size_t number = sample_systematic(end - first, drawing->query->each,
						  drawing->query->seed, code, drawn);
		for (size_t i = 0; i < number; i++)
			drawing->all[kept++] = drawing->all[first + drawn[i]];
	}
	drawing->count = kept;
}

static int compare_items(const void *a, const void *b)
{
	const struct evidence_item *const *x = a, *const *y = b;
	return ((*x)->passage.id > (*y)->passage.id) - ((*x)->passage.id < (*y)->passage.id);
}

static const struct evidence_item **items_by_id(struct board *board, struct evidence *evidence)
{
	const struct evidence_item **items =
		arena_array(board->arena, const struct evidence_item *, evidence->count);
	for (size_t i = 0; i < evidence->count; i++)
		items[i] = &evidence->items[i];
	if (evidence->count > 0)
		qsort(items, evidence->count, sizeof *items, compare_items);
	return items;
}

static const struct evidence_item *item_of(const struct evidence_item **items, size_t count,
					   int64_t passage)
{
	size_t low = 0, high = count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (items[middle]->passage.id < passage)
			low = middle + 1;
		else
			high = middle;
	}
	return low < count && items[low]->passage.id == passage ? items[low] : NULL;
}

/* Fingerprints of the items, a document at a time: items come in the order of documents. */
static enum status fix_places(struct board *board, const struct evidence *evidence,
			      struct stored_correction *places, struct error *error)
{
	struct arena scratch;
	enum status status = STATUS_OK;
	arena_init(&scratch);
	for (size_t i = 0; i < evidence->count && status == STATUS_OK;) {
		int64_t key = evidence->items[i].passage.document_key;
		struct document document;
		status = store_document_load(board->store, &scratch, key, &document, error);
		for (; status == STATUS_OK && i < evidence->count &&
		       evidence->items[i].passage.document_key == key;
		     i++) {
			correction_fix(board->arena, &document, evidence->items[i].passage.sequence,
				       &places[i]);
			places[i].document = evidence->items[i].document->metadata.id;
		}
		arena_reset(&scratch);
	}
	arena_release(&scratch);
	return status;
}

static void put_row(struct sample_row *rows, size_t *count, const struct evidence_item *item,
		    uint32_t code, const struct evidence *evidence,
		    const struct stored_correction *places)
{
	rows[(*count)++] = (struct sample_row){item, {code}, places[item - evidence->items]};
}

/* After a passage a row for each wanted code that is found in it. */
static void put_codes(const bool *wanted, struct sample_row *rows, size_t *count,
		      const struct evidence_item *item, const struct evidence *evidence,
		      const struct stored_correction *places)
{
	for (size_t m = 0; m < item->mark_count; m++) {
		bool again = false;
		for (size_t k = 0; k < m; k++)
			again |= item->marks[k].code.value == item->marks[m].code.value;
		if (!again && wanted[item->marks[m].code.value])
			put_row(rows, count, item, item->marks[m].code.value, evidence, places);
	}
}

static enum status put_rows(struct drawing *drawing, struct sample_row **rows, size_t *count,
			    struct error *error)
{
	struct board *board = drawing->board;
	int64_t *ids = arena_array(board->arena, int64_t, drawing->count);
	for (size_t i = 0; i < drawing->count; i++)
		ids[i] = drawing->all[i].passage;
	struct passage_filter filter = {.ids = ids, .id_count = drawing->count};
	struct evidence evidence;
	size_t most = drawing->count;
	TRY(evidence_load(board, &filter, 0, 0, &evidence, error));
	struct stored_correction *places =
		arena_array(board->arena, struct stored_correction, evidence.count);
	TRY(fix_places(board, &evidence, places, error));
	const struct evidence_item **items = items_by_id(board, &evidence);
	for (size_t i = 0; i < evidence.count; i++)
		most += evidence.items[i].mark_count;
	*rows = arena_array(board->arena, struct sample_row, most);
	*count = 0;
	for (size_t i = 0; i < drawing->count; i++) {
		const struct evidence_item *item =
			item_of(items, evidence.count, drawing->all[i].passage);
		if (item == NULL)
			continue;
		put_row(*rows, count, item, drawing->all[i].code, &evidence, places);
		if (drawing->query->passages)
			put_codes(drawing->wanted, *rows, count, item, &evidence, places);
	}
	return STATUS_OK;
}

enum status sample_draw(struct board *board, const struct sample_query *query,
			struct sample_row **rows, size_t *count, struct error *error)
{
	struct drawing drawing = {
		.board = board,
		.query = query,
		.frame = {query->board.orientations == 0 ? ~0U : query->board.orientations,
			  FRAME_MIN_CHARACTERS}};
	uint32_t *codes;
	size_t code_count;
	drawing.wanted = arena_array(board->arena, bool, board->codebook.code_count + 1);
	TRY(codes_below(board, query->codes, &codes, &code_count, error));
	for (size_t i = 0; i < code_count; i++)
		drawing.wanted[codes[i]] = true;
	enum status status = collect(&drawing, error);
	if (status == STATUS_OK) {
		draw(&drawing);
		status = put_rows(&drawing, rows, count, error);
	}
	free(drawing.all);
	return status;
}
