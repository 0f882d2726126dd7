#include "read/recognise.h"

#include <stdio.h>

#include "base/buffer.h"
#include "base/limits.h"
#include "read/reader_process.h"

enum { PAGE_WAIT_SECONDS = 120 };

struct pdf_words pdf_words_count(struct slice tsv)
{
	struct pdf_words words = {0};
	struct slice line;
	while (slice_cut(&tsv, '\n', &line)) {
		words.pages += slice_starts(line, SLICE("1\t"));
		words.any = words.any || slice_starts(line, SLICE("5\t"));
	}
	return words;
}

static enum status recognise_page(struct arena *arena, struct job *job, struct slice pdf,
				  size_t page, struct buffer *tsv, struct error *error)
{
	char number[16];
	struct slice picture, words, complaint;
	snprintf(number, sizeof number, "%zu", page);
	const char *const one_page[] = {"-f", number, "-l", number, NULL};
	struct converter_request draw = {.bytes = pdf,
					 .converter = "pdftoppm",
					 .arguments = one_page,
					 .wait_seconds = PAGE_WAIT_SECONDS};
	TRY(converter_run(arena, job, &draw, &picture, &complaint, error));
	struct converter_request read = {
		.bytes = picture, .converter = "tesseract", .wait_seconds = PAGE_WAIT_SECONDS};
	TRY(converter_run(arena, job, &read, &words, &complaint, error));
	buffer_append(tsv, words);
	buffer_append_byte(tsv, '\n');
	return STATUS_OK;
}

enum status pdf_recognise_words(struct arena *arena, struct job *job, struct slice pdf,
				size_t pages, struct slice *tsv, struct error *error)
{
	struct buffer all;
	enum status status = STATUS_OK;
	if (pages > LIMIT_OCR_PAGES)
		return error_set(error, STATUS_LIMIT,
				 "is a scan of %zu pages, the limit OCR_PAGES is %d: split it",
				 pages, LIMIT_OCR_PAGES);
	buffer_init(&all);
	for (size_t page = 1; page <= pages && status == STATUS_OK; page++) {
		/* Pictures are large and not needed once they are read. */
		struct arena scratch;
		arena_init(&scratch);
		status = recognise_page(&scratch, job, pdf, page, &all, error);
		arena_release(&scratch);
	}
	if (status == STATUS_OK)
		*tsv = arena_copy(arena, buffer_slice(&all));
	buffer_release(&all);
	return status;
}
