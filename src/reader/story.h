/*
 * Paragraphs, tables and notes as office formats nest them, turned into blocks in the order of the
 * page. Inside the room reader only.
 *
 * - A line break inside a paragraph ends the block, as writers of Chinese documents use it; in a
 *   heading or title the lines are joined.
 * - A text box stands before the paragraph that holds it.
 * - A row of a table is one line of cells; each paragraph of a cell is a block of the cell's
 * column. A row with one cell only is no row (tables are used as frames): its paragraphs are
 * ordinary. A table inside a cell is read as paragraphs of that cell.
 * - Notes come last, as furniture (glossary), one block a paragraph.
 *
 * All sizes are bounded by the sink's limits; cost is linear in the text.
 */
#ifndef QIPAN_READER_STORY_H
#define QIPAN_READER_STORY_H

#include "base/buffer.h"
#include "reader/sink.h"

enum { STORY_NESTING = 16 }; /* paragraphs open at once: text boxes; deeper ones join the outer */

struct story_piece;

struct story {
	struct sink *sink;
	struct buffer text;  /* of open paragraphs, outermost first */
	struct buffer row;   /* text of the pieces of the row at hand */
	struct buffer notes; /* paragraphs, each with a line end */
	struct {
		size_t start; /* in text */
		struct sink_block block;
	} open[STORY_NESTING];
	size_t depth; /* paragraphs open, may exceed STORY_NESTING */
	struct story_piece *pieces;
	size_t piece_count, piece_capacity;
	size_t table_depth;
	unsigned column, next_column, cells; /* of the outermost table's row */
	size_t note_depth;
};

void story_init(struct story *story, struct sink *sink);
void story_release(struct story *story);

void story_paragraph_start(struct story *story);
/* What the innermost open paragraph will become: kind, level, furniture; NULL outside one. */
struct sink_block *story_block(struct story *story);
/* Text of the innermost open paragraph or note; outside of both it is dropped. */
void story_text(struct story *story, struct slice text);
void story_break(struct story *story);
enum status story_paragraph_end(struct story *story, struct error *error) QIPAN_CHECKED;
/* The innermost paragraph's text so far. */
struct slice story_so_far(const struct story *story);

void story_table_start(struct story *story);
enum status story_table_end(struct story *story, struct error *error) QIPAN_CHECKED;
void story_row_start(struct story *story);
enum status story_row_end(struct story *story, struct error *error) QIPAN_CHECKED;
/* columns: how many the cell takes. */
void story_cell_start(struct story *story, unsigned columns);

void story_note_start(struct story *story);
void story_note_end(struct story *story);

/* What a file that broke off left open, then the notes. */
enum status story_finish(struct story *story, struct error *error) QIPAN_CHECKED;

#endif
