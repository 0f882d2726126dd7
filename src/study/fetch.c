#include "study/fetch.h"

#include <string.h>
#include <time.h>

#include "base/buffer.h"
#include "base/hash.h"
#include "base/map.h"
#include "read/addresses.h"
#include "read/problems.h"
#include "study/fetched.h"

enum { RESUME_SECONDS = 86400 };

/* What becomes of one item of the list. */
struct target {
	bool asked;		   /* now; else the stopped run has its answer */
	struct stored_fetch known; /* the newest that left a body, or of the run that goes on */
	bool has_known;
	bool had_failed;  /* a problem of an earlier run may be listed */
	const char *path; /* of the body we have, NULL: none */
	struct slice charset;
};

struct fetching {
	struct board *board;
	const struct fetch_options *options;
	struct source *source;
	struct target *targets; /* one an item */
	size_t *asked;		/* items of the crawl -> items of the list */
	size_t asked_count;
	int64_t run;
	struct fetch_report *report;
};

static struct slice time_text(struct arena *arena, time_t when)
{
	struct tm parts;
	gmtime_r(&when, &parts);
	return slice_from(arena_printf(arena, "%04d-%02d-%02dT%02d:%02d:%02dZ",
				       parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday,
				       parts.tm_hour, parts.tm_min, parts.tm_sec));
}

/* Names the list, whatever files it came from. */
static struct slice list_hash(struct arena *arena, const struct source *source)
{
	struct buffer all;
	char hex[65];
	buffer_init(&all);
	for (size_t i = 0; i < source->item_count; i++) {
		buffer_append(&all, source->items[i].metadata.id);
		buffer_append_byte(&all, '\n');
		buffer_append(&all, source->items[i].metadata.source);
		buffer_append_byte(&all, '\n');
	}
	sha256_hex(buffer_slice(&all), hex);
	buffer_release(&all);
	return arena_copy(arena, slice_from(hex));
}

static bool is_answer(struct slice outcome)
{
	return slice_is(outcome, "fetched") || slice_is(outcome, "unchanged") ||
	       slice_is(outcome, "refused") || slice_is(outcome, "gone");
}

/* What is known of one address, and whether it is to be asked. */
static enum status look_up(struct fetching *fetching, size_t i, struct error *error)
{
	struct arena *arena = fetching->board->arena;
	struct store *store = fetching->board->store;
	struct slice url = fetching->source->items[i].metadata.source;
	struct target *target = &fetching->targets[i];
	struct stored_fetch body, now;
	bool has_body, has_now;
	TRY(store_fetch_last(store, arena, url, 0, &has_body, &body, error));
	TRY(store_fetch_last(store, arena, url, fetching->run, &has_now, &now, error));
	target->asked = !(has_now && is_answer(now.outcome));
	if (has_body) {
		target->known = body;
		target->has_known = true;
		target->charset = body.charset;
		target->path =
			fetched_path(arena, fetching->options->folder, body.file, body.bytes);
	}
	if (!target->asked) {
		target->known = now;
		target->has_known = true;
		/* The folder was emptied since: ask again. */
		target->asked = now.sha256.length > 0 && target->path == NULL;
	}
	return STATUS_OK;
}

static struct fetch_row row_of(const struct stored_fetch *fetch, const char *outcome)
{
	return (struct fetch_row){.document = fetch->document,
				  .url = fetch->url,
				  .why = fetch->why,
				  .final_url = fetch->final_url,
				  .media_type = fetch->media_type,
				  .sha256 = fetch->sha256,
				  .outcome = outcome,
				  .status = fetch->status,
				  .bytes = fetch->bytes,
				  .tries = fetch->tries};
}

static enum status prepare(struct fetching *fetching, struct error *error)
{
	struct board *board = fetching->board;
	const struct source *source = fetching->source;
	time_t now = time(NULL);
	enum status status = store_begin(board->store, error);
	if (status == STATUS_OK)
		status = store_fetch_run(board->store, list_hash(board->arena, source),
					 time_text(board->arena, now),
					 time_text(board->arena, now - RESUME_SECONDS),
					 &fetching->run, &fetching->report->resumed, error);
	if (status == STATUS_OK)
		status = store_commit(board->store, error);
	if (status != STATUS_OK) {
		store_rollback(board->store);
		return status;
	}
	fetching->targets = arena_array(board->arena, struct target, source->item_count);
	fetching->asked = arena_array(board->arena, size_t, source->item_count);
	for (size_t i = 0; i < source->item_count; i++) {
		TRY(look_up(fetching, i, error));
		struct target *target = &fetching->targets[i];
		if (target->asked) {
			fetching->asked[fetching->asked_count++] = i;
		} else {
			fetching->report->known++;
			fetching->report->rows[i] = row_of(&target->known, "known");
		}
	}
	return STATUS_OK;
}

/* The row of the board for one result; 304 and failures keep what is known of the body. */
static enum status to_stored(struct fetching *fetching, size_t i, const struct crawl_result *result,
			     struct stored_fetch *fetch, struct error *error)
{
	struct arena *arena = fetching->board->arena;
	struct target *target = &fetching->targets[i];
	const struct document_metadata *metadata = &fetching->source->items[i].metadata;
	*fetch = (struct stored_fetch){.document = metadata->id,
				       .url = metadata->source,
				       .final_url = arena_copy(arena, result->final_url),
				       .at = time_text(arena, time(NULL)),
				       .outcome = slice_from(crawl_outcome_name(result->outcome)),
				       .status = result->status,
				       .tries = result->tries,
				       .why = arena_copy(arena, result->why)};
	if (result->outcome == CRAWL_FETCHED) {
		TRY(fetched_put(arena, fetching->options->folder, result->body, result->extension,
				&fetch->sha256, &fetch->file, error));
		fetch->bytes = (int64_t)result->body.length;
		fetch->charset = arena_copy(arena, result->charset);
		fetch->etag = arena_copy(arena, result->etag);
		fetch->last_modified = arena_copy(arena, result->last_modified);
		target->path =
			fetched_path(arena, fetching->options->folder, fetch->file, fetch->bytes);
		target->charset = fetch->charset;
	} else if (result->outcome == CRAWL_UNCHANGED) {
		const struct stored_fetch *known = &target->known;
		fetch->sha256 = known->sha256;
		fetch->file = known->file;
		fetch->bytes = known->bytes;
		fetch->charset = known->charset;
		/* A 304 may name a newer mark of the same content. */
		fetch->etag =
			result->etag.length > 0 ? arena_copy(arena, result->etag) : known->etag;
		fetch->last_modified = result->last_modified.length > 0
					       ? arena_copy(arena, result->last_modified)
					       : known->last_modified;
		fetch->media_type = known->media_type;
	}
	if (result->media_type.length > 0)
		fetch->media_type = arena_copy(arena, result->media_type);
	return STATUS_OK;
}

static bool has_body(enum crawl_outcome outcome)
{
	return outcome == CRAWL_FETCHED || outcome == CRAWL_UNCHANGED;
}

static enum status write_down(struct fetching *fetching, size_t i, enum crawl_outcome outcome,
			      const struct stored_fetch *fetch, struct error *error)
{
	struct store *store = fetching->board->store;
	TRY(store_begin(store, error));
	enum status status = store_fetch_put(store, fetching->run, fetch, error);
	/* The problem of the last time is over. */
	if (status == STATUS_OK && has_body(outcome) && fetching->targets[i].had_failed)
		status = store_problem_clear(store, fetch->url, error);
	if (status == STATUS_OK)
		status = store_commit(store, error);
	if (status != STATUS_OK)
		store_rollback(store);
	return status;
}

/* Called under the crawl's lock, so one thread at a time has the board and its arena. */
static enum status take_result(void *context, size_t index, const struct crawl_result *result,
			       struct error *error)
{
	struct fetching *fetching = context;
	struct fetch_report *report = fetching->report;
	size_t i = fetching->asked[index];
	struct stored_fetch fetch;
	TRY(to_stored(fetching, i, result, &fetch, error));
	TRY(write_down(fetching, i, result->outcome, &fetch, error));
	report->rows[i] = row_of(&fetch, crawl_outcome_name(result->outcome));
	report->outcomes[result->outcome]++;
	report->asked++;
	return STATUS_OK;
}

static enum status ask(struct fetching *fetching, struct error *error)
{
	struct board *board = fetching->board;
	struct crawl_item *items =
		arena_array(board->arena, struct crawl_item, fetching->asked_count);
	for (size_t k = 0; k < fetching->asked_count; k++) {
		const struct target *target = &fetching->targets[fetching->asked[k]];
		items[k].url = fetching->source->items[fetching->asked[k]].metadata.source;
		items[k].etag = items[k].last_modified = (struct slice){"", 0};
		if (target->has_known && target->path != NULL) {
			items[k].etag = target->known.etag;
			items[k].last_modified = target->known.last_modified;
		}
	}
	return crawl(board->job, items, fetching->asked_count, &fetching->options->crawl,
		     take_result, fetching, error);
}

/* The list of documents to add: items with a body, in the list's order; the rest are problems. */
static void keep_bodies(struct fetching *fetching)
{
	struct source *source = fetching->source;
	struct problems problems = {source->problems, source->problem_count,
				    source->problem_capacity};
	size_t kept = 0;
	for (size_t i = 0; i < source->item_count; i++) {
		const struct fetch_row *row = &fetching->report->rows[i];
		const struct target *target = &fetching->targets[i];
		struct source_item item = source->items[i];
		if (row->why.length > 0)
			problem_error(fetching->board->arena, &problems, row->url, 0, "%.*s",
				      (int)row->why.length, row->why.at);
		if (target->path == NULL || row->why.length > 0)
			continue;
		item.path = slice_from(target->path);
		item.charset = target->charset;
		item.bytes = (uint64_t)row->bytes;
		source->items[kept++] = item;
		source->total_bytes += item.bytes;
	}
	source->item_count = kept;
	source->problems = problems.at;
	source->problem_count = problems.count;
	source->problem_capacity = problems.capacity;
}

static enum status end_run(struct fetching *fetching, struct error *error)
{
	struct store *store = fetching->board->store;
	TRY(store_begin(store, error));
	enum status status = store_fetch_run_end(
		store, fetching->run, time_text(fetching->board->arena, time(NULL)), error);
	if (status == STATUS_OK)
		status = store_commit(store, error);
	if (status != STATUS_OK)
		store_rollback(store);
	return status;
}

/* Which addresses have an earlier failure among the board's problems. */
static enum status note_failures(struct fetching *fetching, struct error *error)
{
	struct problem *problems;
	size_t count;
	struct map places;
	TRY(store_problems(fetching->board->store, fetching->board->arena, &problems, &count,
			   error));
	map_init(&places);
	for (size_t i = 0; i < count; i++)
		if (strcmp(problems[i].severity, "error") == 0)
			map_put(&places, problems[i].place, 0, NULL);
	for (size_t i = 0; i < fetching->source->item_count; i++)
		fetching->targets[i].had_failed =
			map_find(&places, fetching->source->items[i].metadata.source, NULL);
	map_release(&places);
	return STATUS_OK;
}

enum status study_fetch(struct board *board, const char *const *arguments, size_t count,
			const struct fetch_options *options, struct fetch_report *report,
			struct error *error)
{
	struct source source;
	struct fetching fetching = {
		.board = board, .options = options, .source = &source, .report = report};
	*report = (struct fetch_report){0};
	job_phase(board->job, "listing", "addresses", 0);
	TRY(addresses_list(board->job, board->arena, arguments, count, &options->source, &source,
			   error));
	TRY(fetched_open(options->folder, error));
	report->rows = arena_array(board->arena, struct fetch_row, source.item_count);
	report->row_count = source.item_count;
	TRY(prepare(&fetching, error));
	TRY(note_failures(&fetching, error));
	TRY(ask(&fetching, error));
	keep_bodies(&fetching);
	/* The run ends when its documents are in the board: a stop while they are read goes on too.
	 */
	TRY(study_add_source(board, &source, &options->source, &report->add, error));
	return end_run(&fetching, error);
}
