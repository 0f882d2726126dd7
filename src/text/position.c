#include "text/position.h"

#include <string.h>

#include "text/position_rows.h"

/* A level reaches so far before the head, in bytes of text: 24 Chinese characters. */
enum { LEVEL_REACH = 72, NAME_REACH = 90, SCHEME_REACH = 45, TOKEN_MOST = 40 };

const char *position_kind_name(enum position_kind kind)
{
	static const char *const names[] = {"title", "platform", "scheme"};
	return names[kind];
}

const char *position_level_name(enum position_level level)
{
	static const char *const names[] = {"", "world", "national", "area", "province"};
	return names[level];
}

const char *position_status_name(enum position_status status)
{
	static const char *const names[] = {"", "has", "builds", "bids"};
	return names[status];
}

void position_tables_init(struct position_tables *tables)
{
	cue_table_init(&tables->words, position_rows, position_row_count);
}

struct reading {
	struct arena *arena;
	const struct position_tables *tables;
	struct slice text;
	enum orientation orientation;
	struct position *found;
	size_t count;
	size_t room;
	/* of the clause at hand */
	enum position_status status;
	enum position_level level;
	size_t level_at, verb_end, item_start;
};

static bool text_at(struct slice text, size_t at, const char *word)
{
	size_t length = strlen(word);
	return at + length <= text.length && memcmp(text.at + at, word, length) == 0;
}

/* Bytes of a mark that ends a clause (or an item of it: *item), 0 if none stands there. */
static size_t divider(struct slice text, size_t at, bool *item)
{
	static const char *const marks[] = {"，", "。", "；", "！", "？", "：", ",", ";", "\n"};
	static const char *const items[] = {"、", "（", "）", "“", "”", "(", ")"};
	*item = true;
	for (size_t i = 0; i < sizeof items / sizeof *items; i++)
		if (text_at(text, at, items[i]))
			return strlen(items[i]);
	*item = false;
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (text_at(text, at, marks[i]))
			return strlen(marks[i]);
	return 0;
}

static void add(struct reading *reading, struct position position)
{
	if (reading->count == reading->room) {
		size_t room = reading->room == 0 ? 4 : reading->room * 2;
		struct position *larger = arena_array(reading->arena, struct position, room);
		if (reading->count > 0)
			memcpy(larger, reading->found, reading->count * sizeof *larger);
		reading->found = larger;
		reading->room = room;
	}
	reading->found[reading->count++] = position;
}

static enum position_status status_here(const struct reading *reading)
{
	if (reading->status != STATUS_UNSAID)
		return reading->status;
	return reading->orientation == ORIENTATION_REVIEW ? STATUS_HAS : STATUS_UNSAID;
}

static void take_head(struct reading *reading, unsigned sign, size_t at, size_t bytes)
{
	unsigned kind = sign % SIGN_STEP, own = sign / SIGN_STEP;
	bool level = reading->level != LEVEL_UNSAID && at - reading->level_at <= LEVEL_REACH;
	bool verb = reading->status != STATUS_UNSAID;
	if ((kind == SIGN_WEAK && !level) || (kind == SIGN_HEAD && !level && !verb))
		return;
	size_t start = reading->item_start;
	if (verb && reading->verb_end > start)
		start = reading->verb_end;
	if (level && reading->level_at > start)
		start = reading->level_at;
	if (at - start > NAME_REACH)
		start = level ? reading->level_at : at;
	if (kind == SIGN_HEAD && !level && start == at)
		return; /* 示范区 alone: of what? */
	add(reading,
	    (struct position){.name = {(uint32_t)start, (uint32_t)(at + bytes)},
			      .head = {(uint32_t)at, (uint32_t)(at + bytes)},
			      .kind = kind == SIGN_PLATFORM ? POSITION_PLATFORM : POSITION_TITLE,
			      .level = (uint8_t)(own > 0 ? own
						 : level ? reading->level
							 : LEVEL_UNSAID),
			      .status = (uint8_t)status_here(reading)});
}

static void take_cue(struct reading *reading, unsigned sign, size_t at, size_t bytes)
{
	switch (sign % SIGN_STEP) {
	case SIGN_LEVEL:
		/* 省级区域…: the first one begins the name and holds. */
		if (reading->level != LEVEL_UNSAID && at - reading->level_at <= LEVEL_REACH)
			break;
		reading->level_at = at;
		reading->level = (enum position_level)(sign / SIGN_STEP);
		break;
	case SIGN_VERB:
		reading->status = (enum position_status)(sign / SIGN_STEP);
		reading->verb_end = at + bytes;
		break;
	case SIGN_BAR:
		break;
	default:
		take_head(reading, sign, at, bytes);
	}
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Bytes of one sign of a scheme's token: a digit, X, N, + or ×, wide or narrow. */
static size_t token_sign(struct slice text, size_t at, bool *digit, bool *joint)
{
	static const char *const joints[] = {"+", "＋", "×", "X", "Ｘ", "N", "Ｎ"};
	*digit = at < text.length && is_digit(text.at[at]);
	*joint = false;
	if (*digit)
		return 1;
	for (size_t i = 0; i < sizeof joints / sizeof *joints; i++)
		if (text_at(text, at, joints[i])) {
			*joint = true;
			return strlen(joints[i]);
		}
	return 0;
}

static bool is_year_or_number_to_call(struct slice token)
{
	static const char *const calls[] = {"12345", "110", "119", "120", "122", "12315", "12368"};
	for (size_t i = 0; i < sizeof calls / sizeof *calls; i++)
		if (slice_is(token, calls[i]))
			return true;
	bool year = token.length == 4 &&
		    (slice_starts(token, SLICE("19")) || slice_starts(token, SLICE("20")));
	return year || token.at[0] == '0';
}

/* To the end of the noun that the token names: “415X”先进制造业集群. */
static size_t scheme_end(struct slice text, size_t end)
{
	static const char *const nouns[] = {"体系", "工程", "行动", "集群", "目标", "布局", "格局",
					    "机制", "计划", "模式", "政策", "架构", "任务", "部署",
					    "思路", "要求", "规划", "举措", "方案"};
	bool item;
	for (size_t at = end; at < text.length && at - end <= SCHEME_REACH; at++) {
		if (divider(text, at, &item) > 0)
			break;
		for (size_t i = 0; i < sizeof nouns / sizeof *nouns; i++)
			if (text_at(text, at, nouns[i]))
				return at + strlen(nouns[i]);
	}
	return end;
}

/* A scheme that begins at `at`: bytes taken, 0 if there is none. */
static size_t take_scheme(struct reading *reading, size_t at)
{
	struct slice text = reading->text;
	bool quoted = text_at(text, at, "“");
	size_t start = at + (quoted ? strlen("“") : 0), end = start, bytes, digits = 0, joints = 0;
	bool digit, joint, first_is_digit = start < text.length && is_digit(text.at[start]);
	if (!first_is_digit ||
	    (!quoted && at > 0 && (cue_is_word_byte(text.at[at - 1]) || text.at[at - 1] == '.')))
		return 0;
	while ((bytes = token_sign(text, end, &digit, &joint)) > 0) {
		digits += digit;
		joints += joint;
		end += bytes;
	}
	struct slice token = {text.at + start, end - start};
	bool closed = quoted && text_at(text, end, "”");
	bool enough = quoted ? closed && digits + joints >= 2 : joints > 0 && digits > 0;
	/* 24X is none without a quote unless the joint stands inside or the digits are many. */
	if (!enough || token.length > TOKEN_MOST || is_year_or_number_to_call(token) ||
	    (!quoted && end < text.length && (cue_is_word_byte(text.at[end]) || digits < 2)))
		return 0;
	if (closed)
		end += strlen("”");
	add(reading, (struct position){.name = {(uint32_t)at, (uint32_t)scheme_end(text, end)},
				       .head = {(uint32_t)start, (uint32_t)(start + token.length)},
				       .kind = POSITION_SCHEME,
				       .status = (uint8_t)status_here(reading)});
	return end - at;
}

static void begin_clause(struct reading *reading, size_t at)
{
	reading->status = STATUS_UNSAID;
	reading->level = LEVEL_UNSAID;
	reading->level_at = reading->verb_end = reading->item_start = at;
}

size_t positions_read(struct arena *arena, const struct position_tables *tables, struct slice text,
		      enum orientation orientation, struct position **positions)
{
	struct reading reading = {
		.arena = arena, .tables = tables, .text = text, .orientation = orientation};
	begin_clause(&reading, 0);
	for (size_t at = 0; at < text.length;) {
		bool item;
		size_t bytes = take_scheme(&reading, at);
		if (bytes > 0) {
			at += bytes;
			continue;
		}
		bytes = divider(text, at, &item);
		if (bytes > 0) {
			at += bytes;
			if (item) {
				reading.item_start = at;
				reading.level = LEVEL_UNSAID;
			} else {
				begin_clause(&reading, at);
			}
			continue;
		}
		const struct cue *cue = cue_at(&tables->words, text, at, &bytes);
		if (cue != NULL)
			take_cue(&reading, cue->sign, at, bytes);
		else
			bytes = 1;
		at += bytes;
	}
	*positions = reading.found;
	return reading.count;
}
