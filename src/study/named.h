/*
 * Codes, regions and tiers by the names that people type. A name that is not known is answered with
 * those nearest to it (base/suggest.h); one that several share, with all that share it.
 */
#ifndef QIPAN_STUDY_NAMED_H
#define QIPAN_STUDY_NAMED_H

#include "study/board.h"

/* A code by its full name (field.computing_power), or by a heading in either language (算力,
 * "computing power"; ASCII case ignored) that only one code has. STATUS_USAGE otherwise. O(codes),
 * for an unknown name times the length of the names. */
enum status code_named(const struct board *board, struct slice name, struct code_id *id,
		       struct error *error) QIPAN_CHECKED;

/* A region by any of its names, its code or its abbreviation (gazetteer_find). STATUS_USAGE for an
 * unknown name, and for one that names several regions, such as a group. */
enum status region_named(const struct board *board, struct slice name, struct region_id *id,
			 struct error *error) QIPAN_CHECKED;

/* True if word names the tier: as the gazetteer writes it, or in Chinese (西部 for west). */
bool tier_is(struct slice tier, struct slice word);

/* STATUS_USAGE, naming the tiers that there are and the nearest, if none of the board's is word. */
enum status tier_check(const struct board *board, struct slice word,
		       struct error *error) QIPAN_CHECKED;

#endif
