/*
 * Which pattern of the codebook puts which column of a role corpus (role_load.h) into which
 * passage: the input of measure/risk.h.
 */
#ifndef QIPAN_STUDY_RISK_LOAD_H
#define QIPAN_STUDY_RISK_LOAD_H

#include "measure/risk.h"
#include "study/coded_load.h"

/* Marks of the corpus that role_corpus_load made of the same query, in the board's arena. A mention
 * below two columns is a mark of each; patterns with the same words have the number of the first.
 * O(mentions x columns). */
enum status risk_marks_load(struct board *board, const struct board_query *query,
			    const struct coded_corpus *corpus, struct risk_mark **marks,
			    size_t *count, struct error *error) QIPAN_CHECKED;

#endif
