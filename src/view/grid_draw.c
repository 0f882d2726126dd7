#include <math.h>
#include <string.h>

#include "base/number.h"
#include "base/utf8.h"
#include "view/grid.h"
#include "view/ink.h"
#include "view/label.h"
#include "view/visible.h"
#include "view/width.h"

enum {
	NAME_MOST = 18,	  /* columns of a row's name */
	HEADING_MOST = 7, /* lines of a heading written downwards */
	DIGITS_LEAST = 2,
};

struct drawing {
	const struct grid *grid;
	const struct render_style *style;
	bool fine;		     /* one digit after the point where the value is below 10 */
	bool downwards;		     /* headings */
	unsigned name, digits, cell; /* widths */
	size_t per_band, bands;
};

static bool starts_group(const struct grid *grid, size_t row)
{
	return grid->rows[row].group.length > 0 &&
	       (row == 0 || !slice_equal(grid->rows[row].group, grid->rows[row - 1].group));
}

static void append_number(struct buffer *out, const struct drawing *drawing, double value)
{
	double size = fabs(value);
	if (size >= 9999.5) {
		number_append_fixed(out, value / 1000, 0);
		buffer_append_byte(out, 'k');
		return;
	}
	bool whole = drawing->grid->is_whole || size >= 9.95 ||
		     (!drawing->fine && drawing->grid->is_share && size >= 0.95);
	if (whole || size >= 0.95) {
		number_append_fixed(out, value, whole ? 0 : 1);
		return;
	}
	/* ".4": a nought before the point would cost a column in every cell. */
	int tenths = (int)lround(size * 10);
	if (tenths == 0)
		buffer_append_byte(out, '0');
	else
		buffer_printf(out, "%s%d", value < 0 ? "-." : ".", tenths);
}

static void append_state(struct buffer *out, const struct drawing *drawing,
			 const struct grid_cell *cell)
{
	switch (cell->state) {
	case GRID_BLANK:
		break;
	case GRID_NO_DOCUMENT:
		buffer_append_byte(out, '?');
		break;
	case GRID_NO_VALUE:
		buffer_append_string(out, "–");
		break;
	case GRID_PARTIAL:
	case GRID_VALUE:
		if (cell->silent)
			buffer_append_string(out, "·");
		else
			append_number(out, drawing, cell->value);
		break;
	}
}

static unsigned widest_number(const struct drawing *drawing)
{
	const struct grid *grid = drawing->grid;
	unsigned widest = DIGITS_LEAST;
	struct buffer text;
	buffer_init(&text);
	for (size_t i = 0; i < grid->row_count * grid->column_count; i++) {
		buffer_clear(&text);
		append_state(&text, drawing, &grid->cells[i]);
		unsigned width = width_of(buffer_slice(&text));
		widest = width > widest ? width : widest;
	}
	buffer_release(&text);
	return widest;
}

/* A heading written downwards is cut into units of at most two columns: a wide character, or up to
 * two narrow ones (5G, AI). */
static struct slice next_unit(struct slice *rest)
{
	size_t end = 0, bytes;
	unsigned width = 0;
	while (end < rest->length) {
		unsigned more = width_of_code_point(utf8_read(*rest, end, &bytes));
		if (width > 0 && width + more > 2)
			break;
		width += more;
		end += bytes;
	}
	struct slice unit = {rest->at, end};
	*rest = (struct slice){rest->at + end, rest->length - end};
	return unit;
}

static size_t unit_count(struct slice label)
{
	size_t count = 0;
	for (; label.length > 0; count++)
		next_unit(&label);
	return count;
}

/* English words written downwards are no pleasure: at least half of a heading must be Han. */
static bool reads_downwards(struct slice label)
{
	size_t han = 0, all = 0;
	for (size_t i = 0, bytes; i < label.length; i += bytes, all++)
		han += is_han(utf8_read(label, i, &bytes));
	return unit_count(label) <= HEADING_MOST && (2 * han >= all || all <= 2);
}

static void set_widths(struct drawing *drawing, bool fine)
{
	const struct grid *grid = drawing->grid;
	unsigned width = drawing->style->width == 0 ? 100 : drawing->style->width;
	drawing->fine = fine;
	drawing->digits = widest_number(drawing);
	drawing->cell = drawing->digits + 1 + (drawing->style->colour ? 0 : 1);
	unsigned room = width > drawing->name + 1 + drawing->cell ? width - drawing->name - 1
								  : drawing->cell;
	size_t fitting = room / drawing->cell;
	drawing->bands = (grid->column_count + fitting - 1) / fitting;
	drawing->per_band = (grid->column_count + drawing->bands - 1) / drawing->bands;
}

static unsigned footer_width(const struct drawing *drawing)
{
	return drawing->style->chinese ? width_of(SLICE("中位数")) : width_of(SLICE("above 0"));
}

static struct drawing plan(const struct grid *grid, const struct render_style *style)
{
	struct drawing drawing = {.grid = grid, .style = style, .downwards = true, .name = 0};
	drawing.name = footer_width(&drawing);
	for (size_t i = 0; i < grid->row_count; i++) {
		unsigned width = width_of(grid->rows[i].name);
		drawing.name = width > drawing.name ? width : drawing.name;
	}
	if (drawing.name > NAME_MOST)
		drawing.name = NAME_MOST;
	for (size_t i = 0; i < grid->column_count; i++)
		drawing.downwards = drawing.downwards && reads_downwards(grid->columns[i].label);
	/* A finer number is worth a wider cell only where the grid still fits in one band. */
	set_widths(&drawing, true);
	if (drawing.bands > 1)
		set_widths(&drawing, false);
	return drawing;
}

static void append_name(struct buffer *out, const struct drawing *drawing, struct slice name,
			enum ink ink)
{
	struct buffer visible, cut;
	buffer_init(&visible);
	buffer_init(&cut);
	visible_append(&visible, name, VISIBLE_ONE_LINE);
	width_append_cut(&cut, buffer_slice(&visible), drawing->name);
	ink_start(out, drawing->style->colour, ink);
	width_append_padded(out, buffer_slice(&cut), drawing->name, false);
	ink_end(out, drawing->style->colour, ink);
	buffer_append_byte(out, ' ');
	buffer_release(&cut);
	buffer_release(&visible);
}

static void end_line(struct buffer *out)
{
	while (out->length > 0 && out->at[out->length - 1] == ' ')
		out->at[--out->length] = '\0';
	buffer_append_byte(out, '\n');
}

/* A cell's text without its shade: digits to the right, one column for a mark behind. */
static void append_cell_text(struct buffer *out, const struct drawing *drawing, struct slice text,
			     char mark)
{
	width_append_padded(out, text, drawing->digits, true);
	buffer_append_byte(out, mark);
}

static void append_cell(struct buffer *out, const struct drawing *drawing,
			const struct grid_cell *cell)
{
	bool colour = drawing->style->colour;
	bool valued = cell->state == GRID_VALUE || cell->state == GRID_PARTIAL;
	unsigned level = valued ? shade_level(&drawing->grid->shades, cell->value) : 0;
	struct buffer text;
	buffer_init(&text);
	append_state(&text, drawing, cell);
	char mark = cell->state == GRID_PARTIAL ? '~' : ' ';
	if (!colour) {
		buffer_append_string(out, shade_block(level, cell->value < 0));
		append_cell_text(out, drawing, buffer_slice(&text), mark);
	} else if (level == 0) {
		ink_start(out, true, INK_DIM);
		append_cell_text(out, drawing, buffer_slice(&text), mark);
		ink_end(out, true, INK_DIM);
	} else {
		shade_start(out, level, cell->value < 0);
		append_cell_text(out, drawing, buffer_slice(&text), mark);
		shade_end(out, level);
	}
	buffer_release(&text);
}

static void append_blank_shade(struct buffer *out, const struct drawing *drawing)
{
	width_append_spaces(out, drawing->style->colour ? 0 : 1);
}

static void append_headings_downwards(struct buffer *out, const struct drawing *drawing,
				      size_t first, size_t end)
{
	size_t height = 0;
	for (size_t i = first; i < end; i++) {
		size_t units = unit_count(drawing->grid->columns[i].label);
		height = units > height ? units : height;
	}
	for (size_t line = 0; line < height; line++) {
		width_append_spaces(out, drawing->name + 1);
		ink_start(out, drawing->style->colour, INK_STRONG);
		for (size_t i = first; i < end; i++) {
			struct slice rest = drawing->grid->columns[i].label, unit = SLICE("");
			size_t above = height - unit_count(rest);
			for (size_t u = above; u <= line; u++)
				unit = next_unit(&rest);
			append_blank_shade(out, drawing);
			append_cell_text(out, drawing, line < above ? SLICE("") : unit, ' ');
		}
		ink_end(out, drawing->style->colour, INK_STRONG);
		end_line(out);
	}
}

static void append_numbers(struct buffer *out, const struct drawing *drawing, size_t first,
			   size_t end)
{
	width_append_spaces(out, drawing->name + 1);
	ink_start(out, drawing->style->colour, INK_STRONG);
	struct buffer number;
	buffer_init(&number);
	for (size_t i = first; i < end; i++) {
		buffer_clear(&number);
		buffer_printf(&number, "%zu", i + 1);
		append_blank_shade(out, drawing);
		append_cell_text(out, drawing, buffer_slice(&number), ' ');
	}
	buffer_release(&number);
	ink_end(out, drawing->style->colour, INK_STRONG);
	end_line(out);
}

/* "12 computing power", in as many columns as fit, read downwards. */
static void append_key(struct buffer *out, const struct drawing *drawing, size_t first, size_t end)
{
	unsigned widest = 1, width = drawing->style->width == 0 ? 100 : drawing->style->width;
	for (size_t i = first; i < end; i++) {
		unsigned label = width_of(drawing->grid->columns[i].label);
		widest = label > widest ? label : widest;
	}
	unsigned entry = 3 + 1 + widest + 2;
	size_t across = width / entry > 0 ? width / entry : 1;
	size_t down = (end - first + across - 1) / across;
	for (size_t line = 0; line < down; line++) {
		for (size_t i = first + line; i < end; i += down) {
			buffer_printf(out, "%3zu ", i + 1);
			struct buffer label;
			buffer_init(&label);
			visible_append(&label, drawing->grid->columns[i].label, VISIBLE_ONE_LINE);
			width_append_padded(out, buffer_slice(&label), widest + 2, false);
			buffer_release(&label);
		}
		end_line(out);
	}
}

static void append_rule(struct buffer *out, const struct drawing *drawing, size_t count)
{
	ink_start(out, drawing->style->colour, INK_DIM);
	for (size_t i = 0; i < drawing->name + 1 + count * drawing->cell - 1; i++)
		buffer_append_string(out, "─");
	ink_end(out, drawing->style->colour, INK_DIM);
	buffer_append_byte(out, '\n');
}

static void append_footer(struct buffer *out, const struct drawing *drawing, size_t first,
			  size_t end)
{
	bool chinese = drawing->style->chinese;
	struct buffer text;
	buffer_init(&text);
	append_rule(out, drawing, end - first);
	append_name(out, drawing, chinese ? SLICE("中位数") : SLICE("median"), INK_DIM);
	for (size_t i = first; i < end; i++) {
		const struct grid_column *column = &drawing->grid->columns[i];
		struct grid_cell cell = {isnan(column->median) ? GRID_NO_VALUE : GRID_VALUE,
					 column->median, column->median == 0};
		buffer_clear(&text);
		append_state(&text, drawing, &cell);
		append_blank_shade(out, drawing);
		append_cell_text(out, drawing, buffer_slice(&text), ' ');
	}
	end_line(out);
	append_name(out, drawing, chinese ? SLICE("大于零") : SLICE("above 0"), INK_DIM);
	for (size_t i = first; i < end; i++) {
		buffer_clear(&text);
		buffer_printf(&text, "%zu", drawing->grid->columns[i].hits);
		append_blank_shade(out, drawing);
		append_cell_text(out, drawing, buffer_slice(&text), ' ');
	}
	end_line(out);
	buffer_release(&text);
}

static void append_band(struct buffer *out, const struct drawing *drawing, size_t first, size_t end)
{
	const struct grid *grid = drawing->grid;
	if (drawing->downwards)
		append_headings_downwards(out, drawing, first, end);
	else
		append_numbers(out, drawing, first, end);
	for (size_t row = 0; row < grid->row_count; row++) {
		if (starts_group(grid, row)) {
			struct slice group =
				label_value("tier", grid->rows[row].group, drawing->style->chinese);
			ink_append(out, drawing->style->colour, INK_STRONG, group);
			buffer_append_byte(out, '\n');
		}
		append_name(out, drawing, grid->rows[row].name, INK_PLAIN);
		for (size_t i = first; i < end; i++)
			append_cell(out, drawing, grid_cell(grid, row, i));
		end_line(out);
	}
	append_footer(out, drawing, first, end);
	if (!drawing->downwards)
		append_key(out, drawing, first, end);
}

static void append_cut(struct buffer *out, const struct drawing *drawing, unsigned level)
{
	const double *cuts = drawing->grid->shades.cuts;
	bool last = level == SHADE_LEVELS;
	buffer_append_string(out, last ? " > " : " ≤ ");
	number_append(out, cuts[last ? SHADE_LEVELS - 2 : level - 1]);
	if (drawing->grid->is_share)
		buffer_append_string(out, " %");
	if (drawing->style->colour) /* the colour reaches one column further */
		buffer_append_byte(out, ' ');
}

/* A line of entries that is broken between them, as paragraphs are between words. */
struct key_line {
	struct buffer *out;
	unsigned width, used;
};

static void key_entry(struct key_line *line, struct slice text, unsigned level)
{
	unsigned width = width_of(text);
	if (line->used > 0 && line->used + 2 + width > line->width) {
		buffer_append_byte(line->out, '\n');
		line->used = 0;
	}
	if (line->used > 0)
		buffer_append_string(line->out, "  ");
	shade_start(line->out, level, false);
	buffer_append(line->out, text);
	shade_end(line->out, level);
	line->used += width + 2;
}

static void append_shade_key(struct key_line *line, const struct drawing *drawing)
{
	const struct shades *shades = &drawing->grid->shades;
	bool colour = drawing->style->colour;
	struct buffer text;
	buffer_init(&text);
	for (unsigned level = 1; level <= SHADE_LEVELS; level++) {
		if (!shades->present[level - 1])
			continue;
		buffer_clear(&text);
		if (!colour)
			buffer_append_string(&text, shade_block(level, false));
		append_cut(&text, drawing, level);
		key_entry(line, buffer_slice(&text), colour ? level : 0);
	}
	buffer_release(&text);
	if (shades->cold && colour)
		key_entry(line,
			  drawing->style->chinese ? SLICE("负值按绝对值着冷色")
						  : SLICE("below 0: cold, by size"),
			  0);
}

static void append_legend(struct buffer *out, const struct drawing *drawing)
{
	const struct grid *grid = drawing->grid;
	bool chinese = drawing->style->chinese;
	const struct {
		bool present;
		struct slice english, chinese;
	} rows[] = {
		{grid->any_zero, SLICE("· read, no hit"), SLICE("· 已读，未提及")},
		{grid->any_partial, SLICE("~ partial text"), SLICE("~ 文本不全")},
		{grid->any_no_document, SLICE("? no document"), SLICE("? 无文档")},
		{grid->any_no_value, SLICE("– no value"), SLICE("– 无值")},
	};
	struct key_line line = {out, drawing->style->width == 0 ? 100 : drawing->style->width, 0};
	append_shade_key(&line, drawing);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (rows[i].present)
			key_entry(&line, chinese ? rows[i].chinese : rows[i].english, 0);
	buffer_append_byte(out, '\n');
	if (grid->columns_as_given)
		return;
	ink_append(out, drawing->style->colour, INK_DIM,
		   chinese ? SLICE("各列按中位数从高到低排列")
			   : SLICE("columns by median, highest first"));
	buffer_append_byte(out, '\n');
}

void grid_append(struct buffer *out, const struct grid *grid, const struct render_style *style)
{
	struct drawing drawing = plan(grid, style);
	for (size_t first = 0; first < grid->column_count; first += drawing.per_band) {
		size_t end = first + drawing.per_band;
		if (end > grid->column_count)
			end = grid->column_count;
		if (drawing.bands > 1) {
			if (first > 0)
				buffer_append_byte(out, '\n');
			ink_start(out, style->colour, INK_DIM);
			buffer_printf(out,
				      style->chinese ? "第 %zu–%zu 列，共 %zu 列"
						     : "columns %zu–%zu of %zu",
				      first + 1, end, grid->column_count);
			ink_end(out, style->colour, INK_DIM);
			buffer_append_byte(out, '\n');
		}
		append_band(out, &drawing, first, end);
	}
	buffer_append_byte(out, '\n');
	append_legend(out, &drawing);
}
