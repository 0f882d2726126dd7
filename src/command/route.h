/*
 * The tables of qipan route: one function each, and what they share.
 */
#ifndef QIPAN_COMMAND_ROUTE_H
#define QIPAN_COMMAND_ROUTE_H

#include "command/verbs.h"
#include "route/build.h"
#include "route/model.h"
#include "route/plan.h"
#include "route/unmet.h"
#include "route/why.h"

struct routing {
	struct request *request;
	struct answer *answer;
	struct route_model given; /* the tables as they are */
	struct route_model model; /* with the changes of the command line */
	struct route_plan plan;
	struct route_options options;
};

typedef enum status route_show(struct routing *routing, struct error *error);
/* route_headline.c */
route_show route_show_headline;
/* route_tables.c */
route_show route_show_flows, route_show_places, route_show_sites, route_show_why;
/* route_builds.c */
route_show route_show_builds, route_show_unmet;

/* route_announced.c */
route_show route_show_announced;
/* Columns and cells of what a site's or build's number rests on: EFLOPS and passages. */
void route_figure_columns(struct routing *routing);
void route_put_figure(struct routing *routing, const struct route_figure *figure);

/* route_losses.c */
route_show route_show_losses;
/* route_sensitivity.c */
route_show route_show_sensitivity;

/* route_changes.c */
route_show route_show_change;
bool route_is_changed(const struct request *request);
/* given -> model. */
enum status route_apply_changes(struct routing *routing, struct error *error) QIPAN_CHECKED;
/* route_frontier.c */
route_show route_show_frontier;
/* route_program.c */
route_show route_show_program;

/* A column of words for people in both languages: NAME and NAME_zh; a text rendering shows one. */
void route_words_column(struct routing *routing, const char *name, const char *definition);
void route_put_words(struct routing *routing, const char *english, const char *chinese);
const char *route_site_name(const struct routing *routing, uint32_t site);
const char *route_text(const struct routing *routing, struct slice text);
/* A unit of the model, or "" when it is a plain instance. */
const char *route_unit(const struct routing *routing, const char *unit);

#endif
