/*
 * Numbers of 7 bits a byte, low part first, high bit set in all but the last (LEB128), signed ones
 * zigzag. Taking trusts nothing: after the first number that cannot be, all are 0 and `bad` stays
 * true.
 */
#ifndef QIPAN_STORE_VARINT_H
#define QIPAN_STORE_VARINT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"

static inline void put(struct buffer *out, uint64_t number)
{
	char bytes[10];
	size_t count = 0;
	for (; number >= 0x80; number >>= 7)
		bytes[count++] = (char)(number | 0x80);
	bytes[count++] = (char)number;
	buffer_append(out, (struct slice){bytes, count});
}

static inline void put_signed(struct buffer *out, int64_t number)
{
	put(out, ((uint64_t)number << 1) ^ (uint64_t)(number >> 63));
}

struct reader {
	const unsigned char *at, *end;
	bool bad; /* stays true; every number read after it is 0 */
};

static inline struct reader reader_of(struct slice packed)
{
	const unsigned char *at = (const unsigned char *)packed.at;
	return (struct reader){at, at + packed.length, false};
}

static inline uint64_t take(struct reader *reader)
{
	if (reader->at < reader->end && *reader->at < 0x80)
		return *reader->at++;
	uint64_t number = 0;
	for (unsigned shift = 0; shift < 63 && reader->at < reader->end; shift += 7) {
		unsigned char byte = *reader->at++;
		number |= (uint64_t)(byte & 0x7F) << shift;
		if (byte < 0x80)
			return number;
	}
	reader->bad = true;
	reader->at = reader->end;
	return 0;
}

static inline int64_t take_signed(struct reader *reader)
{
	uint64_t number = take(reader);
	return (int64_t)(number >> 1) ^ -(int64_t)(number & 1);
}

static inline uint32_t take_below(struct reader *reader, uint64_t limit)
{
	uint64_t number = take(reader);
	if (number >= limit)
		reader->bad = true;
	return number < limit ? (uint32_t)number : 0;
}

/* start and length of a span behind `from`, inside the text */
static inline struct span take_span(struct reader *reader, uint64_t from, uint64_t text_bytes)
{
	uint64_t start = from + take_below(reader, UINT32_MAX);
	uint64_t end = start + take_below(reader, UINT32_MAX);
	if (end > text_bytes || end > UINT32_MAX) {
		reader->bad = true;
		return (struct span){0, 0};
	}
	return (struct span){(uint32_t)start, (uint32_t)end};
}

static inline bool reader_done(const struct reader *reader)
{
	return !reader->bad && reader->at == reader->end;
}

#endif
