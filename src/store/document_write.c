#include <string.h>

#include "base/hash.h"
#include "base/limits.h"
#include "store/inside.h"
#include "store/pack.h"

static const char doing[] = "writing a document";

static enum status check_limits(const struct document *document, struct error *error)
{
	if (document->metadata.id.length == 0)
		return error_set(error, STATUS_FORMAT, "a document needs an id");
	if (document->text.length > LIMIT_DOCUMENT_BYTES)
		return error_set(error, STATUS_LIMIT,
				 "the text has %zu bytes, DOCUMENT_BYTES allows %d: cut it into "
				 "several documents",
				 document->text.length, (int)LIMIT_DOCUMENT_BYTES);
	if (document->block_count > LIMIT_DOCUMENT_BLOCKS)
		return error_set(error, STATUS_LIMIT,
				 "the document has %zu blocks, DOCUMENT_BLOCKS allows %d: cut it "
				 "into several documents",
				 document->block_count, (int)LIMIT_DOCUMENT_BLOCKS);
	return document_check(document, error);
}

/* The edition that is current now stops being so. */
static enum status retire(struct store *store, struct slice id, uint32_t *edition,
			  struct error *error)
{
	sqlite3_stmt *select, *update;
	bool row;
	*edition = 0;
	TRY(statement_take(store, "SELECT key, edition FROM document WHERE id = ?1 AND current = 1",
			   &select, error));
	bind_text(select, 1, id);
	TRY(statement_step(store, select, doing, &row, error));
	if (!row)
		return STATUS_OK;
	int64_t key = sqlite3_column_int64(select, 0);
	*edition = column_u32(select, 1);
	sqlite3_reset(select);
	TRY(statement_take(store, "UPDATE document SET current = 0 WHERE key = ?1", &update,
			   error));
	bind_integer(update, 1, key);
	return statement_run(store, update, doing, error);
}

/* Numbers of blocks and passages go on where the newest document ended. */
static enum status next_numbers(struct store *store, int64_t *block, int64_t *passage,
				struct error *error)
{
	sqlite3_stmt *select;
	bool row;
	*block = *passage = 1;
	TRY(statement_take(store,
			   "SELECT first_block + block_count, first_passage + passage_count"
			   " FROM document ORDER BY key DESC LIMIT 1",
			   &select, error));
	TRY(statement_step(store, select, doing, &row, error));
	if (row) {
		*block = sqlite3_column_int64(select, 0);
		*passage = sqlite3_column_int64(select, 1);
		sqlite3_reset(select);
	}
	return STATUS_OK;
}

static void count_parts(const struct document *document, uint64_t *characters, uint32_t *furniture)
{
	*characters = 0;
	*furniture = 0;
	for (size_t i = 0; i < document->passage_count; i++)
		*characters += document->passages[i].characters;
	for (size_t i = 0; i < document->block_count; i++)
		*furniture += document->blocks[i].kind == BLOCK_FURNITURE;
}

static enum status insert_row(struct store *store, const struct document *document,
			      struct document_row *row, struct error *error)
{
	sqlite3_stmt *insert;
	char text_sha256[65];
	struct document_metadata metadata = document->metadata;
	TRY(retire(store, metadata.id, &row->stored.edition, error));
	TRY(next_numbers(store, &row->first_block, &row->first_passage, error));
	count_parts(document, &row->stored.characters, &row->stored.furniture_count);
	sha256_hex(document->text, text_sha256);
	TRY(statement_take(store,
			   "INSERT INTO document (" DOCUMENT_COLUMNS ", text_sha256)"
			   " VALUES (NULL, ?2, 1, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14,"
			   " ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28,"
			   " ?29, ?30, ?31)",
			   &insert, error));
	bind_integer(insert, 2, row->stored.edition + 1);
	bind_integer(insert, 4, document->partial);
	bind_integer(insert, 5, metadata.region_id.value);
	bind_integer(insert, 6, (int64_t)document->text.length);
	bind_integer(insert, 7, (int64_t)row->stored.characters);
	bind_integer(insert, 8, (int64_t)document->block_count);
	bind_integer(insert, 9, (int64_t)document->passage_count);
	bind_integer(insert, 10, row->stored.furniture_count);
	bind_integer(insert, 11, row->first_block);
	bind_integer(insert, 12, row->first_passage);
	for (size_t i = 0; i < DOCUMENT_TEXT_FIELDS; i++)
		bind_text(insert, 13 + (int)i, *document_text_field(&metadata, i));
	bind_text(insert, 31, (struct slice){text_sha256, 64});
	TRY(statement_run(store, insert, doing, error));
	row->stored.key = sqlite3_last_insert_rowid(store->db);
	return STATUS_OK;
}

static enum status put_part(struct store *store, const char *sql, int64_t key, struct slice bytes,
			    struct error *error)
{
	sqlite3_stmt *statement;
	TRY(statement_take(store, sql, &statement, error));
	bind_integer(statement, 1, key);
	bind_blob(statement, 2, bytes);
	return statement_run(store, statement, doing, error);
}

static enum status put_text_parts(struct store *store, const struct document *document, int64_t key,
				  struct error *error)
{
	struct buffer *packing = &store->packing;
	TRY(put_part(store, "INSERT INTO document_text (document, content) VALUES (?1, ?2)", key,
		     document->text, error));
	buffer_clear(packing);
	pack_blocks(document, packing);
	TRY(put_part(store, "INSERT INTO document_blocks (document, packed) VALUES (?1, ?2)", key,
		     buffer_slice(packing), error));
	buffer_clear(packing);
	pack_passages(document, packing);
	return put_part(store, "INSERT INTO document_passages (document, packed) VALUES (?1, ?2)",
			key, buffer_slice(packing), error);
}

static enum status put_mentions(struct store *store, const struct document *document, int64_t key,
				bool replace, struct error *error)
{
	static const char *const inserts[] = {
		"INSERT INTO document_mentions (document, packed) VALUES (?1, ?2)",
		"INSERT INTO document_region_mentions (document, packed) VALUES (?1, ?2)",
	};
	static const char *const updates[] = {
		"UPDATE document_mentions SET packed = ?2 WHERE document = ?1",
		"UPDATE document_region_mentions SET packed = ?2 WHERE document = ?1",
	};
	const char *const *sql = replace ? updates : inserts;
	struct buffer *packing = &store->packing;
	buffer_clear(packing);
	pack_mentions(document, packing);
	TRY(put_part(store, sql[0], key, buffer_slice(packing), error));
	buffer_clear(packing);
	pack_region_mentions(document, packing);
	return put_part(store, sql[1], key, buffer_slice(packing), error);
}

/* Furniture is not indexed: a search finds what is measured. */
static enum status put_fulltext(struct store *store, const struct document *document,
				const struct shadow_text *shadow, int64_t first_block,
				struct error *error)
{
	sqlite3_stmt *insert;
	struct buffer *text = &store->packing;
	TRY(statement_take(store, "INSERT INTO fulltext (rowid, shadow) VALUES (?1, ?2)", &insert,
			   error));
	for (size_t i = 0; i < document->block_count; i++) {
		const struct block *block = &document->blocks[i];
		if (block->kind == BLOCK_FURNITURE || block->span.start == block->span.end)
			continue;
		buffer_clear(text);
		shadow_append(shadow, shadow_index(shadow, block->span.start),
			      shadow_index(shadow, block->span.end), text);
		bind_integer(insert, 1, first_block + (int64_t)i);
		bind_text(insert, 2, buffer_slice(text));
		TRY(statement_run(store, insert, "indexing a document", error));
	}
	return STATUS_OK;
}

enum status store_document_put(struct store *store, const struct document *document,
			       const struct shadow_text *shadow, int64_t *key, struct error *error)
{
	struct document_row row = {0};
	if (sqlite3_get_autocommit(store->db))
		return error_set(error, STATUS_USAGE,
				 "a document is written between store_begin and store_commit");
	TRY(check_limits(document, error));
	TRY(insert_row(store, document, &row, error));
	*key = row.stored.key;
	TRY(put_text_parts(store, document, *key, error));
	TRY(put_mentions(store, document, *key, false, error));
	return put_fulltext(store, document, shadow, row.first_block, error);
}

enum status store_mentions_replace(struct store *store, int64_t key,
				   const struct document *document, struct error *error)
{
	sqlite3_stmt *update;
	if (sqlite3_get_autocommit(store->db))
		return error_set(error, STATUS_USAGE,
				 "mentions are replaced between store_begin and store_commit");
	TRY(check_limits(document, error));
	TRY(statement_take(store,
			   "UPDATE document SET region_id = ?2, region = ?3, region_rule = ?4"
			   " WHERE key = ?1 AND passage_count = ?5",
			   &update, error));
	bind_integer(update, 1, key);
	bind_integer(update, 2, document->metadata.region_id.value);
	bind_text(update, 3, document->metadata.region);
	bind_text(update, 4, document->metadata.region_rule);
	bind_integer(update, 5, (int64_t)document->passage_count);
	TRY(statement_run(store, update, doing, error));
	if (sqlite3_changes(store->db) != 1)
		return error_set(error, STATUS_USAGE,
				 "the board has no document %lld with %zu passages", (long long)key,
				 document->passage_count);
	return put_mentions(store, document, key, true, error);
}

enum status store_document_mark_partial(struct store *store, struct slice id, bool partial,
					struct error *error)
{
	sqlite3_stmt *update;
	TRY(statement_take(store, "UPDATE document SET partial = ?2 WHERE id = ?1 AND current = 1",
			   &update, error));
	bind_text(update, 1, id);
	bind_integer(update, 2, partial);
	TRY(statement_run(store, update, doing, error));
	if (sqlite3_changes(store->db) == 1)
		return STATUS_OK;
	return error_set(error, STATUS_USAGE,
			 "the board has no document \"%.*s\": see \"qipan "
			 "status\" for the ids",
			 (int)id.length, id.at);
}
