#include "route/change.h"

#include <math.h>

#include "base/number.h"
#include "route/announced.h"

/* "what:name=value"; name is empty when there is none. */
struct part {
	struct slice what, name;
	double value;
};

static enum status read_part(struct slice text, bool has_what, struct part *part,
			     struct error *error)
{
	struct slice rest = text, left;
	slice_cut(&rest, '=', &left);
	*part = (struct part){.name = slice_trim(left)};
	if (rest.at == NULL || !number_read_real(slice_trim(rest), &part->value))
		return error_set(error, STATUS_USAGE,
				 "\"%.*s\" has no number after =", (int)text.length, text.at);
	if (!has_what)
		return STATUS_OK;
	struct slice name = left;
	slice_cut(&name, ':', &part->what);
	part->what = slice_trim(part->what);
	part->name = left.length > part->what.length ? slice_trim(name) : SLICE("");
	return STATUS_OK;
}

static enum status unknown(const char *kind, struct slice name, const char *known,
			   struct error *error)
{
	return error_set(error, STATUS_USAGE, "there is no %s \"%.*s\"%s", kind, (int)name.length,
			 name.at, known);
}

static enum status find_site(const struct route_model *model, struct slice name, uint32_t *site,
			     struct error *error)
{
	*site = route_find_site(model, name);
	if (*site == ROUTE_NONE)
		return unknown("site", name, " (or more than one holds that)", error);
	return STATUS_OK;
}

static enum status find_build(const struct route_model *model, struct slice name, uint32_t *build,
			      struct error *error)
{
	*build = route_find_build(model, name);
	if (*build == ROUTE_NONE)
		return unknown("option", name, " (or more than one holds that)", error);
	return STATUS_OK;
}

/* ---- set ---- */

static void set_hours(const struct route_model *model, double *values, uint32_t site, double value)
{
	for (size_t t = 0; t < model->hour_count; t++)
		values[site * model->hour_count + t] = value;
}

static enum status set_price(struct route_model *model, const struct part *part, uint32_t site,
			     struct error *error)
{
	bool kwh = slice_is(part->what, "price");
	if (part->value < 0)
		return error_set(error, STATUS_USAGE, "%g is negative", part->value);
	if (kwh && part->value > 10)
		return error_set(error, STATUS_USAGE,
				 "price is in CNY a kWh: %g looks like a MWh, write "
				 "price_cny_mwh:%.*s=%g",
				 part->value, (int)part->name.length, part->name.at, part->value);
	set_hours(model, model->price, site, part->value * (kwh ? 1000 : 1));
	return STATUS_OK;
}

static enum status set_density(struct route_model *model, const struct part *part,
			       struct error *error)
{
	if (!route_uses_density(model))
		return error_set(error, STATUS_USAGE,
				 "no capacity of these tables comes from EFLOPS, so that "
				 "mw_per_eflops changes nothing");
	if (!(part->value > 0))
		return error_set(error, STATUS_USAGE, "%g cannot be", part->value);
	route_set_density(model, part->value);
	return STATUS_OK;
}

static enum status set_part(struct route_model *model, const struct part *part, struct error *error)
{
	uint32_t at = 0;
	if (slice_is(part->what, "mw_per_eflops"))
		return set_density(model, part, error);
	if (slice_is(part->what, "build_cost")) {
		TRY(find_build(model, part->name, &at, error));
		model->builds[at].cost = part->value;
		return part->value >= 0
			       ? STATUS_OK
			       : error_set(error, STATUS_USAGE, "%g is negative", part->value);
	}
	bool price = slice_is(part->what, "price") || slice_is(part->what, "price_cny_mwh");
	if (!price && !slice_is(part->what, "capacity") && !slice_is(part->what, "pue") &&
	    !slice_is(part->what, "carbon"))
		return unknown("thing to set", part->what,
			       ": price, price_cny_mwh, capacity, pue, carbon, build_cost, "
			       "mw_per_eflops",
			       error);
	TRY(find_site(model, part->name, &at, error));
	if (price)
		return set_price(model, part, at, error);
	if (part->value < 0 || (slice_is(part->what, "pue") && part->value < 1))
		return error_set(error, STATUS_USAGE, "%g cannot be", part->value);
	if (slice_is(part->what, "capacity")) {
		model->sites[at].capacity = part->value;
		model->sites[at].figure.eflops = NAN;
		return STATUS_OK;
	}
	set_hours(model, slice_is(part->what, "pue") ? model->pue : model->carbon, at, part->value);
	return STATUS_OK;
}

/* ---- scale ---- */

static enum status scale_demand(struct route_model *model, const struct part *part,
				struct error *error)
{
	uint32_t class = ROUTE_NONE, region = ROUTE_NONE;
	if (part->name.length > 0) {
		class = route_find_class(model, part->name);
		region = class == ROUTE_NONE ? route_find_region(model, part->name) : ROUTE_NONE;
		if (class == ROUTE_NONE && region == ROUTE_NONE)
			return unknown("class or region", part->name, "", error);
	}
	for (size_t r = 0; r < model->region_count; r++)
		for (size_t k = 0; k < model->class_count; k++)
			for (size_t t = 0; t < model->hour_count; t++)
				if ((class == ROUTE_NONE || class == k) &&
				    (region == ROUTE_NONE || region == r))
					*route_demand_at(model, r, k, t) *= part->value;
	return STATUS_OK;
}

static enum status scale_sites(struct route_model *model, const struct part *part,
			       struct error *error)
{
	uint32_t only = ROUTE_NONE;
	double *values = slice_is(part->what, "price")	  ? model->price
			 : slice_is(part->what, "carbon") ? model->carbon
							  : NULL;
	if (part->name.length > 0)
		TRY(find_site(model, part->name, &only, error));
	for (uint32_t s = 0; s < model->site_count; s++) {
		if (only != ROUTE_NONE && s != only)
			continue;
		if (values == NULL)
			model->sites[s].capacity *= part->value;
		for (size_t t = 0; t < model->hour_count && values != NULL; t++)
			values[s * model->hour_count + t] *= part->value;
	}
	return STATUS_OK;
}

static enum status scale_builds(struct route_model *model, const struct part *part,
				struct error *error)
{
	uint32_t only = ROUTE_NONE;
	if (part->name.length > 0)
		TRY(find_build(model, part->name, &only, error));
	for (uint32_t e = 0; e < model->build_count; e++)
		if (only == ROUTE_NONE || e == only)
			model->builds[e].cost *= part->value;
	return STATUS_OK;
}

static enum status scale_network(struct route_model *model, const struct part *part,
				 struct error *error)
{
	(void)error;
	for (size_t i = 0; i < model->region_count * model->site_count; i++)
		model->pairs[i].net_cost *= part->value;
	return STATUS_OK;
}

static enum status scale_part(struct route_model *model, const struct part *part,
			      struct error *error)
{
	static const struct {
		const char *what;
		enum status (*scale)(struct route_model *model, const struct part *part,
				     struct error *error);
	} scales[] = {{"demand", scale_demand},	  {"price", scale_sites},
		      {"capacity", scale_sites},  {"carbon", scale_sites},
		      {"network", scale_network}, {"build_cost", scale_builds}};
	if (part->value < 0)
		return error_set(error, STATUS_USAGE, "%g is negative", part->value);
	for (size_t i = 0; i < sizeof scales / sizeof *scales; i++)
		if (slice_is(part->what, scales[i].what))
			return scales[i].scale(model, part, error);
	return unknown("thing to scale", part->what,
		       ": demand, price, capacity, carbon, network, build_cost", error);
}

/* ---- lists ---- */

static enum status limit_part(struct route_model *model, const struct part *part,
			      struct error *error)
{
	uint32_t class = route_find_class(model, part->name);
	if (class == ROUTE_NONE)
		return unknown("class", part->name, "", error);
	if (part->value < 0)
		return error_set(error, STATUS_USAGE, "%g is negative", part->value);
	model->classes[class].most_rtt = part->value;
	return STATUS_OK;
}

typedef enum status take_part(struct route_model *model, const struct part *part,
			      struct error *error);

static enum status each_part(struct route_model *model, struct slice list, bool has_what,
			     take_part *take, struct error *error)
{
	struct slice text;
	while (list.length > 0 && slice_cut(&list, ',', &text)) {
		struct part part;
		TRY(read_part(text, has_what, &part, error));
		TRY(take(model, &part, error));
	}
	return STATUS_OK;
}

enum status route_set(struct route_model *model, struct slice list, struct error *error)
{
	return each_part(model, list, true, set_part, error);
}

enum status route_scale(struct route_model *model, struct slice list, struct error *error)
{
	return each_part(model, list, true, scale_part, error);
}

enum status route_limit(struct route_model *model, struct slice list, struct error *error)
{
	return each_part(model, list, false, limit_part, error);
}

enum status route_shut(struct route_model *model, struct slice list, struct error *error)
{
	struct slice name;
	while (list.length > 0 && slice_cut(&list, ',', &name)) {
		uint32_t site = 0;
		TRY(find_site(model, slice_trim(name), &site, error));
		for (size_t r = 0; r < model->region_count; r++)
			route_pair_at(model, r, site)->exists = false;
	}
	return STATUS_OK;
}
