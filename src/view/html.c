#include "view/html.h"

#include <math.h>

#include "base/number.h"
#include "base/utf8.h"
#include "view/mark.h"

enum { LEFT = 110, TOP = 130, WIDE = 34, HIGH = 20, TEXT_UP = 14 };

static void append_escaped(struct buffer *out, uint32_t code_point)
{
	switch (code_point) {
	case '&':
		buffer_append_string(out, "&amp;");
		return;
	case '<':
		buffer_append_string(out, "&lt;");
		return;
	case '>':
		buffer_append_string(out, "&gt;");
		return;
	case '"':
		buffer_append_string(out, "&quot;");
		return;
	case '\'':
		buffer_append_string(out, "&#39;");
		return;
	default:
		break;
	}
	bool control = code_point < 0x20 && code_point != '\n' && code_point != '\t';
	buffer_append_code_point(out, control || code_point == 0x7F ? 0xFFFD : code_point);
}

static void append(struct buffer *out, struct slice text, bool marks)
{
	for (size_t at = 0, bytes; at < text.length; at += bytes) {
		uint32_t code_point = utf8_read(text, at, &bytes);
		if (marks && code_point == MARK_START_CODE)
			buffer_append_string(out, "<mark>");
		else if (marks && code_point == MARK_END_CODE)
			buffer_append_string(out, "</mark>");
		else
			append_escaped(out, code_point);
	}
}

void html_append_text(struct buffer *out, struct slice text)
{
	append(out, text, false);
}

void html_append_marked(struct buffer *out, struct slice text)
{
	append(out, text, true);
}

static void append_headings(struct buffer *out, const struct grid *grid)
{
	for (size_t c = 0; c < grid->column_count; c++) {
		int x = LEFT + (int)c * WIDE + WIDE / 2 + 4;
		const struct grid_column *column = &grid->columns[c];
		buffer_printf(out, "<text x=\"%d\" y=\"%d\" transform=\"rotate(-60 %d %d)\">", x,
			      TOP - 6, x, TOP - 6);
		html_append_text(out, column->label.length > 0 ? column->label : column->name);
		buffer_append_string(out, "</text>");
	}
}

static void append_cell(struct buffer *out, const struct grid *grid, const struct grid_cell *cell,
			int x, int y)
{
	bool has_value = cell->state == GRID_VALUE || cell->state == GRID_PARTIAL;
	unsigned level = has_value ? shade_level(&grid->shades, cell->value) : 0;
	bool negative = has_value && cell->value < 0;
	if (level > 0)
		buffer_printf(out,
			      "<rect class=\"%c%u\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>",
			      negative ? 'c' : 'g', level, x, y, WIDE - 2, HIGH - 2);
	if (cell->state == GRID_PARTIAL)
		buffer_printf(out, "<path class=\"p\" d=\"M%d %dh%d\"/>", x, y + HIGH - 3,
			      WIDE - 2);
	if (cell->state == GRID_BLANK)
		return;
	buffer_printf(out, "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\"%s>", x + WIDE / 2 - 1,
		      y + TEXT_UP, level == SHADE_LEVELS ? " class=\"w\"" : "");
	if (cell->state == GRID_NO_DOCUMENT)
		buffer_append_string(out, "?");
	else if (!has_value)
		buffer_append_string(out, "–");
	else if (cell->silent)
		buffer_append_string(out, "·");
	else
		number_append_fixed(out, cell->value,
				    grid->is_whole || fabs(cell->value) >= 100 ? 0 : 1);
	buffer_append_string(out, "</text>");
}

void html_append_grid(struct buffer *out, const struct grid *grid, struct slice title)
{
	int width = LEFT + (int)grid->column_count * WIDE + 60;
	int height = TOP + (int)grid->row_count * HIGH + 6;
	buffer_printf(out, "<svg viewBox=\"0 0 %d %d\" width=\"%d\" role=\"img\" aria-label=\"",
		      width, height, width);
	html_append_text(out, title);
	buffer_append_string(out, "\">");
	append_headings(out, grid);
	for (size_t r = 0; r < grid->row_count; r++) {
		int y = TOP + (int)r * HIGH;
		buffer_printf(out, "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">", LEFT - 8,
			      y + TEXT_UP);
		html_append_text(out, grid->rows[r].name);
		buffer_append_string(out, "</text>");
		for (size_t c = 0; c < grid->column_count; c++)
			append_cell(out, grid, grid_cell(grid, r, c), LEFT + (int)c * WIDE, y);
		buffer_append_string(out, "\n");
	}
	buffer_append_string(out, "</svg>\n");
}
