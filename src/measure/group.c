#include "measure/group.h"

static void choose_columns(struct arena *arena, const struct coded_corpus *corpus, const bool *keep,
			   uint32_t *column, struct coded_corpus *out)
{
	out->columns = arena_array(arena, struct coded_column, corpus->column_count);
	for (size_t c = 0; c < corpus->column_count; c++) {
		column[c] = GROUP_NONE;
		if (keep != NULL && !keep[c])
			continue;
		column[c] = (uint32_t)out->column_count;
		out->columns[out->column_count] = corpus->columns[c];
		out->columns[out->column_count++].asked = true;
	}
}

static void add_codes(const struct coded_corpus *corpus, const struct coded_passage *from,
		      const uint32_t *column, struct coded_corpus *out)
{
	struct coded_passage *passage = &out->passages[out->passage_count - 1];
	passage->code_start = passage->hits_start = (uint32_t)out->code_count;
	for (uint32_t k = from->code_start; k < from->code_end; k++) {
		if (column[corpus->codes[k]] == GROUP_NONE)
			continue;
		out->codes[out->code_count] = column[corpus->codes[k]];
		out->hits[out->code_count++] =
			corpus->hits[from->hits_start + k - from->code_start];
	}
	passage->code_end = (uint32_t)out->code_count;
}

static void add_region(const struct coded_corpus *corpus, const struct coded_region *from,
		       uint32_t group, const uint32_t *column, struct coded_corpus *out)
{
	struct coded_region *region = &out->regions[group];
	if (from->coverage > region->coverage)
		region->coverage = from->coverage;
	region->document_count += from->document_count;
	for (uint32_t p = from->passage_start; p < from->passage_end; p++) {
		const struct coded_passage *passage = &corpus->passages[p];
		if (p == from->passage_start || passage->paragraph != passage[-1].paragraph)
			out->paragraph_count++;
		out->passages[out->passage_count] = *passage;
		out->passages[out->passage_count].region = group;
		out->passages[out->passage_count++].paragraph = (uint32_t)out->paragraph_count - 1;
		add_codes(corpus, passage, column, out);
	}
}

void coded_corpus_grouped(struct arena *arena, const struct coded_corpus *corpus,
			  const uint32_t *group, size_t groups, const bool *keep,
			  struct coded_corpus *out)
{
	*out = (struct coded_corpus){
		.regions = arena_array(arena, struct coded_region, groups),
		.region_count = groups,
		.passages = arena_array(arena, struct coded_passage, corpus->passage_count),
		.codes = arena_array(arena, uint32_t, corpus->code_count),
		.hits = arena_array(arena, uint32_t, corpus->code_count),
		.document_count = corpus->document_count,
	};
	uint32_t *column = arena_array(arena, uint32_t, corpus->column_count);
	choose_columns(arena, corpus, keep, column, out);
	for (uint32_t g = 0; g < groups; g++) {
		struct coded_region *region = &out->regions[g];
		*region = (struct coded_region){
			.id = {g + 1},
			.coverage = COVERAGE_NO_DOCUMENT,
			.asked = true,
			.passage_start = (uint32_t)out->passage_count,
			.paragraph_start = (uint32_t)out->paragraph_count,
		};
		for (size_t r = 0; r < corpus->region_count; r++)
			if (group[r] == g)
				add_region(corpus, &corpus->regions[r], g, column, out);
		region->passage_end = (uint32_t)out->passage_count;
		region->paragraph_end = (uint32_t)out->paragraph_count;
	}
}
