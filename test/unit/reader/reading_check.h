/* Runs a handler over a file of test/formats, or over a zip file with one stored member, and shows
 * its blocks as lines "heading 1 | text". */
#ifndef QIPAN_TEST_READING_CHECK_H
#define QIPAN_TEST_READING_CHECK_H

#include "check.h"

#include "base/buffer.h"
#include "reader/handler.h"
#include "zip_write.h"

struct reading_fixture {
	struct arena arena;
	struct sink sink;
	struct reading reading;
	enum status status;
	struct error error;
	struct handler_options options;
};

static inline int reading_set_up(void **state)
{
	struct reading_fixture *f = calloc(1, sizeof *f);
	arena_init(&f->arena);
	sink_init(&f->sink, &f->arena);
	*state = f;
	return 0;
}

static inline int reading_tear_down(void **state)
{
	struct reading_fixture *f = *state;
	sink_release(&f->sink);
	arena_release(&f->arena);
	free(f);
	return 0;
}

/* The handler of that name over the bytes, into f->reading. Recognition is tested where there is
 * any. */
static inline void read_bytes(struct reading_fixture *f, struct slice bytes, const char *name)
{
	const struct handler *handler = handler_named(slice_from(name));
	assert_non_null(handler);
	sink_release(&f->sink);
	sink_init(&f->sink, &f->arena);
	f->error = (struct error){0};
	f->status = handler->read(bytes, &f->options, &f->sink, &f->error);
	if (f->status == STATUS_OK)
		f->status = sink_finish(&f->sink, &f->reading, &f->error);
}

static inline struct slice fixture_bytes(struct reading_fixture *f, const char *name)
{
	char path[4096];
	snprintf(path, sizeof path, "%s/test/formats/%s", source_root(), name);
	FILE *file = fopen(path, "rb");
	if (file == NULL)
		fail_msg("cannot open %s", path);
	struct buffer bytes;
	char piece[4096];
	buffer_init(&bytes);
	for (size_t got; (got = fread(piece, 1, sizeof piece, file)) > 0;)
		buffer_append(&bytes, (struct slice){piece, got});
	fclose(file);
	struct slice kept = arena_copy(&f->arena, buffer_slice(&bytes));
	buffer_release(&bytes);
	return kept;
}

/* A file of test/formats, which must be recognised as what `wanted` reads. */
static inline void read_fixture(struct reading_fixture *f, const char *name, const char *wanted)
{
	struct slice bytes = fixture_bytes(f, name);
	const struct handler *handler = handler_find(bytes, slice_from(name));
	assert_non_null(handler);
	assert_string_equal(handler->name, wanted);
	f->options.name = slice_from(name);
	read_bytes(f, bytes, wanted);
	if (f->status != STATUS_OK)
		fail_msg("%s: %s", name, f->error.text);
}

/* The handler over a zip file of one member. */
static inline void read_zip(struct reading_fixture *f, const char *handler, const char *member,
			    const char *content)
{
	struct zip zip;
	zip_start(&zip);
	zip_member(&zip, slice_from(member), slice_from(content));
	read_bytes(f, zip_end(&zip), handler);
	zip_release(&zip);
}

static inline void show_blocks(const struct document *document, struct buffer *out)
{
	for (size_t i = 0; i < document->block_count; i++) {
		const struct block *block = &document->blocks[i];
		struct slice text = slice_span(document->text, block->span);
		buffer_append_string(out, block_kind_name(block->kind));
		if (block->level > 0)
			buffer_printf(out, " %u", block->level);
		if (block->kind == BLOCK_FURNITURE)
			buffer_printf(out, " %s", furniture_kind_name(block->furniture));
		if (block->page > 0)
			buffer_printf(out, " p%u", block->page);
		buffer_printf(out, " | %.*s\n", (int)text.length, text.at);
	}
}

static inline void assert_blocks(struct reading_fixture *f, const char *wanted)
{
	struct buffer shown;
	if (f->status != STATUS_OK)
		fail_msg("not read: %s", f->error.text);
	buffer_init(&shown);
	show_blocks(&f->reading.document, &shown);
	assert_string_equal(shown.at, wanted);
	buffer_release(&shown);
}

#endif
