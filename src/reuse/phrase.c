#include "reuse/phrase.h"

#include <string.h>

#include "reuse/weight.h"

static const uint32_t NONE = UINT32_MAX;

static bool same_units(const struct unit_text *x, uint32_t x_start, const struct unit_text *y,
		       uint32_t y_start, uint32_t length)
{
	return memcmp(x->ids + x_start, y->ids + y_start, length * sizeof *x->ids) == 0;
}

static void add(struct phrase_list *list, uint32_t part, uint32_t start, uint32_t end)
{
	if (end - start < RUN_UNITS)
		return;
	uint32_t *head = &list->heads[gram_hash(gram_at(list->text->ids, start), list->bits)];
	for (uint32_t i = *head; i != NONE; i = list->at[i].next) {
		const struct phrase *phrase = &list->at[i];
		if (phrase->end - phrase->start == end - start &&
		    same_units(list->text, phrase->start, list->text, start, end - start))
			return;
	}
	list->at[list->count] = (struct phrase){start, end, part, NONE, 0, *head, NONE};
	*head = (uint32_t)list->count++;
}

void phrases_read(struct arena *arena, const struct unit_text *text, const struct span *parts,
		  size_t part_count, struct phrase_list *list)
{
	*list = (struct phrase_list){
		.text = text,
		.at = arena_array(arena, struct phrase, text->count / RUN_UNITS + 1),
		.bits = 8};
	while (list->bits < 24 && (size_t)1 << list->bits < text->count)
		list->bits++;
	list->heads = arena_array(arena, uint32_t, (size_t)1 << list->bits);
	memset(list->heads, 0xFF, sizeof *list->heads << list->bits);
	for (size_t i = 0; i < part_count; i++) {
		uint32_t start = parts[i].start;
		for (uint32_t at = start + 1; at <= parts[i].end; at++)
			if (at == parts[i].end || units_break(text, at) != BREAK_NONE) {
				add(list, (uint32_t)i, start, at);
				start = at;
			}
	}
}

void phrases_seek(struct phrase_list *list, const struct unit_text *other, uint32_t number)
{
	for (uint32_t at = 0; at + RUN_UNITS <= other->count; at++) {
		uint32_t i = list->heads[gram_hash(gram_at(other->ids, at), list->bits)];
		for (; i != NONE; i = list->at[i].next) {
			struct phrase *phrase = &list->at[i];
			uint32_t length = phrase->end - phrase->start;
			if (phrase->last == number || length > other->count - at ||
			    !same_units(list->text, phrase->start, other, at, length))
				continue;
			phrase->last = number;
			phrase->texts++;
			phrase->first = phrase->first == NONE ? number : phrase->first;
		}
	}
}
