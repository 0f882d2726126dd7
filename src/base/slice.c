#define _GNU_SOURCE /* memmem */
#include "base/slice.h"

#include <assert.h>
#include <string.h>

#include "base/utf8.h"

struct slice slice_from(const char *string)
{
	return string == NULL ? (struct slice){"", 0} : (struct slice){string, strlen(string)};
}

struct slice slice_span(struct slice text, struct span span)
{
	assert(span.start <= span.end && span.end <= text.length);
	return (struct slice){text.at + span.start, span.end - span.start};
}

bool slice_equal(struct slice a, struct slice b)
{
	return a.length == b.length && (a.length == 0 || memcmp(a.at, b.at, a.length) == 0);
}

bool slice_is(struct slice a, const char *string)
{
	return slice_equal(a, slice_from(string));
}

static unsigned char ascii_lower(unsigned char c)
{
	return c >= 'A' && c <= 'Z' ? (unsigned char)(c + 32) : c;
}

bool slice_equal_ignoring_case(struct slice a, struct slice b)
{
	if (a.length != b.length)
		return false;
	for (size_t i = 0; i < a.length; i++)
		if (ascii_lower((unsigned char)a.at[i]) != ascii_lower((unsigned char)b.at[i]))
			return false;
	return true;
}

bool slice_starts(struct slice text, struct slice start)
{
	return text.length >= start.length &&
	       slice_equal((struct slice){text.at, start.length}, start);
}

bool slice_ends(struct slice text, struct slice end)
{
	return text.length >= end.length &&
	       slice_equal((struct slice){text.at + text.length - end.length, end.length}, end);
}

int slice_compare(struct slice a, struct slice b)
{
	size_t shorter = a.length < b.length ? a.length : b.length;
	int order = shorter == 0 ? 0 : memcmp(a.at, b.at, shorter);
	if (order != 0)
		return order;
	return (a.length > b.length) - (a.length < b.length);
}

size_t slice_find(struct slice text, struct slice part, size_t from)
{
	if (from > text.length)
		return SIZE_MAX;
	if (part.length == 0)
		return from;
	/* Also where text is empty and has no address to add to. */
	if (part.length > text.length - from)
		return SIZE_MAX;
	const char *hit = memmem(text.at + from, text.length - from, part.at, part.length);
	return hit == NULL ? SIZE_MAX : (size_t)(hit - text.at);
}

static size_t space_at_start(struct slice text)
{
	size_t bytes;
	return text.length > 0 && is_space(utf8_read(text, 0, &bytes)) ? bytes : 0;
}

static size_t space_at_end(struct slice text)
{
	if (text.length == 0)
		return 0;
	size_t start = utf8_previous(text, text.length), bytes;
	return is_space(utf8_read(text, start, &bytes)) ? text.length - start : 0;
}

struct slice slice_trim(struct slice text)
{
	size_t space;
	while ((space = space_at_start(text)) > 0)
		text = (struct slice){text.at + space, text.length - space};
	while ((space = space_at_end(text)) > 0)
		text.length -= space;
	return text;
}

bool slice_cut(struct slice *rest, char separator, struct slice *part)
{
	if (rest->at == NULL)
		return false;
	const char *hit = rest->length == 0 ? NULL : memchr(rest->at, separator, rest->length);
	if (hit == NULL) {
		*part = *rest;
		*rest = (struct slice){NULL, 0};
		return true;
	}
	size_t length = (size_t)(hit - rest->at);
	*part = (struct slice){rest->at, length};
	*rest = (struct slice){hit + 1, rest->length - length - 1};
	return true;
}
