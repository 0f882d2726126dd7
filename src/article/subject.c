/* Clauses with one subject: which region a clause speaks of, and by which rule. */
#include "article/parts.h"

#include "base/utf8.h"

/* How far back a list of names is looked for, in bytes. */
enum { CLAUSE_BYTES_MOST = 400, ASIDE_BYTES_MOST = 60 };

struct subject {
	uint32_t region_start, region_count;
	uint8_t group;
	uint32_t end; /* of its words */
	const char *rule;
};

static void region_put(struct article_work *work, struct region_id region)
{
	struct article *article = work->article;
	article->regions = work_grow(work, article->regions, article->region_count,
				     &article->region_capacity, sizeof *article->regions);
	article->regions[article->region_count++] = region;
}

/* Skips and, 和, 、 and commas between the names of a list. */
static size_t list_mark(struct slice text, size_t at, size_t end)
{
	static const char *const marks[] = {"、", "，", "和", "与", "及", "以及", ",", "and ", "&"};
	size_t before = at;
	at = words_skip(text, at, end, false);
	for (int round = 0; round < 2; round++)
		for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
			struct slice mark = slice_from(marks[i]);
			struct slice rest = {text.at + at, end - at};
			if (slice_starts(rest, mark))
				at = words_skip(text, at + mark.length, end, false);
		}
	return at == before ? SIZE_MAX : at;
}

/* Takes the names from `at` on; the end of the last one. */
static size_t take_regions(struct article_work *work, uint32_t passage, size_t at, size_t end,
			   const char **rule)
{
	const struct document *document = work->document;
	size_t last = at;
	*rule = "subject";
	for (;;) {
		const struct region_mention *first = region_at(work, passage, (uint32_t)at);
		if (first == NULL)
			return last;
		const struct region_mention *stop =
			document->region_mentions + work->first_region[passage + 1];
		for (const struct region_mention *m = first;
		     m < stop && m->span.start == first->span.start; m++)
			region_put(work, m->region);
		if (work->gazetteer->names[first->name].kind == REGION_NAME_GROUP)
			*rule = "group";
		else if (last != at)
			*rule = "list of subjects";
		last = first->span.end;
		/* 川渝: names side by side */
		if (region_at(work, passage, (uint32_t)last) != NULL) {
			at = last;
			continue;
		}
		at = list_mark(document->text, last, end);
		if (at == SIZE_MAX)
			return last;
	}
}

static size_t clause_end(struct slice text, size_t at, size_t end)
{
	while (at < end && clause_mark(text, at) == 0) {
		size_t bytes;
		utf8_read(text, at, &bytes);
		at += bytes;
	}
	return at;
}

/* Is something said of the subject that ends at `at`? A name inside a longer one (Nankai
 * University, 山东大学) is no subject. */
static bool does_something(const struct article_work *work, size_t at, size_t end)
{
	struct slice text = work->document->text;
	size_t bytes, where;
	size_t next = words_skip(text, at, end, false);
	if (words_at(&work->words.subject, text, next, SUBJECT_NOT, &bytes) != NULL)
		return false;
	/* "Anhui, by contrast, proposes": what stands between two commas is passed over. */
	size_t comma = clause_end(text, at, end);
	if (comma == next && comma < end) {
		size_t second = clause_end(text, comma + clause_mark(text, comma), end);
		if (second < end && second - comma <= ASIDE_BYTES_MOST)
			at = second + clause_mark(text, second);
	}
	return words_find(&work->words.subject, text, at, clause_end(text, at, end),
			  SUBJECT_VERB | SUBJECT_RELEASE, &where, &bytes) != NULL;
}

static uint8_t group_at(const struct article_work *work, size_t at, size_t *bytes)
{
	const struct cue *cue = cue_at(&work->words.subject, work->document->text, at, bytes);
	return cue == NULL ? GROUP_NONE : (uint8_t)(cue->sign >> SUBJECT_GROUP_SHIFT);
}

/* 西部的甘肃, "western Gansu": where the region behind the words of a group stands, or SIZE_MAX. */
static size_t region_of_group(const struct article_work *work, uint32_t passage, size_t at,
			      size_t end)
{
	struct slice text = work->document->text;
	if (slice_starts((struct slice){text.at + at, end - at}, SLICE("的")))
		at += 3;
	at = words_skip(text, at, end, false);
	return region_at(work, passage, (uint32_t)at) != NULL ? at : SIZE_MAX;
}

static bool subject_at(struct article_work *work, uint32_t passage, size_t at, size_t end,
		       struct subject *subject)
{
	struct slice text = work->document->text;
	size_t bytes;
	*subject = (struct subject){0};
	for (int round = 0; round < 4; round++) {
		at = words_skip(text, at, end, true);
		uint8_t group = group_at(work, at, &bytes);
		size_t named = group != GROUP_NONE ? region_of_group(work, passage, at + bytes, end)
						   : SIZE_MAX;
		if (named != SIZE_MAX) {
			at = named;
			break;
		}
		if (group != GROUP_NONE) {
			subject->group = group;
			subject->end = (uint32_t)(at + bytes);
			subject->rule = "group";
			return does_something(work, at + bytes, end);
		}
		if (region_at(work, passage, (uint32_t)at) != NULL)
			break;
		if (words_at(&work->words.subject, text, at, SUBJECT_OPENER, &bytes) == NULL)
			return false;
		at += bytes;
	}
	if (region_at(work, passage, (uint32_t)at) == NULL)
		return false;
	size_t before = work->article->region_count;
	size_t last = take_regions(work, passage, at, end, &subject->rule);
	if (!does_something(work, last, end)) {
		work->article->region_count = before;
		return false;
	}
	subject->region_start = (uint32_t)before;
	subject->region_count = (uint32_t)(work->article->region_count - before);
	subject->end = (uint32_t)last;
	return true;
}

/* Words that only lead to the subject behind them: "Focusing on ..., Hunan proposes". */
static bool leads(const struct article_work *work, size_t start, size_t end)
{
	struct slice text = work->document->text;
	size_t at = words_skip(text, start, end, true);
	for (int round = 0; round < 4 && at < end; round++) {
		size_t bytes;
		const struct cue *cue = cue_at(&work->words.subject, text, at, &bytes);
		if (cue != NULL && (cue->sign & SUBJECT_LEAD) != 0)
			return true;
		if (cue == NULL || (cue->sign & SUBJECT_OPENER) == 0)
			return false;
		at = words_skip(text, at + bytes, end, true);
	}
	return at >= end;
}

/* "..., Shandong and Fujian to build" behind "with Zhejiang" goes on with a list. */
static bool goes_on_with_list(const struct article_work *work, uint32_t passage, size_t start,
			      size_t mark)
{
	struct slice text = work->document->text;
	size_t bytes, at;
	if (mark > start + CLAUSE_BYTES_MOST)
		start = mark - CLAUSE_BYTES_MOST;
	if (mark <= start ||
	    words_find(&work->words.subject, text, start, mark, SUBJECT_APART, &at, &bytes) != NULL)
		return false;
	size_t previous = utf8_previous(text, mark);
	return region_within(work, passage, (struct span){(uint32_t)previous, (uint32_t)mark});
}

struct cutter {
	struct article_work *work;
	uint32_t passage;
	size_t end;
	struct article_unit unit; /* open */
	bool has_subject;
	size_t next_tag, next_range, current_range; /* SIZE_MAX: the reporter */
};

static struct span trimmed(struct slice text, size_t start, size_t end)
{
	start = words_skip(text, start, end, true);
	while (end > start) {
		size_t previous = utf8_previous(text, end), bytes;
		bool opens, closes;
		uint32_t c = utf8_read(text, previous, &bytes);
		if (!is_space(c) && c != ',' && c != 0xFF0C && c != ';' && c != 0xFF1B &&
		    !(quote_mark(text, previous, &opens, &closes) > 0 && opens && !closes))
			break;
		end = previous;
	}
	return (struct span){(uint32_t)start, (uint32_t)end};
}

static void unit_close(struct cutter *cutter, size_t end)
{
	struct article_work *work = cutter->work;
	struct article *article = work->article;
	struct article_unit unit = cutter->unit;
	unit.span = trimmed(work->document->text, unit.span.start, end);
	if (unit.span.start >= unit.span.end)
		return;
	/* A mark alone is no unit. */
	if (clause_end(work->document->text, unit.span.start, unit.span.end) == unit.span.start &&
	    unit.span.end - unit.span.start <= 4)
		return;
	article->units = work_grow(work, article->units, article->unit_count, &work->unit_capacity,
				   sizeof *article->units);
	article->units[article->unit_count++] = unit;
}

static void unit_open(struct cutter *cutter, size_t start)
{
	const struct article_work *work = cutter->work;
	cutter->unit = (struct article_unit){.span = {(uint32_t)start, (uint32_t)start},
					     .passage = cutter->passage,
					     .speaker = ARTICLE_NOBODY,
					     .voice_rule = "",
					     .region_rule = ""};
	cutter->has_subject = false;
	if (cutter->current_range == SIZE_MAX)
		return;
	const struct voice_range *range = &work->ranges[cutter->current_range];
	cutter->unit.speaker = range->speaker;
	cutter->unit.voice = range->voice;
	cutter->unit.advised = range->advises;
	cutter->unit.voice_rule = range->rule;
}

/* Follows the voices up to `at`; true when another one speaks from here on. */
static bool voice_changes(struct cutter *cutter, size_t at)
{
	const struct article_work *work = cutter->work;
	size_t before = cutter->current_range;
	while (cutter->next_range < work->range_count &&
	       work->ranges[cutter->next_range].span.start <= at)
		cutter->current_range = cutter->next_range++;
	if (cutter->current_range != SIZE_MAX &&
	    work->ranges[cutter->current_range].span.end <= at) {
		/* Back to a voice that holds this one, if it is near. */
		size_t outer = SIZE_MAX;
		for (size_t i = cutter->current_range, far = 0; i-- > 0 && far < 4; far++)
			if (outer == SIZE_MAX && work->ranges[i].span.end > at)
				outer = i;
		cutter->current_range = outer;
	}
	return cutter->current_range != before;
}

/* A second subject without a comma: "Gansu plans wind power and Ningxia is expanding". The verb
 * must stand right behind it, or "with Hubei and Hunan to build" would be one. */
static bool joined_subject(const struct cutter *cutter, size_t at)
{
	static const char *const joints[] = {" and ", " while ", " but "};
	const struct article_work *work = cutter->work;
	struct slice text = work->document->text, rest = {text.at + at, cutter->end - at};
	for (size_t i = 0; i < sizeof joints / sizeof *joints; i++) {
		struct slice joint = slice_from(joints[i]);
		if (!slice_starts(rest, joint))
			continue;
		size_t name = at + joint.length, bytes;
		const struct region_mention *region =
			region_at(work, cutter->passage, (uint32_t)name);
		if (region == NULL)
			return false;
		size_t verb = words_skip(text, region->span.end, cutter->end, false);
		return words_at(&work->words.subject, text, verb, SUBJECT_VERB, &bytes) != NULL;
	}
	return false;
}

static void subject_take(struct cutter *cutter, size_t at, size_t mark)
{
	struct subject subject;
	struct article_work *work = cutter->work;
	size_t start = cutter->unit.span.start;
	if (goes_on_with_list(work, cutter->passage, start, mark))
		return;
	if (!subject_at(work, cutter->passage, at, cutter->end, &subject))
		return;
	if (cutter->has_subject || (at > start && !leads(work, start, at))) {
		unit_close(cutter, at);
		unit_open(cutter, at);
	}
	cutter->has_subject = true;
	cutter->unit.group = subject.group;
	cutter->unit.region_start = subject.region_start;
	cutter->unit.region_count = subject.region_count;
	cutter->unit.region_rule = subject.rule;
	cutter->unit.subject_end = subject.end;
}

/* A tag is a unit of its own; where it ends, the next one begins. */
static size_t tag_unit(struct cutter *cutter, size_t at)
{
	const struct speech_tag *tag = &cutter->work->tags[cutter->next_tag++];
	unit_close(cutter, at);
	unit_open(cutter, at);
	cutter->unit.tag = true;
	cutter->unit.speaker = tag->speaker;
	size_t end = tag->span.end > at ? tag->span.end : at;
	unit_close(cutter, end);
	return end;
}

/* Semicolons, and ends of sentences inside a quotation, which is one passage. */
static bool ends_unit(struct slice text, size_t at, uint32_t mark, size_t end)
{
	if (mark == ';' || mark == 0xFF1B || mark == 0x3002 || mark == 0xFF01 || mark == 0xFF1F)
		return true;
	if (mark != '.' && mark != '!' && mark != '?')
		return false;
	return at >= 3 && at + 2 < end && text.at[at + 1] == ' ' && text.at[at + 2] >= 'A' &&
	       text.at[at + 2] <= 'Z' && cue_is_word_byte(text.at[at - 1]) &&
	       cue_is_word_byte(text.at[at - 2]) && cue_is_word_byte(text.at[at - 3]);
}

static void cut(struct cutter *cutter)
{
	struct article_work *work = cutter->work;
	struct slice text = work->document->text;
	size_t at = work->document->passages[cutter->passage].span.start;
	voice_changes(cutter, at);
	unit_open(cutter, at);
	subject_take(cutter, at, at);
	while (at < cutter->end) {
		if (cutter->next_tag < work->tag_count &&
		    work->tags[cutter->next_tag].span.start <= at) {
			at = tag_unit(cutter, at);
			voice_changes(cutter, at);
			unit_open(cutter, at);
			subject_take(cutter, at, at);
			continue;
		}
		if (voice_changes(cutter, at)) {
			unit_close(cutter, at);
			unit_open(cutter, at);
			subject_take(cutter, at, at);
		}
		size_t bytes, mark = clause_mark(text, at);
		uint32_t c = utf8_read(text, at, &bytes);
		if (mark > 0) {
			if (ends_unit(text, at, c, cutter->end)) {
				bool ends = c != ';' && c != 0xFF1B;
				unit_close(cutter, ends ? at + mark : at);
				unit_open(cutter, at + mark);
			}
			subject_take(cutter, at + mark, at);
		} else if (c == ' ' && joined_subject(cutter, at)) {
			subject_take(cutter, at + 1, at + 1);
		}
		at += bytes;
	}
	unit_close(cutter, cutter->end);
}

static bool carries(const struct article_work *work, const struct article_unit *unit)
{
	size_t bytes;
	struct slice text = work->document->text;
	size_t at = words_skip(text, unit->span.start, unit->span.end, true);
	return words_at(&work->words.subject, text, at, SUBJECT_CARRY, &bytes) != NULL;
}

/* Units without a subject of their own take that of the unit before, where the text goes on. */
static void carry(struct article_work *work)
{
	struct article *article = work->article;
	const struct article_unit *last = NULL;
	for (size_t i = 0; i < article->unit_count; i++) {
		struct article_unit *unit = &article->units[i];
		if (unit->tag)
			continue;
		bool own = unit->region_count > 0 || unit->group != GROUP_NONE;
		if (!own && last != NULL && last->speaker == unit->speaker) {
			bool same_sentence = last->passage == unit->passage;
			bool near = unit->passage - last->passage <= 1 &&
				    work->document->passages[last->passage].block ==
					    work->document->passages[unit->passage].block;
			if (same_sentence || (near && carries(work, unit))) {
				unit->region_start = last->region_start;
				unit->region_count = last->region_count;
				unit->group = last->group;
				unit->carried = true;
				unit->subject_end = unit->span.start;
				unit->region_rule =
					same_sentence ? "same sentence" : "carried over";
				own = true;
			}
		}
		last = own ? unit : NULL;
	}
}

void subject_read(struct article_work *work)
{
	struct cutter cutter = {.work = work, .current_range = SIZE_MAX};
	for (uint32_t p = 0; p < work->document->passage_count; p++) {
		cutter.passage = p;
		cutter.end = work->document->passages[p].span.end;
		cut(&cutter);
	}
	carry(work);
}
