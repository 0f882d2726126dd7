#include "store/match.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "store/tokenizer.h"

void match_text_make(struct arena *scratch, const struct shadow_text *shadow, uint32_t base,
		     struct match_text *text)
{
	*text = (struct match_text){.shadow = shadow, .base = base};
	text->characters = arena_array(scratch, uint32_t, shadow->count);
	text->from = arena_array(scratch, uint32_t, shadow->count + 1);
	text->tokens = arena_array(scratch, uint32_t, shadow->count + 1);
	uint32_t tokens = 0;
	bool space = false, in_run = false;
	for (size_t i = 0; i < shadow->count; i++) {
		uint32_t c = shadow->characters[i];
		bool space_before = space;
		space = is_space(c);
		if (space && space_before)
			continue;
		text->characters[text->count] = space ? ' ' : c;
		text->from[text->count] = (uint32_t)i;
		text->tokens[text->count++] = tokens;
		enum character_class class = character_class(c);
		tokens += class == CHARACTER_SINGLE || (class == CHARACTER_RUN && !in_run);
		in_run = class == CHARACTER_RUN;
	}
	text->from[text->count] = (uint32_t)shadow->count;
	text->tokens[text->count] = tokens;
}

void hits_add(struct arena *scratch, struct hits *hits, struct hit hit)
{
	if (hits->count == hits->capacity) {
		size_t capacity = hits->capacity == 0 ? 8 : hits->capacity * 2;
		struct hit *grown = arena_array(scratch, struct hit, capacity);
		if (hits->count > 0)
			memcpy(grown, hits->at, hits->count * sizeof *grown);
		hits->at = grown;
		hits->capacity = capacity;
	}
	hits->at[hits->count++] = hit;
}

static bool is_run(const struct match_text *text, size_t i)
{
	return character_class(text->characters[i]) == CHARACTER_RUN;
}

/* Is there a word's edge at i, where the term begins or ends? */
static bool edge_at(const struct match_text *text, size_t i)
{
	return i == 0 || i == text->count || !is_run(text, i - 1) || !is_run(text, i);
}

static struct hit hit_at(const struct match_text *text, size_t start, size_t end)
{
	/* The end is that of the last character, without white space that was compacted after it */
	struct span span =
		shadow_span(text->shadow, text->from[start], (size_t)text->from[end - 1] + 1);
	return (struct hit){.span = {span.start + text->base, span.end + text->base},
			    .first_token = text->tokens[start],
			    .end_token = text->tokens[end]};
}

void match_term(struct arena *scratch, const struct match_text *text, const struct query_term *term,
		struct hits *hits)
{
	size_t matched = 0;
	for (size_t i = 0; i < text->count; i++) {
		uint32_t c = text->characters[i];
		while (matched > 0 && (matched == term->count || term->characters[matched] != c))
			matched = term->fallback[matched - 1];
		if (term->characters[matched] == c)
			matched++;
		if (matched < term->count)
			continue;
		size_t start = i + 1 - term->count, end = i + 1;
		if (edge_at(text, start) && (term->prefix || edge_at(text, end)))
			hits_add(scratch, hits, hit_at(text, start, end));
	}
}

static int compare_hits(const void *a, const void *b)
{
	const struct hit *x = a, *y = b;
	if (x->span.start != y->span.start)
		return x->span.start < y->span.start ? -1 : 1;
	return (x->span.end > y->span.end) - (x->span.end < y->span.end);
}

void hits_sort(struct hits *hits)
{
	size_t kept = 0;
	if (hits->count > 1)
		qsort(hits->at, hits->count, sizeof *hits->at, compare_hits);
	for (size_t i = 0; i < hits->count; i++)
		if (kept == 0 || compare_hits(&hits->at[kept - 1], &hits->at[i]) != 0)
			hits->at[kept++] = hits->at[i];
	hits->count = kept;
}

static int compare_ends(const void *a, const void *b)
{
	const struct hit *x = a, *y = b;
	return (x->span.end > y->span.end) - (x->span.end < y->span.end);
}

/* Of hits ordered by end: the last that ends at or before the place; NULL if none. */
static const struct hit *last_before(const struct hits *by_end, uint32_t place)
{
	size_t low = 0, high = by_end->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (by_end->at[middle].span.end <= place)
			low = middle + 1;
		else
			high = middle;
	}
	return low == 0 ? NULL : &by_end->at[low - 1];
}

static const struct hit *first_after(const struct hits *by_start, uint32_t place)
{
	size_t low = 0, high = by_start->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (by_start->at[middle].span.start < place)
			low = middle + 1;
		else
			high = middle;
	}
	return low == by_start->count ? NULL : &by_start->at[low];
}

/* Keeps in `hits` those that have one of `others` within reach. */
static void keep_near(struct arena *scratch, struct hits *hits, const struct hits *others,
		      uint32_t reach)
{
	struct hits by_end = {arena_array(scratch, struct hit, others->count), others->count,
			      others->count};
	if (others->count > 0)
		memcpy(by_end.at, others->at, others->count * sizeof *by_end.at);
	qsort(by_end.at, by_end.count, sizeof *by_end.at, compare_ends);
	size_t kept = 0;
	for (size_t i = 0; i < hits->count; i++) {
		const struct hit *hit = &hits->at[i];
		const struct hit *before = last_before(&by_end, hit->span.start);
		const struct hit *after = first_after(others, hit->span.end);
		if ((before != NULL && hit->first_token - before->end_token <= reach) ||
		    (after != NULL && after->first_token - hit->end_token <= reach))
			hits->at[kept++] = *hit;
	}
	hits->count = kept;
}

void match_near(struct arena *scratch, const struct hits *lists, size_t count,
		const uint32_t *reach, struct hits *hits)
{
	struct hits *kept = arena_array(scratch, struct hits, count);
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < lists[i].count; j++)
			hits_add(scratch, &kept[i], lists[i].at[j]);
	for (size_t i = 1; i < count; i++)
		keep_near(scratch, &kept[i], &kept[i - 1], reach[i - 1]);
	for (size_t i = count - 1; i > 0; i--)
		keep_near(scratch, &kept[i - 1], &kept[i], reach[i - 1]);
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < kept[i].count; j++)
			hits_add(scratch, hits, kept[i].at[j]);
	hits_sort(hits);
}
