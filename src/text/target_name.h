/*
 * What an amount in Chinese counts, where that does not stand before it. Inside the room text only;
 * target.c says when.
 *
 *   打造6个世界级、7个国家级产业集群     6: 世界级、7个国家级产业集群, right behind it
 *
 *   新增充电桩3万个。                    nothing is counted behind it
 *
 *   “3个100万”, “民间投资32条”           a name that holds a number is no amount
 *
 *   超10亿元项目50个                     the money only says which projects
 *
 *   20万人口以上的县, 迈上5万亿台阶      a longer word than the unit
 *
 *   原煤、原油产量分别达到7000万吨、1280万吨   first: 原煤, second: 原油产量
 */
#ifndef QIPAN_TEXT_TARGET_NAME_H
#define QIPAN_TEXT_TARGET_NAME_H

#include "text/target.h"

/* The amount stands first or last inside quotation marks, or is money that only describes the thing
 * behind it: nobody aims at it. */
bool target_is_no_amount(struct slice text, const struct amount *amount);

/* What is counted right behind the amount; empty when the amount ends what it is said of. */
struct span target_counted_behind(const struct target_tables *tables, struct slice text,
				  size_t end);

/* 从 A 增加到 B: the amount is A. */
bool target_is_start(const struct target_tables *tables, struct slice text,
		     const struct amount *amount);

/* Is the amount a level that is reached or kept (降至13.8%, 稳定在600万人)? */
bool target_says_level(struct slice text, const struct amount *amount);
/* Is it by how much something changes (提高25元, 减少3万吨)? Not 提升100个项目. */
bool target_says_change(const struct target_tables *tables, struct slice text,
			const struct amount *amount);

/* Behind /月, /年 and the like at `at`. */
size_t target_rate_end(struct slice text, size_t at);

/* Without 的, 其中 and 和 before it; empty when nothing is left that names a quantity (高于全国,
 * 5年). */
struct span target_plain_name(struct slice text, struct span name);

/* Where the words end that a clause speaks of: before its first verb or number. */
size_t target_subject_end(const struct target_tables *tables, struct slice text, struct span name);

/* 分别 before as many amounts in a row as there are names in a row before it: one each; with more
 * or fewer names all get the whole (城乡低保标准分别提高到798元和676元); without any, those of the
 * amounts before. All are of the first one's basis. Changes those. O(text + targets). */
void target_respectively(const struct target_tables *tables, struct slice text,
			 struct target *targets, size_t count);

/* Without an ordinal of a list (三是) at its beginning. */
struct span target_without_ordinal(struct slice text, struct span name);

#endif
