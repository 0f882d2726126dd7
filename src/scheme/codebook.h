/*
 * The codebook: a tree of codes with patterns, read from a quanteda dictionary YAML
 * (docs/codebook.md) and an optional side file NAME.meta.yaml beside it with not-lists, labels,
 * definitions and notes. Loading lints: all mistakes are listed as file:line:col with reason, not
 * only the first; a codebook with an error is not used, one with warnings is.
 */
#ifndef QIPAN_SCHEME_CODEBOOK_H
#define QIPAN_SCHEME_CODEBOOK_H

#include "base/arena.h"
#include "base/slice.h"
#include "base/status.h"
#include "corpus/document.h"
#include "scheme/lexicon.h"

struct code {
	struct code_id id, parent; /* parent.value 0: top level, an axis */
	struct code_id axis;	   /* its top-level ancestor, or itself */
	struct slice name;	   /* field.computing_power */
	struct slice key;	   /* computing_power */
	struct slice label_zh, label_en, definition,
		note;			     /* label_en falls back to key with spaces */
	uint32_t pattern_start, pattern_end; /* range in patterns */
	uint32_t level;			     /* 1 = axis */
	bool leaf;
};

struct code_pattern {
	struct slice text; /* as written */
	struct code_id code;
	uint32_t line, column; /* where it stands in the file */
};

/* A phrase inside which hits of a code are dropped. */
struct code_exclusion {
	struct slice text;
	struct code_id code;
};

struct codebook {
	struct slice name;  /* file name or "built-in" */
	char sha256[65];    /* of the YAML and the side file */
	struct code *codes; /* index = id - 1, parents before children, file order */
	size_t code_count;
	struct code_pattern *patterns;
	size_t pattern_count;
	struct code_exclusion *exclusions;
	size_t exclusion_count;
	struct lexicon *pattern_lexicon;   /* pattern index = index in patterns */
	struct lexicon *exclusion_lexicon; /* index in exclusions */
};

/* One remark of the lint. */
struct scheme_remark {
	bool is_error;
	struct slice file;
	uint32_t line, column;
	struct slice what;
};
struct scheme_remarks {
	struct scheme_remark *at;
	size_t count, capacity; /* grown in the study arena */
	size_t error_count;
};

/* Reads yaml and meta (meta empty: none). Returns STATUS_FORMAT if any remark is an error; the
 * codebook is then unusable. file and meta_file are the names used in remarks. */
enum status codebook_load(struct arena *study, struct slice yaml, const char *file,
			  struct slice meta, const char *meta_file, struct codebook *codebook,
			  struct scheme_remarks *remarks, struct error *error) QIPAN_CHECKED;
/* The code with that full name ("field.ai"), or id 0. */
struct code_id codebook_find(const struct codebook *codebook, struct slice name);
const struct code *codebook_code(const struct codebook *codebook, struct code_id id);
/* True if code is ancestor or below it. */
bool codebook_is_below(const struct codebook *codebook, struct code_id code,
		       struct code_id ancestor);

#endif
