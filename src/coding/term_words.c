#include "coding/term_words.h"

#include <stdlib.h>
#include <string.h>

/* English function words, in dictionary order. */
static const char *const words[] = {
	"a",	   "about",   "above",	 "according", "across",	  "after",     "against", "all",
	"almost",  "along",   "already", "also",      "although", "among",     "amongst", "an",
	"and",	   "another", "any",	 "are",	      "around",	  "as",	       "at",	  "be",
	"because", "been",    "before",	 "being",     "below",	  "between",   "beyond",  "both",
	"but",	   "by",      "can",	 "could",     "did",	  "do",	       "does",	  "due",
	"during",  "each",    "either",	 "etc",	      "even",	  "every",     "for",	  "from",
	"further", "had",     "has",	 "have",      "having",	  "hence",     "her",	  "his",
	"how",	   "however", "i",	 "if",	      "in",	  "including", "into",	  "is",
	"it",	   "its",     "itself",	 "least",     "less",	  "may",       "might",	  "more",
	"most",	   "much",    "must",	 "no",	      "nor",	  "not",       "of",	  "on",
	"one",	   "only",    "onto",	 "or",	      "other",	  "others",    "our",	  "out",
	"over",	   "own",     "per",	 "s",	      "same",	  "shall",     "she",	  "should",
	"since",   "so",      "some",	 "such",      "than",	  "that",      "the",	  "their",
	"them",	   "then",    "there",	 "therefore", "these",	  "they",      "this",	  "those",
	"through", "thus",    "to",	 "together",  "too",	  "toward",    "towards", "two",
	"under",   "until",   "up",	 "upon",      "us",	  "very",      "via",	  "was",
	"we",	   "well",    "were",	 "what",      "when",	  "where",     "whereas", "whether",
	"which",   "while",   "who",	 "whose",     "will",	  "with",      "within",  "without",
	"would",   "yet",     "you",	 "your",
};

static int compare(const void *key, const void *row)
{
	const struct slice *word = key;
	const char *other = *(const char *const *)row;
	size_t length = strlen(other);
	int order = memcmp(word->at, other, word->length < length ? word->length : length);
	return order != 0 ? order : (word->length > length) - (word->length < length);
}

bool term_word_is_hollow(struct slice word)
{
	return bsearch(&word, words, sizeof words / sizeof *words, sizeof *words, compare) != NULL;
}

/* Chinese words of manner, in the order of what they are. OPENS: no name begins with one, so that a
 * stretch that does is a verb and a piece of its object. */
enum { OPENS = 1 };
static const struct hollow {
	const char *word;
	unsigned opens;
} stretches[] = {
	{"左右", 0},	   {"以上", 0},	      {"以下", 0},	 {"以来", 0},	  {"以内", 0},
	{"方面", 0},	   {"等方面", 0},     {"这个", OPENS},	 {"我们", OPENS}, {"我们要", OPENS},
	{"全省", 0},	   {"全市", 0},	      {"全区", 0},	 {"我省", 0},	  {"我市", 0},
	{"我区", 0},	   {"自治区", 0},     {"各项", OPENS},	 {"各类", OPENS}, {"各级", OPENS},
	{"一批", OPENS},   {"一系列", OPENS}, {"更多", OPENS},	 {"更好", OPENS}, {"更加", OPENS},
	{"进一步", OPENS}, {"持续", OPENS},   {"全面", OPENS},	 {"加快", OPENS}, {"推进", OPENS},
	{"推动", OPENS},   {"实施", OPENS},   {"加强", OPENS},	 {"促进", OPENS}, {"聚焦", OPENS},
	{"确保", OPENS},   {"完善", OPENS},   {"提升", OPENS},	 {"提高", OPENS}, {"做好", OPENS},
	{"深入", OPENS},   {"积极", OPENS},   {"大力", OPENS},	 {"着力", OPENS}, {"切实", OPENS},
	{"不断", OPENS},   {"全力", OPENS},   {"奋力", OPENS},	 {"扎实", OPENS}, {"稳步", OPENS},
	{"有效", OPENS},   {"深化", OPENS},   {"强化", OPENS},	 {"打造", OPENS}, {"努力", OPENS},
	{"坚持", OPENS},   {"开展", OPENS},   {"落实", OPENS},	 {"实现", OPENS}, {"支持", OPENS},
	{"培育", OPENS},   {"扩大", OPENS},   {"优化", OPENS},	 {"健全", OPENS}, {"构建", OPENS},
	{"建立", OPENS},   {"鼓励", OPENS},   {"引导", OPENS},	 {"统筹", OPENS}, {"加大", OPENS},
	{"增强", OPENS},   {"做强", OPENS},   {"做优", OPENS},	 {"做大", OPENS}, {"壮大", OPENS},
	{"办好", OPENS},   {"当好", OPENS},   {"用好", OPENS},	 {"抓好", OPENS}, {"抓实", OPENS},
	{"围绕", OPENS},   {"突出", OPENS},   {"牢记", OPENS},	 {"注重", OPENS}, {"争取", OPENS},
	{"力争", OPENS},   {"新增", OPENS},   {"建成", OPENS},	 {"完成", OPENS}, {"启动", OPENS},
	{"是", OPENS},	   {"要", 0},	      {"发展", 0},	 {"建设", 0},	  {"工作", 0},
	{"高水平", 0},	   {"高标准", 0},     {"高质量", 0},	 {"增长", 0},	  {"新", 0},
	{"分别", OPENS},   {"突破", 0},	      {"实现新", OPENS}, {"能力", 0},	  {"水平", 0},
	{"再", 0},	   {"个", OPENS},     {"项", OPENS},	 {"量", OPENS},	  {"家", 0},
	{"亿元", 0},	   {"万元", 0},	      {"万亩", 0},	 {"万吨", 0},	  {"指标", 0},
};

/* How many characters of the stretch the word takes, 0 if it does not stand at its beginning. */
static size_t matches(const struct hollow *row, const uint32_t *characters, size_t count)
{
	const unsigned char *at = (const unsigned char *)row->word;
	size_t taken = 0;
	for (; *at != 0; at += 3, taken++) {
		/* All rows hold characters of three bytes. */
		uint32_t c = (uint32_t)(at[0] & 0x0F) << 12 | (uint32_t)(at[1] & 0x3F) << 6 |
			     (at[2] & 0x3F);
		if (taken == count || characters[taken] != c)
			return 0;
	}
	return taken;
}

enum { STRETCH_MOST = 64 };

bool term_stretch_is_hollow(const uint32_t *characters, size_t count)
{
	bool reached[STRETCH_MOST + 1] = {true};
	if (count > STRETCH_MOST)
		return false;
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; reached[i] && k < sizeof stretches / sizeof *stretches; k++) {
			size_t taken = matches(&stretches[k], characters + i, count - i);
			if (taken == 0)
				continue;
			if (i == 0 && stretches[k].opens == OPENS)
				return true;
			reached[i + taken] = true;
		}
	return reached[count];
}

bool term_character_is_hollow(uint32_t character, bool at_end)
{
	/* 的 了 和 与 及 等 并 或 而 着 也 其 之 地(end) ; what may open a word (以旧换新,
	 * 对外开放, 向海) is hollow only at the end. */
	static const uint32_t both[] = {0x7684, 0x4E86, 0x548C, 0x4E0E, 0x53CA, 0x7B49,
					0x5E76, 0x6216, 0x800C, 0x4E5F, 0x5176};
	static const uint32_t end[] = {0x5728, 0x5BF9, 0x4E3A, 0x4EE5, 0x5C06, 0x628A,
				       0x4ECE, 0x5411, 0x4E8E, 0x662F, 0x4F7F, 0x8BA9,
				       0x88AB, 0x7531, 0x4E0D, 0x4E4B, 0x66F4};
	for (size_t i = 0; i < sizeof both / sizeof *both; i++)
		if (both[i] == character)
			return true;
	for (size_t i = 0; at_end && i < sizeof end / sizeof *end; i++)
		if (end[i] == character)
			return true;
	return false;
}
