/*
 * The thread that stands beside a running verb: it draws progress ten times a second and waits for
 * Ctrl-C. Signals are not handled but waited for: SIGINT and SIGTERM are blocked in every thread
 * from watch_start to watch_stop, so no code runs in a handler and no global is needed.
 *
 * The first SIGINT or SIGTERM sets job->cancel; the verb rolls back and ends with
 * STATUS_CANCELLED. The second ends the process at once, as if nothing had caught it.
 * Child processes inherit the blocked signals: whoever starts one unblocks them there or kills with
 * SIGKILL.
 */
#ifndef QIPAN_CLI_WATCH_H
#define QIPAN_CLI_WATCH_H

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>

#include "base/job.h"
#include "cli/progress.h"

struct watch {
	struct job *job;
	int descriptor; /* where progress is written */
	struct progress progress;
	sigset_t waited, before;
	pthread_t thread;
	atomic_bool stop;
	bool running;
};

/* Starts the thread; without threads to be had the verb runs unwatched, and Ctrl-C ends it. */
void watch_start(struct watch *watch, struct job *job, enum progress_kind kind, unsigned width,
		 int descriptor);
/* Ends the thread, clears the line, restores the signals. Returns at once, not at the next tick. */
void watch_stop(struct watch *watch);

#endif
