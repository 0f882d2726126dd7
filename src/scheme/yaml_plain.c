#include "scheme/yaml_plain.h"

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* YAML knows three spellings of each word: no, No, NO (but not nO). */
static bool is_word(struct slice text, const char *lower)
{
	struct slice word = slice_from(lower);
	if (!slice_equal_ignoring_case(text, word))
		return false;
	bool upper_first = text.at[0] != word.at[0], same = true;
	for (size_t i = 2; i < text.length; i++)
		same = same && (text.at[i] == word.at[i]) == (text.at[1] == word.at[1]);
	return same && (text.length < 2 || text.at[1] == word.at[1] || upper_first);
}

static bool is_any_word(struct slice text, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (is_word(text, words[i]))
			return true;
	return false;
}

static size_t skip_digits(struct slice text, size_t at)
{
	while (at < text.length && (is_digit(text.at[at]) || text.at[at] == '_'))
		at++;
	return at;
}

/* 0x1F, 0b101, 0o17 */
static bool is_based_number(struct slice text, size_t at)
{
	if (text.length - at < 3 || text.at[at] != '0')
		return false;
	char base = text.at[at + 1];
	for (size_t i = at + 2; i < text.length; i++) {
		char c = text.at[i], lower = (char)(c | 0x20);
		bool fits = base == 'x'	  ? is_digit(c) || (lower >= 'a' && lower <= 'f')
			    : base == 'b' ? c == '0' || c == '1'
			    : base == 'o' ? c >= '0' && c <= '7'
					  : false;
		if (!fits && c != '_')
			return false;
	}
	return base == 'x' || base == 'b' || base == 'o';
}

/* 12, 1_000, 1.5, .5, 1e6, 12:30 (sixties), .inf, .nan; with a sign */
static bool is_number(struct slice text)
{
	size_t at = text.at[0] == '+' || text.at[0] == '-' ? 1 : 0;
	struct slice rest = {text.at + at, text.length - at};
	if (slice_equal_ignoring_case(rest, SLICE(".inf")) ||
	    slice_equal_ignoring_case(rest, SLICE(".nan")) || is_based_number(text, at))
		return true;
	if (rest.length == 0 || !(is_digit(rest.at[0]) || rest.at[0] == '.'))
		return false;
	size_t whole = skip_digits(rest, 0), end = whole;
	while (end + 1 < rest.length && rest.at[end] == ':' && is_digit(rest.at[end + 1]))
		end = skip_digits(rest, end + 1);
	size_t fraction = 0;
	if (end < rest.length && rest.at[end] == '.') {
		size_t from = end + 1;
		end = skip_digits(rest, from);
		fraction = end - from;
	}
	if (whole == 0 && fraction == 0)
		return false;
	if (end < rest.length && (rest.at[end] == 'e' || rest.at[end] == 'E')) {
		size_t from = end + 1;
		if (from < rest.length && (rest.at[from] == '+' || rest.at[from] == '-'))
			from++;
		end = skip_digits(rest, from);
		if (end == from)
			return false;
	}
	return end == rest.length;
}

/* 2026-01-27, also with a time behind it */
static bool is_date(struct slice text)
{
	static const char shape[] = "dddd-dd-dd";
	if (text.length < 10 ||
	    (text.length > 10 && text.at[10] != ' ' && (text.at[10] | 0x20) != 't'))
		return false;
	for (size_t i = 0; i < 10; i++)
		if (shape[i] == 'd' ? !is_digit(text.at[i]) : text.at[i] != '-')
			return false;
	return text.length == 10 || (text.length > 11 && is_digit(text.at[11]));
}

const char *yaml_plain_kind(struct slice text)
{
	static const char *const truth[] = {"true", "false", "yes", "no", "on", "off", "y", "n"};
	static const char *const null[] = {"null"};
	if (text.length == 0 || slice_is(text, "~") || is_any_word(text, null, 1))
		return "nothing (null)";
	if (is_any_word(text, truth, sizeof truth / sizeof *truth))
		return "a truth value";
	if (slice_is(text, "<<"))
		return "a merge key";
	if (is_date(text))
		return "a date";
	return is_number(text) ? "a number" : NULL;
}
