/*
 * Random numbers without state: a function of (seed, stream, counter) and of nothing else. Any
 * thread can ask for any of them, in any order, and gets the same bits; so results do not depend on
 * how work was shared out. Give each thing that draws its own stream (the bootstrap: a region) and
 * count within it.
 *
 * The function is Philox 4x32-10 (Salmon, Moraes, Dror, Shaw 2011, "Parallel random numbers: as
 * easy as 1, 2, 3"): ten rounds of multiply and exclusive-or turn a 128-bit counter into 128 random
 * bits under a 64-bit key. It is not for secrets. About 10 ns a block.
 */
#ifndef QIPAN_NUM_RANDOM_H
#define QIPAN_NUM_RANDOM_H

#include <stdint.h>

/* Philox 4x32-10 as published, for its known answers; out may be counter. */
void random_philox(const uint32_t key[2], const uint32_t counter[4], uint32_t out[4]);

/* 128 random bits as four words: key = seed, counter words = counter low, counter high, stream low,
 * stream high. */
void random_block(uint64_t seed, uint64_t stream, uint64_t counter, uint32_t out[4]);

/* 64 random bits: the first two words of random_block, the first of them low. */
uint64_t random_bits(uint64_t seed, uint64_t stream, uint64_t counter);

/* Uniform in 0..below-1 by multiply and shift; below > 0. Bias: no value is more likely than
 * another by more than a part of below / 2^64, which no corpus can show. */
uint64_t random_below(uint64_t seed, uint64_t stream, uint64_t counter, uint64_t below);

/* Uniform in [0, 1), on a grid of 2^-53. */
double random_unit(uint64_t seed, uint64_t stream, uint64_t counter);

#endif
