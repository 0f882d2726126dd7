/* What the views of `qipan reuse` share; each file has one group of them. Inside the room command.
 */
#ifndef QIPAN_COMMAND_REUSE_TABLES_H
#define QIPAN_COMMAND_REUSE_TABLES_H

#include "command/verbs.h"
#include "study/reuse_read.h"

struct reuse_view {
	const struct request *request;
	struct board board;
	struct reuse_board loaded;
	struct answer *answer;
};

typedef enum status reuse_view_function(struct reuse_view *view, struct error *error);

reuse_view_function reuse_pairs_view;	  /* document pairs */
reuse_view_function reuse_pair_view;	  /* arguments A B side by side */
reuse_view_function reuse_spread_view;	  /* argument A: its sentences and who holds them */
reuse_view_function reuse_clusters_view;  /* sentences of several documents that are one */
reuse_view_function reuse_matrix_view;	  /* who copies whom, by region */
reuse_view_function reuse_forest_view;	  /* which document was made from which */
reuse_view_function reuse_first_use_view; /* argument A: its phrases and where each first stood */
reuse_view_function reuse_timeline_view;  /* argument A: earlier documents, what began in each */

/* How much of the later document stands in the earlier one, and why it is called later. */
struct pair_summary {
	size_t earlier, later; /* indices into the board's documents */
	struct reuse_order order;
	size_t passages;
	uint64_t bytes; /* of the later document's body, in any tile */
	/* of these bytes: in sentences of that class, in sentences whose parent is the earlier
	 * document, and in others whose source it is */
	uint64_t above, stock, from_parent, from_source;
	double identity;  /* mean of the passages, by length */
	uint32_t longest; /* bytes of the longest passage, later side */
	const struct stored_reuse_pair *pair;
};
/* All pairs of the board, largest first. Memory: board.arena. */
enum status reuse_summaries(struct reuse_view *view, struct pair_summary **summaries, size_t *count,
			    struct error *error) QIPAN_CHECKED;
/* "copied", "indirect", "common_source", "stock", or why nobody can say: "same_time", "undated". */
const char *reuse_relation(const struct pair_summary *summary);

/* The documents wanted (all if NULL: one flag each), oldest first by reuse_list_order: indices, and
 * how many. Memory: board.arena. */
size_t *documents_by_date(const struct reuse_view *view, const bool *wanted, size_t *count);
/* Region of a document as the gazetteer or the document itself names it: two cells. */
void put_document_region(struct answer *answer, const struct board *board,
			 const struct stored_document *document);
/* Columns NAME and NAME_en, the one of the request's language shown. Names must be literals. */
void place_name_columns(const struct request *request, struct answer *answer, const char *name,
			const char *name_en, const char *definition);
/* Name of the document's region in the language of the request. */
struct slice document_place(const struct reuse_view *view, size_t index);

#endif
