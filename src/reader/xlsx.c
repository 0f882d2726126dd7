/* Excel workbooks: sheets, shared strings, number formats (ECMA-376, part 1, 18). */
#include "reader/xlsx.h"

#include <stdio.h>

#include "base/number.h"
#include "reader/formats.h"
#include "reader/office.h"
#include "reader/sheet.h"
#include "reader/xml.h"

struct xlsx {
	struct xml xml;
	struct xlsx_book book;
	struct sheet_writer writer;
	uint32_t column; /* of the cell at hand */
	char type[12];
	size_t style;
	bool in_value, in_text;
	struct buffer value, text; /* v; the t elements of an inline string */
};

bool xlsx_recognise(struct slice bytes, struct slice name)
{
	(void)name;
	return package_names(bytes, SLICE("xl/workbook.xml")) ||
	       package_names(bytes, SLICE("xl/workbook.bin"));
}

/* "BC7" is column 55; 0 when it is no reference. */
static uint32_t column_of(struct slice reference)
{
	enum { LETTERS_MOST = 3 };
	uint32_t column = 0;
	for (size_t i = 0; i < reference.length && i <= LETTERS_MOST; i++) {
		char c = reference.at[i];
		if (c < 'A' || c > 'Z')
			return column;
		column = column * 26 + (uint32_t)(c - 'A') + 1;
	}
	return 0;
}

static void start_cell(struct xlsx *xlsx)
{
	static const char *const names[] = {"r", "s", "t"};
	struct slice values[3];
	xml_attributes(&xlsx->xml, names, values, 3);
	uint32_t column = column_of(values[0]);
	xlsx->column = column > 0 ? column : xlsx->column + 1;
	xlsx->style = office_number(values[1], 65535, 65536);
	snprintf(xlsx->type, sizeof xlsx->type, "%.*s",
		 (int)(values[2].length < 11 ? values[2].length : 11), values[2].at);
	buffer_clear(&xlsx->value);
	buffer_clear(&xlsx->text);
}

static bool type_is(const struct xlsx *xlsx, const char *type)
{
	return slice_is(slice_from(xlsx->type), type);
}

static enum status end_cell(struct xlsx *xlsx, struct error *error)
{
	struct slice value = buffer_slice(&xlsx->value), text = value;
	int64_t index;
	if (type_is(xlsx, "s")) {
		text = number_read_integer(value, &index) && index >= 0
			       ? xlsx_string(&xlsx->book, (size_t)index)
			       : SLICE("");
	} else if (type_is(xlsx, "inlineStr")) {
		text = buffer_slice(&xlsx->text);
	} else if (type_is(xlsx, "b")) {
		text = slice_is(value, "1") ? SLICE("TRUE") : SLICE("FALSE");
	} else if (type_is(xlsx, "e")) {
		return STATUS_OK; /* #N/A says nothing */
	} else if (!type_is(xlsx, "str") && !type_is(xlsx, "d") && value.length > 0) {
		buffer_clear(&xlsx->text);
		xlsx_number(&xlsx->book, value, xlsx->style, &xlsx->text);
		text = buffer_slice(&xlsx->text);
	}
	return sheet_cell(&xlsx->writer, xlsx->column, text, error);
}

static enum status start(struct xlsx *xlsx, struct error *error)
{
	struct slice name = xlsx->xml.name;
	if (slice_is(name, "c"))
		start_cell(xlsx);
	else if (slice_is(name, "v"))
		xlsx->in_value = true;
	else if (slice_is(name, "t"))
		xlsx->in_text = true;
	else if (slice_is(name, "row"))
		xlsx->column = 0;
	else if (slice_is(name, "rPh") || slice_is(name, "f") || slice_is(name, "extLst"))
		return xml_skip(&xlsx->xml, error);
	return STATUS_OK;
}

static enum status end(struct xlsx *xlsx, struct error *error)
{
	struct slice name = xlsx->xml.name;
	if (slice_is(name, "c"))
		return end_cell(xlsx, error);
	if (slice_is(name, "row"))
		sheet_row_end(&xlsx->writer);
	else if (slice_is(name, "v"))
		xlsx->in_value = false;
	else if (slice_is(name, "t"))
		xlsx->in_text = false;
	return STATUS_OK;
}

static enum status read_stream(struct xlsx *xlsx, struct error *error)
{
	enum xml_event event = XML_START;
	while (event != XML_DONE) {
		TRY(xml_next(&xlsx->xml, &event, error));
		switch (event) {
		case XML_START:
			TRY(start(xlsx, error));
			break;
		case XML_END:
			TRY(end(xlsx, error));
			break;
		case XML_TEXT:
			if (xlsx->in_value)
				buffer_append(&xlsx->value, xlsx->xml.text);
			else if (xlsx->in_text)
				buffer_append(&xlsx->text, xlsx->xml.text);
			break;
		case XML_DONE:
			break;
		}
	}
	return STATUS_OK;
}

static enum status read_sheet(struct xlsx *xlsx, const struct package *package,
			      const struct xlsx_sheet *sheet, struct error *error)
{
	const struct package_part *part = xlsx_sheet_part(sheet, package);
	if (part == NULL)
		return STATUS_OK; /* a chart sheet, or its part is lost */
	xlsx->in_value = xlsx->in_text = false;
	xlsx->column = 0;
	sheet_start(&xlsx->writer, sheet->name);
	enum status status = xml_open(&xlsx->xml, part->bytes, error);
	if (status == STATUS_OK)
		status = read_stream(xlsx, error);
	if (status == STATUS_OK && (xlsx->xml.damaged || part->cut)) {
		sheet_row_end(&xlsx->writer);
		sink_note(xlsx->writer.sink,
			  "the sheet %.*s is damaged and breaks off: text is missing",
			  (int)(sheet->name.length < 100 ? sheet->name.length : 100),
			  sheet->name.at);
		sink_partial(xlsx->writer.sink);
	}
	xml_close(&xlsx->xml);
	return status == STATUS_OK ? sheet_end(&xlsx->writer, error) : status;
}

static enum status read_book(struct xlsx *xlsx, struct slice bytes, struct sink *sink, bool tables,
			     struct error *error)
{
	static const char *const wanted[] = {"xl/workbook.xml", "xl/_rels/workbook.xml.rels",
					     "xl/styles.xml",	"xl/sharedStrings.xml",
					     "xl/worksheets/",	NULL};
	struct package package;
	TRY(package_open(sink->arena, bytes, wanted, &package, error));
	TRY(xlsx_book_read(&xlsx->book, sink->arena, &package, error));
	sheet_init(&xlsx->writer, sink, tables, xlsx->book.sheet_count);
	enum status status = STATUS_OK;
	for (size_t i = 0; i < xlsx->book.sheet_count && status == STATUS_OK; i++)
		status = read_sheet(xlsx, &package, &xlsx->book.sheets[i], error);
	sheet_release(&xlsx->writer);
	return status;
}

static enum status read_xlsx(struct slice bytes, struct sink *sink, bool tables,
			     struct error *error)
{
	struct xlsx xlsx = {0};
	buffer_init(&xlsx.value);
	buffer_init(&xlsx.text);
	xlsx_book_init(&xlsx.book);
	enum status status = read_book(&xlsx, bytes, sink, tables, error);
	buffer_release(&xlsx.value);
	buffer_release(&xlsx.text);
	xlsx_book_release(&xlsx.book);
	return status;
}

enum status xlsx_read(struct slice bytes, const struct handler_options *options, struct sink *sink,
		      struct error *error)
{
	(void)options;
	return read_xlsx(bytes, sink, false, error);
}

enum status xlsx_rows_read(struct slice bytes, const struct handler_options *options,
			   struct sink *sink, struct error *error)
{
	(void)options;
	return read_xlsx(bytes, sink, true, error);
}
