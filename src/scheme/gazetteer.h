/*
 * The gazetteer: regions with codes, names, level, parent, tier and tile, from a tsv or csv file
 * (docs/gazetteer.md has the columns; only one name column must be there). It resolves names given
 * with documents, and finds regions named in text.
 *
 * In text: full and short names and English variants always count; one-character abbreviations (渝,
 * 疆) only in the compounds that the file's rules allow (疆算入渝, 京津冀, 成渝); a name inside a
 * longer word that is not the region is barred by the file's `not` rows (岱青海蓝, 巴丹吉林,
 * 上海合作组织). Groups (长三角, the Yangtze River Delta) name all their members. No rule about a
 * region is in C: all are rows of the file, each with its reason.
 *
 * A name that two regions share finds neither (the lint warns).
 */
#ifndef QIPAN_SCHEME_GAZETTEER_H
#define QIPAN_SCHEME_GAZETTEER_H

#include "base/arena.h"
#include "base/slice.h"
#include "base/status.h"
#include "corpus/document.h"
#include "scheme/lexicon.h"
#include "scheme/remark.h"

struct region {
	struct region_id id, parent;
	struct slice code; /* 520000; the name when the file has no codes */
	struct slice iso;  /* GZ */
	struct slice name; /* 贵州, or the English name when there is no Chinese one */
	struct slice full; /* 贵州省; the name when there is no full one */
	struct slice english;
	struct slice tier, level;
	int row, column;	    /* tile on the board, -1 if none */
	double latitude, longitude; /* of its capital, degrees; NaN if not known */
};

enum region_name_kind {
	REGION_NAME_FULL,
	REGION_NAME_SHORT,
	REGION_NAME_ENGLISH,
	REGION_NAME_VARIANT, /* traditional characters, English variants */
	REGION_NAME_GROUP,
	REGION_NAME_ABBREVIATION,
};

/* One text that names one region. A text that names several has an entry for each. Inside a
 * compound the name is a part: 渝 in 入渝 is part_start 1, part_length 1, in shadow characters;
 * part_length 0: all of it. */
struct region_name {
	struct slice text;
	struct region_id region;
	uint8_t kind; /* enum region_name_kind */
	uint8_t part_start, part_length;
	struct slice rule; /* "full name", "short name", "english", "variant", "abbreviation in
			      入渝", "group 长三角" */
};

/* A phrase inside which nothing names a region. */
struct region_bar {
	struct slice text, reason;
	uint32_t line;
};

struct region_key;

struct gazetteer {
	struct slice name;
	char sha256[65];
	struct region *regions; /* index = id - 1 */
	size_t region_count;
	struct region_name *names;
	size_t name_count;
	struct region_bar *bars;
	size_t bar_count;
	struct slice *tiers; /* in order of first appearance in the file */
	size_t tier_count;
	/* Pattern i < name_count is names[i]; pattern name_count + i is bars[i]. */
	struct lexicon *lexicon;
	const struct region_key *keys; /* sorted, for gazetteer_find */
	size_t key_count;
};

/* Reads a tsv or csv file in any encoding. All mistakes are listed; STATUS_FORMAT if one of them is
 * an error. Other errors: LIMIT (GAZETTEER_REGIONS, CODEBOOK_BYTES, CODEBOOK_PATTERNS). */
enum status gazetteer_load(struct arena *study, struct slice bytes, const char *file,
			   struct gazetteer *gazetteer, struct scheme_remarks *remarks,
			   struct error *error) QIPAN_CHECKED;

/* A region by any of its names, abbreviations, code or iso, ignoring case, width and white space;
 * id 0 if none or ambiguous. O(log names). */
struct region_id gazetteer_find(const struct gazetteer *gazetteer, struct slice name);
const struct region *gazetteer_region(const struct gazetteer *gazetteer, struct region_id id);

/* The region that a title or first line speaks of: the earliest full, short or English name (no
 * group, no abbreviation). *rule says how, in the arena: "short name 贵州". id 0 if none. */
struct region_id gazetteer_guess(const struct gazetteer *gazetteer, struct arena *arena,
				 struct slice text, struct slice *rule);

/* A region named in text. */
struct region_hit {
	uint32_t start, end; /* shadow characters */
	uint32_t name;	     /* index into names */
	struct region_id region;
};

/* Found regions, with the memory that finding needs; start with zero bytes, reuse, release. */
struct region_hits {
	struct region_hit *at; /* by start, then region */
	size_t count, capacity;
	struct lexicon_matches matches; /* private from here on */
	struct span *bars;
	size_t bar_count, bar_capacity;
	unsigned char *taken;
	size_t taken_capacity;
};
void region_hits_release(struct region_hits *hits);

/* Replaces the content of hits by the regions named in shadow [start, end). A name wholly inside a
 * barring phrase is dropped; of names that overlap the longest stays, then the first; all regions
 * of one text stay together. O(characters + n log n) for n names found. */
void gazetteer_scan(const struct gazetteer *gazetteer, const struct shadow_text *shadow,
		    size_t start, size_t end, struct region_hits *hits);

#endif
