/* What the answers of `qipan pair` share: the links of a board and the two regions asked about. */
#ifndef QIPAN_COMMAND_PAIR_H
#define QIPAN_COMMAND_PAIR_H

#include "command/verbs.h"
#include "study/link_load.h"

struct pair_view {
	struct request *request;
	struct answer *answer;
	struct board *board;
	struct board_query query;
	struct coded_corpus corpus;
	struct link_input input;
	struct links links;
	struct link_options options;
	size_t asked[2]; /* regions of the corpus, by the arguments */
	size_t asked_count;
};

struct region_id pair_region(const struct pair_view *view, size_t region);
/* Columns other and other_en: the second region of a row. */
void other_columns(const struct request *request, struct answer *answer);
/* Columns fields and fields_en, and the labels of columns codes[0..count-1] of the corpus. */
void fields_columns(const struct request *request, struct answer *answer);
void put_fields(struct pair_view *view, const uint32_t *codes, size_t count);

/* One row a sentence: of all strong links, of those of one region, or of both directions of two. */
enum status pair_sentences(struct pair_view *view, struct error *error) QIPAN_CHECKED;

#endif
