/*
 * Random numbers that depend on (seed, stream, counter) and on nothing else: no state, so any
 * thread can ask for any of them and gets the same bits. Philox 4x32-10 (Salmon, Moraes, Dror, Shaw
 * 2011).
 */
#ifndef QIPAN_NUM_RANDOM_H
#define QIPAN_NUM_RANDOM_H

#include <stdint.h>

/* 64 random bits. */
uint64_t random_bits(uint64_t seed, uint64_t stream, uint64_t counter);
/* Uniform in 0..below-1 without bias worth speaking of (multiply-shift; bias < below / 2^64). below
 * > 0. */
uint64_t random_below(uint64_t seed, uint64_t stream, uint64_t counter, uint64_t below);
/* Uniform in [0, 1), 53 bits. */
double random_unit(uint64_t seed, uint64_t stream, uint64_t counter);

#endif
