#include "base/number.h"

#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

bool number_read_integer(struct slice text, int64_t *value)
{
	size_t i = 0;
	bool negative = text.length > 0 && text.at[0] == '-';
	if (text.length > 0 && (text.at[0] == '-' || text.at[0] == '+'))
		i++;
	if (i == text.length)
		return false;
	/* Counted downwards, since the smallest number has no positive partner. */
	int64_t sum = 0;
	for (; i < text.length; i++) {
		if (!is_digit(text.at[i]) || __builtin_mul_overflow(sum, 10, &sum) ||
		    __builtin_sub_overflow(sum, text.at[i] - '0', &sum))
			return false;
	}
	if (!negative && sum == INT64_MIN)
		return false;
	*value = negative ? sum : -sum;
	return true;
}

static size_t skip_digits(struct slice text, size_t i)
{
	while (i < text.length && is_digit(text.at[i]))
		i++;
	return i;
}

static bool is_real(struct slice text)
{
	size_t i = text.length > 0 && (text.at[0] == '-' || text.at[0] == '+');
	size_t whole = skip_digits(text, i);
	if (whole == i)
		return false;
	i = whole;
	if (i < text.length && text.at[i] == '.') {
		size_t end = skip_digits(text, i + 1);
		if (end == i + 1)
			return false;
		i = end;
	}
	if (i < text.length && (text.at[i] == 'e' || text.at[i] == 'E')) {
		i++;
		if (i < text.length && (text.at[i] == '-' || text.at[i] == '+'))
			i++;
		size_t end = skip_digits(text, i);
		if (end == i)
			return false;
		i = end;
	}
	return i == text.length;
}

/* The C locale for this thread, and back: strtod and printf take the decimal sign from it. */
struct plain_locale {
	locale_t plain, before;
};

static struct plain_locale plain_locale_enter(void)
{
	locale_t plain = newlocale(LC_NUMERIC_MASK, "C", (locale_t)0);
	return (struct plain_locale){plain, plain == (locale_t)0 ? (locale_t)0 : uselocale(plain)};
}

static void plain_locale_leave(struct plain_locale locale)
{
	if (locale.plain == (locale_t)0)
		return;
	uselocale(locale.before);
	freelocale(locale.plain);
}

bool number_read_real(struct slice text, double *value)
{
	char copy[64];
	if (text.length >= sizeof copy || !is_real(text))
		return false;
	memcpy(copy, text.at, text.length);
	copy[text.length] = '\0';
	struct plain_locale locale = plain_locale_enter();
	double read = strtod(copy, NULL);
	plain_locale_leave(locale);
	if (!isfinite(read))
		return false;
	*value = read;
	return true;
}

void number_append(struct buffer *out, double value)
{
	struct plain_locale locale = plain_locale_enter();
	buffer_printf(out, "%.12g", value == 0 ? 0.0 : value);
	plain_locale_leave(locale);
}

void number_append_fixed(struct buffer *out, double value, unsigned decimals)
{
	size_t start = out->length;
	struct plain_locale locale = plain_locale_enter();
	buffer_printf(out, "%.*f", (int)decimals, value);
	plain_locale_leave(locale);
	/* -0.001 with two decimals is 0.00, not -0.00. */
	if (out->at[start] == '-' && strspn(out->at + start, "-0.") == out->length - start) {
		memmove(out->at + start, out->at + start + 1, out->length - start);
		out->length--;
	}
}

void number_append_grouped(struct buffer *out, int64_t value)
{
	char digits[24];
	int length = snprintf(digits, sizeof digits, "%lld", (long long)value);
	int sign = value < 0;
	for (int i = 0; i < length; i++) {
		if (length - sign > 4 && i > sign && (length - i) % 3 == 0)
			buffer_append_byte(out, ',');
		buffer_append_byte(out, digits[i]);
	}
}
