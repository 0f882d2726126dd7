/* The record of corrections, each with what it means today. */
#include "study/correct.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/map.h"

static const char *const standing_names[][2] = {
	{"in force", "有效"},	{"overruled", "已被推翻"}, {"undone", "已撤销"},
	{"lost", "原句已不在"}, {"no code", "编码已不在"},
};

const char *correction_standing_name(enum correction_standing standing, bool chinese)
{
	return standing < CORRECTION_STANDING_COUNT ? standing_names[standing][chinese] : "unknown";
}

/* What a correction speaks of. */
static struct slice place_key(struct arena *arena, const struct correction_row *row)
{
	const struct stored_correction *stored = &row->stored;
	return slice_from(
		arena_printf(arena, "%.*s\n%lld\n%.*s\n%.*s", (int)stored->document.length,
			     stored->document.at, (long long)row->passage, (int)stored->code.length,
			     stored->code.at, (int)stored->words.length, stored->words.at));
}

/* Rows of one document; rows without place are lost. */
static enum status place_rows(struct board *board, const struct stored_document *stored,
			      struct correction_row **rows, size_t count, struct error *error)
{
	struct document document;
	struct arena scratch;
	arena_init(&scratch);
	enum status status =
		store_document_load(board->store, &scratch, stored->key, &document, error);
	if (status == STATUS_OK) {
		struct stored_correction *corrections =
			arena_array(&scratch, struct stored_correction, count);
		uint32_t *places = arena_array(&scratch, uint32_t, count);
		for (size_t i = 0; i < count; i++)
			corrections[i] = rows[i]->stored;
		corrections_locate(&scratch, &document, corrections, count, places);
		for (size_t i = 0; i < count; i++) {
			rows[i]->region = stored->metadata.region_id;
			if (places[i] == NO_PASSAGE)
				continue;
			rows[i]->passage = stored->first_passage + places[i];
			rows[i]->text = arena_copy(
				board->arena,
				slice_span(document.text, document.passages[places[i]].span));
		}
	}
	arena_release(&scratch);
	return status;
}

static int compare_by_document(const void *a, const void *b)
{
	const struct correction_row *const *x = a, *const *y = b;
	int order = slice_compare((*x)->stored.document, (*y)->stored.document);
	if (order != 0)
		return order;
	return ((*x)->stored.id > (*y)->stored.id) - ((*x)->stored.id < (*y)->stored.id);
}

static enum status place_all(struct board *board, struct correction_row *rows, size_t count,
			     struct error *error)
{
	struct correction_row **order = arena_array(board->arena, struct correction_row *, count);
	for (size_t i = 0; i < count; i++)
		order[i] = &rows[i];
	if (count > 0)
		qsort(order, count, sizeof *order, compare_by_document);
	for (size_t first = 0, end; first < count; first = end) {
		struct slice id = order[first]->stored.document;
		struct stored_document stored;
		bool found;
		for (end = first + 1; end < count && slice_equal(order[end]->stored.document, id);
		     end++)
			;
		TRY(store_document_find(board->store, board->arena, id, &found, &stored, error));
		if (found)
			TRY(place_rows(board, &stored, order + first, end - first, error));
	}
	return STATUS_OK;
}

/* From the last to the first: what a later record said of the same place overrules. */
static void set_standing(struct arena *scratch, struct correction_row *rows, size_t count)
{
	struct map said;
	map_init(&said);
	for (size_t i = count; i-- > 0;) {
		struct correction_row *row = &rows[i];
		const struct stored_correction *stored = &row->stored;
		bool read = stored->action == CORRECTION_READ;
		row->standing = CORRECTION_IN_FORCE;
		if (stored->undone)
			row->standing = CORRECTION_UNDONE;
		else if (row->passage == 0)
			row->standing = CORRECTION_LOST;
		else if (stored->code_id.value == 0 && !read)
			row->standing = CORRECTION_NO_CODE;
		else if (!read && !map_put(&said, place_key(scratch, row), 0, NULL))
			row->standing = CORRECTION_OVERRULED;
	}
	map_release(&said);
}

enum status study_corrections(struct board *board, struct correction_row **rows, size_t *count,
			      struct error *error)
{
	struct stored_correction *stored;
	size_t stored_count;
	TRY(store_corrections(board->store, board->arena, SLICE(""), &stored, &stored_count,
			      error));
	*rows = arena_array(board->arena, struct correction_row, stored_count);
	*count = 0;
	for (size_t i = 0; i < stored_count; i++)
		if (stored[i].action != CORRECTION_UNDO)
			(*rows)[(*count)++] =
				(struct correction_row){.stored = stored[i], .text = SLICE("")};
	TRY(place_all(board, *rows, *count, error));
	struct arena scratch;
	arena_init(&scratch);
	set_standing(&scratch, *rows, *count);
	arena_release(&scratch);
	return STATUS_OK;
}
