#include "sample.h"

#include <dirent.h>

#include "base/buffer.h"
#include "store/search.h"
#include "store/tokenizer.h"

/* ---- the cases of test/cases/search.txt ---- */

static bool region_by_number(const void *context, struct slice value, struct region_id *id)
{
	(void)context;
	if (value.length != 1 || value.at[0] < '1' || value.at[0] > '3')
		return false;
	id->value = (uint32_t)(value.at[0] - '0');
	return true;
}

static bool code_by_name(const void *context, struct slice value, const uint32_t **ids,
			 size_t *count)
{
	static const char *const names[] = {"compute", "data", "model", "governance"};
	static const uint32_t numbers[] = {4, 3, 2, 1}; /* any order will do */
	(void)context;
	for (size_t i = 0; i < 4; i++) {
		if (!slice_is(value, names[i]))
			continue;
		*ids = numbers + 3 - i;
		*count = 1;
		return true;
	}
	*ids = numbers;
	*count = 4;
	return slice_is(value, "all");
}

static const struct search_resolver resolver = {region_by_number, code_by_name, NULL};

static void set_metadata(struct document_metadata *metadata, struct slice key, struct slice value)
{
	if (slice_is(key, "region"))
		metadata->region_id.value = (uint32_t)(value.at[0] - '0');
	else if (slice_is(key, "date"))
		metadata->date = value;
	else if (slice_is(key, "kind"))
		metadata->kind = value;
	else if (slice_is(key, "level"))
		metadata->level = value;
	else if (slice_is(key, "language"))
		metadata->language = value;
	else if (slice_is(key, "tier"))
		metadata->tier = value;
	else
		fail_msg("no such key: %.*s", (int)key.length, key.at);
}

static void put_with(struct store *store, struct arena *arena, struct slice head, struct slice text)
{
	struct document document;
	struct shadow_text shadow;
	struct slice word, key;
	int64_t number;
	slice_cut(&head, ' ', &word);
	sample_document(arena, &document, arena_string(arena, word), arena_copy(arena, text));
	while (slice_cut(&head, ' ', &word)) {
		slice_cut(&word, '=', &key);
		set_metadata(&document.metadata, key, word);
	}
	text_normalise(arena, document.text, &shadow);
	assert_ok(store_document_put(store, &document, &shadow, &number, &sample_error));
}

static void put_regions(struct store *store)
{
	const struct stored_name regions[] = {
		{1, 0, SLICE("北地"), SLICE("N"), SLICE("west"), SLICE("10")},
		{2, 0, SLICE("南地"), SLICE("S"), SLICE("east"), SLICE("20")},
		{3, 2, SLICE("南城"), SLICE("SC"), SLICE("east"), SLICE("21")},
	};
	assert_ok(store_regions_put(store, regions, 3, &sample_error));
}

static void show_hit(const struct search_hit *hit, struct buffer *out)
{
	uint32_t at = hit->text_span.start;
	buffer_append_string(out, "> ");
	for (size_t i = 0; i <= hit->mark_count; i++) {
		uint32_t end = i < hit->mark_count ? hit->marks[i].start : hit->text_span.end;
		buffer_append(out, slice_span(hit->passage_text,
					      (struct span){at - hit->text_span.start,
							    end - hit->text_span.start}));
		if (i == hit->mark_count)
			break;
		buffer_append_string(out, "[[");
		at = hit->marks[i].end;
		buffer_append(out, slice_span(hit->passage_text,
					      (struct span){end - hit->text_span.start,
							    at - hit->text_span.start}));
		buffer_append_string(out, "]]");
	}
	buffer_append_byte(out, '\n');
}

struct search_case {
	struct slice query;
	enum search_unit unit;
	struct buffer wanted; /* lines with > */
	uint32_t line, column;
	struct slice message; /* empty: no error */
};

/* Says what is wrong and goes on to the next case. */
static bool run_case(struct store *store, struct search_case *one)
{
	struct arena arena;
	struct buffer got;
	struct search_result result;
	struct error error = {.status = STATUS_OK};
	struct search_options options = {.unit = one->unit};
	bool good = true;
	arena_init(&arena);
	buffer_init(&got);
	enum status status =
		store_search(store, NULL, &arena, one->query, &options, &resolver, &result, &error);
	if (one->message.length > 0) {
		good = status == STATUS_USAGE && error.column == one->column &&
		       slice_find(slice_from(error.text), one->message, 0) != SIZE_MAX;
		if (!good)
			print_error("search.txt:%u: status %s, column %u: %s\n", one->line,
				    status_name(status), error.column, error.text);
	} else if (status != STATUS_OK) {
		good = false;
		print_error("search.txt:%u: %s\n", one->line, error.text);
	} else {
		for (size_t i = 0; i < result.hit_count; i++)
			show_hit(&result.hits[i], &got);
		good = strcmp(got.at, one->wanted.at) == 0 &&
		       result.passage_total == result.hit_count;
		if (!good)
			print_error("search.txt:%u: got\n%swanted\n%s", one->line, got.at,
				    one->wanted.at);
	}
	buffer_release(&got);
	arena_release(&arena);
	return good;
}

static struct slice read_file(struct arena *arena, const char *path)
{
	FILE *file = fopen(path, "rb");
	if (file == NULL)
		return (struct slice){NULL, 0};
	fseek(file, 0, SEEK_END);
	long size = ftell(file);
	rewind(file);
	char *bytes = arena_alloc(arena, (size_t)size + 1, 1);
	size_t length = fread(bytes, 1, (size_t)size, file);
	fclose(file);
	return (struct slice){bytes, length};
}

static struct slice after(struct slice line, size_t bytes)
{
	return line.length < bytes ? (struct slice){"", 0}
				   : (struct slice){line.at + bytes, line.length - bytes};
}

static void start_case(struct search_case *one, struct slice line, uint32_t number)
{
	one->line = number;
	one->unit = SEARCH_PARAGRAPH;
	one->query = after(line, 2);
	if (slice_starts(line, SLICE("?sentence"))) {
		one->unit = SEARCH_SENTENCE;
		one->query = after(line, 10);
	} else if (slice_starts(line, SLICE("?document"))) {
		one->unit = SEARCH_DOCUMENT;
		one->query = after(line, 10);
	}
	one->message = (struct slice){"", 0};
	buffer_clear(&one->wanted);
}

static void read_error_line(struct search_case *one, struct slice line)
{
	one->message = after(line, 2);
	one->column = 0;
	while (one->message.length > 0 && one->message.at[0] >= '0' && one->message.at[0] <= '9') {
		one->column = one->column * 10 + (uint32_t)(one->message.at[0] - '0');
		one->message = after(one->message, 1);
	}
	one->message = after(one->message, 1);
}

static void every_case_finds_what_it_says(void **state)
{
	(void)state;
	struct arena arena;
	struct buffer text;
	arena_init(&arena);
	buffer_init(&text);
	struct store *store = sample_open(sample_path(&arena, "search"), STORE_CREATE);
	put_regions(store);
	struct slice rest =
		read_file(&arena, arena_printf(&arena, "%s/test/cases/search.txt", source_root()));
	struct slice line, head = {"", 0};
	struct search_case one = {.query = {NULL, 0}};
	buffer_init(&one.wanted);
	size_t cases = 0, failed = 0;
	assert_non_null(rest.at);
	assert_ok(store_begin(store, &sample_error));
	for (uint32_t number = 1; slice_cut(&rest, '\n', &line); number++) {
		char kind = line.length == 0 ? '#' : line.at[0];
		if (head.length > 0 && kind != '|' && kind != '~' && kind != '#') {
			put_with(store, &arena, head, buffer_slice(&text));
			buffer_clear(&text);
			head.length = 0;
		}
		if (kind == '?') {
			if (one.query.at != NULL)
				failed += !run_case(store, &one);
			start_case(&one, line, number);
			cases++;
		} else if (kind == '+') {
			head = after(line, 2);
		} else if (kind == '|' || kind == '~') {
			buffer_append(&text, kind == '|' ? after(line, 2) : line);
			buffer_append_byte(&text, '\n');
		} else if (kind == '>') {
			buffer_append(&one.wanted, line);
			buffer_append_byte(&one.wanted, '\n');
		} else if (kind == '!') {
			read_error_line(&one, line);
		}
	}
	failed += !run_case(store, &one);
	assert_int_equal(failed, 0);
	assert_true(cases > 80);
	assert_ok(store_commit(store, &sample_error));
	store_close(store);
	buffer_release(&one.wanted);
	buffer_release(&text);
	arena_release(&arena);
}

/* ---- against a plain scan ---- */

struct expected {
	int64_t passage;
	struct span marks[64];
	size_t mark_count;
};

/* The text as the search sees it, made without the search's own code: characters with white space
 * runs as one space, and the canonical span of each. */
struct plain {
	uint32_t *characters;
	struct span *spans;
	size_t count;
};

static struct plain plain_of(struct arena *arena, struct slice text, uint32_t base)
{
	struct shadow_text shadow;
	text_normalise(arena, text, &shadow);
	struct plain plain = {arena_array(arena, uint32_t, shadow.count),
			      arena_array(arena, struct span, shadow.count), 0};
	for (size_t i = 0; i < shadow.count; i++) {
		uint32_t c = shadow.characters[i];
		bool space = is_space(c);
		if (space && plain.count > 0 && plain.characters[plain.count - 1] == ' ')
			continue;
		struct span span = shadow_span(&shadow, i, i + 1);
		plain.characters[plain.count] = space ? ' ' : c;
		plain.spans[plain.count++] = (struct span){span.start + base, span.end + base};
	}
	return plain;
}

static bool word_part(const struct plain *plain, size_t i)
{
	return i < plain->count && character_class(plain->characters[i]) == CHARACTER_RUN;
}

static bool cuts_word(const struct plain *plain, size_t i)
{
	return i > 0 && word_part(plain, i - 1) && word_part(plain, i);
}

static void expect_mark(struct expected *expected, struct span passage, struct span mark)
{
	mark.start = mark.start < passage.start ? passage.start : mark.start;
	mark.end = mark.end > passage.end ? passage.end : mark.end;
	struct span *last =
		expected->mark_count == 0 ? NULL : &expected->marks[expected->mark_count - 1];
	if (last != NULL && mark.start < last->end)
		last->end = mark.end > last->end ? mark.end : last->end;
	else if (expected->mark_count < 64)
		expected->marks[expected->mark_count++] = mark;
}

/* Every passage of the document that the term touches, by comparing at every place. */
static size_t scan(struct arena *arena, const struct document *document, int64_t first_passage,
		   const struct plain *blocks, const struct plain *term, struct expected *expected)
{
	size_t found = 0;
	for (uint32_t p = 0; p < document->passage_count; p++) {
		const struct plain *text = &blocks[document->passages[p].block];
		struct span passage = document->passages[p].span;
		struct expected *one = &expected[found];
		*one = (struct expected){.passage = first_passage + p};
		for (size_t i = 0; i + term->count <= text->count; i++) {
			if (text->spans[i].start >= passage.end)
				break;
			size_t end = i + term->count;
			if (memcmp(text->characters + i, term->characters,
				   term->count * sizeof *term->characters) != 0 ||
			    cuts_word(text, i) || cuts_word(text, end) ||
			    text->spans[end - 1].end <= passage.start)
				continue;
			expect_mark(one, passage,
				    (struct span){text->spans[i].start, text->spans[end - 1].end});
		}
		found += one->mark_count > 0;
	}
	(void)arena;
	return found;
}

struct scanned {
	struct document document;
	int64_t first_passage;
	struct plain *blocks;
};

static void assert_found_as_scanned(struct store *store, const struct scanned *all, size_t count,
				    struct slice query_text, size_t capacity)
{
	struct arena arena;
	struct buffer query;
	struct search_result result;
	struct search_options options = {0};
	arena_init(&arena);
	buffer_init(&query);
	buffer_printf(&query, "\"%.*s\"", (int)query_text.length, query_text.at);
	assert_ok(store_search(store, NULL, &arena, buffer_slice(&query), &options, NULL, &result,
			       &sample_error));
	struct plain term = plain_of(&arena, query_text, 0);
	struct expected *expected = arena_array(&arena, struct expected, capacity + 1);
	size_t at = 0;
	for (size_t d = 0; d < count; d++) {
		size_t found = scan(&arena, &all[d].document, all[d].first_passage, all[d].blocks,
				    &term, expected);
		for (size_t i = 0; i < found; i++, at++) {
			const struct search_hit *hit = &result.hits[at];
			if (at >= result.hit_count || hit->passage != expected[i].passage ||
			    (expected[i].mark_count < 64 &&
			     (hit->mark_count != expected[i].mark_count ||
			      memcmp(hit->marks, expected[i].marks,
				     hit->mark_count * sizeof *hit->marks) != 0)))
				fail_msg("%s: hit %zu differs, document %zu", query.at, at, d);
		}
	}
	if (at != result.hit_count)
		fail_msg("%s: %zu hits, wanted %zu", query.at, result.hit_count, at);
	buffer_release(&query);
	arena_release(&arena);
}

/* length characters of text from the n-th on, if they make a phrase; else false */
static bool substring(struct slice text, size_t from, size_t length, struct slice *part)
{
	size_t at = from, bytes;
	bool has_token = false;
	while (at < text.length && ((unsigned char)text.at[at] & 0xC0) == 0x80)
		at++;
	part->at = text.at + at;
	for (size_t i = 0; i < length; i++) {
		if (at >= text.length)
			return false;
		uint32_t c = utf8_read(text, at, &bytes);
		if (c == '"' || c == 0xFF02 || c == '\n')
			return false;
		if (is_space(c) && (i == 0 || i + 1 == length))
			return false; /* a phrase is trimmed */
		has_token |= character_class(c) != CHARACTER_SEPARATOR;
		at += bytes;
	}
	part->length = (size_t)(text.at + at - part->at);
	return has_token;
}

static void add_scanned(struct store *store, struct arena *arena, const char *id, struct slice text,
			struct scanned *scanned, int64_t *next_passage)
{
	struct shadow_text shadow;
	int64_t key;
	struct document *document = &scanned->document;
	sample_document(arena, document, id, text);
	text_normalise(arena, text, &shadow);
	assert_ok(store_document_put(store, document, &shadow, &key, &sample_error));
	scanned->first_passage = *next_passage;
	*next_passage += (int64_t)document->passage_count;
	scanned->blocks = arena_array(arena, struct plain, document->block_count);
	for (size_t i = 0; i < document->block_count; i++)
		scanned->blocks[i] = plain_of(arena, slice_span(text, document->blocks[i].span),
					      document->blocks[i].span.start);
}

static void sample_substrings(struct store *store, const struct scanned *all, size_t count,
			      size_t tries, uint64_t *seed)
{
	static const size_t lengths[] = {1, 2, 3, 5};
	size_t largest = 0;
	for (size_t i = 0; i < count; i++)
		if (all[i].document.passage_count > largest)
			largest = all[i].document.passage_count;
	for (size_t i = 0; i < tries; i++) {
		struct slice text = all[sample_random(seed) % count].document.text, part;
		if (text.length > 0 &&
		    substring(text, sample_random(seed) % text.length, lengths[i % 4], &part))
			assert_found_as_scanned(store, all, count, part, largest);
	}
}

static void a_search_finds_what_a_scan_finds(void **state)
{
	(void)state;
	static const char *const pieces[] = {"算", "力", "数", "据", "a", "i",	"AI", "1",  "Ａ",
					     " ",  "　", "，", "。", "+", "\n", "ガ", "가", "é",
					     "ﬁ",  "㎏", ".",  "“",  "”", "𠀀", "'",  "_"};
	enum { PIECES = sizeof pieces / sizeof *pieces, DOCUMENTS = 40 };
	static struct scanned all[DOCUMENTS];
	struct arena arena;
	struct buffer text;
	uint64_t seed = 7;
	int64_t next_passage = 1;
	arena_init(&arena);
	buffer_init(&text);
	struct store *store = sample_open(sample_path(&arena, "scan"), STORE_CREATE);
	assert_ok(store_begin(store, &sample_error));
	for (int d = 0; d < DOCUMENTS; d++) {
		buffer_clear(&text);
		for (uint32_t i = sample_random(&seed) % 200; i > 0; i--)
			buffer_append_string(&text, pieces[sample_random(&seed) % PIECES]);
		add_scanned(store, &arena, arena_printf(&arena, "d%d", d),
			    arena_copy(&arena, buffer_slice(&text)), &all[d], &next_passage);
	}
	assert_ok(store_commit(store, &sample_error));
	sample_substrings(store, all, DOCUMENTS, 6000, &seed);
	store_close(store);
	buffer_release(&text);
	arena_release(&arena);
}

static void a_search_finds_what_a_scan_finds_in_the_reports(void **state)
{
	(void)state;
	enum { REPORTS = 64 };
	static struct scanned all[REPORTS];
	struct arena arena;
	uint64_t seed = 31;
	int64_t next_passage = 1;
	size_t count = 0;
	arena_init(&arena);
	const char *folder = arena_printf(&arena, "%s/corpora/cn-prov-gwr-2026/txt", shared_root());
	DIR *directory = opendir(folder);
	if (directory == NULL) {
		print_message("# no reports in %s\n", folder);
		arena_release(&arena);
		skip();
	}
	struct store *store = sample_open(sample_path(&arena, "reports"), STORE_CREATE);
	assert_ok(store_begin(store, &sample_error));
	for (struct dirent *entry; (entry = readdir(directory)) != NULL && count < REPORTS;) {
		if (!slice_ends(slice_from(entry->d_name), SLICE(".txt")))
			continue;
		struct slice text =
			read_file(&arena, arena_printf(&arena, "%s/%s", folder, entry->d_name));
		add_scanned(store, &arena, arena_printf(&arena, "%s", entry->d_name), text,
			    &all[count++], &next_passage);
	}
	closedir(directory);
	assert_ok(store_commit(store, &sample_error));
	assert_true(count > 0);
	sample_substrings(store, all, count, 400, &seed);
	store_close(store);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_case_finds_what_it_says),
		cmocka_unit_test(a_search_finds_what_a_scan_finds),
		cmocka_unit_test(a_search_finds_what_a_scan_finds_in_the_reports),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
