/*
 * Where sentences end, in Chinese and English at once, from one table of rules.
 *
 * A sentence ends after 。！？!? and their closing quotes or brackets, and after a full stop that
 * ends an English sentence (not "U.S.", "3.5", "e.g.", "No. 5", an initial, or a list number "1.").
 * ； and 、 do not end one. Numbering such as （一） 1. 一、 stays with what follows. A quotation
 * or bracket that holds whole sentences is cut inside only where the quotation itself is longer
 * than a sentence's reach; see the cases in test/cases/sentence.txt.
 */
#ifndef QIPAN_TEXT_SENTENCE_H
#define QIPAN_TEXT_SENTENCE_H

#include "base/slice.h"

/* The next sentence of text[from, end): its span without white space at the ends. Returns false
 * when only white space is left. Call again with from = sentence.end. Amortised O(text). */
bool sentence_next(struct slice text, uint32_t from, uint32_t end, struct span *sentence);

#endif
