#include "reader/html_page.h"

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "reader/html_tag.h"
#include "reader/join.h"

/* Where the parser stands. */
struct walk {
	struct html_page *page;
	htmlParserCtxtPtr parser;
	uint32_t open[LIMIT_HTML_DEPTH]; /* elements, by depth; inline ones too */
	uint8_t tags[LIMIT_HTML_DEPTH];
	size_t depth;
	unsigned dropped, links, pres, titles; /* open elements of these kinds */
	/* the line that is being written */
	struct html_line line;
	uint32_t last;	      /* its last code point */
	bool space, line_end; /* white space is due; it held a line end */
	unsigned column;      /* of the cell, 0 outside tables */
	bool row_begun;	      /* a cell of this row has been written */
};

/* ---- lines ---- */

static uint32_t element_of(const struct walk *walk)
{
	size_t depth = walk->depth;
	while (depth > 0 &&
	       (walk->tags[depth - 1] == TAG_INLINE || walk->tags[depth - 1] == TAG_LINK))
		depth--;
	return depth == 0 ? 0 : walk->open[depth - 1];
}

static void kind_of_line(const struct walk *walk, struct html_line *line)
{
	line->kind = BLOCK_PARAGRAPH;
	for (size_t depth = walk->depth; depth-- > 0;) {
		uint8_t tag = walk->tags[depth];
		if (tag == TAG_CELL && walk->column > 0) {
			line->kind = BLOCK_TABLE_CELL;
			line->level = (uint8_t)(walk->column < 255 ? walk->column : 255);
			return;
		}
		if (tag == TAG_HEADING && line->kind == BLOCK_PARAGRAPH) {
			line->kind = BLOCK_HEADING;
		} else if (tag == TAG_ITEM) {
			line->kind = BLOCK_LIST_ITEM;
			line->level = 0;
			return;
		} else if (tag == TAG_TABLE || tag == TAG_MAIN) {
			return;
		}
	}
}

static void line_flush(struct walk *walk)
{
	struct html_page *page = walk->page;
	struct html_line line = walk->line;
	line.end = (uint32_t)page->text.length;
	walk->space = walk->line_end = false;
	walk->last = 0;
	if (line.characters > 0) {
		uint8_t level = line.level;
		line.element = element_of(walk);
		kind_of_line(walk, &line);
		if (line.kind == BLOCK_HEADING)
			line.level = level == 0 ? 1 : level;
		if (line.kind == BLOCK_TABLE_CELL) {
			line.same_row = walk->row_begun;
			walk->row_begun = true;
		}
		page->lines = memory_grow(page->lines, &page->line_capacity, page->line_count + 1,
					  sizeof *page->lines);
		page->lines[page->line_count++] = line;
	}
	walk->line = (struct html_line){.start = (uint32_t)page->text.length};
}

static bool is_mark(uint32_t c)
{
	return c == 0x3002 || c == 0xFF0C || c == 0xFF1B || c == 0xFF01 || c == 0xFF1F ||
	       c == 0x3001 || c == ',' || c == '.' || c == ';' || c == '!' || c == '?';
}

static void add_character(struct walk *walk, uint32_t c)
{
	struct html_page *page = walk->page;
	if (c == 0x200B || c == 0xFEFF || c == 0x200C || c == 0x200D)
		return;
	if (c == '\n' && walk->pres > 0) {
		line_flush(walk);
		return;
	}
	if (is_space(c)) {
		walk->space = true;
		walk->line_end |= c == '\n' || c == '\r';
		return;
	}
	/* A browser shows a line end of the source as a space; between Chinese it never means one.
	 */
	bool joined = walk->line_end && !join_needs_space(walk->last, c);
	if (walk->space && walk->line.characters > 0 && !joined)
		buffer_append_byte(&page->text, ' ');
	walk->space = walk->line_end = false;
	buffer_append_code_point(&page->text, c);
	walk->last = c;
	walk->line.characters++;
	walk->line.linked += walk->links > 0;
	walk->line.marks += is_mark(c);
}

/* ---- events ---- */

static void on_characters(void *context, const xmlChar *bytes, int length)
{
	struct walk *walk = context;
	struct slice text = {(const char *)bytes, (size_t)length};
	size_t step;
	if (walk->page->too_deep)
		return;
	if (walk->titles > 0) {
		buffer_append(&walk->page->title, text);
		return;
	}
	if (walk->dropped > 0)
		return;
	for (size_t i = 0; i < text.length; i += step)
		add_character(walk, utf8_read(text, i, &step));
}

static struct slice attribute(const xmlChar **attributes, const char *name)
{
	for (size_t i = 0; attributes != NULL && attributes[i] != NULL; i += 2)
		if (strcmp((const char *)attributes[i], name) == 0 && attributes[i + 1] != NULL)
			return slice_from((const char *)attributes[i + 1]);
	return SLICE("");
}

static void keep_meta(struct html_page *page, const xmlChar **attributes)
{
	struct slice name = attribute(attributes, "name");
	struct slice value = attribute(attributes, "content");
	if (name.length == 0)
		name = attribute(attributes, "property");
	if (name.length == 0 || value.length == 0 || value.length > LIMIT_METADATA_BYTES ||
	    page->meta_count == 1000)
		return;
	page->metas = memory_grow(page->metas, &page->meta_capacity, page->meta_count + 1,
				  sizeof *page->metas);
	page->metas[page->meta_count++] =
		(struct html_meta){arena_copy(page->arena, name), arena_copy(page->arena, value)};
}

static bool is_hidden(const xmlChar **attributes)
{
	struct slice style = attribute(attributes, "style");
	return slice_find(style, SLICE("display:none"), 0) != SIZE_MAX ||
	       slice_find(style, SLICE("display: none"), 0) != SIZE_MAX ||
	       slice_is(attribute(attributes, "aria-hidden"), "true");
}

static uint8_t hint_of(enum html_tag tag, const xmlChar **attributes)
{
	if (tag == TAG_FURNITURE || is_hidden(attributes))
		return HTML_FURNITURE;
	unsigned by_class = html_hint_of(attribute(attributes, "class"));
	unsigned by_id = html_hint_of(attribute(attributes, "id"));
	if (by_class == HTML_CONTENT || by_id == HTML_CONTENT || tag == TAG_MAIN)
		return HTML_CONTENT;
	return (uint8_t)(by_class == HTML_PLAIN ? by_id : by_class);
}

static bool breaks_line(enum html_tag tag)
{
	return tag != TAG_INLINE && tag != TAG_LINK && tag != TAG_DROP && tag != TAG_META &&
	       tag != TAG_TITLE;
}

static void count_open(struct walk *walk, enum html_tag tag, int step)
{
	walk->dropped += (unsigned)(tag == TAG_DROP ? step : 0);
	walk->links += (unsigned)(tag == TAG_LINK ? step : 0);
	walk->pres += (unsigned)(tag == TAG_PRE ? step : 0);
	walk->titles += (unsigned)(tag == TAG_TITLE ? step : 0);
}

static unsigned span_of(const xmlChar **attributes)
{
	struct slice value = attribute(attributes, "colspan");
	unsigned span = 0;
	for (size_t i = 0; i < value.length && value.at[i] >= '0' && value.at[i] <= '9'; i++)
		span = span > 100 ? span : span * 10 + (unsigned)(value.at[i] - '0');
	return span < 1 ? 1 : span;
}

static void push(struct walk *walk, const char *name, enum html_tag tag, const xmlChar **attributes)
{
	struct html_page *page = walk->page;
	if (walk->depth == LIMIT_HTML_DEPTH) {
		page->too_deep = true;
		xmlStopParser(walk->parser);
		return;
	}
	uint32_t index = walk->depth == 0 ? 0 : walk->open[walk->depth - 1];
	if (tag != TAG_INLINE && tag != TAG_LINK) {
		page->elements = memory_grow(page->elements, &page->element_capacity,
					     page->element_count + 1, sizeof *page->elements);
		page->elements[page->element_count] = (struct html_element){
			.parent = index, .tag = (uint8_t)tag, .hint = hint_of(tag, attributes)};
		index = (uint32_t)page->element_count++;
	}
	walk->open[walk->depth] = index;
	walk->tags[walk->depth++] = (uint8_t)tag;
	if (tag == TAG_HEADING)
		walk->line.level = (uint8_t)(name[1] - '0');
	if (tag == TAG_ROW)
		walk->column = 0, walk->row_begun = false;
	if (tag == TAG_CELL)
		walk->column++;
}

static void on_start(void *context, const xmlChar *given, const xmlChar **attributes)
{
	struct walk *walk = context;
	const char *name = (const char *)given;
	enum html_tag tag = html_tag_of(name);
	if (walk->page->too_deep)
		return;
	if (tag == TAG_META)
		keep_meta(walk->page, attributes);
	if (tag == TAG_HTML && walk->page->language.length == 0)
		walk->page->language = arena_copy(walk->page->arena, attribute(attributes, "lang"));
	if (breaks_line(tag))
		line_flush(walk);
	count_open(walk, tag, 1);
	push(walk, name, tag, attributes);
	if (tag == TAG_CELL)
		walk->column += span_of(attributes) - 1;
}

static void on_end(void *context, const xmlChar *given)
{
	struct walk *walk = context;
	enum html_tag tag = html_tag_of((const char *)given);
	if (walk->page->too_deep || walk->depth == 0)
		return;
	if (breaks_line(tag))
		line_flush(walk);
	/* The parser ends what it began, in order. */
	enum html_tag open = (enum html_tag)walk->tags[--walk->depth];
	count_open(walk, open, -1);
	if (open == TAG_TABLE)
		walk->column = 0, walk->row_begun = false;
}

/* ---- the door ---- */

void html_page_init(struct html_page *page, struct arena *arena)
{
	*page = (struct html_page){.arena = arena, .language = SLICE("")};
	buffer_init(&page->text);
	buffer_init(&page->title);
}

void html_page_release(struct html_page *page)
{
	buffer_release(&page->text);
	buffer_release(&page->title);
	free(page->elements);
	free(page->lines);
	free(page->metas);
	*page = (struct html_page){0};
}

/* The root: what stands outside all elements is in it. */
static void add_root(struct html_page *page)
{
	page->elements = memory_grow(NULL, &page->element_capacity, 1, sizeof *page->elements);
	page->elements[0] = (struct html_element){.tag = TAG_BLOCK};
	page->element_count = 1;
}

void html_parse(struct html_page *page, struct slice text)
{
	xmlSAXHandler events = {.startElement = on_start,
				.endElement = on_end,
				.characters = on_characters,
				.ignorableWhitespace = on_characters};
	struct walk *walk = arena_new(page->arena, struct walk);
	walk->page = page;
	add_root(page);
	walk->parser = htmlCreateMemoryParserCtxt(text.at, (int)text.length);
	if (walk->parser == NULL)
		return;
	htmlCtxtUseOptions(walk->parser, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR |
						 HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
						 HTML_PARSE_IGNORE_ENC);
	xmlSwitchEncoding(walk->parser, XML_CHAR_ENCODING_UTF8);
	*walk->parser->sax = events;
	walk->parser->userData = walk;
	htmlParseDocument(walk->parser);
	line_flush(walk);
	htmlFreeParserCtxt(walk->parser);
}

/* ---- without a parser ---- */

static bool starts_tag(struct slice text, size_t i, const char *name)
{
	struct slice want = slice_from(name);
	return i + want.length <= text.length &&
	       slice_equal_ignoring_case((struct slice){text.at + i, want.length}, want);
}

/* Past a script, style or comment that begins at i, or i. Where its end is missing the rest goes.
 */
static size_t skip_hidden(struct slice text, size_t i)
{
	static const struct {
		const char *start, *end;
	} pairs[] = {{"<!--", "-->"}, {"<script", "</script"}, {"<style", "</style"}};
	for (size_t k = 0; k < 3; k++) {
		if (!starts_tag(text, i, pairs[k].start))
			continue;
		while (i < text.length && !starts_tag(text, i, pairs[k].end))
			i++;
		return i;
	}
	return i;
}

static size_t skip_tag(struct walk *walk, struct slice text, size_t i)
{
	size_t hidden = skip_hidden(text, i);
	char name[16];
	size_t length = 0, at = hidden + 1;
	at += at < text.length && text.at[at] == '/';
	while (at < text.length && length < sizeof name - 1) {
		char c = text.at[at++];
		c = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
		if ((c < 'a' || c > 'z') && (c < '0' || c > '9'))
			break;
		name[length++] = c;
	}
	name[length] = '\0';
	if (breaks_line(html_tag_of(name)))
		line_flush(walk);
	const char *end =
		hidden < text.length ? memchr(text.at + hidden, '>', text.length - hidden) : NULL;
	return end == NULL ? text.length : (size_t)(end - text.at) + 1;
}

/* The number or name behind &; only the few that stand in Chinese and English text. */
static size_t read_entity(struct slice text, size_t i, uint32_t *c)
{
	static const struct {
		const char *name;
		uint32_t c;
	} names[] = {{"&nbsp;", ' '}, {"&lt;", '<'},   {"&gt;", '>'},
		     {"&amp;", '&'},  {"&quot;", '"'}, {"&emsp;", ' '}};
	for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
		*c = names[k].c;
		if (starts_tag(text, i, names[k].name))
			return strlen(names[k].name);
	}
	*c = '&';
	return 1;
}

void html_strip(struct html_page *page, struct slice text)
{
	struct walk *walk = arena_new(page->arena, struct walk);
	struct arena *arena = page->arena;
	html_page_release(page);
	html_page_init(page, arena);
	add_root(page);
	walk->page = page;
	for (size_t i = 0, step; i < text.length; i += step) {
		uint32_t c = utf8_read(text, i, &step);
		if (c == '<' && i + 1 < text.length &&
		    (text.at[i + 1] == '/' || text.at[i + 1] == '!' ||
		     ((text.at[i + 1] | 0x20) >= 'a' && (text.at[i + 1] | 0x20) <= 'z'))) {
			step = skip_tag(walk, text, i) - i;
			continue;
		}
		if (c == '&')
			step = read_entity(text, i, &c);
		add_character(walk, c);
	}
	line_flush(walk);
}
