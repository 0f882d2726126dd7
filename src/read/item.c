#include "read/item.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "text/date.h"

void item_choose(struct field_finder *finder, const struct row_values *row,
		 struct chosen_values *chosen)
{
	uint8_t best[FIELD_COUNT];
	for (unsigned field = 0; field < FIELD_COUNT; field++) {
		chosen->value[field] = (struct slice){"", 0};
		chosen->column[field] = SIZE_MAX;
		chosen->has_column[field] = false;
		best[field] = UINT8_MAX;
	}
	for (size_t i = 0; i < row->count; i++) {
		struct column_role role = field_find(finder, row->names[i]);
		if (role.field == FIELD_COUNT)
			continue;
		chosen->has_column[role.field] = true;
		struct slice value = slice_trim(row->values[i]);
		if (value.length == 0 || role.rank >= best[role.field])
			continue;
		best[role.field] = role.rank;
		/* The text keeps its white space: canonical text is what was given. */
		chosen->value[role.field] = role.field == FIELD_TEXT ? row->values[i] : value;
		chosen->column[role.field] = i;
	}
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Nothing, or a time of day: "T10:00:00Z", " 10:00", " 10:00:00+08:00". */
static bool is_time_rest(struct slice rest)
{
	rest = slice_trim(rest);
	for (size_t i = 0; i < rest.length; i++)
		if (memchr("0123456789:.+-TZ ", rest.at[i], 17) == NULL)
			return false;
	return rest.length == 0 || rest.at[0] == 'T' || memchr(rest.at, ':', rest.length) != NULL;
}

bool date_from_cell(struct arena *arena, struct slice cell, struct slice *iso)
{
	char plain[64];
	struct span where;
	cell = slice_trim(cell);
	if (cell.length == 0 || cell.length >= sizeof plain)
		return false;
	bool digits = true;
	for (size_t i = 0; i < cell.length; i++) {
		plain[i] = cell.at[i] == '.' ? '-' : cell.at[i];
		digits = digits && is_digit(cell.at[i]);
	}
	if (digits && cell.length == 8) {
		*iso = slice_from(
			arena_printf(arena, "%.4s-%.2s-%.2s", cell.at, cell.at + 4, cell.at + 6));
		return date_valid(*iso);
	}
	struct slice text = {plain, cell.length};
	if (date_valid(text)) {
		*iso = arena_copy(arena, text);
		return true;
	}
	return date_find(arena, text, iso, &where) && where.start == 0 &&
	       is_time_rest((struct slice){plain + where.end, cell.length - where.end});
}

static struct slice rule_for(struct arena *study, const struct row_values *row, size_t column)
{
	struct slice name = row->names[column];
	return slice_from(arena_printf(study, "%s %.*s", row->origin, (int)name.length, name.at));
}

/* A value as the field wants it; false when it cannot be used, with a warning. */
static bool usable(struct arena *study, struct problems *problems, const struct row_values *row,
		   enum field field, struct slice *value)
{
	struct slice iso;
	if (value->length > LIMIT_METADATA_BYTES) {
		problem_warning(study, problems, row->place, row->line,
				"%s has %zu bytes, the limit METADATA_BYTES is %d: it was left out",
				field_name(field), value->length, LIMIT_METADATA_BYTES);
		return false;
	}
	if (field != FIELD_DATE)
		return true;
	if (!date_from_cell(study, *value, &iso)) {
		problem_warning(study, problems, row->place, row->line,
				"\"%.*s\" is no date: write 2026-01-27, 2026-01 or 2026; the date "
				"stays unknown",
				value->length > 60 ? 60 : (int)value->length, value->at);
		return false;
	}
	*value = iso;
	return true;
}

static const json_t *typed_value(const struct row_values *row, size_t column)
{
	return json_object_getn(row->object, row->names[column].at, row->names[column].length);
}

static void add_other(struct arena *study, struct problems *problems, const struct row_values *row,
		      size_t column, json_t *other)
{
	struct slice name = row->names[column], value = row->values[column];
	if (value.length > LIMIT_METADATA_BYTES) {
		problem_warning(
			study, problems, row->place, row->line,
			"%.*s has %zu bytes, the limit METADATA_BYTES is %d: it was left out",
			name.length > 60 ? 60 : (int)name.length, name.at, value.length,
			LIMIT_METADATA_BYTES);
		return;
	}
	json_t *typed = row->object == NULL ? json_stringn(value.at, value.length)
					    : json_deep_copy(typed_value(row, column));
	/* NULL (a control byte, bad UTF-8) makes this fail, and the column stays out. */
	json_object_setn_new(other, name.at, name.length, typed);
}

static struct slice other_columns(struct arena *study, struct problems *problems,
				  const struct row_values *row, const struct chosen_values *chosen)
{
	json_t *other = json_object();
	for (size_t i = 0; i < row->count; i++) {
		bool taken = row->values[i].length == 0;
		for (unsigned field = 0; !taken && field < FIELD_COUNT; field++)
			taken = chosen->column[field] == i;
		if (!taken)
			add_other(study, problems, row, i, other);
	}
	struct slice text = {"", 0};
	if (json_object_size(other) > 0) {
		char *dump = json_dumps(other, JSON_COMPACT | JSON_REAL_PRECISION(15));
		text = arena_copy(study, slice_from(dump));
		free(dump);
	}
	json_decref(other);
	return text;
}

void item_fill(struct arena *study, struct problems *problems, const struct row_values *row,
	       const struct chosen_values *chosen, struct source_item *item)
{
	for (unsigned field = 0; field < FIELD_COUNT; field++) {
		struct slice *into = field_in(&item->metadata, field);
		struct slice *rule = field_rule_in(&item->metadata, field);
		struct slice value = chosen->value[field];
		if (into == NULL || into->length > 0 || value.length == 0 ||
		    !usable(study, problems, row, field, &value))
			continue;
		*into = value;
		if (rule != NULL)
			*rule = rule_for(study, row, chosen->column[field]);
	}
	if (item->metadata.other.length == 0)
		item->metadata.other = other_columns(study, problems, row, chosen);
}

void item_default(const struct source_options *options, struct source_item *item)
{
	for (unsigned field = 0; field < FIELD_COUNT; field++) {
		struct slice *into = field_in(&item->metadata, field);
		struct slice *rule = field_rule_in(&item->metadata, field);
		struct slice value = slice_trim(field_default(options, field));
		if (into == NULL || into->length > 0 || value.length == 0)
			continue;
		*into = value;
		if (rule != NULL)
			*rule = SLICE("option");
	}
}
