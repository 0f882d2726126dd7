/*
 * Computing power that plans announce, as capacities of sites and sizes of builds.
 *
 * The table `announced` (a board's ledger of targets as rows, or a file of the folder) says for
 * each region what stands, what is to be reached and what is to be added, in EFLOPS, and in which
 * passages. A site whose capacity is empty takes what stands; an option whose size is empty takes
 * the level to be reached less the one that stands, or else the addition. A region without such a
 * figure is a mistake of the row: nothing said is not zero. A figure is taken once, or in shares
 * that add up to 1 at most.
 *
 * EFLOPS are no MW: parameter mw_per_eflops converts, an assumption with its own low and high.
 */
#ifndef QIPAN_ROUTE_ANNOUNCED_H
#define QIPAN_ROUTE_ANNOUNCED_H

#include "route/reading.h"

/* Is a capacity or size of these tables empty? */
bool route_tables_want_board(const struct route_table *tables, size_t count);

/* The row of model.announced that has this name (region, or one of names); ROUTE_NONE. */
uint32_t reading_announced_region(const struct reading *reading, struct slice name);
/* MW of the row's site (what stands) or build (what is added); a remark on the column, and
 * figure->eflops NaN, when there is none. */
double reading_announced_room(struct reading *reading, const char *column, uint32_t region,
			      struct route_figure *figure);
double reading_announced_build(struct reading *reading, const char *column, uint32_t region,
			       struct route_figure *figure);

/* Other MW for an EFLOPS: capacities, sizes, and costs that the table gave for each MW. */
void route_set_density(struct route_model *model, double density);
/* Does a capacity or size come from a figure? */
bool route_uses_density(const struct route_model *model);

#endif
