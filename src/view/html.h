/*
 * Pieces of a page that stands alone: text made safe, and a grid as inline SVG. Whatever comes from
 * documents, codebooks or users goes through html_append_text; the same input gives the same bytes.
 */
#ifndef QIPAN_VIEW_HTML_H
#define QIPAN_VIEW_HTML_H

#include "base/buffer.h"
#include "base/slice.h"
#include "view/grid.h"

/* & < > " ' as references; bytes that are no UTF-8 and control characters as U+FFFD. Good inside
 * elements and inside quoted attributes. */
void html_append_text(struct buffer *out, struct slice text);
/* A SHOW_PASSAGE cell: hits between <mark> and </mark>. */
void html_append_marked(struct buffer *out, struct slice text);
/* The grid as <svg>: rows by columns, colour by value, a dot where nothing was found, a question
 * mark without a document, a line below the figure of a partial text. title is its accessible
 * name. Colours are classes g1..g4 (c1..c4 below zero) of HTML_GRID_STYLE. */
void html_append_grid(struct buffer *out, const struct grid *grid, struct slice title);

#define HTML_GRID_STYLE                                                                            \
	"svg text{font:11px sans-serif;fill:#1f1d19}.g1{fill:#e3ebe6}.g2{fill:#b3d3d0}"            \
	".g3{fill:#5f9ea5}.g4{fill:#0f4a59}.c1{fill:#f1e6d3}.c2{fill:#e3c896}.c3{fill:#c79a4b}"    \
	".c4{fill:#8a5a10}svg text.w{fill:#fff}.p{stroke:#a5321f;stroke-width:2}"

#endif
