/*
 * Amounts: a number with its unit and what is said of its exactness, as plans write them.
 *
 *   22万P              220 EFLOPS          at least? no: exactly
 *   超10.36百亿亿次/秒   10.36 EFLOPS        more than
 *   4.5%—5%            4.5 to 5 %
 *   三百万亩以上         3,000,000 mu        at least
 *   at least 30 MW     30 MW               at least
 *
 * The number: ASCII or full-width digits with a point and commas, or Chinese numerals (三百二十,
 * 两千); then 十 百 千 万 亿 in any chain, each a factor (百亿亿 = 1e18), or thousand, million,
 * billion. A unit is a row of the table in amount_rows.c with its canonical name and the factor to
 * it: to teach a unit, add a row. A number without a unit of the table is no amount; so are ranks
 * (第21届), names (G60, 5G, “415X”), durations, dates, and a count that only numbers a list
 * (6个方面).
 *
 * Chinese numerals before a mere counter (三大, 两个) are words of slogans, not amounts.
 */
#ifndef QIPAN_TEXT_AMOUNT_H
#define QIPAN_TEXT_AMOUNT_H

#include "base/slice.h"
#include "text/cue.h"

enum comparator {
	COMPARE_EQUAL, /* nothing said, or: reaches */
	COMPARE_ABOUT, /* 左右, 约, about */
	COMPARE_AT_LEAST,
	COMPARE_MORE, /* 超过, 突破, over */
	COMPARE_AT_MOST,
	COMPARE_LESS, /* 低于, below */
	COMPARE_COUNT,
};
/* "=", "~", ">=", ">", "<=", "<" */
const char *comparator_name(enum comparator comparator);

enum unit_class {
	UNIT_COUNT,   /* a counter: 个, 家, 座 */
	UNIT_STOCK,   /* what is there: mu, km, MW, EFLOPS */
	UNIT_FLOW,    /* what passes in a period: visits, kWh */
	UNIT_PERCENT, /* a share or a growth */
	UNIT_POINT,   /* percentage points: a change */
	UNIT_AGE,     /* years of life: an amount only where something reaches it */
};

struct unit {
	const char *word; /* as it is written */
	const char *name; /* canonical: "EFLOPS", "CNY", "mu" */
	double factor;	  /* value in canonical units of one written unit */
	enum unit_class class;
};

struct amount {
	struct span unit_span;
	struct span span;   /* from the first comparator word to the last */
	double value, high; /* in canonical units; high = value unless a range is given */
	const struct unit *unit;
	enum comparator comparator;
};

struct amount_tables {
	struct cue_table before, after, not_counted;
};
void amount_tables_init(struct amount_tables *tables);

/* The first amount that begins at or after from; false when there is none. O(text) over all calls
 * that go on from amount.span.end. */
bool amount_next(const struct amount_tables *tables, struct slice text, size_t from,
		 struct amount *amount);

/* A year of four digits (1949..2100) at offset, else 0. */
uint32_t amount_year(struct slice text, size_t offset);

#endif
