#include "study/platform_load.h"

#include <stdlib.h>

#include "measure/measure.h"
#include "text/position.h"

struct platform_run {
	const struct board *board;
	const struct coded_corpus *corpus;
	struct stated_platform *at;
	size_t count, capacity;
};

static int compare_platforms(const void *a, const void *b)
{
	const struct stated_platform *x = a, *y = b;
	if (x->region != y->region)
		return x->region < y->region ? -1 : 1;
	if (x->column != y->column)
		return x->column < y->column ? -1 : 1;
	if (x->item->passage.id != y->item->passage.id)
		return x->item->passage.id < y->item->passage.id ? -1 : 1;
	return (x->name.start > y->name.start) - (x->name.start < y->name.start);
}

static bool is_own(const struct position *position)
{
	if (position->kind == POSITION_PLATFORM)
		return position->status == STATUS_HAS || position->status == STATUS_BUILDS;
	return position->kind == POSITION_TITLE && position->status == STATUS_HAS &&
	       (position->level == LEVEL_NATION || position->level == LEVEL_WORLD);
}

static void add_columns(struct platform_run *run, const struct evidence_item *item,
			struct span name)
{
	for (uint32_t c = 0; c < run->corpus->column_count; c++)
		for (size_t m = 0; m < item->mark_count; m++) {
			const struct evidence_mark *mark = &item->marks[m];
			if (mark->span.start < name.start || mark->span.end > name.end ||
			    !codebook_is_below(&run->board->codebook, mark->code,
					       run->corpus->columns[c].id))
				continue;
			run->at = memory_grow(run->at, &run->capacity, run->count + 1,
					      sizeof *run->at);
			run->at[run->count++] = (struct stated_platform){
				item->passage.region.value - 1, c, item, name};
			break;
		}
}

enum status platform_load(struct board *board, const struct board_query *query,
			  const struct coded_corpus *corpus, struct stated_platform **platforms,
			  size_t *count, struct error *error)
{
	struct platform_run run = {.board = board, .corpus = corpus};
	struct passage_filter filter = {.kind = query->kind, .plans_only = query->kind.length == 0};
	struct position_tables tables;
	struct evidence *evidence = arena_new(board->arena, struct evidence);
	uint32_t *codes;
	size_t code_count;
	TRY(codes_below(board, query->by, &codes, &code_count, error));
	filter.codes = codes;
	filter.code_count = code_count;
	TRY(evidence_load(board, &filter, FRAME_MIN_CHARACTERS, 0, evidence, error));
	position_tables_init(&tables);
	for (size_t i = 0; i < evidence->count; i++) {
		const struct evidence_item *item = &evidence->items[i];
		struct position *found;
		uint32_t region = item->passage.region.value;
		if (region == 0 || region > corpus->region_count)
			continue;
		size_t positions =
			positions_read(board->arena, &tables, item->text,
				       (enum orientation)item->passage.orientation, &found);
		for (size_t p = 0; p < positions; p++) {
			uint32_t start = item->passage.span.start;
			if (is_own(&found[p]))
				add_columns(&run, item,
					    (struct span){start + found[p].name.start,
							  start + found[p].name.end});
		}
	}
	if (run.count > 0)
		qsort(run.at, run.count, sizeof *run.at, compare_platforms);
	*count = run.count;
	*platforms = arena_take(board->arena, run.at, run.count, sizeof *run.at);
	return STATUS_OK;
}
