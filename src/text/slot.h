/*
 * What a title or platform is a slot of: 国家人工智能应用中试基地 without the words of its level,
 * so that several regions that bid for one can be found. 国家新型工业化示范区和新兴产业发展示范基地
 * is the second of them: the first is a title of its own. A slot that is its head alone (示范区) is
 * none.
 */
#ifndef QIPAN_TEXT_SLOT_H
#define QIPAN_TEXT_SLOT_H

#include "base/slice.h"

/* A part of name, which ends with head; empty: it is no slot. O(name). */
struct slice slot_of(struct slice name, struct slice head);

/* The short form of a slot that goes by several names (自由贸易试验区: 自贸试验区), else itself.
 * Only whole names: 云南自由贸易试验区 is a zone, not the kind. */
struct slice slot_joined(struct slice slot);

#endif
