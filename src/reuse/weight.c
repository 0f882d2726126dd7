#include "reuse/weight.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

enum {
	SAMPLE = 1024,
	SAMPLE_UNITS = 1 << 20, /* of one document */
	BITS_LEAST = 20,
	BITS_MOST = 24,
};

static void count_document(const struct unit_text *text, struct gram_weights *weights)
{
	uint32_t units = text->count < SAMPLE_UNITS ? text->count : SAMPLE_UNITS;
	for (uint32_t i = 0; i + RUN_UNITS <= units; i++) {
		uint8_t *counter =
			&weights->counters[gram_hash(gram_at(text->ids, i), weights->bits)];
		*counter = (uint8_t)(*counter + (*counter < 255));
	}
}

void gram_weights_count(const struct unit_text *const *texts, size_t count,
			struct gram_weights *weights)
{
	size_t step = (count + SAMPLE - 1) / SAMPLE, seen = 0, units = 0;
	for (size_t i = 0; i < count; i += step) {
		units += texts[i]->count;
		seen++;
	}
	weights->bits = BITS_LEAST;
	while (weights->bits < BITS_MOST && (size_t)1 << weights->bits < 4 * units)
		weights->bits++;
	weights->counters = memory_resize(NULL, (size_t)1 << weights->bits, 1);
	memset(weights->counters, 0, (size_t)1 << weights->bits);
	for (size_t i = 0; i < count; i += step)
		count_document(texts[i], weights);
	double n = seen == 0 ? 1 : (double)seen;
	for (int f = 0; f < 256; f++)
		weights->of_count[f] = (float)(log(1 + n / (f < 2 ? 1 : f - 1)) / log(1 + n));
}

void gram_weights_release(struct gram_weights *weights)
{
	free(weights->counters);
	*weights = (struct gram_weights){0};
}
