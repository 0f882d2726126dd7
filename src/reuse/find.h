/*
 * What was copied from where: shared passages of a collection of documents, in Chinese, English and
 * every language that can be cut into units (unit.h).
 *
 * Use: collection_init; collection_add for every document, one by one, or collection_fill for all
 * at once (texts may be let go as soon as they are read); reuse_find. Documents are named by the
 * order in which they were added (0, 1, ...).
 *
 * Steps, all linear in the text: seeds (seed.h) are sorted by hash (index.h); every document asks
 * for its own seeds and gets the earlier documents that share them; where a pair has enough seeds
 * close together, and they are not there by chance (region_probe), the text around is searched for
 * runs (region.h), unless too many documents share that stretch (place.h); the text of a passage is
 * aligned (tile.h, script.h). Seeds that more than `common` documents have meet only the first
 * `common_first` of their holders: stock phrases cost a fixed sum, and a sentence of the centre is
 * still found in every province.
 *
 * Same collection, same result, whatever the number of threads.
 */
#ifndef QIPAN_REUSE_FIND_H
#define QIPAN_REUSE_FIND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/job.h"
#include "reuse/box.h"
#include "reuse/collection.h"
#include "reuse/place.h"
#include "reuse/region.h"
#include "reuse/seed.h"

struct reuse_options {
	struct seed_shape seeds;
	struct reuse_rules rules;
	struct box_rules boxes;
	struct place_rules partners;
	uint32_t common;       /* documents; a seed that more have is common */
	uint32_t common_first; /* how many of the first holders of a common seed are asked */
	size_t memory;	       /* bytes for postings that are being sorted; 0: 1 GiB */
	size_t first_new;      /* only pairs with a document from here on; 0: all */
};

/* The choice for a collection of this size. Up to SMALL_DOCUMENTS documents and SMALL_UNITS units:
 * seeds of 6 units (4 words), one of which opens a box; beyond, seeds of 8 units (5 words), two of
 * which do. Measured on planted reuse: see docs/reuse.md. */
enum { SMALL_DOCUMENTS = 2000, SMALL_UNITS = 8000000 };
struct reuse_options reuse_options_for(const struct collection *collection);

/* One passage shared by two documents. a was there first: earlier date, then higher level, then
 * added first; see origin.h for who copied from whom. */
struct reuse_passage {
	uint32_t a, b; /* documents */
	struct box units;
	struct span a_span, b_span;    /* canonical bytes */
	double weight;		       /* in telling runs: how unlikely by chance */
	double identity;	       /* share of both that stayed in order (script.h), 0..1 */
	size_t first_tile, tile_count; /* in the result's tiles */
};

/* Equal text of both sides, canonical bytes; the sides' lengths may differ (width, spaces). */
struct reuse_tile {
	struct span a, b;
};

struct reuse_result {
	struct reuse_passage *passages; /* by b's rank, a's rank, a_span.start */
	size_t count, capacity;
	struct reuse_tile *tiles; /* of the passages, in their order, each passage's by a or b */
	size_t tile_count, tile_capacity;
	uint64_t seed_count, pair_count; /* seeds that met; pairs of documents looked at */
};

/* The caller calls reuse_result_release. */
enum status reuse_find(struct job *job, const struct collection *collection,
		       const struct reuse_options *options, struct reuse_result *result,
		       struct error *error) QIPAN_CHECKED;
void reuse_result_release(struct reuse_result *result);

#endif
