#include "view/shade.h"

#include <math.h>
#include <stdlib.h>

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

static double two_digits(double value)
{
	if (!(value > 0))
		return 0;
	double unit = pow(10, floor(log10(value)) - 1);
	return round(value / unit) * unit;
}

struct shades shades_choose(double *values, size_t count)
{
	static const size_t percent_below[SHADE_LEVELS - 1] = {40, 70, 90};
	struct shades shades = {.cold = false};
	size_t kept = 0;
	for (size_t i = 0; i < count; i++) {
		shades.cold = shades.cold || values[i] < 0;
		if (values[i] != 0)
			values[kept++] = fabs(values[i]);
	}
	if (kept == 0)
		return shades;
	qsort(values, kept, sizeof *values, by_size);
	for (size_t i = 0; i + 1 < SHADE_LEVELS; i++)
		shades.cuts[i] = two_digits(values[(kept - 1) * percent_below[i] / 100]);
	for (size_t i = 0; i < kept; i++)
		shades.present[shade_level(&shades, values[i]) - 1] = true;
	return shades;
}

unsigned shade_level(const struct shades *shades, double value)
{
	if (value == 0)
		return 0;
	unsigned level = 1;
	/* Rounding of the cut itself must not move a value that equals it. */
	for (size_t i = 0; i + 1 < SHADE_LEVELS; i++)
		level += fabs(value) > shades->cuts[i] * (1 + 1e-9);
	return level;
}

void shade_start(struct buffer *out, unsigned level, bool negative)
{
	static const char *const hot[] = {"", "", "\x1b[38;5;16;48;5;223m",
					  "\x1b[38;5;16;48;5;215m", "\x1b[38;5;231;48;5;160m"};
	static const char *const cold[] = {"", "", "\x1b[38;5;16;48;5;153m",
					   "\x1b[38;5;16;48;5;75m", "\x1b[38;5;231;48;5;25m"};
	buffer_append_string(out, negative ? cold[level] : hot[level]);
}

void shade_end(struct buffer *out, unsigned level)
{
	if (level > 1)
		buffer_append_string(out, "\x1b[0m");
}

const char *shade_block(unsigned level, bool negative)
{
	static const char *const blocks[] = {" ", "░", "▒", "▓", "█"};
	return negative ? " " : blocks[level];
}
