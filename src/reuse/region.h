/*
 * From two texts to the passages they share. Inside the room reuse.
 *
 * All runs of four and more equal units inside the boxes that seeds opened are found; runs that lie
 * near each other in both texts form one group, whatever their order, so that clauses which changed
 * places stay together; a group is a passage if the sum of its runs' weights and the share of it
 * that is covered are large enough. Weaker groups that touch a passage are joined to it. Ends go to
 * the nearest clause or sentence end that the coverage supports.
 */
#ifndef QIPAN_REUSE_REGION_H
#define QIPAN_REUSE_REGION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "reuse/box.h"
#include "reuse/tile.h"
#include "reuse/unit.h"
#include "reuse/weight.h"

/* What makes a passage; reuse_options_for has the values. */
struct reuse_rules {
	double probe; /* least weight that runs near a box's seeds could have, all telling */
	uint32_t probe_reach; /* units beyond the seeds that count as near */
	uint32_t gap;	      /* units between two runs of a group, in both texts */
	double strong;	      /* least weight of a passage, in telling runs (weight.h) */
	double weak;	      /* least weight of a group that may join a passage */
	double density;	      /* least share of a group that runs cover, in each text */
	uint32_t join;	      /* units between a passage and a group that joins it, in both texts */
	uint32_t join_one;    /* the same in one text where the other has at most join_near */
	uint32_t join_near;
	double edge;	     /* a sentence at an end stays if this share of it is covered */
	uint32_t edge_units; /* or this many units of it */
	double fill;	     /* a passage takes in the whole of an end sentence so covered */
	uint32_t fill_most;  /* units that it may take in */
	uint32_t snap;	     /* units that an end moves to reach a clause mark */
};

/* Equal units a[a .. a + length) and b[b .. b + length). */
struct run {
	uint32_t a, b, length;
	float weight;
	uint32_t group;
};

struct shared_passage {
	struct box box;
	double weight;
	uint32_t covered_a, covered_b; /* units inside runs */
	size_t first_tile, tile_count; /* in region_work.tiles.at */
};

/* Positions of every run of four units of one text. Made once, asked for many partners. Most of the
 * runs that are asked for are not there, and `where` says so without a branch: two words for each
 * head, one bit of both for each stretch of 64 units in which the run begins, stretches 32 apart
 * sharing one. */
struct gram_table {
	uint32_t *heads, *next, *where;
	size_t head_capacity, next_capacity, where_capacity;
	unsigned bits;
	uint64_t mask; /* heads - 1 */
	const struct unit_text *text;
};

/* Memory of one worker; starts zeroed, region_work_release gives it back. */
struct region_work {
	struct gram_table table;
	struct run *runs;
	size_t run_count, run_capacity;
	uint32_t *parents;
	size_t parent_capacity;
	uint32_t *ends; /* of a run: the farthest end in a of it and of those before it */
	size_t end_capacity;
	struct shared_passage *passages; /* the result of the last call, by a_start */
	size_t passage_count, passage_capacity;
	struct group *groups;
	size_t group_count, group_capacity;
	uint8_t *marks; /* of one text's part of a passage: 1 in a run */
	size_t mark_capacity;
	struct tile_list tiles; /* of all passages of the last call */
};

/* Prepares work for text a. O(units). */
void region_work_text(struct region_work *work, const struct unit_text *a);
void region_work_release(struct region_work *work);

/* Whether it is worth while to look around those seeds: the runs within probe_reach of them would
 * weigh rules->probe if all were telling. Most seeds meet by chance, and this costs a tenth of
 * looking. O(units near). */
bool region_probe(const struct region_work *work, const struct unit_text *b, struct box seeds,
		  const struct reuse_rules *rules);

/* Passages shared by work's text and b inside the boxes; result in work->passages until the next
 * call. Boxes must not overlap each other in both texts. O(units in boxes + runs found). */
void region_find(struct region_work *work, const struct unit_text *b, const struct box *boxes,
		 size_t box_count, const struct gram_weights *weights,
		 const struct reuse_rules *rules);

#endif
