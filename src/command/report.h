/*
 * What qipan report is made of. A report asks the verbs (board, gradient, status, reuse) and writes
 * what they answer as sentences, so that it can say nothing that the command line does not say.
 *
 * A finding is a sentence in Chinese and in English with the ids of the passages that it rests on;
 * one without any is refused and counted. Passages become numbered footnotes with their text.
 */
#ifndef QIPAN_COMMAND_REPORT_H
#define QIPAN_COMMAND_REPORT_H

#include "base/buffer.h"
#include "command/verbs.h"

enum { REPORT_FOOTNOTES_EACH = 3 }; /* passages that are quoted for one finding */

struct report {
	struct request *request;
	struct arena *arena;
	struct buffer out;
	bool zh, en;	/* languages that are written */
	int64_t *notes; /* passage of footnote i + 1 */
	size_t note_count, note_capacity;
	size_t findings, refused;
};

/* Asks a verb with the report's arena and board. */
enum status report_ask(struct report *report, const char *verb, const char *const *words,
		       size_t count, struct answer *answer, struct error *error) QIPAN_CHECKED;

/* A text in one or both languages: "<p lang=zh>..</p><p lang=en>..</p>"; both are escaped. */
void report_say(struct report *report, const char *element, const char *zh, const char *en);
/* The same with footnotes; refused without ids. */
void report_find(struct report *report, const char *zh, const char *en, const struct cell *ids);

/* Cells of an answer by name. */
struct slice report_text(const struct answer *answer, size_t row, const char *column);
double report_real(const struct answer *answer, size_t row, const char *column);
const struct cell *report_ids(const struct answer *answer, size_t row);

/* The three parts. */
enum status report_position(struct report *report, struct error *error) QIPAN_CHECKED;
enum status report_iteration(struct report *report, struct error *error) QIPAN_CHECKED;
enum status report_risk(struct report *report, struct error *error) QIPAN_CHECKED;

/* Parts of the three that other verbs than board answer; nothing where they have no answer. */
void report_likeness(struct report *report);
void report_balance(struct report *report);
void report_targets(struct report *report);
void report_reuse(struct report *report);
void report_rules(struct report *report);

#endif
