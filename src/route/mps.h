/*
 * A linear program as free MPS text, which every solver reads: so that others can check an answer.
 * Rows are R1.., columns C1.., the objective COST; binaries stand between markers. O(entries).
 */
#ifndef QIPAN_ROUTE_MPS_H
#define QIPAN_ROUTE_MPS_H

#include "base/buffer.h"
#include "route/lp.h"

void lp_append_mps(struct buffer *out, const struct lp *lp);

#endif
