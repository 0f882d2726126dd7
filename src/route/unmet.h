/*
 * Unmet demand: the set of sites that is too small for those who can use no other, and the single
 * changes that would serve it.
 */
#ifndef QIPAN_ROUTE_UNMET_H
#define QIPAN_ROUTE_UNMET_H

#include "route/plan.h"

/* From the unmet need on: its sites, whoever is served there and could move, their sites, ... When
 * all of these are full, they are a tight set (a minimal cut): its needs can use no other site. */
struct route_tight {
	uint32_t *sites;
	size_t site_count;
	size_t need_count;   /* region and class */
	double demand, room; /* MW: mean demand of the needs, room of the sites */
	bool full; /* every site of the set is full in some hour; else something else binds */
};
/* O(needs x sites). */
struct route_tight route_tight_set(struct arena *arena, const struct route_model *model,
				   const struct route_plan *plan, size_t region, size_t class);

enum route_remedy_kind {
	REMEDY_NONE,
	REMEDY_ROOM,	/* amount: MW more at the site */
	REMEDY_LATENCY, /* amount: the limit, ms, that lets the site in */
	REMEDY_RULE,	/* no rule between the need and the site */
	REMEDY_CARBON,	/* amount: the cap, t, that leaves nothing unmet */
};

struct route_remedy {
	enum route_remedy_kind kind;
	uint32_t site; /* ROUTE_NONE: none */
	double amount;
	double change; /* relative, what remedies are ranked by */
	double unmet;  /* MW of all demand, mean, with it */
	double cost;   /* CNY a year more than now */
};

/* Those that serve the need, each tried by a solve; least change first. A room remedy is the exact
 * shortage. */
enum status route_find_remedies(struct job *job, struct arena *arena,
				const struct route_model *model, const struct route_plan *plan,
				const struct route_tight *tight, size_t region, size_t class,
				struct route_remedy **remedies, size_t *count,
				struct error *error) QIPAN_CHECKED;

#endif
