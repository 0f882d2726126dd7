#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "scheme/codebook_parts.h"

/*
 * Only what helps is said. Single mistakes (a pattern that stands twice, a not-phrase that bars
 * nothing) are warnings at their place. What is a matter of design and often wanted (a pattern in
 * two codes, a longer pattern of another code) is one note for each axis.
 */
struct lint {
	struct codebook_loader *loader;
	struct arena scratch;
	struct slice *normal; /* of each pattern: how it is matched */
	/* The patterns without those that stand twice in a code: a file that repeats one pattern a
	 * million times must not find a million matches a million times. */
	struct lexicon *distinct;
	uint32_t *distinct_pattern; /* index in distinct -> index in patterns */
	struct lexicon_matches matches;
};

/* What is counted for the note of an axis, with the first example. */
struct axis_note {
	size_t count;
	uint32_t pattern, other;
};

#define LINT_REMARK(lint, kind, file, at, ...)                                                     \
	remark_add((lint)->loader->study, (lint)->loader->remarks, kind, file, (at)->line,         \
		   (at)->column, __VA_ARGS__)

static const char *code_name(const struct codebook *codebook, struct code_id id)
{
	return codebook_code(codebook, id)->name.at;
}

static uint32_t axis_of(const struct codebook *codebook, uint32_t pattern)
{
	return codebook_code(codebook, codebook->patterns[pattern].code)->axis.value;
}

static void make_normal_forms(struct lint *lint)
{
	const struct codebook *codebook = lint->loader->codebook;
	struct buffer text;
	buffer_init(&text);
	lint->normal = arena_array(&lint->scratch, struct slice, codebook->pattern_count);
	for (size_t i = 0; i < codebook->pattern_count; i++) {
		struct arena once;
		struct shadow_text shadow;
		arena_init(&once);
		text_normalise(&once, codebook->patterns[i].text, &shadow);
		buffer_clear(&text);
		shadow_append(&shadow, 0, shadow.count, &text);
		lint->normal[i] = arena_copy(&lint->scratch, slice_trim(buffer_slice(&text)));
		arena_release(&once);
	}
	buffer_release(&text);
}

/* The normal form with a code or axis number in front, as a key. */
static struct slice scoped_key(struct lint *lint, char scope, uint32_t number, uint32_t pattern)
{
	return slice_from(arena_printf(&lint->scratch, "%c%u %.*s", scope, number,
				       (int)lint->normal[pattern].length,
				       lint->normal[pattern].at));
}

/* The same pattern twice in one code is a warning; in two codes of an axis it is noted. All others
 * become lint->distinct. */
static void check_repeated(struct lint *lint, struct axis_note *shared)
{
	const struct codebook *codebook = lint->loader->codebook;
	struct map seen;
	map_init(&seen);
	lint->distinct = lexicon_new(&lint->scratch);
	lint->distinct_pattern = arena_array(&lint->scratch, uint32_t, codebook->pattern_count);
	for (uint32_t i = 0; i < codebook->pattern_count; i++) {
		const struct code_pattern *pattern = &codebook->patterns[i];
		uint32_t earlier, axis = axis_of(codebook, i);
		if (!map_put(&seen, scoped_key(lint, 'c', pattern->code.value, i), i, &earlier)) {
			const struct code_pattern *first = &codebook->patterns[earlier];
			LINT_REMARK(lint, REMARK_WARNING, lint->loader->file, pattern,
				    "%s finds the same as %s in line %u of this code: remove one",
				    pattern->text.at, first->text.at, first->line);
			continue;
		}
		lint->distinct_pattern[lexicon_count(lint->distinct)] = i;
		if (lexicon_add(lint->distinct, pattern->text, NULL) != STATUS_OK)
			continue; /* cannot be: it was added before */
		if (!map_put(&seen, scoped_key(lint, 'a', axis, i), i, &earlier)) {
			struct axis_note *note = &shared[axis];
			if (note->count++ == 0)
				*note = (struct axis_note){1, i, earlier};
		}
	}
	lexicon_build(lint->distinct);
	map_release(&seen);
}

static bool has_inner_wildcard(struct slice text)
{
	for (size_t i = 0; i < text.length; i++)
		if (text.at[i] == '?' || (text.at[i] == '*' && i + 1 < text.length))
			return true;
	return false;
}

/* Matches of all distinct patterns in a text, as indices in patterns. */
static size_t scan_text(struct lint *lint, struct slice text)
{
	struct shadow_text shadow;
	struct arena once;
	arena_init(&once);
	text_normalise(&once, text, &shadow);
	size_t count = shadow.count;
	lexicon_scan(lint->distinct, &shadow, 0, count, &lint->matches);
	for (size_t i = 0; i < lint->matches.count; i++)
		lint->matches.at[i].pattern = lint->distinct_pattern[lint->matches.at[i].pattern];
	arena_release(&once);
	return count;
}

/* Looks at what else is found inside the pattern: another pattern of its code that takes all of it
 * makes it useless; a shorter one of another code of its axis loses against it. */
static void check_inside(struct lint *lint, uint32_t i, struct axis_note *longer)
{
	const struct codebook *codebook = lint->loader->codebook;
	const struct code_pattern *pattern = &codebook->patterns[i];
	struct slice text = lint->normal[i];
	if (has_inner_wildcard(text))
		return;
	bool open = slice_ends(text, SLICE("*"));
	if (open)
		text.length--;
	size_t length = scan_text(lint, text);
	for (size_t m = 0; m < lint->matches.count; m++) {
		const struct lexicon_match *match = &lint->matches.at[m];
		const struct code_pattern *other = &codebook->patterns[match->pattern];
		bool whole = match->start == 0 && match->end == length;
		bool other_open = slice_ends(lint->normal[match->pattern], SLICE("*"));
		if (match->pattern == i ||
		    slice_equal(lint->normal[i], lint->normal[match->pattern]))
			continue;
		if (whole && other->code.value == pattern->code.value && other_open) {
			LINT_REMARK(lint, REMARK_WARNING, lint->loader->file, pattern,
				    "%s finds nothing that %s in line %u does not find: remove it",
				    pattern->text.at, other->text.at, other->line);
			return;
		}
		if (!whole && other->code.value != pattern->code.value &&
		    axis_of(codebook, i) == axis_of(codebook, match->pattern)) {
			struct axis_note *note = &longer[axis_of(codebook, i)];
			if (note->count++ == 0)
				*note = (struct axis_note){1, i, match->pattern};
			return;
		}
	}
}

/* A not-phrase must hold a pattern of its code, else it bars nothing; if it is a pattern of its
 * code, that pattern is dead. */
static void check_exclusions(struct lint *lint)
{
	const struct codebook *codebook = lint->loader->codebook;
	const char *file = lint->loader->meta_file;
	for (size_t i = 0; i < codebook->exclusion_count; i++) {
		const struct code_exclusion *exclusion = &codebook->exclusions[i];
		if (slice_find(exclusion->text, SLICE("*"), 0) != SIZE_MAX ||
		    slice_find(exclusion->text, SLICE("?"), 0) != SIZE_MAX)
			continue;
		size_t length = scan_text(lint, exclusion->text);
		bool bars = false;
		for (size_t m = 0; m < lint->matches.count; m++) {
			const struct lexicon_match *match = &lint->matches.at[m];
			const struct code_pattern *pattern = &codebook->patterns[match->pattern];
			if (pattern->code.value != exclusion->code.value)
				continue;
			bars = true;
			if (match->start == 0 && match->end == length &&
			    !slice_ends(lint->normal[match->pattern], SLICE("*")))
				LINT_REMARK(lint, REMARK_WARNING, file, exclusion,
					    "the not-phrase %s is a pattern of %s: the pattern in "
					    "line %u will never count",
					    exclusion->text.at,
					    code_name(codebook, exclusion->code), pattern->line);
		}
		/* A phrase given to a branch is repeated for all codes below: it need not fit all.
		 */
		bool repeated = (i > 0 && codebook->exclusions[i - 1].line == exclusion->line &&
				 codebook->exclusions[i - 1].column == exclusion->column) ||
				(i + 1 < codebook->exclusion_count &&
				 codebook->exclusions[i + 1].line == exclusion->line &&
				 codebook->exclusions[i + 1].column == exclusion->column);
		if (!bars && !repeated)
			LINT_REMARK(lint, REMARK_WARNING, file, exclusion,
				    "the not-phrase %s holds no pattern of %s: it bars nothing",
				    exclusion->text.at, code_name(codebook, exclusion->code));
	}
}

static void write_notes(struct lint *lint, const struct axis_note *shared,
			const struct axis_note *longer)
{
	const struct codebook *codebook = lint->loader->codebook;
	for (uint32_t axis = 1; axis <= codebook->code_count; axis++) {
		const struct code_pattern *pattern, *other;
		if (shared[axis].count > 0) {
			pattern = &codebook->patterns[shared[axis].pattern];
			other = &codebook->patterns[shared[axis].other];
			LINT_REMARK(lint, REMARK_NOTE, lint->loader->file, pattern,
				    "%zu patterns stand in two codes of %s, such as %s in %s and "
				    "%s: a hit counts for both",
				    shared[axis].count, codebook->codes[axis - 1].name.at,
				    pattern->text.at, code_name(codebook, other->code),
				    code_name(codebook, pattern->code));
		}
		if (longer[axis].count > 0) {
			pattern = &codebook->patterns[longer[axis].pattern];
			other = &codebook->patterns[longer[axis].other];
			LINT_REMARK(lint, REMARK_NOTE, lint->loader->file, pattern,
				    "%zu patterns of %s hold a pattern of another code, such as %s "
				    "(%s) with %s (%s): the longer one wins",
				    longer[axis].count, codebook->codes[axis - 1].name.at,
				    pattern->text.at, code_name(codebook, pattern->code),
				    other->text.at, code_name(codebook, other->code));
		}
	}
}

void codebook_lint(struct codebook_loader *loader)
{
	const struct codebook *codebook = loader->codebook;
	struct lint lint = {.loader = loader};
	arena_init(&lint.scratch);
	struct axis_note *shared =
		arena_array(&lint.scratch, struct axis_note, codebook->code_count + 1);
	struct axis_note *longer =
		arena_array(&lint.scratch, struct axis_note, codebook->code_count + 1);
	make_normal_forms(&lint);
	check_repeated(&lint, shared);
	for (uint32_t i = 0; i < codebook->pattern_count; i++)
		check_inside(&lint, i, longer);
	check_exclusions(&lint);
	write_notes(&lint, shared, longer);
	free(lint.matches.at);
	arena_release(&lint.scratch);
}
