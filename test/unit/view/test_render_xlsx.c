/* A workbook is the same bytes each time and in each locale, and holds what its limits allow. */
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "check.h"
#include "view/render.h"

static void make(struct answer *answer, struct arena *arena, struct slice text, size_t rows)
{
	static const int64_t ids[] = {7, 9};
	answer_init(answer, arena, "board");
	answer_column(answer, "region", "", "a region", SHOW_PLAIN);
	answer_column(answer, "value", "share", "a share", SHOW_SHARE);
	answer_column(answer, "evidence", "", "sentences", SHOW_HIDDEN);
	answer_column(answer, "text", "", "a sentence", SHOW_PASSAGE);
	answer_param(answer, "by", SLICE("field"));
	answer_manifest(answer, "version", SLICE("0"));
	answer_problem(answer, "warning", SLICE("a\xFF"), 0, 0, SLICE("what"));
	for (size_t i = 0; i < rows; i++) {
		answer_row(answer);
		if (rows > 2)
			continue;
		answer_put_string(answer, "=1+1");
		answer_put_real(answer, 0.1);
		answer_put_ids(answer, ids, 2);
		answer_put_text(answer, text);
	}
}

static void render(const struct answer *answer, enum evidence_style evidence, struct buffer *out)
{
	const struct render_style style = {.evidence = evidence};
	buffer_init(out);
	renderer_find(SLICE("xlsx"))->render(answer, &style, out);
	assert_true(out->length > 4 && memcmp(out->at, "PK\3\4", 4) == 0);
}

static bool holds(const struct buffer *out, const char *name)
{
	size_t length = strlen(name);
	for (size_t i = 0; i + length <= out->length; i++)
		if (memcmp(out->at + i, name, length) == 0)
			return true;
	return false;
}

static void same_answer_same_bytes(void **state)
{
	(void)state;
	struct arena arena;
	struct answer answer;
	struct buffer first, second, ids;
	arena_init(&arena);
	make(&answer, &arena, SLICE("\0\x01 \xFF \xEF\xBF\xBF" MARK_START "算力" MARK_END), 2);
	render(&answer, EVIDENCE_AUTO, &first);
	/* A locale with a decimal comma, where the machine has one. */
	setlocale(LC_NUMERIC, "de_DE.UTF-8");
	render(&answer, EVIDENCE_AUTO, &second);
	setlocale(LC_NUMERIC, "C");
	render(&answer, EVIDENCE_IDS, &ids);
	assert_true(slice_equal(buffer_slice(&first), buffer_slice(&second)));
	assert_false(slice_equal(buffer_slice(&first), buffer_slice(&ids)));
	buffer_release(&first);
	buffer_release(&second);
	buffer_release(&ids);
	arena_release(&arena);
}

static void long_text_and_many_rows_are_held(void **state)
{
	(void)state;
	struct arena arena;
	struct answer answer;
	struct buffer out, less;
	arena_init(&arena);
	size_t length = 4 * LIMIT_XLSX_CELL_CHARACTERS;
	char *text = arena_array(&arena, char, length);
	memset(text, 'x', length);
	/* What does not fit makes no difference, but for the ellipsis. */
	make(&answer, &arena, (struct slice){text, length}, 1);
	render(&answer, EVIDENCE_AUTO, &out);
	make(&answer, &arena, (struct slice){text, LIMIT_XLSX_CELL_CHARACTERS + 1}, 1);
	render(&answer, EVIDENCE_AUTO, &less);
	assert_true(slice_equal(buffer_slice(&out), buffer_slice(&less)));
	buffer_release(&out);
	buffer_release(&less);
	make(&answer, &arena, SLICE(""), LIMIT_XLSX_ROWS);
	render(&answer, EVIDENCE_AUTO, &out);
	assert_true(holds(&out, "xl/worksheets/sheet4.xml"));
	buffer_release(&out);
	arena_release(&arena);
}

static void no_room_leaves_nothing(void **state)
{
	(void)state;
	struct arena arena;
	struct answer answer;
	struct buffer out;
	const struct render_style style = {.evidence = EVIDENCE_AUTO};
	const char *before = getenv("TMPDIR");
	char kept[4096] = "";
	if (before != NULL)
		snprintf(kept, sizeof kept, "%s", before);
	arena_init(&arena);
	buffer_init(&out);
	make(&answer, &arena, SLICE(""), 1);
	setenv("TMPDIR", "/dev/null/nowhere", 1);
	renderer_find(SLICE("xlsx"))->render(&answer, &style, &out);
	if (before == NULL)
		unsetenv("TMPDIR");
	else
		setenv("TMPDIR", kept, 1);
	assert_int_equal(out.length, 0);
	buffer_release(&out);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(same_answer_same_bytes),
		cmocka_unit_test(long_text_and_many_rows_are_held),
		cmocka_unit_test(no_room_leaves_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
