/*
 * Many patterns, one pass. A lexicon finds every occurrence of every pattern in a shadow text;
 * which of them count (longest match, not-lists) is decided above (coding/).
 *
 * Patterns are given as written in a codebook and normalised like text, so that ＡＩ＋, AI+ and ai+
 * are one pattern. In all of them
 *   - a letter or digit of a script with spaces (Latin, Greek, Cyrillic, Arabic, ...) at the
 *     pattern's edge needs a neighbour in the text that is not one: 5G in 建5G网, AI in AI赋能,
 *     never AI in AIR;
 *   - a space stands for 1 to 64 characters of white space or hyphens, a hyphen for the same with
 *     at least one hyphen: "low carbon" finds low-carbon and low<line end>carbon, "low-carbon" does
 *     not find low carbon;
 *   - white space in the text between Latin and Han letters is passed over: AI赋能 finds AI 赋能.
 * Wildcards:
 *   - Chinese (any pattern with a character of a script without spaces): * = 0 to
 *     LIMIT_WILDCARD_CHARACTERS characters, none of them punctuation or a line end, shortest match
 *     (so * at an edge stands for nothing); ? = one such character;
 *   - others: * = any letters and digits of the word, also none; ? = one of them.
 *
 * Algorithm: a bitmap of the patterns' first two characters in front of a trie over code points
 * whose edges are one hash table; patterns with wildcards are in the trie up to their first
 * wildcard, the rest is tried where that part is found.
 *
 * Cost: O(characters + matches) for real codebooks. The worst case is O(characters x longest
 * pattern) for texts that repeat the beginning of a long pattern, plus one trial of LIMIT_WILDCARDS
 * x LIMIT_WILDCARD_CHARACTERS places for each pattern with wildcards whose beginning is found. It
 * is linear in the text for any fixed codebook.
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
/* Adds a pattern; its index is the number of patterns added before. Nothing is added on error.
 * Errors: FORMAT (empty, only wildcards, bad UTF-8), LIMIT (LIMIT_PATTERN_BYTES, LIMIT_WILDCARDS).
 */
enum status lexicon_add(struct lexicon *lexicon, struct slice pattern,
			struct error *error) QIPAN_CHECKED;
/* Builds the automaton; afterwards the lexicon is const and may be shared between threads. */
void lexicon_build(struct lexicon *lexicon);
size_t lexicon_count(const struct lexicon *lexicon);
/* Replaces the content of matches by all occurrences in shadow [start, end). An occurrence lies
 * wholly inside; for its neighbours the whole shadow is looked at. A pattern with wildcards is
 * found at most once at each start. */
void lexicon_scan(const struct lexicon *lexicon, const struct shadow_text *shadow, size_t start,
		  size_t end, struct lexicon_matches *matches);

#endif
