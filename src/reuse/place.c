#include "reuse/place.h"

#include <stdbool.h>
#include <stdlib.h>

#include "base/arena.h"

/* A place in one of its stretches. */
struct share {
	uint32_t stretch, other;
	size_t place;
};

/* The shares of one other document in a stretch. */
struct partner {
	const struct share *at;
	size_t count;
	uint64_t seeds;
};

static int compare_places(const void *left, const void *right)
{
	const struct place *x = left, *y = right;
	if (x->other != y->other)
		return x->other < y->other ? -1 : 1;
	if (x->seeded.box.a_start != y->seeded.box.a_start)
		return x->seeded.box.a_start < y->seeded.box.a_start ? -1 : 1;
	return x->seeded.box.b_start < y->seeded.box.b_start   ? -1
	       : x->seeded.box.b_start > y->seeded.box.b_start ? 1
							       : 0;
}

static int compare_shares(const void *left, const void *right)
{
	const struct share *x = left, *y = right;
	if (x->stretch != y->stretch)
		return x->stretch < y->stretch ? -1 : 1;
	if (x->other != y->other)
		return x->other < y->other ? -1 : 1;
	return x->place < y->place ? -1 : x->place > y->place;
}

static int most_seeds_first(const void *left, const void *right)
{
	const struct partner *x = left, *y = right;
	if (x->seeds != y->seeds)
		return x->seeds > y->seeds ? -1 : 1;
	return x->at->other < y->at->other ? -1 : x->at->other > y->at->other;
}

static struct share *make_shares(const struct place *places, size_t count, size_t *share_count)
{
	size_t shares = 0;
	for (size_t i = 0; i < count; i++)
		shares += places[i].seeded.box.a_end / STRETCH_UNITS -
			  places[i].seeded.box.a_start / STRETCH_UNITS + 1;
	struct share *list = memory_resize(NULL, shares, sizeof *list);
	*share_count = 0;
	for (size_t i = 0; i < count; i++) {
		const struct box *box = &places[i].seeded.box;
		for (uint32_t s = box->a_start / STRETCH_UNITS; s <= box->a_end / STRETCH_UNITS;
		     s++)
			list[(*share_count)++] = (struct share){s, places[i].other, i};
	}
	qsort(list, *share_count, sizeof *list, compare_shares);
	return list;
}

/* The others of a stretch, earliest first; their number. */
static size_t list_partners(const struct place *places, const struct share *shares, size_t count,
			    struct partner *partners)
{
	size_t found = 0;
	for (size_t i = 0; i < count; i++) {
		if (i == 0 || shares[i].other != shares[i - 1].other)
			partners[found++] = (struct partner){.at = &shares[i]};
		partners[found - 1].count++;
		partners[found - 1].seeds += places[shares[i].place].seeded.seeds;
	}
	return found;
}

static void choose(const struct partner *partners, size_t count, bool *chosen)
{
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < partners[i].count; k++)
			chosen[partners[i].at[k].place] = true;
}

static void choose_in_stretch(struct partner *partners, size_t count,
			      const struct place_rules *rules, bool *chosen)
{
	if (count <= rules->most || count <= rules->first + rules->alike) {
		choose(partners, count, chosen);
		return;
	}
	struct partner *rest = partners + rules->first;
	choose(partners, rules->first, chosen);
	qsort(rest, count - rules->first, sizeof *rest, most_seeds_first);
	choose(rest, rules->alike, chosen);
}

static size_t keep_chosen(struct place *places, size_t count, const struct place_rules *rules)
{
	size_t share_count, kept = 0;
	struct share *shares = make_shares(places, count, &share_count);
	struct partner *partners = memory_resize(NULL, count, sizeof *partners);
	bool *chosen = memory_resize(NULL, count, sizeof *chosen);
	for (size_t i = 0; i < count; i++)
		chosen[i] = false;
	for (size_t i = 0, j; i < share_count; i = j) {
		for (j = i + 1; j < share_count && shares[j].stretch == shares[i].stretch;)
			j++;
		size_t found = list_partners(places, shares + i, j - i, partners);
		choose_in_stretch(partners, found, rules, chosen);
	}
	for (size_t i = 0; i < count; i++)
		if (chosen[i])
			places[kept++] = places[i];
	free(shares);
	free(partners);
	free(chosen);
	return kept;
}

size_t places_limit(struct place *places, size_t count, const struct place_rules *rules)
{
	if (count > rules->most)
		count = keep_chosen(places, count, rules);
	if (count > 0)
		qsort(places, count, sizeof *places, compare_places);
	return count;
}
