/*
 * Who computes whose jobs, as numbers: regions with demand by class and hour, sites with capacity,
 * price and carbon, pairs of both with their latency, builds that could be added. docs/route.md has
 * the model in full.
 *
 * Units: MW of IT load; CNY a MWh (of the grid for electricity, of IT for the network); kg of CO2 a
 * grid MWh; ms there and back; CNY a year for builds. A plain facility-location instance is a model
 * too, with units of its own (plain).
 *
 * The model is made by route_read_tables (input.h), changed by route_change (change.h), and then
 * only read. Everything lies in one arena.
 */
#ifndef QIPAN_ROUTE_MODEL_H
#define QIPAN_ROUTE_MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/slice.h"

/* Where a number is from, as the tables say. */
enum route_basis {
	BASIS_UNSTATED,
	BASIS_STATED,  /* published, reported, measured */
	BASIS_ASSUMED, /* assumption, scenario, proxy, estimate */
};

/* A figure of computing power that a board's plans announce, and what was made of it. */
struct route_figure {
	double eflops;	/* NaN: the row gives its MW itself */
	double share;	/* of the region's figure, 0..1 */
	bool at_least;	/* 突破, 超: the text gives a lower bound */
	int64_t ids[2]; /* passages that say it; a planned level less a standing one has two */
	unsigned count;
};

/* What a board says of one region. */
struct route_announced {
	struct slice region, english;			  /* names; english may be empty */
	struct route_figure standing, planned, increment; /* eflops NaN: no such figure */
	struct slice scope;	     /* of the standing one, else of the planned: own, cluster */
	double taken, taken_planned; /* shares that sites and options took */
};

#define ROUTE_NONE UINT32_MAX

struct route_class {
	struct slice name;
	double most_rtt;   /* ms; infinity: any */
	bool shiftable;	   /* the hours of a day may be exchanged */
	double shed_cost;  /* CNY a MWh that nobody serves: its rank when not all can be served */
	double net_factor; /* times the network cost of the pair */
	double gbps;	   /* Gbit/s a MW takes of the pair's line */
	enum route_basis basis;
};

struct route_site {
	struct slice name;
	struct slice region; /* where it stands; empty: not said. Only drawn, never computed with */
	double capacity;     /* MW in service */
	enum route_basis capacity_basis, price_basis, carbon_basis;
	struct route_figure figure;
	uint32_t announced; /* row of model.announced that it lies in; ROUTE_NONE */
};

struct route_pair {
	bool exists;
	double rtt;	 /* ms there and back */
	double net_cost; /* CNY a MWh of IT, before the class's factor */
	double gbps;	 /* the line, Gbit/s; infinity: no limit */
	enum route_basis basis;
};

enum route_status { BUILD_PLANNED, BUILD_CANDIDATE };

struct route_build {
	struct slice name;
	uint32_t site;
	double size, cost; /* MW, CNY a year */
	enum route_status status;
	uint32_t after; /* the build that must come before, or ROUTE_NONE */
	uint32_t group; /* of builds with the same number at most one; ROUTE_NONE: free */
	enum route_basis basis;
	bool cost_by_size; /* the table gave it for each MW */
	struct route_figure figure;
	uint32_t announced; /* row of model.announced that the figure is of; ROUTE_NONE */
};

/* One reason to keep a class of a region from a site, or to allow only some. */
enum route_rule { RULE_FREE, RULE_FORBIDDEN, RULE_RESIDENCY };

struct route_model {
	struct arena *arena;
	bool plain;	  /* a facility-location or transport instance: its numbers have no units */
	bool cost_of_all; /* its costs were read as those of all of a customer's demand */
	struct route_announced *announced; /* what a board says, if one was read */
	size_t announced_count;
	double density[3]; /* MW of IT for an EFLOPS: as assumed, at least, at most; NaN: not given
			    */
	struct slice *regions;
	enum route_basis *demand_basis; /* of regions */
	struct route_class *classes;
	struct route_site *sites;
	struct route_build *builds;
	struct route_pair *pairs;     /* region x site */
	uint8_t *rules;		      /* region x class x site, enum route_rule; NULL: all free */
	double *demand;		      /* region x class x hour, MW */
	double *price, *pue, *carbon; /* site x hour */
	double *pools;		      /* site x class, MW: infinity where none; NULL: none at all */
	double *weight;		      /* of hours: h a year that it stands for */
	uint32_t *day;		      /* of hours: 0, 1, ... */
	size_t region_count, class_count, site_count, build_count, hour_count, day_count;
	double year;	   /* sum of the weights, h */
	double carbon_cap; /* t a year; infinity: none */
	double survive;	   /* share of work with a latency limit that any one lost site must leave
			    * served    (loss.h); 0: nothing is asked */
	double budget;	   /* CNY a year for builds; infinity: none */
};

static inline struct route_pair *route_pair_at(const struct route_model *model, size_t region,
					       size_t site)
{
	return &model->pairs[region * model->site_count + site];
}
static inline double *route_demand_at(const struct route_model *model, size_t region, size_t class,
				      size_t hour)
{
	return &model->demand[(region * model->class_count + class) * model->hour_count + hour];
}

/* May the site serve this class of the region? A missing pair, latency and rules say no. */
bool route_allows(const struct route_model *model, size_t region, size_t class, size_t site);
/* CNY a MWh of IT served there: electricity with its overhead (mean over the hours), network. */
double route_unit_cost(const struct route_model *model, size_t region, size_t class, size_t site);
/* Of the electricity alone. */
double route_power_cost(const struct route_model *model, size_t site);
/* t of CO2 a MWh of IT there. */
double route_site_carbon(const struct route_model *model, size_t site);
/* Mean over the year, MW. */
double route_mean_demand(const struct route_model *model, size_t region, size_t class);
/* A copy whose arrays of numbers may be changed. */
struct route_model route_copy(struct arena *arena, const struct route_model *model);
/* Places of names in byte order, 0 first: ties are broken by name, so that the order of rows in a
 * table decides nothing. O(n log n). */
uint32_t *route_site_ranks(struct arena *arena, const struct route_model *model);
uint32_t *route_region_ranks(struct arena *arena, const struct route_model *model);
uint32_t *route_class_ranks(struct arena *arena, const struct route_model *model);
uint32_t *route_build_ranks(struct arena *arena, const struct route_model *model);
/* The site of that name, or the only one whose name begins so or holds it; ROUTE_NONE otherwise. */
uint32_t route_find_site(const struct route_model *model, struct slice name);
uint32_t route_find_region(const struct route_model *model, struct slice name);
uint32_t route_find_class(const struct route_model *model, struct slice name);
uint32_t route_find_build(const struct route_model *model, struct slice name);

#endif
