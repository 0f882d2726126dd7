#include "text/block.h"
#include "text/furniture.h"
#include "text/furniture_page.h"
#include "text/heading.h"
#include "text/line.h"

/* ---- blocks that a format made ---- */

/* What stands under a title tells that it is one, also when the format has named it already. */
static bool tells_of_title(const struct block *block)
{
	return block->furniture == FURNITURE_SOURCE_DATE || block->furniture == FURNITURE_SPEAKER;
}

/* The lines of body blocks other than cells, and the block of each; of furniture only what tells of
 * a title. A block that has several lines stands with its first. */
static void body_lines(struct arena *scratch, const struct document *document,
		       struct text_lines *lines, size_t **block_of)
{
	size_t kept = 0, block = 0;
	lines_read(scratch, document->text, lines);
	lines->characters = 0;
	*block_of = arena_array(scratch, size_t, lines->count);
	for (size_t i = 0; i < lines->count; i++) {
		uint32_t start = lines->at[i].span.start;
		while (block < document->block_count && document->blocks[block].span.start < start)
			block++;
		if (block == document->block_count)
			break;
		const struct block *at = &document->blocks[block];
		bool furniture = at->kind == BLOCK_FURNITURE;
		if (at->span.start != start || at->kind == BLOCK_TABLE_CELL ||
		    (furniture && !tells_of_title(at)))
			continue;
		lines->at[kept] = lines->at[i];
		if (furniture)
			line_mark(&lines->at[kept], at->furniture, "format");
		lines->at[kept].page = at->page;
		lines->characters += lines->at[kept].characters;
		(*block_of)[kept++] = block;
	}
	lines->count = kept;
}

static void refine_block(struct block *block, const struct text_lines *lines, size_t i)
{
	const struct text_line *line = &lines->at[i];
	bool numbered = numbering_read(line_text(lines, i)).style != NUMBERING_NONE;
	if (line->kind == BLOCK_FURNITURE) {
		block->kind = BLOCK_FURNITURE;
		block->furniture = line->furniture;
		block->level = 0;
	} else if (line->kind == BLOCK_HEADING &&
		   (block->kind == BLOCK_PARAGRAPH || (block->kind == BLOCK_HEADING && numbered))) {
		block->kind = BLOCK_HEADING;
		block->level = line->level;
	} else if (line->kind == BLOCK_LIST_ITEM && block->kind == BLOCK_PARAGRAPH) {
		block->kind = BLOCK_LIST_ITEM;
	}
}

enum status blocks_refine(struct document *document, struct error *error)
{
	TRY(document_check_blocks(document, error));
	struct arena scratch;
	struct text_lines lines;
	size_t *block_of;
	arena_init(&scratch);
	body_lines(&scratch, document, &lines, &block_of);
	furniture_mark(&scratch, &lines, &document->metadata);
	headings_mark(&lines, false);
	for (size_t i = 0; i < lines.count; i++)
		refine_block(&document->blocks[block_of[i]], &lines, i);
	title_fill(document, &lines);
	arena_release(&scratch);
	return STATUS_OK;
}
