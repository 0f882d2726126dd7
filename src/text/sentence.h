/*
 * Where sentences end, in Chinese and English at once, from tables of marks and abbreviations.
 *
 * A sentence ends after 。！？ (and the full stops of other scripts) with the closing quotes and
 * brackets that follow, after ! and ? before white space, and after a full stop that ends an
 * English sentence (not "U.S.", "3.5", "e.g.", "No. 5", an initial, or a list number "1."). ； 、
 * ： and …… do not end one. Numbering such as （一） 1. 一、 ① stays with what follows.
 *
 * A quotation or bracket that closes within SENTENCE_REACH characters is one piece: marks inside it
 * do not cut. Where its last character ends a sentence, the sentence ends after it, unless what
 * follows goes on ("……！”的口号", “？”，). Longer quotations are cut inside like any text.
 *
 * White space and line ends inside the range are only space: blocks decide which lines belong
 * together. test/cases/sentence.txt has every rule as an example.
 */
#ifndef QIPAN_TEXT_SENTENCE_H
#define QIPAN_TEXT_SENTENCE_H

#include "base/slice.h"

/* How far, in characters, a quotation or bracket may reach and still be one piece. */
enum { SENTENCE_REACH = 120 };

/* The next sentence of text[from, end): its span without white space at the ends. Returns false
 * when only white space is left. Call again with from = sentence->end. text: valid UTF-8; from and
 * end on character boundaries. O(length of the sentence). */
bool sentence_next(struct slice text, uint32_t from, uint32_t end, struct span *sentence);

#endif
