#include "store/search_tree.h"

bool tree_true(const struct search_tree *tree, const struct query_node *node)
{
	bool is_and = node->kind == QUERY_AND;
	if (!is_and && node->kind != QUERY_OR)
		return tree->present[node->number] != node->negated;
	for (size_t i = 0; i < node->child_count; i++)
		if (tree_true(tree, node->children[i]) != is_and)
			return !is_and;
	return is_and;
}

bool tree_possible(const struct search_tree *tree, const struct query_node *node)
{
	bool is_and = node->kind == QUERY_AND;
	if (!is_and && node->kind != QUERY_OR)
		return !query_is_filter(node) || tree->present[node->number] != node->negated;
	for (size_t i = 0; i < node->child_count; i++)
		if (tree_possible(tree, node->children[i]) != is_and)
			return !is_and;
	return is_and;
}

static void add_inside(struct arena *arena, const struct hits *hits, struct span range,
		       struct hits *out)
{
	size_t low = 0, high = hits->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (hits->at[middle].span.start < range.start)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < hits->count && hits->at[low].span.start < range.end; low++)
		if (hits->at[low].span.end <= range.end)
			hits_add(arena, out, hits->at[low]);
}

/* Hits of a term, or of terms joined by OR. */
static void add_terms(struct arena *arena, const struct query_node *node, const struct hits *leaves,
		      struct span range, struct hits *out)
{
	if (node->kind == QUERY_TERM)
		add_inside(arena, &leaves[node->number], range, out);
	for (size_t i = 0; i < node->child_count; i++)
		add_terms(arena, node->children[i], leaves, range, out);
}

/* Hits of a leaf inside the range. */
static void add_leaf(struct arena *arena, const struct query_node *node, const struct hits *leaves,
		     struct span range, struct hits *out)
{
	if (node->kind != QUERY_NEAR) {
		add_inside(arena, &leaves[node->number], range, out);
		return;
	}
	struct hits *lists = arena_array(arena, struct hits, node->child_count);
	for (size_t i = 0; i < node->child_count; i++) {
		add_terms(arena, node->children[i], leaves, range, &lists[i]);
		hits_sort(&lists[i]);
	}
	match_near(arena, lists, node->child_count, node->reach, out);
}

void tree_note(struct search_tree *tree, struct arena *arena, const struct query_node *node,
	       const struct hits *leaves, struct span range)
{
	if (node->kind == QUERY_AND || node->kind == QUERY_OR) {
		for (size_t i = 0; i < node->child_count; i++)
			tree_note(tree, arena, node->children[i], leaves, range);
	} else if (!query_is_filter(node) && !tree->present[node->number]) {
		struct hits hits = {0};
		add_leaf(arena, node, leaves, range, &hits);
		tree->present[node->number] = hits.count > 0;
	}
}

void tree_forget(struct search_tree *tree)
{
	for (size_t i = 0; i < tree->query.node_count; i++)
		if (!query_is_filter(tree->query.nodes[i]))
			tree->present[i] = false;
}

void tree_add_shown(const struct search_tree *tree, struct arena *arena,
		    const struct query_node *node, const struct hits *leaves, struct span range,
		    struct hits *out)
{
	if (node->kind != QUERY_AND && node->kind != QUERY_OR) {
		if (query_shows(node))
			add_leaf(arena, node, leaves, range, out);
		return;
	}
	for (size_t i = 0; i < node->child_count; i++)
		if (node->kind == QUERY_AND || tree_true(tree, node->children[i]))
			tree_add_shown(tree, arena, node->children[i], leaves, range, out);
}
