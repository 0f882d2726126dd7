/*
 * A format that qipan-reader understands: one row of handlers[] (handlers.c) and one file with its
 * function. A handler is a plain function over bytes in memory: it opens no file, starts no
 * program, keeps no state, and is called in tests without the sandbox. In the reader process it
 * runs locked in (reader/lock.h), so a library that loads its tables late must be warmed up first:
 * `prepare` of its row is called before the lock.
 *
 * What it finds goes to the sink in the order of the page (reader/sink.h). All memory comes from
 * sink->arena, which ends with the process. A file that is damaged but holds text gives the text
 * and a note (sink_note); one that holds none gives STATUS_FORMAT, saying what is wrong and what to
 * do. Limits are those of base/limits.h: STATUS_LIMIT with the limit's name. Nothing is quadratic.
 */
#ifndef QIPAN_READER_HANDLER_H
#define QIPAN_READER_HANDLER_H

#include "base/slice.h"
#include "base/status.h"
#include "reader/sink.h"

struct handler_options {
	struct slice name;     /* the file's name as a hint, may be empty */
	struct slice encoding; /* wanted encoding, empty: detect */
	struct slice charset;  /* what the server said; goes before a guess only, may be empty */
};

typedef enum status handler_read(struct slice bytes, const struct handler_options *options,
				 struct sink *sink, struct error *error);

struct handler {
	const char *name; /* "html", "docx"; "pdf-text": what pdftotext made */
	/* By content first, by name only where content cannot tell; NULL: only when it is asked for
	 * by name (qipan-reader --as NAME). */
	bool (*recognise)(struct slice bytes, struct slice name);
	handler_read *read;
	void (*prepare)(void); /* loads what the libraries need, NULL if nothing */
};

extern const struct handler handlers[];
extern const size_t handler_count;

/* The first row that recognises the bytes, or NULL. */
const struct handler *handler_find(struct slice bytes, struct slice name);
/* The row of that name, or NULL. */
const struct handler *handler_named(struct slice name);

#endif
