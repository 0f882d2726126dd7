#include <string.h>

#include "base/hash.h"
#include "base/limits.h"
#include "read/file.h"
#include "read/reader_process.h"
#include "read/readers.h"
#include "read/recognise.h"
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

static bool is_known(const struct document_request *request, const struct document *document)
{
	return request->known_sha256.length > 0 &&
	       slice_equal(request->known_sha256, document->metadata.sha256);
}

/* What servers say when nobody told them; it explains any bytes. */
static bool charset_says_nothing(struct slice charset)
{
	return charset.length == 0 || slice_is(charset, "iso-8859-1") ||
	       slice_is(charset, "us-ascii") || slice_is(charset, "windows-1252");
}

/* Servers are often wrong: a mark in the bytes and valid UTF-8 go before what they say. */
static void take_hint(struct arena *arena, const struct reader *reader, struct slice bytes,
		      struct slice charset, struct decoded *decoded)
{
	struct decoded hinted;
	struct error ignored;
	if (charset_says_nothing(charset) || slice_starts(decoded->encoding, SLICE("utf-")) ||
	    reader->read(arena, bytes, charset, &hinted, &ignored) != STATUS_OK ||
	    hinted.replaced > decoded->replaced)
		return;
	*decoded = hinted;
	decoded->how = slice_from(arena_printf(arena, "%.*s (the server's charset)",
					       (int)hinted.encoding.length, hinted.encoding.at));
}

static enum status decode_text(struct arena *arena, const struct reader *reader,
			       const struct document_request *request, struct slice bytes,
			       struct document *document, struct slice *warning,
			       struct error *error)
{
	struct decoded decoded = {0};
	TRY(reader->read(arena, bytes, request->options->encoding, &decoded, error));
	if (request->options->encoding.length == 0)
		take_hint(arena, reader, bytes, request->item->charset, &decoded);
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

/* What the file says of itself, where the user said nothing. */
static void fill(struct slice *value, struct slice *rule, struct slice found,
		 struct slice found_rule)
{
	if (value->length > 0 || found.length == 0)
		return;
	*value = found;
	if (rule != NULL)
		*rule = found_rule;
}

static void take_reading(const struct reading *reading, struct document *document)
{
	const struct document *read = &reading->document;
	const struct document_metadata *found = &read->metadata;
	struct document_metadata *metadata = &document->metadata;
	fill(&metadata->title, &metadata->title_rule, found->title, found->title_rule);
	fill(&metadata->date, &metadata->date_rule, found->date, found->date_rule);
	fill(&metadata->language, NULL, found->language, SLICE(""));
	/* A path alone says less than the page does, a web address more; either is kept as path. */
	if (found->source.length > 0 && slice_equal(metadata->source, metadata->path) &&
	    !is_address(metadata->source))
		metadata->source = found->source;
	metadata->encoding = found->encoding;
	metadata->how = found->how;
	document->text = read->text;
	document->blocks = read->blocks;
	document->block_count = read->block_count;
	document->partial = read->partial;
}

/* The document as the handler wants it, and that handler. */
static enum status convert(struct arena *arena, const struct reader *reader,
			   const struct document_request *request, struct reader_request *wish,
			   struct slice *warning, struct error *error)
{
	struct slice complaint, pdf = wish->bytes;
	if (reader->converter == NULL)
		return STATUS_OK;
	struct converter_request ask = {.bytes = pdf, .converter = reader->converter};
	TRY(converter_run(arena, request->job, &ask, &wish->bytes, &complaint, error));
	if (slice_find(complaint, SLICE("Missing language pack"), 0) != SIZE_MAX)
		*warning = SLICE("pdftotext has no tables for its Chinese characters, so text is "
				 "missing: install poppler-data and add it again");
	struct pdf_words words = pdf_words_count(wish->bytes);
	if (!request->options->ocr || !slice_is(slice_from(wish->format), "pdf-text") || words.any)
		return STATUS_OK;
	wish->format = "ocr-text";
	return pdf_recognise_words(arena, request->job, pdf, words.pages, &wish->bytes, error);
}

static enum status ask_process(struct arena *arena, const struct reader *reader,
			       const struct document_request *request, struct slice bytes,
			       struct document *document, struct slice *warning,
			       struct error *error)
{
	struct reading reading;
	struct reader_request wish = {.bytes = bytes,
				      .name = path_base(request->item->path),
				      .encoding = request->options->encoding,
				      .format = reader->format};
	if (!charset_says_nothing(request->item->charset))
		wish.charset = request->item->charset;
	TRY(convert(arena, reader, request, &wish, warning, error));
	TRY(reader_process_read(arena, request->job, &wish, &reading, error));
	if (reading.nested_count > 0)
		return error_set(error, STATUS_FORMAT,
				 "is an archive: give it a name that says so (.zip, .tar, .gz)");
	take_reading(&reading, document);
	if (warning->length == 0)
		*warning = reading.note;
	if (slice_is(slice_from(wish.format), "ocr-text"))
		document->metadata.how = SLICE("recognised (tesseract)");
	return STATUS_OK;
}

static enum status read_file(struct arena *arena, const struct document_request *request,
			     struct document *document, struct slice *warning, struct error *error)
{
	struct slice bytes;
	const struct source_item *item = request->item;
	if (item->inside_archive)
		bytes = item->inside_bytes;
	else
		TRY(file_read(arena, item->path.at, LIMIT_READER_INPUT_BYTES, "READER_INPUT_BYTES",
			      &bytes, error));
	if (bytes.length == 0)
		return error_set(error, STATUS_FORMAT, "is empty: there is nothing to read");
	keep_hash(arena, bytes, document);
	if (is_known(request, document))
		return STATUS_OK;
	const struct reader *reader = reader_find(bytes, item->path);
	TRY(reader_refusal(reader, error));
	if (reader->is_table)
		return error_set(error, STATUS_FORMAT,
				 "is a %s: its rows are documents, not the file%s", reader->name,
				 item->inside_archive ? "; unpack the archive and add it" : "");
	if (reader->format != NULL)
		return ask_process(arena, reader, request, bytes, document, warning, error);
	return decode_text(arena, reader, request, bytes, document, warning, error);
}

static enum status read_item(struct arena *arena, const struct document_request *request,
			     struct document *document, struct slice *warning, struct error *error)
{
	const struct source_item *item = request->item;
	if (item->inline_row) {
		document->text = item->inline_text;
		keep_hash(arena, item->inline_text, document);
	} else {
		TRY(read_file(arena, request, document, warning, error));
	}
	if (is_known(request, document)) {
		document->text = SLICE("");
		return STATUS_OK;
	}
	if (document->text.length > LIMIT_DOCUMENT_BYTES)
		return error_set(error, STATUS_LIMIT,
				 "has %zu bytes, the limit DOCUMENT_BYTES is %d: split it",
				 document->text.length, LIMIT_DOCUMENT_BYTES);
	if (slice_trim(document->text).length == 0)
		return error_set(error, STATUS_FORMAT, "holds only white space: nothing to read");
	return STATUS_OK;
}

enum status document_read(struct arena *document_arena, const struct document_request *request,
			  struct document *document, struct slice *warning, struct error *error)
{
	*document = (struct document){.metadata = request->item->metadata, .text = {"", 0}};
	*warning = SLICE("");
	enum status status = read_item(document_arena, request, document, warning, error);
	if (status != STATUS_OK)
		at_item(request->item, error);
	return status;
}
