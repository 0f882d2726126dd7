/*
 * "Did you mean": which of the known words a mistyped one may stand for.
 *
 * Distance is the least number of characters to insert, delete, replace, or swap with a neighbour
 * (optimal string alignment: Damerau 1964, Levenshtein 1966), ASCII case ignored. A word is near
 * when at most a third of the characters differ, or a half where the mistyped word is not ASCII
 * (湖难: each Chinese character carries as much as several letters), or when it begins with what
 * was typed (two characters at least). O(count) with words of at most 32 characters; longer ones
 * are never near.
 */
#ifndef QIPAN_BASE_SUGGEST_H
#define QIPAN_BASE_SUGGEST_H

#include <stddef.h>

#include "base/slice.h"

enum { SUGGEST_MOST = 3 };

/* The near words of smallest distance, as indices in the order of words; those spelled alike (but
 * for case) count once. Returns how many: 0..SUGGEST_MOST. */
size_t suggest_nearest(struct slice name, const struct slice *words, size_t count,
		       size_t nearest[SUGGEST_MOST]);

/* The first of them, or NULL when none is near. */
const char *suggest_closest(struct slice name, const char *const *words, size_t count);

#endif
