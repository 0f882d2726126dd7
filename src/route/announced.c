#include "route/announced.h"

#include <math.h>

#include "base/number.h"

/* Shares of one figure may add up to so much. */
static const double WHOLE = 1 + 1e-9;

static int64_t passage_of(struct reading *reading, const char *column)
{
	struct slice text = reading_text(reading, column);
	int64_t id = 0;
	if (text.length > 0 && (!number_read_integer(text, &id) || id <= 0))
		reading_refuse(reading, column, "is the number of a passage");
	return id;
}

static struct route_figure read_figure(struct reading *reading, const char *name)
{
	struct arena *arena = reading->arena;
	struct reading_unit units[] = {{arena_printf(arena, "%s_eflops", name), 1},
				       {arena_printf(arena, "%s_pflops", name), 0.001},
				       {NULL, 0}};
	struct slice compare = reading_text(reading, arena_printf(arena, "%s_compare", name));
	struct route_figure figure = {.eflops = reading_measure(reading, units, 0, 1e6, INFINITY),
				      .share = 1,
				      .at_least = slice_is(compare, "more") ||
						  slice_is(compare, "at_least")};
	int64_t id = passage_of(reading, arena_printf(arena, "%s_evidence", name));
	if (isinf(figure.eflops))
		figure.eflops = NAN;
	else if (id > 0)
		figure.ids[figure.count++] = id;
	return figure;
}

void route_take_announced(struct reading *reading)
{
	struct route_model *model = reading->model;
	uint32_t index = reading_fresh(reading, &reading->announced, "region");
	struct slice names = reading_text(reading, "names"), name;
	struct route_announced row = {.region = reading_text(reading, "region"),
				      .english = reading_text(reading, "region_en"),
				      .scope = reading_text(reading, "scope"),
				      .standing = read_figure(reading, "standing"),
				      .planned = read_figure(reading, "planned"),
				      .increment = read_figure(reading, "increment")};
	if (index == ROUTE_NONE)
		return;
	/* A name that two regions share stays the first one's. */
	while (names.length > 0 && slice_cut(&names, ';', &name))
		if (slice_trim(name).length > 0)
			map_put(&reading->other_names, slice_trim(name),
				(uint32_t)model->announced_count, NULL);
	model->announced[model->announced_count++] = row;
}

uint32_t reading_announced_region(const struct reading *reading, struct slice name)
{
	uint32_t index;
	if (map_find(&reading->announced, name, &index) ||
	    map_find(&reading->other_names, name, &index))
		return index;
	return ROUTE_NONE;
}

/* Is there a figure to look for? A remark otherwise. */
static bool may_take(struct reading *reading, const char *column, uint32_t region)
{
	const char *what = NULL;
	if (reading_table(reading, "announced") == NULL)
		what = "give MW, or a board (-b FILE), whose plans may announce the region's "
		       "computing power";
	else if (isnan(reading->model->density[0]))
		what = "a board announces EFLOPS: say how many MW one takes, as mw_per_eflops in "
		       "the table params (no constant is right everywhere: it is an assumption), "
		       "or give MW";
	else if (region == ROUTE_NONE)
		what = "no region of the board is called so: name it in a column region, or give "
		       "MW";
	if (what != NULL)
		reading_refuse(reading, column, "is empty: %s", what);
	return what == NULL;
}

static double take(struct reading *reading, const char *column, uint32_t region,
		   const struct route_figure *from, double *taken, struct route_figure *figure)
{
	struct route_model *model = reading->model;
	double share = reading_real(reading, "share", 0, 1, 1);
	*figure = *from;
	figure->share = share;
	*taken += share;
	if (*taken > WHOLE)
		reading_refuse(reading, column,
			       "the figure of %s was taken by a row above: it would count twice; "
			       "divide it in a column share (0 to 1)",
			       arena_string(reading->arena, model->announced[region].region));
	return figure->eflops * share * model->density[0];
}

double reading_announced_room(struct reading *reading, const char *column, uint32_t region,
			      struct route_figure *figure)
{
	figure->eflops = NAN;
	if (!may_take(reading, column, region))
		return 0;
	struct route_announced *announced = &reading->model->announced[region];
	if (isnan(announced->standing.eflops)) {
		reading_refuse(reading, column,
			       "is empty, and the texts give no level of computing power for %s "
			       "(that is not zero): give MW",
			       arena_string(reading->arena, announced->region));
		return 0;
	}
	return take(reading, column, region, &announced->standing, &announced->taken, figure);
}

/* A planned level less the one that stands; else an addition. */
static struct route_figure to_be_added(const struct route_announced *announced)
{
	struct route_figure figure = announced->increment;
	if (isnan(announced->planned.eflops) || isnan(announced->standing.eflops))
		return figure;
	figure = announced->planned;
	figure.eflops -= announced->standing.eflops;
	if (announced->standing.count > 0)
		figure.ids[figure.count++] = announced->standing.ids[0];
	return figure;
}

double reading_announced_build(struct reading *reading, const char *column, uint32_t region,
			       struct route_figure *figure)
{
	figure->eflops = NAN;
	if (!may_take(reading, column, region))
		return 0;
	struct route_announced *announced = &reading->model->announced[region];
	struct route_figure added = to_be_added(announced);
	if (!(added.eflops > 0)) {
		reading_refuse(reading, column,
			       "is empty, and the texts do not say what %s adds: no level to be "
			       "reached above one that stands, and no addition: give MW",
			       arena_string(reading->arena, announced->region));
		return 0;
	}
	return take(reading, column, region, &added, &announced->taken_planned, figure);
}

void route_set_density(struct route_model *model, double density)
{
	double times = density / model->density[0];
	for (size_t s = 0; s < model->site_count; s++)
		if (!isnan(model->sites[s].figure.eflops))
			model->sites[s].capacity *= times;
	for (size_t e = 0; e < model->build_count; e++) {
		struct route_build *build = &model->builds[e];
		if (isnan(build->figure.eflops))
			continue;
		build->size *= times;
		build->cost *= build->cost_by_size ? times : 1;
	}
	model->density[0] = density;
}

bool route_uses_density(const struct route_model *model)
{
	bool uses = false;
	for (size_t s = 0; s < model->site_count; s++)
		uses |= !isnan(model->sites[s].figure.eflops);
	for (size_t e = 0; e < model->build_count; e++)
		uses |= !isnan(model->builds[e].figure.eflops);
	return uses;
}

static bool row_is_open(const struct route_table *table, const struct route_row *row)
{
	static const char *const columns[] = {"capacity_mw", "capacity_kw", "add_mw", "size_mw",
					      "add_kw"};
	for (size_t c = 0; c < table->column_count; c++)
		for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
			if (slice_equal_ignoring_case(slice_trim(table->columns[c]),
						      slice_from(columns[i])))
				return slice_trim(row->values[c]).length == 0;
	return false;
}

bool route_tables_want_board(const struct route_table *tables, size_t count)
{
	for (size_t i = 0; i < count; i++)
		for (size_t r = 0; r < tables[i].row_count; r++)
			if (row_is_open(&tables[i], &tables[i].rows[r]))
				return true;
	return false;
}
