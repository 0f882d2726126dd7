/* fetch: web addresses become documents; export fetches: what was asked and what came. */
#include "command/verbs.h"

#include <string.h>

#include "base/buffer.h"
#include "base/limits.h"
#include "study/fetch.h"

static const struct {
	const char *outcome, *chinese;
} outcome_words[] = {
	{"fetched", "已取得"}, {"unchanged", "未变"}, {"refused", "未取"},
	{"gone", "不存在"},    {"failed", "失败"},    {"known", "上次已取"},
};

static const char *outcome_in_chinese(const char *outcome)
{
	for (size_t i = 0; i < sizeof outcome_words / sizeof *outcome_words; i++)
		if (strcmp(outcome_words[i].outcome, outcome) == 0)
			return outcome_words[i].chinese;
	return outcome;
}

static void put_rows(const struct request *request, struct answer *answer,
		     const struct fetch_report *report)
{
	answer_column(answer, "document", "", "id of the document in the board", SHOW_PLAIN);
	answer_column(answer, "outcome", "",
		      "fetched, unchanged, refused, gone, failed, or known: of the run that was "
		      "stopped",
		      request->chinese ? SHOW_HIDDEN : SHOW_PLAIN);
	answer_column(answer, "outcome_zh", "", "the outcome in Chinese",
		      request->chinese ? SHOW_PLAIN : SHOW_HIDDEN);
	answer_column(answer, "status", "", "of the last answer (HTTP)", SHOW_PLAIN);
	answer_column(answer, "bytes", "bytes", "of the body that we have", SHOW_PLAIN);
	answer_column(answer, "type", "", "what the server says it is", SHOW_PLAIN);
	answer_column(answer, "tries", "", "questions until there was an answer, redirects too",
		      SHOW_HIDDEN);
	answer_column(answer, "url", "", "the address that was given", SHOW_PLAIN);
	answer_column(answer, "final_url", "", "where it led", SHOW_HIDDEN);
	answer_column(answer, "sha256", "", "of the body", SHOW_HIDDEN);
	answer_column(answer, "why", "", "what was wrong", SHOW_HIDDEN);
	for (size_t i = 0; i < report->row_count; i++) {
		const struct fetch_row *row = &report->rows[i];
		answer_row(answer);
		answer_put_text(answer, row->document);
		answer_put_string(answer, row->outcome);
		answer_put_string(answer, outcome_in_chinese(row->outcome));
		if (row->status > 0)
			answer_put_integer(answer, row->status);
		else
			answer_put_null(answer);
		answer_put_integer(answer, row->bytes);
		answer_put_text(answer, row->media_type);
		answer_put_integer(answer, row->tries);
		answer_put_text(answer, row->url);
		answer_put_text(answer, row->final_url);
		answer_put_text(answer, row->sha256);
		answer_put_text(answer, row->why);
	}
}

static const char *user_agent(const struct request *request)
{
	struct slice contact = request_text(request, "contact");
	return arena_printf(request->arena, "qipan/%s%s%.*s%s", QIPAN_VERSION,
			    contact.length > 0 ? " (" : "", (int)contact.length, contact.at,
			    contact.length > 0 ? ")" : "");
}

static enum status options_of(const struct request *request, struct fetch_options *options,
			      struct error *error)
{
	struct slice contact = request_text(request, "contact");
	struct slice keep = request_text(request, "keep");
	for (size_t i = 0; i < contact.length; i++)
		if ((unsigned char)contact.at[i] < 0x20)
			return error_set(error, STATUS_USAGE,
					 "--contact holds a control character");
	*options = (struct fetch_options){
		.source = verb_source_options(request),
		.folder = keep.length > 0
				  ? arena_string(request->arena, keep)
				  : arena_printf(request->arena, "%s.fetched", request->board_path),
		.crawl = {.user_agent = user_agent(request),
			  .delay = request_real(request, "delay"),
			  .timeout = request_real(request, "timeout"),
			  .backoff = request_real(request, "delay") * 2,
			  .tries = (unsigned)request_integer(request, "tries"),
			  .hosts = (unsigned)request_integer(request, "hosts"),
			  .most_bytes = LIMIT_FETCH_BYTES,
			  .allow_private = request_flag(request, "allow-private")}};
	return STATUS_OK;
}

/* "3 fetched, 1 gone (24 were there); 2 added, 1 replaced": what is zero is left out. */
static const char *summary(struct request *request, const struct fetch_report *report)
{
	struct buffer text;
	const struct add_report *add = &report->add;
	const struct {
		const char *english, *chinese;
		size_t count;
	} added[] = {{"added", "新增", add->added},
		     {"replaced", "更新", add->replaced},
		     {"skipped", "跳过", add->skipped}};
	size_t asked = 0, changed = 0;
	buffer_init(&text);
	buffer_printf(&text, "%s: ", request->board_path);
	for (size_t i = 0; i < CRAWL_OUTCOME_COUNT; i++) {
		const char *name = crawl_outcome_name((enum crawl_outcome)i);
		if (report->outcomes[i] > 0)
			buffer_printf(&text, "%s%zu %s", asked++ > 0 ? ", " : "",
				      report->outcomes[i],
				      request->chinese ? outcome_in_chinese(name) : name);
	}
	if (asked == 0)
		buffer_append_string(&text, request->chinese ? "没有可取的" : "nothing to ask for");
	if (report->resumed)
		buffer_printf(&text,
			      request->chinese ? "（接着上次，已有 %zu）"
					       : " (going on, %zu known)",
			      report->known);
	for (size_t i = 0; i < sizeof added / sizeof *added; i++)
		if (added[i].count > 0)
			buffer_printf(&text, "%s%zu %s", changed++ > 0 ? ", " : "; ",
				      added[i].count,
				      request->chinese ? added[i].chinese : added[i].english);
	const char *kept = arena_string(request->arena, buffer_slice(&text));
	buffer_release(&text);
	return kept;
}

static void put_summary(struct request *request, struct answer *answer,
			const struct fetch_report *report)
{
	const struct add_report *add = &report->add;
	answer->title = slice_from(summary(request, report));
	for (size_t i = 0; i < add->problem_count; i++) {
		const struct problem *problem = &add->problems[i];
		answer_problem(answer, problem->severity, problem->place, problem->line,
			       problem->column, problem->what);
	}
}

enum status verb_fetch(struct request *request, struct answer *answer, struct error *error)
{
	struct fetch_options options;
	struct board board;
	struct fetch_report report;
	TRY(options_of(request, &options, error));
	TRY(verb_open(request, &board, answer, error));
	enum status status = study_fetch(&board, request->arguments, request->argument_count,
					 &options, &report, error);
	if (status == STATUS_OK)
		status = board_manifest(&board, answer, error);
	board_close(&board);
	if (status == STATUS_CANCELLED)
		return error_set(error, status,
				 "stopped: %zu answers are kept, %zu documents are in the board; "
				 "the same command again goes on from there",
				 report.asked + report.known, report.add.committed);
	TRY(status);
	put_rows(request, answer, &report);
	put_summary(request, answer, &report);
	request->skipped = report.add.skipped > 0;
	return STATUS_OK;
}

enum status export_fetches(struct request *request, struct board *board, struct answer *answer,
			   struct error *error)
{
	static const char *const columns[][3] = {
		{"document", "", "id of the document it was fetched for"},
		{"url", "", "the address that was given"},
		{"final_url", "", "where it led"},
		{"at", "", "when, UTC"},
		{"outcome", "", "fetched, unchanged, refused, gone or failed"},
		{"status", "", "of the last answer (HTTP)"},
		{"tries", "", "questions until there was an answer"},
		{"bytes", "bytes", "of the body that is there after this"},
		{"sha256", "", "of that body"},
		{"media_type", "", "what the server says it is"},
		{"charset", "", "what the server says of its encoding"},
		{"etag", "", "the server's mark of this content"},
		{"last_modified", "", "the server's date of this content"},
		{"file", "", "where the body lies, below the folder of fetched files"},
		{"why", "", "what was wrong"},
	};
	struct stored_fetch *fetches;
	size_t count;
	(void)request;
	TRY(store_fetches(board->store, board->arena, &fetches, &count, error));
	for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
		answer_column(answer, columns[i][0], columns[i][1], columns[i][2], SHOW_PLAIN);
	for (size_t i = 0; i < count; i++) {
		const struct stored_fetch *fetch = &fetches[i];
		const struct slice before[] = {fetch->document, fetch->url, fetch->final_url,
					       fetch->at, fetch->outcome};
		const int64_t numbers[] = {fetch->status, fetch->tries, fetch->bytes};
		const struct slice after[] = {fetch->sha256, fetch->media_type,	   fetch->charset,
					      fetch->etag,   fetch->last_modified, fetch->file,
					      fetch->why};
		answer_row(answer);
		for (size_t k = 0; k < sizeof before / sizeof *before; k++)
			answer_put_text(answer, before[k]);
		for (size_t k = 0; k < sizeof numbers / sizeof *numbers; k++)
			answer_put_integer(answer, numbers[k]);
		for (size_t k = 0; k < sizeof after / sizeof *after; k++)
			answer_put_text(answer, after[k]);
	}
	return STATUS_OK;
}
