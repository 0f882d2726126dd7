#include "reuse/tile.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "reuse/weight.h"

void tile_list_add_run(struct tile_list *list, struct tile run)
{
	list->runs = memory_grow(list->runs, &list->run_capacity, list->run_count + 1,
				 sizeof *list->runs);
	list->runs[list->run_count++] = run;
}

static int longest_first(const void *left, const void *right)
{
	const struct tile *x = left, *y = right;
	if (x->length != y->length)
		return x->length > y->length ? -1 : 1;
	if (x->a != y->a)
		return x->a < y->a ? -1 : 1;
	return x->b < y->b ? -1 : x->b > y->b;
}

static int by_place(const void *left, const void *right)
{
	const struct tile *x = left, *y = right;
	return x->a < y->a ? -1 : x->a > y->a;
}

static struct tile clip(struct tile run, struct box box)
{
	uint32_t skip_a = run.a < box.a_start ? box.a_start - run.a : 0;
	uint32_t skip_b = run.b < box.b_start ? box.b_start - run.b : 0;
	uint32_t skip = skip_a > skip_b ? skip_a : skip_b;
	if (skip >= run.length)
		return (struct tile){run.a, run.b, 0};
	run = (struct tile){run.a + skip, run.b + skip, run.length - skip};
	uint32_t room_a = box.a_end > run.a ? box.a_end - run.a : 0;
	uint32_t room_b = box.b_end > run.b ? box.b_end - run.b : 0;
	uint32_t room = room_a < room_b ? room_a : room_b;
	run.length = run.length < room ? run.length : room;
	return run;
}

/* The parts of the run that are free on both sides become tiles. */
static void lay(struct tile_list *list, struct tile run, uint8_t *a_marks, uint8_t *b_marks,
		struct box box)
{
	uint8_t *a = a_marks + (run.a - box.a_start), *b = b_marks + (run.b - box.b_start);
	for (uint32_t start = 0, end; start < run.length; start = end + 1) {
		for (end = start; end < run.length && a[end] == 0 && b[end] == 0;)
			end++;
		if (end - start < RUN_UNITS)
			continue;
		memset(a + start, 1, end - start);
		memset(b + start, 1, end - start);
		list->at =
			memory_grow(list->at, &list->capacity, list->count + 1, sizeof *list->at);
		list->at[list->count++] = (struct tile){run.a + start, run.b + start, end - start};
	}
}

void tiles_lay(struct tile_list *list, struct box box)
{
	size_t kept = 0, first = list->count;
	for (size_t i = 0; i < list->run_count; i++) {
		struct tile run = clip(list->runs[i], box);
		if (run.length >= RUN_UNITS)
			list->runs[kept++] = run;
	}
	list->run_count = 0;
	if (kept == 0)
		return;
	qsort(list->runs, kept, sizeof *list->runs, longest_first);
	size_t a_units = box.a_end - box.a_start, b_units = box.b_end - box.b_start;
	list->marks = memory_grow(list->marks, &list->mark_capacity, a_units + b_units, 1);
	memset(list->marks, 0, a_units + b_units);
	for (size_t i = 0; i < kept; i++)
		lay(list, list->runs[i], list->marks, list->marks + a_units, box);
	if (list->count > first)
		qsort(list->at + first, list->count - first, sizeof *list->at, by_place);
}

void tile_list_release(struct tile_list *list)
{
	free(list->at);
	free(list->runs);
	free(list->marks);
	*list = (struct tile_list){0};
}
