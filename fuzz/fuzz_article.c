/*
 * article: on any valid UTF-8 every unit lies in its passage, units follow each other, every claim
 * and concern lies in its unit or beside it in the passage, and speakers and regions that are named
 * exist.
 */
#include "article/article.h"
#include "base/utf8.h"
#include "coding/coding.h"
#include "scheme/builtin.h"
#include "text/block.h"
#include "text/passage.h"

#include "check.h"

/* Loaded once: it takes longer than an article. */
struct scheme {
	struct arena arena;
	struct codebook codebook;
	struct gazetteer gazetteer;
};

static const struct scheme *scheme_once(void)
{
	static struct scheme *scheme;
	if (scheme != NULL)
		return scheme;
	struct scheme_remarks remarks = {0};
	struct error error;
	scheme = calloc(1, sizeof *scheme);
	MUST(scheme != NULL);
	arena_init(&scheme->arena);
	MUST(codebook_load(&scheme->arena, builtin_codebook(), "built-in", builtin_codebook_meta(),
			   "built-in", &scheme->codebook, &remarks, &error) == STATUS_OK);
	MUST(gazetteer_load(&scheme->arena, builtin_gazetteer(), "built-in", &scheme->gazetteer,
			    &remarks, &error) == STATUS_OK);
	return scheme;
}

static void check_units(const struct document *document, const struct article *article)
{
	uint32_t last = 0;
	for (size_t i = 0; i < article->unit_count; i++) {
		const struct article_unit *unit = &article->units[i];
		MUST(unit->passage < document->passage_count);
		struct span passage = document->passages[unit->passage].span;
		MUST(unit->span.start >= last && unit->span.start < unit->span.end);
		MUST(unit->span.start >= passage.start && unit->span.end <= passage.end);
		MUST(unit->speaker == ARTICLE_NOBODY || unit->speaker < article->speaker_count);
		MUST((unit->speaker == ARTICLE_NOBODY) == (unit->voice == VOICE_REPORTER) ||
		     unit->tag);
		MUST((size_t)unit->region_start + unit->region_count <= article->region_count);
		last = unit->span.end;
	}
}

static void check_findings(const struct document *document, const struct article *article,
			   size_t region_count)
{
	for (size_t i = 0; i < article->claim_count; i++) {
		const struct article_claim *claim = &article->claims[i];
		MUST(claim->unit < article->unit_count);
		struct span unit = article->units[claim->unit].span;
		MUST(claim->what.start >= unit.start && claim->what.end <= unit.end);
		MUST(claim->what.start < claim->what.end);
		MUST(claim->region.value <= region_count);
		MUST((claim->kind == CLAIM_PLAN || claim->kind == CLAIM_RELEASE) ==
		     (claim->region.value != 0));
	}
	for (size_t i = 0; i < article->concern_count; i++) {
		const struct article_concern *concern = &article->concerns[i];
		MUST(concern->unit < article->unit_count);
		struct span unit = article->units[concern->unit].span;
		MUST(concern->span.start >= unit.start && concern->span.end <= unit.end);
		MUST(concern->topic_index < article_topic_count());
	}
	for (size_t i = 0; i < article->speaker_count; i++) {
		const struct article_speaker *speaker = &article->speakers[i];
		MUST(speaker->name.length > 0 || speaker->post.length > 0);
		MUST(speaker->where.end <= document->text.length);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct slice text = fuzz_text(bytes, length);
	if (utf8_find_invalid(text) != SIZE_MAX)
		return 0;
	const struct scheme *scheme = scheme_once();
	struct coding_scratch scratch = {0};
	struct shadow_text shadow;
	struct article article;
	struct arena arena;
	struct error error;
	arena_init(&arena);
	struct document document = {.text = text, .metadata = {.kind = SLICE(KIND_ARTICLE)}};
	MUST(blocks_make(&arena, &document, &error) == STATUS_OK);
	MUST(passages_make(&arena, &document, &error) == STATUS_OK);
	text_normalise(&arena, text, &shadow);
	coding_match(&arena, &scheme->codebook, &scheme->gazetteer, &shadow, &document, &scratch);
	article_read(&arena, &scheme->codebook, &scheme->gazetteer, &document, &article);
	check_units(&document, &article);
	check_findings(&document, &article, scheme->gazetteer.region_count);
	coding_release(&scratch);
	arena_release(&arena);
	return 0;
}
