#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/limits.h"
#include "base/map.h"
#include "base/utf8.h"
#include "scheme/gazetteer_parts.h"

static enum status room_for_one(const struct gazetteer *gazetteer, struct error *error)
{
	if (gazetteer->name_count + gazetteer->bar_count < LIMIT_CODEBOOK_PATTERNS)
		return STATUS_OK;
	return error_set(error, STATUS_LIMIT,
			 "names and expanded rules are more than the limit CODEBOOK_PATTERNS (%d): "
			 "use fewer rules with {name} and {abbr}",
			 LIMIT_CODEBOOK_PATTERNS);
}

enum status gazetteer_name_add(struct gazetteer_loader *loader, const struct region_name *name,
			       struct error *error)
{
	struct gazetteer *gazetteer = loader->gazetteer;
	TRY(room_for_one(gazetteer, error));
	gazetteer->names = memory_grow(gazetteer->names, &loader->name_capacity,
				       gazetteer->name_count + 1, sizeof *gazetteer->names);
	gazetteer->names[gazetteer->name_count++] = *name;
	return STATUS_OK;
}

enum status gazetteer_bar_add(struct gazetteer_loader *loader, const struct region_bar *bar,
			      struct error *error)
{
	struct gazetteer *gazetteer = loader->gazetteer;
	TRY(room_for_one(gazetteer, error));
	gazetteer->bars = memory_grow(gazetteer->bars, &loader->bar_capacity,
				      gazetteer->bar_count + 1, sizeof *gazetteer->bars);
	gazetteer->bars[gazetteer->bar_count++] = *bar;
	return STATUS_OK;
}

/* Columns whose texts are searched for, in the order in which the first to hold a text names it. */
static const struct {
	enum gazetteer_column column;
	enum region_name_kind kind;
	const char *rule;
	bool is_list;
} searched[] = {
	{COLUMN_NAME, REGION_NAME_SHORT, "short name", false},
	{COLUMN_FULL, REGION_NAME_FULL, "full name", false},
	{COLUMN_ENGLISH, REGION_NAME_ENGLISH, "english", false},
	{COLUMN_TRADITIONAL, REGION_NAME_VARIANT, "variant", true},
	{COLUMN_VARIANTS, REGION_NAME_VARIANT, "variant", true},
};

/* Visits every text of a searched column. */
static bool next_text(struct slice *rest, bool is_list, struct slice *text)
{
	if (is_list)
		return list_next(rest, text);
	*text = *rest;
	*rest = SLICE("");
	return text->length > 0;
}

static const uint32_t shared_name = UINT32_MAX;

/* Who has each text; shared_name when two regions do. */
static void find_owners(struct gazetteer_loader *loader, struct map *owners, uint32_t *owner)
{
	size_t count = 0;
	for (size_t i = 0; i < loader->region_count; i++) {
		for (size_t c = 0; c < sizeof searched / sizeof *searched; c++) {
			struct slice rest = loader->regions[i].fields[searched[c].column], text;
			while (next_text(&rest, searched[c].is_list, &text)) {
				struct slice key = region_key_text(loader->study, text);
				uint32_t present;
				if (map_put(owners, key, (uint32_t)count, &present)) {
					owner[count++] = (uint32_t)i;
				} else if (owner[present] != i) {
					owner[present] = shared_name;
				}
			}
		}
	}
}

static size_t count_texts(const struct gazetteer_loader *loader)
{
	size_t count = 0;
	for (size_t i = 0; i < loader->region_count; i++)
		for (size_t c = 0; c < sizeof searched / sizeof *searched; c++) {
			struct slice rest = loader->regions[i].fields[searched[c].column], text;
			while (next_text(&rest, searched[c].is_list, &text))
				count++;
		}
	return count;
}

/* Names that would find too much or nothing. */
static void lint_name(struct gazetteer_loader *loader, struct slice text, uint32_t line)
{
	if (slice_find(text, SLICE("*"), 0) != SIZE_MAX ||
	    slice_find(text, SLICE("?"), 0) != SIZE_MAX)
		gazetteer_complain(loader, REMARK_ERROR, line, "a name may hold no wildcard", text);
	else if (utf8_count(text) == 1)
		gazetteer_complain(loader, REMARK_WARNING, line,
				   "one character is found inside many words: use zh_abbr and a "
				   "rule",
				   text);
}

/* The texts of one column of one region that are nobody else's and not yet there. */
static enum status add_column(struct gazetteer_loader *loader, size_t region, size_t c,
			      const struct map *owners, const uint32_t *owner, struct map *added,
			      struct error *error)
{
	const struct gazetteer_row *row = &loader->regions[region];
	struct slice rest = row->fields[searched[c].column], text;
	while (next_text(&rest, searched[c].is_list, &text)) {
		struct slice key = region_key_text(loader->study, text);
		uint32_t number = 0;
		map_find(owners, key, &number);
		if (owner[number] == shared_name || !map_put(added, key, 0, NULL))
			continue;
		lint_name(loader, text, row->line);
		struct region_name name = {.text = text,
					   .region = {(uint32_t)region + 1},
					   .kind = (uint8_t)searched[c].kind,
					   .rule = slice_from(searched[c].rule)};
		TRY(gazetteer_name_add(loader, &name, error));
	}
	return STATUS_OK;
}

enum status gazetteer_add_names(struct gazetteer_loader *loader, struct error *error)
{
	enum status status = STATUS_OK;
	struct map owners, added;
	map_init(&owners);
	map_init(&added);
	uint32_t *owner = arena_array(loader->study, uint32_t, count_texts(loader) + 1);
	find_owners(loader, &owners, owner);
	for (size_t i = 0; i < loader->region_count; i++)
		for (size_t c = 0; status == STATUS_OK && c < sizeof searched / sizeof *searched;
		     c++)
			status = add_column(loader, i, c, &owners, owner, &added, error);
	map_release(&added);
	map_release(&owners);
	return status;
}

static int compare_keys(const void *left, const void *right)
{
	const struct region_key *a = left, *b = right;
	int order = slice_compare(a->text, b->text);
	if (order != 0)
		return order;
	if (a->rank != b->rank)
		return a->rank < b->rank ? -1 : 1;
	return (a->region.value > b->region.value) - (a->region.value < b->region.value);
}

/* Columns under which gazetteer_find knows a region. */
static const struct {
	enum gazetteer_column column;
	uint32_t rank;
} known_by[] = {
	{COLUMN_CODE, 0},	  {COLUMN_ISO, 0},
	{COLUMN_NAME, 0},	  {COLUMN_FULL, 0},
	{COLUMN_TRADITIONAL, 0},  {COLUMN_ENGLISH, 0},
	{COLUMN_VARIANTS, 0},	  {COLUMN_GIVEN, 0},
	{COLUMN_ABBREVIATION, 1}, {COLUMN_ABBREVIATION_WEAK, 1},
};

void gazetteer_add_keys(struct gazetteer_loader *loader)
{
	struct region_key *keys = NULL;
	size_t count = 0, capacity = 0, kept = 0;
	for (size_t i = 0; i < loader->region_count; i++)
		for (size_t c = 0; c < sizeof known_by / sizeof *known_by; c++) {
			struct slice rest = loader->regions[i].fields[known_by[c].column], text;
			while (list_next(&rest, &text)) {
				keys = memory_grow(keys, &capacity, count + 1, sizeof *keys);
				keys[count++] =
					(struct region_key){region_key_text(loader->study, text),
							    known_by[c].rank,
							    {(uint32_t)i + 1},
							    loader->regions[i].line};
			}
		}
	if (count > 0)
		qsort(keys, count, sizeof *keys, compare_keys);
	for (size_t i = 0; i < count; i++) {
		if (kept > 0 && keys[i].rank == 0 && keys[kept - 1].rank == 0 &&
		    keys[kept - 1].region.value != keys[i].region.value &&
		    slice_equal(keys[kept - 1].text, keys[i].text))
			gazetteer_complain(loader, REMARK_WARNING, keys[i].line,
					   "two regions have this code or name: it means neither",
					   keys[i].text);
		bool again = kept > 0 && slice_equal(keys[kept - 1].text, keys[i].text) &&
			     keys[kept - 1].region.value == keys[i].region.value;
		if (!again)
			keys[kept++] = keys[i];
	}
	struct region_key *copy = arena_array(loader->study, struct region_key, kept);
	if (kept > 0)
		memcpy(copy, keys, kept * sizeof *copy);
	loader->gazetteer->keys = copy;
	loader->gazetteer->key_count = kept;
	free(keys);
}
