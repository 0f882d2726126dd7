#include "text/block.h"

#include <stdlib.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "text/furniture.h"
#include "text/heading.h"
#include "text/line.h"

static const double wrapped_share = 0.4;
enum { WRAPPED_COLUMNS_LEAST = 40, WRAPPED_COLUMNS_MOST = 130 };

/* ---- hard-wrapped text ---- */

static bool is_lower(uint32_t c)
{
	return (c >= 'a' && c <= 'z') || (c >= 0xDF && c <= 0xFF && c != 0xF7) ||
	       (c >= 0x3B1 && c <= 0x3C9) || (c >= 0x430 && c <= 0x45F);
}

/* Width that nine lines in ten do not exceed. */
static uint32_t usual_width(const struct text_lines *lines)
{
	enum { WIDTHS = 512 };
	size_t counts[WIDTHS] = {0}, seen = 0;
	for (size_t i = 0; i < lines->count; i++) {
		uint32_t columns = lines->at[i].columns;
		counts[columns < WIDTHS ? columns : WIDTHS - 1]++;
	}
	for (uint32_t width = 0; width < WIDTHS; width++) {
		seen += counts[width];
		if (10 * seen >= 9 * lines->count)
			return width;
	}
	return WIDTHS;
}

/* Does the text go on from line i to line i + 1? */
static bool in_mid_sentence(const struct text_lines *lines, size_t i, uint32_t width)
{
	const struct text_line *line = &lines->at[i], *next = &lines->at[i + 1];
	if (next->blank_before || line->ends_sentence)
		return false;
	bool chinese = line->han * 2 > line->letters;
	if (chinese)
		return (is_han(line->last) || line->last == 0xFF0C || line->last == 0x3001) &&
		       10 * line->columns >= 8 * width && !next->indented &&
		       numbering_read(line_text(lines, i + 1)).style == NUMBERING_NONE;
	return is_lower(next->first) || line->last == ',' || line->last == '-';
}

static double share_in_mid_sentence(const struct text_lines *lines, uint32_t width)
{
	size_t pairs = 0, wrapped = 0;
	for (size_t i = 0; i + 1 < lines->count; i++) {
		pairs += !lines->at[i + 1].blank_before;
		wrapped += in_mid_sentence(lines, i, width);
	}
	return pairs == 0 ? 0 : (double)wrapped / (double)pairs;
}

double blocks_wrapped_share(struct slice text)
{
	struct arena scratch;
	struct text_lines lines;
	arena_init(&scratch);
	lines_read(&scratch, text, &lines);
	double share = share_in_mid_sentence(&lines, usual_width(&lines));
	arena_release(&scratch);
	return share;
}

static bool is_hard_wrapped(const struct text_lines *lines, uint32_t *width)
{
	*width = usual_width(lines);
	return *width >= WRAPPED_COLUMNS_LEAST && *width <= WRAPPED_COLUMNS_MOST &&
	       lines->count >= 4 && share_in_mid_sentence(lines, *width) >= wrapped_share;
}

/* Marks lines that a margin cut. Latin lines show it in any text: a long one before a lower-case
 * letter; Chinese ones only where the whole text is wrapped. */
static void mark_flow(struct text_lines *lines, bool wrapped, uint32_t width)
{
	enum { LONG_LINE = 35 };
	for (size_t i = 0; i + 1 < lines->count; i++) {
		struct text_line *line = &lines->at[i], *next = &lines->at[i + 1];
		bool latin = line->letters > line->han && line->characters >= LONG_LINE &&
			     is_lower(next->first);
		if ((wrapped || latin) && in_mid_sentence(lines, i, width))
			line->flows = next->flows = true;
	}
	/* "Let me congratulate the / President of ...": a capital may follow a margin too */
	for (size_t i = lines->count; wrapped && i-- > 1;) {
		struct text_line *line = &lines->at[i], *above = &lines->at[i - 1];
		if (line->flows && !line->blank_before && !above->ends_sentence &&
		    10 * line->columns >= 7 * width)
			above->flows = true;
	}
}

/* ---- lines that belong together ---- */

static bool cannot_begin(uint32_t c)
{
	switch (c) {
	case 0xFF0C: /* ， */
	case 0x3002: /* 。 */
	case 0xFF1B: /* ； */
	case 0xFF1A: /* ： */
	case 0x3001: /* 、 */
	case 0xFF01:
	case 0xFF1F:
	case 0x201D: /* ” */
	case 0xFF09: /* ） */
	case 0x300B: /* 》 */
	case 0x3011: /* 】 */
	case '%':
	case 0xFF05:
		return true;
	default:
		return false;
	}
}

/* The line ends inside a bracket that opened in its last 20 characters, or right after an opening
 * one: 细颗粒物（PM / 2.5 / ）. */
static bool ends_inside_bracket(struct slice line)
{
	size_t place = line.length, bytes;
	for (int i = 0; i < 20 && place > 0; i++) {
		place = utf8_previous(line, place);
		uint32_t c = utf8_read(line, place, &bytes);
		if (c == 0xFF08 || c == 0x201C || c == 0x300A || c == 0x3010)
			return true;
		if (c == 0xFF09 || c == 0x201D || c == 0x300B || c == 0x3011 || c == 0x3002 ||
		    c == 0xFF1B)
			return false;
	}
	return false;
}

/* PM / 2.5 / 浓度: a number that a subscript put on its own line, between lines that are cut off.
 */
static bool is_subscript(const struct text_lines *lines, size_t i)
{
	const struct text_line *line = &lines->at[i];
	if (i == 0 || line->characters > 6 || line->digits == 0 || line->han > 0 ||
	    line->letters > 0)
		return false;
	uint32_t last = lines->at[i - 1].last;
	return (last >= 'A' && last <= 'Z') || (last >= 'a' && last <= 'z');
}

static bool may_join(const struct text_lines *lines, size_t i)
{
	const struct text_line *line = &lines->at[i], *next = &lines->at[i + 1];
	return line->kind != BLOCK_FURNITURE && next->kind != BLOCK_FURNITURE &&
	       line->kind != BLOCK_TABLE_CELL && next->kind != BLOCK_TABLE_CELL &&
	       !next->blank_before;
}

static bool is_fragment_of_above(const struct text_lines *lines, size_t i)
{
	return cannot_begin(lines->at[i + 1].first) || ends_inside_bracket(line_text(lines, i)) ||
	       is_subscript(lines, i + 1) ||
	       (is_subscript(lines, i) && lines->at[i].han == 0 && !lines->at[i].ends_sentence);
}

/* In hard-wrapped text a paragraph ends at an empty line, an indented line, a numbered line, or a
 * sentence end well short of the margin. */
static bool wraps_on(const struct text_lines *lines, size_t i, uint32_t width)
{
	const struct text_line *line = &lines->at[i], *next = &lines->at[i + 1];
	if (line->kind == BLOCK_HEADING || next->kind == BLOCK_HEADING ||
	    next->kind == BLOCK_LIST_ITEM || (next->indented && !line->indented))
		return false;
	return !line->ends_sentence || 100 * line->columns >= 85 * width;
}

static bool joins(const struct text_lines *lines, size_t i, bool wrapped, uint32_t width)
{
	return may_join(lines, i) &&
	       (is_fragment_of_above(lines, i) || (wrapped && wraps_on(lines, i, width)));
}

/* ---- tables ---- */

static bool is_bar_row(const struct text_line *line)
{
	return line->bars >= 2 && line->first == '|';
}

/* Rows of a table: | a | b |, or at least two neighbouring lines with tabs inside. */
static void mark_tables(struct text_lines *lines)
{
	for (size_t i = 0; i < lines->count; i++) {
		struct text_line *line = &lines->at[i];
		if (line->kind == BLOCK_FURNITURE)
			continue;
		bool above = i > 0 && lines->at[i - 1].tabs > 0;
		bool below = i + 1 < lines->count && lines->at[i + 1].tabs > 0;
		if (is_bar_row(line) || (line->tabs > 0 && (above || below)))
			line->kind = BLOCK_TABLE_CELL;
	}
}

/* ---- blocks ---- */

struct block_list {
	struct block *at;
	size_t count, capacity;
};

static enum status add_block(struct block_list *list, struct block block, struct error *error)
{
	if (list->count == LIMIT_DOCUMENT_BLOCKS)
		return error_set(error, STATUS_LIMIT,
				 "more than %d blocks (DOCUMENT_BLOCKS): split the document",
				 LIMIT_DOCUMENT_BLOCKS);
	list->at = memory_grow(list->at, &list->capacity, list->count + 1, sizeof *list->at);
	list->at[list->count++] = block;
	return STATUS_OK;
}

/* One block a cell. Bars go with the cell to their right, the last bar with the last cell. */
static enum status add_cells(struct block_list *list, const struct text_lines *lines, size_t i,
			     struct error *error)
{
	const struct text_line *line = &lines->at[i];
	char separator = is_bar_row(line) ? '|' : '\t';
	uint32_t start = line->span.start, column = 1;
	while (start < line->span.end) {
		uint32_t end = start + 1;
		while (end < line->span.end && lines->text.at[end] != separator)
			end++;
		if (separator == '|' && end + 1 == line->span.end)
			end++;
		struct slice cell = slice_span(lines->text, (struct span){start, end});
		struct slice text = slice_trim(cell);
		if (text.length > 0) {
			uint32_t from = (uint32_t)(text.at - lines->text.at);
			struct block block = {.span = {from, from + (uint32_t)text.length},
					      .page = line->page,
					      .kind = BLOCK_TABLE_CELL,
					      .level = (uint8_t)(column < 255 ? column : 255)};
			TRY(add_block(list, block, error));
		}
		column++;
		start = end;
	}
	return STATUS_OK;
}

static enum status add_line(struct block_list *list, const struct text_lines *lines, size_t *i,
			    bool wrapped, uint32_t width, struct error *error)
{
	const struct text_line *line = &lines->at[*i];
	if (line->kind == BLOCK_TABLE_CELL)
		return add_cells(list, lines, *i, error);
	struct block block = {.span = line->span,
			      .page = line->page,
			      .kind = line->kind,
			      .level = line->kind == BLOCK_HEADING ? line->level : 0,
			      .furniture = line->furniture};
	while (*i + 1 < lines->count && joins(lines, *i, wrapped, width)) {
		++*i;
		block.span.end = lines->at[*i].span.end;
		if (block.kind == BLOCK_HEADING && lines->at[*i].ends > 0)
			block.kind = BLOCK_PARAGRAPH;
	}
	if (block.kind != BLOCK_HEADING)
		block.level = 0;
	return add_block(list, block, error);
}

static enum status make_blocks(struct arena *scratch, struct document *document,
			       struct block_list *list, struct error *error)
{
	struct text_lines lines;
	uint32_t width;
	lines_read(scratch, document->text, &lines);
	bool wrapped = is_hard_wrapped(&lines, &width);
	mark_flow(&lines, wrapped, width);
	furniture_mark(scratch, &lines, &document->metadata);
	mark_tables(&lines);
	headings_mark(&lines, wrapped);
	for (size_t i = 0; i < lines.count; i++)
		TRY(add_line(list, &lines, &i, wrapped, width, error));
	title_fill(document, &lines);
	return STATUS_OK;
}

enum status blocks_make(struct arena *arena, struct document *document, struct error *error)
{
	if (document->text.length > LIMIT_DOCUMENT_BYTES)
		return error_set(
			error, STATUS_LIMIT,
			"%zu bytes of text, at most %d (DOCUMENT_BYTES): split the document",
			document->text.length, LIMIT_DOCUMENT_BYTES);
	struct arena scratch;
	struct block_list list = {0};
	arena_init(&scratch);
	enum status status = make_blocks(&scratch, document, &list, error);
	if (status == STATUS_OK) {
		document->blocks = arena_array(arena, struct block, list.count);
		for (size_t i = 0; i < list.count; i++)
			document->blocks[i] = list.at[i];
		document->block_count = list.count;
	}
	free(list.at);
	arena_release(&scratch);
	return status;
}
