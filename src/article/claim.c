/* What regions are said to plan: an item of a list is a claim of its own. */
#include "article/parts.h"

#include <string.h>

#include "base/buffer.h"
#include "base/utf8.h"

enum {
	ITEM_CHARACTERS_MOST = 60,
	ITEMS_MOST = 512,
	SERIES_BYTES_MOST = 64, /* from the last comma of a list to its "and" */
};

/* Pieces of a unit between commas, 、 and the words for "and". */
struct items {
	struct span at[ITEMS_MOST];
	bool joined[ITEMS_MOST]; /* with the item before: by 、, and, 和, or a comma in a series */
	size_t count;
};

bool article_tells(struct slice code_name)
{
	static const char *const axes[] = {"commitment", "time", "risk"};
	for (size_t i = 0; i < sizeof axes / sizeof *axes; i++) {
		struct slice axis = slice_from(axes[i]);
		if (slice_starts(code_name, axis) &&
		    (code_name.length == axis.length || code_name.at[axis.length] == '.'))
			return false;
	}
	return true;
}

static struct article_claim *claim_put(struct article_work *work, struct article_claim claim)
{
	struct article *article = work->article;
	article->claims = work_grow(work, article->claims, article->claim_count,
				    &article->claim_capacity, sizeof *article->claims);
	article->claims[article->claim_count] = claim;
	return &article->claims[article->claim_count++];
}

/* Index of the first mention of the unit's passage that starts at or after offset. */
static uint32_t mention_from(const struct article_work *work, const struct article_unit *unit,
			     uint32_t offset)
{
	uint32_t low = work->first_mention[unit->passage];
	uint32_t high = work->first_mention[unit->passage + 1];
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (work->document->mentions[middle].span.start < offset)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The next mention at or after *next that starts before end and tells what, or NULL. */
static const struct mention *mention_next(const struct article_work *work,
					  const struct article_unit *unit, uint32_t end,
					  uint32_t *next)
{
	while (*next < work->first_mention[unit->passage + 1]) {
		const struct mention *m = &work->document->mentions[(*next)++];
		if (m->span.start >= end)
			return NULL;
		if (m->state != MENTION_REJECTED &&
		    article_tells(codebook_code(work->codebook, m->code)->name))
			return m;
	}
	return NULL;
}

/* Nothing but a thing: no verb of doing, and short. */
static bool is_thing(const struct article_work *work, struct span item)
{
	struct slice text = work->document->text;
	size_t at, bytes;
	if (utf8_count(slice_span(text, item)) > ITEM_CHARACTERS_MOST)
		return false;
	return words_find(&work->words.subject, text, item.start, item.end,
			  SUBJECT_VERB | SUBJECT_CARRY | SUBJECT_SAYS, &at, &bytes) == NULL;
}

/* 有色金属和低空经济: a code right behind the word for "and", and one before it. */
static bool coded_on_both_sides(const struct article_work *work, const struct article_unit *unit,
				size_t start, size_t at, size_t behind)
{
	uint32_t before = mention_from(work, unit, (uint32_t)start);
	uint32_t next = mention_from(work, unit, (uint32_t)behind);
	const struct mention *m = mention_next(work, unit, (uint32_t)behind + 1, &next);
	return m != NULL && m->span.start == behind &&
	       mention_next(work, unit, (uint32_t)at, &before) != NULL;
}

/* Bytes of what stands between two items at offset, 0 if nothing does. comma: where the last comma
 * stood, so that A, B and C is a list and "science and technology" is one thing. */
static size_t joint_at(const struct article_work *work, const struct article_unit *unit,
		       size_t start, size_t at, size_t comma, bool marks, bool *list)
{
	struct slice text = work->document->text;
	struct slice rest = {text.at + at, unit->span.end - at};
	*list = true;
	if (slice_starts(rest, SLICE("、")) || slice_starts(rest, SLICE("以及")))
		return slice_starts(rest, SLICE("、")) ? 3 : 6;
	if ((slice_starts(rest, SLICE("和")) || slice_starts(rest, SLICE("及"))) &&
	    (marks || coded_on_both_sides(work, unit, start, at, at + 3)))
		return 3;
	if (slice_starts(rest, SLICE(" and ")) &&
	    (coded_on_both_sides(work, unit, start, at, at + 5) ||
	     (at - comma <= SERIES_BYTES_MOST &&
	      is_thing(work, (struct span){(uint32_t)start, (uint32_t)at}))))
		return 5;
	*list = false;
	if (slice_starts(rest, SLICE("，")) || slice_starts(rest, SLICE("：")))
		return 3;
	size_t bytes = clause_mark(text, at);
	return bytes == 1 && text.at[at] == ',' ? 1 : 0;
}

static void item_put(struct slice text, struct items *items, size_t start, size_t end, bool joined)
{
	struct span item = {(uint32_t)words_skip(text, start, end, false), (uint32_t)end};
	if (slice_starts(slice_span(text, item), SLICE("and "))) {
		item.start += 4;
		joined = true;
	}
	while (item.end > item.start && clause_mark(text, utf8_previous(text, item.end)) > 0)
		item.end = (uint32_t)utf8_previous(text, item.end);
	if (item.start >= item.end)
		return;
	items->joined[items->count] = joined && items->count > 0;
	items->at[items->count++] = item;
}

static void items_cut(const struct article_work *work, const struct article_unit *unit,
		      struct items *items)
{
	struct slice text = work->document->text;
	bool marks = slice_find(slice_span(text, unit->span), SLICE("、"), 0) != SIZE_MAX;
	size_t start = unit->span.start, at = unit->span.start, comma = 0;
	bool joined = false, list;
	items->count = 0;
	while (at < unit->span.end && items->count + 1 < ITEMS_MOST) {
		size_t bytes;
		size_t joint = joint_at(work, unit, start, at, comma, marks, &list);
		if (joint == 0) {
			utf8_read(text, at, &bytes);
			at += bytes;
			continue;
		}
		item_put(text, items, start, at, joined);
		if (!list)
			comma = at;
		joined = list;
		start = at += joint;
	}
	item_put(text, items, start, unit->span.end, joined);
}

/* In a series of commas that ends with "and", all members are joined: A, B, and C. */
static void join_series(const struct article_work *work, struct items *items)
{
	struct slice text = work->document->text;
	for (size_t i = items->count; i-- > 1;) {
		if (!items->joined[i])
			continue;
		for (size_t k = i; k-- > 1 && !items->joined[k];) {
			if (!is_thing(work, items->at[k]) || text.at[items->at[k].start - 2] != ',')
				break;
			items->joined[k] = true;
		}
	}
}

/* The first item begins behind the subject and its verb of saying, and a list behind the words that
 * open it: "Zhejiang proposes to", "in fields such as". */
static struct span without_opening(const struct article_work *work, const struct article_unit *unit,
				   struct span item, bool list)
{
	struct slice text = work->document->text;
	size_t at, bytes, from = item.start;
	bool subject = unit->subject_end > from && unit->subject_end < item.end;
	if (subject || unit->carried) {
		from = words_skip(text, subject ? unit->subject_end : from, item.end, true);
		while (from < item.end &&
		       words_at(&work->words.subject, text, from, SUBJECT_SAYS, &bytes) != NULL)
			from = words_skip(text, from + bytes, item.end, false);
	}
	while (list && words_find(&work->words.concern, text, from, item.end, CONCERN_LIST, &at,
				  &bytes) != NULL)
		from = words_skip(text, at + bytes, item.end, false);
	return from < item.end ? (struct span){(uint32_t)from, item.end} : item;
}

/* Without a quotation mark at an end whose partner stands elsewhere. */
static struct span without_half_quotes(struct slice text, struct span item)
{
	size_t count = 0, first = 0, last = 0;
	bool opens, closes;
	for (size_t at = item.start, bytes; at < item.end; at += bytes) {
		utf8_read(text, at, &bytes);
		if (quote_mark(text, at, &opens, &closes) == 0)
			continue;
		first = count == 0 ? at : first;
		last = at;
		count++;
	}
	if (count != 1)
		return item;
	if (first == item.start)
		item.start = (uint32_t)words_skip(text, item.start, item.end, true);
	else if (last + quote_mark(text, last, &opens, &closes) == item.end)
		item.end = (uint32_t)last;
	return item;
}

static const char *level_of(const struct article_work *work, struct span span)
{
	size_t at, bytes;
	const struct cue *cue =
		words_find(&work->words.concern, work->document->text, span.start, span.end,
			   CONCERN_NATIONAL | CONCERN_GLOBAL | CONCERN_REGIONAL, &at, &bytes);
	if (cue == NULL)
		return "";
	return (cue->sign & CONCERN_NATIONAL) != 0 ? "national"
	       : (cue->sign & CONCERN_GLOBAL) != 0 ? "global"
						   : "regional";
}

static struct slice qualifiers_of(const struct article_work *work, struct span span)
{
	struct slice text = work->document->text;
	struct buffer words;
	buffer_init(&words);
	size_t at, bytes, from = span.start;
	while (words_find(&work->words.concern, text, from, span.end, CONCERN_QUALIFIER, &at,
			  &bytes) != NULL) {
		buffer_printf(&words, "%s%.*s", words.length > 0 ? ", " : "", (int)bytes,
			      text.at + at);
		from = at + bytes;
	}
	struct slice copy = arena_copy(work->arena, buffer_slice(&words));
	buffer_release(&words);
	return copy;
}

/* One claim for each region of the unit. */
static void claim_thing(struct article_work *work, uint32_t index, struct code_id code,
			struct span what, struct span clause_span)
{
	const struct article_unit *unit = &work->article->units[index];
	struct slice clause = slice_span(work->document->text, clause_span);
	struct article_claim claim = {.unit = index,
				      .code = code,
				      .what = what,
				      .kind = unit->region_count > 0 ? CLAIM_PLAN : CLAIM_GROUP,
				      .commitment =
					      (uint8_t)commitment_of(&work->commitments, clause),
				      .level = level_of(work, what),
				      .qualifiers = qualifiers_of(work, what),
				      .bound = ""};
	if (unit->region_count == 0)
		claim_put(work, claim);
	for (uint32_t i = 0; i < unit->region_count; i++) {
		claim.region = work->article->regions[unit->region_start + i];
		claim_put(work, claim);
	}
}

/* The codes of an item, each once; how many. */
static size_t item_codes(struct article_work *work, uint32_t index, struct span item,
			 struct span what, struct span clause)
{
	const struct article_unit *unit = &work->article->units[index];
	bool *said = arena_array(work->arena, bool, work->codebook->code_count + 1);
	uint32_t next = mention_from(work, unit, item.start);
	const struct mention *m;
	size_t count = 0;
	while ((m = mention_next(work, unit, item.end, &next)) != NULL) {
		if (said[m->code.value])
			continue;
		said[m->code.value] = true;
		claim_thing(work, index, m->code, what, clause);
		count++;
	}
	return count;
}

/* Does the piece say what is done, so that it is a claim although no code stands in it? */
static bool says_what(const struct article_work *work, struct span item)
{
	struct slice text = work->document->text;
	size_t at, bytes;
	return words_find(&work->words.subject, text, item.start, item.end,
			  SUBJECT_VERB | SUBJECT_CARRY, &at, &bytes) != NULL ||
	       commitment_of(&work->commitments, slice_span(text, item)) != COMMITMENT_NONE;
}

/* Pieces first..last: a list that hangs together, or one clause. */
static void claims_of_run(struct article_work *work, uint32_t index, const struct items *items,
			  size_t first, size_t last)
{
	const struct article_unit *unit = &work->article->units[index];
	struct span clause = {items->at[first].start, items->at[last].end};
	bool list = last > first;
	for (size_t i = first; i <= last; i++) {
		struct span item = items->at[i];
		struct slice words = slice_span(work->document->text, item);
		if (slice_starts(words, SLICE("which ")) || slice_starts(words, SLICE("who ")))
			continue; /* said in passing */
		struct span what = i == first ? without_opening(work, unit, item, list) : item;
		what = without_half_quotes(work->document->text, what);
		if (item_codes(work, index, item, what, clause) > 0)
			continue;
		/* What leads to the subject without a code only says why. */
		if (unit->subject_end > item.end)
			continue;
		if (list || says_what(work, item))
			claim_thing(work, index, (struct code_id){0}, what, clause);
	}
}

static void claims_of(struct article_work *work, uint32_t index)
{
	struct items *items = arena_new(work->arena, struct items);
	size_t before = work->article->claim_count;
	items_cut(work, &work->article->units[index], items);
	join_series(work, items);
	for (size_t first = 0, last; first < items->count; first = last + 1) {
		for (last = first; last + 1 < items->count && items->joined[last + 1];)
			last++;
		claims_of_run(work, index, items, first, last);
	}
	struct span whole = work->article->units[index].span;
	if (work->article->claim_count == before)
		claim_thing(work, index, (struct code_id){0}, whole, whole);
}

/* Releases: the regions named in a clause that says that documents are out. */
static bool releases_of(struct article_work *work, uint32_t index)
{
	const struct article_unit *unit = &work->article->units[index];
	struct slice text = work->document->text;
	const struct document *document = work->document;
	size_t at, bytes;
	if (words_find(&work->words.subject, text, unit->span.start, unit->span.end,
		       SUBJECT_RELEASE, &at, &bytes) == NULL)
		return false;
	size_t plan, plan_bytes;
	if (words_find(&work->words.subject, text, unit->span.start, unit->span.end, SUBJECT_PLAN,
		       &plan, &plan_bytes) == NULL)
		return false;
	for (uint32_t i = work->first_region[unit->passage];
	     i < work->first_region[unit->passage + 1]; i++) {
		const struct region_mention *m = &document->region_mentions[i];
		if (m->span.start < unit->span.start || m->span.end > unit->span.end)
			continue;
		claim_put(work, (struct article_claim){.unit = index,
						       .region = m->region,
						       .kind = CLAIM_RELEASE,
						       .what = unit->span,
						       .level = "",
						       .bound = ""});
	}
	return true;
}

/* "more than 15 regions", 已有超过15个省份: the number and its bound. */
static void counts_of(struct article_work *work, uint32_t index)
{
	const struct article_unit *unit = &work->article->units[index];
	struct slice text = work->document->text;
	for (size_t at = unit->span.start; at < unit->span.end; at++) {
		if (text.at[at] < '0' || text.at[at] > '9' ||
		    (at > unit->span.start && cue_is_word_byte(text.at[at - 1])))
			continue;
		int64_t number = 0;
		size_t after = at, bytes;
		for (; after < unit->span.end && text.at[after] >= '0' && text.at[after] <= '9' &&
		       after - at < 9;
		     after++)
			number = number * 10 + (text.at[after] - '0');
		struct slice head = {text.at + unit->span.start, at - unit->span.start};
		while (head.length > 0 && head.at[head.length - 1] == ' ')
			head.length--;
		size_t noun = words_skip(text, after, unit->span.end, false);
		const struct cue *before =
			cue_before(&work->words.subject, head, head.length, &bytes);
		const struct cue *more =
			words_at(&work->words.subject, text, noun, SUBJECT_AT_LEAST, &bytes);
		if (more != NULL)
			noun += bytes - (bytes > 3 ? 3 : 0); /* 余|个: the measure word stays */
		if (words_at(&work->words.subject, text, noun, SUBJECT_REGIONS, &bytes) == NULL)
			continue;
		bool least = more != NULL || (before != NULL && (before->sign & SUBJECT_AT_LEAST));
		bool about = before != NULL && (before->sign & SUBJECT_ABOUT) != 0;
		claim_put(work, (struct article_claim){.unit = index,
						       .kind = CLAIM_COUNT,
						       .number = number,
						       .what = unit->span,
						       .level = "",
						       .bound = least	? "at least"
								: about ? "about"
									: "exactly"});
		at = after;
	}
}

/* A clause of warning or advice plans nothing. */
static bool advises(const struct article_work *work, const struct article_unit *unit)
{
	size_t at, bytes;
	return unit->advised ||
	       (unit->speaker != ARTICLE_NOBODY &&
		words_find(&work->words.concern, work->document->text, unit->span.start,
			   unit->span.end, CONCERN_MUST | CONCERN_WARN, &at, &bytes) != NULL);
}

void claim_read(struct article_work *work)
{
	struct slice text = work->document->text;
	for (uint32_t i = 0; i < work->article->unit_count; i++) {
		const struct article_unit *unit = &work->article->units[i];
		if (unit->tag)
			continue;
		counts_of(work, i);
		bool released = releases_of(work, i);
		if (unit->region_count == 0 &&
		    (unit->group == GROUP_NONE || unit->group == GROUP_ALL ||
		     unit->group == GROUP_SOME))
			continue;
		size_t at, bytes;
		bool acts = unit->carried ||
			    words_find(&work->words.subject, text, unit->subject_end,
				       unit->span.end, SUBJECT_VERB, &at, &bytes) != NULL;
		if (acts && !advises(work, unit) && !(released && unit->region_count == 0))
			claims_of(work, i);
	}
}
