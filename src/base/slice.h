/*
 * Text that somebody else owns, and places in it.
 *
 * slice: length-carrying bytes, not NUL-terminated, may hold NUL; valid as long as its owner.
 * span:  a byte range [start, end) of one document's canonical text. 32 bit: a document is at most
 *        LIMIT_DOCUMENT_BYTES. start <= end; an empty span has start == end.
 */
#ifndef QIPAN_BASE_SLICE_H
#define QIPAN_BASE_SLICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct slice {
	const char *at;
	size_t length; /* bytes */
};

struct span {
	uint32_t start, end; /* bytes */
};

/* A string literal, or an array with a final NUL, as a slice. */
#define SLICE(literal) ((struct slice){(literal), sizeof(literal) - 1})

/* NULL gives an empty slice. */
struct slice slice_from(const char *string);
/* Bytes of text in span; the span must lie inside. */
struct slice slice_span(struct slice text, struct span span);
bool slice_equal(struct slice a, struct slice b);
bool slice_is(struct slice a, const char *string);
/* ASCII letters only, the rest by byte. */
bool slice_equal_ignoring_case(struct slice a, struct slice b);
bool slice_starts(struct slice text, struct slice start);
bool slice_ends(struct slice text, struct slice end);
/* Byte order, shorter first: <0, 0, >0. The same in every locale. */
int slice_compare(struct slice a, struct slice b);
/* Offset of the first occurrence at or after from, or SIZE_MAX. */
size_t slice_find(struct slice text, struct slice part, size_t from);
/* Without ASCII white space and U+3000 at both ends. */
struct slice slice_trim(struct slice text);
/* Takes the part up to separator off *rest and returns it; false when *rest is used up. An empty
 * rest after a separator gives one last empty part. Start with rest->at not NULL. */
bool slice_cut(struct slice *rest, char separator, struct slice *part);

#endif
