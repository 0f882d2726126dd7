/* Names that a user types become ids: orientations, columns, regions, codes. */
#include "study/coded_load.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "reuse/origin.h"

struct passage_filter query_filter(const struct board_query *query)
{
	return (struct passage_filter){.kind = query->kind,
				       .orientations = query->orientations,
				       .reuse_classes =
					       query->own_voice ? reuse_own_voice_classes() : 0};
}

enum status orientations_parse(struct slice words, unsigned *orientations, struct error *error)
{
	*orientations = 0;
	struct slice rest = words, word;
	while (slice_cut(&rest, ',', &word)) {
		enum orientation orientation;
		word = slice_trim(word);
		if (slice_is(word, "any")) {
			*orientations = 0;
			return STATUS_OK;
		}
		if (!orientation_from_name(word, &orientation))
			return error_set(
				error, STATUS_USAGE,
				"orientation \"%.*s\" is unknown: use plan, review, present or any",
				(int)word.length, word.at);
		*orientations |= 1U << orientation;
	}
	return STATUS_OK;
}

static enum status unknown_code(const struct board *board, struct slice name, struct error *error)
{
	struct buffer branches;
	buffer_init(&branches);
	for (size_t i = 0; i < board->codebook.code_count; i++) {
		const struct code *code = &board->codebook.codes[i];
		/* A key without its branch is the usual slip: say the full name. */
		if (slice_equal(code->key, name) && code->level > 1) {
			enum status status = error_set(
				error, STATUS_USAGE, "code \"%.*s\" is unknown: did you mean %.*s?",
				(int)name.length, name.at, (int)code->name.length, code->name.at);
			buffer_release(&branches);
			return status;
		}
		if (code->level == 1)
			buffer_printf(&branches, " %.*s", (int)code->name.length, code->name.at);
	}
	enum status status = error_set(
		error, STATUS_USAGE,
		"code \"%.*s\" is unknown: the top level is%s (qipan codebook show lists all)",
		(int)name.length, name.at, branches.at);
	buffer_release(&branches);
	return status;
}

struct column_list {
	struct coded_column *at;
	size_t count;
	bool *taken; /* by code */
};

static void take(const struct code *code, bool asked, struct column_list *list)
{
	if (list->taken[code->id.value - 1])
		return;
	list->taken[code->id.value - 1] = true;
	list->at[list->count++] =
		(struct coded_column){code->id, code->name, code->label_zh, asked};
}

static enum status take_part(const struct board *board, struct slice part, struct column_list *list,
			     struct error *error)
{
	bool leaves = slice_is(part, "leaves"), axes = slice_is(part, "axes");
	struct code_id branch = {0};
	if (!leaves && !axes) {
		branch = codebook_find(&board->codebook, part);
		if (branch.value == 0)
			return unknown_code(board, part, error);
	}
	bool any = false;
	for (size_t i = 0; i < board->codebook.code_count; i++) {
		const struct code *code = &board->codebook.codes[i];
		if ((leaves && code->leaf) || (axes && code->level == 1) ||
		    (branch.value != 0 && code->parent.value == branch.value)) {
			take(code, true, list);
			any = true;
		}
	}
	if (!any && branch.value != 0)
		take(codebook_code(&board->codebook, branch), true, list);
	return STATUS_OK;
}

/* Codes that share a parent with a column, unless they or codes below them are columns already. */
static void take_siblings(const struct board *board, struct column_list *list)
{
	const struct codebook *codebook = &board->codebook;
	bool *wanted = arena_array(board->arena, bool, codebook->code_count + 1);
	for (size_t i = 0; i < list->count; i++)
		wanted[codebook_code(codebook, list->at[i].id)->parent.value] = true;
	wanted[0] = false; /* axes stand on their own */
	for (size_t i = 0; i < list->count; i++)
		for (uint32_t up = list->at[i].id.value; up != 0;
		     up = codebook->codes[up - 1].parent.value)
			list->taken[up - 1] = true;
	for (size_t i = 0; i < codebook->code_count; i++)
		if (wanted[codebook->codes[i].parent.value])
			take(&codebook->codes[i], false, list);
}

enum status columns_choose(const struct board *board, struct slice by,
			   struct coded_column **columns, size_t *count, struct error *error)
{
	struct column_list list = {
		arena_array(board->arena, struct coded_column, board->codebook.code_count), 0,
		arena_array(board->arena, bool, board->codebook.code_count)};
	struct slice rest = by, part;
	while (slice_cut(&rest, ',', &part))
		TRY(take_part(board, slice_trim(part), &list, error));
	for (size_t i = 0; i < list.count; i++)
		for (size_t k = 0; k < list.count; k++)
			if (i != k &&
			    codebook_is_below(&board->codebook, list.at[i].id, list.at[k].id))
				return error_set(
					error, STATUS_USAGE,
					"%.*s lies below %.*s: as columns side by side they would "
					"count the same sentences twice; ask for one of them",
					(int)list.at[i].name.length, list.at[i].name.at,
					(int)list.at[k].name.length, list.at[k].name.at);
	take_siblings(board, &list);
	*columns = list.at;
	*count = list.count;
	return STATUS_OK;
}

static bool tier_listed(struct slice tiers, struct slice tier)
{
	struct slice part;
	while (slice_cut(&tiers, ',', &part))
		if (slice_equal_ignoring_case(slice_trim(part), tier))
			return true;
	return false;
}

static enum status check_tiers(const struct board *board, struct slice tiers, struct error *error)
{
	struct slice rest = tiers, part;
	while (slice_cut(&rest, ',', &part)) {
		part = slice_trim(part);
		bool known = false;
		struct buffer words;
		buffer_init(&words);
		for (size_t i = 0; i < board->gazetteer.tier_count; i++) {
			known |= slice_equal_ignoring_case(board->gazetteer.tiers[i], part);
			buffer_printf(&words, " %.*s", (int)board->gazetteer.tiers[i].length,
				      board->gazetteer.tiers[i].at);
		}
		if (!known)
			error_set(error, STATUS_USAGE,
				  "tier \"%.*s\" is unknown: the gazetteer has%s", (int)part.length,
				  part.at, words.at);
		buffer_release(&words);
		if (!known)
			return STATUS_USAGE;
	}
	return STATUS_OK;
}

enum status regions_choose(const struct board *board, const struct board_query *query,
			   uint32_t **ids, size_t *count, struct error *error)
{
	const struct gazetteer *gazetteer = &board->gazetteer;
	bool *wanted = arena_array(board->arena, bool, gazetteer->region_count);
	memset(wanted, query->region.length == 0, gazetteer->region_count);
	struct slice rest = query->region, part;
	while (query->region.length > 0 && slice_cut(&rest, ',', &part)) {
		part = slice_trim(part);
		struct region_id id = gazetteer_find(gazetteer, part);
		if (id.value == 0)
			return error_set(error, STATUS_USAGE,
					 "region \"%.*s\" is unknown or not unique: qipan regions "
					 "show lists "
					 "the names",
					 (int)part.length, part.at);
		wanted[id.value - 1] = true;
	}
	if (query->tier.length > 0)
		TRY(check_tiers(board, query->tier, error));
	*ids = arena_array(board->arena, uint32_t, gazetteer->region_count);
	*count = 0;
	for (size_t i = 0; i < gazetteer->region_count; i++)
		if (wanted[i] && (query->tier.length == 0 ||
				  tier_listed(query->tier, gazetteer->regions[i].tier)))
			(*ids)[(*count)++] = gazetteer->regions[i].id.value;
	return STATUS_OK;
}

enum status sides_choose(const struct board *board, struct slice names, uint32_t **ids,
			 size_t *count, struct error *error)
{
	const struct gazetteer *gazetteer = &board->gazetteer;
	bool *wanted = arena_array(board->arena, bool, gazetteer->region_count + 1);
	struct slice rest = names, part;
	while (slice_cut(&rest, ',', &part)) {
		part = slice_trim(part);
		bool tier = false;
		for (size_t i = 0; i < gazetteer->region_count; i++)
			if (part.length > 0 &&
			    slice_equal_ignoring_case(gazetteer->regions[i].tier, part))
				wanted[i] = tier = true;
		if (tier)
			continue;
		struct region_id id = gazetteer_find(gazetteer, part);
		if (id.value == 0)
			return error_set(error, STATUS_USAGE,
					 "\"%.*s\" is no region and no tier of this board: qipan "
					 "regions show lists both",
					 (int)part.length, part.at);
		wanted[id.value - 1] = true;
	}
	*ids = arena_array(board->arena, uint32_t, gazetteer->region_count);
	*count = 0;
	for (size_t i = 0; i < gazetteer->region_count; i++)
		if (wanted[i])
			(*ids)[(*count)++] = gazetteer->regions[i].id.value;
	return STATUS_OK;
}

enum status codes_below(const struct board *board, struct slice names, uint32_t **ids,
			size_t *count, struct error *error)
{
	const struct codebook *codebook = &board->codebook;
	bool *wanted = arena_array(board->arena, bool, codebook->code_count);
	struct slice rest = names, part;
	while (slice_cut(&rest, ',', &part)) {
		part = slice_trim(part);
		struct code_id id = codebook_find(codebook, part);
		if (id.value == 0)
			return unknown_code(board, part, error);
		for (size_t i = 0; i < codebook->code_count; i++)
			wanted[i] |= codebook->codes[i].id.value == id.value ||
				     codebook_is_below(codebook, codebook->codes[i].id, id);
	}
	*ids = arena_array(board->arena, uint32_t, codebook->code_count);
	*count = 0;
	for (size_t i = 0; i < codebook->code_count; i++)
		if (wanted[i])
			(*ids)[(*count)++] = codebook->codes[i].id.value;
	return STATUS_OK;
}
