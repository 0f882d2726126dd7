#include "reuse/origin.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum {
	EDIT_GAP = 3,	   /* units between two tiles that were edited, not written anew */
	UNKNOWN_LEVEL = 9, /* below all that are known */
};

static uint32_t level_of(const struct reuse_document *document)
{
	return document->level == 0 ? UNKNOWN_LEVEL : document->level;
}

/* 2026-01-27 as days since year 0 of the civil calendar; -1 when it is no full date. */
static long day_of(struct slice date)
{
	if (date.length != 10)
		return -1;
	long parts[3] = {0, 0, 0};
	size_t part = 0;
	for (size_t i = 0; i < date.length; i++) {
		if (date.at[i] == '-' && part < 2)
			part++;
		else if (date.at[i] >= '0' && date.at[i] <= '9')
			parts[part] = parts[part] * 10 + (date.at[i] - '0');
		else
			return -1;
	}
	long year = parts[0] - (parts[1] <= 2), month = (parts[1] + 9) % 12;
	return 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + parts[2] -
	       1;
}

/* As far as both are known. */
static int compare_dates(struct slice x, struct slice y)
{
	size_t length = x.length < y.length ? x.length : y.length;
	int order = length == 0 ? 0 : memcmp(x.at, y.at, length);
	return order < 0 ? -1 : order > 0;
}

struct reuse_order reuse_order_of(const struct reuse_document *x, const struct reuse_document *y)
{
	int by_date = compare_dates(x->date, y->date);
	uint32_t x_level = level_of(x), y_level = level_of(y);
	if (by_date != 0) {
		long x_day = day_of(x->date), y_day = day_of(y->date);
		bool near = x_day >= 0 && y_day >= 0 && labs(x_day - y_day) < SAME_TIME_DAYS;
		if (!near || x_level != y_level)
			return (struct reuse_order){by_date, WHY_DATE};
		return (struct reuse_order){0, WHY_SAME_TIME};
	}
	if (x_level != y_level)
		return (struct reuse_order){x_level < y_level ? -1 : 1, WHY_LEVEL};
	bool dated = x->date.length > 0 && y->date.length > 0;
	return (struct reuse_order){0, dated ? WHY_SAME_TIME : WHY_UNDATED};
}

int reuse_list_order(const struct reuse_document *x, uint32_t x_number,
		     const struct reuse_document *y, uint32_t y_number)
{
	if ((x->date.length == 0) != (y->date.length == 0))
		return x->date.length == 0 ? 1 : -1;
	int order = slice_compare(x->date, y->date);
	if (order != 0)
		return order;
	if (level_of(x) != level_of(y))
		return level_of(x) < level_of(y) ? -1 : 1;
	return x_number < y_number ? -1 : x_number > y_number;
}

bool reuse_is_own_voice(enum reuse_class class)
{
	return class != REUSE_ABOVE && class != REUSE_STOCK && class != REUSE_SIBLING;
}

unsigned reuse_own_voice_classes(void)
{
	unsigned classes = 0;
	for (int class = 0; class < REUSE_CLASS_COUNT; class ++)
		if (reuse_is_own_voice((enum reuse_class) class))
			classes |= 1U << class;
	return classes;
}

static const char *const class_names[REUSE_CLASS_COUNT] = {
	"none", "first", "same_time", "own_edition", "sibling", "above", "stock"};
static const char *const why_names[WHY_COUNT] = {"date", "level", "same_time", "undated"};

const char *reuse_class_name(enum reuse_class class)
{
	assert(class < REUSE_CLASS_COUNT);
	return class_names[class];
}

const char *reuse_why_name(enum reuse_why why)
{
	assert(why < WHY_COUNT);
	return why_names[why];
}

static int compare_others(const void *left, const void *right)
{
	const struct held_range *x = left, *y = right;
	return x->other < y->other ? -1 : x->other > y->other;
}

/* What one other document holds of one sentence. */
struct holding {
	uint32_t other;
	uint32_t units; /* with small gaps */
	uint32_t exact; /* without */
	uint32_t end;	/* of the last range, in units of the text */
	float identity;
};

struct deciding {
	struct arena *arena;
	const struct reuse_document *documents;
	uint32_t self;
	struct held_range *ranges; /* by start */
	size_t range_count;
	struct holding *holdings; /* of the sentence at hand */
	size_t holding_count;
	uint32_t *holding_of;	/* by other: index + 1 */
	uint32_t *holder_marks; /* by number of holder: the sentence that counted it last, + 1 */
	const uint32_t *holder_of;
};

static int compare_starts(const void *left, const void *right)
{
	const struct held_range *x = left, *y = right;
	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	if (x->end != y->end)
		return x->end < y->end ? -1 : 1;
	return x->other < y->other ? -1 : x->other > y->other;
}

static bool same_holder(const struct reuse_document *x, const struct reuse_document *y)
{
	return x->holder.length > 0 && slice_equal(x->holder, y->holder) && x->level == y->level;
}

/* Which of two earlier holders the sentence is more like; of equals the higher and earlier one. */
static bool nearer(const struct deciding *deciding, const struct holding *x,
		   const struct holding *y)
{
	const struct reuse_document *documents = deciding->documents;
	if (x->exact != y->exact)
		return x->exact > y->exact;
	if (x->identity > y->identity || x->identity < y->identity)
		return x->identity > y->identity;
	if (level_of(&documents[x->other]) != level_of(&documents[y->other]))
		return level_of(&documents[x->other]) < level_of(&documents[y->other]);
	return reuse_list_order(&documents[x->other], x->other, &documents[y->other], y->other) < 0;
}

/* The earliest holder that is clearly before the document itself. */
static void choose_source(const struct deciding *deciding, struct sentence_origin *origin,
			  double held, bool *all_later)
{
	const struct reuse_document *documents = deciding->documents;
	const struct holding *best = NULL;
	for (size_t i = 0; i < deciding->holding_count; i++) {
		const struct holding *holding = &deciding->holdings[i];
		if (holding->units < held)
			continue;
		const struct reuse_document *other = &documents[holding->other];
		int sign = reuse_order_of(other, &documents[deciding->self]).sign;
		*all_later = *all_later && sign > 0;
		if (sign >= 0)
			continue;
		if (origin->source == NOBODY ||
		    reuse_list_order(other, holding->other, &documents[origin->source],
				     origin->source) < 0)
			origin->source = holding->other;
		if (best == NULL || nearer(deciding, holding, best))
			best = holding;
	}
	origin->parent = best == NULL ? NOBODY : best->other;
}

/* Other holders of the same level or a higher one, each counted once. */
static uint32_t count_holders(struct deciding *deciding, double held, uint32_t mark,
			      struct sentence_origin *origin)
{
	const struct reuse_document *self = &deciding->documents[deciding->self];
	uint32_t above = 0;
	for (size_t i = 0; i < deciding->holding_count; i++) {
		const struct holding *holding = &deciding->holdings[i];
		if (holding->units < held)
			continue;
		const struct reuse_document *other = &deciding->documents[holding->other];
		origin->documents++;
		uint32_t number = deciding->holder_of[holding->other];
		if (same_holder(self, other) || deciding->holder_marks[number] == mark)
			continue;
		deciding->holder_marks[number] = mark;
		origin->holders++;
		above += level_of(other) <= level_of(self);
	}
	return above;
}

static enum reuse_class class_of(const struct deciding *deciding,
				 const struct sentence_origin *origin, uint32_t peers,
				 bool all_later)
{
	const struct reuse_document *self = &deciding->documents[deciding->self];
	if (origin->documents == 0)
		return REUSE_NONE;
	const struct reuse_document *source =
		origin->source == NOBODY ? NULL : &deciding->documents[origin->source];
	if (source != NULL && level_of(source) < level_of(self))
		return REUSE_ABOVE;
	if (peers >= STOCK_HOLDERS)
		return REUSE_STOCK;
	if (source == NULL)
		return all_later ? REUSE_FIRST : REUSE_SAME_TIME;
	return same_holder(self, source) ? REUSE_OWN_EDITION : REUSE_SIBLING;
}

static int compare_spans(const void *left, const void *right)
{
	const struct span *x = left, *y = right;
	return x->start < y->start ? -1 : x->start > y->start;
}

/* Units of the sentence in any of the ranges. */
static uint32_t units_held(struct span *parts, size_t count)
{
	uint32_t sum = 0, end = 0;
	qsort(parts, count, sizeof *parts, compare_spans);
	for (size_t i = 0; i < count; i++) {
		uint32_t start = parts[i].start > end ? parts[i].start : end;
		sum += parts[i].end > start ? parts[i].end - start : 0;
		end = parts[i].end > end ? parts[i].end : end;
	}
	return sum;
}

/* Adds one range to what its document holds; *part is what it adds, with the edit before it. */
static void add_range(struct holding *holding, const struct held_range *range, struct span sentence,
		      struct span *part)
{
	uint32_t start = range->start > sentence.start ? range->start : sentence.start;
	uint32_t end = range->end < sentence.end ? range->end : sentence.end;
	uint32_t from = start > holding->end ? start : holding->end;
	if (end > from) {
		/* An edit between two tiles is copied text too. */
		bool edited = holding->units > 0 && start <= holding->end + EDIT_GAP;
		*part = (struct span){edited ? holding->end : start, end};
		holding->exact += end - from;
		holding->units += end - part->start;
		holding->end = end;
	}
	if (range->identity > holding->identity)
		holding->identity = range->identity;
}

static void gather(struct deciding *deciding, const uint32_t *active, size_t active_count,
		   struct span sentence, struct span *parts, size_t *part_count)
{
	deciding->holding_count = *part_count = 0;
	for (size_t i = 0; i < active_count; i++) {
		const struct held_range *range = &deciding->ranges[active[i]];
		if (range->start >= sentence.end || range->end <= sentence.start)
			continue;
		uint32_t *index = &deciding->holding_of[range->other];
		if (*index == 0) {
			deciding->holdings[deciding->holding_count++] =
				(struct holding){.other = range->other};
			*index = (uint32_t)deciding->holding_count;
		}
		struct span *part = &parts[(*part_count)++];
		*part = (struct span){0, 0};
		add_range(&deciding->holdings[*index - 1], range, sentence, part);
	}
	for (size_t i = 0; i < deciding->holding_count; i++)
		deciding->holding_of[deciding->holdings[i].other] = 0;
}

static struct sentence_origin decide(struct deciding *deciding, struct span sentence,
				     struct span *parts, size_t part_count, uint32_t mark)
{
	struct sentence_origin origin = {.source = NOBODY, .parent = NOBODY};
	uint32_t units = sentence.end - sentence.start;
	if (units == 0 || part_count == 0)
		return origin;
	bool all_later = true;
	double held = HELD_SHARE * units;
	origin.share = (double)units_held(parts, part_count) / units;
	choose_source(deciding, &origin, held, &all_later);
	uint32_t peers = count_holders(deciding, held, mark, &origin);
	origin.class = class_of(deciding, &origin, peers, all_later);
	return origin;
}

/* Numbers that are equal for documents of one holder; a document without holder is its own. */
static const uint32_t *number_holders(struct arena *arena, const struct reuse_document *documents,
				      uint32_t count)
{
	uint32_t *numbers = arena_array(arena, uint32_t, count);
	uint32_t *seen = arena_array(arena, uint32_t, count);
	uint32_t seen_count = 0;
	for (uint32_t i = 0; i < count; i++) {
		numbers[i] = i;
		for (uint32_t k = 0; k < seen_count && numbers[i] == i; k++)
			if (same_holder(&documents[seen[k]], &documents[i]))
				numbers[i] = seen[k];
		if (numbers[i] == i)
			seen[seen_count++] = i;
	}
	return numbers;
}

/* Only the documents that occur, in their order, and the document itself behind them: what is kept
 * for each is then small however many the board has. Renumbers ranges, which are sorted by other.
 */
static struct reuse_document *near_documents(struct arena *arena,
					     const struct reuse_document *documents, uint32_t self,
					     struct held_range *ranges, size_t range_count,
					     uint32_t **numbers, uint32_t *count)
{
	struct reuse_document *near = arena_array(arena, struct reuse_document, range_count + 1);
	*numbers = arena_array(arena, uint32_t, range_count + 1);
	*count = 0;
	for (size_t i = 0; i < range_count; i++) {
		uint32_t other = ranges[i].other;
		if (*count == 0 || (*numbers)[*count - 1] != other) {
			near[*count] = documents[other];
			(*numbers)[(*count)++] = other;
		}
		ranges[i].other = *count - 1;
	}
	near[*count] = documents[self];
	(*numbers)[*count] = self;
	return near;
}

/* Goes through the sentences with the ranges that reach into each. */
static void decide_all(struct deciding *deciding, const struct span *sentences,
		       size_t sentence_count, struct sentence_origin *origins)
{
	size_t range_count = deciding->range_count;
	const struct held_range *ranges = deciding->ranges;
	uint32_t *active = arena_array(deciding->arena, uint32_t, range_count + 1);
	struct span *parts = arena_array(deciding->arena, struct span, range_count + 1);
	size_t next = 0, active_count = 0;
	for (size_t i = 0; i < sentence_count; i++) {
		while (next < range_count && ranges[next].start < sentences[i].end)
			active[active_count++] = (uint32_t)next++;
		size_t kept = 0, part_count;
		for (size_t k = 0; k < active_count; k++)
			if (ranges[active[k]].end > sentences[i].start)
				active[kept++] = active[k];
		active_count = kept;
		gather(deciding, active, active_count, sentences[i], parts, &part_count);
		origins[i] = decide(deciding, sentences[i], parts, part_count, (uint32_t)i + 1);
	}
}

struct sentence_origin *origins_make(struct arena *arena, const struct reuse_document *documents,
				     uint32_t self, struct held_range *ranges, size_t range_count,
				     const struct span *sentences, size_t sentence_count)
{
	struct sentence_origin *origins =
		arena_array(arena, struct sentence_origin, sentence_count);
	if (range_count > 0)
		qsort(ranges, range_count, sizeof *ranges, compare_others);
	uint32_t *numbers, count;
	const struct reuse_document *near =
		near_documents(arena, documents, self, ranges, range_count, &numbers, &count);
	struct deciding deciding = {
		.arena = arena,
		.documents = near,
		.self = count,
		.ranges = ranges,
		.range_count = range_count,
		.holdings = arena_array(arena, struct holding, range_count + 1),
		.holding_of = arena_array(arena, uint32_t, (size_t)count + 1),
		.holder_marks = arena_array(arena, uint32_t, (size_t)count + 1),
		.holder_of = number_holders(arena, near, count + 1),
	};
	if (range_count > 0)
		qsort(ranges, range_count, sizeof *ranges, compare_starts);
	decide_all(&deciding, sentences, sentence_count, origins);
	for (size_t i = 0; i < sentence_count; i++) {
		if (origins[i].source != NOBODY)
			origins[i].source = numbers[origins[i].source];
		if (origins[i].parent != NOBODY)
			origins[i].parent = numbers[origins[i].parent];
	}
	return origins;
}
