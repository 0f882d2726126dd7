/* Zip files for tests (APPNOTE 6.3): members are stored, not compressed. zip_member for each, then
 * zip_end; the directory is kept in a second buffer until then. */
#ifndef QIPAN_TEST_ZIP_WRITE_H
#define QIPAN_TEST_ZIP_WRITE_H

#include "base/buffer.h"

struct zip {
	struct buffer bytes, directory;
	unsigned members;
};

static inline void zip_start(struct zip *zip)
{
	buffer_init(&zip->bytes);
	buffer_init(&zip->directory);
	zip->members = 0;
}

static inline void zip_release(struct zip *zip)
{
	buffer_release(&zip->bytes);
	buffer_release(&zip->directory);
}

static inline void zip_number(struct buffer *out, uint32_t value, int bytes)
{
	for (int i = 0; i < bytes; i++)
		buffer_append_byte(out, (char)((uint64_t)value >> (8 * i) & 0xFF));
}

static inline uint32_t zip_crc(struct slice text)
{
	uint32_t crc = 0xFFFFFFFF;
	for (size_t i = 0; i < text.length; i++) {
		crc ^= (unsigned char)text.at[i];
		for (int bit = 0; bit < 8; bit++)
			crc = (crc >> 1) ^ (0xEDB88320U & (0U - (crc & 1)));
	}
	return ~crc;
}

/* What the local header and the directory have in common. */
static inline void zip_common(struct buffer *out, struct slice name, struct slice content)
{
	zip_number(out, 20, 2); /* version */
	zip_number(out, 0, 8);	/* flags, stored, time, date */
	zip_number(out, zip_crc(content), 4);
	zip_number(out, (uint32_t)content.length, 4);
	zip_number(out, (uint32_t)content.length, 4);
	zip_number(out, (uint32_t)name.length, 2);
	zip_number(out, 0, 2);
}

static inline void zip_member(struct zip *zip, struct slice name, struct slice content)
{
	uint32_t place = (uint32_t)zip->bytes.length;
	buffer_append(&zip->bytes, SLICE("PK\3\4"));
	zip_common(&zip->bytes, name, content);
	buffer_append(&zip->bytes, name);
	buffer_append(&zip->bytes, content);
	buffer_append(&zip->directory, SLICE("PK\1\2\x14\0"));
	zip_common(&zip->directory, name, content);
	zip_number(&zip->directory, 0, 2);
	zip_number(&zip->directory, 0, 8);
	zip_number(&zip->directory, place, 4);
	buffer_append(&zip->directory, name);
	zip->members++;
}

static inline struct slice zip_end(struct zip *zip)
{
	uint32_t place = (uint32_t)zip->bytes.length;
	buffer_append(&zip->bytes, buffer_slice(&zip->directory));
	buffer_append(&zip->bytes, SLICE("PK\5\6\0\0\0\0"));
	zip_number(&zip->bytes, zip->members, 2);
	zip_number(&zip->bytes, zip->members, 2);
	zip_number(&zip->bytes, (uint32_t)zip->directory.length, 4);
	zip_number(&zip->bytes, place, 4);
	zip_number(&zip->bytes, 0, 2);
	return buffer_slice(&zip->bytes);
}

#endif
