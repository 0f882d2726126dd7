/*
 * At which level of government a document stands, from what is known of it, in this order: its own
 * level column (national, province, city, county, in English or Chinese), the level of its region
 * in the gazetteer, and the region's name where that is a country's or says "central" by itself.
 */
#ifndef QIPAN_STUDY_LEVEL_H
#define QIPAN_STUDY_LEVEL_H

#include "study/board.h"
#include "text/country.h"

/* 1 national, 2 province, 3 city, 4 county, 0 unknown. */
uint32_t level_of_document(const struct board *board, const struct country_names *countries,
			   const struct document_metadata *metadata);

#endif
