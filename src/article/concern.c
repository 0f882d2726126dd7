/* Risks and advice: what is warned of and what is asked for, by whom and for whom. */
#include "article/parts.h"

#include "base/utf8.h"

enum { CONCERNS_OF_UNIT_MOST = 64, CLAUSE_BYTES_MOST = 600 };

size_t article_topic_count(void)
{
	return concern_topic_count;
}

const char *article_topic(size_t index, bool chinese)
{
	return chinese ? concern_topics[index].zh : concern_topics[index].name;
}

static struct code_id code_in(const struct article_work *work, const struct article_unit *unit,
			      struct span span)
{
	const struct document *document = work->document;
	for (uint32_t i = work->first_mention[unit->passage];
	     i < work->first_mention[unit->passage + 1]; i++) {
		const struct mention *m = &document->mentions[i];
		if (m->span.start >= span.end)
			break;
		if (m->span.start >= span.start && m->state != MENTION_REJECTED &&
		    !slice_starts(codebook_code(work->codebook, m->code)->name,
				  SLICE("commitment")) &&
		    !slice_starts(codebook_code(work->codebook, m->code)->name, SLICE("time")))
			return m->code;
	}
	return (struct code_id){0};
}

static void concern_put(struct article_work *work, uint32_t index, enum concern_kind kind,
			size_t topic, struct span span, struct span place)
{
	struct article *article = work->article;
	const struct article_unit *unit = &article->units[index];
	struct article_concern concern = {.unit = index,
					  .kind = (uint8_t)kind,
					  .topic_index = (uint8_t)topic,
					  .topic = concern_topics[topic].name,
					  .topic_zh = concern_topics[topic].zh,
					  .span = span,
					  .code = code_in(work, unit, place)};
	size_t step, bytes, from = span.start;
	const struct cue *cue = NULL;
	/* for whom: the group that stands in the clause */
	while (from < span.end) {
		cue = cue_at(&work->words.subject, work->document->text, from, &bytes);
		if (cue != NULL && (cue->sign >> SUBJECT_GROUP_SHIFT) != 0)
			break;
		cue = NULL;
		utf8_read(work->document->text, from, &step);
		from += step;
	}
	concern.group = cue != NULL ? (uint8_t)(cue->sign >> SUBJECT_GROUP_SHIFT) : unit->group;
	concern.region_start = (uint32_t)article->region_count;
	for (uint32_t i = work->first_region[unit->passage];
	     i < work->first_region[unit->passage + 1]; i++) {
		const struct region_mention *m = &work->document->region_mentions[i];
		if (m->span.start < span.start || m->span.end > span.end)
			continue;
		article->regions = work_grow(work, article->regions, article->region_count,
					     &article->region_capacity, sizeof *article->regions);
		article->regions[article->region_count++] = m->region;
	}
	concern.region_count = (uint32_t)article->region_count - concern.region_start;
	article->concerns = work_grow(work, article->concerns, article->concern_count,
				      &article->concern_capacity, sizeof *article->concerns);
	article->concerns[article->concern_count++] = concern;
}

static bool has(const struct article_work *work, struct span span, unsigned signs)
{
	size_t at, bytes;
	return words_find(&work->words.concern, work->document->text, span.start, span.end, signs,
			  &at, &bytes) != NULL;
}

/* The clause of the unit that holds offset. */
static struct span clause_around(struct slice text, struct span unit, size_t offset)
{
	size_t start = offset, end = offset;
	while (start > unit.start && offset - start < CLAUSE_BYTES_MOST) {
		size_t previous = utf8_previous(text, start);
		if (clause_mark(text, previous) > 0)
			break;
		start = previous;
	}
	while (end < unit.end && clause_mark(text, end) == 0) {
		size_t bytes;
		utf8_read(text, end, &bytes);
		end += bytes;
	}
	start = words_skip(text, start, end, false);
	return (struct span){(uint32_t)start, (uint32_t)end};
}

/* Each topic once in a unit. */
static void risks_of(struct article_work *work, uint32_t index)
{
	const struct article_unit *unit = &work->article->units[index];
	struct slice text = work->document->text;
	struct slice head = {text.at, unit->span.end};
	bool bad = has(work, unit->span, CONCERN_BAD | CONCERN_WARN);
	bool *said = arena_array(work->arena, bool, concern_topic_count);
	size_t count = 0;
	for (size_t at = unit->span.start; at < unit->span.end;) {
		size_t bytes, step;
		const struct cue *cue = cue_at(&work->words.topic, head, at, &bytes);
		utf8_read(text, at, &step);
		if (cue != NULL && cue->sign < concern_topic_count && !said[cue->sign] &&
		    (bad || concern_topics[cue->sign].bad) && count < CONCERNS_OF_UNIT_MOST) {
			said[cue->sign] = true;
			count++;
			concern_put(work, index, CONCERN_RISK, cue->sign,
				    clause_around(text, unit->span, at),
				    (struct span){(uint32_t)at, (uint32_t)(at + bytes)});
		}
		at += cue != NULL ? bytes : step;
	}
	/* A warning of something that the table does not know. */
	if (count == 0 && has(work, unit->span, CONCERN_WARN))
		concern_put(work, index, CONCERN_RISK, concern_topic_count - 1, unit->span,
			    unit->span);
}

static size_t topic_of(const struct article_work *work, struct span span)
{
	size_t at, bytes;
	for (at = span.start; at < span.end;) {
		const struct cue *cue =
			cue_at(&work->words.topic,
			       (struct slice){work->document->text.at, span.end}, at, &bytes);
		if (cue != NULL && cue->sign < concern_topic_count)
			return cue->sign;
		if (cue == NULL)
			utf8_read(work->document->text, at, &bytes);
		at += bytes;
	}
	return concern_topic_count - 1;
}

static void advice_put(struct article_work *work, uint32_t index, size_t start, size_t end)
{
	struct slice text = work->document->text;
	start = words_skip(text, start, end, false);
	while (end > start && clause_mark(text, utf8_previous(text, end)) > 0)
		end = utf8_previous(text, end);
	struct span span = {(uint32_t)start, (uint32_t)end};
	if (start < end)
		concern_put(work, index, CONCERN_ADVICE, topic_of(work, span), span, span);
}

/* Does an example begin here: a word in -ing, or a group of regions, or a verb in Chinese? */
static bool example_begins(const struct article_work *work, size_t at, size_t end)
{
	struct slice text = work->document->text;
	size_t bytes;
	at = words_skip(text, at, end, true);
	if (at + 4 < end && slice_is((struct slice){text.at + at, 4}, "and "))
		at += 4;
	const struct cue *cue = cue_at(&work->words.subject, text, at, &bytes);
	if (cue != NULL && ((cue->sign >> SUBJECT_GROUP_SHIFT) != 0 ||
			    (cue->sign & (SUBJECT_VERB | SUBJECT_CARRY)) != 0))
		return true;
	size_t after = at;
	while (after < end && cue_is_word_byte(text.at[after]))
		after++;
	return after > at + 4 && slice_ends((struct slice){text.at + at, after - at}, SLICE("ing"));
}

/* The examples behind "such as" are pieces of advice of their own. */
static void examples(struct article_work *work, uint32_t index, size_t start, size_t end)
{
	struct slice text = work->document->text;
	size_t open = start;
	for (size_t at = start; at < end;) {
		size_t bytes, mark = clause_mark(text, at);
		utf8_read(text, at, &bytes);
		if (mark > 0 && at > open && example_begins(work, at + mark, end)) {
			advice_put(work, index, open, at);
			open = at + mark;
		}
		at += bytes;
	}
	advice_put(work, index, open, end);
}

static void advice_of(struct article_work *work, uint32_t index)
{
	const struct article_unit *unit = &work->article->units[index];
	struct slice text = work->document->text;
	size_t must, bytes, at;
	if (words_find(&work->words.concern, text, unit->span.start, unit->span.end, CONCERN_MUST,
		       &must, &bytes) == NULL) {
		if (!unit->advised)
			return;
		must = unit->span.start;
	}
	if (has(work, unit->span, CONCERN_SEVERAL) ||
	    (has(work, unit->span, CONCERN_WARN) && !has(work, unit->span, CONCERN_EXAMPLE)))
		return;
	const struct cue *example = words_find(&work->words.concern, text, must, unit->span.end,
					       CONCERN_EXAMPLE, &at, &bytes);
	if (example != NULL && example_begins(work, at + bytes, unit->span.end)) {
		advice_put(work, index, unit->span.start, at);
		examples(work, index, at + bytes, unit->span.end);
		return;
	}
	advice_put(work, index, unit->span.start, unit->span.end);
}

void concern_read(struct article_work *work)
{
	for (uint32_t i = 0; i < work->article->unit_count; i++)
		if (!work->article->units[i].tag && work->article->units[i].region_count == 0)
			risks_of(work, i);
	for (uint32_t i = 0; i < work->article->unit_count; i++) {
		const struct article_unit *unit = &work->article->units[i];
		/* Regions' own proposals are claims; what the reporter asks for is advice only
		 * when it is said to a group. */
		bool asked = unit->speaker != ARTICLE_NOBODY || unit->group != GROUP_NONE;
		if (!unit->tag && unit->region_count == 0 && asked)
			advice_of(work, i);
	}
}
