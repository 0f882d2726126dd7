#include "read/table.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "read/json_rows.h"

/* text_decode holds documents to LIMIT_DOCUMENT_BYTES; a table of that size or more must be UTF-8,
 * which needs no copy. */
static enum status decode(struct arena *arena, struct slice bytes, struct slice encoding,
			  struct decoded *decoded, struct error *error)
{
	if (bytes.length <= LIMIT_DOCUMENT_BYTES)
		return text_decode(arena, bytes, encoding, decoded, error);
	bool wants_utf8 = encoding.length == 0 ||
			  slice_equal_ignoring_case(encoding, SLICE("utf-8")) ||
			  slice_equal_ignoring_case(encoding, SLICE("utf8"));
	if (!wants_utf8 || utf8_find_invalid(bytes) != SIZE_MAX ||
	    memchr(bytes.at, '\0', bytes.length) != NULL)
		return error_set(error, STATUS_LIMIT,
				 "is no valid UTF-8 and larger than the limit DOCUMENT_BYTES (%d): "
				 "convert it to UTF-8 or split it",
				 LIMIT_DOCUMENT_BYTES);
	if (slice_starts(bytes, SLICE("\xEF\xBB\xBF")))
		bytes = (struct slice){bytes.at + 3, bytes.length - 3};
	*decoded = (struct decoded){bytes, SLICE("utf-8"), SLICE("utf-8 (valid)"), 0};
	return STATUS_OK;
}

static bool ends_ignoring_case(struct slice name, struct slice end)
{
	return name.length >= end.length &&
	       slice_equal_ignoring_case(
		       (struct slice){name.at + name.length - end.length, end.length}, end);
}

static bool name_exists(const struct table *table, struct slice name)
{
	return map_find(&table->interned, name, NULL);
}

/* Columns are told apart by name alone, so names are made different. */
static void name_column(struct table *table, struct slice header)
{
	struct slice name = slice_trim(header);
	uint32_t index = (uint32_t)table->name_count;
	if (name.length == 0)
		name = slice_from(arena_printf(table->arena, "column_%u", index + 1));
	struct slice wanted = name;
	for (unsigned i = 2; name_exists(table, name); i++)
		name = slice_from(
			arena_printf(table->arena, "%.*s_%u", (int)wanted.length, wanted.at, i));
	map_put(&table->interned, name, index, NULL);
	table->names[table->name_count++] = name;
}

/* Excel's "sep=;" before the header. */
static char said_separator(struct slice *text)
{
	if (text->length < 6 ||
	    !slice_equal_ignoring_case((struct slice){text->at, 4}, SLICE("sep=")))
		return '\0';
	size_t end = text->at[5] == '\r' ? 6 : 5;
	if (end >= text->length || text->at[end] != '\n')
		return '\0';
	char separator = text->at[4];
	*text = (struct slice){text->at + end + 1, text->length - end - 1};
	return separator;
}

static enum status open_delimited(struct table *table, struct slice name, struct error *error)
{
	struct slice text = table->decoded.text;
	char separator = said_separator(&text);
	bool said = separator != '\0', found;
	if (!said)
		separator = ends_ignoring_case(name, SLICE(".csv"))
				    ? delimited_guess_separator(text)
				    : '\t';
	delimited_open(&table->delimited, text, separator);
	table->delimited.next += said;
	TRY(delimited_next_record(&table->delimited, table->arena, &found, error));
	if (!found)
		return error_set(error, STATUS_FORMAT,
				 "is empty: a table begins with a line that "
				 "names its columns");
	table->names = memory_grow(NULL, &table->name_capacity, table->delimited.field_count,
				   sizeof *table->names);
	for (size_t i = 0; i < table->delimited.field_count; i++)
		name_column(table, table->delimited.fields[i]);
	table->number = 1;
	return STATUS_OK;
}

enum status table_open(struct table *table, struct arena *arena, struct slice bytes,
		       struct slice name, struct slice encoding, struct error *error)
{
	*table = (struct table){.arena = arena, .line = 1};
	map_init(&table->interned);
	TRY(decode(arena, bytes, encoding, &table->decoded, error));
	table->is_json = !ends_ignoring_case(name, SLICE(".csv")) &&
			 !ends_ignoring_case(name, SLICE(".tsv")) &&
			 !ends_ignoring_case(name, SLICE(".tab"));
	return table->is_json ? json_rows_open(table, error) : open_delimited(table, name, error);
}

static bool surplus_is_empty(const struct delimited *record, size_t wanted)
{
	for (size_t i = wanted; i < record->field_count; i++)
		if (slice_trim(record->fields[i]).length > 0)
			return false;
	return true;
}

static enum status next_delimited(struct table *table, struct table_row *row, bool *found,
				  struct error *error)
{
	struct delimited *record = &table->delimited;
	table->number++;
	TRY(delimited_next_record(record, table->arena, found, error));
	if (!*found)
		return STATUS_OK;
	if (record->field_count < table->name_count ||
	    !surplus_is_empty(record, table->name_count)) {
		error_set(
			error, STATUS_FORMAT,
			"the row has %zu fields, the header has %zu: check the separators and the "
			"quotes in it; it was passed over",
			record->field_count, table->name_count);
		return error_at(error, NULL, record->line, 0);
	}
	*row = (struct table_row){table->names, record->fields, table->name_count,
				  record->line, table->number,	NULL};
	return STATUS_OK;
}

enum status table_next(struct table *table, struct table_row *row, bool *found, struct error *error)
{
	return table->is_json ? json_rows_next(table, row, found, error)
			      : next_delimited(table, row, found, error);
}

void table_close(struct table *table)
{
	delimited_release(&table->delimited);
	map_release(&table->interned);
	json_decref(table->object);
	free(table->names);
	free(table->values);
	free(table->names_seen);
	*table = (struct table){0};
}

const char *table_columns(const struct table *table)
{
	const struct slice *names = table->is_json ? table->names_seen : table->names;
	size_t count = table->is_json ? table->interned.count : table->name_count;
	const char *list = "";
	for (size_t i = 0; i < count && strlen(list) < 300; i++)
		list = arena_printf(table->arena, "%s%s%.*s%s", list, i == 0 ? "" : ", ",
				    names[i].length > 60 ? 60 : (int)names[i].length, names[i].at,
				    i + 1 < count && strlen(list) > 220 ? ", ..." : "");
	return list;
}
