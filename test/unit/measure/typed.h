/* A coded corpus typed by hand: regions in order, passages into the newest region. */
#ifndef QIPAN_TEST_MEASURE_TYPED_H
#define QIPAN_TEST_MEASURE_TYPED_H

#include "check.h"

#include "base/arena.h"
#include "corpus/coded.h"
#include "measure/measure.h"
#include "num/random.h"

struct typed {
	struct coded_corpus corpus;
	size_t region_capacity, passage_capacity, code_capacity, hit_capacity;
};

static inline void typed_init(struct typed *typed, size_t columns)
{
	*typed = (struct typed){.corpus.column_count = columns};
	typed->corpus.columns = memory_resize(NULL, columns + 1, sizeof *typed->corpus.columns);
	memset(typed->corpus.columns, 0, (columns + 1) * sizeof *typed->corpus.columns);
}

static inline void typed_release(struct typed *typed)
{
	free(typed->corpus.regions);
	free(typed->corpus.columns);
	free(typed->corpus.passages);
	free(typed->corpus.codes);
	free(typed->corpus.hits);
}

static inline void typed_region(struct typed *typed, uint32_t id, enum coverage coverage)
{
	struct coded_corpus *corpus = &typed->corpus;
	corpus->regions = memory_grow(corpus->regions, &typed->region_capacity,
				      corpus->region_count + 1, sizeof *corpus->regions);
	uint32_t passage = (uint32_t)corpus->passage_count;
	uint32_t paragraph = (uint32_t)corpus->paragraph_count;
	corpus->regions[corpus->region_count++] = (struct coded_region){
		.id = {id},
		.coverage = coverage,
		.passage_start = passage,
		.passage_end = passage,
		.paragraph_start = paragraph,
		.paragraph_end = paragraph,
	};
}

/* A new paragraph with one passage of 30 characters that looks ahead and holds no code. */
static inline struct coded_passage *typed_passage(struct typed *typed)
{
	struct coded_corpus *corpus = &typed->corpus;
	corpus->passages = memory_grow(corpus->passages, &typed->passage_capacity,
				       corpus->passage_count + 1, sizeof *corpus->passages);
	struct coded_passage *passage = &corpus->passages[corpus->passage_count++];
	*passage = (struct coded_passage){
		.id = (int64_t)corpus->passage_count,
		.region = (uint32_t)corpus->region_count - 1,
		.paragraph = (uint32_t)corpus->paragraph_count++,
		.characters = 30,
		.code_start = (uint32_t)corpus->code_count,
		.code_end = (uint32_t)corpus->code_count,
		.hits_start = (uint32_t)corpus->code_count,
		.orientation = ORIENTATION_PLAN,
	};
	struct coded_region *region = &corpus->regions[corpus->region_count - 1];
	region->passage_end++;
	region->paragraph_end++;
	return passage;
}

/* As typed_passage, in the paragraph of the one before. */
static inline struct coded_passage *typed_passage_on(struct typed *typed)
{
	struct coded_passage *passage = typed_passage(typed);
	passage->paragraph--;
	typed->corpus.paragraph_count--;
	typed->corpus.regions[typed->corpus.region_count - 1].paragraph_end--;
	return passage;
}

/* Puts a code into the newest passage. */
static inline void typed_code(struct typed *typed, uint32_t column, uint32_t hits)
{
	struct coded_corpus *corpus = &typed->corpus;
	corpus->codes = memory_grow(corpus->codes, &typed->code_capacity, corpus->code_count + 1,
				    sizeof *corpus->codes);
	corpus->hits = memory_grow(corpus->hits, &typed->hit_capacity, corpus->code_count + 1,
				   sizeof *corpus->hits);
	corpus->codes[corpus->code_count] = column;
	corpus->hits[corpus->code_count++] = hits;
	corpus->passages[corpus->passage_count - 1].code_end++;
}

/* A region with `passages` passages, a paragraph each, of which the first `with` hold column 0. */
static inline void typed_simple(struct typed *typed, uint32_t id, uint32_t with, uint32_t passages)
{
	typed_region(typed, id, COVERAGE_READ);
	for (uint32_t i = 0; i < passages; i++) {
		typed_passage(typed);
		if (i < with)
			typed_code(typed, 0, 1);
	}
}

/* A region as reports are: about `passages` passages, three a paragraph, a quarter with codes,
 * low columns more often than high ones; numbers depend on (id, passage) only. */
static inline void typed_likely(struct typed *typed, uint32_t id, uint32_t passages)
{
	typed_region(typed, id, COVERAGE_READ);
	for (uint32_t i = 0; i < passages; i++) {
		struct coded_passage *passage =
			i % 3 == 0 ? typed_passage(typed) : typed_passage_on(typed);
		passage->characters = 10 + (uint32_t)random_below(11, id, i, 60);
		passage->orientation = (uint8_t)random_below(12, id, i, ORIENTATION_COUNT);
		for (uint32_t column = 0; column < typed->corpus.column_count; column++) {
			double chance = 0.3 / (1 + column) * (i / 3 % 4 == 0 ? 3 : 0.33);
			uint64_t counter = (uint64_t)i << 32 | column;
			if (random_unit(13, id, counter) < chance)
				typed_code(typed, column, 1 + (uint32_t)random_below(14, id, i, 3));
		}
	}
}

/* Takes a measure by name with `threads` threads; fails the test when it fails. */
static inline struct measure_result typed_measure(struct arena *study, const struct typed *typed,
						  const char *name,
						  const struct measure_options *options,
						  unsigned threads)
{
	const struct measure *measure = measure_find(slice_from(name));
	assert_non_null(measure);
	struct job job;
	job_init(&job, threads);
	struct error error = {.text = ""};
	struct measure_result result;
	if (measure->function(&job, study, &typed->corpus, options, &result, &error) != STATUS_OK)
		fail_msg("%s: %s", name, error.text);
	return result;
}

static inline const struct finding *typed_finding(const struct measure_result *result,
						  size_t region, size_t column)
{
	assert_true(region < result->region_count && column < result->column_count);
	return &result->findings[region * result->column_count + column];
}

#endif
