#include "text/target_name.h"

#include <string.h>

#include "base/utf8.h"
#include "text/target_rows.h"

static bool stands_at(struct slice text, size_t at, const char *word)
{
	return at <= text.length &&
	       slice_starts((struct slice){text.at + at, text.length - at}, slice_from(word));
}

static bool stands_before(struct slice text, size_t at, const char *word)
{
	return slice_ends((struct slice){text.at, at}, slice_from(word));
}

static bool any_at(struct slice text, size_t at, const char *const *words)
{
	for (; *words != NULL; words++)
		if (stands_at(text, at, *words))
			return true;
	return false;
}

static bool any_before(struct slice text, size_t at, const char *const *words)
{
	for (; *words != NULL; words++)
		if (stands_before(text, at, *words))
			return true;
	return false;
}

static bool is_stop(struct slice text, size_t at)
{
	static const char *const stops[] = {"、", "，", "。", "；", "：", ",", ";", ":", NULL};
	return at >= text.length || any_at(text, at, stops);
}

static size_t to_stop(struct slice text, size_t at)
{
	size_t bytes;
	for (; !is_stop(text, at); at += bytes)
		utf8_read(text, at, &bytes);
	return at;
}

bool target_is_no_amount(struct slice text, const struct amount *amount)
{
	static const char *const which[] = {"项目", "的", "企业", "产业链", NULL};
	static const char *const longer[] = {"台阶", "人口", "人制", "人篮球", NULL};
	static const char *const slogan[] = {"两个", "三个", "四个", "五个", NULL};
	size_t start = amount->span.start, end = amount->span.end;
	if (stands_before(text, start, "“") || stands_at(text, end, "”") ||
	    any_before(text, start, slogan) || any_at(text, amount->unit_span.start, longer))
		return true;
	/* of money: 50亿元以上项目; 2000万元以上的技改项目. 投资10亿元的 says how much is spent. */
	return slice_is(slice_from(amount->unit->name), "CNY") &&
	       amount->comparator != COMPARE_EQUAL && any_at(text, end, which) &&
	       slice_find((struct slice){text.at + end, to_stop(text, end) - end}, SLICE("项目"),
			  0) != SIZE_MAX;
}

bool target_is_start(const struct target_tables *tables, struct slice text,
		     const struct amount *amount)
{
	static const char *const from[] = {"从", "由", NULL};
	size_t bytes;
	if (!any_before(text, amount->span.start, from))
		return false;
	const struct cue *cue = cue_at(&tables->words, text, amount->span.end, &bytes);
	return cue != NULL && (cue->sign == SIGN_LEVEL || cue->sign == SIGN_GROW ||
			       cue->sign == SIGN_SHARE || cue->sign == SIGN_ADD);
}

/* Behind （套）, if that is what stands there. */
static size_t skip_bracket(struct slice text, size_t at)
{
	if (!stands_at(text, at, "（"))
		return at;
	size_t close = slice_find(text, SLICE("）"), at);
	return close == SIZE_MAX ? text.length : close + strlen("）");
}

/* 和 that joins, not that of 和美乡村, 和谐社会. */
static bool joins(struct slice text, size_t at)
{
	static const char *const inside[] = {"和美", "和谐", "和平", "和睦", "和田", NULL};
	return stands_at(text, at, "和") && !any_at(text, at, inside);
}

/* Words behind an amount that are about it, not what it counts. */
static bool ends_there(const struct target_tables *tables, struct slice text, size_t at)
{
	static const char *const words[] = {"的",   "及",     "与",   "或",   "以",   "次",
					    "”",    "）",     "/",    "／",   "是",   "在",
					    "于",   "新台阶", "台阶", "左右", "上下", "且",
					    "整合", "居全国", "位居", "排名", NULL};
	size_t bytes;
	static const char *const nouns[] = {"支持政策", "改造项目", "改造工程", "建设项目",
					    "培训基地", "培育项目", NULL};
	if (is_stop(text, at) || any_at(text, at, words) || joins(text, at))
		return true;
	if (any_at(text, at, nouns))
		return false;
	uint32_t c = utf8_read(text, at, &bytes);
	if ((c < 0x80 && !cue_is_word_byte((char)c)) || (c >= 0x2014 && c <= 0x2015))
		return true;
	const struct cue *cue = cue_at(&tables->words, text, at, &bytes);
	return cue != NULL &&
	       (cue->sign == SIGN_LEVEL || cue->sign == SIGN_VERB || cue->sign == SIGN_GROW ||
		cue->sign == SIGN_SHARE || cue->sign == SIGN_BASE || cue->sign == SIGN_ADD);
}

/* The end of an item: a stop, a joining 和, or a number outside quotation marks. */
static size_t item_end(struct slice text, size_t at)
{
	bool quoted = false;
	size_t bytes;
	for (; at < text.length; at += bytes) {
		uint32_t c = utf8_read(text, at, &bytes);
		quoted = c == 0x201C || (quoted && c != 0x201D);
		if (!quoted && (is_stop(text, at) || joins(text, at) || (c >= '0' && c <= '9')))
			break;
	}
	return at;
}

/* 国家级、19个省级粮食产能提升重点县; 吸引力强、带动面广的消费场景; 困境、留守儿童: what is counted
 * comes with a later item. */
static bool goes_on(struct slice text, size_t start, size_t end)
{
	static const char *const adjectives[] = {"级", "百亿元", "千亿元", NULL};
	enum { SHORT_BYTES = 6 };
	if (end >= text.length || !(stands_at(text, end, "、") || joins(text, end)))
		return false;
	if (any_before(text, end, adjectives))
		return true;
	size_t next = end + strlen("、"), stop = to_stop(text, next);
	size_t of = slice_find((struct slice){text.at, stop}, SLICE("的"), next);
	bool number = false;
	for (size_t i = next; i < stop && (of == SIZE_MAX || i < of); i++)
		number |= text.at[i] >= '0' && text.at[i] <= '9';
	return stands_at(text, end, "、") && !number &&
	       (of != SIZE_MAX || end - start <= SHORT_BYTES);
}

/* 项目投资突破2000亿元: the words that lead to the next amount are no part of the name. */
static size_t without_tail(struct slice text, size_t start, size_t end)
{
	static const char *const tails[] = {"突破", "超过", "达到", "超", "达", "约", NULL};
	static const char *const ranks[] = {"居全国", "位居", "排名", "位列", NULL};
	for (const char *const *rank = ranks; *rank != NULL; rank++) {
		size_t found = slice_find((struct slice){text.at, end}, slice_from(*rank), start);
		if (found != SIZE_MAX && found > start)
			return found;
	}
	if (end >= text.length || text.at[end] < '0' || text.at[end] > '9')
		return end;
	for (const char *const *tail = tails; *tail != NULL; tail++)
		if (end > start + strlen(*tail) && stands_before(text, end, *tail))
			return end - strlen(*tail);
	return end;
}

struct span target_counted_behind(const struct target_tables *tables, struct slice text, size_t end)
{
	enum { MOST_BYTES = 3 * 40 };
	struct span none = {(uint32_t)end, (uint32_t)end};
	size_t start = skip_bracket(text, end);
	if (ends_there(tables, text, start))
		return none;
	size_t last = item_end(text, start);
	while (last - start < MOST_BYTES) {
		/* over the number of the next item too, and 70个 before 30亿元以上项目 */
		bool at_number = last < text.length && text.at[last] >= '0' &&
				 text.at[last] <= '9' && stands_before(text, last, "个");
		if (!at_number && !goes_on(text, start, last))
			break;
		size_t next = at_number ? last : last + strlen("、");
		while (next < text.length && text.at[next] >= '0' && text.at[next] <= '9')
			next++;
		last = item_end(text, next);
	}
	if (last == start) /* a number: 20个30亿元以上项目 */
		last = to_stop(text, start);
	last = without_tail(text, start, last);
	return (struct span){(uint32_t)start, (uint32_t)last};
}

/* ---- levels and changes ---- */

bool target_says_level(struct slice text, const struct amount *amount)
{
	static const char *const levels[] = {"到",   "至",   "在",   "达",   "为",
					     "保持", "稳定", "突破", "超过", NULL};
	static const char *const leads[] = {"到", "至", "在", "达", "保持", "稳定", NULL};
	static const char *const rates[] = {"增速", "增幅", "涨幅", NULL};
	if (any_before(text, amount->span.start, rates))
		return false;
	if (any_before(text, amount->span.start, levels))
		return true;
	size_t bytes;
	for (size_t at = amount->span.start; at < amount->span.end; at += bytes) {
		uint32_t c = utf8_read(text, at, &bytes);
		if (c >= '0' && c <= '9')
			return false;
		if (any_at(text, at, leads))
			return true;
	}
	return false;
}

bool target_says_change(const struct target_tables *tables, struct slice text,
			const struct amount *amount)
{
	size_t bytes;
	const struct cue *cue = cue_before(&tables->words, text, amount->span.start, &bytes);
	struct span behind = target_counted_behind(tables, text, amount->span.end);
	return cue != NULL && cue->sign == SIGN_GROW && strcmp(cue->word, "提升") != 0 &&
	       (unsigned char)cue->word[0] >= 0x80 && behind.end == behind.start;
}

size_t target_rate_end(struct slice text, size_t at)
{
	static const char *const per[] = {"/月", "/年", "/人", "/天", "/日", "/亩", "/户", NULL};
	while (any_at(text, at, per))
		at += strlen("/月");
	return at;
}

/* ---- names ---- */

struct span target_plain_name(struct slice text, struct span name)
{
	static const char *const heads[] = {"的", "其中", "和", "及", NULL};
	static const char *const nothing[] = {"高于全国", "快于全国", "低于全国", "好于全国",
					      "高于",	  "快于",     "优于",	  "占比",
					      "有",	  "同比",     NULL};
	struct span empty = {name.end, name.end};
	for (const char *const *head = heads; *head != NULL; head++)
		if (name.start < name.end && stands_at(text, name.start, *head) &&
		    (!stands_at(text, name.start, "和") || joins(text, name.start)))
			name.start += (uint32_t)strlen(*head);
	if (name.start >= name.end)
		return empty;
	for (const char *const *word = nothing; *word != NULL; word++)
		if (slice_is(slice_span(text, name), *word))
			return empty;
	if (stands_before(text, name.end, "年") && name.end - name.start <= strlen("十年年"))
		return empty; /* 5年增长18.7% */
	return name;
}

size_t target_subject_end(const struct target_tables *tables, struct slice text, struct span name)
{
	size_t bytes, at = name.start;
	for (; at < name.end; at += bytes) {
		const struct cue *cue = cue_at(&tables->words, text, at, &bytes);
		bool word = cue != NULL && strlen(cue->word) > strlen("均") &&
			    strcmp(cue->word, "建设") != 0; /* 人均, 水利建设投资 */
		if (word && at > name.start &&
		    (cue->sign == SIGN_VERB || cue->sign == SIGN_GROW || cue->sign == SIGN_LEVEL))
			break;
		uint32_t c = utf8_read(text, at, &bytes);
		if (c >= '0' && c <= '9')
			break;
	}
	return at;
}

struct span target_without_ordinal(struct slice text, struct span name)
{
	static const char digits[] = "一二三四五六七八九十";
	enum { HAN = 3 };
	size_t at = name.start;
	while (at + HAN <= name.end &&
	       slice_find(slice_from(digits), (struct slice){text.at + at, HAN}, 0) != SIZE_MAX)
		at += HAN;
	if (at > name.start && at + HAN <= name.end && stands_at(text, at, "是"))
		name.start = (uint32_t)(at + HAN);
	return name;
}

/* ---- 分别 ---- */

/* Without the verbs around it: 确保肉, 工业投资年均. */
static struct span bare_name(const struct target_tables *tables, struct slice text,
			     struct span name)
{
	static const char *const tails[] = {"同比", "年均", "累计", "较上年",
					    "每月", "每年", "五年", NULL};
	static const char *const bases[] = {"比", "较", NULL};
	size_t bytes;
	const struct cue *cue = cue_at(&tables->words, text, name.start, &bytes);
	if (cue != NULL && cue->sign == SIGN_VERB && name.start + bytes < name.end)
		name.start += (uint32_t)bytes;
	for (const char *const *tail = tails; *tail != NULL; tail++)
		if (name.end >= name.start + strlen(*tail) && stands_before(text, name.end, *tail))
			name.end -= (uint32_t)strlen(*tail);
	for (const char *const *base = bases; *base != NULL; base++) {
		size_t at = slice_find((struct slice){text.at, name.end}, slice_from(*base),
				       name.start);
		size_t year = at == SIZE_MAX ? at : at + strlen(*base);
		if (year < name.end &&
		    (stands_at(text, year, "“") || text.at[year] == '2' || text.at[year] == '1'))
			name.end = (uint32_t)at;
	}
	return target_plain_name(text, name);
}

/* No clause with names in a row is longer: what is searched stays linear. */
enum { CLAUSE_BYTES = 3 * 150 };

/* The names in a row before 分别, in their order, at most room: between 、 and, where with_and, 和
 * too; 0 when there are more. */
static size_t names_before(struct slice text, size_t end, bool with_and, struct span *names,
			   size_t room)
{
	static const char *const clause[] = {"，", "；", "：", "。", NULL};
	size_t start = end, count = 0;
	while (start > 0 && end - start < CLAUSE_BYTES && !any_before(text, start, clause))
		start--;
	if (end - start >= CLAUSE_BYTES)
		return 0;
	for (size_t at = start, from = start, bytes; at <= end; at += bytes) {
		bool over = at == end;
		bytes = 1;
		if (!over)
			utf8_read(text, at, &bytes);
		if (!over && !stands_at(text, at, "、") && !(with_and && joins(text, at)))
			continue;
		if (count == room)
			return 0;
		names[count++] = (struct span){(uint32_t)from, (uint32_t)at};
		from = at + bytes;
	}
	return count;
}

/* How many targets from first on stand in one row: only 、 or 和 between them. */
static size_t row_length(struct slice text, const struct target *targets, size_t count,
			 size_t first)
{
	size_t length = 1;
	for (; first + length < count; length++) {
		size_t end = target_rate_end(text, targets[first + length - 1].amount.span.end);
		size_t start = targets[first + length].amount.span.start;
		struct slice between = {text.at + end, start < end ? 0 : start - end};
		if (!slice_is(between, "、") && !slice_is(between, "和"))
			break;
	}
	return length;
}

/* 人均可支配收入从2021年的46503元和16935元分别: before 从, else at itself. */
static size_t before_start(struct slice text, size_t at)
{
	static const char *const stops[] = {"，", "；", "。", "：", NULL};
	static const char *const from[] = {"从", "由", NULL};
	enum { HAN = 3 };
	for (size_t back = at;
	     back >= HAN && at - back < CLAUSE_BYTES && !any_before(text, back, stops); back--)
		if (any_before(text, back, from) && text.at[back] >= '0' && text.at[back] <= '9')
			return back - HAN;
	return at;
}

/* One name each; without as many, the whole of the names for all; without any (分别 begins its
 * clause), those of as many amounts before. */
static void deal_out(const struct target_tables *tables, struct slice text, size_t at,
		     struct target *targets, size_t first, size_t length)
{
	enum { NAMES_MOST = 8 };
	struct span names[NAMES_MOST];
	size_t end = before_start(text, at);
	size_t count = names_before(text, end, false, names, NAMES_MOST);
	struct span whole = {count > 0 ? names[0].start : (uint32_t)end, (uint32_t)end};
	if (count != length)
		count = names_before(text, end, true, names, NAMES_MOST);
	for (size_t i = 0; i < count; i++) /* 一、二、三产业 */
		if (names[i].end - names[i].start <= strlen("一"))
			count = 0;
	whole = bare_name(tables, text, whole);
	bool bare = whole.end == whole.start;
	for (size_t i = 0; i < length; i++) {
		struct target *target = &targets[first + i];
		if (bare && first >= length)
			target->quantity = targets[first + i - length].quantity;
		else if (!bare)
			target->quantity =
				count == length ? bare_name(tables, text, names[i]) : whole;
		target->basis = i > 0 ? targets[first].basis : target->basis;
		target->kind = i > 0 && target->amount.unit == targets[first].amount.unit
				       ? targets[first].kind
				       : target->kind;
	}
}

void target_respectively(const struct target_tables *tables, struct slice text,
			 struct target *targets, size_t count)
{
	enum { LEAD_BYTES = 3 * 16 };
	const struct slice word = SLICE("分别");
	size_t first = 0;
	for (size_t at = slice_find(text, word, 0); at != SIZE_MAX;
	     at = slice_find(text, word, at + word.length)) {
		while (first < count && targets[first].amount.span.start < at)
			first++;
		if (first == count || targets[first].amount.span.start > at + LEAD_BYTES ||
		    to_stop((struct slice){text.at, targets[first].amount.span.start}, at) <
			    targets[first].amount.span.start)
			continue;
		size_t length = row_length(text, targets, count, first);
		if (length >= 2)
			deal_out(tables, text, at, targets, first, length);
	}
}
