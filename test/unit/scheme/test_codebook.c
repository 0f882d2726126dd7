#include "check.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/limits.h"
#include "scheme/builtin.h"
#include "scheme/codebook.h"
#include "scheme/yaml_plain.h"

struct fixture {
	struct arena arena;
	struct codebook codebook;
	struct scheme_remarks remarks;
	struct error error;
	enum status status;
};

static void load(struct fixture *f, struct slice yaml, struct slice meta)
{
	memset(f, 0, sizeof *f);
	arena_init(&f->arena);
	f->status = codebook_load(&f->arena, yaml, "c.yaml", meta, "c.meta.yaml", &f->codebook,
				  &f->remarks, &f->error);
}

static void end(struct fixture *f)
{
	arena_release(&f->arena);
}

/* "line:col kind words" of each remark must be found in order; words is a part of the message. */
struct wanted_remark {
	uint32_t line, column;
	char kind; /* e, w, n */
	const char *part;
};

static char kind_of(const struct scheme_remark *remark)
{
	return remark->is_error ? 'e' : remark->is_note ? 'n' : 'w';
}

static void check_remarks(const char *yaml, const char *meta, const struct wanted_remark *wanted,
			  size_t count)
{
	struct fixture f;
	size_t errors = 0;
	load(&f, slice_from(yaml), slice_from(meta));
	for (size_t i = 0; i < f.remarks.count; i++) {
		const struct scheme_remark *r = &f.remarks.at[i];
		bool same = i < count && r->line == wanted[i].line &&
			    r->column == wanted[i].column && kind_of(r) == wanted[i].kind &&
			    strstr(r->what.at, wanted[i].part) != NULL;
		if (!same)
			fail_msg("%s\nremark %zu is %s:%u:%u %c %s", yaml, i, r->file.at, r->line,
				 r->column, kind_of(r), r->what.at);
		errors += r->is_error;
	}
	if (f.remarks.count != count)
		fail_msg("%s\n%zu remarks, wanted %zu", yaml, f.remarks.count, count);
	assert_int_equal(f.remarks.error_count, errors);
	assert_int_equal(f.status, errors > 0 ? STATUS_FORMAT : STATUS_OK);
	end(&f);
}

#define CHECK_REMARKS(yaml, meta, ...)                                                             \
	do {                                                                                       \
		const struct wanted_remark wanted[] = {__VA_ARGS__};                               \
		check_remarks(yaml, meta, wanted, sizeof wanted / sizeof *wanted);                 \
	} while (0)

static void a_codebook_becomes_a_tree_in_file_order(void **state)
{
	(void)state;
	struct fixture f;
	load(&f,
	     SLICE("field:\n"
		   "  __: [field word]\n"
		   "  computing_power:\n"
		   "  - 算力\n"
		   "  - \"2025\"\n"
		   "  ai: {core: 人工智能, 'use': [AI应用, \"AI+\"]}\n"
		   "risk: [短板]\n"),
	     SLICE(""));
	assert_int_equal(f.status, STATUS_OK);
	static const struct {
		const char *name;
		uint32_t parent, axis, level, patterns;
		bool leaf;
	} wanted[] = {
		{"field", 0, 1, 1, 1, false},	    {"field.computing_power", 1, 1, 2, 2, true},
		{"field.ai", 1, 1, 2, 0, false},    {"field.ai.core", 3, 1, 3, 1, true},
		{"field.ai.use", 3, 1, 3, 2, true}, {"risk", 0, 6, 1, 1, true},
	};
	assert_int_equal(f.codebook.code_count, 6);
	for (size_t i = 0; i < 6; i++) {
		const struct code *code = &f.codebook.codes[i];
		assert_slice(code->name, wanted[i].name);
		assert_int_equal(code->id.value, i + 1);
		assert_int_equal(code->parent.value, wanted[i].parent);
		assert_int_equal(code->axis.value, wanted[i].axis);
		assert_int_equal(code->level, wanted[i].level);
		assert_int_equal(code->pattern_end - code->pattern_start, wanted[i].patterns);
		assert_int_equal(code->leaf, wanted[i].leaf);
	}
	assert_slice(f.codebook.codes[1].label_en, "computing power");
	assert_slice(f.codebook.codes[1].label_zh, "computing power");
	assert_slice(f.codebook.patterns[2].text, "2025");
	assert_int_equal(f.codebook.patterns[2].line, 5);
	assert_int_equal(f.codebook.patterns[2].column, 5);
	struct code_id use = codebook_find(&f.codebook, SLICE("field.ai.use"));
	assert_int_equal(use.value, 5);
	assert_int_equal(codebook_find(&f.codebook, SLICE("use")).value, 0);
	assert_true(codebook_is_below(&f.codebook, use, (struct code_id){1}));
	assert_true(codebook_is_below(&f.codebook, use, use));
	assert_false(codebook_is_below(&f.codebook, use, (struct code_id){6}));
	end(&f);
}

static void the_side_file_fills_labels_and_exclusions(void **state)
{
	(void)state;
	struct fixture f;
	load(&f, SLICE("a:\n  b: [印度]\n  c: [印度, 南亚]\nd: [x]\n"),
	     SLICE("\xEF\xBB\xBFversion: 3\ndate: 2026-11-24\nmatching: {zh: any, en: [any]}\n"
		   "not: {a: [印度尼西亚], d: xx x}\n"
		   "labels: {a: {zh: 甲, en: first}}\n"
		   "code_labels: {a.b: {zh: 乙}}\n"
		   "definitions: {a.b: {zh: 一句, en: one}, a.c: {zh: 只有中文}}\n"
		   "notes: {d: a note}\n"));
	assert_int_equal(f.status, STATUS_OK);
	const struct codebook *c = &f.codebook;
	assert_slice(c->version, "3");
	assert_slice(c->date, "2026-11-24");
	assert_slice(c->codes[0].label_zh, "甲");
	assert_slice(c->codes[0].label_en, "first");
	assert_slice(c->codes[1].label_zh, "乙");
	assert_slice(c->codes[1].label_en, "b");
	assert_slice(c->codes[1].definition, "one");
	assert_slice(c->codes[1].definition_zh, "一句");
	assert_slice(c->codes[2].definition, "只有中文");
	assert_slice(c->codes[3].note, "a note");
	/* of the branch a, for both codes below; a itself has no patterns */
	assert_int_equal(c->exclusion_count, 3);
	assert_int_equal(c->exclusions[0].code.value, 2);
	assert_int_equal(c->exclusions[1].code.value, 3);
	assert_slice(c->exclusions[2].text, "xx x");
	assert_int_equal(strlen(c->sha256), 64);
	end(&f);
}

static void precision_is_two_whole_numbers(void **state)
{
	(void)state;
	struct fixture f;
	load(&f, SLICE("a:\n  b: [印度]\n  c: [南亚]\n"), SLICE("precision: {a.b: [12, 20]}\n"));
	assert_int_equal(f.status, STATUS_OK);
	assert_int_equal(f.codebook.codes[1].hits_right, 12);
	assert_int_equal(f.codebook.codes[1].hits_read, 20);
	assert_int_equal(f.codebook.codes[2].hits_read, 0);
	end(&f);
	const char *const wrong[] = {"[21, 20]", "[12]",    "[1, 2, 3]", "0.6",
				     "[-1, 20]", "[12, x]", "[1, [2]]",	 "{right: 12}"};
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		char meta[64];
		snprintf(meta, sizeof meta, "precision: {a.b: %s}\n", wrong[i]);
		load(&f, SLICE("a:\n  b: [印度]\n"), slice_from(meta));
		assert_int_equal(f.status, STATUS_FORMAT);
		assert_non_null(strstr(f.error.text, "[right, read]"));
		assert_int_equal(f.codebook.codes[1].hits_read, 0);
		end(&f);
	}
}

static void the_hash_covers_both_files(void **state)
{
	(void)state;
	struct fixture a, b, c;
	load(&a, SLICE("a: [x]\n"), SLICE(""));
	load(&b, SLICE("a: [x]\n"), SLICE("version: 2\n"));
	load(&c, SLICE("a: [x] \n"), SLICE(""));
	assert_string_not_equal(a.codebook.sha256, b.codebook.sha256);
	assert_string_not_equal(a.codebook.sha256, c.codebook.sha256);
	end(&a);
	end(&b);
	end(&c);
}

static void all_mistakes_are_listed_with_their_place(void **state)
{
	(void)state;
	CHECK_REMARKS("a:\n"
		      "  b: [true, 2025, ok, ~, 2026-01-27]\n"
		      "  c:\n"
		      "  - x\n"
		      "  - k: v\n"
		      "  - [nested]\n"
		      "  b: [again]\n"
		      "  d: {}\n"
		      "  e:\n"
		      "  f: ['*', '']\n"
		      "no: [x]\n"
		      "'': [x]\n",
		      "", {7, 3, 'e', "stands twice here, first in line 2"},
		      {11, 1, 'e', "is a truth value to YAML: quote it"},
		      {12, 1, 'e', "the key is empty"},
		      {2, 7, 'e', "true is a truth value to YAML and not text: quote it"},
		      {2, 13, 'e', "2025 is a number"}, {2, 23, 'e', "~ is nothing (null)"},
		      {2, 26, 'e', "2026-01-27 is a date"}, {5, 5, 'e', "a mapping stands where"},
		      {6, 5, 'e', "a list stands where"}, {8, 6, 'e', "empty mapping"},
		      {9, 5, 'e', "a pattern is missing"}, {10, 7, 'e', "only wildcards"},
		      {10, 12, 'e', "empty"});
}

static void what_schemes_do_not_use_is_refused(void **state)
{
	(void)state;
	CHECK_REMARKS("a: &x [b]\nc: *x\nd: !!str 5\ne: [f]\n", "", {1, 4, 'e', "anchor &x"},
		      {2, 4, 'e', "alias *x"}, {3, 4, 'e', "tag"}, {3, 4, 'e', "number"});
	CHECK_REMARKS("a: [b]\n---\nc: [d]\n", "", {2, 1, 'e', "second document"});
	CHECK_REMARKS("- a\n", "", {1, 1, 'e', "this is a list"});
	CHECK_REMARKS("word\n", "", {1, 1, 'e', "a single text"});
	CHECK_REMARKS("# nothing\n", "", {0, 0, 'e', "empty"});
	CHECK_REMARKS("", "", {0, 0, 'e', "empty"});
	CHECK_REMARKS("{}\n", "", {1, 1, 'e', "empty"});
	CHECK_REMARKS("__: [a]\nb: {__: {c: d}}\n", "", {1, 1, 'e', "here is none"},
		      {2, 9, 'e', "holds patterns, not codes"});
	CHECK_REMARKS("? [a]\n: b\n", "", {1, 3, 'e', "a key is one text"});
	CHECK_REMARKS("a.b: [x]\na: {b: [z]}\n", "", {2, 5, 'e', "two codes have the full name"});
}

static void syntax_errors_stop_at_their_place(void **state)
{
	(void)state;
	CHECK_REMARKS("a:\n  - x\n - y\n", "", {3, 2, 'e', "YAML syntax"});
	CHECK_REMARKS("a: [x\nb: y\n", "", {2, 2, 'e', "YAML syntax"});
	CHECK_REMARKS("a:\n\t- x\n", "", {2, 1, 'e', "YAML syntax"});
	CHECK_REMARKS("a: [x\x01]\n", "", {1, 6, 'e', "U+0001"});
	CHECK_REMARKS("a: [\"x]\n", "", {2, 1, 'e', "YAML syntax"});
}

static void wrong_encodings_are_named(void **state)
{
	(void)state;
	/* 算力 in GBK */
	CHECK_REMARKS("a:\n- x\xCB\xE3\xC1\xA6\n", "", {2, 4, 'e', "GBK"});
	struct fixture f;
	load(&f,
	     (struct slice){"\xFF\xFE"
			    "a\0:\0",
			    6},
	     SLICE(""));
	assert_int_equal(f.status, STATUS_FORMAT);
	assert_non_null(strstr(f.error.text, "UTF-16"));
	end(&f);
	load(&f, (struct slice){"a: [x\0y]\n", 9}, SLICE(""));
	assert_int_equal(f.status, STATUS_FORMAT);
	assert_int_equal(f.error.line, 1);
	end(&f);
}

static void the_side_file_is_checked_against_the_codes(void **state)
{
	(void)state;
	CHECK_REMARKS("a:\n  b: [x]\n",
		      "not:\n  b: [x y]\n  a.c: [z]\n  a.b: [x z, 5]\n"
		      "labels: {a.b: {zh: 乙, fr: deux}}\n"
		      "nots: {}\n"
		      "notes: [a]\n"
		      "version: [1]\n",
		      {2, 3, 'e', "did you mean a.b"}, {3, 3, 'e', "no code is named a.c"},
		      {4, 14, 'e', "5 is a number"}, {5, 23, 'e', "fr is not a language"},
		      {6, 1, 'e', "no section"}, {7, 8, 'e', "must be a mapping"},
		      {8, 10, 'e', "single value"});
	CHECK_REMARKS("a: [x]\n", "not: [\n", {2, 1, 'e', "YAML syntax"});
	CHECK_REMARKS("a: [x]\n", "- x\n", {1, 1, 'e', "mapping of sections"});
}

static void the_lint_warns_of_patterns_that_cannot_count(void **state)
{
	(void)state;
	CHECK_REMARKS("a: [AI+, b, 'ＡＩ＋', robot*, robotic*, robots]\n", "",
		      {1, 13, 'w', "finds the same as AI+ in line 1"},
		      {1, 28, 'w', "robotic* finds nothing that robot* in line 1"},
		      {1, 38, 'w', "robots finds nothing that robot*"});
	CHECK_REMARKS("a: [印度, 南亚]\n", "not: {a: [印度, 中东, 印度尼西亚]}\n",
		      {1, 11, 'w', "the pattern in line 1 will never count"},
		      {1, 15, 'w', "holds no pattern of a: it bars nothing"});
	CHECK_REMARKS("a: []\n", "", {1, 4, 'w', "has no patterns"});
	CHECK_REMARKS("a: {b: [新能源, 汽车], c: [新能源汽车, 汽车]}\n", "",
		      {1, 30, 'n', "stand in two codes of a, such as 汽车 in a.b and a.c"},
		      {1, 23, 'n', "hold a pattern of another code, such as 新能源汽车 (a.c)"});
}

static void a_good_codebook_is_quiet(void **state)
{
	(void)state;
	struct fixture f;
	load(&f, builtin_codebook(), builtin_codebook_meta());
	assert_int_equal(f.status, STATUS_OK);
	size_t leaves = 0;
	for (size_t i = 0; i < f.codebook.code_count; i++) {
		const struct code *code = &f.codebook.codes[i];
		leaves += code->leaf;
		/* each code has a label in Chinese */
		bool han = false;
		for (size_t b = 0; b < code->label_zh.length; b++)
			han = han || (unsigned char)code->label_zh.at[b] >= 0xE3;
		if (!han && !slice_is(code->name, "element.computing"))
			fail_msg("%s has no Chinese label", code->name.at);
		if (code->leaf && (code->definition.length == 0 ||
				   slice_equal(code->definition, code->definition_zh)))
			fail_msg("%s has no definition in two languages", code->name.at);
	}
	assert_int_equal(leaves, 108);
	for (size_t i = 0; i < f.remarks.count; i++)
		if (!f.remarks.at[i].is_note)
			fail_msg("%u: %s", f.remarks.at[i].line, f.remarks.at[i].what.at);
	assert_true(f.remarks.count <= 12); /* notes: one or two an axis */
	end(&f);
}

static void plain_scalars_are_what_yaml_makes_of_them(void **state)
{
	(void)state;
	static const struct {
		const char *text, *kind;
	} rows[] = {
		{"yes", "a truth value"},
		{"No", "a truth value"},
		{"TRUE", "a truth value"},
		{"y", "a truth value"},
		{"nO", NULL},
		{"yesterday", NULL},
		{"null", "nothing (null)"},
		{"", "nothing (null)"},
		{"~", "nothing (null)"},
		{"2025", "a number"},
		{"-1_000.5e3", "a number"},
		{"0x1F", "a number"},
		{"12:30", "a number"},
		{".5", "a number"},
		{".inf", "a number"},
		{"5G", NULL},
		{"6.", "a number"},
		{"-", NULL},
		{".", NULL},
		{"1e", NULL},
		{"3D", NULL},
		{"2025-2030", NULL},
		{"2026-01-27", "a date"},
		{"2026-01-27T10:00", "a date"},
		{"<<", "a merge key"},
		{"C919", NULL},
		{"+", NULL},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *kind = yaml_plain_kind(slice_from(rows[i].text));
		bool same = kind == NULL || rows[i].kind == NULL ? kind == rows[i].kind
								 : strcmp(kind, rows[i].kind) == 0;
		if (!same)
			fail_msg("%s is %s", rows[i].text, kind == NULL ? "text" : kind);
	}
}

/* ---- limits and hostile files ---------------------------------------------------------------- */

static void check_limit(struct buffer *yaml, const char *part)
{
	struct fixture f;
	load(&f, buffer_slice(yaml), SLICE(""));
	assert_int_equal(f.status, STATUS_FORMAT);
	if (strstr(f.error.text, part) == NULL)
		fail_msg("%s: %s", part, f.error.text);
	end(&f);
}

static void limits_are_kept(void **state)
{
	(void)state;
	struct buffer yaml;
	buffer_init(&yaml);
	for (int i = 0; i < LIMIT_CODEBOOK_DEPTH; i++)
		buffer_append_string(&yaml, "{a: ");
	buffer_append_string(&yaml, "[x]");
	for (int i = 0; i < LIMIT_CODEBOOK_DEPTH; i++)
		buffer_append_byte(&yaml, '}');
	struct fixture f;
	load(&f, buffer_slice(&yaml), SLICE(""));
	assert_int_equal(f.status, STATUS_OK);
	assert_int_equal(f.codebook.code_count, LIMIT_CODEBOOK_DEPTH);
	end(&f);

	buffer_clear(&yaml);
	for (int i = 0; i < 500000; i++)
		buffer_append_byte(&yaml, '[');
	check_limit(&yaml, "LIMIT_CODEBOOK_DEPTH");

	buffer_clear(&yaml);
	for (int i = 0; i <= LIMIT_CODEBOOK_CODES; i++)
		buffer_printf(&yaml, "c%d: x%d\n", i, i);
	check_limit(&yaml, "LIMIT_CODEBOOK_CODES");

	buffer_clear(&yaml);
	while (yaml.length <= LIMIT_CODEBOOK_BYTES)
		buffer_append_string(&yaml, "# a comment of some length, again and again\n");
	check_limit(&yaml, "LIMIT_CODEBOOK_BYTES");

	buffer_clear(&yaml);
	buffer_append_string(&yaml, "a: [");
	for (int i = 0; i < LIMIT_CODEBOOK_PATTERNS + 2 * LIMIT_CODEBOOK_CODES; i++)
		buffer_append_string(&yaml, "x,");
	check_limit(&yaml, "LIMIT_CODEBOOK_PATTERNS");
	buffer_release(&yaml);
}

/* The same pattern, key or mistake very many times: listed up to a limit, counted to the end, and
 * not compared with each other. */
static void repetition_is_no_trap(void **state)
{
	(void)state;
	struct buffer yaml;
	struct fixture f;
	buffer_init(&yaml);
	buffer_append_string(&yaml, "a: [x");
	for (int i = 0; i < 100000; i++)
		buffer_append_string(&yaml, ",x");
	buffer_append_string(&yaml, "]\n");
	load(&f, buffer_slice(&yaml), SLICE(""));
	assert_int_equal(f.status, STATUS_OK);
	assert_int_equal(f.remarks.count, LIMIT_REMARKS);
	assert_int_equal(f.remarks.count + f.remarks.unkept_count, 100000);
	end(&f);

	buffer_clear(&yaml);
	for (int i = 0; i < 100000; i++)
		buffer_append_string(&yaml, "a: [5]\n");
	load(&f, buffer_slice(&yaml), SLICE(""));
	assert_int_equal(f.status, STATUS_FORMAT);
	assert_int_equal(f.remarks.error_count, 100000);
	assert_int_equal(f.remarks.count, LIMIT_REMARKS);
	end(&f);
	buffer_release(&yaml);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_codebook_becomes_a_tree_in_file_order),
		cmocka_unit_test(the_side_file_fills_labels_and_exclusions),
		cmocka_unit_test(precision_is_two_whole_numbers),
		cmocka_unit_test(the_hash_covers_both_files),
		cmocka_unit_test(all_mistakes_are_listed_with_their_place),
		cmocka_unit_test(what_schemes_do_not_use_is_refused),
		cmocka_unit_test(syntax_errors_stop_at_their_place),
		cmocka_unit_test(wrong_encodings_are_named),
		cmocka_unit_test(the_side_file_is_checked_against_the_codes),
		cmocka_unit_test(the_lint_warns_of_patterns_that_cannot_count),
		cmocka_unit_test(a_good_codebook_is_quiet),
		cmocka_unit_test(plain_scalars_are_what_yaml_makes_of_them),
		cmocka_unit_test(limits_are_kept),
		cmocka_unit_test(repetition_is_no_trap),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
