/*
 * Which sentence of which region's documents names which other region, and for what: the input of
 * measure/link.h. A region is named for the columns found in the clause that names it, and where
 * that clause has none, for those of the sentence.
 */
#ifndef QIPAN_STUDY_LINK_LOAD_H
#define QIPAN_STUDY_LINK_LOAD_H

#include "measure/link.h"
#include "study/coded_load.h"

/* Loads the corpus of the query too, without columns that were not asked for; all in the board's
 * arena. Classes of distance are those of the tiles on the board: beside each other (also at a
 * corner), one between, farther, unknown. Texts are read one at a time. O(text + names x columns +
 * regions^2). */
enum status link_load(struct board *board, const struct board_query *query,
		      struct coded_corpus *corpus, struct link_input *input,
		      struct error *error) QIPAN_CHECKED;

#endif
