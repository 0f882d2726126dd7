/* Markdown with tables (CommonMark and GitHub's tables, through libcmark-gfm). */
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "reader/formats.h"
#include "reader/join.h"
#include "text/decode.h"

struct markdown {
	struct sink *sink;
	struct buffer text;
	unsigned column; /* of the table cell at hand */
	size_t items;	 /* list items open */
	bool row_begun;
	bool titled; /* the one heading of level 1 at the top is the title */
};

bool markdown_recognise(struct slice bytes, struct slice name)
{
	static const char *const ends[] = {".md", ".markdown", ".mdown", ".MD"};
	(void)bytes;
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (slice_ends(name, slice_from(ends[i])))
			return true;
	return false;
}

/* ---- front matter ---- */

static struct slice unquoted(struct slice value)
{
	value = slice_trim(value);
	if (value.length >= 2 && (value.at[0] == '"' || value.at[0] == '\'') &&
	    value.at[value.length - 1] == value.at[0])
		return (struct slice){value.at + 1, value.length - 2};
	return value;
}

static void take_field(struct sink *sink, struct slice line)
{
	struct slice key;
	if (!slice_cut(&line, ':', &key) || line.at == NULL)
		return;
	if (slice_equal_ignoring_case(key, SLICE("title")))
		sink_metadata(sink, SINK_TITLE, unquoted(line), "front matter");
	else if (slice_equal_ignoring_case(key, SLICE("date")))
		sink_metadata(sink, SINK_DATE, unquoted(line), "front matter");
	else if (slice_equal_ignoring_case(key, SLICE("lang")))
		sink_metadata(sink, SINK_LANGUAGE, unquoted(line), "front matter");
	else if (slice_equal_ignoring_case(key, SLICE("source")) ||
		 slice_equal_ignoring_case(key, SLICE("url")))
		sink_metadata(sink, SINK_SOURCE, unquoted(line), "front matter");
}

/* Lines between --- and --- at the very top: "title: ..." and others. */
static struct slice pass_front_matter(struct sink *sink, struct slice text)
{
	enum { LINES_MOST = 200 };
	struct slice rest = text, line;
	if (!slice_cut(&rest, '\n', &line) || !slice_is(slice_trim(line), "---"))
		return text;
	struct slice fields = rest;
	for (int i = 0; i < LINES_MOST && slice_cut(&rest, '\n', &line); i++) {
		if (!slice_is(slice_trim(line), "---"))
			continue;
		while (fields.at < line.at) {
			struct slice field;
			if (!slice_cut(&fields, '\n', &field) || field.at >= line.at)
				break;
			take_field(sink, field);
		}
		return rest.at == NULL ? SLICE("") : rest;
	}
	return text;
}

/* ---- nodes ---- */

static struct sink_block block_of(const struct markdown *markdown, cmark_node *node)
{
	struct sink_block block = {.kind = BLOCK_PARAGRAPH};
	if (cmark_node_get_type(node) == CMARK_NODE_HEADING) {
		block.kind = BLOCK_HEADING;
		block.level = (unsigned)cmark_node_get_heading_level(node);
		if (markdown->titled && block.level == 1)
			block = (struct sink_block){.kind = BLOCK_FURNITURE,
						    .furniture = FURNITURE_TITLE};
		else if (markdown->titled)
			block.level--;
	} else if (markdown->items > 0) {
		block.kind = BLOCK_LIST_ITEM;
	}
	return block;
}

/* Soft breaks are margins, hard ones (kept as \v) end a block. */
static enum status put_text(struct markdown *markdown, struct sink_block block, struct error *error)
{
	struct slice text = buffer_slice(&markdown->text), part, line;
	struct buffer joined;
	enum status status = STATUS_OK;
	buffer_init(&joined);
	while (status == STATUS_OK && slice_cut(&text, '\v', &part)) {
		buffer_clear(&joined);
		while (slice_cut(&part, '\n', &line))
			join_append(&joined, 0, slice_trim(line));
		status = sink_block(markdown->sink, block, buffer_slice(&joined), error);
	}
	buffer_release(&joined);
	buffer_clear(&markdown->text);
	return status;
}

static bool node_is(cmark_node *node, const char *type)
{
	return strcmp(cmark_node_get_type_string(node), type) == 0;
}

static enum status put_code(struct markdown *markdown, cmark_node *node, struct error *error)
{
	struct slice code = slice_from(cmark_node_get_literal(node)), line;
	while (slice_cut(&code, '\n', &line))
		TRY(sink_block(markdown->sink, (struct sink_block){.kind = BLOCK_PARAGRAPH}, line,
			       error));
	return STATUS_OK;
}

static enum status enter(struct markdown *markdown, cmark_node *node, struct error *error)
{
	struct buffer *text = &markdown->text;
	cmark_node_type type = cmark_node_get_type(node);
	if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE)
		buffer_append(text, slice_from(cmark_node_get_literal(node)));
	else if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK)
		buffer_append_byte(text, type == CMARK_NODE_SOFTBREAK ? '\n' : '\v');
	else if (type == CMARK_NODE_CODE_BLOCK)
		return put_code(markdown, node, error);
	else if (type == CMARK_NODE_ITEM)
		markdown->items++;
	else if (node_is(node, "table_row") || node_is(node, "table_header"))
		markdown->column = 0;
	else if (node_is(node, "table_cell"))
		markdown->column++;
	return STATUS_OK;
}

static enum status leave(struct markdown *markdown, cmark_node *node, struct error *error)
{
	cmark_node_type type = cmark_node_get_type(node);
	if (type == CMARK_NODE_ITEM) {
		markdown->items -= markdown->items > 0;
	} else if (type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_HEADING) {
		struct sink_block block = block_of(markdown, node);
		if (block.kind == BLOCK_FURNITURE)
			sink_metadata(markdown->sink, SINK_TITLE, buffer_slice(&markdown->text),
				      "heading");
		return put_text(markdown, block, error);
	} else if (node_is(node, "table_cell")) {
		struct sink_block block = {.kind = BLOCK_TABLE_CELL,
					   .level = markdown->column,
					   .same_row = markdown->row_begun};
		size_t before = markdown->sink->reading.document.block_count;
		TRY(put_text(markdown, block, error));
		if (markdown->sink->reading.document.block_count > before)
			markdown->row_begun = true;
	} else if (node_is(node, "table_row") || node_is(node, "table_header")) {
		markdown->row_begun = false;
	}
	return STATUS_OK;
}

static enum status walk(struct markdown *markdown, cmark_node *root, struct error *error)
{
	cmark_iter *iter = cmark_iter_new(root);
	cmark_event_type event;
	enum status status = STATUS_OK;
	while (status == STATUS_OK && (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
		cmark_node *node = cmark_iter_get_node(iter);
		status = event == CMARK_EVENT_ENTER ? enter(markdown, node, error)
						    : leave(markdown, node, error);
	}
	cmark_iter_free(iter);
	return status;
}

/* One heading of level 1, before anything else. */
static bool has_title(cmark_node *root)
{
	cmark_node *node = cmark_node_first_child(root);
	if (node == NULL || cmark_node_get_type(node) != CMARK_NODE_HEADING ||
	    cmark_node_get_heading_level(node) != 1)
		return false;
	while ((node = cmark_node_next(node)) != NULL)
		if (cmark_node_get_type(node) == CMARK_NODE_HEADING &&
		    cmark_node_get_heading_level(node) == 1)
			return false;
	return true;
}

/* Rows are filled up to the width of their table, so a wide header over many short rows would be
 * far more cells than bytes: such a text is read without tables. */
static bool has_sane_tables(struct slice text)
{
	enum { CELLS_MOST = 1000000 };
	size_t lines = 1, widest = 0, bars = 0;
	for (size_t i = 0; i < text.length; i++) {
		bars += text.at[i] == '|';
		widest = bars > widest ? bars : widest;
		if (text.at[i] != '\n')
			continue;
		lines++;
		bars = 0;
	}
	return widest == 0 || lines <= CELLS_MOST / widest;
}

static cmark_node *parse(struct slice text)
{
	cmark_gfm_core_extensions_ensure_registered();
	cmark_parser *parser = cmark_parser_new(CMARK_OPT_DEFAULT);
	cmark_syntax_extension *tables = cmark_find_syntax_extension("table");
	if (tables != NULL && has_sane_tables(text))
		cmark_parser_attach_syntax_extension(parser, tables);
	cmark_parser_feed(parser, text.at, text.length);
	cmark_node *root = cmark_parser_finish(parser);
	cmark_parser_free(parser);
	return root;
}

void markdown_prepare(void)
{
	cmark_gfm_core_extensions_ensure_registered();
}

enum status markdown_read(struct slice bytes, const struct handler_options *options,
			  struct sink *sink, struct error *error)
{
	struct decoded decoded;
	TRY(text_decode(sink->arena, bytes, options->encoding, &decoded, error));
	sink_encoding(sink, decoded.encoding, decoded.how);
	struct slice text = pass_front_matter(sink, decoded.text);
	if (text.length > LIMIT_MARKDOWN_BYTES)
		return error_set(error, STATUS_LIMIT,
				 "has more than %d bytes of Markdown (MARKDOWN_BYTES): rename it "
				 "to .txt to have it read as plain text",
				 LIMIT_MARKDOWN_BYTES);
	struct markdown markdown = {.sink = sink};
	buffer_init(&markdown.text);
	cmark_node *root = parse(text);
	markdown.titled = has_title(root);
	enum status status = walk(&markdown, root, error);
	cmark_node_free(root);
	buffer_release(&markdown.text);
	return status;
}
