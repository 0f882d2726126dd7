#include "text/furniture.h"

#include <assert.h>

#include "base/utf8.h"
#include "text/heading.h"

/* Heads and tails are looked at this far, so that a text without prose costs no more. */
enum { EDGE_LINES = 400 };

/* A region may begin here only if this share of the text stands before it. */
static const double region_share = 0.5;
/* What follows the first line of a page's foot: at most these shares of all text, and of prose. */
static const double foot_share = 0.25, foot_prose_share = 0.1;

struct page {
	struct text_lines *lines;
	const struct document_metadata *metadata;
	uint64_t *characters; /* before line i; count + 1 */
	uint64_t *prose;      /* the same, of prose lines that are no furniture */
	size_t head_end;      /* lines before it are the head */
	size_t tail_start;    /* lines from it on are the tail */
};

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

static bool rule_matches(const struct furniture_rule *rule, const struct text_lines *lines,
			 size_t i, struct slice key)
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

static void mark_line(struct text_line *line, uint8_t kind, const char *rule)
{
	line->kind = BLOCK_FURNITURE;
	line->furniture = kind;
	line->rule = rule;
}

static bool is_body(const struct text_line *line)
{
	return line->kind != BLOCK_FURNITURE;
}

static bool is_region_rule(const struct furniture_rule *rule)
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
	if (is_body(value) && !button && value->characters <= 20 && value->ends == 0 &&
	    !shape_is_salutation(page->lines, i + 1) &&
	    numbering_read(line_text(page->lines, i + 1)).style == NUMBERING_NONE)
		mark_line(value, rule->kind, rule->name);
}

static void apply_rules(const struct page *page, size_t from, size_t to)
{
	char room[LINE_KEY_BYTES + 8];
	for (size_t i = from; i < to; i++) {
		if (!is_body(&page->lines->at[i]))
			continue;
		struct slice key = line_key(line_text(page->lines, i), room);
		for (size_t r = 0; r < furniture_rule_count; r++) {
			const struct furniture_rule *rule = &furniture_rules[r];
			if (is_region_rule(rule) || !place_admits(page, rule->place, i) ||
			    !rule_matches(rule, page->lines, i, key))
				continue;
			mark_line(&page->lines->at[i], rule->kind, rule->name);
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
		page->prose[i + 1] = page->prose[i] +
				     (is_body(line) && line_is_prose(line) ? line->characters : 0);
	}
}

static double share(uint64_t part, uint64_t whole)
{
	return whole == 0 ? 0 : (double)part / (double)whole;
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
		if (!is_region_rule(rule) && place_admits(&all_head, rule->place, i) &&
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

/* ---- the title block ---- */

static struct slice without_suffix(struct slice key)
{
	static const char *const suffixes[] = {"全文",	"(全文",  "草案",	 "(草案",
					       "摘要",	"(摘要",  "(征求意见稿", "(送审稿",
					       "(试行", "(修订版"};
	for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++)
		if (slice_ends(key, slice_from(suffixes[i])))
			key.length -= slice_from(suffixes[i]).length;
	/* (2021-2025年 : the closing bracket is an ornament and gone */
	size_t open = slice_find(key, SLICE("("), 0);
	if (open != SIZE_MAX && open > 0 && key.length - open <= 30 && open + 1 < key.length &&
	    key.at[open + 1] >= '0' && key.at[open + 1] <= '9')
		key.length = open;
	return slice_trim(key);
}

/* Words that official documents' titles end with. */
static bool ends_as_document(struct slice key)
{
	static const char *const words[] = {
		"报告",		 "规划",       "纲要",	      "计划",	  "方案",
		"意见",		 "建议",       "通知",	      "决定",	  "决议",
		"公报",		 "公告",       "条例",	      "办法",	  "讲话",
		"致辞",		 "演讲",       "战略",	      "白皮书",	  "蓝图",
		"批复",		 "细则",       "规定",	      "通报",	  "解读",
		"倡议",		 "宣言",       "要点",	      "指南",	  "政策",
		" report",	 " plan",      " strategy",   " speech",  " address",
		" statement",	 " budget",    " roadmap",    " paper",	  " agenda",
		" programme",	 " program",   " communique", " remarks", " manifesto",
		" contribution", " framework", " declaration"};
	key = without_suffix(key);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (slice_ends(key, slice_from(words[i])))
			return true;
	return false;
}

static bool may_be_title(const struct text_line *line)
{
	bool chinese = line->han * 2 > line->letters;
	return line->han + line->letters >= 4 && line->characters <= (chinese ? 80u : 220u) &&
	       line->last != 0x3002 && line->last != 0xFF1A && line->last != ':' &&
	       line->last != 0xFF1B && line->last != ';' && line->last != '.' &&
	       line->last != 0xFF0C && line->last != ',';
}

static bool near_title(struct slice key, struct slice title)
{
	if (key.length == 0 || title.length == 0)
		return false;
	bool inside =
		slice_find(title, key, 0) != SIZE_MAX || slice_find(key, title, 0) != SIZE_MAX;
	size_t shorter = key.length < title.length ? key.length : title.length;
	size_t longer = key.length < title.length ? title.length : key.length;
	return inside && 2 * shorter >= longer;
}

/* The lines under a title: date, source, session, speaker. */
static bool is_dateline(const struct text_line *line)
{
	if (line->kind != BLOCK_FURNITURE)
		return false;
	return line->furniture == FURNITURE_SOURCE_DATE || line->furniture == FURNITURE_SPEAKER ||
	       (line->furniture == FURNITURE_TITLE &&
		slice_starts(slice_from(line->rule), SLICE("session")));
}

/* Headings that stand before a text but are not its title. */
static bool is_front_heading(struct slice key)
{
	static const char *const words[] = {
		"foreword", "introduction", "preface",	  "summary",	"executive summary",
		"abstract", "overview",	    "background", "key points", "main points",
		"前言",	    "引言",	    "序言",	  "摘要",	"导语",
		"编者按",   "内容提要",	    "正文"};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (slice_is(key, words[i]))
			return true;
	return false;
}

/* Only navigation, and lines that look like entries of a menu, stand above; one at least is known
 * navigation. */
static bool under_navigation(const struct page *page, size_t i)
{
	bool known = false;
	for (size_t j = 0; j < i; j++) {
		const struct text_line *line = &page->lines->at[j];
		if (is_body(line) ? line->ends > 0 || line->characters > 30
				  : line->furniture == FURNITURE_TITLE)
			return false;
		known = known || (!is_body(line) && line->furniture == FURNITURE_NAVIGATION);
	}
	return known;
}

/* Evidence in order of strength; a weaker kind is only asked for when the page has no title yet. */
enum title_strength { TITLE_STRONG, TITLE_BY_WORD, TITLE_BY_PLACE, TITLE_STRENGTHS };

static const char *strong_evidence(const struct page *page, size_t i, bool first, struct slice key)
{
	char room[LINE_KEY_BYTES + 8];
	if (near_title(key, line_key(page->metadata->title, room)))
		return "title-known";
	if (i + 1 < page->lines->count && is_dateline(&page->lines->at[i + 1]))
		return "title-before-date";
	if (first && slice_starts(line_text(page->lines, i), SLICE("# ")))
		return "title-hash";
	return NULL;
}

/* The first heading with number one, or prose, follows at once. */
static const char *place_evidence(const struct page *page, size_t i, bool first)
{
	const struct text_lines *lines = page->lines;
	if (i + 1 >= lines->count || i + 1 > page->head_end ||
	    numbering_read(line_text(lines, i)).style != NUMBERING_NONE)
		return NULL;
	struct numbering below = numbering_read(line_text(lines, i + 1));
	if (first && below.value == 1 && lines->at[i + 1].ends == 0 &&
	    (below.style == NUMBERING_ARABIC || below.style == NUMBERING_HAN ||
	     below.style == NUMBERING_CHAPTER))
		return "title-before-number";
	if (i + 1 == page->head_end && line_is_prose(&lines->at[i + 1]) &&
	    under_navigation(page, i))
		return "title-before-body";
	return NULL;
}

static const char *title_evidence(const struct page *page, size_t i, bool first,
				  enum title_strength strength)
{
	char room[LINE_KEY_BYTES + 8];
	struct slice key = line_key(line_text(page->lines, i), room);
	if (is_front_heading(key))
		return NULL;
	switch (strength) {
	case TITLE_STRONG:
		return strong_evidence(page, i, first, key);
	case TITLE_BY_WORD:
		return ends_as_document(key) && (first || under_navigation(page, i))
			       ? "title-document-word"
			       : NULL;
	case TITLE_BY_PLACE:
		return place_evidence(page, i, first);
	case TITLE_STRENGTHS:
		break;
	}
	return NULL;
}

static bool under_title(const struct text_lines *lines, size_t i)
{
	uint32_t c = lines->at[i].first;
	return i > 0 && !is_body(&lines->at[i - 1]) &&
	       lines->at[i - 1].furniture == FURNITURE_TITLE && lines->at[i].ends == 0 &&
	       (c == 0x2014 || c == 0x2015 || c == 0x2500);
}

/* Marks from below, so that the upper of two title lines sees the lower. Returns how many. */
static size_t mark_titles_by(const struct page *page, enum title_strength strength)
{
	struct text_lines *lines = page->lines;
	size_t first_body = 0, marked = 0;
	while (first_body < page->head_end && !is_body(&lines->at[first_body]))
		first_body++;
	for (size_t i = page->head_end; i-- > 0;) {
		struct text_line *line = &lines->at[i];
		if (!is_body(line) || !may_be_title(line))
			continue;
		const char *rule = title_evidence(page, i, i <= first_body, strength);
		if (rule == NULL)
			continue;
		mark_line(line, FURNITURE_TITLE, rule);
		marked++;
	}
	return marked;
}

/* A short line above a title whose last words are the document's: its first half. Dashes below a
 * title: its second half. */
static void mark_title_halves(const struct page *page)
{
	struct text_lines *lines = page->lines;
	for (size_t i = 0; i < page->head_end; i++) {
		struct text_line *line = &lines->at[i];
		if (!is_body(line))
			continue;
		bool above = i + 1 < page->head_end && lines->at[i + 1].rule != NULL &&
			     slice_is(slice_from(lines->at[i + 1].rule), "title-document-word");
		if (above && line_is_short(line) && may_be_title(line))
			mark_line(line, FURNITURE_TITLE, "title-first-half");
		break; /* only the first line that nothing else explains */
	}
	for (size_t i = 0; i < page->head_end; i++)
		if (is_body(&lines->at[i]) && under_title(lines, i))
			mark_line(&lines->at[i], FURNITURE_TITLE, "title-second-half");
}

static void mark_titles(const struct page *page)
{
	size_t marked = 0;
	for (int strength = 0; strength < TITLE_STRENGTHS; strength++)
		if (strength < TITLE_BY_PLACE || marked == 0)
			marked += mark_titles_by(page, (enum title_strength)strength);
	mark_title_halves(page);
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
		if (is_body(&lines->at[i]) || lines->at[i].furniture != FURNITURE_NAVIGATION)
			continue;
		first = i < first ? i : first;
		last = i;
		known++;
	}
	if (known < 2 || 10 * known < 3 * (last - first + 1))
		return;
	for (size_t i = first; i < last; i++)
		if (is_body(&lines->at[i]) && menu_like(&lines->at[i]))
			mark_line(&lines->at[i], FURNITURE_NAVIGATION, "menu-neighbour");
}

/* ---- regions that reach to the end ---- */

static void mark_region(const struct page *page, size_t from, size_t to, uint8_t kind,
			const char *rule)
{
	for (size_t i = from; i < to; i++)
		if (is_body(&page->lines->at[i]))
			mark_line(&page->lines->at[i], kind, rule);
}

static const struct furniture_rule *region_rule(const struct page *page, size_t i, bool foot)
{
	char room[LINE_KEY_BYTES + 8];
	struct slice key = line_key(line_text(page->lines, i), room);
	for (size_t r = 0; r < furniture_rule_count; r++) {
		const struct furniture_rule *rule = &furniture_rules[r];
		if (is_region_rule(rule) && (rule->kind == FURNITURE_NAVIGATION) == foot &&
		    rule_matches(rule, page->lines, i, key))
			return rule;
	}
	return NULL;
}

/* The first line of the page's foot, or the number of lines. */
static size_t find_foot(const struct page *page, const char **name)
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
	mark_line(&page->lines->at[i], FURNITURE_APPENDIX, rule);
	for (i++; i < end && is_body(&page->lines->at[i]); i++) {
		enum numbering_style style = numbering_read(line_text(page->lines, i)).style;
		if (style != NUMBERING_ARABIC || page->lines->at[i].characters > 40 ||
		    page->lines->at[i].ends > 0)
			return;
		mark_line(&page->lines->at[i], FURNITURE_APPENDIX, rule);
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
		mark_region(page, i, last + 1, FURNITURE_GLOSSARY, rule);
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
	if (!is_body(&page->lines->at[i]) || page->lines->at[i].ends > 0)
		return NULL;
	const struct furniture_rule *rule = region_rule(page, i, false);
	if (rule == NULL || rule->kind == FURNITURE_GLOSSARY || i + 1 >= end)
		return rule;
	const struct furniture_rule *below = region_rule(page, i + 1, false);
	return below != NULL && below->kind == FURNITURE_GLOSSARY ? below : rule;
}

static void mark_appendices(const struct page *page, size_t end)
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
		if (open != NULL && is_body(&lines->at[i]))
			mark_line(&lines->at[i], open->kind, open->name);
	}
}

/* Notes at the end without a heading: lines that begin with ① or ［1］, or numbered definitions. */
static void mark_last_notes(const struct page *page, size_t end)
{
	struct text_lines *lines = page->lines;
	size_t start = end, notes = 0;
	while (start > 0 && is_body(&lines->at[start - 1]) &&
	       (shape_is_note(lines, start - 1) || shape_is_definition(lines, start - 1))) {
		start--;
		notes++;
	}
	uint64_t all = page->characters[lines->count];
	if (notes >= 2 && share(page->characters[start], all) >= region_share)
		mark_region(page, start, end, FURNITURE_GLOSSARY, "last-notes");
}

/* ---- the tail ---- */

static void find_tail(struct page *page)
{
	size_t count = page->lines->count;
	size_t limit = count > EDGE_LINES ? count - EDGE_LINES : 0;
	page->tail_start = count;
	while (page->tail_start > limit && page->tail_start > page->head_end) {
		const struct text_line *line = &page->lines->at[page->tail_start - 1];
		if (is_body(line) && (line_is_prose(line) || line->ends > 0))
			break;
		page->tail_start--;
	}
	if (page->tail_start == page->head_end && page->tail_start > limit &&
	    page->tail_start < count)
		page->tail_start = count; /* no prose at all: nothing can be after it */
}

/* 某某人民政府 / 2026年1月1日 at the end: the signature above the date. */
static void mark_signature(const struct page *page)
{
	static const char *const organs[] = {"人民政府", "办公厅", "办公室", "委员会",
					     "国务院",	 "党委",   "厅",     "局"};
	struct text_lines *lines = page->lines;
	for (size_t i = page->tail_start; i + 1 < lines->count; i++) {
		struct text_line *line = &lines->at[i];
		if (!is_body(line) || line->characters > 30 || is_body(&lines->at[i + 1]) ||
		    !shape_is_date(lines, i + 1))
			continue;
		for (size_t j = 0; j < sizeof organs / sizeof *organs; j++) {
			if (slice_ends(line_text(lines, i), slice_from(organs[j]))) {
				mark_line(line, FURNITURE_SOURCE_DATE, "signature");
				break;
			}
		}
	}
}

void furniture_mark(struct arena *scratch, struct text_lines *lines,
		    const struct document_metadata *metadata)
{
	struct page page = {.lines = lines, .metadata = metadata, .tail_start = SIZE_MAX};
	page.characters = arena_array(scratch, uint64_t, lines->count + 1);
	page.prose = arena_array(scratch, uint64_t, lines->count + 1);
	find_head(&page);
	apply_rules(&page, 0, lines->count);
	mark_titles(&page);
	mark_menu(&page, 0, page.head_end);
	sum_characters(&page);
	const char *foot_rule = NULL;
	size_t foot = find_foot(&page, &foot_rule);
	mark_appendices(&page, foot);
	if (foot < lines->count) {
		page.tail_start = foot;
		apply_rules(&page, foot, lines->count);
		mark_region(&page, foot, lines->count, FURNITURE_NAVIGATION, foot_rule);
	}
	find_tail(&page);
	apply_rules(&page, page.tail_start, lines->count);
	mark_menu(&page, page.tail_start, lines->count);
	mark_signature(&page);
	size_t end = lines->count;
	while (end > 0 && !is_body(&lines->at[end - 1]))
		end--;
	mark_last_notes(&page, end);
}

size_t furniture_title(const struct text_lines *lines)
{
	for (size_t i = 0; i < lines->count; i++) {
		const struct text_line *line = &lines->at[i];
		if (is_body(line) || line->furniture != FURNITURE_TITLE || line->rule == NULL)
			continue;
		if (!slice_starts(slice_from(line->rule), SLICE("session")))
			return i;
	}
	return SIZE_MAX;
}
