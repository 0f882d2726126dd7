#include "text/landing.h"

enum landing_sign { LANDING_PLACE, LANDING_BAR };

/* Bars hold one of the words and say nothing of a place. */
static const struct cue landing_rows[] = {
	{"示范", LANDING_PLACE},      {"试点", LANDING_PLACE},		{"中试", LANDING_PLACE},
	{"基地", LANDING_PLACE},      {"园区", LANDING_PLACE},		{"产业园", LANDING_PLACE},
	{"应用场景", LANDING_PLACE},  {"典型场景", LANDING_PLACE},	{"标杆场景", LANDING_PLACE},
	{"用户", LANDING_PLACE},      {"落地", LANDING_PLACE},		{"首试首用", LANDING_PLACE},
	{"医院", LANDING_PLACE},      {"学校", LANDING_PLACE},		{"工厂", LANDING_PLACE},
	{"车间", LANDING_PLACE},      {"落地生根", LANDING_BAR},	{"示范生", LANDING_BAR},
	{"pilot*", LANDING_PLACE},    {"demonstration", LANDING_PLACE}, {"users", LANDING_PLACE},
	{"hospital*", LANDING_PLACE}, {"school*", LANDING_PLACE},	{"factory", LANDING_PLACE},
	{"factories", LANDING_PLACE},
};

void landing_tables_init(struct landing_tables *tables)
{
	cue_table_init(&tables->words, landing_rows, sizeof landing_rows / sizeof *landing_rows);
}

struct span landing_find(const struct landing_tables *tables, struct slice text)
{
	struct span words;
	const struct cue *cue;
	for (size_t at = 0; (cue = cue_next(&tables->words, text, &at, &words)) != NULL;)
		if (cue->sign == LANDING_PLACE)
			return words;
	return (struct span){0, 0};
}
