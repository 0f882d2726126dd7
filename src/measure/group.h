/*
 * Regions taken together: a tier against another, a region against all others, as if each side were
 * one region. Pooling lets long texts speak for short ones; where the unit must stay the region
 * (tests between tiers), use measure/gradient.h.
 */
#ifndef QIPAN_MEASURE_GROUP_H
#define QIPAN_MEASURE_GROUP_H

#include "base/arena.h"
#include "corpus/coded.h"

#define GROUP_NONE UINT32_MAX

/* A corpus of `groups` regions: group[r] says which one region r joins, GROUP_NONE leaves it out.
 * keep[c] false leaves column c out; keep NULL keeps all. Passages keep ids, documents and
 * paragraphs; paragraphs are numbered anew. A group has id number + 1, no name, and the coverage of
 * its best-read region. Arrays in the arena. O(passages + codes). */
void coded_corpus_grouped(struct arena *arena, const struct coded_corpus *corpus,
			  const uint32_t *group, size_t groups, const bool *keep,
			  struct coded_corpus *out);

#endif
