#include "measure/frame.h"

#include <assert.h>
#include <string.h>

bool frame_admits(const struct frame *frame, uint8_t orientation, uint32_t characters)
{
	return orientation < ORIENTATION_COUNT && (frame->orientations & 1u << orientation) != 0 &&
	       characters >= frame->min_characters;
}

static void count_codes(struct counts *counts, const struct coded_corpus *corpus,
			const struct coded_passage *passage, size_t region)
{
	uint32_t code_count = passage->code_end - passage->code_start;
	for (uint32_t i = 0; i < code_count; i++) {
		uint32_t column = corpus->codes[passage->code_start + i];
		assert(column < corpus->column_count);
		size_t cell = region * counts->column_count + column;
		counts->code_passages[cell]++;
		counts->hits[cell] += corpus->hits[passage->hits_start + i];
		counts->focus[cell] += 1.0 / code_count;
	}
}

static void count_region(struct counts *counts, const struct coded_corpus *corpus, size_t region)
{
	const struct coded_region *of = &corpus->regions[region];
	assert(of->passage_start <= of->passage_end && of->passage_end <= corpus->passage_count);
	for (uint32_t i = of->passage_start; i < of->passage_end; i++) {
		const struct coded_passage *passage = &corpus->passages[i];
		assert(passage->region == region && passage->orientation < ORIENTATION_COUNT);
		assert(passage->code_start <= passage->code_end &&
		       passage->code_end <= corpus->code_count);
		counts->passages[region]++;
		counts->characters[region] += passage->characters;
		counts->orientations[region * ORIENTATION_COUNT + passage->orientation]++;
		if (passage->code_end > passage->code_start)
			counts->coded_passages[region]++;
		if (i == of->passage_start || passage->paragraph != passage[-1].paragraph)
			counts->paragraphs[region]++;
		count_codes(counts, corpus, passage, region);
	}
}

void counts_make(struct arena *arena, const struct coded_corpus *corpus, struct counts *counts)
{
	size_t regions = corpus->region_count, columns = corpus->column_count;
	size_t cells = regions * columns;
	*counts = (struct counts){
		.region_count = regions,
		.column_count = columns,
		.passages = arena_array(arena, uint32_t, regions),
		.coded_passages = arena_array(arena, uint32_t, regions),
		.paragraphs = arena_array(arena, uint32_t, regions),
		.characters = arena_array(arena, uint64_t, regions),
		.orientations = arena_array(arena, uint32_t, regions * ORIENTATION_COUNT),
		.code_passages = arena_array(arena, uint32_t, cells),
		.hits = arena_array(arena, uint32_t, cells),
		.focus = arena_array(arena, double, cells),
	};
	for (size_t region = 0; region < regions; region++)
		count_region(counts, corpus, region);
}

static void ask_region(const struct coded_corpus *corpus, const struct coded_region *from,
		       const uint32_t *column, struct coded_corpus *asked)
{
	struct coded_region *region = &asked->regions[asked->region_count];
	*region = *from;
	region->passage_start = (uint32_t)asked->passage_count;
	for (uint32_t p = from->passage_start; p < from->passage_end; p++) {
		struct coded_passage *passage = &asked->passages[asked->passage_count++];
		*passage = corpus->passages[p];
		passage->region = (uint32_t)asked->region_count;
		passage->code_start = passage->hits_start = (uint32_t)asked->code_count;
		for (uint32_t k = corpus->passages[p].code_start; k < corpus->passages[p].code_end;
		     k++) {
			uint32_t to = column[corpus->codes[k]];
			if (to == UINT32_MAX)
				continue;
			asked->codes[asked->code_count] = to;
			asked->hits[asked->code_count++] =
				corpus->hits[corpus->passages[p].hits_start + k -
					     corpus->passages[p].code_start];
		}
		passage->code_end = (uint32_t)asked->code_count;
	}
	region->passage_end = (uint32_t)asked->passage_count;
	asked->region_count++;
}

void coded_corpus_asked(struct arena *arena, const struct coded_corpus *corpus,
			struct coded_corpus *asked)
{
	*asked = (struct coded_corpus){
		.regions = arena_array(arena, struct coded_region, corpus->region_count),
		.columns = arena_array(arena, struct coded_column, corpus->column_count),
		.passages = arena_array(arena, struct coded_passage, corpus->passage_count),
		.codes = arena_array(arena, uint32_t, corpus->code_count),
		.hits = arena_array(arena, uint32_t, corpus->code_count),
		.paragraph_count = corpus->paragraph_count,
		.document_count = corpus->document_count,
	};
	uint32_t *column = arena_array(arena, uint32_t, corpus->column_count);
	for (size_t c = 0; c < corpus->column_count; c++) {
		column[c] = UINT32_MAX;
		if (corpus->columns[c].asked) {
			column[c] = (uint32_t)asked->column_count;
			asked->columns[asked->column_count++] = corpus->columns[c];
		}
	}
	for (size_t r = 0; r < corpus->region_count; r++)
		if (corpus->regions[r].asked)
			ask_region(corpus, &corpus->regions[r], column, asked);
}

size_t coded_corpus_own_voice(struct arena *arena, const struct coded_corpus *corpus,
			      struct coded_corpus *own)
{
	size_t lost = 0;
	*own = *corpus;
	own->passages = arena_array(arena, struct coded_passage, corpus->passage_count);
	if (corpus->passage_count > 0)
		memcpy(own->passages, corpus->passages,
		       corpus->passage_count * sizeof *own->passages);
	for (size_t p = 0; p < own->passage_count; p++) {
		struct coded_passage *passage = &own->passages[p];
		if (!passage->reused || passage->code_end == passage->code_start)
			continue;
		passage->code_end = passage->code_start;
		lost++;
	}
	return lost;
}
