#include "scheme/lexicon.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "scheme/character.h"
#include "scheme/lexicon_trie.h"

struct lexicon *lexicon_new(struct arena *study)
{
	struct lexicon *lexicon = arena_new(study, struct lexicon);
	lexicon->study = study;
	return lexicon;
}

size_t lexicon_count(const struct lexicon *lexicon)
{
	return lexicon->pattern_count;
}

static bool is_wildcard(uint32_t symbol)
{
	return symbol == SYMBOL_STAR || symbol == SYMBOL_ANY;
}

static uint32_t symbol_of(uint32_t character)
{
	if (character == '*')
		return SYMBOL_STAR;
	if (character == '?')
		return SYMBOL_ANY;
	if (is_hyphen(character))
		return '-';
	return is_separator(character) ? ' ' : character;
}

/* Writes the shadow's characters as symbols: separators run together, none at the edges. */
static size_t symbols_make(const struct shadow_text *shadow, uint32_t *symbols)
{
	size_t count = 0;
	for (size_t i = 0; i < shadow->count; i++) {
		uint32_t symbol = symbol_of(shadow->characters[i]);
		bool after_separator = count > 0 && is_separator(symbols[count - 1]);
		if (is_separator(symbol) && count == 0)
			continue;
		if (symbol == ' ' && after_separator)
			continue;
		if (symbol == '-' && after_separator)
			symbols[count - 1] = '-';
		else if (symbol != SYMBOL_STAR || count == 0 || symbols[count - 1] != SYMBOL_STAR)
			symbols[count++] = symbol;
	}
	while (count > 0 && is_separator(symbols[count - 1]))
		count--;
	return count;
}

static bool is_nothing(uint32_t symbol)
{
	return symbol == SYMBOL_STAR || is_separator(symbol);
}

/* A star at the edge of a pattern of characters stands for its shortest match: nothing. */
static size_t trim_stars(uint32_t *symbols, size_t count)
{
	while (count > 0 && is_nothing(symbols[count - 1]))
		count--;
	size_t skip = 0;
	while (skip < count && is_nothing(symbols[skip]))
		skip++;
	memmove(symbols, symbols + skip, (count - skip) * sizeof *symbols);
	return count - skip;
}

static enum status symbols_check(const uint32_t *symbols, size_t count, struct error *error)
{
	size_t wildcards = 0, letters = 0;
	for (size_t i = 0; i < count; i++) {
		if (symbols[i] == 0)
			return error_set(error, STATUS_FORMAT, "a pattern may not hold NUL");
		if (is_wildcard(symbols[i]))
			wildcards++;
		else if (!is_separator(symbols[i]))
			letters++;
	}
	if (count == 0)
		return error_set(error, STATUS_FORMAT,
				 "the pattern is empty: write a word or remove it");
	if (letters == 0)
		return error_set(error, STATUS_FORMAT,
				 "the pattern has only wildcards and spaces: it would match "
				 "everything; write at least one letter");
	if (wildcards > LIMIT_WILDCARDS)
		return error_set(error, STATUS_LIMIT,
				 "the pattern has %zu wildcards, at most %d are allowed "
				 "(LIMIT_WILDCARDS): split it",
				 wildcards, LIMIT_WILDCARDS);
	return STATUS_OK;
}

static enum status pattern_append(struct lexicon *lexicon, const struct shadow_text *shadow,
				  struct error *error)
{
	lexicon->symbols = arena_grow(
		lexicon->study, lexicon->symbols, lexicon->symbol_count, &lexicon->symbol_capacity,
		lexicon->symbol_count + shadow->count + 1, sizeof *lexicon->symbols);
	uint32_t *symbols = lexicon->symbols + lexicon->symbol_count;
	size_t count = symbols_make(shadow, symbols);
	bool unspaced = false;
	for (size_t i = 0; i < count; i++)
		unspaced = unspaced || is_unspaced(symbols[i]);
	if (unspaced)
		count = trim_stars(symbols, count);
	TRY(symbols_check(symbols, count, error));

	size_t head = 0;
	while (head < count && !is_wildcard(symbols[head]))
		head++;
	uint32_t start = (uint32_t)lexicon->symbol_count;
	lexicon->patterns = arena_grow(lexicon->study, lexicon->patterns, lexicon->pattern_count,
				       &lexicon->pattern_capacity, lexicon->pattern_count + 1,
				       sizeof *lexicon->patterns);
	lexicon->patterns[lexicon->pattern_count++] = (struct lexicon_pattern){
		start, start + (uint32_t)count, start + (uint32_t)head, unspaced};
	lexicon->symbol_count += count;
	return STATUS_OK;
}

enum status lexicon_add(struct lexicon *lexicon, struct slice pattern, struct error *error)
{
	assert(!lexicon->built);
	if (pattern.length > LIMIT_PATTERN_BYTES)
		return error_set(error, STATUS_LIMIT,
				 "the pattern has %zu bytes, at most %d are allowed "
				 "(LIMIT_PATTERN_BYTES): a pattern is a word or phrase, not a text",
				 pattern.length, LIMIT_PATTERN_BYTES);
	if (lexicon->pattern_count >= LIMIT_CODEBOOK_PATTERNS)
		return error_set(error, STATUS_LIMIT,
				 "more than %d patterns (LIMIT_CODEBOOK_PATTERNS)",
				 LIMIT_CODEBOOK_PATTERNS);
	if (utf8_find_invalid(pattern) != SIZE_MAX)
		return error_set(error, STATUS_FORMAT, "the pattern is not valid UTF-8");
	struct arena scratch;
	arena_init(&scratch);
	struct shadow_text shadow;
	text_normalise(&scratch, pattern, &shadow);
	enum status status = pattern_append(lexicon, &shadow, error);
	arena_release(&scratch);
	return status;
}

/* ---- building -------------------------------------------------------------------------------- */

/* The trie while it grows; edges are copied into the arena when their number is known. */
struct builder {
	struct lexicon_edge *edges;
	size_t capacity, count; /* capacity is a power of two */
	unsigned shift;
	uint32_t state_count;
};

static struct lexicon_edge *edge_slot(struct builder *builder, uint64_t key)
{
	size_t mask = builder->capacity - 1;
	size_t i = lexicon_edge_slot(key, builder->shift);
	while (builder->edges[i].key != 0 && builder->edges[i].key != key)
		i = (i + 1) & mask;
	return &builder->edges[i];
}

static void builder_resize(struct builder *builder, unsigned bits)
{
	struct lexicon_edge *old = builder->edges;
	size_t old_capacity = builder->capacity;
	builder->capacity = (size_t)1 << bits;
	builder->shift = 64 - bits;
	builder->edges = memory_resize(NULL, builder->capacity, sizeof *builder->edges);
	memset(builder->edges, 0, builder->capacity * sizeof *builder->edges);
	for (size_t i = 0; i < old_capacity; i++)
		if (old[i].key != 0)
			*edge_slot(builder, old[i].key) = old[i];
	free(old);
}

static uint32_t builder_step(struct builder *builder, uint32_t state, uint32_t symbol)
{
	/* Load at most 1/2: the table should stay in the cache near the core. */
	if (2 * (builder->count + 1) > builder->capacity)
		builder_resize(builder, 64 - builder->shift + 1);
	uint64_t key = lexicon_edge_key(state, symbol);
	struct lexicon_edge *edge = edge_slot(builder, key);
	if (edge->key == 0) {
		*edge = (struct lexicon_edge){key, builder->state_count++, 0};
		builder->count++;
	}
	return edge->next;
}

struct head {
	uint32_t state, pattern;
};

static int head_compare(const void *a, const void *b)
{
	const struct head *x = a, *y = b;
	if (x->state != y->state)
		return x->state < y->state ? -1 : 1;
	return x->pattern < y->pattern ? -1 : x->pattern > y->pattern;
}

/* Puts every head into the trie; returns how many there are, in heads. */
static size_t heads_insert(struct lexicon *lexicon, struct builder *builder, struct head *heads)
{
	size_t count = 0;
	lexicon->headless = arena_array(lexicon->study, uint32_t, lexicon->pattern_count);
	for (uint32_t i = 0; i < lexicon->pattern_count; i++) {
		const struct lexicon_pattern *p = &lexicon->patterns[i];
		if (p->tail_start == p->symbol_start) {
			lexicon->headless[lexicon->headless_count++] = i;
			continue;
		}
		uint32_t state = 0;
		for (uint32_t s = p->symbol_start; s < p->tail_start; s++)
			state = builder_step(builder, state, lexicon->symbols[s]);
		heads[count++] = (struct head){state, i};
	}
	return count;
}

/* Lists the patterns of each state and points the state's one incoming edge to its list. */
static void accepts_make(struct lexicon *lexicon, struct builder *builder, struct head *heads,
			 size_t count)
{
	if (count > 0)
		qsort(heads, count, sizeof *heads, head_compare);
	uint32_t *first = memory_resize(NULL, builder->state_count, sizeof *first);
	memset(first, 0, builder->state_count * sizeof *first);
	lexicon->accepts = arena_array(lexicon->study, struct lexicon_accept, count);
	for (size_t i = 0; i < count; i++) {
		bool last = i + 1 == count || heads[i + 1].state != heads[i].state;
		lexicon->accepts[i] = (struct lexicon_accept){heads[i].pattern, last};
		if (first[heads[i].state] == 0)
			first[heads[i].state] = (uint32_t)i + 1;
	}
	for (size_t i = 0; i < builder->capacity; i++)
		if (builder->edges[i].key != 0)
			builder->edges[i].accept = first[builder->edges[i].next];
	free(first);
}

/* The second character of a text that begins with the head, or 0 if it can be any: the head has
 * only one, or white space may stand there. */
static uint32_t second_character(const struct lexicon *lexicon, const struct lexicon_pattern *p)
{
	if (p->tail_start - p->symbol_start < 2)
		return 0;
	uint32_t first = lexicon->symbols[p->symbol_start];
	uint32_t second = lexicon->symbols[p->symbol_start + 1];
	bool mixed = is_unspaced(first) ? is_word_character(second)
					: is_word_character(first) && is_unspaced(second);
	return mixed || is_separator(second) ? 0 : second;
}

static void filter_make(struct lexicon *lexicon)
{
	/* 32 bits for a pattern: one place in 32 passes that should not. */
	unsigned bits = 12;
	while (bits < 26 && (size_t)1 << bits < 32 * lexicon->pattern_count)
		bits++;
	lexicon->filter_shift = 32 - bits;
	lexicon->filter = arena_array(lexicon->study, uint64_t, ((size_t)1 << bits) / 64);
	for (size_t i = 0; i < lexicon->pattern_count; i++) {
		const struct lexicon_pattern *p = &lexicon->patterns[i];
		if (p->tail_start == p->symbol_start)
			continue;
		uint32_t first = lexicon->symbols[p->symbol_start];
		uint32_t bit = lexicon_filter_bit(first, second_character(lexicon, p),
						  lexicon->filter_shift);
		lexicon->filter[bit / 64] |= (uint64_t)1 << bit % 64;
	}
}

void lexicon_build(struct lexicon *lexicon)
{
	assert(!lexicon->built);
	struct builder builder = {.state_count = 1};
	builder_resize(&builder, 10);
	struct head *heads = memory_resize(NULL, lexicon->pattern_count, sizeof *heads);
	size_t count = heads_insert(lexicon, &builder, heads);
	accepts_make(lexicon, &builder, heads, count);
	free(heads);
	lexicon->edges = arena_array(lexicon->study, struct lexicon_edge, builder.capacity);
	memcpy(lexicon->edges, builder.edges, builder.capacity * sizeof *builder.edges);
	lexicon->edge_shift = builder.shift;
	free(builder.edges);
	filter_make(lexicon);
	lexicon->built = true;
}
