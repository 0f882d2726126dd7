/*
 * What the furniture files share: a page with its zones, and the steps that furniture_mark takes in
 * order. Inside the room text only.
 *
 *   furniture.c        zones, one rule on one line, menus, the steps in order
 *   furniture_title.c  the title block, and the title of a plan under the notice that publishes it
 *   furniture_region.c appendix, glossary, foot: what reaches to the end
 *   furniture_shape.c  rules that need more than words
 *   furniture_rules.c  the table and its words
 */
#ifndef QIPAN_TEXT_FURNITURE_PAGE_H
#define QIPAN_TEXT_FURNITURE_PAGE_H

#include "text/furniture.h"

struct page {
	struct text_lines *lines;
	const struct document_metadata *metadata;
	uint64_t *characters; /* before line i; count + 1 */
	uint64_t *prose;      /* the same, of prose lines that are no furniture */
	size_t head_end;      /* lines before it are the head */
	size_t tail_start;    /* lines from it on are the tail */
};

bool line_is_body(const struct text_line *line);
void line_mark(struct text_line *line, uint8_t kind, const char *rule);

/* key: line_key of line i. Does not look at the rule's place. */
bool rule_matches(const struct furniture_rule *rule, const struct text_lines *lines, size_t i,
		  struct slice key);
/* Appendix, glossary and foot rules: not for single lines. */
bool rule_opens_region(const struct furniture_rule *rule);

/* Marks title lines of the head; needs its navigation and datelines marked. */
void titles_mark(const struct page *page);
/* A notice that publishes a plan: its signature, its date, and the plan's title below them. */
void titles_mark_under_notice(const struct page *page);
/* The signature above a date that is furniture, in the tail. */
void signatures_mark(const struct page *page);

/* The first line of the page's foot, or the number of lines; *rule says why. */
size_t foot_find(const struct page *page, const char **rule);
/* All body lines of [from, to). */
void region_mark(const struct page *page, size_t from, size_t to, uint8_t kind, const char *rule);
void appendices_mark(const struct page *page, size_t end);
/* Notes before `end` that have no heading. */
void last_notes_mark(const struct page *page, size_t end);

#endif
