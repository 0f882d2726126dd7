#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/limits.h"
#include "base/map.h"
#include "base/number.h"
#include "scheme/gazetteer_parts.h"
#include "text/decode.h"
#include "text/delimited.h"

/* Headers as files of other countries and programs write them; docs/gazetteer.md lists them. */
static const struct {
	const char *header;
	enum gazetteer_column column;
} headers[] = {
	{"kind", COLUMN_KIND},
	{"code", COLUMN_CODE},
	{"id", COLUMN_CODE},
	{"代码", COLUMN_CODE},
	{"iso", COLUMN_ISO},
	{"zh_short", COLUMN_NAME},
	{"name", COLUMN_NAME},
	{"region", COLUMN_NAME},
	{"地区", COLUMN_NAME},
	{"名称", COLUMN_NAME},
	{"zh_full", COLUMN_FULL},
	{"full", COLUMN_FULL},
	{"全称", COLUMN_FULL},
	{"zh_trad", COLUMN_TRADITIONAL},
	{"en", COLUMN_ENGLISH},
	{"english", COLUMN_ENGLISH},
	{"region_en", COLUMN_ENGLISH},
	{"en_variants", COLUMN_VARIANTS},
	{"variants", COLUMN_VARIANTS},
	{"aliases", COLUMN_VARIANTS},
	{"zh_abbr", COLUMN_ABBREVIATION},
	{"zh_abbr_weak", COLUMN_ABBREVIATION_WEAK},
	{"given", COLUMN_GIVEN},
	{"tier", COLUMN_TIER},
	{"group", COLUMN_TIER},
	{"level", COLUMN_LEVEL},
	{"parent", COLUMN_PARENT},
	{"row", COLUMN_ROW},
	{"col", COLUMN_COLUMN},
	{"column", COLUMN_COLUMN},
	{"capital_lat", COLUMN_LATITUDE},
	{"lat", COLUMN_LATITUDE},
	{"latitude", COLUMN_LATITUDE},
	{"capital_lon", COLUMN_LONGITUDE},
	{"lon", COLUMN_LONGITUDE},
	{"longitude", COLUMN_LONGITUDE},
	{"members", COLUMN_MEMBERS},
	{"reason", COLUMN_REASON},
};

bool list_next(struct slice *rest, struct slice *item)
{
	while (rest->length > 0) {
		size_t ascii = slice_find(*rest, SLICE(";"), 0);
		size_t wide = slice_find(*rest, SLICE("；"), 0);
		size_t end = ascii < wide ? ascii : wide;
		size_t skip = end == SIZE_MAX ? 0 : end == ascii ? 1 : strlen("；");
		end = end == SIZE_MAX ? rest->length : end;
		*item = slice_trim((struct slice){rest->at, end});
		*rest = (struct slice){rest->at + end + skip, rest->length - end - skip};
		if (item->length > 0)
			return true;
	}
	return false;
}

void gazetteer_complain(struct gazetteer_loader *loader, enum remark_kind kind, uint32_t line,
			const char *what, struct slice about)
{
	remark_add(loader->study, loader->remarks, kind, loader->file, line, 0, "%s: \"%.*s\"",
		   what, (int)about.length, about.at);
}

/* Which field is which column; SIZE_MAX where the file has none. False if none holds names. */
static bool read_header(struct gazetteer_loader *loader, const struct delimited *table,
			size_t fields[COLUMN_COUNT])
{
	for (size_t i = 0; i < COLUMN_COUNT; i++)
		fields[i] = SIZE_MAX;
	for (size_t i = 0; i < sizeof headers / sizeof *headers; i++) {
		enum gazetteer_column column = headers[i].column;
		if (fields[column] == SIZE_MAX)
			fields[column] = delimited_find_field(table, slice_from(headers[i].header));
	}
	if (fields[COLUMN_NAME] != SIZE_MAX || fields[COLUMN_FULL] != SIZE_MAX ||
	    fields[COLUMN_ENGLISH] != SIZE_MAX)
		return true;
	gazetteer_complain(loader, REMARK_ERROR, table->line,
			   "no column holds names: call one zh_short, name, zh_full or en; the "
			   "first column is",
			   table->fields[0]);
	return false;
}

static enum status row_add(struct gazetteer_loader *loader, const struct gazetteer_row *row,
			   struct error *error)
{
	struct slice kind = row->fields[COLUMN_KIND];
	if (kind.length > 0 && !slice_is(kind, "region")) {
		loader->rules = memory_grow(loader->rules, &loader->rule_capacity,
					    loader->rule_count + 1, sizeof *loader->rules);
		loader->rules[loader->rule_count++] = *row;
		return STATUS_OK;
	}
	if (loader->region_count == LIMIT_GAZETTEER_REGIONS)
		return error_set(error, STATUS_LIMIT,
				 "more regions than the limit GAZETTEER_REGIONS (%d)",
				 LIMIT_GAZETTEER_REGIONS);
	loader->regions = memory_grow(loader->regions, &loader->region_capacity,
				      loader->region_count + 1, sizeof *loader->regions);
	loader->regions[loader->region_count++] = *row;
	return STATUS_OK;
}

static enum status read_rows(struct gazetteer_loader *loader, struct delimited *table,
			     struct error *error)
{
	size_t fields[COLUMN_COUNT];
	for (bool found = true, header = true; found;) {
		struct error mistake = {0};
		if (delimited_next_record(table, loader->study, &found, &mistake) != STATUS_OK) {
			remark_add(loader->study, loader->remarks, REMARK_ERROR, loader->file,
				   mistake.line, 0, "%s", mistake.text);
			found = true;
			continue;
		}
		if (!found || slice_starts(table->fields[0], SLICE("#")))
			continue; /* the end, or a line of notes */
		if (header) {
			if (!read_header(loader, table, fields))
				return STATUS_OK;
			header = false;
			continue;
		}
		struct gazetteer_row row = {.line = table->line};
		for (size_t i = 0; i < COLUMN_COUNT; i++)
			row.fields[i] = fields[i] < table->field_count
						? slice_trim(table->fields[fields[i]])
						: SLICE("");
		TRY(row_add(loader, &row, error));
	}
	return STATUS_OK;
}

static struct slice first_of(struct slice a, struct slice b, struct slice c)
{
	return a.length > 0 ? a : b.length > 0 ? b : c;
}

/* A tile's row or column: 0 to 999, or -1 if the field is empty. */
static int read_tile(struct gazetteer_loader *loader, const struct gazetteer_row *row,
		     enum gazetteer_column column)
{
	struct slice field = row->fields[column];
	int value = field.length == 0 ? -1 : 0;
	for (size_t i = 0; i < field.length; i++) {
		if (field.at[i] < '0' || field.at[i] > '9' || i == 3) {
			gazetteer_complain(loader, REMARK_WARNING, row->line,
					   "a tile's row and column are numbers from 0 to 999",
					   field);
			return -1;
		}
		value = value * 10 + (field.at[i] - '0');
	}
	return value;
}

/* Degrees up to most either way, or NaN if the field is empty. */
static double read_degrees(struct gazetteer_loader *loader, const struct gazetteer_row *row,
			   enum gazetteer_column column, double most)
{
	struct slice field = row->fields[column];
	double value = NAN;
	if (field.length > 0 && (!number_read_real(field, &value) || !(fabs(value) <= most))) {
		gazetteer_complain(loader, REMARK_WARNING, row->line,
				   "a latitude is from -90 to 90, a longitude from -180 to 180",
				   field);
		return NAN;
	}
	return value;
}

static void tier_add(struct gazetteer *gazetteer, struct slice tier)
{
	if (tier.length == 0)
		return;
	for (size_t i = 0; i < gazetteer->tier_count; i++)
		if (slice_equal(gazetteer->tiers[i], tier))
			return;
	gazetteer->tiers[gazetteer->tier_count++] = tier;
}

static void region_fill(struct gazetteer_loader *loader, size_t index, struct map *codes)
{
	const struct gazetteer_row *row = &loader->regions[index];
	const struct slice *fields = row->fields;
	struct region *region = &loader->gazetteer->regions[index];
	*region = (struct region){
		.id = {(uint32_t)index + 1},
		.iso = fields[COLUMN_ISO],
		.name = first_of(fields[COLUMN_NAME], fields[COLUMN_FULL], fields[COLUMN_ENGLISH]),
		.english = fields[COLUMN_ENGLISH],
		.tier = fields[COLUMN_TIER],
		.level = fields[COLUMN_LEVEL],
		.row = read_tile(loader, row, COLUMN_ROW),
		.column = read_tile(loader, row, COLUMN_COLUMN),
		.latitude = read_degrees(loader, row, COLUMN_LATITUDE, 90),
		.longitude = read_degrees(loader, row, COLUMN_LONGITUDE, 180),
	};
	region->full = first_of(fields[COLUMN_FULL], region->name, SLICE(""));
	region->code = first_of(fields[COLUMN_CODE], region->name, SLICE(""));
	tier_add(loader->gazetteer, region->tier);
	if (region->name.length == 0)
		gazetteer_complain(loader, REMARK_ERROR, row->line, "a region without a name, code",
				   region->code);
	else if (!map_put(codes, region->code, (uint32_t)index, NULL))
		gazetteer_complain(loader, REMARK_ERROR, row->line, "this code stands twice",
				   region->code);
}

/* Parents by code; a chain longer than the number of regions is a circle. */
static void link_parents(struct gazetteer_loader *loader, const struct map *codes)
{
	struct gazetteer *gazetteer = loader->gazetteer;
	for (size_t i = 0; i < loader->region_count; i++) {
		struct slice code = loader->regions[i].fields[COLUMN_PARENT];
		uint32_t index;
		if (code.length == 0)
			continue;
		if (map_find(codes, code, &index))
			gazetteer->regions[i].parent.value = index + 1;
		else
			gazetteer_complain(
				loader, REMARK_ERROR, loader->regions[i].line,
				"no region has the code that this row names as its parent", code);
	}
	/* 1: on the chain being walked, 2: known to end */
	unsigned char *state = arena_array(loader->study, unsigned char, loader->region_count + 1);
	for (uint32_t i = 1; i <= loader->region_count; i++) {
		uint32_t at = i;
		for (; at != 0 && state[at] == 0; at = gazetteer->regions[at - 1].parent.value)
			state[at] = 1;
		if (at != 0 && state[at] == 1) {
			gazetteer_complain(loader, REMARK_ERROR, loader->regions[at - 1].line,
					   "the parents of this region form a circle",
					   gazetteer->regions[at - 1].code);
			gazetteer->regions[at - 1].parent.value = 0;
		}
		for (at = i; at != 0 && state[at] == 1;
		     at = gazetteer->regions[at - 1].parent.value)
			state[at] = 2;
	}
}

static enum status build(struct gazetteer_loader *loader, struct error *error)
{
	struct gazetteer *gazetteer = loader->gazetteer;
	gazetteer->regions = arena_array(loader->study, struct region, loader->region_count);
	gazetteer->region_count = loader->region_count;
	gazetteer->tiers = arena_array(loader->study, struct slice, loader->region_count);
	struct map codes;
	map_init(&codes);
	for (size_t i = 0; i < loader->region_count; i++)
		region_fill(loader, i, &codes);
	link_parents(loader, &codes);
	map_release(&codes);
	gazetteer_add_keys(loader);
	TRY(gazetteer_add_names(loader, error));
	return gazetteer_add_rules(loader, error);
}

static void lexicon_take(struct gazetteer_loader *loader, struct slice text, uint32_t line)
{
	struct error error;
	if (lexicon_add(loader->gazetteer->lexicon, text, &error) == STATUS_OK)
		return;
	remark_add(loader->study, loader->remarks, REMARK_ERROR, loader->file, line, 0,
		   "\"%.*s\" cannot be searched for: %s", (int)text.length, text.at, error.text);
}

/* Moves the grown arrays into the arena and builds the lexicon. */
static void finish(struct gazetteer_loader *loader)
{
	struct gazetteer *gazetteer = loader->gazetteer;
	struct region_name *names = gazetteer->names;
	struct region_bar *bars = gazetteer->bars;
	gazetteer->names = arena_array(loader->study, struct region_name, gazetteer->name_count);
	gazetteer->bars = arena_array(loader->study, struct region_bar, gazetteer->bar_count);
	if (gazetteer->name_count > 0)
		memcpy(gazetteer->names, names, gazetteer->name_count * sizeof *names);
	if (gazetteer->bar_count > 0)
		memcpy(gazetteer->bars, bars, gazetteer->bar_count * sizeof *bars);
	free(names);
	free(bars);
	gazetteer->lexicon = lexicon_new(loader->study);
	for (size_t i = 0; i < gazetteer->name_count; i++)
		lexicon_take(loader, gazetteer->names[i].text, 0);
	for (size_t i = 0; i < gazetteer->bar_count; i++)
		lexicon_take(loader, gazetteer->bars[i].text, gazetteer->bars[i].line);
	lexicon_build(gazetteer->lexicon);
}

enum status gazetteer_load(struct arena *study, struct slice bytes, const char *file,
			   struct gazetteer *gazetteer, struct scheme_remarks *remarks,
			   struct error *error)
{
	struct decoded decoded;
	struct gazetteer_loader loader = {
		.study = study, .file = file, .gazetteer = gazetteer, .remarks = remarks};
	size_t errors_before = remarks->error_count;
	*gazetteer = (struct gazetteer){.name = arena_copy(study, slice_from(file))};
	if (bytes.length > LIMIT_CODEBOOK_BYTES)
		return error_set(error, STATUS_LIMIT,
				 "the gazetteer is longer than the limit CODEBOOK_BYTES (%d bytes)",
				 LIMIT_CODEBOOK_BYTES);
	TRY(text_decode(study, bytes, SLICE(""), &decoded, error));
	sha256_hex(bytes, gazetteer->sha256);
	struct delimited table;
	/* The gazetteer keeps slices of its text. */
	delimited_open(&table, arena_copy(study, decoded.text),
		       delimited_guess_separator(decoded.text));
	enum status status = read_rows(&loader, &table, error);
	delimited_release(&table);
	if (status == STATUS_OK && loader.region_count == 0 &&
	    remarks->error_count == errors_before)
		remark_add(study, remarks, REMARK_ERROR, file, 0, 0,
			   "the file has no region: it needs a header line and a line a region");
	if (status == STATUS_OK)
		status = build(&loader, error);
	finish(&loader);
	free(loader.regions);
	free(loader.rules);
	return status != STATUS_OK ? status : remarks_status(remarks, errors_before, error);
}
