#include "study/contest.h"

#include <stdlib.h>

#include "measure/measure.h"
#include "text/slot.h"

static int compare_claims(const void *a, const void *b)
{
	const struct contest_claim *x = a, *y = b;
	int order = slice_compare(x->slot, y->slot);
	if (order != 0)
		return order;
	if (x->item->passage.region.value != y->item->passage.region.value)
		return x->item->passage.region.value < y->item->passage.region.value ? -1 : 1;
	if (x->item->passage.id != y->item->passage.id)
		return x->item->passage.id < y->item->passage.id ? -1 : 1;
	return (x->position.name.start > y->position.name.start) -
	       (x->position.name.start < y->position.name.start);
}

static int compare_slots(const void *a, const void *b)
{
	const struct contest_slot *x = a, *y = b;
	if (x->bidders != y->bidders)
		return x->bidders > y->bidders ? -1 : 1;
	if (x->regions != y->regions)
		return x->regions > y->regions ? -1 : 1;
	return slice_compare(x->name, y->name);
}

struct claims {
	struct contest_claim *at;
	size_t count, capacity;
};

static void read_item(struct board *board, const struct position_tables *tables,
		      const struct evidence_item *item, struct claims *claims)
{
	struct position *found;
	size_t count = positions_read(board->arena, tables, item->text,
				      (enum orientation)item->passage.orientation, &found);
	for (size_t i = 0; i < count; i++) {
		struct slice slot = slot_joined(slot_of(slice_span(item->text, found[i].name),
							slice_span(item->text, found[i].head)));
		if (found[i].kind == POSITION_SCHEME || slot.length == 0 ||
		    item->passage.region.value == 0)
			continue;
		claims->at = memory_grow(claims->at, &claims->capacity, claims->count + 1,
					 sizeof *claims->at);
		claims->at[claims->count++] = (struct contest_claim){item, found[i], slot};
	}
}

/* Claims of one slot stand together, those of one region too. */
static struct contest_slot slot_at(const struct contest *contest, size_t first)
{
	struct contest_slot slot = {.name = contest->claims[first].slot, .first = first};
	uint32_t last = 0;
	bool bid = false;
	for (size_t i = first;
	     i < contest->claim_count && slice_equal(contest->claims[i].slot, slot.name); i++) {
		uint32_t region = contest->claims[i].item->passage.region.value;
		if (region != last) {
			slot.regions++;
			bid = false;
		}
		if (contest->claims[i].position.status == STATUS_BIDS && !bid) {
			slot.bidders++;
			bid = true;
		}
		last = region;
		slot.count++;
	}
	return slot;
}

enum status contest_load(struct board *board, const struct passage_filter *passages, uint32_t least,
			 struct contest *contest, struct error *error)
{
	struct position_tables tables;
	struct claims claims = {0};
	*contest = (struct contest){0};
	position_tables_init(&tables);
	TRY(evidence_load(board, passages, FRAME_MIN_CHARACTERS, 0, &contest->evidence, error));
	for (size_t i = 0; i < contest->evidence.count; i++)
		read_item(board, &tables, &contest->evidence.items[i], &claims);
	if (claims.count > 0)
		qsort(claims.at, claims.count, sizeof *claims.at, compare_claims);
	contest->claim_count = claims.count;
	contest->claims = arena_take(board->arena, claims.at, claims.count, sizeof *claims.at);
	contest->slots = arena_array(board->arena, struct contest_slot, claims.count);
	for (size_t i = 0; i < contest->claim_count;) {
		struct contest_slot slot = slot_at(contest, i);
		i += slot.count;
		if (slot.regions >= least && slot.bidders > 0)
			contest->slots[contest->slot_count++] = slot;
	}
	if (contest->slot_count > 0)
		qsort(contest->slots, contest->slot_count, sizeof *contest->slots, compare_slots);
	return STATUS_OK;
}
