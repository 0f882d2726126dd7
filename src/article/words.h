/*
 * The word tables of articles (rows in words_rows.c) and small readers over them. Inside the room
 * article only.
 */
#ifndef QIPAN_ARTICLE_WORDS_H
#define QIPAN_ARTICLE_WORDS_H

#include "article/article.h"
#include "text/cue.h"

/* What a word of the speech table shows, as bits. */
enum speech_cue {
	SPEECH_SAY = 1 << 0,	    /* said, 表示 */
	SPEECH_VIEW = 1 << 1,	    /* in the view of, according to; 看来, 介绍 after 据 */
	SPEECH_POST = 1 << 2,	    /* director, 院长 */
	SPEECH_POST_START = 1 << 3, /* founding, 副: belongs to the post behind it */
	SPEECH_SOMEBODY = 1 << 4,   /* experts, 负责人: a speaker without a name */
	SPEECH_BETWEEN = 1 << 5,    /* 也, 则, 向记者: between speaker and verb */
	SPEECH_GO_ON = 1 << 6,	    /* in addition, 此外: the same voice goes on */
	SPEECH_BACK = 1 << 7,	    /* it, 这: leans on the sentence before */
	SPEECH_NO_PERSON = 1 << 8,  /* university, report: no name of a person ends or begins so */
	SPEECH_LEAD = 1 << 9,	    /* 据, 在, 对此: stands before the organisation */
	SPEECH_PRONOUN = 1 << 10,   /* he, she, 他 */
};

/* What a word of the subject table shows, as bits; a group has its number above them. */
enum subject_cue {
	SUBJECT_OPENER = 1 << 0,   /* and, while, specifically, 其中: before a subject */
	SUBJECT_VERB = 1 << 1,	   /* proposes, 提出 */
	SUBJECT_LEAD = 1 << 2,	   /* focusing on, 围绕: opens a phrase before the subject */
	SUBJECT_CARRY = 1 << 3,	   /* it, including, 该省: the subject before goes on */
	SUBJECT_RELEASE = 1 << 4,  /* released, 发布 */
	SUBJECT_PLAN = 1 << 5,	   /* proposals, plan, 建议 */
	SUBJECT_NOT = 1 << 6,	   /* university, 大学: the name before is part of another */
	SUBJECT_APART = 1 << 7,	   /* unlike, 与...不同: what follows is compared with */
	SUBJECT_REGIONS = 1 << 8,  /* regions, 省份: what is counted */
	SUBJECT_AT_LEAST = 1 << 9, /* more than, 超过 */
	SUBJECT_ABOUT = 1 << 10,
	SUBJECT_SAYS = 1 << 11, /* proposes to, 提出: what is claimed stands behind it */
	SUBJECT_GROUP_SHIFT = 12,
};

/* What a word of the concern table shows, as bits. */
enum concern_cue {
	CONCERN_BAD = 1 << 0,	   /* lagging, 滞后: makes a topic a risk */
	CONCERN_MUST = 1 << 1,	   /* need to, 应当: advice */
	CONCERN_WARN = 1 << 2,	   /* attention should be paid to, 警惕: a warning, no advice */
	CONCERN_EXAMPLE = 1 << 3,  /* such as, 例如: examples of what was said */
	CONCERN_SEVERAL = 1 << 4,  /* multiple issues, 以下问题: announces a list */
	CONCERN_NATIONAL = 1 << 5, /* levels */
	CONCERN_GLOBAL = 1 << 6,
	CONCERN_REGIONAL = 1 << 7,
	CONCERN_QUALIFIER = 1 << 8, /* first, high-level, 一流 */
	CONCERN_LIST = 1 << 9, /* such as, including, 等领域: opens or closes a list of items */
};

/* A topic of risk. */
struct concern_topic {
	const char *name, *zh;
	bool bad; /* a risk by its own meaning: bias, 重复建设 */
};
extern const struct concern_topic concern_topics[]; /* the last row has no words: "other" */
extern const size_t concern_topic_count;

struct article_words {
	struct cue_table speech, subject, concern, topic;
};
void article_words_init(struct article_words *words);

extern const struct cue speech_rows[], subject_rows[], concern_rows[], topic_rows[];
extern const size_t speech_row_count, subject_row_count, concern_row_count, topic_row_count;

/* True for common surnames of one character, or two (欧阳); *characters says which. */
bool surname_at(struct slice text, size_t offset, size_t *characters);

/* The first cue with one of the signs in text [from, end), or NULL; *at and *bytes say where. */
const struct cue *words_find(const struct cue_table *table, struct slice text, size_t from,
			     size_t end, unsigned signs, size_t *at, size_t *bytes);
/* The cue with one of the signs at offset, or NULL. */
const struct cue *words_at(const struct cue_table *table, struct slice text, size_t offset,
			   unsigned signs, size_t *bytes);
/* Skips white space (and, with quotes, quotation marks) forwards, not beyond end. */
size_t words_skip(struct slice text, size_t at, size_t end, bool quotes);
/* Bytes of the mark at offset that divides clauses: , ， ; ； : ： — and ends of sentences; 0 if
 * there is none. A comma or point between digits divides nothing. */
size_t clause_mark(struct slice text, size_t offset);
/* Bytes of a quotation mark at offset, 0 if none. *opens and *closes say which it can be: plain
 * quotes can be both. An apostrophe is none. */
size_t quote_mark(struct slice text, size_t offset, bool *opens, bool *closes);

#endif
