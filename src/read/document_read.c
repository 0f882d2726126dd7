#include <string.h>

#include "base/hash.h"
#include "base/limits.h"
#include "read/file.h"
#include "read/readers.h"
#include "read/source.h"

/* Where an error about the item stands: its file, and its line if it is a row. */
static enum status at_item(const struct source_item *item, struct error *error)
{
	struct slice path = item->metadata.path;
	char place[sizeof error->place];
	size_t length = path.length < sizeof place ? path.length : 0;
	memcpy(place, path.at, length);
	place[length] = '\0';
	return error_at(error, length > 0 ? place : item->path.at, item->row, 0);
}

static void keep_hash(struct arena *arena, struct slice bytes, struct document *document)
{
	char hex[65];
	sha256_hex(bytes, hex);
	document->metadata.sha256 = arena_copy(arena, slice_from(hex));
}

static enum status decode_file(struct arena *arena, const struct source_item *item,
			       const struct source_options *options, struct slice bytes,
			       struct decoded *decoded, struct error *error)
{
	const struct reader *reader = reader_find(bytes, item->path);
	TRY(reader_refusal(reader, error));
	if (reader->is_table)
		return error_set(error, STATUS_FORMAT,
				 "is a %s: its rows are documents, not the file", reader->name);
	return reader->read(arena, bytes, options->encoding, decoded, error);
}

static enum status read_file(struct arena *arena, const struct source_item *item,
			     const struct source_options *options, struct document *document,
			     struct slice *warning, struct error *error)
{
	struct slice bytes;
	struct decoded decoded = {0};
	/* UTF-16 takes up to twice the bytes of the same text in UTF-8. */
	TRY(file_read(arena, item->path.at, 2 * (uint64_t)LIMIT_DOCUMENT_BYTES,
		      "twice DOCUMENT_BYTES", &bytes, error));
	if (bytes.length == 0)
		return error_set(error, STATUS_FORMAT, "is empty: there is nothing to read");
	TRY(decode_file(arena, item, options, bytes, &decoded, error));
	keep_hash(arena, bytes, document);
	document->text = decoded.text;
	document->metadata.encoding = decoded.encoding;
	document->metadata.how = decoded.how;
	if (decoded.replaced > 0)
		*warning = slice_from(arena_printf(
			arena,
			"%zu characters could not be read as %.*s and became U+FFFD: name the "
			"encoding with --encoding",
			decoded.replaced, (int)decoded.encoding.length, decoded.encoding.at));
	return STATUS_OK;
}

static enum status read_item(struct arena *arena, const struct source_item *item,
			     const struct source_options *options, struct document *document,
			     struct slice *warning, struct error *error)
{
	if (item->inline_row) {
		document->text = item->inline_text;
		keep_hash(arena, item->inline_text, document);
	} else {
		TRY(read_file(arena, item, options, document, warning, error));
	}
	if (document->text.length > LIMIT_DOCUMENT_BYTES)
		return error_set(error, STATUS_LIMIT,
				 "has %zu bytes, the limit DOCUMENT_BYTES is %d: split it",
				 document->text.length, LIMIT_DOCUMENT_BYTES);
	if (slice_trim(document->text).length == 0)
		return error_set(error, STATUS_FORMAT, "holds only white space: nothing to read");
	return STATUS_OK;
}

enum status document_read(struct arena *document_arena, const struct source_item *item,
			  const struct source_options *options, struct document *document,
			  struct slice *warning, struct error *error)
{
	*document = (struct document){.metadata = item->metadata, .text = {"", 0}};
	*warning = (struct slice){"", 0};
	enum status status = read_item(document_arena, item, options, document, warning, error);
	if (status != STATUS_OK)
		at_item(item, error);
	return status;
}
