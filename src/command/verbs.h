/*
 * The functions behind the rows of commands[], and what they share. A verb opens the board, asks
 * study/ and measure/, and puts rows into the answer; it never prints.
 */
#ifndef QIPAN_COMMAND_VERBS_H
#define QIPAN_COMMAND_VERBS_H

#include "command/command.h"
#include "measure/balance.h"
#include "measure/measure.h"
#include "study/board.h"
#include "study/coded_load.h"
#include "study/evidence.h"
#include "study/ledger.h"

command_function verb_new, verb_add, verb_status, verb_board, verb_profile, verb_evidence,
	verb_search, verb_codebook, verb_regions, verb_export, verb_measures, verb_check,
	verb_gradient, verb_limits, verb_correct, verb_sample, verb_document, verb_reuse,
	verb_claims, verb_quotes, verb_diff, verb_fetch;

command_function verb_report;

command_function verb_targets, verb_balance, verb_agreement, verb_risk;

command_function verb_similarity, verb_keyness, verb_compare;

command_function verb_positions;

command_function verb_route;

command_function verb_pair, verb_crowding, verb_divide, verb_plus;

/* Opens request's board as its command wants and puts the manifest into the answer. */
enum status verb_open(struct request *request, struct board *board, struct answer *answer,
		      struct error *error) QIPAN_CHECKED;
/* Puts a warning into the answer where documents were not compared with the others yet: all their
 * sentences count as their own. */
enum status warn_not_compared(struct board *board, struct answer *answer,
			      struct error *error) QIPAN_CHECKED;
struct source_options;
/* What the options of add and fetch say about documents. An option that the verb does not have is
 * not given. */
struct source_options verb_source_options(const struct request *request);
/* The query of the common options by, region, tier, kind and orientation. */
enum status verb_query(const struct request *request, struct board_query *query,
		       struct error *error) QIPAN_CHECKED;
/* The query of the common options and of the argument REGION, the corpus of the codes of all roles,
 * and which of its columns are whose: ranges[ROLE_COUNT]. */
enum status verb_role_corpus(const struct request *request, struct board *board,
			     struct board_query *query, struct coded_corpus *corpus,
			     struct column_range *ranges, struct error *error) QIPAN_CHECKED;
/* STATUS_USAGE: the codebook declares no role of those that the verb needs, and how to. */
enum status roles_missing(struct error *error) QIPAN_CHECKED;
/* Does the verb have --own-voice, and was it given? */
bool request_own_voice(const struct request *request);
/* Options draws, seed, confidence, prior, leave-one-out. */
struct measure_options verb_measure_options(const struct request *request);
/* Region names for people: Chinese or English; the other one when that is missing. */
struct slice region_label(const struct board *board, struct region_id id, bool chinese);
struct slice code_label(const struct board *board, struct code_id id, bool chinese);
/* Columns region and region_en: both are always there, a text rendering shows the one of its
 * language. */
void region_columns(const struct request *request, struct answer *answer);
/* Both names of the region, or `otherwise` twice when the gazetteer has none. */
void put_region_names(struct answer *answer, const struct board *board, struct region_id id,
		      struct slice otherwise);
/* Columns code, label and label_en, shown as region_columns are; definition is what the code is
 * here. put_code fills the three, with nulls when there is no code (value 0). */
void code_columns(const struct request *request, struct answer *answer, const char *definition);
void put_code(struct answer *answer, const struct board *board, struct code_id id);

/* The columns with which every answer of sentences begins: id, region, region_en, document, title,
 * date, orientation, start, end. */
void passage_columns(const struct request *request, struct answer *answer);
/* Fills them in a row that has begun. */
void put_passage(struct answer *answer, const struct board *board, int64_t id,
		 struct region_id region, const struct document_metadata *metadata,
		 uint8_t orientation, struct span span);
/* The same of an item of evidence. */
void put_item_passage(struct answer *answer, const struct board *board,
		      const struct evidence_item *item);
/* Columns and rows of problems: severity, place, line, column, problem. */
void put_problems(struct answer *answer, const struct problem *problems, size_t count);
/* A SHOW_PASSAGE cell: text that begins at offset start of its document, hits marked. */
void put_marked_text(struct answer *answer, struct slice text, uint32_t start,
		     const struct span *marks, size_t mark_count);
/* Cell for a door that draws the text itself: spans as "0-6;9-15", bytes from start; "" for none.
 */
void put_changed_spans(struct answer *answer, uint32_t start, const struct span *spans,
		       size_t count);
/* Column marks and its cell: where the mentions stand inside the cell text, in bytes, with code and
 * state: "0-6 field.ai auto;9-15 field.quantum confirmed". For doors that draw them themselves. */
void marks_column(struct answer *answer);
void put_marks(struct answer *answer, const struct board *board, const struct evidence_item *item);
void put_evidence_text(struct answer *answer, const struct evidence_item *item);

/* Rows of `qipan export`: documents, passages, mentions, ... One function an export. */
struct export_row {
	const char *name, *summary;
	enum status (*function)(struct request *request, struct board *board, struct answer *answer,
				struct error *error);
};
enum status export_targets(struct request *request, struct board *board, struct answer *answer,
			   struct error *error) QIPAN_CHECKED;
enum status export_fetches(struct request *request, struct board *board, struct answer *answer,
			   struct error *error) QIPAN_CHECKED;
extern const struct export_row exports[];
extern const size_t export_count;

#endif
