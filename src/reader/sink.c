#include "reader/sink.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "text/date.h"

void sink_init(struct sink *sink, struct arena *arena)
{
	*sink = (struct sink){.arena = arena};
	sink->reading.document.text = SLICE("");
	buffer_init(&sink->text);
}

void sink_release(struct sink *sink)
{
	buffer_release(&sink->text);
	free(sink->reading.document.blocks);
	free(sink->reading.nested);
	*sink = (struct sink){0};
}

/* Bad bytes and control characters do not reach the canonical text. */
static void append_clean(struct buffer *out, struct slice text, bool keep_pages)
{
	size_t kept = 0, bytes;
	for (size_t i = 0; i < text.length; i += bytes) {
		uint32_t c = utf8_read(text, i, &bytes);
		bool bad = c == 0xFFFD && bytes == 1;
		bool control = c < 0x20 && c != '\n' && c != '\t' && c != '\r' &&
			       !(c == '\f' && keep_pages);
		if (!bad && !control && c != 0x7F)
			continue;
		buffer_append(out, (struct slice){text.at + kept, i - kept});
		buffer_append_string(out, bad ? "\xEF\xBF\xBD" : " ");
		kept = i + bytes;
	}
	buffer_append(out, (struct slice){text.at + kept, text.length - kept});
}

static enum status check_length(size_t bytes, struct error *error)
{
	if (bytes > LIMIT_DOCUMENT_BYTES)
		return error_set(error, STATUS_LIMIT,
				 "the text is longer than the limit DOCUMENT_BYTES (%d bytes): "
				 "split it",
				 LIMIT_DOCUMENT_BYTES);
	return STATUS_OK;
}

static uint8_t level_of(const struct sink_block *block)
{
	unsigned most = block->kind == BLOCK_HEADING ? 6 : 255;
	if (block->kind != BLOCK_HEADING && block->kind != BLOCK_TABLE_CELL)
		return 0;
	if (block->level < 1)
		return 1;
	return (uint8_t)(block->level < most ? block->level : most);
}

enum status sink_block(struct sink *sink, struct sink_block given, struct slice text,
		       struct error *error)
{
	struct document *document = &sink->reading.document;
	text = slice_trim(text);
	if (text.length == 0)
		return STATUS_OK;
	TRY(check_length(text.length, error));
	if (document->block_count == LIMIT_DOCUMENT_BLOCKS)
		return error_set(error, STATUS_LIMIT,
				 "more than %d blocks (DOCUMENT_BLOCKS): split the document",
				 LIMIT_DOCUMENT_BLOCKS);
	size_t before = sink->text.length;
	if (before > 0)
		buffer_append_byte(&sink->text, given.same_row ? '\t' : '\n');
	size_t start = sink->text.length;
	append_clean(&sink->text, text, false);
	TRY(check_length(sink->text.length, error));
	/* Control characters at the ends are spaces now. */
	struct slice kept = {sink->text.at + start, sink->text.length - start};
	struct slice clean = slice_trim(kept);
	if (clean.length == 0) {
		sink->text.length = before;
		sink->text.at[before] = '\0';
		return STATUS_OK;
	}
	start = (size_t)(clean.at - sink->text.at);
	bool furniture = given.kind == BLOCK_FURNITURE;
	document->blocks = memory_grow(document->blocks, &sink->block_capacity,
				       document->block_count + 1, sizeof *document->blocks);
	document->blocks[document->block_count++] = (struct block){
		.span = {(uint32_t)start, (uint32_t)(start + clean.length)},
		.page = given.page,
		.kind = (uint8_t)given.kind,
		.level = level_of(&given),
		.furniture = (uint8_t)(!furniture			   ? FURNITURE_NONE
				       : given.furniture == FURNITURE_NONE ? FURNITURE_NAVIGATION
									   : given.furniture)};
	return STATUS_OK;
}

enum status sink_text(struct sink *sink, struct slice text, struct error *error)
{
	TRY(check_length(text.length, error));
	append_clean(&sink->text, text, true);
	return check_length(sink->text.length, error);
}

void sink_metadata(struct sink *sink, enum sink_field field, struct slice value, const char *rule)
{
	struct document_metadata *metadata = &sink->reading.document.metadata;
	struct buffer clean;
	buffer_init(&clean);
	value = slice_trim(value);
	if (value.length <= LIMIT_METADATA_BYTES / 3)
		append_clean(&clean, value, false);
	value = slice_trim(buffer_slice(&clean));
	struct slice *kept = NULL, *kept_rule = NULL;
	switch (field) {
	case SINK_TITLE:
		kept = &metadata->title;
		kept_rule = &metadata->title_rule;
		break;
	case SINK_DATE:
		kept = date_valid(value) ? &metadata->date : NULL;
		kept_rule = &metadata->date_rule;
		break;
	case SINK_SOURCE:
		kept = &metadata->source;
		break;
	case SINK_LANGUAGE:
		kept = &metadata->language;
		break;
	}
	if (kept != NULL && kept->length == 0 && value.length > 0) {
		*kept = arena_copy(sink->arena, value);
		if (kept_rule != NULL)
			*kept_rule = slice_from(rule);
	}
	buffer_release(&clean);
}

void sink_encoding(struct sink *sink, struct slice encoding, struct slice how)
{
	sink->reading.document.metadata.encoding = arena_copy(sink->arena, encoding);
	sink->reading.document.metadata.how = arena_copy(sink->arena, how);
}

void sink_note(struct sink *sink, const char *format, ...)
{
	struct error sentence;
	va_list list;
	va_start(list, format);
	error_setv(&sentence, STATUS_FORMAT, format, list);
	va_end(list);
	struct slice *note = &sink->reading.note;
	if (note->length + sizeof sentence.text > LIMIT_METADATA_BYTES)
		return;
	*note = slice_from(arena_printf(sink->arena, "%.*s%s%s", (int)note->length,
					note->length > 0 ? note->at : "",
					note->length > 0 ? "; " : "", sentence.text));
}

void sink_partial(struct sink *sink)
{
	sink->reading.document.partial = true;
}

enum status sink_nested(struct sink *sink, struct slice name, struct slice bytes,
			struct error *error)
{
	struct reading *reading = &sink->reading;
	if (reading->nested_count == LIMIT_ARCHIVE_FILES)
		return error_set(error, STATUS_LIMIT,
				 "the archive holds more than %d files (ARCHIVE_FILES): unpack it "
				 "and add the folder",
				 LIMIT_ARCHIVE_FILES);
	if (bytes.length > LIMIT_ARCHIVE_BYTES - sink->nested_bytes)
		return error_set(error, STATUS_LIMIT,
				 "the archive unpacks to more than %d bytes (ARCHIVE_BYTES): "
				 "unpack it and add the folder",
				 LIMIT_ARCHIVE_BYTES);
	struct buffer clean;
	buffer_init(&clean);
	append_clean(&clean, name, false);
	reading->nested = memory_grow(reading->nested, &sink->nested_capacity,
				      reading->nested_count + 1, sizeof *reading->nested);
	reading->nested[reading->nested_count++] =
		(struct nested_file){arena_copy(sink->arena, buffer_slice(&clean)), bytes};
	sink->nested_bytes += bytes.length;
	buffer_release(&clean);
	return STATUS_OK;
}

enum status sink_finish(struct sink *sink, struct reading *reading, struct error *error)
{
	*reading = sink->reading;
	struct document *document = &reading->document;
	document->text = arena_copy(sink->arena, buffer_slice(&sink->text));
	document->blocks = arena_array(sink->arena, struct block, document->block_count);
	if (document->block_count > 0)
		memcpy(document->blocks, sink->reading.document.blocks,
		       document->block_count * sizeof *document->blocks);
	reading->nested = arena_array(sink->arena, struct nested_file, reading->nested_count);
	if (reading->nested_count > 0)
		memcpy(reading->nested, sink->reading.nested,
		       reading->nested_count * sizeof *reading->nested);
	if (reading->nested_count == 0 && slice_trim(document->text).length == 0)
		return error_set(error, STATUS_FORMAT, "holds no text");
	return reading_check(reading, error);
}
