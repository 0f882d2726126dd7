/*
 * Memory with three lifetimes. An arena only grows; everything in it goes at once. Parameters are
 * named by how long the memory lives:
 *   study    - as long as the command runs (codebook, gazetteer, tables, findings)
 *   document - until the document is written to the store
 *   scratch  - until the function that made the arena resets it
 * A function that returns memory takes the arena first and says so; nobody frees single objects.
 *
 * Invariants: memory is aligned for any type; arena_new gives zeroed memory; size 0 gives a valid
 * pointer; running out of memory aborts with a message. Under AddressSanitizer the unused part of a
 * chunk is poisoned, so that an overflow inside an arena is seen. Not shared between threads.
 */
#ifndef QIPAN_BASE_ARENA_H
#define QIPAN_BASE_ARENA_H

#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"

struct arena_chunk;

struct arena {
	struct arena_chunk *chunk; /* the newest, linked to the older ones */
	size_t next_bytes;	   /* size of the next chunk */
	size_t used_bytes;	   /* handed out since init or reset */
};

void arena_init(struct arena *arena);
/* Gives everything back; the arena can be used again. */
void arena_release(struct arena *arena);
/* Forgets everything but keeps the largest chunk for reuse. */
void arena_reset(struct arena *arena);

/* count x bytes of zeroed memory; aborts when the product overflows. */
void *arena_alloc(struct arena *arena, size_t count, size_t bytes) __attribute__((returns_nonnull));
#define arena_new(arena, type) ((type *)arena_alloc((arena), 1, sizeof(type)))
#define arena_array(arena, type, count) ((type *)arena_alloc((arena), (count), sizeof(type)))

/* Copies; the copy ends with a NUL that the slice's length does not count. */
struct slice arena_copy(struct arena *arena, struct slice text);
const char *arena_string(struct arena *arena, struct slice text);
const char *arena_printf(struct arena *arena, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* The array with room for `needed` elements of `bytes`, doubling *capacity. The old copy stays in
 * the arena, which doubling keeps below the size of the new one. */
void *arena_grow(struct arena *arena, void *array, size_t count, size_t *capacity, size_t needed,
		 size_t bytes);

/* malloc and realloc that abort when memory is out; for growing arrays whose owner frees them.
 * memory_grow: returns at least `needed` elements, doubling *capacity. */
void *memory_resize(void *memory, size_t count, size_t bytes);
void *memory_grow(void *memory, size_t *capacity, size_t needed, size_t bytes);
/* Copies such an array that has stopped growing, and frees it; memory may be NULL for count 0. */
void *arena_take(struct arena *arena, void *memory, size_t count, size_t bytes)
	__attribute__((returns_nonnull));

#endif
