#include "check.h"

#include "base/buffer.h"
#include "base/limits.h"
#include "coding/coding.h"
#include "reports.h"
#include "scheme/builtin.h"

struct fixture {
	struct arena arena;
	struct codebook codebook;
	struct coding_scratch scratch;
	struct document document;
	struct passage passages[8];
};

static void begin(struct fixture *f, struct slice yaml, struct slice meta)
{
	struct scheme_remarks remarks = {0};
	struct error error;
	*f = (struct fixture){0};
	arena_init(&f->arena);
	if (codebook_load(&f->arena, yaml, "test.yaml", meta, "test.meta.yaml", &f->codebook,
			  &remarks, &error) != STATUS_OK)
		fail_msg("%u:%u: %s", error.line, error.column, error.text);
}

static void end(struct fixture *f)
{
	coding_release(&f->scratch);
	arena_release(&f->arena);
}

/* Each line of text becomes a passage. */
static void code(struct fixture *f, struct slice text, const struct gazetteer *gazetteer)
{
	struct shadow_text shadow;
	struct slice rest = text, line;
	f->document = (struct document){.text = text, .passages = f->passages};
	while (slice_cut(&rest, '\n', &line)) {
		assert_true(f->document.passage_count < 8);
		uint32_t start = (uint32_t)(line.at - text.at);
		f->passages[f->document.passage_count++] =
			(struct passage){.span = {start, start + (uint32_t)line.length}};
	}
	text_normalise(&f->arena, text, &shadow);
	coding_match(&f->arena, &f->codebook, gazetteer, &shadow, &f->document, &f->scratch);
}

/* "code:text; ..." of the mentions under the axis (or all), codes without the axis. */
static void write_mentions(const struct fixture *f, struct slice axis, struct buffer *out)
{
	buffer_clear(out);
	for (size_t i = 0; i < f->document.mention_count; i++) {
		const struct mention *m = &f->document.mentions[i];
		struct slice name = codebook_code(&f->codebook, m->code)->name;
		if (axis.length > 0 && (!slice_starts(name, axis) || name.length <= axis.length ||
					name.at[axis.length] != '.'))
			continue;
		size_t skip = axis.length > 0 ? axis.length + 1 : 0;
		if (out->length > 0)
			buffer_append_string(out, "; ");
		buffer_append(out, (struct slice){name.at + skip, name.length - skip});
		buffer_append_byte(out, ':');
		buffer_append(out, slice_span(f->document.text, m->span));
	}
}

static void check_mentions(struct fixture *f, const char *text, const char *wanted)
{
	struct buffer got;
	buffer_init(&got);
	code(f, slice_from(text), NULL);
	write_mentions(f, SLICE(""), &got);
	if (!slice_is(buffer_slice(&got), wanted))
		fail_msg("%s\n  got    %s\n  wanted %s", text, got.at, wanted);
	buffer_release(&got);
}

static const char tiny[] = "place:\n"
			   "  india: [印度]\n"
			   "  indonesia: [印尼]\n"
			   "energy:\n"
			   "  new: [新能源, 能源]\n"
			   "  car: [新能源汽车, 汽车产业]\n"
			   "  both_a: [航空航天]\n"
			   "  both_b: [航空航天]\n"
			   "  twice: ['AI+', 'ai+ ', 强链]\n"
			   "  tie: [链补]\n"
			   "word: [能源汽]\n";
static const char tiny_meta[] = "not:\n"
				"  place.india: [印度尼西亚]\n"
				"  energy: [能源局]\n";

static void exclusions_go_first(void **state)
{
	(void)state;
	struct fixture f;
	begin(&f, slice_from(tiny), slice_from(tiny_meta));
	check_mentions(&f, "印度尼西亚和印度", "place.india:印度");
	/* a phrase given to a branch bars all codes below it, before lengths are compared */
	check_mentions(&f, "国家能源局", "");
	/* not wholly inside: counts */
	check_mentions(&f, "新能源局", "energy.new:新能源");
	end(&f);
}

static void the_longest_wins_inside_an_axis(void **state)
{
	(void)state;
	struct fixture f;
	begin(&f, slice_from(tiny), slice_from(tiny_meta));
	/* 能源汽 is of another axis and sees none of it */
	check_mentions(&f, "新能源汽车产业", "energy.car:新能源汽车; word:能源汽");
	/* the longer one wins though it begins later */
	check_mentions(&f, "新能源，汽车产业", "energy.new:新能源; energy.car:汽车产业");
	check_mentions(&f, "强链补链", "energy.twice:强链");
	/* equal spans of two codes both count; of one code they are one mention */
	check_mentions(&f, "航空航天", "energy.both_a:航空航天; energy.both_b:航空航天");
	check_mentions(&f, "AI＋", "energy.twice:AI＋");
	assert_int_equal(f.document.mentions[0].pattern, 8);
	end(&f);
}

static void a_match_lies_in_one_passage(void **state)
{
	(void)state;
	struct fixture f;
	begin(&f, slice_from(tiny), slice_from(tiny_meta));
	check_mentions(&f, "新能\n源、印度\n尼西亚、印尼",
		       "place.india:印度; place.indonesia:印尼");
	assert_int_equal(f.document.mentions[0].passage, 1);
	assert_int_equal(f.document.mentions[1].passage, 2);
	check_mentions(&f, "", "");
	end(&f);
}

static void names_of_regions_follow_the_same_rules(void **state)
{
	(void)state;
	struct fixture f;
	begin(&f, slice_from(tiny), slice_from(tiny_meta));
	struct region_name names[] = {
		{.text = SLICE("上海"), .region = {1}, .rule = SLICE("short name")},
		{.text = SLICE("上海市"), .region = {1}, .rule = SLICE("full name")},
		{.text = SLICE("长三角"), .region = {1}, .rule = SLICE("group")},
		{.text = SLICE("长三角"), .region = {2}, .rule = SLICE("group")},
		{.text = SLICE("安徽"), .region = {2}, .rule = SLICE("short name")},
	};
	struct gazetteer gazetteer = {
		.names = names, .name_count = 5, .lexicon = lexicon_new(&f.arena)};
	for (size_t i = 0; i < 5; i++)
		assert_int_equal(lexicon_add(gazetteer.lexicon, names[i].text, NULL), STATUS_OK);
	assert_int_equal(lexicon_add(gazetteer.lexicon, SLICE("上海合作组织"), NULL), STATUS_OK);
	lexicon_build(gazetteer.lexicon);
	code(&f, SLICE("上海合作组织在上海市\n安徽融入长三角"), &gazetteer);
	static const struct {
		uint32_t passage, region, name, start;
	} wanted[] = {{0, 1, 1, 21}, {1, 2, 4, 31}, {1, 1, 2, 43}, {1, 2, 3, 43}};
	assert_int_equal(f.document.region_mention_count, 4);
	for (size_t i = 0; i < 4; i++) {
		const struct region_mention *m = &f.document.region_mentions[i];
		assert_int_equal(m->passage, wanted[i].passage);
		assert_int_equal(m->region.value, wanted[i].region);
		assert_int_equal(m->name, wanted[i].name);
		assert_int_equal(m->span.start, wanted[i].start);
	}
	end(&f);
}

/* A million hits and bars in one passage: sorted, not compared with each other. */
static void one_large_passage_is_no_trap(void **state)
{
	(void)state;
	struct fixture f;
	begin(&f, slice_from(tiny), slice_from(tiny_meta));
	struct buffer text;
	buffer_init(&text);
	for (int i = 0; i < 200000; i++)
		buffer_append_string(&text, "印度尼西亚新能源汽车航空航天");
	code(&f, buffer_slice(&text), NULL);
	assert_int_equal(f.document.mention_count, 4 * 200000);
	buffer_release(&text);
	end(&f);
}

/* ---- test/cases/coding.txt ------------------------------------------------------------------- */

static int check_case(struct fixture *f, int number, struct slice line, struct buffer *got)
{
	struct slice axis, text = SLICE(""), wanted = SLICE("");
	slice_cut(&line, '|', &axis);
	if (!slice_cut(&line, '|', &text) || !slice_cut(&line, '|', &wanted))
		fail_msg("coding.txt:%d: a case is axis | text | mentions", number);
	axis = slice_trim(axis);
	wanted = slice_trim(wanted);
	code(f, slice_trim(text), NULL);
	write_mentions(f, axis, got);
	if (slice_equal(buffer_slice(got), slice_is(wanted, "-") ? SLICE("") : wanted))
		return 0;
	print_message("# coding.txt:%d: got %s\n", number, got->at);
	return 1;
}

static void cases_of_the_built_in_codebook_hold(void **state)
{
	(void)state;
	struct fixture f;
	begin(&f, builtin_codebook(), builtin_codebook_meta());
	struct slice cases = read_whole(
		&f.arena, arena_printf(&f.arena, "%s/test/cases/coding.txt", source_root()));
	assert_non_null(cases.at);
	struct buffer got;
	buffer_init(&got);
	struct slice line;
	int number = 0, count = 0, wrong = 0;
	while (slice_cut(&cases, '\n', &line)) {
		number++;
		line = slice_trim(line);
		if (line.length == 0 || line.at[0] == '#')
			continue;
		wrong += check_case(&f, number, line, &got);
		count++;
	}
	assert_int_equal(wrong, 0);
	assert_true(count >= 60);
	buffer_release(&got);
	end(&f);
}

/* The nth block between ```yaml and ``` of a document. */
static struct slice yaml_block(struct slice document, int n)
{
	size_t start = 0;
	for (int i = 0; i <= n; i++) {
		start = slice_find(document, SLICE("```yaml\n"), start);
		assert_true(start != SIZE_MAX);
		start += strlen("```yaml\n");
	}
	size_t stop = slice_find(document, SLICE("```"), start);
	assert_true(stop != SIZE_MAX);
	return (struct slice){document.at + start, stop - start};
}

static void the_example_of_the_manual_is_true(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena);
	struct slice manual =
		read_whole(&arena, arena_printf(&arena, "%s/docs/codebook.md", source_root()));
	assert_non_null(manual.at);
	struct fixture f;
	begin(&f, yaml_block(manual, 0), yaml_block(manual, 1));
	static const char sentence[] = "印度尼西亚在印度洋发展新能源汽车，装机达到1.5亿千瓦";
	assert_true(slice_find(manual, slice_from(sentence), 0) != SIZE_MAX);
	check_mentions(&f, sentence,
		       "place.indonesia:印度尼西亚; industry.vehicles.electric:新能源汽车; "
		       "industry.energy:达到1.5亿千瓦");
	end(&f);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(exclusions_go_first),
		cmocka_unit_test(the_longest_wins_inside_an_axis),
		cmocka_unit_test(a_match_lies_in_one_passage),
		cmocka_unit_test(names_of_regions_follow_the_same_rules),
		cmocka_unit_test(one_large_passage_is_no_trap),
		cmocka_unit_test(cases_of_the_built_in_codebook_hold),
		cmocka_unit_test(the_example_of_the_manual_is_true),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
