/*
 * How blocks, passages and mentions of a document are kept: as numbers of 7 bits a byte, low part
 * first, high bit set in all but the last (LEB128), in document order, each relative to the one
 * before it. A passage takes about 8 bytes and a mention about 8, a third of what rows of their own
 * would take, and a million of them is read in a few hundredths of a second.
 *
 * Layout (N = number, S = signed number, zigzag: 0, -1, 1, -2, ...):
 *   block           N start - end of the block before, N length, N kind + 16 furniture, N level,
 *                   S page - page of the block before
 *   passage         N block - block of the passage before, N start - end of the passage before,
 *                   N length, N characters, N orientation + 16 rule,
 *                   N commitment + 16 actor (since board version 2)
 *   mention         N passage - passage of the mention before, N start - start of the passage,
 *                   N length, N code, N pattern, N state
 *   region mention  S passage - passage of the one before, N start - start of the passage,
 *                   N length, N region, N name
 *
 * Packing takes a document that document_check accepts. Unpacking trusts nothing: it gives false
 * when the bytes end early, are left over, or name a place outside the text, so that a damaged
 * board cannot make the program read outside its memory.
 */
#ifndef QIPAN_STORE_PACK_H
#define QIPAN_STORE_PACK_H

#include "base/arena.h"
#include "base/buffer.h"
#include "corpus/document.h"

void pack_blocks(const struct document *document, struct buffer *out);
void pack_passages(const struct document *document, struct buffer *out);
void pack_mentions(const struct document *document, struct buffer *out);
void pack_region_mentions(const struct document *document, struct buffer *out);

/* Fill blocks and block_count; text_bytes bounds the spans. */
bool unpack_blocks(struct arena *arena, struct slice packed, size_t count, uint64_t text_bytes,
		   struct document *document);
/* Needs block_count. */
bool unpack_passages(struct arena *arena, struct slice packed, size_t count, uint64_t text_bytes,
		     struct document *document);
/* As version 1 of a board kept them; commitment and actor are left 0. */
bool unpack_passages_version_1(struct arena *arena, struct slice packed, size_t count,
			       uint64_t text_bytes, struct document *document);
/* Need the passages; the counts stand at the start of the packed bytes. */
bool unpack_mentions(struct arena *arena, struct slice packed, uint64_t text_bytes,
		     struct document *document);
bool unpack_region_mentions(struct arena *arena, struct slice packed, uint64_t text_bytes,
			    struct document *document);

#endif
