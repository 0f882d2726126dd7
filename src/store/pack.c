#include "store/pack.h"

#include "store/varint.h"

/* Fewer bytes than this a row cannot be: bounds what a damaged count can make us allocate. */
enum { SMALLEST_ROW_BYTES = 5 };

static bool count_possible(struct slice packed, size_t count)
{
	return count <= packed.length / SMALLEST_ROW_BYTES;
}

void pack_blocks(const struct document *document, struct buffer *out)
{
	uint32_t end = 0, page = 0;
	for (size_t i = 0; i < document->block_count; i++) {
		const struct block *block = &document->blocks[i];
		put(out, block->span.start - end);
		put(out, block->span.end - block->span.start);
		put(out, block->kind + 16U * block->furniture);
		put(out, block->level);
		put_signed(out, (int64_t)block->page - page);
		end = block->span.end;
		page = block->page;
	}
}

bool unpack_blocks(struct arena *arena, struct slice packed, size_t count, uint64_t text_bytes,
		   struct document *document)
{
	if (!count_possible(packed, count))
		return false;
	struct reader reader = reader_of(packed);
	struct block *blocks = arena_array(arena, struct block, count);
	uint32_t end = 0;
	int64_t page = 0;
	for (size_t i = 0; i < count; i++) {
		blocks[i].span = take_span(&reader, end, text_bytes);
		uint32_t kind = take_below(&reader, 16 * FURNITURE_KIND_COUNT);
		blocks[i].kind = (uint8_t)(kind % 16);
		blocks[i].furniture = (uint8_t)(kind / 16);
		blocks[i].level = (uint8_t)take_below(&reader, UINT8_MAX + 1);
		int64_t step = take_signed(&reader);
		if (step < -page || step > UINT32_MAX - page || blocks[i].kind >= BLOCK_KIND_COUNT)
			reader.bad = true;
		if (reader.bad)
			return false;
		page += step;
		blocks[i].page = (uint32_t)page;
		end = blocks[i].span.end;
	}
	document->blocks = blocks;
	document->block_count = count;
	return reader_done(&reader);
}

void pack_passages(const struct document *document, struct buffer *out)
{
	uint32_t end = 0, block = 0;
	for (size_t i = 0; i < document->passage_count; i++) {
		const struct passage *passage = &document->passages[i];
		put(out, passage->block - block);
		put(out, passage->span.start - end);
		put(out, passage->span.end - passage->span.start);
		put(out, passage->characters);
		put(out, passage->orientation + 16U * passage->rule);
		put(out, passage->commitment + 16U * passage->actor);
		end = passage->span.end;
		block = passage->block;
	}
}

static bool take_orientation(struct reader *reader, struct passage *passage)
{
	uint32_t sense = take_below(reader, 16 * ORIENTATION_RULE_COUNT);
	passage->orientation = (uint8_t)(sense % 16);
	passage->rule = (uint8_t)(sense / 16);
	return passage->orientation < ORIENTATION_COUNT;
}

static bool take_commitment(struct reader *reader, struct passage *passage)
{
	uint32_t force = take_below(reader, 16 * ACTOR_COUNT);
	passage->commitment = (uint8_t)(force % 16);
	passage->actor = (uint8_t)(force / 16);
	return passage->commitment < COMMITMENT_COUNT;
}

static bool take_passages(struct arena *arena, struct slice packed, size_t count,
			  uint64_t text_bytes, bool with_commitment, struct document *document)
{
	if (!count_possible(packed, count))
		return false;
	struct reader reader = reader_of(packed);
	struct passage *passages = arena_array(arena, struct passage, count);
	uint32_t end = 0;
	uint64_t block = 0;
	for (size_t i = 0; i < count; i++) {
		block += take_below(&reader, UINT32_MAX);
		passages[i].span = take_span(&reader, end, text_bytes);
		passages[i].characters = take_below(&reader, (uint64_t)UINT32_MAX + 1);
		if (!take_orientation(&reader, &passages[i]) ||
		    (with_commitment && !take_commitment(&reader, &passages[i])) || reader.bad ||
		    block >= document->block_count)
			return false;
		passages[i].block = (uint32_t)block;
		end = passages[i].span.end;
	}
	document->passages = passages;
	document->passage_count = count;
	return reader_done(&reader);
}

bool unpack_passages(struct arena *arena, struct slice packed, size_t count, uint64_t text_bytes,
		     struct document *document)
{
	return take_passages(arena, packed, count, text_bytes, true, document);
}

bool unpack_passages_version_1(struct arena *arena, struct slice packed, size_t count,
			       uint64_t text_bytes, struct document *document)
{
	return take_passages(arena, packed, count, text_bytes, false, document);
}

void pack_mentions(const struct document *document, struct buffer *out)
{
	uint32_t passage = 0;
	put(out, document->mention_count);
	for (size_t i = 0; i < document->mention_count; i++) {
		const struct mention *mention = &document->mentions[i];
		put(out, mention->passage - passage);
		put(out, mention->span.start - document->passages[mention->passage].span.start);
		put(out, mention->span.end - mention->span.start);
		put(out, mention->code.value);
		put(out, mention->pattern);
		put(out, mention->state);
		passage = mention->passage;
	}
}

bool unpack_mentions(struct arena *arena, struct slice packed, uint64_t text_bytes,
		     struct document *document)
{
	struct reader reader = reader_of(packed);
	size_t count = take_below(&reader, UINT32_MAX);
	if (!count_possible(packed, count))
		return false;
	struct mention *mentions = arena_array(arena, struct mention, count);
	uint64_t passage = 0;
	for (size_t i = 0; i < count; i++) {
		passage += take_below(&reader, UINT32_MAX);
		if (reader.bad || passage >= document->passage_count)
			return false;
		mentions[i].passage = (uint32_t)passage;
		mentions[i].span =
			take_span(&reader, document->passages[passage].span.start, text_bytes);
		mentions[i].code.value = take_below(&reader, (uint64_t)UINT32_MAX + 1);
		mentions[i].pattern = take_below(&reader, (uint64_t)UINT32_MAX + 1);
		mentions[i].state = (uint8_t)take_below(&reader, MENTION_ADDED + 1);
	}
	document->mentions = mentions;
	document->mention_count = count;
	return reader_done(&reader);
}

void pack_region_mentions(const struct document *document, struct buffer *out)
{
	uint32_t passage = 0;
	put(out, document->region_mention_count);
	for (size_t i = 0; i < document->region_mention_count; i++) {
		const struct region_mention *mention = &document->region_mentions[i];
		put_signed(out, (int64_t)mention->passage - passage);
		put(out, mention->span.start - document->passages[mention->passage].span.start);
		put(out, mention->span.end - mention->span.start);
		put(out, mention->region.value);
		put(out, mention->name);
		passage = mention->passage;
	}
}

bool unpack_region_mentions(struct arena *arena, struct slice packed, uint64_t text_bytes,
			    struct document *document)
{
	struct reader reader = reader_of(packed);
	size_t count = take_below(&reader, UINT32_MAX);
	if (!count_possible(packed, count))
		return false;
	struct region_mention *mentions = arena_array(arena, struct region_mention, count);
	int64_t passage = 0;
	for (size_t i = 0; i < count; i++) {
		int64_t step = take_signed(&reader);
		if (reader.bad || step < -passage ||
		    step >= (int64_t)document->passage_count - passage)
			return false;
		passage += step;
		mentions[i].passage = (uint32_t)passage;
		mentions[i].span =
			take_span(&reader, document->passages[passage].span.start, text_bytes);
		mentions[i].region.value = take_below(&reader, (uint64_t)UINT32_MAX + 1);
		mentions[i].name = take_below(&reader, (uint64_t)UINT32_MAX + 1);
	}
	document->region_mentions = mentions;
	document->region_mention_count = count;
	return reader_done(&reader);
}
