/*
 * How a search goes: the query becomes a tree (query.h), FTS5 names blocks that may fit
 * (search_candidate.c), filters are looked up (search_field.c), and each block is read and matched
 * (search.c).
 */
#ifndef QIPAN_STORE_SEARCH_INSIDE_H
#define QIPAN_STORE_SEARCH_INSIDE_H

#include "store/inside.h"
#include "store/match.h"
#include "store/search.h"

/* What a field's value means on this board. */
struct field_value {
	uint32_t *regions; /* FIELD_REGION: it and all below, ascending */
	size_t region_count;
	uint32_t *codes; /* FIELD_CODE, ascending */
	size_t code_count;
	struct slice from, to; /* FIELD_DATE */
	struct slice text;     /* the others; without the final * */
	bool prefix;
};

/* Looks the value up; USAGE with the column when nothing on the board can fit it. */
enum status field_resolve(struct store *store, struct arena *study, const struct query_node *node,
			  const struct search_resolver *resolver, struct field_value *value,
			  struct error *error) QIPAN_CHECKED;
/* Does the document fit? Not for FIELD_CODE. */
enum status field_fits(struct store *store, enum query_field field, const struct field_value *value,
		       const struct stored_document *document, bool *fits,
		       struct error *error) QIPAN_CHECKED;
bool field_has_code(const struct field_value *value, struct code_id code);

/* A document that may have hits, with those of its blocks that FTS5 named. */
struct candidate {
	int64_t key, first_block;
	uint32_t region;
	const int64_t *blocks; /* numbers in the board, ascending */
	size_t block_count;
};
struct candidates {
	struct candidate *at; /* by region, then key */
	size_t count;
	/* also look at the blocks that mention a code of the query, in every document */
	bool scan_codes;
};

enum status candidates_find(struct store *store, struct arena *study, const struct query *query,
			    const struct search_options *options, struct candidates *candidates,
			    struct error *error) QIPAN_CHECKED;

#endif
