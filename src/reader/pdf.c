/* PDF documents and recognised scans: lines with places (reader/page.h) to paragraphs. */
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/utf8.h"
#include "reader/formats.h"
#include "reader/join.h"
#include "reader/page.h"

struct pdf {
	struct pages pages;
	struct sink *sink;
	struct buffer text;		      /* the paragraph at hand */
	const struct page_line *first, *last; /* its first and last line; NULL: none */
	size_t *waiting;		      /* furniture that stands inside the paragraph */
	size_t waiting_count, waiting_capacity;
	struct map words; /* every word of the document, for hyphens */
};

bool pdf_recognise(struct slice bytes, struct slice name)
{
	enum { HEAD_BYTES = 1024 };
	(void)name;
	struct slice head = {bytes.at, bytes.length < HEAD_BYTES ? bytes.length : HEAD_BYTES};
	return slice_find(head, SLICE("%PDF-"), 0) != SIZE_MAX;
}

/* ---- hyphens ---- */

static bool is_letter(char c)
{
	return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || (unsigned char)c >= 0x80;
}

/* Words with hyphens inside count as one. */
static void keep_words(struct pdf *pdf, const struct page_line *line)
{
	struct slice text = page_line_text(&pdf->pages, line);
	size_t start = 0;
	for (size_t i = 0; i <= text.length; i++) {
		if (i < text.length && (is_letter(text.at[i]) || text.at[i] == '-'))
			continue;
		/* The last one may be cut by the margin. */
		if (i > start && i < text.length)
			map_put(&pdf->words, (struct slice){text.at + start, i - start}, 0, NULL);
		start = i + 1;
	}
}

/* "co-" and "operation": one word, unless the document writes it with a hyphen elsewhere. */
static bool hyphen_stays(const struct pdf *pdf, struct slice before, struct slice line)
{
	enum { WORD_BYTES = 128 };
	char word[2 * WORD_BYTES];
	size_t start = before.length, end = 0;
	while (start > 0 && (is_letter(before.at[start - 1]) || before.at[start - 1] == '-'))
		start--;
	while (end < line.length && is_letter(line.at[end]))
		end++;
	size_t length = before.length - start;
	if (length > WORD_BYTES || end > WORD_BYTES)
		return true;
	memcpy(word, before.at + start, length);
	memcpy(word + length, line.at, end);
	return map_find(&pdf->words, (struct slice){word, length + end}, NULL);
}

static bool begins_lower(struct slice line)
{
	return line.length > 0 && line.at[0] >= 'a' && line.at[0] <= 'z';
}

static void append_line(struct pdf *pdf, struct slice line)
{
	struct buffer *text = &pdf->text;
	struct slice before = buffer_slice(text);
	bool lower = begins_lower(line) ||
		     (line.length > 0 && ((unsigned char)line.at[0] & 0xE0) == 0xC0);
	if (slice_ends(before, SLICE("\xC2\xAD"))) {
		text->length -= 2;
		buffer_append(text, line);
	} else if (lower && slice_ends(before, SLICE("-")) && before.length > 1 &&
		   is_letter(before.at[before.length - 2])) {
		if (!hyphen_stays(pdf, before, line))
			text->length--;
		buffer_append(text, line);
	} else {
		join_append(text, 0, line);
	}
}

/* ---- paragraphs ---- */

static enum status put_furniture(struct pdf *pdf, const struct page_line *line, struct error *error)
{
	struct sink_block block = {
		.kind = BLOCK_FURNITURE, .furniture = FURNITURE_NAVIGATION, .page = line->page + 1};
	return sink_block(pdf->sink, block, page_line_text(&pdf->pages, line), error);
}

static enum status end_paragraph(struct pdf *pdf, struct error *error)
{
	if (pdf->first != NULL)
		TRY(sink_block(
			pdf->sink,
			(struct sink_block){.kind = BLOCK_PARAGRAPH, .page = pdf->first->page + 1},
			buffer_slice(&pdf->text), error));
	pdf->first = pdf->last = NULL;
	buffer_clear(&pdf->text);
	for (size_t i = 0; i < pdf->waiting_count; i++)
		TRY(put_furniture(pdf, &pdf->pages.lines[pdf->waiting[i]], error));
	pdf->waiting_count = 0;
	return STATUS_OK;
}

static bool ends_sentence(struct slice text)
{
	size_t bytes;
	for (size_t at = text.length; at > 0;) {
		at = utf8_previous(text, at);
		uint32_t c = utf8_read(text, at, &bytes);
		if (c == 0x201D || c == 0x2019 || c == '"' || c == ')' || c == 0xFF09 ||
		    c == 0x300D)
			continue;
		return c == '.' || c == '!' || c == '?' || c == 0x3002 || c == 0xFF01 ||
		       c == 0xFF1F || c == ':' || c == 0xFF1A || c == 0xFF1B;
	}
	return false;
}

static double margin_left(const struct pdf *pdf, const struct page_line *line)
{
	return pdf->pages.at[line->page].left[line->column];
}

/* Room for the next line's first word was left: the writer ended the line, not the margin. */
static bool ends_early(const struct pdf *pdf, const struct page_line *line,
		       const struct page_line *next)
{
	double height = line->bottom - line->top;
	double right = pdf->pages.at[line->page].right[line->column];
	return line->right + next->first_width + 0.3 * height < right - 0.2 * height;
}

static bool is_indented(const struct pdf *pdf, const struct page_line *line)
{
	double height = line->bottom - line->top;
	return line->left > margin_left(pdf, line) + 0.8 * height;
}

/* A bullet or a number. */
static bool begins_item(struct slice line)
{
	size_t bytes;
	uint32_t c = line.length == 0 ? 0 : utf8_read(line, 0, &bytes);
	return c == 0x2022 || c == 0x25CF || c == 0x25A0 || c == 0xB7 || c == '-' || c == 0x2013 ||
	       (c >= '0' && c <= '9') || c == '(' || c == 0xFF08;
}

/* Does the paragraph go on in the next line? */
static bool goes_on(const struct pdf *pdf, const struct page_line *next)
{
	const struct page_line *last = pdf->last;
	double height = last->bottom - last->top, next_height = next->bottom - next->top;
	if (next_height > 1.25 * height || height > 1.25 * next_height ||
	    ends_early(pdf, last, next))
		return false;
	bool sentence = ends_sentence(buffer_slice(&pdf->text));
	if (next->page != last->page || next->column != last->column)
		return !sentence && (!is_indented(pdf, next) || is_indented(pdf, last));
	if (next->top - last->top > 2.6 * height)
		return false;
	if (!sentence && begins_lower(page_line_text(&pdf->pages, next)))
		return true;
	/* The second line of a list item hangs behind its mark. Elsewhere an indented line begins a
	 * paragraph, but one as far in as its neighbours may belong to them. */
	if (!sentence && last == pdf->first && begins_item(page_line_text(&pdf->pages, last)))
		return true;
	bool deeper = next->left > last->left + 0.8 * height;
	bool begins = is_indented(pdf, next) && (deeper || sentence);
	return !begins;
}

/* Lines side by side: a row of a table. Returns how many, at least 1. */
static size_t count_row(const struct pdf *pdf, size_t at)
{
	const struct page_line *line = &pdf->pages.lines[at];
	size_t count = 1;
	while (at + count < pdf->pages.line_count && !line->furniture) {
		const struct page_line *next = &pdf->pages.lines[at + count];
		if (next->page != line->page || next->band != line->band ||
		    next->column != line->column || next->furniture)
			break;
		count++;
	}
	return count;
}

static enum status put_row(struct pdf *pdf, size_t at, size_t count, struct error *error)
{
	TRY(end_paragraph(pdf, error));
	for (size_t i = 0; i < count; i++) {
		const struct page_line *line = &pdf->pages.lines[at + i];
		struct sink_block block = {.kind = BLOCK_TABLE_CELL,
					   .level = (unsigned)i + 1,
					   .page = line->page + 1,
					   .same_row = i > 0};
		TRY(sink_block(pdf->sink, block, page_line_text(&pdf->pages, line), error));
	}
	return STATUS_OK;
}

static enum status take_line(struct pdf *pdf, size_t at, struct error *error)
{
	const struct page_line *line = &pdf->pages.lines[at];
	if (line->furniture && pdf->first == NULL)
		return put_furniture(pdf, line, error);
	if (line->furniture) {
		pdf->waiting = memory_grow(pdf->waiting, &pdf->waiting_capacity,
					   pdf->waiting_count + 1, sizeof *pdf->waiting);
		pdf->waiting[pdf->waiting_count++] = at;
		return STATUS_OK;
	}
	if (pdf->first != NULL && !goes_on(pdf, line))
		TRY(end_paragraph(pdf, error));
	if (pdf->first == NULL)
		pdf->first = line;
	append_line(pdf, page_line_text(&pdf->pages, line));
	pdf->last = line;
	return STATUS_OK;
}

static enum status put_lines(struct pdf *pdf, struct error *error)
{
	for (size_t i = 0; i < pdf->pages.line_count; i++)
		keep_words(pdf, &pdf->pages.lines[i]);
	for (size_t i = 0, count; i < pdf->pages.line_count; i += count) {
		count = count_row(pdf, i);
		TRY(count > 1 ? put_row(pdf, i, count, error) : take_line(pdf, i, error));
	}
	return end_paragraph(pdf, error);
}

/* Pages without text between pages with some are pictures or empty. */
static void note_empty(struct pdf *pdf)
{
	size_t empty = 0;
	for (size_t i = 0; i < pdf->pages.count; i++)
		empty += pdf->pages.at[i].count == 0;
	if (empty == 0)
		return;
	sink_note(pdf->sink, "%zu of %zu pages hold no text (pictures, or empty)", empty,
		  pdf->pages.count);
	if (2 * empty > pdf->pages.count)
		sink_partial(pdf->sink);
}

static enum status read_tsv(struct slice bytes, struct sink *sink, bool recognised,
			    struct error *error)
{
	struct pdf pdf = {.sink = sink};
	buffer_init(&pdf.text);
	map_init(&pdf.words);
	enum status status = pages_read(&pdf.pages, bytes, error);
	if (status == STATUS_OK && pdf.pages.line_count == 0)
		status = error_set(error, STATUS_FORMAT,
				   recognised ? "no text was recognised on its %zu pages"
					      : "is a scan: %zu pages and no text on them; add it "
						"with --ocr to have it recognised",
				   pdf.pages.count);
	if (status == STATUS_OK) {
		pages_mark_furniture(&pdf.pages);
		pages_measure(&pdf.pages);
		status = put_lines(&pdf, error);
		note_empty(&pdf);
	}
	map_release(&pdf.words);
	buffer_release(&pdf.text);
	free(pdf.waiting);
	pages_release(&pdf.pages);
	return status;
}

enum status pdf_text_read(struct slice bytes, const struct handler_options *options,
			  struct sink *sink, struct error *error)
{
	(void)options;
	return read_tsv(bytes, sink, false, error);
}

enum status ocr_text_read(struct slice bytes, const struct handler_options *options,
			  struct sink *sink, struct error *error)
{
	(void)options;
	return read_tsv(bytes, sink, true, error);
}
