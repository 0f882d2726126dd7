/*
 * One child process with bytes in and bytes out, watched. Inside the room read; reader_process.h is
 * the door.
 */
#ifndef QIPAN_READ_PROCESS_H
#define QIPAN_READ_PROCESS_H

#include <stdbool.h>

#include "base/buffer.h"
#include "base/job.h"

enum process_end {
	PROCESS_EXITED,	   /* code says with what */
	PROCESS_SIGNALLED, /* code says by which signal */
	PROCESS_TIMEOUT,   /* ended by us, as are the next two */
	PROCESS_FLOOD,
	PROCESS_CANCELLED,
};

struct process {
	const char *path;
	const char *const *words; /* argv, ends with NULL */
	struct slice input;
	size_t output_most;
	unsigned wait_seconds;
	/* results; buffers are the caller's */
	struct buffer *output, *complaint; /* complaint: the first few KB */
	enum process_end end;
	int code;
};

/* Runs it to its end. Fails (IO) only when it could not be started or watched. */
enum status process_run(struct process *process, const struct job *job,
			struct error *error) QIPAN_CHECKED;

#endif
