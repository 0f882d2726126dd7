/*
 * robots.txt: what a site asks of programs that come by themselves (RFC 9309).
 *
 * Groups that name our product token count together; if none does, the groups of "*" do; if there
 * are none either, everything is allowed. Of the rules that match a path the longest decides, and
 * Allow wins over Disallow of the same length. "*" stands for any characters, "$" at the end for
 * the end. Both sides are compared in one spelling: octets that need no percent sign without, all
 * others with one and upper-case digits. Lines may end in LF, CR or CRLF; # begins a comment.
 *
 * Crawl-delay is no part of the RFC but sites mean it: seconds between two questions.
 */
#ifndef QIPAN_FETCH_ROBOTS_H
#define QIPAN_FETCH_ROBOTS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/slice.h"

struct robots_rule {
	struct slice pattern; /* in the common spelling, without the final "$" */
	size_t length;	      /* of the pattern as compared: longer rules go first */
	bool allow, to_end;   /* to_end: it ended in "$" */
};

struct robots {
	struct robots_rule *rules; /* in the file's order */
	size_t rule_count, rule_capacity;
	double delay; /* seconds, 0: none asked for */
};

/* product: our token, "qipan". Anything that is no robots.txt gives no rules. Only the first
 * LIMIT_ROBOTS_BYTES are read (the RFC asks for at least 500 KiB). O(bytes). */
void robots_parse(struct arena *arena, struct slice bytes, struct slice product,
		  struct robots *robots);
/* target: path and query. /robots.txt itself is always allowed. *rule (may be NULL): the rule that
 * decided, or NULL. O(rules x (path + pattern)). */
bool robots_allows(const struct robots *robots, struct slice target,
		   const struct robots_rule **rule);

#endif
