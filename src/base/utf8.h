/*
 * UTF-8 by code points (Unicode 15, RFC 3629: no surrogates, nothing above U+10FFFF, shortest
 * form).
 *
 * Canonical text is always valid UTF-8 (text/decode.h makes it so). On bytes that are not,
 * utf8_read steps one byte and gives U+FFFD, so that a loop always ends and never reads past the
 * end.
 */
#ifndef QIPAN_BASE_UTF8_H
#define QIPAN_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"

/* Code point at offset (offset < length) and its bytes in *bytes (1..4). */
uint32_t utf8_read(struct slice text, size_t offset, size_t *bytes);
/* Writes 1..4 bytes, returns how many; a value that is no code point is written as U+FFFD. */
size_t utf8_write(uint32_t code_point, char bytes[4]);
/* Offset of the first bad byte, or SIZE_MAX when all of it is valid. */
size_t utf8_find_invalid(struct slice text);
/* Number of code points. */
size_t utf8_count(struct slice text);
/* Start of the character that ends before offset (offset > 0). */
size_t utf8_previous(struct slice text, size_t offset);

/* Han ideographs: the unified blocks, extensions A to H, compatibility, and U+3007. */
bool is_han(uint32_t code_point);
/* White space (the Unicode property) and the invisible U+200B and U+FEFF: what may lie between
 * blocks and passages, and what slice_trim takes away. */
bool is_space(uint32_t code_point);

#endif
