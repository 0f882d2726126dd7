/*
 * May regions be ranked by a code? Not where too few of its hits are right: then the order is one
 * of reading mistakes (measures: M37). What is known of that, the first that holds:
 *
 *   people    judgements on this board of sentences that "qipan sample" drew (study/agree.h)
 *   codebook  its side file's section precision: how many of so many hits that were read are right
 *   unknown   nobody has read: no ground to refuse
 *
 * A branch is judged by all hits of the codes below it that were judged, together. Below
 * AGREEMENT_RANKABLE it is refused.
 */
#ifndef QIPAN_STUDY_RANKABLE_H
#define QIPAN_STUDY_RANKABLE_H

#include "corpus/coded.h"
#include "measure/agreement.h"
#include "study/board.h"

enum rankable_source { RANKABLE_UNKNOWN, RANKABLE_PEOPLE, RANKABLE_CODEBOOK };

struct rankable {
	size_t right, read; /* hits; read 0: nobody has read */
	uint8_t source;	    /* enum rankable_source */
	bool refused;
};

/* One for each column, in board->arena. O(columns x codes), and once over the board's mentions if
 * there are corrections. */
enum status rankable_load(struct board *board, const struct coded_column *columns, size_t count,
			  struct rankable **rankable, struct error *error) QIPAN_CHECKED;

#endif
