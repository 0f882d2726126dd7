/* Names that a user types become ids: orientations, columns, regions, codes. */
#include "study/coded_load.h"

#include <stdlib.h>
#include <string.h>

#include "reuse/origin.h"
#include "study/named.h"

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
	if (!leaves && !axes)
		TRY(code_named(board, part, &branch, error));
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
		if (tier_is(tier, slice_trim(part)))
			return true;
	return false;
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
		struct region_id id;
		TRY(region_named(board, part, &id, error));
		wanted[id.value - 1] = true;
	}
	rest = query->tier;
	while (query->tier.length > 0 && slice_cut(&rest, ',', &part))
		TRY(tier_check(board, slice_trim(part), error));
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
			if (tier_is(gazetteer->regions[i].tier, part))
				wanted[i] = tier = true;
		if (tier)
			continue;
		struct region_id id;
		TRY(region_named(board, part, &id, error));
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
		struct code_id id;
		TRY(code_named(board, part, &id, error));
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
