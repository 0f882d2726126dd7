/*
 * One row of a table as names, numbers and remarks: what the readers of tables share (input.c,
 * facility.c).
 */
#ifndef QIPAN_ROUTE_READING_H
#define QIPAN_ROUTE_READING_H

#include "base/map.h"
#include "route/input.h"

struct reading {
	struct arena *arena;
	struct route_model *model;
	struct route_remarks *remarks;
	const struct route_table *tables;
	size_t table_count;
	struct map regions, classes, sites, builds;
	struct map announced, other_names; /* to rows of model.announced */
	bool negative_prices;		   /* params: allowed */
	double first_hour;		   /* the lowest in the demand table */
	bool *opened;			   /* region x class: a rule "only" was read */
	/* the row that is being read */
	const struct route_table *table;
	const struct route_row *row;
	bool row_bad;
};

const struct route_table *reading_table(const struct reading *reading, const char *name);
/* The column with one of the names ("site|name|id"), or SIZE_MAX. */
size_t reading_column(const struct reading *reading, const char *names);
/* A remark on the row, and the row is bad. */
void reading_refuse(struct reading *reading, const char *column, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
void reading_warn(struct reading *reading, const char *column, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
struct slice reading_text(const struct reading *reading, const char *names);
/* A number between low and high. NaN as `otherwise`: it must be there. */
double reading_real(struct reading *reading, const char *names, double low, double high,
		    double otherwise);
/* The same where the unit is in the column's name: units "price_cny_mwh=1|price_cny_kwh=1000"; the
 * value comes in the first one's unit. */
struct reading_unit {
	const char *column;
	double factor;
};
double reading_measure(struct reading *reading, const struct reading_unit *units, double low,
		       double high, double otherwise);
/* Are these columns (names with alternatives, ends with NULL) there? Else a remark for each, which
 * says what looks like it. */
bool reading_needs(struct reading *reading, const char *const *columns);
/* The index of a name that another table has; a remark otherwise. */
uint32_t reading_known(struct reading *reading, const struct map *names, const char *columns,
		       const char *where);
/* The index of a name that is new; a remark and ROUTE_NONE when it is empty or stands twice.
 * Whoever asks keeps a row for each index, also when the rest of the row is bad: other tables name
 * it. */
uint32_t reading_fresh(struct reading *reading, struct map *names, const char *columns);
enum route_basis reading_basis(const struct reading *reading, const char *names);

typedef void reading_take(struct reading *reading);
/* Calls take for each row of the table; false when it is not there or a column is missing. */
bool reading_rows(struct reading *reading, const char *table, const char *const *columns,
		  bool may_miss, reading_take *take);

/* The hour of the row as an index from the first that demand has. */
size_t reading_hour(struct reading *reading);

/* One row each: input_sites.c, input_demand.c, input_links.c. */
reading_take route_take_parameter, route_take_class, route_take_site, route_take_region,
	route_take_pair, route_take_build, route_take_hour, route_take_site_hour, route_take_rule,
	route_take_pool, route_take_announced;
enum status route_read_demand(struct reading *reading, struct error *error) QIPAN_CHECKED;
void route_read_builds(struct reading *reading);
/* input_check.c: what only all tables together show. */
void route_check_input(struct reading *reading);
/* facility.c: facilities, customers and costs as a model. */
enum status route_read_facilities(struct reading *reading, struct error *error) QIPAN_CHECKED;

#endif
