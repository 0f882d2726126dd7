/*
 * fetch/robots and fetch/url: the first line is an address, the rest a robots.txt. An address that
 * is accepted is http or https, has a host, no control character, a target that begins with a
 * slash, and reads again as itself. Rules are allowed patterns in the file's order; the decision is
 * the longest matching rule's (looked for here by another way of matching), and the same twice.
 */
#include <string.h>

#include "base/arena.h"
#include "base/limits.h"
#include "fetch/robots.h"
#include "fetch/url.h"

#include "check.h"

enum { RULES_CHECKED = 200, TEXT_CHECKED = 300 };

/* Pattern against text by trying everything: slow and plain. */
static bool matches(const char *pattern, size_t pattern_length, const char *text, size_t length,
		    bool to_end)
{
	/* fits[j]: the pattern so far fits text[0..j) */
	bool fits[TEXT_CHECKED + 1] = {true};
	for (size_t i = 0; i < pattern_length; i++) {
		bool next[TEXT_CHECKED + 1] = {false};
		for (size_t j = 0; j <= length; j++) {
			if (pattern[i] == '*')
				next[j] = fits[j] || (j > 0 && next[j - 1]);
			else
				next[j] = j > 0 && fits[j - 1] && text[j - 1] == pattern[i];
		}
		memcpy(fits, next, sizeof fits);
	}
	if (to_end)
		return fits[length];
	for (size_t j = 0; j <= length; j++)
		if (fits[j])
			return true;
	return false;
}

/* A target that every spelling leaves as it is, so that it can be matched as it stands. */
static bool is_plain(struct slice target)
{
	for (size_t i = 0; i < target.length; i++) {
		unsigned char c = (unsigned char)target.at[i];
		if (c <= 0x20 || c >= 0x7F || c == '%' || c == '*' || c == '$')
			return false;
	}
	return target.length <= TEXT_CHECKED && !slice_is(target, "/robots.txt");
}

static void check_decision(const struct robots *robots, struct slice target)
{
	const struct robots_rule *rule, *again;
	bool allowed = robots_allows(robots, target, &rule);
	MUST(robots_allows(robots, target, &again) == allowed && again == rule);
	MUST(rule == NULL ? allowed : rule->allow == allowed);
	if (!is_plain(target) || robots->rule_count > RULES_CHECKED)
		return;
	size_t longest = 0;
	bool any = false, may = true;
	for (size_t i = 0; i < robots->rule_count; i++) {
		const struct robots_rule *one = &robots->rules[i];
		if (!matches(one->pattern.at, one->pattern.length, target.at, target.length,
			     one->to_end))
			continue;
		if (!any || one->length > longest)
			may = one->allow;
		else if (one->length == longest)
			may = may || one->allow;
		if (!any || one->length > longest)
			longest = one->length;
		any = true;
	}
	MUST(may == allowed && any == (rule != NULL));
}

static void check_url(struct arena *arena, const struct url *url)
{
	struct url again;
	struct error error;
	MUST(slice_starts(url->text, SLICE("http://")) ||
	     slice_starts(url->text, SLICE("https://")));
	MUST(url->host.length > 0 && url->target.length > 0 && url->target.at[0] == '/');
	MUST(url->text.length <= LIMIT_FETCH_URL_BYTES);
	for (size_t i = 0; i < url->text.length; i++)
		MUST((unsigned char)url->text.at[i] > 0x20 && url->text.at[i] != 0x7F);
	if (url_parse(arena, url->text, &again, &error) == STATUS_OK)
		MUST(slice_equal(again.host, url->host) &&
		     slice_equal(again.authority, url->authority));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct slice rest = fuzz_text(bytes, length), address;
	struct arena arena;
	struct robots robots;
	struct url url;
	struct error error = {.status = STATUS_OK};
	slice_cut(&rest, '\n', &address);
	if (rest.at == NULL)
		rest = SLICE("");
	arena_init(&arena);
	robots_parse(&arena, rest, SLICE("qipan"), &robots);
	for (size_t i = 0; i < robots.rule_count; i++)
		MUST(robots.rules[i].length ==
		     robots.rules[i].pattern.length + robots.rules[i].to_end);
	check_decision(&robots, address);
	if (url_parse(&arena, address, &url, &error) == STATUS_OK) {
		check_url(&arena, &url);
		check_decision(&robots, url.target);
	} else {
		MUST(error.status != STATUS_OK && error.text[0] != '\0');
	}
	arena_release(&arena);
	return 0;
}
