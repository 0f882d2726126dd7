/*
 * Slots that several regions name, names of one slot joined (text/slot.h): who bids for it, who
 * builds it, who has it. Different words for one slot are not joined. Chinese texts only, as
 * text/position.h.
 */
#ifndef QIPAN_STUDY_CONTEST_H
#define QIPAN_STUDY_CONTEST_H

#include "study/evidence.h"
#include "text/position.h"

struct contest_claim {
	const struct evidence_item *item;
	struct position position; /* spans are of item->text */
	struct slice slot;
};

struct contest_slot {
	struct slice name;
	size_t first, count; /* claims, by region */
	uint32_t regions;    /* that name it */
	uint32_t bidders;    /* of these, with a sentence that bids */
};

struct contest {
	struct evidence evidence;
	struct contest_claim *claims; /* by slot, region, place */
	size_t claim_count;
	struct contest_slot *slots; /* those with most bidders first, then most regions */
	size_t slot_count;
};

/* Slots of the passages that `passages` gives that at least `least` regions name and at least one
 * bids for. Everything in board->arena. O(text + claims log claims). */
enum status contest_load(struct board *board, const struct passage_filter *passages, uint32_t least,
			 struct contest *contest, struct error *error) QIPAN_CHECKED;

#endif
