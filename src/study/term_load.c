#include "study/term_load.h"

#include <stdlib.h>
#include <string.h>

/* Passage ids with their place in the corpus: passages come by document, texts too. */
static enum status add_texts(struct board *board, const struct board_query *query,
			     const struct coded_corpus *corpus, struct term_finder *finder,
			     struct error *error)
{
	struct passage_filter filter = {.kind = query->kind, .orientations = query->orientations};
	struct passage_cursor *cursor = NULL;
	TRY(passages_open(board->store, &filter, &cursor, error));
	struct arena scratch;
	arena_init(&scratch);
	struct document document = {0};
	int64_t loaded = -1;
	bool more = true;
	struct passage_row row;
	enum status status = STATUS_OK;
	for (size_t next = 0; next < corpus->passage_count && status == STATUS_OK;) {
		status = passages_step(cursor, &more, &row, error);
		if (status != STATUS_OK || !more)
			break;
		if (row.id != corpus->passages[next].id)
			continue;
		next++;
		if (row.document_key != loaded) {
			arena_reset(&scratch);
			status = job_check(board->job, error);
			if (status == STATUS_OK)
				status = store_document_load(board->store, &scratch,
							     row.document_key, &document, error);
			loaded = row.document_key;
		}
		if (status == STATUS_OK)
			status =
				term_finder_add(finder, slice_span(document.text, row.span), error);
	}
	arena_release(&scratch);
	passages_close(cursor);
	return status;
}

static int by_number(const void *left, const void *right)
{
	uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
	return (a > b) - (a < b);
}

/* Sentences that hold each term. */
static uint32_t *count_sentences(struct arena *study, const struct terms *terms)
{
	uint32_t *sentences = arena_array(study, uint32_t, terms->count);
	for (size_t p = 0; p < terms->passage_count; p++) {
		qsort(terms->term + terms->start[p], terms->start[p + 1] - terms->start[p],
		      sizeof *terms->term, by_number);
		for (uint32_t i = terms->start[p]; i < terms->start[p + 1]; i++)
			if (i == terms->start[p] || terms->term[i] != terms->term[i - 1])
				sentences[terms->term[i]]++;
	}
	return sentences;
}

/* Terms become columns where they stand in two sentences or more: column + 1 by term. */
static uint32_t *make_columns(struct arena *study, const struct terms *terms,
			      const uint32_t *sentences, struct coded_corpus *corpus)
{
	uint32_t *column = arena_array(study, uint32_t, terms->count);
	corpus->columns = arena_array(study, struct coded_column, terms->count);
	corpus->column_count = 0;
	for (size_t t = 0; t < terms->count; t++) {
		if (sentences[t] < 2)
			continue;
		corpus->columns[corpus->column_count++] = (struct coded_column){
			.name = terms->at[t].text, .label = terms->at[t].text, .asked = true};
		column[t] = (uint32_t)corpus->column_count;
	}
	return column;
}

static void make_codes(struct arena *study, const struct terms *terms, const uint32_t *column,
		       struct coded_corpus *corpus)
{
	size_t occurrences = terms->start[terms->passage_count];
	corpus->codes = arena_array(study, uint32_t, occurrences);
	corpus->hits = arena_array(study, uint32_t, occurrences);
	corpus->code_count = 0;
	for (size_t p = 0; p < corpus->passage_count; p++) {
		struct coded_passage *passage = &corpus->passages[p];
		passage->code_start = passage->hits_start = (uint32_t)corpus->code_count;
		for (uint32_t i = terms->start[p]; i < terms->start[p + 1]; i++) {
			uint32_t of = column[terms->term[i]];
			if (of == 0)
				continue;
			if (corpus->code_count > passage->code_start &&
			    corpus->codes[corpus->code_count - 1] == of - 1) {
				corpus->hits[corpus->code_count - 1]++;
				continue;
			}
			corpus->codes[corpus->code_count] = of - 1;
			corpus->hits[corpus->code_count++] = 1;
		}
		passage->code_end = (uint32_t)corpus->code_count;
	}
}

enum status term_corpus_load(struct board *board, const struct board_query *query,
			     const struct term_options *options, struct coded_corpus *corpus,
			     struct error *error)
{
	struct board_query any = *query;
	any.by = SLICE("axes");
	TRY(coded_corpus_load(board, &any, corpus, error));
	struct terms terms;
	struct term_finder *finder = term_finder_make();
	enum status status = add_texts(board, query, corpus, finder, error);
	if (status == STATUS_OK)
		status = term_finder_find(finder, board->job, board->arena, options, &terms, error);
	term_finder_release(finder);
	TRY(status);
	const uint32_t *sentences = count_sentences(board->arena, &terms);
	const uint32_t *column = make_columns(board->arena, &terms, sentences, corpus);
	make_codes(board->arena, &terms, column, corpus);
	return STATUS_OK;
}
