/*
 * M31: which region names which, for what, and whether the other says so too.
 *
 *   weight    w_rq = sum of 1/m over the sentences of r that name q / N_r; m is 1 where q is named
 *             itself, and the number of members beside r where only a group is named that holds q
 *             (长三角 in a report of Shanghai: Jiangsu, Zhejiang, Anhui get a third each)
 *   strong    at least `least` sentences name q itself, outside lists of five things or more
 *   answered  a strong link with a strong one back; `same` when both sides speak of a column in
 *             common, or in the same words: at least four characters (three English words) on end
 *             with the names among them, 疆算入渝
 *   reciprocity  answered strong links / strong links between regions that were read
 *
 * Directed links A>B, B>A, A>C of read regions: 2 of 3 answered, 0.667.
 *
 * Null: neighbours name each other. Each region's strong links go to regions drawn from those of
 * the same class of distance (the caller's; every region as often as before, nobody twice), and
 * reciprocity is taken again. The null does not keep who is sought by all, so much of what passes
 * it may hang on one or two such regions.
 *
 * A mention is a word in a plan: no proof of a tie, and silence no proof that there is none.
 */
#ifndef QIPAN_MEASURE_LINK_H
#define QIPAN_MEASURE_LINK_H

#include "measure/measure.h"

enum { LINK_LIST = 5 };

/* One sentence names one region. */
struct link_naming {
	uint32_t passage; /* index in the corpus */
	uint32_t to;	  /* index of a region of the corpus, another than the passage's */
	uint32_t share;	  /* members that share the group's name, 1 where it is named itself */
	uint32_t code_start, code_end; /* columns it is named for, in link_input.codes, ascending */
	struct span span;	       /* of the name, in the document's text */
	struct slice clause;	       /* its clause, and where the name begins in it */
	uint32_t in_clause;
	uint32_t name; /* index in the gazetteer's names */
	bool group;    /* only a group that holds it is named */
	bool listed;   /* one of LINK_LIST things or more in its clause */
};

struct link_input {
	const struct coded_corpus *corpus;
	const struct link_naming *namings; /* in any order; of one passage and region one counts */
	size_t count;
	const uint32_t *codes;
	const uint8_t *distance; /* region x region, classes of the null; NULL: one class */
};

struct link_options {
	uint32_t least; /* sentences of a strong link, 1 or more */
	uint32_t draws; /* of the null; 0: none */
	uint64_t seed;
	double confidence;
};

enum link_answer {
	LINK_SAME,     /* the other names it too, with a column or words in common */
	LINK_OTHER,    /* the other names it too, for something else */
	LINK_LISTED,   /* the other names it in lists only, or more rarely than `least` */
	LINK_GROUP,    /* the other names only a group that holds it */
	LINK_NONE,     /* the other was read and does not name it */
	LINK_NOT_READ, /* there is no document of the other */
	LINK_ANSWERS,
};
/* "same", "other", "listed", "group", "unanswered", "not_read". */
const char *link_answer_name(enum link_answer answer);

enum link_how { LINK_STRONG, LINK_IN_LISTS, LINK_BY_GROUP, LINK_HOWS };
/* "named", "listed", "group": the best of its sentences. */
const char *link_how_name(enum link_how how);

struct link {
	uint32_t from, to;  /* regions of the corpus */
	uint32_t itself;    /* sentences that name it itself */
	uint32_t in_lists;  /* of these */
	uint32_t by_groups; /* sentences that name only a group that holds it */
	double weight;	    /* share of the sentences of `from` */
	double low, high;   /* Wilson, of itself / N_r */
	uint32_t sentences; /* N_r */
	uint8_t how, answer;
	size_t first, count; /* in links.namings */
};

struct link_region {
	uint32_t names, named, answered; /* strong links out, in, and of those out: answered */
	double sought;			 /* sum of weights in */
	uint32_t listed_by;		 /* regions that name it in lists only */
};

struct links {
	struct link *links; /* by from, then to */
	size_t count;
	struct link_naming *namings; /* by link */
	struct link_region *regions;
	uint32_t strong, answered, same;
	double reciprocity, low, high; /* Wilson over links; NaN without one */
	double null_mean, p;	       /* of the null, one-sided: as many answered or more; NaN */
};

/* In study. No null for more than LIMIT_LIKENESS_REGIONS regions.
 * O(namings log namings + draws x (strong links x classes + regions^2)). CANCELLED. */
enum status links_make(struct job *job, struct arena *study, const struct link_input *input,
		       const struct link_options *options, struct links *links,
		       struct error *error) QIPAN_CHECKED;
/* The link, or NULL. O(log links). */
const struct link *links_find(const struct links *links, uint32_t from, uint32_t to);

#endif
