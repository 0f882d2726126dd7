#include "text/commitment.h"

#include "base/utf8.h"
#include "text/commitment_rows.h"

void commitment_tables_init(struct commitment_tables *tables)
{
	target_tables_init(&tables->targets);
	cue_table_init(&tables->words, commitment_rows, commitment_row_count);
}

static bool ends_clause(uint32_t c)
{
	return c == 0xFF0C || c == 0xFF1B || c == 0x3002 || c == 0xFF1A || c == ',' || c == ';';
}

/* What the words of a sentence show together. */
struct shown {
	unsigned first; /* signs of its first verb */
	unsigned all;
	bool built; /* a clause with a thing behind a verb of making */
};

static struct shown read_words(const struct commitment_tables *tables, struct slice sentence)
{
	const unsigned verbs = CUE_MAKE | CUE_ACT | CUE_EXPLORE | CUE_PROMOTE;
	struct shown shown = {0};
	bool made = false, tried = false;
	size_t bytes, length;
	for (size_t at = 0; at < sentence.length; at += bytes) {
		uint32_t c = utf8_read(sentence, at, &bytes);
		if (ends_clause(c))
			made = tried = false;
		const struct cue *cue = cue_at(&tables->words, sentence, at, &length);
		if (cue == NULL)
			continue;
		bytes = length;
		shown.all |= cue->sign;
		if (shown.first == 0 && (cue->sign & verbs) != 0)
			shown.first = cue->sign;
		tried = tried || (cue->sign & CUE_EXPLORE) != 0;
		made = made || (cue->sign & CUE_MAKE) != 0;
		if (!tried &&
		    ((made && (cue->sign & CUE_THING) != 0) || (cue->sign & CUE_ACT) != 0))
			shown.built = true;
	}
	return shown;
}

enum commitment commitment_of(const struct commitment_tables *tables, struct slice sentence)
{
	if (target_there(&tables->targets, sentence))
		return COMMITMENT_TARGET;
	struct shown shown = read_words(tables, sentence);
	if ((shown.all & CUE_NONE) != 0)
		return COMMITMENT_NONE;
	if (shown.built)
		return COMMITMENT_BUILD;
	if ((shown.first & CUE_EXPLORE) != 0)
		return COMMITMENT_EXPLORE;
	return shown.first != 0 || (shown.all & CUE_AUXILIARY) != 0 ? COMMITMENT_PROMOTE
								    : COMMITMENT_NONE;
}

bool actor_verb_at(const struct commitment_tables *tables, struct slice text, size_t offset)
{
	size_t bytes;
	while (offset < text.length && text.at[offset] == ' ')
		offset++;
	const struct cue *cue = cue_at(&tables->words, text, offset, &bytes);
	return cue != NULL && (cue->sign & CUE_SUBJECT_VERB) != 0;
}

/* Where a subject can stand: at the beginning, or behind a first clause in which nobody acts
 * (2025年9月，习近平总书记…). */
static size_t second_clause(const struct commitment_tables *tables, struct slice sentence)
{
	const unsigned verbs = CUE_MAKE | CUE_ACT | CUE_EXPLORE | CUE_PROMOTE;
	size_t bytes, length;
	for (size_t at = 0; at < sentence.length; at += bytes) {
		uint32_t c = utf8_read(sentence, at, &bytes);
		if (ends_clause(c))
			return at + bytes;
		const struct cue *cue = cue_at(&tables->words, sentence, at, &length);
		if (cue != NULL && (cue->sign & verbs) != 0)
			return sentence.length;
	}
	return sentence.length;
}

/* "…精神" names what the centre said, as the object of somebody's learning. */
static bool centre_acts_in_clause(const struct commitment_tables *tables, struct slice sentence,
				  size_t at)
{
	bool acts = false;
	size_t bytes, length;
	for (; at < sentence.length; at += bytes) {
		uint32_t c = utf8_read(sentence, at, &bytes);
		struct slice rest = {sentence.at + at, sentence.length - at};
		if (ends_clause(c))
			break;
		if (slice_starts(rest, SLICE("精神")))
			return false;
		const struct cue *cue = cue_at(&tables->words, sentence, at, &length);
		acts = acts || (cue != NULL && (cue->sign & CUE_CENTRE_VERB) != 0);
	}
	return acts;
}

static bool centre_acts(const struct commitment_tables *tables, struct slice sentence, size_t at)
{
	size_t bytes;
	const struct cue *cue = cue_at(&tables->words, sentence, at, &bytes);
	if (cue == NULL || (cue->sign & CUE_CENTRE) == 0)
		return false;
	struct slice rest = {sentence.at + at + bytes, sentence.length - at - bytes};
	return actor_verb_at(tables, sentence, at + bytes) ||
	       (!slice_starts(rest, SLICE("的")) &&
		centre_acts_in_clause(tables, sentence, at + bytes));
}

enum actor actor_of(const struct commitment_tables *tables, struct slice sentence)
{
	bool centre = centre_acts(tables, sentence, 0) ||
		      centre_acts(tables, sentence, second_clause(tables, sentence));
	return centre ? ACTOR_CENTRE : ACTOR_OWN;
}

void commitment_mark(struct document *document)
{
	struct commitment_tables tables;
	commitment_tables_init(&tables);
	for (size_t i = 0; i < document->passage_count; i++) {
		struct slice text = slice_span(document->text, document->passages[i].span);
		document->passages[i].commitment = (uint8_t)commitment_of(&tables, text);
		document->passages[i].actor = (uint8_t)actor_of(&tables, text);
	}
}
