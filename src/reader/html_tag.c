#include "reader/html_tag.h"

#include <stdlib.h>
#include <string.h>

#include "reader/html_page.h"

struct row {
	const char *name;
	enum html_tag tag;
};

/* In byte order, for bsearch. */
static const struct row rows[] = {
	{"a", TAG_LINK},	  {"address", TAG_BLOCK},    {"article", TAG_MAIN},
	{"aside", TAG_FURNITURE}, {"blockquote", TAG_BLOCK}, {"body", TAG_BLOCK},
	{"br", TAG_BREAK},	  {"button", TAG_DROP},	     {"caption", TAG_BLOCK},
	{"center", TAG_BLOCK},	  {"dd", TAG_ITEM},	     {"details", TAG_BLOCK},
	{"dir", TAG_BLOCK},	  {"div", TAG_BLOCK},	     {"dl", TAG_BLOCK},
	{"dt", TAG_ITEM},	  {"fieldset", TAG_BLOCK},   {"figcaption", TAG_CAPTION},
	{"figure", TAG_BLOCK},	  {"footer", TAG_FURNITURE}, {"form", TAG_BLOCK},
	{"frameset", TAG_BLOCK},  {"h1", TAG_HEADING},	     {"h2", TAG_HEADING},
	{"h3", TAG_HEADING},	  {"h4", TAG_HEADING},	     {"h5", TAG_HEADING},
	{"h6", TAG_HEADING},	  {"head", TAG_BLOCK},	     {"header", TAG_BLOCK},
	{"hr", TAG_BREAK},	  {"html", TAG_HTML},	     {"iframe", TAG_DROP},
	{"li", TAG_ITEM},	  {"main", TAG_MAIN},	     {"menu", TAG_FURNITURE},
	{"meta", TAG_META},	  {"nav", TAG_FURNITURE},    {"noscript", TAG_DROP},
	{"object", TAG_DROP},	  {"ol", TAG_BLOCK},	     {"option", TAG_DROP},
	{"p", TAG_BLOCK},	  {"pre", TAG_PRE},	     {"script", TAG_DROP},
	{"section", TAG_BLOCK},	  {"select", TAG_DROP},	     {"style", TAG_DROP},
	{"svg", TAG_DROP},	  {"table", TAG_TABLE},	     {"tbody", TAG_BLOCK},
	{"td", TAG_CELL},	  {"template", TAG_DROP},    {"textarea", TAG_DROP},
	{"tfoot", TAG_BLOCK},	  {"th", TAG_CELL},	     {"thead", TAG_BLOCK},
	{"title", TAG_TITLE},	  {"tr", TAG_ROW},	     {"ul", TAG_BLOCK},
};

static int compare(const void *name, const void *row)
{
	return strcmp(name, ((const struct row *)row)->name);
}

enum html_tag html_tag_of(const char *name)
{
	const struct row *row =
		bsearch(name, rows, sizeof rows / sizeof *rows, sizeof *rows, compare);
	return row == NULL ? TAG_INLINE : row->tag;
}

/* Words in class and id, as site builders in China and elsewhere use them. */
static const char *const content_words[] = {
	"trs_editor",	   "trs_uedit",	     "ucapcontent",	"zoom",		  "pages_content",
	"article_content", "articlecontent", "article-content", "news_content",	  "newscontent",
	"xxgk_content",	   "view_content",   "content-body",	"articlebody",	  "article-body",
	"entry-content",   "post-content",   "detail-content",	"detail_content", "con_text",
	"wzcontent"};
static const char *const furniture_words[] = {"nav",	     "navbar",
					      "menu",	     "footer",
					      "foot",	     "breadcrumb",
					      "breadcrumbs", "crumb",
					      "crumbs",	     "sidebar",
					      "share",	     "bdsharebuttonbox",
					      "bshare",	     "sharebox",
					      "related",     "relate",
					      "recommend",   "hot",
					      "login",	     "search",
					      "copyright",   "friendlink",
					      "links",	     "toolbar",
					      "tools",	     "print",
					      "qrcode",	     "ewm",
					      "pagination",  "page-nav",
					      "location",    "position",
					      "dqwz",	     "xgyd",
					      "xgwz",	     "xglj",
					      "topbar",	     "banner",
					      "advert",	     "ad",
					      "comment",     "comments",
					      "cookie",	     "skip",
					      "hidden",	     "visually-hidden",
					      "sr-only",     "fontsize",
					      "subnav"};

static bool among(struct slice word, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (slice_equal_ignoring_case(word, slice_from(words[i])))
			return true;
	return false;
}

#define AMONG(word, words) among(word, words, sizeof(words) / sizeof *(words))

/* The parts of a word: share-box has share and box. */
static bool part_is_furniture(struct slice word)
{
	size_t from = 0;
	for (size_t i = 0; i <= word.length; i++) {
		if (i < word.length && word.at[i] != '-' && word.at[i] != '_')
			continue;
		if (AMONG(((struct slice){word.at + from, i - from}), furniture_words))
			return true;
		from = i + 1;
	}
	return false;
}

unsigned html_hint_of(struct slice names)
{
	struct slice word;
	unsigned hint = HTML_PLAIN;
	while (slice_cut(&names, ' ', &word)) {
		if (AMONG(word, content_words))
			return HTML_CONTENT;
		if (part_is_furniture(word))
			hint = HTML_FURNITURE;
	}
	return hint;
}
