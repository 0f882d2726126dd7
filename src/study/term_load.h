/*
 * The input of the measures with terms as columns instead of codes: what is measured on a codebook
 * (likeness, keyness, log-odds) is measured on the corpus's own words in the same way.
 */
#ifndef QIPAN_STUDY_TERM_LOAD_H
#define QIPAN_STUDY_TERM_LOAD_H

#include "coding/term.h"
#include "study/coded_load.h"

/* As coded_corpus_load, with the terms of those passages as columns (query->by is not looked at):
 * names and labels are the terms, ids are 0, all are asked. Terms are found in the passages of all
 * regions, so that a choice of regions does not change them. Terms in fewer than two sentences are
 * left out. Memory: board->arena. Errors as coded_corpus_load, LIMIT (TERM_UNITS). */
enum status term_corpus_load(struct board *board, const struct board_query *query,
			     const struct term_options *options, struct coded_corpus *corpus,
			     struct error *error) QIPAN_CHECKED;

#endif
