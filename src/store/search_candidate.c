#include <stdlib.h>

#include "store/search_inside.h"
#include "store/tokenizer.h"

static const char doing[] = "searching";

/* FTS5 compares the places of every token of a phrase; its first ones say enough. */
enum { PHRASE_TOKENS = 16 };

/* How much of the term FTS5 is asked for: PHRASE_TOKENS whole tokens. */
static size_t asked_for(const struct query_term *term)
{
	size_t tokens = 0;
	enum character_class before = CHARACTER_SEPARATOR;
	for (size_t i = 0; i < term->count; i++) {
		enum character_class class = character_class(term->characters[i]);
		bool starts = class == CHARACTER_SINGLE ||
			      (class == CHARACTER_RUN && before != CHARACTER_RUN);
		if (starts && tokens++ == PHRASE_TOKENS)
			return i;
		before = class;
	}
	return term->count;
}

/* The term as an FTS5 string: the tokenizer cuts it as it cut the text. */
static void append_term(const struct query_term *term, struct buffer *out)
{
	size_t count = asked_for(term);
	buffer_append_byte(out, '"');
	for (size_t i = 0; i < count; i++) {
		if (term->characters[i] == '"' || term->characters[i] == 0)
			buffer_append_byte(out, ' '); /* separates all the same */
		else
			buffer_append_code_point(out, term->characters[i]);
	}
	buffer_append_byte(out, '"');
	/* after a sign, a prefix says nothing about the next token */
	if (term->prefix && count == term->count &&
	    character_class(term->characters[count - 1]) == CHARACTER_RUN)
		buffer_append_byte(out, '*');
}

/* Appends what every block that fits the node must contain; false if nothing can be said. */
static bool append_needed(const struct query_node *node, struct buffer *out)
{
	if (node->negated || node->kind == QUERY_FIELD)
		return false;
	if (node->kind == QUERY_TERM) {
		append_term(&node->term, out);
		return true;
	}
	bool is_or = node->kind == QUERY_OR, any = false;
	size_t start = out->length;
	buffer_append_byte(out, '(');
	for (size_t i = 0; i < node->child_count; i++) {
		size_t before = out->length;
		if (any)
			buffer_append_string(out, is_or ? " OR " : " AND ");
		if (append_needed(node->children[i], out)) {
			any = true;
			continue;
		}
		out->length = before;
		if (is_or) {
			any = false;
			break;
		}
	}
	if (!any)
		out->length = start;
	else
		buffer_append_byte(out, ')');
	out->at[out->length] = '\0';
	return any;
}

/* Any of the terms, those under NEAR too; negated ones only if wanted. */
static bool append_any(const struct query_node *node, bool with_negated, struct buffer *out)
{
	if (node->kind == QUERY_FIELD || (node->negated && !with_negated))
		return false;
	if (node->kind == QUERY_TERM) {
		if (out->length > 0)
			buffer_append_string(out, " OR ");
		append_term(&node->term, out);
		return true;
	}
	bool any = false;
	for (size_t i = 0; i < node->child_count; i++)
		any |= append_any(node->children[i], with_negated, out);
	return any;
}

static bool has_code_leaf(const struct query *query, bool with_negated)
{
	for (size_t i = 0; i < query->node_count; i++) {
		const struct query_node *node = query->nodes[i];
		if (node->kind == QUERY_FIELD && node->field == FIELD_CODE &&
		    (with_negated || !node->negated))
			return true;
	}
	return false;
}

/* Over a whole document AND can hold between two blocks, so every block with any term counts. */
static void plan(const struct query *query, const struct search_options *options,
		 struct buffer *match, bool *scan_codes)
{
	bool whole = options->unit == SEARCH_DOCUMENT;
	*scan_codes = false;
	if (!whole && append_needed(query->root, match))
		return;
	append_any(query->root, whole, match);
	*scan_codes = has_code_leaf(query, whole);
}

static enum status match_blocks(struct store *store, struct arena *study, struct slice match,
				int64_t **blocks, size_t *count, struct error *error)
{
	sqlite3_stmt *select;
	bool row;
	int64_t *found = NULL;
	size_t capacity = 0;
	*count = 0;
	*blocks = arena_array(study, int64_t, 0);
	if (match.length == 0)
		return STATUS_OK;
	TRY(statement_take(store,
			   "SELECT rowid FROM fulltext WHERE fulltext MATCH ?1 ORDER BY rowid",
			   &select, error));
	bind_text(select, 1, match);
	enum status status;
	while ((status = statement_step(store, select, doing, &row, error)) == STATUS_OK && row) {
		found = memory_grow(found, &capacity, *count + 1, sizeof *found);
		found[(*count)++] = sqlite3_column_int64(select, 0);
	}
	*blocks = arena_array(study, int64_t, *count);
	for (size_t i = 0; i < *count; i++)
		(*blocks)[i] = found[i];
	free(found);
	return status;
}

static int compare_candidates(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;
	if (x->region != y->region)
		return x->region < y->region ? -1 : 1;
	return (x->key > y->key) - (x->key < y->key);
}

/* Deals the blocks out to their documents. Both come in ascending order of block numbers. */
static enum status deal_out(struct store *store, struct arena *study, const int64_t *blocks,
			    size_t count, bool all_editions, struct candidates *candidates,
			    struct error *error)
{
	sqlite3_stmt *select;
	bool row;
	size_t capacity = 0, next = 0;
	struct candidate *found = NULL;
	enum status status;
	TRY(statement_take(store,
			   "SELECT key, first_block, block_count, region_id, current FROM document"
			   " ORDER BY key",
			   &select, error));
	while ((status = statement_step(store, select, doing, &row, error)) == STATUS_OK && row) {
		struct candidate one = {.key = sqlite3_column_int64(select, 0),
					.first_block = sqlite3_column_int64(select, 1),
					.region = column_u32(select, 3)};
		int64_t end = one.first_block + sqlite3_column_int64(select, 2);
		while (next < count && blocks[next] < one.first_block)
			next++;
		one.blocks = blocks + next;
		while (next < count && blocks[next] < end) {
			one.block_count++;
			next++;
		}
		bool wanted = all_editions || sqlite3_column_int(select, 4) != 0;
		if (!wanted || (one.block_count == 0 && !candidates->scan_codes))
			continue;
		found = memory_grow(found, &capacity, candidates->count + 1, sizeof *found);
		found[candidates->count++] = one;
	}
	candidates->at = arena_array(study, struct candidate, candidates->count);
	for (size_t i = 0; i < candidates->count; i++)
		candidates->at[i] = found[i];
	free(found);
	return status;
}

enum status candidates_find(struct store *store, struct arena *study, const struct query *query,
			    const struct search_options *options, struct candidates *candidates,
			    struct error *error)
{
	int64_t *blocks;
	size_t count;
	struct buffer match;
	*candidates = (struct candidates){0};
	buffer_init(&match);
	plan(query, options, &match, &candidates->scan_codes);
	enum status status =
		match_blocks(store, study, buffer_slice(&match), &blocks, &count, error);
	buffer_release(&match);
	TRY(status);
	TRY(deal_out(store, study, blocks, count, options->all_editions, candidates, error));
	if (candidates->count > 1)
		qsort(candidates->at, candidates->count, sizeof *candidates->at,
		      compare_candidates);
	return STATUS_OK;
}
