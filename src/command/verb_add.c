/* new and add: a board is made, documents come in. */
#include "command/verbs.h"

#include <limits.h>

#include "study/add.h"
#include "study/reuse.h"

enum status verb_new(struct request *request, struct answer *answer, struct error *error)
{
	const char *codebook = arena_string(request->arena, request_text(request, "codebook"));
	const char *regions = arena_string(request->arena, request_text(request, "regions"));
	TRY(board_create(request->job, request->arena, request->board_path, codebook, regions,
			 answer, error));
	struct board board;
	TRY(board_open(&board, request->job, request->arena, request->board_path, STORE_READ,
		       error));
	size_t leaves = 0;
	for (size_t i = 0; i < board.codebook.code_count; i++)
		leaves += board.codebook.codes[i].leaf;
	answer->title = slice_from(arena_printf(request->arena, "made %s", request->board_path));
	answer_column(answer, "board", "", "the board file", SHOW_PLAIN);
	answer_column(answer, "codebook", "", "where its codes come from", SHOW_PLAIN);
	answer_column(answer, "codes", "leaves", "codes that have patterns", SHOW_PLAIN);
	answer_column(answer, "patterns", "patterns", "patterns of all codes", SHOW_PLAIN);
	answer_column(answer, "regions", "regions", "regions of the gazetteer", SHOW_PLAIN);
	answer_row(answer);
	answer_put_string(answer, request->board_path);
	answer_put_text(answer, board.codebook.name);
	answer_put_integer(answer, (int64_t)leaves);
	answer_put_integer(answer, (int64_t)board.codebook.pattern_count);
	answer_put_integer(answer, (int64_t)board.gazetteer.region_count);
	enum status status = board_manifest(&board, answer, error);
	board_close(&board);
	return status;
}

static struct source_options source_options_of(const struct request *request)
{
	return (struct source_options){
		.encoding = request_text(request, "encoding"),
		.text_field = request_text(request, "text-field"),
		.id_field = request_text(request, "id-field"),
		.file_field = request_text(request, "file-field"),
		.region_field = request_text(request, "region-field"),
		.date_field = request_text(request, "date-field"),
		.title_field = request_text(request, "title-field"),
		.level_field = request_text(request, "level-field"),
		.kind_field = request_text(request, "kind-field"),
		.language_field = request_text(request, "language-field"),
		.tier_field = request_text(request, "tier-field"),
		.series_field = request_text(request, "series-field"),
		.source_field = request_text(request, "source-field"),
		.region = request_text(request, "region"),
		.date = request_text(request, "date"),
		.kind = request_text(request, "kind"),
		.level = request_text(request, "level"),
		.series = request_text(request, "series"),
		.language = request_text(request, "language"),
		.name_fields = request_text(request, "name-fields"),
		.name_separator = request_text(request, "name-separator"),
		.sheet_as = request_text(request, "sheet-as"),
		.ocr = request_flag(request, "ocr"),
	};
}

static void put_count(struct answer *answer, const char *what, size_t count, const char *means)
{
	answer_row(answer);
	answer_put_string(answer, what);
	answer_put_integer(answer, (int64_t)count);
	answer_put_string(answer, means);
}

/* What the documents share with each other and with what was there before. */
static enum status find_reuse(const struct request *request, struct board *board,
			      struct reuse_report *report, struct error *error)
{
	*report = (struct reuse_report){0};
	struct slice what = request_text(request, "reuse");
	if (slice_is(what, "off"))
		return STATUS_OK;
	enum reuse_mode mode = slice_is(what, "all") ? REUSE_MODE_ALL : REUSE_MODE_NEW;
	size_t memory = (size_t)request_integer(request, "memory") * 1000000;
	return study_reuse(board, mode, memory, report, error);
}

enum status verb_add(struct request *request, struct answer *answer, struct error *error)
{
	struct source_options options = source_options_of(request);
	struct board board;
	struct add_report report;
	struct reuse_report shared;
	TRY(verb_open(request, &board, answer, error));
	enum status status = study_add(&board, request->arguments, request->argument_count,
				       &options, &report, error);
	if (status == STATUS_OK)
		status = find_reuse(request, &board, &shared, error);
	if (status == STATUS_OK)
		status = board_manifest(&board, answer, error);
	board_close(&board);
	if (status == STATUS_CANCELLED)
		return error_set(
			error, status,
			"stopped: %zu documents are in the board; the same command again goes on "
			"from there",
			report.committed);
	TRY(status);
	answer_column(answer, "outcome", "", "what became of the documents", SHOW_PLAIN);
	answer_column(answer, "count", "", "how many", SHOW_PLAIN);
	answer_column(answer, "meaning", "", "what the outcome means", SHOW_PLAIN);
	put_count(answer, "added", report.added, "new documents");
	put_count(answer, "replaced", report.replaced,
		  "changed since last time: a new edition, the old one stays readable");
	put_count(answer, "unchanged", report.unchanged, "same bytes and metadata: nothing to do");
	put_count(answer, "skipped", report.skipped,
		  "not read; listed below and by qipan status --problems");
	put_count(answer, "passages", report.passages, "sentences of body text read now");
	put_count(answer, "mentions", report.mentions, "codes found in them");
	if (shared.documents > 0)
		put_count(answer, "shared passages", shared.passages,
			  "found between documents; qipan reuse shows them");
	if (report.without_region > 0)
		put_count(answer, "without region", report.without_region,
			  "on no row of the board yet");
	if (report.without_date > 0)
		put_count(answer, "without date", report.without_date,
			  "give --date or a date column");
	answer->title = slice_from(arena_printf(
		request->arena, "%s: %zu added, %zu replaced, %zu unchanged, %zu skipped",
		request->board_path, report.added, report.replaced, report.unchanged,
		report.skipped));
	for (size_t i = 0; i < report.problem_count; i++) {
		const struct problem *problem = &report.problems[i];
		answer_problem(answer, problem->severity, problem->place, problem->line,
			       problem->column, problem->what);
	}
	request->skipped = report.skipped > 0;
	return STATUS_OK;
}
