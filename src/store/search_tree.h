/*
 * The query's tree over one unit of text (a paragraph, a sentence, a document): is it true there,
 * and which hits made it so. Leaves are named by their node numbers; leaves[number] are the hits of
 * a term or code in one block, by start.
 */
#ifndef QIPAN_STORE_SEARCH_TREE_H
#define QIPAN_STORE_SEARCH_TREE_H

#include "store/match.h"

struct search_tree {
	struct query query;
	bool *present; /* by node number: the leaf stands in the unit, the filter fits the document
			*/
};

/* Takes back what tree_note noted; filters stay. */
void tree_forget(struct search_tree *tree);
/* Notes which leaves have a hit inside the range, beside those that are noted already: call it for
 * every block of a unit. */
void tree_note(struct search_tree *tree, struct arena *arena, const struct query_node *node,
	       const struct hits *leaves, struct span range);
bool tree_true(const struct search_tree *tree, const struct query_node *node);
/* Can the filters still be met, whatever the text says? */
bool tree_possible(const struct search_tree *tree, const struct query_node *node);
/* Adds the hits inside the range that are to be shown: those of plain leaves in the branches that
 * are true; of a NEAR only places that stand near each other. In no order. */
void tree_add_shown(const struct search_tree *tree, struct arena *arena,
		    const struct query_node *node, const struct hits *leaves, struct span range,
		    struct hits *out);

#endif
