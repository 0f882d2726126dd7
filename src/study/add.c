#include "study/add.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/map.h"
#include "study/prepare.h"

/* A batch is a transaction: large enough that commits are cheap, small enough for memory. */
enum { BATCH_BYTES = 8388608, BATCH_DOCUMENTS = 512 };

struct batch {
	size_t first, count; /* of source items */
	struct prepared *prepared;
};

struct adding {
	struct board *board;
	const struct source *source;
	const struct source_options *options;
	struct map known_ids;
	const struct stored_document *known;
	struct coding_scratch *scratch; /* one a worker */
	struct add_report *report;
	struct batch batches[2]; /* one is prepared while the other is written */
	struct error write_error;
	struct batch *preparing; /* what the workers work on */
	struct batch *writing;	 /* what the writer thread works on, NULL if it does not run */
};

static void report_problem(struct adding *adding, const char *severity, struct slice place,
			   uint32_t line, uint32_t column, struct slice what)
{
	struct add_report *report = adding->report;
	if (report->problem_count == report->problem_capacity) {
		size_t capacity = report->problem_capacity == 0 ? 32 : report->problem_capacity * 2;
		struct problem *grown = arena_array(adding->board->arena, struct problem, capacity);
		if (report->problem_count > 0)
			memcpy(grown, report->problems, report->problem_count * sizeof *grown);
		report->problems = grown;
		report->problem_capacity = capacity;
	}
	report->problems[report->problem_count++] =
		(struct problem){severity, arena_copy(adding->board->arena, place), line, column,
				 arena_copy(adding->board->arena, what)};
}

static struct known_document known_of(const struct adding *adding, struct slice id)
{
	uint32_t index;
	if (!map_find(&adding->known_ids, id, &index))
		return (struct known_document){NULL};
	return (struct known_document){&adding->known[index]};
}

static enum status prepare_task(void *context, size_t index, unsigned worker, struct error *error)
{
	(void)error; /* a bad document is a problem of its own, not of the batch */
	struct adding *adding = context;
	struct batch *batch = adding->preparing;
	const struct source_item *item = &adding->source->items[batch->first + index];
	document_prepare(adding->board, item, adding->options, known_of(adding, item->metadata.id),
			 &adding->scratch[worker], &batch->prepared[index]);
	job_add(adding->board->job, item->bytes);
	return STATUS_OK;
}

static const char unknown_region_note[] = "the gazetteer has no region of this name: the document "
					  "is kept, but stands on no row of the board "
					  "(mend the name, or give --region, or make the board "
					  "with --regions FILE or from-documents)";
static const char no_region_note[] = "no region was given or found in title and first lines: the "
				     "document is kept, but stands on no row "
				     "of the board (give --region or a region column)";

static enum status note_missing(struct adding *adding, const struct document *document,
				struct error *error)
{
	const struct document_metadata *metadata = &document->metadata;
	adding->report->without_date += metadata->date.length == 0;
	if (metadata->region_id.value != 0 ||
	    (metadata->region.length == 0 && kind_is_second_hand(metadata->kind)))
		return STATUS_OK;
	adding->report->without_region++;
	const char *note = no_region_note;
	if (metadata->region.length > 0)
		note = arena_printf(adding->board->arena, "region \"%.*s\": %s",
				    (int)metadata->region.length, metadata->region.at,
				    unknown_region_note);
	report_problem(adding, "warning", metadata->id, 0, 0, slice_from(note));
	struct problem problem = {"warning", metadata->id, 0, 0, slice_from(note)};
	return store_problem_put(adding->board->store, &problem, error);
}

/* A document that was passed over is listed now and kept in the board's list. */
static enum status note_skipped(struct adding *adding, const struct prepared *prepared,
				struct slice id, struct error *error)
{
	const struct error *why = &prepared->error;
	struct slice place = why->place[0] != '\0' ? slice_from(why->place) : id;
	report_problem(adding, "error", place, why->line, why->column, slice_from(why->text));
	adding->report->skipped++;
	struct problem problem = {"error", id, why->line, why->column, slice_from(why->text)};
	return store_problem_put(adding->board->store, &problem, error);
}

static enum status write_one(struct adding *adding, struct prepared *prepared, struct slice id,
			     struct error *error)
{
	struct add_report *report = adding->report;
	struct store *store = adding->board->store;
	if (prepared->unchanged) {
		report->unchanged++;
		return STATUS_OK;
	}
	TRY(store_problem_clear(store, id, error));
	if (prepared->error.status != STATUS_OK)
		return note_skipped(adding, prepared, id, error);
	const struct document *document = &prepared->document;
	int64_t key;
	if (store_document_put(store, document, &prepared->shadow, &key, error) != STATUS_OK) {
		char place[sizeof error->place];
		memcpy(place, error->place, sizeof place);
		if (place[0] == '\0')
			error_at(error, arena_string(&prepared->arena, id), 0, 0);
		return error->status;
	}
	if (known_of(adding, id).stored != NULL)
		report->replaced++;
	else
		report->added++;
	report->passages += document->passage_count;
	report->mentions += document->mention_count;
	report->bytes += document->text.length;
	if (prepared->warning.length > 0) {
		report_problem(adding, "warning", id, 0, 0, prepared->warning);
		struct problem problem = {"warning", id, 0, 0, prepared->warning};
		TRY(store_problem_put(store, &problem, error));
	}
	return note_missing(adding, document, error);
}

static enum status write_batch(struct adding *adding, struct batch *batch, struct error *error)
{
	struct store *store = adding->board->store;
	TRY(store_begin(store, error));
	for (size_t i = 0; i < batch->count; i++) {
		struct slice id = adding->source->items[batch->first + i].metadata.id;
		enum status status = job_check(adding->board->job, error);
		if (status == STATUS_OK)
			status = write_one(adding, &batch->prepared[i], id, error);
		if (status != STATUS_OK) {
			store_rollback(store);
			return status;
		}
	}
	TRY(store_commit(store, error));
	adding->report->committed = adding->report->added + adding->report->replaced;
	return STATUS_OK;
}

static void release_batch(struct batch *batch)
{
	for (size_t i = 0; i < batch->count; i++)
		arena_release(&batch->prepared[i].arena);
	free(batch->prepared);
	*batch = (struct batch){0};
}

static void *write_thread(void *argument)
{
	struct adding *adding = argument;
	write_batch(adding, adding->writing, &adding->write_error);
	return NULL;
}

static void fill_batch(const struct source *source, size_t first, struct batch *batch)
{
	uint64_t bytes = 0;
	batch->first = first;
	batch->count = 0;
	while (first + batch->count < source->item_count && batch->count < BATCH_DOCUMENTS &&
	       (batch->count == 0 || bytes < BATCH_BYTES))
		bytes += source->items[first + batch->count++].bytes;
	batch->prepared = memory_resize(NULL, batch->count, sizeof *batch->prepared);
	memset(batch->prepared, 0, batch->count * sizeof *batch->prepared);
	for (size_t i = 0; i < batch->count; i++)
		arena_init(&batch->prepared[i].arena);
}

/* Waits for the writer, if it runs, and gives its outcome. */
static enum status join_writer(struct adding *adding, pthread_t writer, struct error *error)
{
	if (adding->writing == NULL)
		return STATUS_OK;
	pthread_join(writer, NULL);
	release_batch(adding->writing);
	adding->writing = NULL;
	if (adding->write_error.status != STATUS_OK && error != NULL)
		*error = adding->write_error;
	return adding->write_error.status;
}

static enum status run_batches(struct adding *adding, struct error *error)
{
	struct job *job = adding->board->job;
	const struct source *source = adding->source;
	enum status status = STATUS_OK;
	pthread_t writer = pthread_self();
	size_t turn = 0;
	for (size_t first = 0; status == STATUS_OK && first < source->item_count; turn ^= 1) {
		struct batch *batch = &adding->batches[turn];
		fill_batch(source, first, batch);
		first += batch->count;
		adding->preparing = batch;
		status = job_parallel(job, batch->count, prepare_task, adding, error);
		enum status written =
			join_writer(adding, writer, status == STATUS_OK ? error : NULL);
		if (status == STATUS_OK)
			status = written;
		if (status == STATUS_OK) {
			adding->writing = batch;
			if (pthread_create(&writer, NULL, write_thread, adding) != 0) {
				adding->writing = NULL;
				status = write_batch(adding, batch, error);
				release_batch(batch);
			}
		} else {
			release_batch(batch);
		}
	}
	enum status written = join_writer(adding, writer, status == STATUS_OK ? error : NULL);
	return status == STATUS_OK ? written : status;
}

/* Appends a region line for every new region name of the list, in order of appearance. */
static enum status grow_gazetteer(struct board *board, const struct source *source,
				  struct error *error)
{
	struct map seen;
	struct buffer lines;
	map_init(&seen);
	buffer_init(&lines);
	uint32_t number = (uint32_t)board->gazetteer.region_count;
	for (size_t i = 0; i < source->item_count; i++) {
		const struct document_metadata *metadata = &source->items[i].metadata;
		struct slice name = slice_trim(metadata->region);
		if (name.length == 0 || slice_find(name, SLICE("\t"), 0) != SIZE_MAX ||
		    slice_find(name, SLICE("\n"), 0) != SIZE_MAX ||
		    gazetteer_find(&board->gazetteer, name).value != 0 ||
		    !map_put(&seen, name, 0, NULL))
			continue;
		buffer_printf(&lines, "%u\t%.*s\t\t\t%.*s\n", ++number, (int)name.length, name.at,
			      (int)slice_trim(metadata->tier).length,
			      slice_trim(metadata->tier).at);
	}
	map_release(&seen);
	enum status status = STATUS_OK;
	if (lines.length > 0) {
		status = store_begin(board->store, error);
		if (status == STATUS_OK)
			status = board_append_regions(board, buffer_slice(&lines), error);
		if (status == STATUS_OK)
			status = store_commit(board->store, error);
		else
			store_rollback(board->store);
	}
	buffer_release(&lines);
	return status;
}

/* An id made from a file's name is no proof that it is the same document: when the board knows it
 * from another path, the path becomes the id, so that nobody's text replaces another's. */
static void tell_apart(struct adding *adding, struct source *source)
{
	for (size_t i = 0; i < source->item_count; i++) {
		struct source_item *item = &source->items[i];
		struct known_document known = known_of(adding, item->metadata.id);
		if (item->id_made && known.stored != NULL &&
		    !slice_equal(known.stored->metadata.path, item->metadata.path))
			item->metadata.id = item->metadata.path;
	}
}

static enum status list_problems(struct adding *adding, struct error *error)
{
	struct store *store = adding->board->store;
	const struct source *source = adding->source;
	if (source->problem_count == 0)
		return STATUS_OK;
	TRY(store_begin(store, error));
	for (size_t i = 0; i < source->problem_count; i++) {
		const struct problem *problem = &source->problems[i];
		report_problem(adding, problem->severity, problem->place, problem->line,
			       problem->column, problem->what);
		adding->report->skipped += strcmp(problem->severity, "error") == 0;
		TRY(store_problem_clear(store, problem->place, error));
	}
	for (size_t i = 0; i < source->problem_count; i++)
		TRY(store_problem_put(store, &source->problems[i], error));
	return store_commit(store, error);
}

static enum status load_known(struct adding *adding, struct error *error)
{
	struct stored_document *documents;
	size_t count;
	TRY(store_documents(adding->board->store, adding->board->arena, true, &documents, &count,
			    error));
	adding->known = documents;
	for (size_t i = 0; i < count; i++)
		map_put(&adding->known_ids, documents[i].metadata.id, (uint32_t)i, NULL);
	return STATUS_OK;
}

enum status study_add_source(struct board *board, struct source *source,
			     const struct source_options *options, struct add_report *report,
			     struct error *error)
{
	if (board->regions_from_documents)
		TRY(grow_gazetteer(board, source, error));

	struct adding adding = {
		.board = board, .source = source, .options = options, .report = report};
	map_init(&adding.known_ids);
	adding.scratch = arena_array(board->arena, struct coding_scratch, board->job->threads);
	job_phase(board->job, "reading", "bytes", source->total_bytes);
	enum status status = load_known(&adding, error);
	if (status == STATUS_OK) {
		tell_apart(&adding, source);
		status = list_problems(&adding, error);
	}
	if (status != STATUS_OK)
		store_rollback(board->store);
	else
		status = run_batches(&adding, error);
	for (unsigned i = 0; i < board->job->threads; i++)
		coding_release(&adding.scratch[i]);
	map_release(&adding.known_ids);
	return status;
}

enum status study_add(struct board *board, const char *const *paths, size_t path_count,
		      const struct source_options *options, struct add_report *report,
		      struct error *error)
{
	struct source source = {0};
	*report = (struct add_report){0};
	job_phase(board->job, "listing", "documents", 0);
	TRY(source_list(board->job, board->arena, paths, path_count, options, &source, error));
	return study_add_source(board, &source, options, report, error);
}
