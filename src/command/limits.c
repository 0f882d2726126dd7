/* qipan limits: every limit of base/limits.h as a table. */
#include "base/limits.h"

#include "command/verbs.h"

static const struct {
	const char *name, *unit, *why;
	int64_t value;
} limits[] = {
#define LIMIT_ROW(name, value, unit, why) {#name, unit, why, value},
	LIMITS(LIMIT_ROW)
#undef LIMIT_ROW
};

enum status verb_limits(struct request *request, struct answer *answer, struct error *error)
{
	(void)request;
	(void)error;
	answer->title = SLICE("What is too large");
	answer_column(answer, "limit", "", "name of the limit, as messages give it", SHOW_PLAIN);
	answer_column(answer, "most", "", "largest value that is accepted", SHOW_PLAIN);
	answer_column(answer, "unit", "", "unit of the value", SHOW_PLAIN);
	answer_column(answer, "why", "", "what is limited, and why so", SHOW_PLAIN);
	for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
		answer_row(answer);
		answer_put_string(answer, limits[i].name);
		answer_put_integer(answer, limits[i].value);
		answer_put_string(answer, limits[i].unit);
		answer_put_string(answer, limits[i].why);
	}
	answer->footnote = SLICE("A limit that is reached is reported with its name; nothing is "
				 "cut silently.");
	return STATUS_OK;
}
