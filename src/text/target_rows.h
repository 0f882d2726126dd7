/* The words behind target.h. Inside the room text only. */
#ifndef QIPAN_TEXT_TARGET_ROWS_H
#define QIPAN_TEXT_TARGET_ROWS_H

#include "text/cue.h"

/* What a word near an amount says of it. */
enum sign {
	SIGN_ADD,     /* an increment */
	SIGN_LEVEL,   /* a level, though an opener stands there too */
	SIGN_TOTAL,   /* a level, and part of the quantity's name */
	SIGN_VERB,    /* no part of the quantity's name */
	SIGN_GROW,    /* a percentage of change */
	SIGN_SHARE,   /* a percentage of a whole */
	SIGN_FLOW,    /* the quantity passes in a period */
	SIGN_CITY,    /* scope */
	SIGN_CLUSTER, /* scope */
	SIGN_HERE,    /* scope: sites in general, in their own clause only */
	SIGN_FIRM,    /* scope: one company */
	SIGN_OWN,     /* scope: the whole region */
	SIGN_NATION,  /* scope: the whole country */
	SIGN_NOTHING, /* a longer word that hides a shorter one: 市场 is no city */
	SIGN_BASE,    /* the year behind it is the base of a comparison */
	SIGN_COUNT,
};

extern const struct cue target_words[];
extern const size_t target_word_count;

#endif
