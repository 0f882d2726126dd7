/*
 * One row's values, or the parts of a file's name, into a document's metadata.
 */
#ifndef QIPAN_READ_ITEM_H
#define QIPAN_READ_ITEM_H

#include <jansson.h>

#include "read/fields.h"
#include "read/problems.h"
#include "read/source.h"

struct row_values {
	const struct slice *names, *values;
	size_t count;
	const json_t *object; /* the same with JSON types, or NULL */
	const char *origin;   /* "column" or "file name": the beginning of rules */
	struct slice place;   /* file, for problems */
	uint32_t line;
};

/* The value that stands for each field in this row, empty if none; by preference among several
 * columns (fields.h). The rest and all other columns go to `other`. */
struct chosen_values {
	struct slice value[FIELD_COUNT];
	size_t column[FIELD_COUNT];   /* index in row_values, SIZE_MAX if none */
	bool has_column[FIELD_COUNT]; /* there is such a column, filled or not */
};

void item_choose(struct field_finder *finder, const struct row_values *row,
		 struct chosen_values *chosen);
/* Fills item->metadata: fields with their rules, and other. Values are trimmed. A date that is none
 * and a value longer than LIMIT_METADATA_BYTES are left out with a warning. Fields that the item
 * has already stay. */
void item_fill(struct arena *study, struct problems *problems, const struct row_values *row,
	       const struct chosen_values *chosen, struct source_item *item);
/* What the options give to documents that have no value of their own; rule "option". */
void item_default(const struct source_options *options, struct source_item *item);

/* A cell as an ISO 8601 date: 2026-01-27, 2026/1/27, 2026.1.27, 20260127, 2026年1月27日, 2026-01,
 * 2026, also with a time of day behind it. False when it is anything else, such as 2024-2026. */
bool date_from_cell(struct arena *arena, struct slice cell, struct slice *iso);

#endif
