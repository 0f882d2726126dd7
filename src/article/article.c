#include "article/parts.h"

#include <string.h>

const char *voice_name(enum voice voice)
{
	static const char *const names[] = {"reporter", "direct", "reported"};
	return names[voice];
}

const char *article_group_name(enum article_group group)
{
	static const char *const names[] = {
		"", "east", "central", "west", "northeast", "central and west", "all", "some"};
	return names[group];
}

const char *claim_kind_name(enum claim_kind kind)
{
	static const char *const names[] = {"claim", "group", "release", "count"};
	return names[kind];
}

void *work_grow(struct article_work *work, void *array, size_t count, size_t *capacity,
		size_t bytes)
{
	if (count < *capacity)
		return array;
	*capacity = *capacity == 0 ? 16 : *capacity * 2;
	void *larger = arena_alloc(work->arena, *capacity, bytes);
	if (count > 0)
		memcpy(larger, array, count * bytes);
	return larger;
}

/* Index of the first mention of each passage; mentions are ordered by passage. */
static uint32_t *first_by_passage(struct arena *arena, const struct document *document,
				  size_t count, const void *mentions, size_t stride,
				  size_t passage_at)
{
	uint32_t *first = arena_array(arena, uint32_t, document->passage_count + 1);
	size_t next = 0;
	for (uint32_t p = 0; p <= document->passage_count; p++) {
		uint32_t passage;
		for (; next < count; next++) {
			memcpy(&passage, (const char *)mentions + next * stride + passage_at,
			       sizeof passage);
			if (passage >= p)
				break;
		}
		first[p] = (uint32_t)next;
	}
	return first;
}

/* Index of the first region mention of the passage that starts at or after offset. */
static uint32_t region_from(const struct article_work *work, uint32_t passage, uint32_t offset)
{
	uint32_t low = work->first_region[passage], high = work->first_region[passage + 1];
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (work->document->region_mentions[middle].span.start < offset)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const struct region_mention *region_at(const struct article_work *work, uint32_t passage,
				       uint32_t offset)
{
	uint32_t i = region_from(work, passage, offset);
	const struct region_mention *mention = &work->document->region_mentions[i];
	return i < work->first_region[passage + 1] && mention->span.start == offset ? mention
										    : NULL;
}

bool region_within(const struct article_work *work, uint32_t passage, struct span span)
{
	uint32_t i = region_from(work, passage, span.start);
	const struct region_mention *mentions = work->document->region_mentions;
	if (i < work->first_region[passage + 1] && mentions[i].span.start < span.end)
		return true;
	return i > work->first_region[passage] && mentions[i - 1].span.end > span.start;
}

void article_read(struct arena *arena, const struct codebook *codebook,
		  const struct gazetteer *gazetteer, const struct document *document,
		  struct article *article)
{
	struct article_work *work = arena_new(arena, struct article_work);
	*article = (struct article){0};
	*work = (struct article_work){.arena = arena,
				      .codebook = codebook,
				      .gazetteer = gazetteer,
				      .document = document,
				      .article = article};
	article_words_init(&work->words);
	commitment_tables_init(&work->commitments);
	work->signs = arena_array(arena, uint8_t, document->passage_count + 1);
	work->first_mention =
		first_by_passage(arena, document, document->mention_count, document->mentions,
				 sizeof *document->mentions, offsetof(struct mention, passage));
	work->first_region = first_by_passage(
		arena, document, document->region_mention_count, document->region_mentions,
		sizeof *document->region_mentions, offsetof(struct region_mention, passage));
	speech_read(work);
	subject_read(work);
	claim_read(work);
	concern_read(work);
	card_read(work);
}
