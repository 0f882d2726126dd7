#include "text/country.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

enum { NAME_UNITS = 128, NAME_BYTES = 3 * NAME_UNITS };

static bool passed_over(const char *code)
{
	return strcmp(code, "HK") == 0 || strcmp(code, "MO") == 0 || strcmp(code, "TW") == 0;
}

static void to_small(char *text, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (text[i] >= 'A' && text[i] <= 'Z')
			text[i] = (char)(text[i] - 'A' + 'a');
}

static void add_name(struct country_names *names, struct arena *arena, const char *code,
		     const char *language)
{
	UErrorCode problem = U_ZERO_ERROR;
	UChar wide[NAME_UNITS];
	char name[NAME_BYTES];
	int32_t length = 0;
	const char *locale = arena_printf(arena, "und_%s", code);
	int32_t units = uloc_getDisplayCountry(locale, language, wide, NAME_UNITS, &problem);
	u_strToUTF8(name, NAME_BYTES, &length, wide, units < NAME_UNITS ? units : 0, &problem);
	/* A country that ICU has no name for comes back as its code. */
	if (U_FAILURE(problem) || length <= 2)
		return;
	to_small(name, (size_t)length);
	names->at[names->count++] = arena_copy(arena, (struct slice){name, (size_t)length});
}

static int compare(const void *left, const void *right)
{
	return slice_compare(*(const struct slice *)left, *(const struct slice *)right);
}

struct country_names country_names_make(struct arena *arena)
{
	const char *const *codes = uloc_getISOCountries();
	size_t count = 0;
	while (codes[count] != NULL)
		count++;
	struct country_names names = {arena_array(arena, struct slice, 2 * count), 0};
	for (size_t i = 0; i < count; i++) {
		if (passed_over(codes[i]))
			continue;
		add_name(&names, arena, codes[i], "en");
		add_name(&names, arena, codes[i], "zh");
	}
	if (names.count > 0)
		qsort(names.at, names.count, sizeof *names.at, compare);
	return names;
}

bool country_is(const struct country_names *names, struct slice name)
{
	char small[NAME_BYTES];
	if (name.length == 0 || name.length > sizeof small || names->count == 0)
		return false;
	memcpy(small, name.at, name.length);
	to_small(small, name.length);
	struct slice key = {small, name.length};
	return bsearch(&key, names->at, names->count, sizeof *names->at, compare) != NULL;
}
