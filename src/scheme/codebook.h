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
#include "scheme/remark.h"

struct code {
	struct code_id id, parent; /* parent.value 0: top level, an axis */
	struct code_id axis;	   /* its top-level ancestor, or itself */
	struct slice name;	   /* field.computing_power */
	struct slice key;	   /* computing_power */
	/* Short headings. Without one: label_en is the key with spaces, label_zh is label_en. */
	struct slice label_zh, label_en;
	/* One sentence each; without one, definition is definition_zh and the other way round. */
	struct slice definition, definition_zh;
	struct slice note;
	/* How many of the hits that people read are right, as the side file says; read 0: it does
	 * not. */
	uint32_t hits_right, hits_read;
	uint32_t pattern_start, pattern_end; /* range in patterns: its own, not those below it */
	uint32_t level;			     /* 1 = axis */
	bool leaf;			     /* no codes below it */
};

struct code_pattern {
	struct slice text; /* as written */
	struct code_id code;
	uint32_t line, column; /* where it stands in the file */
};

/* A phrase inside which hits of a code are dropped. One that the side file gives to a branch is
 * repeated here for each code below it that has patterns. */
struct code_exclusion {
	struct slice text;
	struct code_id code;
	uint32_t line, column; /* in the side file */
};

/* What codes are for, so that no program text names one: the side file's section roles. */
struct code_role {
	struct slice name;
	struct code_id *codes; /* in the order of the file */
	size_t count;
};

struct codebook {
	struct slice name;	    /* file name or "built-in" */
	struct slice version, date; /* from the side file; empty if it does not say */
	char sha256[65];	    /* of the YAML, one NUL, and the side file */
	struct code *codes;	    /* index = id - 1, parents before children, file order */
	size_t code_count;
	struct code_pattern *patterns; /* by code, in file order */
	size_t pattern_count;
	struct code_exclusion *exclusions;
	size_t exclusion_count;
	struct code_role *roles;
	size_t role_count;
	struct lexicon *pattern_lexicon;   /* pattern index = index in patterns */
	struct lexicon *exclusion_lexicon; /* index in exclusions */
};

/* Reads yaml and meta (meta empty: none). Returns STATUS_FORMAT if any remark is an error; the
 * codebook is then unusable, and error repeats the first. file and meta_file are the names used in
 * remarks; file is also the codebook's name. remarks start with zero bytes. O(bytes). */
enum status codebook_load(struct arena *study, struct slice yaml, const char *file,
			  struct slice meta, const char *meta_file, struct codebook *codebook,
			  struct scheme_remarks *remarks, struct error *error) QIPAN_CHECKED;
/* The code with that full name ("field.ai"), or id 0. O(codes). */
struct code_id codebook_find(const struct codebook *codebook, struct slice name);
/* The role with that name, or NULL. */
const struct code_role *codebook_role(const struct codebook *codebook, const char *name);
/* The code with that id, which must be one of the codebook's. */
const struct code *codebook_code(const struct codebook *codebook, struct code_id id);
/* True if code is ancestor or below it. */
bool codebook_is_below(const struct codebook *codebook, struct code_id code,
		       struct code_id ancestor);

#endif
