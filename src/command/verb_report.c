/* report: the board as one page that stands alone, in three parts, each sentence with its evidence.
 */
#include "command/report.h"

#include <math.h>
#include <stdlib.h>

#include "view/html.h"

static const char head[] =
	"<!doctype html>\n<html lang=\"zh\">\n<head>\n<meta charset=\"utf-8\">\n"
	"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
	"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
	"'unsafe-inline'\">\n<title>棋盘 qipan</title>\n<style>\n"
	"body{max-width:60rem;margin:2rem auto;padding:0 1.2rem;background:#fffefb;color:#1f1d19;"
	"font:16px/1.75 'Source Han Serif SC','Noto Serif CJK SC','Songti SC',Georgia,serif}\n"
	"h1{font-size:2rem}h2{margin-top:2.6rem;border-top:2px solid #a5321f;padding-top:.6rem}\n"
	"[lang=en]{color:#4a463f}p[lang=en]{margin-top:-.8rem}h2+h2,h3+h3{border:0;margin-top:-"
	"1rem;"
	"padding:0;font-weight:400;font-size:1.05rem}\n"
	"sup a{color:#a5321f;text-decoration:none;font:.75rem sans-serif}mark{background:#f6dfd6}\n"
	"figure{margin:1.5rem 0;overflow-x:auto}figcaption,footer,.notes{font-size:.85rem}\n"
	".notes li{margin:.5rem 0;overflow-wrap:anywhere}dt{color:#66615a}dl "
	"div{display:flex;gap:1rem}"
	"dd{margin:0;overflow-wrap:anywhere}dt{min-width:11rem}\n" HTML_GRID_STYLE
	"\n@media print{body{margin:0;font-size:10.5pt}h2{break-before:page}.finding,figure,li{"
	"break-inside:avoid}svg{width:100%;height:auto}}\n</style>\n</head>\n<body>\n";

enum status report_ask(struct report *report, const char *verb, const char *const *words,
		       size_t count, struct answer *answer, struct error *error)
{
	struct request inner = {.job = report->request->job,
				.arena = report->arena,
				.board_path = report->request->board_path,
				.chinese = report->zh};
	TRY(request_parse(&inner, command_find(slice_from(verb)), words, count, error));
	return command_run(&inner, answer, error);
}

struct slice report_text(const struct answer *answer, size_t row, const char *column)
{
	size_t c = answer_find_column(answer, column);
	if (c == SIZE_MAX || answer_cell(answer, row, c)->kind != CELL_TEXT)
		return SLICE("");
	return answer_cell(answer, row, c)->as.text;
}

double report_real(const struct answer *answer, size_t row, const char *column)
{
	size_t c = answer_find_column(answer, column);
	const struct cell *cell = c == SIZE_MAX ? NULL : answer_cell(answer, row, c);
	if (cell != NULL && cell->kind == CELL_REAL)
		return cell->as.real;
	return cell != NULL && cell->kind == CELL_INTEGER ? (double)cell->as.integer : NAN;
}

const struct cell *report_ids(const struct answer *answer, size_t row)
{
	size_t c = answer_find_column(answer, "evidence");
	return c == SIZE_MAX ? NULL : answer_cell(answer, row, c);
}

static void say_in(struct report *report, const char *element, const char *language,
		   const char *text)
{
	buffer_printf(&report->out, "<%s lang=\"%s\">", element, language);
	html_append_text(&report->out, slice_from(text));
	buffer_printf(&report->out, "</%s>\n", element);
}

void report_say(struct report *report, const char *element, const char *zh, const char *en)
{
	if (report->zh)
		say_in(report, element, "zh", zh);
	if (report->en)
		say_in(report, element, "en", en);
}

/* The number of the passage's footnote; the same passage keeps its number. */
static size_t note_of(struct report *report, int64_t passage)
{
	for (size_t i = 0; i < report->note_count; i++)
		if (report->notes[i] == passage)
			return i + 1;
	report->notes = memory_grow(report->notes, &report->note_capacity, report->note_count + 1,
				    sizeof *report->notes);
	report->notes[report->note_count++] = passage;
	return report->note_count;
}

static void append_notes_of(struct report *report, const struct cell *ids)
{
	for (size_t i = 0; i < ids->as.ids.count && i < REPORT_FOOTNOTES_EACH; i++) {
		size_t note = note_of(report, ids->as.ids.at[i]);
		buffer_printf(&report->out, "<sup><a href=\"#n%zu\">[%zu]</a></sup>", note, note);
	}
}

void report_find(struct report *report, const char *zh, const char *en, const struct cell *ids)
{
	if (ids == NULL || ids->kind != CELL_IDS || ids->as.ids.count == 0) {
		report->refused++;
		return;
	}
	report->findings++;
	buffer_append_string(&report->out, "<div class=\"finding\">\n");
	if (report->zh) {
		buffer_append_string(&report->out, "<p lang=\"zh\">");
		html_append_text(&report->out, slice_from(zh));
		append_notes_of(report, ids);
		buffer_append_string(&report->out, "</p>\n");
	}
	if (report->en) {
		buffer_append_string(&report->out, "<p lang=\"en\">");
		html_append_text(&report->out, slice_from(en));
		append_notes_of(report, ids);
		buffer_append_string(&report->out, "</p>\n");
	}
	buffer_append_string(&report->out, "</div>\n");
}

static size_t row_of(const struct answer *answer, int64_t id)
{
	for (size_t r = 0; r < answer->row_count; r++)
		if (report_real(answer, r, "id") == (double)id)
			return r;
	return SIZE_MAX;
}

static void append_note(struct report *report, const struct answer *answer, size_t note)
{
	size_t r = row_of(answer, report->notes[note]);
	struct buffer *out = &report->out;
	buffer_printf(out, "<li id=\"n%zu\">", note + 1);
	if (r != SIZE_MAX) {
		html_append_marked(out, report_text(answer, r, "text"));
		buffer_append_string(out, " — ");
		html_append_text(out, report_text(answer, r, report->zh ? "region" : "region_en"));
		buffer_append_string(out, ", ");
		html_append_text(out, report_text(answer, r, "title"));
		buffer_append_string(out, ", ");
		html_append_text(out, report_text(answer, r, "date"));
		buffer_printf(out, ", id %lld, byte %.0f–%.0f", (long long)report->notes[note],
			      report_real(answer, r, "start"), report_real(answer, r, "end"));
	}
	buffer_append_string(out, "</li>\n");
}

static enum status append_notes(struct report *report, struct error *error)
{
	struct answer answer;
	struct buffer ids;
	if (report->note_count == 0)
		return STATUS_OK;
	buffer_init(&ids);
	buffer_append_string(&ids, "--id=");
	for (size_t i = 0; i < report->note_count; i++)
		buffer_printf(&ids, "%s%lld", i > 0 ? "," : "", (long long)report->notes[i]);
	const char *words[] = {arena_string(report->arena, buffer_slice(&ids)), "--limit=0"};
	buffer_release(&ids);
	TRY(report_ask(report, "evidence", words, 2, &answer, error));
	report_say(report, "h2", "依据", "Evidence");
	buffer_append_string(&report->out, "<ol class=\"notes\">\n");
	for (size_t i = 0; i < report->note_count; i++)
		append_note(report, &answer, i);
	buffer_append_string(&report->out, "</ol>\n");
	return STATUS_OK;
}

static void append_manifest(struct report *report, const struct answer *answer)
{
	report_say(report, "h2", "来历", "Made from");
	buffer_append_string(&report->out, "<dl>\n");
	for (size_t i = 0; i < answer->manifest_count; i++) {
		const struct answer_pair *pair = &answer->manifest[i];
		buffer_append_string(&report->out, "<div><dt>");
		html_append_text(&report->out, slice_from(pair->key));
		buffer_append_string(&report->out, "</dt><dd>");
		if (pair->value.kind == CELL_TEXT)
			html_append_text(&report->out, pair->value.as.text);
		else
			buffer_printf(&report->out, "%lld", (long long)pair->value.as.integer);
		buffer_append_string(&report->out, "</dd></div>\n");
	}
	buffer_append_string(&report->out, "</dl>\n");
}

static enum status append_coverage(struct report *report, struct answer *status_answer,
				   struct error *error)
{
	TRY(report_ask(report, "status", NULL, 0, status_answer, error));
	size_t read = 0, partial = 0;
	for (size_t r = 0; r < status_answer->row_count; r++) {
		struct slice state = report_text(status_answer, r, "state");
		read += !slice_is(state, "no_document");
		partial += slice_is(state, "partial");
	}
	report_say(report, "h1", "各地规划，一盘棋", "Many plans, one board");
	report_say(report, "p",
		   arena_printf(report->arena,
				"读到 %zu / %zu 个地区的文件，其中 %zu 个文本不全。以下每句话都由"
				"文本中的用词计数得来，方括号是区间，脚注是原句；这些是纸上的话，"
				"不是做成的事。",
				read, status_answer->row_count, partial),
		   arena_printf(report->arena,
				"Documents of %zu of %zu regions were read, %zu of them partial. "
				"Every sentence below is made of counts of words in these texts; "
				"brackets are intervals, footnotes the sentences themselves. These "
				"are words on paper, not deeds.",
				read, status_answer->row_count, partial));
	report_say(
		report, "p",
		"读法：区间为 95 %；z 是与偶然期望之差合几个标准差，绝对值不到 2 的不列；q "
		"是多重比较校正后的 p（Benjamini–Hochberg）；效应：名次差异中属于梯队之间的占比（0 "
		"到 1）；“例外”列出偏离该趋势的地区；M 加数字是指标编号，qipan measures "
		"有定义。",
		"How to read it: intervals are 95 %; z: how many standard deviations from what "
		"chance gives, below 2 it is not told; q: p adjusted for the number of "
		"comparisons (Benjamini-Hochberg); effect: the part of the "
		"variation of ranks that lies between tiers, 0 to 1; exceptions: regions off that "
		"trend; M and a number: the measure, "
		"defined by qipan measures.");
	return STATUS_OK;
}

static enum status write_report(struct report *report, struct error *error)
{
	struct answer coverage;
	buffer_append_string(&report->out, head);
	TRY(append_coverage(report, &coverage, error));
	job_phase(report->request->job, "writing", "parts", 3);
	TRY(report_position(report, error));
	job_add(report->request->job, 1);
	TRY(report_iteration(report, error));
	job_add(report->request->job, 1);
	TRY(report_risk(report, error));
	job_add(report->request->job, 1);
	TRY(append_notes(report, error));
	append_manifest(report, &coverage);
	buffer_append_string(&report->out, "</body>\n</html>\n");
	return STATUS_OK;
}

enum status verb_report(struct request *request, struct answer *answer, struct error *error)
{
	bool one = request_given(request, "lang");
	struct report report = {.request = request,
				.arena = request->arena,
				.zh = !one || request->chinese,
				.en = !one || !request->chinese};
	/* Each part opens the board again; what the fields are is settled once, for all. */
	struct board board;
	TRY(verb_open(request, &board, answer, error));
	board_close(&board);
	buffer_init(&report.out);
	enum status status = write_report(&report, error);
	if (status == STATUS_OK) {
		answer->raw = arena_copy(request->arena, buffer_slice(&report.out));
		answer_column(answer, "findings", "", "sentences with evidence", SHOW_PLAIN);
		answer_column(answer, "refused", "", "sentences left out for want of evidence",
			      SHOW_PLAIN);
		answer_column(answer, "footnotes", "", "sentences of documents that are quoted",
			      SHOW_PLAIN);
		answer_row(answer);
		answer_put_integer(answer, (int64_t)report.findings);
		answer_put_integer(answer, (int64_t)report.refused);
		answer_put_integer(answer, (int64_t)report.note_count);
	}
	free(report.notes);
	buffer_release(&report.out);
	return status;
}
