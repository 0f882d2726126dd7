#include "reader/odt_lists.h"

#include <stdlib.h>
#include <string.h>

#include "reader/office.h"

enum { STYLES_MOST = 16384, VALUE_MOST = 1000000 };

void odt_lists_init(struct odt_lists *lists)
{
	*lists = (struct odt_lists){.reading = SIZE_MAX, .style = UINT32_MAX};
	/* Without an outline style headings have no numbers: NUMERAL_NONE is 0. */
	map_init(&lists->style_ids);
}

void odt_lists_release(struct odt_lists *lists)
{
	map_release(&lists->style_ids);
	free(lists->styles);
	*lists = (struct odt_lists){0};
}

/* ---- list styles ---- */

static void start_style(struct odt_lists *lists, struct xml *xml, struct arena *arena)
{
	struct slice name = arena_copy(arena, xml_attribute(xml, "name"));
	lists->reading = SIZE_MAX;
	if (lists->style_count == STYLES_MOST ||
	    !map_put(&lists->style_ids, name, (uint32_t)lists->style_count, NULL))
		return;
	lists->styles = memory_grow(lists->styles, &lists->style_capacity, lists->style_count + 1,
				    sizeof *lists->styles);
	lists->reading = lists->style_count;
	lists->styles[lists->style_count++] = (struct odt_list_style){0};
}

static void read_level(struct odt_lists *lists, struct xml *xml, struct arena *arena, bool number)
{
	static const char *const names[] = {"level",	  "num-format",	 "num-prefix",
					    "num-suffix", "start-value", "display-levels"};
	struct slice values[6];
	xml_attributes(xml, names, values, 6);
	struct odt_list_style *style = NULL;
	if (lists->reading_outline)
		style = &lists->outline;
	else if (lists->reading != SIZE_MAX)
		style = &lists->styles[lists->reading];
	uint32_t level = office_number(values[0], ODT_LEVELS, 0);
	if (style == NULL || level == 0)
		return;
	style->levels[level - 1].style = number ? numeral_of_sample(values[1]) : NUMERAL_BULLET;
	style->levels[level - 1].before = arena_copy(arena, values[2]);
	style->levels[level - 1].after = arena_copy(arena, values[3]);
	style->levels[level - 1].start = office_number(values[4], VALUE_MOST, 1);
	style->levels[level - 1].shown = office_number(values[5], ODT_LEVELS, 1);
}

/* ---- lists ---- */

static void start_list(struct odt_lists *lists, struct xml *xml)
{
	static const char *const names[] = {"style-name", "continue-numbering"};
	struct slice values[2];
	xml_attributes(xml, names, values, 2);
	lists->item_begins = false;
	if (lists->depth++ > 0) {
		if (lists->depth <= ODT_LEVELS)
			lists->counters[lists->depth - 1] = 0;
		return;
	}
	uint32_t style = UINT32_MAX;
	(void)map_find(&lists->style_ids, values[0], &style);
	if (style != lists->style || !slice_is(values[1], "true"))
		memset(lists->counters, 0, sizeof lists->counters);
	lists->style = style;
}

void odt_lists_start(struct odt_lists *lists, struct xml *xml, struct arena *arena)
{
	if (slice_is(xml->name, "list-style")) {
		start_style(lists, xml, arena);
	} else if (slice_is(xml->name, "outline-style")) {
		lists->reading_outline = true;
	} else if (slice_is(xml->name, "list-level-style-number") ||
		   slice_is(xml->name, "outline-level-style")) {
		read_level(lists, xml, arena, true);
	} else if (slice_is(xml->name, "list-level-style-bullet")) {
		read_level(lists, xml, arena, false);
	} else if (slice_is(xml->name, "list")) {
		start_list(lists, xml);
	} else if (slice_is(xml->name, "list-item") && lists->depth > 0) {
		lists->item_begins = true;
		if (lists->depth <= ODT_LEVELS)
			lists->counters[lists->depth - 1]++;
	}
}

void odt_lists_end(struct odt_lists *lists, struct slice name)
{
	if (slice_is(name, "list-style"))
		lists->reading = SIZE_MAX;
	else if (slice_is(name, "outline-style"))
		lists->reading_outline = false;
	else if (slice_is(name, "list") && lists->depth > 0)
		lists->depth--;
	else if (slice_is(name, "list-item"))
		lists->item_begins = false;
}

static void append_label(const struct odt_list_style *style, const uint32_t *counters,
			 uint32_t level, struct buffer *label)
{
	if (style->levels[level].style == NUMERAL_NONE)
		return;
	buffer_append(label, style->levels[level].before);
	uint32_t shown = style->levels[level].shown,
		 first = level + 1 > shown ? level + 1 - shown : 0;
	for (uint32_t i = first; i <= level; i++) {
		uint32_t start = style->levels[i].start == 0 ? 1 : style->levels[i].start;
		if (i > first)
			buffer_append_byte(label, '.');
		numeral_append(label, style->levels[i].style,
			       counters[i] == 0 ? start : counters[i] + start - 1);
	}
	buffer_append(label, style->levels[level].after);
	if (label->length > 0 && (unsigned char)label->at[label->length - 1] < 0x80)
		buffer_append_byte(label, ' ');
}

bool odt_lists_item(struct odt_lists *lists, struct buffer *label)
{
	if (!lists->item_begins || lists->depth == 0)
		return false;
	lists->item_begins = false;
	uint32_t level = (uint32_t)(lists->depth <= ODT_LEVELS ? lists->depth : ODT_LEVELS) - 1;
	if (lists->style >= lists->style_count)
		return true;
	const struct odt_list_style *style = &lists->styles[lists->style];
	if (style->levels[level].style == NUMERAL_BULLET)
		return true;
	append_label(style, lists->counters, level, label);
	return false;
}

void odt_lists_heading(struct odt_lists *lists, uint32_t level, struct buffer *label)
{
	if (level == 0 || level > ODT_LEVELS)
		return;
	/* A heading inside a list is numbered by the list. */
	if (lists->item_begins) {
		(void)odt_lists_item(lists, label);
		return;
	}
	lists->headings[level - 1]++;
	for (uint32_t deeper = level; deeper < ODT_LEVELS; deeper++)
		lists->headings[deeper] = 0;
	append_label(&lists->outline, lists->headings, level - 1, label);
}
