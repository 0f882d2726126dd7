/* What a fuzz target promises, checked in every build: a target that only "does not crash" finds
 * too little. */
#ifndef QIPAN_FUZZ_CHECK_H
#define QIPAN_FUZZ_CHECK_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/slice.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

#define MUST(condition)                                                                            \
	do {                                                                                       \
		if (!(condition)) {                                                                \
			fprintf(stderr, "%s:%d: must hold: %s\n", __FILE__, __LINE__, #condition); \
			abort();                                                                   \
		}                                                                                  \
	} while (0)

/* The whole input as text; never a NULL pointer. */
static inline struct slice fuzz_text(const uint8_t *bytes, size_t length)
{
	return length == 0 ? SLICE("") : (struct slice){(const char *)bytes, length};
}

#endif
