/* Judgements become records. */
#include "study/correct.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/limits.h"
#include "study/coded_load.h"
#include "study/named.h"

/* A document that judgements name, loaded once. */
struct judged_document {
	int64_t key;
	struct document document;
};

struct correcting {
	struct board *board;
	struct judged_document **documents; /* by key */
	size_t document_count, document_capacity;
	struct passage_row *rows; /* of the passage ids that are named, by id */
	size_t row_count, row_capacity;
	struct slice now;
	size_t written;
};

static struct slice now_in_utc(struct arena *arena)
{
	time_t now = time(NULL);
	struct tm parts;
	if (gmtime_r(&now, &parts) == NULL)
		return SLICE("");
	return slice_from(arena_printf(arena, "%04d-%02d-%02dT%02d:%02d:%02dZ",
				       parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday,
				       parts.tm_hour, parts.tm_min, parts.tm_sec));
}

static int compare_rows(const void *a, const void *b)
{
	const struct passage_row *x = a, *y = b;
	return (x->id > y->id) - (x->id < y->id);
}

/* One walk over the board for all passages that are named by their id. */
static enum status find_passages(struct correcting *all, const struct judgement *judgements,
				 size_t count, struct error *error)
{
	int64_t *ids = arena_array(all->board->arena, int64_t, count);
	struct passage_filter filter = {.ids = ids};
	for (size_t i = 0; i < count; i++)
		if (judgements[i].passage > 0)
			ids[filter.id_count++] = judgements[i].passage;
	if (filter.id_count == 0)
		return STATUS_OK;
	struct passage_cursor *cursor;
	TRY(passages_open(all->board->store, &filter, &cursor, error));
	enum status status;
	bool more = true;
	struct passage_row row;
	while ((status = passages_step(cursor, &more, &row, error)) == STATUS_OK && more) {
		all->rows = memory_grow(all->rows, &all->row_capacity, all->row_count + 1,
					sizeof *all->rows);
		all->rows[all->row_count++] = row;
	}
	passages_close(cursor);
	if (all->row_count > 0)
		qsort(all->rows, all->row_count, sizeof *all->rows, compare_rows);
	return status;
}

static enum status document_of(struct correcting *all, int64_t key, struct document **document,
			       struct error *error)
{
	size_t low = 0, high = all->document_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (all->documents[middle]->key < key)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == all->document_count || all->documents[low]->key != key) {
		struct judged_document *fresh =
			arena_new(all->board->arena, struct judged_document);
		fresh->key = key;
		TRY(store_document_load(all->board->store, all->board->arena, key, &fresh->document,
					error));
		all->documents = memory_grow(all->documents, &all->document_capacity,
					     all->document_count + 1, sizeof(void *));
		memmove(all->documents + low + 1, all->documents + low,
			(all->document_count - low) * sizeof(void *));
		all->documents[low] = fresh;
		all->document_count++;
	}
	*document = &all->documents[low]->document;
	return STATUS_OK;
}

static enum status find_by_fingerprint(struct correcting *all, const struct judgement *judgement,
				       struct document **document, uint32_t *passage,
				       struct error *error)
{
	struct stored_document stored;
	bool found;
	TRY(store_document_find(all->board->store, all->board->arena, judgement->document, &found,
				&stored, error));
	if (!found)
		return error_set(error, STATUS_USAGE,
				 "the board has no document \"%.*s\": see \"qipan status "
				 "--documents\" for the ids",
				 (int)judgement->document.length, judgement->document.at);
	TRY(document_of(all, stored.key, document, error));
	struct stored_correction wanted = {.action = judgement->action,
					   .passage = judgement->fingerprint,
					   .before = judgement->before,
					   .after = judgement->after,
					   .sequence = judgement->sequence};
	struct arena scratch;
	arena_init(&scratch);
	corrections_locate(&scratch, *document, &wanted, 1, passage);
	arena_release(&scratch);
	if (*passage != NO_PASSAGE)
		return STATUS_OK;
	return error_set(error, STATUS_USAGE,
			 "document \"%.*s\" has no passage with these words: it was changed since, "
			 "or passage_sha256 is damaged",
			 (int)judgement->document.length, judgement->document.at);
}

static enum status find_passage(struct correcting *all, const struct judgement *judgement,
				struct document **document, uint32_t *passage, struct error *error)
{
	if (judgement->passage <= 0)
		return find_by_fingerprint(all, judgement, document, passage, error);
	struct passage_row wanted = {.id = judgement->passage};
	const struct passage_row *row =
		all->row_count == 0
			? NULL
			: bsearch(&wanted, all->rows, all->row_count, sizeof wanted, compare_rows);
	if (row == NULL)
		return error_set(error, STATUS_USAGE,
				 "the board has no passage %" PRId64
				 ": \"qipan evidence\" shows their ids",
				 judgement->passage);
	*passage = row->sequence;
	return document_of(all, row->document_key, document, error);
}

/* Mentions of the passage that are the code or below it, and touch the words. */
static bool is_found(const struct correcting *all, const struct document *document,
		     uint32_t passage, struct code_id code, struct span words, uint32_t *next,
		     struct code_id *found)
{
	for (; *next < document->mention_count; (*next)++) {
		const struct mention *mention = &document->mentions[*next];
		if (mention->passage != passage || mention->span.start >= words.end ||
		    words.start >= mention->span.end)
			continue;
		if (mention->code.value != code.value &&
		    !codebook_is_below(&all->board->codebook, mention->code, code))
			continue;
		*found = mention->code;
		(*next)++;
		return true;
	}
	return false;
}

static enum status put(struct correcting *all, const struct judgement *judgement,
		       enum correction_action action, struct code_id code,
		       struct stored_correction *record, struct error *error)
{
	int64_t id;
	record->action = (uint8_t)action;
	record->code =
		code.value == 0 ? SLICE("") : codebook_code(&all->board->codebook, code)->name;
	record->words = judgement->words;
	record->who = judgement->who;
	record->when = judgement->when.length > 0 ? judgement->when : all->now;
	record->why = judgement->why;
	record->sample = judgement->sample;
	TRY(store_correction_put(all->board->store, record, &id, error));
	all->written++;
	return STATUS_OK;
}

/* Each code that is found gets a record of its own: a branch that is rejected is so as it stands,
 * not as a later codebook may fill it. */
static enum status judge_found(struct correcting *all, const struct judgement *judgement,
			       const struct document *document, uint32_t passage,
			       struct code_id code, struct span words,
			       struct stored_correction *record, struct error *error)
{
	struct code_id found, done[64];
	size_t done_count = 0;
	uint32_t next = 0;
	while (is_found(all, document, passage, code, words, &next, &found)) {
		bool again = false;
		for (size_t i = 0; i < done_count; i++)
			again |= done[i].value == found.value;
		if (again || done_count == sizeof done / sizeof *done)
			continue;
		done[done_count++] = found;
		TRY(put(all, judgement, (enum correction_action)judgement->action, found, record,
			error));
	}
	if (done_count > 0)
		return STATUS_OK;
	bool reject = judgement->action == CORRECTION_REJECT;
	if (judgement->as_it_is)
		return put(all, judgement, reject ? CORRECTION_REJECT : CORRECTION_ADD, code,
			   record, error);
	return error_set(error, STATUS_USAGE, "%.*s is not found in this passage%s",
			 (int)judgement->code.length, judgement->code.at,
			 reject ? ", so it cannot be rejected" : ": use \"add\"");
}

static enum status find_words(const struct judgement *judgement, const struct document *document,
			      uint32_t passage, struct span *words,
			      struct stored_correction *record, struct error *error)
{
	*words = document->passages[passage].span;
	if (judgement->words.length == 0)
		return STATUS_OK;
	size_t at = slice_find(slice_span(document->text, *words), judgement->words, 0);
	if (at == SIZE_MAX)
		return error_set(error, STATUS_USAGE, "the passage has no words \"%.*s\"",
				 (int)judgement->words.length, judgement->words.at);
	record->words_at = (uint32_t)at;
	words->start += (uint32_t)at;
	words->end = words->start + (uint32_t)judgement->words.length;
	return STATUS_OK;
}

static enum status check_texts(const struct judgement *judgement, struct error *error)
{
	const struct slice texts[] = {judgement->who, judgement->when, judgement->why,
				      judgement->sample, judgement->words};
	if (slice_trim(judgement->who).length == 0)
		return error_set(error, STATUS_USAGE,
				 "say who judges: --who NAME (or a column who)");
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (texts[i].length > LIMIT_METADATA_BYTES)
			return error_set(error, STATUS_LIMIT,
					 "a text has %zu bytes, more than METADATA_BYTES (%d)",
					 texts[i].length, LIMIT_METADATA_BYTES);
	return STATUS_OK;
}

static enum status judge(struct correcting *all, const struct judgement *judgement,
			 struct error *error)
{
	struct document *document;
	uint32_t passage;
	struct span words;
	struct stored_correction record = {0};
	TRY(check_texts(judgement, error));
	TRY(find_passage(all, judgement, &document, &passage, error));
	TRY(find_words(judgement, document, passage, &words, &record, error));
	correction_fix(all->board->arena, document, passage, &record);
	record.document = document->metadata.id;
	if (judgement->action == CORRECTION_READ)
		return put(all, judgement, CORRECTION_READ, (struct code_id){0}, &record, error);
	struct code_id code;
	TRY(code_named(all->board, judgement->code, &code, error));
	if (judgement->action == CORRECTION_ADD)
		return put(all, judgement, CORRECTION_ADD, code, &record, error);
	return judge_found(all, judgement, document, passage, code, words, &record, error);
}

static enum status judge_all(struct correcting *all, const struct judgement *judgements,
			     size_t count, struct answer *skipped, const uint32_t *lines,
			     struct error *error)
{
	for (size_t i = 0; i < count; i++) {
		enum status status = judge(all, &judgements[i], error);
		if (status == STATUS_OK)
			continue;
		if (skipped == NULL || (status != STATUS_USAGE && status != STATUS_LIMIT))
			return status;
		answer_problem(skipped, "error", judgements[i].document, lines[i], 0,
			       slice_from(error->text));
		error->status = STATUS_OK;
	}
	return STATUS_OK;
}

enum status study_correct(struct board *board, const struct judgement *judgements, size_t count,
			  struct answer *skipped, const uint32_t *lines, size_t *written,
			  struct error *error)
{
	struct correcting all = {.board = board, .now = now_in_utc(board->arena)};
	*written = 0;
	TRY(store_begin(board->store, error));
	enum status status = find_passages(&all, judgements, count, error);
	if (status == STATUS_OK)
		status = judge_all(&all, judgements, count, skipped, lines, error);
	if (status == STATUS_OK)
		status = store_commit(board->store, error);
	if (status != STATUS_OK)
		store_rollback(board->store);
	else
		*written = all.written;
	free(all.documents);
	free(all.rows);
	return status;
}

static enum status undo(struct board *board, int64_t id, struct stored_correction *record,
			struct error *error)
{
	struct stored_correction *rows;
	size_t count;
	TRY(store_corrections(board->store, board->arena, SLICE(""), &rows, &count, error));
	/* rows are never deleted, so row id stands at id - 1 */
	if (id < 1 || (uint64_t)id > count || rows[id - 1].action == CORRECTION_UNDO)
		return error_set(error, STATUS_USAGE,
				 "there is no correction %" PRId64 ": \"qipan correct list\" "
				 "shows them",
				 id);
	if (rows[id - 1].undone)
		return error_set(error, STATUS_USAGE, "correction %" PRId64 " is undone already",
				 id);
	record->document = rows[id - 1].document;
	record->undoes = id;
	return store_correction_put(board->store, record, &id, error);
}

enum status study_correct_undo(struct board *board, int64_t id, struct slice who, struct slice when,
			       struct slice why, struct error *error)
{
	struct stored_correction record = {.action = CORRECTION_UNDO, .who = who, .why = why};
	struct judgement texts = {.who = who, .when = when, .why = why};
	TRY(check_texts(&texts, error));
	record.when = when.length > 0 ? when : now_in_utc(board->arena);
	TRY(store_begin(board->store, error));
	enum status status = undo(board, id, &record, error);
	if (status == STATUS_OK)
		status = store_commit(board->store, error);
	if (status != STATUS_OK)
		store_rollback(board->store);
	return status;
}
