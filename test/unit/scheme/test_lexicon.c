#include "check.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "naive_matcher.h"
#include "scheme/lexicon.h"

struct fixture {
	struct arena arena;
	struct lexicon *lexicon;
	struct shadow_text shadow;
	struct slice text;
	struct lexicon_matches matches;
};

static void begin(struct fixture *f)
{
	*f = (struct fixture){0};
	arena_init(&f->arena);
	f->lexicon = lexicon_new(&f->arena);
}

static void end(struct fixture *f)
{
	free(f->matches.at);
	arena_release(&f->arena);
}

static void add(struct fixture *f, const char *pattern)
{
	struct error error;
	if (lexicon_add(f->lexicon, slice_from(pattern), &error) != STATUS_OK)
		fail_msg("%s: %s", pattern, error.text);
}

static void scan(struct fixture *f, struct slice text)
{
	f->text = text;
	text_normalise(&f->arena, text, &f->shadow);
	lexicon_scan(f->lexicon, &f->shadow, 0, f->shadow.count, &f->matches);
}

/* What one pattern finds in text, joined by '|'. */
static void check_found(const char *pattern, const char *text, const char *wanted)
{
	struct fixture f;
	begin(&f);
	add(&f, pattern);
	lexicon_build(f.lexicon);
	scan(&f, slice_from(text));
	struct buffer found;
	buffer_init(&found);
	for (size_t i = 0; i < f.matches.count; i++) {
		struct span span =
			shadow_span(&f.shadow, f.matches.at[i].start, f.matches.at[i].end);
		if (i > 0)
			buffer_append_byte(&found, '|');
		buffer_append(&found, slice_span(f.text, span));
	}
	if (!slice_is(buffer_slice(&found), wanted))
		fail_msg("%s in \"%s\": found \"%s\", wanted \"%s\"", pattern, text, found.at,
			 wanted);
	buffer_release(&found);
	end(&f);
}

static void patterns_find_what_the_header_says(void **state)
{
	(void)state;
	static const struct {
		const char *pattern, *text, *wanted;
	} rows[] = {
		/* characters */
		{"算力", "算力网和算力调度", "算力|算力"},
		{"ＡＩ＋", "发展ai+和AI＋产业", "ai+|AI＋"},
		{"将", "将要，将", "将|将"},
		{"哈哈", "哈哈哈", "哈哈|哈哈"},
		/* ASCII edges need a neighbour that is no letter or digit */
		{"AI赋能", "AI赋能、OpenAI赋能、AI 赋能", "AI赋能|AI 赋能"},
		{"从0到1", "从0到1，从0到10", "从0到1"},
		{"5G基站", "建5G基站、15G基站、5G 基站", "5G基站|5G 基站"},
		{"EDA", "国产EDA软件，EDAS", "EDA"},
		{"5G", "5G、5G-A、15G、5Gb", "5G|5G"},
		/* star of characters: 0 to 8, no punctuation, shortest */
		{"开展*试点", "开展试点，开展多项试点的试点", "开展试点|开展多项试点"},
		{"开展*试点", "开展一二三四五六七八试点", "开展一二三四五六七八试点"},
		{"开展*试点", "开展一二三四五六七八九试点", ""},
		{"开展*试点", "开展调查，试点；开展调查,试点", ""},
		{"开展*试点", "开展了\n试点", ""},
		{"达到*亿元", "达到1.5万亿元、达到1,200亿元", "达到1.5万亿元|达到1,200亿元"},
		{"增长*%", "增长约5.5％", "增长约5.5％"},
		{"甲*乙*丙", "甲一乙二丙三丙", "甲一乙二丙"},
		{"*算力*", "强算力网", "算力"},
		{"新?业", "新产业、新业、新，业", "新产业"},
		{"?算力", "强算力，算力", "强算力"},
		/* words */
		{"robot", "Robot robots robotic a robot.", "Robot|robot"},
		{"robot*", "robot robotics microrobot", "robot|robotics"},
		{"standardi*ation", "Standardisation, standardization, standardisations",
		 "Standardisation|standardization"},
		{"wom?n", "woman women womn womaan", "woman|women"},
		{"*ology", "biology and ology, biologyx", "biology|ology"},
		{"a*b*c", "abc axbxc abcbc ab c", "abc|axbxc|abcbc"},
		{"emission* reduction*", "emissions   reductions, emission\nreduction",
		 "emissions   reductions|emission\nreduction"},
		{"low carbon", "low carbon low-carbon low\ncarbon lowcarbon low, carbon",
		 "low carbon|low-carbon|low\ncarbon"},
		{"low-carbon", "low carbon low-carbon low\u2011carbon low-\ncarbon",
		 "low-carbon|low\u2011carbon|low-\ncarbon"},
		{"AI", "AI-enabled, the AI. OpenAI AIs", "AI|AI"},
		{"R&D", "R&D, R&Ds", "R&D"},
		{"r\u00e9gion*", "R\u00c9GIONS r\u00e9gionale", "R\u00c9GIONS|r\u00e9gionale"},
		{"a b", "a                                                                 b", ""},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		check_found(rows[i].pattern, rows[i].text, rows[i].wanted);
}

static void bad_patterns_are_refused_with_a_reason(void **state)
{
	(void)state;
	struct fixture f;
	begin(&f);
	char lengthy[LIMIT_PATTERN_BYTES + 2];
	memset(lengthy, 'a', sizeof lengthy - 1);
	lengthy[sizeof lengthy - 1] = '\0';
	const struct {
		const char *pattern, *reason;
		enum status status;
	} rows[] = {
		{"", "empty", STATUS_FORMAT},
		{"  \t", "empty", STATUS_FORMAT},
		{"*", "only wildcards", STATUS_FORMAT},
		{"* ?", "only wildcards", STATUS_FORMAT},
		{"\xFF\xFE", "UTF-8", STATUS_FORMAT},
		{lengthy, "LIMIT_PATTERN_BYTES", STATUS_LIMIT},
		{"a?b?c?d?e?f?g?h?i?", "LIMIT_WILDCARDS", STATUS_LIMIT},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct error error;
		assert_int_equal(lexicon_add(f.lexicon, slice_from(rows[i].pattern), &error),
				 rows[i].status);
		if (strstr(error.text, rows[i].reason) == NULL)
			fail_msg("%s: %s", rows[i].pattern, error.text);
	}
	assert_int_equal(lexicon_add(f.lexicon, (struct slice){"a\0b", 3}, NULL), STATUS_FORMAT);
	assert_int_equal(lexicon_count(f.lexicon), 0);
	lexicon_build(f.lexicon);
	scan(&f, SLICE("nothing is found by nothing 无"));
	assert_int_equal(f.matches.count, 0);
	end(&f);
}

static void matches_are_ordered_by_start_then_longer_then_pattern(void **state)
{
	(void)state;
	struct fixture f;
	begin(&f);
	const char *patterns[] = {"新能源", "新能源汽车", "能源", "新能源", "新*车", "汽车"};
	for (size_t i = 0; i < 6; i++)
		add(&f, patterns[i]);
	lexicon_build(f.lexicon);
	scan(&f, SLICE("新能源汽车"));
	const struct lexicon_match wanted[] = {{1, 0, 5}, {4, 0, 5}, {0, 0, 3},
					       {3, 0, 3}, {2, 1, 3}, {5, 3, 5}};
	assert_int_equal(f.matches.count, 6);
	for (size_t i = 0; i < 6; i++) {
		assert_int_equal(f.matches.at[i].pattern, wanted[i].pattern);
		assert_int_equal(f.matches.at[i].start, wanted[i].start);
		assert_int_equal(f.matches.at[i].end, wanted[i].end);
	}
	end(&f);
}

static void a_stretch_bounds_the_match_but_not_its_neighbours(void **state)
{
	(void)state;
	struct fixture f;
	begin(&f);
	add(&f, "AI");
	add(&f, "智能体");
	add(&f, "ro*");
	lexicon_build(f.lexicon);
	scan(&f, SLICE("xAI智能体 robot"));
	assert_int_equal(f.matches.count, 2);
	lexicon_scan(f.lexicon, &f.shadow, 1, 5, &f.matches);
	assert_int_equal(f.matches.count, 0); /* x before AI is seen, 体 is outside */
	lexicon_scan(f.lexicon, &f.shadow, 7, 9, &f.matches);
	assert_int_equal(f.matches.count, 0); /* the word goes on outside */
	end(&f);
}

/* ---- against the naive matcher --------------------------------------------------------------- */

static uint32_t draw(uint64_t *seed, uint32_t below)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(*seed >> 33) % below;
}

static void random_text(uint64_t *seed, struct buffer *out, size_t characters, bool pattern)
{
	static const char *pool[] = {"算", "力", "网", "a", "b", "i", "1",  "算", "a",
				     " ",  "-",	 "，", ".", "+", "é", "\n", "AI"};
	buffer_clear(out);
	for (size_t i = 0; i < characters; i++) {
		uint32_t wild = draw(seed, 10);
		if (pattern && wild < 2)
			buffer_append_byte(out, wild == 0 ? '*' : '?');
		else
			buffer_append_string(out, pool[draw(seed, pattern ? 11 : 17)]);
	}
}

/* The pattern's characters as the naive matcher wants them: separators joined, edges trimmed. */
static size_t naive_pattern(struct arena *arena, struct slice text, uint32_t *out, bool *unspaced)
{
	struct shadow_text shadow;
	text_normalise(arena, text, &shadow);
	size_t n = 0;
	*unspaced = false;
	for (size_t i = 0; i < shadow.count; i++) {
		uint32_t c = shadow.characters[i];
		*unspaced = *unspaced || is_unspaced(c);
		bool after = n > 0 && (out[n - 1] == ' ' || out[n - 1] == '-');
		if (c == '*' && n > 0 && out[n - 1] == '*')
			continue;
		if (!is_separator(c))
			out[n++] = c;
		else if (n > 0 && !after)
			out[n++] = is_hyphen(c) ? '-' : ' ';
		else if (n > 0 && is_hyphen(c))
			out[n - 1] = '-';
	}
	while (n > 0 && (out[n - 1] == ' ' || out[n - 1] == '-'))
		n--;
	while (*unspaced && n > 0 && (out[n - 1] == '*' || out[n - 1] == ' ' || out[n - 1] == '-'))
		n--;
	size_t skip = 0;
	while (*unspaced && skip < n && (out[skip] == '*' || out[skip] == ' ' || out[skip] == '-'))
		skip++;
	memmove(out, out + skip, (n - skip) * sizeof *out);
	return n - skip;
}

struct sample {
	uint32_t pattern[64];
	size_t length;
	bool unspaced;
	char text[64];
};

static void compare_with_naive(struct fixture *f, const struct sample *samples, size_t count)
{
	static struct naive n;
	size_t at = 0;
	n.text = f->shadow.characters;
	n.count = n.limit = f->shadow.count;
	for (size_t start = 0; start < f->shadow.count; start++) {
		size_t here = at;
		while (at < f->matches.count && f->matches.at[at].start == start)
			at++;
		size_t wanted = 0;
		for (uint32_t p = 0; p < count; p++) {
			n.pattern = samples[p].pattern;
			n.length = samples[p].length;
			n.unspaced = samples[p].unspaced;
			size_t naive_end = naive_find(&n, start), found = 0;
			for (size_t i = here; i < at; i++)
				if (f->matches.at[i].pattern == p)
					found = f->matches.at[i].end;
			wanted += naive_end > 0;
			if (naive_end != found)
				fail_msg("%s at %zu: naive end %zu, lexicon %zu in %s",
					 samples[p].text, start, naive_end, found, f->text.at);
		}
		assert_int_equal(wanted, at - here);
	}
	assert_int_equal(at, f->matches.count);
}

static void lexicon_and_naive_matcher_agree(void **state)
{
	(void)state;
	uint64_t seed = 20261124;
	struct buffer text;
	buffer_init(&text);
	size_t total = 0;
	for (int round = 0; round < 1500; round++) {
		struct fixture f;
		begin(&f);
		struct sample samples[16];
		size_t count = 0;
		while (count < 16) {
			random_text(&seed, &text, 1 + draw(&seed, 6), true);
			if (lexicon_add(f.lexicon, buffer_slice(&text), NULL) != STATUS_OK)
				continue;
			struct sample *s = &samples[count++];
			snprintf(s->text, sizeof s->text, "%s", text.at);
			s->length = naive_pattern(&f.arena, buffer_slice(&text), s->pattern,
						  &s->unspaced);
		}
		lexicon_build(f.lexicon);
		random_text(&seed, &text, 120, false);
		scan(&f, buffer_slice(&text));
		compare_with_naive(&f, samples, count);
		total += f.matches.count;
		end(&f);
	}
	assert_true(total > 10000); /* else the draw tests nothing */
	buffer_release(&text);
}

/* ---- size ------------------------------------------------------------------------------------ */

static void repeat(struct buffer *out, const char *part, size_t times)
{
	buffer_clear(out);
	for (size_t i = 0; i < times; i++)
		buffer_append_string(out, part);
}

/* Each of these takes hours if anything here is quadratic; together they take well under a minute
 * even under sanitizers. */
static void hostile_texts_are_scanned_in_linear_time(void **state)
{
	(void)state;
	struct fixture f;
	begin(&f);
	struct buffer text;
	buffer_init(&text);
	for (size_t i = 1; i <= 200; i++) { /* a*, aa*, ...; and a*b, aa*b */
		repeat(&text, "a", i);
		buffer_append_byte(&text, '*');
		add(&f, text.at);
	}
	const char *patterns[] = {"a*b",	 "a*a*a*a*a*a*a*b",  "*z",     "中*国",
				  "中?中*中*国", "中*中*中*中*中国", "a a a b"};
	for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++)
		add(&f, patterns[i]);
	lexicon_build(f.lexicon);
	repeat(&text, "a", 1000000);
	scan(&f, buffer_slice(&text));
	assert_int_equal(f.matches.count, 200);
	repeat(&text, "a ", 500000);
	scan(&f, buffer_slice(&text));
	assert_int_equal(f.matches.count, 500000); /* a* */
	repeat(&text, "中", 300000);
	scan(&f, buffer_slice(&text));
	assert_int_equal(f.matches.count, 0);
	repeat(&text, " ", 1000000);
	scan(&f, buffer_slice(&text));
	assert_int_equal(f.matches.count, 0);
	buffer_release(&text);
	end(&f);
}

static void many_patterns_stay_distinct(void **state)
{
	(void)state;
	struct fixture f;
	begin(&f);
	struct buffer text;
	buffer_init(&text);
	for (uint32_t i = 0; i < 30000; i++) {
		char pattern[32];
		snprintf(pattern, sizeof pattern, "w%ux", i);
		add(&f, pattern);
		buffer_printf(&text, "%s ", pattern);
	}
	lexicon_build(f.lexicon);
	scan(&f, buffer_slice(&text));
	assert_int_equal(f.matches.count, 30000);
	for (uint32_t i = 0; i < 30000; i++)
		assert_int_equal(f.matches.at[i].pattern, i);
	buffer_release(&text);
	end(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(patterns_find_what_the_header_says),
		cmocka_unit_test(bad_patterns_are_refused_with_a_reason),
		cmocka_unit_test(matches_are_ordered_by_start_then_longer_then_pattern),
		cmocka_unit_test(a_stretch_bounds_the_match_but_not_its_neighbours),
		cmocka_unit_test(lexicon_and_naive_matcher_agree),
		cmocka_unit_test(hostile_texts_are_scanned_in_linear_time),
		cmocka_unit_test(many_patterns_stay_distinct),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
