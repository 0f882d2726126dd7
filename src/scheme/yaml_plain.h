/*
 * What YAML 1.1 makes of an unquoted scalar, as R's yaml package (under quanteda) and most others
 * read it: "no" is false, 2025 a number, 2026-01-27 a date.
 */
#ifndef QIPAN_SCHEME_YAML_PLAIN_H
#define QIPAN_SCHEME_YAML_PLAIN_H

#include "base/slice.h"

/* "a truth value", "a number", "a date", "nothing (null)", "a merge key", or NULL for text. */
const char *yaml_plain_kind(struct slice text);

#endif
