#include "view/table.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "view/figure.h"
#include "view/ink.h"
#include "view/label.h"
#include "view/mark.h"
#include "view/width.h"

enum {
	GAP = 2,	    /* columns between columns */
	BAR = 8,	    /* columns of a bar, without the gap before it */
	TEXT_LEAST = 14,    /* text is not wrapped narrower than this */
	HEADING_WHOLE = 10, /* headings up to this width are not broken inside a word */
	PASSAGE_INDENT = 4, /* of a sentence below its row */
	HANG = 2,	    /* wrapped lines of a cell are indented by this */
};

/* One column as shown. */
struct shown {
	struct figure figure;
	size_t column;
	struct slice heading;
	struct slice *heading_lines;
	size_t heading_line_count;
	struct slice *texts; /* one for each row */
	unsigned natural, least, width;
	bool bar, interval;
};

struct table {
	const struct answer *answer;
	const struct render_style *style;
	struct arena scratch;
	struct shown *shown;
	size_t count;
	unsigned heading_height;
	size_t group;	/* column whose changes make sections, or SIZE_MAX */
	size_t passage; /* column whose text stands below its row, or SIZE_MAX */
	bool goes_on;	/* a band that another follows: rows with a passage stand in the last */
};

/* Everything is drawn into one buffer first; a slice of it moves when the buffer grows, so copies
 * go to the arena. */
static struct slice take(struct arena *scratch, struct buffer *text)
{
	struct slice copy = arena_copy(scratch, buffer_slice(text));
	buffer_clear(text);
	return copy;
}

static struct slice heading_text(struct table *table, const struct answer_column *column)
{
	struct buffer text;
	buffer_init(&text);
	label_append(&text, slice_from(column->name), table->style->chinese);
	/* "log quotient (log)" says nothing twice. */
	if (column->unit[0] != '\0' && column->show != SHOW_SHARE &&
	    slice_find(slice_from(column->name), slice_from(column->unit), 0) == SIZE_MAX)
		buffer_printf(&text, " (%s)", column->unit);
	struct slice heading = take(&table->scratch, &text);
	buffer_release(&text);
	return heading;
}

/* Numbers with an interval line up at the number's end: both parts are padded. */
static void make_texts(struct table *table, struct shown *shown)
{
	size_t rows = table->answer->row_count;
	shown->texts = arena_array(&table->scratch, struct slice, rows);
	struct slice *intervals = arena_array(&table->scratch, struct slice, rows);
	unsigned value_width = 0, interval_width = 0;
	struct buffer text;
	buffer_init(&text);
	for (size_t row = 0; row < rows; row++) {
		figure_append(&text, &shown->figure, answer_cell(table->answer, row, shown->column),
			      table->style);
		shown->texts[row] = take(&table->scratch, &text);
		unsigned width = width_of(shown->texts[row]);
		value_width = width > value_width ? width : value_width;
		if (!shown->interval)
			continue;
		figure_append_interval(&text, &shown->figure, table->answer, row, shown->column);
		intervals[row] = take(&table->scratch, &text);
		width = width_of(intervals[row]);
		interval_width = width > interval_width ? width : interval_width;
	}
	for (size_t row = 0; row < rows && interval_width > 0; row++) {
		width_append_padded(&text, shown->texts[row], value_width, true);
		buffer_append_byte(&text, ' ');
		width_append_padded(&text, intervals[row], interval_width, true);
		shown->texts[row] = take(&table->scratch, &text);
	}
	shown->natural = value_width + (interval_width > 0 ? interval_width + 1 : 0);
	buffer_release(&text);
}

static unsigned longest_word(struct slice heading)
{
	unsigned longest = 0;
	struct slice word;
	while (slice_cut(&heading, ' ', &word)) {
		unsigned width = width_of(word);
		longest = width > longest ? width : longest;
	}
	return longest;
}

static void add_shown(struct table *table, size_t column)
{
	const struct answer *answer = table->answer;
	struct shown *shown = &table->shown[table->count++];
	size_t low, high;
	*shown = (struct shown){.figure = figure_choose(answer, column), .column = column};
	shown->interval =
		shown->figure.is_number && figure_find_interval(answer, column, &low, &high);
	shown->heading = heading_text(table, &answer->columns[column]);
	make_texts(table, shown);
	unsigned heading = width_of(shown->heading), word = longest_word(shown->heading);
	unsigned heading_least = heading <= HEADING_WHOLE ? heading : word;
	if (heading_least > shown->natural)
		shown->natural = heading_least;
	shown->least = shown->natural;
	if (!shown->figure.is_number && shown->natural > TEXT_LEAST)
		shown->least = heading_least > TEXT_LEAST ? heading_least : TEXT_LEAST;
	shown->width = shown->natural;
	shown->bar = shown->figure.is_share && shown->figure.full_bar > 0;
}

static unsigned total_width(const struct table *table)
{
	unsigned total = 0;
	for (size_t i = 0; i < table->count; i++)
		total += table->shown[i].width + (table->shown[i].bar ? BAR + GAP / 2 : 0) +
			 (i > 0 ? GAP : 0);
	return total;
}

/* False when a table cannot be narrow enough. */
static bool fit(struct table *table, unsigned width)
{
	for (size_t i = table->count; i > 0 && total_width(table) > width; i--)
		table->shown[i - 1].bar = false;
	while (total_width(table) > width) {
		struct shown *widest = NULL;
		for (size_t i = 0; i < table->count; i++) {
			struct shown *shown = &table->shown[i];
			if (shown->width > shown->least &&
			    (widest == NULL || shown->width > widest->width))
				widest = shown;
		}
		if (widest == NULL)
			return false;
		unsigned over = total_width(table) - width;
		unsigned room = widest->width - widest->least;
		/* One column at a time near the end keeps equal columns equal. */
		unsigned step = widest->width > 2 * width ? widest->width - 2 * width : 1;
		step = step < over ? step : over;
		widest->width -= step < room ? step : room;
	}
	return true;
}

static void start_table(struct table *table)
{
	const struct answer *answer = table->answer;
	arena_init(&table->scratch);
	table->shown = arena_array(&table->scratch, struct shown, answer->column_count);
	bool *left_out = render_left_out(answer, table->style);
	table->group = table_has_sections(answer)
			       ? answer_find_column(answer, answer->grid.row_group)
			       : SIZE_MAX;
	table->passage = SIZE_MAX;
	for (size_t i = 0; i < answer->column_count; i++) {
		enum column_show show = answer->columns[i].show;
		if (show_is_passage(show))
			table->passage = i;
		else if (!left_out[i] && show != SHOW_HIDDEN && i != table->group &&
			 !figure_is_interval_end(answer, i))
			add_shown(table, i);
	}
	free(left_out);
}

/* Spaces before a line end are invisible and break diffs. */
static void end_line(struct buffer *out)
{
	while (out->length > 0 && out->at[out->length - 1] == ' ')
		out->at[--out->length] = '\0';
	buffer_append_byte(out, '\n');
}

static void break_headings(struct table *table)
{
	for (size_t i = 0; i < table->count; i++) {
		struct shown *shown = &table->shown[i];
		shown->heading_lines = width_lines(&table->scratch, shown->heading, shown->width,
						   &shown->heading_line_count);
		if (shown->heading_line_count > table->heading_height)
			table->heading_height = (unsigned)shown->heading_line_count;
	}
}

static void append_headings(struct buffer *out, struct table *table)
{
	bool colour = table->style->colour;
	break_headings(table);
	for (size_t line = 0; line < table->heading_height; line++) {
		for (size_t i = 0; i < table->count; i++) {
			const struct shown *shown = &table->shown[i];
			size_t above = table->heading_height - shown->heading_line_count;
			struct slice text =
				line < above ? SLICE("") : shown->heading_lines[line - above];
			width_append_spaces(out, i > 0 ? GAP : 0);
			ink_start(out, colour && text.length > 0, INK_STRONG);
			width_append_padded(out, text, shown->width, shown->figure.is_number);
			ink_end(out, colour && text.length > 0, INK_STRONG);
			width_append_spaces(out, shown->bar ? BAR + GAP / 2 : 0);
		}
		end_line(out);
	}
	ink_start(out, colour, INK_DIM);
	for (size_t i = 0; i < table->count; i++) {
		width_append_spaces(out, i > 0 ? GAP : 0);
		unsigned rule = table->shown[i].width + (table->shown[i].bar ? BAR + GAP / 2 : 0);
		for (unsigned c = 0; c < rule; c++)
			buffer_append_string(out, "─");
	}
	ink_end(out, colour, INK_DIM);
	buffer_append_byte(out, '\n');
}

static void append_bar(struct buffer *out, const struct table *table, const struct shown *shown,
		       const struct cell *cell, bool first_line)
{
	if (!shown->bar)
		return;
	width_append_spaces(out, GAP / 2);
	if (!first_line || cell->kind != CELL_REAL) {
		width_append_spaces(out, BAR);
		return;
	}
	ink_start(out, table->style->colour, INK_BAR);
	figure_append_bar(out, &shown->figure, cell->as.real, BAR);
	ink_end(out, table->style->colour, INK_BAR);
}

/* The lines of one cell: wrapped lines hang, so the first is found again by eye. */
static struct slice *cell_lines(const struct shown *shown, size_t row, struct arena *scratch,
				size_t *count)
{
	struct slice text = shown->texts[row];
	if (width_of(text) <= shown->width) {
		struct slice *line = arena_new(scratch, struct slice);
		*line = text;
		*count = 1;
		return line;
	}
	return width_lines(scratch, text, shown->width - HANG, count);
}

static void append_row(struct buffer *out, struct table *table, size_t row, struct arena *scratch)
{
	struct slice **lines = arena_array(scratch, struct slice *, table->count);
	size_t *counts = arena_array(scratch, size_t, table->count);
	size_t height = 1;
	for (size_t i = 0; i < table->count; i++) {
		lines[i] = cell_lines(&table->shown[i], row, scratch, &counts[i]);
		height = counts[i] > height ? counts[i] : height;
	}
	for (size_t line = 0; line < height; line++) {
		for (size_t i = 0; i < table->count; i++) {
			const struct shown *shown = &table->shown[i];
			const struct cell *cell = answer_cell(table->answer, row, shown->column);
			struct slice text = line < counts[i] ? lines[i][line] : SLICE("");
			/* Sections differ in what they fill: a dash would say that a value is
			 * missing. */
			if (cell->kind == CELL_NULL && table->group != SIZE_MAX)
				text = SLICE("");
			bool dim = cell->kind == CELL_NULL && table->style->colour && line == 0;
			unsigned hang = line > 0 && !shown->figure.is_number ? HANG : 0;
			width_append_spaces(out, (i > 0 ? GAP : 0) + hang);
			ink_start(out, dim, INK_DIM);
			width_append_padded(out, text, shown->width - hang,
					    shown->figure.is_number);
			ink_end(out, dim, INK_DIM);
			append_bar(out, table, shown, cell, line == 0);
		}
		end_line(out);
	}
}

static struct slice section_of(const struct table *table, size_t row)
{
	if (table->group == SIZE_MAX)
		return SLICE("");
	const struct cell *cell = answer_cell(table->answer, row, table->group);
	return cell->kind == CELL_TEXT ? cell->as.text : SLICE("");
}

/* The heading of a section where row begins one. */
static void append_section(struct buffer *out, const struct table *table, size_t row)
{
	if (table->group == SIZE_MAX)
		return;
	struct slice name = section_of(table, row);
	if (row > 0) {
		if (slice_equal(section_of(table, row - 1), name))
			return;
		buffer_append_byte(out, '\n');
	}
	ink_append(out, table->style->colour, INK_STRONG,
		   label_value(table->answer->grid.row_group, name, table->style->chinese));
	buffer_append_byte(out, '\n');
}

/* The sentence that belongs to a row; empty if none does. */
static struct slice passage_of(const struct table *table, size_t row)
{
	if (table->group == SIZE_MAX || table->passage == SIZE_MAX)
		return SLICE("");
	const struct cell *cell = answer_cell(table->answer, row, table->passage);
	return cell->kind == CELL_TEXT ? cell->as.text : SLICE("");
}

static void append_passage(struct buffer *out, const struct table *table, size_t row,
			   unsigned width)
{
	struct slice passage = passage_of(table, row);
	if (passage.length == 0)
		return;
	width_append_spaces(out, PASSAGE_INDENT);
	mark_append_wrapped(out, passage, width > 2 * PASSAGE_INDENT ? width - PASSAGE_INDENT : 20,
			    PASSAGE_INDENT, table->style->colour);
	buffer_append_byte(out, '\n');
}

bool table_has_sections(const struct answer *answer)
{
	return answer->grid.row == NULL && answer->grid.row_group != NULL;
}

static void append_records(struct buffer *out, struct table *table, unsigned width)
{
	unsigned label = 0;
	for (size_t i = 0; i < table->count; i++) {
		unsigned heading = width_of(table->shown[i].heading);
		label = heading > label ? heading : label;
	}
	if (label > width / 3)
		label = width / 3;
	for (size_t row = 0; row < table->answer->row_count; row++) {
		if (row > 0)
			buffer_append_byte(out, '\n');
		append_section(out, table, row);
		for (size_t i = 0; i < table->count; i++) {
			const struct cell *cell =
				answer_cell(table->answer, row, table->shown[i].column);
			if (cell->kind == CELL_NULL && table->group != SIZE_MAX)
				continue; /* sections differ in what they fill */
			struct buffer heading;
			buffer_init(&heading);
			width_append_cut(&heading, table->shown[i].heading, label);
			ink_start(out, table->style->colour, INK_STRONG);
			width_append_padded(out, buffer_slice(&heading), label, false);
			ink_end(out, table->style->colour, INK_STRONG);
			buffer_release(&heading);
			width_append_spaces(out, GAP);
			width_append_wrapped(out, slice_trim(table->shown[i].texts[row]),
					     width - label - GAP, label + GAP);
			end_line(out);
		}
		append_passage(out, table, row, width);
	}
}

static void append_bar_note(struct buffer *note, const struct table *table)
{
	bool any = false, chinese = table->style->chinese;
	for (size_t i = 0; i < table->count; i++) {
		const struct shown *shown = &table->shown[i];
		if (!shown->bar)
			continue;
		struct figure whole = shown->figure;
		whole.decimals = whole.full_bar < 0.01 ? 2 : 0;
		if (any) {
			buffer_append_string(note, ", ");
		} else {
			label_append(note, SLICE("bars"), chinese);
			buffer_append_string(note, chinese ? "：" : ": ");
		}
		buffer_append(note, shown->heading);
		buffer_append_string(note, chinese ? " 0 至 " : " 0 to ");
		figure_append_number(note, &whole, whole.full_bar);
		any = true;
	}
}

static void append_table(struct buffer *out, struct table *table, unsigned width)
{
	struct arena scratch;
	arena_init(&scratch);
	append_headings(out, table);
	for (size_t row = 0; row < table->answer->row_count; row++) {
		if (table->goes_on && passage_of(table, row).length > 0)
			continue;
		append_section(out, table, row);
		append_row(out, table, row, &scratch);
		append_passage(out, table, row, width);
		arena_reset(&scratch);
	}
	arena_release(&scratch);
}

/* ---- bands: one table below the other, each with the columns that tell the rows apart ---- */

static bool rows_differ(const struct table *table, size_t keys)
{
	enum { ROWS_MOST = 1000 }; /* nobody reads more by eye */
	size_t rows = table->answer->row_count;
	if (rows > ROWS_MOST)
		return false;
	for (size_t a = 0; a < rows; a++)
		for (size_t b = a + 1; b < rows && passage_of(table, a).length == 0; b++) {
			bool same = passage_of(table, b).length == 0 &&
				    slice_equal(section_of(table, a), section_of(table, b));
			for (size_t i = 0; i < keys && same; i++)
				same = slice_equal(table->shown[i].texts[a],
						   table->shown[i].texts[b]);
			if (same)
				return false;
		}
	return true;
}

/* Number of first columns, of names, that tell all rows apart; 0 when no few do. */
static size_t key_columns(const struct table *table)
{
	enum { KEYS_MOST = 4 };
	for (size_t keys = 1; keys <= KEYS_MOST && keys < table->count; keys++) {
		if (table->shown[keys - 1].figure.is_number)
			return 0;
		if (rows_differ(table, keys))
			return keys;
	}
	return 0;
}

static unsigned least_width(const struct shown *shown)
{
	return GAP + shown->least;
}

/* Columns from first on that stand beside the keys in one band. */
static size_t band_length(const struct table *table, size_t keys, size_t first, unsigned width)
{
	unsigned total = 0;
	for (size_t i = 0; i < keys; i++)
		total += least_width(&table->shown[i]);
	size_t end = first;
	while (end < table->count && total + least_width(&table->shown[end]) <= width + GAP)
		total += least_width(&table->shown[end++]);
	return end - first;
}

/* False, and nothing drawn, when rows have no names, or a column beside them is too wide. */
static bool append_bands(struct buffer *out, struct table *table, unsigned width)
{
	size_t keys = table->answer->row_count > 1 ? key_columns(table) : 0;
	if (keys == 0)
		return false;
	for (size_t first = keys, length; first < table->count; first += length)
		if ((length = band_length(table, keys, first, width)) == 0)
			return false;
	for (size_t first = keys; first < table->count;) {
		struct table band = *table;
		size_t length = band_length(table, keys, first, width);
		band.count = keys + length;
		band.goes_on = first + length < table->count;
		band.shown = arena_array(&table->scratch, struct shown, band.count);
		for (size_t i = 0; i < band.count; i++) {
			band.shown[i] = table->shown[i < keys ? i : first + i - keys];
			band.shown[i].width = band.shown[i].natural;
		}
		(void)fit(&band, width); /* their least widths do */
		if (first > keys)
			buffer_append_byte(out, '\n');
		append_table(out, &band, width);
		first += length;
	}
	return true;
}

void table_append(struct buffer *out, struct buffer *note, const struct answer *answer,
		  const struct render_style *style)
{
	unsigned width = style->width == 0 ? 100 : style->width;
	struct table table = {.answer = answer, .style = style};
	start_table(&table);
	if (table.count > 0 && fit(&table, width)) {
		append_table(out, &table, width);
		append_bar_note(note, &table);
	} else if (table.count > 0 && !append_bands(out, &table, width)) {
		append_records(out, &table, width);
	}
	arena_release(&table.scratch);
}
