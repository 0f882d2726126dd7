/*
 * Seeds: short runs of units that two copies of one text have in common even after heavy editing.
 * Of every `window` successive runs the one with the smallest hash is kept (winnowing: Schleimer,
 * Wilkerson and Aiken 2003), so that both copies keep the same ones without knowing of each other:
 * any shared stretch of length + window - 1 units has a seed in common.
 *
 * The choice of length was measured on planted reuse (share of cases with at least one seed in
 * common, window 4): 4 units 0.998, 6 units 0.979, 8 units 0.944, 10 units 0.887. Shorter seeds
 * meet by chance: a small corpus can pay for that, a large one not.
 */
#ifndef QIPAN_REUSE_SEED_H
#define QIPAN_REUSE_SEED_H

#include <stddef.h>
#include <stdint.h>

#include "reuse/unit.h"

struct seed {
	uint32_t hash;
	uint32_t position; /* first unit */
};

struct seed_shape {
	uint32_t length; /* units of a seed in unspaced text */
	uint32_t words;	 /* units of a seed in spaced text: a word says as much as two characters */
	uint32_t window; /* 1: every run */
};

/* Growing list; the caller frees at. */
struct seed_list {
	struct seed *at;
	size_t count, capacity;
};

/* Seeds of the text in order of position; empties the list first. Texts shorter than a seed have
 * none, texts shorter than a window one. O(units). */
void seeds_select(const struct unit_text *units, struct seed_shape shape, struct seed_list *list);

#endif
