#include "reader/html_page.h"
#include "reader/html_tag.h"

/*
 * The main content is the smallest element that holds nearly all prose. Prose is what has marks of
 * sentences and is no link; what stands in elements that say that they are furniture does not
 * count, unless most of the page stands there.
 */

static const double most = 0.9, half = 0.5;
enum { PROSE_LEAST = 15 };

static struct slice line_text(const struct html_page *page, const struct html_line *line)
{
	return (struct slice){page->text.at + line->start, line->end - line->start};
}

/* What feet of pages say, in whole sentences sometimes. */
static bool is_foot(struct slice text)
{
	static const char *const words[] = {"版权所有",	  "ICP备",     "公网安备",
					    "网站标识码", "技术支持",  "主办单位",
					    "承办单位",	  "Copyright", "All rights reserved"};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (slice_find(text, slice_from(words[i]), 0) != SIZE_MAX)
			return true;
	return false;
}

static bool is_mostly_links(const struct html_line *line)
{
	return 2 * line->linked > line->characters;
}

static uint32_t weight_of(const struct html_page *page, const struct html_line *line)
{
	if (line->furniture != FURNITURE_NONE || is_mostly_links(line) ||
	    is_foot(line_text(page, line)))
		return 0;
	if (line->kind == BLOCK_TABLE_CELL)
		return line->characters / 2;
	return line->marks > 0 && line->characters >= PROSE_LEAST ? line->characters
								  : line->characters / 8;
}

/* Weights of elements: own lines and those of elements inside, which come after them. */
static void sum_weights(struct html_page *page, bool with_furniture)
{
	for (size_t i = 0; i < page->element_count; i++)
		page->elements[i].weight = 0;
	for (size_t i = 0; i < page->line_count; i++)
		page->elements[page->lines[i].element].weight += weight_of(page, &page->lines[i]);
	for (size_t i = page->element_count; i-- > 1;)
		if (with_furniture || page->elements[i].hint != HTML_FURNITURE)
			page->elements[page->elements[i].parent].weight += page->elements[i].weight;
}

/* Hints go down to what is inside; one that holds half the page is not believed. */
static void settle_hints(struct html_page *page)
{
	uint32_t all = page->elements[0].weight;
	for (size_t i = 1; i < page->element_count; i++) {
		struct html_element *element = &page->elements[i];
		uint8_t above = page->elements[element->parent].hint;
		if (element->hint == HTML_FURNITURE && element->weight > half * all)
			element->hint = HTML_PLAIN;
		if (above == HTML_FURNITURE)
			element->hint = HTML_FURNITURE;
	}
}

static uint32_t find_content(const struct html_page *page)
{
	uint32_t best = 0, all = page->elements[0].weight;
	for (uint32_t i = 1; i < page->element_count; i++) {
		const struct html_element *element = &page->elements[i];
		double wanted = element->hint == HTML_CONTENT ? half : most;
		if (element->hint == HTML_FURNITURE || element->weight == 0 ||
		    element->weight < wanted * all || element->tag == TAG_CELL ||
		    element->tag == TAG_ROW || element->tag == TAG_ITEM)
			continue;
		/* Elements come in the order of the page, so the last that fits is the innermost.
		 */
		uint32_t up = element->parent;
		while (up > best)
			up = page->elements[up].parent;
		if (up != best)
			continue;
		best = i;
		all = element->weight;
	}
	return best;
}

static void mark_inside(const struct html_page *page, uint32_t content, bool *inside)
{
	for (uint32_t i = 0; i < page->element_count; i++)
		inside[i] = i == content || (i > 0 && inside[page->elements[i].parent]);
}

/* A heading over links that lead elsewhere ends the content: 相关链接, 上一篇. */
static bool opens_links(struct slice text)
{
	static const char *const words[] = {
		"相关链接", "相关阅读", "相关新闻", "相关文章", "相关稿件",  "相关报道", "相关信息",
		"延伸阅读", "推荐阅读", "上一篇",   "下一篇",	"分享到",    "扫一扫",	 "责任编辑",
		"打印本页", "【打印",	"Related",  "See also", "Share this"};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		struct slice word = slice_from(words[i]);
		if (text.length < word.length + 60 && slice_find(text, word, 0) != SIZE_MAX)
			return true;
	}
	return false;
}

void html_choose(struct html_page *page)
{
	bool *inside = arena_array(page->arena, bool, page->element_count);
	html_settle_tables(page);
	sum_weights(page, true);
	settle_hints(page);
	sum_weights(page, false);
	uint32_t content = find_content(page);
	mark_inside(page, content, inside);
	size_t last_prose = 0;
	for (size_t i = 0; i < page->line_count; i++) {
		struct html_line *line = &page->lines[i];
		bool body = inside[line->element] &&
			    page->elements[line->element].hint != HTML_FURNITURE &&
			    !is_foot(line_text(page, line)) &&
			    !(is_mostly_links(line) && line->kind != BLOCK_TABLE_CELL);
		if (page->elements[line->element].tag == TAG_CAPTION)
			line->furniture = FURNITURE_CAPTION;
		else if (!body)
			line->furniture = FURNITURE_NAVIGATION;
		if (body && weight_of(page, line) >= PROSE_LEAST)
			last_prose = i;
	}
	bool over = false;
	for (size_t i = last_prose + 1; i < page->line_count; i++) {
		over = over || opens_links(line_text(page, &page->lines[i]));
		if (over)
			page->lines[i].furniture = FURNITURE_NAVIGATION;
	}
}
