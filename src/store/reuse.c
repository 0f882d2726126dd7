#include "store/reuse.h"

#include <math.h>
#include <string.h>

#include "store/inside.h"
#include "store/varint.h"

enum {
	IDENTITY_STEPS = 1000,
	WEIGHT_STEPS = 16,
	CLASSES_MOST = 16,
	SMALLEST_PASSAGE_BYTES = 7,
	SMALLEST_TILE_BYTES = 4,
};

static const char reading[] = "reading what documents share";
static const char writing[] = "writing what documents share";

/* start relative to the one before, then length */
static void put_span(struct buffer *out, struct span span, uint32_t *from)
{
	put_signed(out, (int64_t)span.start - *from);
	put(out, span.end - span.start);
	*from = span.start;
}

static struct span take_signed_span(struct reader *reader, uint32_t *from)
{
	int64_t start = *from + take_signed(reader);
	int64_t end = start + take_below(reader, UINT32_MAX);
	if (start < 0 || end > UINT32_MAX) {
		reader->bad = true;
		return (struct span){0, 0};
	}
	*from = (uint32_t)start;
	return (struct span){(uint32_t)start, (uint32_t)end};
}

static void pack_pair(const struct stored_reuse_pair *pair, struct buffer *out)
{
	uint32_t other = 0, document = 0;
	put(out, pair->count);
	for (size_t i = 0; i < pair->count; i++) {
		const struct stored_reuse *passage = &pair->passages[i];
		put_span(out, passage->other, &other);
		put_span(out, passage->document, &document);
		put(out, (uint64_t)llround(passage->identity * IDENTITY_STEPS));
		put(out, (uint64_t)llround(passage->weight * WEIGHT_STEPS));
		put(out, passage->tile_count);
		uint32_t tile_other = other, tile_document = document;
		for (size_t k = 0; k < passage->tile_count; k++) {
			put_span(out, passage->tiles[k].other, &tile_other);
			put_span(out, passage->tiles[k].document, &tile_document);
		}
	}
}

static bool unpack_pair(struct arena *arena, struct slice packed, struct stored_reuse_pair *pair)
{
	struct reader reader = reader_of(packed);
	uint32_t other = 0, document = 0;
	pair->count = take_below(&reader, packed.length / SMALLEST_PASSAGE_BYTES + 1);
	pair->passages = arena_array(arena, struct stored_reuse, pair->count);
	for (size_t i = 0; i < pair->count && !reader.bad; i++) {
		struct stored_reuse *passage = &pair->passages[i];
		passage->other = take_signed_span(&reader, &other);
		passage->document = take_signed_span(&reader, &document);
		passage->identity =
			(double)take_below(&reader, IDENTITY_STEPS + 1) / IDENTITY_STEPS;
		passage->weight = (double)take_below(&reader, UINT32_MAX) / WEIGHT_STEPS;
		passage->tile_count = take_below(&reader, packed.length / SMALLEST_TILE_BYTES + 1);
		struct stored_tile *tiles =
			arena_array(arena, struct stored_tile, passage->tile_count);
		uint32_t tile_other = other, tile_document = document;
		for (size_t k = 0; k < passage->tile_count && !reader.bad; k++) {
			tiles[k].other = take_signed_span(&reader, &tile_other);
			tiles[k].document = take_signed_span(&reader, &tile_document);
		}
		passage->tiles = tiles;
	}
	return reader_done(&reader);
}

enum status store_reuse_pair_put(struct store *store, const struct stored_reuse_pair *pair,
				 struct error *error)
{
	sqlite3_stmt *insert;
	buffer_clear(&store->packing);
	pack_pair(pair, &store->packing);
	TRY(statement_take(store,
			   "INSERT OR REPLACE INTO reuse_pair (document, other, packed)"
			   " VALUES (?1, ?2, ?3)",
			   &insert, error));
	bind_integer(insert, 1, pair->document);
	bind_integer(insert, 2, pair->other);
	bind_blob(insert, 3, buffer_slice(&store->packing));
	return statement_run(store, insert, writing, error);
}

/* The bounds of all spans of a pair against the documents' lengths. */
static bool pair_fits(const struct stored_reuse_pair *pair, uint64_t document_bytes,
		      uint64_t other_bytes)
{
	for (size_t i = 0; i < pair->count; i++) {
		const struct stored_reuse *passage = &pair->passages[i];
		bool fits = passage->document.end <= document_bytes &&
			    passage->other.end <= other_bytes;
		for (size_t k = 0; k < passage->tile_count && fits; k++)
			fits = passage->tiles[k].document.end <= document_bytes &&
			       passage->tiles[k].other.end <= other_bytes;
		if (!fits)
			return false;
	}
	return true;
}

#define PAIR_COLUMNS                                                                               \
	"SELECT pair.document, pair.other, pair.packed, x.bytes, y.bytes FROM reuse_pair AS pair"  \
	" JOIN document AS x ON x.key = pair.document AND x.current = 1"                           \
	" JOIN document AS y ON y.key = pair.other AND y.current = 1"

static enum status read_pairs(struct store *store, struct arena *arena, sqlite3_stmt *select,
			      struct stored_reuse_pair **pairs, size_t *count, size_t *capacity,
			      struct error *error)
{
	bool row;
	TRY(statement_step(store, select, reading, &row, error));
	while (row) {
		if (*count == *capacity) {
			*capacity = *capacity == 0 ? 64 : 2 * *capacity;
			struct stored_reuse_pair *grown =
				arena_array(arena, struct stored_reuse_pair, *capacity);
			if (*count > 0)
				memcpy(grown, *pairs, *count * sizeof *grown);
			*pairs = grown;
		}
		struct stored_reuse_pair *pair = &(*pairs)[(*count)++];
		pair->document = sqlite3_column_int64(select, 0);
		pair->other = sqlite3_column_int64(select, 1);
		if (!unpack_pair(arena, column_slice(select, 2), pair) ||
		    !pair_fits(pair, (uint64_t)sqlite3_column_int64(select, 3),
			       (uint64_t)sqlite3_column_int64(select, 4))) {
			sqlite3_reset(select);
			return store_damaged(store, "what two documents share cannot be read",
					     error);
		}
		TRY(statement_step(store, select, reading, &row, error));
	}
	return STATUS_OK;
}

enum status store_reuse_pairs(struct store *store, struct arena *arena, int64_t key,
			      struct stored_reuse_pair **pairs, size_t *count, struct error *error)
{
	sqlite3_stmt *select;
	size_t capacity = 0;
	*pairs = NULL;
	*count = 0;
	if (key == 0) {
		TRY(statement_take(store, PAIR_COLUMNS " ORDER BY pair.document, pair.other",
				   &select, error));
		return read_pairs(store, arena, select, pairs, count, &capacity, error);
	}
	TRY(statement_take(store, PAIR_COLUMNS " WHERE pair.document = ?1 ORDER BY pair.other",
			   &select, error));
	bind_integer(select, 1, key);
	TRY(read_pairs(store, arena, select, pairs, count, &capacity, error));
	TRY(statement_take(store, PAIR_COLUMNS " WHERE pair.other = ?1 ORDER BY pair.document",
			   &select, error));
	bind_integer(select, 1, key);
	return read_pairs(store, arena, select, pairs, count, &capacity, error);
}

enum status store_voice_put(struct store *store, int64_t key, const struct stored_voice *voices,
			    size_t count, struct error *error)
{
	sqlite3_stmt *insert;
	struct buffer *out = &store->packing;
	buffer_clear(out);
	for (size_t i = 0; i < count; i++) {
		const struct stored_voice *voice = &voices[i];
		uint64_t share = (uint64_t)llround(voice->share * IDENTITY_STEPS);
		put(out, voice->class + CLASSES_MOST * share);
		if (voice->class == 0)
			continue;
		put(out, (uint64_t)voice->source);
		put(out, (uint64_t)voice->parent);
		put(out, voice->documents);
		put(out, voice->holders);
	}
	TRY(statement_take(store,
			   "INSERT OR REPLACE INTO reuse_voice (document, packed) VALUES (?1, ?2)",
			   &insert, error));
	bind_integer(insert, 1, key);
	bind_blob(insert, 2, buffer_slice(out));
	return statement_run(store, insert, writing, error);
}

static bool unpack_voices(struct slice packed, struct stored_voice *voices, size_t count)
{
	struct reader reader = reader_of(packed);
	for (size_t i = 0; i < count; i++) {
		struct stored_voice *voice = &voices[i];
		uint32_t both = take_below(&reader, CLASSES_MOST * (IDENTITY_STEPS + 1));
		voice->class = (uint8_t)(both % CLASSES_MOST);
		voice->share = (double)(both / CLASSES_MOST) / IDENTITY_STEPS;
		if (voice->class == 0)
			continue;
		voice->source = (int64_t)take(&reader);
		voice->parent = (int64_t)take(&reader);
		voice->documents = take_below(&reader, (uint64_t)UINT32_MAX + 1);
		voice->holders = take_below(&reader, (uint64_t)UINT32_MAX + 1);
	}
	return reader_done(&reader);
}

enum status store_voice(struct store *store, struct arena *arena, int64_t key, size_t passage_count,
			struct stored_voice **voices, bool *compared, struct error *error)
{
	sqlite3_stmt *select;
	*voices = arena_array(arena, struct stored_voice, passage_count);
	TRY(statement_take(store, "SELECT packed FROM reuse_voice WHERE document = ?1", &select,
			   error));
	bind_integer(select, 1, key);
	TRY(statement_step(store, select, reading, compared, error));
	if (!*compared)
		return STATUS_OK;
	bool good = unpack_voices(column_slice(select, 0), *voices, passage_count);
	sqlite3_reset(select);
	if (!good)
		return store_damaged(store, "whose a document's sentences are cannot be read",
				     error);
	return STATUS_OK;
}

static enum status read_keys(struct store *store, struct arena *arena, sqlite3_stmt *select,
			     int64_t **keys, size_t *count, struct error *error)
{
	bool row;
	size_t capacity = 0;
	*keys = arena_array(arena, int64_t, 0);
	*count = 0;
	TRY(statement_step(store, select, reading, &row, error));
	while (row) {
		if (*count == capacity) {
			capacity = capacity == 0 ? 64 : 2 * capacity;
			int64_t *grown = arena_array(arena, int64_t, capacity);
			if (*count > 0)
				memcpy(grown, *keys, *count * sizeof *grown);
			*keys = grown;
		}
		(*keys)[(*count)++] = sqlite3_column_int64(select, 0);
		TRY(statement_step(store, select, reading, &row, error));
	}
	return STATUS_OK;
}

enum status store_reuse_missing(struct store *store, struct arena *arena, int64_t **keys,
				size_t *count, struct error *error)
{
	sqlite3_stmt *select;
	TRY(statement_take(store,
			   "SELECT key FROM document WHERE current = 1"
			   " AND key NOT IN (SELECT document FROM reuse_voice) ORDER BY key",
			   &select, error));
	return read_keys(store, arena, select, keys, count, error);
}

enum status store_reuse_drop_old(struct store *store, struct arena *arena, int64_t **keys,
				 size_t *count, struct error *error)
{
	sqlite3_stmt *select;
	TRY(statement_take(store,
			   "SELECT pair.document FROM reuse_pair AS pair JOIN document AS old"
			   " ON old.key = pair.other AND old.current = 0"
			   " UNION SELECT pair.other FROM reuse_pair AS pair JOIN document AS old"
			   " ON old.key = pair.document AND old.current = 0"
			   " EXCEPT SELECT key FROM document WHERE current = 0 ORDER BY 1",
			   &select, error));
	TRY(read_keys(store, arena, select, keys, count, error));
	return store_execute(store,
			     "DELETE FROM reuse_voice WHERE document IN"
			     " (SELECT key FROM document WHERE current = 0);"
			     "DELETE FROM reuse_pair WHERE document IN"
			     " (SELECT key FROM document WHERE current = 0);"
			     "DELETE FROM reuse_pair WHERE other IN"
			     " (SELECT key FROM document WHERE current = 0)",
			     writing, error);
}

enum status store_reuse_clear(struct store *store, struct error *error)
{
	return store_execute(store, "DELETE FROM reuse_pair; DELETE FROM reuse_voice", writing,
			     error);
}
