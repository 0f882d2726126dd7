/*
 * How qipan-reader locks itself in before it looks at one byte of a stranger's document.
 *
 * Layers, each of which holds without the others:
 *   limits    address space, processor seconds, no core file, no file growth (base/limits.h,
 *             READER_*); wall-clock time and the length of the answer are kept by the parent
 *   orphans   the process dies when the thread that started it does (PR_SET_PDEATHSIG)
 *   rights    no_new_privs: nothing it could run would have more rights
 *   files     Landlock, where the kernel has it: no path can be opened at all; for a converter only
 *             the folders of its row, for reading
 *   calls     seccomp: for a handler a list of the calls that it may make (memory, reading and
 *             writing of what is open, time); no opening, no sockets, no processes, no memory that
 *             becomes code. For a converter, which must load itself, a list of what it may not:
 *             sockets, other processes, tracing, mounting, changing files or clocks
 * A refused call gives EPERM, so that a library that only probes goes on.
 *
 * In builds with a sanitizer the address space is not limited (its shadow needs terabytes) and
 * calls that the sanitizer's own report needs are allowed.
 */
#ifndef QIPAN_READER_LOCK_H
#define QIPAN_READER_LOCK_H

#include <stdbool.h>
#include <sys/types.h>

#include "base/status.h"

/* 1 in builds with a sanitizer that needs more memory than any limit. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define LOCK_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define LOCK_SANITIZED 1
#endif
#endif
#ifndef LOCK_SANITIZED
#define LOCK_SANITIZED 0
#endif

/* What holds, as bits; lock_report names them. */
enum lock_layer {
	LOCK_LIMITS = 1,
	LOCK_ORPHANS = 2,
	LOCK_RIGHTS = 4,
	LOCK_FILES = 8, /* missing where the kernel has no Landlock */
	LOCK_CALLS = 16,
};

/* Closes what was inherited beside standard input, output and error, and sets limits, orphans and
 * rights. parent: 0, or the process that must still be there. */
enum status lock_process(pid_t parent, unsigned *layers, struct error *error) QIPAN_CHECKED;
/* Files and calls for a handler inside this process. */
enum status lock_handler(unsigned *layers, struct error *error) QIPAN_CHECKED;
/* Files and calls before another program takes this process's place. readable: paths, ending with
 * NULL, that it may read and run; those that are not there are passed over. */
enum status lock_converter(const char *const *readable, unsigned *layers,
			   struct error *error) QIPAN_CHECKED;

#endif
