#include "scheme/gazetteer.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "scheme/gazetteer_parts.h"
#include "text/normal.h"

const struct region *gazetteer_region(const struct gazetteer *gazetteer, struct region_id id)
{
	return id.value == 0 || id.value > gazetteer->region_count
		       ? NULL
		       : &gazetteer->regions[id.value - 1];
}

struct slice region_key_text(struct arena *arena, struct slice name)
{
	struct shadow_text shadow;
	struct buffer key;
	buffer_init(&key);
	text_normalise(arena, name, &shadow);
	for (size_t i = 0; i < shadow.count; i++)
		if (shadow.characters[i] > ' ')
			shadow_append(&shadow, i, i + 1, &key);
	struct slice copy = arena_copy(arena, buffer_slice(&key));
	buffer_release(&key);
	return copy;
}

/* First key not before text. */
static size_t lower_bound(const struct gazetteer *gazetteer, struct slice text)
{
	size_t low = 0, high = gazetteer->key_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (slice_compare(gazetteer->keys[middle].text, text) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The region of the key at i, unless the next key gives the same text to another region. */
static struct region_id unshared(const struct gazetteer *gazetteer, size_t i)
{
	const struct region_key *key = &gazetteer->keys[i];
	bool shared = i + 1 < gazetteer->key_count && key[1].rank == key->rank &&
		      slice_equal(key[1].text, key->text);
	return shared ? (struct region_id){0} : key->region;
}

struct region_id gazetteer_find(const struct gazetteer *gazetteer, struct slice name)
{
	struct arena scratch;
	struct region_id found = {0};
	arena_init(&scratch);
	struct slice text = region_key_text(&scratch, name);
	size_t i = lower_bound(gazetteer, text);
	if (i < gazetteer->key_count && slice_equal(gazetteer->keys[i].text, text))
		found = unshared(gazetteer, i);
	arena_release(&scratch);
	return found;
}

void region_hits_release(struct region_hits *hits)
{
	free(hits->at);
	free(hits->matches.at);
	free(hits->bars);
	free(hits->taken);
	*hits = (struct region_hits){0};
}

/* Splits matches into hits and bars; bars keep the order of their starts. */
static void collect(const struct gazetteer *gazetteer, struct region_hits *hits)
{
	hits->count = hits->bar_count = 0;
	size_t most = hits->matches.count;
	hits->at = memory_grow(hits->at, &hits->capacity, most, sizeof *hits->at);
	hits->bars = memory_grow(hits->bars, &hits->bar_capacity, most, sizeof *hits->bars);
	for (size_t i = 0; i < most; i++) {
		const struct lexicon_match *match = &hits->matches.at[i];
		if (match->pattern >= gazetteer->name_count) {
			hits->bars[hits->bar_count++] = (struct span){match->start, match->end};
			continue;
		}
		const struct region_name *name = &gazetteer->names[match->pattern];
		uint32_t start = match->start + name->part_start;
		uint32_t end = name->part_length == 0 ? match->end : start + name->part_length;
		hits->at[hits->count++] =
			(struct region_hit){start, end, match->pattern, name->region};
	}
	/* From here on a bar's end is the furthest end of all bars up to it. */
	for (size_t i = 1; i < hits->bar_count; i++)
		if (hits->bars[i].end < hits->bars[i - 1].end)
			hits->bars[i].end = hits->bars[i - 1].end;
}

static bool is_barred(const struct region_hits *hits, const struct region_hit *hit)
{
	size_t low = 0, high = hits->bar_count; /* bars that start at or before the hit */
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (hits->bars[middle].start <= hit->start)
			low = middle + 1;
		else
			high = middle;
	}
	return low > 0 && hits->bars[low - 1].end >= hit->end;
}

static int compare_numbers(uint32_t a, uint32_t b)
{
	return (a > b) - (a < b);
}

static int by_length(const void *left, const void *right)
{
	const struct region_hit *a = left, *b = right;
	int order = compare_numbers(b->end - b->start, a->end - a->start);
	order = order != 0 ? order : compare_numbers(a->start, b->start);
	order = order != 0 ? order : compare_numbers(a->region.value, b->region.value);
	return order != 0 ? order : compare_numbers(a->name, b->name);
}

static int by_start(const void *left, const void *right)
{
	const struct region_hit *a = left, *b = right;
	int order = compare_numbers(a->start, b->start);
	return order != 0 ? order : compare_numbers(a->region.value, b->region.value);
}

/* Longest first: a hit stays when it has the same place as the one kept before it (a group's next
 * member) or a free one. No longer hit can lie between the ends of a shorter one, so its two ends
 * tell. */
static void keep_longest(struct region_hits *hits, size_t start, size_t end)
{
	hits->taken = memory_grow(hits->taken, &hits->taken_capacity, end - start + 1,
				  sizeof *hits->taken);
	memset(hits->taken, 0, end - start);
	qsort(hits->at, hits->count, sizeof *hits->at, by_length);
	size_t kept = 0;
	for (size_t i = 0; i < hits->count; i++) {
		struct region_hit hit = hits->at[i];
		const struct region_hit *last = kept == 0 ? NULL : &hits->at[kept - 1];
		bool same = last != NULL && last->start == hit.start && last->end == hit.end;
		if (same && last->region.value == hit.region.value)
			continue;
		if (!same && (hits->taken[hit.start - start] || hits->taken[hit.end - 1 - start]))
			continue;
		memset(hits->taken + (hit.start - start), 1, hit.end - hit.start);
		hits->at[kept++] = hit;
	}
	hits->count = kept;
	qsort(hits->at, hits->count, sizeof *hits->at, by_start);
}

void gazetteer_scan(const struct gazetteer *gazetteer, const struct shadow_text *shadow,
		    size_t start, size_t end, struct region_hits *hits)
{
	hits->count = 0;
	if (gazetteer->lexicon == NULL)
		return;
	lexicon_scan(gazetteer->lexicon, shadow, start, end, &hits->matches);
	if (hits->matches.count == 0)
		return;
	collect(gazetteer, hits);
	size_t kept = 0;
	for (size_t i = 0; i < hits->count; i++)
		if (!is_barred(hits, &hits->at[i]))
			hits->at[kept++] = hits->at[i];
	hits->count = kept;
	if (kept > 0)
		keep_longest(hits, start, end);
}

struct region_id gazetteer_guess(const struct gazetteer *gazetteer, struct arena *arena,
				 struct slice text, struct slice *rule)
{
	struct arena scratch;
	struct shadow_text shadow;
	struct region_hits hits = {0};
	struct region_id found = {0};
	arena_init(&scratch);
	text_normalise(&scratch, text, &shadow);
	gazetteer_scan(gazetteer, &shadow, 0, shadow.count, &hits);
	for (size_t i = 0; i < hits.count && found.value == 0; i++) {
		const struct region_name *name = &gazetteer->names[hits.at[i].name];
		if (name->kind == REGION_NAME_GROUP || name->kind == REGION_NAME_ABBREVIATION)
			continue;
		found = name->region;
		*rule = slice_from(arena_printf(arena, "%.*s %.*s", (int)name->rule.length,
						name->rule.at, (int)name->text.length,
						name->text.at));
	}
	region_hits_release(&hits);
	arena_release(&scratch);
	return found;
}
