/*
 * Text that grows. Its owner calls buffer_release.
 *
 * Invariants: at is never NULL after buffer_init and always NUL-terminated (the NUL is not counted
 * in length); the bytes may hold NULs; memory that is out aborts.
 */
#ifndef QIPAN_BASE_BUFFER_H
#define QIPAN_BASE_BUFFER_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"

struct buffer {
	char *at;
	size_t length, capacity;
};

void buffer_init(struct buffer *buffer);
void buffer_release(struct buffer *buffer);
/* Empties it and keeps the memory. */
void buffer_clear(struct buffer *buffer);
void buffer_append(struct buffer *buffer, struct slice text);
void buffer_append_string(struct buffer *buffer, const char *string);
void buffer_append_byte(struct buffer *buffer, char byte);
void buffer_append_code_point(struct buffer *buffer, uint32_t code_point);
void buffer_printf(struct buffer *buffer, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
/* The content, valid until the buffer changes. */
struct slice buffer_slice(const struct buffer *buffer);

#endif
