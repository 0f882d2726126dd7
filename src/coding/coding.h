/*
 * Passages x scheme -> mentions. A match must lie in one passage. What decides between matches that
 * overlap, in this order:
 *   1. a hit wholly inside an occurrence of an exclusion phrase of its code is dropped;
 *   2. inside one axis (top-level branch) the longest match wins over all that it overlaps, the
 *      earlier at equal length;
 *   3. equal spans in two codes both count; in one code they are one mention, of the pattern that
 *      stands first in the file;
 * axes do not see each other. Lengths are in characters of the shadow text.
 *
 * Region names are found by gazetteer_scan, which decides alike: barring phrases, then the longest
 * name, all members of a group at one place.
 */
#ifndef QIPAN_CODING_CODING_H
#define QIPAN_CODING_CODING_H

#include "base/arena.h"
#include "corpus/document.h"
#include "scheme/codebook.h"
#include "scheme/gazetteer.h"
#include "text/normal.h"

struct coding_hit;
struct coding_place;

/* Scratch of one thread; zero it first, release with coding_release. */
struct coding_scratch {
	struct lexicon_matches matches, exclusions;
	struct region_hits regions;
	/* used inside coding.c and overlap.c */
	struct coding_hit *hits, *bars;
	size_t hit_capacity, bar_capacity;
	struct coding_place *places; /* for each character of a passage: who took it */
	size_t place_capacity;
	uint32_t stamp;
	struct mention *mentions;
	size_t mention_capacity;
	struct region_mention *region_mentions;
	size_t region_mention_capacity;
};
void coding_release(struct coding_scratch *scratch);

/* Sets the actor of passages that open with another region as the subject of a verb to ACTOR_OTHER
 * (M03). Fills mentions and region_mentions of document (in the arena), ordered by passage, then
 * start, then code or region, then end. The shadow is of document->text. Needs passages. codebook
 * or gazetteer may be NULL: then there are no mentions of that kind. O(characters + matches log
 * matches in a passage). */
void coding_match(struct arena *arena, const struct codebook *codebook,
		  const struct gazetteer *gazetteer, const struct shadow_text *shadow,
		  struct document *document, struct coding_scratch *scratch);

#endif
