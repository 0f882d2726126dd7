/*
 * A search query as a tree. search.h gives the language, docs/search.md teaches it.
 *
 * The parser pushes NOT down to the leaves (not (a or b) = not a and not b), so a tree has only
 * AND, OR and leaves, each leaf plain or negated. A NEAR is a leaf: its parts are terms, or terms
 * joined by OR, inside it.
 *
 * Errors are USAGE with the column (1-based, in characters) where the mistake begins, or LIMIT.
 */
#ifndef QIPAN_STORE_QUERY_H
#define QIPAN_STORE_QUERY_H

#include "base/arena.h"
#include "base/slice.h"
#include "base/status.h"

enum query_kind { QUERY_AND, QUERY_OR, QUERY_NEAR, QUERY_TERM, QUERY_FIELD };

enum query_field {
	FIELD_REGION,
	FIELD_TIER,
	FIELD_CODE, /* the only one that stands for places in the text */
	FIELD_KIND,
	FIELD_DATE,
	FIELD_LEVEL,
	FIELD_LANGUAGE,
	FIELD_DOCUMENT,
	FIELD_COUNT,
};

/* What is looked for: shadow characters with every run of white space as one U+0020. */
struct query_term {
	uint32_t *characters;
	size_t count;
	uint32_t *fallback; /* Knuth-Morris-Pratt: where to go on after a mismatch at i */
	bool prefix;	    /* the word may go on after it */
};

struct query_node {
	enum query_kind kind;
	uint32_t number; /* index in query.nodes */
	uint32_t column;
	bool negated; /* leaves only */
	struct query_node **children;
	size_t child_count;
	uint32_t *reach; /* NEAR: between child i and i + 1 */
	struct query_term term;
	enum query_field field;
	struct slice value; /* of a field, as written */
};

struct query {
	struct query_node *root;
	struct query_node **nodes; /* all, children before parents */
	size_t node_count;
};

/* The tree lives in the arena. */
enum status query_parse(struct arena *study, struct slice text, struct query *query,
			struct error *error) QIPAN_CHECKED;

/* A leaf whose hits are shown: a term, NEAR or code: that is not negated. */
bool query_shows(const struct query_node *node);

/* A field that is about the document, not about places in it: all but code:. */
bool query_is_filter(const struct query_node *node);

/* "region", never NULL. */
const char *query_field_name(enum query_field field);

#endif
