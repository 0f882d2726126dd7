#include "study/need_load.h"

#include <stdlib.h>

#include "measure/measure.h"
#include "text/need.h"

struct need_run {
	struct board *board;
	const struct coded_corpus *corpus;
	struct need_tables tables;
	struct stated_need *needs;
	size_t count, capacity;
	/* of the document at hand */
	const struct stored_document *stored;
	struct document document;
};

static int compare_needs(const void *a, const void *b)
{
	const struct stated_need *x = a, *y = b;
	if (x->region != y->region)
		return x->region < y->region ? -1 : 1;
	if (x->column != y->column)
		return x->column < y->column ? -1 : 1;
	if (x->passage != y->passage)
		return x->passage < y->passage ? -1 : 1;
	return (x->code.start > y->code.start) - (x->code.start < y->code.start);
}

static void add_need(struct need_run *run, const struct mention *mention, struct span words)
{
	for (uint32_t c = 0; c < run->corpus->column_count; c++) {
		if (!codebook_is_below(&run->board->codebook, mention->code,
				       run->corpus->columns[c].id))
			continue;
		run->needs =
			memory_grow(run->needs, &run->capacity, run->count + 1, sizeof *run->needs);
		run->needs[run->count++] = (struct stated_need){
			.region = run->stored->metadata.region_id.value - 1,
			.column = c,
			.passage = run->stored->first_passage + mention->passage,
			.words = words,
			.code = mention->span};
	}
}

/* Mentions [first, end) are those of the passage. */
static void read_passage(struct need_run *run, struct arena *scratch, const struct passage *passage,
			 size_t first, size_t end)
{
	struct slice text = slice_span(run->document.text, passage->span);
	struct need *needs;
	size_t count = needs_read(scratch, &run->tables, text, &needs);
	for (size_t i = 0; i < count; i++)
		for (size_t m = first; m < end; m++) {
			const struct mention *mention = &run->document.mentions[m];
			uint32_t start = mention->span.start - passage->span.start;
			uint32_t stop = mention->span.end - passage->span.start;
			if (mention->state == MENTION_REJECTED || start < needs[i].reach.start ||
			    stop > needs[i].reach.end)
				continue;
			struct span words = {needs[i].words.start + passage->span.start,
					     needs[i].words.end + passage->span.start};
			add_need(run, mention, words);
		}
}

static void read_document(struct need_run *run, struct arena *scratch)
{
	const struct document *document = &run->document;
	for (size_t first = 0, end; first < document->mention_count; first = end) {
		uint32_t at = document->mentions[first].passage;
		for (end = first;
		     end < document->mention_count && document->mentions[end].passage == at;)
			end++;
		const struct passage *passage = &document->passages[at];
		if (passage->orientation != ORIENTATION_REVIEW &&
		    passage->characters >= FRAME_MIN_CHARACTERS)
			read_passage(run, scratch, passage, first, end);
	}
}

static bool is_counted(const struct need_run *run, const struct board_query *query,
		       const struct stored_document *document)
{
	uint32_t region = document->metadata.region_id.value;
	if (region == 0 || region > run->corpus->region_count)
		return false;
	return query->kind.length > 0 ? slice_equal(query->kind, document->metadata.kind)
				      : !kind_is_second_hand(document->metadata.kind);
}

static size_t one_a_passage(struct stated_need *needs, size_t count)
{
	size_t kept = 0;
	if (count > 0)
		qsort(needs, count, sizeof *needs, compare_needs);
	for (size_t i = 0; i < count; i++)
		if (kept == 0 || needs[kept - 1].region != needs[i].region ||
		    needs[kept - 1].column != needs[i].column ||
		    needs[kept - 1].passage != needs[i].passage)
			needs[kept++] = needs[i];
	return kept;
}

enum status need_load(struct board *board, const struct board_query *query,
		      const struct coded_corpus *corpus, struct stated_need **needs, size_t *count,
		      struct error *error)
{
	struct need_run run = {.board = board, .corpus = corpus};
	struct stored_document *documents;
	size_t document_count;
	need_tables_init(&run.tables);
	TRY(store_documents(board->store, board->arena, true, &documents, &document_count, error));
	struct arena scratch;
	arena_init(&scratch);
	enum status status = STATUS_OK;
	for (size_t i = 0; i < document_count && status == STATUS_OK; i++) {
		if (!is_counted(&run, query, &documents[i]))
			continue;
		run.stored = &documents[i];
		status = store_document_load(board->store, &scratch, documents[i].key,
					     &run.document, error);
		if (status == STATUS_OK) {
			read_document(&run, &scratch);
			status = job_check(board->job, error);
		}
		arena_reset(&scratch);
	}
	arena_release(&scratch);
	*count = one_a_passage(run.needs, run.count);
	*needs = arena_take(board->arena, run.needs, *count, sizeof *run.needs);
	return status;
}
