#include "read/json_rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"

static struct slice text_of(const struct table *table)
{
	return table->decoded.text;
}

/* Moves on to `at`, counting lines. */
static void advance(struct table *table, size_t at)
{
	struct slice text = text_of(table);
	while (table->at < at) {
		const char *end = memchr(text.at + table->at, '\n', at - table->at);
		if (end == NULL) {
			table->at = at;
			return;
		}
		table->at = (size_t)(end - text.at) + 1;
		table->line++;
	}
}

static void skip_space(struct table *table)
{
	struct slice text = text_of(table);
	size_t at = table->at;
	while (at < text.length && memchr(" \t\r\n", text.at[at], 4) != NULL)
		at++;
	advance(table, at);
}

static bool at_byte(const struct table *table, char byte)
{
	return table->at < text_of(table).length && text_of(table).at[table->at] == byte;
}

enum status json_rows_open(struct table *table, struct error *error)
{
	skip_space(table);
	if (table->at >= text_of(table).length)
		return error_set(error, STATUS_FORMAT,
				 "is empty: rows are JSON objects, one a line");
	if (at_byte(table, '[')) {
		table->in_array = true;
		advance(table, table->at + 1);
	}
	return STATUS_OK;
}

/* After a bad object: the beginning of the line that holds the mistake, if it begins an object, or
 * the next line that does. Never back to where the bad object began, so that the whole file is
 * looked at a bounded number of times. */
static void resume(struct table *table, size_t mistake)
{
	struct slice text = text_of(table);
	size_t from = mistake < text.length ? mistake : text.length;
	while (from > table->at + 1 && text.at[from - 1] != '\n')
		from--;
	if (from > table->at + 1)
		from--;
	else
		from = table->at;
	size_t next = slice_find(text, SLICE("\n{"), from);
	advance(table, table->in_array || next == SIZE_MAX ? text.length : next + 1);
}

static enum status bad(struct table *table, uint32_t line, size_t mistake, const char *what,
		       struct error *error)
{
	bool rest = table->in_array;
	resume(table, mistake);
	table->closed = rest;
	error_set(error, STATUS_FORMAT, "%s; %s", what,
		  rest ? "the rest of the array cannot be read" : "it was passed over");
	return error_at(error, NULL, line, 0);
}

static struct slice intern(struct table *table, const char *name, size_t length)
{
	struct slice key = {name, length};
	uint32_t index;
	if (map_find(&table->interned, key, &index))
		return table->names_seen[index];
	key = arena_copy(table->arena, key);
	index = (uint32_t)table->interned.count;
	table->names_seen = memory_grow(table->names_seen, &table->seen_capacity, index + 1,
					sizeof *table->names_seen);
	table->names_seen[index] = key;
	map_put(&table->interned, key, index, NULL);
	return key;
}

/* A value as text: strings as they are, numbers and nested values as JSON, null as nothing. */
static struct slice value_text(struct arena *arena, const json_t *value)
{
	if (json_is_null(value))
		return (struct slice){"", 0};
	if (json_is_string(value))
		return arena_copy(
			arena, (struct slice){json_string_value(value), json_string_length(value)});
	size_t flags = JSON_ENCODE_ANY | JSON_COMPACT | JSON_REAL_PRECISION(15);
	char *dump = json_dumps(value, flags);
	struct slice copy = arena_copy(arena, slice_from(dump));
	free(dump);
	return copy;
}

static enum status fill(struct table *table, struct table_row *row, struct error *error)
{
	size_t count = json_object_size(table->object), i = 0;
	if (count > LIMIT_TABLE_COLUMNS)
		return error_set(error, STATUS_LIMIT,
				 "the object has %zu members, the limit TABLE_COLUMNS is %d; it "
				 "was passed over",
				 count, LIMIT_TABLE_COLUMNS);
	table->names =
		memory_grow(table->names, &table->name_capacity, count, sizeof(struct slice));
	table->values =
		memory_grow(table->values, &table->value_capacity, count, sizeof(struct slice));
	const char *name;
	size_t length;
	json_t *value;
	json_object_keylen_foreach(table->object, name, length, value)
	{
		if (json_string_length(value) > LIMIT_FIELD_BYTES)
			return error_set(error, STATUS_LIMIT,
					 "a field is longer than the limit FIELD_BYTES (%d); the "
					 "row was passed over",
					 LIMIT_FIELD_BYTES);
		table->names[i] = intern(table, name, length);
		table->values[i++] = value_text(table->arena, value);
	}
	row->names = table->names;
	row->values = table->values;
	row->count = count;
	row->object = table->object;
	return STATUS_OK;
}

/* What stands before the next object of an array, told once each: its end, or a comma. *ended is
 * true when there is no next one. */
static enum status between_elements(struct table *table, bool *ended, struct error *error)
{
	*ended = true;
	if (table->closed || table->at >= text_of(table).length)
		return STATUS_OK;
	if (at_byte(table, ']')) {
		table->closed = true;
		advance(table, table->at + 1);
		skip_space(table);
		if (table->at < text_of(table).length)
			return bad(table, table->line, table->at,
				   "something follows the end of the array", error);
		return STATUS_OK;
	}
	*ended = false;
	if (table->number == 0)
		return STATUS_OK;
	if (!at_byte(table, ','))
		return bad(table, table->line, table->at, "a comma is missing between two objects",
			   error);
	advance(table, table->at + 1);
	skip_space(table);
	return STATUS_OK;
}

/* True at the end of the rows. A file that ends inside its array was cut off. */
static enum status find_next(struct table *table, bool *ended, struct error *error)
{
	skip_space(table);
	if (table->in_array)
		TRY(between_elements(table, ended, error));
	*ended = table->closed || table->at >= text_of(table).length;
	if (*ended && table->in_array && !table->closed) {
		table->closed = true;
		error_set(error, STATUS_FORMAT,
			  "ends inside its array: it may be cut off; what came before was read");
		return error_at(error, NULL, table->line, 0);
	}
	return STATUS_OK;
}

enum status json_rows_next(struct table *table, struct table_row *row, bool *found,
			   struct error *error)
{
	struct slice text = text_of(table);
	bool ended;
	*found = false;
	json_decref(table->object);
	table->object = NULL;
	TRY(find_next(table, &ended, error));
	if (ended)
		return STATUS_OK;
	*found = true;
	table->number++;
	uint32_t line = table->line;
	if (!at_byte(table, '{'))
		return bad(table, line, table->at,
			   "is no JSON object: a row is {\"id\": ..., \"text\": ...}", error);
	json_error_t mistake;
	size_t flags = JSON_REJECT_DUPLICATES | JSON_DISABLE_EOF_CHECK;
	table->object = json_loadb(text.at + table->at, text.length - table->at, flags, &mistake);
	if (table->object == NULL) {
		char what[256];
		snprintf(what, sizeof what, "is no valid JSON: %s", mistake.text);
		return bad(table, line, table->at + (size_t)mistake.position, what, error);
	}
	advance(table, table->at + (size_t)mistake.position);
	row->line = line;
	row->number = table->number;
	enum status status = fill(table, row, error);
	if (status != STATUS_OK)
		error_at(error, NULL, line, 0);
	return status;
}
