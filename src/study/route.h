/*
 * The inputs of qipan route from where they lie: a folder of tables.
 */
#ifndef QIPAN_STUDY_ROUTE_H
#define QIPAN_STUDY_ROUTE_H

#include "base/job.h"
#include "corpus/answer.h"
#include "route/input.h"

struct route_source {
	const char *folder;
	const char *board;     /* the board file to ask where a capacity is empty; NULL: none */
	bool board_wanted;     /* ask it in any case */
	struct answer *answer; /* gets the board's manifest when it was asked */
};

/* Reads NAME.csv, NAME.tsv or NAME.jsonl for each name of route_table_names that is there, then
 * the model. Where a capacity or size is empty and the folder has no table `announced`, the board's
 * targets are that table; a board that is not there is no error unless it is wanted. Every mistake
 * of every table is in remarks. Errors: IO (no such folder, a file that cannot be read), FORMAT
 * (mistakes), LIMIT (TABLE_FILE_BYTES, ROUTE_CELLS, ROUTE_BUILDS), those of board_open. */
enum status route_read_folder(struct job *job, struct arena *arena,
			      const struct route_source *source, struct route_model *model,
			      struct route_remarks *remarks, struct error *error) QIPAN_CHECKED;

#endif
