/*
 * Ranks of regions in answers: a range each (num/rank_range.h), so that regions whose intervals
 * overlap stand as tied, and none by a code that is read too badly (study/rankable.h).
 */
#ifndef QIPAN_COMMAND_RANKING_H
#define QIPAN_COMMAND_RANKING_H

#include "command/verbs.h"
#include "num/rank_range.h"
#include "study/rankable.h"

/* Columns rank ("3-7", "2"), rank_low and rank_high. rank is shown as `show`. */
void rank_columns(struct answer *answer, enum column_show show);
/* Their cells; nulls for no range. */
void put_rank(struct arena *arena, struct answer *answer, struct rank_range range);

/* rankable_load for the columns; each asked for that is refused becomes a warning of the answer
 * that says why. */
enum status ranking_allowed(struct board *board, struct answer *answer,
			    const struct coded_column *columns, size_t count,
			    struct rankable **rankable, struct error *error) QIPAN_CHECKED;

/* Ranges of all regions in one column of a result, those not asked for included; ranges[regions].
 */
void rank_column(struct arena *arena, const struct measure_result *result, size_t column,
		 struct rank_range *ranges);

#endif
