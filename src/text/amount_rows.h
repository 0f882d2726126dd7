/* The rows behind amount.h. Inside the room text only. */
#ifndef QIPAN_TEXT_AMOUNT_ROWS_H
#define QIPAN_TEXT_AMOUNT_ROWS_H

#include "text/amount.h"

extern const struct unit amount_units[];
extern const size_t amount_unit_count;
extern const struct cue amount_before[], amount_after[], amount_not_counted[];
extern const size_t amount_before_count, amount_after_count, amount_not_counted_count;

#endif
