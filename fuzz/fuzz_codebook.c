/*
 * scheme/codebook: the input is the YAML, then after a NUL byte the side file. Either it loads, and
 * then its tree is one (parents before children, ranges inside, names found again), or there is at
 * least one remark that is an error. What a codebook accepts can be built and scanned.
 */
#include "base/arena.h"
#include "base/utf8.h"
#include "scheme/codebook.h"

#include "check.h"

static void check_tree(const struct codebook *codebook)
{
	uint32_t last_pattern = 0;
	for (size_t i = 0; i < codebook->code_count; i++) {
		const struct code *code = &codebook->codes[i];
		MUST(code->id.value == i + 1);
		MUST(code->parent.value < code->id.value);
		MUST(code->level >= 1 && (code->level == 1) == (code->parent.value == 0));
		MUST(code->axis.value >= 1 && code->axis.value <= code->id.value);
		MUST(code->pattern_start >= last_pattern);
		MUST(code->pattern_start <= code->pattern_end);
		MUST(code->pattern_end <= codebook->pattern_count);
		last_pattern = code->pattern_end;
		MUST(codebook_find(codebook, code->name).value == code->id.value);
		MUST(code->level == 1 || codebook_is_below(codebook, code->id, code->parent));
	}
	for (size_t i = 0; i < codebook->exclusion_count; i++)
		MUST(codebook->exclusions[i].code.value >= 1 &&
		     codebook->exclusions[i].code.value <= codebook->code_count);
	MUST(lexicon_count(codebook->pattern_lexicon) == codebook->pattern_count);
	MUST(lexicon_count(codebook->exclusion_lexicon) == codebook->exclusion_count);
}

/* Loading is OK exactly if no remark is an error, and every remark says something. */
static void check_remarks(const struct scheme_remarks *remarks, enum status status)
{
	MUST(status == (remarks->error_count > 0 ? STATUS_FORMAT : STATUS_OK));
	for (size_t i = 0; i < remarks->count; i++) {
		const struct scheme_remark *remark = &remarks->at[i];
		MUST(remark->what.length > 0 && remark->file.length > 0);
		MUST(remark->line > 0 || remark->column == 0);
		MUST(!(remark->is_error && remark->is_note));
	}
}

static void scan(struct arena *arena, const struct codebook *codebook, struct slice text)
{
	struct shadow_text shadow;
	struct lexicon_matches matches = {0};
	text_normalise(arena, text, &shadow);
	lexicon_scan(codebook->pattern_lexicon, &shadow, 0, shadow.count, &matches);
	for (size_t i = 0; i < matches.count; i++) {
		MUST(matches.at[i].start < matches.at[i].end);
		MUST(matches.at[i].end <= shadow.count);
		MUST(matches.at[i].pattern < codebook->pattern_count);
		MUST(i == 0 || matches.at[i - 1].start <= matches.at[i].start);
	}
	free(matches.at);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct slice yaml = fuzz_text(bytes, length), meta = SLICE("");
	size_t nul = slice_find(yaml, (struct slice){"", 1}, 0);
	if (nul != SIZE_MAX) {
		meta = (struct slice){yaml.at + nul + 1, yaml.length - nul - 1};
		yaml.length = nul;
	}
	struct arena arena;
	arena_init(&arena);
	struct codebook codebook;
	struct scheme_remarks remarks = {0};
	struct error error = {0};
	enum status status = codebook_load(&arena, yaml, "fuzz.yaml", meta, "fuzz.meta.yaml",
					   &codebook, &remarks, &error);
	check_remarks(&remarks, status);
	if (status == STATUS_OK) {
		check_tree(&codebook);
		/* The file is a text that holds its own patterns. */
		scan(&arena, &codebook, utf8_find_invalid(yaml) == SIZE_MAX ? yaml : SLICE(""));
	} else {
		MUST(error.status == status && error.text[0] != '\0');
	}
	arena_release(&arena);
	return 0;
}
