#include "text/furniture.h"

#include "base/map.h"
#include "base/utf8.h"
#include "text/furniture_page.h"
#include "text/furniture_shape.h"
#include "text/heading.h"

/* Heads and tails are looked at this far, so that a text without prose costs no more. */
enum { EDGE_LINES = 400 };

/* ---- one rule, one line ---- */

static bool label_matches(struct slice key, struct slice word)
{
	if (!slice_starts(key, word))
		return false;
	if (key.length == word.length)
		return true;
	/* "来源：某报", "来源 : 某报" but not "来源于" */
	char next = key.at[word.length];
	struct slice rest = {key.at + word.length, key.length - word.length};
	return next == ':' || slice_starts(rest, SLICE("】")) || next == '|' || next == ']' ||
	       (next == ' ' && word.length + 1 < key.length &&
		slice_find(key, SLICE(":"), word.length) == word.length + 1);
}

static bool words_match(enum furniture_test test, struct slice key, const char *const *words)
{
	for (; *words != NULL; words++) {
		struct slice word = slice_from(*words);
		bool hit = false;
		switch (test) {
		case FURNITURE_WHOLE:
			hit = slice_equal(key, word);
			break;
		case FURNITURE_LABEL:
		case FURNITURE_OPENS:
			hit = label_matches(key, word);
			break;
		case FURNITURE_STARTS:
			hit = slice_starts(key, word);
			break;
		case FURNITURE_ENDS:
			hit = slice_ends(key, word);
			break;
		case FURNITURE_CONTAINS:
			hit = slice_find(key, word, 0) != SIZE_MAX;
			break;
		case FURNITURE_MENU:
		case FURNITURE_SHAPE:
			break;
		}
		if (hit)
			return true;
	}
	return false;
}

static bool is_separator(uint32_t c)
{
	return c == '|' || c == '>' || c == '/' || c == 0xB7 || c == 0x2022 || c == 0xBB ||
	       c == 0x203A || c == '\t';
}

/* Short entries between separators, at least two, at least one of them a word and for bare spaces
 * all of them. */
static bool menu_matches(struct slice line, const char *const *words)
{
	char room[LINE_KEY_BYTES + 8];
	size_t entries = 0, known = 0, start = 0, bytes;
	bool marked = false;
	for (size_t i = 0; i <= line.length; i += bytes) {
		uint32_t c = i < line.length ? utf8_read(line, i, &bytes) : '|';
		if (i == line.length)
			bytes = 1;
		bool mark = is_separator(c) && i < line.length;
		if (!mark && !is_space(c) && i < line.length)
			continue;
		marked = marked || mark;
		struct slice key = line_key((struct slice){line.at + start, i - start}, room);
		start = i + bytes;
		if (key.length == 0)
			continue;
		if (key.length > 60)
			return false;
		entries++;
		known += words_match(FURNITURE_WHOLE, key, words);
	}
	return entries >= 2 && (marked ? known >= 1 && known * 3 >= entries : known == entries);
}

bool rule_matches(const struct furniture_rule *rule, const struct text_lines *lines, size_t i,
		  struct slice key)
{
	const struct text_line *line = &lines->at[i];
	if (line->characters > rule->longest || line->flows)
		return false;
	if (rule->test == FURNITURE_SHAPE)
		return rule->shape(lines, i);
	if (rule->test == FURNITURE_MENU)
		return line->ends == 0 && menu_matches(line_text(lines, i), rule->words);
	/* "...we share." is the end of a sentence, "Is this page useful?" a label */
	if ((rule->test == FURNITURE_WHOLE || rule->test == FURNITURE_OPENS) &&
	    line->ends_sentence && line->last != '?')
		return false;
	return key.length > 0 && words_match(rule->test, key, rule->words);
}

void line_mark(struct text_line *line, uint8_t kind, const char *rule)
{
	line->kind = BLOCK_FURNITURE;
	line->furniture = kind;
	line->rule = rule;
}

bool line_is_body(const struct text_line *line)
{
	return line->kind != BLOCK_FURNITURE;
}

bool rule_opens_region(const struct furniture_rule *rule)
{
	return rule->test == FURNITURE_OPENS || rule->kind == FURNITURE_APPENDIX ||
	       rule->kind == FURNITURE_GLOSSARY || slice_is(slice_from(rule->name), "foot-start");
}

static bool place_admits(const struct page *page, enum furniture_place place, size_t i)
{
	bool head = i < page->head_end, tail = i >= page->tail_start;
	switch (place) {
	case FURNITURE_ANYWHERE:
		return true;
	case FURNITURE_HEAD:
		return head;
	case FURNITURE_TAIL:
		return tail;
	case FURNITURE_EDGE:
		return head || tail;
	}
	return false;
}

/* The value of a bare label stands in the next line: 来源： / 某某日报. */
static void mark_value_below(const struct page *page, size_t i, const struct furniture_rule *rule)
{
	struct slice text = line_text(page->lines, i);
	bool bare = slice_ends(text, SLICE(":")) || slice_ends(text, SLICE("："));
	if (!rule->value_below || !bare || i + 1 >= page->lines->count)
		return;
	struct text_line *value = &page->lines->at[i + 1];
	char room[LINE_KEY_BYTES + 8];
	struct slice key = line_key(line_text(page->lines, i + 1), room);
	bool button =
		key.length == 0 || slice_find(line_text(page->lines, i + 1), SLICE("【"), 0) == 0;
	if (line_is_body(value) && !button && value->characters <= 20 && value->ends == 0 &&
	    !shape_is_salutation(page->lines, i + 1) &&
	    numbering_read(line_text(page->lines, i + 1)).style == NUMBERING_NONE)
		line_mark(value, rule->kind, rule->name);
}

static void apply_rules(const struct page *page, size_t from, size_t to)
{
	char room[LINE_KEY_BYTES + 8];
	for (size_t i = from; i < to; i++) {
		if (!line_is_body(&page->lines->at[i]))
			continue;
		struct slice key = line_key(line_text(page->lines, i), room);
		for (size_t r = 0; r < furniture_rule_count; r++) {
			const struct furniture_rule *rule = &furniture_rules[r];
			if (rule_opens_region(rule) || !place_admits(page, rule->place, i) ||
			    !rule_matches(rule, page->lines, i, key))
				continue;
			line_mark(&page->lines->at[i], rule->kind, rule->name);
			mark_value_below(page, i, rule);
			break;
		}
	}
}

/* ---- sums over the page ---- */

static void sum_characters(struct page *page)
{
	for (size_t i = 0; i < page->lines->count; i++) {
		const struct text_line *line = &page->lines->at[i];
		page->characters[i + 1] = page->characters[i] + line->characters;
		page->prose[i + 1] =
			page->prose[i] +
			(line_is_body(line) && line_is_prose(line) ? line->characters : 0);
	}
}

/* ---- the head ---- */

/* A numbered heading of the first level: 一、 第一章 ## . It ends the head as prose does. */
static bool opens_body(const struct text_lines *lines, size_t i)
{
	struct numbering n = numbering_read(line_text(lines, i));
	return (n.style == NUMBERING_HAN && n.value == 1) ||
	       ((n.style == NUMBERING_CHAPTER || n.style == NUMBERING_PART) && n.value <= 1) ||
	       (n.style == NUMBERING_HASH && n.depth > 1);
}

/* Prose that is not known furniture: a caption or cookie notice of the head. */
static bool is_head_prose(const struct page *page, size_t i)
{
	char room[LINE_KEY_BYTES + 8];
	if (!line_is_prose(&page->lines->at[i]) || page->lines->at[i].flows)
		return page->lines->at[i].flows;
	struct page all_head = *page;
	all_head.head_end = SIZE_MAX;
	struct slice key = line_key(line_text(page->lines, i), room);
	for (size_t r = 0; r < furniture_rule_count; r++) {
		const struct furniture_rule *rule = &furniture_rules[r];
		if (!rule_opens_region(rule) && place_admits(&all_head, rule->place, i) &&
		    rule_matches(rule, page->lines, i, key))
			return false;
	}
	return true;
}

static void find_head(struct page *page)
{
	size_t limit = page->lines->count < EDGE_LINES ? page->lines->count : EDGE_LINES;
	for (page->head_end = 0; page->head_end < limit; page->head_end++)
		if (shape_is_salutation(page->lines, page->head_end) ||
		    opens_body(page->lines, page->head_end) || is_head_prose(page, page->head_end))
			return;
}

/* ---- menus that no list knows ---- */

static bool menu_like(const struct text_line *line)
{
	bool chinese = line->han * 2 > line->letters;
	return line->ends == 0 && !line->ends_sentence && !line->flows &&
	       line->characters <= (chinese ? 15u : 30u);
}

/* Unknown short lines between the first and the last navigation line of [from, to) are entries of
 * the same menu, if at least three in ten lines there are known. */
static void mark_menu(const struct page *page, size_t from, size_t to)
{
	struct text_lines *lines = page->lines;
	size_t first = to, last = from, known = 0;
	for (size_t i = from; i < to; i++) {
		if (line_is_body(&lines->at[i]) || lines->at[i].furniture != FURNITURE_NAVIGATION)
			continue;
		first = i < first ? i : first;
		last = i;
		known++;
	}
	if (known < 2 || 10 * known < 3 * (last - first + 1))
		return;
	for (size_t i = first; i < last; i++)
		if (line_is_body(&lines->at[i]) && menu_like(&lines->at[i]))
			line_mark(&lines->at[i], FURNITURE_NAVIGATION, "menu-neighbour");
}

/* Above the title of a page that has navigation there, every short line is some of it. */
static void mark_above_title(const struct page *page)
{
	struct text_lines *lines = page->lines;
	size_t title = 0, known = 0;
	while (title < page->head_end &&
	       (line_is_body(&lines->at[title]) || lines->at[title].furniture != FURNITURE_TITLE)) {
		known += !line_is_body(&lines->at[title]) &&
			 lines->at[title].furniture == FURNITURE_NAVIGATION;
		title++;
	}
	if (title == page->head_end || 5 * known < title || known == 0)
		return;
	for (size_t i = 0; i < title; i++)
		if (line_is_body(&lines->at[i]) && menu_like(&lines->at[i]))
			line_mark(&lines->at[i], FURNITURE_NAVIGATION, "menu-above-title");
}

/* Lines under a heading "contents" that stand again further down are its entries. A break of more
 * than two lines that do not, or prose, ends the list. */
static void mark_contents(const struct page *page)
{
	struct text_lines *lines = page->lines;
	struct map places; /* line -> last index where it stands */
	size_t heading = 0;
	while (heading < lines->count &&
	       (lines->at[heading].rule == NULL ||
		!slice_is(slice_from(lines->at[heading].rule), "contents")))
		heading++;
	if (heading == lines->count)
		return;
	map_init(&places);
	for (size_t i = lines->count; i-- > heading + 1;)
		(void)map_put(&places, line_text(lines, i), (uint32_t)i, NULL);
	size_t strange = 0;
	for (size_t i = heading + 1; i < lines->count && strange <= 2; i++) {
		if (line_is_prose(&lines->at[i]))
			break;
		uint32_t last = 0;
		bool again = map_find(&places, line_text(lines, i), &last) && last > i;
		strange = again ? 0 : strange + 1;
		if (again && lines->at[i].ends == 0 && line_is_body(&lines->at[i]))
			line_mark(&lines->at[i], FURNITURE_NAVIGATION, "contents-entry");
	}
	map_release(&places);
}

/* ---- the tail ---- */

static void find_tail(struct page *page)
{
	size_t count = page->lines->count;
	size_t limit = count > EDGE_LINES ? count - EDGE_LINES : 0;
	page->tail_start = count;
	while (page->tail_start > limit && page->tail_start > page->head_end) {
		const struct text_line *line = &page->lines->at[page->tail_start - 1];
		if (line_is_body(line) && (line_is_prose(line) || line->ends > 0))
			break;
		page->tail_start--;
	}
	if (page->tail_start == page->head_end && page->tail_start > limit &&
	    page->tail_start < count)
		page->tail_start = count; /* no prose at all: nothing can be after it */
}

void furniture_mark(struct arena *scratch, struct text_lines *lines,
		    const struct document_metadata *metadata)
{
	struct page page = {.lines = lines, .metadata = metadata, .tail_start = SIZE_MAX};
	page.characters = arena_array(scratch, uint64_t, lines->count + 1);
	page.prose = arena_array(scratch, uint64_t, lines->count + 1);
	find_head(&page);
	apply_rules(&page, 0, lines->count);
	titles_mark(&page);
	mark_menu(&page, 0, page.head_end);
	mark_above_title(&page);
	mark_contents(&page);
	sum_characters(&page);
	const char *foot_rule = NULL;
	size_t foot = foot_find(&page, &foot_rule);
	appendices_mark(&page, foot);
	if (foot < lines->count) {
		page.tail_start = foot;
		apply_rules(&page, foot, lines->count);
		region_mark(&page, foot, lines->count, FURNITURE_NAVIGATION, foot_rule);
	}
	find_tail(&page);
	apply_rules(&page, page.tail_start, lines->count);
	mark_menu(&page, page.tail_start, lines->count);
	signatures_mark(&page);
	titles_mark_under_notice(&page);
	size_t end = lines->count;
	while (end > 0 && !line_is_body(&lines->at[end - 1]))
		end--;
	last_notes_mark(&page, end);
}

size_t furniture_title(const struct text_lines *lines)
{
	for (size_t i = 0; i < lines->count; i++) {
		const struct text_line *line = &lines->at[i];
		if (line_is_body(line) || line->furniture != FURNITURE_TITLE || line->rule == NULL)
			continue;
		if (!slice_starts(slice_from(line->rule), SLICE("session")))
			return i;
	}
	return SIZE_MAX;
}
