/*
 * The edit script of two texts: which units stayed, in order; what lies between two blocks was
 * replaced, inserted (nothing on a's side) or deleted (nothing on b's side).
 *
 * Common start and end are taken off; then runs of four units that occur once on both sides are
 * chained (the longest ascending chain: Bram Cohen's patience diff) and what lies between them is
 * solved the same way, small rest exactly (longest common subsequence). Parts of more than a
 * million cells without any such run count as replaced. A moved clause is a deletion and an
 * insertion here; region.h's tiles know it as moved.
 *
 * Identity (what share stayed) = 2 x units in blocks / (units of a + units of b), 0..1; 1 for two
 * empty texts. Example by hand: ABCDE against ABXDE: blocks AB and DE, identity 2 x 4 / 10 = 0.8.
 */
#ifndef QIPAN_REUSE_SCRIPT_H
#define QIPAN_REUSE_SCRIPT_H

#include <stddef.h>
#include <stdint.h>

/* Equal units a[a .. a + length) and b[b .. b + length), counted from the start of each text. */
struct script_block {
	uint32_t a, b, length;
};

/* Starts zeroed; reused from call to call; script_release gives the memory back. */
struct script {
	struct script_block *blocks; /* the result of the last call, in order */
	size_t count, capacity;
	uint32_t matched; /* units in blocks */
	struct script_part *parts;
	size_t part_count, part_capacity;
	struct script_block *anchors;
	size_t anchor_capacity;
	uint16_t *cells;
	size_t cell_capacity;
	uint32_t *numbers;
	size_t number_capacity;
};

/* O(n) where texts are alike, at most O(a x b) over parts of a million cells. */
void script_make(struct script *script, const uint16_t *a, uint32_t a_count, const uint16_t *b,
		 uint32_t b_count);
/* Drops blocks of less than `least` units that stand between two changes: a single 的 that both
 * versions happen to have says nothing to a reader. */
void script_tidy(struct script *script, uint32_t a_count, uint32_t b_count, uint32_t least);
void script_release(struct script *script);

double script_identity(const struct script *script, uint32_t a_count, uint32_t b_count);

#endif
