#include "reuse/script.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "reuse/weight.h"

enum {
	CELLS_EXACT = 16384,  /* a x b that is solved exactly at once */
	CELLS_MOST = 1048576, /* and where no run is unique */
};

static const uint32_t NONE = UINT32_MAX;

/* What is still to be solved; ends exclusive. */
struct script_part {
	uint32_t a_start, a_end, b_start, b_end;
};

struct texts {
	const uint16_t *a, *b;
};

static void add_block(struct script *script, uint32_t a, uint32_t b, uint32_t length)
{
	if (length == 0)
		return;
	script->blocks = memory_grow(script->blocks, &script->capacity, script->count + 1,
				     sizeof *script->blocks);
	script->blocks[script->count++] = (struct script_block){a, b, length};
}

static void add_part(struct script *script, struct script_part part)
{
	if (part.a_start == part.a_end || part.b_start == part.b_end)
		return;
	script->parts = memory_grow(script->parts, &script->part_capacity, script->part_count + 1,
				    sizeof *script->parts);
	script->parts[script->part_count++] = part;
}

static uint16_t larger(uint16_t x, uint16_t y)
{
	return x > y ? x : y;
}

/* Longest common subsequence, from the end so that the walk goes forward. */
static void solve_exactly(struct script *script, struct texts texts, struct script_part part)
{
	const uint16_t *a = texts.a + part.a_start, *b = texts.b + part.b_start;
	size_t rows = part.a_end - part.a_start, columns = part.b_end - part.b_start;
	size_t stride = columns + 1;
	script->cells = memory_grow(script->cells, &script->cell_capacity, (rows + 1) * stride,
				    sizeof *script->cells);
	uint16_t *cells = script->cells;
	memset(cells + rows * stride, 0, stride * sizeof *cells);
	for (size_t i = rows; i-- > 0;) {
		uint16_t *row = cells + i * stride, *below = row + stride;
		row[columns] = 0;
		for (size_t j = columns; j-- > 0;)
			row[j] = a[i] == b[j] ? (uint16_t)(below[j + 1] + 1)
					      : larger(below[j], row[j + 1]);
	}
	for (size_t i = 0, j = 0; i < rows && j < columns;) {
		if (a[i] == b[j]) {
			add_block(script, part.a_start + (uint32_t)i, part.b_start + (uint32_t)j,
				  1);
			i++;
			j++;
		} else if (cells[(i + 1) * stride + j] >= cells[i * stride + j + 1]) {
			i++;
		} else {
			j++;
		}
	}
}

/* Where each run of four of `ids` stands: its place + 1, NONE if it stands twice. */
static void put_grams(uint32_t *slots, unsigned bits, const uint16_t *ids, uint32_t start,
		      uint32_t end)
{
	for (uint32_t i = start; i + RUN_UNITS <= end; i++) {
		uint64_t gram = gram_at(ids, i);
		size_t slot = gram_hash(gram, bits);
		while (slots[slot] != 0 && gram_at(ids, slots[slot] / 2 - 1) != gram)
			slot = (slot + 1) & (((size_t)1 << bits) - 1);
		slots[slot] = slots[slot] == 0 ? (i + 1) * 2 : slots[slot] | 1;
	}
}

static uint32_t find_gram(const uint32_t *slots, unsigned bits, const uint16_t *ids, uint64_t gram)
{
	size_t slot = gram_hash(gram, bits);
	while (slots[slot] != 0 && gram_at(ids, slots[slot] / 2 - 1) != gram)
		slot = (slot + 1) & (((size_t)1 << bits) - 1);
	return slots[slot] == 0 || (slots[slot] & 1) != 0 ? NONE : slots[slot] / 2 - 1;
}

/* Runs of four that both parts have once, in order of b; their number. */
static size_t find_anchors(struct script *script, struct texts texts, struct script_part part)
{
	uint32_t a_count = part.a_end - part.a_start, b_count = part.b_end - part.b_start;
	uint32_t most = a_count > b_count ? a_count : b_count;
	unsigned bits = 4;
	while ((size_t)1 << bits < (size_t)2 * most)
		bits++;
	size_t slots = (size_t)1 << bits;
	script->numbers = memory_grow(script->numbers, &script->number_capacity, 2 * slots,
				      sizeof *script->numbers);
	memset(script->numbers, 0, 2 * slots * sizeof *script->numbers);
	put_grams(script->numbers, bits, texts.a, part.a_start, part.a_end);
	put_grams(script->numbers + slots, bits, texts.b, part.b_start, part.b_end);
	script->anchors = memory_grow(script->anchors, &script->anchor_capacity,
				      (size_t)b_count + 1, sizeof *script->anchors);
	size_t count = 0;
	for (uint32_t j = part.b_start; j + RUN_UNITS <= part.b_end; j++) {
		uint64_t gram = gram_at(texts.b, j);
		uint32_t i = find_gram(script->numbers, bits, texts.a, gram);
		if (i != NONE && find_gram(script->numbers + slots, bits, texts.b, gram) == j)
			script->anchors[count++] = (struct script_block){i, j, RUN_UNITS};
	}
	return count;
}

/* Keeps the longest chain of anchors that rises in a; they rise in b already. Returns its length.
 */
static size_t chain_anchors(struct script *script, size_t count)
{
	script->numbers = memory_grow(script->numbers, &script->number_capacity, 2 * count + 1,
				      sizeof *script->numbers);
	uint32_t *tails = script->numbers, *before = script->numbers + count;
	struct script_block *anchors = script->anchors;
	size_t length = 0;
	for (size_t i = 0; i < count; i++) {
		size_t low = 0, high = length;
		while (low < high) {
			size_t middle = low + (high - low) / 2;
			if (anchors[tails[middle]].a < anchors[i].a)
				low = middle + 1;
			else
				high = middle;
		}
		before[i] = low == 0 ? NONE : tails[low - 1];
		tails[low] = (uint32_t)i;
		length = low == length ? length + 1 : length;
	}
	uint32_t at = length == 0 ? NONE : tails[length - 1];
	for (size_t i = length; i-- > 0; at = before[at])
		tails[i] = at;
	for (size_t i = 0; i < length; i++)
		anchors[i] = anchors[tails[i]]; /* tails rise: nothing is overwritten too early */
	return length;
}

/* Takes the chain's anchors as blocks, grown as far as they go, and leaves what lies between. */
static void split_at_anchors(struct script *script, struct texts texts, struct script_part part,
			     size_t count)
{
	uint32_t a = part.a_start, b = part.b_start;
	for (size_t i = 0; i < count; i++) {
		struct script_block block = script->anchors[i];
		if (block.a < a || block.b < b)
			continue; /* inside the block before */
		while (block.a > a && block.b > b && texts.a[block.a - 1] == texts.b[block.b - 1]) {
			block.a--;
			block.b--;
			block.length++;
		}
		while (block.a + block.length < part.a_end && block.b + block.length < part.b_end &&
		       texts.a[block.a + block.length] == texts.b[block.b + block.length])
			block.length++;
		add_block(script, block.a, block.b, block.length);
		add_part(script, (struct script_part){a, block.a, b, block.b});
		a = block.a + block.length;
		b = block.b + block.length;
	}
	add_part(script, (struct script_part){a, part.a_end, b, part.b_end});
}

static void solve(struct script *script, struct texts texts, struct script_part part)
{
	uint32_t a = part.a_start, b = part.b_start, same = 0;
	while (a + same < part.a_end && b + same < part.b_end &&
	       texts.a[a + same] == texts.b[b + same])
		same++;
	add_block(script, a, b, same);
	part.a_start += same;
	part.b_start += same;
	for (same = 0; part.a_end - same > part.a_start && part.b_end - same > part.b_start &&
		       texts.a[part.a_end - same - 1] == texts.b[part.b_end - same - 1];)
		same++;
	part.a_end -= same;
	part.b_end -= same;
	add_block(script, part.a_end, part.b_end, same);
	uint64_t cells = (uint64_t)(part.a_end - part.a_start) * (part.b_end - part.b_start);
	if (cells == 0)
		return;
	size_t anchors = 0;
	if (cells > CELLS_EXACT)
		anchors = chain_anchors(script, find_anchors(script, texts, part));
	if (anchors > 0)
		split_at_anchors(script, texts, part, anchors);
	else if (cells <= CELLS_MOST && part.a_end - part.a_start < UINT16_MAX)
		solve_exactly(script, texts, part);
}

static int compare_blocks(const void *left, const void *right)
{
	const struct script_block *x = left, *y = right;
	return x->a < y->a ? -1 : x->a > y->a;
}

/* In order, neighbours that touch in both texts as one. */
static void join_blocks(struct script *script)
{
	qsort(script->blocks, script->count, sizeof *script->blocks, compare_blocks);
	size_t kept = 0;
	script->matched = 0;
	for (size_t i = 0; i < script->count; i++) {
		struct script_block block = script->blocks[i];
		script->matched += block.length;
		struct script_block *last = kept == 0 ? NULL : &script->blocks[kept - 1];
		if (last != NULL && last->a + last->length == block.a &&
		    last->b + last->length == block.b)
			last->length += block.length;
		else
			script->blocks[kept++] = block;
	}
	script->count = kept;
}

void script_make(struct script *script, const uint16_t *a, uint32_t a_count, const uint16_t *b,
		 uint32_t b_count)
{
	struct texts texts = {a, b};
	script->count = 0;
	script->part_count = 0;
	add_part(script, (struct script_part){0, a_count, 0, b_count});
	while (script->part_count > 0)
		solve(script, texts, script->parts[--script->part_count]);
	if (script->count > 0)
		join_blocks(script);
	else
		script->matched = 0;
}

void script_tidy(struct script *script, uint32_t a_count, uint32_t b_count, uint32_t least)
{
	size_t kept = 0;
	for (size_t i = 0; i < script->count; i++) {
		struct script_block block = script->blocks[i];
		bool starts = block.a == 0 && block.b == 0;
		bool ends = block.a + block.length == a_count && block.b + block.length == b_count;
		if (block.length >= least || starts || ends)
			script->blocks[kept++] = block;
		else
			script->matched -= block.length;
	}
	script->count = kept;
}

void script_release(struct script *script)
{
	free(script->blocks);
	free(script->parts);
	free(script->anchors);
	free(script->cells);
	free(script->numbers);
	*script = (struct script){0};
}

double script_identity(const struct script *script, uint32_t a_count, uint32_t b_count)
{
	if (a_count + b_count == 0)
		return 1;
	return 2.0 * script->matched / ((double)a_count + b_count);
}
