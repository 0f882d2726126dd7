/*
 * Dates as documents write them: 2026年1月27日, 二〇二六年一月二十七日, 2026-01-27, 2026/1/27, 27
 * January 2026, January 27, 2026, 2026年1月, 2026.
 */
#ifndef QIPAN_TEXT_DATE_H
#define QIPAN_TEXT_DATE_H

#include "base/arena.h"
#include "base/slice.h"

/* The first date in text, as ISO 8601 with the exactness it has (2026, 2026-01, 2026-01-27), and
 * where it stands. Impossible dates (31 February) are passed over. False if there is none. */
bool date_find(struct arena *arena, struct slice text, struct slice *iso, struct span *where);
/* True if iso is one of the three forms and possible. */
bool date_valid(struct slice iso);

#endif
