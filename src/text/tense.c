#include "text/tense.h"

#include <string.h>

#include "base/utf8.h"

/* Chinese words match anywhere, Latin words (lower case) at word borders; a trailing * leaves the
 * end of a Latin word open. */
static const struct {
	const char *word;
	enum tense_sign sign;
} rows[] = {
	{"累计", TENSE_PAST},
	{"同比", TENSE_PAST},
	{"取得了", TENSE_PAST},
	{"实现了", TENSE_PAST},
	{"完成了", TENSE_PAST},
	{"迈上", TENSE_PAST},
	{"提升至", TENSE_PAST},
	{"提高到", TENSE_PAST},
	{"增长到", TENSE_PAST},
	{"突破", TENSE_PAST},
	{"建成", TENSE_PAST},
	{"获批", TENSE_PAST},
	{"荣获", TENSE_PAST},
	{"完成", TENSE_PAST},
	{"增长", TENSE_PAST},
	{"达到", TENSE_PAST},
	{"位居", TENSE_PAST},
	{"居全国", TENSE_PAST},
	{"成功", TENSE_PAST},
	{"圆满", TENSE_PAST},
	{"历史性", TENSE_PAST},
	{"显著", TENSE_PAST},
	{"下降", TENSE_PAST},
	{"新增", TENSE_PAST},
	{"首次", TENSE_PAST},
	{"去年", TENSE_PAST_TIME},
	{"过去一年", TENSE_PAST_TIME},
	{"过去的一年", TENSE_PAST_TIME},
	{"过去五年", TENSE_PAST_TIME},
	{"过去的五年", TENSE_PAST_TIME},
	{"一年来", TENSE_PAST_TIME},
	{"五年来", TENSE_PAST_TIME},
	{"五年间", TENSE_PAST_TIME},
	{"这五年", TENSE_PAST_TIME},
	{"近年来", TENSE_PAST_TIME},
	{"近五年", TENSE_PAST_TIME},
	{"上年", TENSE_PAST_TIME},
	{"刚刚过去", TENSE_PAST_TIME},
	{"收官之年", TENSE_PAST_TIME},
	{"回顾", TENSE_PAST_TIME},
	{"将", TENSE_PLAN},
	{"力争", TENSE_PLAN},
	{"争取", TENSE_PLAN},
	{"确保", TENSE_PLAN},
	{"计划", TENSE_PLAN},
	{"目标是", TENSE_PLAN},
	{"预期目标", TENSE_PLAN},
	{"主要目标", TENSE_PLAN_WEAK},
	{"总体要求", TENSE_PLAN_WEAK},
	{"奋斗目标", TENSE_PLAN_WEAK},
	{"加快", TENSE_PLAN_WEAK},
	{"推动", TENSE_PLAN_WEAK},
	{"推进", TENSE_PLAN_WEAK},
	{"实施", TENSE_PLAN_WEAK},
	{"坚持", TENSE_PLAN_WEAK},
	{"加强", TENSE_PLAN_WEAK},
	{"继续", TENSE_PLAN_WEAK},
	{"进一步", TENSE_PLAN_WEAK},
	{"必须", TENSE_PLAN},
	{"我们要", TENSE_PLAN},
	{"务必", TENSE_PLAN},
	{"提出到", TENSE_PLAN},
	{"努力", TENSE_PLAN_WEAK},
	{"着力", TENSE_PLAN_WEAK},
	{"支持", TENSE_PLAN_WEAK},
	{"培育", TENSE_PLAN_WEAK},
	{"打造", TENSE_PLAN_WEAK},
	{"以上", TENSE_PLAN_WEAK},
	{"左右", TENSE_PLAN_WEAK},
	{"深化", TENSE_PLAN_WEAK},
	{"拟", TENSE_PLAN},
	{"今后五年", TENSE_PLAN_TIME},
	{"未来五年", TENSE_PLAN_TIME},
	{"今后一个时期", TENSE_PLAN_TIME},
	{"下一步", TENSE_PLAN_TIME},
	{"今年", TENSE_PLAN_TIME},
	{"新的一年", TENSE_PLAN_TIME},
	{"明年", TENSE_PLAN_TIME},
	{"开局之年", TENSE_PLAN_TIME},
	{"的关键时期", TENSE_STATE},
	{"的关键阶段", TENSE_STATE},
	{"的关键五年", TENSE_STATE},
	{"的关键一年", TENSE_STATE},
	{"的重要时期", TENSE_STATE},
	{"的重要窗口期", TENSE_STATE},
	{"的紧要时期", TENSE_STATE},
	{"的决定性阶段", TENSE_STATE},
	{"开局之年", TENSE_STATE},
	{"开局起步之年", TENSE_STATE},
	{"起步之年", TENSE_STATE},
	{"承前启后的重要地位", TENSE_STATE},
	{"今天的", TENSE_STATE},
	{"当前国际形势", TENSE_STATE},
	{"当前外部环境", TENSE_STATE},
	{"从风险挑战看", TENSE_STATE},
	{"机遇大于挑战", TENSE_STATE},
	{"意义重大", TENSE_STATE},
	{"问题", TENSE_LACK},
	{"困难", TENSE_LACK},
	{"不足", TENSE_LACK},
	{"短板", TENSE_LACK},
	{"挑战", TENSE_LACK},
	{"差距", TENSE_LACK},
	{"矛盾", TENSE_LACK},
	{"制约", TENSE_LACK},
	{"攻坚期", TENSE_LACK},
	{"严峻", TENSE_LACK},
	{"不确定", TENSE_LACK},
	{"清醒看到", TENSE_ADMIT},
	{"清醒地看到", TENSE_ADMIT},
	{"清醒认识到", TENSE_ADMIT},
	{"清醒地认识到", TENSE_ADMIT},
	{"清醒的看到", TENSE_ADMIT},
	{"清醒的认识到", TENSE_ADMIT},
	{"清醒意识到", TENSE_ADMIT},
	{"成绩的同时", TENSE_ADMIT},
	{"成绩和经验的同时", TENSE_ADMIT},
	{"还面临", TENSE_ADMIT},
	{"仍面临", TENSE_ADMIT},
	{"仍然面临", TENSE_ADMIT},
	{"还存在", TENSE_ADMIT},
	{"仍存在", TENSE_ADMIT},
	{"仍然存在", TENSE_ADMIT},
	{"存在一些", TENSE_ADMIT},
	{"存在不少", TENSE_ADMIT},
	{"不容忽视", TENSE_ADMIT},
	{"也要看到", TENSE_ADMIT},
	{"也应看到", TENSE_ADMIT},
	{"请予审议", TENSE_FORMULA},
	{"请予审查", TENSE_FORMULA},
	{"请审议", TENSE_FORMULA},
	{"提请大会", TENSE_FORMULA},
	{"提交大会", TENSE_FORMULA},
	{"编制了《", TENSE_FORMULA},
	{"向大会报告", TENSE_FORMULA},
	{"向大会作", TENSE_FORMULA},
	{"提出意见", TENSE_FORMULA},
	{"各位代表", TENSE_VOCATIVE},
	{"各位委员", TENSE_VOCATIVE},
	{"同志们", TENSE_VOCATIVE},
	{"ladies and gentlemen", TENSE_VOCATIVE},
	{"mr. president", TENSE_VOCATIVE},
	{"mr. speaker", TENSE_VOCATIVE},
	{"madam president", TENSE_VOCATIVE},
	{"fellow citizens", TENSE_VOCATIVE},
	{"衷心感谢", TENSE_THANKS},
	{"衷心的感谢", TENSE_THANKS},
	{"诚挚感谢", TENSE_THANKS},
	{"诚挚的感谢", TENSE_THANKS},
	{"崇高敬意", TENSE_THANKS},
	{"崇高的敬意", TENSE_THANKS},
	{"诚挚谢意", TENSE_THANKS},
	{"谢谢", TENSE_THANKS},
	{"thank you", TENSE_THANKS},
	{"i thank", TENSE_THANKS},
	{"i wish to thank", TENSE_THANKS},
	{"i would like to thank", TENSE_THANKS},
	{"congratulate", TENSE_THANKS},
	{"回顾", TENSE_REVIEW_ALWAYS},
	{"成就", TENSE_REVIEW_ALWAYS},
	{"发展基础", TENSE_REVIEW_ALWAYS},
	{"完成情况", TENSE_REVIEW_ALWAYS},
	{"执行情况", TENSE_REVIEW_ALWAYS},
	{"工作情况", TENSE_REVIEW_ALWAYS},
	{"总结", TENSE_REVIEW_TITLE},
	{"成效", TENSE_REVIEW_TITLE},
	{"成绩", TENSE_REVIEW_TITLE},
	{"成果", TENSE_REVIEW_TITLE},
	{"进展", TENSE_REVIEW_TITLE},
	{"历程", TENSE_REVIEW_TITLE},
	{"achievement*", TENSE_REVIEW_ALWAYS},
	{"accomplishment*", TENSE_REVIEW_ALWAYS},
	{"progress", TENSE_REVIEW_TITLE},
	{"review", TENSE_REVIEW_TITLE},
	{"record", TENSE_REVIEW_TITLE},
	{"results", TENSE_REVIEW_TITLE},
	{"past", TENSE_REVIEW_TITLE},
	{"目标", TENSE_PLAN_TITLE},
	{"任务", TENSE_PLAN_TITLE},
	{"安排", TENSE_PLAN_TITLE},
	{"重点工作", TENSE_PLAN_TITLE},
	{"举措", TENSE_PLAN_TITLE},
	{"措施", TENSE_PLAN_TITLE},
	{"思路", TENSE_PLAN_TITLE},
	{"主要考虑", TENSE_PLAN_TITLE},
	{"打算", TENSE_PLAN_TITLE},
	{"展望", TENSE_PLAN_TITLE},
	{"target*", TENSE_PLAN_TITLE},
	{"goal*", TENSE_PLAN_TITLE},
	{"objective*", TENSE_PLAN_TITLE},
	{"action*", TENSE_PLAN_TITLE},
	{"measure*", TENSE_PLAN_TITLE},
	{"priorit*", TENSE_PLAN_TITLE},
	{"plan*", TENSE_PLAN_TITLE},
	{"strateg*", TENSE_PLAN_TITLE},
	{"commitment*", TENSE_PLAN_TITLE},
	{"roadmap", TENSE_PLAN_TITLE},
	{"vision", TENSE_PLAN_TITLE},
	{"next", TENSE_PLAN_TITLE},
	{"implement*", TENSE_PLAN_TITLE},
	{"发展环境", TENSE_STATE_TITLE},
	{"面临", TENSE_STATE_TITLE},
	{"形势", TENSE_STATE_TITLE},
	{"现状", TENSE_STATE_TITLE},
	{"背景", TENSE_STATE_TITLE},
	{"存在的问题", TENSE_STATE_TITLE},
	{"context", TENSE_STATE_TITLE},
	{"background", TENSE_STATE_TITLE},
	{"circumstances", TENSE_STATE_TITLE},
	{"challenge*", TENSE_STATE_TITLE},
	{"situation", TENSE_STATE_TITLE},
	{"vulnerab*", TENSE_STATE_TITLE},
	{"will", TENSE_PLAN},
	{"we'll", TENSE_PLAN},
	{"shall", TENSE_PLAN},
	{"should", TENSE_PLAN},
	{"must", TENSE_PLAN},
	{"would", TENSE_PLAN},
	{"plans to", TENSE_PLAN},
	{"plan to", TENSE_PLAN},
	{"proposed to", TENSE_PLAN},
	{"pledges to", TENSE_PLAN},
	{"planned", TENSE_PLAN},
	{"planning to", TENSE_PLAN},
	{"aims to", TENSE_PLAN},
	{"aim to", TENSE_PLAN},
	{"intends to", TENSE_PLAN},
	{"intend to", TENSE_PLAN},
	{"seeks to", TENSE_PLAN},
	{"seek to", TENSE_PLAN},
	{"proposes to", TENSE_PLAN},
	{"propose to", TENSE_PLAN},
	{"expects to", TENSE_PLAN},
	{"expected to", TENSE_PLAN},
	{"committed to", TENSE_PLAN},
	{"commits to", TENSE_PLAN},
	{"target of", TENSE_PLAN},
	{"to be achieved", TENSE_PLAN},
	{"to be implemented", TENSE_PLAN},
	{"going to", TENSE_PLAN},
	{"next year", TENSE_PLAN_TIME},
	{"in the coming", TENSE_PLAN_TIME},
	{"in the future", TENSE_PLAN_TIME},
	{"over the next", TENSE_PLAN_TIME},
	{"has been", TENSE_PAST},
	{"have been", TENSE_PAST},
	{"had", TENSE_PAST},
	{"was", TENSE_PAST},
	{"were", TENSE_PAST},
	{"did", TENSE_PAST},
	{"achieved", TENSE_PAST},
	{"adopted", TENSE_PAST},
	{"launched", TENSE_PAST},
	{"completed", TENSE_PAST},
	{"ratified", TENSE_PAST},
	{"submitted", TENSE_PAST},
	{"began", TENSE_PAST},
	{"rose", TENSE_PAST},
	{"fell", TENSE_PAST},
	{"grew", TENSE_PAST},
	{"became", TENSE_PAST},
	{"last year", TENSE_PAST_TIME},
	{"ago", TENSE_PAST_TIME},
	{"over the past", TENSE_PAST_TIME},
	{"in the past", TENSE_PAST_TIME},
	{"in recent years", TENSE_PAST_TIME},
	{"so far", TENSE_PAST_TIME},
	{"to date", TENSE_PAST_TIME},
	{"is", TENSE_PRESENT},
	{"are", TENSE_PRESENT},
	{"remains", TENSE_PRESENT},
	{"remain", TENSE_PRESENT},
	{"has", TENSE_PRESENT},
	{"have", TENSE_PRESENT},
	{"faces", TENSE_PRESENT},
	{"does", TENSE_PRESENT},
	{"do", TENSE_PRESENT},
};
static const size_t row_count = sizeof rows / sizeof *rows;
_Static_assert(sizeof rows / sizeof *rows <= (size_t)TENSE_ROWS_MOST, "enlarge TENSE_ROWS_MOST");

static unsigned char lower(char c)
{
	return (unsigned char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
}

/* All words have at least two letters or one Chinese character of three bytes. */
static unsigned bucket_of(const char *at)
{
	return (unsigned)(lower(at[0]) * 31 + lower(at[1]) * 7) % TENSE_BUCKETS;
}

void tense_table_init(struct tense_table *table, uint32_t year)
{
	*table = (struct tense_table){.year = year};
	for (uint16_t i = (uint16_t)row_count; i-- > 0;) {
		unsigned bucket = bucket_of(rows[i].word);
		table->next[i] = table->bucket[bucket];
		table->bucket[bucket] = (uint16_t)(i + 1);
	}
}

static bool is_word_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static bool word_at(struct slice text, size_t at, const char *word)
{
	size_t length = strlen(word);
	bool open = word[length - 1] == '*';
	length -= open;
	if (text.length - at < length)
		return false;
	for (size_t i = 0; i < length; i++)
		if (lower(text.at[at + i]) != (unsigned char)word[i])
			return false;
	bool latin = (unsigned char)word[0] < 0x80;
	return !latin || open || at + length == text.length || !is_word_byte(text.at[at + length]);
}

static void note_past_time(struct tense *tense, size_t at)
{
	tense->signs[TENSE_PAST_TIME]++;
	if (at < tense->first_past_time)
		tense->first_past_time = (uint32_t)at;
}

/* A year of four digits, 1949..2100, alone or before 年. */
static void read_year(const struct tense_table *table, struct slice text, size_t at,
		      struct tense *tense)
{
	uint32_t year = 0;
	size_t end = at;
	while (end < text.length && text.at[end] >= '0' && text.at[end] <= '9' && end - at < 5)
		year = year * 10 + (uint32_t)(text.at[end++] - '0');
	if (table->year == 0 || end - at != 4 || year < 1949 || year > 2100)
		return;
	struct slice rest = {text.at + end, text.length - end};
	bool chinese = slice_starts(rest, SLICE("年"));
	bool plain = rest.length == 0 || (unsigned char)rest.at[0] < 0x80;
	if (!chinese && !plain)
		return;
	if (year < table->year)
		note_past_time(tense, at);
	else
		tense->signs[TENSE_PLAN_TIME]++;
}

uint32_t five_year_plan_start(uint32_t number)
{
	return 1986 + 5 * (number - 7);
}

/* “十四五”: 十 and a digit and 五, in quotes or before 时期, 规划. */
static void read_plan_name(const struct tense_table *table, struct slice text, size_t at,
			   struct tense *tense)
{
	static const char *const digits[] = {"一", "二", "三", "四", "五", "六", "七", "八", "九"};
	struct slice rest = {text.at + at, text.length - at};
	if (table->year == 0 || rest.length < 9 || !slice_starts(rest, SLICE("十")))
		return;
	struct slice digit = {rest.at + 3, 3}, five = {rest.at + 6, 3},
		     after = {rest.at + 9, rest.length - 9};
	bool name = slice_is(five, "五") &&
		    (slice_starts(after, SLICE("”")) || slice_starts(after, SLICE("时期")) ||
		     slice_starts(after, SLICE("规划")) || slice_starts(after, SLICE("」")));
	for (uint32_t i = 0; name && i < 9; i++) {
		if (!slice_is(digit, digits[i]))
			continue;
		uint32_t start = five_year_plan_start(11 + i);
		if (start + 4 < table->year)
			note_past_time(tense, at);
		else if (start + 1 >= table->year)
			tense->signs[TENSE_PLAN_TIME]++;
	}
}

static bool is_participle(struct slice word)
{
	static const char *const irregular[] = {
		"built", "made",  "set",     "met",    "led",	"held",	    "kept",
		"put",	 "cut",	  "begun",   "become", "spent", "seen",	    "done",
		"grown", "shown", "brought", "sought", "found", "won",	    "lost",
		"paid",	 "sent",  "left",    "gone",   "come",	"undergone"};
	if (word.length >= 4 && word.at[word.length - 2] == 'e' &&
	    (word.at[word.length - 1] == 'd' || word.at[word.length - 1] == 'n'))
		return true;
	for (size_t i = 0; i < sizeof irregular / sizeof *irregular; i++)
		if (slice_is(word, irregular[i]))
			return true;
	return false;
}

/* "has built", "have already increased": has or have before a participle. */
static bool has_participle(struct slice text, size_t at, const char *word)
{
	if (strcmp(word, "has") != 0 && strcmp(word, "have") != 0)
		return false;
	size_t place = at + strlen(word);
	for (int words = 0; words < 2; words++) {
		while (place < text.length && text.at[place] == ' ')
			place++;
		size_t start = place;
		while (place < text.length && is_word_byte(text.at[place]))
			place++;
		if (is_participle((struct slice){text.at + start, place - start}))
			return true;
		if (place - start < 2 || text.at[place - 1] != 'y')
			break; /* only an adverb may stand between: has already increased */
	}
	return false;
}

struct tense tense_read(const struct tense_table *table, struct slice text)
{
	struct tense tense = {.first_past_time = UINT32_MAX};
	for (size_t at = 0; at + 1 < text.length; at++) {
		unsigned char c = (unsigned char)text.at[at];
		bool word_start = at == 0 || !is_word_byte(text.at[at - 1]);
		if ((c & 0xC0) == 0x80 || (c < 0x80 && !word_start))
			continue;
		if (c >= '0' && c <= '9')
			read_year(table, text, at, &tense);
		else if (c == 0xE5) /* 十 */
			read_plan_name(table, text, at, &tense);
		for (uint16_t i = table->bucket[bucket_of(text.at + at)]; i != 0;
		     i = table->next[i - 1]) {
			enum tense_sign sign = rows[i - 1].sign;
			if (!word_at(text, at, rows[i - 1].word))
				continue;
			if (sign == TENSE_PRESENT && has_participle(text, at, rows[i - 1].word))
				sign = TENSE_PAST;
			if (sign == TENSE_PAST_TIME)
				note_past_time(&tense, at);
			else
				tense.signs[sign]++;
		}
	}
	return tense;
}
