#include "study/prepare.h"

#include "base/utf8.h"
#include "text/block.h"
#include "text/date.h"
#include "text/normal.h"
#include "text/passage.h"

enum {
	HEAD_BYTES = 1200
}; /* title, source and speaker lines: where region and date are looked for */

static bool agrees(struct slice given, struct slice stored)
{
	return given.length == 0 || slice_equal(given, stored);
}

bool metadata_agrees(const struct document_metadata *given, const struct document_metadata *stored)
{
	return agrees(given->region, stored->region) && agrees(given->level, stored->level) &&
	       agrees(given->tier, stored->tier) && agrees(given->date, stored->date) &&
	       agrees(given->kind, stored->kind) && agrees(given->series, stored->series) &&
	       agrees(given->title, stored->title) && agrees(given->language, stored->language) &&
	       (agrees(given->source, stored->source) || slice_equal(given->source, given->path)) &&
	       agrees(given->other, stored->other);
}

/* The start of the text, cut at a line end or at least at a character. */
static struct slice head_of(struct slice text)
{
	if (text.length <= HEAD_BYTES)
		return text;
	size_t end = HEAD_BYTES;
	while (end > 0 && text.at[end - 1] != '\n' && end > HEAD_BYTES / 2)
		end--;
	while (end < text.length && ((unsigned char)text.at[end] & 0xC0) == 0x80)
		end++;
	return (struct slice){text.at, end};
}

static struct slice rule(struct arena *arena, const char *place, struct slice what)
{
	return slice_from(arena_printf(arena, "%s: %.*s", place, (int)what.length, what.at));
}

/* Given names are resolved; without one, title and then first lines are asked. */
static void find_region(const struct gazetteer *gazetteer, struct arena *arena,
			struct document *document)
{
	struct document_metadata *metadata = &document->metadata;
	if (metadata->region.length > 0) {
		metadata->region_id = gazetteer_find(gazetteer, metadata->region);
		return;
	}
	if (kind_is_second_hand(metadata->kind)) /* it speaks of several regions */
		return;
	struct slice how;
	const char *place = "title";
	metadata->region_id = gazetteer_guess(gazetteer, arena, metadata->title, &how);
	if (metadata->region_id.value == 0) {
		place = "first lines";
		metadata->region_id =
			gazetteer_guess(gazetteer, arena, head_of(document->text), &how);
	}
	if (metadata->region_id.value == 0)
		return;
	metadata->region = gazetteer_region(gazetteer, metadata->region_id)->name;
	metadata->region_rule = rule(arena, place, how);
}

static void find_date(struct arena *arena, struct document *document)
{
	struct document_metadata *metadata = &document->metadata;
	if (metadata->date.length > 0)
		return;
	struct slice iso;
	struct span where;
	struct slice head = head_of(document->text);
	if (date_find(arena, head, &iso, &where)) {
		metadata->date = iso;
		metadata->date_rule = rule(arena, "first lines", slice_span(head, where));
	} else if (date_find(arena, metadata->title, &iso, &where)) {
		metadata->date = iso;
		metadata->date_rule = rule(arena, "title", slice_span(metadata->title, where));
	}
}

/* Which of the two main scripts the head is written in; nothing is claimed of others. */
static void find_language(struct document *document)
{
	if (document->metadata.language.length > 0)
		return;
	struct slice head = head_of(document->text);
	size_t han = 0, latin = 0;
	for (size_t i = 0, bytes; i < head.length; i += bytes) {
		uint32_t c = utf8_read(head, i, &bytes);
		han += is_han(c);
		latin += (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
	}
	if (han > latin / 4)
		document->metadata.language = SLICE("zh");
}

static enum status prepare(const struct board *board, const struct source_item *item,
			   const struct source_options *options, struct known_document known,
			   struct coding_scratch *scratch, struct prepared *prepared)
{
	struct document *document = &prepared->document;
	struct arena *arena = &prepared->arena;
	struct error *error = &prepared->error;
	struct document_request request = {.item = item, .options = options, .job = board->job};
	if (known.stored != NULL && metadata_agrees(&item->metadata, &known.stored->metadata))
		request.known_sha256 = known.stored->metadata.sha256;
	TRY(document_read(arena, &request, document, &prepared->warning, error));
	if (request.known_sha256.length > 0 &&
	    slice_equal(request.known_sha256, document->metadata.sha256)) {
		prepared->unchanged = true;
		return STATUS_OK;
	}
	if (document->block_count == 0)
		TRY(blocks_make(arena, document, error));
	else
		TRY(blocks_refine(document, error));
	find_region(&board->gazetteer, arena, document);
	find_date(arena, document);
	find_language(document);
	TRY(passages_make(arena, document, error));
	text_normalise(arena, document->text, &prepared->shadow);
	coding_match(arena, &board->codebook, &board->gazetteer, &prepared->shadow, document,
		     scratch);
	return STATUS_OK;
}

void document_prepare(const struct board *board, const struct source_item *item,
		      const struct source_options *options, struct known_document known,
		      struct coding_scratch *scratch, struct prepared *prepared)
{
	enum status status = prepare(board, item, options, known, scratch, prepared);
	prepared->error.status = status;
}
