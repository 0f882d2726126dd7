/* Terms found from texts: what holds together and stands free, in Chinese and English. */
#include "check.h"

#include "base/arena.h"
#include "base/limits.h"
#include "coding/term.h"

struct found {
	struct arena arena;
	struct terms terms;
};

static void find_with(struct found *found, const char *const *texts, size_t count, uint32_t least,
		      double cohesion)
{
	struct term_options options = term_defaults;
	struct job job;
	struct error error = {.text = ""};
	struct term_finder *finder = term_finder_make();
	options.least = least;
	options.cohesion = cohesion;
	job_init(&job, 1);
	arena_init(&found->arena);
	for (size_t i = 0; i < count; i++)
		if (term_finder_add(finder, slice_from(texts[i]), &error) != STATUS_OK)
			fail_msg("%s", error.text);
	if (term_finder_find(finder, &job, &found->arena, &options, &found->terms, &error) !=
	    STATUS_OK)
		fail_msg("%s", error.text);
	term_finder_release(finder);
}

static void find(struct found *found, const char *const *texts, size_t count, uint32_t least)
{
	find_with(found, texts, count, least, term_defaults.cohesion);
}

static const struct term *named(const struct found *found, const char *name)
{
	for (size_t i = 0; i < found->terms.count; i++)
		if (slice_is(found->terms.at[i].text, name))
			return &found->terms.at[i];
	return NULL;
}

#define COUNT(texts) (sizeof(texts) / sizeof *(texts))

/* 新质生产力 is always whole; 生产力 also stands alone. */
static const char *const chinese[] = {
	"加快发展新质生产力，做强低空经济。",
	"因地制宜培育新质生产力。",
	"以改革解放生产力，以低空经济带动消费。",
	"让生产力布局更合理。",
	"新质生产力需要人才。",
	"全省低空经济规模扩大。",
	"布局低空经济新赛道，形成新质生产力。",
	"保护生产力，壮大低空经济。",
	"提高生产力水平。",
	"推动新质生产力与低空经济融合。",
};

static void whole_words_are_found_and_parts_are_not(void **state)
{
	(void)state;
	struct found found;
	find(&found, chinese, COUNT(chinese), 4);
	assert_non_null(named(&found, "新质生产力"));
	assert_non_null(named(&found, "低空经济"));
	static const char *const parts[] = {"新质",   "质生产力", "新质生", "低空",
					    "低空经", "空经济",	  "生产"};
	for (size_t i = 0; i < COUNT(parts); i++)
		if (named(&found, parts[i]) != NULL)
			fail_msg("%s is a part of a word", parts[i]);
	assert_int_equal(named(&found, "新质生产力")->count, 5);
	assert_int_equal(named(&found, "新质生产力")->units, 5);
	arena_release(&found.arena);
}

/* The five inside 新质生产力 are none of 生产力. */
static void an_occurrence_inside_a_longer_term_is_not_counted(void **state)
{
	(void)state;
	struct found found;
	find(&found, chinese, COUNT(chinese), 4);
	const struct term *alone = named(&found, "生产力");
	assert_non_null(alone);
	assert_int_equal(alone->count, 4);
	/* Passage 1 holds 新质生产力 only. */
	assert_int_equal(found.terms.start[2] - found.terms.start[1], 1);
	assert_slice(found.terms.at[found.terms.term[found.terms.start[1]]].text, "新质生产力");
	arena_release(&found.arena);
}

static void english_terms_have_words(void **state)
{
	(void)state;
	static const char *const texts[] = {
		"Artificial intelligence will serve the health of all.",
		"We fund artificial intelligence and the Health of mothers.",
		"The use of ARTIFICIAL INTELLIGENCE in schools is new.",
		"Schools teach artificial intelligence, health and care.",
		"Renewable energy needs artificial intelligence; health needs funds.",
	};
	struct found found;
	find(&found, texts, COUNT(texts), 4);
	const struct term *pair = named(&found, "artificial intelligence");
	assert_non_null(pair);
	assert_int_equal(pair->count, 5);
	assert_non_null(named(&found, "health"));
	assert_null(named(&found, "artificial")); /* only inside the pair */
	assert_null(named(&found, "the health")); /* begins with a function word */
	assert_null(named(&found, "health of"));
	assert_null(named(&found, "the"));
	assert_null(named(&found, "of"));
	arena_release(&found.arena);
}

/* Punctuation and numbers divide; a term of letters and digits stays whole. */
static void nothing_crosses_a_divider(void **state)
{
	(void)state;
	static const char *const texts[] = {
		"甲方案，乙方案。5g网络", "甲方案，乙方案。5g网络", "甲方案，乙方案；5G网络",
		"甲方案，乙方案2026年",	  "甲方案，乙方案2027年",
	};
	struct found found;
	find(&found, texts, COUNT(texts), 3);
	for (size_t i = 0; i < found.terms.count; i++)
		assert_true(slice_find(found.terms.at[i].text, SLICE("案乙"), 0) == SIZE_MAX);
	assert_non_null(named(&found, "5g网络") != NULL ? named(&found, "5g网络")
							: named(&found, "5g 网络"));
	arena_release(&found.arena);
}

static void numbers_by_hand(void **state)
{
	(void)state;
	/* 甲乙 four times, each time between other neighbours, at both ends of nothing else. */
	static const char *const texts[] = {"丙甲乙丁", "戊甲乙己", "庚甲乙辛", "甲乙"};
	struct found found;
	find_with(&found, texts, COUNT(texts), 4, 1.5);
	assert_int_equal(found.terms.count, 1);
	/* N = 14: log2(4 x 14 / (4 x 4)); four different neighbours: 2 bits. */
	assert_near(found.terms.at[0].cohesion, log2(14.0 / 4), 1e-12);
	arena_release(&found.arena);
}

static void nothing_gives_nothing(void **state)
{
	(void)state;
	static const char *const texts[] = {"", "。。。", "2026"};
	struct found found;
	find(&found, NULL, 0, 4);
	assert_int_equal(found.terms.count, 0);
	arena_release(&found.arena);
	find(&found, texts, COUNT(texts), 2);
	assert_int_equal(found.terms.count, 0);
	for (size_t p = 0; p <= 3; p++)
		assert_int_equal(found.terms.start[p], 0);
	arena_release(&found.arena);
}

static void too_much_text_is_refused(void **state)
{
	(void)state;
	struct term_finder *finder = term_finder_make();
	struct error error;
	size_t length = 3 * 1000000;
	char *text = test_malloc(length);
	for (size_t i = 0; i < length; i++)
		text[i] = "中"[i % 3];
	enum status status = STATUS_OK;
	for (size_t i = 0; i * 1000000 <= LIMIT_TERM_UNITS && status == STATUS_OK; i++)
		status = term_finder_add(finder, (struct slice){text, length}, &error);
	assert_int_equal(status, STATUS_LIMIT);
	assert_non_null(strstr(error.text, "TERM_UNITS"));
	test_free(text);
	term_finder_release(finder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(whole_words_are_found_and_parts_are_not),
		cmocka_unit_test(an_occurrence_inside_a_longer_term_is_not_counted),
		cmocka_unit_test(english_terms_have_words),
		cmocka_unit_test(nothing_crosses_a_divider),
		cmocka_unit_test(numbers_by_hand),
		cmocka_unit_test(nothing_gives_nothing),
		cmocka_unit_test(too_much_text_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
