/*
 * Blocks to passages: sentences by text/sentence.h, then the orientation of each (methods: M02).
 */
#ifndef QIPAN_TEXT_PASSAGE_H
#define QIPAN_TEXT_PASSAGE_H

#include "base/arena.h"
#include "corpus/document.h"

/* Fills passages of all body blocks with span, block, characters, orientation and rule. Needs
 * blocks and metadata.date (the year that divides past from plan; empty: found in the text).
 * O(text). */
enum status passages_make(struct arena *arena, struct document *document,
			  struct error *error) QIPAN_CHECKED;

#endif
