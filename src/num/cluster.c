#include "num/cluster.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

struct clustering {
	const double *distances; /* of leaves */
	double *between;	 /* of clusters */
	size_t count;
	size_t *size; /* 0: merged away */
	/* leaves of a cluster as a chain: it can be turned by walking it from the other end */
	size_t *first, *last, *next, *before;
};

static struct clustering clustering_make(struct arena *scratch, const double *distances,
					 size_t count)
{
	struct clustering out = {
		.distances = distances,
		.between = arena_array(scratch, double, count *count),
		.count = count,
		.size = arena_array(scratch, size_t, count),
		.first = arena_array(scratch, size_t, count),
		.last = arena_array(scratch, size_t, count),
		.next = arena_array(scratch, size_t, count),
		.before = arena_array(scratch, size_t, count),
	};
	memcpy(out.between, distances, count * count * sizeof *distances);
	for (size_t i = 0; i < count; i++) {
		out.size[i] = 1;
		out.first[i] = out.last[i] = i;
		out.next[i] = out.before[i] = SIZE_MAX;
	}
	return out;
}

static void turn(struct clustering *of, size_t cluster)
{
	for (size_t leaf = of->first[cluster]; leaf != SIZE_MAX;) {
		size_t next = of->next[leaf];
		of->next[leaf] = of->before[leaf];
		of->before[leaf] = next;
		leaf = next;
	}
	size_t first = of->first[cluster];
	of->first[cluster] = of->last[cluster];
	of->last[cluster] = first;
}

/* Which ends meet: bit 0 the left side is turned, bit 1 the right side. */
static unsigned best_turn(const struct clustering *of, size_t left, size_t right)
{
	size_t ends[2] = {of->last[left], of->first[left]};
	size_t starts[2] = {of->first[right], of->last[right]};
	unsigned best = 0;
	double least = INFINITY;
	for (unsigned way = 0; way < 4; way++) {
		double distance = of->distances[ends[way & 1] * of->count + starts[way >> 1]];
		if (distance < least) {
			least = distance;
			best = way;
		}
	}
	return best;
}

static void join_chains(struct clustering *of, size_t left, size_t right)
{
	unsigned way = best_turn(of, left, right);
	if (way & 1)
		turn(of, left);
	if (way & 2)
		turn(of, right);
	of->next[of->last[left]] = of->first[right];
	of->before[of->first[right]] = of->last[left];
	of->last[left] = of->last[right];
}

static void merge(struct clustering *of, size_t into, size_t from)
{
	double a = (double)of->size[into], b = (double)of->size[from];
	for (size_t k = 0; k < of->count; k++) {
		if (of->size[k] == 0 || k == into || k == from)
			continue;
		double mean = (a * of->between[into * of->count + k] +
			       b * of->between[from * of->count + k]) /
			      (a + b);
		of->between[into * of->count + k] = of->between[k * of->count + into] = mean;
	}
	join_chains(of, into, from);
	of->size[into] += of->size[from];
	of->size[from] = 0;
}

/* The nearest other cluster; `wanted` wins a tie, so that the chain ends. */
static size_t nearest(const struct clustering *of, size_t cluster, size_t wanted)
{
	size_t best = wanted;
	double least = wanted == SIZE_MAX ? INFINITY : of->between[cluster * of->count + wanted];
	for (size_t k = 0; k < of->count; k++)
		if (of->size[k] > 0 && k != cluster &&
		    of->between[cluster * of->count + k] < least) {
			least = of->between[cluster * of->count + k];
			best = k;
		}
	return best;
}

static int by_height(const void *left, const void *right)
{
	const struct cluster_merge *a = left, *b = right;
	if (a->height != b->height)
		return a->height < b->height ? -1 : 1;
	/* A merge of the same height that needs another one first has the larger cluster. */
	if (a->into != b->into)
		return a->into < b->into ? 1 : -1;
	return (a->from > b->from) - (a->from < b->from);
}

void cluster_average(const double *distances, size_t count, struct cluster_merge *merges,
		     size_t *order)
{
	if (count == 0)
		return;
	struct arena scratch;
	arena_init(&scratch);
	struct clustering of = clustering_make(&scratch, distances, count);
	size_t *chain = arena_array(&scratch, size_t, count + 1), length = 0, done = 0;
	while (done + 1 < count) {
		if (length == 0)
			for (size_t i = count; i-- > 0;)
				if (of.size[i] > 0)
					chain[0] = i, length = 1;
		size_t tip = chain[length - 1], before = length > 1 ? chain[length - 2] : SIZE_MAX;
		size_t next = nearest(&of, tip, before);
		if (next != before) {
			chain[length++] = next;
			continue;
		}
		size_t into = tip < before ? tip : before, from = tip < before ? before : tip;
		merges[done++] = (struct cluster_merge){(uint32_t)into, (uint32_t)from,
							of.between[into * count + from]};
		merge(&of, into, from);
		length -= 2;
	}
	size_t leaf = of.first[0];
	for (size_t i = 0; i < count; i++, leaf = of.next[leaf])
		order[i] = leaf;
	if (count > 1)
		qsort(merges, count - 1, sizeof *merges, by_height);
	arena_release(&scratch);
}

void cluster_cut(const struct cluster_merge *merges, size_t count, size_t groups, uint32_t *group)
{
	if (count == 0)
		return;
	groups = groups < 1 ? 1 : groups > count ? count : groups;
	for (size_t i = 0; i < count; i++)
		group[i] = (uint32_t)i;
	for (size_t m = 0; m < count - groups; m++) {
		uint32_t into = group[merges[m].into], from = group[merges[m].from];
		for (size_t i = 0; i < count; i++)
			if (group[i] == from)
				group[i] = into;
	}
	/* Numbers 0.. in order of the first leaf: a number already given is below the leaf's own.
	 */
	uint32_t next = 0;
	uint32_t *number = memory_resize(NULL, count, sizeof *number);
	memset(number, 0xFF, count * sizeof *number);
	for (size_t i = 0; i < count; i++) {
		if (number[group[i]] == UINT32_MAX)
			number[group[i]] = next++;
		group[i] = number[group[i]];
	}
	free(number);
}

void cluster_joins(const struct cluster_merge *merges, const size_t *order, size_t count,
		   double *joins)
{
	if (count == 0)
		return;
	/* A cluster is a stretch of the order: the later one of two that meet begins at the join.
	 */
	size_t *start = memory_resize(NULL, count, sizeof *start);
	for (size_t i = 0; i < count; i++)
		start[order[i]] = i;
	joins[0] = 0;
	for (size_t m = 0; m + 1 < count; m++) {
		size_t *into = &start[merges[m].into], from = start[merges[m].from];
		joins[*into > from ? *into : from] = merges[m].height;
		*into = *into < from ? *into : from;
	}
	free(start);
}

double cluster_silhouette(const double *distances, size_t count, const uint32_t *group)
{
	size_t groups = 0;
	for (size_t i = 0; i < count; i++)
		groups = group[i] + 1 > groups ? group[i] + 1 : groups;
	if (groups < 2)
		return NAN;
	double *sums = memory_resize(NULL, 2 * groups, sizeof *sums), total = 0;
	for (size_t i = 0; i < count; i++) {
		memset(sums, 0, 2 * groups * sizeof *sums);
		for (size_t k = 0; k < count; k++)
			if (k != i) {
				sums[group[k]] += distances[i * count + k];
				sums[groups + group[k]]++;
			}
		double own = sums[groups + group[i]], other = INFINITY;
		if (own == 0)
			continue;
		double within = sums[group[i]] / own;
		for (size_t g = 0; g < groups; g++)
			if (g != group[i] && sums[groups + g] > 0)
				other = fmin(other, sums[g] / sums[groups + g]);
		double larger = fmax(within, other);
		total += larger > 0 ? (other - within) / larger : 0;
	}
	free(sums);
	return total / (double)count;
}
