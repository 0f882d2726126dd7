#include "text/furniture_page.h"
#include "text/furniture_shape.h"
#include "text/heading.h"

/* A region may begin here only if this share of the text stands before it. */
static const double region_share = 0.5;
/* What follows the first line of a page's foot: at most these shares of all text, and of prose. */
static const double foot_share = 0.25, foot_prose_share = 0.1;

static double share(uint64_t part, uint64_t whole)
{
	return whole == 0 ? 0 : (double)part / (double)whole;
}

void region_mark(const struct page *page, size_t from, size_t to, uint8_t kind, const char *rule)
{
	for (size_t i = from; i < to; i++)
		if (line_is_body(&page->lines->at[i]))
			line_mark(&page->lines->at[i], kind, rule);
}

/* What line i may open: a foot, or an appendix or glossary; 附：名词解释 is a glossary. */
static const struct furniture_rule *region_rule(const struct page *page, size_t i, bool foot)
{
	char room[LINE_KEY_BYTES + 8];
	struct slice key = line_key(line_text(page->lines, i), room);
	const struct furniture_rule *found = NULL;
	for (size_t r = 0; r < furniture_rule_count; r++) {
		const struct furniture_rule *rule = &furniture_rules[r];
		if (rule_opens_region(rule) && (rule->kind == FURNITURE_NAVIGATION) == foot &&
		    (found == NULL || rule->kind == FURNITURE_GLOSSARY) &&
		    rule_matches(rule, page->lines, i, key))
			found = rule;
	}
	return found;
}

/* The first line of the page's foot, or the number of lines. */
size_t foot_find(const struct page *page, const char **name)
{
	const struct text_lines *lines = page->lines;
	uint64_t all = page->characters[lines->count], prose = page->prose[lines->count];
	size_t from = page->head_end;
	while (from < lines->count && share(prose - page->prose[from], prose) > foot_prose_share)
		from++;
	for (size_t i = from > 0 ? from - 1 : 0; i < lines->count; i++) {
		uint64_t prose_after = prose - page->prose[i];
		if (i < page->head_end || page->prose[i] == 0 ||
		    (prose_after > 0 && (share(all - page->characters[i], all) > foot_share ||
					 share(prose_after, prose) > foot_prose_share)))
			continue;
		const struct furniture_rule *rule = region_rule(page, i, true);
		if (rule != NULL) {
			*name = rule->name;
			return i;
		}
	}
	return lines->count;
}

/* 附件：1.某某表 2.某某表 in a notice: a list of what is attached, before signature and date. */
static void mark_attachment_list(const struct page *page, size_t i, size_t end, const char *rule)
{
	line_mark(&page->lines->at[i], FURNITURE_APPENDIX, rule);
	for (i++; i < end && line_is_body(&page->lines->at[i]); i++) {
		enum numbering_style style = numbering_read(line_text(page->lines, i)).style;
		if (style != NUMBERING_ARABIC || page->lines->at[i].characters > 40 ||
		    page->lines->at[i].ends > 0)
			return;
		line_mark(&page->lines->at[i], FURNITURE_APPENDIX, rule);
	}
}

/* A list of abbreviations in front: as far as its lines look like entries. */
static void mark_front_glossary(const struct page *page, size_t i, size_t end, const char *rule)
{
	size_t last = i;
	for (size_t j = i + 1; j < end; j++) {
		const struct text_line *line = &page->lines->at[j];
		bool capitals = line->first >= 'A' && line->first <= 'Z' &&
				line->characters <= 100 && line->ends == 0;
		struct slice text = line_text(page->lines, j);
		if (!(capitals && text.length > 1 && text.at[1] >= 'A' && text.at[1] <= 'Z') &&
		    !shape_is_definition(page->lines, j) && !shape_is_note(page->lines, j))
			break;
		last = j;
	}
	if (last > i)
		region_mark(page, i, last + 1, FURNITURE_GLOSSARY, rule);
}

/* A heading that leaves an appendix or glossary: the next chapter, or a # of the same depth. */
static bool leaves_region(const struct page *page, size_t i, const struct furniture_rule *open,
			  uint32_t depth)
{
	struct numbering n = numbering_read(line_text(page->lines, i));
	switch (n.style) {
	case NUMBERING_HASH:
		return n.depth <= depth;
	case NUMBERING_PART:
	case NUMBERING_CHAPTER:
		return n.value != 1;
	case NUMBERING_HAN:
	case NUMBERING_HAN_BRACKET:
		return open->kind == FURNITURE_GLOSSARY && page->lines->at[i].ends == 0;
	case NUMBERING_NONE:
	case NUMBERING_SECTION:
	case NUMBERING_ARTICLE:
	case NUMBERING_ARABIC:
	case NUMBERING_BRACKET:
	case NUMBERING_CIRCLE:
	case NUMBERING_DECIMAL:
	case NUMBERING_ROMAN:
	case NUMBERING_LETTER:
	case NUMBERING_BULLET:
	case NUMBERING_STYLE_COUNT:
		return false;
	}
	return false;
}

/* What the heading at i opens, NULL if it opens nothing. 附件 above 名词解释 is that glossary's. */
static const struct furniture_rule *region_at(const struct page *page, size_t i, size_t end)
{
	if (!line_is_body(&page->lines->at[i]) || page->lines->at[i].ends > 0)
		return NULL;
	const struct furniture_rule *rule = region_rule(page, i, false);
	if (rule == NULL || rule->kind == FURNITURE_GLOSSARY || i + 1 >= end)
		return rule;
	const struct furniture_rule *below = region_rule(page, i + 1, false);
	return below != NULL && below->kind == FURNITURE_GLOSSARY ? below : rule;
}

void appendices_mark(const struct page *page, size_t end)
{
	struct text_lines *lines = page->lines;
	uint64_t all = page->characters[lines->count];
	const struct furniture_rule *open = NULL;
	uint32_t depth = 0;
	for (size_t i = page->head_end; i < end; i++) {
		const struct furniture_rule *rule = region_at(page, i, end);
		bool late = share(page->characters[i], all) >= region_share && page->prose[i] > 0;
		if (rule != NULL && (late || open != NULL)) {
			open = rule;
			depth = numbering_read(line_text(lines, i)).depth;
		} else if (rule != NULL && rule->kind == FURNITURE_APPENDIX) {
			mark_attachment_list(page, i, end, rule->name);
		} else if (rule != NULL) {
			mark_front_glossary(page, i, end, rule->name);
		} else if (open != NULL && leaves_region(page, i, open, depth)) {
			open = NULL;
		}
		if (open != NULL && line_is_body(&lines->at[i]))
			line_mark(&lines->at[i], open->kind, open->name);
	}
}

/* Notes at the end without a heading: lines that begin with ① or ［1］, or numbered definitions. */
void last_notes_mark(const struct page *page, size_t end)
{
	struct text_lines *lines = page->lines;
	size_t start = end, notes = 0;
	while (start > 0 && line_is_body(&lines->at[start - 1]) &&
	       (shape_is_note(lines, start - 1) || shape_is_definition(lines, start - 1))) {
		start--;
		notes++;
	}
	uint64_t all = page->characters[lines->count];
	if (notes >= 2 && share(page->characters[start], all) >= region_share)
		region_mark(page, start, end, FURNITURE_GLOSSARY, "last-notes");
}
