#include "study/rankable.h"

#include "study/agree.h"

static struct slice all_axes(const struct board *board)
{
	const char *names = "";
	for (size_t c = 0; c < board->codebook.code_count; c++) {
		const struct code *code = &board->codebook.codes[c];
		if (code->level == 1)
			names = arena_printf(board->arena, "%s%s%.*s", names,
					     names[0] == '\0' ? "" : ",", (int)code->name.length,
					     code->name.at);
	}
	return slice_from(names);
}

/* What people said of drawn sentences, by code id; nothing where no correction was ever made. */
static enum status load_judged(struct board *board, struct rankable *by_code, struct error *error)
{
	struct correction_row *rows;
	size_t count, people, left_out;
	TRY(study_corrections(board, &rows, &count, error));
	if (count == 0)
		return STATUS_OK;
	struct agree_query query = {
		.codes = all_axes(board), .samples_only = true, .confidence = 0.95};
	struct agreed_code *codes;
	TRY(study_agreement(board, &query, &codes, &count, &people, &left_out, error));
	for (size_t i = 0; i < count; i++)
		if (codes[i].code.value != 0 && codes[i].agreement.judged > 0)
			by_code[codes[i].code.value] =
				(struct rankable){.right = codes[i].agreement.confirmed,
						  .read = codes[i].agreement.judged,
						  .source = RANKABLE_PEOPLE};
	return STATUS_OK;
}

static struct rankable below(const struct board *board, const struct rankable *by_code,
			     struct code_id id)
{
	struct rankable sum = {0};
	for (uint32_t c = 1; c <= board->codebook.code_count; c++)
		if (by_code[c].read > 0 &&
		    codebook_is_below(&board->codebook, (struct code_id){c}, id)) {
			sum.right += by_code[c].right;
			sum.read += by_code[c].read;
			/* People's word on any of them is what the reader is told of. */
			if (sum.source != RANKABLE_PEOPLE)
				sum.source = by_code[c].source;
		}
	sum.refused = sum.read > 0 && (double)sum.right < AGREEMENT_RANKABLE * (double)sum.read;
	return sum;
}

enum status rankable_load(struct board *board, const struct coded_column *columns, size_t count,
			  struct rankable **rankable, struct error *error)
{
	const struct codebook *codebook = &board->codebook;
	struct rankable *by_code =
		arena_array(board->arena, struct rankable, codebook->code_count + 1);
	for (size_t c = 0; c < codebook->code_count; c++)
		if (codebook->codes[c].hits_read > 0)
			by_code[c + 1] = (struct rankable){.right = codebook->codes[c].hits_right,
							   .read = codebook->codes[c].hits_read,
							   .source = RANKABLE_CODEBOOK};
	TRY(load_judged(board, by_code, error));
	*rankable = arena_array(board->arena, struct rankable, count);
	for (size_t i = 0; i < count; i++)
		(*rankable)[i] = below(board, by_code, columns[i].id);
	return STATUS_OK;
}
