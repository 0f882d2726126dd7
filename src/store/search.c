#include "store/search.h"

#include <string.h>

#include "base/utf8.h"
#include "store/search_inside.h"
#include "store/search_tree.h"

struct searching {
	struct store *store;
	struct arena *study;
	struct arena document_arena, block_arena; /* reset for each document, each block */
	const struct search_options *options;
	struct search_tree tree;
	struct field_value *values; /* by node number, for fields */
	bool has_codes;
	struct search_result *result;
	size_t hit_capacity;
	sqlite3_blob *text; /* of the document at hand */
};

/* The document at hand. */
struct searched {
	struct document_row row;
	struct document document; /* without text */
	bool counted;
};

/* A block of it, with the hits of every leaf by node number. */
struct searched_block {
	size_t passage_start, passage_end;
	struct hits *hits;
};

/* ---- reading ---- */

static enum status open_text(struct searching *search, int64_t key, struct error *error)
{
	int code = search->text != NULL
			   ? sqlite3_blob_reopen(search->text, key)
			   : sqlite3_blob_open(search->store->db, "main", "document_text",
					       "content", key, 0, &search->text);
	return code == SQLITE_OK ? STATUS_OK
				 : store_fail(search->store, "reading a document's text", error);
}

static enum status read_text(struct searching *search, struct arena *arena, struct span span,
			     struct slice *text, struct error *error)
{
	size_t length = span.end - span.start;
	char *bytes = arena_alloc(arena, length + 1, 1);
	if (sqlite3_blob_read(search->text, bytes, (int)length, (int)span.start) != SQLITE_OK)
		return store_fail(search->store, "reading a document's text", error);
	*text = (struct slice){bytes, length};
	if (utf8_find_invalid(*text) != SIZE_MAX)
		return store_damaged(search->store, "a document's text is not valid UTF-8", error);
	return STATUS_OK;
}

/* First passage of the block or of a later one. */
static size_t first_passage_of(const struct document *document, uint32_t block)
{
	size_t low = 0, high = document->passage_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (document->passages[middle].block < block)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static size_t first_mention_of(const struct document *document, size_t passage)
{
	size_t low = 0, high = document->mention_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (document->mentions[middle].passage < passage)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void match_codes(const struct field_value *value, struct arena *arena,
			const struct document *document, const struct searched_block *block,
			struct hits *hits)
{
	for (size_t i = first_mention_of(document, block->passage_start);
	     i < document->mention_count && document->mentions[i].passage < block->passage_end;
	     i++) {
		const struct mention *mention = &document->mentions[i];
		if (mention->state != MENTION_REJECTED && field_has_code(value, mention->code))
			hits_add(arena, hits, (struct hit){.span = mention->span});
	}
	hits_sort(hits);
}

/* Finds all leaves in a block; hits go to the arena. */
static enum status match_block(struct searching *search, struct arena *arena,
			       const struct searched *searched, uint32_t index,
			       struct searched_block *block, struct error *error)
{
	const struct document *document = &searched->document;
	const struct query *query = &search->tree.query;
	struct span span = document->blocks[index].span;
	struct slice text;
	struct shadow_text shadow;
	struct match_text match;
	TRY(read_text(search, &search->block_arena, span, &text, error));
	text_normalise(&search->block_arena, text, &shadow);
	match_text_make(&search->block_arena, &shadow, span.start, &match);
	block->passage_start = first_passage_of(document, index);
	block->passage_end = first_passage_of(document, index + 1);
	block->hits = arena_array(arena, struct hits, query->node_count);
	for (size_t i = 0; i < query->node_count; i++) {
		const struct query_node *node = query->nodes[i];
		if (node->kind == QUERY_TERM)
			match_term(arena, &match, &node->term, &block->hits[i]);
		else if (node->kind == QUERY_FIELD && node->field == FIELD_CODE)
			match_codes(&search->values[i], arena, document, block, &block->hits[i]);
	}
	return STATUS_OK;
}

/* ---- results ---- */

/* The part of the passage from `context` characters before the first mark to as many after the
 * last. */
static struct span window_of(struct slice text, struct span passage, const struct span *marks,
			     size_t count, uint32_t context)
{
	if (context == 0)
		return passage;
	size_t start = marks[0].start - passage.start, end = marks[count - 1].end - passage.start;
	for (uint32_t i = 0; i < context && start > 0; i++)
		start = utf8_previous(text, start);
	for (uint32_t i = 0; i < context && end < text.length; i++) {
		size_t bytes;
		utf8_read(text, end, &bytes);
		end += bytes;
	}
	return (struct span){passage.start + (uint32_t)start, passage.start + (uint32_t)end};
}

static struct search_hit *new_hit(struct searching *search)
{
	struct search_result *result = search->result;
	if (result->hit_count == search->hit_capacity) {
		size_t capacity = search->hit_capacity == 0 ? 32 : search->hit_capacity * 2;
		struct search_hit *grown = arena_array(search->study, struct search_hit, capacity);
		if (result->hit_count > 0)
			memcpy(grown, result->hits, result->hit_count * sizeof *grown);
		result->hits = grown;
		search->hit_capacity = capacity;
	}
	return &result->hits[result->hit_count++];
}

/* Hits that touch the passage, cut to it, merged where they overlap. */
static void make_marks(struct searching *search, const struct hits *hits, struct span passage,
		       struct search_hit *hit)
{
	hit->marks = arena_array(search->study, struct span, hits->count);
	for (size_t i = 0; i < hits->count; i++) {
		struct span mark = hits->at[i].span;
		if (mark.start < passage.start)
			mark.start = passage.start;
		if (mark.end > passage.end)
			mark.end = passage.end;
		struct span *last = hit->mark_count == 0 ? NULL : &hit->marks[hit->mark_count - 1];
		if (last == NULL || mark.start >= last->end)
			hit->marks[hit->mark_count++] = mark;
		else if (mark.end > last->end)
			last->end = mark.end;
	}
}

static enum status give_hit(struct searching *search, const struct searched *searched,
			    size_t passage, const struct hits *hits, struct error *error)
{
	const struct document_metadata *metadata = &searched->row.stored.metadata;
	const struct passage *found = &searched->document.passages[passage];
	struct search_hit *hit = new_hit(search);
	struct slice text;
	*hit = (struct search_hit){
		.passage = searched->row.first_passage + (int64_t)passage,
		.document_key = searched->row.stored.key,
		.region = metadata->region_id,
		.document_id = arena_copy(search->study, metadata->id),
		.title = arena_copy(search->study, metadata->title),
		.date = arena_copy(search->study, metadata->date),
		.orientation = found->orientation,
		.passage_span = found->span,
	};
	make_marks(search, hits, found->span, hit);
	TRY(read_text(search, search->study, found->span, &text, error));
	hit->text_span =
		window_of(text, found->span, hit->marks, hit->mark_count, search->options->context);
	hit->passage_text = slice_span(text, (struct span){hit->text_span.start - found->span.start,
							   hit->text_span.end - found->span.start});
	return STATUS_OK;
}

/* Counts a passage with hits, and gives it if it is in the part that was asked for. */
static enum status count_hit(struct searching *search, struct searched *searched, size_t passage,
			     const struct hits *hits, struct error *error)
{
	const struct search_options *options = search->options;
	struct search_result *result = search->result;
	unsigned orientation = 1U << searched->document.passages[passage].orientation;
	if (options->orientations != 0 && (options->orientations & orientation) == 0)
		return STATUS_OK;
	result->document_total += !searched->counted;
	searched->counted = true;
	uint64_t number = result->passage_total++;
	if (number < options->offset ||
	    (options->limit != 0 && result->hit_count >= options->limit))
		return STATUS_OK;
	return give_hit(search, searched, passage, hits, error);
}

/* Deals the hits (by start) out to the passages of the block that they touch. */
static enum status count_hits(struct searching *search, struct searched *searched,
			      const struct searched_block *block, const struct hits *hits,
			      struct error *error)
{
	size_t first = 0;
	for (size_t p = block->passage_start; p < block->passage_end; p++) {
		struct span span = searched->document.passages[p].span;
		struct hits here = {0};
		while (first < hits->count && hits->at[first].span.end <= span.start)
			first++;
		for (size_t i = first; i < hits->count && hits->at[i].span.start < span.end; i++)
			if (hits->at[i].span.end > span.start)
				hits_add(&search->block_arena, &here, hits->at[i]);
		if (here.count > 0)
			TRY(count_hit(search, searched, p, &here, error));
	}
	return STATUS_OK;
}

static enum status show_range(struct searching *search, struct searched *searched,
			      const struct searched_block *block, struct span range,
			      struct error *error)
{
	struct hits hits = {0};
	tree_add_shown(&search->tree, &search->block_arena, search->tree.query.root, block->hits,
		       range, &hits);
	hits_sort(&hits);
	return count_hits(search, searched, block, &hits, error);
}

/* A paragraph or a sentence: fits or not by itself. */
static enum status search_range(struct searching *search, struct searched *searched,
				const struct searched_block *block, struct span range,
				struct error *error)
{
	tree_forget(&search->tree);
	tree_note(&search->tree, &search->block_arena, search->tree.query.root, block->hits, range);
	if (!tree_true(&search->tree, search->tree.query.root))
		return STATUS_OK;
	return show_range(search, searched, block, range, error);
}

static enum status search_block(struct searching *search, struct searched *searched, uint32_t index,
				struct error *error)
{
	struct searched_block block;
	arena_reset(&search->block_arena);
	TRY(match_block(search, &search->block_arena, searched, index, &block, error));
	if (search->options->unit == SEARCH_PARAGRAPH)
		return search_range(search, searched, &block, searched->document.blocks[index].span,
				    error);
	size_t end = block.passage_end;
	for (size_t p = block.passage_start; p < end; p++) {
		struct searched_block sentence = block;
		sentence.passage_start = p;
		sentence.passage_end = p + 1;
		TRY(search_range(search, searched, &sentence, searched->document.passages[p].span,
				 error));
	}
	return STATUS_OK;
}

/* The document is the unit: all blocks are matched before it is known whether it fits. */
static enum status search_whole(struct searching *search, struct searched *searched,
				const uint32_t *indices, size_t count, struct error *error)
{
	struct arena *arena = &search->document_arena;
	struct searched_block *blocks = arena_array(arena, struct searched_block, count);
	tree_forget(&search->tree);
	for (size_t i = 0; i < count; i++) {
		struct span range = searched->document.blocks[indices[i]].span;
		arena_reset(&search->block_arena);
		TRY(match_block(search, arena, searched, indices[i], &blocks[i], error));
		tree_note(&search->tree, &search->block_arena, search->tree.query.root,
			  blocks[i].hits, range);
	}
	if (!tree_true(&search->tree, search->tree.query.root))
		return STATUS_OK;
	for (size_t i = 0; i < count; i++) {
		arena_reset(&search->block_arena);
		TRY(show_range(search, searched, &blocks[i],
			       searched->document.blocks[indices[i]].span, error));
	}
	return STATUS_OK;
}

/* ---- documents ---- */

static enum status note_filters(struct searching *search, const struct searched *searched,
				struct error *error)
{
	for (size_t i = 0; i < search->tree.query.node_count; i++) {
		const struct query_node *node = search->tree.query.nodes[i];
		if (query_is_filter(node))
			TRY(field_fits(search->store, node->field, &search->values[i],
				       &searched->row.stored, &search->tree.present[i], error));
	}
	return STATUS_OK;
}

static bool mentions_wanted_code(const struct searching *search, const struct mention *mention)
{
	for (size_t i = 0; i < search->tree.query.node_count; i++) {
		const struct query_node *node = search->tree.query.nodes[i];
		if (node->kind == QUERY_FIELD && node->field == FIELD_CODE &&
		    field_has_code(&search->values[i], mention->code))
			return true;
	}
	return false;
}

/* The blocks to look at, ascending: those that FTS5 named and, if asked for, those with a code. */
static enum status choose_blocks(struct searching *search, const struct candidate *candidate,
				 const struct searched *searched, bool scan_codes,
				 uint32_t **indices, size_t *count, struct error *error)
{
	const struct document *document = &searched->document;
	bool *chosen = arena_array(&search->document_arena, bool, document->block_count);
	for (size_t i = 0; i < candidate->block_count; i++) {
		int64_t index = candidate->blocks[i] - candidate->first_block;
		if (index < 0 || (uint64_t)index >= document->block_count)
			return store_damaged(search->store, "the full-text index names no block",
					     error);
		chosen[index] = true;
	}
	for (size_t i = 0; scan_codes && i < document->mention_count; i++)
		if (mentions_wanted_code(search, &document->mentions[i]))
			chosen[document->passages[document->mentions[i].passage].block] = true;
	*count = 0;
	*indices = arena_array(&search->document_arena, uint32_t, document->block_count);
	for (size_t i = 0; i < document->block_count; i++)
		if (chosen[i])
			(*indices)[(*count)++] = (uint32_t)i;
	return STATUS_OK;
}

static enum status search_document(struct searching *search, const struct candidate *candidate,
				   bool scan_codes, struct error *error)
{
	struct searched searched = {0};
	struct arena *arena = &search->document_arena;
	uint32_t *indices = NULL;
	size_t count = 0;
	arena_reset(arena);
	TRY(document_row_load(search->store, arena, candidate->key, &searched.row, error));
	TRY(note_filters(search, &searched, error));
	if (!tree_possible(&search->tree, search->tree.query.root))
		return STATUS_OK;
	TRY(document_blocks_load(search->store, arena, &searched.row, &searched.document, error));
	TRY(document_passages_load(search->store, arena, &searched.row, &searched.document, error));
	if (search->has_codes)
		TRY(document_mentions_load(search->store, arena, &searched.row, &searched.document,
					   error));
	TRY(choose_blocks(search, candidate, &searched, scan_codes, &indices, &count, error));
	if (count == 0)
		return STATUS_OK;
	TRY(open_text(search, candidate->key, error));
	if (search->options->unit == SEARCH_DOCUMENT)
		return search_whole(search, &searched, indices, count, error);
	for (size_t i = 0; i < count; i++)
		TRY(search_block(search, &searched, indices[i], error));
	return STATUS_OK;
}

static enum status resolve_fields(struct searching *search, const struct search_resolver *resolver,
				  struct error *error)
{
	const struct query *query = &search->tree.query;
	search->values = arena_array(search->study, struct field_value, query->node_count);
	search->tree.present = arena_array(search->study, bool, query->node_count);
	for (size_t i = 0; i < query->node_count; i++) {
		const struct query_node *node = query->nodes[i];
		if (node->kind != QUERY_FIELD)
			continue;
		search->has_codes |= node->field == FIELD_CODE;
		TRY(field_resolve(search->store, search->study, node, resolver, &search->values[i],
				  error));
	}
	return STATUS_OK;
}

static enum status search_all(struct searching *search, struct job *job,
			      const struct search_resolver *resolver, struct error *error)
{
	struct candidates candidates;
	TRY(resolve_fields(search, resolver, error));
	TRY(candidates_find(search->store, search->study, &search->tree.query, search->options,
			    &candidates, error));
	for (size_t i = 0; i < candidates.count; i++) {
		if (job != NULL)
			TRY(job_check(job, error));
		TRY(search_document(search, &candidates.at[i], candidates.scan_codes, error));
	}
	return STATUS_OK;
}

enum status store_search(struct store *store, struct job *job, struct arena *study,
			 struct slice query, const struct search_options *options,
			 const struct search_resolver *resolver, struct search_result *result,
			 struct error *error)
{
	struct searching search = {
		.store = store, .study = study, .options = options, .result = result};
	*result = (struct search_result){0};
	TRY(query_parse(study, query, &search.tree.query, error));
	arena_init(&search.document_arena);
	arena_init(&search.block_arena);
	enum status status = search_all(&search, job, resolver, error);
	sqlite3_blob_close(search.text);
	arena_release(&search.document_arena);
	arena_release(&search.block_arena);
	return status;
}
