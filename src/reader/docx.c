/* Word documents: word/document.xml with its styles, numbering and notes (ECMA-376, part 1). */
#include "reader/docx_styles.h"
#include "reader/formats.h"
#include "reader/office.h"
#include "reader/package.h"
#include "reader/story.h"
#include "reader/xml.h"

struct docx {
	struct xml xml;
	struct story story;
	struct docx_styles styles;
	struct docx_paragraph paragraph; /* properties of the paragraph that begins */
	bool in_text;			 /* inside w:t */
	bool hidden;			 /* the run is not shown */
	size_t hidden_runs;
	bool notes_part; /* reads footnotes.xml: all of it is notes */
};

bool docx_recognise(struct slice bytes, struct slice name)
{
	(void)name;
	return package_names(bytes, SLICE("word/document.xml")) ||
	       package_names(bytes, SLICE("word/document2.xml"));
}

static bool is_on(struct slice value)
{
	return !slice_is(value, "0") && !slice_is(value, "false") && !slice_is(value, "off");
}

/* ---- properties ---- */

static uint32_t level_value(struct xml *xml, uint32_t most)
{
	return office_number(xml_attribute(xml, "val"), most, most);
}

static void property(struct docx *docx)
{
	struct xml *xml = &docx->xml;
	struct docx_paragraph *paragraph = &docx->paragraph;
	if (slice_is(xml->name, "pStyle")) {
		docx_style_apply(&docx->styles, xml_attribute(xml, "val"), paragraph);
	} else if (slice_is(xml->name, "outlineLvl")) {
		uint32_t level = level_value(xml, 9);
		if (level < 9)
			paragraph->block =
				(struct sink_block){.kind = BLOCK_HEADING, .level = level + 1};
	} else if (slice_is(xml->name, "ilvl")) {
		paragraph->level = level_value(xml, NUMBERING_LEVELS - 1);
	} else if (slice_is(xml->name, "numId")) {
		paragraph->number = level_value(xml, INT32_MAX);
		paragraph->has_numbering = true;
	}
}

/* w:pPr: what the paragraph is. Its number is counted and printed when the properties end. */
static enum status read_properties(struct docx *docx, struct error *error)
{
	struct xml *xml = &docx->xml;
	unsigned depth = xml->depth;
	enum xml_event event;
	docx->paragraph = (struct docx_paragraph){.block = {.kind = BLOCK_PARAGRAPH}};
	for (;;) {
		TRY(xml_next(xml, &event, error));
		if (event == XML_DONE || (event == XML_END && xml->depth == depth))
			break;
		if (event != XML_START)
			continue;
		if (slice_is(xml->name, "rPr") || slice_is(xml->name, "pPrChange") ||
		    slice_is(xml->name, "sectPr"))
			TRY(xml_skip(xml, error));
		else
			property(docx);
	}
	struct sink_block *block = story_block(&docx->story);
	if (block == NULL)
		return STATUS_OK;
	struct buffer label;
	buffer_init(&label);
	docx_number(&docx->styles, &docx->paragraph, &label);
	story_text(&docx->story, buffer_slice(&label));
	buffer_release(&label);
	*block = docx->paragraph.block;
	return STATUS_OK;
}

/* w:rPr: only whether the run is shown. */
static enum status read_run_properties(struct docx *docx, struct error *error)
{
	struct xml *xml = &docx->xml;
	unsigned depth = xml->depth;
	enum xml_event event;
	for (;;) {
		TRY(xml_next(xml, &event, error));
		if (event == XML_DONE || (event == XML_END && xml->depth == depth))
			return STATUS_OK;
		if (event != XML_START)
			continue;
		if (slice_is(xml->name, "vanish"))
			docx->hidden = is_on(xml_attribute(xml, "val"));
		else if (slice_is(xml->name, "rPrChange"))
			TRY(xml_skip(xml, error));
	}
}

/* w:tcPr: how many columns the cell takes. */
static enum status read_cell_properties(struct docx *docx, struct error *error)
{
	struct xml *xml = &docx->xml;
	unsigned depth = xml->depth;
	enum xml_event event;
	for (;;) {
		TRY(xml_next(xml, &event, error));
		if (event == XML_DONE || (event == XML_END && xml->depth == depth))
			return STATUS_OK;
		if (event == XML_START && slice_is(xml->name, "gridSpan")) {
			uint32_t span = level_value(xml, 255);
			if (docx->story.table_depth == 1 && span > 1)
				docx->story.next_column += span - 1;
		}
	}
}

/* ---- the stream ---- */

/* What is deleted, moved away, said twice (an older form of the same drawing), or no text. */
static bool is_passed_over(struct slice name)
{
	static const char *const names[] = {"del",   "moveFrom", "Fallback", "sdtPr",	"sectPr",
					    "tblPr", "trPr",	 "tblGrid",  "tblPrEx", "rt"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (slice_is(name, names[i]))
			return true;
	return false;
}

static bool is_divider(struct slice type)
{
	return slice_is(type, "separator") || slice_is(type, "continuationSeparator") ||
	       slice_is(type, "continuationNotice");
}

static enum status start_structure(struct docx *docx, struct error *error)
{
	struct xml *xml = &docx->xml;
	struct story *story = &docx->story;
	if (slice_is(xml->name, "tbl"))
		story_table_start(story);
	else if (slice_is(xml->name, "tr"))
		story_row_start(story);
	else if (slice_is(xml->name, "tc"))
		story_cell_start(story, 1);
	else if (slice_is(xml->name, "tcPr"))
		return read_cell_properties(docx, error);
	else if (docx->notes_part &&
		 (slice_is(xml->name, "footnote") || slice_is(xml->name, "endnote"))) {
		if (is_divider(xml_attribute(xml, "type")))
			return xml_skip(xml, error);
		story_note_start(story);
	}
	return STATUS_OK;
}

static enum status start(struct docx *docx, struct error *error)
{
	struct xml *xml = &docx->xml;
	struct story *story = &docx->story;
	struct slice name = xml->name;
	if (slice_is(name, "t")) {
		docx->in_text = !docx->hidden;
		docx->hidden_runs += docx->hidden;
	} else if (slice_is(name, "r")) {
		docx->hidden = false;
	} else if (slice_is(name, "p")) {
		story_paragraph_start(story);
	} else if (slice_is(name, "pPr")) {
		return read_properties(docx, error);
	} else if (slice_is(name, "rPr")) {
		return read_run_properties(docx, error);
	} else if (slice_is(name, "tab")) {
		story_text(story, SLICE(" "));
	} else if (slice_is(name, "br") || slice_is(name, "cr")) {
		story_break(story);
	} else if (slice_is(name, "noBreakHyphen")) {
		story_text(story, SLICE("-"));
	} else if (is_passed_over(name)) {
		return xml_skip(xml, error);
	} else {
		return start_structure(docx, error);
	}
	return STATUS_OK;
}

static enum status end(struct docx *docx, struct error *error)
{
	struct slice name = docx->xml.name;
	if (slice_is(name, "t"))
		docx->in_text = false;
	else if (slice_is(name, "r"))
		docx->hidden = false;
	else if (slice_is(name, "p"))
		return story_paragraph_end(&docx->story, error);
	else if (slice_is(name, "tr"))
		return story_row_end(&docx->story, error);
	else if (slice_is(name, "tbl"))
		return story_table_end(&docx->story, error);
	else if (docx->notes_part && (slice_is(name, "footnote") || slice_is(name, "endnote")))
		story_note_end(&docx->story);
	return STATUS_OK;
}

static enum status read_stream(struct docx *docx, struct error *error)
{
	enum xml_event event = XML_START;
	while (event != XML_DONE) {
		TRY(xml_next(&docx->xml, &event, error));
		switch (event) {
		case XML_START:
			TRY(start(docx, error));
			break;
		case XML_END:
			TRY(end(docx, error));
			break;
		case XML_TEXT:
			if (docx->in_text)
				story_text(&docx->story, docx->xml.text);
			break;
		case XML_DONE:
			break;
		}
	}
	return STATUS_OK;
}

static enum status read_part(struct docx *docx, const struct package_part *part, struct sink *sink,
			     struct error *error)
{
	enum status status = xml_open(&docx->xml, part->bytes, error);
	if (status == STATUS_OK)
		status = read_stream(docx, error);
	if (status == STATUS_OK && (docx->xml.damaged || part->cut)) {
		sink_note(sink, "%.*s is damaged and breaks off: text is missing",
			  (int)part->name.length, part->name.at);
		sink_partial(sink);
	}
	docx->in_text = docx->hidden = false;
	xml_close(&docx->xml);
	return status;
}

static struct slice bytes_of(const struct package *package, struct slice name)
{
	const struct package_part *part = package_find(package, name);
	return part == NULL ? SLICE("") : part->bytes;
}

static enum status read_notes(struct docx *docx, const struct package *package, struct sink *sink,
			      struct error *error)
{
	static const char *const names[] = {"word/footnotes.xml", "word/endnotes.xml"};
	docx->notes_part = true;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const struct package_part *part = package_find(package, slice_from(names[i]));
		if (part != NULL)
			TRY(read_part(docx, part, sink, error));
	}
	return STATUS_OK;
}

static enum status read_parts(struct docx *docx, const struct package *package,
			      const struct package_part *main_part, struct sink *sink,
			      struct error *error)
{
	TRY(docx_styles_read(&docx->styles, sink->arena,
			     bytes_of(package, SLICE("word/styles.xml")),
			     bytes_of(package, SLICE("word/numbering.xml")), error));
	TRY(read_part(docx, main_part, sink, error));
	TRY(read_notes(docx, package, sink, error));
	TRY(story_finish(&docx->story, error));
	if (docx->hidden_runs > 0)
		sink_note(sink, "%zu pieces of hidden text were passed over", docx->hidden_runs);
	return office_title(sink, bytes_of(package, SLICE("docProps/core.xml")), error);
}

enum status docx_read(struct slice bytes, const struct handler_options *options, struct sink *sink,
		      struct error *error)
{
	(void)options;
	static const char *const wanted[] = {"word/document",
					     "word/styles.xml",
					     "word/numbering.xml",
					     "word/footnotes.xml",
					     "word/endnotes.xml",
					     "docProps/core.xml",
					     NULL};
	struct package package;
	TRY(package_open(sink->arena, bytes, wanted, &package, error));
	const struct package_part *main_part = package_find(&package, SLICE("word/document.xml"));
	if (main_part == NULL)
		main_part = package_find(&package, SLICE("word/document2.xml"));
	if (main_part == NULL)
		return error_set(error, STATUS_FORMAT,
				 "has no word/document.xml: it is damaged; open it in an office "
				 "program and save it again");
	struct docx docx = {0};
	story_init(&docx.story, sink);
	enum status status = read_parts(&docx, &package, main_part, sink, error);
	docx_styles_release(&docx.styles);
	story_release(&docx.story);
	return status;
}
