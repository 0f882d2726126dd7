#include <stdlib.h>

#include "base/arena.h"
#include "base/limits.h"
#include "scheme/character.h"
#include "scheme/lexicon.h"
#include "scheme/lexicon_trie.h"

enum {
	LONGEST_SEPARATOR = 64, /* characters between two words of a phrase */
	PLACES = LIMIT_WILDCARDS * (LIMIT_WILDCARD_CHARACTERS + LONGEST_SEPARATOR) + 1,
};

/* One walk over one stretch of text. */
struct scan {
	const struct lexicon *lexicon;
	const uint32_t *text;
	size_t count; /* of the whole text: neighbours are looked at outside the stretch */
	size_t limit; /* end of the stretch */
	size_t start; /* where the match that is being tried begins */
	/* The word that was last measured: [from, end). Without it a word of a million letters and
	 * many patterns a*, aa*, ... would cost their product. */
	size_t word_from, word_end;
	struct lexicon_matches *matches;
};

static uint32_t find_edge(const struct lexicon *lexicon, uint32_t state, uint32_t symbol,
			  uint32_t *accept)
{
	uint64_t key = lexicon_edge_key(state, symbol);
	size_t mask = ((size_t)1 << (64 - lexicon->edge_shift)) - 1;
	for (size_t i = lexicon_edge_slot(key, lexicon->edge_shift);; i = (i + 1) & mask) {
		const struct lexicon_edge *edge = &lexicon->edges[i];
		if (edge->key == key) {
			*accept = edge->accept;
			return edge->next;
		}
		if (edge->key == 0)
			return 0; /* the root is nobody's next state */
	}
}

static bool word_at(const struct scan *scan, size_t at)
{
	return at < scan->count && is_word_character(scan->text[at]);
}

/* True if a pattern may end before text[at]: there is no word there that goes on. */
static bool may_end(const struct scan *scan, size_t at)
{
	return !word_at(scan, at) || !is_word_character(scan->text[at - 1]);
}

static void emit(const struct scan *scan, uint32_t pattern, size_t end)
{
	struct lexicon_matches *m = scan->matches;
	if (m->count == m->capacity)
		m->at = memory_grow(m->at, &m->capacity, m->count + 1, sizeof *m->at);
	m->at[m->count++] = (struct lexicon_match){pattern, (uint32_t)scan->start, (uint32_t)end};
}

/* End of the separators from text[at] on; *hyphen says if one is a hyphen. Equal to at if there is
 * none or if they are too many for a phrase. */
static size_t separator_end(const struct scan *scan, size_t at, bool *hyphen)
{
	size_t end = at;
	*hyphen = false;
	while (end < scan->limit && is_separator(scan->text[end])) {
		*hyphen = *hyphen || is_hyphen(scan->text[end]);
		if (++end - at > LONGEST_SEPARATOR)
			return at;
	}
	return end;
}

/* The place after one symbol (not a star) at text[at], or 0 if it is not there. */
static size_t symbol_end(const struct scan *scan, bool unspaced, uint32_t symbol, size_t at)
{
	if (at >= scan->limit)
		return 0;
	if (symbol == SYMBOL_ANY) {
		bool fits = unspaced ? is_gap(scan->text, scan->count, at)
				     : is_word_character(scan->text[at]);
		return fits ? at + 1 : 0;
	}
	if (is_separator(symbol)) {
		bool hyphen;
		size_t end = separator_end(scan, at, &hyphen);
		return end > at && (hyphen || symbol == ' ') ? end : 0;
	}
	return scan->text[at] == symbol ? at + 1 : 0;
}

/* Adds the places that a star leads to from each of the places (ascending): up to
 * LIMIT_WILDCARD_CHARACTERS further on. */
static size_t star_places(const struct scan *scan, const size_t *places, size_t count,
			  size_t *reached)
{
	size_t n = 0;
	for (size_t i = 0; i < count; i++) {
		size_t at = places[i];
		for (size_t step = 0; step <= LIMIT_WILDCARD_CHARACTERS; step++, at++) {
			if (n == 0 || reached[n - 1] < at) {
				if (n == PLACES)
					return n;
				reached[n++] = at;
			}
			if (at >= scan->limit || !is_gap(scan->text, scan->count, at))
				break;
		}
	}
	return n;
}

/* The end of the shortest match of a tail of characters from text[at] on, or 0. All places that
 * the tail can have reached are followed at once, so that several stars cost their sum. */
static size_t match_characters(const struct scan *scan, const uint32_t *tail, size_t length,
			       size_t at)
{
	size_t places[PLACES], reached[PLACES], count = 1;
	places[0] = at;
	for (size_t s = 0; s < length && count > 0; s++) {
		size_t n = 0;
		if (tail[s] == SYMBOL_STAR) {
			n = star_places(scan, places, count, reached);
			for (size_t i = 0; i < n; i++)
				places[i] = reached[i];
			count = n;
			continue;
		}
		for (size_t i = 0; i < count; i++) {
			size_t end = symbol_end(scan, true, tail[s], places[i]);
			if (end > 0 && (n == 0 || places[n - 1] != end))
				places[n++] = end;
		}
		count = n;
	}
	for (size_t i = 0; i < count; i++)
		if (may_end(scan, places[i]))
			return places[i];
	return 0;
}

/* The end of a match of a tail of words from text[at] on, or 0. A star gives letters back to be
 * retried, but only the last one: since it cannot leave its word and a word must match whole,
 * earlier ones cannot help. A star at the end takes all of the word. */
static size_t match_words(const struct scan *scan, const uint32_t *tail, size_t length, size_t at)
{
	size_t s = 0, star = 0, star_at = 0;
	bool starred = false;
	for (;;) {
		if (s < length && tail[s] == SYMBOL_STAR) {
			star = ++s;
			star_at = at;
			starred = true;
			continue;
		}
		size_t end = s < length ? symbol_end(scan, false, tail[s], at) : 0;
		if (end > 0) {
			starred = starred && !is_separator(tail[s]);
			at = end;
			s++;
		} else if (s == length && may_end(scan, at) &&
			   !(star == length && word_at(scan, at))) {
			return at;
		} else if (starred && star_at < scan->limit && word_at(scan, star_at)) {
			at = ++star_at;
			s = star;
		} else {
			return 0;
		}
	}
}

/* End of the word that holds text[at - 1], inside the stretch; 0 if the word goes on outside. */
static size_t word_end(struct scan *scan, size_t at)
{
	if (at < scan->word_from || at > scan->word_end) {
		size_t end = at;
		while (end < scan->limit && is_word_character(scan->text[end]))
			end++;
		scan->word_from = at;
		scan->word_end = end;
	}
	return may_end(scan, scan->word_end) ? scan->word_end : 0;
}

static size_t match_tail(struct scan *scan, const struct lexicon_pattern *pattern, size_t at)
{
	const uint32_t *tail = scan->lexicon->symbols + pattern->tail_start;
	size_t length = pattern->symbol_end - pattern->tail_start;
	if (pattern->unspaced)
		return match_characters(scan, tail, length, at);
	if (length == 1 && tail[0] == SYMBOL_STAR) /* by far the most frequent: robot* */
		return word_end(scan, at);
	return match_words(scan, tail, length, at);
}

/* The head of these patterns ends before text[at]. */
static void accept_heads(struct scan *scan, uint32_t accept, size_t at)
{
	const struct lexicon_accept *a = &scan->lexicon->accepts[accept - 1];
	for (;; a++) {
		const struct lexicon_pattern *p = &scan->lexicon->patterns[a->pattern];
		size_t end = at;
		if (p->tail_start < p->symbol_end)
			end = match_tail(scan, p, at);
		else if (!may_end(scan, at))
			end = 0;
		if (end > 0)
			emit(scan, a->pattern, end);
		if (a->last)
			return;
	}
}

static void walk(struct scan *scan, uint32_t state, size_t at);

static void walk_edge(struct scan *scan, uint32_t state, uint32_t symbol, size_t at)
{
	uint32_t accept = 0, next = find_edge(scan->lexicon, state, symbol, &accept);
	if (next == 0)
		return;
	if (accept > 0)
		accept_heads(scan, accept, at);
	walk(scan, next, at);
}

/* Separators can be a space or a hyphen of the pattern, or nothing between scripts. Each choice is
 * another state of the trie, so all of them together visit a state once. */
static void walk_separator(struct scan *scan, uint32_t state, size_t at)
{
	bool hyphen;
	size_t end = separator_end(scan, at, &hyphen);
	if (end == at)
		return;
	walk_edge(scan, state, ' ', end);
	if (hyphen)
		walk_edge(scan, state, '-', end);
	else if (end < scan->limit &&
		 ((is_unspaced(scan->text[end]) && is_word_character(scan->text[at - 1])) ||
		  (is_unspaced(scan->text[at - 1]) && is_word_character(scan->text[end]))))
		walk(scan, state, end);
}

/* Follows the text from text[at] on through the trie and reports all heads on the way. */
static void walk(struct scan *scan, uint32_t state, size_t at)
{
	while (at < scan->limit) {
		uint32_t c = scan->text[at];
		if (is_separator(c)) {
			walk_separator(scan, state, at);
			return;
		}
		uint32_t accept = 0;
		state = find_edge(scan->lexicon, state, c, &accept);
		if (state == 0)
			return;
		at++;
		if (accept > 0)
			accept_heads(scan, accept, at);
	}
}

static void try_headless(struct scan *scan)
{
	bool in_word = scan->start > 0 && word_at(scan, scan->start) &&
		       is_word_character(scan->text[scan->start - 1]);
	for (size_t i = 0; i < scan->lexicon->headless_count; i++) {
		uint32_t index = scan->lexicon->headless[i];
		const struct lexicon_pattern *p = &scan->lexicon->patterns[index];
		if (!p->unspaced && (in_word || !word_at(scan, scan->start)))
			continue;
		size_t end = match_tail(scan, p, scan->start);
		if (end > scan->start)
			emit(scan, index, end);
	}
}

static int match_compare(const void *a, const void *b)
{
	const struct lexicon_match *x = a, *y = b;
	if (x->end != y->end)
		return x->end > y->end ? -1 : 1;
	return x->pattern < y->pattern ? -1 : x->pattern > y->pattern;
}

/* Orders the matches of one start, which come shortest first. */
static void order_matches(struct lexicon_match *at, size_t count)
{
	if (count > 16) {
		qsort(at, count, sizeof *at, match_compare);
		return;
	}
	for (size_t i = 1; i < count; i++) {
		struct lexicon_match match = at[i];
		size_t k = i;
		for (; k > 0 && match_compare(&match, &at[k - 1]) < 0; k--)
			at[k] = at[k - 1];
		at[k] = match;
	}
}

void lexicon_scan(const struct lexicon *lexicon, const struct shadow_text *shadow, size_t start,
		  size_t end, struct lexicon_matches *matches)
{
	struct scan scan = {.lexicon = lexicon,
			    .text = shadow->characters,
			    .count = shadow->count,
			    .limit = end,
			    .word_from = 1, /* and word_end 0: none measured yet */
			    .matches = matches};
	matches->count = 0;
	const uint32_t *text = shadow->characters;
	const uint64_t *filter = lexicon->filter;
	unsigned shift = lexicon->filter_shift;
	for (size_t i = start; i < end; i++) {
		uint32_t c = text[i], next = i + 1 < end ? text[i + 1] : 0;
		uint32_t pair = lexicon_filter_bit(c, next, shift);
		uint32_t single = lexicon_filter_bit(c, 0, shift);
		bool begins =
			((filter[pair / 64] >> pair % 64) | (filter[single / 64] >> single % 64)) &
			1;
		if (!begins && lexicon->headless_count == 0)
			continue;
		scan.start = i;
		size_t before = matches->count;
		if (begins && !(i > 0 && is_word_character(c) && is_word_character(text[i - 1])))
			walk(&scan, 0, i);
		if (lexicon->headless_count > 0)
			try_headless(&scan);
		if (matches->count - before > 1)
			order_matches(matches->at + before, matches->count - before);
	}
}
