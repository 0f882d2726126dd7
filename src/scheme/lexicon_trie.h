/*
 * The inside of a lexicon, shared by lexicon.c (which makes it) and lexicon_scan.c (which walks
 * it). Nobody else includes this.
 *
 * A pattern is a row of symbols: code points, SYMBOL_STAR, SYMBOL_ANY; a space and '-' are
 * separators (lexicon.h). Its head, the symbols before the first wildcard, is a path of the trie;
 * the rest is its tail.
 */
#ifndef QIPAN_SCHEME_LEXICON_TRIE_H
#define QIPAN_SCHEME_LEXICON_TRIE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

enum { SYMBOL_STAR = 0x110000, SYMBOL_ANY = 0x110001 };

struct lexicon_pattern {
	uint32_t symbol_start, symbol_end; /* range in symbols */
	uint32_t tail_start;		   /* first wildcard, or symbol_end */
	bool unspaced;			   /* wildcards mean characters, not letters of a word */
};

/* An edge of the trie: from state and character to state next. Free slots have key 0; the root is
 * state 0 and character 0 is in no pattern, so no edge has key 0. */
struct lexicon_edge {
	uint64_t key; /* state << 21 | character */
	uint32_t next;
	uint32_t accept; /* 1 + index in accepts of the patterns whose head ends in next; 0 none */
};

struct lexicon_accept {
	uint32_t pattern;
	bool last; /* of this state */
};

struct lexicon {
	struct arena *study;
	struct lexicon_pattern *patterns;
	size_t pattern_count, pattern_capacity;
	uint32_t *symbols;
	size_t symbol_count, symbol_capacity;
	bool built;
	/* made by lexicon_build */
	uint64_t *filter; /* bit of (first, second) character, or (first, 0) */
	unsigned filter_shift;
	struct lexicon_edge *edges;
	unsigned edge_shift;
	struct lexicon_accept *accepts;
	uint32_t *headless; /* patterns that begin with a wildcard */
	size_t headless_count;
};

static inline uint32_t lexicon_filter_bit(uint32_t first, uint32_t second, unsigned shift)
{
	return (first * 0x9E3779B1u + second * 0x85EBCA77u) >> shift;
}

static inline uint64_t lexicon_edge_key(uint32_t state, uint32_t character)
{
	return (uint64_t)state << 21 | character;
}

static inline size_t lexicon_edge_slot(uint64_t key, unsigned shift)
{
	return (size_t)(key * 0x9E3779B97F4A7C15u >> shift);
}

#endif
