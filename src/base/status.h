/*
 * How a function says that it failed.
 *
 * A function that can fail returns enum status and fills the caller's struct error. The statuses
 * differ by what the caller can do, not by what went wrong. An error is a plain value of fixed
 * size: it needs no allocation, so it can be stored in a row or sent through a pipe unchanged.
 *
 * A message says what is wrong, where, and what to do: "line 7 has 9 fields, the header has 10:
 * check the quotes before it". Out of memory is not an error but an abort: sizes that come from
 * input are checked against limits.h before they reach an allocator.
 *
 * Invariants: status OK leaves the error untouched; any other status has filled it.
 */
#ifndef QIPAN_BASE_STATUS_H
#define QIPAN_BASE_STATUS_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

enum status {
	STATUS_OK = 0,
	STATUS_CANCELLED, /* the user asked to stop: roll back and leave */
	STATUS_USAGE,	  /* the call is wrong: mend the call (exit 2) */
	STATUS_FORMAT, /* this input is bad: skip it, list it, go on (exit 3 if it was the only one)
			*/
	STATUS_LIMIT,  /* larger than limits.h allows: list it, say which limit */
	STATUS_IO,     /* the system refused: file, disk, permission (exit 4) */
	STATUS_STORE,  /* the board refused: busy, full, damaged, not a board (exit 4) */
	STATUS_CHILD,  /* a reader process died: list it, go on */
	STATUS_SOLVE,  /* no feasible answer (exit 5) */
};

struct error {
	enum status status;
	uint32_t line;	 /* 1-based, 0 if it has none */
	uint32_t column; /* 1-based in characters, 0 if it has none */
	char place[256]; /* file, document or region; empty if none; cut at the front with "..." */
	char text[512];	 /* one sentence or two, no final newline */
};

#define QIPAN_CHECKED __attribute__((warn_unused_result))

/* Fills *error (which may be NULL) and returns status, so that callers can write
 * return error_set(error, STATUS_FORMAT, "..."). The place, line and column are cleared. */
enum status error_set(struct error *error, enum status status, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
enum status error_setv(struct error *error, enum status status, const char *format, va_list list)
	__attribute__((format(printf, 3, 0)));

/* Adds where it happened. line and column may be 0. Returns error's status (STATUS_OK for NULL). */
enum status error_at(struct error *error, const char *place, uint32_t line, uint32_t column);

/* "place:line:column: text" into out, always terminated; parts that are empty are left out. A
 * column without a line (a query, say) reads "place, column 7: text". */
void error_print(const struct error *error, char *out, size_t out_bytes);

/* The status's name as users read it: "format", "io"; never NULL. */
const char *status_name(enum status status);

/* The process exit code that design.md gives: 0, 2, 3, 4 or 5; STATUS_CANCELLED is 130. */
int status_exit_code(enum status status);

/* Returns early from a function that returns enum status. */
#define TRY(expression)                                                                            \
	do {                                                                                       \
		enum status try_status = (expression);                                             \
		if (try_status != STATUS_OK)                                                       \
			return try_status;                                                         \
	} while (0)

#endif
