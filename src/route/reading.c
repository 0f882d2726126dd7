#include "route/reading.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"

void route_remarks_init(struct route_remarks *remarks, struct arena *arena)
{
	*remarks = (struct route_remarks){.arena = arena};
}

void route_remarks_release(struct route_remarks *remarks)
{
	free(remarks->at);
	remarks->at = NULL;
	remarks->count = remarks->capacity = 0;
}

static void add_remark(struct route_remarks *remarks, bool error, struct slice place, uint32_t line,
		       struct slice what)
{
	remarks->at = memory_grow(remarks->at, &remarks->capacity, remarks->count + 1,
				  sizeof *remarks->at);
	remarks->at[remarks->count++] = (struct route_remark){error, place, line, what};
	remarks->errors += error;
}

__attribute__((format(printf, 3, 0))) static struct slice
print(struct arena *arena, const char *column, const char *format, va_list list)
{
	struct buffer text;
	char sentence[1024];
	buffer_init(&text);
	vsnprintf(sentence, sizeof sentence, format, list);
	if (column != NULL)
		buffer_printf(&text, "%s: ", column);
	buffer_append_string(&text, sentence);
	struct slice made = arena_copy(arena, buffer_slice(&text));
	buffer_release(&text);
	return made;
}

void route_remark(struct route_remarks *remarks, bool error, struct slice place, uint32_t line,
		  const char *format, ...)
{
	va_list list;
	va_start(list, format);
	add_remark(remarks, error, place, line, print(remarks->arena, NULL, format, list));
	va_end(list);
}

void reading_refuse(struct reading *reading, const char *column, const char *format, ...)
{
	va_list list;
	va_start(list, format);
	add_remark(reading->remarks, true, reading->table->place, reading->row->line,
		   print(reading->arena, column, format, list));
	va_end(list);
	reading->row_bad = true;
}

void reading_warn(struct reading *reading, const char *column, const char *format, ...)
{
	va_list list;
	va_start(list, format);
	add_remark(reading->remarks, false, reading->table->place, reading->row->line,
		   print(reading->arena, column, format, list));
	va_end(list);
}

const struct route_table *reading_table(const struct reading *reading, const char *name)
{
	for (size_t i = 0; i < reading->table_count; i++)
		if (strcmp(reading->tables[i].name, name) == 0)
			return &reading->tables[i];
	return NULL;
}

size_t reading_column(const struct reading *reading, const char *names)
{
	struct slice rest = slice_from(names), name;
	while (slice_cut(&rest, '|', &name))
		for (size_t i = 0; i < reading->table->column_count; i++)
			if (slice_equal_ignoring_case(slice_trim(reading->table->columns[i]), name))
				return i;
	return SIZE_MAX;
}

/* The column as the table calls it, for messages. */
static const char *heading(const struct reading *reading, const char *names)
{
	size_t column = reading_column(reading, names);
	struct slice rest = slice_from(names), name = {0};
	if (column != SIZE_MAX)
		return arena_string(reading->arena, slice_trim(reading->table->columns[column]));
	slice_cut(&rest, '|', &name);
	return arena_string(reading->arena, name);
}

struct slice reading_text(const struct reading *reading, const char *names)
{
	size_t column = reading_column(reading, names);
	return column == SIZE_MAX ? SLICE("") : slice_trim(reading->row->values[column]);
}

static bool holds(struct slice text, const char *word)
{
	struct slice part = slice_from(word);
	for (size_t i = 0; i + part.length <= text.length; i++)
		if (slice_equal_ignoring_case((struct slice){text.at + i, part.length}, part))
			return true;
	return false;
}

/* What is wrong with text that should be a number. */
static const char *no_number(struct slice text)
{
	static const struct {
		const char *word, *what;
	} words[] = {
		{"eflop",
		 "EFLOPS are computing, not power: no constant turns them into MW, give MW"},
		{"pflop",
		 "PFLOPS are computing, not power: no constant turns them into MW, give MW"},
		{"rack", "racks are no MW: give MW (racks x 2.5 kW / 1000 is usual, then say so in "
			 "capacity_basis)"},
		{"架", "racks are no MW: give MW (racks x 2.5 kW / 1000 is usual)"},
		{"nan", "NaN is no number: leave the row out or give a number"},
		{"inf", "infinity is no number: leave the cell empty where there is no limit"},
		{",", "write digits with a point and no separators of thousands"},
		{"，", "write digits with a point and no separators of thousands"},
	};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (holds(text, words[i].word))
			return words[i].what;
	return "it is no number: write digits with a point, the unit belongs to the column's name";
}

static double number(struct reading *reading, const char *column, struct slice text, double low,
		     double high)
{
	double value = 0;
	if (!number_read_real(text, &value))
		reading_refuse(reading, column, "\"%.60s\": %s", arena_string(reading->arena, text),
			       no_number(text));
	else if (value < low && low == 0)
		reading_refuse(reading, column, "%g is negative", value);
	else if (!(value >= low && value <= high))
		reading_refuse(reading, column, "%g must lie between %g and %g", value, low, high);
	return value;
}

double reading_real(struct reading *reading, const char *names, double low, double high,
		    double otherwise)
{
	struct slice text = reading_text(reading, names);
	const char *column = heading(reading, names);
	if (text.length == 0 && !isnan(otherwise))
		return otherwise;
	if (text.length == 0) {
		reading_refuse(reading, column, "is empty");
		return 0;
	}
	return number(reading, column, text, low, high);
}

double reading_measure(struct reading *reading, const struct reading_unit *units, double low,
		       double high, double otherwise)
{
	for (const struct reading_unit *unit = units; unit->column != NULL; unit++)
		if (reading_column(reading, unit->column) != SIZE_MAX)
			return unit->factor * reading_real(reading, unit->column,
							   low / unit->factor, high / unit->factor,
							   otherwise / unit->factor);
	if (isnan(otherwise))
		reading_refuse(reading, units->column, "is missing");
	return otherwise;
}

/* Why a column that looks like the wanted one is not it. */
static const char *unit_trouble(struct slice name)
{
	static const struct {
		const char *word, *what;
	} units[] = {
		{"eflops", "EFLOPS are computing, not power: no constant turns them into MW"},
		{"pflops", "PFLOPS are computing, not power: no constant turns them into MW"},
		{"racks",
		 "racks are no MW: racks x 2.5 kW / 1000 is usual, then say so in a column "
		 "capacity_basis"},
		{"usd", "only CNY is known"},
		{"mva", "MVA are no MW of IT load"},
	};
	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		if (holds(name, units[i].word))
			return units[i].what;
	return "its unit is not one of those that are known";
}

static bool missing(struct reading *reading, const char *names)
{
	if (reading_column(reading, names) != SIZE_MAX)
		return false;
	struct slice rest = slice_from(names), first = {0}, other = {0};
	slice_cut(&rest, '|', &first);
	size_t stem = 0;
	while (stem < first.length && first.at[stem] != '_')
		stem++;
	for (size_t i = 0; i < reading->table->column_count; i++) {
		struct slice name = slice_trim(reading->table->columns[i]);
		if (stem < first.length && name.length > stem && name.at[stem] == '_' &&
		    memcmp(name.at, first.at, stem) == 0 && !holds(name, "basis"))
			other = name;
	}
	if (other.length > 0)
		route_remark(reading->remarks, true, reading->table->place, 1,
			     "%.*s: the column is missing; there is %.*s, but %s",
			     (int)first.length, first.at, (int)other.length, other.at,
			     unit_trouble(other));
	else
		route_remark(reading->remarks, true, reading->table->place, 1,
			     "%.*s: the column is missing", (int)first.length, first.at);
	return true;
}

bool reading_needs(struct reading *reading, const char *const *columns)
{
	bool all = true;
	for (size_t i = 0; columns[i] != NULL; i++)
		all = !missing(reading, columns[i]) && all;
	return all;
}

uint32_t reading_known(struct reading *reading, const struct map *names, const char *columns,
		       const char *where)
{
	uint32_t index = 0;
	struct slice name = reading_text(reading, columns);
	const char *column = heading(reading, columns);
	if (name.length == 0)
		reading_refuse(reading, column, "is empty");
	else if (!map_find(names, name, &index))
		reading_refuse(reading, column, "\"%.80s\" is not in %s",
			       arena_string(reading->arena, name), where);
	return index;
}

uint32_t reading_fresh(struct reading *reading, struct map *names, const char *columns)
{
	struct slice name = reading_text(reading, columns);
	uint32_t index = (uint32_t)names->count;
	const char *column = heading(reading, columns);
	if (name.length > 0 && map_put(names, name, index, NULL))
		return index;
	if (name.length == 0)
		reading_refuse(reading, column, "is empty");
	else
		reading_refuse(reading, column, "\"%.80s\" stands twice",
			       arena_string(reading->arena, name));
	return ROUTE_NONE;
}

enum route_basis reading_basis(const struct reading *reading, const char *names)
{
	static const char *const assumed[] = {"assum", "scenario", "proxy", "estim",
					      "guess", "假设",	   "情景",  "估"};
	struct slice text = reading_text(reading, names);
	if (text.length == 0)
		return BASIS_UNSTATED;
	for (size_t i = 0; i < sizeof assumed / sizeof *assumed; i++)
		if (holds(text, assumed[i]))
			return BASIS_ASSUMED;
	return BASIS_STATED;
}

bool reading_rows(struct reading *reading, const char *table, const char *const *columns,
		  bool may_miss, reading_take *take)
{
	reading->table = reading_table(reading, table);
	if (reading->table == NULL) {
		if (!may_miss)
			route_remark(reading->remarks, true, SLICE(""), 0,
				     "the table %s is missing", table);
		return false;
	}
	if (!reading_needs(reading, columns))
		return false;
	for (size_t i = 0; i < reading->table->row_count; i++) {
		reading->row = &reading->table->rows[i];
		reading->row_bad = false;
		take(reading);
	}
	return true;
}
