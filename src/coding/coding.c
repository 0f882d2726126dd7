#include "coding/coding.h"

#include <stdlib.h>
#include <string.h>

#include "coding/overlap.h"
#include "text/commitment.h"

void coding_release(struct coding_scratch *scratch)
{
	free(scratch->matches.at);
	free(scratch->exclusions.at);
	region_hits_release(&scratch->regions);
	free(scratch->hits);
	free(scratch->bars);
	free(scratch->places);
	free(scratch->mentions);
	free(scratch->region_mentions);
	*scratch = (struct coding_scratch){0};
}

/* What one passage is matched against and where the results go. */
struct pass {
	const struct shadow_text *shadow;
	struct coding_scratch *scratch;
	uint32_t passage;
	uint32_t first, end; /* of the passage, in shadow characters */
	size_t mention_count, region_mention_count;
};

static void reserve_hits(struct coding_scratch *scratch, size_t hits, size_t bars)
{
	scratch->hits =
		memory_grow(scratch->hits, &scratch->hit_capacity, hits, sizeof *scratch->hits);
	scratch->bars =
		memory_grow(scratch->bars, &scratch->bar_capacity, bars, sizeof *scratch->bars);
}

static struct span canonical(const struct pass *pass, const struct coding_hit *hit)
{
	return shadow_span(pass->shadow, hit->start, hit->end);
}

static void match_codes(struct pass *pass, const struct codebook *codebook)
{
	struct coding_scratch *scratch = pass->scratch;
	const struct lexicon_matches *matches = &scratch->matches, *barring = &scratch->exclusions;
	lexicon_scan(codebook->pattern_lexicon, pass->shadow, pass->first, pass->end,
		     &scratch->matches);
	if (matches->count == 0)
		return;
	lexicon_scan(codebook->exclusion_lexicon, pass->shadow, pass->first, pass->end,
		     &scratch->exclusions);
	reserve_hits(scratch, matches->count, barring->count);
	for (size_t i = 0; i < matches->count; i++) {
		const struct lexicon_match *m = &matches->at[i];
		struct code_id code = codebook->patterns[m->pattern].code;
		scratch->hits[i] = (struct coding_hit){m->start, m->end, m->pattern, code.value,
						       codebook_code(codebook, code)->axis.value};
	}
	for (size_t i = 0; i < barring->count; i++) {
		const struct lexicon_match *m = &barring->at[i];
		scratch->bars[i] =
			(struct coding_hit){m->start, m->end, m->pattern,
					    codebook->exclusions[m->pattern].code.value, 0};
	}
	size_t count = overlap_bar(scratch->hits, matches->count, scratch->bars, barring->count);
	count = overlap_resolve(scratch->hits, count, pass->first, pass->end, scratch);
	scratch->mentions = memory_grow(scratch->mentions, &scratch->mention_capacity,
					pass->mention_count + count, sizeof *scratch->mentions);
	for (size_t i = 0; i < count; i++) {
		const struct coding_hit *hit = &scratch->hits[i];
		scratch->mentions[pass->mention_count++] = (struct mention){canonical(pass, hit),
									    pass->passage,
									    {hit->owner},
									    hit->pattern,
									    MENTION_AUTO};
	}
}

static void match_regions(struct pass *pass, const struct gazetteer *gazetteer)
{
	struct coding_scratch *scratch = pass->scratch;
	const struct region_hits *regions = &scratch->regions;
	gazetteer_scan(gazetteer, pass->shadow, pass->first, pass->end, &scratch->regions);
	scratch->region_mentions = memory_grow(
		scratch->region_mentions, &scratch->region_mention_capacity,
		pass->region_mention_count + regions->count, sizeof *scratch->region_mentions);
	for (size_t i = 0; i < regions->count; i++) {
		const struct region_hit *hit = &regions->at[i];
		scratch->region_mentions[pass->region_mention_count++] =
			(struct region_mention){shadow_span(pass->shadow, hit->start, hit->end),
						pass->passage, hit->region, hit->name};
	}
}

static bool belongs(const struct gazetteer *gazetteer, struct region_id region,
		    struct region_id whole)
{
	while (region.value != 0 && region.value != whole.value)
		region = gazetteer_region(gazetteer, region)->parent;
	return region.value == whole.value;
}

/* M03: a sentence that opens with another region as the subject of a verb tells of that one. */
static void mark_other_actors(const struct pass *pass, const struct gazetteer *gazetteer,
			      struct document *document)
{
	struct region_id own = document->metadata.region_id;
	if (pass->region_mention_count == 0 || own.value == 0)
		return;
	struct commitment_tables tables;
	commitment_tables_init(&tables);
	for (size_t i = 0; i < pass->region_mention_count; i++) {
		const struct region_mention *mention = &pass->scratch->region_mentions[i];
		struct passage *passage = &document->passages[mention->passage];
		if (mention->span.start == passage->span.start &&
		    !belongs(gazetteer, mention->region, own) &&
		    !belongs(gazetteer, own, mention->region) &&
		    actor_verb_at(&tables, slice_span(document->text, passage->span),
				  mention->span.end - passage->span.start))
			passage->actor = ACTOR_OTHER;
	}
}

void coding_match(struct arena *arena, const struct codebook *codebook,
		  const struct gazetteer *gazetteer, const struct shadow_text *shadow,
		  struct document *document, struct coding_scratch *scratch)
{
	struct pass pass = {.shadow = shadow, .scratch = scratch};
	for (size_t i = 0; i < document->passage_count; i++) {
		struct span span = document->passages[i].span;
		pass.passage = (uint32_t)i;
		pass.first = (uint32_t)shadow_index(shadow, span.start);
		pass.end = (uint32_t)shadow_index(shadow, span.end);
		if (codebook != NULL)
			match_codes(&pass, codebook);
		if (gazetteer != NULL)
			match_regions(&pass, gazetteer);
	}
	mark_other_actors(&pass, gazetteer, document);
	document->mention_count = pass.mention_count;
	document->mentions = arena_array(arena, struct mention, pass.mention_count);
	if (pass.mention_count > 0)
		memcpy(document->mentions, scratch->mentions,
		       pass.mention_count * sizeof *document->mentions);
	document->region_mention_count = pass.region_mention_count;
	document->region_mentions =
		arena_array(arena, struct region_mention, pass.region_mention_count);
	if (pass.region_mention_count > 0)
		memcpy(document->region_mentions, scratch->region_mentions,
		       pass.region_mention_count * sizeof *document->region_mentions);
}
