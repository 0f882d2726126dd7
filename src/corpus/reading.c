#include "corpus/reading.h"

#include "base/limits.h"
#include "base/utf8.h"

static enum status check_value(struct slice value, const char *name, struct error *error)
{
	if (value.length > LIMIT_METADATA_BYTES)
		return error_set(error, STATUS_LIMIT,
				 "its %s has %zu bytes, the limit METADATA_BYTES is %d", name,
				 value.length, LIMIT_METADATA_BYTES);
	if (utf8_find_invalid(value) != SIZE_MAX)
		return error_set(error, STATUS_FORMAT, "its %s is not valid UTF-8", name);
	return STATUS_OK;
}

static enum status check_metadata(const struct reading *reading, struct error *error)
{
	const struct document_metadata *metadata = &reading->document.metadata;
	TRY(check_value(metadata->title, "title", error));
	TRY(check_value(metadata->title_rule, "rule of the title", error));
	TRY(check_value(metadata->date, "date", error));
	TRY(check_value(metadata->date_rule, "rule of the date", error));
	TRY(check_value(metadata->source, "source", error));
	TRY(check_value(metadata->language, "language", error));
	TRY(check_value(metadata->encoding, "encoding", error));
	TRY(check_value(metadata->how, "way of decoding", error));
	return check_value(reading->note, "note", error);
}

static enum status check_levels(const struct document *document, struct error *error)
{
	for (size_t i = 0; i < document->block_count; i++) {
		const struct block *block = &document->blocks[i];
		bool heading = block->kind == BLOCK_HEADING, cell = block->kind == BLOCK_TABLE_CELL;
		if (heading ? block->level < 1 || block->level > 6 : cell == (block->level == 0))
			return error_set(error, STATUS_FORMAT, "block %zu: level %u of a %s", i,
					 block->level, block_kind_name(block->kind));
	}
	return STATUS_OK;
}

static enum status check_document(const struct document *document, struct error *error)
{
	if (document->text.length > LIMIT_DOCUMENT_BYTES)
		return error_set(error, STATUS_LIMIT,
				 "the text has %zu bytes, the limit DOCUMENT_BYTES is %d: split it",
				 document->text.length, LIMIT_DOCUMENT_BYTES);
	if (document->block_count == 0) {
		size_t bad = utf8_find_invalid(document->text);
		if (bad != SIZE_MAX)
			return error_set(error, STATUS_FORMAT,
					 "the text is not valid UTF-8 at byte %zu", bad);
		return STATUS_OK;
	}
	TRY(document_check_blocks(document, error));
	return check_levels(document, error);
}

enum status reading_check(const struct reading *reading, struct error *error)
{
	bool has_text = slice_trim(reading->document.text).length > 0;
	TRY(check_document(&reading->document, error));
	TRY(check_metadata(reading, error));
	if (has_text == (reading->nested_count > 0))
		return error_set(error, STATUS_FORMAT,
				 has_text ? "both text and nested files were found"
					  : "holds no text");
	for (size_t i = 0; i < reading->nested_count; i++)
		TRY(check_value(reading->nested[i].name, "nested file's name", error));
	return STATUS_OK;
}
