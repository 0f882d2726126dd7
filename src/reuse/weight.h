/*
 * How telling a run of four units is: 1 for one that no third document has, near 0 for one that
 * every document has. Passages are judged by the sum of these, so that twelve characters of stock
 * wording count less than six characters of a name.
 *
 * weight = ln(1 + n / max(1, f - 1)) / ln(1 + n), n = documents looked at, f = times the run was
 * seen in them (255 and more count as 255). At most SAMPLE documents are looked at, evenly spread,
 * and a table of 2^20 to 2^24 counters stands for all runs: two runs that share a counter look a
 * little more common than they are.
 */
#ifndef QIPAN_REUSE_WEIGHT_H
#define QIPAN_REUSE_WEIGHT_H

#include <stddef.h>
#include <stdint.h>

#include "reuse/unit.h"

/* Length of the runs whose weights are asked for, and that regions are built of. */
enum { RUN_UNITS = 4 };

struct gram_weights {
	uint8_t *counters;
	unsigned bits;
	float of_count[256];
};

/* Four units as one number: equal numbers, equal units. */
static inline uint64_t gram_at(const uint16_t *ids, uint32_t at)
{
	const uint16_t *four = ids + at; /* so written it is one load */
	return (uint64_t)four[0] | (uint64_t)four[1] << 16 | (uint64_t)four[2] << 32 |
	       (uint64_t)four[3] << 48;
}

/* The caller calls gram_weights_release. O(units of at most SAMPLE documents). */
void gram_weights_count(const struct unit_text *const *texts, size_t count,
			struct gram_weights *weights);
void gram_weights_release(struct gram_weights *weights);

/* The upper bits are the well mixed ones. */
static inline uint64_t gram_mix(uint64_t gram)
{
	return (gram ^ gram >> 29) * 0x9E3779B97F4A7C15U;
}

static inline uint64_t gram_hash(uint64_t gram, unsigned bits)
{
	return gram_mix(gram) >> (64 - bits);
}

/* 0 < weight <= 1. */
static inline float gram_weight(const struct gram_weights *weights, uint64_t gram)
{
	return weights->of_count[weights->counters[gram_hash(gram, weights->bits)]];
}

#endif
