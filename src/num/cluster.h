/*
 * Hierarchical clustering by average linkage, and an order of the leaves in which like stand beside
 * like: rows of a board are drawn in it.
 *
 * The distance of two clusters is the mean distance over all pairs of their leaves (Sokal, Michener
 * 1958). Merges are found by the nearest-neighbour chain (Murtagh 1983), which gives the same tree
 * as always merging the two nearest clusters and takes O(n^2). At every merge each side is turned,
 * or not, so that the leaves that meet are the nearest of the four choices (Gruvaeus, Wainer 1972).
 * Ties go to the leaf or cluster with the lower number: the result depends on nothing else.
 */
#ifndef QIPAN_NUM_CLUSTER_H
#define QIPAN_NUM_CLUSTER_H

#include <stddef.h>
#include <stdint.h>

/* Two clusters become one; a cluster is named by its leaf with the lowest number. */
struct cluster_merge {
	uint32_t into, from; /* into < from */
	double height;	     /* mean distance between their leaves */
};

/* distances[i * count + k]: symmetric, finite, 0 and up. merges: room for count - 1, in order of
 * height; order: room for count leaves. Time and memory O(count^2). */
void cluster_average(const double *distances, size_t count, struct cluster_merge *merges,
		     size_t *order);

/* Undoes the last groups - 1 merges: group[leaf] = 0.. in order of the groups' lowest leaves.
 * groups is cut to 1..count. */
void cluster_cut(const struct cluster_merge *merges, size_t count, size_t groups, uint32_t *group);

/* joins[i]: height of the merge by which order[i] came into one cluster with order[i - 1]; joins[0]
 * is 0. With the order it is the whole tree: of two leaves, the largest join between them is the
 * height at which they meet. joins: room for count. O(count). */
void cluster_joins(const struct cluster_merge *merges, const size_t *order, size_t count,
		   double *joins);

/* Mean silhouette width (Rousseeuw 1987) of a partition: -1..1, how much nearer leaves lie to their
 * own group than to the next one; below about 0.25 there are hardly any groups. A leaf alone counts
 * 0. NaN for fewer than two groups. O(count^2). */
double cluster_silhouette(const double *distances, size_t count, const uint32_t *group);

#endif
