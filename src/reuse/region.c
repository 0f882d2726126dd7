#include "reuse/region.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

static const uint32_t NONE = UINT32_MAX; /* no unit */

enum {
	CHAIN_MOST = 32,     /* places of one run of four that are looked at */
	WORK_PER_UNIT = 64,  /* equal units followed for each unit of a box */
	SENTENCE_MOST = 200, /* units that a sentence end is looked for */
	LOOK_BACK_MOST = 64, /* earlier runs that a run is compared with */
	STRETCH = 64,	     /* units that share a bit of gram_table.where */
	STRETCHES = 32,	     /* bits of a word */
	PROBE_WORDS = 4,     /* of 64 runs each: longer boxes are looked at without a bound */
};

struct group {
	struct shared_passage passage;
	uint32_t first_run, run_end;
	uint32_t next_member, last_member; /* groups that joined it; 0: none */
	bool strong, gone;
};

/* Fixed shifts cost less than those to the top bits. */
static inline uint32_t *where_first(const struct gram_table *table, uint64_t mix)
{
	return &table->where[mix >> 36 & table->mask];
}

static inline uint32_t *where_second(const struct gram_table *table, uint64_t mix)
{
	return &table->where[(mix >> 22 & table->mask) + table->mask + 1];
}

void region_work_text(struct region_work *work, const struct unit_text *a)
{
	struct gram_table *table = &work->table;
	table->text = a;
	table->bits = 8;
	while (table->bits < 28 && (uint32_t)1 << table->bits < a->count)
		table->bits++;
	size_t heads = (size_t)1 << table->bits;
	table->mask = heads - 1;
	table->heads = memory_grow(table->heads, &table->head_capacity, heads, sizeof(uint32_t));
	table->next =
		memory_grow(table->next, &table->next_capacity, a->count + 1, sizeof(uint32_t));
	table->where =
		memory_grow(table->where, &table->where_capacity, 2 * heads, sizeof(uint32_t));
	memset(table->heads, 0xFF, heads * sizeof(uint32_t));
	memset(table->where, 0, 2 * heads * sizeof(uint32_t));
	for (uint32_t i = 0; i + RUN_UNITS <= a->count; i++) {
		uint64_t mix = gram_mix(gram_at(a->ids, i)), slot = mix >> (64 - table->bits);
		*where_first(table, mix) |= 1U << i / STRETCH % STRETCHES;
		*where_second(table, mix) |= 1U << i / STRETCH % STRETCHES;
		table->next[i] = table->heads[slot];
		table->heads[slot] = i;
	}
}

void region_work_release(struct region_work *work)
{
	free(work->table.heads);
	free(work->table.next);
	free(work->table.where);
	free(work->runs);
	free(work->parents);
	free(work->ends);
	free(work->passages);
	free(work->groups);
	free(work->marks);
	tile_list_release(&work->tiles);
	*work = (struct region_work){0};
}

static struct box grown(struct box box, uint32_t reach, uint32_t a_count, uint32_t b_count)
{
	return (struct box){box.a_start > reach ? box.a_start - reach : 0,
			    a_count - box.a_end > reach ? box.a_end + reach : a_count,
			    box.b_start > reach ? box.b_start - reach : 0,
			    b_count - box.b_end > reach ? box.b_end + reach : b_count};
}

static void add_run(struct region_work *work, struct run run)
{
	work->runs = memory_grow(work->runs, &work->run_capacity, work->run_count + 1,
				 sizeof *work->runs);
	work->runs[work->run_count++] = run;
}

/* A run of n grams counts half of its grams and half a gram more: neighbours say the same thing
 * twice, the first says it once. Common grams tell little by themselves, but nobody writes 16 equal
 * units by chance: the longer the run, the more its grams count at least. */
static float run_weight(const uint16_t *ids, uint32_t at, uint32_t length,
			const struct gram_weights *weights)
{
	float sum = 0, most = 0;
	for (uint32_t i = 0; i + RUN_UNITS <= length; i++) {
		float weight = gram_weight(weights, gram_at(ids, at + i));
		float least = i < 8 ? 0 : i < 16 ? 0.5F : 1;
		weight = weight < least ? least : weight;
		sum += weight;
		most = weight > most ? weight : most;
	}
	return (sum + most) / 2;
}

/* The longest run that begins with unit j of b and lies in the box; 0 if there is none. */
static uint32_t longest_at(const struct gram_table *table, const struct unit_text *b, uint32_t j,
			   const struct box *box)
{
	const uint16_t *a_ids = table->text->ids, *b_ids = b->ids;
	uint64_t gram = gram_at(b_ids, j);
	uint32_t i = table->heads[gram_hash(gram, table->bits)], longest = 0;
	for (unsigned turn = 0; i != NONE && i >= box->a_start && turn < CHAIN_MOST;
	     i = table->next[i], turn++) {
		if (i + RUN_UNITS > box->a_end || gram_at(a_ids, i) != gram)
			continue;
		uint32_t length = RUN_UNITS;
		while (i + length < box->a_end && j + length < box->b_end &&
		       a_ids[i + length] == b_ids[j + length])
			length++;
		longest = length > longest ? length : longest;
	}
	return longest;
}

/* The bits of `where` of all stretches that touch the box. */
static uint32_t stretches_of(const struct box *box)
{
	uint32_t first = box->a_start / STRETCH, last = box->a_end / STRETCH;
	if (last - first >= STRETCHES - 1)
		return UINT32_MAX;
	uint32_t bits = ((uint32_t)1 << (last - first + 1)) - 1, turn = first % STRETCHES;
	return turn == 0 ? bits : bits << turn | bits >> (STRETCHES - turn);
}

/* Which of the runs that begin at b's units j .. j + count - 1 may stand in those stretches, one
 * bit each; count is 64 at most. No branch: which do is not to be foreseen. */
static uint64_t may_stand(const struct gram_table *table, const uint16_t *ids, uint32_t count,
			  uint32_t stretches)
{
	uint64_t bits = 0;
	for (uint32_t k = 0; k < count; k++) {
		uint64_t mix = gram_mix(gram_at(ids, k));
		uint32_t both = *where_first(table, mix) & *where_second(table, mix) & stretches;
		bits = bits >> 1 | (uint64_t)(both != 0) << 63;
	}
	return count == 0 ? 0 : bits >> (64 - count);
}

/* may_stand for part `word` of the runs that begin in the box, 64 a part. */
static uint64_t part_may_stand(const struct gram_table *table, const struct unit_text *b,
			       const struct box *box, uint32_t word)
{
	uint32_t start = box->b_start + 64 * word, left = box->b_end - RUN_UNITS + 1 - start;
	return may_stand(table, b->ids + start, left < 64 ? left : 64, stretches_of(box));
}

/* Such parts: none in a box too short for a run. */
static uint32_t part_count(const struct box *box)
{
	uint32_t length = box->b_end - box->b_start;
	return length < RUN_UNITS ? 0 : (length - RUN_UNITS + 64) / 64;
}

bool region_probe(const struct region_work *work, const struct unit_text *b, struct box seeds,
		  const struct reuse_rules *rules)
{
	const struct gram_table *table = &work->table;
	struct box box = grown(seeds, rules->probe_reach + RUN_UNITS, table->text->count, b->count);
	uint32_t words = part_count(&box), bound = 0;
	uint64_t known[PROBE_WORDS];
	bool bounded = words <= PROBE_WORDS;
	for (uint32_t w = 0; bounded && w < words; w++) {
		known[w] = part_may_stand(table, b, &box, w);
		bound += (uint32_t)__builtin_popcountll(known[w]);
	}
	/* A run of n grams weighs (n + 1) / 2 at most: not more than its grams. */
	if (bounded && bound < rules->probe)
		return false;
	double most = 0;
	uint32_t next = box.b_start;
	for (uint32_t w = 0; w < words; w++) {
		uint64_t bits = bounded ? known[w] : part_may_stand(table, b, &box, w);
		for (; bits != 0; bits &= bits - 1) {
			uint32_t j = box.b_start + 64 * w + (uint32_t)__builtin_ctzll(bits);
			uint32_t length = j < next ? 0 : longest_at(table, b, j, &box);
			if (length == 0)
				continue;
			most += (length - RUN_UNITS + 2) / 2.0;
			if (most >= rules->probe)
				return true;
			next = j + length - RUN_UNITS + 1;
		}
	}
	return false;
}

/* Adds the longest runs in the box that begin with unit j of b; takes what was followed off the
 * budget. */
static void add_runs_at(struct region_work *work, const struct unit_text *b, uint32_t j,
			const struct box *box, const struct gram_weights *weights, uint64_t *budget)
{
	const struct gram_table *table = &work->table;
	const uint16_t *a_ids = table->text->ids, *b_ids = b->ids;
	uint64_t gram = gram_at(b_ids, j);
	uint32_t i = table->heads[gram_hash(gram, table->bits)];
	for (unsigned turn = 0; i != NONE && i >= box->a_start && turn < CHAIN_MOST;
	     i = table->next[i], turn++) {
		if (i + RUN_UNITS > box->a_end || gram_at(a_ids, i) != gram)
			continue;
		if (i > box->a_start && j > box->b_start && a_ids[i - 1] == b_ids[j - 1])
			continue; /* inside a run that was found further left */
		uint32_t length = RUN_UNITS;
		while (i + length < box->a_end && j + length < box->b_end &&
		       a_ids[i + length] == b_ids[j + length])
			length++;
		*budget -= *budget < length ? *budget : length;
		add_run(work, (struct run){i, j, length, run_weight(a_ids, i, length, weights), 0});
	}
}

/* All longest runs inside the box. */
static void find_runs(struct region_work *work, const struct unit_text *b, struct box box,
		      const struct gram_weights *weights)
{
	uint64_t budget =
		(uint64_t)WORK_PER_UNIT * (box.a_end - box.a_start + box.b_end - box.b_start);
	for (uint32_t w = 0; w < part_count(&box) && budget > 0; w++)
		for (uint64_t bits = part_may_stand(&work->table, b, &box, w);
		     bits != 0 && budget > 0; bits &= bits - 1)
			add_runs_at(work, b, box.b_start + 64 * w + (uint32_t)__builtin_ctzll(bits),
				    &box, weights, &budget);
}

static int compare_runs(const void *left, const void *right)
{
	const struct run *x = left, *y = right;
	if (x->group != y->group)
		return x->group < y->group ? -1 : 1;
	if (x->a != y->a)
		return x->a < y->a ? -1 : 1;
	if (x->b != y->b)
		return x->b < y->b ? -1 : 1;
	return 0;
}

static int compare_runs_in_b(const void *left, const void *right)
{
	const struct run *x = left, *y = right;
	if (x->b != y->b)
		return x->b < y->b ? -1 : 1;
	return x->a < y->a ? -1 : x->a > y->a;
}

static uint32_t root(uint32_t *parents, uint32_t i)
{
	while (parents[i] != i) {
		parents[i] = parents[parents[i]];
		i = parents[i];
	}
	return i;
}

/* Units between two ranges, 0 if they touch or overlap. */
static uint32_t apart(uint32_t start, uint32_t end, uint32_t other_start, uint32_t other_end)
{
	if (other_start > end)
		return other_start - end;
	return start > other_end ? start - other_end : 0;
}

/* Gives every run the number of its group; the lowest index names the group. */
static void group_runs(struct region_work *work, const struct reuse_rules *rules)
{
	work->parents = memory_grow(work->parents, &work->parent_capacity, work->run_count + 1,
				    sizeof *work->parents);
	work->ends = memory_grow(work->ends, &work->end_capacity, work->run_count + 1,
				 sizeof *work->ends);
	uint32_t *parents = work->parents, *ends = work->ends;
	for (uint32_t i = 0; i < work->run_count; i++) {
		const struct run *run = &work->runs[i];
		uint32_t end = run->a + run->length;
		parents[i] = i;
		ends[i] = i > 0 && ends[i - 1] > end ? ends[i - 1] : end;
		for (uint32_t j = i, turn = 0; j-- > 0 && turn < LOOK_BACK_MOST; turn++) {
			const struct run *before = &work->runs[j];
			if (run->a > ends[j] + rules->gap)
				break; /* no run before it reaches here */
			if (run->a > before->a + before->length + rules->gap)
				continue; /* a longer one may stand before it */
			if (apart(before->b, before->b + before->length, run->b,
				  run->b + run->length) <= rules->gap) {
				uint32_t x = root(parents, i), y = root(parents, j);
				parents[x > y ? x : y] = x > y ? y : x;
			}
		}
	}
	for (uint32_t i = 0; i < work->run_count; i++)
		work->runs[i].group = root(parents, i);
}

/* Weight and coverage where text counts once, along one text. Runs in order of it. */
static double cover(const struct run *runs, size_t count, bool in_b, struct box *box,
		    uint32_t *covered)
{
	double weight = 0;
	uint32_t end = 0, start = NONE;
	*covered = 0;
	for (size_t i = 0; i < count; i++) {
		uint32_t run_start = in_b ? runs[i].b : runs[i].a;
		uint32_t run_end = run_start + runs[i].length;
		if (start == NONE)
			start = end = run_start;
		uint32_t fresh = run_end <= end ? 0 : run_end - (run_start > end ? run_start : end);
		weight += (double)runs[i].weight * fresh / runs[i].length;
		*covered += fresh;
		if (run_end > end)
			end = run_end;
	}
	if (in_b) {
		box->b_start = start;
		box->b_end = end;
	} else {
		box->a_start = start;
		box->a_end = end;
	}
	return weight;
}

static struct shared_passage passage_of(struct run *runs, size_t count)
{
	struct shared_passage passage = {0};
	double weight_a = cover(runs, count, false, &passage.box, &passage.covered_a);
	qsort(runs, count, sizeof *runs, compare_runs_in_b);
	double weight_b = cover(runs, count, true, &passage.box, &passage.covered_b);
	passage.weight = weight_a < weight_b ? weight_a : weight_b;
	return passage;
}

static bool dense(const struct shared_passage *passage, double least)
{
	const struct box *box = &passage->box;
	return passage->covered_a >= least * (box->a_end - box->a_start) &&
	       passage->covered_b >= least * (box->b_end - box->b_start);
}

/* Groups that can be, or join, a passage; true if one of them is strong. */
static bool collect_groups(struct region_work *work, const struct reuse_rules *rules)
{
	bool any = false;
	work->group_count = 0;
	for (size_t i = 0, j; i < work->run_count; i = j) {
		for (j = i; j < work->run_count && work->runs[j].group == work->runs[i].group;)
			j++;
		struct shared_passage passage = passage_of(work->runs + i, j - i);
		if (passage.weight < rules->weak || !dense(&passage, rules->density))
			continue;
		work->groups = memory_grow(work->groups, &work->group_capacity,
					   work->group_count + 1, sizeof *work->groups);
		work->groups[work->group_count++] =
			(struct group){.passage = passage,
				       .first_run = (uint32_t)i,
				       .run_end = (uint32_t)j,
				       .strong = passage.weight >= rules->strong};
		any = any || passage.weight >= rules->strong;
	}
	return any;
}

static bool near(const struct box *x, const struct box *y, const struct reuse_rules *rules)
{
	uint32_t a = apart(x->a_start, x->a_end, y->a_start, y->a_end);
	uint32_t b = apart(x->b_start, x->b_end, y->b_start, y->b_end);
	if (a <= rules->join && b <= rules->join)
		return true;
	return (a <= rules->join_near && b <= rules->join_one) ||
	       (b <= rules->join_near && a <= rules->join_one);
}

static void unite(struct box *x, const struct box *y)
{
	x->a_start = x->a_start < y->a_start ? x->a_start : y->a_start;
	x->b_start = x->b_start < y->b_start ? x->b_start : y->b_start;
	x->a_end = x->a_end > y->a_end ? x->a_end : y->a_end;
	x->b_end = x->b_end > y->b_end ? x->b_end : y->b_end;
}

static void join_members(struct region_work *work, size_t i, size_t j)
{
	struct group *x = &work->groups[i], *y = &work->groups[j];
	uint32_t last = x->last_member == 0 ? (uint32_t)i : x->last_member;
	work->groups[last].next_member = (uint32_t)j;
	x->last_member = y->last_member == 0 ? (uint32_t)j : y->last_member;
}

/* Joins groups until nothing changes. Groups are in order of a_start, so only neighbours are
 * compared; each round but the last removes a group. */
static void join_groups(struct region_work *work, const struct reuse_rules *rules)
{
	uint32_t reach = rules->join > rules->join_one ? rules->join : rules->join_one;
	bool changed = true;
	for (unsigned round = 0; changed && round < 8; round++) {
		changed = false;
		for (size_t i = 0; i < work->group_count; i++) {
			struct group *x = &work->groups[i];
			if (x->gone)
				continue;
			unsigned turn = 0;
			for (size_t j = i + 1; j < work->group_count && turn < LOOK_BACK_MOST;
			     j++) {
				struct group *y = &work->groups[j];
				if (y->gone)
					continue;
				turn++;
				if (y->passage.box.a_start > x->passage.box.a_end + reach)
					break;
				if ((!x->strong && !y->strong) ||
				    !near(&x->passage.box, &y->passage.box, rules))
					continue;
				unite(&x->passage.box, &y->passage.box);
				x->passage.weight += y->passage.weight;
				x->passage.covered_a += y->passage.covered_a;
				x->passage.covered_b += y->passage.covered_b;
				join_members(work, i, j);
				x->strong = true;
				y->gone = changed = true;
			}
		}
	}
}

/* One text's part of a passage: which units lie in runs, and where the passage lies. */
struct side {
	const struct unit_text *text;
	const uint8_t *marks; /* of units [origin, limit) */
	uint32_t origin, limit, start, end;
};

static uint32_t marked(const struct side *side, uint32_t from, uint32_t to)
{
	uint32_t sum = 0;
	from = from < side->origin ? side->origin : from;
	to = to > side->limit ? side->limit : to;
	for (uint32_t i = from; i < to; i++)
		sum += side->marks[i - side->origin];
	return sum;
}

static uint32_t break_before(const struct unit_text *text, uint32_t at, uint32_t most,
			     enum unit_break least)
{
	for (uint32_t i = 0; i <= most && i <= at; i++)
		if (units_break(text, at - i) >= least)
			return at - i;
	return NONE;
}

static uint32_t break_after(const struct unit_text *text, uint32_t at, uint32_t most,
			    enum unit_break least)
{
	for (uint32_t i = 0; i <= most && at + i <= text->count; i++)
		if (units_break(text, at + i) >= least)
			return at + i;
	return NONE;
}

/* Drops sentences at the ends that share only a few words with the other text. */
static void trim(struct side *side, const struct reuse_rules *rules)
{
	for (;;) {
		uint32_t next =
			break_after(side->text, side->start + 1, SENTENCE_MOST, BREAK_SENTENCE);
		if (next == NONE || next >= side->end)
			break;
		uint32_t first =
			break_before(side->text, side->start, SENTENCE_MOST, BREAK_SENTENCE);
		uint32_t covered = marked(side, side->start, next);
		if (covered >= rules->edge_units ||
		    (first != NONE && covered >= rules->edge * (next - first)))
			break;
		side->start = next;
	}
	for (;;) {
		uint32_t before =
			break_before(side->text, side->end - 1, SENTENCE_MOST, BREAK_SENTENCE);
		if (before == NONE || before <= side->start)
			break;
		uint32_t last = break_after(side->text, side->end, SENTENCE_MOST, BREAK_SENTENCE);
		uint32_t covered = marked(side, before, side->end);
		if (covered >= rules->edge_units ||
		    (last != NONE && covered >= rules->edge * (last - before)))
			break;
		side->end = before;
	}
}

/* Moves the ends out to the end of a sentence that is mostly covered, else to a break near by. */
static void fill(struct side *side, const struct reuse_rules *rules)
{
	uint32_t first = break_before(side->text, side->start, rules->fill_most, BREAK_SENTENCE);
	uint32_t next = break_after(side->text, side->start + 1, SENTENCE_MOST, BREAK_SENTENCE);
	uint32_t near_by = break_before(side->text, side->start, rules->snap, BREAK_CLAUSE);
	if (first != NONE && next != NONE &&
	    marked(side, side->start, next) >= rules->fill * (next - first))
		side->start = first;
	else if (near_by != NONE)
		side->start = near_by;
	uint32_t last = break_after(side->text, side->end, rules->fill_most, BREAK_SENTENCE);
	uint32_t before = break_before(side->text, side->end - 1, SENTENCE_MOST, BREAK_SENTENCE);
	near_by = break_after(side->text, side->end, rules->snap, BREAK_CLAUSE);
	if (last != NONE && before != NONE &&
	    marked(side, before, side->end) >= rules->fill * (last - before))
		side->end = last;
	else if (near_by != NONE)
		side->end = near_by;
}

static void mark_runs(struct region_work *work, const struct group *group, bool in_b)
{
	const struct box *box = &group->passage.box;
	uint32_t origin = in_b ? box->b_start : box->a_start;
	uint32_t length = (in_b ? box->b_end : box->a_end) - origin;
	work->marks = memory_grow(work->marks, &work->mark_capacity, length + 1, 1);
	memset(work->marks, 0, length);
	for (const struct group *member = group; member != NULL;
	     member = member->next_member == 0 ? NULL : &work->groups[member->next_member])
		for (uint32_t i = member->first_run; i < member->run_end; i++) {
			const struct run *run = &work->runs[i];
			memset(work->marks + (in_b ? run->b : run->a) - origin, 1, run->length);
		}
}

static void set_ends(struct region_work *work, struct group *group, const struct unit_text *b,
		     const struct reuse_rules *rules)
{
	struct box *box = &group->passage.box;
	mark_runs(work, group, false);
	struct side in_a = {work->table.text, work->marks,  box->a_start,
			    box->a_end,	      box->a_start, box->a_end};
	trim(&in_a, rules);
	fill(&in_a, rules);
	mark_runs(work, group, true);
	struct side in_b = {b, work->marks, box->b_start, box->b_end, box->b_start, box->b_end};
	trim(&in_b, rules);
	fill(&in_b, rules);
	*box = (struct box){in_a.start, in_a.end, in_b.start, in_b.end};
}

static void lay_tiles(struct region_work *work, struct group *group)
{
	for (const struct group *member = group; member != NULL;
	     member = member->next_member == 0 ? NULL : &work->groups[member->next_member])
		for (uint32_t i = member->first_run; i < member->run_end; i++) {
			const struct run *run = &work->runs[i];
			tile_list_add_run(&work->tiles, (struct tile){run->a, run->b, run->length});
		}
	group->passage.first_tile = work->tiles.count;
	tiles_lay(&work->tiles, group->passage.box);
	group->passage.tile_count = work->tiles.count - group->passage.first_tile;
}

void region_find(struct region_work *work, const struct unit_text *b, const struct box *boxes,
		 size_t box_count, const struct gram_weights *weights,
		 const struct reuse_rules *rules)
{
	work->run_count = 0;
	work->passage_count = 0;
	work->tiles.count = 0;
	for (size_t i = 0; i < box_count; i++)
		find_runs(work, b, boxes[i], weights);
	if (work->run_count == 0)
		return;
	qsort(work->runs, work->run_count, sizeof *work->runs, compare_runs);
	group_runs(work, rules);
	qsort(work->runs, work->run_count, sizeof *work->runs, compare_runs);
	if (!collect_groups(work, rules))
		return;
	join_groups(work, rules);
	for (size_t i = 0; i < work->group_count; i++) {
		struct group *group = &work->groups[i];
		if (group->gone || !group->strong)
			continue;
		set_ends(work, group, b, rules);
		lay_tiles(work, group);
		work->passages = memory_grow(work->passages, &work->passage_capacity,
					     work->passage_count + 1, sizeof *work->passages);
		work->passages[work->passage_count++] = group->passage;
	}
}
