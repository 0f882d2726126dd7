/* Who speaks: names with post and organisation, beside a verb of saying. */
#include "article/parts.h"

#include <string.h>

#include "base/utf8.h"

enum {
	NAME_WORDS_MOST = 3,
	DESCRIPTION_BYTES_MOST = 240, /* post and organisation of one person */
	LINE_CHARACTERS_MOST = 60,    /* the same in Han characters */
	CLAUSE_BYTES_MOST = 400,
};

/* A person as a tag names one, before it is looked up. */
struct person {
	struct slice name, post, organisation;
	struct span span; /* of all of it */
	bool pronoun;
};

static bool capital_word(struct slice text, size_t at, size_t end, size_t *after)
{
	if (at >= end || text.at[at] < 'A' || text.at[at] > 'Z')
		return false;
	size_t i = at + 1;
	while (i < end && (cue_is_word_byte(text.at[i]) || text.at[i] == '-' || text.at[i] == '\''))
		i++;
	*after = i;
	return i - at >= 2;
}

static bool no_person(const struct article_work *work, struct slice text, size_t at)
{
	size_t bytes;
	return words_at(&work->words.speech, text, at,
			SPEECH_NO_PERSON | SPEECH_POST | SPEECH_GO_ON | SPEECH_VIEW,
			&bytes) != NULL;
}

/* End of a Latin name of two or three words at offset, 0 if none stands there. */
static size_t latin_name(const struct article_work *work, uint32_t passage, size_t at, size_t end)
{
	struct slice text = work->document->text;
	size_t i = at, after = 0, words = 0, last = 0;
	while (capital_word(text, i, end, &after)) {
		if (no_person(work, text, i))
			return 0;
		words++;
		last = after;
		if (after + 1 >= end || text.at[after] != ' ')
			break;
		i = after + 1;
	}
	struct span span = {(uint32_t)at, (uint32_t)last};
	if (words < 2 || words > NAME_WORDS_MOST || region_within(work, passage, span))
		return 0;
	return last;
}

static struct slice without_article(struct slice text)
{
	text = slice_trim(text);
	if (text.length > 4 && slice_equal_ignoring_case((struct slice){text.at, 4}, SLICE("the ")))
		return slice_trim((struct slice){text.at + 4, text.length - 4});
	return text;
}

/* "founding director of the Institute" -> post, organisation. False when no post stands in it. */
static bool describe(const struct article_work *work, struct slice description,
		     struct person *person)
{
	static const char *const links[] = {" of ", " at ", " with ", " from ", " in "};
	size_t at, bytes;
	if (words_find(&work->words.speech, description, 0, description.length, SPEECH_POST, &at,
		       &bytes) == NULL)
		return false;
	size_t cut = SIZE_MAX, skip = 0;
	for (size_t i = 0; i < sizeof links / sizeof *links; i++) {
		size_t found = slice_find(description, slice_from(links[i]), at);
		if (found < cut) {
			cut = found;
			skip = slice_from(links[i]).length;
		}
	}
	if (cut == SIZE_MAX) {
		person->post = without_article(description);
		return true;
	}
	person->post = without_article((struct slice){description.at, cut});
	person->organisation = without_article(
		(struct slice){description.at + cut + skip, description.length - cut - skip});
	return true;
}

/* Start of the clause that holds offset: behind the last dividing mark or quotation mark, but not
 * further back than a person can be described in. */
static size_t clause_start(struct slice text, size_t from, size_t offset)
{
	size_t least = offset > from + CLAUSE_BYTES_MOST ? offset - CLAUSE_BYTES_MOST : from;
	size_t at = offset;
	while (at > least) {
		size_t previous = utf8_previous(text, at);
		bool opens, closes;
		if (clause_mark(text, previous) > 0 ||
		    quote_mark(text, previous, &opens, &closes) > 0)
			break;
		at = previous;
	}
	return words_skip(text, at, offset, true);
}

/* Takes words between speaker and verb off the end, also 在接受...采访时. */
static size_t without_between(const struct article_work *work, size_t clause, size_t end)
{
	struct slice text = work->document->text;
	for (;;) {
		size_t bytes;
		while (end > clause && text.at[end - 1] == ' ')
			end--;
		struct slice head = {text.at + clause, end - clause};
		if (slice_ends(head, SLICE("采访时"))) {
			size_t at = slice_find(head, SLICE("在接受"), 0);
			if (at == SIZE_MAX)
				at = slice_find(head, SLICE("接受"), 0);
			if (at != SIZE_MAX && at > 0) {
				end = clause + at;
				continue;
			}
		}
		const struct cue *cue = cue_before(&work->words.speech, head, head.length, &bytes);
		if (cue == NULL || (cue->sign & SPEECH_BETWEEN) == 0)
			return end;
		end -= bytes;
	}
}

/* "professor Lin Tao of Eastlake University told": [post] NAME of organisation, up to the verb. */
static bool organisation_behind(const struct article_work *work, struct slice text, size_t from,
				size_t name, size_t after, size_t last, struct person *person)
{
	static const char *const links[] = {" of ", " at ", " from ", " with "};
	size_t start = clause_start(text, from, name);
	struct slice before = slice_trim((struct slice){text.at + start, name - start});
	struct slice rest = {text.at + after, last - after};
	for (size_t i = 0; i < sizeof links / sizeof *links; i++) {
		struct slice link = slice_from(links[i]);
		if (!slice_starts(rest, link) || memchr(rest.at, ',', rest.length) != NULL)
			continue;
		struct slice organisation = {rest.at + link.length, rest.length - link.length};
		if (before.length > 0 && !describe(work, before, person))
			return false;
		person->name = (struct slice){text.at + name, after - name};
		person->organisation = without_article(organisation);
		person->span = (struct span){(uint32_t)start, (uint32_t)last};
		return person->organisation.length > 0;
	}
	return false;
}

/* NAME, description, | NAME | description NAME, all ending before `end`. */
static bool latin_before(const struct article_work *work, uint32_t passage, size_t from, size_t end,
			 struct person *person)
{
	struct slice text = work->document->text;
	end = without_between(work, from, end);
	bool comma = end > from && text.at[end - 1] == ',';
	size_t last = comma ? end - 1 : end;
	size_t reach = last > from + DESCRIPTION_BYTES_MOST ? last - DESCRIPTION_BYTES_MOST : from;
	for (size_t i = reach; i < last; i++) {
		if ((i > from && cue_is_word_byte(text.at[i - 1])) || text.at[i] < 'A' ||
		    text.at[i] > 'Z')
			continue;
		size_t after = latin_name(work, passage, i, last);
		bool opens = clause_start(text, from, i) == i;
		if (after == 0)
			continue;
		if (!comma && after == last) {
			size_t start = clause_start(text, from, i);
			struct slice before =
				slice_trim((struct slice){text.at + start, i - start});
			person->name = (struct slice){text.at + i, after - i};
			person->span = (struct span){(uint32_t)start, (uint32_t)last};
			return before.length == 0 || describe(work, before, person);
		}
		if (!comma && after < last &&
		    organisation_behind(work, text, from, i, after, last, person))
			return true;
		if (comma && opens && after < last && text.at[after] == ',' &&
		    describe(work, (struct slice){text.at + after + 1, last - after - 1}, person)) {
			person->name = (struct slice){text.at + i, after - i};
			person->span = (struct span){(uint32_t)i, (uint32_t)last};
			return true;
		}
	}
	return false;
}

/* NAME[, description] from `at`. */
static bool latin_after(const struct article_work *work, uint32_t passage, size_t at, size_t end,
			struct person *person)
{
	struct slice text = work->document->text;
	at = words_skip(text, at, end, false);
	size_t after = latin_name(work, passage, at, end);
	if (after == 0)
		return false;
	person->name = (struct slice){text.at + at, after - at};
	person->span = (struct span){(uint32_t)at, (uint32_t)after};
	if (after >= end || text.at[after] != ',')
		return true;
	size_t stop = after + 1;
	while (stop < end && clause_mark(text, stop) == 0 && text.at[stop] != '"')
		stop++;
	if (describe(work, (struct slice){text.at + after + 1, stop - after - 1}, person))
		person->span.end = (uint32_t)stop;
	return true;
}

/* A speaker known by name, or by the first or last word of a Latin name; the newest of them. */
static size_t speaker_known(const struct article_work *work, struct slice name)
{
	for (size_t i = work->article->speaker_count; i-- > 0;) {
		struct slice known = work->article->speakers[i].name;
		if (slice_equal(known, name))
			return i;
		bool latin = name.length > 0 && (unsigned char)name.at[0] < 0x80;
		bool word = known.length > name.length &&
			    ((slice_starts(known, name) && known.at[name.length] == ' ') ||
			     (slice_ends(known, name) &&
			      known.at[known.length - name.length - 1] == ' '));
		if (latin && word)
			return i;
	}
	return SIZE_MAX;
}

static size_t back_characters(struct slice text, size_t from, size_t end, size_t count)
{
	size_t at = end;
	for (; count > 0 && at > from; count--) {
		size_t bytes;
		at = utf8_previous(text, at);
		if (!is_han(utf8_read(text, at, &bytes)))
			return SIZE_MAX;
	}
	return count == 0 ? at : SIZE_MAX;
}

/* Start of the posts that end at `end`: 党委书记、院长; end itself if there is none. */
static size_t post_before(const struct article_work *work, size_t from, size_t end)
{
	struct slice text = {work->document->text.at + from, end - from};
	size_t at = text.length, bytes;
	for (;;) {
		size_t before = at;
		if (at < text.length && at >= 3 &&
		    slice_is((struct slice){text.at + at - 3, 3}, "、"))
			before = at - 3;
		const struct cue *cue = cue_before(&work->words.speech, text, before, &bytes);
		unsigned signs = at == text.length || before < at ? SPEECH_POST
								  : SPEECH_POST | SPEECH_POST_START;
		if (cue == NULL || (cue->sign & signs) == 0)
			return from + at;
		at = before - bytes;
	}
}

static struct slice organisation_before(const struct article_work *work, size_t from, size_t end)
{
	size_t bytes;
	struct slice text = work->document->text;
	while (words_at(&work->words.speech, text, from,
			SPEECH_LEAD | SPEECH_GO_ON | SPEECH_BETWEEN, &bytes) != NULL &&
	       from + bytes <= end)
		from += bytes;
	return slice_trim((struct slice){text.at + from, end > from ? end - from : 0});
}

static bool han_name(const struct article_work *work, size_t clause, size_t end, size_t characters,
		     struct person *person)
{
	struct slice text = work->document->text;
	size_t start = back_characters(text, clause, end, characters), surname, bytes;
	if (start == SIZE_MAX || !surname_at(text, start, &surname) || surname >= characters ||
	    (surname == 1 && characters == 4) || no_person(work, text, start))
		return false;
	person->name = (struct slice){text.at + start, end - start};
	size_t post = post_before(work, clause, start);
	bool lead = words_at(&work->words.speech, text, clause, SPEECH_LEAD, &bytes) != NULL &&
		    clause + bytes == start;
	if (post == start && start != clause && !lead)
		return speaker_known(work, person->name) != SIZE_MAX;
	if (post == start && characters != 3 && speaker_known(work, person->name) == SIZE_MAX)
		return false;
	person->post = (struct slice){text.at + post, start - post};
	person->organisation = organisation_before(work, clause, post);
	person->span = (struct span){(uint32_t)clause, (uint32_t)end};
	return true;
}

static bool han_before(const struct article_work *work, size_t from, size_t end,
		       struct person *person)
{
	static const size_t lengths[] = {3, 2, 4};
	struct slice text = work->document->text;
	size_t clause = clause_start(text, from, end);
	end = without_between(work, clause, end);
	size_t reach = end;
	for (size_t i = 0; i < LINE_CHARACTERS_MOST && reach > clause; i++)
		reach = utf8_previous(text, reach);
	if (reach > clause)
		return false;
	for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++)
		if (han_name(work, clause, end, lengths[i], person))
			return true;
	return false;
}

/* experts, 有关负责人: a post without a name that ends at `end`. */
static bool somebody_before(const struct article_work *work, size_t from, size_t end,
			    struct person *person)
{
	struct slice text = work->document->text;
	size_t clause = clause_start(text, from, end), bytes;
	end = without_between(work, clause, end);
	while (end > clause && text.at[end - 1] == ' ')
		end--;
	struct slice head = {text.at + clause, end - clause};
	const struct cue *cue = cue_before(&work->words.speech, head, head.length, &bytes);
	if (cue == NULL || (cue->sign & SPEECH_SOMEBODY) == 0)
		return false;
	person->post = (struct slice){text.at + end - bytes, bytes};
	person->organisation = organisation_before(work, clause, end - bytes);
	person->span = (struct span){(uint32_t)clause, (uint32_t)end};
	return true;
}

static bool pronoun_before(const struct article_work *work, size_t from, size_t end,
			   struct person *person)
{
	struct slice text = work->document->text;
	size_t clause = clause_start(text, from, end), bytes;
	end = without_between(work, clause, end);
	if (work->article->speaker_count == 0 ||
	    words_at(&work->words.speech, text, clause, SPEECH_PRONOUN, &bytes) == NULL ||
	    words_skip(text, clause + bytes, end, false) != end)
		return false;
	person->pronoun = true;
	person->span = (struct span){(uint32_t)clause, (uint32_t)end};
	return true;
}

/* "Tian said": one word, known. */
static bool surname_before(const struct article_work *work, size_t from, size_t end,
			   struct person *person)
{
	struct slice text = work->document->text;
	size_t clause = clause_start(text, from, end), after;
	end = without_between(work, clause, end);
	struct slice word = slice_trim((struct slice){text.at + clause, end - clause});
	if (!capital_word(text, clause, end, &after) || after - clause != word.length ||
	    speaker_known(work, word) == SIZE_MAX)
		return false;
	person->name = word;
	person->span = (struct span){(uint32_t)clause, (uint32_t)after};
	return true;
}

static uint16_t speaker_put(struct article_work *work, const struct person *person)
{
	struct article *article = work->article;
	if (person->pronoun) /* the last who spoke */
		return work->tag_count > 0 ? work->tags[work->tag_count - 1].speaker
					   : (uint16_t)(article->speaker_count - 1);
	size_t known = SIZE_MAX;
	if (person->name.length > 0)
		known = speaker_known(work, person->name);
	else
		for (size_t i = 0; i < article->speaker_count; i++)
			if (article->speakers[i].name.length == 0 &&
			    slice_equal(article->speakers[i].post, person->post) &&
			    slice_equal(article->speakers[i].organisation, person->organisation))
				known = i;
	if (known == SIZE_MAX) {
		if (article->speaker_count + 1 == ARTICLE_NOBODY)
			return ARTICLE_NOBODY;
		article->speakers = work_grow(work, article->speakers, article->speaker_count,
					      &work->speaker_capacity, sizeof *article->speakers);
		known = article->speaker_count++;
		article->speakers[known] =
			(struct article_speaker){.name = person->name, .where = person->span};
	}
	struct article_speaker *speaker = &article->speakers[known];
	if (speaker->post.length == 0)
		speaker->post = person->post;
	if (speaker->organisation.length == 0)
		speaker->organisation = person->organisation;
	return (uint16_t)known;
}

static bool closing_before(struct slice text, size_t from, size_t at)
{
	bool opens, closes;
	while (at > from) {
		size_t previous = utf8_previous(text, at), bytes;
		if (quote_mark(text, previous, &opens, &closes) > 0)
			return closes;
		if (!is_space(utf8_read(text, previous, &bytes)) && text.at[previous] != ',')
			return false;
		at = previous;
	}
	return false;
}

static bool anything_in(struct slice text, size_t from, size_t end)
{
	for (size_t i = words_skip(text, from, end, true); i < end;) {
		size_t bytes;
		utf8_read(text, i, &bytes);
		if (clause_mark(text, i) == 0)
			return true;
		i = words_skip(text, i + bytes, end, true);
	}
	return false;
}

static void tag_put(struct article_work *work, uint32_t passage, struct span span,
		    const struct person *person, bool trailing, bool advises)
{
	struct slice text = work->document->text;
	struct span whole = work->document->passages[passage].span;
	struct speech_tag tag = {.span = span, .passage = passage};
	tag.speaker = speaker_put(work, person);
	/* The quotation may be a sentence of its own, right before this one. */
	uint32_t block = work->document->blocks[work->document->passages[passage].block].span.start;
	tag.quoted_before = closing_before(text, block, span.start);
	tag.before = tag.quoted_before || trailing;
	tag.advises = advises;
	tag.after = anything_in(text, span.end, whole.end);
	work->tags = work_grow(work, work->tags, work->tag_count, &work->tag_capacity,
			       sizeof *work->tags);
	work->tags[work->tag_count++] = tag;
}

/* Behind the verb: that, a comma or a colon belong to the tag. */
static size_t tag_end(struct slice text, size_t at, size_t end)
{
	at = words_skip(text, at, end, false);
	if (at + 5 <= end && slice_is((struct slice){text.at + at, 5}, "that "))
		return at + 5;
	size_t bytes = at < end ? clause_mark(text, at) : 0, step;
	if (bytes > 0) {
		uint32_t c = utf8_read(text, at, &step);
		if (c == ',' || c == ':' || c == 0xFF0C || c == 0xFF1A)
			return at + bytes;
	}
	return at;
}

static bool say_tag(struct article_work *work, uint32_t passage, size_t from, size_t verb,
		    size_t bytes, struct span *tag)
{
	struct slice text = work->document->text;
	size_t end = work->document->passages[passage].span.end;
	bool latin = (unsigned char)text.at[verb] < 0x80;
	struct person person = {0};
	bool trailing = false;
	bool found = latin ? latin_before(work, passage, from, verb, &person) ||
				     surname_before(work, from, verb, &person)
			   : han_before(work, from, verb, &person);
	if (!found)
		found = pronoun_before(work, from, verb, &person) ||
			somebody_before(work, from, verb, &person);
	if (!found && latin) {
		person = (struct person){0};
		trailing = found = latin_after(work, passage, verb + bytes, end, &person);
	}
	if (!found)
		return false;
	*tag = trailing ? (struct span){(uint32_t)verb, person.span.end}
			: (struct span){person.span.start,
					(uint32_t)tag_end(text, verb + bytes, end)};
	size_t cue_bytes;
	bool advises = words_at(&work->words.concern, text, verb, CONCERN_MUST, &cue_bytes) != NULL;
	tag_put(work, passage, *tag, &person, trailing, advises);
	return true;
}

static bool view_tag(struct article_work *work, uint32_t passage, size_t at, size_t bytes,
		     struct span *tag)
{
	struct slice text = work->document->text;
	size_t end = work->document->passages[passage].span.end;
	struct person person = {0};
	if (!latin_after(work, passage, at + bytes, end, &person))
		return false;
	*tag = (struct span){(uint32_t)at, (uint32_t)tag_end(text, person.span.end, end)};
	tag_put(work, passage, *tag, &person, false, false);
	return true;
}

void speaker_tags(struct article_work *work, uint32_t passage)
{
	struct slice text = work->document->text;
	struct span span = work->document->passages[passage].span;
	size_t from = span.start, i = span.start;
	while (i < span.end) {
		size_t at, bytes;
		const struct cue *cue = words_find(&work->words.speech, text, i, span.end,
						   SPEECH_SAY | SPEECH_VIEW, &at, &bytes);
		struct span tag;
		if (cue == NULL)
			return;
		i = at + bytes;
		bool found = (cue->sign & SPEECH_SAY) != 0
				     ? say_tag(work, passage, from, at, bytes, &tag)
				     : view_tag(work, passage, at, bytes, &tag);
		if (found)
			i = from = tag.end > i ? tag.end : i;
	}
}
