#include "check.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/utf8.h"
#include "furniture_score.h"
#include "text/sentence.h"

static void put_unescaped(struct buffer *out, struct slice line)
{
	for (size_t i = 0; i < line.length; i++) {
		bool newline = line.at[i] == '\\' && i + 1 < line.length && line.at[i + 1] == 'n';
		buffer_append_byte(out, newline ? '\n' : line.at[i]);
		i += newline;
	}
}

/* The sentences of text, a line "> sentence" each. */
static void put_sentences(struct buffer *out, struct slice text)
{
	struct span sentence;
	for (uint32_t from = 0; sentence_next(text, from, (uint32_t)text.length, &sentence);
	     from = sentence.end) {
		buffer_append_string(out, "> ");
		buffer_append(out, slice_span(text, sentence));
		buffer_append_byte(out, '\n');
	}
}

static bool check_case(struct buffer *input, struct buffer *wanted, size_t number)
{
	struct buffer got;
	buffer_init(&got);
	put_sentences(&got, buffer_slice(input));
	bool same = slice_equal(buffer_slice(&got), buffer_slice(wanted));
	if (!same)
		print_error("sentence.txt:%zu: got\n%swanted\n%s", number, got.at, wanted->at);
	buffer_release(&got);
	buffer_clear(input);
	buffer_clear(wanted);
	return same;
}

static void every_case_is_cut_as_written(void **state)
{
	(void)state;
	struct arena arena;
	struct buffer input, wanted;
	arena_init(&arena);
	buffer_init(&input);
	buffer_init(&wanted);
	struct slice rest = score_read_file(
		&arena, arena_printf(&arena, "%s/test/cases/sentence.txt", source_root()));
	struct slice line;
	unsigned cases = 0, wrong = 0;
	size_t begun = 0;
	for (size_t number = 1; slice_cut(&rest, '\n', &line); number++) {
		if (line.length == 0 || line.at[0] == '#')
			continue;
		assert_true(line.length > 2 && (line.at[0] == '<' || line.at[0] == '>'));
		struct slice content = {line.at + 2, line.length - 2};
		if (line.at[0] == '<') {
			wrong += cases++ > 0 && !check_case(&input, &wanted, begun);
			begun = number;
			put_unescaped(&input, content);
		} else {
			buffer_append_string(&wanted, "> ");
			put_unescaped(&wanted, content);
			buffer_append_byte(&wanted, '\n');
		}
	}
	wrong += !check_case(&input, &wanted, begun);
	assert_true(cases >= 60);
	assert_int_equal(wrong, 0);
	buffer_release(&input);
	buffer_release(&wanted);
	arena_release(&arena);
}

static void only_white_space_has_no_sentence(void **state)
{
	(void)state;
	struct span sentence;
	assert_false(sentence_next(SLICE(""), 0, 0, &sentence));
	assert_false(sentence_next(SLICE(" \t\n　\xC2\xA0"), 0, 8, &sentence));
}

static void the_range_is_not_left(void **state)
{
	(void)state;
	struct span sentence;
	struct slice text = SLICE("甲。乙。丙。");
	assert_true(sentence_next(text, 6, 9, &sentence));
	assert_int_equal(sentence.start, 6);
	assert_int_equal(sentence.end, 9);
	assert_false(sentence_next(text, 9, 9, &sentence));
}

/* Runs over the whole text; sentences must be in order, cover all but white space, and be at least
 * `least` many. */
static void check_all(struct slice text, size_t least)
{
	struct span sentence;
	size_t count = 0;
	uint32_t from = 0;
	while (sentence_next(text, from, (uint32_t)text.length, &sentence)) {
		assert_true(sentence.start >= from && sentence.end > sentence.start);
		struct slice gap = {text.at + from, sentence.start - from};
		assert_int_equal(slice_trim(gap).length, 0);
		from = sentence.end;
		count++;
	}
	assert_int_equal(slice_trim((struct slice){text.at + from, text.length - from}).length, 0);
	assert_true(count >= least);
}

/* A megabyte of what could make a cutter look again and again: a quadratic one would not end
 * within the test's time limit. */
static void hostile_text_is_read_once(void **state)
{
	(void)state;
	static const struct {
		const char *part;
		size_t least;
	} parts[] = {
		{"a", 1},   {"发展", 1},  {"!", 1},   {".", 1},	    {"!)", 1},	{".)", 1},
		{"（", 1},  {"“甲。", 2}, {"。”", 1}, {"\"a. ", 1}, {"1. ", 1}, {"a. B. ", 1},
		{"！ ", 2}, {"? ", 2},	  {"([{", 1}, {".\"", 1},   {"…", 1},	{"x. 5 ", 2},
	};
	struct buffer text;
	buffer_init(&text);
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		buffer_clear(&text);
		while (text.length < 1 << 20)
			buffer_append_string(&text, parts[i].part);
		buffer_append_string(&text, "x");
		check_all(buffer_slice(&text), parts[i].least);
	}
	buffer_clear(&text);
	while (text.length < 10 << 20)
		buffer_append_string(&text, "一句话很长，");
	check_all(buffer_slice(&text), 1);
	buffer_clear(&text);
	buffer_append_string(&text, "End.");
	while (text.length < 4 << 20)
		buffer_append_byte(&text, ' ');
	buffer_append_string(&text, "Begin");
	check_all(buffer_slice(&text), 2);
	buffer_release(&text);
}

static void a_quotation_beyond_reach_is_cut_inside(void **state)
{
	(void)state;
	struct buffer text;
	struct span sentence;
	buffer_init(&text);
	buffer_append_string(&text, "他说：“开头。");
	for (int i = 0; i < SENTENCE_REACH; i++)
		buffer_append_string(&text, "长");
	buffer_append_string(&text, "。”");
	struct slice all = buffer_slice(&text);
	assert_true(sentence_next(all, 0, (uint32_t)all.length, &sentence));
	assert_slice(slice_span(all, sentence), "他说：“开头。");
	buffer_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_case_is_cut_as_written),
		cmocka_unit_test(only_white_space_has_no_sentence),
		cmocka_unit_test(the_range_is_not_left),
		cmocka_unit_test(hostile_text_is_read_once),
		cmocka_unit_test(a_quotation_beyond_reach_is_cut_inside),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
