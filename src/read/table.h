/*
 * The rows of a table file, one at a time, the same way for csv, tsv and JSON: a row is a list of
 * names and values.
 *
 * csv, tsv: the first record names the columns; the separator is a tab for .tsv and what the header
 * suggests for .csv (comma, semicolon, tab; a first line "sep=;" as Excel writes it says it). An
 * empty header becomes "column_3", a repeated one "text_2". A row with a wrong number of fields is
 * passed over, except that more fields are fine when the surplus is empty.
 *
 * JSON: objects one after another (JSON Lines, also laid out over several lines), or one array of
 * objects. A bad object is passed over up to the next line that begins with "{"; inside an array
 * nothing shows where the next element begins, so reading ends there. Strings with U+0000, repeated
 * names and numbers beyond 64 bits are errors, not guesses.
 *
 * Cost: O(file), one object or record in memory at a time beside the file itself.
 */
#ifndef QIPAN_READ_TABLE_H
#define QIPAN_READ_TABLE_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/map.h"
#include "base/slice.h"
#include "base/status.h"
#include "text/decode.h"
#include "text/delimited.h"

struct table_row {
	const struct slice *names, *values; /* count of each; the arrays hold until the next row,
					       the slices as long as the arena */
	size_t count;
	uint32_t line;	      /* where it begins, 1-based */
	uint32_t number;      /* 1-based; a csv header is row 1, as spreadsheets count */
	const json_t *object; /* JSON: the row with its types, until the next row; else NULL */
};

struct table {
	struct arena *arena;
	struct decoded decoded; /* the file's text, encoding and how that was found */
	bool is_json;
	struct delimited delimited;
	/* JSON only */
	size_t at;
	uint32_t line;
	bool in_array;
	bool closed;	     /* the array is at its end, or what follows cannot be read */
	struct map interned; /* name -> index in names_seen */
	struct slice *names_seen;
	size_t seen_capacity;
	json_t *object;
	/* both */
	struct slice *names, *values;
	size_t name_count, name_capacity, value_capacity;
	uint32_t number;
};

/* bytes: the file, which must outlive the rows. name decides between csv, tsv and JSON. Errors:
 * FORMAT (no text, no header), USAGE (unknown encoding), LIMIT. Call table_close in any case. */
enum status table_open(struct table *table, struct arena *arena, struct slice bytes,
		       struct slice name, struct slice encoding, struct error *error) QIPAN_CHECKED;
/* The next row; *found false at the end. Any error concerns one row (error->line): call again to
 * go on with the next. */
enum status table_next(struct table *table, struct table_row *row, bool *found,
		       struct error *error) QIPAN_CHECKED;
void table_close(struct table *table);

/* The names of all columns so far, for messages: "id, title, text" (cut after 300 bytes). */
const char *table_columns(const struct table *table);

#endif
