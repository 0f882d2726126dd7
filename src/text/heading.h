/*
 * Headings by their numbering: 第一章, 一、, （一）, 1., （1）, 1）, ①, #, 1.2.3, Chapter 3, IV.,
 * A. . Inside the room text only.
 *
 * Levels when a text uses them all: 编 篇 部分 / Part 1; 章 / Chapter 2; 节 / Section 3; 一、 4;
 * （一） 5; 1. 6. A text that begins further down begins at level 1: without chapters 一、 is level
 * 1, （一） level 2, 1. and （1） level 3.
 */
#ifndef QIPAN_TEXT_HEADING_H
#define QIPAN_TEXT_HEADING_H

#include "base/slice.h"

struct text_lines;

enum numbering_style {
	NUMBERING_NONE,
	NUMBERING_PART,	       /* 第一编, 第一篇, 第一部分, Part II */
	NUMBERING_CHAPTER,     /* 第一章, Chapter 3 */
	NUMBERING_SECTION,     /* 第一节, Section 4 */
	NUMBERING_HAN,	       /* 一、 */
	NUMBERING_HAN_BRACKET, /* （一） */
	NUMBERING_ARTICLE,     /* 第一条, Article 5 */
	NUMBERING_ARABIC,      /* 1. 1、 1． */
	NUMBERING_BRACKET,     /* （1） 1） (a) */
	NUMBERING_CIRCLE,      /* ① */
	NUMBERING_DECIMAL,     /* 1.2.3 */
	NUMBERING_ROMAN,       /* IV. */
	NUMBERING_LETTER,      /* A. */
	NUMBERING_HASH,	       /* markdown # */
	NUMBERING_BULLET,      /* - * • ● */
	NUMBERING_STYLE_COUNT,
};

struct numbering {
	enum numbering_style style;
	uint32_t length; /* bytes up to and with the mark and the white space after it */
	uint32_t value;	 /* the number, 0 if unread */
	uint32_t depth;	 /* of #, ## and 1.2.3: 1..6, else 0 */
};

/* The numbering at the start of a line (without white space before it). O(1). */
struct numbering numbering_read(struct slice line);

/* The lead of a run-in heading: "（一）加快转型。正文……" gives 加快转型 with its number; a
 * paragraph without numbering, or with a lead of more than 40 characters, gives an empty slice. */
struct slice heading_lead(struct slice line);

/* Sets kind (heading, paragraph, list item) and level of every line that is not furniture. A
 * heading without number is a short line without end mark before prose; in hard-wrapped text only
 * between blank lines. O(lines). */
void headings_mark(struct text_lines *lines, bool hard_wrapped);

#endif
