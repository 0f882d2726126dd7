#include <stdlib.h>

#include "base/map.h"
#include "base/number.h"
#include "reader/office.h"
#include "reader/xlsx.h"
#include "reader/xml.h"

enum { SHEETS_MOST = 4096, FORMATS_MOST = 65536 };

/* One step of reading a part: what to do with an element that begins. */
struct part_reader {
	struct xml xml;
	struct xlsx_book *book;
	struct arena *arena;
	bool in_text, in_cell_formats;
	struct {
		uint32_t id;
		enum cell_format format;
	} * customs;
	size_t custom_count, custom_capacity;
	struct map relations; /* id -> index of the sheet */
};

typedef enum status part_event(struct part_reader *reader, enum xml_event event,
			       struct error *error);

static enum status read_part(struct part_reader *reader, const struct package_part *part,
			     part_event *tell, struct error *error)
{
	if (part == NULL)
		return STATUS_OK;
	enum xml_event event = XML_START;
	enum status status = xml_open(&reader->xml, part->bytes, error);
	while (status == STATUS_OK && event != XML_DONE) {
		status = xml_next(&reader->xml, &event, error);
		if (status == STATUS_OK)
			status = tell(reader, event, error);
	}
	xml_close(&reader->xml);
	return status;
}

/* ---- shared strings ---- */

static enum status string_event(struct part_reader *reader, enum xml_event event,
				struct error *error)
{
	struct xlsx_book *book = reader->book;
	struct xml *xml = &reader->xml;
	if (event == XML_TEXT && reader->in_text) {
		buffer_append(&book->strings, xml->text);
	} else if (event == XML_START && slice_is(xml->name, "t")) {
		reader->in_text = true;
	} else if (event == XML_START && slice_is(xml->name, "rPh")) {
		return xml_skip(xml, error); /* how a word is read aloud, not text */
	} else if (event == XML_END && slice_is(xml->name, "t")) {
		reader->in_text = false;
	} else if (event == XML_END && slice_is(xml->name, "si")) {
		book->string_ends = memory_grow(book->string_ends, &book->string_capacity,
						book->string_count + 1, sizeof *book->string_ends);
		book->string_ends[book->string_count++] = book->strings.length;
	}
	return STATUS_OK;
}

struct slice xlsx_string(const struct xlsx_book *book, size_t index)
{
	if (index >= book->string_count)
		return SLICE("");
	size_t start = index == 0 ? 0 : book->string_ends[index - 1];
	return (struct slice){book->strings.at + start, book->string_ends[index] - start};
}

/* ---- number formats ---- */

/* ECMA-376 part 1, 18.8.30: the ids that need no code. */
static enum cell_format known_format(uint32_t id)
{
	if ((id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 31) || id == 36 ||
	    (id >= 50 && id <= 54) || id == 57 || id == 58)
		return FORMAT_DATE;
	return id == 9 || id == 10 ? FORMAT_PERCENT : FORMAT_PLAIN;
}

/* A code with y or d outside quotes and brackets is a date. */
static enum cell_format format_of_code(struct slice code)
{
	bool quoted = false, bracket = false, percent = false;
	for (size_t i = 0; i < code.length; i++) {
		char c = code.at[i];
		if (c == '"')
			quoted = !quoted;
		else if (c == '[' || c == ']')
			bracket = c == '[';
		else if (c == '\\')
			i++;
		else if (!quoted && !bracket && (c == 'y' || c == 'd' || c == 'Y' || c == 'D'))
			return FORMAT_DATE;
		else if (!quoted && !bracket && c == '%')
			percent = true;
	}
	return percent ? FORMAT_PERCENT : FORMAT_PLAIN;
}

static enum cell_format format_of_id(const struct part_reader *reader, uint32_t id)
{
	for (size_t i = 0; i < reader->custom_count; i++)
		if (reader->customs[i].id == id)
			return reader->customs[i].format;
	return known_format(id);
}

static void keep_custom(struct part_reader *reader)
{
	enum { CUSTOMS_MOST = 512 }; /* searched for each style */
	static const char *const names[] = {"numFmtId", "formatCode"};
	struct slice values[2];
	xml_attributes(&reader->xml, names, values, 2);
	if (reader->custom_count == CUSTOMS_MOST)
		return;
	reader->customs = memory_grow(reader->customs, &reader->custom_capacity,
				      reader->custom_count + 1, sizeof *reader->customs);
	reader->customs[reader->custom_count].id = office_number(values[0], 65535, 0);
	reader->customs[reader->custom_count++].format = format_of_code(values[1]);
}

static enum status style_event(struct part_reader *reader, enum xml_event event,
			       struct error *error)
{
	(void)error;
	struct xlsx_book *book = reader->book;
	struct xml *xml = &reader->xml;
	if (event == XML_START && slice_is(xml->name, "numFmt")) {
		keep_custom(reader);
	} else if (event == XML_START && slice_is(xml->name, "cellXfs")) {
		reader->in_cell_formats = true;
	} else if (event == XML_END && slice_is(xml->name, "cellXfs")) {
		reader->in_cell_formats = false;
	} else if (event == XML_START && reader->in_cell_formats && slice_is(xml->name, "xf") &&
		   book->format_count < FORMATS_MOST) {
		uint32_t id = office_number(xml_attribute(xml, "numFmtId"), 65535, 0);
		book->formats = memory_grow(book->formats, &book->format_capacity,
					    book->format_count + 1, sizeof *book->formats);
		book->formats[book->format_count++] = (uint8_t)format_of_id(reader, id);
	}
	return STATUS_OK;
}

/* ---- numbers as cells show them ---- */

/* Day number to year, month, day (Hinnant's civil_from_days). day 0: 1970-01-01. */
static void append_date(struct buffer *out, int64_t day)
{
	int64_t z = day + 719468, era = z / 146097, of_era = z - era * 146097;
	int64_t year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	int64_t of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int64_t shifted = (5 * of_year + 2) / 153, dom = of_year - (153 * shifted + 2) / 5 + 1;
	int64_t month = shifted < 10 ? shifted + 3 : shifted - 9;
	int64_t year = year_of_era + era * 400 + (month <= 2);
	buffer_printf(out, "%04d-%02d-%02d", (int)year, (int)month, (int)dom);
}

static bool put_date(const struct xlsx_book *book, double serial, struct buffer *out)
{
	enum { SERIAL_MOST = 2958465, DAYS_1900 = 25569, DAYS_1904 = 24107, LEAP_BUG = 60 };
	if (!(serial >= 1 && serial <= SERIAL_MOST))
		return false;
	int64_t day = (int64_t)serial;
	int minutes = (int)((serial - (double)day) * 24 * 60 + 0.5);
	if (minutes == 24 * 60) {
		day++;
		minutes = 0;
	}
	/* 1900 was no leap year, but Excel counts its 29 February. */
	int64_t base = book->dates_1904 ? DAYS_1904 : day < LEAP_BUG ? DAYS_1900 - 1 : DAYS_1900;
	append_date(out, day - base);
	if (minutes > 0)
		buffer_printf(out, " %02d:%02d", minutes / 60, minutes % 60);
	return true;
}

void xlsx_number(const struct xlsx_book *book, struct slice value, size_t style, struct buffer *out)
{
	enum cell_format format =
		style < book->format_count ? (enum cell_format)book->formats[style] : FORMAT_PLAIN;
	int64_t integer;
	double real;
	if (!number_read_real(value, &real)) {
		buffer_append(out, value);
		return;
	}
	if (format == FORMAT_DATE && put_date(book, real, out))
		return;
	if (format == FORMAT_PERCENT) {
		number_append(out, real * 100);
		buffer_append_byte(out, '%');
	} else if (number_read_integer(value, &integer)) {
		buffer_append(out, value); /* long numbers of documents keep all digits */
	} else {
		number_append(out, real);
	}
}

/* ---- the workbook ---- */

static enum status book_event(struct part_reader *reader, enum xml_event event, struct error *error)
{
	(void)error;
	struct xlsx_book *book = reader->book;
	struct xml *xml = &reader->xml;
	if (event != XML_START)
		return STATUS_OK;
	if (slice_is(xml->name, "workbookPr")) {
		struct slice value = xml_attribute(xml, "date1904");
		book->dates_1904 = slice_is(value, "1") || slice_is(value, "true");
	} else if (slice_is(xml->name, "sheet") && book->sheet_count < SHEETS_MOST) {
		static const char *const names[] = {"name", "id"};
		struct slice values[2];
		xml_attributes(xml, names, values, 2);
		book->sheets = memory_grow(book->sheets, &book->sheet_capacity,
					   book->sheet_count + 1, sizeof *book->sheets);
		book->sheets[book->sheet_count++] =
			(struct xlsx_sheet){arena_copy(reader->arena, values[0]), SLICE("")};
		map_put(&reader->relations, arena_copy(reader->arena, values[1]),
			(uint32_t)(book->sheet_count - 1), NULL);
	}
	return STATUS_OK;
}

/* Relationship ids become the names of parts. */
static enum status relation_event(struct part_reader *reader, enum xml_event event,
				  struct error *error)
{
	(void)error;
	struct xlsx_book *book = reader->book;
	static const char *const names[] = {"Id", "Target"};
	struct slice values[2];
	if (event != XML_START || !slice_is(reader->xml.name, "Relationship"))
		return STATUS_OK;
	xml_attributes(&reader->xml, names, values, 2);
	uint32_t index;
	if (!map_find(&reader->relations, values[0], &index))
		return STATUS_OK;
	bool absolute = slice_starts(values[1], SLICE("/"));
	book->sheets[index].part = slice_from(
		arena_printf(reader->arena, "%s%.*s", absolute ? "" : "xl/",
			     (int)(values[1].length - absolute), values[1].at + absolute));
	return STATUS_OK;
}

const struct package_part *xlsx_sheet_part(const struct xlsx_sheet *sheet,
					   const struct package *package)
{
	return package_find(package, sheet->part);
}

enum status xlsx_book_read(struct xlsx_book *book, struct arena *arena,
			   const struct package *package, struct error *error)
{
	struct part_reader reader = {.book = book, .arena = arena};
	const struct package_part *workbook = package_find(package, SLICE("xl/workbook.xml"));
	if (workbook == NULL)
		return error_set(error, STATUS_FORMAT,
				 "has no xl/workbook.xml: it is damaged or binary (xlsb); open it "
				 "in an office program and save it as xlsx");
	map_init(&reader.relations);
	enum status status = read_part(&reader, workbook, book_event, error);
	if (status == STATUS_OK)
		status = read_part(&reader,
				   package_find(package, SLICE("xl/_rels/workbook.xml.rels")),
				   relation_event, error);
	if (status == STATUS_OK)
		status = read_part(&reader, package_find(package, SLICE("xl/styles.xml")),
				   style_event, error);
	if (status == STATUS_OK)
		status = read_part(&reader, package_find(package, SLICE("xl/sharedStrings.xml")),
				   string_event, error);
	map_release(&reader.relations);
	free(reader.customs);
	return status;
}

void xlsx_book_init(struct xlsx_book *book)
{
	*book = (struct xlsx_book){0};
	buffer_init(&book->strings);
}

void xlsx_book_release(struct xlsx_book *book)
{
	buffer_release(&book->strings);
	free(book->string_ends);
	free(book->formats);
	free(book->sheets);
	*book = (struct xlsx_book){0};
}
