/*
 * The four tiers of regions that Chinese statistics use (国家统计局, 2011: eastern, central,
 * western, northeastern): a gazetteer may write them in English, people type and read either.
 */
#ifndef QIPAN_CORPUS_TIER_H
#define QIPAN_CORPUS_TIER_H

#include "base/slice.h"

/* 西部 for west; NULL for a tier that is none of the four. */
const char *tier_chinese(struct slice tier);

#endif
