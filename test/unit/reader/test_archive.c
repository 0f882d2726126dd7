#include "reading_check.h"

#include <locale.h>

#include "base/limits.h"

static const char *const locales[] = {"C", "C.UTF-8"};

static void names_in_gbk_and_bad_places(void **state)
{
	struct reading_fixture *f = *state;
	for (size_t i = 0; i < 2; i++) {
		setlocale(LC_ALL, locales[i]);
		read_fixture(f, "gbk.zip", "archive");
		assert_int_equal(f->reading.nested_count, 2);
		assert_slice(f->reading.nested[0].name, "规划/云岭.txt");
		assert_slice(f->reading.nested[1].name, "inner.zip");
		assert_true(slice_starts(f->reading.nested[0].bytes, SLICE("云岭省")));
		assert_slice(f->reading.note,
			     "2 members name places outside of the archive: refused");
	}
}

static void a_tar_inside_gzip(void **state)
{
	struct reading_fixture *f = *state;
	for (size_t i = 0; i < 2; i++) {
		setlocale(LC_ALL, locales[i]);
		read_fixture(f, "plans.tar.gz", "archive");
		assert_int_equal(f->reading.nested_count, 1);
		assert_slice(f->reading.nested[0].name, "规划/plan.txt");
		assert_slice(f->reading.note, "1 links and devices were passed over");
	}
}

static void one_file_inside_gzip_has_its_name(void **state)
{
	struct reading_fixture *f = *state;
	read_fixture(f, "plan.txt.gz", "archive");
	assert_int_equal(f->reading.nested_count, 1);
	assert_slice(f->reading.nested[0].name, "plan.txt");
}

static void damaged_and_empty_archives_say_so(void **state)
{
	struct reading_fixture *f = *state;
	struct slice whole = fixture_bytes(f, "plans.tar.gz");
	read_bytes(f, (struct slice){whole.at, whole.length - 40}, "archive");
	assert_int_equal(f->status, STATUS_FORMAT);
	assert_non_null(strstr(f->error.text, "truncated"));
	whole = fixture_bytes(f, "gbk.zip");
	read_bytes(f, (struct slice){whole.at, 300}, "archive");
	assert_int_equal(f->status, STATUS_OK);
	assert_non_null(strstr(f->reading.note.at, "members are missing or break off"));
	read_bytes(f, SLICE("PK\5\6\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"), "archive");
	assert_int_equal(f->status, STATUS_FORMAT);
	read_zip(f, "archive", "../a.txt", "x");
	assert_string_equal(f->error.text,
			    "its members name places outside of the archive: refused");
}

/* Stored blocks of 65,535 zeros, gzipped by hand: unpacking stops at the limit. */
static void what_unpacks_to_too_much_is_refused(void **state)
{
	struct reading_fixture *f = *state;
	struct buffer zip;
	buffer_init(&zip);
	enum { BLOCK = 65535 };
	char *zeros = calloc(1, BLOCK);
	buffer_append(&zip, SLICE("\x1F\x8B\x08\0\0\0\0\0\0\x03"));
	for (size_t i = 0; i <= LIMIT_ARCHIVE_BYTES / BLOCK + 10; i++) {
		buffer_append(&zip, SLICE("\0\xFF\xFF\0\0"));
		buffer_append(&zip, (struct slice){zeros, BLOCK});
	}
	free(zeros);
	read_bytes(f, buffer_slice(&zip), "archive");
	assert_int_equal(f->status, STATUS_LIMIT);
	assert_non_null(strstr(f->error.text, "ARCHIVE_BYTES"));
	buffer_release(&zip);
}

static void other_office_documents_are_no_archives(void **state)
{
	struct reading_fixture *f = *state;
	struct zip zip;
	zip_start(&zip);
	zip_member(&zip, SLICE("ppt/presentation.xml"), SLICE("<p/>"));
	struct slice bytes = zip_end(&zip);
	const struct handler *handler = handler_find(bytes, SLICE("a.zip"));
	assert_string_equal(handler->name, "office-other");
	read_bytes(f, bytes, handler->name);
	assert_non_null(strstr(f->error.text, "PowerPoint"));
	zip_release(&zip);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, reading_set_up, reading_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(names_in_gbk_and_bad_places),
		TEST(a_tar_inside_gzip),
		TEST(one_file_inside_gzip_has_its_name),
		TEST(damaged_and_empty_archives_say_so),
		TEST(what_unpacks_to_too_much_is_refused),
		TEST(other_office_documents_are_no_archives),
	};
	return cmocka_run_group_tests_name("reader: archives", tests, NULL, NULL);
}
