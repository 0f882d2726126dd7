/*
 * An answer in a format. The formats are rows of a table; each gets the same answer.
 *
 *   text   for people. On a terminal as wide as it is, with colour; elsewhere 100 columns, no
 *          colour. Grids (answer.grid), passages (SHOW_PASSAGE), and tables, which become bands (a
 *          few columns below the others, the naming ones repeated) and at last records
 *          (one line a value) where the width cannot hold them. Text of strangers is made safe for
 *          a terminal (visible.h).
 *   json   the envelope of design.md as one object, one row a line.
 *   csv    header and rows, RFC 4180 (CRLF, quotes doubled); tsv likewise with tabs and LF, where
 *          tabs and line ends inside a cell are written \t, \n, \r and a backslash \\. In both a
 *          text cell that begins with = + - @ or a tab or return, which a spreadsheet would take
 *          for a formula, gets a ' before it, and NUL becomes U+FFFD.
 *   jsonl  one object a row.
 *   gexf, graphml  answers that are graphs (answer.graph), for programs that draw networks: GEXF
 *          1.3 and GraphML 1.1. Nodes in order of first mention, arcs in order of rows; an answer
 *          that is no graph gives an empty one, so ask render_graph_named first.
 *
 *   xlsx   a workbook: rows, what the columns mean, what it was made from. Text cells are strings,
 *          so none is a formula; one longer than a cell holds is cut off with an ellipsis. It is
 *          written to a file in TMPDIR (else /tmp) first: where that fails, out stays empty, which
 *          no workbook is.
 *
 * Numbers in data formats have at most 12 significant digits, a decimal point, and no grouping in
 * every locale; unknown is null or an empty cell. Text is valid UTF-8: a byte that is none (a file
 * name may hold some) becomes U+FFFD. The same answer and style give the same bytes.
 */
#ifndef QIPAN_VIEW_RENDER_H
#define QIPAN_VIEW_RENDER_H

#include <stdio.h>

#include "base/buffer.h"
#include "base/status.h"
#include "corpus/answer.h"

/* What becomes of CELL_IDS. */
enum evidence_style {
	EVIDENCE_AUTO,	/* ids in json and jsonl, a count elsewhere */
	EVIDENCE_NONE,	/* the column is left out */
	EVIDENCE_COUNT, /* how many */
	EVIDENCE_IDS,	/* an array in json and jsonl, elsewhere separated by spaces */
};

/* "none", "count", "ids"; anything else is EVIDENCE_AUTO. */
enum evidence_style evidence_style_named(struct slice name);

struct render_style {
	unsigned width;	      /* terminal columns; 0 means 100 */
	bool colour;	      /* ANSI sequences */
	bool chinese;	      /* headings and notes in Chinese (text only) */
	bool is_terminal;     /* text only */
	bool byte_order_mark; /* csv and tsv: U+FEFF first, which makes Excel read UTF-8 */
	enum evidence_style evidence;
};

struct renderer {
	const char *name; /* "text", "json", "csv", "tsv", "jsonl", "gexf", "graphml", "xlsx" */
	const char *summary, *media_type;
	void (*render)(const struct answer *answer, const struct render_style *style,
		       struct buffer *out);
};
extern const struct renderer renderers[];
extern const size_t renderer_count;
/* NULL if there is none. */
const struct renderer *renderer_find(struct slice name);

/* The renderers themselves, each in a file of its name. */
void render_text(const struct answer *answer, const struct render_style *style, struct buffer *out);
void render_json(const struct answer *answer, const struct render_style *style, struct buffer *out);
void render_json_lines(const struct answer *answer, const struct render_style *style,
		       struct buffer *out);
void render_csv(const struct answer *answer, const struct render_style *style, struct buffer *out);
void render_tsv(const struct answer *answer, const struct render_style *style, struct buffer *out);
void render_gexf(const struct answer *answer, const struct render_style *style, struct buffer *out);
void render_graphml(const struct answer *answer, const struct render_style *style,
		    struct buffer *out);
void render_xlsx(const struct answer *answer, const struct render_style *style, struct buffer *out);
/* What to say when render_xlsx left its buffer empty. */
extern const char render_no_workbook[];
/* Whether the format of that name needs an answer that is a graph. */
bool render_graph_named(struct slice name);

/* One flag for each column: whether the style leaves it out (evidence, with EVIDENCE_NONE). The
 * caller frees the array. */
bool *render_left_out(const struct answer *answer, const struct render_style *style);

/* A number, flag or list of ids as csv, tsv and graphs write it; nothing for text and NULL. */
void render_append_plain(struct buffer *out, const struct cell *cell);

#endif
