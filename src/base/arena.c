#define _DEFAULT_SOURCE /* madvise */

#include "base/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define QIPAN_POISON 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__)
#define QIPAN_POISON 1
#endif
#ifdef QIPAN_POISON
#include <sanitizer/asan_interface.h>
#define poison(at, bytes) ASAN_POISON_MEMORY_REGION((at), (bytes))
#define unpoison(at, bytes) ASAN_UNPOISON_MEMORY_REGION((at), (bytes))
/* A gap between two objects, so that running over the end of one is seen. */
enum { GAP_BYTES = 16 };
#else
#define poison(at, bytes) ((void)(at), (void)(bytes))
#define unpoison(at, bytes) ((void)(at), (void)(bytes))
enum { GAP_BYTES = 0 };
#endif

enum {
	ALIGNMENT = 16,
	FIRST_CHUNK_BYTES = 16384,
	LARGEST_CHUNK_BYTES = 8388608,
	LARGE_PAGE = 2097152,
	LARGE_BYTES = 2 * LARGE_PAGE,
};

struct arena_chunk {
	struct arena_chunk *older;
	size_t capacity, used;
	_Alignas(16) char memory[];
};

_Noreturn static void out_of_memory(size_t bytes)
{
	fprintf(stderr, "qipan: out of memory (asked for %zu bytes)\n", bytes);
	abort();
}

/* Large blocks are asked for in pages of two megabytes: tables that are read here and there
 * otherwise wait for the page table at every step. Where the system has none nothing happens. */
static void prefer_large_pages(void *memory, size_t bytes)
{
	if (bytes < LARGE_BYTES)
		return;
	uintptr_t start = ((uintptr_t)memory + LARGE_PAGE - 1) & ~(uintptr_t)(LARGE_PAGE - 1);
	uintptr_t end = ((uintptr_t)memory + bytes) & ~(uintptr_t)(LARGE_PAGE - 1);
	if (start < end)
		(void)madvise((void *)start, end - start, MADV_HUGEPAGE);
}

void arena_init(struct arena *arena)
{
	*arena = (struct arena){NULL, FIRST_CHUNK_BYTES, 0};
}

static void chunk_free(struct arena_chunk *chunk)
{
	unpoison(chunk->memory, chunk->capacity);
	free(chunk);
}

void arena_release(struct arena *arena)
{
	while (arena->chunk != NULL) {
		struct arena_chunk *older = arena->chunk->older;
		chunk_free(arena->chunk);
		arena->chunk = older;
	}
	arena_init(arena);
}

void arena_reset(struct arena *arena)
{
	struct arena_chunk *largest = NULL;
	for (struct arena_chunk *c = arena->chunk, *older; c != NULL; c = older) {
		older = c->older;
		if (largest == NULL || c->capacity > largest->capacity) {
			if (largest != NULL)
				chunk_free(largest);
			largest = c;
		} else {
			chunk_free(c);
		}
	}
	arena->chunk = largest;
	arena->used_bytes = 0;
	if (largest != NULL) {
		largest->older = NULL;
		largest->used = 0;
		poison(largest->memory, largest->capacity);
	}
}

static void chunk_add(struct arena *arena, size_t needed)
{
	size_t capacity = arena->next_bytes;
	if (capacity == 0)
		capacity = FIRST_CHUNK_BYTES;
	if (needed > capacity)
		capacity = needed;
	if (capacity > SIZE_MAX - sizeof(struct arena_chunk))
		out_of_memory(capacity);
	struct arena_chunk *chunk = malloc(sizeof *chunk + capacity);
	if (chunk == NULL)
		out_of_memory(capacity);
	prefer_large_pages(chunk, sizeof *chunk + capacity);
	*chunk = (struct arena_chunk){.older = arena->chunk, .capacity = capacity};
	poison(chunk->memory, capacity);
	arena->chunk = chunk;
	if (arena->next_bytes < LARGEST_CHUNK_BYTES)
		arena->next_bytes =
			capacity < LARGEST_CHUNK_BYTES / 2 ? capacity * 2 : LARGEST_CHUNK_BYTES;
}

void *arena_alloc(struct arena *arena, size_t count, size_t bytes)
{
	size_t wanted, padded;
	if (__builtin_mul_overflow(count, bytes, &wanted) ||
	    __builtin_add_overflow(wanted, ALIGNMENT - 1 + GAP_BYTES, &padded))
		out_of_memory(SIZE_MAX);
	padded &= ~(size_t)(ALIGNMENT - 1);
	struct arena_chunk *chunk = arena->chunk;
	if (chunk == NULL || chunk->capacity - chunk->used < padded) {
		chunk_add(arena, padded);
		chunk = arena->chunk;
	}
	char *at = chunk->memory + chunk->used;
	chunk->used += padded;
	arena->used_bytes += padded;
	unpoison(at, wanted);
	memset(at, 0, wanted);
	return at;
}

struct slice arena_copy(struct arena *arena, struct slice text)
{
	char *copy = arena_alloc(arena, text.length + 1, 1);
	if (text.length > 0)
		memcpy(copy, text.at, text.length);
	return (struct slice){copy, text.length};
}

const char *arena_string(struct arena *arena, struct slice text)
{
	return arena_copy(arena, text).at;
}

const char *arena_printf(struct arena *arena, const char *format, ...)
{
	va_list list, again;
	va_start(list, format);
	va_copy(again, list);
	int length = vsnprintf(NULL, 0, format, list);
	va_end(list);
	if (length < 0)
		length = 0;
	char *text = arena_alloc(arena, (size_t)length + 1, 1);
	vsnprintf(text, (size_t)length + 1, format, again);
	va_end(again);
	return text;
}

void *arena_grow(struct arena *arena, void *array, size_t count, size_t *capacity, size_t needed,
		 size_t bytes)
{
	if (needed <= *capacity)
		return array;
	size_t grown = *capacity < 16 ? 16 : *capacity * 2;
	if (grown < needed)
		grown = needed;
	void *larger = arena_alloc(arena, grown, bytes);
	if (count > 0)
		memcpy(larger, array, count * bytes);
	*capacity = grown;
	return larger;
}

void *memory_resize(void *memory, size_t count, size_t bytes)
{
	size_t wanted;
	if (__builtin_mul_overflow(count, bytes, &wanted))
		out_of_memory(SIZE_MAX);
	void *grown = realloc(memory, wanted == 0 ? 1 : wanted);
	if (grown == NULL)
		out_of_memory(wanted);
	prefer_large_pages(grown, wanted);
	return grown;
}

void *memory_grow(void *memory, size_t *capacity, size_t needed, size_t bytes)
{
	if (needed <= *capacity && memory != NULL)
		return memory;
	size_t grown = *capacity < 16 ? 16 : *capacity;
	while (grown < needed)
		grown = grown > SIZE_MAX / 2 ? needed : grown * 2;
	memory = memory_resize(memory, grown, bytes);
	*capacity = grown;
	return memory;
}

void *arena_take(struct arena *arena, void *memory, size_t count, size_t bytes)
{
	void *copy = arena_alloc(arena, count, bytes);
	if (count > 0)
		memcpy(copy, memory, count * bytes);
	free(memory);
	return copy;
}
