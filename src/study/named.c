#include "study/named.h"

#include "base/buffer.h"
#include "base/suggest.h"
#include "corpus/tier.h"

enum {
	TYPED_MOST = 60, /* bytes of what was typed that a message repeats */
	CODES_TOLD = 12, /* a message has room for so many */
};

static int typed(struct slice name)
{
	return (int)(name.length < TYPED_MOST ? name.length : TYPED_MOST);
}

/* "; did you mean A, B?" of the near ones, or nothing. Word i is shown as shown[i]. */
static void append_near(struct buffer *out, struct slice name, const struct slice *words,
			const struct slice *shown, size_t count)
{
	size_t nearest[SUGGEST_MOST];
	size_t found = suggest_nearest(name, words, count, nearest);
	for (size_t i = 0; i < found; i++)
		buffer_printf(out, "%s%.*s", i == 0 ? "; did you mean " : ", ",
			      (int)shown[nearest[i]].length, shown[nearest[i]].at);
	buffer_append_string(out, found > 0 ? "?" : "");
}

/* ---- codes ----------------------------------------------------------------------------------- */

static bool is_heading(const struct code *code, struct slice name)
{
	return slice_equal_ignoring_case(code->label_zh, name) ||
	       slice_equal_ignoring_case(code->label_en, name);
}

/* The codes of level 1, or those right below the branch that the name begins with. */
static void append_branches(struct buffer *out, const struct codebook *codebook, struct slice name)
{
	size_t dot = slice_find(name, SLICE("."), 0);
	struct code_id branch = {0};
	if (dot != SIZE_MAX)
		branch = codebook_find(codebook, (struct slice){name.at, dot});
	if (branch.value == 0)
		buffer_append_string(out, ": the top level is");
	else
		buffer_printf(out, ": below %.*s are", (int)dot, name.at);
	size_t told = 0;
	for (size_t i = 0; i < codebook->code_count; i++) {
		const struct code *code = &codebook->codes[i];
		if (code->parent.value == branch.value && told++ < CODES_TOLD)
			buffer_printf(out, " %.*s", (int)code->name.length, code->name.at);
	}
	if (told > CODES_TOLD)
		buffer_printf(out, " and %zu more", told - CODES_TOLD);
	buffer_append_string(out, " (qipan codebook show lists all)");
}

static enum status code_unknown(const struct codebook *codebook, struct slice name,
				struct error *error)
{
	enum { SPELLINGS = 4 };
	struct arena scratch;
	struct buffer words;
	arena_init(&scratch);
	buffer_init(&words);
	size_t count = SPELLINGS * codebook->code_count;
	struct slice *spelled = arena_array(&scratch, struct slice, count + 1);
	struct slice *shown = arena_array(&scratch, struct slice, count + 1);
	for (size_t i = 0; i < codebook->code_count; i++) {
		const struct code *code = &codebook->codes[i];
		const struct slice names[SPELLINGS] = {code->name, code->key, code->label_zh,
						       code->label_en};
		for (size_t k = 0; k < SPELLINGS; k++) {
			spelled[SPELLINGS * i + k] = names[k];
			shown[SPELLINGS * i + k] = code->name;
		}
	}
	append_near(&words, name, spelled, shown, count);
	if (words.length == 0)
		append_branches(&words, codebook, name);
	enum status status = error_set(error, STATUS_USAGE, "code \"%.*s\" is unknown%s",
				       typed(name), name.at, words.at);
	buffer_release(&words);
	arena_release(&scratch);
	return status;
}

enum status code_named(const struct board *board, struct slice name, struct code_id *id,
		       struct error *error)
{
	const struct codebook *codebook = &board->codebook;
	struct buffer sharing;
	size_t found = 0;
	*id = codebook_find(codebook, name);
	if (id->value != 0)
		return STATUS_OK;
	buffer_init(&sharing);
	for (size_t i = 0; name.length > 0 && i < codebook->code_count; i++) {
		const struct code *code = &codebook->codes[i];
		if (!is_heading(code, name))
			continue;
		*id = code->id;
		found++;
		buffer_printf(&sharing, " %.*s", (int)code->name.length, code->name.at);
	}
	enum status status = STATUS_OK;
	if (found == 0)
		status = code_unknown(codebook, name, error);
	else if (found > 1)
		status =
			error_set(error, STATUS_USAGE, "\"%.*s\" heads several codes: say which:%s",
				  typed(name), name.at, sharing.at);
	buffer_release(&sharing);
	return status;
}

/* ---- regions --------------------------------------------------------------------------------- */

/* The names of the regions that the name stands for, separated by commas. */
static void append_sharing(struct buffer *out, const struct gazetteer *gazetteer, struct slice name)
{
	uint32_t last = 0;
	for (size_t i = 0; i < gazetteer->name_count; i++) {
		const struct region_name *entry = &gazetteer->names[i];
		if (!slice_equal_ignoring_case(entry->text, name) || entry->region.value == last)
			continue;
		last = entry->region.value;
		struct slice region = gazetteer_region(gazetteer, entry->region)->name;
		buffer_printf(out, "%s%.*s", out->length > 0 ? "," : "", (int)region.length,
			      region.at);
	}
}

static void append_near_regions(struct buffer *out, const struct gazetteer *gazetteer,
				struct slice name)
{
	struct arena scratch;
	arena_init(&scratch);
	struct slice *spelled = arena_array(&scratch, struct slice, gazetteer->name_count + 1);
	size_t count = 0;
	for (size_t i = 0; i < gazetteer->name_count; i++)
		if (gazetteer->names[i].kind <= REGION_NAME_VARIANT)
			spelled[count++] = gazetteer->names[i].text;
	append_near(out, name, spelled, spelled, count);
	arena_release(&scratch);
}

enum status region_named(const struct board *board, struct slice name, struct region_id *id,
			 struct error *error)
{
	const struct gazetteer *gazetteer = &board->gazetteer;
	struct buffer words;
	*id = gazetteer_find(gazetteer, name);
	if (id->value != 0)
		return STATUS_OK;
	buffer_init(&words);
	append_sharing(&words, gazetteer, name);
	enum status status;
	if (words.length > 0) {
		status = error_set(error, STATUS_USAGE,
				   "\"%.*s\" names several regions: say which of %s", typed(name),
				   name.at, words.at);
	} else {
		append_near_regions(&words, gazetteer, name);
		status = error_set(
			error, STATUS_USAGE, "region \"%.*s\" is unknown%s", typed(name), name.at,
			words.length > 0 ? words.at : ": qipan regions show lists the names");
	}
	buffer_release(&words);
	return status;
}

/* ---- tiers ----------------------------------------------------------------------------------- */

bool tier_is(struct slice tier, struct slice word)
{
	const char *chinese = tier_chinese(tier);
	return tier.length > 0 && (slice_equal_ignoring_case(tier, word) ||
				   (chinese != NULL && slice_is(word, chinese)));
}

enum status tier_check(const struct board *board, struct slice word, struct error *error)
{
	const struct gazetteer *gazetteer = &board->gazetteer;
	struct buffer words;
	for (size_t i = 0; i < gazetteer->tier_count; i++)
		if (tier_is(gazetteer->tiers[i], word))
			return STATUS_OK;
	buffer_init(&words);
	append_near(&words, word, gazetteer->tiers, gazetteer->tiers, gazetteer->tier_count);
	buffer_append_string(&words, words.length > 0 ? "" : ": the gazetteer has");
	for (size_t i = 0; words.at[0] == ':' && i < gazetteer->tier_count; i++)
		buffer_printf(&words, " %.*s", (int)gazetteer->tiers[i].length,
			      gazetteer->tiers[i].at);
	enum status status = error_set(error, STATUS_USAGE, "tier \"%.*s\" is unknown%s",
				       typed(word), word.at, words.at);
	buffer_release(&words);
	return status;
}
