#include "study/level.h"

struct level_word {
	const char *word;
	uint32_t level;
};

static const struct level_word level_words[] = {
	{"national", 1},     {"nation", 1},   {"country", 1}, {"central", 1},	 {"federal", 1},
	{"国家", 1},	     {"中央", 1},     {"国家级", 1},  {"province", 2},	 {"provincial", 2},
	{"state", 2},	     {"regional", 2}, {"region", 2},  {"省", 2},	 {"省级", 2},
	{"自治区", 2},	     {"直辖市", 2},   {"city", 3},    {"prefecture", 3}, {"municipal", 3},
	{"municipality", 3}, {"市", 3},	      {"市级", 3},    {"地级市", 3},	 {"county", 4},
	{"district", 4},     {"县", 4},	      {"区", 4},      {"县级", 4},
};

/* Regions that say by themselves that they stand above all others. */
static const char *const central_words[] = {"中央",   "国家",	 "全国",     "中国",
					    "国务院", "central", "national", "federal"};

static uint32_t level_of_word(struct slice word)
{
	for (size_t i = 0; i < sizeof level_words / sizeof *level_words; i++)
		if (slice_equal_ignoring_case(word, slice_from(level_words[i].word)))
			return level_words[i].level;
	return 0;
}

uint32_t level_of_document(const struct board *board, const struct country_names *countries,
			   const struct document_metadata *metadata)
{
	uint32_t level = level_of_word(slice_trim(metadata->level));
	if (level != 0)
		return level;
	struct slice name = slice_trim(metadata->region);
	if (metadata->region_id.value != 0 &&
	    metadata->region_id.value <= board->gazetteer.region_count) {
		const struct region *region =
			gazetteer_region(&board->gazetteer, metadata->region_id);
		level = level_of_word(region->level);
		if (level != 0)
			return level;
		name = region->name;
	}
	for (size_t i = 0; i < sizeof central_words / sizeof *central_words; i++)
		if (slice_equal_ignoring_case(name, slice_from(central_words[i])))
			return 1;
	return country_is(countries, name) ? 1 : 0;
}
