/*
 * A growing list of problems (corpus/answer.h), and arrays that grow in an arena.
 */
#ifndef QIPAN_READ_PROBLEMS_H
#define QIPAN_READ_PROBLEMS_H

#include "base/arena.h"
#include "base/status.h"
#include "corpus/answer.h"

struct problems {
	struct problem *at;
	size_t count, capacity;
};

/* Something was passed over (problem_error) or wants a look (problem_warning). place is copied,
 * what is made in the arena. */
void problem_error(struct arena *study, struct problems *problems, struct slice place,
		   uint32_t line, const char *format, ...) __attribute__((format(printf, 5, 6)));
void problem_warning(struct arena *study, struct problems *problems, struct slice place,
		     uint32_t line, const char *format, ...) __attribute__((format(printf, 5, 6)));

#endif
