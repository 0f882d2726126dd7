#include "study/risk_load.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "store/correction.h"

struct mark_run {
	const struct codebook *codebook;
	const struct coded_corpus *corpus;
	uint32_t *first; /* by pattern: the first with the same words */
	struct passage_cursor *passages;
	struct mention_cursor *mentions;
	struct risk_mark *marks;
	size_t count, capacity;
};

/* A word may stand under two codes; left out of one alone it would still count through the other.
 */
static void join_patterns(struct arena *study, struct mark_run *run)
{
	struct map map;
	map_init(&map);
	run->first = arena_array(study, uint32_t, run->codebook->pattern_count);
	for (uint32_t i = 0; i < run->codebook->pattern_count; i++) {
		run->first[i] = i;
		map_put(&map, run->codebook->patterns[i].text, i, &run->first[i]);
	}
	map_release(&map);
}

static void add_marks(struct mark_run *run, size_t passage, const struct mention_row *mention)
{
	if (mention->code == 0 || mention->code > run->codebook->code_count)
		return;
	for (size_t c = 0; c < run->corpus->column_count; c++) {
		if (!codebook_is_below(run->codebook, (struct code_id){mention->code},
				       run->corpus->columns[c].id))
			continue;
		run->marks =
			memory_grow(run->marks, &run->capacity, run->count + 1, sizeof *run->marks);
		uint32_t pattern = mention->pattern < run->codebook->pattern_count
					   ? run->first[mention->pattern]
					   : NO_PATTERN;
		run->marks[run->count++] =
			(struct risk_mark){(uint32_t)passage, (uint32_t)c, pattern};
	}
}

/* Passages and mentions come in one order, and the corpus holds some of the passages in it. */
static enum status read_marks(struct mark_run *run, struct error *error)
{
	struct passage_row row;
	struct mention_row mention;
	bool more, there;
	size_t next = 0;
	TRY(mentions_step(run->mentions, &there, &mention, error));
	for (;;) {
		TRY(passages_step(run->passages, &more, &row, error));
		if (!more)
			return STATUS_OK;
		bool held = next < run->corpus->passage_count &&
			    run->corpus->passages[next].id == row.id;
		while (there && mention.passage == row.id) {
			if (held)
				add_marks(run, next, &mention);
			TRY(mentions_step(run->mentions, &there, &mention, error));
		}
		next += held;
	}
}

enum status risk_marks_load(struct board *board, const struct board_query *query,
			    const struct coded_corpus *corpus, struct risk_mark **marks,
			    size_t *count, struct error *error)
{
	struct mark_run run = {.codebook = &board->codebook, .corpus = corpus};
	struct passage_filter filter = query_filter(query);
	filter.plans_only = query->kind.length == 0;
	join_patterns(board->arena, &run);
	TRY(passages_open(board->store, &filter, &run.passages, error));
	enum status status = mentions_open(board->store, &filter, false, &run.mentions, error);
	if (status == STATUS_OK) {
		status = read_marks(&run, error);
		mentions_close(run.mentions);
	}
	passages_close(run.passages);
	*marks = arena_array(board->arena, struct risk_mark, run.count);
	if (run.count > 0)
		memcpy(*marks, run.marks, run.count * sizeof *run.marks);
	*count = run.count;
	free(run.marks);
	return status;
}
