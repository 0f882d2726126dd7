/* OpenDocument texts: content.xml with its automatic styles and styles.xml (OASIS, version 1.3). */
#include <stdlib.h>

#include "base/map.h"
#include "reader/formats.h"
#include "reader/odf.h"
#include "reader/odt_lists.h"
#include "reader/office.h"
#include "reader/package.h"

struct odt {
	struct xml xml;
	struct story story;
	struct odt_lists lists;
	struct map parents; /* automatic style -> index in names */
	struct slice *names;
	size_t name_count, name_capacity;
	size_t paragraphs;  /* text:p and text:h open: text counts inside them only */
	size_t index_depth; /* inside a table of contents */
};

bool odt_recognise(struct slice bytes, struct slice name)
{
	(void)name;
	return odf_is(bytes, "text");
}

/* ---- styles of paragraphs ---- */

/* An automatic style ("P3") stands for its parent ("Title"): the chain has two links at most, as
 * automatic styles have no automatic parents. */
static void keep_parent(struct odt *odt, struct arena *arena)
{
	static const char *const names[] = {"name", "parent-style-name"};
	struct slice values[2];
	xml_attributes(&odt->xml, names, values, 2);
	if (values[0].length == 0 || values[1].length == 0)
		return;
	struct slice style = arena_copy(arena, values[0]), parent = arena_copy(arena, values[1]);
	if (!map_put(&odt->parents, style, (uint32_t)odt->name_count, NULL))
		return;
	odt->names = memory_grow(odt->names, &odt->name_capacity, odt->name_count + 1,
				 sizeof *odt->names);
	odt->names[odt->name_count++] = parent;
}

static void apply_style(const struct odt *odt, struct slice style, struct sink_block *block)
{
	uint32_t index;
	if (map_find(&odt->parents, style, &index))
		style = odt->names[index];
	if (slice_is(style, "Title"))
		*block = (struct sink_block){.kind = BLOCK_FURNITURE, .furniture = FURNITURE_TITLE};
	else if (slice_starts(style, SLICE("Contents_20_")))
		*block = (struct sink_block){.kind = BLOCK_FURNITURE,
					     .furniture = FURNITURE_NAVIGATION};
	else if (slice_is(style, "Caption") || slice_is(style, "Illustration") ||
		 slice_is(style, "Table"))
		*block = (struct sink_block){.kind = BLOCK_FURNITURE,
					     .furniture = FURNITURE_CAPTION};
}

/* ---- paragraphs and headings ---- */

static void start_paragraph(struct odt *odt, bool heading)
{
	static const char *const names[] = {"style-name", "outline-level"};
	struct slice values[2];
	struct buffer label;
	xml_attributes(&odt->xml, names, values, 2);
	odt->paragraphs++;
	story_paragraph_start(&odt->story);
	struct sink_block *block = story_block(&odt->story);
	if (block == NULL)
		return;
	uint32_t level = office_number(values[1], 10, 1);
	if (odt->index_depth > 0)
		*block = (struct sink_block){.kind = BLOCK_FURNITURE,
					     .furniture = FURNITURE_NAVIGATION};
	else if (heading)
		*block = (struct sink_block){.kind = BLOCK_HEADING, .level = level};
	else
		apply_style(odt, values[0], block);
	buffer_init(&label);
	if (heading)
		odt_lists_heading(&odt->lists, level, &label);
	else if (odt_lists_item(&odt->lists, &label) && block->kind == BLOCK_PARAGRAPH)
		block->kind = BLOCK_LIST_ITEM;
	story_text(&odt->story, buffer_slice(&label));
	buffer_release(&label);
}

/* ---- tables ---- */

static void start_cell(struct odt *odt)
{
	static const char *const names[] = {"number-columns-spanned", "number-columns-repeated"};
	struct slice values[2];
	enum { COLUMNS_MOST = 16384 };
	xml_attributes(&odt->xml, names, values, 2);
	/* Covered cells follow a spanning one and take its columns. */
	story_cell_start(&odt->story, office_number(values[1], COLUMNS_MOST, 1));
	if (slice_is(odt->xml.name, "covered-table-cell") && odt->story.table_depth == 1)
		odt->story.cells--;
}

/* ---- the stream ---- */

static bool is_passed_over(struct slice name)
{
	static const char *const names[] = {"tracked-changes", "annotation",	 "annotation-end",
					    "forms",	       "variable-decls", "sequence-decls",
					    "ruby-text",       "note-citation",	 "desc",
					    "title",	       "master-styles",	 "event-listeners"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (slice_is(name, names[i]))
			return true;
	return false;
}

static bool is_index(struct slice name)
{
	return slice_is(name, "table-of-content") || slice_is(name, "illustration-index") ||
	       slice_is(name, "table-index") || slice_is(name, "alphabetical-index");
}

static void start_structure(struct odt *odt, struct arena *arena)
{
	struct xml *xml = &odt->xml;
	if (slice_is(xml->name, "table"))
		story_table_start(&odt->story);
	else if (slice_is(xml->name, "table-row"))
		story_row_start(&odt->story);
	else if (slice_is(xml->name, "table-cell") || slice_is(xml->name, "covered-table-cell"))
		start_cell(odt);
	else if (slice_is(xml->name, "note"))
		story_note_start(&odt->story);
	else if (slice_is(xml->name, "style"))
		keep_parent(odt, arena);
	else if (is_index(xml->name))
		odt->index_depth++;
	else
		odt_lists_start(&odt->lists, xml, arena);
}

static enum status start(struct odt *odt, struct arena *arena, struct error *error)
{
	struct xml *xml = &odt->xml;
	if (is_passed_over(xml->name))
		return xml_skip(xml, error);
	if (slice_is(xml->name, "p") || slice_is(xml->name, "h"))
		start_paragraph(odt, slice_is(xml->name, "h"));
	else if (odt->paragraphs == 0 || !odf_character(xml, &odt->story))
		start_structure(odt, arena);
	return STATUS_OK;
}

static enum status end(struct odt *odt, struct error *error)
{
	struct slice name = odt->xml.name;
	if (slice_is(name, "p") || slice_is(name, "h")) {
		odt->paragraphs -= odt->paragraphs > 0;
		return story_paragraph_end(&odt->story, error);
	}
	if (slice_is(name, "table-row"))
		return story_row_end(&odt->story, error);
	if (slice_is(name, "table"))
		return story_table_end(&odt->story, error);
	if (slice_is(name, "note"))
		story_note_end(&odt->story);
	else if (is_index(name))
		odt->index_depth -= odt->index_depth > 0;
	else
		odt_lists_end(&odt->lists, name);
	return STATUS_OK;
}

static enum status read_stream(struct odt *odt, struct arena *arena, struct error *error)
{
	enum xml_event event = XML_START;
	while (event != XML_DONE) {
		TRY(xml_next(&odt->xml, &event, error));
		switch (event) {
		case XML_START:
			TRY(start(odt, arena, error));
			break;
		case XML_END:
			TRY(end(odt, error));
			break;
		case XML_TEXT:
			if (odt->paragraphs > 0)
				story_text(&odt->story, odt->xml.text);
			break;
		case XML_DONE:
			break;
		}
	}
	return STATUS_OK;
}

static enum status read_part(struct odt *odt, const struct package_part *part, struct sink *sink,
			     struct error *error)
{
	if (part == NULL)
		return STATUS_OK;
	enum status status = xml_open(&odt->xml, part->bytes, error);
	if (status == STATUS_OK)
		status = read_stream(odt, sink->arena, error);
	if (status == STATUS_OK && (odt->xml.damaged || part->cut)) {
		sink_note(sink, "%.*s is damaged and breaks off: text is missing",
			  (int)part->name.length, part->name.at);
		sink_partial(sink);
	}
	xml_close(&odt->xml);
	return status;
}

enum status odt_read(struct slice bytes, const struct handler_options *options, struct sink *sink,
		     struct error *error)
{
	(void)options;
	static const char *const wanted[] = {"content.xml", "styles.xml", "meta.xml", NULL};
	struct package package;
	TRY(package_open(sink->arena, bytes, wanted, &package, error));
	const struct package_part *content = package_find(&package, SLICE("content.xml"));
	const struct package_part *meta = package_find(&package, SLICE("meta.xml"));
	if (content == NULL)
		return error_set(error, STATUS_FORMAT,
				 "has no content.xml: it is damaged; open it in an office program "
				 "and save it again");
	struct odt odt = {0};
	story_init(&odt.story, sink);
	map_init(&odt.parents);
	odt_lists_init(&odt.lists);
	enum status status =
		read_part(&odt, package_find(&package, SLICE("styles.xml")), sink, error);
	if (status == STATUS_OK)
		status = read_part(&odt, content, sink, error);
	if (status == STATUS_OK)
		status = story_finish(&odt.story, error);
	if (status == STATUS_OK)
		status = office_title(sink, meta == NULL ? SLICE("") : meta->bytes, error);
	odt_lists_release(&odt.lists);
	map_release(&odt.parents);
	free(odt.names);
	story_release(&odt.story);
	return status;
}
