#include <math.h>

#include "base/buffer.h"
#include "route/reading.h"

static const double HOURS_OF_YEAR = 8760;
enum { EXCLUSIONS_SHOWN = 6 };

static struct slice place_of(const struct reading *reading, const char *table)
{
	const struct route_table *found = reading_table(reading, table);
	return found == NULL ? SLICE("") : found->place;
}

/* What keeps the site from this class, and by how much. */
static void append_exclusion(struct buffer *text, const struct route_model *model, size_t r,
			     size_t k, size_t s)
{
	const struct route_pair *pair = route_pair_at(model, r, s);
	struct slice name = model->sites[s].name;
	buffer_printf(text, "%s%.*s: ", text->length > 0 ? "; " : "", (int)name.length, name.at);
	if (!pair->exists)
		buffer_append_string(text, "no row in latency");
	else if (pair->rtt > model->classes[k].most_rtt)
		buffer_printf(text, "%g ms, the limit is %g", pair->rtt,
			      model->classes[k].most_rtt);
	else
		buffer_append_string(text, "a rule forbids it");
}

/* Nearest sites first, then those without a way. */
static void check_reach(struct reading *reading, size_t r, size_t k)
{
	const struct route_model *model = reading->model;
	size_t *order = arena_array(reading->arena, size_t, model->site_count);
	double *far = arena_array(reading->arena, double, model->site_count);
	struct buffer text;
	if (route_mean_demand(model, r, k) <= 0)
		return;
	for (size_t s = 0; s < model->site_count; s++) {
		const struct route_pair *pair = route_pair_at(model, r, s);
		if (route_allows(model, r, k, s))
			return;
		far[s] = pair->exists ? pair->rtt : INFINITY;
		size_t i = s;
		for (; i > 0 && far[order[i - 1]] > far[s]; i--)
			order[i] = order[i - 1];
		order[i] = s;
	}
	buffer_init(&text);
	for (size_t i = 0; i < model->site_count && i < EXCLUSIONS_SHOWN; i++)
		append_exclusion(&text, model, r, k, order[i]);
	if (model->site_count > EXCLUSIONS_SHOWN)
		buffer_printf(&text, "; and %zu more", model->site_count - EXCLUSIONS_SHOWN);
	route_remark(reading->remarks, true, place_of(reading, "demand"), 0,
		     "%.*s, %.*s: no site may serve it (%.600s)", (int)model->regions[r].length,
		     model->regions[r].at, (int)model->classes[k].name.length,
		     model->classes[k].name.at, text.length == 0 ? "there is none" : text.at);
	buffer_release(&text);
}

static void check_weights(struct reading *reading)
{
	struct route_model *model = reading->model;
	model->year = 0;
	model->day_count = 0;
	for (size_t t = 0; t < model->hour_count; t++) {
		model->year += model->weight[t];
		if (model->day[t] >= model->day_count)
			model->day_count = model->day[t] + 1;
	}
	if (fabs(model->year - HOURS_OF_YEAR) > 0.5 && fabs(model->year - HOURS_OF_YEAR - 24) > 0.5)
		route_remark(
			reading->remarks, false, place_of(reading, "params"), 0,
			"hours_per_period: %zu hour%s of the tables stand for %g h, a year has "
			"8760: costs are for %g h",
			model->hour_count, model->hour_count == 1 ? "" : "s", model->year,
			model->year);
	for (size_t t = 1; t < model->hour_count; t++)
		if (model->day[t] == model->day[t - 1] &&
		    model->weight[t] != model->weight[t - 1]) {
			route_remark(reading->remarks, true, place_of(reading, "hours"), 0,
				     "weight_h: the hours of day %u differ in weight: work that "
				     "moves within it could not be kept",
				     (unsigned)model->day[t]);
			return;
		}
}

/* Options that come after each other in a ring can never be built. */
static void check_phases(struct reading *reading)
{
	const struct route_model *model = reading->model;
	for (size_t e = 0; e < model->build_count; e++) {
		uint32_t at = model->builds[e].after;
		for (size_t steps = 0; at != ROUTE_NONE && steps <= model->build_count; steps++) {
			if (at == e) {
				route_remark(reading->remarks, true, place_of(reading, "expansion"),
					     0, "after: %.*s comes after itself",
					     (int)model->builds[e].name.length,
					     model->builds[e].name.at);
				return;
			}
			at = model->builds[at].after;
		}
	}
}

void route_check_input(struct reading *reading)
{
	struct route_model *model = reading->model;
	check_weights(reading);
	check_phases(reading);
	if (model->year <= 0)
		route_remark(reading->remarks, true, place_of(reading, "hours"), 0,
			     "weight_h: all hours weigh nothing");
	else
		for (size_t r = 0; r < model->region_count; r++)
			for (size_t k = 0; k < model->class_count; k++)
				check_reach(reading, r, k);
	for (size_t r = 0; r < model->region_count; r++) {
		double sum = 0;
		for (size_t k = 0; k < model->class_count && model->year > 0; k++)
			sum += route_mean_demand(model, r, k);
		if (sum <= 0)
			route_remark(reading->remarks, false, place_of(reading, "demand"), 0,
				     "%.*s has no demand", (int)model->regions[r].length,
				     model->regions[r].at);
	}
}
