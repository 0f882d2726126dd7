#include "check.h"

#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "base/utf8.h"
#include "text/normal.h"

struct fixture {
	struct arena arena;
	struct buffer out;
};

static struct slice shadow_of(struct fixture *fixture, struct slice text,
			      struct shadow_text *shadow)
{
	text_normalise(&fixture->arena, text, shadow);
	buffer_clear(&fixture->out);
	shadow_append(shadow, 0, shadow->count, &fixture->out);
	return buffer_slice(&fixture->out);
}

static void fixture_open(struct fixture *fixture)
{
	arena_init(&fixture->arena);
	buffer_init(&fixture->out);
}

static void fixture_close(struct fixture *fixture)
{
	buffer_release(&fixture->out);
	arena_release(&fixture->arena);
}

static void forms_of_one_character_meet(void **state)
{
	(void)state;
	static const struct {
		const char *text, *shadow;
	} rows[] = {
		{"", ""},
		{"人工智能", "人工智能"},
		{"“ＡＩ＋”", "“ai+”"},
		{"AI＋，ＡＩ＋", "ai+,ai+"},
		{"“‘’”、。《》—", "“‘’”、。《》—"},
		{"（一）；：！？", "(一);:!?"},
		{"一　二", "一 二"},
		{"算\u00AD力 算\u200B力 算\uFEFF力 算\uFE0F力", "算力 算力 算力 算力"},
		{"e\u0301 \u00C9", "\u00E9 \u00E9"},
		{"e\u200D\u0301", "\u00E9"},
		{"\u0301a", "\u0301a"},
		{"ﬁeld ㎡ ① Ⅳ", "field m2 1 iv"},
		{"⼈⼯", "人工"},
		{"Straße ΣΑΣ", "strasse σασ"},
		{"\u200B", ""},
		{"\u1112\u1161\u11AB", "한"},
		{"𠀀𝐀", "𠀀a"},
		{"a\xEF\xBC\xA1\xCC\x81", "aá"},
	};
	struct fixture fixture;
	struct shadow_text shadow;
	fixture_open(&fixture);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_slice(shadow_of(&fixture, slice_from(rows[i].text), &shadow),
			     rows[i].shadow);
	fixture_close(&fixture);
}

static void spans_cover_what_changed_together(void **state)
{
	(void)state;
	struct fixture fixture;
	struct shadow_text shadow;
	fixture_open(&fixture);
	/* f i e l d; the ligature is three bytes and never cut */
	shadow_of(&fixture, SLICE("\u200Bﬁe"), &shadow);
	assert_int_equal(shadow.count, 3);
	for (size_t i = 0; i < 2; i++) {
		assert_int_equal(shadow_span(&shadow, i, i + 1).start, 0);
		assert_int_equal(shadow_span(&shadow, i, i + 1).end, 6);
	}
	assert_int_equal(shadow_span(&shadow, 2, 3).start, 6);
	assert_int_equal(shadow_span(&shadow, 0, 3).end, 7);
	assert_int_equal(shadow_span(&shadow, 1, 1).end, shadow_span(&shadow, 1, 1).start);
	assert_int_equal(shadow_index(&shadow, 0), 0);
	assert_int_equal(shadow_index(&shadow, 1), 2);
	assert_int_equal(shadow_index(&shadow, 6), 2);
	assert_int_equal(shadow_index(&shadow, 7), 3);
	/* a zero-width space inside a word is inside the word's span */
	shadow_of(&fixture, SLICE("智\u200B能体"), &shadow);
	assert_int_equal(shadow_span(&shadow, 0, 2).end, 9);
	fixture_close(&fixture);
}

static uint64_t next_random(uint64_t *seed)
{
	*seed = *seed * 6364136223846793005U + 1442695040888963407U;
	return *seed >> 33;
}

/* Mostly characters that do something to their neighbours. */
static uint32_t random_character(uint64_t *seed)
{
	static const uint32_t lively[] = {
		0x301,	0x323,	0x5B0,	0x200D, 0xAD,	0x200B, 0xFEFF, 0xFB01, 0xFDFA,	 0xFF21,
		0x3099, 0x304B, 0x1112, 0x1161, 0x11AB, 0xE9,	0x130,	0x3A3,	0xDF,	 0x345,
		0x3164, 0x115F, 0x2F00, 0xF900, 0x2460, 0x3000, 'a',	'E',	' ',	 0x4E00,
		0xFE0F, 0x34F,	0x1E9E, 0x958,	0x9BC,	0x9C7,	0xE33,	0xAC00, 0x110BA, 0x11099};
	uint64_t kind = next_random(seed) % 4;
	if (kind < 3)
		return lively[next_random(seed) % (sizeof lively / sizeof *lively)];
	uint32_t c = (uint32_t)(next_random(seed) % 0x30000) + 1;
	return c >= 0xD800 && c <= 0xDFFF ? 'x' : c;
}

/* NFKC_Casefold of the whole text by ICU, as UTF-8. */
static void fold_with_icu(struct slice text, struct buffer *out)
{
	static UChar units[8192], folded[65536];
	char bytes[4];
	UErrorCode failure = U_ZERO_ERROR;
	int32_t length, folded_length;
	u_strFromUTF8(units, 8192, &length, text.at, (int32_t)text.length, &failure);
	folded_length = unorm2_normalize(unorm2_getNFKCCasefoldInstance(&failure), units, length,
					 folded, 65536, &failure);
	assert_true(U_SUCCESS(failure));
	buffer_clear(out);
	for (int32_t i = 0; i < folded_length; i++) {
		uint32_t c = folded[i];
		if (U16_IS_LEAD(c) && i + 1 < folded_length)
			c = 0x10000 + ((c - 0xD800) << 10) + (folded[++i] - 0xDC00U);
		buffer_append(out, (struct slice){bytes, utf8_write(c, bytes)});
	}
}

static void check_map(struct slice text, const struct shadow_text *shadow)
{
	assert_int_equal(shadow->from[shadow->count], text.length);
	if (shadow->count > 0) {
		assert_int_equal(shadow->from[0], 0);
		struct span all = shadow_span(shadow, 0, shadow->count);
		assert_true(all.start == 0 && all.end == text.length);
	}
	for (size_t i = 0; i < shadow->count; i++) {
		assert_true(shadow->from[i] <= shadow->from[i + 1]);
		struct span span = shadow_span(shadow, i, i + 1);
		assert_true(span.start < span.end && span.end <= text.length);
		assert_true(((unsigned char)text.at[span.start] & 0xC0) != 0x80);
		assert_true(span.end == text.length ||
			    ((unsigned char)text.at[span.end] & 0xC0) != 0x80);
		size_t index = shadow_index(shadow, span.start);
		assert_true(index <= i && shadow->from[index] == shadow->from[i]);
	}
}

static void soups_keep_every_invariant(void **state)
{
	(void)state;
	uint64_t seed = 20261124;
	struct fixture fixture;
	struct buffer soup, wanted, again;
	fixture_open(&fixture);
	buffer_init(&soup);
	buffer_init(&wanted);
	buffer_init(&again);
	for (int turn = 0; turn < 4000; turn++) {
		struct shadow_text shadow, second;
		buffer_clear(&soup);
		for (uint64_t i = next_random(&seed) % 24; i > 0; i--)
			buffer_append_code_point(&soup, random_character(&seed));
		struct slice text = buffer_slice(&soup);
		struct slice got = shadow_of(&fixture, text, &shadow);
		fold_with_icu(text, &wanted);
		if (!slice_equal(got, buffer_slice(&wanted)))
			fail_msg("turn %d differs from ICU", turn);
		check_map(text, &shadow);
		buffer_clear(&again);
		buffer_append(&again, got);
		assert_true(slice_equal(shadow_of(&fixture, buffer_slice(&again), &second),
					buffer_slice(&again)));
		arena_reset(&fixture.arena);
	}
	buffer_release(&again);
	buffer_release(&wanted);
	buffer_release(&soup);
	fixture_close(&fixture);
}

/* Every character alone, and before and after an accent, is what ICU makes of it. */
static void every_character_agrees_with_icu(void **state)
{
	(void)state;
	struct fixture fixture;
	struct buffer text, wanted;
	struct shadow_text shadow;
	fixture_open(&fixture);
	buffer_init(&text);
	buffer_init(&wanted);
	for (uint32_t c = 1; c < 0x30000; c += c < 0x3400 || c > 0xF8FF ? 1 : 7) {
		if (c >= 0xD800 && c <= 0xDFFF)
			continue;
		buffer_clear(&text);
		buffer_append_code_point(&text, c);
		buffer_append_string(&text, "\u0301e");
		buffer_append_code_point(&text, c);
		fold_with_icu(buffer_slice(&text), &wanted);
		if (!slice_equal(shadow_of(&fixture, buffer_slice(&text), &shadow),
				 buffer_slice(&wanted)))
			fail_msg("U+%04X differs from ICU", c);
		check_map(buffer_slice(&text), &shadow);
		arena_reset(&fixture.arena);
	}
	buffer_release(&wanted);
	buffer_release(&text);
	fixture_close(&fixture);
}

/* Marks of falling combining class make canonical ordering quadratic. */
static void a_million_accents_stay_linear(void **state)
{
	(void)state;
	struct fixture fixture;
	struct buffer text;
	struct shadow_text shadow, second;
	fixture_open(&fixture);
	buffer_init(&text);
	buffer_append_byte(&text, 'A');
	for (int i = 0; i < 1000000; i++)
		buffer_append_string(&text, "\u0301\u0323\u200B");
	buffer_append_string(&text, "算");
	struct slice first = shadow_of(&fixture, buffer_slice(&text), &shadow);
	check_map((struct slice){text.at, text.length}, &shadow);
	assert_true(slice_ends(first, SLICE("算")));
	buffer_clear(&text);
	buffer_append(&text, first);
	assert_true(slice_equal(shadow_of(&fixture, buffer_slice(&text), &second),
				buffer_slice(&text)));
	buffer_release(&text);
	fixture_close(&fixture);
}

static void text_may_grow(void **state)
{
	(void)state;
	struct fixture fixture;
	struct buffer text;
	struct shadow_text shadow;
	fixture_open(&fixture);
	buffer_init(&text);
	for (int i = 0; i < 10000; i++)
		buffer_append_string(&text, "\uFDFA");
	text_normalise(&fixture.arena, buffer_slice(&text), &shadow);
	assert_int_equal(shadow.count, 180000);
	check_map(buffer_slice(&text), &shadow);
	buffer_release(&text);
	fixture_close(&fixture);
}

static void clause_marks_divide(void **state)
{
	(void)state;
	static const char dividing[] = "，、。；：！？“”‘《》（）【】…—,;:!?()[]\"\n";
	static const char joining[] = "算a0 %+-/'&.·_";
	struct shadow_text shadow;
	struct arena arena;
	arena_init(&arena);
	text_normalise(&arena, SLICE(dividing), &shadow);
	for (size_t i = 0; i < shadow.count; i++)
		/* … becomes three full stops, which stand in numbers too */
		if (shadow.characters[i] != '.' && !shadow_divides(shadow.characters[i]))
			fail_msg("U+%04X does not divide", shadow.characters[i]);
	text_normalise(&arena, SLICE(joining), &shadow);
	for (size_t i = 0; i < shadow.count; i++)
		if (shadow_divides(shadow.characters[i]))
			fail_msg("U+%04X divides", shadow.characters[i]);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(forms_of_one_character_meet),
		cmocka_unit_test(spans_cover_what_changed_together),
		cmocka_unit_test(soups_keep_every_invariant),
		cmocka_unit_test(every_character_agrees_with_icu),
		cmocka_unit_test(a_million_accents_stay_linear),
		cmocka_unit_test(text_may_grow),
		cmocka_unit_test(clause_marks_divide),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
