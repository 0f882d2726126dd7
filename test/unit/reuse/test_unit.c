#include "check.h"

#include "base/buffer.h"
#include "reuse/unit.h"

struct fixture {
	struct arena study, scratch;
	struct unit_text units;
	struct slice text;
};

static void read_units(struct fixture *fixture, struct slice text)
{
	arena_init(&fixture->study);
	arena_init(&fixture->scratch);
	fixture->text = text;
	units_read(&fixture->study, &fixture->scratch, text, &fixture->units);
}

static void release(struct fixture *fixture)
{
	arena_release(&fixture->study);
	arena_release(&fixture->scratch);
}

static struct slice unit_slice(const struct fixture *fixture, uint32_t unit)
{
	return slice_span(fixture->text, units_span(&fixture->units, unit, unit + 1));
}

static void han_stands_alone_and_letters_make_words(void **state)
{
	(void)state;
	struct fixture f;
	read_units(&f, SLICE("建设AI＋算力，2026年 Wi-Fi"));
	const char *const wanted[] = {"建", "设", "AI", "算", "力", "2026", "年", "Wi", "Fi"};
	assert_int_equal(f.units.count, 9);
	for (uint32_t i = 0; i < 9; i++)
		assert_slice(unit_slice(&f, i), wanted[i]);
	assert_false(f.units.spaced);
	release(&f);
}

static void width_and_case_do_not_count(void **state)
{
	(void)state;
	struct fixture narrow, wide;
	read_units(&narrow, SLICE("ai 2026 plan"));
	read_units(&wide, SLICE("ＡＩ，２０２６——Plan"));
	assert_int_equal(narrow.units.count, 3);
	assert_int_equal(wide.units.count, 3);
	assert_memory_equal(narrow.units.ids, wide.units.ids, 3 * sizeof(uint16_t));
	assert_true(narrow.units.spaced);
	release(&narrow);
	release(&wide);
}

static void no_unit_is_zero_and_han_keeps_its_code_point(void **state)
{
	(void)state;
	struct fixture f;
	struct buffer text;
	buffer_init(&text);
	for (uint32_t c = 0x21; c < 0x10FFFF; c += c < 0x3000 ? 1 : 37) {
		if (c >= 0xD800 && c < 0xE000)
			continue;
		buffer_append_code_point(&text, c);
		buffer_append_byte(&text, ' ');
	}
	read_units(&f, buffer_slice(&text));
	assert_true(f.units.count > 10000);
	for (uint32_t i = 0; i < f.units.count; i++)
		assert_int_not_equal(f.units.ids[i], 0);
	release(&f);
	read_units(&f, SLICE("棋"));
	assert_int_equal(f.units.ids[0], 0x68CB);
	release(&f);
	buffer_release(&text);
}

static void every_place_is_right_however_far(void **state)
{
	(void)state;
	/* Words of up to 40 bytes and gaps of up to 30, so that most fit no byte. */
	struct buffer text;
	struct span spans[500];
	buffer_init(&text);
	for (uint32_t i = 0; i < 500; i++) {
		for (uint32_t gap = 0; gap < 1 + i * 7 % 30; gap++)
			buffer_append_byte(&text, ' ');
		spans[i].start = (uint32_t)text.length;
		for (uint32_t letter = 0; letter < 1 + i * 11 % 40; letter++)
			buffer_append_byte(&text, (char)('a' + (i + letter) % 26));
		spans[i].end = (uint32_t)text.length;
	}
	struct fixture f;
	read_units(&f, buffer_slice(&text));
	assert_int_equal(f.units.count, 500);
	assert_true(f.units.far_count > 100);
	for (uint32_t i = 0; i < 500; i++) {
		struct span got = units_span(&f.units, i, i + 1);
		assert_int_equal(got.start, spans[i].start);
		assert_int_equal(got.end, spans[i].end);
		assert_int_equal(units_find(&f.units, spans[i].start), i);
		assert_int_equal(units_find(&f.units, spans[i].end), i + 1);
	}
	struct span both = units_span(&f.units, 3, 400);
	assert_int_equal(both.start, spans[3].start);
	assert_int_equal(both.end, spans[399].end);
	release(&f);
	buffer_release(&text);
}

static void breaks_are_those_of_the_text_before(void **state)
{
	(void)state;
	struct fixture f;
	read_units(&f, SLICE("一二，三。四\n五 six seven\neight. Nine 3.5 ten\n\neleven"));
	const enum unit_break wanted[] = {
		BREAK_SENTENCE, BREAK_NONE,	/* 一 二 */
		BREAK_CLAUSE,			/* 三 */
		BREAK_SENTENCE,			/* 四 */
		BREAK_SENTENCE,			/* 五: a line end after Han */
		BREAK_NONE,	BREAK_NONE,	/* six seven */
		BREAK_NONE,			/* eight: a line end inside prose */
		BREAK_SENTENCE,			/* Nine */
		BREAK_NONE,	BREAK_NONE,	/* 3 5 */
		BREAK_NONE,	BREAK_SENTENCE, /* ten eleven */
	};
	assert_int_equal(f.units.count, 13);
	for (uint32_t i = 0; i < 13; i++)
		assert_int_equal(units_break(&f.units, i), wanted[i]);
	assert_int_equal(units_break(&f.units, 13), BREAK_SENTENCE);
	release(&f);
}

static void texts_without_units_are_empty(void **state)
{
	(void)state;
	const struct slice texts[] = {SLICE(""), SLICE("，。！\n \t"), SLICE("\xE2\x80\x8B")};
	for (size_t i = 0; i < 3; i++) {
		struct fixture f;
		read_units(&f, texts[i]);
		assert_int_equal(f.units.count, 0);
		assert_int_equal(units_find(&f.units, 0), 0);
		release(&f);
	}
}

/* One character may stand for several units (½ is 1 and 2): places stay inside the text. */
static void ligatures_give_places_in_order(void **state)
{
	(void)state;
	struct fixture f;
	read_units(&f, SLICE("½㍿a\xCC\x81\xEF\xAC\x83x㎞"));
	uint32_t before = 0;
	for (uint32_t i = 0; i < f.units.count; i++) {
		struct span span = units_span(&f.units, i, i + 1);
		assert_true(span.start >= before && span.end >= span.start);
		assert_true(span.end <= f.text.length);
		before = span.end;
	}
	release(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(han_stands_alone_and_letters_make_words),
		cmocka_unit_test(width_and_case_do_not_count),
		cmocka_unit_test(no_unit_is_zero_and_han_keeps_its_code_point),
		cmocka_unit_test(every_place_is_right_however_far),
		cmocka_unit_test(breaks_are_those_of_the_text_before),
		cmocka_unit_test(texts_without_units_are_empty),
		cmocka_unit_test(ligatures_give_places_in_order),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
