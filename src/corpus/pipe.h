/*
 * A reading as bytes: how qipan-reader hands over what it found (docs/adr/0009-reader-process.md).
 * The side that reads trusts nothing: a parser that a document has taken over may write anything.
 *
 * Form, all numbers little-endian and 32 bit, a text as its length and its bytes:
 *   "QPREAD01"
 *   outcome       enum status of the reading: 0 = a reading follows, else a text that says why not
 *   title, title rule, date, date rule, source, language, encoding, how, note, text
 *   partial       0 or 1
 *   block count   then of each block: start, end, page, and one byte each for kind, level,
 *                 furniture and a zero
 *   nested count  then of each file: name, bytes
 *   "END."        and nothing behind it
 */
#ifndef QIPAN_CORPUS_PIPE_H
#define QIPAN_CORPUS_PIPE_H

#include "base/buffer.h"
#include "corpus/reading.h"

/* Appends a reading, which must pass reading_check. */
void pipe_write(struct buffer *out, const struct reading *reading);
/* Appends why there is none: status (not OK) and text of the error. */
void pipe_write_error(struct buffer *out, const struct error *error);

/* Reads one whole message. Slices of *reading point into bytes; blocks and the list of nested files
 * lie in the arena. An outcome other than OK gives that status with its message, shortened and in
 * valid UTF-8. A message of another form, with numbers that do not fit its length, or whose reading
 * breaks reading_check is STATUS_CHILD, saying what broke. O(bytes). */
enum status pipe_read(struct arena *arena, struct slice bytes, struct reading *reading,
		      struct error *error) QIPAN_CHECKED;

#endif
