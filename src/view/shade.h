/*
 * Heat: four levels of how much. The values that are not zero are cut where 40, 70 and 90 of a
 * hundred lie below: the levels thin out upwards, so that peaks stand out whatever the distribution
 * (quartiles painted a third of a real board black). The cuts are rounded to two significant digits
 * before they are used, so that the printed legend is exact. Values below zero (logarithms of a
 * quotient) are cut by their absolute size and drawn cold.
 *
 * Colours are hues (none, peach, orange, red; none, light to dark blue) with their own foreground,
 * since "darker is more" fails on half of all terminals. Without colour: ░ ▒ ▓ █, and nothing for
 * values below zero, whose digits have a sign.
 */
#ifndef QIPAN_VIEW_SHADE_H
#define QIPAN_VIEW_SHADE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"

enum { SHADE_LEVELS = 4 };

struct shades {
	double cuts[SHADE_LEVELS - 1]; /* level 1 is up to and with cuts[0] */
	bool present[SHADE_LEVELS];    /* whether any value has the level */
	bool cold;		       /* some value is negative */
};

/* Sorts values (finite, zeros allowed) in place. */
struct shades shades_choose(double *values, size_t count);
/* 0 for zero, else 1..SHADE_LEVELS by absolute size. */
unsigned shade_level(const struct shades *shades, double value);
/* Colours of a level; nothing at levels 0 and 1, which have none. */
void shade_start(struct buffer *out, unsigned level, bool negative);
void shade_end(struct buffer *out, unsigned level);
/* One column without colour. */
const char *shade_block(unsigned level, bool negative);

#endif
