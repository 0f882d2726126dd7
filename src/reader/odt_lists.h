/*
 * Lists of OpenDocument texts: which paragraph is the first of an item, and what number is printed
 * before it. Inside the room reader only; odt.c uses it.
 */
#ifndef QIPAN_READER_ODT_LISTS_H
#define QIPAN_READER_ODT_LISTS_H

#include "base/arena.h"
#include "base/map.h"
#include "reader/numeral.h"
#include "reader/xml.h"

enum { ODT_LEVELS = 10 };

struct odt_list_style {
	struct {
		enum numeral_style style;
		struct slice before, after;
		uint32_t start, shown; /* shown: levels that are printed, 1.2.3 has 3 */
	} levels[ODT_LEVELS];
};

struct odt_lists {
	struct odt_list_style *styles;
	size_t style_count, style_capacity;
	struct map style_ids;
	size_t reading; /* style whose levels are being read, SIZE_MAX: none */
	struct odt_list_style outline;
	uint32_t headings[ODT_LEVELS];
	bool reading_outline;

	size_t depth;	/* text:list open */
	uint32_t style; /* of the outermost list, UINT32_MAX: unknown */
	uint32_t counters[ODT_LEVELS];
	bool item_begins; /* the next paragraph is the first of its item */
};

void odt_lists_init(struct odt_lists *lists);
void odt_lists_release(struct odt_lists *lists);
/* Elements of lists and list styles; others are passed over. */
void odt_lists_start(struct odt_lists *lists, struct xml *xml, struct arena *arena);
void odt_lists_end(struct odt_lists *lists, struct slice name);
/* A paragraph begins: appends its number if it is the first of an item. True: a bulleted item. */
bool odt_lists_item(struct odt_lists *lists, struct buffer *label);
/* A heading begins. level from 1. */
void odt_lists_heading(struct odt_lists *lists, uint32_t level, struct buffer *label);

#endif
