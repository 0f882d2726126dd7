/*
 * What passages speak of: the past period (review), the present state, or the plan (methods: M02).
 * Inside the room text only; passage.h is the door. The words are in tense.c.
 *
 * In order, for each sentence:
 *   problem  statements of problems, with what is left of their paragraph (and the list below it
 *            when it ends in a colon), outside plan sections; formalities: salutations, the opening
 *            formula, thanks, the laying of a plan before the assembly. -> present
 *   marker   a sentence that contradicts its section. Chinese: in a plan section, a past time at
 * the beginning with a word of result and no word of planning -> review; a short remark on the time
 * (今年是开局之年, 当前国际形势…) without intent -> present; in a review section, a word of intent
 * with a time that is not past -> plan. In Latin text the verb decides always: will,
 * shall, aims to -> plan; was, has built -> review; is, are -> present. heading  the nearest
 * heading of the first level: words of review and no time to come -> review; both -> the
 * second-level heading or run-in lead, else the split; words of state (发展环境, context) ->
 * present; others -> plan in Chinese, nothing in Latin text. Text before the first heading of a
 * report that has a review heading -> review. split    sections whose headings do not tell, and
 * Chinese plans without headings: review before, plan after the paragraph border where the mean of
 * plan-minus-past markers changes most (largest standardised CUSUM, Page 1954), if both sides name
 * their time. default  no sign: plan; present when metadata.kind says article, news, debate, speech
 * or statement (but not budget).
 *
 * The dividing year, from which on a time is to come: the year of metadata.date; else the latest
 * year in the first 3 lines of the title block; else the year named most often with 年, or in Latin
 * text none.
 */
#ifndef QIPAN_TEXT_ORIENTATION_H
#define QIPAN_TEXT_ORIENTATION_H

#include "base/arena.h"
#include "corpus/document.h"

/* Year that divides past from plan, 0 if unknown. O(text). */
uint32_t orientation_year(const struct document *document);

/* Fills orientation and rule of all passages. Needs blocks and passages. O(text). */
void orientation_mark(struct arena *scratch, struct document *document);

#endif
