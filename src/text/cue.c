#include "text/cue.h"

#include <assert.h>
#include <string.h>

enum { CUE_BYTES_MOST = 48 };

bool cue_is_word_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static unsigned char lower(char c)
{
	return (unsigned char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
}

static unsigned bucket_of(const char *at)
{
	return (unsigned)(lower(at[0]) * 31 + lower(at[1]) * 7 + lower(at[1]) / 16) % CUE_BUCKETS;
}

void cue_table_init(struct cue_table *table, const struct cue *rows, size_t count)
{
	assert(count <= CUE_ROWS_MOST);
	*table = (struct cue_table){.rows = rows};
	for (size_t i = count; i-- > 0;) {
		unsigned bucket = bucket_of(rows[i].word);
		table->next[i] = table->bucket[bucket];
		table->bucket[bucket] = (uint16_t)(i + 1);
	}
}

/* Bytes of the text that the word takes at offset, 0 if it does not stand there. */
static size_t match(const char *word, struct slice text, size_t offset)
{
	size_t length = strlen(word);
	bool open = word[length - 1] == '*';
	length -= open;
	if (text.length - offset < length)
		return 0;
	for (size_t i = 0; i < length; i++)
		if (lower(text.at[offset + i]) != (unsigned char)word[i])
			return 0;
	bool latin = (unsigned char)word[0] < 0x80;
	if (latin && cue_is_word_byte(word[0]) && offset > 0 &&
	    cue_is_word_byte(text.at[offset - 1]))
		return 0;
	if (latin && !open && cue_is_word_byte(word[length - 1]) && offset + length < text.length &&
	    cue_is_word_byte(text.at[offset + length]))
		return 0;
	while (open && offset + length < text.length && cue_is_word_byte(text.at[offset + length]))
		length++;
	return length;
}

const struct cue *cue_at(const struct cue_table *table, struct slice text, size_t offset,
			 size_t *bytes)
{
	const struct cue *best = NULL;
	*bytes = 0;
	if (offset + 2 > text.length)
		return NULL;
	for (uint16_t i = table->bucket[bucket_of(text.at + offset)]; i != 0;
	     i = table->next[i - 1]) {
		size_t length = match(table->rows[i - 1].word, text, offset);
		if (length > *bytes) {
			*bytes = length;
			best = &table->rows[i - 1];
		}
	}
	return best;
}

const struct cue *cue_next(const struct cue_table *table, struct slice text, size_t *at,
			   struct span *words)
{
	for (; *at < text.length; (*at)++) {
		size_t bytes;
		const struct cue *cue = cue_at(table, text, *at, &bytes);
		if (cue == NULL)
			continue;
		*words = (struct span){(uint32_t)*at, (uint32_t)(*at + bytes)};
		*at += bytes;
		return cue;
	}
	return NULL;
}

const struct cue *cue_before(const struct cue_table *table, struct slice text, size_t offset,
			     size_t *bytes)
{
	const struct cue *best = NULL;
	*bytes = 0;
	size_t first = offset > CUE_BYTES_MOST ? offset - CUE_BYTES_MOST : 0;
	for (size_t at = offset; at-- > first;) {
		size_t length;
		struct slice head = {text.at, offset};
		const struct cue *cue = cue_at(table, head, at, &length);
		if (cue != NULL && at + length == offset) {
			best = cue;
			*bytes = length;
		}
	}
	return best;
}
