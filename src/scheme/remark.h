/*
 * What loading a scheme file has to say, all of it and not only the first mistake.
 *
 * An error makes the file unusable. A warning is a likely mistake that changes nothing by itself
 * (a pattern that can never count). A note says how the scheme decides where a reader could have
 * thought otherwise; there is nothing to mend.
 */
#ifndef QIPAN_SCHEME_REMARK_H
#define QIPAN_SCHEME_REMARK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/slice.h"
#include "base/status.h"

enum remark_kind { REMARK_ERROR, REMARK_WARNING, REMARK_NOTE };

struct scheme_remark {
	bool is_error;
	bool is_note; /* neither: a warning */
	struct slice file;
	uint32_t line, column; /* 1-based, column in characters; 0: the whole file */
	struct slice what;     /* what is wrong and what to do */
};

/* Start with zero bytes. Grown in the study arena; at most LIMIT_REMARKS are kept, the rest are
 * only counted. */
struct scheme_remarks {
	struct scheme_remark *at;
	size_t count, capacity;
	size_t error_count;
	size_t unkept_count; /* remarks beyond LIMIT_REMARKS */
};

void remark_add(struct arena *study, struct scheme_remarks *remarks, enum remark_kind kind,
		const char *file, uint32_t line, uint32_t column, const char *format, ...)
	__attribute__((format(printf, 7, 8)));
/* OK if there are no errors beyond the first `errors_before`; else FORMAT, and *error repeats the
 * first of them with its place and says how many there are. */
enum status remarks_status(const struct scheme_remarks *remarks, size_t errors_before,
			   struct error *error) QIPAN_CHECKED;

#endif
