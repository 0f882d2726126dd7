/*
 * Tables to a model. The tables are rows of text with names for their columns, whoever read them:
 * a folder of csv files, a board's targets, a test.
 *
 * Every mistake of every table is remarked with table, line, column and what to do; only then is
 * the input refused. docs/route.md lists tables, columns and units. A unit is part of a column's
 * name and never guessed: price_cny_mwh and price_cny_kwh are both known, EFLOPS are no MW.
 */
#ifndef QIPAN_ROUTE_INPUT_H
#define QIPAN_ROUTE_INPUT_H

#include "base/status.h"
#include "route/model.h"

struct route_row {
	const struct slice *values; /* as many as the table has columns */
	uint32_t line;
};

struct route_table {
	const char *name;   /* "sites" */
	struct slice place; /* "folder/sites.csv", for messages */
	const struct slice *columns;
	size_t column_count;
	struct route_row *rows;
	size_t row_count;
};

struct route_remark {
	bool error; /* else a warning */
	struct slice place;
	uint32_t line;
	struct slice what; /* "capacity_mw: ..." */
};

struct route_remarks {
	struct arena *arena;
	struct route_remark *at; /* malloced */
	size_t count, capacity, errors;
};

void route_remarks_init(struct route_remarks *remarks, struct arena *arena);
void route_remarks_release(struct route_remarks *remarks);
void route_remark(struct route_remarks *remarks, bool error, struct slice place, uint32_t line,
		  const char *format, ...) __attribute__((format(printf, 5, 6)));

/* Names of tables that are known, in the order in which they are read; ends with NULL. */
extern const char *const route_table_names[];

/* The model, if there was no mistake. tables: any of the known ones; sites, demand, latency and
 * classes must be there, or facilities, customers and costs. Errors: FORMAT, with the first
 * mistake; LIMIT (ROUTE_CELLS). The slices of the tables must live as long as the model. */
enum status route_read_tables(struct arena *arena, const struct route_table *tables, size_t count,
			      struct route_model *model, struct route_remarks *remarks,
			      struct error *error) QIPAN_CHECKED;

#endif
