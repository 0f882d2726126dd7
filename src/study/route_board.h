/*
 * What the plans of a board announce of computing power, as the table `announced` of qipan route
 * (route/announced.h), and tables to begin with from nothing but a board.
 */
#ifndef QIPAN_STUDY_ROUTE_BOARD_H
#define QIPAN_STUDY_ROUTE_BOARD_H

#include "route/input.h"
#include "study/board.h"

/* One row for each region that has a document on the board, in the gazetteer's order, in EFLOPS:
 * the level that stands, the one to be reached, and an addition if a sentence that looks ahead says
 * it; as ledger_stand reads them (study/ledger.h: a city's or a firm's figure is none of the
 * region's). Cells are empty where the texts give none. Second-hand documents are not asked.
 * Memory: board->arena. */
enum status route_board_table(struct board *board, struct route_table *table,
			      struct error *error) QIPAN_CHECKED;

struct route_template_file {
	const char *name; /* "sites.csv" */
	size_t rows;
	const char *fill, *fill_zh; /* what a planner puts there */
};
enum { ROUTE_TEMPLATE_FILES = 6 };

/* Writes classes, sites, demand, latency, expansion and params for the board's regions into the
 * folder, which may be new; a table that is there already is never overwritten (USAGE). Latency is
 * a lower bound from the capitals' coordinates; prices, demand, carbon and costs are placeholders,
 * the same everywhere, and say so in their basis columns. Errors: USAGE, IO. */
enum status route_template_write(struct board *board, const char *folder,
				 struct route_template_file files[ROUTE_TEMPLATE_FILES],
				 struct error *error) QIPAN_CHECKED;

#endif
