#include "check.h"

#include "fetch/media.h"

static struct arena arena;

static struct media read_media(const char *header, const char *target)
{
	struct media media;
	media_read(&arena, slice_from(header), slice_from(target), &media);
	return media;
}

static void type_and_charset_are_told_apart(void **state)
{
	(void)state;
	struct media media = read_media("Text/HTML; Charset=\"GB2312\"", "/x");
	assert_slice(media.type, "text/html");
	assert_slice(media.charset, "gb2312");
	assert_string_equal(media.extension, ".html");
	assert_true(media.kept);
	assert_slice(read_media("text/plain;a=b; charset='utf-8'", "/").charset, "utf-8");
	assert_slice(read_media("text/plain; charset", "/").charset, "");
	assert_slice(read_media("text/plain; charset=", "/").charset, "");
	assert_slice(read_media("text/plain;", "/").charset, "");
}

static void the_ending_decides_when_the_type_says_nothing(void **state)
{
	(void)state;
	assert_string_equal(read_media("application/octet-stream", "/a/PLAN.PDF?x=.txt").extension,
			    ".pdf");
	assert_string_equal(read_media("", "/a/plan.docx").extension, ".docx");
	assert_string_equal(read_media("", "/a/plan").extension, ".bin");
	assert_true(read_media("", "/a/plan").kept);
	/* a server that says what it is goes before the ending */
	assert_string_equal(read_media("text/html", "/a/plan.pdf").extension, ".html");
}

static void what_is_no_document_is_not_kept(void **state)
{
	(void)state;
	assert_false(read_media("image/png", "/a.html").kept);
	assert_false(read_media("video/mp4", "/").kept);
	assert_false(read_media("nonsense", "/").kept);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(type_and_charset_are_told_apart),
		cmocka_unit_test(the_ending_decides_when_the_type_says_nothing),
		cmocka_unit_test(what_is_no_document_is_not_kept),
	};
	arena_init(&arena);
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_release(&arena);
	return failed;
}
