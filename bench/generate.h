/*
 * A corpus for speed, never for quality: clauses of the example corpus (our own words) cut at
 * commas and full stops and joined again at random, in documents of about 22 kB with the headings
 * of a work report. The same seed and size give the same bytes.
 */
#ifndef QIPAN_BENCH_GENERATE_H
#define QIPAN_BENCH_GENERATE_H

#include "base/arena.h"
#include "base/slice.h"
#include "base/status.h"

struct generated {
	struct slice *texts;
	size_t count;
	uint64_t bytes;
};

/* clauses_from: a folder of text files. Memory: the arena. */
enum status generate_corpus(struct arena *study, const char *clauses_from, uint64_t bytes,
			    uint64_t seed, struct generated *corpus,
			    struct error *error) QIPAN_CHECKED;

#endif
