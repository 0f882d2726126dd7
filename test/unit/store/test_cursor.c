#include "sample.h"

enum { DOCUMENTS = 24 };

struct put {
	struct document document;
	struct stored_document stored;
	int64_t first_passage;
};

/* Documents of three regions, three kinds and dates, some with two editions. */
static void fill(struct store *store, struct arena *arena, struct put puts[DOCUMENTS])
{
	static const char *const pieces[] = {"算力", "数据", "model ", "治理", "。", "\n", "\n~图"};
	static const char *const kinds[] = {"report", "plan", "article"};
	static const char *const dates[] = {"2026-01-27", "2025", ""};
	uint64_t seed = 3;
	int64_t next_passage = 1;
	struct buffer text;
	buffer_init(&text);
	assert_ok(store_begin(store, &sample_error));
	for (int i = 0; i < DOCUMENTS; i++) {
		struct document *document = &puts[i].document;
		struct shadow_text shadow;
		buffer_clear(&text);
		for (uint32_t n = sample_random(&seed) % 60; n > 0; n--)
			buffer_append_string(&text, pieces[sample_random(&seed) % 7]);
		sample_document(arena, document, arena_printf(arena, "d%d", i % 18),
				arena_copy(arena, buffer_slice(&text)));
		document->metadata.region_id.value = 3 - (uint32_t)i % 3;
		document->metadata.kind = slice_from(kinds[sample_random(&seed) % 3]);
		document->metadata.date = slice_from(dates[sample_random(&seed) % 3]);
		for (size_t m = 0; m < document->mention_count; m++)
			document->mentions[m].state = (uint8_t)(sample_random(&seed) % 4);
		text_normalise(arena, document->text, &shadow);
		assert_ok(store_document_put(store, document, &shadow, &puts[i].stored.key,
					     &sample_error));
		puts[i].stored.current = true;
		puts[i].stored.edition = 1;
		puts[i].first_passage = next_passage;
		next_passage += (int64_t)document->passage_count;
		if (i >= 18) {
			puts[i - 18].stored.current = false;
			puts[i].stored.edition = 2;
		}
	}
	assert_ok(store_commit(store, &sample_error));
	buffer_release(&text);
}

static bool listed(const uint32_t *numbers, size_t count, uint32_t number)
{
	for (size_t i = 0; i < count; i++)
		if (numbers[i] == number)
			return true;
	return false;
}

static bool date_fits(const struct passage_filter *filter, struct slice date)
{
	if (filter->date_from.length == 0 && filter->date_to.length == 0)
		return true;
	if (date.length == 0)
		return false;
	char from[11] = "0000-00-00", to[11] = "9999-99-99", low[11] = "0000-00-00",
	     high[11] = "9999-99-99";
	if (filter->date_from.length > 0)
		memcpy(from, filter->date_from.at, filter->date_from.length);
	if (filter->date_to.length > 0)
		memcpy(to, filter->date_to.at, filter->date_to.length);
	memcpy(low, date.at, date.length);
	memcpy(high, date.at, date.length);
	return strcmp(high, from) >= 0 && strcmp(low, to) <= 0;
}

static bool passage_fits(const struct passage_filter *filter, const struct put *put, uint32_t p,
			 bool with_rejected)
{
	const struct document *document = &put->document;
	const struct document_metadata *metadata = &document->metadata;
	int64_t id = put->first_passage + p;
	bool by_id = false, by_code = false;
	for (size_t i = 0; i < filter->id_count; i++)
		by_id |= filter->ids[i] == id;
	for (size_t i = 0; i < document->mention_count; i++)
		by_code |=
			document->mentions[i].passage == p &&
			(document->mentions[i].state != MENTION_REJECTED || with_rejected) &&
			listed(filter->codes, filter->code_count, document->mentions[i].code.value);
	return (filter->ids != NULL ? by_id : put->stored.current) &&
	       (filter->codes == NULL || by_code) &&
	       (filter->regions == NULL ||
		listed(filter->regions, filter->region_count, metadata->region_id.value)) &&
	       (filter->orientations == 0 ||
		(filter->orientations >> document->passages[p].orientation & 1) != 0) &&
	       (filter->kind.length == 0 || slice_equal(filter->kind, metadata->kind)) &&
	       (filter->document.length == 0 || slice_equal(filter->document, metadata->id)) &&
	       date_fits(filter, metadata->date);
}

static void check_passages(struct store *store, const struct put puts[DOCUMENTS],
			   const struct passage_filter *filter)
{
	struct passage_cursor *cursor;
	struct passage_row row;
	bool more;
	assert_ok(passages_open(store, filter, &cursor, &sample_error));
	for (uint32_t region = 1; region <= 3; region++) {
		for (int d = 0; d < DOCUMENTS; d++) {
			const struct document *document = &puts[d].document;
			if (document->metadata.region_id.value != region)
				continue;
			for (uint32_t p = 0; p < document->passage_count; p++) {
				if (!passage_fits(filter, &puts[d], p, false))
					continue;
				const struct passage *wanted = &document->passages[p];
				assert_ok(passages_step(cursor, &more, &row, &sample_error));
				assert_true(more);
				assert_int_equal(row.id, puts[d].first_passage + p);
				assert_int_equal(row.document_key, puts[d].stored.key);
				assert_int_equal(row.sequence, p);
				assert_int_equal(row.block, wanted->block);
				assert_int_equal(row.span.start, wanted->span.start);
				assert_int_equal(row.span.end, wanted->span.end);
				assert_int_equal(row.characters, wanted->characters);
				assert_int_equal(row.orientation, wanted->orientation);
				assert_int_equal(row.rule, wanted->rule);
				assert_int_equal(row.region.value, region);
			}
		}
	}
	for (int again = 0; again < 2; again++) { /* the end stays the end */
		assert_ok(passages_step(cursor, &more, &row, &sample_error));
		assert_false(more);
	}
	passages_close(cursor);
}

static void check_mentions(struct store *store, const struct put puts[DOCUMENTS],
			   const struct passage_filter *filter, bool with_rejected)
{
	struct mention_cursor *cursor;
	struct mention_row row;
	bool more;
	int64_t last_id = 0;
	assert_ok(mentions_open(store, filter, with_rejected, &cursor, &sample_error));
	for (uint32_t region = 1; region <= 3; region++) {
		for (int d = 0; d < DOCUMENTS; d++) {
			const struct document *document = &puts[d].document;
			if (document->metadata.region_id.value != region)
				continue;
			for (size_t m = 0; m < document->mention_count; m++) {
				const struct mention *wanted = &document->mentions[m];
				if (!passage_fits(filter, &puts[d], wanted->passage,
						  with_rejected) ||
				    (wanted->state == MENTION_REJECTED && !with_rejected) ||
				    (filter->codes != NULL &&
				     !listed(filter->codes, filter->code_count,
					     wanted->code.value)))
					continue;
				assert_ok(mentions_step(cursor, &more, &row, &sample_error));
				assert_true(more);
				assert_int_not_equal(row.id, last_id);
				last_id = row.id;
				assert_int_equal(row.passage,
						 puts[d].first_passage + wanted->passage);
				assert_int_equal(row.document_key, puts[d].stored.key);
				assert_int_equal(row.code, wanted->code.value);
				assert_int_equal(row.pattern, wanted->pattern);
				assert_int_equal(row.span.start, wanted->span.start);
				assert_int_equal(row.span.end, wanted->span.end);
				assert_int_equal(row.state, wanted->state);
			}
		}
	}
	assert_ok(mentions_step(cursor, &more, &row, &sample_error));
	assert_false(more);
	mentions_close(cursor);
}

static void cursors_give_what_the_filter_says(void **state)
{
	(void)state;
	static struct put puts[DOCUMENTS];
	static const uint32_t numbers[] = {1, 3, 2, 4, 99};
	static const struct slice dates[] = {{"2025", 4}, {"2026-01", 7}, {"2026-01-28", 10}};
	struct arena arena;
	uint64_t seed = 5;
	arena_init(&arena);
	struct store *store = sample_open(sample_path(&arena, "cursor"), STORE_CREATE);
	fill(store, &arena, puts);
	for (int round = 0; round < 400; round++) {
		int64_t ids[40];
		struct passage_filter filter = {0};
		if (sample_random(&seed) % 2 == 0) {
			filter.regions = numbers + sample_random(&seed) % 3;
			filter.region_count = sample_random(&seed) % 3;
		}
		if (sample_random(&seed) % 2 == 0) {
			filter.codes = numbers + sample_random(&seed) % 3;
			filter.code_count = sample_random(&seed) % 3;
		}
		if (sample_random(&seed) % 3 == 0) {
			for (int i = 0; i < 40; i++)
				ids[i] = sample_random(&seed) % 200;
			filter.ids = ids;
			filter.id_count = sample_random(&seed) % 41;
		}
		filter.orientations = sample_random(&seed) % 8;
		if (sample_random(&seed) % 4 == 0)
			filter.kind = SLICE("plan");
		if (sample_random(&seed) % 4 == 0)
			filter.document = SLICE("d3");
		if (sample_random(&seed) % 4 == 0)
			filter.date_from = dates[sample_random(&seed) % 3];
		if (sample_random(&seed) % 4 == 0)
			filter.date_to = dates[sample_random(&seed) % 3];
		if (round == 0)
			filter = (struct passage_filter){0};
		check_passages(store, puts, &filter);
		check_mentions(store, puts, &filter, false);
		check_mentions(store, puts, &filter, true);
	}
	store_close(store);
	arena_release(&arena);
}

static void patterns_are_counted_over_current_editions(void **state)
{
	(void)state;
	static struct put puts[DOCUMENTS];
	uint64_t counts[4], wanted_counts[4] = {0};
	uint32_t documents[4], wanted_documents[4] = {0};
	struct arena arena;
	arena_init(&arena);
	struct store *store = sample_open(sample_path(&arena, "patterns"), STORE_CREATE);
	fill(store, &arena, puts);
	for (int d = 0; d < DOCUMENTS; d++) {
		bool seen[4] = {false};
		for (size_t m = 0; m < puts[d].document.mention_count; m++) {
			const struct mention *mention = &puts[d].document.mentions[m];
			if (!puts[d].stored.current || mention->state == MENTION_REJECTED)
				continue;
			wanted_counts[mention->pattern]++;
			wanted_documents[mention->pattern] += !seen[mention->pattern];
			seen[mention->pattern] = true;
		}
	}
	assert_ok(store_pattern_hits(store, 4, counts, documents, &sample_error));
	for (int i = 0; i < 4; i++) {
		assert_int_equal(counts[i], wanted_counts[i]);
		assert_int_equal(documents[i], wanted_documents[i]);
		assert_true(counts[i] > 0);
	}
	/* patterns beyond the codebook's end are left out, not written past the arrays */
	assert_ok(store_pattern_hits(store, 2, counts, documents, &sample_error));
	assert_int_equal(counts[1], wanted_counts[1]);
	store_close(store);
	arena_release(&arena);
}

static void region_mentions_come_with_their_passages(void **state)
{
	(void)state;
	static struct put puts[DOCUMENTS];
	struct region_mention_row *rows;
	size_t count;
	struct arena arena;
	arena_init(&arena);
	struct store *store = sample_open(sample_path(&arena, "regions"), STORE_CREATE);
	fill(store, &arena, puts);
	for (int d = 0; d < DOCUMENTS; d++) {
		assert_ok(store_region_mentions(store, &arena, puts[d].stored.key, &rows, &count,
						&sample_error));
		assert_int_equal(count, puts[d].document.region_mention_count);
		for (size_t i = 0; i < count; i++) {
			const struct region_mention *wanted = &puts[d].document.region_mentions[i];
			assert_int_equal(rows[i].passage, puts[d].first_passage + wanted->passage);
			assert_int_equal(rows[i].region.value, wanted->region.value);
			assert_int_equal(rows[i].name, wanted->name);
			assert_int_equal(rows[i].span.start, wanted->span.start);
			assert_int_equal(rows[i].span.end, wanted->span.end);
		}
	}
	store_close(store);
	arena_release(&arena);
}

/* A cursor sees the board as it was at its first step, whatever another process commits. */
static void a_cursor_sees_one_state(void **state)
{
	(void)state;
	struct arena arena;
	struct passage_filter everything = {0};
	struct passage_cursor *cursor;
	struct passage_row row;
	struct document document;
	bool more;
	size_t count = 0;
	arena_init(&arena);
	const char *path = sample_path(&arena, "snapshot");
	struct store *writer = sample_open(path, STORE_CREATE);
	assert_ok(store_begin(writer, &sample_error));
	sample_put(writer, &arena, "a", SLICE("算力。数据。"));
	int64_t second = sample_put(writer, &arena, "b", SLICE("治理。model."));
	assert_ok(store_commit(writer, &sample_error));

	struct store *reader = sample_open(path, STORE_READ);
	assert_ok(passages_open(reader, &everything, &cursor, &sample_error));
	assert_ok(passages_step(cursor, &more, &row, &sample_error));
	assert_true(more);
	assert_ok(store_begin(writer, &sample_error));
	sample_put(writer, &arena, "b", SLICE("新。"));
	sample_put(writer, &arena, "c", SLICE("新。"));
	assert_ok(store_document_load(writer, &arena, second, &document, &sample_error));
	document.mention_count = 0;
	assert_ok(store_mentions_replace(writer, second, &document, &sample_error));
	assert_ok(store_commit(writer, &sample_error));
	for (count = 1; more; count += more)
		assert_ok(passages_step(cursor, &more, &row, &sample_error));
	assert_int_equal(count, 4);
	assert_int_equal(row.document_key, second);
	passages_close(cursor);
	store_close(reader);
	store_close(writer);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cursors_give_what_the_filter_says),
		cmocka_unit_test(patterns_are_counted_over_current_editions),
		cmocka_unit_test(region_mentions_come_with_their_passages),
		cmocka_unit_test(a_cursor_sees_one_state),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
