/*
 * The gazetteer: regions with codes, names, level, parent, tier and tile, from a tsv or csv file
 * (docs/gazetteer.md; columns as in data/regions-china.tsv, all but `code` and one name optional).
 * It resolves names given with documents, and finds regions named in text.
 *
 * In text: full and short names and English variants always count; one-character abbreviations (渝,
 * 疆) only in compounds that the rules allow (疆算入渝, 京津冀, 成渝); a name inside a longer word
 * that is not the region is barred by the file's `not` column and the built-in traps (岱青海蓝,
 * 巴丹吉林, 上海合作组织). Groups (长三角, the Yangtze River Delta) name all their members.
 */
#ifndef QIPAN_SCHEME_GAZETTEER_H
#define QIPAN_SCHEME_GAZETTEER_H

#include "base/arena.h"
#include "base/slice.h"
#include "base/status.h"
#include "corpus/document.h"
#include "scheme/codebook.h"
#include "scheme/lexicon.h"

struct region {
	struct region_id id, parent;
	struct slice code; /* 520000 */
	struct slice iso;  /* GZ */
	struct slice name; /* 贵州, or the English name when there is no Chinese one */
	struct slice full; /* 贵州省 */
	struct slice english;
	struct slice tier, level;
	int row, column; /* tile on the board, -1 if none */
};

struct region_name {
	struct slice text;
	struct region_id region;
	struct slice rule; /* "full name", "short name", "english", "abbreviation in 疆算入渝",
			      "group 长三角" */
};

struct gazetteer {
	struct slice name;
	char sha256[65];
	struct region *regions; /* index = id - 1 */
	size_t region_count;
	struct region_name *names;
	size_t name_count;
	struct slice *tiers; /* in order of first appearance in the file */
	size_t tier_count;
	struct lexicon *lexicon; /* of names and of barring phrases; see gazetteer.c */
};

enum status gazetteer_load(struct arena *study, struct slice bytes, const char *file,
			   struct gazetteer *gazetteer, struct scheme_remarks *remarks,
			   struct error *error) QIPAN_CHECKED;
/* A region by any of its names, code or iso, ignoring case and white space; id 0 if none or
 * ambiguous. */
struct region_id gazetteer_find(const struct gazetteer *gazetteer, struct slice name);
const struct region *gazetteer_region(const struct gazetteer *gazetteer, struct region_id id);
/* The region that a title or first line speaks of: the earliest full or short name. rule says how.
 * id 0 if none. */
struct region_id gazetteer_guess(const struct gazetteer *gazetteer, struct arena *arena,
				 struct slice text, struct slice *rule);

#endif
