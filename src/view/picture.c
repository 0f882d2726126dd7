#include "view/picture.h"

#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/number.h"
#include "view/html.h"

/* Told apart by people who do not see red and green alike (Okabe and Ito 2008). */
static const char *const colours[] = {"#0072b2", "#e69f00", "#009e73", "#cc79a7",
				      "#56b4e9", "#d55e00", "#f0e442", "#555555"};
enum { COLOURS = sizeof colours / sizeof *colours };

static void open_picture(struct buffer *out, double width, double height, struct slice title)
{
	buffer_append_string(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ");
	number_append_fixed(out, width, 0);
	buffer_append_byte(out, ' ');
	number_append_fixed(out, height, 0);
	buffer_append_string(out, "\" role=\"img\" font-family=\"sans-serif\" font-size=\"11\" "
				  "fill=\"#1f1d19\"><title>");
	html_append_text(out, title);
	buffer_append_string(out, "</title><rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");
}

static void put_text(struct buffer *out, double x, double y, const char *anchor, struct slice text)
{
	buffer_append_string(out, "<text x=\"");
	number_append_fixed(out, x, 1);
	buffer_append_string(out, "\" y=\"");
	number_append_fixed(out, y, 1);
	buffer_printf(out, "\" text-anchor=\"%s\">", anchor);
	html_append_text(out, text);
	buffer_append_string(out, "</text>\n");
}

static void put_number(struct buffer *out, double value)
{
	number_append_fixed(out, value, 1);
}

/* ---- flows ---- */

enum { LEFT = 150, RIGHT = 650, WIDTH = 860, TOP = 40, GAP = 4, LEAST_HEIGHT = 12, TALL = 900 };

struct side {
	double *sum, *y, *used;
	double height;
};

static void free_side(struct side *side)
{
	free(side->sum);
	free(side->y);
	free(side->used);
}

static double *zeros(size_t count)
{
	double *made = memory_resize(NULL, count + 1, sizeof *made);
	for (size_t i = 0; i <= count; i++)
		made[i] = 0;
	return made;
}

static struct side make_side(const struct picture_flows *picture, bool left, double scale)
{
	size_t count = left ? picture->from_count : picture->to_count;
	struct side side = {zeros(count), zeros(count), zeros(count), TOP};
	for (size_t i = 0; i < picture->flow_count; i++)
		side.sum[left ? picture->flows[i].from : picture->flows[i].to] +=
			picture->flows[i].value;
	for (size_t i = 0; i < count; i++) {
		side.y[i] = side.height;
		if (side.sum[i] > 0)
			side.height += fmax(side.sum[i] * scale, LEAST_HEIGHT) + GAP;
	}
	return side;
}

static void put_side(struct buffer *out, const struct side *side, const struct slice *names,
		     size_t count, bool left, double scale)
{
	for (size_t i = 0; i < count; i++) {
		if (side->sum[i] <= 0)
			continue;
		double height = side->sum[i] * scale;
		buffer_append_string(out, "<rect x=\"");
		put_number(out, left ? LEFT - 6 : RIGHT);
		buffer_append_string(out, "\" y=\"");
		put_number(out, side->y[i]);
		buffer_append_string(out, "\" width=\"6\" height=\"");
		put_number(out, fmax(height, 1));
		buffer_append_string(out, "\"/>");
		put_text(out, left ? LEFT - 10 : RIGHT + 10,
			 side->y[i] + fmax(height, LEAST_HEIGHT) / 2 + 4, left ? "end" : "start",
			 names[i]);
	}
}

static void put_band(struct buffer *out, const struct picture_flows *picture,
		     const struct picture_flow *flow, double y0, double y1, double width)
{
	double middle = (LEFT + RIGHT) / 2.0;
	buffer_append_string(out, "<path d=\"M");
	put_number(out, LEFT);
	buffer_append_byte(out, ' ');
	put_number(out, y0);
	buffer_append_byte(out, 'C');
	const double numbers[] = {middle, y0, middle, y1, RIGHT, y1};
	for (size_t i = 0; i < 6; i++) {
		buffer_append_string(out, i > 0 ? " " : "");
		put_number(out, numbers[i]);
	}
	buffer_printf(out, "\" fill=\"none\" stroke-opacity=\".5\" stroke=\"%s\" stroke-width=\"",
		      colours[flow->kind % COLOURS]);
	number_append_fixed(out, fmax(width, 0.3), 2);
	buffer_append_string(out, "\"><title>");
	html_append_text(out, picture->from[flow->from]);
	buffer_append_string(out, " → ");
	html_append_text(out, picture->to[flow->to]);
	buffer_append_string(out, ", ");
	html_append_text(out, picture->kinds[flow->kind]);
	buffer_append_string(out, ": ");
	number_append_fixed(out, flow->value, 1);
	buffer_append_byte(out, ' ');
	html_append_text(out, picture->unit);
	buffer_append_string(out, "</title></path>\n");
}

void picture_append_flows(struct buffer *out, const struct picture_flows *picture)
{
	double all = 0;
	for (size_t i = 0; i < picture->flow_count; i++)
		all += picture->flows[i].value;
	double scale = all > 0 ? TALL / all : 0;
	struct side left = make_side(picture, true, scale);
	struct side right = make_side(picture, false, scale);
	open_picture(out, WIDTH, fmax(left.height, right.height) + 10, picture->title);
	put_text(out, 8, 18, "start", picture->title);
	for (size_t k = 0; k < picture->kind_count; k++) {
		buffer_printf(out,
			      "<rect x=\"%zu\" y=\"24\" width=\"10\" height=\"10\" fill=\"%s\"/>",
			      LEFT + 100 * k, colours[k % COLOURS]);
		put_text(out, (double)(LEFT + 100 * k + 14), 33, "start", picture->kinds[k]);
	}
	for (size_t i = 0; i < picture->flow_count; i++) {
		const struct picture_flow *flow = &picture->flows[i];
		double width = flow->value * scale;
		put_band(out, picture, flow, left.y[flow->from] + left.used[flow->from] + width / 2,
			 right.y[flow->to] + right.used[flow->to] + width / 2, width);
		left.used[flow->from] += width;
		right.used[flow->to] += width;
	}
	put_side(out, &left, picture->from, picture->from_count, true, scale);
	put_side(out, &right, picture->to, picture->to_count, false, scale);
	buffer_append_string(out, "</svg>\n");
	free_side(&left);
	free_side(&right);
}

/* ---- a line ---- */

enum {
	LINE_LEFT = 70,
	LINE_RIGHT = 600,
	LINE_TOP = 40,
	LINE_BOTTOM = 360,
	LINE_WIDTH = 640,
	LINE_HEIGHT = 410,
	TICKS = 6
};

double picture_step(double low, double high, unsigned ticks)
{
	double range = high - low;
	if (!(range > 0) || ticks == 0)
		return 1;
	double power = pow(10, floor(log10(range / ticks)));
	double part = range / ticks / power;
	return power * (part <= 1 ? 1 : part <= 2 ? 2 : part <= 5 ? 5 : 10);
}

struct axis {
	double low, high, step;
	double from, to; /* in the picture */
};

static double on_axis(const struct axis *axis, double value)
{
	return axis->from +
	       (value - axis->low) / (axis->high - axis->low) * (axis->to - axis->from);
}

static struct axis make_axis(const struct picture_line *picture, bool x, double from, double to)
{
	struct axis axis = {INFINITY, -INFINITY, 1, from, to};
	for (size_t i = 0; i < picture->count; i++) {
		double value = x ? picture->points[i].x : picture->points[i].y;
		axis.low = fmin(axis.low, value);
		axis.high = fmax(axis.high, value);
	}
	if (!(axis.high > axis.low)) {
		axis.low = picture->count > 0 ? axis.low - 1 : 0;
		axis.high = axis.low + 2;
	}
	axis.step = picture_step(axis.low, axis.high, TICKS);
	axis.low = floor(axis.low / axis.step) * axis.step;
	axis.high = ceil(axis.high / axis.step) * axis.step;
	return axis;
}

static void put_axis(struct buffer *out, const struct axis *axis, bool x)
{
	struct buffer text;
	buffer_init(&text);
	size_t ticks = (size_t)lround((axis->high - axis->low) / axis->step);
	unsigned decimals = axis->step < 1 ? (unsigned)ceil(-log10(axis->step)) : 0;
	for (size_t i = 0; i <= ticks; i++) {
		double value = axis->low + (double)i * axis->step, at = on_axis(axis, value);
		buffer_append_string(out, "<path stroke=\"#ddd\" d=\"M");
		put_number(out, x ? at : LINE_LEFT);
		buffer_append_byte(out, ' ');
		put_number(out, x ? LINE_TOP : at);
		buffer_append_byte(out, x ? 'V' : 'H');
		put_number(out, x ? LINE_BOTTOM : LINE_RIGHT);
		buffer_append_string(out, "\"/>");
		buffer_clear(&text);
		number_append_fixed(&text, value, decimals);
		put_text(out, x ? at : LINE_LEFT - 6, x ? LINE_BOTTOM + 14 : at + 4,
			 x ? "middle" : "end", buffer_slice(&text));
	}
	buffer_release(&text);
}

void picture_append_line(struct buffer *out, const struct picture_line *picture)
{
	struct axis x = make_axis(picture, true, LINE_LEFT, LINE_RIGHT);
	struct axis y = make_axis(picture, false, LINE_BOTTOM, LINE_TOP);
	open_picture(out, LINE_WIDTH, LINE_HEIGHT, picture->title);
	put_text(out, 8, 18, "start", picture->title);
	put_axis(out, &x, true);
	put_axis(out, &y, false);
	put_text(out, (LINE_LEFT + LINE_RIGHT) / 2.0, LINE_HEIGHT - 8, "middle", picture->x_name);
	put_text(out, 8, 34, "start", picture->y_name);
	buffer_append_string(out, "<path fill=\"none\" stroke=\"#0072b2\" stroke-width=\"2\" d=\"");
	for (size_t i = 0; i < picture->count; i++) {
		buffer_append_byte(out, i > 0 ? 'L' : 'M');
		put_number(out, on_axis(&x, picture->points[i].x));
		buffer_append_byte(out, ' ');
		put_number(out, on_axis(&y, picture->points[i].y));
	}
	buffer_append_string(out, "\"/>\n");
	for (size_t i = 0; i < picture->count; i++) {
		const struct picture_point *point = &picture->points[i];
		double at_x = on_axis(&x, point->x), at_y = on_axis(&y, point->y);
		buffer_append_string(out, "<circle cx=\"");
		put_number(out, at_x);
		buffer_append_string(out, "\" cy=\"");
		put_number(out, at_y);
		buffer_append_string(out, point->marked ? "\" r=\"6\" fill=\"#d55e00\"><title>"
							: "\" r=\"3\" fill=\"#0072b2\"><title>");
		html_append_text(out, point->label);
		buffer_append_string(out, "</title></circle>\n");
		if (point->marked)
			put_text(out, at_x + 10, at_y - 8, "start", picture->mark_name);
	}
	buffer_append_string(out, "</svg>\n");
}
