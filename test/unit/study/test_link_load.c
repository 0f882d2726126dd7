/* Which sentences name which regions, and for what. */
#define _XOPEN_SOURCE 700 /* mkdtemp, nftw */
#include "given.h"

#include "study/link_load.h"

/* Our own words. */
static const char table[] =
	"id,region,date,text\n"
	"xj,新疆,2026,\"一、2026年重点工作\n"
	"发展旅游业，加快疆算入渝和算力外送，建设绿色算力一张网。\n"
	"做好民族宗教、气象、地震、档案、援藏工作。\"\n"
	"cq,重庆,2026,\"一、2026年重点工作\n"
	"统筹本地算力和疆算入渝，用好算力券，支持企业。\n"
	"加强与上海的合作，发展低空经济和人工智能。\"\n"
	"sh,上海,2026,\"一、2026年重点工作\n深化长三角一体化，共建算力走廊，建设枢纽。\"\n";

struct loaded {
	struct given given;
	struct coded_corpus corpus;
	struct link_input input;
};

static void start(struct loaded *loaded)
{
	struct given *given = &loaded->given;
	given_start(given);
	given_board(given, "b.qipan", SCHEME_BUILT_IN, 1);
	given_file(given, "t.csv", table);
	assert_int_equal(given_add(given, "t.csv").added, 3);
	struct board_query query = {.by = SLICE("field")};
	must(given,
	     link_load(&given->board, &query, &loaded->corpus, &loaded->input, &given->error));
}

static uint32_t region(const struct loaded *loaded, const char *name)
{
	return gazetteer_find(&loaded->given.board.gazetteer, slice_from(name)).value - 1;
}

static const struct link_naming *naming(const struct loaded *loaded, const char *from,
					const char *to)
{
	for (size_t i = 0; i < loaded->input.count; i++) {
		const struct link_naming *at = &loaded->input.namings[i];
		if (loaded->corpus.passages[at->passage].region == region(loaded, from) &&
		    at->to == region(loaded, to))
			return at;
	}
	return NULL;
}

static bool is_for(const struct loaded *loaded, const struct link_naming *naming, const char *code)
{
	for (uint32_t k = naming->code_start; k < naming->code_end; k++)
		if (slice_is(loaded->corpus.columns[loaded->input.codes[k]].name, code))
			return true;
	return false;
}

static void both_sides_name_each_other_for_computing(void **state)
{
	(void)state;
	struct loaded loaded;
	start(&loaded);
	const struct link_naming *there = naming(&loaded, "新疆", "重庆");
	const struct link_naming *back = naming(&loaded, "重庆", "新疆");
	assert_non_null(there);
	assert_non_null(back);
	assert_true(is_for(&loaded, back, "field.computing_power"));
	assert_false(there->listed || there->group);
	given_end(&loaded.given);
}

/* The clause that names it first; one without codes takes those of its sentence. */
static void it_is_named_for_what_its_clause_says(void **state)
{
	(void)state;
	struct loaded loaded;
	start(&loaded);
	assert_false(is_for(&loaded, naming(&loaded, "新疆", "重庆"), "field.culture_tourism"));
	const struct link_naming *empty = naming(&loaded, "重庆", "上海");
	assert_true(is_for(&loaded, empty, "field.low_altitude"));
	assert_true(is_for(&loaded, empty, "field.ai"));
	given_end(&loaded.given);
}

static void lists_and_groups_are_told_apart(void **state)
{
	(void)state;
	struct loaded loaded;
	start(&loaded);
	assert_true(naming(&loaded, "新疆", "西藏")->listed);
	const struct link_naming *group = naming(&loaded, "上海", "安徽");
	assert_true(group->group);
	assert_int_equal(group->share, 3);
	assert_null(naming(&loaded, "上海", "上海"));
	given_end(&loaded.given);
}

static void distance_is_that_of_the_tiles(void **state)
{
	(void)state;
	struct loaded loaded;
	start(&loaded);
	size_t count = loaded.corpus.region_count;
	const uint8_t *distance = loaded.input.distance;
	assert_int_equal(distance[region(&loaded, "重庆") * count + region(&loaded, "四川")], 0);
	assert_int_equal(distance[region(&loaded, "新疆") * count + region(&loaded, "重庆")], 1);
	assert_int_equal(distance[region(&loaded, "新疆") * count + region(&loaded, "海南")], 2);
	given_end(&loaded.given);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(both_sides_name_each_other_for_computing),
		cmocka_unit_test(it_is_named_for_what_its_clause_says),
		cmocka_unit_test(lists_and_groups_are_told_apart),
		cmocka_unit_test(distance_is_that_of_the_tiles),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
