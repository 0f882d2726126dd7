/* What the answers of `qipan plus` share: the columns, and the sentences of the code with another.
 */
#ifndef QIPAN_COMMAND_PLUS_H
#define QIPAN_COMMAND_PLUS_H

#include "command/verbs.h"
#include "measure/joint.h"
#include "text/landing.h"

struct plus_view {
	struct request *request;
	struct answer *answer;
	struct board *board;
	struct board_query query;
	struct coded_corpus corpus;
	size_t column; /* of the code asked about */
	uint32_t most;
	struct joint_pair *pairs;
	struct evidence evidence; /* of the sentences with the code and another */
	bool *lands;		  /* by item */
};

/* Says where, for whom or how much (M30). */
bool plus_lands(const struct landing_tables *tables, const struct evidence_item *item);

/* One row a pair that the text itself writes (text/plus_form.h), in any sentence that counts, and
 * the footnote. */
enum status plus_list(struct plus_view *view, struct error *error) QIPAN_CHECKED;

#endif
