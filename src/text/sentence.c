#include "text/sentence.h"

#include "base/utf8.h"

/* The range that is read, and where the sentence in hand began. */
struct reader {
	struct slice text; /* cut off at the range's end */
	size_t start;
};

enum dot_rule {
	DOT_ENDS,
	DOT_NEVER_ENDS,	     /* a title or "e.g.": something always follows */
	DOT_BEFORE_NUMBER,   /* "No. 5", "p. 12": no end if a number follows */
	DOT_BEFORE_SENTENCE, /* "etc.", "Inc.": an end only if a new sentence surely begins */
};

/* Words before a full stop, lower case. To teach an abbreviation, add a row. */
static const struct {
	const char *word;
	enum dot_rule rule;
} abbreviations[] = {
	{"mr", DOT_NEVER_ENDS},	       {"mrs", DOT_NEVER_ENDS},	     {"ms", DOT_NEVER_ENDS},
	{"messrs", DOT_NEVER_ENDS},    {"dr", DOT_NEVER_ENDS},	     {"prof", DOT_NEVER_ENDS},
	{"st", DOT_NEVER_ENDS},	       {"gen", DOT_NEVER_ENDS},	     {"col", DOT_NEVER_ENDS},
	{"lt", DOT_NEVER_ENDS},	       {"rep", DOT_NEVER_ENDS},	     {"sen", DOT_NEVER_ENDS},
	{"gov", DOT_NEVER_ENDS},       {"hon", DOT_NEVER_ENDS},	     {"rev", DOT_NEVER_ENDS},
	{"vs", DOT_NEVER_ENDS},	       {"cf", DOT_NEVER_ENDS},	     {"e.g", DOT_NEVER_ENDS},
	{"i.e", DOT_NEVER_ENDS},       {"eg", DOT_NEVER_ENDS},	     {"viz", DOT_NEVER_ENDS},
	{"approx", DOT_NEVER_ENDS},    {"ca", DOT_NEVER_ENDS},	     {"incl", DOT_NEVER_ENDS},
	{"z.b", DOT_NEVER_ENDS},       {"d.h", DOT_NEVER_ENDS},	     {"bzw", DOT_NEVER_ENDS},
	{"sog", DOT_NEVER_ENDS},       {"no", DOT_BEFORE_NUMBER},    {"nos", DOT_BEFORE_NUMBER},
	{"nr", DOT_BEFORE_NUMBER},     {"vol", DOT_BEFORE_NUMBER},   {"art", DOT_BEFORE_NUMBER},
	{"abs", DOT_BEFORE_NUMBER},    {"sec", DOT_BEFORE_NUMBER},   {"sect", DOT_BEFORE_NUMBER},
	{"fig", DOT_BEFORE_NUMBER},    {"figs", DOT_BEFORE_NUMBER},  {"tab", DOT_BEFORE_NUMBER},
	{"eq", DOT_BEFORE_NUMBER},     {"ch", DOT_BEFORE_NUMBER},    {"cap", DOT_BEFORE_NUMBER},
	{"p", DOT_BEFORE_NUMBER},      {"pp", DOT_BEFORE_NUMBER},    {"para", DOT_BEFORE_NUMBER},
	{"paras", DOT_BEFORE_NUMBER},  {"ver", DOT_BEFORE_NUMBER},   {"jan", DOT_BEFORE_NUMBER},
	{"feb", DOT_BEFORE_NUMBER},    {"apr", DOT_BEFORE_NUMBER},   {"aug", DOT_BEFORE_NUMBER},
	{"sept", DOT_BEFORE_NUMBER},   {"oct", DOT_BEFORE_NUMBER},   {"nov", DOT_BEFORE_NUMBER},
	{"dec", DOT_BEFORE_NUMBER},    {"etc", DOT_BEFORE_SENTENCE}, {"usw", DOT_BEFORE_SENTENCE},
	{"inc", DOT_BEFORE_SENTENCE},  {"ltd", DOT_BEFORE_SENTENCE}, {"co", DOT_BEFORE_SENTENCE},
	{"corp", DOT_BEFORE_SENTENCE}, {"jr", DOT_BEFORE_SENTENCE},  {"sr", DOT_BEFORE_SENTENCE},
	{"al", DOT_BEFORE_SENTENCE},   {"est", DOT_BEFORE_SENTENCE}, {"dept", DOT_BEFORE_SENTENCE},
	{"univ", DOT_BEFORE_SENTENCE}, {"ed", DOT_BEFORE_SENTENCE},  {"eds", DOT_BEFORE_SENTENCE},
};

/* Words that open a sentence far more often than they follow an abbreviation. */
static const char *const openers[] = {
	"the", "this",	"these",       "those", "that",	 "in",	  "on",	   "at",
	"we",  "it",	"he",	       "she",	"they",	 "our",	  "its",   "his",
	"her", "there", "all",	       "as",	"if",	 "when",  "while", "however",
	"but", "and",	"furthermore", "i",	"since", "under", "by",	   "from",
	"to",  "for",	"with",	       "a",	"an",	 "no",	  "yes",   "therefore",
};

/* German dates put a full stop after the day: 24. September. */
static const char *const german_months[] = {
	"januar", "februar", "märz",	  "april",   "mai",	 "juni",
	"juli",	  "august",  "september", "oktober", "november", "dezember",
};

static bool is_digit(uint32_t c)
{
	return (c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19);
}

static bool is_latin_upper(uint32_t c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7);
}

/* Letters that have a lower-case form in the scripts where a full stop is ambiguous: Latin, Greek,
 * Cyrillic. */
static bool is_lower(uint32_t c)
{
	return (c >= 'a' && c <= 'z') || (c >= 0xDF && c <= 0xFF && c != 0xF7) ||
	       (c >= 0x3B1 && c <= 0x3C9) || (c >= 0x430 && c <= 0x45F);
}

static bool is_letter(uint32_t c)
{
	return is_lower(c) || is_latin_upper(c) || (c >= 0x100 && c <= 0x24F) ||
	       (c >= 0x386 && c <= 0x3AB) || (c >= 0x400 && c <= 0x42F);
}

/* Marks that end a sentence wherever they stand. */
static bool is_end_mark(uint32_t c)
{
	switch (c) {
	case 0x3002: /* 。 */
	case 0xFF01: /* ！ */
	case 0xFF1F: /* ？ */
	case 0xFF61: /* ｡ */
	case 0x203C: /* ‼ */
	case 0x2047:
	case 0x2048:
	case 0x2049:
	case 0x061F: /* Arabic question mark */
	case 0x06D4: /* Urdu full stop */
	case 0x0964: /* danda */
	case 0x0965:
	case 0x104B: /* Burmese */
	case 0x1362: /* Ethiopic */
	case 0x17D4: /* Khmer */
		return true;
	default:
		return false;
	}
}

static bool is_ascii_mark(uint32_t c)
{
	return c == '!' || c == '?';
}

static bool is_dot(uint32_t c)
{
	return c == '.' || c == 0xFF0E;
}

static bool any_end_mark(uint32_t c)
{
	return is_end_mark(c) || is_ascii_mark(c) || is_dot(c);
}

/* What closes the bracket or quotation that c opens; 0 if it opens none. */
static uint32_t closer_of(uint32_t c)
{
	static const uint32_t pairs[][2] = {
		{0x201C, 0x201D}, {0x2018, 0x2019}, {0x300C, 0x300D}, {0x300E, 0x300F},
		{0xFF08, 0xFF09}, {0x3010, 0x3011}, {0x300A, 0x300B}, {0x3008, 0x3009},
		{'(', ')'},	  {'[', ']'},	    {0xFF3B, 0xFF3D}, {0x3014, 0x3015},
		{'"', '"'},	  {0xAB, 0xBB},	    {0x201E, 0x201C},
	};
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		if (pairs[i][0] == c)
			return pairs[i][1];
	return 0;
}

static bool is_closer(uint32_t c)
{
	switch (c) {
	case 0x201D: /* ” */
	case 0x2019: /* ’ */
	case 0x300D: /* 」 */
	case 0x300F: /* 』 */
	case 0xFF09: /* ） */
	case 0x3011: /* 】 */
	case 0x300B: /* 》 */
	case 0x3009: /* 〉 */
	case 0xFF3D: /* ］ */
	case 0x3015: /* 〕 */
	case 0xBB:   /* » */
	case ')':
	case ']':
	case '"':
	case '\'':
		return true;
	default:
		return false;
	}
}

static bool is_bracket_closer(uint32_t c)
{
	return c == ')' || c == ']' || c == 0xFF09 || c == 0x3011 || c == 0xFF3D || c == 0x3015;
}

/* The character at offset, 0 at the end. */
static uint32_t at(const struct reader *r, size_t offset, size_t *bytes)
{
	*bytes = 0;
	return offset < r->text.length ? utf8_read(r->text, offset, bytes) : 0;
}

static uint32_t before(const struct reader *r, size_t offset)
{
	size_t bytes;
	return offset <= r->start ? 0 : utf8_read(r->text, utf8_previous(r->text, offset), &bytes);
}

static size_t skip_space(const struct reader *r, size_t offset)
{
	size_t bytes;
	while (offset < r->text.length && is_space(at(r, offset, &bytes)))
		offset += bytes;
	return offset;
}

/* ASCII quotes are their own closers: one after a letter or mark closes, so it opens nothing. */
static bool opens_here(const struct reader *r, size_t offset, uint32_t c)
{
	if (c != '"')
		return true;
	uint32_t previous = before(r, offset);
	return previous == 0 || is_space(previous) || is_han(previous) || previous == '(' ||
	       previous == ':' || previous == ',' || previous == 0xFF1A || previous == 0xFF0C;
}

/* After the closer of the bracket or quotation that opens at offset, or offset itself if it does
 * not close within reach. Pairs nest at most eight deep; deeper text is no prose. */
static size_t piece_end(const struct reader *r, size_t offset)
{
	uint32_t closers[8];
	size_t depth = 0, bytes, place = offset;
	for (unsigned seen = 0; seen < SENTENCE_REACH && place < r->text.length; seen++) {
		uint32_t c = at(r, place, &bytes);
		if (depth > 0 && c == closers[depth - 1]) {
			if (--depth == 0)
				return place + bytes;
		} else if (closer_of(c) != 0 && opens_here(r, place, c)) {
			if (depth == sizeof closers / sizeof *closers)
				return offset;
			closers[depth++] = closer_of(c);
		}
		place += bytes;
	}
	return offset;
}

/* Lower-cased ASCII word that ends at offset, with the dots inside it: "e.g", "no", "U.S" -> "u.s".
 * Returns its length; SIZE_MAX if it is longer than the room. */
static size_t word_before(const struct reader *r, size_t offset, char word[static 16])
{
	size_t begin = offset;
	while (begin > r->start && offset - begin < 16) {
		unsigned char c = (unsigned char)r->text.at[begin - 1];
		if (!is_digit(c) && !(c >= 'A' && c <= 'Z') && !(c >= 'a' && c <= 'z') && c != '.')
			break;
		begin--;
	}
	if (offset - begin >= 16)
		return SIZE_MAX;
	for (size_t i = begin; i < offset; i++) {
		char c = r->text.at[i];
		word[i - begin] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
	}
	return offset - begin;
}

static bool word_follows(const struct reader *r, size_t offset, const char *const *words,
			 size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct slice word = slice_from(words[i]);
		if (r->text.length - offset < word.length)
			continue;
		struct slice here = {r->text.at + offset, word.length};
		size_t bytes;
		if (slice_equal_ignoring_case(here, word) &&
		    !is_letter(at(r, offset + word.length, &bytes)))
			return true;
	}
	return false;
}

static bool opener_follows(const struct reader *r, size_t offset)
{
	return word_follows(r, offset, openers, sizeof openers / sizeof *openers);
}

/* "U.S", "a.m", "Ph.D": letters, one or two between dots. */
static bool is_dotted(struct slice word)
{
	bool dot = false;
	size_t run = 0;
	for (size_t i = 0; i < word.length; i++) {
		if (word.at[i] == '.') {
			if (run == 0)
				return false;
			dot = true;
			run = 0;
		} else if (is_digit((unsigned char)word.at[i]) || ++run > 2) {
			return false;
		}
	}
	return dot && run > 0;
}

static enum dot_rule rule_of(struct slice word)
{
	for (size_t i = 0; i < sizeof abbreviations / sizeof *abbreviations; i++)
		if (slice_is(word, abbreviations[i].word))
			return abbreviations[i].rule;
	return is_dotted(word) ? DOT_BEFORE_SENTENCE : DOT_ENDS;
}

/* "1", "12", "a", "iv" where a list item may begin: at the start, or after : ; and end marks. */
static bool is_list_number(const struct reader *r, size_t begin, struct slice word)
{
	if (word.length == 0 || word.length > 4)
		return false;
	bool digits = true, roman = true;
	for (size_t i = 0; i < word.length; i++) {
		digits = digits && is_digit((unsigned char)word.at[i]);
		roman = roman && (word.at[i] == 'i' || word.at[i] == 'v' || word.at[i] == 'x');
	}
	if (!(digits && word.length <= 3) && !roman && word.length != 1)
		return false;
	while (begin > r->start && is_space(before(r, begin)))
		begin = utf8_previous(r->text, begin);
	uint32_t c = before(r, begin);
	char room[16];
	size_t length = c == '.' ? word_before(r, begin - 1, room) : SIZE_MAX;
	if (length != SIZE_MAX && rule_of((struct slice){room, length}) != DOT_ENDS)
		return false; /* the 3 of "Fig. 3." */
	return c == 0 || c == ':' || c == ';' || c == 0xFF1A || c == 0xFF1B || any_end_mark(c);
}

/* Does the word before a full stop at offset keep it from being an end, given the first character
 * of what follows (next, at offset `after`)? */
static bool word_keeps_on(const struct reader *r, size_t offset, size_t after, uint32_t next)
{
	char room[16];
	size_t length = word_before(r, offset, room);
	if (length == 0 || length == SIZE_MAX)
		return false;
	struct slice word = {room, length};
	if (is_list_number(r, offset - length, word))
		return true;
	switch (rule_of(word)) {
	case DOT_NEVER_ENDS:
		return true;
	case DOT_BEFORE_NUMBER:
		return is_digit(next);
	case DOT_BEFORE_SENTENCE:
		return !opener_follows(r, after);
	case DOT_ENDS:
		break;
	}
	bool initial = length == 1 && is_latin_upper((unsigned char)r->text.at[offset - 1]);
	if (initial)
		return !opener_follows(r, after);
	return length <= 2 && is_digit((unsigned char)room[0]) &&
	       word_follows(r, after, german_months, sizeof german_months / sizeof *german_months);
}

/* A footnote number set small in print: "provinces.3 As": one or two digits, then space and upper
 * case. Gives the offset after the digits, or offset. */
static size_t skip_note_number(const struct reader *r, size_t offset, uint32_t previous)
{
	size_t place = offset, bytes;
	while (place - offset < 3 && is_digit(at(r, place, &bytes)))
		place += bytes;
	if (place == offset || place - offset > 2 || !is_lower(previous))
		return offset;
	size_t after = skip_space(r, place);
	return after > place && is_latin_upper(at(r, after, &bytes)) ? place : offset;
}

/* Closing quotes and brackets from offset on; an ASCII quote only if no word follows at once. */
static size_t skip_closers(const struct reader *r, size_t offset)
{
	for (;;) {
		size_t bytes, next_bytes;
		uint32_t c = at(r, offset, &bytes);
		if (bytes == 0 || !is_closer(c))
			return offset;
		uint32_t next = at(r, offset + bytes, &next_bytes);
		if ((c == '"' || c == '\'') && (is_letter(next) || is_digit(next)))
			return offset;
		offset += bytes;
	}
}

/* All end marks and closers after the first mark: "？！", "。”）". */
static size_t skip_marks(const struct reader *r, size_t offset)
{
	for (;;) {
		size_t bytes, next = skip_closers(r, offset);
		uint32_t c = at(r, next, &bytes);
		if (bytes > 0 && (is_end_mark(c) || is_ascii_mark(c)))
			next += bytes;
		if (next == offset)
			return offset;
		offset = next;
	}
}

/* What cannot begin a sentence: it follows, so the sentence goes on. */
static bool goes_on(const struct reader *r, size_t offset)
{
	size_t bytes, after = skip_space(r, offset);
	uint32_t c = at(r, after, &bytes);
	switch (c) {
	case ',':
	case ';':
	case ':':
	case 0xFF0C: /* ， */
	case 0xFF1B: /* ； */
	case 0xFF1A: /* ： */
	case 0x3001: /* 、 */
	case 0x7684: /* 的 */
	case 0x7B49: /* 等 */
		return true;
	default:
		return is_lower(c);
	}
}

static size_t skip_dots(const struct reader *r, size_t offset)
{
	size_t bytes;
	while (is_dot(at(r, offset, &bytes)))
		offset += bytes;
	return offset;
}

/* Sentence end after the full stop at offset (one character of `bytes`), or 0. */
static size_t end_at_dot(const struct reader *r, size_t offset, size_t bytes)
{
	size_t next_bytes, place = skip_dots(r, offset);
	bool ellipsis = place > offset + bytes;
	uint32_t previous = before(r, offset);
	place = skip_note_number(r, place, previous);
	place = skip_marks(r, place);
	size_t after = skip_space(r, place);
	uint32_t next = at(r, after, &next_bytes);
	if (next_bytes == 0)
		return place;
	if (after == place) /* no space: only in Chinese that ends its sentences with a full stop */
		return is_han(next) && is_han(previous) ? place : 0;
	if (is_lower(next) || goes_on(r, after))
		return 0;
	if (ellipsis) /* "Well... I think" is one sentence */
		return next == 'I' && !is_letter(at(r, after + 1, &next_bytes)) ? 0 : place;
	return word_keeps_on(r, offset, after, next) ? 0 : place;
}

/* Sentence end after a quotation or bracket [open, close), or 0. */
static size_t end_after_piece(const struct reader *r, size_t open, size_t close)
{
	size_t closer = utf8_previous(r->text, close);
	uint32_t last = before(r, closer);
	size_t bytes;
	if (!any_end_mark(last))
		return 0;
	/* A bracket that began inside a sentence belongs to it. */
	if (is_bracket_closer(at(r, closer, &bytes)) && skip_space(r, r->start) != open)
		return 0;
	size_t place = skip_marks(r, close);
	if (goes_on(r, place))
		return 0;
	size_t after = skip_space(r, place);
	uint32_t next = at(r, after, &bytes);
	if (after == place && (next == 0x201C || next == 0x300C))
		return 0; /* “快！”“稳！” */
	if (is_end_mark(last) || bytes == 0)
		return place;
	/* A full stop inside an English quotation: “the ‘U.S.’ market” goes on. */
	return after > place && (!is_dot(last) || is_latin_upper(next) || !is_letter(next)) ? place
											    : 0;
}

/* Sentence end after the mark at offset, or 0; *bytes becomes the length of the whole run of marks,
 * so that a long run is looked at once. */
static size_t end_at_mark(const struct reader *r, size_t offset, size_t *bytes)
{
	size_t first = *bytes, end = skip_marks(r, offset + first);
	*bytes = end - offset;
	/* “快！”的 : the mark belongs to a quotation whose beginning is out of reach */
	return end > offset + first && goes_on(r, end) ? 0 : end;
}

/* Sentence end after ! or ? at offset, or 0: "Yahoo! shares", "?id=3" and "(!)" are none. */
static size_t end_at_ascii_mark(const struct reader *r, size_t offset, size_t *bytes)
{
	size_t next_bytes, end = skip_marks(r, offset + *bytes);
	uint32_t next = at(r, end, &next_bytes);
	*bytes = end - offset;
	if (next_bytes == 0)
		return end;
	if (!is_space(next) && !is_han(next) && !is_han(before(r, offset)))
		return 0;
	return goes_on(r, end) ? 0 : end;
}

/* Offset after the sentence that begins at r->start. */
static size_t sentence_end(const struct reader *r)
{
	size_t bytes;
	for (size_t place = r->start; place < r->text.length; place += bytes) {
		uint32_t c = at(r, place, &bytes);
		size_t found = 0;
		if (is_end_mark(c)) {
			found = end_at_mark(r, place, &bytes);
		} else if (is_ascii_mark(c)) {
			found = end_at_ascii_mark(r, place, &bytes);
		} else if (is_dot(c)) {
			found = end_at_dot(r, place, bytes);
			bytes = skip_dots(r, place) - place;
		} else if (closer_of(c) != 0 && opens_here(r, place, c)) {
			size_t close = piece_end(r, place);
			if (close > place) {
				found = end_after_piece(r, place, close);
				bytes = close - place;
			}
		}
		if (found > 0)
			return found;
	}
	return r->text.length;
}

bool sentence_next(struct slice text, uint32_t from, uint32_t end, struct span *sentence)
{
	struct reader r = {{text.at, end}, from};
	r.start = skip_space(&r, from);
	if (r.start >= end)
		return false;
	size_t close = sentence_end(&r);
	while (is_space(before(&r, close)))
		close = utf8_previous(r.text, close);
	*sentence = (struct span){(uint32_t)r.start, (uint32_t)close};
	return true;
}
