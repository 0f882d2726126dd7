/* jansson writes each value (strings escaped, reals with 12 digits in any locale); the rows stream
 * into the buffer one by one, so that no tree of a whole answer stands in memory. */
#include <jansson.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "view/mark.h"
#include "view/render.h"

static int append_chunk(const char *bytes, size_t count, void *out)
{
	buffer_append(out, (struct slice){bytes, count});
	return 0;
}

static void append_value(struct buffer *out, json_t *value)
{
	if (value == NULL || json_dump_callback(value, append_chunk, out,
						JSON_ENCODE_ANY | JSON_REAL_PRECISION(12)) != 0)
		abort(); /* memory is out: nothing else can fail here */
	json_decref(value);
}

/* Valid UTF-8 from anything: bad bytes become U+FFFD. */
static void append_valid(struct buffer *out, struct slice text)
{
	for (size_t i = 0, bytes; i < text.length; i += bytes)
		buffer_append_code_point(out, utf8_read(text, i, &bytes));
}

static void append_text(struct buffer *out, struct slice text)
{
	json_t *value = json_stringn(text.at, text.length);
	if (value == NULL) {
		struct buffer valid;
		buffer_init(&valid);
		append_valid(&valid, text);
		value = json_stringn(valid.at, valid.length);
		buffer_release(&valid);
	}
	append_value(out, value);
}

static void append_string(struct buffer *out, const char *text)
{
	append_text(out, slice_from(text));
}

static void append_ids(struct buffer *out, const struct cell *cell, enum evidence_style evidence)
{
	if (evidence == EVIDENCE_COUNT) {
		buffer_printf(out, "%zu", cell->as.ids.count);
		return;
	}
	buffer_append_byte(out, '[');
	for (size_t i = 0; i < cell->as.ids.count; i++)
		buffer_printf(out, i == 0 ? "%lld" : ",%lld", (long long)cell->as.ids.at[i]);
	buffer_append_byte(out, ']');
}

static void append_cell(struct buffer *out, const struct cell *cell, enum column_show show,
			enum evidence_style evidence)
{
	switch (cell->kind) {
	case CELL_NULL:
		buffer_append_string(out, "null");
		break;
	case CELL_TEXT:
		if (show_is_passage(show)) {
			struct buffer plain;
			buffer_init(&plain);
			mark_append_stripped(&plain, cell->as.text);
			append_text(out, buffer_slice(&plain));
			buffer_release(&plain);
		} else {
			append_text(out, cell->as.text);
		}
		break;
	case CELL_INTEGER:
		buffer_printf(out, "%lld", (long long)cell->as.integer);
		break;
	case CELL_REAL:
		append_value(out, json_real(cell->as.real));
		break;
	case CELL_FLAG:
		buffer_append_string(out, cell->as.flag ? "true" : "false");
		break;
	case CELL_IDS:
		append_ids(out, cell, evidence);
		break;
	}
}

static void append_pairs(struct buffer *out, const char *name, const struct answer_pair *pairs,
			 size_t count)
{
	buffer_printf(out, "\"%s\": {", name);
	for (size_t i = 0; i < count; i++) {
		buffer_append_string(out, i == 0 ? "" : ", ");
		append_string(out, pairs[i].key);
		buffer_append_string(out, ": ");
		append_cell(out, &pairs[i].value, SHOW_PLAIN, EVIDENCE_IDS);
	}
	buffer_append_string(out, "},\n");
}

static void append_columns(struct buffer *out, const struct answer *answer, const bool *left_out)
{
	buffer_append_string(out, "\"columns\": [");
	const char *separator = "\n";
	for (size_t i = 0; i < answer->column_count; i++) {
		if (left_out[i])
			continue;
		buffer_append_string(out, separator);
		separator = ",\n";
		buffer_append_string(out, "{\"name\": ");
		append_string(out, answer->columns[i].name);
		buffer_append_string(out, ", \"unit\": ");
		append_string(out, answer->columns[i].unit);
		buffer_append_string(out, ", \"definition\": ");
		append_string(out, answer->columns[i].definition);
		buffer_append_byte(out, '}');
	}
	buffer_append_string(out, "\n],\n");
}

static void append_row(struct buffer *out, const struct answer *answer, size_t row,
		       const bool *left_out, const struct render_style *style)
{
	const char *separator = "";
	buffer_append_byte(out, '{');
	for (size_t i = 0; i < answer->column_count; i++) {
		if (left_out[i])
			continue;
		buffer_append_string(out, separator);
		separator = ", ";
		append_string(out, answer->columns[i].name);
		buffer_append_string(out, ": ");
		append_cell(out, answer_cell(answer, row, i), answer->columns[i].show,
			    style->evidence);
	}
	buffer_append_byte(out, '}');
}

static void append_problems(struct buffer *out, const struct answer *answer)
{
	buffer_append_string(out, "\"problems\": [");
	for (size_t i = 0; i < answer->problem_count; i++) {
		const struct problem *problem = &answer->problems[i];
		buffer_append_string(out, i == 0 ? "\n" : ",\n");
		buffer_append_string(out, "{\"severity\": ");
		append_string(out, problem->severity);
		buffer_append_string(out, ", \"place\": ");
		append_text(out, problem->place);
		buffer_printf(out, ", \"line\": %u, \"column\": %u, \"what\": ", problem->line,
			      problem->column);
		append_text(out, problem->what);
		buffer_append_byte(out, '}');
	}
	buffer_append_string(out, answer->problem_count == 0 ? "]\n" : "\n]\n");
}

void render_json(const struct answer *answer, const struct render_style *style, struct buffer *out)
{
	bool *left_out = render_left_out(answer, style);
	buffer_append_string(out, "{\n\"qipan\": ");
	append_string(out, QIPAN_VERSION);
	buffer_append_string(out, ",\n\"command\": ");
	append_string(out, answer->command);
	buffer_append_string(out, ",\n");
	append_pairs(out, "params", answer->params, answer->param_count);
	append_pairs(out, "manifest", answer->manifest, answer->manifest_count);
	append_columns(out, answer, left_out);
	buffer_append_string(out, "\"rows\": [");
	for (size_t row = 0; row < answer->row_count; row++) {
		buffer_append_string(out, row == 0 ? "\n" : ",\n");
		append_row(out, answer, row, left_out, style);
	}
	buffer_append_string(out, answer->row_count == 0 ? "],\n" : "\n],\n");
	append_problems(out, answer);
	buffer_append_string(out, "}\n");
	free(left_out);
}

void render_json_lines(const struct answer *answer, const struct render_style *style,
		       struct buffer *out)
{
	bool *left_out = render_left_out(answer, style);
	for (size_t row = 0; row < answer->row_count; row++) {
		append_row(out, answer, row, left_out, style);
		buffer_append_byte(out, '\n');
	}
	free(left_out);
}
