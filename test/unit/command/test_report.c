/* What a report refuses to say, and that what it says is safe in HTML. */
#include "check.h"

#include "command/report.h"

static struct report given(struct arena *arena, bool zh, bool en)
{
	struct report report = {.arena = arena, .zh = zh, .en = en};
	buffer_init(&report.out);
	return report;
}

static void a_finding_without_evidence_is_refused(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena);
	struct report report = given(&arena, true, true);
	struct cell none = {CELL_IDS, {.ids = {NULL, 0}}};
	struct cell nothing = {.kind = CELL_NULL};
	report_find(&report, "没有依据", "no evidence", NULL);
	report_find(&report, "没有依据", "no evidence", &none);
	report_find(&report, "没有依据", "no evidence", &nothing);
	assert_int_equal(report.out.length, 0);
	assert_int_equal(report.refused, 3);
	assert_int_equal(report.findings, 0);
	buffer_release(&report.out);
	arena_release(&arena);
}

static void a_finding_has_numbered_footnotes(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena);
	struct report report = given(&arena, false, true);
	const int64_t ids[] = {7, 9, 11, 13}, again[] = {9};
	struct cell cell = {CELL_IDS, {.ids = {ids, 4}}}, same = {CELL_IDS, {.ids = {again, 1}}};
	report_find(&report, "一", "<b>one</b> & \"two\"", &cell);
	assert_string_equal(
		report.out.at,
		"<div class=\"finding\">\n<p lang=\"en\">&lt;b&gt;one&lt;/b&gt; &amp; "
		"&quot;two&quot;<sup><a href=\"#n1\">[1]</a></sup><sup><a "
		"href=\"#n2\">[2]</a></sup><sup><a href=\"#n3\">[3]</a></sup></p>\n</div>\n");
	buffer_clear(&report.out);
	report_find(&report, "二", "two", &same);
	assert_non_null(strstr(report.out.at, "#n2"));
	assert_int_equal(report.note_count, REPORT_FOOTNOTES_EACH);
	assert_int_equal(report.findings, 2);
	free(report.notes);
	buffer_release(&report.out);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_finding_without_evidence_is_refused),
		cmocka_unit_test(a_finding_has_numbered_footnotes),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
