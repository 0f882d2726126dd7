/*
 * Furniture rules that need more than words: what a line is made of, and its neighbours.
 */
#include "text/furniture_shape.h"
#include "base/utf8.h"
#include "text/heading.h"

static const char *const caption_acts[] = {"作政府工作报告",
					   "作工作报告",
					   "作政府工作的报告",
					   "作施政报告",
					   "在大会上讲话",
					   "发表讲话",
					   "会议现场",
					   "大会现场",
					   "大会开幕",
					   "会议开幕",
					   NULL};

static bool contains(struct slice text, const char *part)
{
	return slice_find(text, slice_from(part), 0) != SIZE_MAX;
}

static bool any_contained(struct slice text, const char *const *words)
{
	for (; *words != NULL; words++)
		if (contains(text, *words))
			return true;
	return false;
}

/* Only marks: > | 】 × …; the parts of a breadcrumb or of a bracketed button. */
bool shape_is_only_marks(const struct text_lines *lines, size_t index)
{
	const struct text_line *line = &lines->at[index];
	return line->han + line->letters + line->digits == 0 && line->characters <= 80;
}

/* — 12 —, - 12 -, Page 3 of 20, 第3页 共20页 */
bool shape_is_page_number(const struct text_lines *lines, size_t index)
{
	const struct text_line *line = &lines->at[index];
	char room[LINE_KEY_BYTES + 8];
	if (line->characters > 24 || line->digits == 0 || line->digits > 8)
		return false;
	struct slice key = line_key(line_text(lines, index), room);
	bool only_digits = line->han + line->letters == 0;
	bool dashes = (line->first == '-' || line->first == 0x2014 || line->first == 0x2013) &&
		      (line->last == '-' || line->last == 0x2014 || line->last == 0x2013);
	if (only_digits && dashes && line->digits <= 4 && key.length == line->digits)
		return true;
	if (slice_starts(key, SLICE("page ")))
		return line->letters <= 6;
	return slice_starts(key, SLICE("第")) && contains(key, "页") && line->han <= 4;
}

/* A bare number beside a page end. */
bool shape_is_number_at_page_end(const struct text_lines *lines, size_t index)
{
	const struct text_line *line = &lines->at[index];
	if (line->page == 0 || line->characters > 4 || line->digits != line->characters)
		return false;
	bool first = index == 0 || lines->at[index - 1].page != line->page;
	bool last = index + 1 == lines->count || lines->at[index + 1].page != line->page;
	return first || last;
}

/* Home > News > Speeches; 首页 > 政务公开 */
bool shape_is_breadcrumb(const struct text_lines *lines, size_t index)
{
	const struct text_line *line = &lines->at[index];
	struct slice text = line_text(lines, index);
	if (line->ends > 0 || line->characters > 100)
		return false;
	bool arrow = contains(text, ">") || contains(text, "＞") || contains(text, "»") ||
		     contains(text, "›");
	char room[LINE_KEY_BYTES + 8];
	struct slice key = line_key(text, room);
	size_t arrows = 0;
	for (size_t i = 0; i < text.length; i++)
		arrows += text.at[i] == '>';
	if (arrows >= 2 && line->characters <= 60)
		return true;
	bool home = slice_starts(key, SLICE("首页")) || slice_starts(key, SLICE("home")) ||
		    contains(key, "位置") || slice_starts(key, SLICE("主页"));
	return arrow && (home || line->last == '>' || line->last == 0xFF1E);
}

bool shape_is_web_address(const struct text_lines *lines, size_t index)
{
	const struct text_line *line = &lines->at[index];
	struct slice text = line_text(lines, index);
	bool address = slice_starts(text, SLICE("http://")) ||
		       slice_starts(text, SLICE("https://")) || slice_starts(text, SLICE("www."));
	return address && line->han == 0 && slice_find(text, SLICE(" "), 0) == SIZE_MAX;
}

/* A hash or key of a content system: 32 hexadecimal digits. */
bool shape_is_content_key(const struct text_lines *lines, size_t index)
{
	const struct text_line *line = &lines->at[index];
	return line->han == 0 && line->letters + line->digits >= 24 && line->digits >= 6 &&
	       slice_find(line_text(lines, index), SLICE(" "), 0) == SIZE_MAX &&
	       line->characters <= line->letters + line->digits + 4;
}

/* 国发〔2025〕12号 */
bool shape_is_document_number(const struct text_lines *lines, size_t index)
{
	const struct text_line *line = &lines->at[index];
	struct slice text = line_text(lines, index);
	return line->characters <= 30 && slice_ends(text, SLICE("号")) && line->digits >= 5 &&
	       (contains(text, "〔") || contains(text, "[") || contains(text, "（") ||
		contains(text, "［"));
}

/* …记者 某某 摄: a photographer's credit ends the line. */
bool shape_is_photo_credit(const struct text_lines *lines, size_t index)
{
	static const char *const who[] = {"记者", "通讯员", "摄影", "新华社", "日报", "新闻",
					  "图片", "供图",   "晚报", "融媒",   "作者", NULL};
	const struct text_line *line = &lines->at[index];
	char room[LINE_KEY_BYTES + 8];
	if (line->characters > 200)
		return false;
	struct slice key = line_key(line_text(lines, index), room);
	while (slice_ends(key, SLICE("。")))
		key.length -= sizeof "。" - 1;
	if (key.length < 6)
		return false;
	bool credit = (slice_ends(key, SLICE("摄")) && !slice_ends(key, SLICE("拍摄"))) ||
		      slice_ends(key, SLICE("摄影报道")) || slice_ends(key, SLICE("摄影"));
	return credit && any_contained(key, who);
}

/* 省长某某作政府工作报告: a picture of the speech that begins below; without a salutation below it
 * would be the first sentence of a news article. */
bool shape_is_caption_of_speech(const struct text_lines *lines, size_t index)
{
	struct slice text = line_text(lines, index);
	if (!any_contained(text, caption_acts) || lines->at[index].characters > 200)
		return false;
	for (size_t i = index + 1; i < lines->count && i < index + 4; i++)
		if (shape_is_salutation(lines, i))
			return true;
	return false;
}

/* Figures without words under a page's title: 第12版, A03 */
bool shape_is_newspaper_page(const struct text_lines *lines, size_t index)
{
	const struct text_line *line = &lines->at[index];
	struct slice text = line_text(lines, index);
	return line->characters <= 12 && line->digits > 0 &&
	       (slice_ends(text, SLICE("版")) || contains(text, "版：")) && line->han <= 6;
}

static bool is_name(struct slice name)
{
	size_t bytes;
	uint32_t han = 0, other = 0, dots = 0;
	for (size_t i = 0; i < name.length; i += bytes) {
		uint32_t c = utf8_read(name, i, &bytes);
		if (is_han(c))
			han++;
		else if (c == 0xB7 || c == 0x2022 || c == 0x30FB)
			dots++;
		else if (!is_space(c))
			other++;
	}
	return other == 0 && (dots > 0 ? han >= 3 && han <= 14 : han >= 2 && han <= 4);
}

/* Offset after the last office that the line names, or 0. */
static size_t after_office(struct slice text)
{
	static const char *const offices[] = {
		"省长", "市长",	    "主席",   "县长", "区长",	"州长",	  "盟长", "旗长",
		"镇长", "乡长",	    "总理",   "部长", "主任",	"书记",	  "厅长", "局长",
		"司长", "行政长官", "委员长", "院长", "检察长", "秘书长", "会长", "行长"};
	size_t last = 0;
	for (size_t i = 0; i < sizeof offices / sizeof *offices; i++) {
		struct slice office = slice_from(offices[i]);
		for (size_t hit = slice_find(text, office, 0); hit != SIZE_MAX;
		     hit = slice_find(text, office, hit + 1))
			if (hit + office.length > last)
				last = hit + office.length;
	}
	return last;
}

/* 某省省长 某某: an office and a name and nothing else. */
bool shape_is_office_and_name(const struct text_lines *lines, size_t index)
{
	const struct text_line *line = &lines->at[index];
	if (line->characters > 40 || line->ends > 0 || line->han < 4)
		return false;
	char room[LINE_KEY_BYTES + 8];
	struct slice key = line_key(line_text(lines, index), room);
	size_t after = after_office(key);
	return after > 0 && is_name((struct slice){key.at + after, key.length - after});
}

/* A name alone right under the title block. */
bool shape_is_name_alone(const struct text_lines *lines, size_t index)
{
	const struct text_line *line = &lines->at[index];
	if (index == 0 || line->characters > 15 || !is_name(line_text(lines, index)))
		return false;
	const struct text_line *above = &lines->at[index - 1];
	bool under = above->kind == BLOCK_FURNITURE && (above->furniture == FURNITURE_TITLE ||
							above->furniture == FURNITURE_SOURCE_DATE);
	return under && index + 1 < lines->count &&
	       (shape_is_salutation(lines, index + 1) || line_is_prose(&lines->at[index + 1]));
}

static bool has_chinese_date(struct slice text)
{
	size_t year = slice_find(text, SLICE("年"), 0);
	return year != SIZE_MAX && year >= 4 && slice_find(text, SLICE("月"), year) != SIZE_MAX &&
	       slice_find(text, SLICE("日"), year) != SIZE_MAX;
}

/* ——2026年1月26日在某某大会第几次会议上; （某年某月某日某会议通过） */
bool shape_is_session_line(const struct text_lines *lines, size_t index)
{
	static const char *const meetings[] = {"会议上", "大会上", "会上", "会议", "大会", NULL};
	const struct text_line *line = &lines->at[index];
	struct slice text = line_text(lines, index);
	if (line->characters > 70 || line->ends > 0)
		return false;
	bool dash = line->first == 0x2014 || line->first == 0x2015 || line->first == 0x2500 ||
		    line->first == 0xFF08 || line->first == '-' || line->first == '(';
	if (has_chinese_date(text) &&
	    (any_contained(text, meetings) || (dash && contains(text, "在"))))
		return true;
	/* the second half of a session line that was broken in two */
	if (index > 0 && line->characters <= 30 && slice_ends(text, SLICE("会议上"))) {
		struct slice above = line_text(lines, index - 1);
		return lines->at[index - 1].characters <= 40 && has_chinese_date(above);
	}
	return false;
}

/* 目录 lines: title …… 12 */
bool shape_is_contents_line(const struct text_lines *lines, size_t index)
{
	const struct text_line *line = &lines->at[index];
	struct slice text = line_text(lines, index);
	bool leader = contains(text, "....") || contains(text, "……") || contains(text, "····") ||
		      contains(text, ". . .");
	return leader && line->last >= '0' && line->last <= '9' && line->characters <= 160;
}

/* 2026年1月29日08:20 | 来源：某某网; Published: 3 Feb 2026 | 6 min read */
bool shape_is_source_row(const struct text_lines *lines, size_t index)
{
	static const char *const labels[] = {"来源:", "发布:",	 "作者:",      "时间:",	   "日期:",
					     "浏览:", "source:", "published:", "updated:", NULL};
	const struct text_line *line = &lines->at[index];
	char room[LINE_KEY_BYTES + 8];
	if (line->characters > 90 || line->ends > 0 || line->digits < 5)
		return false;
	return any_contained(line_key(line_text(lines, index), room), labels);
}

static bool month_word(struct slice word)
{
	static const char *const words[] = {
		"january", "february",	"march",   "april",	"may",	    "june",	 "july",
		"august",  "september", "october", "november",	"december", "jan",	 "feb",
		"mar",	   "apr",	"jun",	   "jul",	"aug",	    "sep",	 "sept",
		"oct",	   "nov",	"dec",	   "monday",	"tuesday",  "wednesday", "thursday",
		"friday",  "saturday",	"sunday",  "mon",	"tue",	    "wed",	 "thu",
		"fri",	   "sat",	"sun",	   "at",	"am",	    "pm",	 "of",
		"on",	   "gmt",	"utc",	   "est",	"edt",	    "et",	 "bst",
		"cst",	   "hkt",	"st",	   "nd",	"rd",	    "th",	 "a",
		"p",	   "m",		"the",	   "published", "updated",  "posted",	 "released",
		"issued",  "dated",	"date",	   "last",	"first",    "modified",	 "uhr",
		NULL};
	for (size_t i = 0; words[i] != NULL; i++)
		if (slice_is(word, words[i]))
			return true;
	return false;
}

static bool is_date_sign(uint32_t c)
{
	static const char signs[] = "年月日时分秒〇零一二三四五六七八九十元星期上下午周";
	size_t bytes;
	for (size_t i = 0; i < sizeof signs - 1; i += bytes)
		if (utf8_read((struct slice){signs, sizeof signs - 1}, i, &bytes) == c)
			return true;
	return c == '-' || c == '/' || c == '.' || c == ':' || c == ',' || c == ' ' || c == '(' ||
	       c == ')';
}

bool shape_is_date(const struct text_lines *lines, size_t index)
{
	const struct text_line *line = &lines->at[index];
	char room[LINE_KEY_BYTES + 8];
	if (line->characters < 6 || line->characters > 40)
		return false;
	struct slice key = line_key(line_text(lines, index), room);
	unsigned digits = 0, longest = 0, run = 0;
	size_t bytes;
	for (size_t i = 0; i < key.length; i += bytes) {
		uint32_t c = utf8_read(key, i, &bytes);
		if (c >= '0' && c <= '9') {
			digits++;
			longest = ++run > longest ? run : longest;
			continue;
		}
		run = 0;
		if (c >= 'a' && c <= 'z') {
			size_t end = i;
			while (end < key.length && key.at[end] >= 'a' && key.at[end] <= 'z')
				end++;
			if (!month_word((struct slice){key.at + i, end - i}))
				return false;
			bytes = end - i;
		} else if (!is_date_sign(c)) {
			return false;
		}
	}
	bool han_year = digits == 0 && has_chinese_date(key);
	return han_year || (digits >= 5 && longest == 4 && key.length > 6);
}

bool shape_is_salutation(const struct text_lines *lines, size_t index)
{
	static const char *const starts[] = {"各位",
					     "同志们",
					     "尊敬的",
					     "女士们",
					     "先生们",
					     "朋友们",
					     "主席先生",
					     "主席,",
					     "议长",
					     "代表们",
					     "乡亲们",
					     "同胞们",
					     "各区",
					     "各市",
					     "各县",
					     "各省",
					     "各旗",
					     "各州",
					     "各盟",
					     "各地",
					     "各有关",
					     "mr. president",
					     "mr president",
					     "mr. speaker",
					     "mr speaker",
					     "madam",
					     "ladies and gentlemen",
					     "honourable",
					     "honorable",
					     "your excellenc",
					     "excellenc",
					     "dear ",
					     "fellow ",
					     "my fellow",
					     "distinguished",
					     "members of",
					     "colleagues",
					     NULL};
	const struct text_line *line = &lines->at[index];
	uint32_t last = line->last;
	bool end = last == 0xFF1A || last == ':' || last == ',' || last == 0xFF0C || last == '!' ||
		   last == 0xFF01;
	if (!end || line->characters > 90)
		return false;
	char room[LINE_KEY_BYTES + 8];
	struct slice key = line_key(line_text(lines, index), room);
	for (size_t i = 0; starts[i] != NULL; i++)
		if (slice_starts(key, slice_from(starts[i])))
			return true;
	return false;
}

/* ① ［1］ [1] 〔1〕 注1： at the start */
bool shape_is_note(const struct text_lines *lines, size_t index)
{
	struct slice text = line_text(lines, index);
	size_t bytes, space;
	uint32_t c = utf8_read(text, 0, &bytes);
	if (c >= 0x2460 && c <= 0x2473)
		return true;
	if (c == 0x6CE8) { /* 注 */
		uint32_t next = bytes < text.length ? utf8_read(text, bytes, &space) : 0;
		return (next >= '0' && next <= '9') || next == 0xFF1A || next == ':';
	}
	if (c != '[' && c != 0xFF3B && c != 0x3014 && c != 0x3010)
		return false;
	size_t place = bytes, digits = 0;
	while (place < text.length && text.at[place] >= '0' && text.at[place] <= '9' &&
	       digits < 4) {
		place++;
		digits++;
	}
	c = place < text.length ? utf8_read(text, place, &bytes) : 0;
	return digits > 0 && (c == ']' || c == 0xFF3D || c == 0x3015 || c == 0x3011);
}

/* 1.“两新”：是指……; "3. ESG: stands for ..." */
bool shape_is_definition(const struct text_lines *lines, size_t index)
{
	static const char *const verbs[] = {"是指",	 "指",	       "的简称", "简称", " means ",
					    "refers to", "stands for", "即",	 NULL};
	struct slice text = line_text(lines, index);
	struct numbering n = numbering_read(text);
	if (n.style != NUMBERING_ARABIC && n.style != NUMBERING_BRACKET &&
	    n.style != NUMBERING_CIRCLE && !shape_is_note(lines, index))
		return false;
	size_t colon = slice_find(text, SLICE("："), 0), ascii = slice_find(text, SLICE(": "), 0);
	size_t place = colon < ascii ? colon : ascii;
	if (place == SIZE_MAX || place > n.length + 90)
		return false;
	struct slice after = {text.at + place, text.length - place};
	if (after.length > 60)
		after.length = 60; /* may cut a character: only searched */
	return any_contained(after, verbs);
}
