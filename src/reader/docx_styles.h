/*
 * What a docx says about its paragraphs outside of them: styles (word/styles.xml) and numbering
 * (word/numbering.xml). Inside the room reader only; docx.c uses it.
 */
#ifndef QIPAN_READER_DOCX_STYLES_H
#define QIPAN_READER_DOCX_STYLES_H

#include "base/arena.h"
#include "base/map.h"
#include "reader/numeral.h"
#include "reader/sink.h"

enum { NUMBERING_LEVELS = 9 };

/* What a paragraph's style and its own properties decide. */
struct docx_paragraph {
	struct sink_block block;
	bool has_numbering;	/* a number of 0 takes the style's numbering away */
	uint32_t number, level; /* w:numId and w:ilvl */
};

struct docx_level {
	enum numeral_style style;
	uint32_t start;
	struct slice text; /* "%1、", "（%2）" */
};

struct docx_list {
	struct docx_level levels[NUMBERING_LEVELS];
	uint32_t counters[NUMBERING_LEVELS];
	bool begun[NUMBERING_LEVELS];
};

struct docx_style;

struct docx_styles {
	struct docx_style *styles;
	size_t style_count;
	struct map style_ids;
	struct docx_list *lists;
	size_t list_count;
	struct map list_ids; /* w:abstractNumId -> index in lists */
	struct map numbers;  /* w:numId -> index in lists */
};

/* Either may be empty. Damaged parts give what could be read. Errors: LIMIT, FORMAT. */
enum status docx_styles_read(struct docx_styles *styles, struct arena *arena,
			     struct slice styles_xml, struct slice numbering_xml,
			     struct error *error) QIPAN_CHECKED;
void docx_styles_release(struct docx_styles *styles);

/* The style's part of *paragraph; an unknown style changes nothing. */
void docx_style_apply(const struct docx_styles *styles, struct slice id,
		      struct docx_paragraph *paragraph);
/* Counts the paragraph and appends its printed number, with a space where one follows it; sets its
 * kind to list item for a bullet. */
void docx_number(struct docx_styles *styles, struct docx_paragraph *paragraph,
		 struct buffer *label);

#endif
