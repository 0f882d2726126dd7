/*
 * From an empty file, or a board of an older version, to the newest tables.
 *
 * The version of a board is the number of steps that it has run (PRAGMA user_version). A step is
 * SQL, a function, or both; steps are only ever added at the end. All missing steps run in one
 * transaction: after a kill the board has its old version or the new one.
 */
#ifndef QIPAN_STORE_MIGRATE_H
#define QIPAN_STORE_MIGRATE_H

#include "store/inside.h"

enum { BOARD_APPLICATION_ID = 0x71697061 }; /* "qipa" */

struct migration_step {
	const char *sql;					      /* or NULL */
	enum status (*run)(struct store *store, struct error *error); /* after sql, or NULL */
};

/* Step 2: passages get their commitment and actor (repack.c). */
enum status migrate_commitment(struct store *store, struct error *error) QIPAN_CHECKED;

/* Step: the record of corrections (correction.c). */
extern const char correction_tables[];

/* The steps of this version of qipan; *count is the version it writes. */
const struct migration_step *migration_steps(size_t *count);

/* Runs the steps that the board has not had and sets application_id. Errors: STORE if the board has
 * had more steps than there are (it was made by a newer qipan), or if it is opened for reading and
 * needs a step. */
enum status store_migrate(struct store *store, const struct migration_step *steps, size_t count,
			  struct error *error) QIPAN_CHECKED;

/* A PRAGMA that gives one number: "PRAGMA user_version". */
enum status store_pragma(struct store *store, const char *sql, int64_t *value,
			 struct error *error) QIPAN_CHECKED;

#endif
