#include "num/random.h"

#include <assert.h>

enum { ROUNDS = 10 };

void random_philox(const uint32_t key[2], const uint32_t counter[4], uint32_t out[4])
{
	const uint32_t multiplier0 = 0xD2511F53, multiplier1 = 0xCD9E8D57;
	/* Weyl steps of the key: golden ratio and sqrt(3) - 1. */
	const uint32_t step0 = 0x9E3779B9, step1 = 0xBB67AE85;
	uint32_t key0 = key[0], key1 = key[1];
	uint32_t a = counter[0], b = counter[1], c = counter[2], d = counter[3];
	for (int round = 0; round < ROUNDS; round++) {
		uint64_t product0 = (uint64_t)multiplier0 * a;
		uint64_t product1 = (uint64_t)multiplier1 * c;
		a = (uint32_t)(product1 >> 32) ^ b ^ key0;
		c = (uint32_t)(product0 >> 32) ^ d ^ key1;
		b = (uint32_t)product1;
		d = (uint32_t)product0;
		key0 += step0;
		key1 += step1;
	}
	out[0] = a;
	out[1] = b;
	out[2] = c;
	out[3] = d;
}

void random_block(uint64_t seed, uint64_t stream, uint64_t counter, uint32_t out[4])
{
	const uint32_t key[2] = {(uint32_t)seed, (uint32_t)(seed >> 32)};
	const uint32_t words[4] = {(uint32_t)counter, (uint32_t)(counter >> 32), (uint32_t)stream,
				   (uint32_t)(stream >> 32)};
	random_philox(key, words, out);
}

uint64_t random_bits(uint64_t seed, uint64_t stream, uint64_t counter)
{
	uint32_t words[4];
	random_block(seed, stream, counter, words);
	return (uint64_t)words[1] << 32 | words[0];
}

/* High 64 bits of a 128-bit product, from four products of halves: ISO C has no 128-bit type. */
static uint64_t multiply_high(uint64_t a, uint64_t b)
{
	uint64_t a_low = (uint32_t)a, a_high = a >> 32;
	uint64_t b_low = (uint32_t)b, b_high = b >> 32;
	uint64_t middle = a_high * b_low + (a_low * b_low >> 32);
	uint64_t other = a_low * b_high + (uint32_t)middle;
	return a_high * b_high + (middle >> 32) + (other >> 32);
}

uint64_t random_below(uint64_t seed, uint64_t stream, uint64_t counter, uint64_t below)
{
	assert(below > 0);
	return multiply_high(random_bits(seed, stream, counter), below);
}

double random_unit(uint64_t seed, uint64_t stream, uint64_t counter)
{
	return (double)(random_bits(seed, stream, counter) >> 11) * 0x1p-53;
}
