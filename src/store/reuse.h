/*
 * What documents share, as the board keeps it. Two tables:
 *
 *   reuse_pair  one row for two documents that share something (the one with the larger key, the
 *               other), their shared passages packed. A new document only adds rows.
 *   reuse_voice one row for a document that was compared: whose each of its sentences is. A
 *               document without a row was not compared yet.
 *
 * Which of the two was first is decided on reading, from their metadata (reuse/origin.h): a date
 * that is mended later needs no new comparison.
 */
#ifndef QIPAN_STORE_REUSE_H
#define QIPAN_STORE_REUSE_H

#include "store/store.h"

struct stored_tile {
	struct span other, document; /* canonical bytes of either side */
};

/* A passage that two documents share. */
struct stored_reuse {
	struct span other, document;
	double identity; /* 0..1, kept to a thousandth */
	double weight;	 /* kept to a sixteenth */
	const struct stored_tile *tiles;
	size_t tile_count;
};

struct stored_reuse_pair {
	int64_t document, other; /* keys; document > other */
	struct stored_reuse *passages;
	size_t count;
};

/* Whose a sentence is; keys of documents, 0 if there is none. */
struct stored_voice {
	uint8_t class; /* enum reuse_class */
	double share;  /* kept to a thousandth */
	int64_t source, parent;
	uint32_t documents, holders;
};

/* Call the writing ones between begin and commit. */
enum status store_reuse_pair_put(struct store *store, const struct stored_reuse_pair *pair,
				 struct error *error) QIPAN_CHECKED;
/* Pairs of which one document has that key, by the other's key; all pairs for key 0. Pairs with
 * older editions are left out. */
enum status store_reuse_pairs(struct store *store, struct arena *arena, int64_t key,
			      struct stored_reuse_pair **pairs, size_t *count,
			      struct error *error) QIPAN_CHECKED;
/* One row a sentence of the document. */
enum status store_voice_put(struct store *store, int64_t key, const struct stored_voice *voices,
			    size_t count, struct error *error) QIPAN_CHECKED;
/* *voices has passage_count entries; *compared is false, and all entries are zero, if the document
 * has not been compared. */
enum status store_voice(struct store *store, struct arena *arena, int64_t key, size_t passage_count,
			struct stored_voice **voices, bool *compared,
			struct error *error) QIPAN_CHECKED;
/* Keys of current documents that have not been compared, ascending. */
enum status store_reuse_missing(struct store *store, struct arena *arena, int64_t **keys,
				size_t *count, struct error *error) QIPAN_CHECKED;
/* Keys of current documents that shared something with an edition that is no longer current; their
 * pairs with it, and its own row, are deleted. */
enum status store_reuse_drop_old(struct store *store, struct arena *arena, int64_t **keys,
				 size_t *count, struct error *error) QIPAN_CHECKED;
/* Forgets everything that was found. */
enum status store_reuse_clear(struct store *store, struct error *error) QIPAN_CHECKED;

#endif
