/*
 * Who could have copied from whom, and whose a sentence is.
 *
 * Order of two documents: dates first, compared as far as both are known; then level (national
 * before province before city before county before unknown). Documents of one level less than
 * SAME_TIME_DAYS apart were written at the same time: neither can be said to be the source of the
 * other. Documents that no date and no level tells apart have no order, and that is said.
 *
 * A sentence of a document is held by another document when at least HELD_SHARE of its units stand
 * there. Its class is decided by the earliest other holder, before the document itself:
 *
 *   above        that holder is of a higher level
 *   own_edition  that holder is an earlier document of the same holder (region and level)
 *   stock        no holder from above, and STOCK_HOLDERS or more other holders of the same level or
 *                higher have it: a phrase that everybody writes
 *   sibling      that holder is another one of the same level or of a lower one
 *   same_time    others hold it, none of them clearly before or after: copied or from a common
 *                source, the dates do not tell
 *   first        others hold it, all of them later
 *   none         nobody else has it
 *
 * Own voice is what is left without above, stock and sibling (methods: M35).
 */
#ifndef QIPAN_REUSE_ORIGIN_H
#define QIPAN_REUSE_ORIGIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "reuse/collection.h"

enum { SAME_TIME_DAYS = 8, STOCK_HOLDERS = 3 };
#define HELD_SHARE 0.6

/* Why one document is taken to be before another. */
enum reuse_why { WHY_DATE, WHY_LEVEL, WHY_SAME_TIME, WHY_UNDATED, WHY_COUNT };

struct reuse_order {
	int sign; /* -1: x was first, 1: y was, 0: unknown */
	enum reuse_why why;
};
struct reuse_order reuse_order_of(const struct reuse_document *x, const struct reuse_document *y);
/* Total order for lists: by date, undated last, then level, then the numbers. */
int reuse_list_order(const struct reuse_document *x, uint32_t x_number,
		     const struct reuse_document *y, uint32_t y_number);

enum reuse_class {
	REUSE_NONE,
	REUSE_FIRST,
	REUSE_SAME_TIME,
	REUSE_OWN_EDITION,
	REUSE_SIBLING,
	REUSE_ABOVE,
	REUSE_STOCK,
	REUSE_CLASS_COUNT
};
bool reuse_is_own_voice(enum reuse_class class);
/* Bit 1 << class of every class that is own voice. */
unsigned reuse_own_voice_classes(void);
/* Words as they stand in JSON, csv and options; never NULL. */
const char *reuse_class_name(enum reuse_class class);
const char *reuse_why_name(enum reuse_why why);

/* One other document's tile on this document's side, in units. */
struct held_range {
	uint32_t other; /* index into documents */
	uint32_t start, end;
	float identity; /* of the passage that the tile is of */
};

/* What is known of one sentence. Documents are indices, NOBODY if there is none. */
struct sentence_origin {
	enum reuse_class class;
	double share;	    /* of its units, in any other document */
	uint32_t source;    /* the earliest holder */
	uint32_t parent;    /* of the holders before it, the one it is most like: most units in
			     * tiles, then identity, level, date */
	uint32_t documents; /* other documents that hold it */
	uint32_t holders;   /* other holders (regions) among them */
};
static const uint32_t NOBODY = UINT32_MAX;

/* Decides for each sentence [starts[i], ends[i]) of document `self`, in order; a sentence without
 * units is none. Ranges are sorted in place. Gaps of at most 3 units between two tiles of one
 * document count as held: an edit inside copied text is copied text. The result is in the arena.
 * O(n log n + sentences) for n ranges. */
struct sentence_origin *origins_make(struct arena *arena, const struct reuse_document *documents,
				     uint32_t self, struct held_range *ranges, size_t range_count,
				     const struct span *sentences, size_t sentence_count);

#endif
