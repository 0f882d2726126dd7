/*
 * store/query: any bytes are a query or a mistake with a column inside the query. A tree has every
 * node once, children before parents; AND, OR and NEAR have at least two children; only leaves are
 * negated; a term has no white space at its ends and none twice; something can be shown; the limits
 * hold. Parsing twice gives the same tree.
 */
#include <string.h>

#include "base/arena.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "store/query.h"

#include "check.h"

static void check_term(const struct query_term *term)
{
	MUST(term->count > 0);
	MUST(term->characters[0] != ' ' && term->characters[term->count - 1] != ' ');
	for (size_t i = 0; i < term->count; i++) {
		MUST(term->fallback[i] <= i);
		MUST(i == 0 || term->characters[i] != ' ' || term->characters[i - 1] != ' ');
	}
}

static size_t check_node(const struct query *query, const struct query_node *node, size_t depth)
{
	bool is_leaf = node->kind == QUERY_TERM || node->kind == QUERY_FIELD;
	bool may_be_negated = is_leaf || node->kind == QUERY_NEAR;
	MUST(depth <= 3 * LIMIT_QUERY_DEPTH + 3);
	MUST(node->number < query->node_count && query->nodes[node->number] == node);
	MUST(!node->negated || may_be_negated);
	MUST(is_leaf ? node->child_count == 0 : node->child_count >= 2);
	if (node->kind == QUERY_TERM)
		check_term(&node->term);
	if (node->kind == QUERY_FIELD)
		MUST(node->field < FIELD_COUNT && node->value.length > 0);
	size_t count = 1;
	for (size_t i = 0; i < node->child_count; i++) {
		const struct query_node *child = node->children[i];
		MUST(child->number < node->number);
		if (node->kind == QUERY_NEAR)
			MUST(!child->negated &&
			     (child->kind == QUERY_TERM || child->kind == QUERY_OR));
		count += check_node(query, child, depth + 1);
	}
	return count;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct slice text = fuzz_text(bytes, length);
	struct arena arena;
	struct query query, again;
	struct error error = {.status = STATUS_OK};
	arena_init(&arena);
	enum status status = query_parse(&arena, text, &query, &error);
	if (status == STATUS_OK) {
		bool shows = false;
		MUST(length <= LIMIT_QUERY_BYTES);
		MUST(check_node(&query, query.root, 0) == query.node_count);
		MUST(query_parse(&arena, text, &again, &error) == STATUS_OK);
		MUST(again.node_count == query.node_count);
		for (size_t i = 0; i < query.node_count; i++) {
			shows |= query_shows(query.nodes[i]);
			MUST(again.nodes[i]->kind == query.nodes[i]->kind);
			MUST(again.nodes[i]->negated == query.nodes[i]->negated);
		}
		MUST(shows);
	} else {
		MUST(status == STATUS_USAGE || status == STATUS_LIMIT);
		MUST(error.status == status && error.text[0] != '\0');
		MUST(status == STATUS_LIMIT || error.column >= 1);
		/* one past the end: something is missing there */
		MUST(error.column <= utf8_count(text) + 1);
	}
	arena_release(&arena);
	return 0;
}
