/*
 * store/pack: the first four bytes say how many blocks and passages and how long the text is, then
 * come the four packed parts, each with its length in two bytes before it. Unpacking never names a
 * place outside the text, and what it accepts is packed again into something that unpacks to the
 * same.
 */
#include "base/arena.h"
#include "base/buffer.h"
#include "store/pack.h"

#include "check.h"

static struct slice take(struct slice *rest)
{
	size_t length = 0;
	if (rest->length >= 2) {
		length = (size_t)(unsigned char)rest->at[0] << 8 | (unsigned char)rest->at[1];
		rest->at += 2;
		rest->length -= 2;
	}
	if (length > rest->length)
		length = rest->length;
	struct slice part = {rest->at, length};
	rest->at += length;
	rest->length -= length;
	return part;
}

static void check_places(const struct document *document, uint64_t text_bytes)
{
	for (size_t i = 0; i < document->block_count; i++)
		MUST(document->blocks[i].span.start <= document->blocks[i].span.end &&
		     document->blocks[i].span.end <= text_bytes);
	for (size_t i = 0; i < document->passage_count; i++) {
		MUST(document->passages[i].span.start <= document->passages[i].span.end &&
		     document->passages[i].span.end <= text_bytes);
		MUST(document->passages[i].block < document->block_count);
	}
	for (size_t i = 0; i < document->mention_count; i++) {
		MUST(document->mentions[i].span.end <= text_bytes);
		MUST(document->mentions[i].passage < document->passage_count);
	}
	for (size_t i = 0; i < document->region_mention_count; i++) {
		MUST(document->region_mentions[i].span.end <= text_bytes);
		MUST(document->region_mentions[i].passage < document->passage_count);
	}
}

static void check_round_trip(struct arena *arena, const struct document *document,
			     uint64_t text_bytes)
{
	struct buffer packed;
	struct document again = {0};
	buffer_init(&packed);
	pack_blocks(document, &packed);
	MUST(unpack_blocks(arena, buffer_slice(&packed), document->block_count, text_bytes,
			   &again));
	for (size_t i = 0; i < document->block_count; i++)
		MUST(again.blocks[i].span.start == document->blocks[i].span.start &&
		     again.blocks[i].span.end == document->blocks[i].span.end &&
		     again.blocks[i].kind == document->blocks[i].kind &&
		     again.blocks[i].page == document->blocks[i].page);
	buffer_clear(&packed);
	pack_passages(document, &packed);
	MUST(unpack_passages(arena, buffer_slice(&packed), document->passage_count, text_bytes,
			     &again));
	for (size_t i = 0; i < document->passage_count; i++)
		MUST(again.passages[i].span.start == document->passages[i].span.start &&
		     again.passages[i].block == document->passages[i].block &&
		     again.passages[i].characters == document->passages[i].characters);
	buffer_release(&packed);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	if (length < 4)
		return 0;
	size_t block_count = bytes[0], passage_count = bytes[1];
	uint64_t text_bytes = (uint64_t)bytes[2] << 8 | bytes[3];
	struct slice rest = fuzz_text(bytes + 4, length - 4);
	struct arena arena;
	struct document document = {0};
	arena_init(&arena);
	if (unpack_blocks(&arena, take(&rest), block_count, text_bytes, &document) &&
	    unpack_passages(&arena, take(&rest), passage_count, text_bytes, &document)) {
		struct slice mentions = take(&rest), regions = take(&rest);
		if (!unpack_mentions(&arena, mentions, text_bytes, &document))
			document.mention_count = 0;
		if (!unpack_region_mentions(&arena, regions, text_bytes, &document))
			document.region_mention_count = 0;
		check_places(&document, text_bytes);
		check_round_trip(&arena, &document, text_bytes);
	}
	arena_release(&arena);
	return 0;
}
