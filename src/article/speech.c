/* Which stretch of the text each voice speaks: quotation marks, also where one is lost, and what a
 * speaker is reported to say. */
#include "article/parts.h"

#include <stdlib.h>

#include "base/utf8.h"

static void range_put(struct article_work *work, uint32_t start, uint32_t end,
		      const struct speech_tag *tag, enum voice voice, const char *rule)
{
	if (start >= end)
		return;
	work->ranges = work_grow(work, work->ranges, work->range_count, &work->range_capacity,
				 sizeof *work->ranges);
	work->ranges[work->range_count++] = (struct voice_range){
		{start, end}, tag->speaker, (uint8_t)voice, tag->advises, rule};
}

/* How far apart the marks of one quotation may stand, in bytes. */
enum { QUOTATION_BYTES_MOST = 16384 };

static struct span block_of(const struct article_work *work, uint32_t passage)
{
	const struct document *document = work->document;
	return document->blocks[document->passages[passage].block].span;
}

/* The mark that opens what closes at `close` (a closing mark), or SIZE_MAX. Marks of one kind are
 * paired; plain quotes with the nearest one before. */
static size_t opening_of(struct slice text, size_t from, size_t close)
{
	size_t bytes, depth = 0;
	uint32_t mark = utf8_read(text, close, &bytes);
	uint32_t opening = mark == 0x201D ? 0x201C : mark == 0x300D ? 0x300C : mark;
	if (close - from > QUOTATION_BYTES_MOST)
		from = close - QUOTATION_BYTES_MOST;
	for (size_t at = close; at > from;) {
		at = utf8_previous(text, at);
		uint32_t c = utf8_read(text, at, &bytes);
		if (c == opening && depth == 0)
			return at;
		if (c == opening)
			depth--;
		else if (c == mark)
			depth++;
	}
	return SIZE_MAX;
}

/* The mark that closes what opens at `open`, or SIZE_MAX. */
static size_t closing_of(struct slice text, size_t open, size_t end)
{
	size_t bytes, depth = 0;
	uint32_t mark = utf8_read(text, open, &bytes);
	uint32_t closing = mark == 0x201C ? 0x201D : mark == 0x300C ? 0x300D : mark;
	if (end - open > QUOTATION_BYTES_MOST)
		end = open + QUOTATION_BYTES_MOST;
	for (size_t at = open + bytes; at < end; at += bytes) {
		uint32_t c = utf8_read(text, at, &bytes);
		if (c == closing && depth == 0)
			return at;
		if (c == closing)
			depth--;
		else if (c == mark)
			depth++;
	}
	return SIZE_MAX;
}

static bool starts_with(const struct article_work *work, uint32_t passage, unsigned signs)
{
	struct span span = work->document->passages[passage].span;
	size_t bytes;
	size_t at = words_skip(work->document->text, span.start, span.end, true);
	return words_at(&work->words.speech, work->document->text, at, signs, &bytes) != NULL;
}

static bool has_tag(const struct article_work *work, uint32_t passage)
{
	return (work->signs[passage] & PASSAGE_TAGGED) != 0;
}

static bool same_block(const struct article_work *work, uint32_t a, uint32_t b)
{
	return work->document->passages[a].block == work->document->passages[b].block;
}

/* The opening mark is lost: the sentence before the closing one, and those that it leans on. */
static uint32_t lost_start(const struct article_work *work, uint32_t passage)
{
	while (passage > 0 && same_block(work, passage - 1, passage) &&
	       starts_with(work, passage, SPEECH_BACK) && !has_tag(work, passage - 1))
		passage--;
	return work->document->passages[passage].span.start;
}

/* Offset of the last closing mark before the tag, or SIZE_MAX. */
static size_t closing_mark(struct slice text, size_t from, size_t at)
{
	bool opens, closes;
	while (at > from) {
		at = utf8_previous(text, at);
		if (quote_mark(text, at, &opens, &closes) > 0 && closes)
			return at;
	}
	return SIZE_MAX;
}

static void said_before(struct article_work *work, const struct speech_tag *tag)
{
	struct slice text = work->document->text;
	struct span block = block_of(work, tag->passage);
	uint32_t start = work->document->passages[tag->passage].span.start;
	if (!tag->quoted_before) {
		range_put(work, start, tag->span.start, tag, VOICE_REPORTED,
			  "speaker named behind");
		return;
	}
	size_t close = closing_mark(text, block.start, tag->span.start);
	size_t open = opening_of(text, block.start, close);
	if (open != SIZE_MAX) {
		range_put(work, (uint32_t)open, (uint32_t)close, tag, VOICE_DIRECT,
			  "quotation marks");
		return;
	}
	bool here = words_skip(text, start, close, true) < close;
	if (here || (tag->passage > 0 && same_block(work, tag->passage, tag->passage - 1)))
		range_put(work, lost_start(work, here ? tag->passage : tag->passage - 1),
			  (uint32_t)close, tag, VOICE_DIRECT, "opening mark lost");
}

/* Marks the passages that begin in the newest range, so that no other voice goes on over them. */
static void mark_said(struct article_work *work, uint32_t passage)
{
	const struct voice_range *range = &work->ranges[work->range_count - 1];
	for (uint32_t i = passage + 1; i-- > 0;) {
		uint32_t start = work->document->passages[i].span.start;
		if (start < range->span.start)
			return;
		if (start < range->span.end)
			work->signs[i] |= PASSAGE_SAID;
	}
}

/* Sentences that go on with 此外, in addition, ... */
static uint32_t reported_end(const struct article_work *work, uint32_t passage)
{
	uint32_t last = passage;
	while (last + 1 < work->document->passage_count && same_block(work, last, last + 1) &&
	       starts_with(work, last + 1, SPEECH_GO_ON) && !has_tag(work, last + 1) &&
	       (work->signs[last + 1] & PASSAGE_SAID) == 0)
		last++;
	return work->document->passages[last].span.end;
}

/* Quotation marks around a whole statement, not around a word. */
static bool statement_in_marks(struct slice text, size_t open, size_t close)
{
	size_t bytes = close - open;
	size_t before = utf8_previous(text, close);
	return clause_mark(text, before) > 0 || bytes >= 40;
}

static void said_after(struct article_work *work, const struct speech_tag *tag, uint32_t stop)
{
	struct slice text = work->document->text;
	struct span whole = work->document->passages[tag->passage].span;
	size_t at = words_skip(text, tag->span.end, whole.end, false);
	bool opens = false, closes = false;
	size_t bytes = at < whole.end ? quote_mark(text, at, &opens, &closes) : 0;
	if (bytes > 0 && opens) {
		size_t close = closing_of(text, at, block_of(work, tag->passage).end);
		if (close == SIZE_MAX) {
			range_put(work, (uint32_t)at, reported_end(work, tag->passage), tag,
				  VOICE_DIRECT, "closing mark lost");
			return;
		}
		if (statement_in_marks(text, at, close)) {
			range_put(work, (uint32_t)at, (uint32_t)close, tag, VOICE_DIRECT,
				  "quotation marks");
			return;
		}
	}
	uint32_t end = stop < whole.end ? stop : reported_end(work, tag->passage);
	range_put(work, tag->span.end, end, tag, VOICE_REPORTED, "reported speech");
}

static int by_start(const void *a, const void *b)
{
	const struct voice_range *left = a, *right = b;
	if (left->span.start != right->span.start)
		return left->span.start < right->span.start ? -1 : 1;
	return left->span.end < right->span.end ? 1 : left->span.end > right->span.end ? -1 : 0;
}

/* A sentence in quotation marks behind one of the same voice, without a speaker of its own. */
static void quotations_go_on(struct article_work *work)
{
	const struct document *document = work->document;
	struct slice text = document->text;
	const struct speech_tag *speaker = NULL;
	size_t tag = 0;
	for (uint32_t p = 0; p < document->passage_count; p++) {
		struct span span = document->passages[p].span;
		bool opens = false, closes;
		size_t bytes = quote_mark(text, span.start, &opens, &closes);
		bool mine = (work->signs[p] & (PASSAGE_TAGGED | PASSAGE_SAID)) != 0;
		if (!mine && (p == 0 || !same_block(work, p - 1, p)))
			speaker = NULL;
		size_t close =
			bytes > 0 && opens ? closing_of(text, span.start, span.end) : SIZE_MAX;
		if (!mine && speaker != NULL && close != SIZE_MAX &&
		    statement_in_marks(text, span.start, close))
			range_put(work, span.start, span.end, speaker, VOICE_DIRECT,
				  "quotation goes on");
		else if (!mine)
			speaker = NULL;
		for (; tag < work->tag_count && work->tags[tag].passage == p; tag++)
			speaker = &work->tags[tag];
	}
}

void speech_read(struct article_work *work)
{
	for (uint32_t i = 0; i < work->document->passage_count; i++)
		speaker_tags(work, i);
	for (size_t i = 0; i < work->tag_count; i++)
		work->signs[work->tags[i].passage] |= PASSAGE_TAGGED;
	for (size_t i = 0; i < work->tag_count; i++) {
		size_t known = work->range_count;
		if (work->tags[i].before)
			said_before(work, &work->tags[i]);
		if (work->range_count > known)
			mark_said(work, work->tags[i].passage);
	}
	for (size_t i = 0; i < work->tag_count; i++) {
		const struct speech_tag *tag = &work->tags[i];
		uint32_t stop = UINT32_MAX;
		if (i + 1 < work->tag_count && work->tags[i + 1].passage == tag->passage)
			stop = work->tags[i + 1].span.start;
		if (tag->after)
			said_after(work, tag, stop);
	}
	quotations_go_on(work);
	if (work->range_count > 0)
		qsort(work->ranges, work->range_count, sizeof *work->ranges, by_start);
}
