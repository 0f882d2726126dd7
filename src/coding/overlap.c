#include "coding/overlap.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* Who took a character in the round with that stamp. */
struct coding_place {
	uint32_t stamp;
	uint32_t start, end;
};

static int compare(uint32_t a, uint32_t b)
{
	return a < b ? -1 : a > b;
}

static int bar_order(const void *a, const void *b)
{
	const struct coding_hit *x = a, *y = b;
	if (x->owner != y->owner)
		return compare(x->owner, y->owner);
	return compare(x->start, y->start);
}

/* True if a bar of the owner starts at or before the hit and ends at or after it. Each bar's end
 * has been raised to the largest end of its owner's bars so far, so the last that starts in time
 * decides. */
static bool is_barred(const struct coding_hit *hit, uint32_t owner, const struct coding_hit *bars,
		      size_t count)
{
	size_t low = 0, high = count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct coding_hit *bar = &bars[middle];
		if (bar->owner < owner || (bar->owner == owner && bar->start <= hit->start))
			low = middle + 1;
		else
			high = middle;
	}
	return low > 0 && bars[low - 1].owner == owner && bars[low - 1].end >= hit->end;
}

size_t overlap_bar(struct coding_hit *hits, size_t hit_count, struct coding_hit *bars,
		   size_t bar_count)
{
	if (bar_count == 0)
		return hit_count;
	qsort(bars, bar_count, sizeof *bars, bar_order);
	for (size_t i = 1; i < bar_count; i++)
		if (bars[i].owner == bars[i - 1].owner && bars[i].end < bars[i - 1].end)
			bars[i].end = bars[i - 1].end;
	size_t kept = 0;
	for (size_t i = 0; i < hit_count; i++)
		if (!is_barred(&hits[i], hits[i].owner, bars, bar_count) &&
		    !is_barred(&hits[i], 0, bars, bar_count))
			hits[kept++] = hits[i];
	return kept;
}

/* The order in which hits take their characters. */
static int claim_order(const void *a, const void *b)
{
	const struct coding_hit *x = a, *y = b;
	if (x->rival != y->rival)
		return compare(x->rival, y->rival);
	if (x->end - x->start != y->end - y->start)
		return compare(y->end - y->start, x->end - x->start);
	if (x->start != y->start)
		return compare(x->start, y->start);
	if (x->owner != y->owner)
		return compare(x->owner, y->owner);
	return compare(x->pattern, y->pattern);
}

static int report_order(const void *a, const void *b)
{
	const struct coding_hit *x = a, *y = b;
	if (x->start != y->start)
		return compare(x->start, y->start);
	if (x->owner != y->owner)
		return compare(x->owner, y->owner);
	return compare(x->end, y->end);
}

static void next_stamp(struct coding_scratch *scratch)
{
	if (++scratch->stamp == 0) {
		memset(scratch->places, 0, scratch->place_capacity * sizeof *scratch->places);
		scratch->stamp = 1;
	}
}

static void reserve_places(struct coding_scratch *scratch, size_t needed)
{
	size_t before = scratch->place_capacity;
	scratch->places = memory_grow(scratch->places, &scratch->place_capacity, needed,
				      sizeof *scratch->places);
	if (scratch->place_capacity > before)
		memset(scratch->places + before, 0,
		       (scratch->place_capacity - before) * sizeof *scratch->places);
}

/* Takes the hit's characters if they are free, or taken by an equal span. Longer hits came first,
 * so one that overlaps this holds its first or its last character. */
static bool claim(const struct coding_hit *hit, struct coding_place *places, uint32_t stamp)
{
	struct coding_place *at = &places[hit->start], *last = &places[hit->end - 1];
	if (at->stamp == stamp || last->stamp == stamp)
		return at->stamp == stamp && at->start == hit->start && at->end == hit->end;
	for (uint32_t i = hit->start; i < hit->end; i++)
		places[i] = (struct coding_place){stamp, hit->start, hit->end};
	return true;
}

size_t overlap_resolve(struct coding_hit *hits, size_t hit_count, uint32_t first, uint32_t end,
		       struct coding_scratch *scratch)
{
	if (hit_count == 0)
		return 0;
	reserve_places(scratch, end - first);
	qsort(hits, hit_count, sizeof *hits, claim_order);
	size_t kept = 0;
	uint32_t rival = 0;
	for (size_t i = 0; i < hit_count; i++) {
		struct coding_hit hit = hits[i];
		if (i == 0 || hit.rival != rival)
			next_stamp(scratch);
		rival = hit.rival; /* hits[i - 1] may be overwritten by now */
		struct coding_hit here = hit;
		here.start -= first;
		here.end -= first;
		/* equal spans of one owner stand behind each other */
		bool again = kept > 0 && hits[kept - 1].owner == hit.owner &&
			     hits[kept - 1].start == hit.start && hits[kept - 1].end == hit.end;
		if (!again && claim(&here, scratch->places, scratch->stamp))
			hits[kept++] = hit;
	}
	qsort(hits, kept, sizeof *hits, report_order);
	return kept;
}
