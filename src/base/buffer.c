#include "base/buffer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"

void buffer_init(struct buffer *buffer)
{
	*buffer = (struct buffer){0};
	buffer->at = memory_grow(NULL, &buffer->capacity, 64, 1);
	buffer->at[0] = '\0';
}

void buffer_release(struct buffer *buffer)
{
	free(buffer->at);
	*buffer = (struct buffer){0};
}

void buffer_clear(struct buffer *buffer)
{
	buffer->length = 0;
	buffer->at[0] = '\0';
}

static void reserve(struct buffer *buffer, size_t more)
{
	buffer->at = memory_grow(buffer->at, &buffer->capacity, buffer->length + more + 1, 1);
}

void buffer_append(struct buffer *buffer, struct slice text)
{
	reserve(buffer, text.length);
	if (text.length > 0)
		memcpy(buffer->at + buffer->length, text.at, text.length);
	buffer->length += text.length;
	buffer->at[buffer->length] = '\0';
}

void buffer_append_string(struct buffer *buffer, const char *string)
{
	buffer_append(buffer, slice_from(string));
}

void buffer_append_byte(struct buffer *buffer, char byte)
{
	buffer_append(buffer, (struct slice){&byte, 1});
}

void buffer_append_code_point(struct buffer *buffer, uint32_t code_point)
{
	char bytes[4];
	buffer_append(buffer, (struct slice){bytes, utf8_write(code_point, bytes)});
}

void buffer_printf(struct buffer *buffer, const char *format, ...)
{
	va_list list, again;
	va_start(list, format);
	va_copy(again, list);
	int length = vsnprintf(NULL, 0, format, list);
	va_end(list);
	if (length > 0) {
		reserve(buffer, (size_t)length);
		vsnprintf(buffer->at + buffer->length, (size_t)length + 1, format, again);
		buffer->length += (size_t)length;
	}
	va_end(again);
}

struct slice buffer_slice(const struct buffer *buffer)
{
	return (struct slice){buffer->at, buffer->length};
}
