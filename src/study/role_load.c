#include "study/role_load.h"

#include <string.h>

static size_t set_columns(const struct board *board, struct role_columns *roles, size_t role_count,
			  struct coded_corpus *corpus)
{
	const struct codebook *codebook = &board->codebook;
	size_t most = 0;
	for (size_t i = 0; i < codebook->role_count; i++)
		most += codebook->roles[i].count;
	corpus->columns = arena_array(board->arena, struct coded_column, most);
	corpus->column_count = 0;
	for (size_t r = 0; r < role_count; r++) {
		const struct code_role *role = codebook_role(codebook, roles[r].name);
		roles[r].first = corpus->column_count;
		roles[r].count = role == NULL ? 0 : role->count;
		for (size_t i = 0; i < roles[r].count; i++) {
			const struct code *code = codebook_code(codebook, role->codes[i]);
			corpus->columns[corpus->column_count++] =
				(struct coded_column){code->id, code->name, code->label_zh, true};
		}
	}
	return corpus->column_count;
}

/* The columns of one passage: hits of its leaves, added up. */
static void fold_passage(const struct codebook *codebook, const struct coded_corpus *leaves,
			 const struct coded_passage *from, struct coded_corpus *corpus,
			 struct coded_passage *passage)
{
	passage->code_start = passage->hits_start = (uint32_t)corpus->code_count;
	for (size_t c = 0; c < corpus->column_count; c++) {
		uint32_t hits = 0;
		for (uint32_t k = from->code_start; k < from->code_end; k++) {
			struct code_id leaf = leaves->columns[leaves->codes[k]].id;
			if (codebook_is_below(codebook, leaf, corpus->columns[c].id))
				hits += leaves->hits[from->hits_start + k - from->code_start];
		}
		if (hits == 0)
			continue;
		corpus->codes[corpus->code_count] = (uint32_t)c;
		corpus->hits[corpus->code_count++] = hits;
	}
	passage->code_end = (uint32_t)corpus->code_count;
}

enum status role_corpus_load(struct board *board, const struct board_query *query,
			     struct role_columns *roles, size_t role_count,
			     struct coded_corpus *corpus, struct error *error)
{
	struct board_query all = *query;
	struct coded_corpus leaves;
	all.by = SLICE("leaves");
	TRY(coded_corpus_load(board, &all, &leaves, error));
	*corpus = leaves;
	size_t columns = set_columns(board, roles, role_count, corpus);
	size_t most = 0;
	for (size_t p = 0; p < leaves.passage_count; p++)
		if (leaves.passages[p].code_end > leaves.passages[p].code_start)
			most += columns;
	corpus->passages = arena_array(board->arena, struct coded_passage, leaves.passage_count);
	corpus->codes = arena_array(board->arena, uint32_t, most);
	corpus->hits = arena_array(board->arena, uint32_t, most);
	corpus->code_count = 0;
	for (size_t p = 0; p < leaves.passage_count; p++) {
		corpus->passages[p] = leaves.passages[p];
		fold_passage(&board->codebook, &leaves, &leaves.passages[p], corpus,
			     &corpus->passages[p]);
	}
	return STATUS_OK;
}
