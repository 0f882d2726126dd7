/*
 * What the user gives to be fetched: web addresses, and tables (csv, tsv, jsonl) with a column of
 * them. Every other column is metadata, found as in any table (read/fields.h); columns that hold
 * texts or name files are left aside.
 */
#ifndef QIPAN_READ_ADDRESSES_H
#define QIPAN_READ_ADDRESSES_H

#include "read/source.h"

/* Items with their address in metadata.source and metadata.path and neither file nor text. A row
 * without an id, and an address that is given itself, has its address as id. Passed over and
 * listed: rows without an address, an address or id that stands twice, rows that cannot be read.
 *
 * Fails when a list is missing or is no table (IO, FORMAT), an option is wrong (USAGE), or the job
 * is cancelled. O(bytes of the lists). */
enum status addresses_list(struct job *job, struct arena *study, const char *const *arguments,
			   size_t count, const struct source_options *options,
			   struct source *source, struct error *error) QIPAN_CHECKED;

#endif
