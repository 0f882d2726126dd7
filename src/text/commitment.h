/*
 * How binding a sentence is (M34) and whose action it is (M03), by tables of cue words.
 *
 * Commitment, the first that holds:
 *   target   an amount with a unit (text/amount.h): a number that can be checked;
 *   build    a clause in which a verb of making stands before a thing that can be pointed at (开工
 * ... 水库, establish a fund), or a verb that is such an act alone (出台, 组建, 启动); explore  the
 * sentence's first verb is one of trying: 探索, 谋划, 鼓励, explore, consider; promote  any other
 * verb of action; none     no verb of action: headings, states, formulas of closing
 * (让我们更加紧密地团结). It is read for every sentence; only in the plan is it a commitment.
 *
 * Actor: centre when the centre is the subject of the first clause, or of the second where nobody
 * acts in the first (2025年9月，习近平总书记出席…): its verb stands right behind (国务院印发), or
 * is one of its own further on in the clause (亲临, 高度重视, 作出); else own.
 * Other regions are known only where the gazetteer is: coding/ sets ACTOR_OTHER.
 *
 * Measured on plan sentences of the 31 provincial reports of 2026, labelled by one reader before
 * the machine's answer was seen: five levels agree on 57 of 60 fresh sentences (targets 10 of 10,
 * none too many); on the 150 that the rules were mended with on 147 (17 of 17). Cue words alone:
 * 0.69. Another reader, not blind, 100 others: 96 (docs/codebook-quality.md).
 */
#ifndef QIPAN_TEXT_COMMITMENT_H
#define QIPAN_TEXT_COMMITMENT_H

#include "corpus/document.h"
#include "text/target.h"

struct commitment_tables {
	struct target_tables targets;
	struct cue_table words;
};
void commitment_tables_init(struct commitment_tables *tables);

/* O(text). */
enum commitment commitment_of(const struct commitment_tables *tables, struct slice sentence);
enum actor actor_of(const struct commitment_tables *tables, struct slice sentence);
/* Is text at offset the verb of a subject that stands right before it (提出, 将, 印发, will)? */
bool actor_verb_at(const struct commitment_tables *tables, struct slice text, size_t offset);

/* Fills commitment and actor of every passage. */
void commitment_mark(struct document *document);

#endif
