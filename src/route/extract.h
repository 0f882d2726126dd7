/* From a solver's numbers (run->x, dual, reduced) to a plan in the model's units. */
#ifndef QIPAN_ROUTE_EXTRACT_H
#define QIPAN_ROUTE_EXTRACT_H

#include "route/run.h"

void route_extract(const struct route_run *run, struct route_plan *plan);

#endif
