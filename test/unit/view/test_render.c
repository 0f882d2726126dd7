/*
 * One answer with every kind of cell and the nastiest text, in every format, compared with files in
 * expected/. To write them anew: QIPAN_REWRITE=1 build/test/unit-view-render, then review the diff.
 */
#include "check.h"

#include <jansson.h>
#include <locale.h>

#include "base/arena.h"
#include "view/figure.h"
#include "view/mark.h"
#include "view/render.h"

static void nasty_row(struct answer *answer, const char *region, struct slice text, int64_t count,
		      double share, double low, double high, bool flag, const int64_t *ids,
		      size_t id_count)
{
	answer_row(answer);
	answer_put_string(answer, region);
	answer_put_text(answer, text);
	answer_put_integer(answer, count);
	answer_put_real(answer, share);
	answer_put_real(answer, low);
	answer_put_real(answer, high);
	answer_put_real(answer, share > 0 ? share * -31.4159265358979 : share);
	answer_put_flag(answer, flag);
	answer_put_ids(answer, ids, id_count);
	answer_put_string(answer, "only for programs");
}

static void nasty_columns(struct answer *answer, enum column_show text_show)
{
	answer_column(answer, "region", "", "where", SHOW_PLAIN);
	answer_column(answer, "text", "", "says \"anything\"", text_show);
	answer_column(answer, "count", "", "how many", SHOW_PLAIN);
	answer_column(answer, "attention", "share of sentences", "share", SHOW_SHARE);
	answer_column(answer, "attention_low", "share of sentences", "lower end", SHOW_PLAIN);
	answer_column(answer, "attention_high", "share of sentences", "upper end", SHOW_PLAIN);
	answer_column(answer, "log_quotient", "log", "a logarithm", SHOW_PLAIN);
	answer_column(answer, "reused", "", "whether", SHOW_PLAIN);
	answer_column(answer, "evidence", "", "passages", SHOW_PLAIN);
	answer_column(answer, "note", "", "hidden in text", SHOW_HIDDEN);
}

static void make_nasty(struct answer *answer, struct arena *arena, enum column_show text_show)
{
	const int64_t ids[] = {3, 9007199254740993, 12};
	answer_init(answer, arena, "board");
	answer->title = SLICE("Nasty \x1b[31mtitle");
	answer->footnote = SLICE("Shares are of plan sentences; intervals hold 95 of 100 times.");
	answer_param(answer, "tier", SLICE("east"));
	answer_param_integer(answer, "draws", 2000);
	answer_manifest(answer, "codebook",
			SLICE("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"));
	answer_manifest_integer(answer, "seed", 1);
	nasty_columns(answer, text_show);
	nasty_row(answer, "北京", SLICE("=cmd|' /C calc'!A0"), 12345, 0.0423, 0.031, 0.056, true,
		  ids, 3);
	nasty_row(answer, "河南", SLICE("He said \"数，据\",\nthen\tleft\r\n; NUL \0 here"), -7,
		  0.5, 0.25, 0.75, false, ids, 1);
	nasty_row(answer, "XJ",
		  SLICE("emoji 👩‍👩‍👧 and עברית and \xE2\x80\xAE"
			"over"),
		  2026, NAN, NAN, NAN, true, ids, 0);
	nasty_row(answer, "+1", SLICE("建设" MARK_START "算力" MARK_END "网 \\ \x1b[2J \xFF end"),
		  INT64_MIN, 0, 0, 1e-7, false, ids, 2);
	answer_row(answer); /* a row of nothing */
	answer_problem(answer, "error", SLICE("plans/bad\x1b.txt"), 7, 3,
		       SLICE("is not text: skipped"));
	answer_problem(answer, "warning", SLICE(""), 0, 0, SLICE("31 regions, 30 with a document"));
}

static struct slice read_file(struct arena *arena, const char *path)
{
	FILE *file = fopen(path, "rb");
	if (file == NULL)
		return SLICE("(no such file)");
	char *bytes = arena_array(arena, char, 100000);
	size_t length = fread(bytes, 1, 100000, file);
	fclose(file);
	return (struct slice){bytes, length};
}

static void compare(const char *name, struct slice got)
{
	struct arena arena;
	arena_init(&arena);
	const char *path =
		arena_printf(&arena, "%s/test/unit/view/expected/%s", source_root(), name);
	if (getenv("QIPAN_REWRITE") != NULL) {
		FILE *file = fopen(path, "wb");
		assert_non_null(file);
		assert_int_equal(fwrite(got.at, 1, got.length, file), got.length);
		assert_int_equal(fclose(file), 0);
	}
	struct slice wanted = read_file(&arena, path);
	if (!slice_equal(got, wanted))
		fail_msg("%s differs; got:\n%.*s", name, (int)got.length, got.at);
	arena_release(&arena);
}

static void check_format(const char *format, const char *file, const struct render_style *style,
			 enum column_show text_show)
{
	struct arena arena;
	arena_init(&arena);
	struct answer answer;
	make_nasty(&answer, &arena, text_show);
	struct buffer out;
	buffer_init(&out);
	const struct renderer *renderer = renderer_find(slice_from(format));
	assert_non_null(renderer);
	renderer->render(&answer, style, &out);
	compare(file, buffer_slice(&out));
	buffer_release(&out);
	arena_release(&arena);
}

static void every_format_holds_nasty_text(void **state)
{
	(void)state;
	const struct render_style style = {.evidence = EVIDENCE_AUTO};
	check_format("json", "nasty.json", &style, SHOW_PASSAGE);
	check_format("jsonl", "nasty.jsonl", &style, SHOW_PASSAGE);
	check_format("csv", "nasty.csv", &style, SHOW_PASSAGE);
	check_format("tsv", "nasty.tsv", &style, SHOW_PASSAGE);
}

static void text_is_a_table_bands_records_or_passages(void **state)
{
	(void)state;
	struct render_style style = {.width = 120};
	check_format("text", "nasty-120.txt", &style, SHOW_PLAIN);
	style.width = 78;
	check_format("text", "nasty-78.txt", &style, SHOW_PLAIN);
	style.width = 45;
	check_format("text", "nasty-45.txt", &style, SHOW_PLAIN);
	style.width = 30; /* a column beside the names does not fit */
	check_format("text", "nasty-30.txt", &style, SHOW_PLAIN);
	style = (struct render_style){.width = 70, .chinese = true};
	check_format("text", "nasty-passages.txt", &style, SHOW_PASSAGE);
	style = (struct render_style){.width = 70, .colour = true, .evidence = EVIDENCE_IDS};
	check_format("text", "nasty-colour.txt", &style, SHOW_PASSAGE);
}

static void evidence_can_be_left_out_counted_or_listed(void **state)
{
	(void)state;
	struct render_style style = {.evidence = EVIDENCE_NONE, .byte_order_mark = true};
	check_format("csv", "nasty-none.csv", &style, SHOW_PASSAGE);
	style = (struct render_style){.evidence = EVIDENCE_COUNT};
	check_format("jsonl", "nasty-count.jsonl", &style, SHOW_PASSAGE);
	style = (struct render_style){.evidence = EVIDENCE_IDS};
	check_format("tsv", "nasty-ids.tsv", &style, SHOW_PASSAGE);
}

/* Independently read back: jansson's strict parser takes the object, and nothing was lost. */
static void json_reads_back(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena);
	struct answer answer;
	make_nasty(&answer, &arena, SHOW_PASSAGE);
	struct buffer out;
	buffer_init(&out);
	const struct render_style style = {.evidence = EVIDENCE_AUTO};
	render_json(&answer, &style, &out);
	json_error_t error;
	json_t *root =
		json_loadb(out.at, out.length, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &error);
	if (root == NULL)
		fail_msg("line %d: %s", error.line, error.text);
	const char *keys[] = {"qipan",	 "command", "params",  "manifest",
			      "columns", "rows",    "problems"};
	assert_int_equal(json_object_size(root), 7);
	for (size_t i = 0; i < 7; i++)
		assert_non_null(json_object_get(root, keys[i]));
	json_t *row = json_array_get(json_object_get(root, "rows"), 1);
	json_t *text = json_object_get(row, "text");
	assert_slice(((struct slice){json_string_value(text), 15}), "He said \"数，");
	assert_int_equal(json_string_length(text), 44);
	row = json_array_get(json_object_get(root, "rows"), 0);
	assert_near(json_real_value(json_object_get(row, "attention")), 0.0423, 0);
	json_t *ids = json_object_get(row, "evidence");
	assert_int_equal(json_array_size(ids), 3);
	assert_true(json_integer_value(json_array_get(ids, 1)) == 9007199254740993);
	row = json_array_get(json_object_get(root, "rows"), 2);
	assert_true(json_is_null(json_object_get(row, "attention")));
	assert_int_equal(json_array_size(json_object_get(row, "evidence")), 0);
	json_decref(root);
	buffer_release(&out);
	arena_release(&arena);
}

static void data_do_not_depend_on_language_width_or_locale(void **state)
{
	(void)state;
	const struct render_style style = {
		.width = 50, .colour = true, .chinese = true, .is_terminal = true};
	if (setlocale(LC_ALL, "de_DE.UTF-8") == NULL)
		print_message("# no de_DE.UTF-8 here: only the C locale was tried\n");
	check_format("json", "nasty.json", &style, SHOW_PASSAGE);
	check_format("csv", "nasty.csv", &style, SHOW_PASSAGE);
	setlocale(LC_ALL, "C");
}

static void an_empty_answer_is_valid_in_every_format(void **state)
{
	(void)state;
	for (size_t i = 0; i < renderer_count; i++) {
		struct arena arena;
		arena_init(&arena);
		struct answer answer;
		answer_init(&answer, &arena, "board");
		const struct render_style style = {.width = 0};
		struct buffer out;
		buffer_init(&out);
		renderers[i].render(&answer, &style, &out);
		if (strcmp(renderers[i].name, "json") == 0) {
			json_t *root = json_loadb(out.at, out.length, 0, NULL);
			assert_non_null(root);
			json_decref(root);
		}
		buffer_release(&out);
		arena_release(&arena);
	}
	assert_null(renderer_find(SLICE("xml")));
}

static void many_problems_are_counted(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena);
	struct answer answer;
	answer_init(&answer, &arena, "add");
	for (uint32_t i = 1; i <= 23; i++)
		answer_problem(&answer, "error", SLICE("f.txt"), i, 0, SLICE("bad"));
	struct buffer out;
	buffer_init(&out);
	const struct render_style style = {.width = 80};
	render_text(&answer, &style, &out);
	assert_true(slice_find(buffer_slice(&out), SLICE("f.txt:20: bad"), 0) != SIZE_MAX);
	assert_true(slice_find(buffer_slice(&out), SLICE("f.txt:21: bad"), 0) == SIZE_MAX);
	assert_true(slice_find(buffer_slice(&out), SLICE("and 3 more: qipan status --problems"),
			       0) != SIZE_MAX);
	buffer_release(&out);
	arena_release(&arena);
}

/* A small figure beside a large one of another unit keeps its digits. */
static void rows_with_units_of_their_own_keep_their_digits(void **state)
{
	(void)state;
	struct arena arena;
	struct answer answer;
	arena_init(&arena);
	answer_init(&answer, &arena, "test");
	answer_column(&answer, "unit", "", "of the row", SHOW_PLAIN);
	answer_column(&answer, "value", "", "figure", SHOW_PLAIN);
	const double values[] = {1150.4, 74.56, 0.0352, 3};
	const char *const written[] = {"1150", "74.56", "0.0352", "3"};
	for (size_t i = 0; i < 4; i++) {
		answer_row(&answer);
		answer_put_string(&answer, i == 0 ? "MW" : "billion");
		answer_put_real(&answer, values[i]);
	}
	struct figure figure = figure_choose(&answer, 1);
	struct buffer out;
	buffer_init(&out);
	for (size_t i = 0; i < 4; i++) {
		buffer_clear(&out);
		figure_append_number(&out, &figure, values[i]);
		assert_string_equal(out.at, written[i]);
	}
	buffer_release(&out);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_format_holds_nasty_text),
		cmocka_unit_test(text_is_a_table_bands_records_or_passages),
		cmocka_unit_test(evidence_can_be_left_out_counted_or_listed),
		cmocka_unit_test(json_reads_back),
		cmocka_unit_test(data_do_not_depend_on_language_width_or_locale),
		cmocka_unit_test(an_empty_answer_is_valid_in_every_format),
		cmocka_unit_test(many_problems_are_counted),
		cmocka_unit_test(rows_with_units_of_their_own_keep_their_digits),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
