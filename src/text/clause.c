#include "text/clause.h"

#include <string.h>

static size_t mark_of(struct slice text, size_t at, const char *const *marks, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		size_t length = strlen(marks[i]);
		if (at + length <= text.length && memcmp(text.at + at, marks[i], length) == 0)
			return length;
	}
	return 0;
}

static size_t end_mark(struct slice text, size_t at)
{
	static const char *const marks[] = {"，", "；", "：", "。", "！", "？",
					    ";",  ":",	"!",  "?",  "\n"};
	return mark_of(text, at, marks, sizeof marks / sizeof *marks);
}

static size_t item_mark(struct slice text, size_t at)
{
	static const char *const marks[] = {"、", ","};
	return mark_of(text, at, marks, sizeof marks / sizeof *marks);
}

struct span clause_at(struct slice text, size_t offset)
{
	size_t start = 0, at = 0;
	while (at < text.length) {
		size_t mark = end_mark(text, at);
		if (mark == 0) {
			at++;
			continue;
		}
		if (offset < at + mark || at + mark == text.length)
			break;
		at += mark;
		start = at;
	}
	return (struct span){(uint32_t)start, (uint32_t)at};
}

size_t clause_items(struct slice text, struct span clause)
{
	size_t items = 1;
	for (size_t at = clause.start; at < clause.end; at++)
		items += item_mark(text, at) > 0;
	return items;
}
