/*
 * Where to look closely: seeds that two documents share become boxes, parts of both texts. Inside
 * the room reuse.
 */
#ifndef QIPAN_REUSE_BOX_H
#define QIPAN_REUSE_BOX_H

#include <stddef.h>
#include <stdint.h>

/* Part of text a that may share something with part of text b; ends exclusive, in units. */
struct box {
	uint32_t a_start, a_end, b_start, b_end;
};

/* A seed of text a that document b has too. */
struct hit {
	uint32_t b, a_position, b_position;
};

struct box_rules {
	uint32_t seeds_least; /* seeds that a box needs */
	uint32_t gap;	      /* units between two seeds of a box, in both texts */
	uint32_t reach;	      /* units that a box reaches beyond its seeds */
};

/* Hits near each other; the box ends with the first unit of the last seed. */
struct seeded_box {
	struct box box;
	uint32_t seeds;
};

/* Starts zeroed; box_list_release gives the memory back. */
struct box_list {
	struct box *at; /* the result of boxes_merge */
	size_t count, capacity;
	struct seeded_box *seeded; /* the result of boxes_gather; the caller may leave some out */
	size_t seeded_count, seeded_capacity;
};

/* Boxes of hits that are in order of a_position, those with enough seeds. O(hits). */
void boxes_gather(struct box_list *list, const struct hit *hits, size_t count,
		  const struct box_rules *rules);
/* The gathered boxes grown by reach and joined: no two overlap in both texts, all lie in `whole`; a
 * pair that would have more than 256 gets `whole`. */
void boxes_merge(struct box_list *list, const struct box_rules *rules, struct box whole);
void box_list_release(struct box_list *list);

#endif
