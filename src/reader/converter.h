/*
 * Programs of others that turn a document into something a handler reads: pdftotext, catdoc,
 * tesseract. They are run, not linked (their licences), with the document on standard input and
 * what they make on standard output; qipan-reader locks itself in (reader/lock.h) and becomes the
 * program. A program with options that open files or run others does not belong here with them.
 *
 * To add one: a row of converters[] (converter.c). The program that asks runs it with
 * converter_run (read/reader_process.h) and gives its output to a handler that is found by name
 * only (recognise NULL: "pdf-text"), which runs locked in like every other: what a converter wrote
 * is as untrusted as the document. A row of read/readers.c names both, and document_read does the
 * two steps.
 */
#ifndef QIPAN_READER_CONVERTER_H
#define QIPAN_READER_CONVERTER_H

#include <stddef.h>

#include "base/slice.h"
#include "base/status.h"

struct converter {
	const char *name;	      /* of the row and in messages: "pdftotext" */
	const char *program;	      /* looked for in /usr/bin and /usr/local/bin */
	const char *package;	      /* Debian package, for the message that it is missing */
	const char *const *arguments; /* before those of the caller; ends with NULL */
	const char *const *readable;  /* its own data, beside program and libraries; may be NULL */
};

extern const struct converter converters[];
extern const size_t converter_count;

const struct converter *converter_named(struct slice name);
/* Becomes the program; returns only when it could not. more: arguments behind the row's own, ends
 * with NULL. STATUS_USAGE: the program is not installed. STATUS_CHILD: the lock or the start
 * failed. */
enum status converter_become(const struct converter *converter, const char *const *more,
			     struct error *error) QIPAN_CHECKED;

#endif
