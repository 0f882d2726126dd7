#include <string.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "reader/formats.h"
#include "reader/html_page.h"
#include "text/date.h"
#include "text/decode.h"

/* ---- which bytes are a page ---- */

static bool begins(struct slice text, const char *start)
{
	struct slice wanted = slice_from(start);
	return text.length >= wanted.length &&
	       slice_equal_ignoring_case((struct slice){text.at, wanted.length}, wanted);
}

bool html_recognise(struct slice bytes, struct slice name)
{
	struct slice head = {bytes.at, bytes.length < 1024 ? bytes.length : 1024};
	(void)name;
	if (slice_starts(head, SLICE("\xEF\xBB\xBF")))
		head = (struct slice){head.at + 3, head.length - 3};
	head = slice_trim(head);
	return begins(head, "<!doctype html") || begins(head, "<html") ||
	       (begins(head, "<?xml") && slice_find(head, SLICE("<html"), 0) != SIZE_MAX);
}

/* ---- bytes to text ---- */

/* The encoding that the page names in its first 4 KB: <meta charset="gb2312">, or in a content
 * attribute; empty if none. */
static struct slice named_encoding(struct slice bytes)
{
	enum { LOOKED_AT = 4096 };
	struct slice head = {bytes.at, bytes.length < LOOKED_AT ? bytes.length : LOOKED_AT};
	size_t at = slice_find(head, SLICE("charset="), 0);
	if (at == SIZE_MAX)
		return SLICE("");
	at += 8;
	while (at < head.length &&
	       (head.at[at] == '"' || head.at[at] == '\'' || head.at[at] == ' '))
		at++;
	size_t end = at;
	while (end < head.length && end - at < 40 &&
	       ((head.at[end] | 0x20) >= 'a' || (head.at[end] >= '0' && head.at[end] <= '9') ||
		head.at[end] == '-' || head.at[end] == '_') &&
	       (unsigned char)head.at[end] < 0x7F)
		end++;
	return (struct slice){head.at + at, end - at};
}

/* Whether the text can be what somebody calls it: hardly any holes. */
static bool decode_as(struct sink *sink, struct slice bytes, struct slice name,
		      struct decoded *decoded)
{
	struct error ignored;
	return name.length > 0 &&
	       text_decode(sink->arena, bytes, name, decoded, &ignored) == STATUS_OK &&
	       decoded->replaced <= decoded->text.length / 1000;
}

/* Valid UTF-8 with letters beyond ASCII is never there by chance, so it goes before what the page
 * says of itself, which goes before what the server says of all its pages, and that before a
 * guess. */
static enum status decode(struct sink *sink, struct slice bytes,
			  const struct handler_options *options, struct decoded *decoded,
			  struct error *error)
{
	const char *how = "option";
	bool utf8 = utf8_find_invalid(bytes) == SIZE_MAX;
	if (options->encoding.length > 0) {
		TRY(text_decode(sink->arena, bytes, options->encoding, decoded, error));
	} else if (!utf8 && decode_as(sink, bytes, named_encoding(bytes), decoded)) {
		how = "meta charset";
	} else if (!utf8 && decode_as(sink, bytes, options->charset, decoded)) {
		how = "the server's charset";
	} else {
		how = "bytes";
		TRY(text_decode(sink->arena, bytes, SLICE(""), decoded, error));
	}
	sink_encoding(
		sink, decoded->encoding,
		slice_from(arena_printf(sink->arena, "%.*s (%s)", (int)decoded->encoding.length,
					decoded->encoding.at, how)));
	if (decoded->replaced > 0)
		sink_note(sink,
			  "%zu characters could not be read as %.*s and became U+FFFD: name the "
			  "encoding with --encoding",
			  decoded->replaced, (int)decoded->encoding.length, decoded->encoding.at);
	return STATUS_OK;
}

/* ---- what the page says of itself ---- */

/* meta names of Chinese government sites (their standard GB/T 2022 and older ones), then of others;
 * the first that is there counts. */
static const struct {
	const char *name;
	enum sink_field field;
	const char *rule;
} meta_fields[] = {
	{"ArticleTitle", SINK_TITLE, "meta ArticleTitle"},
	{"og:title", SINK_TITLE, "meta og:title"},
	{"dc.title", SINK_TITLE, "meta dc.title"},
	{"PubDate", SINK_DATE, "meta PubDate"},
	{"publishdate", SINK_DATE, "meta publishdate"},
	{"article:published_time", SINK_DATE, "meta article:published_time"},
	{"dc.date", SINK_DATE, "meta dc.date"},
	{"ContentSource", SINK_SOURCE, "meta ContentSource"},
	{"og:site_name", SINK_SOURCE, "meta og:site_name"},
};

static void put(struct sink *sink, enum sink_field field, struct slice value, const char *rule)
{
	struct slice iso;
	struct span where;
	if (field != SINK_DATE)
		sink_metadata(sink, field, value, rule);
	else if (date_find(sink->arena, value, &iso, &where))
		sink_metadata(sink, field, iso, rule);
}

static void take_metas(struct sink *sink, const struct html_page *page)
{
	for (size_t k = 0; k < sizeof meta_fields / sizeof *meta_fields; k++)
		for (size_t i = 0; i < page->meta_count; i++)
			if (slice_equal_ignoring_case(page->metas[i].name,
						      slice_from(meta_fields[k].name)))
				put(sink, meta_fields[k].field, page->metas[i].value,
				    meta_fields[k].rule);
	sink_metadata(sink, SINK_LANGUAGE, page->language, "html lang");
}

/* Labels before a value in a line: "发布时间：2026-01-27 来源：某报". */
static const struct {
	const char *word;
	enum sink_field field;
	const char *rule;
} labels[] = {
	{"发布时间", SINK_DATE, "发布时间"}, {"发布日期", SINK_DATE, "发布日期"},
	{"信息来源", SINK_SOURCE, "来源"},   {"文章来源", SINK_SOURCE, "来源"},
	{"来源", SINK_SOURCE, "来源"},	     {"Published", SINK_DATE, "Published"},
	{"Source", SINK_SOURCE, "Source"},
};

enum { LABEL_LINE_MOST = 400, LABEL_CHARACTERS_MOST = 80, LABEL_LINES = 6 };

/* From the colon behind a label to the next run of white space; empty without a colon. */
static struct slice value_behind(struct slice line, size_t at)
{
	struct slice rest = slice_trim((struct slice){line.at + at, line.length - at});
	if (slice_starts(rest, SLICE("：")))
		rest = (struct slice){rest.at + 3, rest.length - 3};
	else if (slice_starts(rest, SLICE(":")))
		rest = (struct slice){rest.at + 1, rest.length - 1};
	else
		return SLICE("");
	return slice_trim(rest);
}

static struct slice first_word(struct slice value)
{
	size_t end = 0, step = 1;
	bool latin = value.length > 0 && (unsigned char)value.at[0] < 0x80;
	for (; end < value.length; end += step) {
		uint32_t c = utf8_read(value, end, &step);
		if ((is_space(c) && !latin) || c == '|' || c == 0x3011 || c == ']' || c == 0xFF09)
			break;
	}
	return (struct slice){value.at, end};
}

/* True when the line is one that says when and from where. */
static bool take_labels(struct sink *sink, struct slice line)
{
	bool any = false;
	if (line.length > LABEL_LINE_MOST)
		return false;
	for (size_t k = 0; k < sizeof labels / sizeof *labels; k++) {
		struct slice word = slice_from(labels[k].word);
		size_t at = slice_find(line, word, 0);
		struct slice value =
			at == SIZE_MAX ? SLICE("") : value_behind(line, at + word.length);
		if (value.length == 0)
			continue;
		any = true;
		put(sink, labels[k].field,
		    labels[k].field == SINK_SOURCE ? first_word(value) : value, labels[k].rule);
	}
	if (any)
		put(sink, SINK_DATE, line, "date beside the source");
	return any;
}

/* "2026年政府工作报告_某省人民政府" without the site. */
static struct slice without_site(struct slice title)
{
	static const char *const joints[] = {"_", "|", " - ", "-", "–", "—"};
	for (size_t i = 0; i < sizeof joints / sizeof *joints; i++) {
		size_t at = slice_find(title, slice_from(joints[i]), 0);
		if (at != SIZE_MAX && at >= 12)
			return slice_trim((struct slice){title.at, at});
	}
	return title;
}

static struct slice text_of(const struct html_page *page, const struct html_line *line)
{
	return (struct slice){page->text.at + line->start, line->end - line->start};
}

static void take_title(struct sink *sink, const struct html_page *page)
{
	struct slice title = without_site(slice_trim(buffer_slice(&page->title)));
	for (size_t i = 0; i < page->line_count; i++) {
		const struct html_line *line = &page->lines[i];
		bool first = line->kind == BLOCK_HEADING && line->level == 1;
		if (first && line->characters >= 4)
			sink_metadata(sink, SINK_TITLE, text_of(page, line), "h1");
	}
	sink_metadata(sink, SINK_TITLE, title, "title element");
}

/* ---- lines to blocks ---- */

static enum status put_line(struct sink *sink, const struct html_page *page,
			    const struct html_line *line, enum furniture_kind furniture,
			    struct error *error)
{
	struct sink_block block = {.kind = (enum block_kind)line->kind,
				   .level = line->level,
				   .same_row = line->same_row};
	if (furniture != FURNITURE_NONE) {
		block.kind = BLOCK_FURNITURE;
		block.furniture = furniture;
	}
	return sink_block(sink, block, text_of(page, line), error);
}

/* The title again, and the lines that say when and from where: among the furniture, and where the
 * content itself begins with them. body: number of body lines before this one. */
static enum furniture_kind furniture_of(struct sink *sink, const struct html_page *page,
					const struct html_line *line, size_t body)
{
	struct slice text = text_of(page, line);
	struct slice title = sink->reading.document.metadata.title;
	enum furniture_kind furniture = (enum furniture_kind)line->furniture;
	if (title.length > 0 && slice_equal(text, title))
		return FURNITURE_TITLE;
	bool may_tell = furniture == FURNITURE_NAVIGATION || furniture == FURNITURE_SOURCE_DATE ||
			(furniture == FURNITURE_NONE && body < LABEL_LINES &&
			 line->characters <= LABEL_CHARACTERS_MOST);
	return may_tell && take_labels(sink, text) ? FURNITURE_SOURCE_DATE : furniture;
}

static void judge(struct html_page *page, struct slice text, struct sink *sink)
{
	html_parse(page, text);
	if (page->too_deep) {
		html_strip(page, text);
		sink_note(sink,
			  "elements nest more than %d deep (HTML_DEPTH): only the tags were "
			  "taken off, navigation is not told from text",
			  LIMIT_HTML_DEPTH);
		return;
	}
	html_choose(page);
}

static enum status read_page(struct sink *sink, struct html_page *page, struct slice text,
			     struct error *error)
{
	judge(page, text, sink);
	take_metas(sink, page);
	take_title(sink, page);
	for (size_t i = 0, body = 0; i < page->line_count; i++) {
		enum furniture_kind furniture = furniture_of(sink, page, &page->lines[i], body);
		body += furniture == FURNITURE_NONE;
		TRY(put_line(sink, page, &page->lines[i], furniture, error));
	}
	return STATUS_OK;
}

enum status html_read(struct slice bytes, const struct handler_options *options, struct sink *sink,
		      struct error *error)
{
	struct decoded decoded;
	struct html_page page;
	TRY(decode(sink, bytes, options, &decoded, error));
	/* The parser wants a NUL at the end. */
	struct slice text = arena_copy(sink->arena, decoded.text);
	html_page_init(&page, sink->arena);
	enum status status = read_page(sink, &page, text, error);
	html_page_release(&page);
	return status;
}
