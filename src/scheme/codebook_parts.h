/*
 * The steps of codebook_load, one file each: codebook.c makes codes and patterns of the YAML,
 * codebook_meta.c reads the side file, codebook_lint.c looks for patterns that cannot do what their
 * author thinks. Nobody else includes this.
 */
#ifndef QIPAN_SCHEME_CODEBOOK_PARTS_H
#define QIPAN_SCHEME_CODEBOOK_PARTS_H

#include "base/map.h"
#include "scheme/codebook.h"
#include "scheme/yaml_tree.h"

struct codebook_loader {
	struct arena *study;
	struct codebook *codebook;
	struct scheme_remarks *remarks;
	const char *file, *meta_file;
	struct map names; /* full name -> index in codes */
};

/* Fills labels, definitions, notes and exclusions; root may be NULL. */
void codebook_read_meta(struct codebook_loader *loader, const struct tree_node *root);
/* The section roles: {role: [codes]}. */
void codebook_read_roles(struct codebook_loader *loader, const struct tree_node *node);
/* Warnings and notes about a codebook without errors. */
void codebook_lint(struct codebook_loader *loader);
/* The node's text if it is text to YAML; otherwise an error that says what to do, and false. what:
 * "a pattern", "a label". */
bool codebook_text(struct codebook_loader *loader, const char *file, const struct tree_node *node,
		   const char *what, struct slice *text);

#endif
