#include "store/inside.h"

/* Runs several changes as one, inside the caller's transaction if there is one. */
struct changes {
	bool own; /* transaction */
};

static enum status changes_begin(struct store *store, struct changes *changes, struct error *error)
{
	changes->own = sqlite3_get_autocommit(store->db) != 0;
	return changes->own ? store_begin(store, error) : STATUS_OK;
}

static enum status changes_end(struct store *store, const struct changes *changes,
			       enum status status, struct error *error)
{
	if (!changes->own)
		return status;
	if (status == STATUS_OK)
		status = store_commit(store, error);
	if (status != STATUS_OK)
		store_rollback(store);
	return status;
}

static enum status scheme_replace(struct store *store, const char *kind,
				  const struct stored_scheme *scheme, struct error *error)
{
	static const char doing[] = "writing the scheme";
	sqlite3_stmt *update, *insert;
	TRY(statement_take(store, "UPDATE scheme SET current = 0 WHERE kind = ?1 AND current = 1",
			   &update, error));
	bind_text(update, 1, slice_from(kind));
	TRY(statement_run(store, update, doing, error));
	TRY(statement_take(store,
			   "INSERT INTO scheme (kind, name, bytes, side_bytes, sha256, current)"
			   " VALUES (?1, ?2, ?3, ?4, ?5, 1)",
			   &insert, error));
	bind_text(insert, 1, slice_from(kind));
	bind_text(insert, 2, scheme->name);
	bind_blob(insert, 3, scheme->bytes);
	bind_blob(insert, 4, scheme->side_bytes);
	bind_text(insert, 5, scheme->sha256);
	return statement_run(store, insert, doing, error);
}

enum status store_scheme_put(struct store *store, const char *kind,
			     const struct stored_scheme *scheme, struct error *error)
{
	struct changes changes;
	TRY(changes_begin(store, &changes, error));
	return changes_end(store, &changes, scheme_replace(store, kind, scheme, error), error);
}

enum status store_scheme_current(struct store *store, struct arena *study, const char *kind,
				 struct stored_scheme *scheme, struct error *error)
{
	sqlite3_stmt *select;
	bool row;
	*scheme = (struct stored_scheme){{"", 0}, {"", 0}, {"", 0}, {"", 0}};
	TRY(statement_take(store,
			   "SELECT name, bytes, side_bytes, sha256 FROM scheme"
			   " WHERE kind = ?1 AND current = 1",
			   &select, error));
	bind_text(select, 1, slice_from(kind));
	TRY(statement_step(store, select, "reading the scheme", &row, error));
	if (!row) {
		error_set(error, STATUS_STORE, "the board holds no %s: give one with \"--%s FILE\"",
			  kind, kind[0] == 'c' ? "codebook" : "regions");
		error_at(error, store->path, 0, 0);
		return STATUS_STORE;
	}
	scheme->name = column_copy(study, select, 0);
	scheme->bytes = column_copy(study, select, 1);
	scheme->side_bytes = column_copy(study, select, 2);
	scheme->sha256 = column_copy(study, select, 3);
	sqlite3_reset(select);
	return STATUS_OK;
}

static enum status codes_replace(struct store *store, const struct stored_name *codes, size_t count,
				 struct error *error)
{
	sqlite3_stmt *insert;
	TRY(store_execute(store, "DELETE FROM code", "clearing the codes", error));
	TRY(statement_take(store,
			   "INSERT INTO code (id, parent, name, label) VALUES (?1, ?2, ?3, ?4)",
			   &insert, error));
	for (size_t i = 0; i < count; i++) {
		bind_integer(insert, 1, codes[i].id);
		bind_integer(insert, 2, codes[i].parent);
		bind_text(insert, 3, codes[i].name);
		bind_text(insert, 4, codes[i].label);
		TRY(statement_run(store, insert, "writing the codes", error));
	}
	return STATUS_OK;
}

enum status store_codes_put(struct store *store, const struct stored_name *codes, size_t count,
			    struct error *error)
{
	struct changes changes;
	TRY(changes_begin(store, &changes, error));
	return changes_end(store, &changes, codes_replace(store, codes, count, error), error);
}

static enum status regions_replace(struct store *store, const struct stored_name *regions,
				   size_t count, struct error *error)
{
	sqlite3_stmt *insert;
	TRY(store_execute(store, "DELETE FROM region", "clearing the regions", error));
	TRY(statement_take(store,
			   "INSERT INTO region (id, parent, name, label, tier, code)"
			   " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
			   &insert, error));
	for (size_t i = 0; i < count; i++) {
		bind_integer(insert, 1, regions[i].id);
		bind_integer(insert, 2, regions[i].parent);
		bind_text(insert, 3, regions[i].name);
		bind_text(insert, 4, regions[i].label);
		bind_text(insert, 5, regions[i].tier);
		bind_text(insert, 6, regions[i].code);
		TRY(statement_run(store, insert, "writing the regions", error));
	}
	return STATUS_OK;
}

enum status store_regions_put(struct store *store, const struct stored_name *regions, size_t count,
			      struct error *error)
{
	struct changes changes;
	TRY(changes_begin(store, &changes, error));
	return changes_end(store, &changes, regions_replace(store, regions, count, error), error);
}
