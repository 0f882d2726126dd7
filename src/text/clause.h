/*
 * A sentence in clauses, and a clause in the things that it lists. A clause ends at ，；：。！？ or
 * at ; : ! ? and the end of the line; what it lists stands between 、 or commas of one byte. Quotes
 * and brackets end nothing.
 */
#ifndef QIPAN_TEXT_CLAUSE_H
#define QIPAN_TEXT_CLAUSE_H

#include "base/slice.h"

/* The clause that holds the byte at offset, without the marks around it; a mark belongs to the
 * clause before it. An offset at or behind the end gives the last clause. O(text). */
struct span clause_at(struct slice text, size_t offset);

/* How many things a clause lists: 1 without a mark between things. O(clause). */
size_t clause_items(struct slice text, struct span clause);

#endif
