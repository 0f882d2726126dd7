/*
 * The input of every measure: which codes stand in which passages of which regions. No text, no
 * database: a test can type one by hand.
 *
 * A coded_corpus is made for one set of columns (say the leaves of `field`): the codes of a passage
 * are the columns it mentions, each once, however many hits; branches are already folded in.
 * Passages are ordered by region, then document, then position, and hold only what the frame admits
 * (measure/frame.h says which passages count).
 */
#ifndef QIPAN_CORPUS_CODED_H
#define QIPAN_CORPUS_CODED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"
#include "corpus/document.h"

/* Absence has a state; a missing region is never a zero. */
enum coverage {
	COVERAGE_NO_DOCUMENT, /* nothing was read for this region */
	COVERAGE_PARTIAL,     /* something was read, but it is known to be incomplete */
	COVERAGE_READ,	      /* read; no hit means no hit */
};
const char *coverage_name(enum coverage coverage);

struct coded_region {
	struct region_id id;
	struct slice name, tier;
	enum coverage coverage;
	uint32_t passage_start, passage_end;	 /* range in coded_corpus.passages */
	uint32_t paragraph_start, paragraph_end; /* range of paragraph numbers */
	uint32_t document_count;
	bool asked; /* the user asked for it; the others are there as its base */
};

struct coded_passage {
	int64_t id;	    /* of the passage in the store: the evidence */
	uint32_t region;    /* index into regions */
	uint32_t paragraph; /* block number, unique in the corpus: the unit of the bootstrap */
	uint32_t document;  /* number, unique in the corpus */
	uint32_t characters;
	uint32_t code_start, code_end; /* range in coded_corpus.codes: column indices, ascending */
	uint32_t hits_start;	       /* hits[hits_start + i] = hits of codes[code_start + i] */
	uint8_t orientation;
	uint8_t commitment; /* enum commitment */
	bool reused; /* no voice of its own (reuse/origin.h); false where that was not asked for */
};

struct coded_column {
	struct code_id id;
	struct slice name;  /* field.computing_power */
	struct slice label; /* short heading */
	bool asked;	    /* the user asked for it; its siblings are there to be compared with */
};

struct coded_corpus {
	struct coded_region *regions;
	size_t region_count;
	struct coded_column *columns;
	size_t column_count;
	struct coded_passage *passages;
	size_t passage_count;
	uint32_t *codes; /* column indices */
	uint32_t *hits;	 /* same length as codes */
	size_t code_count;
	size_t paragraph_count, document_count;
};

#endif
