/* cmocka with what it wants included first, and paths that tests need. */
#ifndef QIPAN_TEST_CHECK_H
#define QIPAN_TEST_CHECK_H

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/slice.h"

/* The checkout, and the folder of corpora ($QIPAN_SHARED, else beside the checkout), which may be
 * absent: tests that need it print why with print_message and call skip(). */
static inline const char *source_root(void)
{
	const char *root = getenv("QIPAN_SOURCE");
	return root == NULL ? "." : root;
}

static inline const char *shared_root(void)
{
	static char beside[4096];
	const char *root = getenv("QIPAN_SHARED");
	if (root != NULL && root[0] != '\0')
		return root;
	snprintf(beside, sizeof(beside), "%s/../shared", source_root());
	return beside;
}

#define assert_slice(got, wanted)                                                                  \
	do {                                                                                       \
		struct slice got_slice = (got), wanted_slice = slice_from(wanted);                 \
		if (!slice_equal(got_slice, wanted_slice))                                         \
			fail_msg("%s:%d: got \"%.*s\", wanted \"%.*s\"", __FILE__, __LINE__,       \
				 (int)got_slice.length, got_slice.at, (int)wanted_slice.length,    \
				 wanted_slice.at);                                                 \
	} while (0)

#define assert_near(got, wanted, tolerance)                                                        \
	do {                                                                                       \
		double got_value = (got), wanted_value = (wanted);                                 \
		if (!(fabs(got_value - wanted_value) <= (tolerance)))                              \
			fail_msg("%s:%d: got %.12g, wanted %.12g", __FILE__, __LINE__, got_value,  \
				 wanted_value);                                                    \
	} while (0)

#endif
