/*
 * Which of many overlapping hits in one passage count. Works on numbers only: what a hit is of
 * (code, region) and who competes with whom (axis) is said by its caller.
 */
#ifndef QIPAN_CODING_OVERLAP_H
#define QIPAN_CODING_OVERLAP_H

#include <stddef.h>
#include <stdint.h>

#include "coding/coding.h"

struct coding_hit {
	uint32_t start, end; /* shadow characters */
	uint32_t pattern;
	uint32_t owner; /* code or region id; of a bar: whose hits it bars, 0 = everybody's */
	uint32_t rival; /* hits with the same number compete: the axis */
};

/* Drops hits that lie wholly inside a bar of their owner. Returns how many are left. Sorts bars and
 * keeps the order of hits. O((hits + bars) log bars). */
size_t overlap_bar(struct coding_hit *hits, size_t hit_count, struct coding_hit *bars,
		   size_t bar_count);
/* Keeps the hits that count among rivals, ordered by start, owner, end; returns how many.
 * first, end: the passage in shadow characters. O(hits log hits + characters of what counts). */
size_t overlap_resolve(struct coding_hit *hits, size_t hit_count, uint32_t first, uint32_t end,
		       struct coding_scratch *scratch);

#endif
