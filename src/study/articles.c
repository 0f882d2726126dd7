#include "study/articles.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/limits.h"
#include "study/prepare.h"
#include "text/decode.h"

static enum status passage_ids(struct board *board, struct article_item *item, struct error *error)
{
	struct passage_filter filter = {.document = item->document.metadata.id};
	struct passage_cursor *cursor;
	struct passage_row row;
	bool more = true;
	item->passage_ids = arena_array(board->arena, int64_t, item->document.passage_count + 1);
	TRY(passages_open(board->store, &filter, &cursor, error));
	enum status status = STATUS_OK;
	while (status == STATUS_OK && more) {
		status = passages_step(cursor, &more, &row, error);
		if (status == STATUS_OK && more && row.sequence < item->document.passage_count)
			item->passage_ids[row.sequence] = row.id;
	}
	passages_close(cursor);
	return status;
}

static bool is_wanted(const struct document_metadata *metadata, struct slice kind,
		      struct slice document)
{
	if (document.length > 0)
		return slice_equal(metadata->id, document);
	return kind.length > 0 ? slice_equal(metadata->kind, kind)
			       : kind_is_second_hand(metadata->kind);
}

enum status articles_of_board(struct board *board, struct slice kind, struct slice document,
			      struct article_list *list, struct error *error)
{
	struct stored_document *documents;
	size_t count;
	*list = (struct article_list){0};
	TRY(store_documents(board->store, board->arena, true, &documents, &count, error));
	list->items = arena_array(board->arena, struct article_item, count + 1);
	job_phase(board->job, "reading articles", "documents", count);
	for (size_t i = 0; i < count; i++) {
		TRY(job_check(board->job, error));
		job_add(board->job, 1);
		if (!is_wanted(&documents[i].metadata, kind, document))
			continue;
		struct article_item *item = &list->items[list->count++];
		TRY(store_document_load(board->store, board->arena, documents[i].key,
					&item->document, error));
		TRY(passage_ids(board, item, error));
		article_read(board->arena, &board->codebook, &board->gazetteer, &item->document,
			     &item->article);
	}
	if (document.length > 0 && list->count == 0)
		return error_set(error, STATUS_USAGE,
				 "the board has no document \"%.*s\" (qipan status --documents "
				 "lists them)",
				 (int)document.length, document.at);
	return STATUS_OK;
}

static void problem_put(struct board *board, struct article_list *list, const struct error *error,
			struct slice place)
{
	struct problem *larger = arena_array(board->arena, struct problem, list->problem_count + 1);
	if (list->problem_count > 0)
		memcpy(larger, list->problems, list->problem_count * sizeof *larger);
	larger[list->problem_count++] =
		(struct problem){.severity = "error",
				 .place = place,
				 .line = error->line,
				 .what = slice_from(arena_printf(board->arena, "%s", error->text))};
	list->problems = larger;
	list->skipped++;
}

/* Standard input as the text of one item. */
static enum status read_standard_input(struct board *board, struct source_item *item,
				       struct error *error)
{
	struct buffer bytes;
	buffer_init(&bytes);
	enum status status = STATUS_OK;
	char part[65536];
	ssize_t got = 0;
	while (status == STATUS_OK) {
		got = read(STDIN_FILENO, part, sizeof part);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			break;
		buffer_append(&bytes, (struct slice){part, (size_t)got});
		if (bytes.length > LIMIT_DOCUMENT_BYTES)
			status = error_set(error, STATUS_LIMIT,
					   "standard input has more than DOCUMENT_BYTES (%d)",
					   LIMIT_DOCUMENT_BYTES);
	}
	if (status == STATUS_OK && got < 0)
		status = error_set(error, STATUS_IO, "standard input cannot be read: %s",
				   strerror(errno));
	struct decoded decoded;
	struct slice copy = arena_copy(board->arena, buffer_slice(&bytes));
	buffer_release(&bytes);
	TRY(status);
	TRY(text_decode(board->arena, copy, SLICE(""), &decoded, error));
	*item = (struct source_item){.metadata = {.id = SLICE("-"), .path = SLICE("-")},
				     .inline_text = decoded.text,
				     .inline_row = true};
	return STATUS_OK;
}

static void item_read(struct board *board, struct source_item *source,
		      struct coding_scratch *scratch, struct article_list *list)
{
	struct source_options options = {0};
	struct prepared *prepared = arena_new(board->arena, struct prepared);
	arena_init(&prepared->arena);
	if (source->metadata.kind.length == 0)
		source->metadata.kind = SLICE(KIND_ARTICLE);
	document_prepare(board, source, &options, (struct known_document){NULL}, scratch, prepared);
	if (prepared->error.status != STATUS_OK) {
		problem_put(board, list, &prepared->error, source->metadata.path);
		arena_release(&prepared->arena);
		return;
	}
	struct article_item *item = &list->items[list->count++];
	item->prepared = prepared;
	item->document = prepared->document;
	article_read(board->arena, &board->codebook, &board->gazetteer, &item->document,
		     &item->article);
}

enum status articles_of_files(struct board *board, const char *const *paths, size_t count,
			      struct article_list *list, struct error *error)
{
	struct source source = {0};
	struct source_options options = {0};
	struct coding_scratch scratch = {0};
	const char **files = arena_array(board->arena, const char *, count + 1);
	size_t file_count = 0, input_count = 0;
	*list = (struct article_list){0};
	for (size_t i = 0; i < count; i++)
		if (strcmp(paths[i], "-") == 0)
			input_count++;
		else
			files[file_count++] = paths[i];
	if (file_count > 0)
		TRY(source_list(board->job, board->arena, files, file_count, &options, &source,
				error));
	list->items = arena_array(board->arena, struct article_item, source.item_count + 1);
	list->problems = source.problems;
	list->problem_count = source.problem_count;
	list->skipped = source.problem_count;
	struct source_item input;
	if (input_count > 0) {
		TRY(read_standard_input(board, &input, error));
		item_read(board, &input, &scratch, list);
	}
	job_phase(board->job, "reading articles", "documents", source.item_count);
	enum status status = STATUS_OK;
	for (size_t i = 0; status == STATUS_OK && i < source.item_count; i++) {
		status = job_check(board->job, error);
		if (status == STATUS_OK)
			item_read(board, &source.items[i], &scratch, list);
		job_add(board->job, 1);
	}
	coding_release(&scratch);
	return status;
}

void articles_release(struct article_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		if (list->items[i].prepared != NULL)
			arena_release(&list->items[i].prepared->arena);
	*list = (struct article_list){0};
}
