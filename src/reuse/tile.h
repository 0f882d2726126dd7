/*
 * Tiles: which units of a passage answer which of the other text, also where clauses changed
 * places. Of all equal runs the longest is laid first, then the longest that is still free on both
 * sides, and so on (greedy string tiling: Wise 1993); no unit lies in two tiles. Inside the room
 * reuse.
 */
#ifndef QIPAN_REUSE_TILE_H
#define QIPAN_REUSE_TILE_H

#include <stddef.h>
#include <stdint.h>

#include "reuse/box.h"

/* Equal units a[a .. a + length) and b[b .. b + length). */
struct tile {
	uint32_t a, b, length;
};

/* Starts zeroed; tile_list_release gives the memory back. */
struct tile_list {
	struct tile *at;
	size_t count, capacity;
	struct tile *runs; /* candidates, as the caller puts them; length at least RUN_UNITS */
	size_t run_count, run_capacity;
	uint8_t *marks;
	size_t mark_capacity;
};

void tile_list_add_run(struct tile_list *list, struct tile run);
/* Lays the candidates inside the box and appends the tiles to `at`, by a; empties the candidates.
 * O(n log n + length) for n candidates of that length together. */
void tiles_lay(struct tile_list *list, struct box box);
void tile_list_release(struct tile_list *list);

#endif
