/*
 * Which region names a platform of which column as its own (text/position.h): a platform that it
 * has or builds, or a national or world title that it has, whose name holds words of the column.
 * Review, present and plan are read. Chinese texts only.
 */
#ifndef QIPAN_STUDY_PLATFORM_LOAD_H
#define QIPAN_STUDY_PLATFORM_LOAD_H

#include "study/coded_load.h"
#include "study/evidence.h"

struct stated_platform {
	uint32_t region, column; /* of the corpus */
	const struct evidence_item *item;
	struct span name; /* in the document's text */
};

/* By region, then column, then passage; in the board's arena. O(text + mentions x columns). */
enum status platform_load(struct board *board, const struct board_query *query,
			  const struct coded_corpus *corpus, struct stated_platform **platforms,
			  size_t *count, struct error *error) QIPAN_CHECKED;

#endif
