/*
 * What a verb answers: one table with a meaning for every column, ready for any door (terminal,
 * JSON, csv, later the page). Verbs fill it, view/ renders it; neither knows the other.
 *
 * Built by calls in order: answer_init, answer_column for each column, then for each row answer_row
 * and one answer_put_... per column from left to right. A cell that is not put is null. The arena
 * given to answer_init owns everything.
 *
 * JSON form (design.md 5): {"qipan","command","params","manifest","columns","rows","problems"}.
 */
#ifndef QIPAN_CORPUS_ANSWER_H
#define QIPAN_CORPUS_ANSWER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/slice.h"

enum cell_kind {
	CELL_NULL, /* unknown; the row's state column says why */
	CELL_TEXT,
	CELL_INTEGER,
	CELL_REAL, /* NaN is stored as CELL_NULL */
	CELL_FLAG,
	CELL_IDS, /* passage ids: evidence */
};

struct cell {
	enum cell_kind kind;
	union {
		struct slice text;
		int64_t integer;
		double real;
		bool flag;
		struct {
			const int64_t *at;
			size_t count;
		} ids;
	} as;
};

/* Around a hit inside a SHOW_PASSAGE cell: U+FDD0 and U+FDD1, noncharacters that Unicode keeps for
 * use inside a program (private-use characters do occur: in text drawn from PDF symbol fonts). Text
 * renderings turn them into emphasis, data formats leave them out; view/mark.h. */
#define MARK_START "\xEF\xB7\x90"
#define MARK_END "\xEF\xB7\x91"

/* How a text rendering should treat a column; data formats ignore it. */
enum column_show {
	SHOW_PLAIN,
	SHOW_SHARE,   /* 0..1 shown as percent with a bar */
	SHOW_HIDDEN,  /* only in data formats */
	SHOW_PASSAGE, /* long text: wrapped, hits between MARK_START and MARK_END emphasised */
	SHOW_BESIDE,  /* the same, beside the SHOW_PASSAGE column before it where the width allows:
		       * two sides of one thing */
};

static inline bool show_is_passage(enum column_show show)
{
	return show == SHOW_PASSAGE || show == SHOW_BESIDE;
}

struct answer_column {
	const char *name;	/* snake_case, the JSON key */
	const char *unit;	/* "" if it has none */
	const char *definition; /* one sentence */
	enum column_show show;
};

/* A document or row that was passed over, or a warning that belongs to the answer. */
struct problem {
	const char *severity; /* "error" (something was skipped) or "warning" */
	struct slice place;   /* file, document, region */
	uint32_t line, column;
	struct slice what; /* what is wrong and what to do */
};

/* A text rendering of the answer as a grid: rows and columns are named by two of the columns, the
 * cell by a third. NULL names mean that the answer is an ordinary table; with row_group alone it is
 * a table in sections. */
struct answer_grid {
	const char *row, *column, *value; /* names of answer columns */
	const char *row_group; /* e.g. "tier": rows are kept together by it; may be NULL */
	const char *state;     /* e.g. "state"; a cell other than "value" is drawn by its state */
	const char *column_label; /* answer column with a short heading, may be NULL */
	bool columns_as_given;	  /* else by the median of their values, highest first */
};

/* What a node of a graph is besides its name: the answer columns that say it of either end. */
struct answer_node_attribute {
	const char *name, *source, *target;
};

/* The answer as a graph for programs that draw networks: each row is an arc between two of its
 * cells, every column that says nothing of a node is an attribute of the arc. All names are names
 * of answer columns. source is NULL in an answer that is no graph. */
struct answer_graph {
	const char *source, *target; /* the nodes; rows where one of them is null are no arcs */
	const char *source_label, *target_label; /* what is written beside a node; NULL: its name */
	const char *weight; /* rows where it is null or 0 are no arcs; NULL: all weigh 1 */
	const struct answer_node_attribute *attributes;
	size_t attribute_count;
	bool undirected;
};

struct answer_pair {
	const char *key;
	struct cell value;
};

struct answer {
	struct arena *arena;
	const char *command;
	struct slice title; /* one line above a text rendering */
	struct slice raw;   /* bytes to give as they are instead of a table; empty: none */
	struct slice
		footnote; /* what a reader must know: denominator, interval, states; may be long */
	struct answer_grid grid;
	struct answer_graph graph;
	struct answer_pair *params, *manifest;
	size_t param_count, param_capacity, manifest_count, manifest_capacity;
	struct answer_column *columns;
	size_t column_count, column_capacity;
	struct cell *cells; /* row_count x column_count */
	size_t row_count, cell_capacity, next_cell;
	struct problem *problems;
	size_t problem_count, problem_capacity;
};

/* arrays grow inside the arena */
void answer_init(struct answer *answer, struct arena *arena, const char *command);
void answer_column(struct answer *answer, const char *name, const char *unit,
		   const char *definition, enum column_show show);
void answer_row(struct answer *answer);
/* Text is copied. */
void answer_put_text(struct answer *answer, struct slice text);
void answer_put_string(struct answer *answer, const char *text); /* NULL puts null */
void answer_put_integer(struct answer *answer, int64_t integer);
void answer_put_real(struct answer *answer, double real); /* NaN and infinity put null */
void answer_put_flag(struct answer *answer, bool flag);
void answer_put_null(struct answer *answer);
void answer_put_ids(struct answer *answer, const int64_t *ids, size_t count); /* copied */
void answer_param(struct answer *answer, const char *key, struct slice value);
void answer_param_integer(struct answer *answer, const char *key, int64_t value);
void answer_manifest(struct answer *answer, const char *key, struct slice value);
void answer_manifest_integer(struct answer *answer, const char *key, int64_t value);
void answer_problem(struct answer *answer, const char *severity, struct slice place, uint32_t line,
		    uint32_t column, struct slice what);
/* Index of the column, or SIZE_MAX. */
size_t answer_find_column(const struct answer *answer, const char *name);
const struct cell *answer_cell(const struct answer *answer, size_t row, size_t column);

#endif
