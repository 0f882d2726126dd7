/*
 * Many patterns, one pass. A lexicon finds every occurrence of every pattern in a shadow text;
 * which of them count (longest match, not-lists) is decided above (coding/).
 *
 * Patterns are given as written in a codebook and normalised like text:
 *   - Chinese (any pattern with a Han character): matched on characters; * = 0 to
 *     LIMIT_WILDCARD_CHARACTERS characters without punctuation, shortest match; ? = one character;
 *     an ASCII letter or digit at the pattern's edge needs a neighbour that is not one.
 *   - Latin: whole words; a space = words that follow each other (any white space or hyphen as
 * written);
 *     * = any letters of the word; ? = one letter.
 * Algorithm: a bitmap of the patterns' first two characters before a trie over code points
 * (research: 0.8 to 1.2 of Hyperscan at real match density, start offsets for free).
 */
#ifndef QIPAN_SCHEME_LEXICON_H
#define QIPAN_SCHEME_LEXICON_H

#include "base/arena.h"
#include "base/slice.h"
#include "base/status.h"
#include "text/normal.h"

struct lexicon;

struct lexicon_match {
	uint32_t pattern;    /* index in the order of lexicon_add */
	uint32_t start, end; /* shadow characters */
};

struct lexicon_matches {
	struct lexicon_match *at; /* by start, then end (longer first), then pattern */
	size_t count, capacity;	  /* grown with memory_grow; release with free(at) */
};

/* The lexicon lives in the arena. */
struct lexicon *lexicon_new(struct arena *study);
/* Adds a pattern; its index is the number of patterns added before. Errors: FORMAT (empty, only
 * wildcards, longer than LIMIT_PATTERN_BYTES, ...), with the reason. */
enum status lexicon_add(struct lexicon *lexicon, struct slice pattern,
			struct error *error) QIPAN_CHECKED;
/* Builds the automaton; afterwards the lexicon is const and may be shared between threads. */
void lexicon_build(struct lexicon *lexicon);
/* Replaces the content of matches by all occurrences in shadow [start, end). O(characters +
 * matches). */
void lexicon_scan(const struct lexicon *lexicon, const struct shadow_text *shadow, size_t start,
		  size_t end, struct lexicon_matches *matches);

#endif
