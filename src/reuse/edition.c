#include "reuse/edition.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const uint32_t NONE = UINT32_MAX;

static const char *const state_names[EDITION_STATE_COUNT] = {"kept",  "reworded", "merged",
							     "split", "dropped",  "new"};

const char *edition_state_name(enum edition_state state)
{
	assert(state < EDITION_STATE_COUNT);
	return state_names[state];
}

/* How often a pair of units stands in a sentence. */
struct gram {
	uint32_t id, sentence, count;
};

struct gram_list {
	struct gram *at; /* by id, then sentence */
	size_t count;
	double *norms;	  /* by sentence */
	uint32_t *totals; /* by sentence */
};

static int compare_grams(const void *left, const void *right)
{
	const struct gram *x = left, *y = right;
	if (x->id != y->id)
		return x->id < y->id ? -1 : 1;
	return x->sentence < y->sentence ? -1 : x->sentence > y->sentence;
}

static struct gram_list grams_of(struct arena *arena, const struct edition_side *side)
{
	struct gram_list list = {.norms = arena_array(arena, double, side->count),
				 .totals = arena_array(arena, uint32_t, side->count)};
	uint32_t length = side->units->spaced ? 1 : 2;
	size_t most = 0;
	for (size_t s = 0; s < side->count; s++)
		most += side->sentences[s].end - side->sentences[s].start;
	list.at = arena_array(arena, struct gram, most);
	for (size_t s = 0; s < side->count; s++)
		for (uint32_t i = side->sentences[s].start; i + length <= side->sentences[s].end;
		     i++) {
			uint32_t id = side->units->ids[i];
			if (length == 2)
				id = id << 16 | side->units->ids[i + 1];
			list.at[list.count++] = (struct gram){id, (uint32_t)s, 1};
			list.totals[s]++;
		}
	if (list.count > 0)
		qsort(list.at, list.count, sizeof *list.at, compare_grams);
	size_t kept = 0;
	for (size_t i = 0; i < list.count; i++) {
		struct gram *last = kept == 0 ? NULL : &list.at[kept - 1];
		if (last != NULL && last->id == list.at[i].id &&
		    last->sentence == list.at[i].sentence)
			last->count++;
		else
			list.at[kept++] = list.at[i];
	}
	list.count = kept;
	for (size_t i = 0; i < list.count; i++)
		list.norms[list.at[i].sentence] += (double)list.at[i].count * list.at[i].count;
	for (size_t s = 0; s < side->count; s++)
		list.norms[s] = sqrt(list.norms[s]);
	return list;
}

/* Two sentences that have something in common. */
struct candidate {
	uint32_t a, b;
	double likeness;
	uint32_t shared; /* unit pairs of both, each as often as the rarer side has it */
};

struct candidates {
	struct candidate *at;
	size_t count, capacity;
};

struct product {
	uint32_t dot, shared;
};

/* The grams of each sentence of x, and where y has them. */
struct lookup {
	size_t *starts; /* by sentence of x, in `order`; one entry more than sentences */
	size_t *order;	/* indices into x's grams */
	size_t *first;	/* by index into x's grams: first of y's with that id, or SIZE_MAX */
};

static struct lookup lookup_make(struct arena *arena, const struct gram_list *x, size_t sentences,
				 const struct gram_list *y)
{
	struct lookup lookup = {arena_array(arena, size_t, sentences + 2),
				arena_array(arena, size_t, x->count),
				arena_array(arena, size_t, x->count)};
	for (size_t i = 0, j = 0; i < x->count; i++) {
		while (j < y->count && y->at[j].id < x->at[i].id)
			j++;
		lookup.first[i] = j < y->count && y->at[j].id == x->at[i].id ? j : SIZE_MAX;
		lookup.starts[x->at[i].sentence + 1]++;
	}
	for (size_t s = 1; s <= sentences; s++)
		lookup.starts[s] += lookup.starts[s - 1];
	size_t *next = arena_array(arena, size_t, sentences);
	for (size_t i = 0; i < x->count; i++) {
		uint32_t sentence = x->at[i].sentence;
		lookup.order[lookup.starts[sentence] + next[sentence]++] = i;
	}
	return lookup;
}

/* Adds up what sentence s of x shares with each of y; the touched ones are listed. */
static size_t add_up(const struct lookup *lookup, const struct gram_list *x, size_t s,
		     const struct gram_list *y, struct product *row, uint32_t *touched)
{
	size_t count = 0;
	for (size_t k = lookup->starts[s]; k < lookup->starts[s + 1]; k++) {
		const struct gram *gram = &x->at[lookup->order[k]];
		for (size_t j = lookup->first[lookup->order[k]];
		     j < y->count && y->at[j].id == gram->id; j++) {
			const struct gram *other = &y->at[j];
			struct product *product = &row[other->sentence];
			if (product->dot == 0)
				touched[count++] = other->sentence;
			product->dot += gram->count * other->count;
			product->shared += gram->count < other->count ? gram->count : other->count;
		}
	}
	return count;
}

static void find_candidates(struct arena *arena, const struct gram_list *x, size_t x_sentences,
			    const struct gram_list *y, size_t y_sentences, struct candidates *out)
{
	struct lookup lookup = lookup_make(arena, x, x_sentences, y);
	struct product *row = arena_array(arena, struct product, y_sentences);
	uint32_t *touched = arena_array(arena, uint32_t, y_sentences);
	for (size_t s = 0; s < x_sentences; s++) {
		size_t count = add_up(&lookup, x, s, y, row, touched);
		for (size_t k = 0; k < count; k++) {
			uint32_t other = touched[k];
			uint32_t fewer =
				x->totals[s] < y->totals[other] ? x->totals[s] : y->totals[other];
			double likeness = row[other].dot / (x->norms[s] * y->norms[other]);
			if (likeness >= REWORDED_LEAST ||
			    row[other].shared >= CONTAINED_LEAST * fewer) {
				out->at = memory_grow(out->at, &out->capacity, out->count + 1,
						      sizeof *out->at);
				out->at[out->count++] = (struct candidate){
					(uint32_t)s, other, likeness, row[other].shared};
			}
			row[other] = (struct product){0, 0};
		}
	}
}

static int compare_candidates(const void *left, const void *right)
{
	const struct candidate *x = left, *y = right;
	if (x->likeness > y->likeness || x->likeness < y->likeness)
		return x->likeness > y->likeness ? -1 : 1;
	int64_t x_far = llabs((int64_t)x->a - x->b), y_far = llabs((int64_t)y->a - y->b);
	if (x_far != y_far)
		return x_far < y_far ? -1 : 1;
	if (x->a != y->a)
		return x->a < y->a ? -1 : 1;
	return x->b < y->b ? -1 : x->b > y->b;
}

struct matching {
	uint32_t *of_a, *of_b;	 /* the partner of each sentence, NONE if it has none */
	double *a_like, *b_like; /* likeness of that pair, or share that is contained */
	bool *moved;		 /* by sentence of a */
};

/* One sentence of a for one of b, most alike first. */
static void match_pairs(struct matching *matching, const struct candidates *candidates)
{
	for (size_t i = 0; i < candidates->count; i++) {
		const struct candidate *pair = &candidates->at[i];
		if (pair->likeness < REWORDED_LEAST || matching->of_a[pair->a] != NONE ||
		    matching->of_b[pair->b] != NONE)
			continue;
		matching->of_a[pair->a] = pair->b;
		matching->of_b[pair->b] = pair->a;
		matching->a_like[pair->a] = matching->b_like[pair->b] = pair->likeness;
	}
}

/* Pairs outside the longest chain that rises on both sides have moved. */
static void mark_moved(struct arena *arena, struct matching *matching, size_t count)
{
	uint32_t *tails = arena_array(arena, uint32_t, count);
	uint32_t *before = arena_array(arena, uint32_t, count);
	size_t length = 0;
	for (uint32_t i = 0; i < count; i++) {
		if (matching->of_a[i] == NONE)
			continue;
		matching->moved[i] = true;
		size_t low = 0, high = length;
		while (low < high) {
			size_t middle = low + (high - low) / 2;
			if (matching->of_a[tails[middle]] < matching->of_a[i])
				low = middle + 1;
			else
				high = middle;
		}
		before[i] = low == 0 ? NONE : tails[low - 1];
		tails[low] = i;
		length = low == length ? length + 1 : length;
	}
	for (uint32_t at = length == 0 ? NONE : tails[length - 1]; at != NONE; at = before[at])
		matching->moved[at] = false;
}

/* The sentence of the other side that contains most of each sentence that is left. */
static void find_containers(const struct candidates *candidates, const struct gram_list *x,
			    const struct gram_list *y, const struct matching *matching,
			    uint32_t *in_b, double *in_b_share, uint32_t *in_a, double *in_a_share)
{
	for (size_t i = 0; i < candidates->count; i++) {
		const struct candidate *pair = &candidates->at[i];
		double a_share = (double)pair->shared / x->totals[pair->a];
		double b_share = (double)pair->shared / y->totals[pair->b];
		if (matching->of_a[pair->a] == NONE && a_share >= CONTAINED_LEAST &&
		    a_share > in_b_share[pair->a]) {
			in_b[pair->a] = pair->b;
			in_b_share[pair->a] = a_share;
		}
		if (matching->of_b[pair->b] == NONE && b_share >= CONTAINED_LEAST &&
		    b_share > in_a_share[pair->b]) {
			in_a[pair->b] = pair->a;
			in_a_share[pair->b] = b_share;
		}
	}
}

struct writing {
	struct edition_entry *entries;
	size_t count;
	const struct gram_list *x;
	const struct matching *matching;
	const uint32_t *in_b;
	const double *in_b_share;
};

/* The old sentences from *next up to `until` that have no partner of their own. */
static void write_old(struct writing *writing, uint32_t *next, uint32_t until)
{
	for (; *next < until; (*next)++) {
		uint32_t i = *next;
		if (writing->matching->of_a[i] != NONE || writing->x->totals[i] == 0)
			continue;
		bool merged = writing->in_b[i] != NONE;
		writing->entries[writing->count++] = (struct edition_entry){
			merged ? EDITION_MERGED : EDITION_DROPPED, false, i, writing->in_b[i],
			merged ? writing->in_b_share[i] : 0};
	}
}

static void fill_none(uint32_t *numbers, size_t count)
{
	for (size_t i = 0; i < count; i++)
		numbers[i] = NONE;
}

struct edition_entry *editions_compare(struct arena *arena, const struct edition_side *a,
				       const struct edition_side *b, size_t *count)
{
	struct gram_list x = grams_of(arena, a), y = grams_of(arena, b);
	struct candidates candidates = {0};
	find_candidates(arena, &x, a->count, &y, b->count, &candidates);
	if (candidates.count > 0)
		qsort(candidates.at, candidates.count, sizeof *candidates.at, compare_candidates);
	struct matching matching = {
		arena_array(arena, uint32_t, a->count), arena_array(arena, uint32_t, b->count),
		arena_array(arena, double, a->count), arena_array(arena, double, b->count),
		arena_array(arena, bool, a->count)};
	uint32_t *in_b = arena_array(arena, uint32_t, a->count);
	uint32_t *in_a = arena_array(arena, uint32_t, b->count);
	double *in_b_share = arena_array(arena, double, a->count);
	double *in_a_share = arena_array(arena, double, b->count);
	fill_none(matching.of_a, a->count);
	fill_none(matching.of_b, b->count);
	fill_none(in_b, a->count);
	fill_none(in_a, b->count);
	match_pairs(&matching, &candidates);
	mark_moved(arena, &matching, a->count);
	find_containers(&candidates, &x, &y, &matching, in_b, in_b_share, in_a, in_a_share);
	free(candidates.at);

	struct writing writing = {arena_array(arena, struct edition_entry, a->count + b->count),
				  0,
				  &x,
				  &matching,
				  in_b,
				  in_b_share};
	uint32_t next = 0;
	for (uint32_t j = 0; j < b->count; j++) {
		uint32_t i = matching.of_b[j];
		if (y.totals[j] == 0)
			continue;
		if (i != NONE && !matching.moved[i])
			write_old(&writing, &next, i);
		struct edition_entry *entry = &writing.entries[writing.count++];
		if (i != NONE)
			*entry = (struct edition_entry){
				matching.b_like[j] >= KEPT_LEAST ? EDITION_KEPT : EDITION_REWORDED,
				matching.moved[i], i, j, matching.b_like[j]};
		else if (in_a[j] != NONE)
			*entry = (struct edition_entry){EDITION_SPLIT, false, in_a[j], j,
							in_a_share[j]};
		else
			*entry = (struct edition_entry){EDITION_NEW, false, NONE, j, 0};
	}
	write_old(&writing, &next, (uint32_t)a->count);
	*count = writing.count;
	return writing.entries;
}
