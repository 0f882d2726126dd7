#include "reuse/box.h"

#include <stdlib.h>

#include "base/arena.h"

enum {
	BOXES_MOST = 256,     /* of a pair; more become one */
	OPEN_BOXES_MOST = 64, /* that a seed may join */
};

static void add_to_boxes(struct box_list *list, const struct hit *hit, uint32_t gap)
{
	size_t turn = 0;
	for (size_t i = list->seeded_count; i-- > 0 && turn < OPEN_BOXES_MOST; turn++) {
		struct box *box = &list->seeded[i].box;
		if (hit->a_position > box->a_end + gap)
			continue;
		if (hit->b_position + gap < box->b_start || hit->b_position > box->b_end + gap)
			continue;
		box->a_end = hit->a_position + 1;
		if (hit->b_position < box->b_start)
			box->b_start = hit->b_position;
		if (hit->b_position + 1 > box->b_end)
			box->b_end = hit->b_position + 1;
		list->seeded[i].seeds++;
		return;
	}
	list->seeded = memory_grow(list->seeded, &list->seeded_capacity, list->seeded_count + 1,
				   sizeof *list->seeded);
	list->seeded[list->seeded_count++] = (struct seeded_box){
		{hit->a_position, hit->a_position + 1, hit->b_position, hit->b_position + 1}, 1};
}

void boxes_gather(struct box_list *list, const struct hit *hits, size_t count,
		  const struct box_rules *rules)
{
	list->seeded_count = 0;
	for (size_t i = 0; i < count; i++)
		add_to_boxes(list, &hits[i], rules->gap);
	size_t kept = 0;
	for (size_t i = 0; i < list->seeded_count; i++)
		if (list->seeded[i].seeds >= rules->seeds_least)
			list->seeded[kept++] = list->seeded[i];
	list->seeded_count = kept;
}

static bool overlap(const struct box *x, const struct box *y)
{
	return x->a_start < y->a_end && y->a_start < x->a_end && x->b_start < y->b_end &&
	       y->b_start < x->b_end;
}

void boxes_merge(struct box_list *list, const struct box_rules *rules, struct box whole)
{
	list->count = 0;
	list->at = memory_grow(list->at, &list->capacity, BOXES_MOST + 1, sizeof *list->at);
	uint32_t reach = rules->reach;
	for (size_t i = 0; i < list->seeded_count; i++) {
		struct box box = list->seeded[i].box;
		box.a_start = box.a_start > reach ? box.a_start - reach : 0;
		box.b_start = box.b_start > reach ? box.b_start - reach : 0;
		box.a_end = whole.a_end - box.a_end > reach ? box.a_end + reach : whole.a_end;
		box.b_end = whole.b_end - box.b_end > reach ? box.b_end + reach : whole.b_end;
		for (size_t j = 0; j < list->count;) {
			struct box *other = &list->at[j];
			if (!overlap(&box, other)) {
				j++;
				continue;
			}
			box.a_start = box.a_start < other->a_start ? box.a_start : other->a_start;
			box.b_start = box.b_start < other->b_start ? box.b_start : other->b_start;
			box.a_end = box.a_end > other->a_end ? box.a_end : other->a_end;
			box.b_end = box.b_end > other->b_end ? box.b_end : other->b_end;
			*other = list->at[--list->count];
			j = 0;
		}
		if (list->count == BOXES_MOST) {
			list->at[0] = whole;
			list->count = 1;
			return;
		}
		list->at[list->count++] = box;
	}
}

void box_list_release(struct box_list *list)
{
	free(list->seeded);
	free(list->at);
	*list = (struct box_list){0};
}
