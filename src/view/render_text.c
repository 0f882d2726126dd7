#include "base/arena.h"
#include "base/limits.h"
#include "view/grid.h"
#include "view/ink.h"
#include "view/label.h"
#include "view/passages.h"
#include "view/render.h"
#include "view/table.h"
#include "view/visible.h"
#include "view/width.h"

enum { HASH_SHOWN = 12 }; /* digits of a SHA-256 in the last line: enough to compare by eye */

static unsigned width_of_style(const struct render_style *style)
{
	return style->width == 0 ? 100 : style->width;
}

/* A paragraph of the frame around the body. */
static void append_paragraph(struct buffer *out, const struct render_style *style, enum ink ink,
			     struct slice text)
{
	struct buffer visible, wrapped;
	buffer_init(&visible);
	buffer_init(&wrapped);
	visible_append(&visible, text, VISIBLE_KEEP_LINES);
	width_append_wrapped(&wrapped, buffer_slice(&visible), width_of_style(style), 0);
	/* Each line is coloured by itself: pagers start every line plain. */
	struct slice rest = buffer_slice(&wrapped), line;
	while (slice_cut(&rest, '\n', &line)) {
		if (line.length > 0)
			ink_append(out, style->colour, ink, line);
		buffer_append_byte(out, '\n');
	}
	buffer_release(&wrapped);
	buffer_release(&visible);
}

static void append_body(struct buffer *out, struct buffer *note, const struct answer *answer,
			const struct render_style *style)
{
	struct arena scratch;
	arena_init(&scratch);
	struct grid *grid = grid_wanted(answer) ? grid_make(&scratch, answer) : NULL;
	if (answer->column_count > 0 && answer->row_count == 0) {
		struct buffer none;
		buffer_init(&none);
		label_append(&none, SLICE("no rows"), style->chinese);
		append_paragraph(out, style, INK_DIM, buffer_slice(&none));
		buffer_release(&none);
	} else if (grid != NULL) {
		grid_append(out, grid, style);
	} else if (passages_wanted(answer)) {
		passages_append(out, answer, style);
	} else {
		table_append(out, note, answer, style);
	}
	arena_release(&scratch);
}

static void append_problem(struct buffer *out, const struct problem *problem,
			   const struct render_style *style)
{
	bool is_error = slice_is(slice_from(problem->severity), "error");
	struct slice severity =
		label_value("severity", slice_from(problem->severity), style->chinese);
	struct buffer raw, text;
	buffer_init(&raw);
	buffer_init(&text);
	buffer_append(&raw, problem->place);
	if (problem->line > 0)
		buffer_printf(&raw, ":%u", problem->line);
	if (problem->line > 0 && problem->column > 0)
		buffer_printf(&raw, ":%u", problem->column);
	if (raw.length > 0)
		buffer_append_string(&raw, ": ");
	buffer_append(&raw, problem->what);
	visible_append(&text, buffer_slice(&raw), VISIBLE_ONE_LINE);
	ink_append(out, style->colour, is_error ? INK_ERROR : INK_WARNING, severity);
	width_append_spaces(out, 2);
	unsigned indent = width_of(severity) + 2, width = width_of_style(style);
	width_append_wrapped(out, buffer_slice(&text), width > indent + 20 ? width - indent : 20,
			     indent);
	buffer_append_byte(out, '\n');
	buffer_release(&text);
	buffer_release(&raw);
}

static void append_problems(struct buffer *out, const struct answer *answer,
			    const struct render_style *style)
{
	if (answer->problem_count == 0)
		return;
	buffer_append_byte(out, '\n');
	for (size_t i = 0; i < answer->problem_count && i < LIMIT_PROBLEMS_SHOWN; i++)
		append_problem(out, &answer->problems[i], style);
	if (answer->problem_count > LIMIT_PROBLEMS_SHOWN)
		buffer_printf(out,
			      style->chinese ? "另有 %zu 条：qipan status --problems\n"
					     : "and %zu more: qipan status --problems\n",
			      answer->problem_count - LIMIT_PROBLEMS_SHOWN);
}

static bool is_hash(struct slice text)
{
	if (text.length != 64)
		return false;
	for (size_t i = 0; i < text.length; i++)
		if (!((text.at[i] >= '0' && text.at[i] <= '9') ||
		      (text.at[i] >= 'a' && text.at[i] <= 'f')))
			return false;
	return true;
}

/* From what the answer was made, in one line: JSON has it in full. */
static void append_manifest(struct buffer *out, const struct answer *answer,
			    const struct render_style *style)
{
	if (answer->manifest_count == 0)
		return;
	struct buffer line;
	buffer_init(&line);
	for (size_t i = 0; i < answer->manifest_count; i++) {
		const struct answer_pair *pair = &answer->manifest[i];
		buffer_append_string(&line, i == 0 ? "" : " · ");
		label_append(&line, slice_from(pair->key), style->chinese);
		buffer_append_byte(&line, ' ');
		if (pair->value.kind == CELL_INTEGER)
			buffer_printf(&line, "%lld", (long long)pair->value.as.integer);
		else if (pair->value.kind == CELL_TEXT && is_hash(pair->value.as.text))
			buffer_append(&line, (struct slice){pair->value.as.text.at, HASH_SHOWN});
		else if (pair->value.kind == CELL_TEXT)
			buffer_append(&line, pair->value.as.text);
	}
	buffer_append_byte(out, '\n');
	append_paragraph(out, style, INK_DIM, buffer_slice(&line));
	buffer_release(&line);
}

void render_text(const struct answer *answer, const struct render_style *style, struct buffer *out)
{
	if (answer->title.length > 0) {
		append_paragraph(out, style, INK_STRONG, answer->title);
		if (answer->column_count > 0)
			buffer_append_byte(out, '\n');
	}
	struct buffer note;
	buffer_init(&note);
	append_body(out, &note, answer, style);
	if (answer->footnote.length > 0 || note.length > 0)
		buffer_append_byte(out, '\n');
	if (answer->footnote.length > 0)
		append_paragraph(out, style, INK_DIM, answer->footnote);
	if (note.length > 0)
		append_paragraph(out, style, INK_DIM, buffer_slice(&note));
	append_problems(out, answer, style);
	append_manifest(out, answer, style);
	buffer_release(&note);
}
