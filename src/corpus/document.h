/*
 * The nouns of qipan: document, block, passage, mention. They live below every room that passes
 * them on. They hold no methods but checks; all memory belongs to the arena named where they are
 * made.
 *
 * Canonical text is decoded, never normalised. Every span is a byte range of it, on character
 * boundaries. Blocks cover the text in order without overlap; what lies between two blocks is white
 * space. Every body block (kind other than BLOCK_FURNITURE) is cut into passages without gap but
 * for white space; furniture has no passages: it is kept and shown but not measured.
 */
#ifndef QIPAN_CORPUS_DOCUMENT_H
#define QIPAN_CORPUS_DOCUMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/slice.h"
#include "base/status.h"

/* Ids are one-member structs: handing a region where a code is wanted does not compile. 0 = none.
 * They count from 1 in the order of the codebook file and the gazetteer file. */
struct code_id {
	uint32_t value;
};
struct region_id {
	uint32_t value;
};

enum block_kind {
	BLOCK_HEADING, /* level 1 (top) to 6 */
	BLOCK_PARAGRAPH,
	BLOCK_LIST_ITEM,
	BLOCK_TABLE_CELL, /* level = column, 1-based, at most 255 */
	BLOCK_FURNITURE,  /* not measured; says which kind in furniture */
	BLOCK_KIND_COUNT,
};

enum furniture_kind {
	FURNITURE_NONE,	       /* body */
	FURNITURE_NAVIGATION,  /* buttons, menus, share bars, related links, page feet */
	FURNITURE_CAPTION,     /* photo captions and credits */
	FURNITURE_TITLE,       /* the document's title block: already metadata */
	FURNITURE_SOURCE_DATE, /* "source: ...", publication times, the line that dates the speech
				*/
	FURNITURE_SPEAKER,     /* who gives the report */
	FURNITURE_APPENDIX,    /* annexes after the body */
	FURNITURE_GLOSSARY,    /* explanations of terms, notes */
	FURNITURE_KIND_COUNT,
};

struct block {
	struct span span;
	uint32_t page;	   /* 1-based; 0 = the format has no pages */
	uint8_t kind;	   /* enum block_kind */
	uint8_t level;	   /* of a heading or cell, else 0 */
	uint8_t furniture; /* enum furniture_kind; FURNITURE_NONE unless kind is BLOCK_FURNITURE */
};

/* What a passage speaks of (methods: M02). */
enum orientation {
	ORIENTATION_REVIEW,  /* the past period: what was done */
	ORIENTATION_PRESENT, /* the present state: problems, conditions, formalities */
	ORIENTATION_PLAN,    /* what is to be done */
	ORIENTATION_COUNT,
};

/* Which rule of M02 decided. */
enum orientation_rule {
	ORIENTATION_BY_DEFAULT, /* no sign at all: a plan document speaks of the plan */
	ORIENTATION_BY_HEADING, /* (1) the nearest heading */
	ORIENTATION_BY_SPLIT,	/* (2) no headings: side of the largest change in markers */
	ORIENTATION_BY_MARKER,	/* (3) year or tense words in the sentence against its section */
	ORIENTATION_BY_PROBLEM, /* (4) statement of problems or a formality */
	ORIENTATION_RULE_COUNT,
};

/* How binding a sentence is (methods: M34); each level is more so than the one before. */
enum commitment {
	COMMITMENT_NONE,    /* no verb of action */
	COMMITMENT_EXPLORE, /* to be tried: 探索, 谋划 */
	COMMITMENT_PROMOTE, /* a general verb: 推动, 加强 */
	COMMITMENT_BUILD,   /* a named thing to be built, set up, issued, started */
	COMMITMENT_TARGET,  /* a number with its unit */
	COMMITMENT_COUNT,
};

/* Whose action a sentence tells of (methods: M03). */
enum actor {
	ACTOR_OWN,    /* the region of the document, its cities and zones */
	ACTOR_OTHER,  /* another region */
	ACTOR_CENTRE, /* the centre: 国务院印发 */
	ACTOR_COUNT,
};

/* The unit of evidence and of counting: a sentence inside a block. */
struct passage {
	struct span span;
	uint32_t block;	     /* index into the document's blocks */
	uint32_t characters; /* code points that are not white space */
	uint8_t orientation; /* enum orientation */
	uint8_t rule;	     /* enum orientation_rule */
	uint8_t commitment;  /* enum commitment */
	uint8_t actor;	     /* enum actor */
};

enum mention_state { MENTION_AUTO, MENTION_CONFIRMED, MENTION_REJECTED, MENTION_ADDED };

/* One code found in one passage. */
struct mention {
	struct span span;
	uint32_t passage; /* index into the document's passages */
	struct code_id code;
	uint32_t pattern; /* index into the codebook's patterns */
	uint8_t state;	  /* enum mention_state */
};

/* One region named in one passage. */
struct region_mention {
	struct span span;
	uint32_t passage;
	struct region_id region;
	uint32_t name; /* index into the gazetteer's names: which name or rule fired */
};

/* What is known about a document beside its text. Empty slices are unknown. */
struct document_metadata {
	struct slice id;	  /* the user's, else made from the path */
	struct slice region;	  /* as given or as found */
	struct slice region_rule; /* "column region", "option", "title: 贵州省", ... */
	struct region_id region_id;
	struct slice level; /* national, province, city, county, or the user's own word */
	struct slice tier;  /* as given by the source, if it gives one */
	struct slice date;  /* ISO 8601, as exact as known: 2026, 2026-01 or 2026-01-27 */
	struct slice date_rule;
	struct slice kind;   /* government-work-report, five-year-plan, article, ... */
	struct slice series; /* what editions belong together, e.g. 15fyp */
	struct slice title;
	struct slice title_rule;
	struct slice language; /* BCP 47: zh, en, zh-Hant */
	struct slice source;   /* URL or path it came from */
	struct slice path;     /* the file that was read, "table.tsv#row 7" for a row's own text */
	struct slice sha256;   /* of the bytes that were read, hexadecimal */
	struct slice encoding; /* utf-8, gb18030, ... */
	struct slice how;   /* how the text was obtained: "utf-8 (valid)", "gb18030 (detected)" */
	struct slice other; /* further columns as one JSON object, or empty */
};

struct document {
	struct document_metadata metadata;
	struct slice text; /* canonical: valid UTF-8 */
	struct block *blocks;
	size_t block_count;
	struct passage *passages;
	size_t passage_count;
	struct mention *mentions; /* by passage, then start, then code */
	size_t mention_count;
	struct region_mention *region_mentions;
	size_t region_mention_count;
	bool partial; /* the source says, or the reader knows, that text is missing */
};

/* Tests every invariant above and names the first one that fails (STATUS_FORMAT). O(text). */
enum status document_check(const struct document *document, struct error *error) QIPAN_CHECKED;
/* The same for text and blocks alone, before there are passages. */
enum status document_check_blocks(const struct document *document,
				  struct error *error) QIPAN_CHECKED;

/* Articles tell at second hand what regions plan: they are no region's plan and stay out of shares
 * unless a measure is asked for their kind. Kinds: article, news, news-article, report-article,
 * interview, commentary. */
#define KIND_ARTICLE "article"
bool kind_is_second_hand(struct slice kind);

/* Words as they stand in JSON, csv and options; never NULL. */
const char *block_kind_name(enum block_kind kind);
const char *furniture_kind_name(enum furniture_kind kind);
const char *orientation_name(enum orientation orientation);
const char *orientation_rule_name(enum orientation_rule rule);
const char *commitment_name(enum commitment commitment);
const char *actor_name(enum actor actor);
const char *mention_state_name(enum mention_state state);
/* False when the word is none of the names. */
bool orientation_from_name(struct slice word, enum orientation *orientation);

#endif
