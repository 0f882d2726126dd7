/* OpenDocument spreadsheets: content.xml (OASIS, version 1.3). */
#include <stdlib.h>

#include "reader/formats.h"
#include "reader/odf.h"
#include "reader/office.h"
#include "reader/package.h"
#include "reader/sheet.h"
#include "reader/xml.h"

enum { COLUMNS_MOST = 16384, ROWS_MOST = 1048576 };

/* A cell of the row at hand: rows can be repeated, so they are put when they end. */
struct ods_cell {
	uint32_t column, repeated;
	size_t start, end; /* in row */
};

struct ods {
	struct xml xml;
	struct sheet_writer writer;
	struct buffer row;
	struct ods_cell *cells;
	size_t cell_count, cell_capacity;
	uint32_t column, repeated, row_repeated;
	struct slice date; /* of a cell whose value is one */
	char date_room[32];
	size_t depth; /* tables open: one inside a cell is not read */
	size_t paragraphs;
	bool in_cell;
};

bool ods_recognise(struct slice bytes, struct slice name)
{
	(void)name;
	return odf_is(bytes, "spreadsheet");
}

static void start_cell(struct ods *ods)
{
	static const char *const names[] = {"number-columns-repeated", "value-type", "date-value"};
	struct slice values[3];
	xml_attributes(&ods->xml, names, values, 3);
	ods->repeated = office_number(values[0], COLUMNS_MOST, 1);
	ods->date = SLICE("");
	if (slice_is(values[1], "date") && values[2].length >= 10) {
		for (size_t i = 0; i < 10; i++)
			ods->date_room[i] = values[2].at[i];
		ods->date = (struct slice){ods->date_room, 10};
	}
	ods->cells = memory_grow(ods->cells, &ods->cell_capacity, ods->cell_count + 1,
				 sizeof *ods->cells);
	ods->cells[ods->cell_count++] =
		(struct ods_cell){ods->column, ods->repeated, ods->row.length, ods->row.length};
	ods->in_cell = true;
}

static void end_cell(struct ods *ods)
{
	if (!ods->in_cell)
		return;
	ods->in_cell = false;
	struct ods_cell *cell = &ods->cells[ods->cell_count - 1];
	if (ods->date.length > 0) {
		ods->row.length = cell->start;
		buffer_append(&ods->row, ods->date);
	}
	cell->end = ods->row.length;
	struct slice text = {ods->row.at + cell->start, cell->end - cell->start};
	if (slice_trim(text).length == 0 || ods->column > COLUMNS_MOST)
		ods->cell_count--;
	if (ods->column <= COLUMNS_MOST)
		ods->column += ods->repeated;
}

/* Also ends a cell that a damaged file left open: its text is no longer in the row. */
static void start_row(struct ods *ods)
{
	ods->in_cell = false;
	ods->column = 1;
	ods->cell_count = 0;
	buffer_clear(&ods->row);
}

static enum status put_row(struct ods *ods, struct error *error)
{
	for (uint32_t i = 0; i < ods->row_repeated && ods->cell_count > 0; i++) {
		for (size_t c = 0; c < ods->cell_count; c++) {
			const struct ods_cell *cell = &ods->cells[c];
			struct slice text = {ods->row.at + cell->start, cell->end - cell->start};
			for (uint32_t r = 0; r < cell->repeated; r++)
				TRY(sheet_cell(&ods->writer, cell->column + r, text, error));
		}
		sheet_row_end(&ods->writer);
	}
	start_row(ods);
	return STATUS_OK;
}

static void row_text(struct ods *ods, struct slice text)
{
	if (ods->in_cell && ods->paragraphs > 0 && ods->depth == 1)
		buffer_append(&ods->row, text);
}

static void start_structure(struct ods *ods)
{
	struct xml *xml = &ods->xml;
	bool outer = ods->depth == 1;
	if (slice_is(xml->name, "table")) {
		if (ods->depth++ == 0)
			sheet_start(&ods->writer, xml_attribute(xml, "name"));
	} else if (outer && slice_is(xml->name, "table-row")) {
		ods->row_repeated =
			office_number(xml_attribute(xml, "number-rows-repeated"), ROWS_MOST, 1);
		start_row(ods);
	} else if (outer && !ods->in_cell &&
		   (slice_is(xml->name, "table-cell") ||
		    slice_is(xml->name, "covered-table-cell"))) {
		start_cell(ods);
	} else if (slice_is(xml->name, "p")) {
		if (ods->in_cell && ods->row.length > ods->cells[ods->cell_count - 1].start)
			buffer_append_byte(&ods->row, '\n');
		ods->paragraphs++;
	} else if (slice_is(xml->name, "s") || slice_is(xml->name, "tab")) {
		row_text(ods, SLICE(" "));
	} else if (slice_is(xml->name, "line-break")) {
		row_text(ods, SLICE("\n"));
	}
}

static bool is_passed_over(struct slice name)
{
	return slice_is(name, "annotation") || slice_is(name, "tracked-changes") ||
	       slice_is(name, "shapes") || slice_is(name, "ruby-text") ||
	       slice_is(name, "automatic-styles") || slice_is(name, "forms");
}

static enum status end(struct ods *ods, struct error *error)
{
	struct slice name = ods->xml.name;
	bool outer = ods->depth == 1;
	if (outer && (slice_is(name, "table-cell") || slice_is(name, "covered-table-cell")))
		end_cell(ods);
	else if (outer && slice_is(name, "table-row"))
		return put_row(ods, error);
	else if (slice_is(name, "p"))
		ods->paragraphs -= ods->paragraphs > 0;
	else if (slice_is(name, "table") && ods->depth > 0 && --ods->depth == 0)
		return sheet_end(&ods->writer, error);
	return STATUS_OK;
}

static enum status read_stream(struct ods *ods, struct error *error)
{
	enum xml_event event = XML_START;
	while (event != XML_DONE) {
		TRY(xml_next(&ods->xml, &event, error));
		if (event == XML_START && is_passed_over(ods->xml.name))
			TRY(xml_skip(&ods->xml, error));
		else if (event == XML_START)
			start_structure(ods);
		else if (event == XML_END)
			TRY(end(ods, error));
		else if (event == XML_TEXT)
			row_text(ods, ods->xml.text);
	}
	end_cell(ods);
	TRY(put_row(ods, error));
	return ods->depth > 0 ? sheet_end(&ods->writer, error) : STATUS_OK;
}

/* Sheets are counted before they are read: one alone needs no heading. */
static size_t count_sheets(struct slice content)
{
	size_t count = 0;
	struct slice mark = SLICE("<table:table ");
	for (size_t at = slice_find(content, mark, 0); at != SIZE_MAX && count < 2;
	     at = slice_find(content, mark, at + mark.length))
		count++;
	return count;
}

static enum status read_content(struct ods *ods, const struct package_part *content,
				struct sink *sink, bool tables, struct error *error)
{
	sheet_init(&ods->writer, sink, tables, count_sheets(content->bytes));
	enum status status = xml_open(&ods->xml, content->bytes, error);
	if (status == STATUS_OK)
		status = read_stream(ods, error);
	if (status == STATUS_OK && (ods->xml.damaged || content->cut)) {
		sink_note(sink, "content.xml is damaged and breaks off: text is missing");
		sink_partial(sink);
	}
	xml_close(&ods->xml);
	sheet_release(&ods->writer);
	return status;
}

static enum status read_ods(struct slice bytes, struct sink *sink, bool tables, struct error *error)
{
	static const char *const wanted[] = {"content.xml", NULL};
	struct package package;
	TRY(package_open(sink->arena, bytes, wanted, &package, error));
	const struct package_part *content = package_find(&package, SLICE("content.xml"));
	if (content == NULL)
		return error_set(error, STATUS_FORMAT,
				 "has no content.xml: it is damaged; open it in an office program "
				 "and save it again");
	struct ods ods = {.row_repeated = 1};
	buffer_init(&ods.row);
	enum status status = read_content(&ods, content, sink, tables, error);
	free(ods.cells);
	buffer_release(&ods.row);
	return status;
}

enum status ods_read(struct slice bytes, const struct handler_options *options, struct sink *sink,
		     struct error *error)
{
	(void)options;
	return read_ods(bytes, sink, false, error);
}

enum status ods_rows_read(struct slice bytes, const struct handler_options *options,
			  struct sink *sink, struct error *error)
{
	(void)options;
	return read_ods(bytes, sink, true, error);
}
