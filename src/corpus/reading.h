/*
 * What a reader found in one file: a document without passages, or the files inside an archive. It
 * is what handlers make (reader/sink.h) and what comes through the pipe from the reader process
 * (corpus/pipe.h).
 *
 * The document has text, and of the metadata what the file itself says: title, date, source,
 * language, encoding, how. Its blocks are those of the format; a document with text and no blocks
 * leaves them to blocks_make (plain text has no other marks than its lines).
 */
#ifndef QIPAN_CORPUS_READING_H
#define QIPAN_CORPUS_READING_H

#include "corpus/document.h"

/* A file inside the file. The name is text to show, never a path to open. */
struct nested_file {
	struct slice name, bytes;
};

struct reading {
	struct document document;
	struct slice note; /* what the reader could not keep, for the list of problems, or empty */
	struct nested_file *nested;
	size_t nested_count;
};

/* Every invariant of a reading: document_check where there are blocks, valid UTF-8 otherwise; short
 * metadata (LIMIT_METADATA_BYTES) in valid UTF-8; a document or nested files, not nothing and not
 * both; heading levels 1 to 6, cells from 1. STATUS_FORMAT or LIMIT names the first that fails. */
enum status reading_check(const struct reading *reading, struct error *error) QIPAN_CHECKED;

#endif
