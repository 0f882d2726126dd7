#include "text/need.h"

#include "text/clause.h"

enum need_sign { NEED_LACK, NEED_BRING, NEED_BAR };

/* Bars are longer words that hold one of the others and say nothing of a need. */
static const struct cue need_rows[] = {
	{"短板", NEED_LACK},
	{"弱项", NEED_LACK},
	{"薄弱", NEED_LACK},
	{"不足", NEED_LACK},
	{"短缺", NEED_LACK},
	{"紧缺", NEED_LACK},
	{"缺口", NEED_LACK},
	{"滞后", NEED_LACK},
	{"瓶颈", NEED_LACK},
	{"引进", NEED_BRING},
	{"引入", NEED_BRING},
	{"招引", NEED_BRING},
	{"引育", NEED_BRING},
	{"承接", NEED_BRING},
	{"借力", NEED_BRING},
	{"借助", NEED_BRING},
	{"不足之处", NEED_BAR},
	{"瓶颈路", NEED_BAR},
	{"薄弱村", NEED_BAR},
	{"薄弱学校", NEED_BAR},
	{"薄弱电网", NEED_BAR},
	{"承接地", NEED_BAR},
	{"承接平台", NEED_BAR},
	{"shortage of", NEED_LACK},
	{"shortages of", NEED_LACK},
	{"lack of", NEED_LACK},
	{"lacks", NEED_LACK},
	{"shortfall*", NEED_LACK},
	{"insufficient", NEED_LACK},
	{"inadequate", NEED_LACK},
	{"limited access to", NEED_LACK},
	{"support for", NEED_BRING},
	{"support is needed for", NEED_BRING},
	{"requires", NEED_BRING},
	{"needs", NEED_BRING},
	{"need for", NEED_BRING},
	{"technology transfer", NEED_LACK},
	{"transfer of technolog*", NEED_LACK},
	{"dependent on", NEED_BRING},
	{"dependence on", NEED_BRING},
	{"import of", NEED_BRING},
	{"imports of", NEED_BRING},
};

void need_tables_init(struct need_tables *tables)
{
	cue_table_init(&tables->words, need_rows, sizeof need_rows / sizeof *need_rows);
}

/* The next word of a need at or behind *at; *at is then behind it. */
static const struct cue *next_word(const struct need_tables *tables, struct slice text, size_t *at,
				   struct span *words)
{
	const struct cue *cue;
	while ((cue = cue_next(&tables->words, text, at, words)) != NULL)
		if (cue->sign != NEED_BAR)
			return cue;
	return NULL;
}

size_t needs_read(struct arena *arena, const struct need_tables *tables, struct slice text,
		  struct need **needs)
{
	size_t count = 0, at = 0;
	struct span words;
	while (next_word(tables, text, &at, &words) != NULL)
		count++;
	*needs = arena_array(arena, struct need, count);
	at = 0;
	for (size_t i = 0; i < count; i++) {
		const struct cue *cue = next_word(tables, text, &at, &words);
		struct span reach = clause_at(text, words.start);
		if (cue->sign == NEED_BRING)
			reach.start = words.end;
		(*needs)[i] = (struct need){words, reach};
	}
	return count;
}
