/*
 * Which region says that it needs which column (text/need.h): in sentences of the plan and of the
 * present state, of the documents whose plans count.
 */
#ifndef QIPAN_STUDY_NEED_LOAD_H
#define QIPAN_STUDY_NEED_LOAD_H

#include "study/coded_load.h"

struct stated_need {
	uint32_t region, column; /* of the corpus */
	int64_t passage;
	struct span words; /* in the document's text: the word that says so */
	struct span code;  /* what is needed */
};

/* By region, then column, then passage; one a region, column and passage. In the board's arena.
 * Texts are read one at a time. O(text + mentions x columns). */
enum status need_load(struct board *board, const struct board_query *query,
		      const struct coded_corpus *corpus, struct stated_need **needs, size_t *count,
		      struct error *error) QIPAN_CHECKED;

#endif
