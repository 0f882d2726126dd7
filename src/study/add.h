/*
 * Adding documents: list, read, decode, blocks, passages, codes, regions; then one writer puts them
 * into the store, a batch a transaction. Documents are independent tasks; the next batch is worked
 * on while the last one is written. Ids follow the order of the list, whatever the number of
 * threads.
 *
 * Unchanged documents (same id, same bytes, same metadata as far as given) are skipped; changed
 * ones become a new edition. A document that cannot be read becomes a problem and stops nothing.
 * Cancelling rolls back the batch that is open: every document committed before stays.
 */
#ifndef QIPAN_STUDY_ADD_H
#define QIPAN_STUDY_ADD_H

#include "read/source.h"
#include "study/board.h"

struct add_report {
	size_t added, replaced, unchanged, skipped, without_region, without_date;
	size_t committed; /* documents that are safe in the store, also after a failure */
	size_t passages, mentions;
	uint64_t bytes;
	struct problem *problems; /* skipped documents and warnings, in order */
	size_t problem_count, problem_capacity;
};

enum status study_add(struct board *board, const char *const *paths, size_t path_count,
		      const struct source_options *options, struct add_report *report,
		      struct error *error) QIPAN_CHECKED;
/* The same for a list that somebody else made. report must be zeroed. */
enum status study_add_source(struct board *board, struct source *source,
			     const struct source_options *options, struct add_report *report,
			     struct error *error) QIPAN_CHECKED;

#endif
