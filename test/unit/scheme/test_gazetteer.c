#include <math.h>

#include "check.h"

#include "base/buffer.h"
#include "base/limits.h"
#include "scheme/builtin.h"
#include "scheme/gazetteer.h"

struct fixture {
	struct arena arena;
	struct gazetteer china;
	struct scheme_remarks remarks;
};

static int open_fixture(void **state)
{
	struct fixture *fixture = calloc(1, sizeof *fixture);
	struct error error = {0};
	arena_init(&fixture->arena);
	if (gazetteer_load(&fixture->arena, builtin_gazetteer(), "regions-china.tsv",
			   &fixture->china, &fixture->remarks, &error) != STATUS_OK)
		print_error("%s\n", error.text);
	*state = fixture;
	return 0;
}

static int close_fixture(void **state)
{
	struct fixture *fixture = *state;
	arena_release(&fixture->arena);
	free(fixture);
	return 0;
}

static void the_builtin_file_has_no_remarks(void **state)
{
	struct fixture *fixture = *state;
	assert_int_equal(fixture->china.region_count, 31);
	assert_int_equal(fixture->china.tier_count, 4);
	assert_slice(fixture->china.tiers[0], "east");
	for (size_t i = 0; i < fixture->remarks.count; i++)
		fail_msg("line %u: %s", fixture->remarks.at[i].line,
			 fixture->remarks.at[i].what.at);
	const struct region *region = gazetteer_region(&fixture->china, (struct region_id){1});
	assert_slice(region->name, "北京");
	assert_slice(region->full, "北京市");
	assert_slice(region->english, "Beijing");
	assert_slice(region->level, "province");
	assert_int_equal(region->row, 2);
	assert_int_equal(region->column, 6);
	for (uint32_t i = 1; i <= 31; i++) { /* every capital lies in China */
		region = gazetteer_region(&fixture->china, (struct region_id){i});
		assert_true(region->latitude > 18 && region->latitude < 46);
		assert_true(region->longitude > 87 && region->longitude < 127);
	}
	assert_null(gazetteer_region(&fixture->china, (struct region_id){0}));
	assert_null(gazetteer_region(&fixture->china, (struct region_id){32}));
	for (size_t i = 0; i < fixture->china.bar_count; i++)
		assert_true(fixture->china.bars[i].reason.length > 0);
}

static void names_and_codes_are_resolved(void **state)
{
	struct fixture *fixture = *state;
	static const struct {
		const char *name, *iso; /* NULL: none */
	} rows[] = {
		{"北京市", "BJ"},
		{"北京", "BJ"},
		{"Beijing", "BJ"},
		{"BJ", "BJ"},
		{"110000", "BJ"},
		{"内蒙古自治区", "NM"},
		{"內蒙古", "NM"},
		{"guangxi", "GX"},
		{"Xinjiang Uygur Autonomous Region", "XJ"},
		{" inner  mongolia ", "NM"},
		{"ＢＪ", "BJ"},
		{"渝", "CQ"},
		{"Canton", "GD"},
		{"Tibet", "XZ"},
		{"xizang", "XZ"},
		{"Shaanxi", "SN"},
		{"Shanxi", "SX"},
		{"长三角", NULL},
		{"", NULL},
		{"  ", NULL},
		{"上海合作组织", NULL},
		{"吉林市", NULL},
		{"Mongolia", NULL},
		{"1100", NULL},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct region_id id = gazetteer_find(&fixture->china, slice_from(rows[i].name));
		const struct region *region = gazetteer_region(&fixture->china, id);
		if ((region == NULL) != (rows[i].iso == NULL))
			fail_msg("\"%s\" is %u", rows[i].name, id.value);
		if (region != NULL)
			assert_slice(region->iso, rows[i].iso);
	}
	struct gazetteer none = {0};
	assert_int_equal(gazetteer_find(&none, SLICE("北京")).value, 0);
}

static void titles_name_their_region(void **state)
{
	struct fixture *fixture = *state;
	static const struct {
		const char *title, *iso, *rule;
	} rows[] = {
		{"2026年贵州省政府工作报告", "GZ", "full name 贵州省"},
		{"关于京津冀协同的天津行动方案", "TJ", "short name 天津"},
		{"Report of the Government of Hunan", "HN", "english Hunan"},
		{"浙江大学年度报告", NULL, NULL},
		{"长三角一体化规划", NULL, NULL},
		{"国务院政府工作报告", NULL, NULL},
		{"", NULL, NULL},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct slice rule = SLICE("");
		struct region_id id = gazetteer_guess(&fixture->china, &fixture->arena,
						      slice_from(rows[i].title), &rule);
		const struct region *region = gazetteer_region(&fixture->china, id);
		assert_true((region == NULL) == (rows[i].iso == NULL));
		if (region == NULL)
			continue;
		assert_slice(region->iso, rows[i].iso);
		assert_slice(rule, rows[i].rule);
	}
}

/* The iso codes of the regions that text names, each once, in order. */
static void list_regions(struct fixture *fixture, struct slice text, struct region_hits *hits,
			 struct buffer *out)
{
	struct shadow_text shadow;
	bool seen[64] = {false};
	buffer_clear(out);
	text_normalise(&fixture->arena, text, &shadow);
	gazetteer_scan(&fixture->china, &shadow, 0, shadow.count, hits);
	for (size_t i = 0; i < hits->count; i++) {
		const struct region_hit *hit = &hits->at[i];
		assert_true(hit->start < hit->end && hit->end <= shadow.count);
		assert_int_equal(fixture->china.names[hit->name].region.value, hit->region.value);
		struct slice iso = fixture->china.regions[hit->region.value - 1].iso;
		if (seen[hit->region.value])
			continue;
		seen[hit->region.value] = true;
		buffer_printf(out, "%s%.*s", out->length == 0 ? "" : " ", (int)iso.length, iso.at);
	}
	if (out->length == 0)
		buffer_append_string(out, "-");
}

/* Members of one group have one place; the file may list them in any order. */
static bool same_codes(struct slice a, struct slice b)
{
	struct slice rest = a, code;
	if (a.length != b.length)
		return false;
	while (slice_cut(&rest, ' ', &code))
		if (slice_find(b, code, 0) == SIZE_MAX)
			return false;
	return true;
}

static struct slice read_file(struct arena *arena, const char *path)
{
	FILE *file = fopen(path, "rb");
	if (file == NULL)
		fail_msg("cannot open %s", path);
	struct buffer text;
	buffer_init(&text);
	char piece[4096];
	for (size_t length; (length = fread(piece, 1, sizeof piece, file)) > 0;)
		buffer_append(&text, (struct slice){piece, length});
	fclose(file);
	struct slice copy = arena_copy(arena, buffer_slice(&text));
	buffer_release(&text);
	return copy;
}

static void cases_name_their_regions(void **state)
{
	struct fixture *fixture = *state;
	struct region_hits hits = {0};
	struct buffer got;
	size_t cases = 0, wrong = 0;
	unsigned number = 0;
	buffer_init(&got);
	struct slice rest = read_file(
		&fixture->arena,
		arena_printf(&fixture->arena, "%s/test/cases/regions.txt", source_root()));
	for (struct slice line; slice_cut(&rest, '\n', &line);) {
		number++;
		line = slice_trim(line);
		if (line.length == 0 || line.at[0] == '#')
			continue;
		size_t arrow = slice_find(line, SLICE(" => "), 0);
		if (arrow == SIZE_MAX)
			fail_msg("regions.txt:%u has no =>", number);
		struct slice wanted = {line.at + arrow + 4, line.length - arrow - 4};
		list_regions(fixture, (struct slice){line.at, arrow}, &hits, &got);
		cases++;
		if (same_codes(buffer_slice(&got), wanted))
			continue;
		wrong++;
		print_error("regions.txt:%u: %.*s: got %s\n", number, (int)line.length, line.at,
			    got.at);
	}
	buffer_release(&got);
	region_hits_release(&hits);
	assert_int_equal(wrong, 0);
	assert_true(cases >= 60);
}

static void parts_of_compounds_have_their_own_place(void **state)
{
	struct fixture *fixture = *state;
	struct region_hits hits = {0};
	struct shadow_text shadow;
	text_normalise(&fixture->arena, SLICE("推动疆算入渝"), &shadow);
	gazetteer_scan(&fixture->china, &shadow, 0, shadow.count, &hits);
	assert_int_equal(hits.count, 2);
	assert_int_equal(hits.at[0].start, 2);
	assert_int_equal(hits.at[0].end, 3);
	assert_int_equal(hits.at[1].start, 5);
	assert_slice(fixture->china.names[hits.at[1].name].rule, "abbreviation in 入渝");
	/* all members of a group, at one place */
	text_normalise(&fixture->arena, SLICE("长三角"), &shadow);
	gazetteer_scan(&fixture->china, &shadow, 0, shadow.count, &hits);
	assert_int_equal(hits.count, 4);
	for (size_t i = 0; i < 4; i++)
		assert_true(hits.at[i].start == 0 && hits.at[i].end == 3);
	/* only inside the given range */
	text_normalise(&fixture->arena, SLICE("贵州云南"), &shadow);
	gazetteer_scan(&fixture->china, &shadow, 2, 4, &hits);
	assert_int_equal(hits.count, 1);
	assert_int_equal(hits.at[0].start, 2);
	region_hits_release(&hits);
}

/* Loads a file of one's own; returns the status and all remarks, one a line. */
static enum status load(struct arena *arena, const char *text, struct gazetteer *gazetteer,
			struct slice *remark)
{
	struct scheme_remarks remarks = {0};
	struct error error = {0};
	enum status status =
		gazetteer_load(arena, slice_from(text), "own.csv", gazetteer, &remarks, &error);
	*remark = SLICE("");
	for (size_t i = 0; i < remarks.count; i++)
		*remark = slice_from(
			arena_printf(arena, "%s%s\n", remark->at, remarks.at[i].what.at));
	if (status != STATUS_OK)
		assert_true(error.text[0] != '\0');
	return status;
}

static void other_countries_need_only_names(void **state)
{
	struct fixture *fixture = *state;
	struct gazetteer parties;
	struct slice remark;
	assert_int_equal(
		load(&fixture->arena,
		     "name,iso,group\nChile,CHL,AILAC\n\"Korea, South\",KOR,\nChad,TCD,LDC\n",
		     &parties, &remark),
		STATUS_OK);
	assert_int_equal(parties.region_count, 3);
	assert_int_equal(parties.tier_count, 2);
	assert_slice(parties.regions[1].code, "Korea, South");
	assert_int_equal(gazetteer_find(&parties, SLICE("tcd")).value, 3);
	assert_int_equal(gazetteer_find(&parties, SLICE("korea, south")).value, 2);
	assert_int_equal(parties.regions[0].row, -1);
	assert_true(isnan(parties.regions[0].latitude));
}

static void capitals_have_degrees(void **state)
{
	struct fixture *fixture = *state;
	struct gazetteer parties;
	struct slice remark;
	assert_int_equal(load(&fixture->arena, "name,lat,lon\nPeru,-12.05,-77.04\nChad,91,x\n",
			      &parties, &remark),
			 STATUS_OK);
	assert_true(parties.regions[0].latitude == -12.05);
	assert_true(parties.regions[0].longitude == -77.04);
	assert_true(isnan(parties.regions[1].latitude) && isnan(parties.regions[1].longitude));
	assert_true(slice_find(remark, SLICE("a latitude is from -90 to 90"), 0) != SIZE_MAX);
}

static void parents_are_linked_in_any_order(void **state)
{
	struct fixture *fixture = *state;
	struct gazetteer cities;
	struct slice remark;
	assert_int_equal(load(&fixture->arena,
			      "code;name;level;parent\n11;小城;city;1\n1;大省;province;\n", &cities,
			      &remark),
			 STATUS_OK);
	assert_int_equal(cities.regions[0].parent.value, 2);
	assert_int_equal(cities.regions[1].parent.value, 0);
}

static void shared_names_find_nobody(void **state)
{
	struct fixture *fixture = *state;
	struct gazetteer districts;
	struct slice remark;
	assert_int_equal(load(&fixture->arena, "code,name\n1,朝阳区\n2,朝阳区\n3,海淀区\n",
			      &districts, &remark),
			 STATUS_OK);
	assert_true(slice_find(remark, SLICE("two regions"), 0) != SIZE_MAX);
	assert_int_equal(gazetteer_find(&districts, SLICE("朝阳区")).value, 0);
	assert_int_equal(gazetteer_find(&districts, SLICE("2")).value, 2);
	assert_int_equal(districts.name_count, 1);
}

static void the_lint_finds_mistakes(void **state)
{
	struct fixture *fixture = *state;
	static const struct {
		const char *file;
		enum status status;
		const char *says;
	} rows[] = {
		{"", STATUS_FORMAT, "no region"},
		{"code,tier\n1,east\n", STATUS_FORMAT, "no column holds names"},
		{"code,name\n1,甲州\n1,乙州\n", STATUS_FORMAT, "stands twice"},
		{"code,name\n1,\n", STATUS_FORMAT, "without a name"},
		{"code,name,parent\n1,甲州,9\n", STATUS_FORMAT, "parent"},
		{"code,name,parent\n1,甲州,2\n2,乙州,1\n", STATUS_FORMAT, "circle"},
		{"code,name,parent\n1,甲州,1\n", STATUS_FORMAT, "circle"},
		{"kind,name,reason\nregion,甲州,\nriver,长河,x\n", STATUS_FORMAT, "unknown kind"},
		{"kind,name,reason\nregion,甲州,\nnot,甲州,x\n", STATUS_FORMAT, "hide"},
		{"kind,name,reason\nregion,甲州,\nnot,甲州湾,\n", STATUS_OK, "without a reason"},
		{"kind,name,reason\nregion,甲州,\nnot,,x\n", STATUS_FORMAT, "without a text"},
		{"kind,name,members,reason\nregion,甲州,,\ngroup,两州,乙州,x\n", STATUS_FORMAT,
		 "no region of this code"},
		{"kind,name,members,reason\nregion,甲州,,\ngroup,两州,,x\n", STATUS_FORMAT,
		 "without members"},
		{"kind,name,members,reason\nregion,甲州,,\ncompound,[甲]乙[丙],甲州,x\n",
		 STATUS_FORMAT, "as many [parts]"},
		{"kind,name,reason\nregion,甲州,\nabbreviation,{abbr}{oops},x\n", STATUS_OK, ""},
		{"kind,name,zh_abbr,reason\nregion,甲州,甲,\nabbreviation,{abbr}{oops},,x\n",
		 STATUS_FORMAT, "at most two"},
		{"kind,name,reason\nregion,甲州,\nabbreviation,甲北,x\n", STATUS_FORMAT,
		 "needs {abbr}"},
		{"code,name\n1,甲*\n", STATUS_FORMAT, "wildcard"},
		{"code,name\n1,甲\n", STATUS_OK, "one character"},
		{"code,name,row\n1,甲州,x\n", STATUS_OK, "numbers from 0"},
		{"code,name\n1,\"甲州\n", STATUS_FORMAT, "never closed"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct gazetteer gazetteer;
		struct slice remark;
		enum status status = load(&fixture->arena, rows[i].file, &gazetteer, &remark);
		if (status != rows[i].status ||
		    slice_find(remark, slice_from(rows[i].says), 0) == SIZE_MAX)
			fail_msg("%s: %s, \"%.*s\"", rows[i].file, status_name(status),
				 (int)remark.length, remark.at);
	}
}

static void rules_cannot_explode(void **state)
{
	struct fixture *fixture = *state;
	struct buffer file;
	struct gazetteer gazetteer;
	struct slice remark;
	buffer_init(&file);
	buffer_append_string(&file, "kind,name,zh_abbr,reason\n");
	for (int i = 0; i < 2000; i++)
		buffer_printf(&file, "region,省%d,缩%d,\n", i, i);
	buffer_append_string(&file, "abbreviation,{abbr}{abbr},,two side by side\n");
	assert_int_equal(load(&fixture->arena, file.at, &gazetteer, &remark), STATUS_LIMIT);
	buffer_release(&file);
}

static void long_lines_of_names_stay_linear(void **state)
{
	struct fixture *fixture = *state;
	struct region_hits hits = {0};
	struct shadow_text shadow;
	struct buffer text;
	buffer_init(&text);
	for (int i = 0; i < 100000; i++)
		buffer_append_string(&text, "浙江江西沪苏浙皖京津冀大学");
	text_normalise(&fixture->arena, buffer_slice(&text), &shadow);
	gazetteer_scan(&fixture->china, &shadow, 0, shadow.count, &hits);
	assert_int_equal(hits.count, 900000);
	region_hits_release(&hits);
	buffer_release(&text);
}

#define WITH_FIXTURE(test) cmocka_unit_test_setup_teardown(test, open_fixture, close_fixture)

int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_FIXTURE(the_builtin_file_has_no_remarks),
		WITH_FIXTURE(names_and_codes_are_resolved),
		WITH_FIXTURE(titles_name_their_region),
		WITH_FIXTURE(cases_name_their_regions),
		WITH_FIXTURE(parts_of_compounds_have_their_own_place),
		WITH_FIXTURE(other_countries_need_only_names),
		WITH_FIXTURE(capitals_have_degrees),
		WITH_FIXTURE(parents_are_linked_in_any_order),
		WITH_FIXTURE(shared_names_find_nobody),
		WITH_FIXTURE(the_lint_finds_mistakes),
		WITH_FIXTURE(rules_cannot_explode),
		WITH_FIXTURE(long_lines_of_names_stay_linear),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
