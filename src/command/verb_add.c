/* new and add: a board is made, documents come in. */
#include "command/verbs.h"

#include <limits.h>
#include <string.h>

#include "study/add.h"
#include "study/reuse.h"
#include "study/twin.h"

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

static bool has_option(const struct command *command, const char *name)
{
	for (const struct command_option *option = command->options; option->name != NULL; option++)
		if (strcmp(option->name, name) == 0)
			return true;
	return false;
}

struct source_options verb_source_options(const struct request *request)
{
	const struct {
		const char *option;
		size_t member;
	} members[] = {
#define MEMBER(option, name) {option, offsetof(struct source_options, name)}
		MEMBER("encoding", encoding),
		MEMBER("text-field", text_field),
		MEMBER("id-field", id_field),
		MEMBER("file-field", file_field),
		MEMBER("region-field", region_field),
		MEMBER("date-field", date_field),
		MEMBER("title-field", title_field),
		MEMBER("level-field", level_field),
		MEMBER("kind-field", kind_field),
		MEMBER("language-field", language_field),
		MEMBER("tier-field", tier_field),
		MEMBER("series-field", series_field),
		MEMBER("source-field", source_field),
		MEMBER("region", region),
		MEMBER("date", date),
		MEMBER("kind", kind),
		MEMBER("level", level),
		MEMBER("series", series),
		MEMBER("language", language),
		MEMBER("name-fields", name_fields),
		MEMBER("name-separator", name_separator),
		MEMBER("sheet-as", sheet_as),
#undef MEMBER
	};
	struct source_options options = {.encoding = {"", 0}};
	for (size_t i = 0; i < sizeof members / sizeof *members; i++)
		if (has_option(request->command, members[i].option))
			*(struct slice *)((char *)&options + members[i].member) =
				request_text(request, members[i].option);
	options.ocr = has_option(request->command, "ocr") && request_flag(request, "ocr");
	return options;
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
	struct source_options options = verb_source_options(request);
	struct board board;
	struct add_report report;
	struct reuse_report shared;
	TRY(verb_open(request, &board, answer, error));
	enum status status = study_add(&board, request->arguments, request->argument_count,
				       &options, &report, error);
	if (status == STATUS_OK)
		status = find_reuse(request, &board, &shared, error);
	if (status == STATUS_OK && shared.documents > 0)
		status = twins_warn(&board, answer, error);
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
