/*
 * Questions at work: a few threads that take tasks from a short queue. A task belongs to the
 * connection that asked; the page can give it a name, look at its progress and cancel it.
 *
 * Life of a task: work_put hands it over; a worker runs it and then calls done(context), after
 * which the task is its owner's alone again. A full queue refuses at once, so that nobody waits
 * unseen. All functions may be called from any thread.
 */
#ifndef QIPAN_WEB_WORK_H
#define QIPAN_WEB_WORK_H

#include <pthread.h>

#include "base/job.h"

enum { WORK_NAME_BYTES = 41 };

struct task {
	char name[WORK_NAME_BYTES]; /* chosen by the page; empty: none */
	struct job job;
	void (*run)(struct task *task);
	void (*done)(struct task *task);
	struct task *next; /* in the queue, then among the running */
};

struct work {
	pthread_mutex_t mutex;
	pthread_cond_t changed;
	pthread_t threads[32];
	unsigned thread_count;
	struct task *first, *last, *running;
	unsigned queued;
	bool stopping;
};

/* False when no thread can be had. */
bool work_start(struct work *work, unsigned threads) QIPAN_CHECKED;
/* False: the queue is full or work is stopping; the task was not taken. */
bool work_put(struct work *work, struct task *task) QIPAN_CHECKED;
/* How far the named task is; false when there is none (any more). */
struct progress_state {
	const char *phase, *unit;
	uint64_t done, total;
	bool waiting; /* in the queue */
};
bool work_progress(struct work *work, const char *name, struct progress_state *state);
/* Asks the named task to stop; false when there is none. */
bool work_cancel(struct work *work, const char *name);
/* Cancels everything, waits until every task is done, ends the threads. */
void work_stop(struct work *work);
/* Letters, digits, dash; not empty; short enough for a task's name. */
bool work_is_name(const char *name);

#endif
