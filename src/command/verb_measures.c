/* measures: all that qipan measures, whichever verb answers it. */
#include "command/verbs.h"

#include "measure/catalogue.h"

static void put_columns(struct answer *answer)
{
	answer_column(answer, "number", "", "number in docs/methods.md", SHOW_PLAIN);
	answer_column(answer, "name", "", "its name; of board and balance the word for --measure",
		      SHOW_PLAIN);
	answer_column(answer, "verb", "", "the verb that answers it", SHOW_HIDDEN);
	answer_column(answer, "ask", "", "what to type", SHOW_PLAIN);
	answer_column(answer, "unit", "", "unit of its values", SHOW_PLAIN);
	answer_column(answer, "range", "", "smallest and largest value", SHOW_PLAIN);
	answer_column(answer, "meaning", "", "what it says", SHOW_PLAIN);
	answer_column(answer, "formula", "", "with the letters of docs/methods.md", SHOW_HIDDEN);
	answer_column(answer, "denominator", "", "what it is divided by", SHOW_HIDDEN);
	answer_column(answer, "baseline", "", "what it is compared with", SHOW_HIDDEN);
	answer_column(answer, "interval", "", "how sure it is", SHOW_HIDDEN);
	answer_column(answer, "citation", "", "where it comes from", SHOW_HIDDEN);
}

enum status verb_measures(struct request *request, struct answer *answer, struct error *error)
{
	(void)error;
	struct catalogue_row *rows;
	size_t count = catalogue_make(request->arena, &rows);
	answer->title = SLICE("measures, and the verbs that answer them");
	put_columns(answer);
	for (size_t i = 0; i < count; i++) {
		const struct catalogue_row *row = &rows[i];
		const char *const cells[] = {row->number,   row->name,	   row->verb,
					     row->ask,	    row->unit,	   row->range,
					     row->meaning,  row->formula,  row->denominator,
					     row->baseline, row->interval, row->citation};
		answer_row(answer);
		for (size_t c = 0; c < sizeof cells / sizeof *cells; c++)
			answer_put_string(answer, cells[c]);
	}
	return STATUS_OK;
}
