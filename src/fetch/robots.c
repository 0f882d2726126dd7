#include "fetch/robots.h"

#include <string.h>

#include "base/buffer.h"
#include "base/limits.h"
#include "base/number.h"

/* The rules of one kind of group while the file is read. */
struct gathered {
	struct robots robots;
	bool seen; /* a group of this kind exists */
};

struct reading {
	struct arena *arena;
	struct slice product;
	struct gathered own, any;
	bool in_own, in_any; /* who the rules that come now are for */
	bool after_rule;     /* the next user-agent line begins a new group */
};

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool is_unreserved(unsigned char c)
{
	return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '-' ||
	       c == '.' || c == '_' || c == '~';
}

static void append_octet(struct buffer *out, unsigned char c)
{
	if (c <= 0x20 || c >= 0x7F || c == '*' || c == '$')
		buffer_printf(out, "%%%02X", c);
	else
		buffer_append_byte(out, (char)c);
}

/* The common spelling. In a pattern * keeps its meaning. */
static void spell(struct buffer *out, struct slice text, bool is_pattern)
{
	for (size_t i = 0; i < text.length; i++) {
		unsigned char c = (unsigned char)text.at[i];
		int high = -1, low = -1;
		if (c == '%' && i + 2 < text.length) {
			high = hex_digit(text.at[i + 1]);
			low = hex_digit(text.at[i + 2]);
		}
		if (high >= 0 && low >= 0) {
			unsigned char octet = (unsigned char)(high << 4 | low);
			i += 2;
			if (is_unreserved(octet))
				buffer_append_byte(out, (char)octet);
			else
				buffer_printf(out, "%%%02X", octet);
		} else if (c == '*' && is_pattern) {
			buffer_append_byte(out, '*');
		} else {
			append_octet(out, c);
		}
	}
}

static void add_rule(struct reading *reading, struct gathered *to, struct slice value, bool allow)
{
	struct robots *robots = &to->robots;
	struct buffer spelled;
	bool to_end = slice_ends(value, SLICE("$"));
	if (value.length == 0 || (value.at[0] != '/' && value.at[0] != '*'))
		return; /* "Disallow:" forbids nothing; a path begins with a slash */
	if (to_end)
		value.length--;
	if (robots->rule_count == robots->rule_capacity) {
		size_t capacity = robots->rule_capacity == 0 ? 16 : 2 * robots->rule_capacity;
		struct robots_rule *grown =
			arena_array(reading->arena, struct robots_rule, capacity);
		if (robots->rule_count > 0)
			memcpy(grown, robots->rules, robots->rule_count * sizeof *grown);
		robots->rules = grown;
		robots->rule_capacity = capacity;
	}
	buffer_init(&spelled);
	spell(&spelled, value, true);
	robots->rules[robots->rule_count++] =
		(struct robots_rule){arena_copy(reading->arena, buffer_slice(&spelled)),
				     spelled.length + to_end, allow, to_end};
	buffer_release(&spelled);
}

/* "qipan/1.0" in a robots.txt means the token before the slash. */
static void take_agent(struct reading *reading, struct slice value)
{
	size_t length = 0;
	if (reading->after_rule) {
		reading->in_own = reading->in_any = false;
		reading->after_rule = false;
	}
	while (length < value.length &&
	       (((value.at[length] | 0x20) >= 'a' && (value.at[length] | 0x20) <= 'z') ||
		value.at[length] == '-' || value.at[length] == '_'))
		length++;
	if (value.length > 0 && value.at[0] == '*')
		reading->in_any = reading->any.seen = true;
	else if (slice_equal_ignoring_case((struct slice){value.at, length}, reading->product))
		reading->in_own = reading->own.seen = true;
}

static void take_rule(struct reading *reading, struct slice value, bool allow)
{
	reading->after_rule = true;
	if (reading->in_own)
		add_rule(reading, &reading->own, value, allow);
	if (reading->in_any)
		add_rule(reading, &reading->any, value, allow);
}

static void take_delay(struct reading *reading, struct slice value)
{
	double seconds;
	if (!number_read_real(value, &seconds) || !(seconds > 0))
		return;
	if (reading->in_own)
		reading->own.robots.delay = seconds;
	if (reading->in_any)
		reading->any.robots.delay = seconds;
}

static void take_line(struct reading *reading, struct slice line)
{
	size_t comment = slice_find(line, SLICE("#"), 0);
	if (comment != SIZE_MAX)
		line.length = comment;
	size_t colon = slice_find(line, SLICE(":"), 0);
	if (colon == SIZE_MAX)
		return;
	struct slice key = slice_trim((struct slice){line.at, colon});
	struct slice value =
		slice_trim((struct slice){line.at + colon + 1, line.length - colon - 1});
	if (slice_equal_ignoring_case(key, SLICE("user-agent")))
		take_agent(reading, value);
	else if (slice_equal_ignoring_case(key, SLICE("allow")))
		take_rule(reading, value, true);
	else if (slice_equal_ignoring_case(key, SLICE("disallow")))
		take_rule(reading, value, false);
	else if (slice_equal_ignoring_case(key, SLICE("crawl-delay")))
		take_delay(reading, value);
}

void robots_parse(struct arena *arena, struct slice bytes, struct slice product,
		  struct robots *robots)
{
	struct reading reading = {.arena = arena, .product = product};
	if (bytes.length > LIMIT_ROBOTS_BYTES)
		bytes.length = LIMIT_ROBOTS_BYTES;
	if (slice_starts(bytes, SLICE("\xEF\xBB\xBF")))
		bytes = (struct slice){bytes.at + 3, bytes.length - 3};
	for (size_t start = 0, i = 0; i <= bytes.length; i++) {
		if (i < bytes.length && bytes.at[i] != '\n' && bytes.at[i] != '\r')
			continue;
		take_line(&reading, (struct slice){bytes.at + start, i - start});
		start = i + 1;
	}
	*robots = reading.own.seen ? reading.own.robots : reading.any.robots;
}

/* Each piece between two stars at its first place after the last one: if any way fits, this does.
 * With `to_end` the last piece must be the end of the text. */
static bool matches(const struct robots_rule *rule, struct slice text)
{
	struct slice rest = rule->pattern, piece;
	size_t at = 0;
	bool first = true;
	while (slice_cut(&rest, '*', &piece)) {
		bool last = rest.at == NULL;
		if (first) {
			if (!slice_starts(text, piece))
				return false;
			at = piece.length;
			if (last)
				return !rule->to_end || text.length == at;
		} else if (last && rule->to_end) {
			return text.length - at >= piece.length && slice_ends(text, piece);
		} else if (piece.length > 0) {
			at = slice_find(text, piece, at);
			if (at == SIZE_MAX)
				return false;
			at += piece.length;
		}
		first = false;
	}
	return true;
}

bool robots_allows(const struct robots *robots, struct slice target,
		   const struct robots_rule **rule)
{
	const struct robots_rule *best = NULL;
	struct buffer spelled;
	buffer_init(&spelled);
	spell(&spelled, target, false);
	struct slice text = buffer_slice(&spelled);
	bool is_robots = slice_is(text, "/robots.txt");
	for (size_t i = 0; !is_robots && i < robots->rule_count; i++) {
		const struct robots_rule *one = &robots->rules[i];
		bool better = best == NULL || one->length > best->length ||
			      (one->length == best->length && one->allow && !best->allow);
		if (better && matches(one, text))
			best = one;
	}
	buffer_release(&spelled);
	if (rule != NULL)
		*rule = best;
	return best == NULL || best->allow;
}
