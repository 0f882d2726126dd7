/*
 * Two editions of one text, sentence by sentence (methods: M36).
 *
 * Likeness of two sentences = cosine of their counts of unit pairs (of units in spaced text: a word
 * says as much as two characters), 0..1. Pairs are taken from the most alike down, each sentence
 * once; KEPT_LEAST and more is kept, REWORDED_LEAST and more is reworded. A pair that the others
 * would have to cross (not in the longest ascending chain) has moved. Of what is left, a sentence
 * of which CONTAINED_LEAST of the unit pairs stand in a sentence of the other side was merged into
 * it (old) or split off it (new); the rest was dropped (old) or is new.
 *
 * Edge cases: a sentence without units is left out. Equal likeness: the nearer places first, then
 * the earlier ones.
 */
#ifndef QIPAN_REUSE_EDITION_H
#define QIPAN_REUSE_EDITION_H

#include "base/arena.h"
#include "reuse/unit.h"

#define KEPT_LEAST 0.9
#define REWORDED_LEAST 0.5
#define CONTAINED_LEAST 0.7

enum edition_state {
	EDITION_KEPT,
	EDITION_REWORDED,
	EDITION_MERGED, /* a is part of b, which has another sentence of its own */
	EDITION_SPLIT,	/* b is part of a, which has another sentence of its own */
	EDITION_DROPPED,
	EDITION_NEW,
	EDITION_STATE_COUNT
};
const char *edition_state_name(enum edition_state state);

struct edition_side {
	const struct unit_text *units;
	const struct span *sentences; /* unit ranges */
	size_t count;
};

struct edition_entry {
	enum edition_state state;
	bool moved;
	uint32_t a, b;	 /* sentences; UINT32_MAX where there is none */
	double likeness; /* of kept and reworded; the contained share of merged and split */
};

/* Entries in the order of the new text, dropped and merged ones where the old text had them. In the
 * arena. O(sum over unit pairs of old x new sentences that hold them). */
struct edition_entry *editions_compare(struct arena *arena, const struct edition_side *a,
				       const struct edition_side *b, size_t *count);

#endif
