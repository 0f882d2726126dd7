/* status and check: what was read, what is missing, what is wrong. */
#include "command/verbs.h"

#include <string.h>

#include "base/buffer.h"
#include "base/map.h"
#include "study/articles.h"
#include "study/twin.h"

struct region_summary {
	size_t documents, editions, passages, plan, characters;
	bool partial;
	struct buffer kinds;
	struct slice newest;
	struct slice released_by; /* an article that says that its document is out */
};

/* "kind ×2, other kind": kinds in order of appearance. */
static void add_kind(struct region_summary *summary, struct slice kind)
{
	if (kind.length == 0 || slice_find(buffer_slice(&summary->kinds), kind, 0) != SIZE_MAX)
		return;
	if (summary->kinds.length > 0)
		buffer_append_string(&summary->kinds, ", ");
	buffer_append(&summary->kinds, kind);
}

static void add_document(struct region_summary *summary, const struct stored_document *document)
{
	if (!document->current) {
		summary->editions++;
		return;
	}
	summary->documents++;
	summary->editions++;
	summary->passages += document->passage_count;
	summary->characters += document->characters;
	summary->partial |= document->partial;
	add_kind(summary, document->metadata.kind);
	if (slice_compare(document->metadata.date, summary->newest) > 0)
		summary->newest = document->metadata.date;
}

static enum status count_plan(struct board *board, struct region_summary *summaries,
			      struct error *error)
{
	struct passage_filter filter = {.orientations = 1U << ORIENTATION_PLAN, .plans_only = true};
	struct passage_cursor *cursor = NULL;
	struct passage_row row;
	bool more = true;
	enum status status;
	TRY(passages_open(board->store, &filter, &cursor, error));
	while ((status = passages_step(cursor, &more, &row, error)) == STATUS_OK && more)
		if (row.region.value <= board->gazetteer.region_count)
			summaries[row.region.value].plan++;
	passages_close(cursor);
	return status;
}

/* Regions of which an article says that their document is out, and no day. */
static enum status find_released(struct board *board, struct region_summary *summaries,
				 struct error *error)
{
	struct article_list list;
	TRY(articles_of_board(board, SLICE(""), SLICE(""), &list, error));
	for (size_t i = 0; i < list.count; i++)
		for (size_t k = 0; k < list.items[i].article.claim_count; k++) {
			const struct article_claim *claim = &list.items[i].article.claims[k];
			if (claim->kind != CLAIM_RELEASE ||
			    claim->region.value > board->gazetteer.region_count)
				continue;
			struct slice *by = &summaries[claim->region.value].released_by;
			if (by->length == 0)
				*by = list.items[i].document.metadata.id;
		}
	articles_release(&list);
	return STATUS_OK;
}

static void status_columns(const struct request *request, struct answer *answer, bool articles)
{
	region_columns(request, answer);
	answer_column(answer, "tier", "", "the region's tier", SHOW_PLAIN);
	answer_column(answer, "state", "",
		      "no_document, partial (text known to be incomplete) or read", SHOW_PLAIN);
	answer_column(answer, "documents", "", "current documents", SHOW_PLAIN);
	answer_column(answer, "editions", "", "editions kept, older ones included", SHOW_HIDDEN);
	answer_column(answer, "kinds", "", "kinds of documents", SHOW_PLAIN);
	answer_column(answer, "newest", "", "date of the newest document", SHOW_PLAIN);
	answer_column(answer, "characters", "characters", "length of the texts", SHOW_PLAIN);
	answer_column(answer, "sentences", "sentences", "sentences of body text", SHOW_PLAIN);
	answer_column(answer, "plan_sentences", "sentences",
		      "of these, sentences that speak of the plan", SHOW_PLAIN);
	answer_column(answer, "released", "",
		      "an article that says that a document is out, day unknown",
		      articles ? SHOW_PLAIN : SHOW_HIDDEN);
}

static void put_region(struct answer *answer, const struct board *board,
		       const struct region *region, const struct region_summary *summary)
{
	enum coverage coverage = summary->documents == 0 ? COVERAGE_NO_DOCUMENT
				 : summary->partial	 ? COVERAGE_PARTIAL
							 : COVERAGE_READ;
	answer_row(answer);
	put_region_names(answer, board, region == NULL ? (struct region_id){0} : region->id,
			 SLICE("(no region)"));
	answer_put_text(answer, region == NULL ? SLICE("") : region->tier);
	answer_put_string(answer, coverage_name(coverage));
	answer_put_integer(answer, (int64_t)summary->documents);
	answer_put_integer(answer, (int64_t)summary->editions);
	answer_put_text(answer, buffer_slice(&summary->kinds));
	answer_put_text(answer, summary->newest);
	if (coverage == COVERAGE_NO_DOCUMENT) {
		for (int i = 0; i < 3; i++)
			answer_put_null(answer);
	} else {
		answer_put_integer(answer, (int64_t)summary->characters);
		answer_put_integer(answer, (int64_t)summary->passages);
		answer_put_integer(answer, (int64_t)summary->plan);
	}
	answer_put_text(answer, summary->released_by);
}

static enum status status_of_regions(const struct request *request, struct board *board,
				     struct answer *answer, struct error *error)
{
	struct stored_document *documents;
	size_t count, regions = board->gazetteer.region_count, missing = 0, current = 0,
		      articles = 0;
	TRY(store_documents(board->store, board->arena, false, &documents, &count, error));
	struct region_summary *summaries =
		arena_array(board->arena, struct region_summary, regions + 1);
	for (size_t i = 0; i <= regions; i++) {
		buffer_init(&summaries[i].kinds);
		summaries[i].newest = SLICE("");
		summaries[i].released_by = SLICE("");
	}
	for (size_t i = 0; i < count; i++) {
		uint32_t id = documents[i].metadata.region_id.value;
		current += documents[i].current;
		if (kind_is_second_hand(documents[i].metadata.kind)) {
			articles += documents[i].current;
			continue;
		}
		add_document(&summaries[id <= regions ? id : 0], &documents[i]);
	}
	enum status status = count_plan(board, summaries, error);
	if (status == STATUS_OK && articles > 0)
		status = find_released(board, summaries, error);
	status_columns(request, answer, articles > 0);
	for (size_t i = 1; i <= regions && status == STATUS_OK; i++) {
		missing += summaries[i].documents == 0;
		put_region(answer, board, &board->gazetteer.regions[i - 1], &summaries[i]);
	}
	if (status == STATUS_OK && summaries[0].editions > 0)
		put_region(answer, board, NULL, &summaries[0]);
	for (size_t i = 0; i <= regions; i++)
		buffer_release(&summaries[i].kinds);
	answer->title = slice_from(arena_printf(
		board->arena, "%zu documents; %zu of %zu regions have one, %zu have none", current,
		regions - missing, regions, missing));
	if (articles > 0)
		answer->footnote = slice_from(arena_printf(
			board->arena, "%zu of the documents are articles: second-hand, on no row",
			articles));
	return status;
}

static enum status status_of_documents(struct board *board, struct answer *answer,
				       struct error *error)
{
	struct stored_document *documents;
	size_t count;
	TRY(store_documents(board->store, board->arena, false, &documents, &count, error));
	answer_column(answer, "document", "", "the document's id", SHOW_PLAIN);
	answer_column(answer, "edition", "", "1 is the first; only the newest is measured",
		      SHOW_PLAIN);
	answer_column(answer, "current", "", "is this the newest edition", SHOW_PLAIN);
	answer_column(answer, "region", "", "as given or found", SHOW_PLAIN);
	answer_column(answer, "region_rule", "", "how the region is known", SHOW_PLAIN);
	answer_column(answer, "date", "", "as exact as known", SHOW_PLAIN);
	answer_column(answer, "date_rule", "", "how the date is known", SHOW_PLAIN);
	answer_column(answer, "kind", "", "kind of document", SHOW_PLAIN);
	answer_column(answer, "title", "", "title", SHOW_PLAIN);
	answer_column(answer, "characters", "characters", "length of the text", SHOW_PLAIN);
	answer_column(answer, "blocks", "", "lines or paragraphs", SHOW_PLAIN);
	answer_column(answer, "furniture", "blocks", "of these, not body: kept but not measured",
		      SHOW_PLAIN);
	answer_column(answer, "sentences", "", "sentences of the body", SHOW_PLAIN);
	answer_column(answer, "how", "", "how the text was obtained", SHOW_PLAIN);
	answer_column(answer, "source", "", "where it comes from", SHOW_HIDDEN);
	answer_column(answer, "sha256", "", "of the bytes that were read", SHOW_HIDDEN);
	for (size_t i = 0; i < count; i++) {
		const struct stored_document *document = &documents[i];
		const struct document_metadata *metadata = &document->metadata;
		answer_row(answer);
		answer_put_text(answer, metadata->id);
		answer_put_integer(answer, document->edition);
		answer_put_flag(answer, document->current);
		answer_put_text(answer, metadata->region);
		answer_put_text(answer, metadata->region_rule);
		answer_put_text(answer, metadata->date);
		answer_put_text(answer, metadata->date_rule);
		answer_put_text(answer, metadata->kind);
		answer_put_text(answer, metadata->title);
		answer_put_integer(answer, (int64_t)document->characters);
		answer_put_integer(answer, document->block_count);
		answer_put_integer(answer, document->furniture_count);
		answer_put_integer(answer, document->passage_count);
		answer_put_text(answer, metadata->how);
		answer_put_text(answer, metadata->source);
		answer_put_text(answer, metadata->sha256);
	}
	return STATUS_OK;
}

static enum status status_of_problems(struct board *board, struct answer *answer,
				      struct error *error)
{
	struct problem *problems;
	size_t count;
	TRY(store_problems(board->store, board->arena, &problems, &count, error));
	answer->title = count == 0 ? SLICE("no problems") : SLICE("problems");
	put_problems(answer, problems, count);
	return STATUS_OK;
}

enum status verb_status(struct request *request, struct answer *answer, struct error *error)
{
	struct board board;
	TRY(verb_open(request, &board, answer, error));
	enum status status;
	if (request_flag(request, "problems"))
		status = status_of_problems(&board, answer, error);
	else if (request_flag(request, "documents"))
		status = status_of_documents(&board, answer, error);
	else
		status = status_of_regions(request, &board, answer, error);
	struct problem *problems;
	size_t count;
	if (status == STATUS_OK && !request_flag(request, "problems") &&
	    !request_flag(request, "documents")) {
		status = store_problems(board.store, board.arena, &problems, &count, error);
		for (size_t i = 0; status == STATUS_OK && i < count; i++)
			answer_problem(answer, problems[i].severity, problems[i].place,
				       problems[i].line, problems[i].column, problems[i].what);
		if (status == STATUS_OK)
			status = twins_warn(&board, answer, error);
	}
	board_close(&board);
	return status;
}

enum status verb_check(struct request *request, struct answer *answer, struct error *error)
{
	struct board board;
	struct problem *problems = NULL;
	size_t count = 0;
	TRY(verb_open(request, &board, answer, error));
	job_phase(request->job, "checking", "documents", 0);
	enum status status =
		store_check(board.store, request->job, board.arena, &problems, &count, error);
	board_close(&board);
	TRY(status);
	answer->title = count == 0 ? SLICE("the board is sound") : SLICE("the board is damaged");
	put_problems(answer, problems, count);
	if (count > 0)
		return error_set(error, STATUS_STORE,
				 "%zu faults found in %s: make a new board from the "
				 "sources, or take a backup",
				 count, request->board_path);
	return STATUS_OK;
}
