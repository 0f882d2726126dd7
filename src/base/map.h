/*
 * From text to number: slice -> uint32 value, insertion order kept by the caller's arrays.
 * The map borrows its keys: they must outlive it (put them into an arena first).
 * Open addressing, load at most 1/2; find and put are O(1) in the mean. Not shared between threads
 * while it is being written; any number of readers afterwards.
 */
#ifndef QIPAN_BASE_MAP_H
#define QIPAN_BASE_MAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"

struct map_slot;

struct map {
	struct map_slot *slots;
	size_t capacity, count;
};

void map_init(struct map *map);
void map_release(struct map *map);
/* True and *value set if the key is there; value may be NULL. */
bool map_find(const struct map *map, struct slice key, uint32_t *value);
/* True if the key is new; otherwise the old value stays and *present (if not NULL) gets it. */
bool map_put(struct map *map, struct slice key, uint32_t value, uint32_t *present);

#endif
