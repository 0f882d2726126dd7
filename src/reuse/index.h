/*
 * Which documents hold which seeds: postings sorted by hash. Inside the room reuse.
 *
 * Made in rounds: each takes one part of the range of hashes, so that the postings of one part at a
 * time are held unsorted; what only one document has is dropped at once, of one seed a document
 * keeps its first eight places, and a seed that more than `common` documents have keeps its first
 * `common_first` documents. The order of postings is (hash, document, position) whatever the number
 * of threads and rounds.
 *
 * Memory: 12 bytes for each posting that is kept, 12 for each of the current round (if one round is
 * enough, both are the same), and what one sort needs (a 256th of the round, times the threads).
 */
#ifndef QIPAN_REUSE_INDEX_H
#define QIPAN_REUSE_INDEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/job.h"
#include "reuse/seed.h"

struct posting {
	uint32_t hash;
	uint32_t document; /* index into texts */
	uint32_t position;
};

struct seed_index {
	struct posting *postings;
	size_t count, capacity;
	size_t largest_round; /* postings that were sorted at once */
	uint32_t *directory;  /* first posting whose hash has these top bits; 2^bits + 1 */
	unsigned directory_bits;
	uint8_t *present; /* a bit for each of 8 parts of a directory entry: whether one is there */
};

struct index_rules {
	struct seed_shape shape;
	uint32_t common, common_first;
	size_t memory; /* bytes that the postings of one round may take; at least 1 MB is used */
	/* By text: whether it is new. Only seeds that a new one has are kept, and a few others that
	 * share 24 bits with them. NULL: all are. */
	const bool *fresh;
};

/* Postings must number less than 2^32: else STATUS_LIMIT. The caller calls seed_index_release.
 * O(units). */
enum status seed_index_make(struct job *job, const struct unit_text *const *texts, size_t count,
			    const struct index_rules *rules, struct seed_index *index,
			    struct error *error) QIPAN_CHECKED;
void seed_index_release(struct seed_index *index);

/* False for a hash without postings, and for one in ten of them true. */
static inline bool seed_index_may_have(const struct seed_index *index, uint32_t hash)
{
	uint32_t bit = hash >> (29 - index->directory_bits);
	return index->present[bit >> 3] >> (bit & 7) & 1;
}

/* The first posting of the hash, or of one beyond: all of a hash stand together. A posting of hash
 * UINT32_MAX and document UINT32_MAX ends the postings. O(1). */
static inline const struct posting *seed_index_find(const struct seed_index *index, uint32_t hash)
{
	const struct posting *at =
		index->postings + index->directory[hash >> (32 - index->directory_bits)];
	while (at->hash < hash)
		at++;
	return at;
}

/* Begin to bring what seed_index_find will need into the cache: first the one, some calls later the
 * other. */
static inline void seed_index_fetch_directory(const struct seed_index *index, uint32_t hash)
{
	__builtin_prefetch(&index->directory[hash >> (32 - index->directory_bits)]);
}
static inline void seed_index_fetch_postings(const struct seed_index *index, uint32_t hash)
{
	__builtin_prefetch(
		&index->postings[index->directory[hash >> (32 - index->directory_bits)]]);
}

#endif
