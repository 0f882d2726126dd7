/*
 * scheme/lexicon: the lines up to an empty one are patterns, what follows is the text. Matches lie
 * inside the text, come in the promised order, none twice; a pattern with wildcards is found once
 * at a start; and a stretch of the text gives, for patterns without wildcards, exactly the matches
 * of the whole text that lie in it.
 */
#include "base/arena.h"
#include "base/utf8.h"
#include "scheme/lexicon.h"

#include "check.h"

enum { MOST_PATTERNS = 256 };

struct subject {
	struct lexicon *lexicon;
	bool wild[MOST_PATTERNS];
};

static bool has_wildcard(struct arena *arena, struct slice pattern)
{
	struct shadow_text shadow;
	text_normalise(arena, pattern, &shadow);
	for (size_t i = 0; i < shadow.count; i++)
		if (shadow.characters[i] == '*' || shadow.characters[i] == '?')
			return true;
	return false;
}

/* Takes the patterns off *rest. */
static void make(struct arena *arena, struct slice *rest, struct subject *subject)
{
	struct slice line;
	subject->lexicon = lexicon_new(arena);
	while (slice_cut(rest, '\n', &line) && line.length > 0) {
		size_t index = lexicon_count(subject->lexicon);
		if (index == MOST_PATTERNS)
			continue;
		struct error error;
		if (lexicon_add(subject->lexicon, line, &error) == STATUS_OK)
			subject->wild[index] = has_wildcard(arena, line);
		else
			MUST(error.text[0] != '\0' && lexicon_count(subject->lexicon) == index);
	}
	lexicon_build(subject->lexicon);
}

static bool in_order(const struct lexicon_match *a, const struct lexicon_match *b)
{
	if (a->start != b->start)
		return a->start < b->start;
	if (a->end != b->end)
		return a->end > b->end;
	return a->pattern < b->pattern;
}

static void check_matches(const struct subject *subject, const struct lexicon_matches *m,
			  size_t start, size_t end)
{
	for (size_t i = 0; i < m->count; i++) {
		const struct lexicon_match *match = &m->at[i];
		MUST(match->start >= start && match->start < match->end && match->end <= end);
		MUST(match->pattern < lexicon_count(subject->lexicon));
		MUST(i == 0 || in_order(&m->at[i - 1], match));
		for (size_t k = i; subject->wild[match->pattern] && k > 0; k--) {
			if (m->at[k - 1].start != match->start)
				break;
			MUST(m->at[k - 1].pattern != match->pattern);
		}
	}
}

/* The matches of plain patterns inside [start, end) of whole are those of part. */
static void check_stretch(const struct subject *subject, const struct lexicon_matches *whole,
			  const struct lexicon_matches *part, size_t start, size_t end)
{
	size_t at = 0;
	for (size_t i = 0; i < whole->count; i++) {
		const struct lexicon_match *match = &whole->at[i];
		if (subject->wild[match->pattern] || match->start < start || match->end > end)
			continue;
		while (at < part->count && subject->wild[part->at[at].pattern])
			at++;
		MUST(at < part->count);
		MUST(part->at[at].start == match->start && part->at[at].end == match->end &&
		     part->at[at].pattern == match->pattern);
		at++;
	}
	while (at < part->count && subject->wild[part->at[at].pattern])
		at++;
	MUST(at == part->count);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct slice rest = fuzz_text(bytes, length);
	struct arena arena;
	struct shadow_text shadow;
	struct subject subject = {0};
	struct lexicon_matches whole = {0}, part = {0};
	arena_init(&arena);
	make(&arena, &rest, &subject);
	if (utf8_find_invalid(rest) == SIZE_MAX) {
		text_normalise(&arena, rest, &shadow);
		lexicon_scan(subject.lexicon, &shadow, 0, shadow.count, &whole);
		check_matches(&subject, &whole, 0, shadow.count);
		size_t start = shadow.count / 3, end = shadow.count - shadow.count / 4;
		lexicon_scan(subject.lexicon, &shadow, start, end, &part);
		check_matches(&subject, &part, start, end);
		check_stretch(&subject, &whole, &part, start, end);
	}
	free(whole.at);
	free(part.at);
	arena_release(&arena);
	return 0;
}
