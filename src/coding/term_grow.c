#include "coding/term_grow.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

/* Pairs of 32-bit numbers and how often they occur. Open addressing, at most half full. */
struct pair_slot {
	uint64_t key; /* 0: free; keys are never 0: numbers are given plus one */
	uint32_t count, gram;
};

struct pairs {
	struct pair_slot *slots;
	size_t capacity, used;
};

static struct pair_slot *pairs_slot(const struct pairs *pairs, uint64_t key)
{
	uint64_t hash = key * UINT64_C(0x9E3779B97F4A7C15);
	size_t mask = pairs->capacity - 1, at = (size_t)(hash ^ hash >> 32) & mask;
	while (pairs->slots[at].key != 0 && pairs->slots[at].key != key)
		at = (at + 1) & mask;
	return &pairs->slots[at];
}

static void pairs_grow(struct pairs *pairs)
{
	struct pairs larger = {.capacity = pairs->capacity == 0 ? 1024 : pairs->capacity * 2,
			       .used = pairs->used};
	larger.slots = memory_resize(NULL, larger.capacity, sizeof *larger.slots);
	memset(larger.slots, 0, larger.capacity * sizeof *larger.slots);
	for (size_t i = 0; i < pairs->capacity; i++)
		if (pairs->slots[i].key != 0)
			*pairs_slot(&larger, pairs->slots[i].key) = pairs->slots[i];
	free(pairs->slots);
	*pairs = larger;
}

static struct pair_slot *pairs_put(struct pairs *pairs, uint64_t key)
{
	if (pairs->used * 2 >= pairs->capacity)
		pairs_grow(pairs);
	struct pair_slot *slot = pairs_slot(pairs, key);
	if (slot->key == 0) {
		*slot = (struct pair_slot){.key = key, .gram = TERM_NONE};
		pairs->used++;
	}
	return slot;
}

static void pairs_clear(struct pairs *pairs)
{
	if (pairs->capacity > 0)
		memset(pairs->slots, 0, pairs->capacity * sizeof *pairs->slots);
	pairs->used = 0;
}

struct growing {
	const uint32_t *units;
	size_t count;
	uint32_t least;
	struct term_growth *growth;
	struct pairs pairs;
};

/* What names the stretch of level + 1 units at a place, 0 for none. */
static uint64_t key_at(const struct growing *growing, uint32_t level, size_t place)
{
	if (level == 0)
		return growing->units[place];
	if (place + 1 >= growing->count)
		return 0;
	const uint32_t *below = growing->growth->at[level - 1];
	if (below[place] == TERM_NONE || below[place + 1] == TERM_NONE)
		return 0;
	return (uint64_t)(below[place] + 1) << 32 | (below[place + 1] + 1);
}

static uint32_t add_gram(struct growing *growing, uint32_t level, size_t place, uint32_t count)
{
	struct term_growth *growth = growing->growth;
	uint32_t number = (uint32_t)growth->gram_count;
	growth->grams = memory_grow(growth->grams, &growth->gram_capacity, growth->gram_count + 1,
				    sizeof *growth->grams);
	struct term_gram *gram = &growth->grams[growth->gram_count++];
	*gram = (struct term_gram){.prefix = TERM_NONE,
				   .suffix = TERM_NONE,
				   .first = (uint32_t)place,
				   .count = count,
				   .units = level + 1};
	if (level == 0)
		return number;
	gram->prefix = growth->at[level - 1][place];
	gram->suffix = growth->at[level - 1][place + 1];
	double weight = count * log2(count);
	growth->grams[gram->prefix].after += weight;
	growth->grams[gram->suffix].before += weight;
	return number;
}

/* Counts the stretches of one level and numbers the frequent ones in the order of their places.
 * False when there is none. */
static bool grow_level(struct growing *growing, uint32_t level)
{
	struct term_growth *growth = growing->growth;
	size_t before = growth->gram_count;
	pairs_clear(&growing->pairs);
	for (size_t i = 0; i < growing->count; i++) {
		uint64_t key = key_at(growing, level, i);
		if (key != 0)
			pairs_put(&growing->pairs, key)->count++;
	}
	uint32_t *at = memory_resize(NULL, growing->count + 1, sizeof *at);
	for (size_t i = 0; i < growing->count; i++) {
		uint64_t key = key_at(growing, level, i);
		at[i] = TERM_NONE;
		if (key == 0)
			continue;
		growth->total += level == 0;
		struct pair_slot *slot = pairs_slot(&growing->pairs, key);
		if (slot->count < growing->least)
			continue;
		if (slot->gram == TERM_NONE)
			slot->gram = add_gram(growing, level, i, slot->count);
		at[i] = slot->gram;
	}
	growth->at[level] = at;
	growth->levels = level + 1;
	return growth->gram_count > before;
}

enum status term_grow(struct job *job, const uint32_t *units, size_t count, uint32_t least,
		      uint32_t most_units, struct term_growth *growth, struct error *error)
{
	*growth = (struct term_growth){0};
	growth->at = memory_resize(NULL, most_units, sizeof *growth->at);
	struct growing growing = {.units = units, .count = count, .least = least, .growth = growth};
	enum status status = STATUS_OK;
	job_phase(job, "finding terms", "lengths", most_units);
	for (uint32_t level = 0; level < most_units; level++) {
		status = job_check(job, error);
		if (status != STATUS_OK || !grow_level(&growing, level))
			break;
		job_add(job, 1);
	}
	free(growing.pairs.slots);
	return status;
}

void term_growth_release(struct term_growth *growth)
{
	for (uint32_t level = 0; level < growth->levels; level++)
		free(growth->at[level]);
	free(growth->at);
	free(growth->grams);
	*growth = (struct term_growth){0};
}

uint32_t term_gram_at(const struct term_growth *growth, uint32_t level, size_t place)
{
	return growth->at[level][place];
}

double term_freedom(const struct term_gram *gram, bool before)
{
	/* H = log2 n - (1/n) sum of c log2 c; a neighbour seen once adds 1 log2 1 = 0. */
	return log2(gram->count) - (before ? gram->before : gram->after) / gram->count;
}

double term_cohesion(const struct term_growth *growth, uint32_t gram)
{
	const struct term_gram *of = &growth->grams[gram];
	double least = INFINITY;
	/* prefix of `left` units by dropping from the end, suffix of the rest from the front */
	uint32_t prefix = of->prefix;
	for (uint32_t left = of->units - 1; left >= 1; left--) {
		uint32_t suffix = gram;
		for (uint32_t drop = 0; drop < left; drop++)
			suffix = growth->grams[suffix].suffix;
		double halves = (double)growth->grams[prefix].count * growth->grams[suffix].count;
		least = fmin(least, log2(of->count * growth->total / halves));
		prefix = growth->grams[prefix].prefix;
	}
	return least;
}
