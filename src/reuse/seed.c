#include "reuse/seed.h"

#include <string.h>

#include "base/arena.h"

enum { WINDOW_MOST = 64, BLOCK = 512 };

/* A bijection that spreads the bits of the rolling sum (finaliser of SplitMix64, Steele 2014). */
static inline uint32_t spread(uint64_t sum)
{
	sum ^= sum >> 30;
	sum *= 0xBF58476D1CE4E5B9U;
	sum ^= sum >> 27;
	sum *= 0x94D049BB133111EBU;
	return (uint32_t)(sum >> 32);
}

/* Hash and place as one number: of two equal hashes the later place is the smaller one. */
static inline uint64_t key_of(uint64_t sum, uint32_t position)
{
	return (uint64_t)spread(sum) << 32 | (UINT32_MAX - position);
}

/* The sum of a run of units without its last one, rolling. Both kinds of text keep apart: their
 * seeds differ in length, and that is in the salt. */
struct roller {
	const uint16_t *ids;
	uint32_t length, next; /* the next run begins here */
	uint64_t sum, leaving, salt;
};

static const uint64_t BASE = 0x9E3779B97F4A7C15U;

static struct roller roller_start(const uint16_t *ids, uint32_t length)
{
	struct roller roller = {
		.ids = ids, .length = length, .leaving = 1, .salt = (uint64_t)length << 56};
	for (uint32_t i = 0; i + 1 < length; i++) {
		roller.sum = roller.sum * BASE + ids[i];
		roller.leaving *= BASE;
	}
	return roller;
}

static void roll(struct roller *roller, uint64_t *keys, uint32_t count)
{
	uint64_t sum = roller->sum;
	const uint16_t *ids = roller->ids + roller->next;
	for (uint32_t i = 0; i < count; i++) {
		sum = sum * BASE + ids[i + roller->length - 1];
		keys[i] = key_of(sum ^ roller->salt, roller->next + i);
		sum -= roller->leaving * ids[i];
	}
	roller->sum = sum;
	roller->next += count;
}

/* Takes the smallest key of each window that begins in keys[0 .. count); a window's smallest is
 * often the one of the window before. */
static void take(struct seed_list *list, const uint64_t *keys, uint32_t count, uint32_t window)
{
	list->at =
		memory_grow(list->at, &list->capacity, list->count + count + 1, sizeof *list->at);
	struct seed *at = list->at + list->count;
	uint32_t kept = list->count == 0 ? UINT32_MAX : at[-1].position;
	size_t taken = 0;
	for (uint32_t i = 0; i < count; i++) {
		uint64_t least = keys[i];
		for (uint32_t j = 1; j < window; j++)
			least = keys[i + j] < least ? keys[i + j] : least;
		uint32_t position = UINT32_MAX - (uint32_t)least;
		at[taken] = (struct seed){(uint32_t)(least >> 32), position};
		taken += position != kept;
		kept = position;
	}
	list->count += taken;
}

void seeds_select(const struct unit_text *units, struct seed_shape shape, struct seed_list *list)
{
	uint32_t length = units->spaced ? shape.words : shape.length;
	uint32_t window = shape.window > WINDOW_MOST ? WINDOW_MOST : shape.window;
	list->count = 0;
	if (length == 0 || units->count < length)
		return;
	uint32_t runs = units->count - length + 1;
	window = window > runs ? runs : window;
	struct roller roller = roller_start(units->ids, length);
	uint64_t keys[BLOCK + WINDOW_MOST];
	uint32_t held = 0; /* keys of the last windows, which are not complete */
	while (roller.next < runs) {
		uint32_t left = runs - roller.next, more = left < BLOCK ? left : BLOCK;
		roll(&roller, keys + held, more);
		held += more;
		if (held < window)
			continue;
		uint32_t windows = held - window + 1;
		take(list, keys, windows, window);
		held = window - 1;
		memmove(keys, keys + windows, held * sizeof *keys);
	}
}
