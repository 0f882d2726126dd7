#include "text/orientation.h"

#include <math.h>

#include "base/utf8.h"
#include "text/heading.h"
#include "text/tense.h"

enum section {
	SECTION_UNKNOWN,
	SECTION_REVIEW,
	SECTION_PLAN,
	SECTION_STATE,
	SECTION_MIXED,
};

struct place {
	uint8_t section; /* enum section */
	uint8_t rule;	 /* enum orientation_rule */
};

struct reading {
	const struct document *document;
	struct tense_table tense;
	struct place *places; /* one a block */
	bool chinese;	      /* the document */
	bool article;	      /* no plan: nothing is planned unless it says so */
};

static bool is_body(const struct block *block)
{
	return block->kind != BLOCK_FURNITURE;
}

static struct slice block_text(const struct document *document, size_t i)
{
	return slice_span(document->text, document->blocks[i].span);
}

static bool mostly_han(struct slice text)
{
	size_t han = 0, latin = 0, bytes;
	for (size_t i = 0; i < text.length; i += bytes) {
		uint32_t c = utf8_read(text, i, &bytes);
		han += is_han(c);
		latin += (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
			 (c >= 0xC0 && c < 0x2000);
	}
	return 2 * han > latin;
}

/* ---- the dividing year ---- */

static uint32_t year_at(struct slice text, size_t at)
{
	uint32_t year = 0;
	size_t end = at;
	while (end < text.length && end - at < 5 && text.at[end] >= '0' && text.at[end] <= '9')
		year = year * 10 + (uint32_t)(text.at[end++] - '0');
	return end - at == 4 && year >= 1949 && year <= 2100 ? year : 0;
}

enum { YEAR_FIRST = 1949, YEAR_COUNT = 152 };

/* Counts years: all of them, or only those before 年. */
static void count_years(struct slice text, bool before_nian, uint32_t counts[static YEAR_COUNT])
{
	for (size_t i = 0; i + 4 <= text.length; i++) {
		if (text.at[i] < '1' || text.at[i] > '2' ||
		    (i > 0 && text.at[i - 1] >= '0' && text.at[i - 1] <= '9'))
			continue;
		uint32_t year = year_at(text, i);
		struct slice rest = {text.at + i + 4, text.length - i - 4};
		if (year != 0 && (!before_nian || slice_starts(rest, SLICE("年"))))
			counts[year - YEAR_FIRST]++;
	}
}

uint32_t orientation_year(const struct document *document)
{
	uint32_t counts[YEAR_COUNT] = {0}, best = 0;
	if (year_at(document->metadata.date, 0) != 0)
		return year_at(document->metadata.date, 0);
	count_years(document->metadata.title, false, counts);
	for (size_t i = 0, titles = 0; i < document->block_count && titles < 3; i++) {
		if (document->blocks[i].furniture != FURNITURE_TITLE &&
		    document->blocks[i].furniture != FURNITURE_SOURCE_DATE)
			continue;
		count_years(block_text(document, i), false, counts);
		titles++;
	}
	for (uint32_t i = YEAR_COUNT; i-- > 0;)
		if (counts[i] > 0)
			return YEAR_FIRST + i;
	count_years(document->text, true, counts);
	for (uint32_t i = 1; i < YEAR_COUNT; i++)
		if (counts[i] > counts[best])
			best = i;
	return counts[best] > 0 ? YEAR_FIRST + best : 0;
}

/* ---- sections ---- */

/* strict: a heading below the first level, or after a plan heading: only words count that no plan
 * heading uses ("取得新进展" stands in plans too). */
static enum section heading_section(const struct reading *r, struct slice text, bool strict)
{
	struct tense t = tense_read(&r->tense, text);
	bool review =
		t.signs[TENSE_REVIEW_ALWAYS] > 0 || (!strict && t.signs[TENSE_REVIEW_TITLE] > 0);
	bool to_come = t.signs[TENSE_PLAN_TIME] > 0, task = t.signs[TENSE_PLAN_TITLE] > 0;
	if (review)
		return to_come ? SECTION_MIXED : SECTION_REVIEW;
	if (to_come)
		return SECTION_PLAN;
	if (t.signs[TENSE_STATE_TITLE] > 0 && !task)
		return SECTION_STATE;
	if (task)
		return SECTION_PLAN;
	if (t.signs[TENSE_PAST_TIME] > 0 && !strict)
		return SECTION_REVIEW;
	return SECTION_UNKNOWN;
}

/* The level of the headings that divide the text: the highest that has two, else the highest. */
static uint8_t top_level(const struct document *document)
{
	size_t counts[8] = {0};
	for (size_t i = 0; i < document->block_count; i++)
		if (document->blocks[i].kind == BLOCK_HEADING && document->blocks[i].level < 8)
			counts[document->blocks[i].level]++;
	for (uint8_t level = 1; level < 8; level++)
		if (counts[level] >= 2)
			return level;
	for (uint8_t level = 1; level < 8; level++)
		if (counts[level] > 0)
			return level;
	return 0;
}

static bool may_divide_below(enum section top)
{
	return top != SECTION_REVIEW;
}

/* What a second-level heading or run-in lead says inside its first-level section. In a plan section
 * it must name the past outright; a plan section stays one otherwise. */
static enum section below(const struct reading *r, enum section top, struct slice text)
{
	enum section found = heading_section(r, text, true);
	if (found == SECTION_UNKNOWN || (top == SECTION_PLAN && found == SECTION_MIXED))
		return top;
	if (top == SECTION_PLAN && found != SECTION_REVIEW && found != SECTION_STATE)
		return top;
	return found;
}

static void read_sections(struct reading *r)
{
	const struct document *d = r->document;
	uint8_t top = top_level(d);
	enum section first = SECTION_UNKNOWN, second = SECTION_UNKNOWN;
	bool planned = false, before = true;
	for (size_t i = 0; i < d->block_count; i++) {
		const struct block *block = &d->blocks[i];
		if (!is_body(block))
			continue;
		struct slice text = block_text(d, i);
		if (block->kind == BLOCK_HEADING && block->level <= top) {
			first = second = heading_section(r, text, planned);
			if (first == SECTION_UNKNOWN && r->chinese && !r->article)
				first = second = SECTION_PLAN;
			planned = planned || first == SECTION_PLAN;
			before = false;
		} else if (block->kind == BLOCK_HEADING && block->level == top + 1 &&
			   may_divide_below(first)) {
			second = below(r, first, text);
		}
		enum section here = second;
		struct slice lead = heading_lead(text);
		if (block->kind == BLOCK_PARAGRAPH && first == SECTION_MIXED && lead.length > 0)
			here = second = below(r, first, lead);
		r->places[i] = (struct place){(uint8_t)here, ORIENTATION_BY_HEADING};
		if (before)
			r->places[i].section = SECTION_UNKNOWN;
	}
}

/* Text before the first heading belongs to the review, if the text has one. */
static void read_preamble(struct reading *r)
{
	const struct document *d = r->document;
	uint8_t top = top_level(d);
	size_t first = 0;
	while (first < d->block_count &&
	       !(d->blocks[first].kind == BLOCK_HEADING && d->blocks[first].level <= top))
		first++;
	if (first == d->block_count || r->places[first].section != SECTION_REVIEW)
		return;
	for (size_t i = 0; i < first; i++)
		r->places[i] = (struct place){SECTION_REVIEW, ORIENTATION_BY_HEADING};
}

/* ---- the split ---- */

static double score_of(const struct tense *t)
{
	return 0.5 * t->signs[TENSE_PLAN_WEAK] + t->signs[TENSE_PLAN] +
	       3.0 * t->signs[TENSE_PLAN_TIME] - t->signs[TENSE_PAST] -
	       3.0 * t->signs[TENSE_PAST_TIME];
}

/* What the split needs of one block. */
struct split_sign {
	double score;
	bool past_time, plan_time;
};

static struct split_sign split_sign(const struct reading *r, size_t i)
{
	if (!is_body(&r->document->blocks[i]))
		return (struct split_sign){0};
	struct tense t = tense_read(&r->tense, block_text(r->document, i));
	return (struct split_sign){score_of(&t), t.signs[TENSE_PAST_TIME] > 0,
				   t.signs[TENSE_PLAN_TIME] > 0};
}

/* A run of undecided blocks [from, to): the border where the mean score changes most, standardised
 * for the sizes of both sides. Returns `to` when the two sides do not both name their time. */
static size_t split_border(const struct reading *r, size_t from, size_t to,
			   struct split_sign *signs)
{
	double all = 0, left = 0, best = 0;
	double total = (double)(to - from);
	size_t border = to, past_times = 0, plan_times = 0;
	for (size_t i = from; i < to; i++) {
		signs[i] = split_sign(r, i);
		all += signs[i].score;
	}
	for (size_t i = from + 1; i < to; i++) {
		left += signs[i - 1].score;
		double before = (double)(i - from), after = total - before;
		double change =
			((all - left) / after - left / before) * sqrt(before * after / total);
		if (change > best) {
			best = change;
			border = i;
		}
	}
	for (size_t i = from; i < to; i++) {
		past_times += i < border && signs[i].past_time;
		plan_times += i >= border && signs[i].plan_time;
	}
	return past_times > 0 && plan_times > 0 ? border : to;
}

static bool wants_split(const struct reading *r, size_t i)
{
	enum section section = (enum section)r->places[i].section;
	return section == SECTION_MIXED ||
	       (section == SECTION_UNKNOWN && r->chinese && !r->article);
}

static void split_sections(struct arena *scratch, struct reading *r)
{
	size_t count = r->document->block_count;
	struct split_sign *signs = arena_array(scratch, struct split_sign, count);
	for (size_t from = 0; from < count;) {
		size_t to = from + 1;
		if (!wants_split(r, from)) {
			from = to;
			continue;
		}
		while (to < count && wants_split(r, to))
			to++;
		size_t border = split_border(r, from, to, signs);
		for (size_t i = from; i < to; i++) {
			if (border == to)
				r->places[i] =
					(struct place){SECTION_UNKNOWN, ORIENTATION_BY_DEFAULT};
			else
				r->places[i] =
					(struct place){i < border ? SECTION_REVIEW : SECTION_PLAN,
						       ORIENTATION_BY_SPLIT};
		}
		from = to;
	}
}

/* ---- sentences ---- */

struct verdict {
	enum orientation orientation;
	enum orientation_rule rule;
};

static struct verdict section_verdict(const struct reading *r, struct place place)
{
	enum orientation_rule rule = (enum orientation_rule)place.rule;
	switch ((enum section)place.section) {
	case SECTION_REVIEW:
		return (struct verdict){ORIENTATION_REVIEW, rule};
	case SECTION_PLAN:
		return (struct verdict){ORIENTATION_PLAN, rule};
	case SECTION_STATE:
		return (struct verdict){ORIENTATION_PRESENT, rule};
	case SECTION_UNKNOWN:
	case SECTION_MIXED:
		break;
	}
	return (struct verdict){r->article ? ORIENTATION_PRESENT : ORIENTATION_PLAN,
				ORIENTATION_BY_DEFAULT};
}

static struct verdict marker(struct verdict section, enum orientation orientation)
{
	if (section.orientation == orientation && section.rule != ORIENTATION_BY_DEFAULT)
		return section;
	return (struct verdict){orientation, ORIENTATION_BY_MARKER};
}

static struct verdict chinese_verdict(const struct tense *t, struct place place,
				      struct verdict section, uint32_t characters)
{
	enum { BEGINNING_BYTES = 40 }; /* 13 characters: a time that the sentence begins with */
	enum { REMARK = 100 };	       /* characters: longer ones go on to what is to be done */
	if (section.orientation == ORIENTATION_PLAN && t->signs[TENSE_STATE] > 0 &&
	    t->signs[TENSE_PLAN] == 0 && characters <= REMARK)
		return marker(section, ORIENTATION_PRESENT);
	bool planned = t->signs[TENSE_PLAN] > 0 || t->signs[TENSE_PLAN_TIME] > 0;
	bool over = t->first_past_time <= BEGINNING_BYTES && t->signs[TENSE_PAST] > 0;
	if (place.section != SECTION_REVIEW && over && !planned && t->signs[TENSE_PLAN_WEAK] == 0)
		return marker(section, ORIENTATION_REVIEW);
	bool to_come = t->signs[TENSE_PLAN] > 0 && t->signs[TENSE_PLAN_TIME] > 0;
	if (place.section != SECTION_PLAN && to_come && t->signs[TENSE_PAST_TIME] == 0)
		return marker(section, ORIENTATION_PLAN);
	return section;
}

static struct verdict latin_verdict(const struct tense *t, struct verdict section)
{
	if (t->signs[TENSE_PLAN] > 0)
		return marker(section, ORIENTATION_PLAN);
	if (t->signs[TENSE_PAST] > 0)
		return marker(section, ORIENTATION_REVIEW);
	if (t->signs[TENSE_PLAN_TIME] > 0)
		return marker(section, ORIENTATION_PLAN);
	if (t->signs[TENSE_PAST_TIME] > 0)
		return marker(section, ORIENTATION_REVIEW);
	if (t->signs[TENSE_PRESENT] > 0)
		return marker(section, t->signs[TENSE_PLAN_TITLE] > 0 ? ORIENTATION_PLAN
								      : ORIENTATION_PRESENT);
	return section;
}

static bool is_formality(const struct tense *t, const struct passage *passage)
{
	enum { ALONE = 15 }; /* characters of a salutation that stands alone */
	return t->signs[TENSE_FORMULA] > 0 || t->signs[TENSE_THANKS] > 0 ||
	       (t->signs[TENSE_VOCATIVE] > 0 && passage->characters <= 2 * ALONE);
}

/* Where a statement of problems reaches: the rest of its paragraph, and the paragraphs below it up
 * to the next heading if it ends in a colon. */
struct trouble {
	uint32_t block;
	bool open, list_follows;
};

static void follow_trouble(struct trouble *trouble, const struct document *d, uint32_t block)
{
	if (block == trouble->block)
		return;
	if (d->blocks[block].kind == BLOCK_HEADING || !trouble->list_follows)
		*trouble = (struct trouble){.block = block};
	trouble->block = block;
}

static struct verdict passage_verdict(const struct reading *r, const struct passage *passage,
				      struct trouble *trouble)
{
	const struct document *d = r->document;
	struct slice text = slice_span(d->text, passage->span);
	struct tense t = tense_read(&r->tense, text);
	struct place place = r->places[passage->block];
	struct verdict section = section_verdict(r, place);
	follow_trouble(trouble, d, passage->block);
	if (t.signs[TENSE_ADMIT] > 0 && t.signs[TENSE_LACK] > 0 && place.section != SECTION_PLAN) {
		struct slice block = block_text(d, passage->block);
		trouble->open = true;
		trouble->list_follows =
			slice_ends(block, SLICE("：")) || slice_ends(block, SLICE(":"));
	}
	if (trouble->open || is_formality(&t, passage))
		return (struct verdict){ORIENTATION_PRESENT, ORIENTATION_BY_PROBLEM};
	if (d->blocks[passage->block].kind == BLOCK_HEADING &&
	    place.rule == ORIENTATION_BY_HEADING && place.section != SECTION_UNKNOWN)
		return section;
	return mostly_han(text) ? chinese_verdict(&t, place, section, passage->characters)
				: latin_verdict(&t, section);
}

static bool is_article(struct slice kind)
{
	static const char *const kinds[] = {"article",	 "news",      "debate", "speech",
					    "statement", "interview", "press"};
	if (slice_find(kind, SLICE("budget"), 0) != SIZE_MAX)
		return false;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (slice_find(kind, slice_from(kinds[i]), 0) != SIZE_MAX)
			return true;
	return false;
}

void orientation_mark(struct arena *scratch, struct document *document)
{
	struct reading r = {.document = document,
			    .places = arena_array(scratch, struct place, document->block_count),
			    .chinese = mostly_han(document->text),
			    .article = is_article(document->metadata.kind)};
	struct trouble trouble = {.block = UINT32_MAX};
	tense_table_init(&r.tense, orientation_year(document));
	read_sections(&r);
	read_preamble(&r);
	split_sections(scratch, &r);
	for (size_t i = 0; i < document->passage_count; i++) {
		struct verdict v = passage_verdict(&r, &document->passages[i], &trouble);
		document->passages[i].orientation = (uint8_t)v.orientation;
		document->passages[i].rule = (uint8_t)v.rule;
	}
}
