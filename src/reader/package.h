/*
 * The parts of a document that is a zip file (docx, xlsx, odt, ods): found by name, unpacked into
 * memory, nothing written anywhere. Inside the room reader only.
 *
 * A member's name is compared and never used as a path. What a package unpacks to is bounded by
 * ARCHIVE_BYTES and its members by ARCHIVE_FILES, whatever its headers say.
 */
#ifndef QIPAN_READER_PACKAGE_H
#define QIPAN_READER_PACKAGE_H

#include "base/arena.h"
#include "base/slice.h"
#include "base/status.h"

/* One unpacked member. */
struct package_part {
	struct slice name, bytes;
	bool cut; /* damaged or too short: bytes is what could be unpacked */
};

struct package {
	struct package_part *parts; /* in the order of the file */
	size_t count;
};

/* Unpacks the members whose name starts with one of `wanted` (ends with NULL) and ends in ".xml" or
 * ".rels"; others are passed over. A file that breaks off gives what came before. Errors: FORMAT
 * (no zip, nothing in it), LIMIT (ARCHIVE_BYTES, ARCHIVE_FILES). O(bytes unpacked). */
enum status package_open(struct arena *arena, struct slice bytes, const char *const *wanted,
			 struct package *package, struct error *error) QIPAN_CHECKED;

/* The part of that name, or NULL. */
const struct package_part *package_find(const struct package *package, struct slice name);

/* True when a zip file's first headers name the part in the clear. O(1): the first 64 KB. */
bool package_names(struct slice bytes, struct slice part);

#endif
