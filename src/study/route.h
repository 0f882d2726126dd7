/*
 * The inputs of qipan route from where they lie: a folder of tables.
 */
#ifndef QIPAN_STUDY_ROUTE_H
#define QIPAN_STUDY_ROUTE_H

#include "base/job.h"
#include "route/input.h"

/* Reads NAME.csv, NAME.tsv or NAME.jsonl for each name of route_table_names that is there, then
 * the model. Every mistake of every table is in remarks. Errors: IO (no such folder, a file that
 * cannot be read), FORMAT (mistakes), LIMIT (TABLE_FILE_BYTES, ROUTE_CELLS, ROUTE_BUILDS). */
enum status route_read_folder(struct job *job, struct arena *arena, const char *folder,
			      struct route_model *model, struct route_remarks *remarks,
			      struct error *error) QIPAN_CHECKED;

#endif
