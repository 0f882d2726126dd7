/*
 * Dates as documents write them: 2026年1月27日, 二〇二六年一月二十七日, 2026年元月, 2026-01-27,
 * 2026/1/27, 2026.1.27, 27 January 2026, January 27, 2026, Jan. 2026, 2026年1月, 2026年, 2026.
 * Full-width digits and the circles that stand for zero (〇○零) count; white space may stand
 * between the parts.
 *
 * A bare year is a number of four digits from 1900 to 2099 that is no amount: not beside another
 * letter or digit, a decimal point or a percent sign, not before a Chinese measure word (2000万).
 */
#ifndef QIPAN_TEXT_DATE_H
#define QIPAN_TEXT_DATE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/slice.h"

/* The first date in text, as ISO 8601 with the exactness it has (2026, 2026-01, 2026-01-27), in the
 * arena, and where it stands. Impossible dates (31 February) are passed over, and
 * those that something is aimed at (到2035年, by 2030). False if there is
 * none. O(text). */
bool date_find(struct arena *arena, struct slice text, struct slice *iso, struct span *where);
/* True if iso is one of the three forms and possible (years 1000 to 2999). */
bool date_valid(struct slice iso);

#endif
