/*
 * Is a name that of a country? Names in English and Chinese as Unicode's CLDR has them (by ICU), so
 * that a plan whose region is "United Kingdom" or "日本" is known to be of the national level.
 * Hong Kong, Macao and Taiwan have codes of their own there but stand at different levels in
 * different plans: nothing is said about them.
 */
#ifndef QIPAN_TEXT_COUNTRY_H
#define QIPAN_TEXT_COUNTRY_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/slice.h"

struct country_names {
	struct slice *at; /* ascending, ASCII letters small */
	size_t count;
};

/* About 500 names, in the arena. */
struct country_names country_names_make(struct arena *arena);
/* ASCII case does not count. */
bool country_is(const struct country_names *names, struct slice name);

#endif
