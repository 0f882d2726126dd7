#include "check.h"

#include "reuse/phrase.h"

struct fixture {
	struct arena arena, scratch;
	struct unit_text text;
	struct phrase_list list;
};

static struct unit_text units(struct fixture *f, const char *text)
{
	struct unit_text result;
	units_read(&f->arena, &f->scratch, slice_from(text), &result);
	return result;
}

static void start(struct fixture *f, const char *text)
{
	arena_init(&f->arena);
	arena_init(&f->scratch);
	f->text = units(f, text);
	struct span all = {0, f->text.count};
	phrases_read(&f->arena, &f->text, &all, 1, &f->list);
}

static void seek(struct fixture *f, const char *text, uint32_t number)
{
	struct unit_text other = units(f, text);
	phrases_seek(&f->list, &other, number);
}

static void end(struct fixture *f)
{
	arena_release(&f->arena);
	arena_release(&f->scratch);
}

/* 渡船改用电池 6, 码头装遮雨棚 6, 夜航 2 (too short), 渡船改用电池 again. */
static void phrases_stand_between_marks_and_are_listed_once(void **state)
{
	(void)state;
	struct fixture f;
	start(&f, "渡船改用电池，码头装遮雨棚。夜航、渡船改用电池！");
	assert_int_equal(f.list.count, 2);
	assert_int_equal(f.list.at[0].start, 0);
	assert_int_equal(f.list.at[0].end, 6);
	assert_int_equal(f.list.at[1].start, 6);
	assert_int_equal(f.list.at[1].end, 12);
	assert_int_equal(f.list.at[0].first, UINT32_MAX);
	assert_int_equal(f.list.at[0].texts, 0);
	end(&f);
}

static void the_first_text_that_has_a_phrase_is_kept(void **state)
{
	(void)state;
	struct fixture f;
	start(&f, "渡船改用电池，码头装遮雨棚，山路铺上碎石。");
	seek(&f, "明年起渡船改用电池吗？渡船改用电池！", 0); /* inside a phrase, twice */
	seek(&f, "码头装遮 雨棚；渡船改用电瓶", 1);	     /* a space is no unit */
	seek(&f, "渡船改用电池。山路铺上碎", 2);	     /* the end of the text is near */
	assert_int_equal(f.list.count, 3);
	assert_int_equal(f.list.at[0].first, 0);
	assert_int_equal(f.list.at[0].texts, 2);
	assert_int_equal(f.list.at[1].first, 1);
	assert_int_equal(f.list.at[1].texts, 1);
	assert_int_equal(f.list.at[2].first, UINT32_MAX);
	end(&f);
}

static void words_are_units_in_english(void **state)
{
	(void)state;
	struct fixture f;
	start(&f, "Every village gets a ferry, and the ferry is free.");
	seek(&f, "They said that EVERY village gets a ferry.", 7);
	assert_int_equal(f.list.count, 2);
	assert_int_equal(f.list.at[0].first, 7);
	assert_int_equal(f.list.at[1].first, UINT32_MAX);
	end(&f);
}

static void only_parts_are_read_and_empty_texts_have_none(void **state)
{
	(void)state;
	struct fixture f;
	start(&f, "");
	assert_int_equal(f.list.count, 0);
	seek(&f, "渡船改用电池。", 0);
	end(&f);
	start(&f, "渡船改用电池。码头装遮雨棚。");
	struct span second = {6, 12};
	phrases_read(&f.arena, &f.text, &second, 1, &f.list);
	assert_int_equal(f.list.count, 1);
	assert_int_equal(f.list.at[0].start, 6);
	assert_int_equal(f.list.at[0].part, 0);
	end(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(phrases_stand_between_marks_and_are_listed_once),
		cmocka_unit_test(the_first_text_that_has_a_phrase_is_kept),
		cmocka_unit_test(words_are_units_in_english),
		cmocka_unit_test(only_parts_are_read_and_empty_texts_have_none),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
