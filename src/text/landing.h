/*
 * Does a sentence say where or for whom a plan lands (M30): a site, a pilot, a demonstration, a
 * numbered scene, users. An amount is told by its commitment (text/commitment.h). Rows of
 * landing.c.
 */
#ifndef QIPAN_TEXT_LANDING_H
#define QIPAN_TEXT_LANDING_H

#include "text/cue.h"

struct landing_tables {
	struct cue_table words;
};
void landing_tables_init(struct landing_tables *tables);

/* The first word that says so, empty if there is none. O(text). */
struct span landing_find(const struct landing_tables *tables, struct slice text);

#endif
