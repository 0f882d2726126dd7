/* What the answers of `qipan pair` share: the links of a board and the two regions asked about. */
#ifndef QIPAN_COMMAND_PAIR_H
#define QIPAN_COMMAND_PAIR_H

#include "command/verbs.h"
#include "measure/complement.h"
#include "study/link_load.h"
#include "study/need_load.h"

struct pair_view {
	struct request *request;
	struct answer *answer;
	struct board *board;
	struct board_query query;
	struct coded_corpus corpus;
	struct link_input input;
	struct links links;
	struct link_options options;
	/* set by pair_fit_load */
	struct stated_need *needs;
	size_t need_count;
	struct complement_input fit;
	size_t asked[2]; /* regions of the corpus, by the arguments */
	size_t asked_count;
};

struct region_id pair_region(const struct pair_view *view, size_t region);
/* Columns other and other_en: the second region of a row. */
void other_columns(const struct request *request, struct answer *answer);
/* Columns fields and fields_en, and the labels of columns codes[0..count-1] of the corpus. */
void fields_columns(const struct request *request, struct answer *answer);
void put_fields(struct pair_view *view, const uint32_t *codes, size_t count);

/* Strengths, needs and what they add up to. */
enum status pair_fit_load(struct pair_view *view, struct error *error) QIPAN_CHECKED;
/* One row a partner of the region asked about, or of each pair that has any reason. */
void pair_partners(struct pair_view *view);

/* A sentence that is shown, and why. */
struct pair_sentence {
	const char *section;
	int64_t passage;
	uint32_t from, to; /* whose it is, and whom it concerns */
	const char *how;
	const uint32_t *codes; /* columns it stands for */
	size_t code_count;
	struct span words; /* the words that count, marked; empty: the mentions of the codes */
	double strength;   /* z of an offer; NaN */
};
struct pair_sentences {
	struct pair_sentence *at;
	size_t count, capacity;
};
/* Adds what `from` offers in the columns that `to` needs, and where `to` says so. */
void pair_add_fit(struct pair_view *view, uint32_t from, uint32_t to, const char *section,
		  struct pair_sentences *sentences);

/* One row a sentence: of links, or of both directions of two regions, with offers and needs. */
enum status pair_sentences(struct pair_view *view, struct error *error) QIPAN_CHECKED;

#endif
