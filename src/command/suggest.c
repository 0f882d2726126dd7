#include <string.h>

#include "command/command.h"

enum { WORD_MOST = 32 }; /* longer words are not compared */

static unsigned char lower(char c)
{
	return (unsigned char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
}

static unsigned least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

/* Optimal string alignment (Damerau 1964, Levenshtein 1966): insert, delete, replace, swap
 * neighbours. Three rows of the table are enough. */
static unsigned edit_distance(struct slice a, struct slice b)
{
	unsigned rows[3][WORD_MOST + 1] = {{0}};
	for (unsigned j = 0; j <= b.length; j++)
		rows[0][j] = j;
	for (unsigned i = 1; i <= a.length; i++) {
		unsigned *now = rows[i % 3], *before = rows[(i + 2) % 3], *swap = rows[(i + 1) % 3];
		now[0] = i;
		for (unsigned j = 1; j <= b.length; j++) {
			bool same = lower(a.at[i - 1]) == lower(b.at[j - 1]);
			now[j] = least(before[j - 1] + !same, least(before[j], now[j - 1]) + 1);
			if (i > 1 && j > 1 && lower(a.at[i - 1]) == lower(b.at[j - 2]) &&
			    lower(a.at[i - 2]) == lower(b.at[j - 1]))
				now[j] = least(now[j], swap[j - 2] + 1);
		}
	}
	return rows[a.length % 3][b.length];
}

static bool begins_with(struct slice word, struct slice name)
{
	return word.length >= name.length &&
	       slice_equal_ignoring_case((struct slice){word.at, name.length}, name);
}

const char *suggest_closest(struct slice name, const char *const *words, size_t count)
{
	const char *closest = NULL;
	unsigned smallest = UINT32_MAX;
	if (name.length == 0 || name.length > WORD_MOST)
		return NULL;
	for (size_t i = 0; i < count; i++) {
		struct slice word = slice_from(words[i]);
		if (word.length > WORD_MOST)
			continue;
		unsigned distance = edit_distance(name, word);
		size_t longer = name.length > word.length ? name.length : word.length;
		if (begins_with(word, name) && name.length >= 2)
			distance = least(distance, 1);
		else if (3 * distance > longer)
			continue;
		if (distance < smallest) {
			smallest = distance;
			closest = words[i];
		}
	}
	return closest;
}
