#include "route/model.h"

#include <stdlib.h>
#include <string.h>

bool route_allows(const struct route_model *model, size_t region, size_t class, size_t site)
{
	const struct route_pair *pair = route_pair_at(model, region, site);
	size_t at = (region * model->class_count + class) * model->site_count + site;
	return pair->exists && pair->rtt <= model->classes[class].most_rtt &&
	       (model->rules == NULL || model->rules[at] == RULE_FREE);
}

/* Weighted by the hours of the year. */
static double mean_over_year(const struct route_model *model, const double *a, const double *b)
{
	double sum = 0;
	for (size_t t = 0; t < model->hour_count; t++)
		sum += model->weight[t] * a[t] * (b == NULL ? 1 : b[t]);
	return sum / model->year;
}

double route_power_cost(const struct route_model *model, size_t site)
{
	size_t first = site * model->hour_count;
	return mean_over_year(model, model->price + first, model->pue + first);
}

double route_unit_cost(const struct route_model *model, size_t region, size_t class, size_t site)
{
	return route_power_cost(model, site) +
	       route_pair_at(model, region, site)->net_cost * model->classes[class].net_factor;
}

double route_site_carbon(const struct route_model *model, size_t site)
{
	size_t first = site * model->hour_count;
	return mean_over_year(model, model->carbon + first, model->pue + first) / 1000;
}

double route_mean_demand(const struct route_model *model, size_t region, size_t class)
{
	return mean_over_year(model, route_demand_at(model, region, class, 0), NULL);
}

static void *copy(struct arena *arena, const void *from, size_t count, size_t bytes)
{
	void *to = arena_alloc(arena, count, bytes);
	if (count > 0)
		memcpy(to, from, count * bytes);
	return to;
}

struct route_model route_copy(struct arena *arena, const struct route_model *model)
{
	struct route_model made = *model;
	size_t site_hours = model->site_count * model->hour_count;
	made.arena = arena;
	made.classes = copy(arena, model->classes, model->class_count, sizeof *made.classes);
	made.sites = copy(arena, model->sites, model->site_count, sizeof *made.sites);
	made.builds = copy(arena, model->builds, model->build_count, sizeof *made.builds);
	made.pairs = copy(arena, model->pairs, model->region_count * model->site_count,
			  sizeof *made.pairs);
	made.demand =
		copy(arena, model->demand,
		     model->region_count * model->class_count * model->hour_count, sizeof(double));
	made.price = copy(arena, model->price, site_hours, sizeof(double));
	made.pue = copy(arena, model->pue, site_hours, sizeof(double));
	made.carbon = copy(arena, model->carbon, site_hours, sizeof(double));
	return made;
}

typedef struct slice name_of(const struct route_model *model, size_t i);

static struct slice site_name(const struct route_model *model, size_t i)
{
	return model->sites[i].name;
}
static struct slice region_name(const struct route_model *model, size_t i)
{
	return model->regions[i];
}
static struct slice class_name(const struct route_model *model, size_t i)
{
	return model->classes[i].name;
}
static struct slice build_name(const struct route_model *model, size_t i)
{
	return model->builds[i].name;
}

/* The same name first; else the only one that holds it. */
static uint32_t find(const struct route_model *model, size_t count, name_of *name,
		     struct slice wanted)
{
	uint32_t found = ROUTE_NONE;
	size_t like = 0;
	for (size_t i = 0; i < count; i++)
		if (slice_equal(name(model, i), wanted))
			return (uint32_t)i;
	for (size_t i = 0; i < count && wanted.length > 0; i++) {
		if (slice_find(name(model, i), wanted, 0) == SIZE_MAX)
			continue;
		found = (uint32_t)i;
		like++;
	}
	return like == 1 ? found : ROUTE_NONE;
}

uint32_t route_find_site(const struct route_model *model, struct slice name)
{
	return find(model, model->site_count, site_name, name);
}
uint32_t route_find_region(const struct route_model *model, struct slice name)
{
	return find(model, model->region_count, region_name, name);
}
uint32_t route_find_class(const struct route_model *model, struct slice name)
{
	return find(model, model->class_count, class_name, name);
}
uint32_t route_find_build(const struct route_model *model, struct slice name)
{
	return find(model, model->build_count, build_name, name);
}

struct named {
	struct slice name;
	uint32_t index;
};

static int by_name(const void *a, const void *b)
{
	const struct named *x = a, *y = b;
	int order = slice_compare(x->name, y->name);
	return order != 0 ? order : (x->index > y->index) - (x->index < y->index);
}

static uint32_t *ranks(struct arena *arena, const struct route_model *model, size_t count,
		       name_of *name)
{
	struct named *order = arena_array(arena, struct named, count);
	uint32_t *made = arena_array(arena, uint32_t, count);
	for (uint32_t i = 0; i < count; i++)
		order[i] = (struct named){name(model, i), i};
	if (count > 1)
		qsort(order, count, sizeof *order, by_name);
	for (uint32_t i = 0; i < count; i++)
		made[order[i].index] = i;
	return made;
}

uint32_t *route_site_ranks(struct arena *arena, const struct route_model *model)
{
	return ranks(arena, model, model->site_count, site_name);
}
uint32_t *route_region_ranks(struct arena *arena, const struct route_model *model)
{
	return ranks(arena, model, model->region_count, region_name);
}
uint32_t *route_class_ranks(struct arena *arena, const struct route_model *model)
{
	return ranks(arena, model, model->class_count, class_name);
}
uint32_t *route_build_ranks(struct arena *arena, const struct route_model *model)
{
	return ranks(arena, model, model->build_count, build_name);
}
