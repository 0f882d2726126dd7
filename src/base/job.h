/*
 * Work that can be watched, cancelled and shared between threads.
 *
 * One struct job belongs to one command. Its fields are atomic: a signal handler or another thread
 * may set cancel; workers add to done; the progress line reads all of them. Work that grows with
 * the corpus takes the job first and looks at job_cancelled once per document, replicate or 1,000
 * turns.
 *
 * job_parallel runs task(i) for i in 0..count-1 on job->threads threads. Inputs are const, results
 * go to slot i, sums are taken in slot order afterwards, so that 1 thread and 16 give the same
 * bytes.
 */
#ifndef QIPAN_BASE_JOB_H
#define QIPAN_BASE_JOB_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

struct job {
	atomic_bool cancel;
	_Atomic(const char *) phase;	  /* a string literal: "reading", "matching" */
	atomic_uint_fast64_t done, total; /* in the phase's unit; total 0 = unknown */
	_Atomic(const char *) unit;	  /* "documents", "bytes" */
	unsigned threads;		  /* 1.. LIMIT_THREADS */
};

/* threads 0 means one per processor. */
void job_init(struct job *job, unsigned threads);
void job_phase(struct job *job, const char *phase, const char *unit, uint64_t total);
void job_add(struct job *job, uint64_t done);
bool job_cancelled(const struct job *job);
/* STATUS_CANCELLED with a message, for TRY(job_check(job, error)). */
enum status job_check(const struct job *job, struct error *error) QIPAN_CHECKED;

/* One task; worker is 0..threads-1, so that a task can have its worker's scratch memory. A status
 * other than OK stops the handing out of tasks. */
typedef enum status job_task(void *context, size_t index, unsigned worker, struct error *error);

/* Runs all tasks; returns the failure with the lowest index. Task i is always handed out before
 * task i+1, so every task below a failed one has run. Threads are made and joined inside. */
enum status job_parallel(struct job *job, size_t count, job_task *task, void *context,
			 struct error *error) QIPAN_CHECKED;

#endif
