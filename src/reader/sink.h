/*
 * Where a handler puts what it finds. The sink makes it a reading (corpus/reading.h): one canonical
 * text, blocks that cover it, metadata. It keeps the invariants, so that handlers need not:
 *   - text is trimmed; what is empty afterwards is left out;
 *   - bytes that are no UTF-8 become U+FFFD; control characters other than tab and line end, and
 *     NUL, become spaces;
 *   - blocks stand one a line; the cells of one row are separated by a tab;
 *   - limits: DOCUMENT_BYTES, DOCUMENT_BLOCKS, METADATA_BYTES.
 * Layout inside a block (runs of spaces, line ends of the source) is for the handler to tidy.
 */
#ifndef QIPAN_READER_SINK_H
#define QIPAN_READER_SINK_H

#include "base/arena.h"
#include "base/buffer.h"
#include "corpus/reading.h"

struct sink {
	struct arena *arena; /* what handlers allocate from */
	struct reading reading;
	struct buffer text;
	size_t block_capacity, nested_capacity, nested_bytes;
};

/* A block as a handler says it. kind BLOCK_FURNITURE wants furniture, others none. */
struct sink_block {
	enum block_kind kind;
	unsigned level; /* heading 1..6 (others are brought into that range), cell: column from 1 */
	uint32_t page;	/* 1-based, 0 = the format has none */
	enum furniture_kind furniture;
	bool same_row; /* a cell in the row of the cell before it */
};

enum sink_field { SINK_TITLE, SINK_DATE, SINK_SOURCE, SINK_LANGUAGE };

void sink_init(struct sink *sink, struct arena *arena);
void sink_release(struct sink *sink);

enum status sink_block(struct sink *sink, struct sink_block block, struct slice text,
		       struct error *error) QIPAN_CHECKED;
/* The whole text at once, for formats whose only marks are lines: blocks_make finds the blocks. Not
 * together with sink_block. Form feeds divide pages. */
enum status sink_text(struct sink *sink, struct slice text, struct error *error) QIPAN_CHECKED;
/* The first value of a field that is not empty stays. rule: where it was found, "meta PubDate" (a
 * literal). A date must be date_valid, others are left out; so are values that are too long. */
void sink_metadata(struct sink *sink, enum sink_field field, struct slice value, const char *rule);
/* "gb18030", "gb18030 (meta charset)". */
void sink_encoding(struct sink *sink, struct slice encoding, struct slice how);
/* One sentence about what could not be kept, without final stop; several are joined with "; ". */
void sink_note(struct sink *sink, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Text is missing: the document is partial. */
void sink_partial(struct sink *sink);
/* A file inside an archive; bytes must live as long as the arena. Limits: ARCHIVE_FILES,
 * ARCHIVE_BYTES. Not together with blocks. */
enum status sink_nested(struct sink *sink, struct slice name, struct slice bytes,
			struct error *error) QIPAN_CHECKED;

/* Ends the work: checks, and gives the reading, whose memory is the arena's. FORMAT if nothing was
 * found. */
enum status sink_finish(struct sink *sink, struct reading *reading,
			struct error *error) QIPAN_CHECKED;

#endif
