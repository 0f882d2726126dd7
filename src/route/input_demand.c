#include <math.h>

#include "base/limits.h"
#include "route/reading.h"

static const double HOURS_OF_YEAR = 8760;
enum { HOURS_MOST = 8784, HOURS_OF_DAY = 24 };

struct span_of_hours {
	double first, last;
	bool seen;
};

void route_take_region(struct reading *reading)
{
	struct route_model *model = reading->model;
	struct slice name = reading_text(reading, "region");
	if (reading_fresh(reading, &reading->regions, "region") != ROUTE_NONE)
		model->regions[model->region_count++] = name;
}

/* Regions are what demand names when there is no table of them. */
static void find_region(struct reading *reading)
{
	struct route_model *model = reading->model;
	struct slice name = reading_text(reading, "region");
	if (name.length > 0 &&
	    map_put(&reading->regions, name, (uint32_t)model->region_count, NULL))
		model->regions[model->region_count++] = name;
}

static double hour_of(struct reading *reading)
{
	double hour = reading_real(reading, "hour", 0, HOURS_MOST, 0);
	if (!reading->row_bad && hour != floor(hour))
		reading_refuse(reading, "hour", "%g must be a whole number", hour);
	return hour;
}

static struct span_of_hours hours_of(struct reading *reading, const struct route_table *demand)
{
	struct span_of_hours span = {0};
	size_t errors = reading->remarks->errors;
	bool *seen = arena_array(reading->arena, bool, HOURS_MOST + 1);
	reading->table = demand;
	for (size_t i = 0; i < demand->row_count; i++) {
		reading->row = &demand->rows[i];
		reading->row_bad = false;
		double hour = hour_of(reading);
		if (reading->row_bad)
			continue;
		seen[(size_t)hour] = true;
		span.first = span.seen ? fmin(span.first, hour) : hour;
		span.last = span.seen ? fmax(span.last, hour) : hour;
		span.seen = true;
	}
	for (size_t t = (size_t)span.first; t <= (size_t)span.last; t++)
		if (span.seen && !seen[t])
			route_remark(reading->remarks, true, demand->place, 0,
				     "hour: %zu is missing between %g and %g", t, span.first,
				     span.last);
	size_t count = (size_t)(span.last - span.first) + 1;
	if (count > HOURS_OF_DAY - 2 && count % HOURS_OF_DAY != 0 &&
	    errors == reading->remarks->errors)
		route_remark(reading->remarks, true, demand->place, 0,
			     "hour: %zu hours are no whole days of 24", count);
	return span;
}

static void make_hours(struct reading *reading, const struct span_of_hours *span)
{
	struct route_model *model = reading->model;
	model->hour_count = span->seen ? (size_t)(span->last - span->first) + 1 : 1;
	model->weight = arena_array(reading->arena, double, model->hour_count);
	model->day = arena_array(reading->arena, uint32_t, model->hour_count);
	double each = model->year > 0 ? model->year : HOURS_OF_YEAR / (double)model->hour_count;
	for (size_t t = 0; t < model->hour_count; t++) {
		model->weight[t] = each;
		model->day[t] = (uint32_t)(t / HOURS_OF_DAY);
	}
}

/* The hour of the row as an index; hours are counted from the first that demand has. */
size_t reading_hour(struct reading *reading)
{
	double hour = hour_of(reading) - reading->first_hour;
	if (reading->row_bad)
		return 0;
	if (reading_text(reading, "hour").length == 0)
		hour = 0;
	if (hour < 0 || hour >= (double)reading->model->hour_count) {
		reading_refuse(reading, "hour", "%g is no hour of the demand table",
			       hour + reading->first_hour);
		return 0;
	}
	return (size_t)hour;
}

static void take_demand(struct reading *reading)
{
	static const struct reading_unit units[] = {
		{"demand_mw", 1}, {"demand_kw", 0.001}, {NULL, 0}};
	struct route_model *model = reading->model;
	uint32_t region = reading_known(reading, &reading->regions, "region", "the regions");
	uint32_t class = reading_known(reading, &reading->classes, "class", "the classes");
	double megawatts = reading_measure(reading, units, 0, 1e6, NAN);
	size_t hour = reading_hour(reading);
	if (reading->row_bad)
		return;
	double *cell = route_demand_at(model, region, class, hour);
	if (!isnan(*cell))
		reading_refuse(reading, "region", "this region, class and hour stand twice");
	*cell = megawatts;
	enum route_basis basis = reading_basis(reading, "demand_basis|basis");
	if (basis != BASIS_UNSTATED)
		model->demand_basis[region] = basis;
}

static void fill_gaps(struct reading *reading, const struct route_table *demand)
{
	struct route_model *model = reading->model;
	for (size_t r = 0; r < model->region_count; r++)
		for (size_t k = 0; k < model->class_count; k++) {
			double *cells = route_demand_at(model, r, k, 0);
			size_t there = 0;
			for (size_t t = 0; t < model->hour_count; t++)
				there += isnan(cells[t]) ? 0 : 1;
			for (size_t t = 0; t < model->hour_count; t++) {
				if (!isnan(cells[t]))
					continue;
				cells[t] = 0;
				if (there > 0)
					route_remark(reading->remarks, true, demand->place, 0,
						     "demand_mw: %.*s, %.*s has no row for hour %g",
						     (int)model->regions[r].length,
						     model->regions[r].at,
						     (int)model->classes[k].name.length,
						     model->classes[k].name.at,
						     reading->first_hour + (double)t);
			}
		}
}

/* A copy of a site's one number for each hour. */
static double *spread(struct reading *reading, const double *one)
{
	struct route_model *model = reading->model;
	double *made = arena_array(reading->arena, double, model->site_count * model->hour_count);
	for (size_t i = 0; i < model->site_count * model->hour_count; i++)
		made[i] = one[i / model->hour_count];
	return made;
}

enum status route_read_demand(struct reading *reading, struct error *error)
{
	static const char *const columns[] = {"region", "class", "demand_mw|demand_kw", NULL};
	struct route_model *model = reading->model;
	const struct route_table *demand = reading_table(reading, "demand");
	reading->table = demand;
	if (!reading_needs(reading, columns))
		return STATUS_OK;
	if (reading_table(reading, "regions") == NULL)
		reading_rows(reading, "demand", columns, false, find_region);
	struct span_of_hours span = hours_of(reading, demand);
	reading->first_hour = span.first;
	make_hours(reading, &span);
	size_t cells = model->region_count * model->class_count * model->hour_count;
	if (cells > LIMIT_ROUTE_CELLS ||
	    model->site_count * model->hour_count > LIMIT_ROUTE_CELLS ||
	    model->region_count * model->site_count > LIMIT_ROUTE_CELLS)
		return error_set(error, STATUS_LIMIT,
				 "%zu regions, %zu classes, %zu sites, %zu hours are more than the "
				 "limit ROUTE_CELLS, %d, allows: take representative days",
				 model->region_count, model->class_count, model->site_count,
				 model->hour_count, LIMIT_ROUTE_CELLS);
	model->demand = arena_array(reading->arena, double, cells);
	model->demand_basis = arena_array(reading->arena, enum route_basis, model->region_count);
	for (size_t i = 0; i < cells; i++)
		model->demand[i] = NAN;
	for (size_t i = 0; i < demand->row_count; i++) {
		reading->table = demand;
		reading->row = &demand->rows[i];
		reading->row_bad = false;
		take_demand(reading);
	}
	fill_gaps(reading, demand);
	model->price = spread(reading, model->price);
	model->pue = spread(reading, model->pue);
	model->carbon = spread(reading, model->carbon);
	return STATUS_OK;
}
