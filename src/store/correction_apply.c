/* Which passage a correction means, and what it does to the mentions. */
#include "store/correction.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/hash.h"
#include "base/map.h"
#include "base/utf8.h"

enum { FINGERPRINT = 64 };

/* White space differs between two readings of one text (line ends, columns of a PDF). */
static void without_space(struct slice text, struct buffer *out)
{
	buffer_clear(out);
	for (size_t i = 0, bytes; i < text.length; i += bytes)
		if (!is_space(utf8_read(text, i, &bytes)))
			buffer_append(out, (struct slice){text.at + i, bytes});
}

/* All passages' fingerprints, one after another. */
static char *fingerprints(struct arena *arena, const struct document *document, uint32_t from,
			  uint32_t to)
{
	struct buffer text;
	char hex[FINGERPRINT + 1];
	char *all = arena_alloc(arena, to - from, FINGERPRINT);
	buffer_init(&text);
	for (uint32_t i = from; i < to; i++) {
		without_space(slice_span(document->text, document->passages[i].span), &text);
		sha256_hex(buffer_slice(&text), hex);
		memcpy(all + (size_t)(i - from) * FINGERPRINT, hex, FINGERPRINT);
	}
	buffer_release(&text);
	return all;
}

void correction_fix(struct arena *arena, const struct document *document, uint32_t passage,
		    struct stored_correction *correction)
{
	uint32_t from = passage > 0 ? passage - 1 : 0;
	uint32_t to = passage + 1 < document->passage_count ? passage + 2 : passage + 1;
	const char *all = fingerprints(arena, document, from, to);
	struct slice none = SLICE("");
	correction->sequence = passage;
	correction->passage =
		(struct slice){all + (size_t)(passage - from) * FINGERPRINT, FINGERPRINT};
	correction->before = passage > 0 ? (struct slice){all, FINGERPRINT} : none;
	correction->after =
		to == passage + 2
			? (struct slice){all + (size_t)(to - 1 - from) * FINGERPRINT, FINGERPRINT}
			: none;
}

/* Passages with the same words hang together, the first at the head. */
struct fingerprint_index {
	const char *all;
	uint32_t count;
	struct map groups;
	uint32_t *head; /* of each group */
	uint32_t *next; /* of each passage, NO_PASSAGE at the end */
};

static struct slice fingerprint_of(const struct fingerprint_index *index, uint32_t passage)
{
	return (struct slice){index->all + (size_t)passage * FINGERPRINT, FINGERPRINT};
}

static void index_make(struct arena *scratch, const struct document *document,
		       struct fingerprint_index *index)
{
	uint32_t groups = 0;
	*index = (struct fingerprint_index){.count = (uint32_t)document->passage_count};
	map_init(&index->groups);
	index->all = fingerprints(scratch, document, 0, index->count);
	index->head = arena_array(scratch, uint32_t, index->count);
	index->next = arena_array(scratch, uint32_t, index->count);
	for (uint32_t i = index->count; i-- > 0;) {
		uint32_t group = groups;
		if (map_put(&index->groups, fingerprint_of(index, i), groups, &group)) {
			groups++;
			index->head[group] = NO_PASSAGE;
		}
		index->next[i] = index->head[group];
		index->head[group] = i;
	}
}

/* Neighbours that agree (a missing one agrees with a missing one): 0, 1 or 2. */
static int agreeing_neighbours(const struct fingerprint_index *index, uint32_t passage,
			       const struct stored_correction *correction)
{
	struct slice none = SLICE("");
	struct slice before = passage > 0 ? fingerprint_of(index, passage - 1) : none;
	struct slice after = passage + 1 < index->count ? fingerprint_of(index, passage + 1) : none;
	return slice_equal(before, correction->before) + slice_equal(after, correction->after);
}

static uint32_t distance(uint32_t a, uint32_t b)
{
	return a > b ? a - b : b - a;
}

static uint32_t locate(const struct fingerprint_index *index,
		       const struct stored_correction *correction)
{
	uint32_t group, best = NO_PASSAGE;
	int best_agreeing = -1;
	if (correction->passage.length != FINGERPRINT ||
	    !map_find(&index->groups, correction->passage, &group))
		return NO_PASSAGE;
	for (uint32_t i = index->head[group]; i != NO_PASSAGE; i = index->next[i]) {
		int agreeing = agreeing_neighbours(index, i, correction);
		if (agreeing < best_agreeing ||
		    (agreeing == best_agreeing &&
		     distance(i, correction->sequence) >= distance(best, correction->sequence)))
			continue;
		best = i;
		best_agreeing = agreeing;
	}
	return best;
}

void corrections_locate(struct arena *scratch, const struct document *document,
			const struct stored_correction *corrections, size_t count, uint32_t *places)
{
	struct fingerprint_index index;
	index_make(scratch, document, &index);
	for (size_t i = 0; i < count; i++)
		places[i] = corrections[i].action == CORRECTION_UNDO
				    ? NO_PASSAGE
				    : locate(&index, &corrections[i]);
	map_release(&index.groups);
}

/* The words of the passage that a correction means: where they stood, else where they stand first,
 * else the whole passage. */
static struct span meant(const struct document *document, uint32_t passage,
			 const struct stored_correction *correction)
{
	struct span span = document->passages[passage].span;
	struct slice text = slice_span(document->text, span);
	struct slice words = correction->words;
	if (words.length == 0)
		return span;
	size_t at = correction->words_at;
	if (at > text.length || text.length - at < words.length ||
	    memcmp(text.at + at, words.at, words.length) != 0)
		at = slice_find(text, words, 0);
	if (at == SIZE_MAX)
		return span;
	return (struct span){span.start + (uint32_t)at, span.start + (uint32_t)(at + words.length)};
}

static bool overlaps(struct span a, struct span b)
{
	return a.start < b.end && b.start < a.end;
}

/* Mentions of the code in the passage that the words touch get the state; an added one that is
 * rejected goes. Says whether there was any. */
static bool set_state(struct document *document, uint32_t passage, struct code_id code,
		      struct span words, enum mention_state state)
{
	bool any = false;
	size_t kept = 0;
	for (size_t i = 0; i < document->mention_count; i++) {
		struct mention mention = document->mentions[i];
		if (mention.passage == passage && mention.code.value == code.value &&
		    overlaps(mention.span, words)) {
			any = true;
			if (mention.state == MENTION_ADDED && state == MENTION_REJECTED)
				continue;
			if (mention.state != MENTION_ADDED)
				mention.state = (uint8_t)state;
		}
		document->mentions[kept++] = mention;
	}
	document->mention_count = kept;
	return any;
}

static int compare_mentions(const void *a, const void *b)
{
	const struct mention *x = a, *y = b;
	if (x->passage != y->passage)
		return x->passage < y->passage ? -1 : 1;
	if (x->span.start != y->span.start)
		return x->span.start < y->span.start ? -1 : 1;
	if (x->code.value != y->code.value)
		return x->code.value < y->code.value ? -1 : 1;
	return (x->span.end > y->span.end) - (x->span.end < y->span.end);
}

void corrections_apply(struct arena *arena, struct document *document,
		       const struct stored_correction *corrections, size_t count,
		       const uint32_t *places)
{
	struct mention *all = arena_array(arena, struct mention, document->mention_count + count);
	if (document->mention_count > 0)
		memcpy(all, document->mentions, document->mention_count * sizeof *all);
	document->mentions = all;
	bool added = false;
	for (size_t i = 0; i < count; i++) {
		const struct stored_correction *correction = &corrections[i];
		if (correction->undone || places[i] == NO_PASSAGE ||
		    correction->code_id.value == 0 || correction->action == CORRECTION_READ ||
		    correction->action == CORRECTION_UNDO)
			continue;
		bool reject = correction->action == CORRECTION_REJECT;
		struct span words = meant(document, places[i], correction);
		if (set_state(document, places[i], correction->code_id, words,
			      reject ? MENTION_REJECTED : MENTION_CONFIRMED) ||
		    reject)
			continue;
		all[document->mention_count++] = (struct mention){.span = words,
								  .passage = places[i],
								  .code = correction->code_id,
								  .pattern = NO_PATTERN,
								  .state = MENTION_ADDED};
		added = true;
	}
	if (added)
		qsort(all, document->mention_count, sizeof *all, compare_mentions);
}
