/*
 * The sheets of a spreadsheet as csv files, through the reader process.
 */
#ifndef QIPAN_READ_SHEETS_H
#define QIPAN_READ_SHEETS_H

#include "base/arena.h"
#include "base/job.h"

struct sheet {
	struct slice name, csv;
};

/* format: what reader_rows_format says. note: what could not be kept, or empty. Errors: those of
 * reader_process_read. */
enum status sheets_convert(struct arena *arena, struct job *job, struct slice bytes,
			   const char *format, struct sheet **sheets, size_t *count,
			   struct slice *note, struct error *error) QIPAN_CHECKED;

#endif
