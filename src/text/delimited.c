#include "text/delimited.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"

static const struct slice byte_order_mark = {"\xEF\xBB\xBF", 3};

void delimited_open(struct delimited *delimited, struct slice input, char separator)
{
	*delimited = (struct delimited){.input = input, .separator = separator, .next = 1};
	if (slice_starts(input, byte_order_mark))
		delimited->at = byte_order_mark.length;
}

void delimited_release(struct delimited *delimited)
{
	free(delimited->fields);
	*delimited = (struct delimited){0};
}

static bool is_line_end(char c)
{
	return c == '\n' || c == '\r';
}

/* Bytes of the line end at offset: 0, 1 or 2 for CRLF. */
static size_t line_end_bytes(struct slice input, size_t at)
{
	if (at >= input.length || !is_line_end(input.at[at]))
		return 0;
	return input.at[at] == '\r' && at + 1 < input.length && input.at[at + 1] == '\n' ? 2 : 1;
}

static uint32_t count_lines(struct slice text)
{
	uint32_t lines = 0;
	for (size_t i = 0, bytes; i<text.length; i += bytes> 0 ? bytes : 1) {
		bytes = line_end_bytes(text, i);
		lines += bytes > 0;
	}
	return lines;
}

static bool ends_field(const struct delimited *delimited, size_t at)
{
	return at >= delimited->input.length || delimited->input.at[at] == delimited->separator ||
	       is_line_end(delimited->input.at[at]);
}

/* Offset of the quote that closes the one at start, or SIZE_MAX; *doubled counts "" between. */
static size_t closing_quote(struct slice input, size_t start, size_t *doubled)
{
	*doubled = 0;
	for (size_t at = start + 1; at < input.length; at += 2) {
		const char *quote = memchr(input.at + at, '"', input.length - at);
		if (quote == NULL)
			return SIZE_MAX;
		at = (size_t)(quote - input.at);
		if (at + 1 >= input.length || input.at[at + 1] != '"')
			return at;
		++*doubled;
	}
	return SIZE_MAX;
}

static struct slice undouble(struct arena *arena, struct slice text, size_t doubled)
{
	char *copy = arena_alloc(arena, text.length - doubled + 1, 1);
	size_t length = 0;
	for (size_t i = 0; i < text.length; i++) {
		copy[length++] = text.at[i];
		i += text.at[i] == '"';
	}
	return (struct slice){copy, length};
}

static void skip_line(struct delimited *delimited)
{
	size_t at = delimited->at;
	while (at < delimited->input.length && !is_line_end(delimited->input.at[at]))
		at++;
	size_t bytes = line_end_bytes(delimited->input, at);
	delimited->at = at + bytes;
	delimited->next += bytes > 0;
}

static enum status mistake(struct delimited *delimited, uint32_t line, enum status status,
			   const char *what, struct error *error)
{
	skip_line(delimited);
	error_set(error, status, "%s", what);
	error_at(error, NULL, line, 0);
	return status;
}

static enum status field_add(struct delimited *delimited, struct slice field, struct error *error)
{
	if (delimited->field_count == LIMIT_TABLE_COLUMNS)
		return mistake(delimited, delimited->line, STATUS_LIMIT,
			       "the record has more fields than the limit TABLE_COLUMNS allows: "
			       "check the separator and the quotes",
			       error);
	if (field.length > LIMIT_FIELD_BYTES)
		return mistake(delimited, delimited->line, STATUS_LIMIT,
			       "a field is longer than the limit FIELD_BYTES allows: check the "
			       "quotes before it",
			       error);
	delimited->fields = memory_grow(delimited->fields, &delimited->field_capacity,
					delimited->field_count + 1, sizeof *delimited->fields);
	delimited->fields[delimited->field_count++] = field;
	return STATUS_OK;
}

static enum status plain_field(struct delimited *delimited, struct error *error)
{
	size_t start = delimited->at;
	while (!ends_field(delimited, delimited->at))
		delimited->at++;
	struct slice field = {delimited->input.at + start, delimited->at - start};
	return field_add(delimited, field, error);
}

static enum status quoted_field(struct delimited *delimited, struct arena *arena,
				struct error *error)
{
	struct slice input = delimited->input;
	size_t doubled, start = delimited->at, close = closing_quote(input, start, &doubled);
	bool strict = delimited->separator != '\t';
	if (!strict && (close == SIZE_MAX || !ends_field(delimited, close + 1)))
		return plain_field(delimited, error);
	if (close == SIZE_MAX)
		return mistake(delimited, delimited->next, STATUS_FORMAT,
			       "a quote opens here and is never closed: close it, or double the "
			       "quotes inside the field",
			       error);
	struct slice field = {input.at + start + 1, close - start - 1};
	delimited->next += count_lines(field);
	delimited->at = close + 1;
	if (!ends_field(delimited, close + 1))
		return mistake(delimited, delimited->next, STATUS_FORMAT,
			       "text follows a closing quote: double the quotes inside the field",
			       error);
	if (doubled > 0)
		field = undouble(arena, field, doubled);
	return field_add(delimited, field, error);
}

enum status delimited_next_record(struct delimited *delimited, struct arena *arena, bool *found,
				  struct error *error)
{
	struct slice input = delimited->input;
	*found = false;
	delimited->field_count = 0;
	for (size_t bytes; (bytes = line_end_bytes(input, delimited->at)) > 0;) {
		delimited->at += bytes;
		delimited->next++;
	}
	if (delimited->at >= input.length)
		return STATUS_OK;
	delimited->line = delimited->next;
	for (;;) {
		bool quoted = delimited->at < input.length && input.at[delimited->at] == '"';
		TRY(quoted ? quoted_field(delimited, arena, error) : plain_field(delimited, error));
		if (delimited->at >= input.length ||
		    input.at[delimited->at] != delimited->separator)
			break;
		delimited->at++;
	}
	size_t bytes = line_end_bytes(input, delimited->at);
	delimited->at += bytes;
	delimited->next += bytes > 0;
	*found = true;
	return STATUS_OK;
}

char delimited_guess_separator(struct slice input)
{
	size_t commas = 0, semicolons = 0;
	bool quoted = false;
	for (size_t i = 0; i < input.length; i++) {
		char c = input.at[i];
		if (c == '"')
			quoted = !quoted;
		if (quoted)
			continue;
		if (c == '\t')
			return '\t';
		if (is_line_end(c) && commas + semicolons > 0)
			break;
		commas += c == ',';
		semicolons += c == ';';
	}
	return semicolons > commas ? ';' : ',';
}

size_t delimited_find_field(const struct delimited *delimited, struct slice name)
{
	for (size_t i = 0; i < delimited->field_count; i++)
		if (slice_equal_ignoring_case(slice_trim(delimited->fields[i]), name))
			return i;
	return SIZE_MAX;
}
