/*
 * Full-text search with keyword in context. docs/search.md teaches the language to users.
 *
 *   or    := and { OR and }
 *   and   := not { [AND] not }           a space is AND
 *   not   := [NOT] near
 *   near  := unit { NEAR/n unit }        at most n characters or words between, in either order;
 *                                        NEAR alone is NEAR/10; units are terms or (a OR b)
 *   unit  := term | "phrase" | field:value | ( or )
 *   field := region tier code kind date level language document, or in Chinese 地区 梯队 编码 类型
 * 日期 级别 语言 文件
 *
 * Operators are upper case. Full-width （ ） ： and the quotes “ ” 「 」 work like ( ) : ". A run
 * of Han characters without space is a phrase: 算力 finds every 算力, for one, two and more
 * characters. Words of letters and digits match whole, ignoring case and width; comput* by its
 * beginning. Signs inside a term must stand in the text: 人工智能+ finds 人工智能＋ but not
 * 人工智能; in quotes “ ” of another kind are text: "“AI+”".
 *
 * region: is the region and all below it, code: the code and all below it. date: takes 2026,
 * 2026-01, a..b, a.. or ..b, compared as far as the document's date is known. The other fields take
 * a whole value, ignoring the case of ASCII letters, or its beginning with *; language:zh means
 * zh-Hant too. A value that nothing on the board has is a mistake, not an empty answer.
 *
 * AND, NOT and NEAR hold in a paragraph by default, in a sentence or in a document on request; NEAR
 * never reaches over a paragraph. Only body text is searched, no furniture. FTS5 (one token a Han
 * character) gives candidates; each is verified on its text, so no hit is false and none is missed.
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
	uint32_t context; /* characters left of the first mark and right of the last, inside the
			   * passage; 0: the whole passage */
};

/* One passage with at least one hit of a term, NEAR or code: that is not negated and that has made
 * its unit fit. */
struct search_hit {
	int64_t passage, document_key;
	struct region_id region;
	struct slice document_id, title, date;
	uint8_t orientation;
	struct span passage_span; /* in canonical text */
	struct span text_span; /* of passage_text: the passage, or the window of options.context */
	struct slice passage_text;
	struct span *marks; /* hits in canonical text, inside passage_span, ascending, merged where
			     * they overlap */
	size_t mark_count;
};

struct search_result {
	struct search_hit *hits; /* by region, document key, position */
	size_t hit_count;
	uint64_t passage_total, document_total; /* before limit and offset */
};

/* The result lives in the arena. job and resolver may be NULL (region: and code: are then unknown).
 * Errors: USAGE with the column in the query (empty, unknown field or value, bracket, only NOT),
 * LIMIT (QUERY_BYTES, QUERY_TERMS, QUERY_DEPTH), CANCELLED, STORE.
 * Cost: the index lookup, plus reading and normalising every paragraph that FTS5 names. */
enum status store_search(struct store *store, struct job *job, struct arena *study,
			 struct slice query, const struct search_options *options,
			 const struct search_resolver *resolver, struct search_result *result,
			 struct error *error) QIPAN_CHECKED;

#endif
