#include "reader/story.h"

#include <stdlib.h>

#include "reader/join.h"

struct story_piece {
	size_t start, end; /* in row */
	unsigned column;
	struct sink_block block;
};

void story_init(struct story *story, struct sink *sink)
{
	*story = (struct story){.sink = sink};
	buffer_init(&story->text);
	buffer_init(&story->row);
	buffer_init(&story->notes);
}

void story_release(struct story *story)
{
	buffer_release(&story->text);
	buffer_release(&story->row);
	buffer_release(&story->notes);
	free(story->pieces);
	*story = (struct story){0};
}

void story_paragraph_start(struct story *story)
{
	if (story->note_depth > 0)
		return;
	if (story->depth < STORY_NESTING) {
		story->open[story->depth].start = story->text.length;
		story->open[story->depth].block = (struct sink_block){.kind = BLOCK_PARAGRAPH};
	}
	story->depth++;
}

struct sink_block *story_block(struct story *story)
{
	if (story->depth == 0 || story->note_depth > 0)
		return NULL;
	size_t at = story->depth < STORY_NESTING ? story->depth : STORY_NESTING;
	return &story->open[at - 1].block;
}

struct slice story_so_far(const struct story *story)
{
	size_t at = story->depth < STORY_NESTING ? story->depth : STORY_NESTING;
	if (at == 0)
		return SLICE("");
	size_t start = story->open[at - 1].start;
	return (struct slice){story->text.at + start, story->text.length - start};
}

void story_text(struct story *story, struct slice text)
{
	if (story->note_depth > 0)
		buffer_append(&story->notes, text);
	else if (story->depth > 0)
		buffer_append(&story->text, text);
}

void story_break(struct story *story)
{
	story_text(story, SLICE("\n"));
}

/* ---- where a finished paragraph goes ---- */

static enum status put_piece(struct story *story, struct sink_block block, struct slice text,
			     struct error *error)
{
	text = slice_trim(text);
	if (text.length == 0)
		return STATUS_OK;
	if (story->table_depth == 0)
		return sink_block(story->sink, block, text, error);
	story->pieces = memory_grow(story->pieces, &story->piece_capacity, story->piece_count + 1,
				    sizeof *story->pieces);
	size_t start = story->row.length;
	buffer_append(&story->row, text);
	story->pieces[story->piece_count++] =
		(struct story_piece){start, story->row.length, story->column, block};
	return STATUS_OK;
}

static bool is_one_line(const struct sink_block *block)
{
	return block->kind == BLOCK_HEADING ||
	       (block->kind == BLOCK_FURNITURE && block->furniture == FURNITURE_TITLE);
}

static enum status put_joined(struct story *story, struct sink_block block, struct slice text,
			      struct error *error)
{
	struct buffer joined;
	struct slice line;
	buffer_init(&joined);
	while (slice_cut(&text, '\n', &line))
		join_append(&joined, 0, slice_trim(line));
	enum status status = put_piece(story, block, buffer_slice(&joined), error);
	buffer_release(&joined);
	return status;
}

static enum status put_paragraph(struct story *story, struct sink_block block, struct slice text,
				 struct error *error)
{
	struct slice line;
	if (is_one_line(&block))
		return put_joined(story, block, text, error);
	while (slice_cut(&text, '\n', &line))
		TRY(put_piece(story, block, line, error));
	return STATUS_OK;
}

enum status story_paragraph_end(struct story *story, struct error *error)
{
	if (story->note_depth > 0) {
		story_break(story);
		return STATUS_OK;
	}
	if (story->depth == 0)
		return STATUS_OK;
	if (story->depth-- > STORY_NESTING) {
		story_break(story);
		return STATUS_OK;
	}
	size_t start = story->open[story->depth].start;
	struct slice text = {story->text.at + start, story->text.length - start};
	TRY(put_paragraph(story, story->open[story->depth].block, text, error));
	story->text.length = start;
	story->text.at[start] = '\0';
	return STATUS_OK;
}

/* ---- tables ---- */

static enum status put_row(struct story *story, struct error *error)
{
	size_t first = story->sink->reading.document.block_count;
	for (size_t i = 0; i < story->piece_count; i++) {
		const struct story_piece *piece = &story->pieces[i];
		struct sink_block block = piece->block;
		if (story->cells > 1)
			block = (struct sink_block){
				.kind = BLOCK_TABLE_CELL,
				.level = piece->column,
				.same_row = story->sink->reading.document.block_count > first};
		TRY(sink_block(
			story->sink, block,
			(struct slice){story->row.at + piece->start, piece->end - piece->start},
			error));
	}
	story->piece_count = 0;
	buffer_clear(&story->row);
	return STATUS_OK;
}

void story_table_start(struct story *story)
{
	story->table_depth++;
}

enum status story_table_end(struct story *story, struct error *error)
{
	if (story->table_depth == 1)
		TRY(put_row(story, error));
	story->table_depth -= story->table_depth > 0;
	return STATUS_OK;
}

void story_row_start(struct story *story)
{
	if (story->table_depth != 1)
		return;
	story->cells = 0;
	story->column = story->next_column = 1;
}

enum status story_row_end(struct story *story, struct error *error)
{
	return story->table_depth == 1 ? put_row(story, error) : STATUS_OK;
}

void story_cell_start(struct story *story, unsigned columns)
{
	enum { COLUMNS_MOST = 1000000 };
	if (story->table_depth != 1)
		return;
	story->cells++;
	story->column = story->next_column;
	if (story->next_column < COLUMNS_MOST && columns < COLUMNS_MOST)
		story->next_column += columns;
}

/* ---- notes, and the end ---- */

void story_note_start(struct story *story)
{
	story->note_depth++;
}

void story_note_end(struct story *story)
{
	if (story->note_depth == 0)
		return;
	story_break(story);
	story->note_depth--;
}

enum status story_finish(struct story *story, struct error *error)
{
	story->note_depth = 0;
	while (story->depth > 0)
		TRY(story_paragraph_end(story, error));
	TRY(put_row(story, error));
	story->table_depth = 0;
	struct slice notes = buffer_slice(&story->notes), line;
	struct sink_block block = {.kind = BLOCK_FURNITURE, .furniture = FURNITURE_GLOSSARY};
	while (slice_cut(&notes, '\n', &line))
		TRY(sink_block(story->sink, block, line, error));
	return STATUS_OK;
}
