/*
 * A coded corpus whose columns are the codes of roles (codebook.h): what codes are for is declared
 * in the codebook's side file, so that answers about it hold for any codebook that declares them.
 */
#ifndef QIPAN_STUDY_ROLE_LOAD_H
#define QIPAN_STUDY_ROLE_LOAD_H

#include "study/coded_load.h"

/* A role's columns, in the order of the side file; count 0: the codebook has no such role. */
struct role_columns {
	const char *name;
	size_t first, count;
};

/* roles[i].name in, first and count out. A code in two roles has a column in each; a branch holds
 * what the codes below it hold. query->by is not looked at. O(passages x columns of a passage). */
enum status role_corpus_load(struct board *board, const struct board_query *query,
			     struct role_columns *roles, size_t role_count,
			     struct coded_corpus *corpus, struct error *error) QIPAN_CHECKED;

#endif
