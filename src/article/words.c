#include "article/words.h"

#include <string.h>

#include "base/utf8.h"

void article_words_init(struct article_words *words)
{
	cue_table_init(&words->speech, speech_rows, speech_row_count);
	cue_table_init(&words->subject, subject_rows, subject_row_count);
	cue_table_init(&words->concern, concern_rows, concern_row_count);
	cue_table_init(&words->topic, topic_rows, topic_row_count);
}

const struct cue *words_at(const struct cue_table *table, struct slice text, size_t offset,
			   unsigned signs, size_t *bytes)
{
	const struct cue *cue = cue_at(table, text, offset, bytes);
	return cue != NULL && (cue->sign & signs) != 0 ? cue : NULL;
}

const struct cue *words_find(const struct cue_table *table, struct slice text, size_t from,
			     size_t end, unsigned signs, size_t *at, size_t *bytes)
{
	struct slice head = {text.at, end};
	for (size_t i = from; i < end;) {
		const struct cue *cue = cue_at(table, head, i, bytes);
		if (cue != NULL && (cue->sign & signs) != 0) {
			*at = i;
			return cue;
		}
		/* A longer word of another sense hides what stands inside it. */
		if (cue != NULL) {
			i += *bytes;
		} else {
			size_t step;
			utf8_read(text, i, &step);
			i += step;
		}
	}
	return NULL;
}

size_t words_skip(struct slice text, size_t at, size_t end, bool quotes)
{
	while (at < end) {
		size_t bytes;
		bool opens, closes;
		uint32_t c = utf8_read(text, at, &bytes);
		size_t mark = quotes ? quote_mark(text, at, &opens, &closes) : 0;
		if (mark > 0)
			bytes = mark;
		else if (!is_space(c))
			break;
		at += bytes;
	}
	return at;
}

static bool digit_at(struct slice text, size_t offset)
{
	return offset < text.length && text.at[offset] >= '0' && text.at[offset] <= '9';
}

size_t clause_mark(struct slice text, size_t offset)
{
	size_t bytes;
	uint32_t c = utf8_read(text, offset, &bytes);
	switch (c) {
	case ',':
	case '.':
	case ':':
		return offset > 0 && digit_at(text, offset - 1) && digit_at(text, offset + 1)
			       ? 0
			       : bytes;
	case ';':
	case '!':
	case '?':
	case '\n':
	case 0xFF0C: /* ， */
	case 0xFF1B: /* ； */
	case 0xFF1A: /* ： */
	case 0x3002: /* 。 */
	case 0xFF01: /* ！ */
	case 0xFF1F: /* ？ */
	case 0x2014: /* — */
		return bytes;
	default:
		return 0;
	}
}

/* ' and ’ between letters belong to a word; so does one behind an s before a space. */
static bool apostrophe(struct slice text, size_t offset, size_t bytes)
{
	bool before = offset > 0 && cue_is_word_byte(text.at[offset - 1]);
	bool after = offset + bytes < text.length && cue_is_word_byte(text.at[offset + bytes]);
	return before && after;
}

size_t quote_mark(struct slice text, size_t offset, bool *opens, bool *closes)
{
	size_t bytes;
	uint32_t c = utf8_read(text, offset, &bytes);
	*opens = c == 0x201C || c == 0x300C || c == 0x300E || c == 0x2018;
	*closes = c == 0x201D || c == 0x300D || c == 0x300F || c == 0x2019;
	if (c == '"')
		*opens = *closes = true;
	if (c == 0x2019 && apostrophe(text, offset, bytes))
		*closes = false;
	return *opens || *closes ? bytes : 0;
}

bool surname_at(struct slice text, size_t offset, size_t *characters)
{
	static const char two[] = "欧阳司马上官诸葛慕容司徒令狐皇甫尉迟公孙长孙宇文夏侯东方";
	static const char one[] =
		"王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余"
		"杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史"
		"陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷"
		"詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛"
		"靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜"
		"冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池"
		"查麻苑迟邝";
	size_t bytes, more = 0;
	if (offset >= text.length)
		return false;
	uint32_t c = utf8_read(text, offset, &bytes);
	if (!is_han(c))
		return false;
	if (offset + bytes < text.length)
		utf8_read(text, offset + bytes, &more);
	struct slice pair = {text.at + offset, bytes + more};
	for (size_t i = 0; i + 6 <= sizeof two - 1; i += 6)
		if (pair.length == 6 && memcmp(two + i, pair.at, 6) == 0) {
			*characters = 2;
			return true;
		}
	*characters = 1;
	for (size_t i = 0; i + 3 <= sizeof one - 1; i += 3)
		if (bytes == 3 && memcmp(one + i, text.at + offset, 3) == 0)
			return true;
	return false;
}
