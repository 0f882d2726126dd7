#include "coding/term.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/limits.h"
#include "base/map.h"
#include "coding/term_grow.h"
#include "coding/term_words.h"
#include "scheme/character.h"
#include "text/normal.h"

const struct term_options term_defaults = {.least = 4, .cohesion = 3, .freedom = 1.5};

enum { DIVIDE = 0, FIRST_WORD = 0x110000, LEAST_LETTERS = 2 };

struct term_finder {
	struct arena arena; /* words */
	struct map words;
	struct slice *word; /* by unit - FIRST_WORD */
	bool *hollow;	    /* word: function word, or too short to be a term alone */
	size_t word_count, word_capacity, hollow_capacity;
	uint32_t *units; /* all passages, DIVIDE between stretches */
	size_t unit_count, unit_capacity;
	size_t *start; /* by passage: first unit */
	size_t passage_count, start_capacity;
};

struct term_finder *term_finder_make(void)
{
	struct term_finder *finder = memory_resize(NULL, 1, sizeof *finder);
	*finder = (struct term_finder){0};
	arena_init(&finder->arena);
	map_init(&finder->words);
	return finder;
}

void term_finder_release(struct term_finder *finder)
{
	if (finder == NULL)
		return;
	map_release(&finder->words);
	arena_release(&finder->arena);
	free(finder->word);
	free(finder->hollow);
	free(finder->units);
	free(finder->start);
	free(finder);
}

static void add_unit(struct term_finder *finder, uint32_t unit)
{
	if (unit == DIVIDE && finder->unit_count > 0 &&
	    finder->units[finder->unit_count - 1] == DIVIDE)
		return;
	finder->units = memory_grow(finder->units, &finder->unit_capacity, finder->unit_count + 1,
				    sizeof *finder->units);
	finder->units[finder->unit_count++] = unit;
}

static uint32_t word_unit(struct term_finder *finder, struct slice text, size_t letters)
{
	uint32_t number;
	if (map_find(&finder->words, text, &number))
		return FIRST_WORD + number;
	number = (uint32_t)finder->word_count;
	text = arena_copy(&finder->arena, text);
	finder->word = memory_grow(finder->word, &finder->word_capacity, finder->word_count + 1,
				   sizeof *finder->word);
	finder->hollow = memory_grow(finder->hollow, &finder->hollow_capacity,
				     finder->word_count + 1, sizeof *finder->hollow);
	finder->word[number] = text;
	finder->hollow[number] = letters < LEAST_LETTERS || term_word_is_hollow(text);
	finder->word_count++;
	map_put(&finder->words, text, number, NULL);
	return FIRST_WORD + number;
}

static bool is_digit(uint32_t c)
{
	return c >= '0' && c <= '9';
}

/* A hyphen or apostrophe between two letters stays inside the word: well-being. */
static bool joins(const struct shadow_text *shadow, size_t at)
{
	uint32_t c = shadow->characters[at];
	return (c == '-' || c == '\'' || c == 0x2019) && at > 0 && at + 1 < shadow->count &&
	       is_word_character(shadow->characters[at - 1]) &&
	       is_word_character(shadow->characters[at + 1]);
}

/* A run of letters and digits is a word, a run of digits alone divides. Returns its end. */
static size_t add_word(struct term_finder *finder, const struct shadow_text *shadow, size_t at)
{
	size_t end = at, letters = 0;
	while (end < shadow->count &&
	       (is_word_character(shadow->characters[end]) || joins(shadow, end))) {
		letters += !is_digit(shadow->characters[end]);
		end++;
	}
	if (letters == 0) {
		add_unit(finder, DIVIDE);
		return end;
	}
	struct buffer word;
	buffer_init(&word);
	shadow_append(shadow, at, end, &word);
	add_unit(finder, word_unit(finder, buffer_slice(&word), end - at));
	buffer_release(&word);
	return end;
}

enum status term_finder_add(struct term_finder *finder, struct slice text, struct error *error)
{
	struct arena scratch;
	struct shadow_text shadow;
	finder->start = memory_grow(finder->start, &finder->start_capacity,
				    finder->passage_count + 2, sizeof *finder->start);
	add_unit(finder, DIVIDE);
	finder->start[finder->passage_count++] = finder->unit_count;
	arena_init(&scratch);
	text_normalise(&scratch, text, &shadow);
	for (size_t i = 0; i < shadow.count;) {
		uint32_t c = shadow.characters[i];
		if (is_word_character(c)) {
			i = add_word(finder, &shadow, i);
			continue;
		}
		if (is_unspaced(c))
			add_unit(finder, c);
		else if (c != ' ')
			add_unit(finder, DIVIDE);
		i++;
	}
	add_unit(finder, DIVIDE);
	arena_release(&scratch);
	if (finder->unit_count > LIMIT_TERM_UNITS)
		return error_set(error, STATUS_LIMIT,
				 "the texts hold more than %d characters and words (TERM_UNITS): "
				 "ask for fewer documents with --kind or --orientation",
				 LIMIT_TERM_UNITS);
	finder->start[finder->passage_count] = finder->unit_count;
	return STATUS_OK;
}

static bool is_hollow(const struct term_finder *finder, uint32_t unit, bool at_end)
{
	if (unit >= FIRST_WORD)
		return finder->hollow[unit - FIRST_WORD];
	return term_character_is_hollow(unit, at_end);
}

/* Which stretches are terms, by number of the stretch. */
static bool is_term(const struct term_finder *finder, const struct term_options *options,
		    const struct term_growth *growth, uint32_t gram)
{
	const struct term_gram *of = &growth->grams[gram];
	uint32_t first = finder->units[of->first], last = finder->units[of->first + of->units - 1];
	if (of->units == 1)
		return first >= FIRST_WORD && !finder->hollow[first - FIRST_WORD];
	if (of->units > TERM_UNITS || is_hollow(finder, first, false) ||
	    is_hollow(finder, last, true) ||
	    term_stretch_is_hollow(finder->units + of->first, of->units))
		return false;
	return fmin(term_freedom(of, true), term_freedom(of, false)) >= options->freedom &&
	       term_cohesion(growth, gram) >= options->cohesion;
}

struct marking {
	const struct term_finder *finder;
	const struct term_growth *growth;
	bool *chosen;	 /* by gram */
	uint32_t *count; /* by gram */
};

/* Calls for every occurrence of a chosen stretch that lies in no longer one. */
typedef void take_occurrence(void *context, size_t passage, uint32_t gram);

static void walk(const struct marking *marking, take_occurrence *take, void *context)
{
	const struct term_finder *finder = marking->finder;
	for (size_t p = 0; p < finder->passage_count; p++) {
		size_t covered = 0;
		for (size_t i = finder->start[p]; i < finder->start[p + 1]; i++) {
			/* The longest chosen one that begins here is the last in the chain. */
			uint32_t best = TERM_NONE;
			for (uint32_t level = 0; level < marking->growth->levels; level++) {
				uint32_t gram = term_gram_at(marking->growth, level, i);
				if (gram == TERM_NONE)
					break;
				if (marking->chosen[gram])
					best = gram;
			}
			if (best == TERM_NONE)
				continue;
			size_t end = i + marking->growth->grams[best].units;
			if (end <= covered)
				continue;
			covered = end;
			take(context, p, best);
		}
	}
}

static void count_occurrence(void *context, size_t passage, uint32_t gram)
{
	(void)passage;
	struct marking *marking = context;
	marking->count[gram]++;
}

struct listing {
	struct terms *terms;
	uint32_t *number; /* by gram: term + 1 */
	size_t occurrences;
	size_t passages; /* whose start is set */
	struct marking *marking;
	struct arena *study;
};

static struct slice text_of(struct arena *study, const struct term_finder *finder,
			    const struct term_gram *gram)
{
	struct buffer text;
	buffer_init(&text);
	for (size_t i = gram->first; i < gram->first + gram->units; i++) {
		uint32_t unit = finder->units[i];
		bool word = unit >= FIRST_WORD;
		if (i > gram->first && (word || finder->units[i - 1] >= FIRST_WORD))
			buffer_append_byte(&text, ' ');
		if (word)
			buffer_append(&text, finder->word[unit - FIRST_WORD]);
		else
			buffer_append_code_point(&text, unit);
	}
	struct slice copy = arena_copy(study, buffer_slice(&text));
	buffer_release(&text);
	return copy;
}

static void list_occurrence(void *context, size_t passage, uint32_t gram)
{
	struct listing *listing = context;
	struct terms *terms = listing->terms;
	const struct term_growth *growth = listing->marking->growth;
	if (listing->number[gram] == 0) {
		terms->at[terms->count] = (struct term){
			.text = text_of(listing->study, listing->marking->finder,
					&growth->grams[gram]),
			.units = growth->grams[gram].units,
			.cohesion = growth->grams[gram].units == 1 ? INFINITY
								   : term_cohesion(growth, gram),
			.left = term_freedom(&growth->grams[gram], true),
			.right = term_freedom(&growth->grams[gram], false),
		};
		listing->number[gram] = (uint32_t)++terms->count;
	}
	while (listing->passages <= passage)
		terms->start[listing->passages++] = (uint32_t)listing->occurrences;
	terms->at[listing->number[gram] - 1].count++;
	terms->term[listing->occurrences++] = listing->number[gram] - 1;
}

static void list(struct marking *marking, struct arena *study, struct terms *terms)
{
	size_t grams = marking->growth->gram_count, chosen = 0, occurrences = 0;
	for (size_t g = 0; g < grams; g++) {
		chosen += marking->chosen[g];
		occurrences += marking->count[g];
	}
	/* Dropping a term can free occurrences inside it: at most one at each unit. */
	(void)occurrences;
	*terms = (struct terms){
		.at = arena_array(study, struct term, chosen),
		.start = arena_array(study, uint32_t, marking->finder->passage_count + 1),
		.term = arena_array(study, uint32_t, marking->finder->unit_count),
		.passage_count = marking->finder->passage_count,
	};
	struct listing listing = {.terms = terms, .marking = marking, .study = study};
	listing.number = memory_resize(NULL, grams + 1, sizeof *listing.number);
	memset(listing.number, 0, (grams + 1) * sizeof *listing.number);
	walk(marking, list_occurrence, &listing);
	while (listing.passages <= terms->passage_count)
		terms->start[listing.passages++] = (uint32_t)listing.occurrences;
	free(listing.number);
}

static void choose(struct term_finder *finder, const struct term_options *options,
		   const struct term_growth *growth, struct arena *study, struct terms *terms)
{
	size_t grams = growth->gram_count;
	struct marking marking = {.finder = finder, .growth = growth};
	marking.chosen = memory_resize(NULL, grams + 1, sizeof *marking.chosen);
	marking.count = memory_resize(NULL, grams + 1, sizeof *marking.count);
	for (uint32_t g = 0; g < grams; g++)
		marking.chosen[g] = is_term(finder, options, growth, g);
	/* What longer terms leave of a short one may be too little; dropping it frees what lay
	 * inside it, so that counts can only grow afterwards. */
	memset(marking.count, 0, (grams + 1) * sizeof *marking.count);
	walk(&marking, count_occurrence, &marking);
	for (size_t g = 0; g < grams; g++)
		marking.chosen[g] = marking.chosen[g] && marking.count[g] >= options->least;
	list(&marking, study, terms);
	free(marking.chosen);
	free(marking.count);
}

enum status term_finder_find(struct term_finder *finder, struct job *job, struct arena *study,
			     const struct term_options *options, struct terms *terms,
			     struct error *error)
{
	struct term_growth growth;
	if (finder->passage_count == 0)
		add_unit(finder, DIVIDE);
	enum status status =
		term_grow(job, finder->units, finder->unit_count,
			  options->least < 2 ? 2 : options->least, TERM_UNITS + 1, &growth, error);
	if (status == STATUS_OK)
		choose(finder, options, &growth, study, terms);
	term_growth_release(&growth);
	return status;
}
