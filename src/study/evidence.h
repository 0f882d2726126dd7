/*
 * From any figure to its sentences: passages with their text, their document, and the places that
 * fired.
 */
#ifndef QIPAN_STUDY_EVIDENCE_H
#define QIPAN_STUDY_EVIDENCE_H

#include "study/board.h"

struct evidence_mark {
	struct span span; /* in canonical text */
	struct code_id code;
	uint32_t pattern;
	uint8_t state;
};

struct evidence_item {
	struct passage_row passage;
	const struct stored_document *document;
	const struct stored_document *reuse_source; /* NULL: none, or not asked for */
	struct slice text;			    /* of the passage, copied */
	uint32_t char_start, char_end;		    /* code points in the canonical text */
	const struct evidence_mark *marks;	    /* by start */
	size_t mark_count;
	uint8_t block_kind; /* enum block_kind of the block it stands in */
};

struct evidence {
	struct evidence_item *items; /* in the order of passages_open */
	size_t count;
	size_t total; /* before the limit */
};

/* Passages that the filter gives and that have at least min_characters characters; limit 0: all.
 * With filter->codes the marks are the mentions of those codes, otherwise all mentions. Memory:
 * board->arena; documents are loaded one at a time. */
enum status evidence_load(struct board *board, const struct passage_filter *filter,
			  uint32_t min_characters, size_t limit, struct evidence *evidence,
			  struct error *error) QIPAN_CHECKED;

#endif
