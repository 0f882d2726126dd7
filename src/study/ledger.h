/*
 * The ledger of targets of a board: every amount that its sentences report or commit to, as
 * text/target.h reads it, with what only the document and the gazetteer know:
 *
 * - the year, where the sentence says it by a word: 今年 in a report of 2026 is 2026, 去年 2025,
 *   “十五五” the plan's last year; the word nearest before the amount counts, and a year in digits
 *   goes before any word;
 * - the scope: a city's name that is the region's own (北京市 in Beijing's report) is the region.
 *
 * It is read from the texts whenever it is asked for: nothing of it is stored, so a better reader
 * needs no new import.
 */
#ifndef QIPAN_STUDY_LEDGER_H
#define QIPAN_STUDY_LEDGER_H

#include "study/evidence.h"
#include "text/target.h"

/* Where a row's year is from. */
enum ledger_year {
	YEAR_UNSAID,
	YEAR_DIGITS,   /* 2030年 */
	YEAR_DATE,     /* 今年, 去年: counted from the document's date */
	YEAR_PLAN_END, /* “十五五”: the last year of that five-year plan */
	YEAR_RULE_COUNT,
};
/* "", "digits", "date", "plan end". */
const char *ledger_year_name(enum ledger_year rule);

struct ledger_row {
	const struct evidence_item *item; /* its sentence */
	struct target target;		  /* spans are of item->text */
	struct slice quantity;		  /* what is counted */
	struct slice written;		  /* the amount as it stands in the text */
	uint32_t year;			  /* 0: not said */
	enum ledger_year year_rule;
	enum target_scope scope;
};

struct ledger {
	struct evidence evidence;
	struct ledger_row *rows; /* by region, document, place */
	size_t count;
};

/* Which rows are wanted; zero bytes: all. Bits are 1 << the enum's value. */
struct ledger_filter {
	unsigned bases, kinds, scopes; /* 0: all */
	struct slice unit;	       /* canonical: "EFLOPS"; case ignored; empty: all */
	struct slice quantity;	       /* part of the quantity's name; empty: all */
	uint32_t year;		       /* 0: all */
};

/* The rows of the passages that `passages` gives. Everything in board->arena. O(text). */
enum status ledger_load(struct board *board, const struct passage_filter *passages,
			const struct ledger_filter *filter, struct ledger *ledger,
			struct error *error) QIPAN_CHECKED;

/*
 * What a region has and what it wants of one unit: at most one row each of those that ledger gives
 * for it, NULL where there is none.
 *
 *   standing   the largest level that is there; a whole region's before that of a site in it; a
 *              city's, a firm's or the nation's never
 *   planned    the largest level that is to be reached, likewise
 *   increment  the largest addition, likewise: it is no level and is not compared with one
 */
struct ledger_standing {
	struct region_id region;
	const struct ledger_row *standing, *planned, *increment;
	size_t others; /* rows of the region that are none of these: cities, firms, smaller parts */
};

/* One for each region with a row of that unit: by the standing level, highest first, then by the
 * planned one, then by region. Growth and shares are left out. */
void ledger_stand(struct arena *study, const struct ledger *ledger, struct slice unit,
		  struct ledger_standing **standings, size_t *count);

#endif
