#include "check.h"

#include <unicode/ucnv.h>

#include "base/buffer.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "text/decode.h"

static const char plan[] = "今年重点工作：建设算力网络，发展人工智能产业，推动数据要素市场化配置。"
			   "加快建设现代化产业体系，支持民营经济发展，改善人民生活。\n";

/* text in another encoding, in the arena. */
static struct slice encode(struct arena *arena, const char *text, const char *encoding)
{
	UErrorCode failure = U_ZERO_ERROR;
	size_t room = strlen(text) * 4 + 16;
	char *out = arena_alloc(arena, room, 1);
	int32_t length = ucnv_convert(encoding, "UTF-8", out, (int32_t)room, text,
				      (int32_t)strlen(text), &failure);
	assert_true(U_SUCCESS(failure));
	return (struct slice){out, (size_t)length};
}

static void valid_utf8_is_borrowed(void **state)
{
	(void)state;
	struct arena arena;
	struct decoded decoded;
	arena_init(&arena);
	struct slice bytes = SLICE("算力。\r\nＡ");
	assert_int_equal(text_decode(&arena, bytes, SLICE(""), &decoded, NULL), STATUS_OK);
	assert_ptr_equal(decoded.text.at, bytes.at);
	assert_slice(decoded.text, "算力。\r\nＡ");
	assert_slice(decoded.encoding, "utf-8");
	assert_slice(decoded.how, "utf-8 (valid)");
	assert_int_equal(decoded.replaced, 0);
	assert_int_equal(text_decode(&arena, SLICE("\xEF\xBB\xBF算"), SLICE(""), &decoded, NULL),
			 STATUS_OK);
	assert_slice(decoded.text, "算");
	assert_slice(decoded.how, "utf-8 (byte order mark)");
	assert_int_equal(text_decode(&arena, SLICE(""), SLICE(""), &decoded, NULL), STATUS_OK);
	assert_slice(decoded.text, "");
	arena_release(&arena);
}

static void encodings_are_detected(void **state)
{
	(void)state;
	static const struct {
		const char *text, *encoding, *found;
	} rows[] = {
		{plan, "GB18030", "gb18030"},
		{"算力网络", "GBK", "gb18030"},
		{"朱镕基", "GBK", "gb18030"},
		{plan, "UTF-16LE", "utf-16le"},
		{plan, "UTF-16BE", "utf-16be"},
		{"plain words\n", "UTF-16LE", "utf-16le"},
		{"plain words\n", "UTF-16BE", "utf-16be"},
		{"\xEF\xBB\xBF算力", "UTF-16LE", "utf-16le"},
		{"\xEF\xBB\xBF算力", "UTF-32LE", "utf-32le"},
		{"\xEF\xBB\xBF算力", "GB18030", "gb18030"},
		{"今年重點工作：建設算力網絡，發展人工智能產業，推動數據要素市場化配置。", "Big5",
		 "big5"},
		{"Le développement des énergies renouvelables est une priorité de la "
		 "région, où l’État préfère agir.",
		 "windows-1252", "windows-1252"},
	};
	struct arena arena;
	arena_init(&arena);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct decoded decoded;
		struct slice bytes = encode(&arena, rows[i].text, rows[i].encoding);
		assert_int_equal(text_decode(&arena, bytes, SLICE(""), &decoded, NULL), STATUS_OK);
		assert_slice(decoded.encoding, rows[i].found);
		bool marked = slice_starts(slice_from(rows[i].text), SLICE("\xEF\xBB\xBF"));
		assert_slice(decoded.text, rows[i].text + (marked ? 3 : 0));
		assert_int_equal(decoded.replaced, 0);
	}
	arena_release(&arena);
}

static void two_sentences_in_much_markup_are_enough(void **state)
{
	(void)state;
	struct arena arena;
	struct buffer page;
	struct decoded decoded;
	arena_init(&arena);
	buffer_init(&page);
	for (int i = 0; i < 2000; i++)
		buffer_append_string(&page, "<div class=\"wrapper\">");
	buffer_append(&page, encode(&arena, "建设算力网络，发展人工智能。", "GBK"));
	assert_int_equal(text_decode(&arena, buffer_slice(&page), SLICE(""), &decoded, NULL),
			 STATUS_OK);
	assert_slice(decoded.encoding, "gb18030");
	assert_true(slice_ends(decoded.text, SLICE("发展人工智能。")));
	buffer_release(&page);
	arena_release(&arena);
}

static void a_wanted_encoding_is_used(void **state)
{
	(void)state;
	static const char *const names[] = {"gb2312", "GBK", "gb18030", " cp936 "};
	struct arena arena;
	struct decoded decoded;
	struct error error;
	arena_init(&arena);
	struct slice bytes = encode(&arena, "朱镕基", "GBK");
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		assert_int_equal(text_decode(&arena, bytes, slice_from(names[i]), &decoded, NULL),
				 STATUS_OK);
		assert_slice(decoded.text, "朱镕基");
		assert_slice(decoded.how, "gb18030 (option)");
	}
	assert_int_equal(text_decode(&arena, bytes, SLICE("klingon"), &decoded, &error),
			 STATUS_USAGE);
	assert_non_null(strstr(error.text, "klingon"));
	/* a byte order mark wins */
	assert_int_equal(text_decode(&arena, SLICE("\xEF\xBB\xBF算"), SLICE("gbk"), &decoded, NULL),
			 STATUS_OK);
	assert_slice(decoded.text, "算");
	arena_release(&arena);
}

static void bad_bytes_are_replaced_and_counted(void **state)
{
	(void)state;
	struct arena arena;
	struct decoded decoded;
	struct buffer text;
	arena_init(&arena);
	buffer_init(&text);
	buffer_append_string(&text, plan);
	buffer_append_string(&text, "\xFF算\xE7\xAE");
	assert_int_equal(text_decode(&arena, buffer_slice(&text), SLICE(""), &decoded, NULL),
			 STATUS_OK);
	assert_slice(decoded.encoding, "utf-8");
	assert_slice(decoded.how, "utf-8 (damaged)");
	assert_int_equal(decoded.replaced, 2);
	assert_true(slice_ends(decoded.text, SLICE("\n\uFFFD算\uFFFD")));
	assert_int_equal(text_decode(&arena, SLICE("a\xFF"), SLICE("gbk"), &decoded, NULL),
			 STATUS_OK);
	assert_slice(decoded.text, "a\uFFFD");
	assert_int_equal(decoded.replaced, 1);
	buffer_release(&text);
	arena_release(&arena);
}

/* A slice that may stand in a table. */
#define BYTES(literal)                                                                             \
	{                                                                                          \
		(literal), sizeof(literal) - 1                                                     \
	}

static void other_formats_are_named(void **state)
{
	(void)state;
	static const struct {
		struct slice bytes;
		const char *says;
	} rows[] = {
		{BYTES("%PDF-1.7\n"), "PDF"},
		{BYTES("PK\x03\x04....word/document.xml"), "docx"},
		{BYTES("PK\x03\x04....[Content_Types].xml"), "Office"},
		{BYTES("PK\x03\x04....notes.txt"), "zip"},
		{BYTES("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), "doc"},
		{BYTES("\x89PNG\r\n\x1A\n"), "PNG"},
		{BYTES("{\\rtf1 plan}"), "rtf"},
		{BYTES("MZ\x90\0\3\0"), "program"},
		{BYTES("a\0b\0\1\2\3\0\0\0\0"), "byte 1"},
		{BYTES("\1\2\3\4plan"), "control"},
	};
	struct arena arena;
	arena_init(&arena);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct decoded decoded;
		struct error error;
		assert_int_equal(text_decode(&arena, rows[i].bytes, SLICE(""), &decoded, &error),
				 STATUS_FORMAT);
		if (strstr(error.text, rows[i].says) == NULL)
			fail_msg("\"%s\" does not say %s", error.text, rows[i].says);
	}
	/* short marks alone are text */
	struct decoded decoded;
	assert_int_equal(text_decode(&arena, SLICE("MZ is short for"), SLICE(""), &decoded, NULL),
			 STATUS_OK);
	assert_int_equal(text_decode(&arena, SLICE("BMW"), SLICE(""), &decoded, NULL), STATUS_OK);
	arena_release(&arena);
}

static void nul_characters_are_no_text_in_any_encoding(void **state)
{
	(void)state;
	struct arena arena;
	struct decoded decoded;
	arena_init(&arena);
	assert_int_equal(text_decode(&arena,
				     SLICE("\xFF\xFE"
					   "a\0\0\0b\0"),
				     SLICE(""), &decoded, NULL),
			 STATUS_FORMAT);
	assert_int_equal(text_decode(&arena,
				     SLICE("\xEF\xBB\xBF"
					   "a\0b"),
				     SLICE(""), &decoded, NULL),
			 STATUS_FORMAT);
	arena_release(&arena);
}

static void long_text_is_a_limit(void **state)
{
	(void)state;
	struct arena arena;
	struct decoded decoded;
	arena_init(&arena);
	size_t length = (size_t)LIMIT_DOCUMENT_BYTES + 1;
	char *bytes = malloc(length);
	memset(bytes, 'a', length);
	assert_int_equal(
		text_decode(&arena, (struct slice){bytes, length}, SLICE(""), &decoded, NULL),
		STATUS_LIMIT);
	assert_int_equal(
		text_decode(&arena, (struct slice){bytes, length - 1}, SLICE(""), &decoded, NULL),
		STATUS_OK);
	memset(bytes, 0xE9, length / 2); /* é: one byte in windows-1252, two in UTF-8 */
	assert_int_equal(text_decode(&arena, (struct slice){bytes, length - 1},
				     SLICE("windows-1252"), &decoded, NULL),
			 STATUS_LIMIT);
	free(bytes);
	arena_release(&arena);
}

/* Characters of two UTF-16 units must survive any place of the converter's buffer ends. */
static void long_supplementary_text_survives(void **state)
{
	(void)state;
	struct arena arena;
	struct buffer text;
	struct decoded decoded;
	arena_init(&arena);
	for (int shift = 0; shift < 2; shift++) {
		buffer_init(&text);
		buffer_append_string(&text, shift == 0 ? "\xEF\xBB\xBF"
						       : "\xEF\xBB\xBF"
							 "a");
		for (int i = 0; i < 20000; i++)
			buffer_append_string(&text, "𠀀");
		struct slice bytes = encode(&arena, text.at, "UTF-16LE");
		assert_int_equal(text_decode(&arena, bytes, SLICE(""), &decoded, NULL), STATUS_OK);
		assert_slice(decoded.text, text.at + 3);
		assert_int_equal(decoded.replaced, 0);
		buffer_release(&text);
	}
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(valid_utf8_is_borrowed),
		cmocka_unit_test(encodings_are_detected),
		cmocka_unit_test(two_sentences_in_much_markup_are_enough),
		cmocka_unit_test(a_wanted_encoding_is_used),
		cmocka_unit_test(bad_bytes_are_replaced_and_counted),
		cmocka_unit_test(other_formats_are_named),
		cmocka_unit_test(nul_characters_are_no_text_in_any_encoding),
		cmocka_unit_test(long_text_is_a_limit),
		cmocka_unit_test(long_supplementary_text_survives),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
