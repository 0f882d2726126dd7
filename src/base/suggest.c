#include "base/suggest.h"

#include <stdint.h>

#include "base/utf8.h"

enum { WORD_MOST = 32 }; /* characters; longer words are not compared */

struct characters {
	uint32_t at[WORD_MOST];
	size_t count;
	bool ascii;
};

/* False: nothing to compare, or too long. */
static bool spell(struct slice word, struct characters *into)
{
	*into = (struct characters){.ascii = true};
	for (size_t i = 0, bytes; i < word.length; i += bytes) {
		uint32_t c = utf8_read(word, i, &bytes);
		if (into->count == WORD_MOST)
			return false;
		into->ascii &= c < 0x80;
		into->at[into->count++] = c >= 'A' && c <= 'Z' ? c + 32 : c;
	}
	return into->count > 0;
}

static unsigned least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

/* Three rows of the table are enough. */
static unsigned edit_distance(const struct characters *a, const struct characters *b)
{
	unsigned rows[3][WORD_MOST + 1] = {{0}};
	for (unsigned j = 0; j <= b->count; j++)
		rows[0][j] = j;
	for (unsigned i = 1; i <= a->count; i++) {
		unsigned *now = rows[i % 3], *before = rows[(i + 2) % 3], *swap = rows[(i + 1) % 3];
		now[0] = i;
		for (unsigned j = 1; j <= b->count; j++) {
			bool same = a->at[i - 1] == b->at[j - 1];
			now[j] = least(before[j - 1] + !same, least(before[j], now[j - 1]) + 1);
			if (i > 1 && j > 1 && a->at[i - 1] == b->at[j - 2] &&
			    a->at[i - 2] == b->at[j - 1])
				now[j] = least(now[j], swap[j - 2] + 1);
		}
	}
	return rows[a->count % 3][b->count];
}

static bool begins_with(const struct characters *word, const struct characters *name)
{
	if (name->count < 2 || word->count < name->count)
		return false;
	for (size_t i = 0; i < name->count; i++)
		if (word->at[i] != name->at[i])
			return false;
	return true;
}

/* UINT32_MAX: not near. */
static unsigned distance_if_near(const struct characters *name, struct slice spelling)
{
	struct characters word;
	if (!spell(spelling, &word))
		return UINT32_MAX;
	unsigned distance = edit_distance(name, &word);
	size_t longer = name->count > word.count ? name->count : word.count;
	if (begins_with(&word, name))
		return least(distance, 1);
	return (name->ascii ? 3 : 2) * distance <= longer ? distance : UINT32_MAX;
}

static bool among(const struct slice *words, const size_t *nearest, size_t count, struct slice word)
{
	for (size_t i = 0; i < count; i++)
		if (slice_equal_ignoring_case(words[nearest[i]], word))
			return true;
	return false;
}

size_t suggest_nearest(struct slice name, const struct slice *words, size_t count,
		       size_t nearest[SUGGEST_MOST])
{
	struct characters letters;
	unsigned smallest = UINT32_MAX;
	size_t found = 0;
	if (!spell(name, &letters))
		return 0;
	for (size_t i = 0; i < count; i++) {
		unsigned distance = distance_if_near(&letters, words[i]);
		if (distance > smallest || distance == UINT32_MAX)
			continue;
		if (distance < smallest)
			found = 0;
		smallest = distance;
		if (found < SUGGEST_MOST && !among(words, nearest, found, words[i]))
			nearest[found++] = i;
	}
	return found;
}

const char *suggest_closest(struct slice name, const char *const *words, size_t count)
{
	struct characters letters;
	unsigned smallest = UINT32_MAX;
	const char *closest = NULL;
	if (!spell(name, &letters))
		return NULL;
	for (size_t i = 0; i < count; i++) {
		unsigned distance = distance_if_near(&letters, slice_from(words[i]));
		if (distance < smallest) {
			smallest = distance;
			closest = words[i];
		}
	}
	return closest;
}
