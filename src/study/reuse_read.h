/*
 * Reading what study_reuse found: which documents hold which sentences, which sentences of several
 * documents are one, and what changed between the two sides of a shared passage.
 */
#ifndef QIPAN_STUDY_REUSE_READ_H
#define QIPAN_STUDY_REUSE_READ_H

#include "reuse/script.h"
#include "reuse/unit.h"
#include "study/reuse.h"

/* A document with its units, its sentences in units, and whose they are. */
struct reuse_text {
	struct document document; /* text, blocks, passages */
	struct unit_text units;
	struct span *sentences;	     /* unit ranges, one a passage */
	struct stored_voice *voices; /* one a passage */
	bool compared;
};
/* Memory: board->arena, about three times the text. */
enum status reuse_text_load(struct board *board, const struct reuse_board *loaded, size_t index,
			    struct reuse_text *text, struct error *error) QIPAN_CHECKED;

/* Whose the sentence at that byte, or the next one, is. O(sentences). */
enum reuse_class reuse_class_at(const struct reuse_text *text, uint32_t offset);

/* Another document that has at least HELD_SHARE of a sentence. */
struct sentence_holder {
	uint32_t other; /* index into the board's documents */
	double share;	/* of the sentence's units */
};
struct sentence_holders {
	const struct sentence_holder *at; /* by date, undated last */
	size_t count;
};
/* One entry a sentence of the document. */
enum status reuse_holders(struct board *board, const struct reuse_board *loaded, size_t index,
			  const struct reuse_text *text, struct sentence_holders **holders,
			  struct error *error) QIPAN_CHECKED;

/* Sentences of several documents that are one: each shares HELD_SHARE of its units with another one
 * of the cluster. A sentence is in one cluster at most. */
struct cluster_member {
	uint32_t document, sentence;
};
struct sentence_cluster {
	struct cluster_member *members; /* by date of the document, then place */
	size_t count;
	size_t documents; /* different ones */
};
/* Clusters of two and more documents, those of the most documents first. texts has one entry for
 * each document of the board, loaded. O(tiles x log + sentences). */
enum status reuse_clusters(struct board *board, const struct reuse_board *loaded,
			   const struct reuse_text *texts, struct sentence_cluster **clusters,
			   size_t *count, struct error *error) QIPAN_CHECKED;

/* The parts of a span that are not in the other side: byte spans, ascending, in the arena. */
struct changes {
	struct span *a, *b;
	size_t a_count, b_count;
	double identity;
};
struct changes reuse_changes(struct arena *arena, const struct unit_text *a, struct span a_span,
			     const struct unit_text *b, struct span b_span);

#endif
