#include "check.h"

#include "base/limits.h"
#include "fetch/robots.h"

static struct arena arena;

static struct robots parse(const char *text)
{
	struct robots robots;
	robots_parse(&arena, slice_from(text), SLICE("qipan"), &robots);
	return robots;
}

static bool allows(const char *text, const char *target)
{
	struct robots robots = parse(text);
	return robots_allows(&robots, slice_from(target), NULL);
}

/* One rule file for all: each row is one rule against one path. */
static void patterns_match_as_the_standard_says(void **state)
{
	static const struct {
		const char *pattern, *target;
		bool matches;
	} rows[] = {
		{"/fish", "/fish", true},
		{"/fish", "/fish.html", true},
		{"/fish", "/fishheads/yummy.html", true},
		{"/fish", "/Fish.asp", false},
		{"/fish", "/catfish", false},
		{"/fish/", "/fish", false},
		{"/fish/", "/fish/?id=x", true},
		{"/*.php", "/index.php", true},
		{"/*.php", "/folder/any.php.file.html", true},
		{"/*.php", "/", false},
		{"/*.php", "/windows.PHP", false},
		{"/*.php$", "/filename.php", true},
		{"/*.php$", "/filename.php?parameters", false},
		{"/*.php$", "/filename.php/", false},
		{"/fish*.php", "/fishheads/catfish.php?x", true},
		{"/fish*.php", "/Fish.PHP", false},
		{"*/x", "/a/x", true},
		{"/a$", "/a", true},
		{"/a$", "/ab", false},
		{"/a*b*c$", "/aXbYc", true},
		{"/a*b*c$", "/aXbYcZ", false},
		{"/a*b*c$", "/acb", false},
		{"/a*aa$", "/aa", false}, /* the last piece must not overlap the first */
		{"/a*aa$", "/aaa", true},
		{"/***", "/", true},
		{"/a%3cd.html", "/a%3Cd.html", true},
		{"/a%3Cd.html", "/a<d.html", false}, /* < is not sent bare */
		{"/%7ejoe/", "/~joe/index.html", true},
		{"/~joe/", "/%7Ejoe/index.html", true},
		{"/a%2fb", "/a/b", false},
		{"/\xE8\xA7\x84", "/%E8%A7%84", true},
		{"/%e8%a7%84", "/%E8%A7%84", true},
		{"/file-%2A.html", "/file-*.html", true},
		{"/file-%24", "/file-$", true},
		{"/$x", "/$x", true},
		{"/%", "/%", true},
		{"/%zz", "/%zz", true},
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char text[200];
		snprintf(text, sizeof text, "User-agent: *\nDisallow: %s\n", rows[i].pattern);
		if (allows(text, rows[i].target) == rows[i].matches)
			fail_msg("%s %s %s", rows[i].pattern,
				 rows[i].matches ? "does not match" : "matches", rows[i].target);
	}
}

static void the_longest_rule_decides_and_allow_wins_a_tie(void **state)
{
	(void)state;
	const char *text = "User-agent: *\nDisallow: /a\nAllow: /a/b\nDisallow: /a/b/c\n"
			   "Disallow: /tie\nAllow: /tie\n";
	assert_false(allows(text, "/a"));
	assert_true(allows(text, "/a/b"));
	assert_false(allows(text, "/a/b/c"));
	assert_true(allows(text, "/tie"));
	assert_true(allows(text, "/other"));
	struct robots robots = parse(text);
	const struct robots_rule *rule;
	assert_false(robots_allows(&robots, SLICE("/a/b/c/d"), &rule));
	assert_slice(rule->pattern, "/a/b/c");
}

static void our_own_group_goes_before_everybodys(void **state)
{
	(void)state;
	const char *text =
		"User-agent: *\nDisallow: /\n\nUser-Agent: other\nuser-agent: QIPAN/1.0\n"
		"Disallow: /x # why\n\nUser-agent: third\nDisallow: /z\n\n"
		"user-agent: qipan\nDisallow: /y\n";
	assert_true(allows(text, "/"));
	assert_false(allows(text, "/x"));
	assert_false(allows(text, "/y")); /* groups of one name are one group */
	assert_true(allows(text, "/z"));
	assert_true(allows("User-agent: qipanx\nDisallow: /\n", "/"));
	assert_true(allows("User-agent: qipan\nDisallow:\n\nUser-agent: *\nDisallow: /\n", "/x"));
}

static void lines_of_all_kinds_are_read(void **state)
{
	(void)state;
	assert_false(allows("\xEF\xBB\xBFUser-agent: *\rDisallow: /x\r", "/x"));
	assert_false(allows("User-agent : *\r\n disallow :  /x \r\nSitemap: http://a/\r\n", "/x"));
	assert_false(allows("User-agent: *\nSitemap: x\nDisallow: /x", "/x"));
	assert_true(allows("Disallow: /x\n", "/x")); /* belongs to nobody */
	assert_true(allows("User-agent: *\nDisallow: x\n", "/x"));
	assert_true(allows("<html>User-agent: *\nDisallow /x</html>", "/x"));
	assert_true(allows("", "/x"));
	assert_true(allows("User-agent: *\nDisallow: /\n", "/robots.txt"));
	assert_false(allows("User-agent: *\nDisallow: /\n", "/robots.txt2"));
}

static void crawl_delay_belongs_to_its_group(void **state)
{
	(void)state;
	assert_near(parse("User-agent: *\nCrawl-delay: 2.5\n").delay, 2.5, 0);
	/* a delay does not end the list of names */
	const char *between = "User-agent: qipan\nCrawl-delay: 9\nUser-agent: x\nDisallow: /y\n";
	assert_near(parse(between).delay, 9, 0);
	assert_false(allows(between, "/y"));
	assert_near(parse("User-agent: *\nCrawl-delay: 9\nDisallow:\n"
			  "User-agent: qipan\nDisallow:\n")
			    .delay,
		    0, 0);
	assert_near(parse("User-agent: *\nCrawl-delay: -1\n").delay, 0, 0);
	assert_near(parse("User-agent: *\nCrawl-delay: soon\n").delay, 0, 0);
}

static void only_the_first_half_megabyte_is_read(void **state)
{
	(void)state;
	static char text[LIMIT_ROBOTS_BYTES + 100];
	memset(text, '#', sizeof text);
	memcpy(text, "User-agent: *\n", 14);
	memcpy(text + LIMIT_ROBOTS_BYTES - 14, "\nDisallow: /x\n", 14);
	memcpy(text + LIMIT_ROBOTS_BYTES, "\nDisallow: /y\n", 14);
	struct robots robots;
	robots_parse(&arena, (struct slice){text, sizeof text}, SLICE("qipan"), &robots);
	assert_false(robots_allows(&robots, SLICE("/x"), NULL));
	assert_true(robots_allows(&robots, SLICE("/y"), NULL));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(patterns_match_as_the_standard_says),
		cmocka_unit_test(the_longest_rule_decides_and_allow_wins_a_tie),
		cmocka_unit_test(our_own_group_goes_before_everybodys),
		cmocka_unit_test(lines_of_all_kinds_are_read),
		cmocka_unit_test(crawl_delay_belongs_to_its_group),
		cmocka_unit_test(only_the_first_half_megabyte_is_read),
	};
	arena_init(&arena);
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_release(&arena);
	return failed;
}
