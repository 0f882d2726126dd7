/*
 * The phrases of one text and the first of other texts that has each. A phrase is what stands
 * between two marks of punctuation: four units or more, word for word.
 *
 * Example: "稳中求进、以进促稳。" has two phrases of four units; if an older text has 坚持稳中求进,
 * the first of them stood there, inside whatever phrase.
 */
#ifndef QIPAN_REUSE_PHRASE_H
#define QIPAN_REUSE_PHRASE_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "reuse/unit.h"

struct phrase {
	uint32_t start, end; /* units */
	uint32_t part;	     /* index into parts */
	uint32_t first;	     /* number of the first text that has it; UINT32_MAX: none yet */
	uint32_t texts;	     /* that have it */
	uint32_t next, last; /* of the table; of the text that counted it last */
};

struct phrase_list {
	const struct unit_text *text;
	struct phrase *at; /* in order of place */
	size_t count;
	uint32_t *heads;
	unsigned bits;
};

/* The different phrases inside the parts (ranges of units, ascending); what stands twice is listed
 * where it stands first. Lives in the arena. O(units). */
void phrases_read(struct arena *arena, const struct unit_text *text, const struct span *parts,
		  size_t part_count, struct phrase_list *list);

/* Looks for every phrase in another text. Call in order of age, each number once. O(units). */
void phrases_seek(struct phrase_list *list, const struct unit_text *other, uint32_t number);

#endif
