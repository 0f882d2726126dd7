/*
 * scheme/gazetteer: the input is a gazetteer file. Loading says OK or lists an error; a loaded one
 * finds every region by its code unless it is shared, and scanning the file itself gives hits in
 * order inside the text.
 */
#include "scheme/gazetteer.h"

#include "check.h"

static void scan(const struct gazetteer *gazetteer, struct arena *arena, struct slice text)
{
	struct shadow_text shadow;
	struct region_hits hits = {0};
	text_normalise(arena, text, &shadow);
	gazetteer_scan(gazetteer, &shadow, 0, shadow.count, &hits);
	for (size_t i = 0; i < hits.count; i++) {
		MUST(hits.at[i].start < hits.at[i].end && hits.at[i].end <= shadow.count);
		MUST(i == 0 || hits.at[i - 1].start <= hits.at[i].start);
		MUST(hits.at[i].name < gazetteer->name_count);
		MUST(gazetteer_region(gazetteer, hits.at[i].region) != NULL);
	}
	region_hits_release(&hits);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct slice text = fuzz_text(bytes, length);
	struct arena arena;
	struct gazetteer gazetteer;
	struct scheme_remarks remarks = {0};
	struct error error = {0};
	if (length > 4096)
		return 0; /* {abbr}{abbr} is a square of the file */
	arena_init(&arena);
	enum status status = gazetteer_load(&arena, text, "fuzz.tsv", &gazetteer, &remarks, &error);
	MUST((status == STATUS_OK) == (error.status == STATUS_OK));
	MUST(status != STATUS_OK || (remarks.error_count == 0 && gazetteer.region_count > 0));
	for (size_t i = 0; status == STATUS_OK && i < gazetteer.region_count; i++) {
		const struct region *region = &gazetteer.regions[i];
		struct region_id id = gazetteer_find(&gazetteer, region->code);
		MUST(region->id.value == i + 1 && region->parent.value <= gazetteer.region_count);
		MUST(region->name.length > 0 && region->row >= -1 && region->column >= -1);
		MUST(id.value == 0 || id.value <= gazetteer.region_count);
	}
	if (status == STATUS_OK)
		scan(&gazetteer, &arena, text);
	arena_release(&arena);
	return 0;
}
