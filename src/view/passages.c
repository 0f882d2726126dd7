#include "view/passages.h"

#include "view/table.h"

#include <stdlib.h>

#include "base/arena.h"
#include "view/figure.h"
#include "view/ink.h"
#include "view/label.h"
#include "view/mark.h"
#include "view/width.h"

enum { TEXT_INDENT = 5, SIDES_GUTTER = 3, SIDES_WIDTH = 60 };

struct passages {
	const struct answer *answer;
	const struct render_style *style;
	struct figure *figures; /* one for each column */
	bool *left_out;
	unsigned width;
	size_t passage_columns;
};

bool passages_wanted(const struct answer *answer)
{
	if (table_has_sections(answer))
		return false;
	for (size_t i = 0; i < answer->column_count; i++)
		if (show_is_passage(answer->columns[i].show))
			return true;
	return false;
}

/* "left_start" goes with "left_end": true, and the other's column, for either of them. */
static bool is_range_part(const struct answer *answer, size_t column, const char *ending,
			  const char *other_ending, size_t *other)
{
	struct slice name = slice_from(answer->columns[column].name);
	struct slice tail = slice_from(ending);
	if (!slice_ends(name, tail))
		return false;
	struct buffer wanted;
	buffer_init(&wanted);
	buffer_append(&wanted, (struct slice){name.at, name.length - tail.length});
	buffer_append_string(&wanted, other_ending);
	*other = answer_find_column(answer, wanted.at);
	buffer_release(&wanted);
	return *other != SIZE_MAX;
}

static void append_headed(struct buffer *line, const struct passages *passages, size_t row,
			  size_t column)
{
	const struct answer *answer = passages->answer;
	const struct cell *cell = answer_cell(answer, row, column);
	size_t other;
	if (is_range_part(answer, column, "start", "end", &other)) {
		figure_append(line, &passages->figures[column], cell, passages->style);
		buffer_append_string(line, "–");
		figure_append(line, &passages->figures[other], answer_cell(answer, row, other),
			      passages->style);
		return;
	}
	/* A word says itself what it is; a number does not. */
	if (cell->kind != CELL_TEXT) {
		label_append(line, slice_from(answer->columns[column].name),
			     passages->style->chinese);
		buffer_append_byte(line, ' ');
	}
	figure_append(line, &passages->figures[column], cell, passages->style);
	struct buffer interval;
	buffer_init(&interval);
	figure_append_interval(&interval, &passages->figures[column], answer, row, column);
	if (interval.length > 0)
		buffer_printf(line, " %s", interval.at);
	buffer_release(&interval);
}

static void append_header(struct buffer *out, const struct passages *passages, size_t row)
{
	const struct answer *answer = passages->answer;
	bool colour = passages->style->colour, first = true;
	struct buffer part, line;
	buffer_init(&part);
	buffer_init(&line);
	for (size_t i = 0; i < answer->column_count; i++) {
		enum column_show show = answer->columns[i].show;
		const struct cell *cell = answer_cell(answer, row, i);
		size_t other;
		if (passages->left_out[i] || show == SHOW_HIDDEN || show_is_passage(show) ||
		    cell->kind == CELL_NULL ||
		    (cell->kind == CELL_TEXT && cell->as.text.length == 0) ||
		    is_range_part(answer, i, "end", "start", &other) ||
		    figure_is_interval_end(answer, i))
			continue;
		buffer_clear(&part);
		append_headed(&part, passages, row, i);
		if (!first)
			buffer_append_string(&line, " · ");
		buffer_append(&line, buffer_slice(&part));
		first = false;
	}
	struct arena scratch;
	arena_init(&scratch);
	size_t count;
	struct slice *lines =
		width_lines(&scratch, buffer_slice(&line), passages->width - TEXT_INDENT, &count);
	for (size_t i = 0; i < count; i++) {
		width_append_spaces(out, i == 0 ? 2 : TEXT_INDENT);
		ink_append(out, colour, INK_STRONG, lines[i]);
		while (out->at[out->length - 1] == ' ')
			out->at[--out->length] = '\0';
		buffer_append_byte(out, '\n');
	}
	arena_release(&scratch);
	buffer_release(&line);
	buffer_release(&part);
}

static void append_text(struct buffer *out, const struct passages *passages, size_t row,
			size_t column)
{
	const struct cell *cell = answer_cell(passages->answer, row, column);
	unsigned indent = TEXT_INDENT;
	width_append_spaces(out, TEXT_INDENT);
	if (passages->passage_columns > 1) {
		struct buffer heading;
		buffer_init(&heading);
		label_append(&heading, slice_from(passages->answer->columns[column].name),
			     passages->style->chinese);
		buffer_append_string(&heading, ": ");
		ink_append(out, passages->style->colour, INK_DIM, buffer_slice(&heading));
		indent += width_of(buffer_slice(&heading));
		buffer_release(&heading);
	}
	if (cell->kind == CELL_TEXT)
		mark_append_wrapped(out, cell->as.text, passages->width - indent, indent,
				    passages->style->colour);
	else
		figure_append(out, &passages->figures[column], cell, passages->style);
	buffer_append_byte(out, '\n');
}

/* Two columns of text need room for a dozen Han characters each. */
static bool sides_fit(const struct passages *passages)
{
	return passages->width >= SIDES_WIDTH;
}

/* The next line of a text, padded; empty when it has none left. */
static void append_side_line(struct buffer *out, struct slice *rest, unsigned columns, bool padded)
{
	struct slice line = {"", 0};
	if (rest->at != NULL && !slice_cut(rest, '\n', &line))
		line = (struct slice){"", 0};
	struct buffer plain;
	buffer_init(&plain);
	for (size_t i = 0; i < line.length; i++) {
		if (line.at[i] != '\x1B') {
			buffer_append_byte(&plain, line.at[i]);
			continue;
		}
		while (i < line.length && line.at[i] != 'm')
			i++; /* a colour takes no room */
	}
	unsigned width = width_of(buffer_slice(&plain));
	buffer_release(&plain);
	buffer_append(out, line);
	if (padded && width < columns)
		width_append_spaces(out, columns - width);
}

static void append_sides(struct buffer *out, const struct passages *passages, size_t row,
			 size_t column)
{
	unsigned side = (passages->width - TEXT_INDENT - SIDES_GUTTER) / 2;
	struct buffer texts[2];
	struct slice rests[2];
	for (size_t i = 0; i < 2; i++) {
		const struct cell *cell = answer_cell(passages->answer, row, column + i);
		buffer_init(&texts[i]);
		if (cell->kind == CELL_TEXT)
			mark_append_wrapped(&texts[i], cell->as.text, side, 0,
					    passages->style->colour);
		rests[i] = buffer_slice(&texts[i]);
	}
	while (rests[0].at != NULL || rests[1].at != NULL) {
		struct buffer line;
		buffer_init(&line);
		width_append_spaces(&line, TEXT_INDENT);
		append_side_line(&line, &rests[0], side, true);
		buffer_append_string(&line, " │ ");
		append_side_line(&line, &rests[1], side, false);
		while (line.at[line.length - 1] == ' ')
			line.at[--line.length] = '\0';
		buffer_append(out, buffer_slice(&line));
		buffer_append_byte(out, '\n');
		buffer_release(&line);
	}
	for (size_t i = 0; i < 2; i++)
		buffer_release(&texts[i]);
}

void passages_append(struct buffer *out, const struct answer *answer,
		     const struct render_style *style)
{
	struct arena scratch;
	arena_init(&scratch);
	struct passages passages = {
		.answer = answer,
		.style = style,
		.figures = arena_array(&scratch, struct figure, answer->column_count),
		.left_out = render_left_out(answer, style),
		.width = style->width == 0 ? 100 : style->width};
	for (size_t i = 0; i < answer->column_count; i++) {
		passages.figures[i] = figure_choose(answer, i);
		passages.passage_columns += show_is_passage(answer->columns[i].show);
	}
	for (size_t row = 0; row < answer->row_count; row++) {
		struct buffer number;
		buffer_init(&number);
		buffer_printf(&number, "%zu", row + 1);
		if (row > 0)
			buffer_append_byte(out, '\n');
		ink_start(out, style->colour, INK_DIM);
		width_append_padded(out, buffer_slice(&number), TEXT_INDENT - 2, true);
		ink_end(out, style->colour, INK_DIM);
		buffer_release(&number);
		append_header(out, &passages, row);
		for (size_t i = 0; i < answer->column_count; i++)
			if (answer->columns[i].show == SHOW_PASSAGE &&
			    i + 1 < answer->column_count &&
			    answer->columns[i + 1].show == SHOW_BESIDE && sides_fit(&passages))
				append_sides(out, &passages, row, i++);
			else if (show_is_passage(answer->columns[i].show))
				append_text(out, &passages, row, i);
	}
	free(passages.left_out);
	arena_release(&scratch);
}
