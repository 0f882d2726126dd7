/*
 * Builds: which are worth their cost, in the case given and in others like it.
 *
 * worth = what the best plan without the build costs more than the best plan with it, both over all
 * other builds. Needed: above 0 in every scenario. Redundant: below 0 in every one. Else it depends
 * on the scenario. A build without which more demand stays unmet is worth more than any sum.
 */
#ifndef QIPAN_ROUTE_BUILD_H
#define QIPAN_ROUTE_BUILD_H

#include "route/plan.h"

struct route_scenario {
	const char *name, *name_zh;
	double demand, price; /* times */
	double carbon;	      /* cap, times the carbon of the case given; 0: none more */
};

/* "as given" first. */
extern const struct route_scenario route_scenarios[];
extern const size_t route_scenario_count;

enum route_label { LABEL_NEEDED, LABEL_DEPENDS, LABEL_REDUNDANT, LABEL_EXCLUDED };
const char *route_label_name(enum route_label label);

struct route_worth {
	bool known;	/* both plans exist and leave the same unmet */
	bool excluded;	/* no plan has it: a group, a budget or a cap forbids */
	bool only_with; /* no plan is without it: a cap, or a site that may be lost, asks for it */
	double worth;	/* CNY a year */
	double unmet_more; /* MW that stay unmet without it */
};

struct route_verdict {
	enum route_label given;	   /* in the case given */
	enum route_label label;	   /* over all scenarios */
	struct route_worth *worth; /* of scenarios */
	double use;		   /* of its site when it is built, share */
	double one_more_mw; /* CNY a year at its site, builds as chosen: the greedy first answer */
	uint32_t *substitutes; /* builds that come or go when this one is forced the other way */
	size_t substitute_count;
};

/* Two solves for each build and scenario at most; the builds' verdicts in the arena. scenarios: how
 * many of the table, 1 for the case given alone. */
enum status route_judge_builds(struct job *job, struct arena *arena,
			       const struct route_model *model, const struct route_plan *plan,
			       size_t scenarios, struct route_verdict **verdicts,
			       struct error *error) QIPAN_CHECKED;
/* The model in that scenario; carbon: t a year of the case given. */
struct route_model route_in_scenario(struct arena *arena, const struct route_model *model,
				     const struct route_scenario *scenario, double carbon);

#endif
