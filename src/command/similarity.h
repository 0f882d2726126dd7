/* What the files of the verb similarity share. */
#ifndef QIPAN_COMMAND_SIMILARITY_H
#define QIPAN_COMMAND_SIMILARITY_H

#include "command/verbs.h"
#include "measure/frame.h"
#include "measure/likeness.h"

struct similarity_view {
	struct request *request;
	struct answer *answer;
	const struct board *board;
	struct likeness likeness;
	struct likeness_options options;
	size_t *ranked; /* pairs by z, the least alike first */
	size_t ranked_count;
	bool on_terms; /* columns are terms, not codes */
	struct likeness own_voice;
	size_t sentences_of_others; /* that name a column; 0: own_voice was not made */
};

struct summary_row {
	const char *section;
	struct slice item, item_en;
	double value, low, high, expected, sd, z, p, raw, raw_expected;
	const char *note, *note_zh;
};

void similarity_put_summary(struct similarity_view *view, const struct summary_row *row);

/* Measures once more without the sentences that are others', if there are any. */
enum status similarity_own_voice(struct similarity_view *view, const struct coded_corpus *corpus,
				 struct error *error) QIPAN_CHECKED;
/* Rows of the summary: both figures in own voice, and the difference as a finding. */
void similarity_put_own_voice(struct similarity_view *view);

#endif
