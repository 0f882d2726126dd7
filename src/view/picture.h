/*
 * Pictures that stand alone as SVG files: who sends how much where, and one value against another.
 * Text is made safe; the same input gives the same bytes; O(flows + names).
 */
#ifndef QIPAN_VIEW_PICTURE_H
#define QIPAN_VIEW_PICTURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/slice.h"

struct picture_flow {
	uint32_t from, to, kind; /* of the names below */
	double value;		 /* above 0 */
};

/* Names on the left and on the right, each as tall as what it sends or gets, joined by bands as
 * wide as their value; colour is the kind. Names without a flow are left out. */
struct picture_flows {
	struct slice title, unit;
	const struct slice *from, *to, *kinds;
	size_t from_count, to_count, kind_count;
	const struct picture_flow *flows;
	size_t flow_count;
};
void picture_append_flows(struct buffer *out, const struct picture_flows *picture);

struct picture_point {
	double x, y;
	bool marked;	    /* a ring, and the word for it beside */
	struct slice label; /* its tooltip */
};

/* A line through points from left to right, with axes of round numbers. */
struct picture_line {
	struct slice title, x_name, y_name, mark_name;
	const struct picture_point *points;
	size_t count;
};
void picture_append_line(struct buffer *out, const struct picture_line *picture);

/* The step of an axis that shows about `ticks` round numbers over a range: 1, 2 or 5 times a power
 * of ten. picture_step(0, 7, 5) = 2. */
double picture_step(double low, double high, unsigned ticks);

#endif
