/*
 * Places: parts of other documents that seem to share something with one document. Inside the room
 * reuse.
 *
 * A text built of the same clauses as a hundred others would be aligned with each of them, and a
 * sentence that many have says the same hundred times. So the partners of one stretch of text are
 * limited: up to LIMIT_REUSE_PARTNERS all are looked at; of more only the `first` earliest, among
 * whom is the source, and the `alike` others with most seeds there, among whom is the parent.
 */
#ifndef QIPAN_REUSE_PLACE_H
#define QIPAN_REUSE_PLACE_H

#include <stddef.h>
#include <stdint.h>

#include "reuse/box.h"

/* Units that a stretch has. A place is a partner in all stretches that its seeds reach, and is
 * looked at as a whole if it is chosen in one of them. */
enum { STRETCH_UNITS = 128 };

struct place {
	uint32_t other; /* document, by rank: lower ones are earlier */
	struct seeded_box seeded;
};

struct place_rules {
	uint32_t most;	       /* other documents in a stretch that are all looked at */
	uint32_t first, alike; /* how many are where there are more */
};

/* Leaves out what is too much and brings the rest in order of (other, a_start, b_start); returns
 * how many are left. Of others with equally many seeds the earlier stays. O(n log n), n counting a
 * place once in every stretch. */
size_t places_limit(struct place *places, size_t count, const struct place_rules *rules);

#endif
