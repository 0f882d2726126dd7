/*
 * The table of furniture rules: words and shapes that pages put around texts, in Chinese and
 * English. To teach qipan a new page, add words to a list or a row to the table, and lines to
 * test/cases/furniture.txt.
 */
#include "text/furniture.h"

#include <string.h>

#include "base/utf8.h"
#include "text/heading.h"

static const char *const buttons[] = {
	"下载", "打印", "全屏", "收藏", "收藏本页", "字号", "字体", "字体大小", "字体显示", "加大",
	"还原", "减小", "放大", "缩小", "大", "中", "小", "默认", "特大", "超大", "分享", "分享到",
	"分享至", "分享到微信", "分享到微博", "转发", "转载", "复制链接", "微信", "微博",
	"新浪微博", "qq", "qq空间", "qq好友", "朋友圈", "微信好友", "微信扫一扫", "手机版",
	"电脑版", "移动端", "客户端", "繁體", "繁体", "简体", "繁体版", "简体版", "english",
	"无障碍", "无障碍阅读", "无障碍浏览", "长者模式", "适老化", "适老版", "关怀版", "关闭",
	"关闭窗口", "关闭本页", "返回", "返回顶部", "返回首页", "返回列表", "回到顶部", "顶部",
	"上一页", "下一页", "尾页", "末页", "上一篇", "下一篇", "首页", "主页", "网站首页",
	"当前位置", "您的位置", "您的当前位置", "您现在的位置", "您当前的位置", "您当前所在位置",
	"您所在的位置", "当前所在位置", "所在位置", "你的位置", "登录", "注册", "个人中心",
	"用户中心", "搜索", "检索", "站内搜索", "高级搜索", "请输入关键字", "请输入关键词",
	"请输入搜索内容", "导航", "网站导航", "菜单", "更多", "查看更多", "展开", "展开全文",
	"收起", "朗读", "语音播报", "语音朗读", "听全文", "点赞", "评论", "我要评论", "我要纠错",
	"纠错", "阅读量", "浏览量", "点击量", "打印本页", "打印页面", "保存", "刷新", "邮件",
	"扫一扫", "二维码", "目录", "本页目录", "听新闻", "智能问答", "在线客服", "订阅", "播放",
	"暂停",
	/* English */
	"skip to content", "skip to main content", "skip to main navigation", "skip navigation",
	"menu", "main menu", "navigation menu", "navigation", "close", "close menu", "open menu",
	"toggle navigation", "search", "search this site", "search gov.uk", "home", "homepage",
	"share", "share this page", "share this", "share on facebook", "share on twitter",
	"share on linkedin", "share on x", "share via email", "print", "print this page",
	"print page", "email", "email this page", "facebook", "twitter", "x", "linkedin",
	"whatsapp", "instagram", "youtube", "weibo", "wechat", "rss", "pinterest", "telegram",
	"copy link", "link copied", "download", "download pdf", "pdf", "subscribe", "newsletter",
	"sign up", "sign in", "log in", "login", "register", "my account", "accessibility",
	"accessibility statement", "language", "languages", "english", "français", "español",
	"中文", "text size", "font size", "small", "medium", "large", "listen",
	"listen to this page", "listen to this article", "save", "back", "back to top",
	"back to home", "return to top", "top", "next", "previous", "next page", "previous page",
	"next article", "previous article", "read more", "more", "view all", "see all", "show more",
	"contents", "on this page", "table of contents", "advertisement", "advertising",
	"breadcrumb", "you are here", "current location", "location", "cookies",
	"accept all cookies", "accept cookies", "accept additional cookies",
	"reject additional cookies", "reject all", "view cookies", "cookie settings",
	"hide this message", "skip", NULL};

static const char *const menu_words[] = {
	"首页", "政务公开", "政府信息公开", "信息公开", "新闻中心", "新闻动态", "新闻", "要闻",
	"要闻动态", "政务信息", "政务动态", "政务服务", "办事服务", "网上办事", "互动交流",
	"政民互动", "互动", "公众参与", "数据开放", "数据发布", "数据", "专题专栏", "专题",
	"热点专题", "公告公示", "通知公告", "公示公告", "机构职能", "机构设置", "机构概况",
	"领导之窗", "领导信息", "信息公开指南", "政策", "政策文件", "政策法规", "政策解读",
	"解读回应", "回应关切", "网站地图", "联系我们", "关于我们", "版权声明", "隐私声明",
	"隐私政策", "网站声明", "法律声明", "免责声明", "使用帮助", "服务", "政务要闻", "时政要闻",
	"时政", "今日要闻", "图片新闻", "视频新闻", "视频", "部门动态", "地方动态", "市县动态",
	"区县动态", "财政信息", "规划计划", "统计信息", "人事信息", "应急管理", "政府公报",
	"政府文件", "领导活动", "媒体聚焦", "网上信访", "建议提案", "便民服务", "打印", "收藏",
	"分享", "关闭", "下载", "字号", "登录", "注册", "搜索", "返回首页",
	/* English */
	"home", "news", "newsroom", "press releases", "press release", "press", "media",
	"media centre", "media center", "about", "about us", "about the department", "contact",
	"contact us", "services", "departments", "department", "publications", "policies", "policy",
	"documents", "resources", "events", "careers", "jobs", "government", "ministries",
	"our work", "data", "statistics", "consultations", "worldwide", "privacy", "privacy policy",
	"terms", "terms of use", "terms and conditions", "sitemap", "site map", "help", "faq",
	"faqs", "legal", "legal notice", "accessibility", "cookies", "feedback", "search", "menu",
	"login", "log in", "subscribe", "topics", "what we do", "who we are", "business", "sport",
	"sports", "opinion", "world", "politics", "culture", "speeches", "speech", "newsletters",
	"share", "print", "email", NULL};

static const char *const counters[] = {"阅读量",
				       "阅读次数",
				       "阅读数",
				       "阅读",
				       "浏览次数",
				       "浏览量",
				       "浏览",
				       "点击数",
				       "点击量",
				       "点击次数",
				       "点击",
				       "访问量",
				       "访问次数",
				       "字号",
				       "字体",
				       "字体大小",
				       "分享",
				       "分享到",
				       "分享至",
				       "扫码分享",
				       "当前位置",
				       "您的位置",
				       "您的当前位置",
				       "您现在的位置",
				       "您当前的位置",
				       "您所在的位置",
				       "所在位置",
				       "当前所在位置",
				       "您当前所在的位置",
				       "位置",
				       "标签",
				       "views",
				       "page views",
				       "share",
				       "share on",
				       "share this",
				       "you are here",
				       "current location",
				       "location",
				       "tags",
				       "filed under",
				       "text size",
				       "font size",
				       "reading time",
				       NULL};

static const char *const cookie_words[] = {"uses cookies",	"use cookies",
					   "using cookies",	"cookie policy",
					   "essential cookies", "additional cookies",
					   "enable javascript", "启用javascript",
					   "浏览器版本过低",	"your browser does not support",
					   "您的浏览器",	NULL};

static const char *const source_labels[] = {
	"来源", "信息来源", "文章来源", "稿件来源", "新闻来源", "资料来源", "本文来源", "来源网站",
	"时间", "日期", "发布时间", "发布日期", "发表时间", "发表日期", "更新时间", "更新日期",
	"公开日期", "公开时间", "生成日期", "成文日期", "成文时间", "印发日期", "发文日期",
	"公布日期", "实施日期", "生效日期", "施行日期", "发布机构", "发布单位", "发布部门",
	"发文机关", "发文单位", "发文字号", "文号", "文件编号", "索引号", "索引编号", "信息索引号",
	"主题分类", "主题词", "信息分类", "信息类别", "体裁分类", "组配分类", "公开方式",
	"公开范围", "信息名称", "标题", "名称", "有效性", "是否有效", "效力级别", "时效性",
	"法规类别", "法宝引证码", "原文链接", "作者", "撰稿", "供稿", "供稿单位", "报送单位",
	"关键词", "关键字", "审核", "审核人", "签发人", "记者", "通讯员", "发布人", "发布者",
	"录入", "录入者", "信息提供", "语种", "公文种类", "废止日期", "截止日期",
	/* English */
	"source", "date", "published", "published on", "publication date", "date published",
	"posted", "posted on", "updated", "last updated", "last updated on", "last modified",
	"first published", "updated on", "release date", "date of issue", "issued", "issued by",
	"author", "authors", "written by", "reporter", "from", "published by", "organisation",
	"organization", "department", "document number", "reference", "reference number", "ref",
	"delivered on", "document type", "ministry", "location published", "contact email", NULL};

static const char *const editor_labels[] = {
	"编辑",	      "责任编辑", "责编",      "本文编辑", "网页编辑",
	"网络编辑",   "值班编辑", "本期编辑",  "主编",	   "编审",
	"校对",	      "监制",	  "审校",      "审签",	   "初审",
	"复审",	      "终审",	  "一审",      "二审",	   "三审",
	"editor",     "edit",	  "edited by", "editors",  "responsible editor",
	"web editor", NULL};

/* After one of these nothing but page foot follows. */
static const char *const foot_labels[] = {
	"相关报道", "相关文档", "相关链接", "相关阅读", "相关新闻", "相关附件", "相关稿件",
	"相关文章", "相关信息", "相关内容", "相关解读", "相关文件", "相关资讯", "相关推荐",
	"相关专题", "相关政策", "推荐阅读", "延伸阅读", "扩展阅读", "热点推荐", "热门推荐",
	"热门文章", "为您推荐", "猜你喜欢", "精彩推荐", "最新文章", "最新报道", "上一篇", "下一篇",
	"责任编辑", "责编", "扫一扫在手机打开当前页", "扫一扫在手机打开当前页面", "扫描二维码",
	"扫一扫", "扫码阅读", "打印本页", "关闭窗口", "关闭本页", "我要纠错", "网友评论",
	"发表评论", "最新评论", "版权所有", "版权声明", "特别声明", "免责声明", "声明", "主办单位",
	"主办", "承办单位", "承办", "技术支持", "网站标识码", "政府网站标识码", "联系方式",
	"友情链接", "网站地图", "关于我们", "联系我们", "分享到", "分享", "返回顶部", "收藏",
	"点击图片进入专题", "更多新闻", "更多精彩", "更多报道", "分享让更多人看到", "全部评论",
	"评论",
	/* English */
	"related articles", "related article", "related stories", "related story",
	"related content", "related links", "related news", "related documents", "related topics",
	"related pages", "related publications", "related posts", "related", "see also",
	"more from", "more on this story", "more stories", "more news", "most read", "most popular",
	"trending", "latest news", "recent posts", "recommended", "recommended for you",
	"you may also like", "you might also like", "read more", "read next", "up next",
	"is this page useful", "is this page useful?", "was this page helpful",
	"was this page helpful?", "was this page useful?", "did you find this page useful?",
	"did you find what you were looking for?", "help us improve this page",
	"report a problem with this page", "share this", "share this page", "share this article",
	"share this story", "share", "follow us", "connect with us", "stay connected",
	"stay informed", "back to top", "copyright", "©", "© crown copyright",
	"all rights reserved", "contact us", "sitemap", "site map", "privacy policy", "footer",
	"comments", "leave a comment", "leave a reply", "post a comment", "tags", "editor",
	"responsible editor", "special statement", "disclaimer", "about the author", "subscribe",
	"subscribe to our newsletter", "sign up for our newsletter", "media contact",
	"media contacts", "press contact", "for media enquiries", "for media inquiries",
	"previous article", "next article", "services and information", "departments and policy",
	"support links", "explore the topic", NULL};

/* Beginnings of foot lines that go on with names and numbers. */
static const char *const foot_starts[] = {"责任编辑",
					  "版权所有",
					  "copyright",
					  "©",
					  "(c) 20",
					  "主办:",
					  "主办单位",
					  "承办:",
					  "承办单位",
					  "扫一扫",
					  "扫描二维码",
					  "网站标识码",
					  "政府网站标识码",
					  "all rights reserved",
					  "分享到",
					  "分享至",
					  "上一篇:",
					  "下一篇:",
					  "上一条:",
					  "下一条:",
					  "特别声明:",
					  "免责声明:",
					  "版权声明:",
					  "special statement",
					  "本网站",
					  "本站",
					  "未经授权",
					  "凡注明",
					  "凡本网",
					  "转载请注明",
					  "this page was last",
					  "last reviewed",
					  "reproduction without permission",
					  "unless otherwise stated",
					  "edit:",
					  "editor:",
					  "follow us on",
					  "sign up for",
					  "subscribe to",
					  "地址:",
					  "邮编:",
					  "电话:",
					  "联系电话:",
					  "传真:",
					  "建议使用",
					  "more from",
					  "open government licence",
					  "all content is available",
					  "the views expressed in this article",
					  "this article was originally published",
					  "this article originally appeared",
					  "本文为",
					  "本文系",
					  "网警",
					  NULL};

static const char *const licence_words[] = {
	"icp备",	   "icp证",    "公网安备", "网站标识码", "all rights reserved",
	"crown copyright", "版权所有", NULL};

static const char *const licence_lines[] = {"public domain", "false", "true", "public domain false",
					    NULL};

static const char *const appendix_labels[] = {
	"附件",	       "附件一",       "附件二",     "附件三",	   "附件四",	 "附件五",
	"附件1",       "附件2",	       "附件3",	     "附件4",	   "附件5",	 "附件6",
	"附录",	       "附录一",       "附录二",     "附录1",	   "附录2",	 "附录a",
	"附录b",       "附表",	       "附表1",	     "附表2",	   "附表一",	 "附",
	"附图",	       "annex",	       "annex 1",    "annex 2",	   "annex i",	 "annex ii",
	"annex a",     "annex b",      "annexes",    "appendix",   "appendix 1", "appendix 2",
	"appendix i",  "appendix ii",  "appendix a", "appendix b", "appendices", "attachment",
	"attachments", "attachment 1", "schedule 1", NULL};

static const char *const glossary_labels[] = {"名词解释",
					      "名词注释",
					      "名词释义",
					      "注释",
					      "注解",
					      "注",
					      "术语解释",
					      "用语解释",
					      "用语说明",
					      "名词说明",
					      "名词术语解释",
					      "专业术语解释",
					      "词语解释",
					      "词汇表",
					      "缩略语",
					      "缩略语表",
					      "相关名词解释",
					      "有关名词解释",
					      "有关用语说明",
					      "部分名词解释",
					      "有关名词注释",
					      "相关名词注释",
					      "备注",
					      "尾注",
					      "脚注",
					      "关键词解释",
					      "glossary",
					      "glossary of terms",
					      "glossary and abbreviations",
					      "abbreviations",
					      "acronyms",
					      "list of abbreviations",
					      "list of acronyms",
					      "list of abbreviations and acronyms",
					      "abbreviations and acronyms",
					      "acronyms and abbreviations",
					      "endnotes",
					      "footnotes",
					      "notes",
					      "explanatory notes",
					      "definitions",
					      "key terms",
					      "terms and abbreviations",
					      "definition of terms",
					      "glossary of terms and abbreviations",
					      NULL};

static const char *const glossary_ends[] = {"名词解释", "名词注释", "名词释义",
					    "用语解释", "术语解释", "有关用语说明",
					    "词语解释", "名词说明", NULL};

static const char *const caption_starts[] = {"photo:",
					     "photo by",
					     "photo credit",
					     "photos:",
					     "photos by",
					     "photograph:",
					     "photographs:",
					     "photography:",
					     "photograph by",
					     "image:",
					     "image credit",
					     "image source",
					     "image caption",
					     "picture:",
					     "picture credit",
					     "caption:",
					     "credit:",
					     "file photo",
					     "图为",
					     "图片说明",
					     "图片来源",
					     "图源",
					     "配图",
					     "资料图",
					     "摄影:",
					     "图:",
					     "图/",
					     "图|",
					     "图片:",
					     "上图",
					     "下图",
					     NULL};

static const char *const caption_ends[] = {
	"供图",	    "资料图",	    "资料图片",	    "资料照片",	 "图片来源网络",
	"视觉中国", "getty images", "/reuters",	    "/ reuters", "/ap",
	"/ ap",	    "/xinhua",	    "/ xinhua",	    "/ afp",	 "/afp",
	"ap photo", "file photo",   "photo/xinhua", NULL};

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

static const char *const speaker_starts[] = {
	"speaker:",	  "delivered by",   "speech by",      "remarks by", "statement by",
	"address by",	  "presented by",   "the hon ",	      "the hon.",   "the rt hon",
	"the honourable", "his excellency", "her excellency", "h.e.",	    "by ",
	"governor ",	  "gov. ",	    "mayor ",	      "president ", "prime minister ",
	"minister of ",	  "premier ",	    "chancellor ",    "报告人:",    "主讲人:",
	"讲话人:",	  "演讲人:",	    "发言人:",	      NULL};

static const char *const session_starts[] = {"delivered at",
					     "delivered to",
					     "delivered before",
					     "speech delivered",
					     "speech at",
					     "address to the",
					     "address delivered",
					     "remarks at",
					     "remarks as prepared",
					     "as prepared for delivery",
					     "as delivered",
					     "statement to the",
					     "adopted at",
					     "adopted by",
					     "approved by the",
					     "beschlossen auf",
					     NULL};

/* ---- shapes ---- */

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
static bool only_marks(const struct text_lines *lines, size_t index)
{
	const struct text_line *line = &lines->at[index];
	return line->han + line->letters + line->digits == 0 && line->characters <= 12;
}

/* — 12 —, - 12 -, Page 3 of 20, 第3页 共20页 */
static bool page_number(const struct text_lines *lines, size_t index)
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
static bool number_at_page_end(const struct text_lines *lines, size_t index)
{
	const struct text_line *line = &lines->at[index];
	if (line->page == 0 || line->characters > 4 || line->digits != line->characters)
		return false;
	bool first = index == 0 || lines->at[index - 1].page != line->page;
	bool last = index + 1 == lines->count || lines->at[index + 1].page != line->page;
	return first || last;
}

/* Home > News > Speeches; 首页 > 政务公开 */
static bool breadcrumb(const struct text_lines *lines, size_t index)
{
	const struct text_line *line = &lines->at[index];
	struct slice text = line_text(lines, index);
	if (line->ends > 0 || line->characters > 100)
		return false;
	bool arrow = contains(text, ">") || contains(text, "＞") || contains(text, "»") ||
		     contains(text, "›");
	char room[LINE_KEY_BYTES + 8];
	struct slice key = line_key(text, room);
	bool home = slice_starts(key, SLICE("首页")) || slice_starts(key, SLICE("home")) ||
		    contains(key, "位置") || slice_starts(key, SLICE("主页"));
	return arrow && (home || line->last == '>' || line->last == 0xFF1E);
}

static bool web_address(const struct text_lines *lines, size_t index)
{
	const struct text_line *line = &lines->at[index];
	struct slice text = line_text(lines, index);
	bool address = slice_starts(text, SLICE("http://")) ||
		       slice_starts(text, SLICE("https://")) || slice_starts(text, SLICE("www."));
	return address && line->han == 0 && slice_find(text, SLICE(" "), 0) == SIZE_MAX;
}

/* A hash or key of a content system: 32 hexadecimal digits. */
static bool content_key(const struct text_lines *lines, size_t index)
{
	const struct text_line *line = &lines->at[index];
	return line->han == 0 && line->letters + line->digits >= 24 && line->digits >= 6 &&
	       slice_find(line_text(lines, index), SLICE(" "), 0) == SIZE_MAX &&
	       line->characters <= line->letters + line->digits + 4;
}

/* 国发〔2025〕12号 */
static bool document_number(const struct text_lines *lines, size_t index)
{
	const struct text_line *line = &lines->at[index];
	struct slice text = line_text(lines, index);
	return line->characters <= 30 && slice_ends(text, SLICE("号")) && line->digits >= 5 &&
	       (contains(text, "〔") || contains(text, "[") || contains(text, "（") ||
		contains(text, "［"));
}

/* …记者 某某 摄: a photographer's credit ends the line. */
static bool photo_credit(const struct text_lines *lines, size_t index)
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
static bool caption_of_speech(const struct text_lines *lines, size_t index)
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
static bool newspaper_page(const struct text_lines *lines, size_t index)
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
static bool office_and_name(const struct text_lines *lines, size_t index)
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
static bool name_alone(const struct text_lines *lines, size_t index)
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
static bool session_line(const struct text_lines *lines, size_t index)
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
static bool contents_line(const struct text_lines *lines, size_t index)
{
	const struct text_line *line = &lines->at[index];
	struct slice text = line_text(lines, index);
	bool leader = contains(text, "....") || contains(text, "……") || contains(text, "····") ||
		      contains(text, ". . .");
	return leader && line->last >= '0' && line->last <= '9' && line->characters <= 160;
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

#define NAV FURNITURE_NAVIGATION
const struct furniture_rule furniture_rules[] = {
	{"only-marks", NAV, FURNITURE_EDGE, FURNITURE_SHAPE, NULL, only_marks, 12, false,
	 "A line of marks alone is what is left of a breadcrumb, a menu or a bracketed button."},
	{"page-number", NAV, FURNITURE_ANYWHERE, FURNITURE_SHAPE, NULL, page_number, 24, false,
	 "A number between dashes, or with the word page, counts pages and says nothing."},
	{"number-at-page-end", NAV, FURNITURE_ANYWHERE, FURNITURE_SHAPE, NULL, number_at_page_end,
	 4, false, "A bare number as first or last line of a page is its number."},
	{"contents-line", NAV, FURNITURE_ANYWHERE, FURNITURE_SHAPE, NULL, contents_line, 160, false,
	 "A table of contents repeats headings with dotted leaders and page numbers."},
	{"breadcrumb", NAV, FURNITURE_EDGE, FURNITURE_SHAPE, NULL, breadcrumb, 100, false,
	 "Home > Section > Page tells where the page hangs in the site."},
	{"button", NAV, FURNITURE_EDGE, FURNITURE_WHOLE, buttons, NULL, 40, false,
	 "Buttons for print, share, size and search stand alone in a line."},
	{"menu-entry", NAV, FURNITURE_EDGE, FURNITURE_WHOLE, menu_words, NULL, 40, false,
	 "Entries of a site's menu stand alone in a line when a page is made text."},
	{"menu-row", NAV, FURNITURE_EDGE, FURNITURE_MENU, menu_words, NULL, 200, false,
	 "A row of short entries with | > or · between is a menu when it names a usual entry."},
	{"button-row", NAV, FURNITURE_EDGE, FURNITURE_MENU, buttons, NULL, 60, false,
	 "A row of buttons holds nothing but buttons, so spaces may part them."},
	{"counter", NAV, FURNITURE_EDGE, FURNITURE_LABEL, counters, NULL, 60, true,
	 "Read counts, letter sizes and share bars are a label with a value."},
	{"cookie-notice", NAV, FURNITURE_EDGE, FURNITURE_CONTAINS, cookie_words, NULL, 400, false,
	 "Notices about cookies and browsers speak of the page itself."},
	{"content-key", NAV, FURNITURE_EDGE, FURNITURE_SHAPE, NULL, content_key, 80, false,
	 "Keys of a content system leak into pages as long hexadecimal words."},
	{"web-address", NAV, FURNITURE_EDGE, FURNITURE_SHAPE, NULL, web_address, 400, false,
	 "An address alone in a line is a link."},
	{"newspaper-page", FURNITURE_SOURCE_DATE, FURNITURE_HEAD, FURNITURE_SHAPE, NULL,
	 newspaper_page, 12, false, "The page of the newspaper, as in a database."},
	{"source-label", FURNITURE_SOURCE_DATE, FURNITURE_EDGE, FURNITURE_LABEL, source_labels,
	 NULL, 80, true, "Source, date, number and the like are a label with a value."},
	{"date-alone", FURNITURE_SOURCE_DATE, FURNITURE_EDGE, FURNITURE_SHAPE, NULL, shape_is_date,
	 40, false, "A line that is only a date or time dates the page or signs the text."},
	{"document-number", FURNITURE_SOURCE_DATE, FURNITURE_EDGE, FURNITURE_SHAPE, NULL,
	 document_number, 30, false, "The official number of a document is metadata."},
	{"editor", NAV, FURNITURE_EDGE, FURNITURE_LABEL, editor_labels, NULL, 60, true,
	 "Editors sign pages, not plans."},
	{"photo-credit", FURNITURE_CAPTION, FURNITURE_ANYWHERE, FURNITURE_SHAPE, NULL, photo_credit,
	 200, false, "A line that ends with a photographer's credit describes a picture."},
	{"caption-start", FURNITURE_CAPTION, FURNITURE_EDGE, FURNITURE_STARTS, caption_starts, NULL,
	 200, false, "Captions begin with the word picture or photo."},
	{"caption-end", FURNITURE_CAPTION, FURNITURE_ANYWHERE, FURNITURE_ENDS, caption_ends, NULL,
	 200, false, "Captions end with the agency that owns the picture."},
	{"session", FURNITURE_TITLE, FURNITURE_HEAD, FURNITURE_SHAPE, NULL, session_line, 70, false,
	 "When and at which meeting a speech was given stands under its title."},
	{"session-words", FURNITURE_TITLE, FURNITURE_HEAD, FURNITURE_STARTS, session_starts, NULL,
	 150, false, "When and where a speech was given, in the words of English pages."},
	{"office-and-name", FURNITURE_SPEAKER, FURNITURE_HEAD, FURNITURE_SHAPE, NULL,
	 office_and_name, 40, false, "An office and a name alone name the speaker."},
	{"speaker-words", FURNITURE_SPEAKER, FURNITURE_HEAD, FURNITURE_STARTS, speaker_starts, NULL,
	 100, false, "English pages name the speaker or author with a title or by."},
	{"name-alone", FURNITURE_SPEAKER, FURNITURE_HEAD, FURNITURE_SHAPE, NULL, name_alone, 15,
	 false, "A name alone between the title block and the text is the speaker's."},
	{"appendix", FURNITURE_APPENDIX, FURNITURE_ANYWHERE, FURNITURE_OPENS, appendix_labels, NULL,
	 60, false, "From a heading that says annex to the end of the page."},
	{"glossary", FURNITURE_GLOSSARY, FURNITURE_ANYWHERE, FURNITURE_WHOLE, glossary_labels, NULL,
	 40, false, "From a heading that says notes or glossary to the end of the page."},
	{"glossary-title", FURNITURE_GLOSSARY, FURNITURE_ANYWHERE, FURNITURE_ENDS, glossary_ends,
	 NULL, 40, false,
	 "A heading may name the report before it says that its terms are explained."},
	{"foot", NAV, FURNITURE_ANYWHERE, FURNITURE_OPENS, foot_labels, NULL, 60, false,
	 "After related links, editors, share bars or the copyright only the page's foot follows."},
	{"foot-start", NAV, FURNITURE_ANYWHERE, FURNITURE_STARTS, foot_starts, NULL, 400, false,
	 "The foot may begin with a line that goes on with names and numbers."},
	{"licence", NAV, FURNITURE_TAIL, FURNITURE_CONTAINS, licence_words, NULL, 200, false,
	 "Registration numbers and copyright lines belong to the site."},
	{"licence-box", NAV, FURNITURE_TAIL, FURNITURE_WHOLE, licence_lines, NULL, 40, false,
	 "What is left of a licence box at the end of a wiki page."},
	{"caption-act", FURNITURE_CAPTION, FURNITURE_HEAD, FURNITURE_SHAPE, NULL, caption_of_speech,
	 200, false, "A sentence that says that the speaker gives this speech is under a picture."},
};
#undef NAV
const size_t furniture_rule_count = sizeof furniture_rules / sizeof *furniture_rules;
