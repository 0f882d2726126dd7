/*
 * Canonical text to blocks: which lines are headings, paragraphs, list items, and which are
 * furniture (navigation, captions, title block, source lines, speaker, appendix, glossary). One
 * block a line.
 *
 * The rules are about documents, not about one corpus: each is a row of a table in furniture.c with
 * a name and a sentence of reason, in Chinese and English. A rule may look at the line, at its
 * place (before the first body paragraph, after the last), and at its neighbours; never at the
 * rest.
 */
#ifndef QIPAN_TEXT_BLOCK_H
#define QIPAN_TEXT_BLOCK_H

#include "base/arena.h"
#include "corpus/document.h"

/* Fills blocks and block_count from document->text; metadata.title may help to recognise the title
 * block (and is filled from it when empty, with title_rule). O(text). */
enum status blocks_make(struct arena *arena, struct document *document,
			struct error *error) QIPAN_CHECKED;

#endif
