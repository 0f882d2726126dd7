#include "base/map.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/hash.h"

struct map_slot {
	struct slice key; /* at == NULL: free */
	uint64_t hash;
	uint32_t value;
};

void map_init(struct map *map)
{
	*map = (struct map){0};
}

void map_release(struct map *map)
{
	free(map->slots);
	map_init(map);
}

static struct map_slot *slot_for(const struct map *map, struct slice key, uint64_t hash)
{
	size_t mask = map->capacity - 1;
	size_t i = (size_t)hash & mask;
	while (map->slots[i].key.at != NULL &&
	       (map->slots[i].hash != hash || !slice_equal(map->slots[i].key, key)))
		i = (i + 1) & mask;
	return &map->slots[i];
}

static void rehash(struct map *map)
{
	struct map old = *map;
	map->capacity = old.capacity == 0 ? 64 : old.capacity * 2;
	map->slots = memory_resize(NULL, map->capacity, sizeof *map->slots);
	memset(map->slots, 0, map->capacity * sizeof *map->slots);
	for (size_t i = 0; i < old.capacity; i++)
		if (old.slots[i].key.at != NULL)
			*slot_for(map, old.slots[i].key, old.slots[i].hash) = old.slots[i];
	free(old.slots);
}

bool map_find(const struct map *map, struct slice key, uint32_t *value)
{
	if (map->count == 0)
		return false;
	const struct map_slot *slot = slot_for(map, key, hash64(key));
	if (slot->key.at == NULL)
		return false;
	if (value != NULL)
		*value = slot->value;
	return true;
}

bool map_put(struct map *map, struct slice key, uint32_t value, uint32_t *present)
{
	if (2 * (map->count + 1) > map->capacity)
		rehash(map);
	uint64_t hash = hash64(key);
	struct map_slot *slot = slot_for(map, key, hash);
	if (slot->key.at != NULL) {
		if (present != NULL)
			*present = slot->value;
		return false;
	}
	*slot = (struct map_slot){key.at == NULL ? SLICE("") : key, hash, value};
	map->count++;
	return true;
}
