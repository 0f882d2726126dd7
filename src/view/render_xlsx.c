/* An answer as a workbook: its rows, what the columns mean, and what it was made from. */
#include <fcntl.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "base/limits.h"
#include "base/number.h"
#include "base/utf8.h"
#include "view/mark.h"
#include "view/render.h"

/* 2000-01-01: a workbook must name a day, and today's would differ from run to run. */
enum { CREATED = 946684800, WIDE = 60, NARROW = 13 };

const char render_no_workbook[] =
	"the workbook could not be written: is there room in TMPDIR (else /tmp), and may it be "
	"written to?";

struct book {
	lxw_workbook *workbook;
	lxw_format *bold;
	struct buffer scratch;
};

/* What XML 1.0 cannot hold becomes U+FFFD; more than a cell holds is cut off with an ellipsis. A
 * string cell is never taken for a formula. */
static const char *cell_text(struct book *book, struct slice text, enum column_show show)
{
	struct buffer plain, *out = &book->scratch;
	buffer_init(&plain);
	if (show_is_passage(show)) {
		mark_append_stripped(&plain, text);
		text = buffer_slice(&plain);
	}
	buffer_clear(out);
	size_t written = 0;
	for (size_t i = 0, bytes; i < text.length; i += bytes) {
		uint32_t c = utf8_read(text, i, &bytes);
		bool control = c < 0x20 && c != '\t' && c != '\n' && c != '\r';
		written += c >= 0x10000 ? 2 : 1;
		if (written >= LIMIT_XLSX_CELL_CHARACTERS) {
			buffer_append_string(out, "…");
			break;
		}
		buffer_append_code_point(out, control || c == 0xFFFE || c == 0xFFFF ? 0xFFFD : c);
	}
	buffer_append_byte(out, '\0');
	buffer_release(&plain);
	return out->at;
}

/* The number that every other format writes: 12 significant digits. */
static double rounded(double value)
{
	struct buffer digits;
	double read = value;
	buffer_init(&digits);
	number_append(&digits, value);
	number_read_real(buffer_slice(&digits), &read);
	buffer_release(&digits);
	return read;
}

static const char *ids_text(struct book *book, const struct cell *cell)
{
	struct buffer ids;
	buffer_init(&ids);
	for (size_t i = 0; i < cell->as.ids.count; i++)
		buffer_printf(&ids, i == 0 ? "%lld" : " %lld", (long long)cell->as.ids.at[i]);
	const char *text = cell_text(book, buffer_slice(&ids), SHOW_PLAIN);
	buffer_release(&ids);
	return text;
}

static void put_cell(struct book *book, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column,
		     const struct cell *cell, enum column_show show, enum evidence_style evidence)
{
	switch (cell->kind) {
	case CELL_NULL:
		break;
	case CELL_TEXT:
		worksheet_write_string(sheet, row, column, cell_text(book, cell->as.text, show),
				       NULL);
		break;
	case CELL_INTEGER:
		worksheet_write_number(sheet, row, column, (double)cell->as.integer, NULL);
		break;
	case CELL_REAL:
		worksheet_write_number(sheet, row, column, rounded(cell->as.real), NULL);
		break;
	case CELL_FLAG:
		worksheet_write_boolean(sheet, row, column, cell->as.flag, NULL);
		break;
	case CELL_IDS:
		if (evidence == EVIDENCE_IDS)
			worksheet_write_string(sheet, row, column, ids_text(book, cell), NULL);
		else
			worksheet_write_number(sheet, row, column, (double)cell->as.ids.count,
					       NULL);
		break;
	}
}

static lxw_worksheet *add_sheet(struct book *book, const char *name, const char *const *headings,
				size_t count)
{
	lxw_worksheet *sheet = workbook_add_worksheet(book->workbook, name);
	worksheet_freeze_panes(sheet, 1, 0);
	for (size_t i = 0; i < count; i++) {
		worksheet_set_column(sheet, (lxw_col_t)i, (lxw_col_t)i, NARROW, NULL);
		worksheet_write_string(sheet, 0, (lxw_col_t)i,
				       cell_text(book, slice_from(headings[i]), SHOW_PLAIN),
				       book->bold);
	}
	return sheet;
}

/* Rows beyond what a sheet holds stand on "rows 2" and so on. */
static void put_rows(struct book *book, const struct answer *answer,
		     const struct render_style *style)
{
	bool *left_out = render_left_out(answer, style);
	const char **names = memory_resize(NULL, answer->column_count + 1, sizeof *names);
	lxw_worksheet *sheet = NULL;
	size_t count = 0;
	for (size_t i = 0; i < answer->column_count; i++)
		if (!left_out[i])
			names[count++] = answer->columns[i].name;
	for (size_t row = 0; row < answer->row_count || sheet == NULL; row++) {
		size_t line = row % (LIMIT_XLSX_ROWS - 1);
		if (line == 0) {
			char name[32] = "rows";
			if (row > 0)
				snprintf(name, sizeof name, "rows %zu",
					 row / (LIMIT_XLSX_ROWS - 1) + 1);
			sheet = add_sheet(book, name, names, count);
			for (size_t i = 0, at = 0; i < answer->column_count; i++) {
				bool wide = show_is_passage(answer->columns[i].show);
				if (!left_out[i] && wide)
					worksheet_set_column(sheet, (lxw_col_t)at, (lxw_col_t)at,
							     WIDE, NULL);
				at += !left_out[i];
			}
		}
		for (size_t i = 0, at = 0; row < answer->row_count && i < answer->column_count; i++)
			if (!left_out[i])
				put_cell(book, sheet, (lxw_row_t)line + 1, (lxw_col_t)at++,
					 answer_cell(answer, row, i), answer->columns[i].show,
					 style->evidence);
	}
	free(names);
	free(left_out);
}

static void put_columns(struct book *book, const struct answer *answer)
{
	static const char *const headings[] = {"column", "unit", "definition"};
	lxw_worksheet *sheet = add_sheet(book, "columns", headings, 3);
	worksheet_set_column(sheet, 2, 2, WIDE, NULL);
	for (size_t i = 0; i < answer->column_count; i++) {
		const struct answer_column *column = &answer->columns[i];
		const char *const cells[] = {column->name, column->unit, column->definition};
		for (int k = 0; k < 3; k++)
			worksheet_write_string(sheet, (lxw_row_t)i + 1, (lxw_col_t)k,
					       cell_text(book, slice_from(cells[k]), SHOW_PLAIN),
					       NULL);
	}
}

static lxw_row_t put_pairs(struct book *book, lxw_worksheet *sheet, lxw_row_t row, const char *part,
			   const struct answer_pair *pairs, size_t count)
{
	for (size_t i = 0; i < count; i++, row++) {
		worksheet_write_string(sheet, row, 0, part, NULL);
		worksheet_write_string(sheet, row, 1, pairs[i].key, NULL);
		put_cell(book, sheet, row, 2, &pairs[i].value, SHOW_PLAIN, EVIDENCE_COUNT);
	}
	return row;
}

static void put_about(struct book *book, const struct answer *answer)
{
	static const char *const headings[] = {"part", "name", "value"};
	lxw_worksheet *sheet = add_sheet(book, "about", headings, 3);
	worksheet_set_column(sheet, 2, 2, WIDE, NULL);
	worksheet_write_string(sheet, 1, 0, "command", NULL);
	worksheet_write_string(sheet, 1, 2, answer->command, NULL);
	lxw_row_t row = put_pairs(book, sheet, 2, "asked", answer->params, answer->param_count);
	row = put_pairs(book, sheet, row, "made from", answer->manifest, answer->manifest_count);
	for (size_t i = 0; i < answer->problem_count; i++, row++) {
		const struct problem *problem = &answer->problems[i];
		worksheet_write_string(sheet, row, 0, "problem", NULL);
		worksheet_write_string(sheet, row, 1, cell_text(book, problem->place, SHOW_PLAIN),
				       NULL);
		worksheet_write_string(sheet, row, 2, cell_text(book, problem->what, SHOW_PLAIN),
				       NULL);
	}
}

static bool write_book(const struct answer *answer, const struct render_style *style, char *path)
{
	lxw_workbook_options options = {.constant_memory = LXW_TRUE, .use_zip64 = LXW_FALSE};
	struct book book = {.workbook = workbook_new_opt(path, &options)};
	if (book.workbook == NULL)
		return false;
	lxw_doc_properties properties = {.created = CREATED};
	workbook_set_properties(book.workbook, &properties);
	book.bold = workbook_add_format(book.workbook);
	format_set_bold(book.bold);
	buffer_init(&book.scratch);
	put_rows(&book, answer, style);
	put_columns(&book, answer);
	put_about(&book, answer);
	buffer_release(&book.scratch);
	return workbook_close(book.workbook) == LXW_NO_ERROR;
}

static bool read_back(const char *path, struct buffer *out)
{
	char bytes[65536];
	FILE *file = fopen(path, "rb");
	if (file == NULL)
		return false;
	for (size_t got; (got = fread(bytes, 1, sizeof bytes, file)) > 0;)
		buffer_append(out, (struct slice){bytes, got});
	bool good = ferror(file) == 0;
	return fclose(file) == 0 && good;
}

void render_xlsx(const struct answer *answer, const struct render_style *style, struct buffer *out)
{
	const char *folder = getenv("TMPDIR");
	char path[4096];
	int length = snprintf(path, sizeof path, "%s/qipan-XXXXXX",
			      folder == NULL || folder[0] == '\0' ? "/tmp" : folder);
	int file = length < 0 || (size_t)length >= sizeof path ? -1 : mkstemp(path);
	if (file < 0)
		return;
	/* The library prints numbers by the locale. */
	locale_t plain = newlocale(LC_NUMERIC_MASK, "C", (locale_t)0), before = uselocale(plain);
	bool written = write_book(answer, style, path);
	uselocale(before);
	if (plain != (locale_t)0)
		freelocale(plain);
	if (!written || !read_back(path, out))
		buffer_clear(out);
	close(file);
	unlink(path);
}
