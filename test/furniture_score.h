/*
 * Scores blocks against labelled lines: a folder with txt/ID.txt and nonbody-lines.tsv (columns id,
 * line, kind, text; line counts from 1; a line without a label is body). Used by
 * tools/score_blocks.c and test/unit/text/test_furniture_labels.c.
 */
#ifndef QIPAN_TEST_FURNITURE_SCORE_H
#define QIPAN_TEST_FURNITURE_SCORE_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "text/block.h"

struct line_score {
	size_t found, missed,
		wrong;	   /* furniture lines: right, called body, body called furniture */
	size_t kind_right; /* of found: with the right kind too */
};

static inline double score_precision(struct line_score s)
{
	return s.found + s.wrong == 0 ? 1 : (double)s.found / (double)(s.found + s.wrong);
}

static inline double score_recall(struct line_score s)
{
	return s.found + s.missed == 0 ? 1 : (double)s.found / (double)(s.found + s.missed);
}

/* The file's bytes, or an empty slice when it cannot be read. */
static inline struct slice score_read_file(struct arena *arena, const char *path)
{
	FILE *file = fopen(path, "rb");
	struct slice text = {"", 0};
	if (file == NULL)
		return text;
	if (fseek(file, 0, SEEK_END) == 0) {
		long size = ftell(file);
		rewind(file);
		char *at = arena_array(arena, char, size < 0 ? 1 : (size_t)size + 1);
		text = (struct slice){at, fread(at, 1, size < 0 ? 0 : (size_t)size, file)};
	}
	fclose(file);
	return text;
}

/* The furniture kind of every line, empty lines FURNITURE_NONE: kinds[0] is line 1. */
static inline uint8_t *score_line_kinds(struct arena *arena, const struct document *document,
					size_t *count)
{
	size_t lines = 1, line = 0, block = 0;
	for (size_t i = 0; i < document->text.length; i++)
		lines += document->text.at[i] == '\n';
	uint8_t *kinds = arena_array(arena, uint8_t, lines);
	for (size_t i = 0; i < document->text.length; i++) {
		while (block < document->block_count && document->blocks[block].span.end <= i)
			block++;
		if (block < document->block_count && document->blocks[block].span.start <= i &&
		    document->text.at[i] != '\n')
			kinds[line] = document->blocks[block].furniture;
		line += document->text.at[i] == '\n';
	}
	*count = lines;
	return kinds;
}

/* The gold kinds of one document's lines. */
static inline uint8_t *score_gold_kinds(struct arena *arena, struct slice labels, const char *id,
					size_t count)
{
	uint8_t *kinds = arena_array(arena, uint8_t, count);
	struct slice rest = labels, row, field, name;
	while (slice_cut(&rest, '\n', &row)) {
		struct slice number;
		if (!slice_cut(&row, '\t', &name) || !slice_is(name, id) ||
		    !slice_cut(&row, '\t', &number) || !slice_cut(&row, '\t', &field))
			continue;
		size_t line = 0;
		for (size_t i = 0; i < number.length; i++)
			line = line * 10 + (size_t)(number.at[i] - '0');
		for (unsigned k = 1; k < FURNITURE_KIND_COUNT; k++)
			if (line >= 1 && line <= count &&
			    slice_is(field, furniture_kind_name((enum furniture_kind)k)))
				kinds[line - 1] = (uint8_t)k;
	}
	return kinds;
}

static inline void score_add(struct line_score *score, uint8_t gold, uint8_t got)
{
	if (gold != FURNITURE_NONE && got != FURNITURE_NONE) {
		score->found++;
		score->kind_right += gold == got;
	} else if (gold != FURNITURE_NONE) {
		score->missed++;
	} else if (got != FURNITURE_NONE) {
		score->wrong++;
	}
}

#endif
