/*
 * Full-text search with keyword in context.
 *
 *   query  := or
 *   or     := and { OR and }            and := not { [AND] not }       (a space is AND)
 *   not    := [NOT] near                near := unit { NEAR/n unit }   (at most n characters or
 * words between) unit   := term | "phrase" | 'field:value' | ( or ) fields := region: tier: code:
 * kind: date: level: language: document:   date: takes 2026, 2026-01 or a..b Full-width forms work
 * too. A run of Han characters without space is a phrase: 算力 finds every 算力, exactly, for one,
 * two and more characters. Latin words match whole, ignoring case; comput* by its beginning.
 * Operators are upper case.
 *
 * The unit in which AND, NOT and NEAR hold is the paragraph by default, the sentence or the
 * document on request. FTS5 (one token a Han character) gives candidates; each is verified on the
 * shadow text, so no hit is false.
 */
#ifndef QIPAN_STORE_SEARCH_H
#define QIPAN_STORE_SEARCH_H

#include "store/store.h"

enum search_unit { SEARCH_PARAGRAPH, SEARCH_SENTENCE, SEARCH_DOCUMENT };

/* Field values are resolved by the caller (study knows gazetteer and codebook). Returns false if
 * the value is unknown: the search then fails with STATUS_USAGE naming it. */
struct search_resolver {
	bool (*region)(const void *context, struct slice value, struct region_id *id);
	/* the code itself and all codes below it; *ids is borrowed */
	bool (*code)(const void *context, struct slice value, const uint32_t **ids, size_t *count);
	const void *context;
};

struct search_options {
	enum search_unit unit;
	unsigned orientations; /* 0: all */
	size_t limit, offset;  /* hits to give; limit 0: all */
	bool all_editions;
	uint32_t context; /* characters left and right, 0: the whole passage */
};

/* One passage with at least one hit of a term that is not negated. */
struct search_hit {
	int64_t passage, document_key;
	struct region_id region;
	struct slice document_id, title, date;
	struct span passage_span; /* in canonical text */
	struct slice passage_text;
	struct span *marks; /* hits in canonical text, ascending, merged where they overlap */
	size_t mark_count;
};

struct search_result {
	struct search_hit *hits; /* by region, document key, position */
	size_t hit_count;
	uint64_t passage_total, document_total; /* before limit and offset */
};

/* Errors: USAGE with the column in the query (empty, unknown field, bracket, only NOT). */
enum status store_search(struct store *store, struct job *job, struct arena *study,
			 struct slice query, const struct search_options *options,
			 const struct search_resolver *resolver, struct search_result *result,
			 struct error *error) QIPAN_CHECKED;

#endif
