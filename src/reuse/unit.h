/*
 * What reuse compares: units. A unit is one character of a script that is written without spaces
 * (Han, kana, Thai, Lao, Khmer, Burmese) or one run of letters and digits of any other script, so
 * that one edit costs about as much in Chinese as in English. Punctuation and space are no units:
 * copied text is found again whatever was done to its commas and line ends. Units are read from the
 * shadow text (text/normal.h): width and case do not count.
 *
 * A unit is kept as 16 bits: Han by its code point, everything else by a hash into the 37,000 other
 * values. Two different words are taken for one with chance 1 in 37,000 where they meet; a seed of
 * four words makes that 1 in 10^18. In exchange a Chinese text takes 1.1 bytes of memory for each
 * of its bytes, an English one 0.6, places included.
 *
 * Places: every unit knows its canonical byte span: one byte a unit holds the gap before it and its
 * length, an anchor every 64 units holds the absolute offset, and units that fit no byte (a word of
 * more than 15 bytes, a gap of more than 14) are listed.
 *
 * Breaks: what stands before a unit: nothing, a clause mark, or a sentence end. Copied passages
 * begin and end there more often than anywhere else.
 */
#ifndef QIPAN_REUSE_UNIT_H
#define QIPAN_REUSE_UNIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/slice.h"

enum unit_break {
	BREAK_NONE,
	BREAK_CLAUSE,	/* , ; : brackets, quotes, dashes */
	BREAK_SENTENCE, /* 。！？, a full stop before space, an empty line, any line end after Han
			 */
};

/* A unit whose place fits no byte. */
struct unit_far {
	uint32_t unit;
	struct span span;
};

struct unit_text {
	uint16_t *ids; /* never 0 */
	uint8_t *steps;
	uint32_t *anchors; /* end of the unit before unit 64 i; count / 64 + 1 */
	uint8_t *breaks;   /* 2 bits a unit */
	struct unit_far *far;
	uint32_t count, far_count;
	bool spaced; /* more than half of the units are words */
};

/* text: valid UTF-8 of at most LIMIT_DOCUMENT_BYTES. The result lives in study; scratch holds the
 * shadow text while it is read (8 bytes a character). O(text). */
void units_read(struct arena *study, struct arena *scratch, struct slice text,
		struct unit_text *units);

/* Canonical span from the start of unit `start` to the end of unit `end` - 1; start < end <= count.
 * O(1): at most 64 steps. */
struct span units_span(const struct unit_text *units, uint32_t start, uint32_t end);

/* First unit that ends after the canonical byte offset; count if there is none. O(log count). */
uint32_t units_find(const struct unit_text *units, uint32_t offset);

/* What stands before the unit; unit 0 and unit `count` have BREAK_SENTENCE. */
enum unit_break units_break(const struct unit_text *units, uint32_t unit);

#endif
