/*
 * From web addresses to documents of the board: ask for what changed, keep the bytes, write down
 * every fetch, then add what there is as study_add does. A document whose bytes changed becomes a
 * new edition.
 *
 * Each answer is in the board (and its bytes on the disk) before the next one of that host is asked
 * for, so a stop at any moment loses what was on its way and no more. The same command goes on
 * where it stopped: as long as a run over the same list has no end and is younger than a day, what
 * it has an answer for is not asked again, except what failed.
 */
#ifndef QIPAN_STUDY_FETCH_H
#define QIPAN_STUDY_FETCH_H

#include "fetch/crawl.h"
#include "study/add.h"

struct fetch_options {
	struct crawl_options crawl;
	struct source_options source;
	const char *folder; /* for the bytes; made when it is missing */
};

struct fetch_row {
	struct slice document, url, why;
	struct slice final_url, media_type, sha256;
	const char *outcome; /* crawl_outcome_name, or "known": of the run that goes on */
	int64_t status, bytes, tries;
};

struct fetch_report {
	struct fetch_row *rows; /* in the list's order */
	size_t row_count;
	size_t outcomes[CRAWL_OUTCOME_COUNT]; /* of the addresses asked now */
	size_t known;			      /* answered before this run was stopped */
	size_t asked;			      /* answers written down so far, also when it fails */
	bool resumed;
	struct add_report add;
};

/* Errors: those of addresses_list, IO (the folder), STORE, CANCELLED. What cannot be fetched is a
 * row and a problem of report->add. */
enum status study_fetch(struct board *board, const char *const *arguments, size_t count,
			const struct fetch_options *options, struct fetch_report *report,
			struct error *error) QIPAN_CHECKED;

#endif
