/*
 * What the files of the gazetteer share: rows as read, and the rules still to be expanded.
 */
#ifndef QIPAN_SCHEME_GAZETTEER_PARTS_H
#define QIPAN_SCHEME_GAZETTEER_PARTS_H

#include "scheme/gazetteer.h"

/* A text under which gazetteer_find knows a region, normalised and without white space. */
struct region_key {
	struct slice text;
	uint32_t rank; /* 0: code, iso, name; 1: abbreviation, which gives way */
	struct region_id region;
	uint32_t line;
};
struct slice region_key_text(struct arena *arena, struct slice name);

enum gazetteer_column {
	COLUMN_KIND,
	COLUMN_CODE,
	COLUMN_ISO,
	COLUMN_NAME,
	COLUMN_FULL,
	COLUMN_TRADITIONAL,
	COLUMN_ENGLISH,
	COLUMN_VARIANTS,
	COLUMN_ABBREVIATION,
	COLUMN_ABBREVIATION_WEAK,
	COLUMN_GIVEN,
	COLUMN_TIER,
	COLUMN_LEVEL,
	COLUMN_PARENT,
	COLUMN_ROW,
	COLUMN_COLUMN,
	COLUMN_LATITUDE,
	COLUMN_LONGITUDE,
	COLUMN_MEMBERS,
	COLUMN_REASON,
	COLUMN_COUNT,
};

/* A row of the file: regions first, rules after them, each in file order. */
struct gazetteer_row {
	struct slice fields[COLUMN_COUNT]; /* empty: not there */
	uint32_t line;
};

struct gazetteer_loader {
	struct arena *study;
	const char *file;
	struct gazetteer *gazetteer;
	struct scheme_remarks *remarks;
	struct gazetteer_row *regions, *rules; /* memory_grow */
	size_t region_count, region_capacity, rule_count, rule_capacity;
	size_t name_capacity, bar_capacity;
};

/* Takes the next item of a list with ; or ； between; false at the end. Empty items are passed
 * over.
 */
bool list_next(struct slice *rest, struct slice *item);

/* A remark that ends with the text it is about. */
void gazetteer_complain(struct gazetteer_loader *loader, enum remark_kind kind, uint32_t line,
			const char *what, struct slice about);

enum status gazetteer_name_add(struct gazetteer_loader *loader, const struct region_name *name,
			       struct error *error) QIPAN_CHECKED;
enum status gazetteer_bar_add(struct gazetteer_loader *loader, const struct region_bar *bar,
			      struct error *error) QIPAN_CHECKED;

/* Names of regions, then the rules' rows, into gazetteer->names and bars (memory_grow until
 * gazetteer_load copies them into the arena). */
enum status gazetteer_add_names(struct gazetteer_loader *loader, struct error *error) QIPAN_CHECKED;
enum status gazetteer_add_rules(struct gazetteer_loader *loader, struct error *error) QIPAN_CHECKED;
/* The sorted keys of gazetteer_find, in the arena. */
void gazetteer_add_keys(struct gazetteer_loader *loader);

#endif
