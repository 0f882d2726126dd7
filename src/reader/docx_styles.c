#include "reader/docx_styles.h"

#include <stdio.h>
#include <string.h>

#include "reader/office.h"
#include "reader/xml.h"

enum { BASED_ON_MOST = 16, STYLES_MOST = 16384, LISTS_MOST = 16384 };

struct docx_style {
	struct slice id, name, based_on;
	bool has_level, has_number;
	uint32_t outline; /* 0-based, as w:outlineLvl */
	uint32_t number, level;
};

/* ---- styles ---- */

static enum status read_style(struct xml *xml, struct arena *arena, struct docx_style *style,
			      struct error *error)
{
	enum xml_event event;
	unsigned depth = xml->depth;
	style->id = arena_copy(arena, xml_attribute(xml, "styleId"));
	for (;;) {
		TRY(xml_next(xml, &event, error));
		if (event == XML_DONE || (event == XML_END && xml->depth == depth))
			return STATUS_OK;
		if (event != XML_START)
			continue;
		if (slice_is(xml->name, "name")) {
			style->name = arena_copy(arena, xml_attribute(xml, "val"));
		} else if (slice_is(xml->name, "basedOn")) {
			style->based_on = arena_copy(arena, xml_attribute(xml, "val"));
		} else if (slice_is(xml->name, "outlineLvl")) {
			style->outline = office_number(xml_attribute(xml, "val"), 9, 9);
			style->has_level = true;
		} else if (slice_is(xml->name, "numId")) {
			style->number = office_number(xml_attribute(xml, "val"), INT32_MAX, 0);
			style->has_number = true;
		} else if (slice_is(xml->name, "ilvl")) {
			style->level =
				office_number(xml_attribute(xml, "val"), NUMBERING_LEVELS - 1, 0);
		}
	}
}

/* How many elements of that name there are at most: arrays are made once. */
static size_t count_of(struct slice xml, const char *mark, size_t most)
{
	size_t count = 0, length = strlen(mark);
	for (size_t at = slice_find(xml, slice_from(mark), 0); at != SIZE_MAX && count < most;
	     at = slice_find(xml, slice_from(mark), at + length))
		count++;
	return count;
}

static enum status read_styles(struct docx_styles *styles, struct arena *arena, struct slice bytes,
			       struct error *error)
{
	struct xml xml;
	enum xml_event event = XML_START;
	size_t most = count_of(bytes, "styleId", STYLES_MOST);
	styles->styles = arena_array(arena, struct docx_style, most);
	enum status status = xml_open(&xml, bytes, error);
	while (status == STATUS_OK && event != XML_DONE) {
		status = xml_next(&xml, &event, error);
		if (status != STATUS_OK || event != XML_START || !slice_is(xml.name, "style") ||
		    styles->style_count == most)
			continue;
		struct docx_style *style = &styles->styles[styles->style_count];
		*style = (struct docx_style){
			.id = SLICE(""), .name = SLICE(""), .based_on = SLICE("")};
		status = read_style(&xml, arena, style, error);
		if (status == STATUS_OK &&
		    map_put(&styles->style_ids, style->id, (uint32_t)styles->style_count, NULL))
			styles->style_count++;
	}
	xml_close(&xml);
	return status;
}

static bool name_is(struct slice name, const char *wanted)
{
	return slice_equal_ignoring_case(name, slice_from(wanted));
}

static bool name_starts(struct slice name, const char *start)
{
	struct slice wanted = slice_from(start);
	return name.length >= wanted.length &&
	       slice_equal_ignoring_case((struct slice){name.at, wanted.length}, wanted);
}

/* The names are those of Word's own styles, which do not change with its language. */
static bool apply_name(struct slice name, struct sink_block *block)
{
	if (name_starts(name, "heading ") && name.length == 9 && name.at[8] >= '1' &&
	    name.at[8] <= '9') {
		*block = (struct sink_block){.kind = BLOCK_HEADING,
					     .level = (unsigned)(name.at[8] - '0')};
		return true;
	}
	if (name_is(name, "title"))
		*block = (struct sink_block){.kind = BLOCK_FURNITURE, .furniture = FURNITURE_TITLE};
	else if (name_starts(name, "toc "))
		*block = (struct sink_block){.kind = BLOCK_FURNITURE,
					     .furniture = FURNITURE_NAVIGATION};
	else if (name_is(name, "caption"))
		*block = (struct sink_block){.kind = BLOCK_FURNITURE,
					     .furniture = FURNITURE_CAPTION};
	else if (name_starts(name, "list bullet"))
		block->kind = BLOCK_LIST_ITEM;
	else
		return false;
	return true;
}

void docx_style_apply(const struct docx_styles *styles, struct slice id,
		      struct docx_paragraph *paragraph)
{
	bool named = false, levelled = false, numbered = false;
	uint32_t index;
	for (int i = 0; i < BASED_ON_MOST && map_find(&styles->style_ids, id, &index); i++) {
		const struct docx_style *style = &styles->styles[index];
		if (!levelled && style->has_level) {
			levelled = true;
			if (style->outline < 9 && !named)
				paragraph->block = (struct sink_block){.kind = BLOCK_HEADING,
								       .level = style->outline + 1};
			named = true;
		}
		named = named || apply_name(style->name, &paragraph->block);
		if (!numbered && style->has_number) {
			numbered = true;
			paragraph->has_numbering = true;
			paragraph->number = style->number;
			paragraph->level = style->level;
		}
		id = style->based_on;
	}
}

/* ---- numbering ---- */

static enum status read_level(struct xml *xml, struct arena *arena, struct docx_list *list,
			      struct error *error)
{
	enum xml_event event;
	unsigned depth = xml->depth;
	uint32_t number = office_number(xml_attribute(xml, "ilvl"), NUMBERING_LEVELS - 1, 0);
	struct docx_level *level = &list->levels[number];
	*level = (struct docx_level){.style = NUMERAL_DECIMAL, .start = 1, .text = SLICE("")};
	for (;;) {
		TRY(xml_next(xml, &event, error));
		if (event == XML_DONE || (event == XML_END && xml->depth == depth))
			return STATUS_OK;
		if (event != XML_START)
			continue;
		if (slice_is(xml->name, "start"))
			level->start = office_number(xml_attribute(xml, "val"), 1000000, 1);
		else if (slice_is(xml->name, "numFmt"))
			level->style = numeral_of_ooxml(xml_attribute(xml, "val"));
		else if (slice_is(xml->name, "lvlText"))
			level->text = arena_copy(arena, xml_attribute(xml, "val"));
	}
}

static enum status read_list(struct docx_styles *styles, struct xml *xml, struct arena *arena,
			     struct error *error)
{
	enum xml_event event;
	unsigned depth = xml->depth;
	struct docx_list *list = &styles->lists[styles->list_count];
	struct slice id = arena_copy(arena, xml_attribute(xml, "abstractNumId"));
	if (map_put(&styles->list_ids, id, (uint32_t)styles->list_count, NULL))
		styles->list_count++;
	for (;;) {
		TRY(xml_next(xml, &event, error));
		if (event == XML_DONE || (event == XML_END && xml->depth == depth))
			return STATUS_OK;
		if (event == XML_START && slice_is(xml->name, "lvl"))
			TRY(read_level(xml, arena, list, error));
	}
}

static enum status read_number(struct docx_styles *styles, struct xml *xml, struct arena *arena,
			       struct error *error)
{
	enum xml_event event;
	unsigned depth = xml->depth;
	struct slice id = arena_copy(arena, xml_attribute(xml, "numId"));
	uint32_t index;
	for (;;) {
		TRY(xml_next(xml, &event, error));
		if (event == XML_DONE || (event == XML_END && xml->depth == depth))
			return STATUS_OK;
		if (event == XML_START && slice_is(xml->name, "abstractNumId") &&
		    map_find(&styles->list_ids, xml_attribute(xml, "val"), &index))
			map_put(&styles->numbers, id, index, NULL);
	}
}

static enum status read_numbering(struct docx_styles *styles, struct arena *arena,
				  struct slice bytes, struct error *error)
{
	struct xml xml;
	enum xml_event event = XML_START;
	size_t most = count_of(bytes, "<w:abstractNum ", LISTS_MOST);
	styles->lists = arena_array(arena, struct docx_list, most);
	enum status status = xml_open(&xml, bytes, error);
	while (status == STATUS_OK && event != XML_DONE) {
		status = xml_next(&xml, &event, error);
		if (status != STATUS_OK || event != XML_START)
			continue;
		if (slice_is(xml.name, "abstractNum") && styles->list_count < most)
			status = read_list(styles, &xml, arena, error);
		else if (slice_is(xml.name, "num"))
			status = read_number(styles, &xml, arena, error);
	}
	xml_close(&xml);
	return status;
}

static uint32_t count_up(struct docx_list *list, uint32_t level)
{
	list->counters[level] =
		list->begun[level] ? list->counters[level] + 1 : list->levels[level].start;
	list->begun[level] = true;
	for (uint32_t deeper = level + 1; deeper < NUMBERING_LEVELS; deeper++)
		list->begun[deeper] = false;
	return list->counters[level];
}

static uint32_t counter_of(const struct docx_list *list, uint32_t level)
{
	return list->begun[level] ? list->counters[level] : list->levels[level].start;
}

void docx_number(struct docx_styles *styles, struct docx_paragraph *paragraph, struct buffer *label)
{
	char id[16];
	uint32_t index, at = paragraph->level;
	snprintf(id, sizeof id, "%u", paragraph->number);
	if (!paragraph->has_numbering || at >= NUMBERING_LEVELS ||
	    !map_find(&styles->numbers, slice_from(id), &index))
		return;
	struct docx_list *list = &styles->lists[index];
	const struct docx_level *level = &list->levels[at];
	count_up(list, at);
	if (level->style == NUMERAL_BULLET) {
		if (paragraph->block.kind == BLOCK_PARAGRAPH)
			paragraph->block.kind = BLOCK_LIST_ITEM;
		return;
	}
	struct slice text = level->text;
	for (size_t i = 0; i < text.length; i++) {
		if (text.at[i] == '%' && i + 1 < text.length && text.at[i + 1] >= '1' &&
		    text.at[i + 1] <= '9') {
			uint32_t shown = (uint32_t)(text.at[++i] - '1');
			numeral_append(label, list->levels[shown].style, counter_of(list, shown));
		} else {
			buffer_append_byte(label, text.at[i]);
		}
	}
	/* 一、 and （一） stand close to what follows, 1. does not. */
	if (label->length > 0 && (unsigned char)label->at[label->length - 1] < 0x80)
		buffer_append_byte(label, ' ');
}

/* ---- both ---- */

enum status docx_styles_read(struct docx_styles *styles, struct arena *arena,
			     struct slice styles_xml, struct slice numbering_xml,
			     struct error *error)
{
	*styles = (struct docx_styles){0};
	map_init(&styles->style_ids);
	map_init(&styles->list_ids);
	map_init(&styles->numbers);
	if (styles_xml.length > 0)
		TRY(read_styles(styles, arena, styles_xml, error));
	if (numbering_xml.length > 0)
		TRY(read_numbering(styles, arena, numbering_xml, error));
	return STATUS_OK;
}

void docx_styles_release(struct docx_styles *styles)
{
	map_release(&styles->style_ids);
	map_release(&styles->list_ids);
	map_release(&styles->numbers);
}
