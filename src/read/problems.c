#include "read/problems.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static void add(struct arena *study, struct problems *problems, const char *severity,
		struct slice place, uint32_t line, const char *format, va_list list)
	__attribute__((format(printf, 6, 0)));

static void add(struct arena *study, struct problems *problems, const char *severity,
		struct slice place, uint32_t line, const char *format, va_list list)
{
	va_list again;
	va_copy(again, list);
	int length = vsnprintf(NULL, 0, format, again);
	va_end(again);
	if (length < 0)
		length = 0;
	char *what = arena_alloc(study, (size_t)length + 1, 1);
	vsnprintf(what, (size_t)length + 1, format, list);
	problems->at = arena_grow(study, problems->at, problems->count, &problems->capacity,
				  problems->count + 1, sizeof *problems->at);
	problems->at[problems->count++] = (struct problem){severity, arena_copy(study, place), line,
							   0, (struct slice){what, (size_t)length}};
}

void problem_error(struct arena *study, struct problems *problems, struct slice place,
		   uint32_t line, const char *format, ...)
{
	va_list list;
	va_start(list, format);
	add(study, problems, "error", place, line, format, list);
	va_end(list);
}

void problem_warning(struct arena *study, struct problems *problems, struct slice place,
		     uint32_t line, const char *format, ...)
{
	va_list list;
	va_start(list, format);
	add(study, problems, "warning", place, line, format, list);
	va_end(list);
}
