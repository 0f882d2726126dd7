/*
 * text/block, text/passage: on any valid UTF-8 the blocks and passages satisfy document_check, and
 * the same text gives the same blocks again. The first byte chooses date and kind; input that is
 * not valid UTF-8 is passed over, since text_decode comes before.
 */
#include <string.h>

#include "base/utf8.h"
#include "text/block.h"
#include "text/passage.h"

#include "check.h"

static struct document read_text(struct arena *arena, struct slice text, uint8_t options)
{
	struct document d = {.text = text};
	struct error error;
	d.metadata.date = slice_from(options & 1 ? "2026-01-15" : "");
	d.metadata.kind = slice_from(options & 2 ? "article" : "");
	d.metadata.title = slice_from(options & 4 ? "政府工作报告" : "");
	MUST(blocks_make(arena, &d, &error) == STATUS_OK);
	MUST(passages_make(arena, &d, &error) == STATUS_OK);
	MUST(document_check(&d, &error) == STATUS_OK);
	return d;
}

/* Member by member: bytes between members are nobody's. */
static bool same_block(const struct block *a, const struct block *b)
{
	return a->span.start == b->span.start && a->span.end == b->span.end && a->page == b->page &&
	       a->kind == b->kind && a->level == b->level && a->furniture == b->furniture;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	if (length < 1)
		return 0;
	struct slice text = fuzz_text(bytes + 1, length - 1);
	if (utf8_find_invalid(text) != SIZE_MAX)
		return 0;
	struct arena arena;
	arena_init(&arena);
	struct document once = read_text(&arena, text, bytes[0]);
	struct document again = read_text(&arena, text, bytes[0]);
	MUST(once.block_count == again.block_count && once.passage_count == again.passage_count);
	for (size_t i = 0; i < once.block_count; i++)
		MUST(same_block(&once.blocks[i], &again.blocks[i]));
	uint64_t characters = 0;
	for (size_t i = 0; i < once.passage_count; i++) {
		MUST(once.passages[i].characters > 0);
		characters += once.passages[i].characters;
	}
	MUST(characters <= utf8_count(text));
	arena_release(&arena);
	return 0;
}
