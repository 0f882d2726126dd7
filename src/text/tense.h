/*
 * Words of tense: which period a stretch of text speaks of. The table is in tense.c; to teach a
 * word, add a row. Inside the room text only.
 */
#ifndef QIPAN_TEXT_TENSE_H
#define QIPAN_TEXT_TENSE_H

#include "base/slice.h"

enum tense_sign {
	TENSE_PAST,	 /* 累计, 同比, has been, was */
	TENSE_PAST_TIME, /* 去年, 过去五年, last year: a time that is over */
	TENSE_PLAN,	 /* 力争, 将, will, shall, aims to */
	TENSE_PLAN_WEAK, /* 推动, 加快: more frequent in plans, but reviews use them too */
	TENSE_PLAN_TIME, /* 今后五年, 下一步, next year, “十五五” when it lies ahead */
	TENSE_PRESENT,	 /* is, are, remains: only Latin text shows it */
	TENSE_STATE,	 /* 的关键时期, 当前国际形势: what a plan says of its time */
	TENSE_LACK,	 /* 问题, 困难, 不足, 挑战: what a statement of problems names */
	TENSE_ADMIT,	 /* 清醒认识到, 成绩的同时, 还存在: what opens one */
	TENSE_FORMULA,	 /* 请予审议: a formality wherever it stands */
	TENSE_VOCATIVE,	 /* 各位代表, ladies and gentlemen: one when it stands alone */
	TENSE_THANKS,	 /* 表示衷心感谢, thank you */
	TENSE_REVIEW_TITLE,  /* in headings: 回顾, 成就, achievements */
	TENSE_REVIEW_ALWAYS, /* of these, the ones that no plan heading uses */
	TENSE_PLAN_TITLE,    /* in headings: 目标, 任务, targets, actions */
	TENSE_STATE_TITLE,   /* in headings: 发展环境, 形势, context, challenges */
	TENSE_SIGN_COUNT,
};

/* Rows of the table by the first bytes of their words, so that a text is read once. */
enum { TENSE_BUCKETS = 256, TENSE_ROWS_MOST = 512 };
struct tense_table {
	uint16_t bucket[TENSE_BUCKETS]; /* 1 + row, 0 = none */
	uint16_t next[TENSE_ROWS_MOST];
	uint32_t year; /* the dividing year; 0 = unknown */
};

/* What one stretch holds: how many different places show each sign. */
struct tense {
	uint32_t signs[TENSE_SIGN_COUNT];
	uint32_t first_past_time; /* byte offset of the first past time or year, UINT32_MAX if none
				   */
};

/* year: the dividing year: years and five-year plans that end before it are past times, those that
 * end in it or later are plan times. 0: years do not count. */
void tense_table_init(struct tense_table *table, uint32_t year);

/* O(text). */
struct tense tense_read(const struct tense_table *table, struct slice text);

/* The five-year plan number n (14, 15) begins in 1986 + 5 (n - 7): 2021, 2026. */
uint32_t five_year_plan_start(uint32_t number);

#endif
