#include "study/reuse.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "reuse/find.h"
#include "study/level.h"

static int compare_documents(const void *left, const void *right)
{
	const struct stored_document *x = left, *y = right;
	return x->key < y->key ? -1 : x->key > y->key;
}

enum status reuse_board_load(struct board *board, struct reuse_board *loaded, struct error *error)
{
	int64_t *missing;
	*loaded = (struct reuse_board){0};
	TRY(store_documents(board->store, board->arena, true, &loaded->documents, &loaded->count,
			    error));
	TRY(store_reuse_missing(board->store, board->arena, &missing, &loaded->missing, error));
	if (loaded->count > 0)
		qsort(loaded->documents, loaded->count, sizeof *loaded->documents,
		      compare_documents);
	struct country_names countries = country_names_make(board->arena);
	loaded->known = arena_array(board->arena, struct reuse_document, loaded->count);
	for (size_t i = 0; i < loaded->count; i++) {
		const struct document_metadata *metadata = &loaded->documents[i].metadata;
		struct slice holder = metadata->region;
		if (metadata->region_id.value != 0)
			holder = slice_from(
				arena_printf(board->arena, "#%u", metadata->region_id.value));
		loaded->known[i] = (struct reuse_document){
			.id = metadata->id,
			.date = metadata->date,
			.level = level_of_document(board, &countries, metadata),
			.holder = holder,
		};
	}
	return STATUS_OK;
}

size_t reuse_board_index(const struct reuse_board *loaded, int64_t key)
{
	size_t low = 0, high = loaded->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (loaded->documents[middle].key < key)
			low = middle + 1;
		else
			high = middle;
	}
	return low < loaded->count && loaded->documents[low].key == key ? low : SIZE_MAX;
}

enum status reuse_board_find(const struct board *board, const struct reuse_board *loaded,
			     struct slice name, size_t *index, struct error *error)
{
	struct region_id region = gazetteer_find(&board->gazetteer, name);
	struct buffer ids;
	size_t found = 0;
	buffer_init(&ids);
	for (size_t i = 0; i < loaded->count; i++) {
		const struct document_metadata *metadata = &loaded->documents[i].metadata;
		if (slice_equal(metadata->id, name)) {
			*index = i;
			found = 1;
			break;
		}
		bool of_region = region.value != 0 ? metadata->region_id.value == region.value
						   : slice_equal(metadata->region, name);
		if (!of_region)
			continue;
		*index = i;
		found++;
		buffer_printf(&ids, " %.*s", (int)metadata->id.length, metadata->id.at);
	}
	enum status status = STATUS_OK;
	if (found == 0)
		status = error_set(error, STATUS_USAGE,
				   "the board has no document \"%.*s\" (qipan status --documents "
				   "lists them)",
				   (int)name.length, name.at);
	else if (found > 1)
		status = error_set(error, STATUS_USAGE,
				   "\"%.*s\" has %zu documents, name one of them:%s",
				   (int)name.length, name.at, found, ids.at);
	buffer_release(&ids);
	return status;
}

struct comparing {
	struct board *board;
	struct reuse_board known;
	struct collection collection;
	size_t *number_of; /* index into known -> collection */
	size_t *index_of;  /* collection -> index into known */
	bool *touched;	   /* by index into known: whose sentences must be decided anew */
	struct reuse_result result;
	struct reuse_report *report;
	pthread_mutex_t store_lock; /* while documents are taken */
};

/* The text with everything but its body blank: every byte keeps its place. */
static struct slice body_of(struct arena *scratch, const struct document *document)
{
	struct slice copy = arena_copy(scratch, document->text);
	char *bytes = (char *)(uintptr_t)copy.at;
	for (size_t i = 0; i < document->block_count; i++) {
		const struct block *block = &document->blocks[i];
		for (uint32_t at = block->span.start;
		     block->kind == BLOCK_FURNITURE && at < block->span.end; at++)
			if (bytes[at] != '\n')
				bytes[at] = ' ';
	}
	return copy;
}

/* The document that has that number in the collection: its text, and what is known of it. The
 * store is one for all threads. */
static enum status take_document(void *context, size_t number, struct arena *scratch,
				 struct reuse_document *known, struct slice *text,
				 struct error *error)
{
	struct comparing *comparing = context;
	size_t index = comparing->index_of[number];
	int64_t key = comparing->known.documents[index].key;
	struct document document;
	pthread_mutex_lock(&comparing->store_lock);
	enum status status =
		store_document_body(comparing->board->store, scratch, key, &document, error);
	pthread_mutex_unlock(&comparing->store_lock);
	TRY(status);
	*known = comparing->known.known[index];
	*text = body_of(scratch, &document);
	job_add(comparing->board->job, 1);
	return STATUS_OK;
}

/* Documents that were compared already first, new ones behind them. */
static enum status take_documents(struct comparing *comparing, const bool *is_new,
				  size_t *first_new, struct error *error)
{
	struct job *job = comparing->board->job;
	size_t count = comparing->known.count, next = 0;
	for (int turn = 0; turn < 2; turn++) {
		if (turn == 1)
			*first_new = next;
		for (size_t i = 0; i < count; i++) {
			if (is_new[i] != (turn == 1))
				continue;
			comparing->number_of[i] = next;
			comparing->index_of[next++] = i;
		}
	}
	job_phase(job, "reading for comparison", "documents", count);
	pthread_mutex_init(&comparing->store_lock, NULL);
	enum status status = collection_fill(job, &comparing->collection, count, take_document,
					     comparing, error);
	pthread_mutex_destroy(&comparing->store_lock);
	return status;
}

/* A run of passages of one pair of documents becomes a row. */
static enum status put_pair(struct comparing *comparing, size_t first, size_t end,
			    struct arena *scratch, struct error *error)
{
	const struct reuse_result *result = &comparing->result;
	size_t a = comparing->index_of[result->passages[first].a];
	size_t b = comparing->index_of[result->passages[first].b];
	int64_t a_key = comparing->known.documents[a].key;
	int64_t b_key = comparing->known.documents[b].key;
	bool swapped = a_key > b_key; /* the row's document is a */
	struct stored_reuse_pair pair = {.document = swapped ? a_key : b_key,
					 .other = swapped ? b_key : a_key,
					 .count = end - first};
	pair.passages = arena_array(scratch, struct stored_reuse, pair.count);
	for (size_t i = first; i < end; i++) {
		const struct reuse_passage *found = &result->passages[i];
		struct stored_tile *tiles =
			arena_array(scratch, struct stored_tile, found->tile_count);
		for (size_t k = 0; k < found->tile_count; k++) {
			const struct reuse_tile *tile = &result->tiles[found->first_tile + k];
			tiles[k] = (struct stored_tile){swapped ? tile->b : tile->a,
							swapped ? tile->a : tile->b};
		}
		pair.passages[i - first] =
			(struct stored_reuse){.other = swapped ? found->b_span : found->a_span,
					      .document = swapped ? found->a_span : found->b_span,
					      .identity = found->identity,
					      .weight = found->weight,
					      .tiles = tiles,
					      .tile_count = found->tile_count};
	}
	comparing->touched[a] = comparing->touched[b] = true;
	comparing->report->pairs++;
	comparing->report->passages += pair.count;
	return store_reuse_pair_put(comparing->board->store, &pair, error);
}

static enum status put_pairs(struct comparing *comparing, struct error *error)
{
	const struct reuse_result *result = &comparing->result;
	struct arena scratch;
	arena_init(&scratch);
	enum status status = STATUS_OK;
	job_phase(comparing->board->job, "writing shared passages", "passages", result->count);
	for (size_t i = 0, j; i < result->count && status == STATUS_OK; i = j) {
		for (j = i; j < result->count && result->passages[j].a == result->passages[i].a &&
			    result->passages[j].b == result->passages[i].b;)
			j++;
		status = put_pair(comparing, i, j, &scratch, error);
		arena_reset(&scratch);
		job_add(comparing->board->job, j - i);
	}
	arena_release(&scratch);
	return status;
}

/* What the other side of each pair holds of document `index`, in units. */
static struct held_range *ranges_of(const struct comparing *comparing, size_t index,
				    const struct stored_reuse_pair *pairs, size_t pair_count,
				    struct arena *scratch, size_t *count)
{
	const struct unit_text *units = &comparing->collection.texts[comparing->number_of[index]];
	int64_t key = comparing->known.documents[index].key;
	size_t most = 0;
	for (size_t i = 0; i < pair_count; i++)
		for (size_t k = 0; k < pairs[i].count; k++)
			most += pairs[i].passages[k].tile_count;
	struct held_range *ranges = arena_array(scratch, struct held_range, most);
	*count = 0;
	for (size_t i = 0; i < pair_count; i++) {
		bool is_document = pairs[i].document == key;
		size_t other = reuse_board_index(&comparing->known,
						 is_document ? pairs[i].other : pairs[i].document);
		for (size_t k = 0; k < pairs[i].count && other != SIZE_MAX; k++) {
			const struct stored_reuse *passage = &pairs[i].passages[k];
			for (size_t t = 0; t < passage->tile_count; t++) {
				struct span span = is_document ? passage->tiles[t].document
							       : passage->tiles[t].other;
				ranges[(*count)++] =
					(struct held_range){.other = (uint32_t)other,
							    .start = units_find(units, span.start),
							    .end = units_find(units, span.end),
							    .identity = (float)passage->identity};
			}
		}
	}
	return ranges;
}

static enum status decide_document(struct comparing *comparing, size_t index, struct arena *scratch,
				   struct error *error)
{
	struct store *store = comparing->board->store;
	const struct reuse_board *known = &comparing->known;
	int64_t key = known->documents[index].key;
	struct document document;
	struct stored_reuse_pair *pairs;
	size_t pair_count, range_count;
	TRY(store_document_body(store, scratch, key, &document, error));
	TRY(store_reuse_pairs(store, scratch, key, &pairs, &pair_count, error));
	struct held_range *ranges =
		ranges_of(comparing, index, pairs, pair_count, scratch, &range_count);
	const struct unit_text *units = &comparing->collection.texts[comparing->number_of[index]];
	struct span *sentences = arena_array(scratch, struct span, document.passage_count);
	for (size_t i = 0; i < document.passage_count; i++)
		sentences[i] = (struct span){units_find(units, document.passages[i].span.start),
					     units_find(units, document.passages[i].span.end)};
	const struct sentence_origin *origins =
		origins_make(scratch, known->known, (uint32_t)index, ranges, range_count, sentences,
			     document.passage_count);
	struct stored_voice *voices =
		arena_array(scratch, struct stored_voice, document.passage_count);
	for (size_t i = 0; i < document.passage_count; i++)
		voices[i] = (struct stored_voice){
			.class = (uint8_t)origins[i].class,
			.share = origins[i].share,
			.source = origins[i].source == NOBODY
					  ? 0
					  : known->documents[origins[i].source].key,
			.parent = origins[i].parent == NOBODY
					  ? 0
					  : known->documents[origins[i].parent].key,
			.documents = origins[i].documents,
			.holders = origins[i].holders};
	return store_voice_put(store, key, voices, document.passage_count, error);
}

static enum status decide_documents(struct comparing *comparing, struct error *error)
{
	struct job *job = comparing->board->job;
	struct arena scratch;
	size_t count = 0;
	for (size_t i = 0; i < comparing->known.count; i++)
		count += comparing->touched[i];
	job_phase(job, "deciding whose sentences are", "documents", count);
	arena_init(&scratch);
	enum status status = STATUS_OK;
	for (size_t i = 0; i < comparing->known.count && status == STATUS_OK; i++) {
		if (!comparing->touched[i])
			continue;
		status = job_check(job, error);
		if (status == STATUS_OK)
			status = decide_document(comparing, i, &scratch, error);
		arena_reset(&scratch);
		job_add(job, 1);
	}
	arena_release(&scratch);
	return status;
}

/* Forgets what no longer holds and says which documents must be compared. */
static enum status choose_new(struct comparing *comparing, enum reuse_mode mode, bool *is_new,
			      struct error *error)
{
	struct board *board = comparing->board;
	struct reuse_board *known = &comparing->known;
	uint64_t bytes = 0;
	int64_t *keys;
	size_t count;
	TRY(store_reuse_drop_old(board->store, board->arena, &keys, &count, error));
	for (size_t i = 0; i < count; i++) {
		size_t index = reuse_board_index(known, keys[i]);
		if (index != SIZE_MAX)
			comparing->touched[index] = true;
	}
	TRY(store_reuse_missing(board->store, board->arena, &keys, &count, error));
	for (size_t i = 0; i < known->count; i++)
		bytes += known->documents[i].bytes;
	if (mode == REUSE_MODE_ALL || (bytes <= REUSE_EXACT_BYTES && count > 0)) {
		TRY(store_reuse_clear(board->store, error));
		memset(is_new, true, known->count);
		memset(comparing->touched, true, known->count);
		comparing->report->documents = known->count;
		return STATUS_OK;
	}
	for (size_t i = 0; i < count; i++) {
		size_t index = reuse_board_index(known, keys[i]);
		if (index == SIZE_MAX)
			continue;
		is_new[index] = comparing->touched[index] = true;
		comparing->report->documents++;
	}
	return STATUS_OK;
}

static enum status compare(struct comparing *comparing, const bool *is_new, size_t memory,
			   struct error *error)
{
	size_t first_new = 0;
	TRY(take_documents(comparing, is_new, &first_new, error));
	struct reuse_options options = reuse_options_for(&comparing->collection);
	options.first_new = first_new;
	options.memory = memory;
	if (comparing->report->documents > 0) {
		TRY(reuse_find(comparing->board->job, &comparing->collection, &options,
			       &comparing->result, error));
		TRY(put_pairs(comparing, error));
	}
	return decide_documents(comparing, error);
}

enum status study_reuse(struct board *board, enum reuse_mode mode, size_t memory,
			struct reuse_report *report, struct error *error)
{
	*report = (struct reuse_report){0};
	struct comparing comparing = {.board = board, .report = report};
	TRY(reuse_board_load(board, &comparing.known, error));
	size_t count = comparing.known.count;
	comparing.number_of = arena_array(board->arena, size_t, count);
	comparing.index_of = arena_array(board->arena, size_t, count);
	comparing.touched = arena_array(board->arena, bool, count);
	bool *is_new = arena_array(board->arena, bool, count);
	TRY(store_begin(board->store, error));
	enum status status = choose_new(&comparing, mode, is_new, error);
	bool anything = false;
	for (size_t i = 0; i < count; i++)
		anything = anything || comparing.touched[i];
	collection_init(&comparing.collection);
	if (status == STATUS_OK && anything)
		status = compare(&comparing, is_new, memory, error);
	if (status == STATUS_OK)
		status = store_commit(board->store, error);
	if (status != STATUS_OK)
		store_rollback(board->store);
	reuse_result_release(&comparing.result);
	collection_release(&comparing.collection);
	return status;
}
