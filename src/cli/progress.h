/*
 * What standard error shows while a verb works, from the counters of struct job. Pure: the caller
 * brings the time and writes the bytes (watch.h), so that every line can be tested.
 *
 *   on a terminal    one line, drawn anew: phase, bar, done of total, rate, time left;
 *                    nothing in the first half second
 *   elsewhere        a line when a phase has lasted two seconds, then at most one every five
 *   quiet            nothing
 *
 * The clock is only used here: no result depends on it.
 */
#ifndef QIPAN_CLI_PROGRESS_H
#define QIPAN_CLI_PROGRESS_H

#include "base/buffer.h"
#include "base/job.h"

enum progress_kind { PROGRESS_NONE, PROGRESS_TERMINAL, PROGRESS_LINES };

struct progress {
	enum progress_kind kind;
	unsigned width;				  /* of the terminal */
	const char *phase;			  /* now */
	uint64_t last_done;			  /* a fall means a new phase of the same name */
	double started, phase_started, last_line; /* seconds, monotonic; last_line < 0: none yet */
	bool started_set, drawn;
};

void progress_init(struct progress *progress, enum progress_kind kind, unsigned width);
/* Appends what is to be written at this moment; nothing most of the time. */
void progress_tick(struct progress *progress, const struct job *job, double now,
		   struct buffer *out);
/* Takes the line off the terminal, so that a message or the answer can follow. */
void progress_clear(struct progress *progress, struct buffer *out);

/* One line: "matching  ━━━━━━━───  1,234 of 31,000 documents  410/s  1 min 12 s left", cut to
 * width. seconds: since the phase began. */
void progress_append_line(struct buffer *out, const char *phase, const char *unit, uint64_t done,
			  uint64_t total, double seconds, unsigned width);

#endif
