#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "view/mark.h"
#include "view/render.h"

/* What tells the two formats apart. */
struct separated {
	char separator;
	const char *line_end;
	void (*append)(struct buffer *out, struct slice text);
};

/* "=1+1" typed by a stranger must not run in the reader's spreadsheet. */
static bool looks_like_formula(struct slice text)
{
	return text.length > 0 && text.at[0] != '\0' && strchr("=+-@\t\r", text.at[0]) != NULL;
}

static void append_quoted(struct buffer *out, struct slice text)
{
	bool quote = false;
	for (size_t i = 0; i < text.length && !quote; i++)
		quote = text.at[i] != '\0' && strchr(",\"\r\n", text.at[i]) != NULL;
	if (!quote) {
		buffer_append(out, text);
		return;
	}
	buffer_append_byte(out, '"');
	for (size_t i = 0; i < text.length; i++) {
		if (text.at[i] == '"')
			buffer_append_byte(out, '"');
		buffer_append_byte(out, text.at[i]);
	}
	buffer_append_byte(out, '"');
}

static void append_escaped(struct buffer *out, struct slice text)
{
	for (size_t i = 0; i < text.length; i++) {
		switch (text.at[i]) {
		case '\t':
			buffer_append_string(out, "\\t");
			break;
		case '\n':
			buffer_append_string(out, "\\n");
			break;
		case '\r':
			buffer_append_string(out, "\\r");
			break;
		case '\\':
			buffer_append_string(out, "\\\\");
			break;
		default:
			buffer_append_byte(out, text.at[i]);
		}
	}
}

static void append_text(struct buffer *out, const struct separated *format, struct slice text,
			enum column_show show)
{
	struct buffer plain, valid;
	buffer_init(&plain);
	buffer_init(&valid);
	if (show_is_passage(show)) {
		mark_append_stripped(&plain, text);
		text = buffer_slice(&plain);
	}
	if (looks_like_formula(text))
		buffer_append_byte(&valid, '\'');
	for (size_t i = 0, bytes; i < text.length; i += bytes) {
		uint32_t c = utf8_read(text, i, &bytes);
		buffer_append_code_point(&valid, c == 0 ? 0xFFFD : c);
	}
	format->append(out, buffer_slice(&valid));
	buffer_release(&valid);
	buffer_release(&plain);
}

static void append_cell(struct buffer *out, const struct separated *format, const struct cell *cell,
			enum column_show show, enum evidence_style evidence)
{
	if (cell->kind == CELL_TEXT)
		append_text(out, format, cell->as.text, show);
	else if (cell->kind == CELL_IDS && evidence != EVIDENCE_IDS)
		buffer_printf(out, "%zu", cell->as.ids.count);
	else
		render_append_plain(out, cell);
}

static void render_separated(const struct answer *answer, const struct render_style *style,
			     const struct separated *format, struct buffer *out)
{
	bool *left_out = render_left_out(answer, style);
	if (style->byte_order_mark)
		buffer_append_string(out, "\xEF\xBB\xBF");
	bool first = true;
	for (size_t i = 0; i < answer->column_count; i++) {
		if (left_out[i])
			continue;
		if (!first)
			buffer_append_byte(out, format->separator);
		first = false;
		append_text(out, format, slice_from(answer->columns[i].name), SHOW_PLAIN);
	}
	buffer_append_string(out, format->line_end);
	for (size_t row = 0; row < answer->row_count; row++) {
		first = true;
		for (size_t i = 0; i < answer->column_count; i++) {
			if (left_out[i])
				continue;
			if (!first)
				buffer_append_byte(out, format->separator);
			first = false;
			append_cell(out, format, answer_cell(answer, row, i),
				    answer->columns[i].show, style->evidence);
		}
		buffer_append_string(out, format->line_end);
	}
	free(left_out);
}

void render_csv(const struct answer *answer, const struct render_style *style, struct buffer *out)
{
	const struct separated format = {',', "\r\n", append_quoted};
	render_separated(answer, style, &format, out);
}

void render_tsv(const struct answer *answer, const struct render_style *style, struct buffer *out)
{
	const struct separated format = {'\t', "\n", append_escaped};
	render_separated(answer, style, &format, out);
}
