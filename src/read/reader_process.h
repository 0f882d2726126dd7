/*
 * The parent's side of qipan-reader: one process a document, as many at once as threads ask
 * (docs/adr/0009-reader-process.md). What comes back is checked as input (corpus/pipe.h). A process
 * that crashes, hangs, eats memory, floods or lies costs its document, never the run: the error
 * says what happened and what to do.
 *
 * The process gets the document on standard input (a file in memory), no environment but what a
 * sanitizer reads, and no other descriptor. It is ended after LIMIT_READER_WAIT_SECONDS, when it
 * answers more than LIMIT_READER_OUTPUT_BYTES, when the job is cancelled, and when this thread
 * dies.
 *
 * The program is $QIPAN_READER, else qipan-reader beside this program, else
 * ../libexec/qipan/qipan-reader from there.
 */
#ifndef QIPAN_READ_READER_PROCESS_H
#define QIPAN_READ_READER_PROCESS_H

#include "base/job.h"
#include "corpus/reading.h"

struct reader_request {
	struct slice bytes;
	struct slice name;     /* the file's name as a hint, may be empty */
	struct slice encoding; /* empty: detect */
	struct slice charset;  /* what the server said of it, may be empty */
	const char *format;    /* a handler's name; NULL: found from the bytes */
	unsigned wait_seconds; /* 0: LIMIT_READER_WAIT_SECONDS */
};

/* What a document holds; all memory is the arena's. job may be NULL. Errors: FORMAT and LIMIT as
 * the handler says them; CHILD (the process died, was ended, or broke the form of its answer);
 * USAGE (the program is not there); CANCELLED; IO (the system refused a process). Beside the work
 * itself it costs a program's start (ADR 9 has the figure). Thread-safe. */
enum status reader_process_read(struct arena *arena, const struct job *job,
				const struct reader_request *request, struct reading *reading,
				struct error *error) QIPAN_CHECKED;

struct converter_request {
	struct slice bytes;
	const char *converter;	      /* a row of reader/converter.c: "pdftotext" */
	const char *const *arguments; /* beside the row's own, ends with NULL; may be NULL */
	unsigned wait_seconds;	      /* 0: LIMIT_READER_WAIT_SECONDS */
};

/* Runs a program of others, locked in, over a document: what it wrote to standard output, and the
 * first few KB of what it complained about. What it wrote is as untrusted as the document: hand it
 * to reader_process_read with the format that reads it. Errors as above; FORMAT when the program
 * ends with a failure, USAGE when it is not installed, with the package to install. */
enum status converter_run(struct arena *arena, const struct job *job,
			  const struct converter_request *request, struct slice *output,
			  struct slice *complaint, struct error *error) QIPAN_CHECKED;

#endif
