#include <stdlib.h>

#include "base/arena.h"
#include "base/map.h"
#include "base/utf8.h"
#include "reader/page.h"

static const double zone_share = 0.125;

/* What a head says apart from its numbers; a lone number is told by how it counts with the pages:
 * "#12" on page 14 and on page 15 "#13" have the same distance. Empty: cannot be furniture. */
static void make_key(const struct pages *pages, const struct page_line *line, bool top,
		     struct buffer *key)
{
	enum { KEY_BYTES = 300, DIGITS_MOST = 6 };
	struct slice text = page_line_text(pages, line);
	bool words = false;
	uint32_t number = 0, digits = 0, numbers = 0;
	buffer_clear(key);
	if (text.length > KEY_BYTES)
		return;
	buffer_append_byte(key, top ? 't' : 'b');
	for (size_t i = 0, bytes; i < text.length; i += bytes) {
		uint32_t c = utf8_read(text, i, &bytes);
		bool digit = c >= '0' && c <= '9';
		if (digit && digits < DIGITS_MOST) {
			number = number * 10 + (c - '0');
			numbers += digits++ == 0;
			continue;
		}
		if (!digit && digits > 0) {
			buffer_append_byte(key, '#');
			digits = 0;
		}
		words = words || is_han(c) || c >= 0xC0 || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
		if (!is_space(c))
			buffer_append_code_point(key, c);
	}
	if (digits > 0)
		buffer_append_byte(key, '#');
	if (words)
		return;
	if (numbers == 1)
		buffer_printf(key, "%lld", (long long)number - (long long)line->page);
	else
		buffer_clear(key);
}

static int zone_of(const struct page *page, const struct page_line *line)
{
	if (line->bottom < zone_share * page->height)
		return 1;
	return line->top > (1 - zone_share) * page->height ? -1 : 0;
}

struct seen {
	uint32_t pages, last;
};

void pages_mark_furniture(struct pages *pages)
{
	struct map keys;
	struct arena arena;
	struct buffer key;
	struct seen *seen = memory_resize(NULL, pages->line_count + 1, sizeof *seen);
	uint32_t count = 0, index;
	map_init(&keys);
	arena_init(&arena);
	buffer_init(&key);
	for (int pass = 0; pass < 2; pass++) {
		for (size_t i = 0; i < pages->line_count; i++) {
			struct page_line *line = &pages->lines[i];
			int zone = zone_of(&pages->at[line->page], line);
			if (zone == 0)
				continue;
			make_key(pages, line, zone > 0, &key);
			if (key.length == 0)
				continue;
			if (pass == 0 && !map_find(&keys, buffer_slice(&key), NULL)) {
				seen[count] = (struct seen){0, UINT32_MAX};
				map_put(&keys, arena_copy(&arena, buffer_slice(&key)), count++,
					NULL);
			}
			map_find(&keys, buffer_slice(&key), &index);
			if (pass == 0 && seen[index].last != line->page) {
				seen[index].pages++;
				seen[index].last = line->page;
			}
			if (pass == 1)
				line->furniture = seen[index].pages >= 3 ||
						  (seen[index].pages == 2 && pages->count == 2);
		}
	}
	buffer_release(&key);
	arena_release(&arena);
	map_release(&keys);
	free(seen);
}

void pages_measure(struct pages *pages)
{
	for (size_t p = 0; p < pages->count; p++) {
		struct page *page = &pages->at[p];
		for (int column = 0; column < 3; column++) {
			page->left[column] = page->width;
			page->right[column] = 0;
		}
		for (size_t i = 0; i < page->count; i++) {
			const struct page_line *line = &pages->lines[page->first + i];
			if (line->furniture)
				continue;
			double *left = &page->left[line->column],
			       *right = &page->right[line->column];
			*left = line->left < *left ? line->left : *left;
			*right = line->right > *right ? line->right : *right;
		}
	}
}
