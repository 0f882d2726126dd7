/*
 * Which column of a table is what. Tables come from many hands, so a column is found by its header:
 * one list of names in English and Chinese for each field (fields.c), compared without case, spaces
 * and hyphens ("Source URL" is source_url). Names stand in order of preference: when a row fills
 * several columns of one field (date and year), the first name in the list wins and the others are
 * kept as metadata of the user's own. A field that the user names (--text-field body) is that
 * column only.
 */
#ifndef QIPAN_READ_FIELDS_H
#define QIPAN_READ_FIELDS_H

#include <stddef.h>
#include <stdint.h>

#include "base/map.h"
#include "base/slice.h"
#include "read/source.h"

enum field {
	FIELD_TEXT, /* the document itself */
	FIELD_FILE, /* a file that holds it */
	FIELD_ID,
	FIELD_REGION,
	FIELD_DATE,
	FIELD_TITLE,
	FIELD_LEVEL,
	FIELD_KIND,
	FIELD_LANGUAGE,
	FIELD_TIER,
	FIELD_SERIES,
	FIELD_SOURCE,
	FIELD_COUNT,
};

/* What one column is: a field and its place among the names of that field (0 is preferred). */
struct column_role {
	uint8_t field; /* enum field; FIELD_COUNT: metadata of the user's own */
	uint8_t rank;
};

/* The columns seen so far and their roles; grows by one entry for each different header. */
struct field_finder {
	const struct source_options *options;
	struct map roles;	 /* header -> field << 8 | rank */
	bool found[FIELD_COUNT]; /* the column that an option names was seen */
};

void field_finder_init(struct field_finder *finder, const struct source_options *options);
void field_finder_release(struct field_finder *finder);
/* The role of a column. The header must outlive the finder. O(1) after the first time. */
struct column_role field_find(struct field_finder *finder, struct slice header);

/* "text", "region", ...: the word in --text-field, in rules and in problems. */
const char *field_name(enum field field);
/* The column that the user's option names for field, empty if none. */
struct slice field_option(const struct source_options *options, enum field field);
/* The value that the user's option gives to documents without one of their own, empty if none. */
struct slice field_default(const struct source_options *options, enum field field);
/* Where a document keeps the field; NULL for text and file. */
struct slice *field_in(struct document_metadata *metadata, enum field field);
/* Where it keeps the rule that found it; NULL if it keeps none. */
struct slice *field_rule_in(struct document_metadata *metadata, enum field field);

#endif
