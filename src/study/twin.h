/*
 * The same report twice on one board (two copies, two encodings): each counts, and every figure of
 * its region is doubled. Two current documents are twins when what they share, by the identity of
 * each passage, is at least TWIN_SHARE of either text, as study_reuse found it.
 */
#ifndef QIPAN_STUDY_TWIN_H
#define QIPAN_STUDY_TWIN_H

#include "study/board.h"

#define TWIN_SHARE 0.9

/* Adds a warning for each pair of twins to the answer, with what to do. Silent when documents have
 * not been compared. O(passages of all pairs); memory: board->arena. */
enum status twins_warn(struct board *board, struct answer *answer,
		       struct error *error) QIPAN_CHECKED;

#endif
