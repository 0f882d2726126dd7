/*
 * From the store to the input of the measures: which passages, of which regions, with which codes
 * as columns.
 */
#ifndef QIPAN_STUDY_CODED_LOAD_H
#define QIPAN_STUDY_CODED_LOAD_H

#include "corpus/coded.h"
#include "measure/frame.h"
#include "study/board.h"

/* What a board is asked about. Empty slices: everything. */
struct board_query {
	struct slice by; /* codes, separated by commas: a branch stands for its children, "leaves"
			    for all leaves, "axes" for the top level */
	struct slice region;   /* regions, separated by commas */
	struct slice tier;     /* tiers, separated by commas */
	struct slice kind;     /* kind of document */
	unsigned orientations; /* bit 1 << enum orientation; 0: all */
	bool own_voice;	       /* without sentences that are others' (reuse/origin.h; M35) */
	bool whose;	       /* say of each sentence whether it is others' */
};

/* What the query asks of sentences, whatever their region. */
struct passage_filter query_filter(const struct board_query *query);

/* "plan", "review", "present", "plan,review", or "any" as bits; STATUS_USAGE with the words that
 * exist. */
enum status orientations_parse(struct slice words, unsigned *orientations,
			       struct error *error) QIPAN_CHECKED;

/* The columns that `by` names, in codebook order of each part; codes are named as for
 * code_named (study/named.h). STATUS_USAGE for an unknown code. */
enum status columns_choose(const struct board *board, struct slice by,
			   struct coded_column **columns, size_t *count,
			   struct error *error) QIPAN_CHECKED;

/* The regions that the query names, as ids in gazetteer order; STATUS_USAGE for an unknown name. */
enum status regions_choose(const struct board *board, const struct board_query *query,
			   uint32_t **ids, size_t *count, struct error *error) QIPAN_CHECKED;

/* A side of a comparison: regions, or tiers, or both, separated by commas ("east", "贵州,云南").
 * Ids in gazetteer order, each once; STATUS_USAGE for a name that is neither. */
enum status sides_choose(const struct board *board, struct slice names, uint32_t **ids,
			 size_t *count, struct error *error) QIPAN_CHECKED;

/* Codes named by a list "a,b" with all codes below them, as ids; for filters. */
enum status codes_below(const struct board *board, struct slice names, uint32_t **ids,
			size_t *count, struct error *error) QIPAN_CHECKED;

/* Loads what the frame admits, of all regions: those that the query does not name are the base that
 * the others are compared with, and are not marked as asked. O(passages + mentions). */
enum status coded_corpus_load(struct board *board, const struct board_query *query,
			      struct coded_corpus *corpus, struct error *error) QIPAN_CHECKED;

/* Ids of the passages behind each cell: *starts has region_count * column_count + 1 entries into
 * *ids. */
void coded_evidence(struct arena *study, const struct coded_corpus *corpus, size_t **starts,
		    int64_t **ids);

#endif
