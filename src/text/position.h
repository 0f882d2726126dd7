/*
 * What a sentence says its region is, or is to be: titles (全国算力高地, a national centre of
 * computing), platforms (国家实验室) with their status, and schemes that go by a number
 * (“415X”先进制造业 集群) and must not be taken for amounts.
 *
 * A title is a head (高地, 中心, 基地, 枢纽, 先行区 ...) in a clause with a level before it (世界,
 * 全国, 西部 ...; at most 24 characters) or a verb of claiming (打造, 争创 ...); heads that are
 * everyday words (中心, 基地, 平台) need the level. A platform is named by its head alone. The
 * status is that of the verb nearest before it in the clause: has (获批, 建成), bids (争创, 申报),
 * builds (打造, 建设); a sentence of the review that gives no verb says has. A scheme is a token of
 * digits with X, N, + or ×, or of digits in quotes that are no year and no telephone number.
 *
 * Rules are rows of position_rows.c, read by test/cases/positions.txt. Chinese only.
 */
#ifndef QIPAN_TEXT_POSITION_H
#define QIPAN_TEXT_POSITION_H

#include "base/arena.h"
#include "corpus/document.h"
#include "text/cue.h"

enum position_kind { POSITION_TITLE, POSITION_PLATFORM, POSITION_SCHEME, POSITION_KINDS };
enum position_level { LEVEL_UNSAID, LEVEL_WORLD, LEVEL_NATION, LEVEL_AREA, LEVEL_PROVINCE };
enum position_status { STATUS_UNSAID, STATUS_HAS, STATUS_BUILDS, STATUS_BIDS };
const char *position_kind_name(enum position_kind kind); /* "title", "platform", "scheme" */
const char *
position_level_name(enum position_level level); /* "", world, national, area, province */
const char *position_status_name(enum position_status status); /* "", has, builds, bids */

struct position {
	struct span name; /* from the level, else from behind the verb, to the end of the head */
	struct span head; /* of a scheme: the token */
	uint8_t kind, level, status;
};

struct position_tables {
	struct cue_table words;
};
void position_tables_init(struct position_tables *tables);

/* In the order of their places, in the arena. O(text). */
size_t positions_read(struct arena *arena, const struct position_tables *tables, struct slice text,
		      enum orientation orientation, struct position **positions);

#endif
