#include "study/coded_load.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "measure/measure.h"
#include "reuse/origin.h"

/* Arrays grow while rows arrive; at the end they move into the arena. */
struct growing {
	struct coded_passage *passages;
	size_t passage_count, passage_capacity;
	uint32_t *codes, *hits;
	size_t code_count, code_capacity, hit_capacity;
};

struct loading {
	struct board *board;
	struct frame frame;
	struct coded_corpus *corpus;
	uint32_t *column_of; /* by code id - 1: column index + 1, 0 if none */
	uint32_t *region_of; /* by region id: index + 1, 0 if none */
	struct growing rows;
	struct mention_cursor *mentions;
	struct mention_row mention;
	bool mention_there;
	int64_t last_document;
	uint32_t last_block;
	uint32_t *column_hits; /* of the passage at hand */
};

static void map_columns(struct loading *loading)
{
	const struct codebook *codebook = &loading->board->codebook;
	struct coded_corpus *corpus = loading->corpus;
	loading->column_of = arena_array(loading->board->arena, uint32_t, codebook->code_count);
	for (size_t c = 0; c < corpus->column_count; c++)
		loading->column_of[corpus->columns[c].id.value - 1] = (uint32_t)c + 1;
	/* Parents stand before children, so a branch's column reaches all codes below it. */
	for (size_t i = 0; i < codebook->code_count; i++) {
		uint32_t parent = codebook->codes[i].parent.value;
		if (loading->column_of[i] == 0 && parent != 0)
			loading->column_of[i] = loading->column_of[parent - 1];
	}
}

/* Second-hand documents only where their kind is asked for. */
static bool kind_wanted(struct slice asked, struct slice kind)
{
	return asked.length > 0 ? slice_equal(asked, kind) : !kind_is_second_hand(kind);
}

static enum status set_regions(struct loading *loading, const uint32_t *asked, size_t asked_count,
			       struct slice kind, struct error *error)
{
	struct coded_corpus *corpus = loading->corpus;
	const struct gazetteer *gazetteer = &loading->board->gazetteer;
	struct arena *arena = loading->board->arena;
	loading->region_of = arena_array(arena, uint32_t, gazetteer->region_count + 1);
	corpus->region_count = gazetteer->region_count;
	corpus->regions = arena_array(arena, struct coded_region, corpus->region_count);
	for (size_t i = 0; i < corpus->region_count; i++) {
		const struct region *region = &gazetteer->regions[i];
		corpus->regions[i] = (struct coded_region){
			.id = region->id, .name = region->name, .tier = region->tier};
		loading->region_of[region->id.value] = (uint32_t)i + 1;
	}
	for (size_t i = 0; i < asked_count; i++)
		corpus->regions[asked[i] - 1].asked = true;
	struct stored_document *documents;
	size_t document_count;
	TRY(store_documents(loading->board->store, arena, true, &documents, &document_count,
			    error));
	for (size_t i = 0; i < document_count; i++) {
		uint32_t id = documents[i].metadata.region_id.value;
		if (id > gazetteer->region_count || loading->region_of[id] == 0 ||
		    !kind_wanted(kind, documents[i].metadata.kind))
			continue;
		struct coded_region *region = &corpus->regions[loading->region_of[id] - 1];
		region->document_count++;
		if (documents[i].partial)
			region->coverage = COVERAGE_PARTIAL;
		else if (region->coverage == COVERAGE_NO_DOCUMENT)
			region->coverage = COVERAGE_READ;
	}
	return STATUS_OK;
}

static void add_passage(struct loading *loading, const struct passage_row *row, uint32_t region)
{
	struct growing *rows = &loading->rows;
	struct coded_corpus *corpus = loading->corpus;
	if (row->document_key != loading->last_document) {
		loading->last_document = row->document_key;
		loading->last_block = UINT32_MAX;
		corpus->document_count++;
	}
	if (row->block != loading->last_block) {
		loading->last_block = row->block;
		corpus->paragraph_count++;
	}
	rows->passages = memory_grow(rows->passages, &rows->passage_capacity,
				     rows->passage_count + 1, sizeof *rows->passages);
	rows->passages[rows->passage_count++] = (struct coded_passage){
		.id = row->id,
		.region = region,
		.paragraph = (uint32_t)corpus->paragraph_count - 1,
		.document = (uint32_t)corpus->document_count - 1,
		.characters = row->characters,
		.code_start = (uint32_t)rows->code_count,
		.code_end = (uint32_t)rows->code_count,
		.hits_start = (uint32_t)rows->code_count,
		.orientation = row->orientation,
		.commitment = row->commitment,
		.reused = !reuse_is_own_voice((enum reuse_class)row->reuse_class)};
}

/* Moves the columns counted for this passage behind it, in ascending order. */
static void close_passage(struct loading *loading)
{
	struct growing *rows = &loading->rows;
	struct coded_passage *passage = &rows->passages[rows->passage_count - 1];
	for (size_t c = 0; c < loading->corpus->column_count; c++) {
		if (loading->column_hits[c] == 0)
			continue;
		rows->codes = memory_grow(rows->codes, &rows->code_capacity, rows->code_count + 1,
					  sizeof *rows->codes);
		rows->hits = memory_grow(rows->hits, &rows->hit_capacity, rows->code_count + 1,
					 sizeof *rows->hits);
		rows->codes[rows->code_count] = (uint32_t)c;
		rows->hits[rows->code_count++] = loading->column_hits[c];
		loading->column_hits[c] = 0;
	}
	passage->code_end = (uint32_t)rows->code_count;
}

/* Reads the mentions of passage; true when any of them is a column. Mentions come in the passages'
 * order. */
static enum status count_mentions(struct loading *loading, int64_t passage, bool *any,
				  struct error *error)
{
	*any = false;
	while (loading->mention_there && loading->mention.passage == passage) {
		uint32_t code = loading->mention.code;
		if (code > 0 && code <= loading->board->codebook.code_count &&
		    loading->column_of[code - 1] > 0) {
			loading->column_hits[loading->column_of[code - 1] - 1]++;
			*any = true;
		}
		TRY(mentions_step(loading->mentions, &loading->mention_there, &loading->mention,
				  error));
	}
	return STATUS_OK;
}

static enum status load_rows(struct loading *loading, struct passage_cursor *passages,
			     struct error *error)
{
	struct passage_row row;
	bool more;
	TRY(mentions_step(loading->mentions, &loading->mention_there, &loading->mention, error));
	for (;;) {
		TRY(passages_step(passages, &more, &row, error));
		if (!more)
			return STATUS_OK;
		bool any;
		TRY(count_mentions(loading, row.id, &any, error));
		uint32_t region = row.region.value <= loading->board->gazetteer.region_count
					  ? loading->region_of[row.region.value]
					  : 0;
		if (region == 0 ||
		    !frame_admits(&loading->frame, row.orientation, row.characters)) {
			if (any)
				memset(loading->column_hits, 0,
				       loading->corpus->column_count *
					       sizeof *loading->column_hits);
			continue;
		}
		add_passage(loading, &row, region - 1);
		if (any)
			close_passage(loading);
	}
}

/* Passages come by region id, which is the order of the chosen regions. */
static void set_ranges(struct coded_corpus *corpus)
{
	size_t p = 0;
	uint32_t paragraph = 0;
	for (size_t r = 0; r < corpus->region_count; r++) {
		struct coded_region *region = &corpus->regions[r];
		region->passage_start = (uint32_t)p;
		region->paragraph_start = paragraph;
		for (; p < corpus->passage_count && corpus->passages[p].region == r; p++)
			paragraph = corpus->passages[p].paragraph + 1;
		region->passage_end = (uint32_t)p;
		region->paragraph_end = paragraph;
	}
	assert(p == corpus->passage_count);
}

static enum status load(struct loading *loading, const struct passage_filter *filter,
			struct error *error)
{
	struct passage_cursor *passages = NULL;
	TRY(passages_open(loading->board->store, filter, &passages, error));
	enum status status =
		mentions_open(loading->board->store, filter, false, &loading->mentions, error);
	if (status == STATUS_OK) {
		status = load_rows(loading, passages, error);
		mentions_close(loading->mentions);
	}
	passages_close(passages);
	return status;
}

enum status coded_corpus_load(struct board *board, const struct board_query *query,
			      struct coded_corpus *corpus, struct error *error)
{
	*corpus = (struct coded_corpus){0};
	struct loading loading = {.board = board,
				  .frame = {query->orientations == 0 ? ~0U : query->orientations,
					    FRAME_MIN_CHARACTERS},
				  .corpus = corpus,
				  .last_document = -1};
	uint32_t *ids;
	size_t id_count;
	TRY(columns_choose(board, query->by, &corpus->columns, &corpus->column_count, error));
	TRY(regions_choose(board, query, &ids, &id_count, error));
	map_columns(&loading);
	TRY(set_regions(&loading, ids, id_count, query->kind, error));
	loading.column_hits = arena_array(board->arena, uint32_t, corpus->column_count);

	struct passage_filter filter = query_filter(query);
	filter.plans_only = query->kind.length == 0;
	filter.with_reuse = query->whose;
	enum status status = load(&loading, &filter, error);
	struct growing *rows = &loading.rows;
	corpus->passages = arena_take(board->arena, rows->passages, rows->passage_count,
				      sizeof *rows->passages);
	corpus->codes =
		arena_take(board->arena, rows->codes, rows->code_count, sizeof *rows->codes);
	corpus->hits = arena_take(board->arena, rows->hits, rows->code_count, sizeof *rows->hits);
	corpus->passage_count = rows->passage_count;
	corpus->code_count = rows->code_count;
	if (status == STATUS_OK)
		set_ranges(corpus);
	return status;
}

void coded_evidence(struct arena *study, const struct coded_corpus *corpus, size_t **starts,
		    int64_t **ids)
{
	size_t cells = corpus->region_count * corpus->column_count;
	size_t *next = arena_array(study, size_t, cells + 1);
	for (size_t p = 0; p < corpus->passage_count; p++) {
		const struct coded_passage *passage = &corpus->passages[p];
		for (uint32_t i = passage->code_start; i < passage->code_end; i++)
			next[passage->region * corpus->column_count + corpus->codes[i] + 1]++;
	}
	for (size_t cell = 0; cell < cells; cell++)
		next[cell + 1] += next[cell];
	*starts = arena_array(study, size_t, cells + 1);
	memcpy(*starts, next, (cells + 1) * sizeof *next);
	*ids = arena_array(study, int64_t, next[cells]);
	for (size_t p = 0; p < corpus->passage_count; p++) {
		const struct coded_passage *passage = &corpus->passages[p];
		for (uint32_t i = passage->code_start; i < passage->code_end; i++)
			(*ids)[next[passage->region * corpus->column_count + corpus->codes[i]]++] =
				passage->id;
	}
}
