#define _XOPEN_SOURCE 700 /* nftw */
#include "place.h"

#include "base/hash.h"
#include "base/limits.h"
#include "read/readers.h"

static int set_up(void **state)
{
	struct place *place = malloc(sizeof *place);
	place_init(place);
	*state = place;
	return 0;
}

static int tear_down(void **state)
{
	place_release(*state);
	free(*state);
	return 0;
}

/* Lists the file and reads its first document. */
static enum status read_first(struct place *place, const char *name, struct document *document,
			      struct slice *warning)
{
	LIST(place, name);
	assert_int_equal(place->source.item_count > 0, 1);
	place->error = (struct error){0};
	return document_read(&place->arena,
			     &(struct document_request){.item = &place->source.items[0],
							.options = &place->options},
			     document, warning, &place->error);
}

static void check_hash(const struct document *document, struct slice bytes)
{
	char hex[65];
	sha256_hex(bytes, hex);
	assert_slice(document->metadata.sha256, hex);
}

static void a_file_gives_text_hash_and_encoding(void **state)
{
	struct place *place = *state;
	struct document document;
	struct slice warning;
	place_file(place, "a.txt", "发展算力。\r\n第二行");
	assert_int_equal(read_first(place, "a.txt", &document, &warning), STATUS_OK);
	assert_slice(document.text, "发展算力。\r\n第二行");
	check_hash(&document, document.text);
	assert_slice(document.metadata.encoding, "utf-8");
	assert_true(document.metadata.how.length > 0);
	assert_slice(document.metadata.path, place->source.items[0].path.at);
	assert_int_equal(warning.length, 0);
}

static void the_hash_is_of_the_bytes_not_of_the_text(void **state)
{
	struct place *place = *state;
	struct document document;
	struct slice warning;
	struct slice bytes = SLICE("\xFF\xFE\x97\x7B\x9B\x52");
	place_bytes(place, "a.txt", bytes);
	assert_int_equal(read_first(place, "a.txt", &document, &warning), STATUS_OK);
	assert_slice(document.text, "算力");
	check_hash(&document, bytes);
}

static void a_row_gives_its_own_text_and_hash(void **state)
{
	struct place *place = *state;
	struct document document;
	struct slice warning;
	place_file(place, "a.csv", "id,text\n1,\"one \"\"text\"\"\"\n");
	assert_int_equal(read_first(place, "a.csv", &document, &warning), STATUS_OK);
	assert_slice(document.text, "one \"text\"");
	check_hash(&document, document.text);
	assert_slice(document.metadata.encoding, "utf-8");
}

static void the_encoding_option_is_for_files_and_tables(void **state)
{
	struct place *place = *state;
	struct document document;
	struct slice warning;
	place->options.encoding = SLICE("gb18030");
	place_bytes(place, "a.txt", SLICE("\xCB\xE3\xC1\xA6"));
	assert_int_equal(read_first(place, "a.txt", &document, &warning), STATUS_OK);
	assert_slice(document.text, "算力");
	place_bytes(place, "a.csv", SLICE("text\n\xCB\xE3\xC1\xA6\n"));
	assert_int_equal(read_first(place, "a.csv", &document, &warning), STATUS_OK);
	assert_slice(document.text, "算力");
	assert_slice(document.metadata.encoding, "gb18030");
}

static void lost_characters_are_counted(void **state)
{
	struct place *place = *state;
	struct document document;
	struct slice warning;
	place->options.encoding = SLICE("utf-8");
	place_bytes(place, "a.txt", SLICE("good \xFF and bad"));
	assert_int_equal(read_first(place, "a.txt", &document, &warning), STATUS_OK);
	assert_slice(document.text, "good \xEF\xBF\xBD and bad");
	assert_true(slice_starts(warning, SLICE("1 characters could not be read as utf-8")));
}

/* What each kind of bad file is called; the first word says whether the message names a remedy. */
static void what_cannot_be_read_says_why(void **state)
{
	struct place *place = *state;
	static const struct {
		const char *name;
		struct slice bytes;
		enum status status;
		const char *says;
	} rows[] = {
		{"empty.txt", {"", 0}, STATUS_FORMAT, "is empty"},
		{"space.txt", {" \n\t\xE3\x80\x80", 6}, STATUS_FORMAT, "only white space"},
		{"a.pptx",
		 {"PK\x03\x04__ppt/presentation.xml", 27},
		 STATUS_FORMAT,
		 "cannot read pptx yet: "},
		{"a.7z", {"7z\xBC\xAF__", 6}, STATUS_FORMAT, "cannot read 7z and rar archives"},
		{"a.mht", {"<p>hello</p>", 12}, STATUS_FORMAT, "cannot read web archives yet: "},
		{"page", {"\n<!DOCTYPE html><html>", 22}, STATUS_FORMAT, "holds no text"},
		{"a.doc",
		 {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1.", 9},
		 STATUS_FORMAT,
		 "cannot read old Office files"},
		{"a.rtf", {"{\\rtf1 hello}", 13}, STATUS_FORMAT, "cannot read RTF yet: "},
		{"a.png", {"\x89PNG\r\n\x1a\n", 8}, STATUS_FORMAT, "cannot read pictures yet: "},
		{"odd.txt",
		 {"\0\1\2\3\0\5\6\7\1\2\3\4\5\6\0\0\1\2\3\4\5\0\0", 23},
		 STATUS_FORMAT,
		 "is no text"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct document document;
		struct slice warning;
		place_bytes(place, rows[i].name, rows[i].bytes);
		enum status status = read_first(place, rows[i].name, &document, &warning);
		if (status != rows[i].status || strstr(place->error.text, rows[i].says) == NULL)
			fail_msg("%s: status %d, \"%s\"", rows[i].name, (int)status,
				 place->error.text);
		assert_non_null(strstr(place->error.place, rows[i].name));
	}
}

static void a_file_that_went_away_is_named(void **state)
{
	struct place *place = *state;
	struct document document;
	struct slice warning;
	place_file(place, "a.csv", "id,file\n1,b.txt\n");
	place_file(place, "b.txt", "x");
	LIST(place, "a.csv");
	assert_int_equal(unlink(place_path(place, "b.txt")), 0);
	assert_int_equal(document_read(&place->arena,
				       &(struct document_request){.item = &place->source.items[0],
								  .options = &place->options},
				       &document, &warning, &place->error),
			 STATUS_IO);
	assert_non_null(strstr(place->error.place, "b.txt"));
	assert_int_equal(place->error.line, 2);
}

/* A pipe must not hang the program. */
static void only_regular_files_are_opened(void **state)
{
	struct place *place = *state;
	struct document document;
	struct slice warning;
	assert_int_equal(mkfifo(place_path(place, "pipe"), 0600), 0);
	assert_int_equal(read_first(place, "pipe", &document, &warning), STATUS_FORMAT);
	assert_non_null(strstr(place->error.text, "no regular file"));
}

static void a_file_over_the_limit_is_refused_by_its_size(void **state)
{
	struct place *place = *state;
	struct document document;
	struct slice warning;
	place_file(place, "a.txt", "x");
	assert_int_equal(truncate(place_path(place, "a.txt"), 2 * (off_t)LIMIT_DOCUMENT_BYTES + 1),
			 0);
	assert_int_equal(read_first(place, "a.txt", &document, &warning), STATUS_LIMIT);
	assert_non_null(strstr(place->error.text, "READER_INPUT_BYTES"));
}

static void a_web_page_comes_in_through_its_process(void **state)
{
	struct place *place = *state;
	struct document document;
	struct slice warning;
	place_file(place, "a.txt",
		   "<html><meta name=PubDate content=2026-01-30><title>某省工作报告</title>"
		   "<p>建设算力，发展智能产业。</html>");
	assert_int_equal(read_first(place, "a.txt", &document, &warning), STATUS_OK);
	assert_slice(document.text, "建设算力，发展智能产业。");
	assert_int_equal(document.block_count, 1);
	assert_slice(document.metadata.date, "2026-01-30");
	assert_slice(document.metadata.date_rule, "meta PubDate");
	assert_slice(document.metadata.title, "某省工作报告");
	assert_int_equal(warning.length, 0);
}

static void bytes_that_are_known_are_not_read_again(void **state)
{
	struct place *place = *state;
	struct document document;
	struct slice warning;
	place_file(place, "a.html", "<html><p>建设算力，发展智能产业。</html>");
	assert_int_equal(read_first(place, "a.html", &document, &warning), STATUS_OK);
	struct document_request request = {.item = &place->source.items[0],
					   .options = &place->options,
					   .known_sha256 = document.metadata.sha256};
	const char *given = getenv("QIPAN_READER");
	char *reader = strdup(given == NULL ? "" : given);
	setenv("QIPAN_READER", "/no/such/program", 1);
	assert_int_equal(document_read(&place->arena, &request, &document, &warning, &place->error),
			 STATUS_OK);
	assert_int_equal(document.text.length, 0);
	assert_slice(document.metadata.sha256, request.known_sha256.at);
	setenv("QIPAN_READER", reader, 1);
	free(reader);
}

static void content_goes_before_name(void **state)
{
	(void)state;
	assert_string_equal(reader_find(SLICE("%PDF-"), SLICE("a.csv"))->name, "PDF");
	assert_string_equal(reader_find(SLICE("plain"), SLICE("a.pdf"))->name, "PDF");
	assert_string_equal(reader_find(SLICE("id,text"), SLICE("x/A.CSV"))->name, "csv table");
	assert_string_equal(reader_find(SLICE(""), SLICE("a.ndjson"))->name, "JSON table");
	assert_string_equal(reader_find(SLICE("text"), SLICE("report.final"))->name, "plain text");
	assert_string_equal(reader_find(SLICE("text"), SLICE(".pdf"))->name, "plain text");
	assert_slice(name_stem(SLICE("a/b.txt")), "a/b");
	assert_slice(name_stem(SLICE("a.b/c")), "a.b/c");
	assert_slice(name_stem(SLICE(".txt")), ".txt");
	assert_slice(name_stem(SLICE("plan.v2")), "plan.v2");
	assert_slice(name_stem(SLICE("plan.2026.MD")), "plan.2026");
	assert_true(is_address(SLICE("https://a.b/c")));
	assert_true(is_address(SLICE("HTTP://a")));
	assert_false(is_address(SLICE("a/b://c")));
	assert_false(is_address(SLICE("://c")));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_web_page_comes_in_through_its_process),
		TEST(bytes_that_are_known_are_not_read_again),
		TEST(a_file_gives_text_hash_and_encoding),
		TEST(the_hash_is_of_the_bytes_not_of_the_text),
		TEST(a_row_gives_its_own_text_and_hash),
		TEST(the_encoding_option_is_for_files_and_tables),
		TEST(lost_characters_are_counted),
		TEST(what_cannot_be_read_says_why),
		TEST(a_file_that_went_away_is_named),
		TEST(only_regular_files_are_opened),
		TEST(a_file_over_the_limit_is_refused_by_its_size),
		cmocka_unit_test(content_goes_before_name),
	};
	return cmocka_run_group_tests_name("read/document_read", tests, NULL, NULL);
}
