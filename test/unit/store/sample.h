/*
 * Documents made by hand for the tests of this room, and boards in a folder of their own.
 *
 * sample_document: one block a line. "# " in front makes a heading (the mark stays in the text),
 * "~" furniture of kind caption; 。 and . end a passage; every occurrence of a word of sample_words
 * is a mention. Orientation of passage i is i % 3.
 */
#ifndef QIPAN_TEST_STORE_SAMPLE_H
#define QIPAN_TEST_STORE_SAMPLE_H

#include "check.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "store/store.h"

static const char *const sample_words[] = {"算力", "数据", "model", "治理"}; /* code i + 1 */
enum { SAMPLE_WORDS = 4 };

static inline uint32_t sample_random(uint64_t *state)
{
	*state = *state * 6364136223846793005U + 1442695040888963407U;
	return (uint32_t)(*state >> 33);
}

static inline void sample_block(struct document *document, struct span line)
{
	struct slice text = slice_span(document->text, line);
	struct block *block = &document->blocks[document->block_count];
	*block = (struct block){.span = line, .kind = BLOCK_PARAGRAPH, .page = line.start / 100};
	if (slice_starts(text, SLICE("# "))) {
		block->kind = BLOCK_HEADING;
		block->level = 2;
	} else if (slice_starts(text, SLICE("~"))) {
		block->kind = BLOCK_FURNITURE;
		block->furniture = FURNITURE_CAPTION;
	}
	uint32_t number = (uint32_t)document->block_count++;
	if (block->kind == BLOCK_FURNITURE)
		return;
	uint32_t start = line.start;
	for (uint32_t i = line.start; i < line.end;) {
		size_t bytes;
		uint32_t c = utf8_read(document->text, i, &bytes);
		i += (uint32_t)bytes;
		if (i < line.end && c != 0x3002 && c != '.')
			continue;
		struct passage *passage = &document->passages[document->passage_count];
		*passage = (struct passage){.span = {start, i}, .block = number};
		passage->characters =
			(uint32_t)utf8_count(slice_span(document->text, passage->span));
		passage->orientation = (uint8_t)(document->passage_count % ORIENTATION_COUNT);
		passage->rule = (uint8_t)(document->passage_count % ORIENTATION_RULE_COUNT);
		passage->commitment = (uint8_t)(document->passage_count % COMMITMENT_COUNT);
		passage->actor = (uint8_t)(document->passage_count % ACTOR_COUNT);
		document->passage_count++;
		while (i < line.end && document->text.at[i] == ' ')
			i++;
		start = i;
	}
}

static inline void sample_mentions(struct document *document)
{
	for (uint32_t p = 0; p < document->passage_count; p++) {
		struct span span = document->passages[p].span;
		for (uint32_t at = span.start; at < span.end; at++) {
			for (uint32_t w = 0; w < SAMPLE_WORDS; w++) {
				struct slice word = slice_from(sample_words[w]);
				struct slice rest =
					slice_span(document->text, (struct span){at, span.end});
				if (!slice_starts(rest, word))
					continue;
				struct span found = {at, at + (uint32_t)word.length};
				document->mentions[document->mention_count++] = (struct mention){
					.span = found, .passage = p, .code = {w + 1}, .pattern = w};
				document->region_mentions[document->region_mention_count++] =
					(struct region_mention){.span = found,
								.passage = p,
								.region = {w + 7},
								.name = w * 300};
			}
		}
	}
}

static inline void sample_document(struct arena *arena, struct document *document, const char *id,
				   struct slice text)
{
	*document = (struct document){.text = text};
	document->metadata = (struct document_metadata){
		.id = slice_from(id),
		.region = SLICE("黔地"),
		.region_rule = SLICE("option"),
		.region_id = {1},
		.level = SLICE("province"),
		.tier = SLICE("west"),
		.date = SLICE("2026-01-27"),
		.date_rule = SLICE("line 2"),
		.kind = SLICE("report"),
		.series = SLICE("15fyp"),
		.title = SLICE("一份报告"),
		.title_rule = SLICE("first line"),
		.language = SLICE("zh"),
		.source = SLICE("https://example.org/1"),
		.path = SLICE("folder/1.txt"),
		.sha256 = SLICE("00ff"),
		.encoding = SLICE("utf-8"),
		.how = SLICE("utf-8 (valid)"),
		.other = SLICE("{\"a\":1}"),
	};
	document->blocks = arena_array(arena, struct block, text.length + 1);
	document->passages = arena_array(arena, struct passage, text.length + 1);
	document->mentions = arena_array(arena, struct mention, text.length + 1);
	document->region_mentions = arena_array(arena, struct region_mention, text.length + 1);
	for (uint32_t start = 0; start < text.length;) {
		size_t end = slice_find(text, SLICE("\n"), start);
		if (end == SIZE_MAX)
			end = text.length;
		if (end > start)
			sample_block(document, (struct span){start, (uint32_t)end});
		start = (uint32_t)end + 1;
	}
	sample_mentions(document);
}

/* A fresh path for a board inside the build folder; what was there is removed. */
static inline const char *sample_path(struct arena *arena, const char *name)
{
	const char *folder = getenv("QIPAN_BUILD");
	const char *path =
		arena_printf(arena, "%s/test-store-%s.qipan", folder == NULL ? "." : folder, name);
	static const char *const endings[] = {"", "-wal", "-shm", "-journal"};
	for (size_t i = 0; i < 4; i++)
		unlink(arena_printf(arena, "%s%s", path, endings[i]));
	return path;
}

#define assert_status(expression, wanted)                                                          \
	do {                                                                                       \
		struct error *shown = &sample_error;                                               \
		*shown = (struct error){.status = STATUS_OK};                                      \
		enum status got_status = (expression);                                             \
		if (got_status != (wanted))                                                        \
			fail_msg("%s:%d: status %s, wanted %s: %s", __FILE__, __LINE__,            \
				 status_name(got_status), status_name(wanted), shown->text);       \
	} while (0)
#define assert_ok(expression) assert_status(expression, STATUS_OK)

static struct error sample_error; /* of the last call in assert_status; cmocka has one thread */

static inline int64_t sample_put(struct store *store, struct arena *arena, const char *id,
				 struct slice text)
{
	struct document document;
	struct shadow_text shadow;
	int64_t key;
	sample_document(arena, &document, id, text);
	text_normalise(arena, text, &shadow);
	assert_ok(store_document_put(store, &document, &shadow, &key, &sample_error));
	return key;
}

static inline struct store *sample_open(const char *path, enum store_mode mode)
{
	struct store *store;
	assert_ok(store_open(&store, path, mode, NULL, &sample_error));
	return store;
}

/* Fails with the first remark of store_check. */
static inline void assert_sound(const char *path)
{
	struct arena arena;
	struct problem *problems;
	size_t count;
	arena_init(&arena);
	struct store *store = sample_open(path, STORE_WRITE);
	assert_ok(store_check(store, NULL, &arena, &problems, &count, &sample_error));
	if (count > 0)
		fail_msg("%.*s: %.*s", (int)problems[0].place.length, problems[0].place.at,
			 (int)problems[0].what.length, problems[0].what.at);
	store_close(store);
	arena_release(&arena);
}

#endif
