#include "reuse/seed.h"

#include "base/arena.h"

enum { WINDOW_MOST = 64 };

/* A bijection that spreads the bits of the rolling sum (finaliser of SplitMix64, Steele 2014). */
static inline uint32_t spread(uint64_t sum)
{
	sum ^= sum >> 30;
	sum *= 0xBF58476D1CE4E5B9U;
	sum ^= sum >> 27;
	sum *= 0x94D049BB133111EBU;
	return (uint32_t)(sum >> 32);
}

static inline void keep(struct seed_list *list, struct seed seed)
{
	if (list->count == list->capacity)
		list->at =
			memory_grow(list->at, &list->capacity, list->count + 1, sizeof *list->at);
	list->at[list->count++] = seed;
}

void seeds_select(const struct unit_text *units, struct seed_shape shape, struct seed_list *list)
{
	const uint64_t base = 0x9E3779B97F4A7C15U;
	uint32_t length = units->spaced ? shape.words : shape.length;
	uint32_t window = shape.window > WINDOW_MOST ? WINDOW_MOST : shape.window;
	list->count = 0;
	if (length == 0 || units->count < length)
		return;
	uint64_t sum = 0, leaving = 1;
	for (uint32_t i = 0; i < length; i++) {
		sum = sum * base + units->ids[i];
		leaving *= base;
	}
	/* Both kinds of text keep apart: their seeds differ in length. */
	uint64_t salt = (uint64_t)length << 56;
	uint32_t recent[WINDOW_MOST];
	uint32_t runs = units->count - length + 1;
	struct seed least = {UINT32_MAX, 0};
	uint32_t kept = UINT32_MAX;
	for (uint32_t i = 0; i < runs; i++) {
		if (i > 0)
			sum = sum * base + units->ids[i + length - 1] - leaving * units->ids[i - 1];
		uint32_t hash = spread(sum ^ salt);
		recent[i % window] = hash;
		if (i == 0 || hash <= least.hash) {
			least = (struct seed){hash, i};
		} else if (i - least.position >= window) {
			least = (struct seed){UINT32_MAX, i};
			for (uint32_t j = i - window + 1; j <= i; j++)
				if (recent[j % window] <= least.hash)
					least = (struct seed){recent[j % window], j};
		}
		bool full = i + 1 >= window || i + 1 == runs;
		if (full && least.position != kept) {
			keep(list, least);
			kept = least.position;
		}
	}
}
