/*
 * What bytes that are no text look like, from the marks that file formats begin with.
 */
#ifndef QIPAN_TEXT_BINARY_H
#define QIPAN_TEXT_BINARY_H

#include "base/slice.h"

/* "a PDF document", "a Word document (docx)", ...; NULL when the beginning is no known mark. Some
 * marks are short and occur in text; they count only with a NUL byte behind them. O(1). */
const char *binary_name(struct slice bytes);
/* True when more than one byte in ten of the first 8 KB is a control character that text does not
 * use. For bytes of a one-byte or ASCII-compatible encoding. */
bool binary_controls(struct slice bytes);

#endif
