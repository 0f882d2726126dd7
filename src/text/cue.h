/*
 * A table of cue words, found at a place of a text: what the rules of commitment, amounts and
 * targets are written in. Chinese words match anywhere, Latin words (lower case in the table) at
 * word borders and in any case; a trailing * leaves the end of a Latin word open. Inside the room
 * text only.
 */
#ifndef QIPAN_TEXT_CUE_H
#define QIPAN_TEXT_CUE_H

#include "base/slice.h"

struct cue {
	const char *word; /* at least two bytes */
	uint16_t sign;	  /* what it shows: an enum of the table's owner */
};

/* Rows by the first two bytes of their words, so that a text is read once. */
enum { CUE_BUCKETS = 256, CUE_ROWS_MOST = 512 };
struct cue_table {
	const struct cue *rows;
	uint16_t bucket[CUE_BUCKETS]; /* 1 + row, 0 = none */
	uint16_t next[CUE_ROWS_MOST];
};

/* At most CUE_ROWS_MOST rows, which must outlive the table. */
void cue_table_init(struct cue_table *table, const struct cue *rows, size_t count);

/* The longest row that stands at offset, or NULL; the first of equals. *bytes is the length of
 * what matched. */
const struct cue *cue_at(const struct cue_table *table, struct slice text, size_t offset,
			 size_t *bytes);
/* The first row at or behind *at, and where it stands; *at is then behind it. NULL: no more. A walk
 * to the end is O(text). */
const struct cue *cue_next(const struct cue_table *table, struct slice text, size_t *at,
			   struct span *words);
/* The longest row that ends at offset, or NULL. */
const struct cue *cue_before(const struct cue_table *table, struct slice text, size_t offset,
			     size_t *bytes);

/* A letter or digit of ASCII. */
bool cue_is_word_byte(char c);

#endif
