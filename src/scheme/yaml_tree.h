/*
 * The part of YAML that scheme files use, as a tree in which everything knows its place.
 *
 * Read with libyaml's events. Refused with line and column: anchors, aliases and tags (a codebook
 * must say what it says where it says it), a second document, keys that are not text or stand twice
 * in one mapping, nesting deeper than LIMIT_CODEBOOK_DEPTH, more than LIMIT_CODEBOOK_BYTES, and
 * bytes that are not UTF-8 (GBK, UTF-16). A byte order mark is skipped.
 *
 * A value that YAML would not read as text (true, no, 2025, null, 2026-01-27, unquoted) is kept as
 * it is written with the reason in not_text: the caller decides whether it must be quoted.
 */
#ifndef QIPAN_SCHEME_YAML_TREE_H
#define QIPAN_SCHEME_YAML_TREE_H

#include "base/arena.h"
#include "base/slice.h"
#include "scheme/remark.h"

enum tree_kind { TREE_TEXT, TREE_LIST, TREE_MAP };

struct tree_node {
	enum tree_kind kind;
	uint32_t line, column;
	struct slice text;    /* of TREE_TEXT */
	const char *not_text; /* "a truth value", "a number", ...; NULL for real text */
	struct slice key;     /* of a child of a TREE_MAP */
	uint32_t key_line, key_column;
	struct tree_node *first, *next; /* children; the next child of the same parent */
};

/* The file's top node, or NULL after errors that leave no tree (syntax, encoding, size, empty
 * file). All other errors are remarks too, and the tree then lacks what they are about. */
struct tree_node *yaml_tree_load(struct arena *study, struct slice bytes, const char *file,
				 struct scheme_remarks *remarks);

#endif
