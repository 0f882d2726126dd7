#include "route/unmet.h"

#include <math.h>
#include <string.h>

#include "route/run.h"
#include "route/why.h"

static const double SOME = 1e-6; /* MW */

struct reach {
	const struct route_model *model;
	const struct route_plan *plan;
	bool *needs, *sites;
	size_t *queue; /* of needs */
	size_t first, last;
};

static void add_need(struct reach *reach, size_t need)
{
	if (reach->needs[need])
		return;
	reach->needs[need] = true;
	reach->queue[reach->last++] = need;
}

/* A site that can be used: all who are served there could make way. */
static void add_site(struct reach *reach, size_t s)
{
	const struct route_model *model = reach->model;
	if (reach->sites[s])
		return;
	reach->sites[s] = true;
	for (size_t need = 0; need < model->region_count * model->class_count; need++)
		if (reach->plan->flow[need * model->site_count + s] > SOME)
			add_need(reach, need);
}

struct route_tight route_tight_set(struct arena *arena, const struct route_model *model,
				   const struct route_plan *plan, size_t region, size_t class)
{
	size_t needs = model->region_count * model->class_count;
	struct reach reach = {model,
			      plan,
			      arena_array(arena, bool, needs),
			      arena_array(arena, bool, model->site_count),
			      arena_array(arena, size_t, needs),
			      0,
			      0};
	struct route_tight tight = {.sites = arena_array(arena, uint32_t, model->site_count),
				    .full = true};
	add_need(&reach, region * model->class_count + class);
	while (reach.first < reach.last) {
		size_t need = reach.queue[reach.first++];
		for (size_t s = 0; s < model->site_count; s++)
			if (route_allows(model, need / model->class_count,
					 need % model->class_count, s))
				add_site(&reach, s);
	}
	for (size_t s = 0; s < model->site_count; s++) {
		if (!reach.sites[s])
			continue;
		tight.sites[tight.site_count++] = (uint32_t)s;
		tight.room += plan->room[s];
		if (plan->room[s] > 0 && route_use_of(model, plan, s).full_hours == 0)
			tight.full = false;
	}
	for (size_t need = 0; need < needs; need++) {
		if (!reach.needs[need])
			continue;
		tight.need_count++;
		tight.demand += route_mean_demand(model, need / model->class_count,
						  need % model->class_count);
	}
	return tight;
}

struct trial {
	struct job *job;
	struct arena *arena;
	const struct route_model *model;
	const struct route_plan *plan;
	size_t region, class;
	struct route_remedy *made;
	size_t count;
};

static double unmet_of(const struct trial *trial, const struct route_plan *plan)
{
	return plan->unmet[trial->region * trial->model->class_count + trial->class];
}

/* Keeps the remedy if the need is served with it. */
static enum status try_remedy(struct trial *trial, const struct route_model *changed,
			      struct route_remedy remedy, struct error *error)
{
	struct route_plan plan;
	struct route_options options = {.full = trial->plan->full};
	TRY(route_solve(trial->job, trial->arena, changed, &options, &plan, error));
	if (unmet_of(trial, &plan) > SOME)
		return STATUS_OK;
	remedy.unmet = plan.unmet_mwh / trial->model->year;
	remedy.cost = route_total(&plan) - route_total(trial->plan);
	trial->made[trial->count++] = remedy;
	return STATUS_OK;
}

/* The shortage itself, at a site of its own tight set: the first that the need may use and that is
 * there already, else the first. */
static enum status try_room(struct trial *trial, const struct route_tight *tight,
			    struct error *error)
{
	const struct route_model *model = trial->model;
	uint32_t site = ROUTE_NONE;
	for (uint32_t s = 0; s < model->site_count; s++) {
		if (!route_allows(model, trial->region, trial->class, s))
			continue;
		if (site == ROUTE_NONE ||
		    (trial->plan->room[site] <= 0 && trial->plan->room[s] > 0))
			site = s;
	}
	if (site == ROUTE_NONE)
		return STATUS_OK;
	struct route_model changed = route_copy(trial->arena, model);
	double amount = tight->full && model->hour_count == 1 ? tight->demand - tight->room
							      : unmet_of(trial, trial->plan);
	if (amount <= SOME)
		amount = unmet_of(trial, trial->plan);
	changed.sites[site].capacity += amount;
	return try_remedy(
		trial, &changed,
		(struct route_remedy){.kind = REMEDY_ROOM,
				      .site = site,
				      .amount = amount,
				      .change = tight->room > 0 ? amount / tight->room : 1},
		error);
}

/* The next site beyond the limit, then the next, until the need is served. */
static enum status try_latency(struct trial *trial, struct error *error)
{
	const struct route_model *model = trial->model;
	double limit = model->classes[trial->class].most_rtt;
	size_t before = trial->count;
	for (size_t turns = 0; turns < model->site_count && trial->count == before; turns++) {
		uint32_t next = ROUTE_NONE;
		for (uint32_t s = 0; s < model->site_count; s++) {
			const struct route_pair *pair = route_pair_at(model, trial->region, s);
			if (pair->exists && pair->rtt > limit &&
			    (next == ROUTE_NONE ||
			     pair->rtt < route_pair_at(model, trial->region, next)->rtt))
				next = s;
		}
		if (next == ROUTE_NONE)
			return STATUS_OK;
		limit = route_pair_at(model, trial->region, next)->rtt;
		struct route_model changed = route_copy(trial->arena, model);
		changed.classes[trial->class].most_rtt = limit;
		double old = model->classes[trial->class].most_rtt;
		TRY(try_remedy(trial, &changed,
			       (struct route_remedy){.kind = REMEDY_LATENCY,
						     .site = next,
						     .amount = limit,
						     .change = old > 0 ? limit / old - 1 : limit},
			       error));
	}
	return STATUS_OK;
}

static enum status try_rules(struct trial *trial, struct error *error)
{
	const struct route_model *model = trial->model;
	size_t first = (trial->region * model->class_count + trial->class) * model->site_count;
	size_t cells = model->region_count * model->class_count * model->site_count;
	for (uint32_t s = 0; s < model->site_count && model->rules != NULL; s++) {
		if (model->rules[first + s] == RULE_FREE ||
		    !route_pair_at(model, trial->region, s)->exists)
			continue;
		struct route_model changed = route_copy(trial->arena, model);
		changed.rules = arena_array(trial->arena, uint8_t, cells);
		memcpy(changed.rules, model->rules, cells);
		changed.rules[first + s] = RULE_FREE;
		TRY(try_remedy(trial, &changed,
			       (struct route_remedy){.kind = REMEDY_RULE, .site = s, .change = 1},
			       error));
	}
	return STATUS_OK;
}

/* The least that can be emitted when there is no cap and unmet demand is least. */
static enum status try_carbon(struct trial *trial, struct error *error)
{
	struct route_model changed = route_copy(trial->arena, trial->model);
	struct route_options options = {.full = trial->plan->full};
	struct route_run run;
	struct route_plan plan = {0};
	if (!isfinite(trial->model->carbon_cap))
		return STATUS_OK;
	changed.carbon_cap = INFINITY;
	enum status status =
		route_run_open(&run, trial->job, trial->arena, &changed, &options, error);
	if (status == STATUS_OK)
		status = route_run_solve_carbon(&run, &plan, error);
	route_run_close(&run);
	TRY(status);
	changed.carbon_cap = plan.carbon_t * (1 + 1e-9);
	if (changed.carbon_cap <= trial->model->carbon_cap)
		return STATUS_OK;
	return try_remedy(trial, &changed,
			  (struct route_remedy){
				  .kind = REMEDY_CARBON,
				  .site = ROUTE_NONE,
				  .amount = plan.carbon_t,
				  .change = plan.carbon_t / fmax(1, trial->model->carbon_cap) - 1},
			  error);
}

enum status route_find_remedies(struct job *job, struct arena *arena,
				const struct route_model *model, const struct route_plan *plan,
				const struct route_tight *tight, size_t region, size_t class,
				struct route_remedy **remedies, size_t *count, struct error *error)
{
	struct route_model calm = *model; /* remedies are for a day on which no site is lost */
	calm.survive = 0;
	struct trial trial = {job,
			      arena,
			      &calm,
			      plan,
			      region,
			      class,
			      arena_array(arena, struct route_remedy, model->site_count + 3),
			      0};
	TRY(try_room(&trial, tight, error));
	TRY(try_latency(&trial, error));
	TRY(try_rules(&trial, error));
	TRY(try_carbon(&trial, error));
	for (size_t i = 1; i < trial.count; i++) {
		struct route_remedy remedy = trial.made[i];
		size_t k = i;
		for (; k > 0 && trial.made[k - 1].change > remedy.change; k--)
			trial.made[k] = trial.made[k - 1];
		trial.made[k] = remedy;
	}
	*remedies = trial.made;
	*count = trial.count;
	return STATUS_OK;
}
