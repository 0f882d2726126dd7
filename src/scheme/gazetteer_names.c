#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/limits.h"
#include "base/map.h"
#include "base/utf8.h"
#include "scheme/gazetteer_parts.h"

static void complain(struct gazetteer_loader *loader, enum remark_kind kind, uint32_t line,
		     const char *what, struct slice about)
{
	remark_add(loader->study, loader->remarks, kind, loader->file, line, 0, "%s: \"%.*s\"",
		   what, (int)about.length, about.at);
}

static enum status name_add(struct gazetteer_loader *loader, const struct region_name *name,
			    struct error *error)
{
	struct gazetteer *gazetteer = loader->gazetteer;
	if (gazetteer->name_count + gazetteer->bar_count >= LIMIT_CODEBOOK_PATTERNS)
		return error_set(error, STATUS_LIMIT,
				 "names and expanded rules are more than the limit "
				 "CODEBOOK_PATTERNS (%d): use fewer {name} and {abbr} rules",
				 LIMIT_CODEBOOK_PATTERNS);
	gazetteer->names = memory_grow(gazetteer->names, &loader->name_capacity,
				       gazetteer->name_count + 1, sizeof *gazetteer->names);
	gazetteer->names[gazetteer->name_count++] = *name;
	return STATUS_OK;
}

static enum status bar_add(struct gazetteer_loader *loader, struct slice text, struct slice reason,
			   uint32_t line, struct error *error)
{
	struct gazetteer *gazetteer = loader->gazetteer;
	if (gazetteer->name_count + gazetteer->bar_count >= LIMIT_CODEBOOK_PATTERNS)
		return error_set(error, STATUS_LIMIT,
				 "names and expanded rules are more than the limit "
				 "CODEBOOK_PATTERNS (%d): use fewer {name} and {abbr} rules",
				 LIMIT_CODEBOOK_PATTERNS);
	gazetteer->bars = memory_grow(gazetteer->bars, &loader->bar_capacity,
				      gazetteer->bar_count + 1, sizeof *gazetteer->bars);
	gazetteer->bars[gazetteer->bar_count++] = (struct region_bar){text, reason, line};
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

enum { SHARED = UINT32_MAX };

/* Who has each text; SHARED when two regions do. */
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
					owner[present] = SHARED;
					complain(loader, REMARK_WARNING, loader->regions[i].line,
						 "two regions have this name: it finds neither",
						 text);
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

enum status gazetteer_add_names(struct gazetteer_loader *loader, struct error *error)
{
	enum status status = STATUS_OK;
	struct map owners, added;
	map_init(&owners);
	map_init(&added);
	uint32_t *owner = arena_array(loader->study, uint32_t, count_texts(loader) + 1);
	find_owners(loader, &owners, owner);
	for (size_t i = 0; i < loader->region_count; i++) {
		for (size_t c = 0; c < sizeof searched / sizeof *searched; c++) {
			struct slice rest = loader->regions[i].fields[searched[c].column], text;
			while (status == STATUS_OK &&
			       next_text(&rest, searched[c].is_list, &text)) {
				struct slice key = region_key_text(loader->study, text);
				uint32_t number = 0;
				map_find(&owners, key, &number);
				if (owner[number] == SHARED || !map_put(&added, key, 0, NULL))
					continue;
				struct region_name name = {.text = text,
							   .region = {(uint32_t)i + 1},
							   .kind = (uint8_t)searched[c].kind,
							   .rule = slice_from(searched[c].rule)};
				status = name_add(loader, &name, error);
			}
		}
	}
	map_release(&added);
	map_release(&owners);
	return status;
}

/* What {name}, {en} and {abbr} stand for in a rule's text. */
static const struct {
	const char *word;
	enum gazetteer_column columns[2];
} places[] = {
	{"{name}", {COLUMN_NAME, COLUMN_FULL}},
	{"{en}", {COLUMN_ENGLISH, COLUMN_ENGLISH}},
	{"{abbr}", {COLUMN_ABBREVIATION, COLUMN_ABBREVIATION}},
};

enum { MOST_PLACES = 2 };

/* One text of a rule while its places are being filled. */
struct expansion {
	struct gazetteer_loader *loader;
	const struct gazetteer_row *rule;
	struct buffer text;
	size_t part_count;
	struct {
		uint32_t region;
		uint8_t start, length; /* characters */
	} parts[MOST_PLACES];
};

static enum status expansion_done(struct expansion *expansion, struct error *error)
{
	struct gazetteer_loader *loader = expansion->loader;
	struct slice kind = expansion->rule->fields[COLUMN_KIND];
	struct slice text = arena_copy(loader->study, buffer_slice(&expansion->text));
	if (slice_is(kind, "not"))
		return bar_add(loader, text, expansion->rule->fields[COLUMN_REASON],
			       expansion->rule->line, error);
	for (size_t i = 0; i < expansion->part_count; i++) {
		struct region_name name = {
			.text = text,
			.region = {expansion->parts[i].region},
			.kind = REGION_NAME_ABBREVIATION,
			.part_start = expansion->parts[i].start,
			.part_length = expansion->parts[i].length,
			.rule = slice_from(arena_printf(loader->study, "abbreviation in %.*s",
							(int)text.length, text.at))};
		TRY(name_add(loader, &name, error));
	}
	return STATUS_OK;
}

static enum status expand(struct expansion *expansion, struct slice rest, struct error *error);

/* Puts one region's word in for a place and goes on behind it. */
static enum status expand_with(struct expansion *expansion, size_t region, struct slice word,
			       struct slice rest, struct error *error)
{
	for (size_t i = 0; i < expansion->part_count; i++)
		if (expansion->parts[i].region == region + 1)
			return STATUS_OK; /* a compound of two regions, not of one twice */
	size_t length = expansion->text.length;
	size_t start = utf8_count(buffer_slice(&expansion->text)), characters = utf8_count(word);
	if (start + characters > UINT8_MAX)
		return STATUS_OK;
	expansion->parts[expansion->part_count].region = (uint32_t)region + 1;
	expansion->parts[expansion->part_count].start = (uint8_t)start;
	expansion->parts[expansion->part_count++].length = (uint8_t)characters;
	buffer_append(&expansion->text, word);
	enum status status = expand(expansion, rest, error);
	expansion->part_count--;
	expansion->text.length = length;
	return status;
}

static enum status expand_place(struct expansion *expansion, size_t place, struct slice rest,
				struct error *error)
{
	struct gazetteer_loader *loader = expansion->loader;
	for (size_t i = 0; i < loader->region_count; i++) {
		const struct slice *fields = loader->regions[i].fields;
		for (size_t c = 0; c < 2; c++) {
			struct slice words = fields[places[place].columns[c]], word;
			if (c == 1 && slice_equal(words, fields[places[place].columns[0]]))
				continue;
			while (list_next(&words, &word))
				TRY(expand_with(expansion, i, word, rest, error));
		}
	}
	return STATUS_OK;
}

static enum status expand(struct expansion *expansion, struct slice rest, struct error *error)
{
	size_t open = slice_find(rest, SLICE("{"), 0);
	if (open == SIZE_MAX) {
		size_t length = expansion->text.length;
		buffer_append(&expansion->text, rest);
		enum status status = expansion_done(expansion, error);
		expansion->text.length = length;
		return status;
	}
	struct slice from = {rest.at + open, rest.length - open};
	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		struct slice word = slice_from(places[i].word);
		if (!slice_starts(from, word) || expansion->part_count == MOST_PLACES)
			continue;
		size_t length = expansion->text.length;
		buffer_append(&expansion->text, (struct slice){rest.at, open});
		struct slice behind = {from.at + word.length, from.length - word.length};
		enum status status = expand_place(expansion, i, behind, error);
		expansion->text.length = length;
		return status;
	}
	complain(expansion->loader, REMARK_ERROR, expansion->rule->line,
		 "a rule may hold at most two of {name}, {en}, {abbr} and no other {", rest);
	return STATUS_OK;
}

/* A region by code, iso or name, for the members of a group. */
static uint32_t member_region(struct gazetteer_loader *loader, struct slice word, uint32_t line)
{
	struct region_id id = gazetteer_find(loader->gazetteer, word);
	if (id.value == 0)
		complain(loader, REMARK_ERROR, line, "no region of this code or name", word);
	return id.value;
}

static enum status group_add(struct gazetteer_loader *loader, const struct gazetteer_row *row,
			     struct slice text, struct error *error)
{
	struct slice rest = row->fields[COLUMN_MEMBERS], member;
	while (list_next(&rest, &member)) {
		uint32_t region = member_region(loader, member, row->line);
		if (region == 0)
			continue;
		struct region_name name = {
			.text = text,
			.region = {region},
			.kind = REGION_NAME_GROUP,
			.rule = slice_from(arena_printf(loader->study, "group %.*s",
							(int)text.length, text.at))};
		TRY(name_add(loader, &name, error));
	}
	return STATUS_OK;
}

/* 陇 in 陇原 with members GS: the part of the text that is written in brackets, 闽[宁], or the
 * whole.
 */
static enum status compound_add(struct gazetteer_loader *loader, const struct gazetteer_row *row,
				struct slice marked, struct error *error)
{
	struct buffer text;
	buffer_init(&text);
	struct slice rest = row->fields[COLUMN_MEMBERS], member;
	uint8_t starts[8], lengths[8];
	size_t count = 0, start = 0;
	for (size_t i = 0; i < marked.length; i++) {
		char c = marked.at[i];
		if (c == '[') {
			start = utf8_count(buffer_slice(&text));
		} else if (c == ']' && count < 8) {
			size_t end = utf8_count(buffer_slice(&text));
			starts[count] = (uint8_t)start;
			lengths[count++] = (uint8_t)(end - start);
		} else {
			buffer_append_byte(&text, c);
		}
	}
	struct slice plain = arena_copy(loader->study, buffer_slice(&text));
	buffer_release(&text);
	enum status status = STATUS_OK;
	size_t i = 0;
	for (; status == STATUS_OK && i < count && list_next(&rest, &member); i++) {
		struct region_name name = {
			.text = plain,
			.region = {member_region(loader, member, row->line)},
			.kind = REGION_NAME_ABBREVIATION,
			.part_start = starts[i],
			.part_length = lengths[i],
			.rule = slice_from(arena_printf(loader->study, "abbreviation in %.*s",
							(int)plain.length, plain.at))};
		if (name.region.value != 0)
			status = name_add(loader, &name, error);
	}
	if (count == 0 || i < count || list_next(&rest, &member))
		complain(loader, REMARK_ERROR, row->line,
			 "a compound needs as many [parts] as members, at most 8", marked);
	return status;
}

static enum status rule_text_add(struct gazetteer_loader *loader, const struct gazetteer_row *row,
				 struct slice text, struct error *error)
{
	struct slice kind = row->fields[COLUMN_KIND];
	if (slice_is(kind, "group"))
		return group_add(loader, row, text, error);
	if (slice_is(kind, "compound"))
		return compound_add(loader, row, text, error);
	if (slice_is(kind, "abbreviation") && slice_find(text, SLICE("{"), 0) == SIZE_MAX) {
		complain(loader, REMARK_ERROR, row->line,
			 "an abbreviation rule needs {abbr}; use compound for a single word", text);
		return STATUS_OK;
	}
	struct expansion expansion = {.loader = loader, .rule = row};
	buffer_init(&expansion.text);
	enum status status = expand(&expansion, text, error);
	buffer_release(&expansion.text);
	return status;
}

enum status gazetteer_add_rules(struct gazetteer_loader *loader, struct error *error)
{
	static const char *const kinds[] = {"not", "abbreviation", "compound", "group"};
	static const enum gazetteer_column texts[] = {COLUMN_NAME, COLUMN_FULL, COLUMN_TRADITIONAL,
						      COLUMN_ENGLISH, COLUMN_VARIANTS};
	for (size_t i = 0; i < loader->rule_count; i++) {
		const struct gazetteer_row *row = &loader->rules[i];
		bool known = false;
		size_t count = 0;
		for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
			known |= slice_is(row->fields[COLUMN_KIND], kinds[k]);
		if (!known) {
			complain(loader, REMARK_ERROR, row->line,
				 "unknown kind: use region, group, compound, abbreviation or not",
				 row->fields[COLUMN_KIND]);
			continue;
		}
		for (size_t c = 0; c < sizeof texts / sizeof *texts; c++) {
			struct slice rest = row->fields[texts[c]], text;
			for (; list_next(&rest, &text); count++)
				TRY(rule_text_add(loader, row, text, error));
		}
		if (count == 0)
			complain(loader, REMARK_ERROR, row->line, "a rule without a text, kind",
				 row->fields[COLUMN_KIND]);
		if (row->fields[COLUMN_REASON].length == 0)
			complain(loader, REMARK_WARNING, row->line, "a rule without a reason, kind",
				 row->fields[COLUMN_KIND]);
	}
	return STATUS_OK;
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
