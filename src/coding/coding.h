/*
 * Passages x scheme -> mentions. The rules that decide between overlapping matches are one table:
 *   1. a hit wholly inside an occurrence of an exclusion phrase of its code is dropped;
 *   2. inside one axis (top-level branch) the longest match wins, the earlier at equal length;
 * equal spans in two codes both count; axes do not see each other. Region names: the longest wins
 * over all names; barring phrases first.
 */
#ifndef QIPAN_CODING_CODING_H
#define QIPAN_CODING_CODING_H

#include "base/arena.h"
#include "corpus/document.h"
#include "scheme/codebook.h"
#include "scheme/gazetteer.h"
#include "text/normal.h"

/* Scratch of one thread; zero it first, release with coding_release. */
struct coding_scratch {
	struct lexicon_matches matches, exclusions, names;
};
void coding_release(struct coding_scratch *scratch);

/* Fills mentions and region_mentions of document (in the arena). The shadow is of document->text.
 * Needs passages. O(characters + matches log matches in a passage). */
void coding_match(struct arena *arena, const struct codebook *codebook,
		  const struct gazetteer *gazetteer, const struct shadow_text *shadow,
		  struct document *document, struct coding_scratch *scratch);

#endif
