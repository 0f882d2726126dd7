/*
 * The documents that are compared with each other: their metadata and their units, not their text.
 */
#ifndef QIPAN_REUSE_COLLECTION_H
#define QIPAN_REUSE_COLLECTION_H

#include "base/arena.h"
#include "base/job.h"
#include "base/slice.h"
#include "base/status.h"
#include "reuse/unit.h"

/* What decides who may have copied from whom. Empty date: unknown. */
struct reuse_document {
	struct slice id;
	struct slice date;   /* ISO 8601, as exact as known: 2026, 2026-01, 2026-01-27 */
	uint32_t level;	     /* 1 national, 2 province, 3 city, 4 county; 0 unknown */
	struct slice holder; /* region or author, whose editions are its own; may be empty */
};

struct collection {
	struct arena study;  /* units and copies of the metadata */
	struct arena *parts; /* the same, of what collection_fill's threads read */
	size_t part_count;
	struct reuse_document *documents;
	struct unit_text *texts;
	size_t count, capacity;
	uint64_t text_bytes, units;
};

void collection_init(struct collection *collection);
void collection_release(struct collection *collection);
/* Reads the text's units and copies the metadata; scratch may be reset afterwards. O(text). */
enum status collection_add(struct collection *collection, struct arena *scratch,
			   const struct reuse_document *document, struct slice text,
			   struct error *error) QIPAN_CHECKED;

/* Gives document `number` (0 .. count - 1), in scratch or kept by the context. Called by several
 * threads at once, in any order. */
typedef enum status collection_source(void *context, size_t number, struct arena *scratch,
				      struct reuse_document *document, struct slice *text,
				      struct error *error);
/* collection_add of `count` documents, shared between the job's threads; the collection is the same
 * whatever their number. After a failure it is what it was before. */
enum status collection_fill(struct job *job, struct collection *collection, size_t count,
			    collection_source *source, void *context,
			    struct error *error) QIPAN_CHECKED;

#endif
