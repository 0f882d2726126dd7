/*
 * What a sentence says is lacking or to be brought in from outside (M32): 补齐芯片短板,
 * 引进万卡级算力中心, a shortage of, support for. A word of lacking reaches over its clause
 * (text/clause.h), a word of bringing in from behind itself to the end of the clause. Rows of
 * need.c, read by test/cases/needs.txt.
 */
#ifndef QIPAN_TEXT_NEED_H
#define QIPAN_TEXT_NEED_H

#include "base/arena.h"
#include "text/cue.h"

struct need_tables {
	struct cue_table words;
};
void need_tables_init(struct need_tables *tables);

struct need {
	struct span words; /* that say so */
	struct span reach; /* what stands in here is needed */
};

/* In the order of their places, in the arena. O(text x needs). */
size_t needs_read(struct arena *arena, const struct need_tables *tables, struct slice text,
		  struct need **needs);

#endif
