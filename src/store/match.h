/*
 * Where a term stands in a text, exactly.
 *
 * The text is looked at as shadow characters with every run of white space as one space, so that a
 * phrase of English words holds over a line's double spaces. Where a term begins or ends with a
 * letter or digit of a run (tokenizer.h), the text must not go on with one: ai is not in "said",
 * but in "AI+" and "用AI做". Characters that are tokens by themselves need no such edge.
 */
#ifndef QIPAN_STORE_MATCH_H
#define QIPAN_STORE_MATCH_H

#include "base/arena.h"
#include "base/slice.h"
#include "store/query.h"
#include "text/normal.h"

struct match_text {
	const struct shadow_text *shadow;
	uint32_t base;	      /* canonical offset of the text in its document */
	uint32_t *characters; /* white space compacted */
	uint32_t *from;	      /* shadow index of each; count + 1 */
	uint32_t *tokens;     /* tokens that start before it; count + 1 */
	size_t count;
};

/* One place. Spans are of the document's canonical text. */
struct hit {
	struct span span;
	uint32_t first_token, end_token; /* numbers of tokens, for distances inside this text */
};
struct hits {
	struct hit *at; /* by start, then end */
	size_t count, capacity;
};

/* O(characters). The shadow must stay. */
void match_text_make(struct arena *scratch, const struct shadow_text *shadow, uint32_t base,
		     struct match_text *text);
/* All places of the term, overlapping ones too. O(characters) whatever the term (Knuth, Morris and
 * Pratt 1977). */
void match_term(struct arena *scratch, const struct match_text *text, const struct query_term *term,
		struct hits *hits);
void hits_add(struct arena *scratch, struct hits *hits, struct hit hit);
/* By start, then end; equal ones become one. */
void hits_sort(struct hits *hits);

/* Hits of a NEAR: lists[i] are the places of part i. Kept are those that stand in a whole chain in
 * which neighbours have at most reach[i] tokens between them, in either order, and do not overlap.
 * O(n log n). */
void match_near(struct arena *scratch, const struct hits *lists, size_t count,
		const uint32_t *reach, struct hits *hits);

#endif
