/*
 * Canonical text to blocks: which lines are headings, paragraphs, list items, table cells, and
 * which are furniture (navigation, captions, title block, source lines, speaker, appendix,
 * glossary).
 *
 * The rules are about documents, not about one corpus: each is a row of a table in
 * furniture_rules.c with a name and a sentence of reason, in Chinese and English. A rule may look
 * at the line, at its place (before the first body paragraph, after the last), and at its
 * neighbours; never at the rest. heading.h says how levels are read from numbering.
 *
 * One block a line, with three exceptions:
 *   - a line of tab-separated or | cells | gives one BLOCK_TABLE_CELL a cell;
 *   - hard-wrapped text (broken by a printer's margin): the lines of a paragraph are one block. A
 *     text is hard-wrapped when, of the line ends that are followed by a line, at least 40 % stand
 *     in mid-sentence (Latin and the like: the next line begins with a lower-case letter or the
 * line ends in a comma or hyphen; Chinese: a full line that ends in no mark) and nine lines in ten
 *     are at most 130 columns wide; blocks_wrapped_share gives the first figure;
 *   - a line that cannot stand alone, in any text: it begins with a closing mark, or the line above
 *     ends inside a bracket that opened in its last 20 characters.
 */
#ifndef QIPAN_TEXT_BLOCK_H
#define QIPAN_TEXT_BLOCK_H

#include "base/arena.h"
#include "corpus/document.h"

/* Fills blocks and block_count from document->text; metadata.title may help to recognise the title
 * block and is filled from it when empty, with title_rule ("title block", else "first heading").
 * Errors: LIMIT (DOCUMENT_BYTES, DOCUMENT_BLOCKS). O(text). */
enum status blocks_make(struct arena *arena, struct document *document,
			struct error *error) QIPAN_CHECKED;

/* For documents whose format marked blocks (html, docx, pdf): what only the words tell is added, so
 * that a text has the same passages whichever format it came in. Paragraphs that are headings or
 * list items by their numbering become that; a numbered heading gets the level that its numbering
 * has; body blocks that are furniture by the rules become furniture. Cells, spans and pages stay,
 * and so does what the format called furniture, list item or heading. Fills the title as
 * blocks_make does. The document must pass document_check_blocks. O(text). */
enum status blocks_refine(struct document *document, struct error *error) QIPAN_CHECKED;

/* Share of line ends in mid-sentence, 0..1; what decides whether a text is hard-wrapped. O(text).
 */
double blocks_wrapped_share(struct slice text);

#endif
