/* The system calls behind reader/lock.h, as lists. */
#ifndef QIPAN_READER_LOCK_CALLS_H
#define QIPAN_READER_LOCK_CALLS_H

#include <stddef.h>
#include <stdint.h>

/* What a handler may do; all else is EPERM. */
extern const int lock_allowed_calls[];
extern const size_t lock_allowed_call_count;
/* What a sanitizer's report needs on top. */
extern const int lock_sanitizer_calls[];
extern const size_t lock_sanitizer_call_count;
/* What a converter may not do; all else is allowed. */
extern const int lock_refused_calls[];
extern const size_t lock_refused_call_count;
/* clone's flag that makes a thread of this process and not another one. */
extern const uint64_t lock_thread_flag;

#endif
