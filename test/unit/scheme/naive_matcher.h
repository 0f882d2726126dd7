/*
 * What lexicon.h says, as directly as it can be written: every pattern at every start by plain
 * recursion over the pattern's characters. It shares only the character classes with the lexicon.
 */
#ifndef QIPAN_TEST_NAIVE_MATCHER_H
#define QIPAN_TEST_NAIVE_MATCHER_H

#include <stdbool.h>

#include "base/limits.h"
#include "scheme/character.h"
#include "text/normal.h"

struct naive {
	const uint32_t *text;
	size_t count, limit;
	const uint32_t *pattern;
	size_t length;
	bool unspaced;
	size_t ends[4096];
	size_t end_count;
};

static inline bool naive_boundary(const struct naive *n, size_t at)
{
	return at == 0 || at >= n->count || !is_word_character(n->text[at]) ||
	       !is_word_character(n->text[at - 1]);
}

/* Collects all ends of matches of pattern[p..] from text[at] on. */
static inline void naive_match(struct naive *n, size_t p, size_t at)
{
	if (p == n->length) {
		bool goes_on = !n->unspaced && n->pattern[p - 1] == '*' && at < n->count &&
			       is_word_character(n->text[at]);
		if (naive_boundary(n, at) && !goes_on && n->end_count < 4096)
			n->ends[n->end_count++] = at;
		return;
	}
	uint32_t c = n->pattern[p];
	if (c == '*') {
		for (size_t k = 0;; k++) {
			naive_match(n, p + 1, at + k);
			if (at + k >= n->limit)
				return;
			if (n->unspaced &&
			    (k == LIMIT_WILDCARD_CHARACTERS || !is_gap(n->text, n->count, at + k)))
				return;
			if (!n->unspaced && !is_word_character(n->text[at + k]))
				return;
		}
	}
	if (c == ' ' || c == '-') {
		size_t end = at;
		bool hyphen = false;
		while (end < n->limit && is_separator(n->text[end]))
			hyphen = is_hyphen(n->text[end++]) || hyphen;
		if (end > at && end - at <= 64 && (c == ' ' || hyphen))
			naive_match(n, p + 1, end);
		return;
	}
	if (at >= n->limit)
		return;
	if (c == '?'
		    ? (n->unspaced ? is_gap(n->text, n->count, at) : is_word_character(n->text[at]))
		    : n->text[at] == c)
		naive_match(n, p + 1, at + 1);
	/* white space between Latin and Han is passed over, before the first wildcard */
	bool head = p > 0;
	for (size_t i = 0; i < p; i++)
		head = head && n->pattern[i] != '*' && n->pattern[i] != '?';
	if (!head || c == '?' || at == 0)
		return;
	size_t end = at;
	while (end < n->limit && is_separator(n->text[end]) && !is_hyphen(n->text[end]))
		end++;
	if (end == at || end - at > 64 || end >= n->limit || is_separator(n->text[end]) ||
	    n->text[end] != c)
		return;
	uint32_t before = n->text[at - 1];
	if ((is_unspaced(c) && is_word_character(before)) ||
	    (is_unspaced(before) && is_word_character(c)))
		naive_match(n, p + 1, end + 1);
}

/* The end of the match that the lexicon should report at start: the shortest for characters (also
 * when there are several because of white space), the only one for words; 0 if there is none. */
static inline size_t naive_find(struct naive *n, size_t start)
{
	n->end_count = 0;
	if (!naive_boundary(n, start) && n->pattern[0] != '?' && n->pattern[0] != '*')
		return 0;
	if (!n->unspaced && (n->pattern[0] == '?' || n->pattern[0] == '*') &&
	    (!naive_boundary(n, start) || !is_word_character(n->text[start])))
		return 0;
	naive_match(n, 0, start);
	size_t best = 0;
	for (size_t i = 0; i < n->end_count; i++)
		if (n->ends[i] > start && (best == 0 || n->ends[i] < best))
			best = n->ends[i];
	return best;
}

#endif
