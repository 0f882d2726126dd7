#include "reader/sheet.h"

#include <string.h>

#include "base/limits.h"

void sheet_init(struct sheet_writer *writer, struct sink *sink, bool tables, size_t sheet_count)
{
	*writer = (struct sheet_writer){
		.sink = sink, .tables = tables, .name = SLICE(""), .sheet_count = sheet_count};
	buffer_init(&writer->csv);
}

void sheet_release(struct sheet_writer *writer)
{
	buffer_release(&writer->csv);
}

void sheet_start(struct sheet_writer *writer, struct slice name)
{
	writer->name = arena_copy(writer->sink->arena, name);
	writer->headed = false;
	writer->row_start = 0;
	writer->cells = writer->column = writer->width = 0;
	buffer_clear(&writer->csv);
}

/* ---- as a document ---- */

/* Line ends inside a cell are layout. */
static struct slice one_line(struct sheet_writer *writer, struct slice text)
{
	if (memchr(text.at, '\n', text.length) == NULL &&
	    memchr(text.at, '\t', text.length) == NULL)
		return text;
	buffer_clear(&writer->csv);
	for (size_t i = 0; i < text.length; i++) {
		char c = text.at[i];
		buffer_append_byte(&writer->csv, c == '\n' || c == '\t' || c == '\r' ? ' ' : c);
	}
	return buffer_slice(&writer->csv);
}

static enum status put_block(struct sheet_writer *writer, uint32_t column, struct slice text,
			     struct error *error)
{
	if (!writer->headed && writer->sheet_count > 1)
		TRY(sink_block(writer->sink, (struct sink_block){.kind = BLOCK_HEADING, .level = 1},
			       writer->name, error));
	writer->headed = true;
	struct sink_block block = {
		.kind = BLOCK_TABLE_CELL, .level = column, .same_row = writer->cells > 0};
	return sink_block(writer->sink, block, one_line(writer, text), error);
}

/* ---- as a table ---- */

static void put_field(struct buffer *csv, struct slice text)
{
	bool quoted = false;
	for (size_t i = 0; i < text.length && !quoted; i++)
		quoted = strchr("\",\r\n", text.at[i]) != NULL;
	if (!quoted) {
		buffer_append(csv, text);
		return;
	}
	buffer_append_byte(csv, '"');
	for (size_t i = 0; i < text.length; i++) {
		if (text.at[i] == '"')
			buffer_append_byte(csv, '"');
		buffer_append_byte(csv, text.at[i]);
	}
	buffer_append_byte(csv, '"');
}

static enum status put_csv(struct sheet_writer *writer, uint32_t column, struct slice text,
			   struct error *error)
{
	if (column > LIMIT_TABLE_COLUMNS)
		return error_set(error, STATUS_LIMIT,
				 "the sheet %.*s has more than %d columns (TABLE_COLUMNS)",
				 (int)(writer->name.length < 200 ? writer->name.length : 200),
				 writer->name.at, LIMIT_TABLE_COLUMNS);
	if (text.length > LIMIT_FIELD_BYTES || writer->csv.length > LIMIT_ARCHIVE_BYTES)
		return error_set(error, STATUS_LIMIT,
				 "a cell or sheet is larger than FIELD_BYTES (%d) or ARCHIVE_BYTES "
				 "(%d): save the sheet as csv and add that",
				 LIMIT_FIELD_BYTES, LIMIT_ARCHIVE_BYTES);
	for (uint32_t at = writer->column > 0 ? writer->column : 1; at < column; at++)
		buffer_append_byte(&writer->csv, ',');
	put_field(&writer->csv, text);
	return STATUS_OK;
}

static void end_csv_row(struct sheet_writer *writer)
{
	struct buffer *csv = &writer->csv;
	if (writer->width < 2 && writer->cells >= 2) {
		size_t length = csv->length - writer->row_start;
		memmove(csv->at, csv->at + writer->row_start, length);
		csv->length = length;
		csv->at[length] = '\0';
		writer->width = writer->column;
	} else if (writer->width == 0) {
		writer->width = writer->column;
	}
	for (; writer->column < writer->width; writer->column++)
		buffer_append_byte(csv, ',');
	buffer_append_byte(csv, '\n');
	writer->row_start = csv->length;
}

/* ---- both ---- */

enum status sheet_cell(struct sheet_writer *writer, uint32_t column, struct slice text,
		       struct error *error)
{
	if (slice_trim(text).length == 0 || column <= writer->column)
		return STATUS_OK;
	TRY(writer->tables ? put_csv(writer, column, text, error)
			   : put_block(writer, column, text, error));
	writer->column = column;
	writer->cells++;
	return STATUS_OK;
}

void sheet_row_end(struct sheet_writer *writer)
{
	if (writer->tables && writer->cells > 0)
		end_csv_row(writer);
	writer->cells = writer->column = 0;
}

enum status sheet_end(struct sheet_writer *writer, struct error *error)
{
	if (!writer->tables || writer->csv.length == 0)
		return STATUS_OK;
	struct slice bytes = arena_copy(writer->sink->arena, buffer_slice(&writer->csv));
	struct slice name = slice_from(arena_printf(writer->sink->arena, "%.*s.csv",
						    (int)writer->name.length, writer->name.at));
	return sink_nested(writer->sink, name, bytes, error);
}
