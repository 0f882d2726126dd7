/*
 * The page's server: libmicrohttpd on 127.0.0.1, the command table behind it.
 *
 *   GET /                    the page                  GET /page.js, /page.css, /icon.svg
 *   GET /api                 the verbs that may be asked
 *   GET /api/VERB?o=v&arg=A  the same bytes as the command line gives; X-Qipan-Job names the task
 *   GET /api/route?o=v       of route_folder, which no request can name
 *   POST /api/correct?arg=A  judges a sentence: qipan correct (not import)
 *   GET /events/NAME         progress of that task as server-sent events, then "end"
 *   POST /cancel/NAME        stops it (token and Origin needed: guard.h)
 *
 * Every question opens the board anew for reading, so a writer beside it disturbs nobody and each
 * answer is of one state. Answers carry an ETag made of the board file's state and the question: a
 * browser that has it is told so (304) without any work; an answer that was given to anybody is
 * kept while the board's state is the same (kept.h), and those of the first view are made
 * beforehand.
 *
 * Threads: libmicrohttpd's pool speaks HTTP; the workers of work.h compute; the calling thread
 * waits for job->cancel.
 */
#ifndef QIPAN_WEB_SERVE_H
#define QIPAN_WEB_SERVE_H

#include "base/job.h"
#include "base/status.h"

struct serve_options {
	const char *board_path;
	uint16_t port; /* 0: any that is free */
	bool read_only;
	const char *route_folder; /* of tables for route; NULL: that verb is not offered */
	/* Called once when the server answers: address is "http://127.0.0.1:PORT/". */
	void (*ready)(void *context, const char *address);
	void *context;
};

/* Serves until job->cancel; then stops all work, closes the port and returns STATUS_OK. Errors: IO
 * (the port is taken), and those of opening the board. */
enum status serve_page(const struct serve_options *options, struct job *job,
		       struct error *error) QIPAN_CHECKED;

#endif
