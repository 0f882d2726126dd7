#include "base/limits.h"
#include "base/utf8.h"
#include "text/furniture_page.h"
#include "text/furniture_shape.h"
#include "text/heading.h"

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
static bool title_ends_as_document(struct slice key)
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

static bool title_is_possible(const struct text_line *line)
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
		if (line_is_body(line) ? line->ends > 0 || line->characters > 30
				       : line->furniture == FURNITURE_TITLE)
			return false;
		known = known || (!line_is_body(line) && line->furniture == FURNITURE_NAVIGATION);
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
	size_t next = i + 1;
	while (next < page->head_end && !line_is_body(&lines->at[next]))
		next++;
	if (next == page->head_end && next < lines->count && line_is_prose(&lines->at[next]) &&
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
		return title_ends_as_document(key) && (first || under_navigation(page, i))
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
	return i > 0 && !line_is_body(&lines->at[i - 1]) &&
	       lines->at[i - 1].furniture == FURNITURE_TITLE && lines->at[i].ends == 0 &&
	       (c == 0x2014 || c == 0x2015 || c == 0x2500);
}

/* Marks from below, so that the upper of two title lines sees the lower. Returns how many. */
static size_t mark_titles_by(const struct page *page, enum title_strength strength)
{
	struct text_lines *lines = page->lines;
	size_t first_body = 0, marked = 0;
	while (first_body < page->head_end && !line_is_body(&lines->at[first_body]))
		first_body++;
	for (size_t i = page->head_end; i-- > 0;) {
		struct text_line *line = &lines->at[i];
		if (!line_is_body(line) || !title_is_possible(line))
			continue;
		const char *rule = title_evidence(page, i, i <= first_body, strength);
		if (rule == NULL)
			continue;
		line_mark(line, FURNITURE_TITLE, rule);
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
		if (!line_is_body(line))
			continue;
		bool above = i + 1 < page->head_end && lines->at[i + 1].rule != NULL &&
			     slice_starts(slice_from(lines->at[i + 1].rule), SLICE("title-"));
		if (above && line->han > line->letters && line_is_short(line) &&
		    title_is_possible(line))
			line_mark(line, FURNITURE_TITLE, "title-first-half");
		break; /* only the first line that nothing else explains */
	}
	for (size_t i = 0; i < page->head_end; i++)
		if (line_is_body(&lines->at[i]) && under_title(lines, i))
			line_mark(&lines->at[i], FURNITURE_TITLE, "title-second-half");
}

void titles_mark(const struct page *page)
{
	size_t marked = 0;
	for (int strength = 0; strength < TITLE_STRENGTHS; strength++)
		if (marked == 0)
			marked = mark_titles_by(page, (enum title_strength)strength);
	mark_title_halves(page);
}

static bool names_organ(struct slice line)
{
	static const char *const organs[] = {"人民政府", "办公厅", "办公室", "委员会",
					     "国务院",	 "党委",   "厅",     "局"};
	for (size_t j = 0; j < sizeof organs / sizeof *organs; j++)
		if (slice_ends(line, slice_from(organs[j])))
			return true;
	return false;
}

/* 某某人民政府 / 2026年1月1日: the signature above a date that is furniture. */
static void mark_signature(const struct page *page, size_t date)
{
	struct text_lines *lines = page->lines;
	if (date == 0 || !line_is_body(&lines->at[date - 1]) || lines->at[date - 1].characters > 30)
		return;
	if (lines->at[date - 1].ends == 0 && names_organ(line_text(lines, date - 1)))
		line_mark(&lines->at[date - 1], FURNITURE_SOURCE_DATE, "signature");
}

void signatures_mark(const struct page *page)
{
	for (size_t i = page->tail_start; i < page->lines->count; i++)
		if (!line_is_body(&page->lines->at[i]) && shape_is_date(page->lines, i))
			mark_signature(page, i);
}

/* A notice that publishes a plan: its signature and date stand between, and the plan's title
 * follows. */
void titles_mark_under_notice(const struct page *page)
{
	enum { NOTICE_LINES = 40 };
	struct text_lines *lines = page->lines;
	char room[LINE_KEY_BYTES + 8];
	for (size_t i = page->head_end; i + 1 < lines->count && i < page->head_end + NOTICE_LINES;
	     i++) {
		if (!line_is_body(&lines->at[i]) || !shape_is_date(lines, i))
			continue;
		size_t title = i + 1;
		while (title + 1 < lines->count && !line_is_body(&lines->at[title]))
			title++; /* 附件 */
		struct slice key = line_key(line_text(lines, title), room);
		if (!line_is_body(&lines->at[title]) || !title_is_possible(&lines->at[title]) ||
		    !title_ends_as_document(key))
			continue;
		line_mark(&lines->at[i], FURNITURE_SOURCE_DATE, "date-of-notice");
		mark_signature(page, i);
		line_mark(&lines->at[title], FURNITURE_TITLE, "title-under-notice");
		return;
	}
}

void title_fill(struct document *document, const struct text_lines *lines)
{
	if (document->metadata.title.length > 0)
		return;
	size_t title = furniture_title(lines);
	const char *rule = "title block";
	for (size_t i = 0; title == SIZE_MAX && i < lines->count && i < 3; i++) {
		rule = "first heading";
		if (lines->at[i].kind == BLOCK_HEADING)
			title = i;
	}
	if (title == SIZE_MAX)
		return;
	struct slice text = line_text(lines, title);
	text.at += numbering_read(text).style == NUMBERING_HASH ? numbering_read(text).length : 0;
	text.length = lines->at[title].span.end - (size_t)(text.at - lines->text.at);
	if (text.length > LIMIT_METADATA_BYTES)
		return;
	document->metadata.title = text;
	document->metadata.title_rule = slice_from(rule);
}
