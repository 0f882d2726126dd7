#include <string.h>

#include "store/correction.h"
#include "store/inside.h"
#include "store/pack.h"

static const char doing[] = "reading the documents";

struct slice *document_text_field(struct document_metadata *metadata, size_t i)
{
	static const size_t offsets[DOCUMENT_TEXT_FIELDS] = {
		offsetof(struct document_metadata, id),
		offsetof(struct document_metadata, region),
		offsetof(struct document_metadata, region_rule),
		offsetof(struct document_metadata, level),
		offsetof(struct document_metadata, tier),
		offsetof(struct document_metadata, date),
		offsetof(struct document_metadata, date_rule),
		offsetof(struct document_metadata, kind),
		offsetof(struct document_metadata, series),
		offsetof(struct document_metadata, title),
		offsetof(struct document_metadata, title_rule),
		offsetof(struct document_metadata, language),
		offsetof(struct document_metadata, source),
		offsetof(struct document_metadata, path),
		offsetof(struct document_metadata, sha256),
		offsetof(struct document_metadata, encoding),
		offsetof(struct document_metadata, how),
		offsetof(struct document_metadata, other),
	};
	return (struct slice *)(void *)((char *)metadata + offsets[i]);
}

enum status document_row_read(struct store *store, sqlite3_stmt *statement, struct arena *arena,
			      struct document_row *row, struct error *error)
{
	*row = (struct document_row){
		.stored = {.key = sqlite3_column_int64(statement, 0),
			   .edition = column_u32(statement, 1),
			   .current = sqlite3_column_int(statement, 2) != 0,
			   .partial = sqlite3_column_int(statement, 3) != 0,
			   .metadata = {.region_id = {column_u32(statement, 4)}},
			   .bytes = (uint64_t)sqlite3_column_int64(statement, 5),
			   .characters = (uint64_t)sqlite3_column_int64(statement, 6),
			   .block_count = column_u32(statement, 7),
			   .passage_count = column_u32(statement, 8),
			   .furniture_count = column_u32(statement, 9),
			   .first_passage = sqlite3_column_int64(statement, 11)},
		.first_block = sqlite3_column_int64(statement, 10),
		.first_passage = sqlite3_column_int64(statement, 11),
	};
	for (size_t i = 0; i < DOCUMENT_TEXT_FIELDS; i++)
		*document_text_field(&row->stored.metadata, i) =
			column_copy(arena, statement, 12 + (int)i);
	if (row->stored.bytes > UINT32_MAX || row->first_block < 1 || row->first_passage < 1)
		return store_damaged(store, "a document's size or numbers are impossible", error);
	return STATUS_OK;
}

enum status document_row_load(struct store *store, struct arena *arena, int64_t key,
			      struct document_row *row, struct error *error)
{
	sqlite3_stmt *select;
	bool there;
	TRY(statement_take(store, "SELECT " DOCUMENT_COLUMNS " FROM document WHERE key = ?1",
			   &select, error));
	bind_integer(select, 1, key);
	TRY(statement_step(store, select, doing, &there, error));
	if (!there)
		return error_set(error, STATUS_USAGE, "the board has no document %lld",
				 (long long)key);
	enum status status = document_row_read(store, select, arena, row, error);
	sqlite3_reset(select);
	return status;
}

/* edition 0: the current one. */
static enum status find_edition(struct store *store, struct arena *arena, struct slice id,
				uint32_t edition, bool *found, struct stored_document *document,
				struct error *error)
{
	sqlite3_stmt *select;
	struct document_row row = {0};
	TRY(statement_take(store,
			   "SELECT " DOCUMENT_COLUMNS
			   " FROM document WHERE id = ?1 AND CASE ?2 WHEN 0 THEN current = 1 ELSE "
			   "edition = ?2 END",
			   &select, error));
	bind_text(select, 1, id);
	sqlite3_bind_int64(select, 2, edition);
	TRY(statement_step(store, select, doing, found, error));
	if (!*found)
		return STATUS_OK;
	enum status status = document_row_read(store, select, arena, &row, error);
	sqlite3_reset(select);
	*document = row.stored;
	return status;
}

enum status store_document_find(struct store *store, struct arena *arena, struct slice id,
				bool *found, struct stored_document *document, struct error *error)
{
	return find_edition(store, arena, id, 0, found, document, error);
}

/* "ID@2": the id before it, and the edition; 0 when there is none. */
static uint32_t cut_edition(struct slice *name)
{
	size_t at = name->length;
	uint32_t edition = 0, place = 1;
	while (at > 0 && name->at[at - 1] >= '0' && name->at[at - 1] <= '9' && place < 100000) {
		edition += place * (uint32_t)(name->at[at - 1] - '0');
		place *= 10;
		at--;
	}
	if (edition == 0 || at == 0 || name->at[at - 1] != '@')
		return 0;
	name->length = at - 1;
	return edition;
}

enum status store_edition_find(struct store *store, struct arena *arena, struct slice name,
			       bool *found, struct stored_document *document, struct error *error)
{
	struct slice id = name;
	uint32_t edition = cut_edition(&id);
	TRY(find_edition(store, arena, name, 0, found, document, error));
	if (*found || edition == 0)
		return STATUS_OK;
	TRY(find_edition(store, arena, id, edition, found, document, error));
	if (*found)
		return STATUS_OK;
	TRY(find_edition(store, arena, id, 0, found, document, error));
	if (!*found)
		return STATUS_OK;
	*found = false;
	return error_set(error, STATUS_USAGE,
			 "the board has no edition %u of \"%.*s\" (qipan status --documents lists "
			 "editions)",
			 edition, (int)(id.length > 200 ? 200 : id.length), id.at);
}

enum status store_documents(struct store *store, struct arena *arena, bool current_only,
			    struct stored_document **documents, size_t *count, struct error *error)
{
	sqlite3_stmt *size, *select;
	bool row;
	*count = 0;
	TRY(statement_take(store, "SELECT count(*) FROM document WHERE current >= ?1", &size,
			   error));
	bind_integer(size, 1, current_only);
	TRY(statement_step(store, size, doing, &row, error));
	size_t capacity = row ? column_u32(size, 0) : 0;
	sqlite3_reset(size);
	*documents = arena_array(arena, struct stored_document, capacity);
	TRY(statement_take(store,
			   "SELECT " DOCUMENT_COLUMNS
			   " FROM document WHERE current >= ?1 ORDER BY id, edition LIMIT ?2",
			   &select, error));
	bind_integer(select, 1, current_only);
	bind_integer(select, 2, (int64_t)capacity);
	for (;;) {
		struct document_row read = {0};
		TRY(statement_step(store, select, doing, &row, error));
		if (!row)
			return STATUS_OK;
		TRY(document_row_read(store, select, arena, &read, error));
		(*documents)[(*count)++] = read.stored;
	}
}

enum status document_part_load(struct store *store, struct arena *arena, enum document_part part,
			       int64_t key, struct slice *bytes, struct error *error)
{
	static const char *const selects[] = {
		[PART_TEXT] = "SELECT content FROM document_text WHERE document = ?1",
		[PART_BLOCKS] = "SELECT packed FROM document_blocks WHERE document = ?1",
		[PART_PASSAGES] = "SELECT packed FROM document_passages WHERE document = ?1",
		[PART_MENTIONS] = "SELECT packed FROM document_mentions WHERE document = ?1",
		[PART_REGION_MENTIONS] =
			"SELECT packed FROM document_region_mentions WHERE document = ?1",
	};
	sqlite3_stmt *select;
	bool row;
	TRY(statement_take(store, selects[part], &select, error));
	bind_integer(select, 1, key);
	TRY(statement_step(store, select, doing, &row, error));
	if (!row)
		return store_damaged(store, "a part of a document is missing", error);
	*bytes = column_copy(arena, select, 0);
	sqlite3_reset(select);
	return STATUS_OK;
}

enum status document_blocks_load(struct store *store, struct arena *arena,
				 const struct document_row *row, struct document *document,
				 struct error *error)
{
	struct slice packed;
	TRY(document_part_load(store, arena, PART_BLOCKS, row->stored.key, &packed, error));
	if (!unpack_blocks(arena, packed, row->stored.block_count, row->stored.bytes, document))
		return store_damaged(store, "the blocks of a document cannot be read", error);
	return STATUS_OK;
}

enum status document_passages_load(struct store *store, struct arena *arena,
				   const struct document_row *row, struct document *document,
				   struct error *error)
{
	struct slice packed;
	TRY(document_part_load(store, arena, PART_PASSAGES, row->stored.key, &packed, error));
	document->block_count = row->stored.block_count;
	if (!unpack_passages(arena, packed, row->stored.passage_count, row->stored.bytes, document))
		return store_damaged(store, "the passages of a document cannot be read", error);
	return STATUS_OK;
}

/* What people said of this document's passages, on top of what the machine found. */
static enum status overlay_corrections(struct store *store, struct arena *arena,
				       const struct document_row *row, struct document *document,
				       struct error *error)
{
	struct stored_correction *corrections;
	size_t count;
	TRY(store_corrections(store, arena, row->stored.metadata.id, &corrections, &count, error));
	if (count == 0)
		return STATUS_OK;
	struct slice had = document->text;
	TRY(document_part_load(store, arena, PART_TEXT, row->stored.key, &document->text, error));
	if (document->text.length != row->stored.bytes)
		return store_damaged(store, "a document's text has not its length", error);
	uint32_t *places = arena_array(arena, uint32_t, count);
	corrections_locate(arena, document, corrections, count, places);
	corrections_apply(arena, document, corrections, count, places);
	document->text = had;
	return STATUS_OK;
}

enum status document_mentions_load(struct store *store, struct arena *arena,
				   const struct document_row *row, struct document *document,
				   struct error *error)
{
	struct slice packed;
	TRY(document_part_load(store, arena, PART_MENTIONS, row->stored.key, &packed, error));
	if (!unpack_mentions(arena, packed, row->stored.bytes, document))
		return store_damaged(store, "the mentions of a document cannot be read", error);
	return overlay_corrections(store, arena, row, document, error);
}

enum status document_region_mentions_load(struct store *store, struct arena *arena,
					  const struct document_row *row, struct document *document,
					  struct error *error)
{
	struct slice packed;
	TRY(document_part_load(store, arena, PART_REGION_MENTIONS, row->stored.key, &packed,
			       error));
	if (!unpack_region_mentions(arena, packed, row->stored.bytes, document))
		return store_damaged(store, "the region mentions of a document cannot be read",
				     error);
	return STATUS_OK;
}

enum status store_document_text(struct store *store, struct arena *arena, int64_t key,
				struct slice *text, struct error *error)
{
	return document_part_load(store, arena, PART_TEXT, key, text, error);
}

enum status store_first_passage(struct store *store, int64_t key, int64_t *first,
				struct error *error)
{
	sqlite3_stmt *select;
	bool there;
	TRY(statement_take(store, "SELECT first_passage FROM document WHERE key = ?1", &select,
			   error));
	bind_integer(select, 1, key);
	TRY(statement_step(store, select, doing, &there, error));
	if (!there)
		return error_set(error, STATUS_USAGE, "the board has no document %lld",
				 (long long)key);
	*first = sqlite3_column_int64(select, 0);
	sqlite3_reset(select);
	return STATUS_OK;
}

static enum status body_load(struct store *store, struct arena *arena, int64_t key,
			     struct document_row *row, struct document *document,
			     struct error *error)
{
	*document = (struct document){0};
	TRY(document_row_load(store, arena, key, row, error));
	document->metadata = row->stored.metadata;
	document->partial = row->stored.partial;
	TRY(document_part_load(store, arena, PART_TEXT, key, &document->text, error));
	if (document->text.length != row->stored.bytes)
		return store_damaged(store, "a document's text has not its length", error);
	TRY(document_blocks_load(store, arena, row, document, error));
	return document_passages_load(store, arena, row, document, error);
}

enum status store_document_body(struct store *store, struct arena *arena, int64_t key,
				struct document *document, struct error *error)
{
	struct document_row row;
	return body_load(store, arena, key, &row, document, error);
}

enum status store_document_load(struct store *store, struct arena *arena, int64_t key,
				struct document *document, struct error *error)
{
	struct document_row row;
	TRY(body_load(store, arena, key, &row, document, error));
	TRY(document_mentions_load(store, arena, &row, document, error));
	return document_region_mentions_load(store, arena, &row, document, error);
}

enum status store_region_mentions(struct store *store, struct arena *arena, int64_t document_key,
				  struct region_mention_row **rows, size_t *count,
				  struct error *error)
{
	struct document_row row;
	struct document document = {0};
	TRY(document_row_load(store, arena, document_key, &row, error));
	TRY(document_passages_load(store, arena, &row, &document, error));
	TRY(document_region_mentions_load(store, arena, &row, &document, error));
	*count = document.region_mention_count;
	*rows = arena_array(arena, struct region_mention_row, *count);
	for (size_t i = 0; i < *count; i++) {
		const struct region_mention *mention = &document.region_mentions[i];
		(*rows)[i] = (struct region_mention_row){
			.passage = row.first_passage + mention->passage,
			.document_key = document_key,
			.region = mention->region,
			.span = mention->span,
			.name = mention->name,
		};
	}
	return STATUS_OK;
}

/* Both cut to the shorter of them. */
static int compare_dates(struct slice a, struct slice b)
{
	size_t length = a.length < b.length ? a.length : b.length;
	return length == 0 ? 0 : memcmp(a.at, b.at, length);
}

bool date_lies_between(struct slice date, struct slice from, struct slice to)
{
	if (from.length == 0 && to.length == 0)
		return true;
	if (date.length == 0)
		return false;
	return compare_dates(date, from) >= 0 && compare_dates(date, to) <= 0;
}
