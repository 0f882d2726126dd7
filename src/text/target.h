/*
 * The ledger of amounts that a sentence commits to or reports: "到2030年，全省算力规模突破190
 * EFLOPS" -> (全省算力规模, >, 190, EFLOPS, 2030, planned, own). Half of M34.
 *
 * What each amount is said of lies in its clause (up to ，；。：), the quantity in its item of the
 * clause (up to 、 or the amount before); words that open a clause (新增, 培育) reach over its
 * items. What the amount counts stands before it (充电桩3万个), or, when nothing is left there but
 * verbs, behind it (新建100个养老服务中心).
 */
#ifndef QIPAN_TEXT_TARGET_H
#define QIPAN_TEXT_TARGET_H

#include "base/arena.h"
#include "corpus/document.h"
#include "text/amount.h"

enum target_basis {
	BASIS_STANDING,	 /* a level that is reached */
	BASIS_PLANNED,	 /* a level that is to be reached */
	BASIS_INCREMENT, /* what was or is to be added: 新增, 新建, or a growth */
	BASIS_COUNT,
};
enum target_kind {
	TARGET_STOCK,  /* what is there at a time */
	TARGET_FLOW,   /* what passes in a period: output, income, visits */
	TARGET_GROWTH, /* a rate or difference of change */
	TARGET_SHARE,  /* a part of a whole */
	TARGET_KIND_COUNT,
};
enum target_scope {
	SCOPE_OWN,     /* the region of the document */
	SCOPE_CITY,    /* a city in it */
	SCOPE_CLUSTER, /* a site in it: 集群, 园区 */
	SCOPE_FIRM,   /* one company: 公司, 集团 in the name of what is measured, not counted */
	SCOPE_NATION, /* the country: the quantity's name begins 全国, 我国 */
	SCOPE_COUNT,
};
const char *target_basis_name(enum target_basis basis);
const char *target_kind_name(enum target_kind kind);
const char *target_scope_name(enum target_scope scope);

struct target {
	struct amount amount; /* spans in the text that was read */
	struct span quantity; /* what is counted; empty when the sentence does not say */
	struct span city;     /* SCOPE_CITY: the word that says so (市, city); else empty */
	uint32_t year;	      /* that the sentence gives for it before the amount; 0 = none */
	uint32_t base_year;   /* 比2020年增长: what it is compared with; 0 = none */
	uint8_t basis, kind, scope;
};

struct target_tables {
	struct amount_tables amounts;
	struct cue_table words;
};
void target_tables_init(struct target_tables *tables);

/* The targets of one sentence in the order of their places, in the arena. O(text). */
size_t targets_read(struct arena *arena, const struct target_tables *tables, struct slice text,
		    enum orientation orientation, struct target **targets);

/* Does the sentence hold an amount at all? O(text). */
bool target_there(const struct target_tables *tables, struct slice text);

#endif
