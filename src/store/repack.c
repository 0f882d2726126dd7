/* Boards of version 1 kept passages without commitment and actor: they are read again from the text
 * that the board holds, document by document. */
#include "store/migrate.h"

#include "store/pack.h"
#include "text/commitment.h"

static enum status repack(struct store *store, struct arena *scratch, int64_t key,
			  struct error *error)
{
	struct document_row row;
	struct document document = {0};
	struct slice packed;
	sqlite3_stmt *update;
	TRY(document_row_load(store, scratch, key, &row, error));
	TRY(document_part_load(store, scratch, PART_TEXT, key, &document.text, error));
	TRY(document_part_load(store, scratch, PART_PASSAGES, key, &packed, error));
	document.block_count = row.stored.block_count;
	if (!unpack_passages_version_1(scratch, packed, row.stored.passage_count,
				       document.text.length, &document))
		return store_damaged(store, "the passages of a document cannot be read", error);
	commitment_mark(&document);
	buffer_clear(&store->packing);
	pack_passages(&document, &store->packing);
	TRY(statement_take(store, "UPDATE document_passages SET packed = ?2 WHERE document = ?1",
			   &update, error));
	bind_integer(update, 1, key);
	bind_blob(update, 2, buffer_slice(&store->packing));
	return statement_run(store, update, "bringing passages to the newest form", error);
}

static enum status next_document(struct store *store, int64_t *key, bool *more, struct error *error)
{
	sqlite3_stmt *select;
	TRY(statement_take(store, "SELECT key FROM document WHERE key > ?1 ORDER BY key LIMIT 1",
			   &select, error));
	bind_integer(select, 1, *key);
	TRY(statement_step(store, select, "reading the documents", more, error));
	if (*more)
		*key = sqlite3_column_int64(select, 0);
	sqlite3_reset(select);
	return STATUS_OK;
}

enum status migrate_commitment(struct store *store, struct error *error)
{
	struct arena scratch;
	int64_t key = INT64_MIN;
	bool more = true;
	arena_init(&scratch);
	enum status status = next_document(store, &key, &more, error);
	while (status == STATUS_OK && more) {
		status = repack(store, &scratch, key, error);
		arena_reset(&scratch);
		if (status == STATUS_OK)
			status = next_document(store, &key, &more, error);
	}
	arena_release(&scratch);
	return status;
}
