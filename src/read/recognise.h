/*
 * Text recognition for scans: pdftoppm draws a page, tesseract reads it, both locked in
 * (read/reader_process.h). Slow (seconds a page), so only when it is asked for.
 */
#ifndef QIPAN_READ_RECOGNISE_H
#define QIPAN_READ_RECOGNISE_H

#include "base/job.h"
#include "corpus/reading.h"

/* What pdftotext -tsv found: how many pages, and whether there is a word on one. */
struct pdf_words {
	size_t pages;
	bool any;
};
struct pdf_words pdf_words_count(struct slice tsv);

/* The pages of a PDF as tesseract's tsv, one after another, for the handler "ocr-text". Chinese
 * (simplified) and English. Errors: LIMIT (OCR_PAGES), USAGE (a program is missing, with its
 * package), CHILD, CANCELLED. */
enum status pdf_recognise_words(struct arena *arena, struct job *job, struct slice pdf,
				size_t pages, struct slice *tsv, struct error *error) QIPAN_CHECKED;

#endif
