/* The readers over words that every rule of articles stands on. The rules themselves:
 * test/cases/articles.txt, by test/unit/study/test_articles.c. */
#include "check.h"

#include "article/words.h"

static void surnames(void **state)
{
	(void)state;
	size_t characters = 0;
	assert_true(surname_at(SLICE("李明远"), 0, &characters));
	assert_int_equal(characters, 1);
	assert_true(surname_at(SLICE("欧阳静说"), 0, &characters));
	assert_int_equal(characters, 2);
	assert_false(surname_at(SLICE("各地"), 0, &characters));
	assert_false(surname_at(SLICE("Li"), 0, &characters));
	assert_false(surname_at(SLICE(""), 0, &characters));
	/* Three bytes that begin inside two characters of the table are no surname. */
	assert_false(surname_at(SLICE("的"), 0, &characters));
}

static void clause_marks(void **state)
{
	(void)state;
	assert_int_equal(clause_mark(SLICE("a, b"), 1), 1);
	assert_int_equal(clause_mark(SLICE("1,234"), 1), 0);
	assert_int_equal(clause_mark(SLICE("3.5"), 1), 0);
	assert_int_equal(clause_mark(SLICE("建设，发展"), 6), 3);
	assert_int_equal(clause_mark(SLICE("、"), 0), 0);
}

static void quote_marks(void **state)
{
	(void)state;
	bool opens, closes;
	assert_int_equal(quote_mark(SLICE("“"), 0, &opens, &closes), 3);
	assert_true(opens && !closes);
	assert_int_equal(quote_mark(SLICE("”"), 0, &opens, &closes), 3);
	assert_true(!opens && closes);
	assert_int_equal(quote_mark(SLICE("\""), 0, &opens, &closes), 1);
	assert_true(opens && closes);
	assert_int_equal(quote_mark(SLICE("region’s"), 6, &opens, &closes), 0);
}

static void longer_words_hide_what_stands_inside(void **state)
{
	(void)state;
	struct article_words words;
	size_t at, bytes;
	article_words_init(&words);
	/* 要 in 重要 asks for nothing. */
	struct slice text = SLICE("数据是重要资源");
	assert_null(words_find(&words.concern, text, 0, text.length, CONCERN_MUST, &at, &bytes));
	text = SLICE("数据要流通");
	assert_non_null(
		words_find(&words.concern, text, 0, text.length, CONCERN_MUST, &at, &bytes));
	assert_int_equal(at, 6);
}

/* Every row of a table can be found again, so that none is hidden by its own table. */
static void every_word_is_found(void **state)
{
	(void)state;
	const struct {
		const struct cue *rows;
		size_t count;
	} tables[] = {{speech_rows, speech_row_count},
		      {subject_rows, subject_row_count},
		      {concern_rows, concern_row_count},
		      {topic_rows, topic_row_count}};
	for (size_t t = 0; t < sizeof tables / sizeof *tables; t++) {
		struct cue_table table;
		assert_true(tables[t].count <= CUE_ROWS_MOST);
		cue_table_init(&table, tables[t].rows, tables[t].count);
		for (size_t i = 0; i < tables[t].count; i++) {
			struct slice word = slice_from(tables[t].rows[i].word);
			size_t bytes;
			word.length -= word.at[word.length - 1] == '*';
			const struct cue *found = cue_at(&table, word, 0, &bytes);
			if (found == NULL || found->sign != tables[t].rows[i].sign)
				fail_msg("\"%s\" stands in table %zu twice, or is hidden",
					 tables[t].rows[i].word, t);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(surnames),
					   cmocka_unit_test(clause_marks),
					   cmocka_unit_test(quote_marks),
					   cmocka_unit_test(longer_words_hide_what_stands_inside),
					   cmocka_unit_test(every_word_is_found)};
	return cmocka_run_group_tests_name("article", tests, NULL, NULL);
}
