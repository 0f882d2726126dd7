/*
 * AI + X where the text itself writes the pair (M29): 人工智能+医疗, AI + health, 旅游大模型. Two
 * forms are read:
 *
 *   plus   人工智能 or AI, a plus sign, and what stands behind it up to a mark, a quotation mark or
 *          a word that is none of its own (行动, 应用, 场景). Where the quotation mark closes right
 *          behind the plus sign (“人工智能+”行动) it is the slogan: the object is empty and stands
 *          behind the quotation mark, for a caller that knows whether a field is named there.
 *   model  what stands before 大模型, without words for any model (行业, 垂直, 领域 ...), back to a
 *          mark or a verb; of 工业、文旅、能源等领域大模型 and of 制造和医疗大模型 each.
 *
 * A model of nothing (100个大模型) is none. Rows of plus_form.c.
 */
#ifndef QIPAN_TEXT_PLUS_FORM_H
#define QIPAN_TEXT_PLUS_FORM_H

#include "base/arena.h"
#include "text/cue.h"

enum plus_kind { PLUS_SIGN, PLUS_MODEL };
const char *plus_kind_name(enum plus_kind kind); /* "plus", "model" */

struct plus_form {
	struct span words;  /* from the first to the last byte of the pair */
	struct span object; /* X; empty: the slogan */
	uint8_t kind;	    /* enum plus_kind */
};

struct plus_tables {
	struct cue_table words;
};
void plus_tables_init(struct plus_tables *tables);

/* In the arena, in the order of their places; items of one list the last first. O(text). */
size_t plus_forms_read(struct arena *arena, const struct plus_tables *tables, struct slice text,
		       struct plus_form **forms);

#endif
