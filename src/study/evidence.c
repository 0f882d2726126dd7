#include "study/evidence.h"

#include <stdlib.h>
#include <string.h>

/* Where a passage's item is. */
struct place {
	int64_t passage;
	size_t item;
};

struct collecting {
	struct board *board;
	const struct stored_document *documents; /* by key, ascending */
	size_t document_count;
	struct evidence_item *items;
	size_t count, capacity;
	struct place *places; /* by passage id */
	struct evidence_mark *marks;
	size_t mark_count, mark_capacity;
};

static int compare_keys(const void *a, const void *b)
{
	const struct stored_document *left = a, *right = b;
	return (left->key > right->key) - (left->key < right->key);
}

static const struct stored_document *document_of(const struct collecting *all, int64_t key)
{
	struct stored_document wanted = {.key = key};
	return bsearch(&wanted, all->documents, all->document_count, sizeof wanted, compare_keys);
}

static enum status collect_passages(struct collecting *all, const struct passage_filter *filter,
				    uint32_t min_characters, size_t limit, size_t *total,
				    struct error *error)
{
	struct passage_cursor *cursor = NULL;
	TRY(passages_open(all->board->store, filter, &cursor, error));
	enum status status;
	bool more = true;
	struct passage_row row;
	while ((status = passages_step(cursor, &more, &row, error)) == STATUS_OK && more) {
		if (row.characters < min_characters)
			continue;
		if ((++*total & 1023) == 0 && job_cancelled(all->board->job)) {
			status = job_check(all->board->job, error);
			break;
		}
		if (limit != 0 && all->count == limit)
			continue;
		all->items =
			memory_grow(all->items, &all->capacity, all->count + 1, sizeof *all->items);
		all->items[all->count++] = (struct evidence_item){
			.passage = row,
			.document = document_of(all, row.document_key),
			.reuse_source =
				row.reuse_source == 0 ? NULL : document_of(all, row.reuse_source)};
	}
	passages_close(cursor);
	return status;
}

static int compare_places(const void *a, const void *b)
{
	const struct place *left = a, *right = b;
	return (left->passage > right->passage) - (left->passage < right->passage);
}

static void sort_places(struct collecting *all)
{
	all->places = arena_array(all->board->arena, struct place, all->count);
	for (size_t i = 0; i < all->count; i++)
		all->places[i] = (struct place){all->items[i].passage.id, i};
	qsort(all->places, all->count, sizeof *all->places, compare_places);
}

/* mark_count of an item is set here, its pointer when the array has stopped growing: mentions come
 * in the order of the passages, so the marks of an item stand together. Mentions of passages that
 * are too short or beyond the limit are passed over. */
static enum status collect_marks(struct collecting *all, const struct passage_filter *filter,
				 struct error *error)
{
	struct mention_cursor *cursor = NULL;
	TRY(mentions_open(all->board->store, filter, false, &cursor, error));
	sort_places(all);
	enum status status;
	bool more = true;
	struct mention_row row;
	while ((status = mentions_step(cursor, &more, &row, error)) == STATUS_OK && more) {
		struct place wanted = {row.passage, 0};
		const struct place *place =
			bsearch(&wanted, all->places, all->count, sizeof wanted, compare_places);
		if (place == NULL)
			continue;
		all->marks = memory_grow(all->marks, &all->mark_capacity, all->mark_count + 1,
					 sizeof *all->marks);
		all->marks[all->mark_count++] = (struct evidence_mark){
			row.span, (struct code_id){row.code}, row.pattern, row.state};
		all->items[place->item].mark_count++;
	}
	mentions_close(cursor);
	return status;
}

static uint32_t count_characters(struct slice text, uint32_t from, uint32_t to)
{
	uint32_t count = 0;
	for (uint32_t i = from; i < to; i++)
		count += ((unsigned char)text.at[i] & 0xC0) != 0x80;
	return count;
}

static enum status load_texts(struct collecting *all, struct error *error)
{
	struct arena scratch;
	arena_init(&scratch);
	enum status status = STATUS_OK;
	for (size_t i = 0; i < all->count && status == STATUS_OK;) {
		int64_t key = all->items[i].passage.document_key;
		struct document document;
		status = store_document_load(all->board->store, &scratch, key, &document, error);
		uint32_t offset = 0, characters = 0;
		for (; status == STATUS_OK && i < all->count &&
		       all->items[i].passage.document_key == key;
		     i++) {
			struct evidence_item *item = &all->items[i];
			struct span span = item->passage.span;
			item->text = arena_copy(all->board->arena, slice_span(document.text, span));
			characters += count_characters(document.text, offset, span.start);
			item->char_start = characters;
			characters += count_characters(document.text, span.start, span.end);
			item->char_end = characters;
			offset = span.end;
			if (item->passage.block < document.block_count)
				item->block_kind = document.blocks[item->passage.block].kind;
		}
		arena_reset(&scratch);
	}
	arena_release(&scratch);
	return status;
}

static void hand_over(struct collecting *all, struct evidence *evidence)
{
	struct arena *arena = all->board->arena;
	struct evidence_mark *marks = arena_array(arena, struct evidence_mark, all->mark_count);
	if (all->mark_count > 0)
		memcpy(marks, all->marks, all->mark_count * sizeof *marks);
	evidence->items = arena_array(arena, struct evidence_item, all->count);
	if (all->count > 0)
		memcpy(evidence->items, all->items, all->count * sizeof *evidence->items);
	evidence->count = all->count;
	for (size_t i = 0, next = 0; i < all->count; i++) {
		evidence->items[i].marks = marks + next;
		next += evidence->items[i].mark_count;
	}
}

enum status evidence_load(struct board *board, const struct passage_filter *filter,
			  uint32_t min_characters, size_t limit, struct evidence *evidence,
			  struct error *error)
{
	struct collecting all = {.board = board};
	*evidence = (struct evidence){0};
	struct stored_document *documents;
	TRY(store_documents(board->store, board->arena, false, &documents, &all.document_count,
			    error));
	qsort(documents, all.document_count, sizeof *documents, compare_keys);
	all.documents = documents;
	enum status status =
		collect_passages(&all, filter, min_characters, limit, &evidence->total, error);
	if (status == STATUS_OK)
		status = collect_marks(&all, filter, error);
	if (status == STATUS_OK)
		status = load_texts(&all, error);
	if (status == STATUS_OK)
		hand_over(&all, evidence);
	free(all.items);
	free(all.marks);
	return status;
}
