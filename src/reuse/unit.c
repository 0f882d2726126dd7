#include "reuse/unit.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include "text/normal.h"

enum {
	ANCHOR_EVERY = 64,
	GAP_MOST = 14,
	LENGTH_MOST = 15,
	FAR = 0xF0, /* gap 15: the place is in the list */
	/* Values of 16 bits that are no Han: 1..0x33FF and 0xA000..0xFFFF. */
	LOW_VALUES = 0x33FF,
	HIGH_START = 0xA000,
	WORD_VALUES = LOW_VALUES + 0x10000 - HIGH_START,
};

enum character_kind { KIND_OTHER, KIND_ALONE, KIND_WORD };

static enum character_kind kind_of_rare(uint32_t c)
{
	uint32_t mask = U_GET_GC_MASK((UChar32)c);
	if ((mask & (U_GC_L_MASK | U_GC_N_MASK | U_GC_M_MASK)) == 0)
		return KIND_OTHER;
	UErrorCode failure = U_ZERO_ERROR;
	switch ((int)uscript_getScript((UChar32)c, &failure)) {
	case USCRIPT_HAN:
	case USCRIPT_HIRAGANA:
	case USCRIPT_KATAKANA:
	case USCRIPT_THAI:
	case USCRIPT_LAO:
	case USCRIPT_KHMER:
	case USCRIPT_MYANMAR:
		/* Vowel signs and tone marks stand alone too: only the count of units is theirs. */
		return KIND_ALONE;
	default:
		return KIND_WORD;
	}
}

static inline enum character_kind kind_of(uint32_t c)
{
	if (c - 0x4E00 < 0x5200)
		return KIND_ALONE;
	if (c < 0x80)
		return c - 'a' < 26 || c - '0' < 10 || c - 'A' < 26 ? KIND_WORD : KIND_OTHER;
	if (c - 0x3000 < 0x20)
		return KIND_OTHER;
	return kind_of_rare(c);
}

static uint16_t word_value(uint64_t hash)
{
	hash ^= hash >> 32;
	hash *= 0x9E3779B97F4A7C15U;
	uint32_t value = (uint32_t)(((hash >> 32) * WORD_VALUES) >> 32);
	return (uint16_t)(value < LOW_VALUES ? value + 1 : value - LOW_VALUES + HIGH_START);
}

struct unit_writer {
	struct unit_text *units;
	struct arena *study;
	size_t far_capacity;
	uint32_t end;	/* of the last unit, bytes */
	uint32_t words; /* units that are words */
	enum unit_break next_break;
};

static void put_far(struct unit_writer *writer, struct span span)
{
	struct unit_text *units = writer->units;
	if (units->far_count == writer->far_capacity) {
		size_t capacity = writer->far_capacity == 0 ? 8 : 2 * writer->far_capacity;
		struct unit_far *grown = arena_array(writer->study, struct unit_far, capacity);
		if (units->far_count > 0)
			memcpy(grown, units->far, units->far_count * sizeof *grown);
		units->far = grown;
		writer->far_capacity = capacity;
	}
	units->far[units->far_count++] = (struct unit_far){units->count, span};
}

static void put_unit(struct unit_writer *writer, uint16_t id, struct span span)
{
	struct unit_text *units = writer->units;
	uint32_t at = units->count, gap = span.start - writer->end, length = span.end - span.start;
	if (at % ANCHOR_EVERY == 0)
		units->anchors[at / ANCHOR_EVERY] = writer->end;
	units->ids[at] = id;
	if (gap <= GAP_MOST && length <= LENGTH_MOST) {
		units->steps[at] = (uint8_t)(gap << 4 | length);
	} else {
		units->steps[at] = FAR;
		put_far(writer, span);
	}
	units->breaks[at / 4] |= (uint8_t)((unsigned)writer->next_break << (at % 4 * 2));
	writer->next_break = BREAK_NONE;
	writer->end = span.end;
	units->count++;
}

/* The break that shadow characters [start, end) between two units make. */
static enum unit_break break_of(const struct shadow_text *shadow, size_t start, size_t end,
				bool after_alone)
{
	enum unit_break result = BREAK_NONE;
	unsigned line_ends = 0;
	for (size_t i = start; i < end; i++) {
		uint32_t c = shadow->characters[i];
		bool space_next = i + 1 >= shadow->count || shadow->characters[i + 1] <= ' ';
		if (c == 0x3002 || c == '!' || c == '?' || (c == '.' && space_next))
			return BREAK_SENTENCE;
		if (c == '\n' && (after_alone || ++line_ends == 2))
			return BREAK_SENTENCE;
		if (c != '\n' && shadow_divides(c))
			result = BREAK_CLAUSE;
	}
	return result;
}

static size_t count_units(const struct shadow_text *shadow)
{
	size_t count = 0;
	bool in_word = false;
	for (size_t i = 0; i < shadow->count; i++) {
		enum character_kind kind = kind_of(shadow->characters[i]);
		count += kind == KIND_ALONE || (kind == KIND_WORD && !in_word);
		in_word = kind == KIND_WORD;
	}
	return count;
}

static void put_units(struct unit_writer *writer, const struct shadow_text *shadow)
{
	size_t gap_start = 0;
	bool after_alone = false;
	for (size_t i = 0; i < shadow->count;) {
		uint32_t c = shadow->characters[i];
		enum character_kind kind = kind_of(c);
		if (kind == KIND_OTHER) {
			i++;
			continue;
		}
		if (i > gap_start && writer->units->count > 0)
			writer->next_break = break_of(shadow, gap_start, i, after_alone);
		size_t start = i++;
		uint64_t hash = c;
		if (kind == KIND_WORD) {
			for (; i < shadow->count && kind_of(shadow->characters[i]) == KIND_WORD;
			     i++)
				hash = (hash ^ shadow->characters[i]) * 0x100000001B3U;
			writer->words++;
		}
		bool own_value = kind == KIND_ALONE && c - 0x3400 < 0x6C00;
		struct span span = shadow_span(shadow, start, i);
		/* One ligature can make two words; the second then has no place of its own. */
		if (span.start < writer->end)
			span.start = writer->end;
		if (span.end < span.start)
			span.end = span.start;
		put_unit(writer, own_value ? (uint16_t)c : word_value(hash), span);
		gap_start = i;
		after_alone = kind == KIND_ALONE;
	}
}

void units_read(struct arena *study, struct arena *scratch, struct slice text,
		struct unit_text *units)
{
	struct shadow_text shadow;
	text_normalise(scratch, text, &shadow);
	size_t room = count_units(&shadow);
	*units = (struct unit_text){
		.ids = arena_array(study, uint16_t, room + 1),
		.steps = arena_array(study, uint8_t, room + 1),
		.anchors = arena_array(study, uint32_t, room / ANCHOR_EVERY + 1),
		.breaks = arena_array(study, uint8_t, room / 4 + 1),
	};
	struct unit_writer writer = {.units = units, .study = study, .next_break = BREAK_SENTENCE};
	put_units(&writer, &shadow);
	units->spaced = writer.words * 2 > units->count;
}

/* Index of the first listed unit at or after `unit`. */
static uint32_t find_far(const struct unit_text *units, uint32_t unit)
{
	uint32_t low = 0, high = units->far_count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (units->far[middle].unit < unit)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static struct span place(const struct unit_text *units, uint32_t unit)
{
	uint32_t first = unit / ANCHOR_EVERY * ANCHOR_EVERY;
	uint32_t end = units->anchors[unit / ANCHOR_EVERY], start = end;
	uint32_t far = find_far(units, first);
	for (uint32_t i = first; i <= unit; i++) {
		if (units->steps[i] == FAR) {
			start = units->far[far].span.start;
			end = units->far[far++].span.end;
		} else {
			start = end + (units->steps[i] >> 4);
			end = start + (units->steps[i] & 15);
		}
	}
	return (struct span){start, end};
}

struct span units_span(const struct unit_text *units, uint32_t start, uint32_t end)
{
	return (struct span){place(units, start).start, place(units, end - 1).end};
}

uint32_t units_find(const struct unit_text *units, uint32_t offset)
{
	uint32_t low = 0, high = units->count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (place(units, middle).end <= offset)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

enum unit_break units_break(const struct unit_text *units, uint32_t unit)
{
	if (unit == 0 || unit >= units->count)
		return BREAK_SENTENCE;
	return (enum unit_break)(units->breaks[unit / 4] >> (unit % 4 * 2) & 3);
}
