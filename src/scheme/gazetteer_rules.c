/*
 * Rules of the gazetteer file (kinds group, compound, abbreviation, not) become names and bars.
 */
#include <string.h>

#include "base/buffer.h"
#include "base/map.h"
#include "base/utf8.h"
#include "scheme/gazetteer_parts.h"

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

static enum status part_add(struct gazetteer_loader *loader, struct slice text, uint32_t region,
			    uint8_t start, uint8_t length, struct error *error)
{
	const char *rule =
		arena_printf(loader->study, "abbreviation in %.*s", (int)text.length, text.at);
	struct region_name name = {.text = text,
				   .region = {region},
				   .kind = REGION_NAME_ABBREVIATION,
				   .part_start = start,
				   .part_length = length,
				   .rule = slice_from(rule)};
	return gazetteer_name_add(loader, &name, error);
}

static enum status expansion_done(struct expansion *expansion, struct error *error)
{
	struct gazetteer_loader *loader = expansion->loader;
	const struct gazetteer_row *rule = expansion->rule;
	struct slice text = arena_copy(loader->study, buffer_slice(&expansion->text));
	if (slice_is(rule->fields[COLUMN_KIND], "not")) {
		struct region_bar bar = {text, rule->fields[COLUMN_REASON], rule->line};
		return gazetteer_bar_add(loader, &bar, error);
	}
	for (size_t i = 0; i < expansion->part_count; i++)
		TRY(part_add(loader, text, expansion->parts[i].region, expansion->parts[i].start,
			     expansion->parts[i].length, error));
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
	gazetteer_complain(expansion->loader, REMARK_ERROR, expansion->rule->line,
			   "a rule may hold at most two of {name}, {en}, {abbr} and no other {",
			   rest);
	return STATUS_OK;
}

/* A region by code, iso or name, for the members of a group. */
static uint32_t member_region(struct gazetteer_loader *loader, struct slice word, uint32_t line)
{
	struct region_id id = gazetteer_find(loader->gazetteer, word);
	if (id.value == 0)
		gazetteer_complain(loader, REMARK_ERROR, line, "no region of this code or name",
				   word);
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
		TRY(gazetteer_name_add(loader, &name, error));
	}
	return STATUS_OK;
}

enum { MOST_MARKS = 8 };

/* A text with parts in brackets, [闽][宁]协作, without them, and where the parts stand. */
struct marked_text {
	struct slice text;
	size_t count; /* of parts; MOST_MARKS + 1 if there are more */
	uint8_t starts[MOST_MARKS], lengths[MOST_MARKS];
};

static struct marked_text read_marks(struct arena *study, struct slice marked)
{
	struct marked_text result = {.count = 0};
	struct buffer text;
	size_t start = 0;
	buffer_init(&text);
	for (size_t i = 0; i < marked.length; i++) {
		size_t here = utf8_count(buffer_slice(&text));
		if (marked.at[i] == '[') {
			start = here;
		} else if (marked.at[i] == ']') {
			if (result.count < MOST_MARKS) {
				result.starts[result.count] = (uint8_t)start;
				result.lengths[result.count] = (uint8_t)(here - start);
			}
			result.count += result.count <= MOST_MARKS;
		} else {
			buffer_append_byte(&text, marked.at[i]);
		}
	}
	result.text = arena_copy(study, buffer_slice(&text));
	buffer_release(&text);
	return result;
}

static enum status compound_add(struct gazetteer_loader *loader, const struct gazetteer_row *row,
				struct slice text, struct error *error)
{
	struct slice rest = row->fields[COLUMN_MEMBERS], member;
	if (text.length > UINT8_MAX)
		text.length = 0; /* no part can stand so far right; reported below */
	struct marked_text marked = read_marks(loader->study, text);
	size_t i = 0;
	for (; i < marked.count && i < MOST_MARKS && list_next(&rest, &member); i++) {
		uint32_t region = member_region(loader, member, row->line);
		if (region == 0)
			continue;
		TRY(part_add(loader, marked.text, region, marked.starts[i], marked.lengths[i],
			     error));
	}
	if (marked.count == 0 || i < marked.count || list_next(&rest, &member))
		gazetteer_complain(loader, REMARK_ERROR, row->line,
				   "a compound needs as many [parts] as members, at most 8", text);
	return STATUS_OK;
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
		gazetteer_complain(
			loader, REMARK_ERROR, row->line,
			"an abbreviation rule needs {abbr}; use compound for a single word", text);
		return STATUS_OK;
	}
	struct expansion expansion = {.loader = loader, .rule = row};
	buffer_init(&expansion.text);
	enum status status = expand(&expansion, text, error);
	buffer_release(&expansion.text);
	return status;
}

/* A bar equal to a name would silence that name everywhere. */
static void lint_bars(struct gazetteer_loader *loader)
{
	const struct gazetteer *gazetteer = loader->gazetteer;
	struct map names;
	map_init(&names);
	for (size_t i = 0; i < gazetteer->name_count; i++)
		if (gazetteer->names[i].kind != REGION_NAME_ABBREVIATION)
			map_put(&names, region_key_text(loader->study, gazetteer->names[i].text), 0,
				NULL);
	for (size_t i = 0; i < gazetteer->bar_count; i++)
		if (map_find(&names, region_key_text(loader->study, gazetteer->bars[i].text), NULL))
			gazetteer_complain(loader, REMARK_ERROR, gazetteer->bars[i].line,
					   "this phrase is a region's name: barring it would hide "
					   "the region everywhere",
					   gazetteer->bars[i].text);
	map_release(&names);
}

static void lint_rule(struct gazetteer_loader *loader, const struct gazetteer_row *row,
		      size_t text_count)
{
	struct slice kind = row->fields[COLUMN_KIND];
	if (text_count == 0)
		gazetteer_complain(loader, REMARK_ERROR, row->line, "a rule without a text, kind",
				   kind);
	if (row->fields[COLUMN_REASON].length == 0)
		gazetteer_complain(loader, REMARK_WARNING, row->line,
				   "a rule without a reason, kind", kind);
	if (slice_is(kind, "group") && row->fields[COLUMN_MEMBERS].length == 0)
		gazetteer_complain(loader, REMARK_ERROR, row->line, "a group without members",
				   row->fields[COLUMN_NAME]);
}

static bool is_rule_kind(struct slice kind)
{
	static const char *const kinds[] = {"not", "abbreviation", "compound", "group"};
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (slice_is(kind, kinds[i]))
			return true;
	return false;
}

enum status gazetteer_add_rules(struct gazetteer_loader *loader, struct error *error)
{
	static const enum gazetteer_column texts[] = {COLUMN_NAME, COLUMN_FULL, COLUMN_TRADITIONAL,
						      COLUMN_ENGLISH, COLUMN_VARIANTS};
	for (size_t i = 0; i < loader->rule_count; i++) {
		const struct gazetteer_row *row = &loader->rules[i];
		size_t count = 0;
		if (!is_rule_kind(row->fields[COLUMN_KIND])) {
			gazetteer_complain(loader, REMARK_ERROR, row->line,
					   "unknown kind: use region, group, compound, "
					   "abbreviation or not",
					   row->fields[COLUMN_KIND]);
			continue;
		}
		for (size_t c = 0; c < sizeof texts / sizeof *texts; c++) {
			struct slice rest = row->fields[texts[c]], text;
			for (; list_next(&rest, &text); count++)
				TRY(rule_text_add(loader, row, text, error));
		}
		lint_rule(loader, row, count);
	}
	lint_bars(loader);
	return STATUS_OK;
}
