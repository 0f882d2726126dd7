#include <stdlib.h>
#include <string.h>

#include "store/inside.h"
#include "store/reuse.h"

static const char doing[] = "reading the passages";

/* Both cursors walk over the documents in order and unpack one at a time. The statement stays open
 * from the first step to the last, so that a cursor sees one state of the board. */
struct walk {
	struct store *store;
	struct passage_filter filter; /* lent by the caller */
	int64_t *ids;		      /* filter.ids, ascending */
	uint8_t *codes;		      /* a bit for each code up to the largest of filter.codes */
	uint32_t code_limit;
	bool with_rejected;
	bool need_mentions;
	sqlite3_stmt *documents;
	struct arena arena; /* of one document */
	struct document_row row;
	struct document document;
	uint8_t *coded;		     /* per passage: mentions a code of the filter */
	struct stored_voice *voices; /* per passage, if the filter asks for them */
};

static int compare_ids(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
	return (x > y) - (x < y);
}

static void take_codes(struct walk *walk)
{
	const struct passage_filter *filter = &walk->filter;
	for (size_t i = 0; i < filter->code_count; i++)
		if (filter->codes[i] >= walk->code_limit)
			walk->code_limit = filter->codes[i] + 1;
	walk->codes = calloc(walk->code_limit / 8 + 1, 1);
	if (walk->codes == NULL)
		abort();
	for (size_t i = 0; i < filter->code_count; i++)
		walk->codes[filter->codes[i] / 8] |= (uint8_t)(1U << filter->codes[i] % 8);
}

static bool has_code(const struct walk *walk, struct code_id code)
{
	return code.value < walk->code_limit &&
	       (walk->codes[code.value / 8] & (1U << code.value % 8)) != 0;
}

static enum status walk_open(struct walk *walk, struct store *store,
			     const struct passage_filter *filter, struct error *error)
{
	*walk = (struct walk){.store = store, .filter = *filter};
	arena_init(&walk->arena);
	if (filter->codes != NULL)
		take_codes(walk);
	if (filter->ids != NULL) {
		walk->ids = memory_resize(NULL, filter->id_count, sizeof *walk->ids);
		if (filter->id_count > 0)
			memcpy(walk->ids, filter->ids, filter->id_count * sizeof *walk->ids);
		qsort(walk->ids, filter->id_count, sizeof *walk->ids, compare_ids);
	}
	return statement_make(store,
			      "SELECT " DOCUMENT_COLUMNS " FROM document ORDER BY region_id, key",
			      &walk->documents, error);
}

static void walk_close(struct walk *walk)
{
	sqlite3_finalize(walk->documents);
	arena_release(&walk->arena);
	free(walk->codes);
	free(walk->ids);
}

/* Index of the first wanted id that is at least the given one. */
static size_t first_id(const struct walk *walk, int64_t at_least)
{
	size_t low = 0, high = walk->filter.id_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (walk->ids[middle] < at_least)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool has_id(const struct walk *walk, int64_t first, int64_t end)
{
	size_t i = first_id(walk, first);
	return i < walk->filter.id_count && walk->ids[i] < end;
}

static bool has_region(const struct passage_filter *filter, struct region_id region)
{
	if (filter->regions == NULL)
		return true;
	for (size_t i = 0; i < filter->region_count; i++)
		if (filter->regions[i] == region.value)
			return true;
	return false;
}

/* As much of the filter as the document's row can answer, before anything else is read. */
static bool document_wanted(const struct walk *walk)
{
	const struct passage_filter *filter = &walk->filter;
	const struct stored_document *stored = &walk->row.stored;
	const struct document_metadata *metadata = &stored->metadata;
	int64_t first = walk->row.first_passage;
	if (walk->ids != NULL ? !has_id(walk, first, first + stored->passage_count)
			      : !stored->current)
		return false;
	if (!has_region(filter, metadata->region_id))
		return false;
	if (filter->plans_only && kind_is_second_hand(metadata->kind))
		return false;
	if (filter->kind.length > 0 && !slice_equal(filter->kind, metadata->kind))
		return false;
	if (filter->document.length > 0 && !slice_equal(filter->document, metadata->id))
		return false;
	return date_lies_between(metadata->date, filter->date_from, filter->date_to);
}

static enum status walk_load(struct walk *walk, struct error *error)
{
	struct document *document = &walk->document;
	*document = (struct document){0};
	TRY(document_passages_load(walk->store, &walk->arena, &walk->row, document, error));
	bool compared;
	if (walk->filter.with_reuse || walk->filter.reuse_classes != 0)
		TRY(store_voice(walk->store, &walk->arena, walk->row.stored.key,
				document->passage_count, &walk->voices, &compared, error));
	if (!walk->need_mentions && walk->codes == NULL)
		return STATUS_OK;
	TRY(document_mentions_load(walk->store, &walk->arena, &walk->row, document, error));
	walk->coded = arena_array(&walk->arena, uint8_t, document->passage_count);
	for (size_t i = 0; i < document->mention_count && walk->codes != NULL; i++) {
		const struct mention *mention = &document->mentions[i];
		if ((mention->state != MENTION_REJECTED || walk->with_rejected) &&
		    has_code(walk, mention->code))
			walk->coded[mention->passage] = 1;
	}
	return STATUS_OK;
}

/* To the next document that has passages for the filter. */
static enum status walk_step(struct walk *walk, bool *more, struct error *error)
{
	for (;;) {
		arena_reset(&walk->arena);
		TRY(statement_step(walk->store, walk->documents, doing, more, error));
		if (!*more)
			return STATUS_OK;
		TRY(document_row_read(walk->store, walk->documents, &walk->arena, &walk->row,
				      error));
		if (document_wanted(walk))
			return walk_load(walk, error);
	}
}

static bool passage_wanted(const struct walk *walk, size_t index)
{
	const struct passage *passage = &walk->document.passages[index];
	unsigned orientations = walk->filter.orientations;
	unsigned commitments = walk->filter.commitments;
	if (orientations != 0 && (orientations & (1U << passage->orientation)) == 0)
		return false;
	if (commitments != 0 && (commitments & (1U << passage->commitment)) == 0)
		return false;
	if (walk->codes != NULL && !walk->coded[index])
		return false;
	unsigned classes = walk->filter.reuse_classes;
	if (classes != 0 && (classes & (1U << walk->voices[index].class)) == 0)
		return false;
	int64_t id = walk->row.first_passage + (int64_t)index;
	return walk->ids == NULL || has_id(walk, id, id + 1);
}

struct passage_cursor {
	struct walk walk;
	size_t next; /* passage of the document */
	bool ended;
};

enum status passages_open(struct store *store, const struct passage_filter *filter,
			  struct passage_cursor **cursor, struct error *error)
{
	*cursor = NULL;
	struct passage_cursor *opened = memory_resize(NULL, 1, sizeof *opened);
	*opened = (struct passage_cursor){0};
	enum status status = walk_open(&opened->walk, store, filter, error);
	if (status == STATUS_OK)
		*cursor = opened;
	else
		passages_close(opened);
	return status;
}

enum status passages_step(struct passage_cursor *cursor, bool *more, struct passage_row *row,
			  struct error *error)
{
	struct walk *walk = &cursor->walk;
	*more = !cursor->ended;
	while (*more) {
		while (cursor->next < walk->document.passage_count &&
		       !passage_wanted(walk, cursor->next))
			cursor->next++;
		if (cursor->next < walk->document.passage_count)
			break;
		TRY(walk_step(walk, more, error));
		cursor->ended = !*more;
		cursor->next = 0;
	}
	if (!*more)
		return STATUS_OK;
	const struct passage *passage = &walk->document.passages[cursor->next];
	*row = (struct passage_row){
		.id = walk->row.first_passage + (int64_t)cursor->next,
		.document_key = walk->row.stored.key,
		.block = passage->block,
		.sequence = (uint32_t)cursor->next,
		.span = passage->span,
		.characters = passage->characters,
		.orientation = passage->orientation,
		.rule = passage->rule,
		.commitment = passage->commitment,
		.actor = passage->actor,
		.region = walk->row.stored.metadata.region_id,
	};
	if (walk->voices != NULL) {
		const struct stored_voice *voice = &walk->voices[cursor->next];
		row->reuse_class = voice->class;
		row->reuse_share = voice->share;
		row->reuse_source = voice->source;
	}
	cursor->next++;
	return STATUS_OK;
}

void passages_close(struct passage_cursor *cursor)
{
	if (cursor == NULL)
		return;
	walk_close(&cursor->walk);
	free(cursor);
}

struct mention_cursor {
	struct walk walk;
	size_t next; /* mention of the document */
	bool ended;
};

enum status mentions_open(struct store *store, const struct passage_filter *filter,
			  bool with_rejected, struct mention_cursor **cursor, struct error *error)
{
	*cursor = NULL;
	struct mention_cursor *opened = memory_resize(NULL, 1, sizeof *opened);
	*opened = (struct mention_cursor){0};
	enum status status = walk_open(&opened->walk, store, filter, error);
	opened->walk.with_rejected = with_rejected;
	opened->walk.need_mentions = true;
	if (status == STATUS_OK)
		*cursor = opened;
	else
		mentions_close(opened);
	return status;
}

static bool mention_wanted(const struct walk *walk, const struct mention *mention)
{
	if (mention->state == MENTION_REJECTED && !walk->with_rejected)
		return false;
	if (walk->codes != NULL && !has_code(walk, mention->code))
		return false;
	return passage_wanted(walk, mention->passage);
}

enum status mentions_step(struct mention_cursor *cursor, bool *more, struct mention_row *row,
			  struct error *error)
{
	struct walk *walk = &cursor->walk;
	const struct document *document = &walk->document;
	*more = !cursor->ended;
	while (*more) {
		while (cursor->next < document->mention_count &&
		       !mention_wanted(walk, &document->mentions[cursor->next]))
			cursor->next++;
		if (cursor->next < document->mention_count)
			break;
		TRY(walk_step(walk, more, error));
		cursor->ended = !*more;
		cursor->next = 0;
	}
	if (!*more)
		return STATUS_OK;
	const struct mention *mention = &document->mentions[cursor->next];
	*row = (struct mention_row){
		.id = walk->row.stored.key * ((int64_t)UINT32_MAX + 1) + (int64_t)cursor->next,
		.passage = walk->row.first_passage + mention->passage,
		.document_key = walk->row.stored.key,
		.code = mention->code.value,
		.pattern = mention->pattern,
		.span = mention->span,
		.state = mention->state,
	};
	cursor->next++;
	return STATUS_OK;
}

void mentions_close(struct mention_cursor *cursor)
{
	if (cursor == NULL)
		return;
	walk_close(&cursor->walk);
	free(cursor);
}

static void count_hits(const struct document *document, size_t pattern_count, uint64_t *counts,
		       uint32_t *documents, int64_t *last_document, int64_t key)
{
	for (size_t i = 0; i < document->mention_count; i++) {
		const struct mention *mention = &document->mentions[i];
		if (mention->state == MENTION_REJECTED || mention->pattern >= pattern_count)
			continue;
		counts[mention->pattern]++;
		documents[mention->pattern] += last_document[mention->pattern] != key;
		last_document[mention->pattern] = key;
	}
}

enum status store_pattern_hits(struct store *store, size_t pattern_count, uint64_t *counts,
			       uint32_t *documents, struct error *error)
{
	struct walk walk;
	struct passage_filter everything = {0};
	bool more = false;
	int64_t *last_document = memory_resize(NULL, pattern_count, sizeof *last_document);
	for (size_t i = 0; i < pattern_count; i++) {
		counts[i] = 0;
		documents[i] = 0;
		last_document[i] = 0;
	}
	enum status status = walk_open(&walk, store, &everything, error);
	walk.need_mentions = true;
	while (status == STATUS_OK) {
		status = walk_step(&walk, &more, error);
		if (status != STATUS_OK || !more)
			break;
		count_hits(&walk.document, pattern_count, counts, documents, last_document,
			   walk.row.stored.key);
	}
	walk_close(&walk);
	free(last_document);
	return status;
}
