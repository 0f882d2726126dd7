/*
 * Numbers as text, the same in every locale: the decimal sign is always a point, nothing is
 * grouped, and reading takes the whole text or refuses.
 */
#ifndef QIPAN_BASE_NUMBER_H
#define QIPAN_BASE_NUMBER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/slice.h"

/* Decimal digits with an optional sign; false for anything else, also for what int64_t cannot hold;
 * *value is then untouched. */
bool number_read_integer(struct slice text, int64_t *value);
/* [+-]digits[.digits][e[+-]digits], at most 63 bytes; false for anything else, also for
 * hexadecimal, "inf", "nan" and what overflows. A value too small to be held is read as 0. */
bool number_read_real(struct slice text, double *value);

/* The shortest form with at most 12 significant digits ("0.05", "1e+20"); -0 is written as 0.
 * Finite values only. */
void number_append(struct buffer *out, double value);
/* Exactly `decimals` digits after the point, rounded to even on ties as printf does; never "-0". */
void number_append_fixed(struct buffer *out, double value, unsigned decimals);
/* For people: commas between groups of three digits from 10,000 on, so that years stay years. */
void number_append_grouped(struct buffer *out, int64_t value);

#endif
