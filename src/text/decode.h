/*
 * Bytes to canonical text: valid UTF-8 without byte order mark, otherwise unchanged (line ends,
 * full width and compatibility characters stay as they are).
 *
 * A byte order mark decides, even against a wanted encoding, as it is never there by chance.
 * Without one and without a wanted encoding: strict UTF-8, then UTF-16 by its zero bytes, then
 * ICU's detector over the first 4 KB that are not plain ASCII. Names that mean a smaller set are
 * read as the larger one that such files really hold: gb2312 and gbk as gb18030, big5 with the Hong
 * Kong supplement, iso-8859-1 as windows-1252 (as browsers do; WHATWG Encoding Standard). Bytes
 * that no encoding explains are replaced by U+FFFD and counted. NUL bytes, mostly control bytes or
 * the mark of a known format mean that it is no text: STATUS_FORMAT, naming what it looks like
 * (PDF, docx, zip, ...).
 */
#ifndef QIPAN_TEXT_DECODE_H
#define QIPAN_TEXT_DECODE_H

#include "base/arena.h"
#include "base/slice.h"
#include "base/status.h"

struct decoded {
	struct slice text;     /* in the arena, or bytes itself when it was valid UTF-8 already */
	struct slice encoding; /* "utf-8", "gb18030", "big5", "utf-16le", ... */
	struct slice
		how;	 /* "utf-8 (valid)", "gb18030 (detected, confidence 98)", "big5 (option)" */
	size_t replaced; /* characters that could not be decoded, now U+FFFD */
};

/* wanted: an encoding name, or empty to detect. Errors: USAGE (unknown encoding), FORMAT (no text),
 * LIMIT (longer than LIMIT_DOCUMENT_BYTES after decoding). O(bytes). bytes must live as long as the
 * text when it is borrowed. */
enum status text_decode(struct arena *document, struct slice bytes, struct slice wanted,
			struct decoded *decoded, struct error *error) QIPAN_CHECKED;

#endif
