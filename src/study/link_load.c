#include "study/link_load.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "text/clause.h"

struct naming_run {
	struct board *board;
	const struct coded_corpus *corpus;
	const struct stored_document *documents; /* by first passage */
	size_t document_count;
	struct link_naming *namings;
	size_t count, capacity;
	uint32_t *codes;
	size_t code_count, code_capacity;
	/* of the document at hand: its passages in the corpus, its mentions and names */
	const struct stored_document *stored;
	struct document document;
	size_t first, end;
	size_t next_mention;
};

static int compare_first(const void *a, const void *b)
{
	const struct stored_document *x = a, *y = b;
	return (x->first_passage > y->first_passage) - (x->first_passage < y->first_passage);
}

static const struct stored_document *document_with(const struct naming_run *run, int64_t passage)
{
	size_t low = 0, high = run->document_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (run->documents[middle].first_passage <= passage)
			low = middle + 1;
		else
			high = middle;
	}
	return low == 0 ? NULL : &run->documents[low - 1];
}

/* Index in the corpus of a passage of the document at hand, or SIZE_MAX. */
static size_t passage_in_corpus(const struct naming_run *run, uint32_t sequence)
{
	int64_t id = run->stored->first_passage + sequence;
	size_t low = run->first, high = run->end;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (run->corpus->passages[middle].id < id)
			low = middle + 1;
		else
			high = middle;
	}
	return low < run->end && run->corpus->passages[low].id == id ? low : SIZE_MAX;
}

/* Members of the group that a name of several regions stands for, without `own`. */
static uint32_t members_beside(const struct gazetteer *gazetteer, uint32_t name,
			       struct region_id own)
{
	uint32_t count = 0;
	for (size_t i = 0; i < gazetteer->name_count; i++)
		count += gazetteer->names[i].kind == REGION_NAME_GROUP &&
			 gazetteer->names[i].region.value != own.value &&
			 slice_equal(gazetteer->names[i].text, gazetteer->names[name].text);
	return count;
}

static void add_code(struct naming_run *run, uint32_t column, uint32_t start)
{
	size_t at = run->code_count;
	for (size_t i = start; i < run->code_count; i++)
		if (run->codes[i] == column)
			return;
	run->codes = memory_grow(run->codes, &run->code_capacity, run->code_count + 1,
				 sizeof *run->codes);
	for (; at > start && run->codes[at - 1] > column; at--)
		run->codes[at] = run->codes[at - 1];
	run->codes[at] = column;
	run->code_count++;
}

static void add_clause_codes(struct naming_run *run, uint32_t passage, struct span clause,
			     uint32_t start)
{
	const struct document *document = &run->document;
	while (run->next_mention < document->mention_count &&
	       document->mentions[run->next_mention].passage < passage)
		run->next_mention++;
	for (size_t i = run->next_mention;
	     i < document->mention_count && document->mentions[i].passage == passage; i++) {
		const struct mention *mention = &document->mentions[i];
		if (mention->state == MENTION_REJECTED || mention->span.start < clause.start ||
		    mention->span.end > clause.end)
			continue;
		for (uint32_t c = 0; c < run->corpus->column_count; c++)
			if (codebook_is_below(&run->board->codebook, mention->code,
					      run->corpus->columns[c].id))
				add_code(run, c, start);
	}
}

static void add_naming(struct naming_run *run, const struct region_mention *mention, size_t passage)
{
	const struct gazetteer *gazetteer = &run->board->gazetteer;
	const struct coded_passage *at = &run->corpus->passages[passage];
	struct span sentence = run->document.passages[mention->passage].span;
	struct slice text = slice_span(run->document.text, sentence);
	struct span clause = clause_at(text, mention->span.start - sentence.start);
	struct link_naming naming = {
		.passage = (uint32_t)passage,
		.to = mention->region.value - 1,
		.share = 1,
		.span = mention->span,
		.clause = arena_copy(run->board->arena, slice_span(text, clause)),
		.in_clause = mention->span.start - sentence.start - clause.start,
		.name = mention->name,
		.listed = clause_items(text, clause) >= LINK_LIST,
		.code_start = (uint32_t)run->code_count};
	if (mention->name < gazetteer->name_count &&
	    gazetteer->names[mention->name].kind == REGION_NAME_GROUP) {
		naming.group = true;
		naming.share = members_beside(gazetteer, mention->name,
					      run->corpus->regions[at->region].id);
	}
	clause.start += sentence.start;
	clause.end += sentence.start;
	add_clause_codes(run, mention->passage, clause, naming.code_start);
	if (run->code_count == naming.code_start)
		for (uint32_t k = at->code_start; k < at->code_end; k++)
			add_code(run, run->corpus->codes[k], naming.code_start);
	naming.code_end = (uint32_t)run->code_count;
	run->namings =
		memory_grow(run->namings, &run->capacity, run->count + 1, sizeof *run->namings);
	run->namings[run->count++] = naming;
}

static void read_document(struct naming_run *run)
{
	const struct coded_corpus *corpus = run->corpus;
	uint32_t own = corpus->passages[run->first].region;
	run->next_mention = 0;
	for (size_t i = 0; i < run->document.region_mention_count; i++) {
		const struct region_mention *mention = &run->document.region_mentions[i];
		if (mention->region.value == 0 || mention->region.value > corpus->region_count ||
		    mention->region.value - 1 == own)
			continue;
		size_t passage = passage_in_corpus(run, mention->passage);
		if (passage != SIZE_MAX)
			add_naming(run, mention, passage);
	}
}

static enum status read_documents(struct naming_run *run, struct error *error)
{
	const struct coded_corpus *corpus = run->corpus;
	struct arena scratch;
	arena_init(&scratch);
	enum status status = STATUS_OK;
	for (size_t p = 0; p < corpus->passage_count && status == STATUS_OK; p = run->end) {
		run->first = p;
		for (run->end = p;
		     run->end < corpus->passage_count &&
		     corpus->passages[run->end].document == corpus->passages[p].document;)
			run->end++;
		run->stored = document_with(run, corpus->passages[p].id);
		if (run->stored == NULL)
			continue;
		status = store_document_load(run->board->store, &scratch, run->stored->key,
					     &run->document, error);
		if (status == STATUS_OK) {
			read_document(run);
			status = job_check(run->board->job, error);
		}
		arena_reset(&scratch);
	}
	arena_release(&scratch);
	return status;
}

static uint8_t class_of(const struct region *a, const struct region *b)
{
	if (a->row < 0 || b->row < 0)
		return 3;
	int rows = abs(a->row - b->row), columns = abs(a->column - b->column);
	int tiles = rows > columns ? rows : columns;
	return (uint8_t)(tiles <= 1 ? 0 : tiles == 2 ? 1 : 2);
}

static const uint8_t *distances(struct board *board)
{
	const struct gazetteer *gazetteer = &board->gazetteer;
	size_t count = gazetteer->region_count;
	if (count > LIMIT_LIKENESS_REGIONS)
		return NULL;
	uint8_t *classes = arena_array(board->arena, uint8_t, count * count);
	for (size_t a = 0; a < count; a++)
		for (size_t b = 0; b < count; b++)
			classes[a * count + b] =
				class_of(&gazetteer->regions[a], &gazetteer->regions[b]);
	return classes;
}

enum status link_load(struct board *board, const struct board_query *query,
		      struct coded_corpus *corpus, struct link_input *input, struct error *error)
{
	struct naming_run run = {.board = board, .corpus = corpus};
	struct stored_document *documents;
	struct coded_corpus all;
	TRY(coded_corpus_load(board, query, &all, error));
	coded_corpus_asked(board->arena, &all, corpus);
	TRY(store_documents(board->store, board->arena, true, &documents, &run.document_count,
			    error));
	qsort(documents, run.document_count, sizeof *documents, compare_first);
	run.documents = documents;
	enum status status = read_documents(&run, error);
	input->corpus = corpus;
	input->count = run.count;
	input->namings = arena_take(board->arena, run.namings, run.count, sizeof *run.namings);
	input->codes = arena_take(board->arena, run.codes, run.code_count, sizeof *run.codes);
	input->distance = distances(board);
	return status;
}
