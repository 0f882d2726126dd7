/*
 * An answer in a format. The formats are rows of a table; each gets the same answer.
 *   text: for people. On a terminal as wide as it is, with colour; elsewhere 100 columns, no
 * colour. json: the envelope of design.md, one object. csv, tsv: header and rows, RFC 4180, cells
 * that a spreadsheet would take for a formula are prefixed with ' (csv and tsv only). jsonl: one
 * object a row. Numbers: the shortest form that reads back to the same value in 12 digits; no
 * locale.
 */
#ifndef QIPAN_VIEW_RENDER_H
#define QIPAN_VIEW_RENDER_H

#include <stdio.h>

#include "base/buffer.h"
#include "base/status.h"
#include "corpus/answer.h"

struct render_style {
	unsigned width;	  /* terminal columns */
	bool colour;	  /* ANSI sequences */
	bool chinese;	  /* headings and notes in Chinese */
	bool is_terminal; /* text only */
	bool all_ids;	  /* evidence as ids; otherwise as a count */
};

struct renderer {
	const char *name; /* "text", "json", "csv", "tsv", "jsonl" */
	const char *summary, *media_type;
	void (*render)(const struct answer *answer, const struct render_style *style,
		       struct buffer *out);
};
extern const struct renderer renderers[];
extern const size_t renderer_count;
const struct renderer *renderer_find(struct slice name);

#endif
