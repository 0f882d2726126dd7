/* Clauses of a sentence and the things that they list. */
#include "check.h"

#include "text/clause.h"

static void check_clause(const char *text, const char *word, const char *clause, size_t items)
{
	struct slice whole = slice_from(text);
	size_t at = slice_find(whole, slice_from(word), 0);
	assert_true(at != SIZE_MAX);
	struct span span = clause_at(whole, at);
	struct slice found = slice_span(whole, span);
	if (!slice_equal(found, slice_from(clause)))
		fail_msg("%s: %.*s", word, (int)found.length, found.at);
	assert_int_equal(clause_items(whole, span), items);
}

static void clauses_end_at_their_marks(void **state)
{
	(void)state;
	check_clause("深化甲乙合作，推进丙、丁、戊建设；完成己。", "丁", "推进丙、丁、戊建设", 3);
	check_clause("深化甲乙合作，推进丙、丁、戊建设；完成己。", "深", "深化甲乙合作", 1);
	check_clause("深化甲乙合作，推进丙、丁、戊建设；完成己。", "己", "完成己", 1);
	check_clause("join A, B and C; later: D", "B", "join A, B and C", 2);
	check_clause("没有标点", "标", "没有标点", 1);
}

static void a_mark_belongs_to_the_clause_before_it(void **state)
{
	(void)state;
	check_clause("甲，乙。", "，", "甲", 1);
	check_clause("甲，乙。", "。", "乙", 1);
	struct slice text = SLICE("甲，乙。");
	struct span last = clause_at(text, text.length + 9);
	assert_true(slice_equal(slice_span(text, last), SLICE("乙")));
	last = clause_at(SLICE(""), 0);
	assert_int_equal(last.end, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(clauses_end_at_their_marks),
		cmocka_unit_test(a_mark_belongs_to_the_clause_before_it),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
