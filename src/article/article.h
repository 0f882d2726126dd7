/*
 * What an article about many regions says, and who says it. A plan has one region; an article has
 * several, with experts and a reporter. Read from a document that has passages, mentions and region
 * mentions; nothing is stored, so a correction of a mention is followed at the next reading.
 *
 * The way: passages -> who speaks (speech.h) -> units, clauses with one subject (subject.h) ->
 * claims of regions (claim.h), risks and advice (concern.h); beside them the source card (card.h).
 * The rules are tables of words in words_rows.c, in Chinese and English.
 *
 * Nothing is attributed that the text does not give: a unit without a subject has no region, what
 * no speaker says is the reporter's, "some western regions" names none.
 *
 * All memory is the arena's; slices point into the document, the gazetteer or literals.
 * O(text + mentions), nothing quadratic but in one sentence.
 */
#ifndef QIPAN_ARTICLE_ARTICLE_H
#define QIPAN_ARTICLE_ARTICLE_H

#include "base/arena.h"
#include "corpus/document.h"
#include "scheme/codebook.h"
#include "scheme/gazetteer.h"

enum { ARTICLE_NOBODY = UINT16_MAX }; /* the reporter */

enum voice {
	VOICE_REPORTER, /* the article's own words */
	VOICE_DIRECT,	/* between quotation marks, also where one of them was lost */
	VOICE_REPORTED, /* "X says that ..." */
	VOICE_COUNT,
};
const char *voice_name(enum voice voice);

struct article_speaker {
	struct slice name; /* empty: not named ("experts") */
	struct slice post; /* "founding director", 院长; empty: not given */
	struct slice organisation;
	struct span where; /* of the first introduction */
};

/* Regions in whose names no region of the gazetteer stands: tiers and quantities. */
enum article_group {
	GROUP_NONE,
	GROUP_EAST,
	GROUP_CENTRAL,
	GROUP_WEST,
	GROUP_NORTHEAST,
	GROUP_CENTRAL_WEST,
	GROUP_ALL,  /* various regions, 各地 */
	GROUP_SOME, /* some regions, 部分地区: names none */
	GROUP_COUNT,
};
/* "east", "central and west", "several", ...; "" for GROUP_NONE. */
const char *article_group_name(enum article_group group);

/* A clause with one speaker and one subject. */
struct article_unit {
	struct span span;
	uint32_t passage;
	uint16_t speaker;     /* index into speakers, or ARTICLE_NOBODY */
	uint8_t voice;	      /* enum voice */
	uint8_t group;	      /* enum article_group: the subject when it is no region */
	bool tag;	      /* "said Li Ming, director of ...": who speaks, nothing said */
	bool advised;	      /* what somebody suggests or calls for */
	bool carried;	      /* the subject stands in an earlier unit */
	uint32_t subject_end; /* byte where the subject ends; span.start if carried */
	uint32_t region_start, region_count;  /* in article.regions */
	const char *voice_rule, *region_rule; /* literals; "" where nothing was decided */
};

enum claim_kind {
	CLAIM_PLAN,    /* the region proposes, builds, relies on ... */
	CLAIM_GROUP,   /* the same of a group that names no region */
	CLAIM_RELEASE, /* its document is out */
	CLAIM_COUNT,   /* "more than 15 regions": a number of regions, with its bound */
	CLAIM_KIND_COUNT,
};
const char *claim_kind_name(enum claim_kind kind);

struct article_claim {
	uint32_t unit;
	struct region_id region; /* 0: none */
	uint8_t kind;		 /* enum claim_kind */
	uint8_t commitment;	 /* enum commitment of the clause */
	struct code_id code;	 /* 0: the codebook has none for it */
	struct span what;	 /* the thing claimed: an item of a list, or the clause */
	const char *level;	 /* "national", "global", "regional", or "" */
	struct slice qualifiers; /* "first, high-level", in the words of the text */
	int64_t number;		 /* of CLAIM_COUNT */
	const char *bound;	 /* "at least", "about", "exactly" of CLAIM_COUNT, else "" */
};

enum concern_kind { CONCERN_RISK, CONCERN_ADVICE };

struct article_concern {
	uint32_t unit;
	uint8_t kind;	      /* enum concern_kind */
	uint8_t group;	      /* for whom: enum article_group */
	uint8_t topic_index;  /* below article_topic_count() */
	const char *topic;    /* "homogenisation", "last_mile", ...; "other" */
	const char *topic_zh; /* 同质化 */
	struct code_id code;  /* a code of the codebook that stands there, 0 if none */
	struct span span;     /* the clause */
	uint32_t region_start, region_count; /* regions named in it, in article.regions */
};

/* What the page says of the article itself; empty: not said. */
struct source_card {
	struct slice outlet, editor, responsible_editor, reporter, agency;
	struct slice *notices; /* copyright, reprint, contact */
	size_t notice_count;
};

struct article {
	struct article_speaker *speakers;
	size_t speaker_count;
	struct article_unit *units; /* in the order of the text */
	size_t unit_count;
	struct region_id *regions;
	size_t region_count, region_capacity;
	struct article_claim *claims; /* by place */
	size_t claim_count, claim_capacity;
	struct article_concern *concerns; /* by place, risks before advice */
	size_t concern_count, concern_capacity;
	struct source_card card;
};

/* Topics of risk; the last one is "other". */
size_t article_topic_count(void);
const char *article_topic(size_t index, bool chinese);
/* False for axes of the codebook that tell how something is said, not what: commitment, time, risk.
 */
bool article_tells(struct slice code_name);

/* codebook and gazetteer are those that the document was coded with. */
void article_read(struct arena *arena, const struct codebook *codebook,
		  const struct gazetteer *gazetteer, const struct document *document,
		  struct article *article);

#endif
