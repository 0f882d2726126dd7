/* The headline of qipan route: the plan beside all local and as announced. */
#include "command/route.h"

#include <math.h>
#include <string.h>

/* Values of one column have one precision: units are chosen so that they are alike in size. */
static const double BILLION = 1e9;

struct beside {
	struct route_plan local, announced;
};

static const char *unit_zh(const char *unit)
{
	static const struct {
		const char *unit, *chinese;
	} units[] = {{"billion CNY a year", "十亿元/年"},
		     {"million t a year", "百万吨/年"},
		     {"ms one way", "毫秒（单程）"},
		     {"share", "占比"}};
	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		if (strcmp(unit, units[i].unit) == 0)
			return units[i].chinese;
	return unit;
}

static void put_fact(struct routing *routing, const char *fact, const char *fact_zh,
		     const char *unit, const double values[3])
{
	answer_row(routing->answer);
	route_put_words(routing, fact, fact_zh);
	answer_put_string(routing->answer, route_unit(routing, unit));
	answer_put_string(routing->answer, route_unit(routing, unit_zh(unit)));
	for (int i = 0; i < 3; i++)
		answer_put_real(routing->answer, values[i]);
}

typedef double plan_value(const struct route_plan *plan);

static double served(const struct route_plan *plan)
{
	return plan->demand_mwh > 0 ? 1 - plan->unmet_mwh / plan->demand_mwh : 1;
}
static double energy(const struct route_plan *plan)
{
	return plan->energy_cost / BILLION;
}
static double network(const struct route_plan *plan)
{
	return plan->network_cost / BILLION;
}
static double builds(const struct route_plan *plan)
{
	return plan->build_cost / BILLION;
}
static double total(const struct route_plan *plan)
{
	return route_total(plan) / BILLION;
}
static double carbon(const struct route_plan *plan)
{
	return plan->carbon_t / 1e6;
}

static void put_value(struct routing *routing, const struct beside *beside, const char *fact,
		      const char *fact_zh, const char *unit, plan_value *value, const char *note,
		      const char *note_zh)
{
	double scale = routing->model.plain && value != served ? BILLION : 1;
	double local = beside == NULL ? NAN : value(&beside->local);
	double announced = beside == NULL ? NAN : value(&beside->announced);
	put_fact(routing, fact, fact_zh, unit,
		 (double[]){value(&routing->plan) * scale, local, announced});
	route_put_words(routing, note, note_zh);
}

/* ---- what the cost rests on ---- */

struct rests {
	double assumed, unstated; /* CNY a year */
};

static void rest(struct rests *rests, enum route_basis basis, double money)
{
	rests->assumed += basis == BASIS_ASSUMED ? money : 0;
	rests->unstated += basis == BASIS_UNSTATED ? money : 0;
}

static struct rests rests_on_prices(const struct routing *routing)
{
	const struct route_model *model = &routing->model;
	struct rests rests = {0};
	for (size_t s = 0; s < model->site_count; s++)
		for (size_t t = 0; t < model->hour_count; t++) {
			size_t at = s * model->hour_count + t;
			rest(&rests, model->sites[s].price_basis,
			     routing->plan.used[at] * model->weight[t] * model->pue[at] *
				     model->price[at]);
		}
	return rests;
}

static struct rests rests_on_network(const struct routing *routing)
{
	const struct route_model *model = &routing->model;
	struct rests rests = {0};
	size_t flows = model->region_count * model->class_count * model->site_count;
	for (size_t i = 0; i < flows; i++) {
		size_t site = i % model->site_count, class = i / model->site_count;
		const struct route_pair *pair =
			route_pair_at(model, class / model->class_count, site);
		if (routing->plan.flow[i] > 0)
			rest(&rests, pair->basis,
			     routing->plan.flow[i] * model->year * pair->net_cost *
				     model->classes[class % model->class_count].net_factor);
	}
	return rests;
}

static struct rests rests_on_builds(const struct routing *routing)
{
	struct rests rests = {0};
	for (size_t e = 0; e < routing->model.build_count; e++)
		if (routing->plan.built[e])
			rest(&rests, routing->model.builds[e].basis, routing->model.builds[e].cost);
	return rests;
}

static struct rests rests_on_demand(const struct routing *routing)
{
	const struct route_model *model = &routing->model;
	struct rests rests = {0};
	for (size_t r = 0; r < model->region_count; r++)
		for (size_t k = 0; k < model->class_count; k++)
			rest(&rests, model->demand_basis[r], route_mean_demand(model, r, k));
	return rests;
}

static struct rests rests_on_capacity(const struct routing *routing, double *whole)
{
	struct rests rests = {0};
	*whole = 0;
	for (size_t s = 0; s < routing->model.site_count; s++) {
		const struct route_site *site = &routing->model.sites[s];
		rest(&rests, site->capacity_basis, site->capacity);
		*whole += site->capacity;
	}
	return rests;
}

static void put_rests(struct routing *routing, const char *fact, const char *fact_zh,
		      struct rests rests, double whole, const char *of, const char *of_zh)
{
	struct arena *arena = routing->request->arena;
	double assumed = whole > 0 ? rests.assumed / whole : 0;
	double unstated = whole > 0 ? rests.unstated / whole : 0;
	if (rests.assumed <= 0 && rests.unstated <= 0)
		return;
	put_fact(routing, fact, fact_zh, "share", (double[]){assumed, NAN, NAN});
	route_put_words(
		routing,
		arena_printf(arena, "%.0f %% of the %s rests on them%s", 100 * assumed, of,
			     unstated > 0.005
				     ? arena_printf(arena,
						    "; for %.0f %% the tables state no basis",
						    100 * unstated)
				     : ""),
		arena_printf(arena, "%s的 %.0f %% 以此为据%s", of_zh, 100 * assumed,
			     unstated > 0.005 ? arena_printf(arena, "；另有 %.0f %% 未注明依据",
							     100 * unstated)
					      : ""));
}

static void put_all_rests(struct routing *routing)
{
	double cost = route_total(&routing->plan);
	double demand = routing->plan.demand_mwh / routing->model.year;
	put_rests(routing, "assumed prices", "假设的电价", rests_on_prices(routing), cost, "cost",
		  "成本");
	put_rests(routing, "assumed network costs", "假设的网络成本", rests_on_network(routing),
		  cost, "cost", "成本");
	put_rests(routing, "assumed build costs", "假设的建设成本", rests_on_builds(routing), cost,
		  "cost", "成本");
	put_rests(routing, "assumed demand", "假设的需求", rests_on_demand(routing), demand,
		  "demand", "需求");
	struct rests capacity = rests_on_capacity(routing, &demand);
	put_rests(routing, "assumed capacity", "假设的容量", capacity, demand,
		  "capacity in service", "现有容量");
}

/* ---- the table ---- */

static void put_latencies(struct routing *routing, const struct beside *beside)
{
	const struct route_model *model = &routing->model;
	struct arena *arena = routing->request->arena;
	for (size_t k = 0; k < model->class_count; k++) {
		const char *name = route_text(routing, model->classes[k].name);
		double limit = model->classes[k].most_rtt / 2;
		put_fact(routing, arena_printf(arena, "latency, %s", name),
			 arena_printf(arena, "时延（%s）", name), "ms one way",
			 (double[]){route_mean_latency(model, &routing->plan, k),
				    route_mean_latency(model, &beside->local, k),
				    route_mean_latency(model, &beside->announced, k)});
		if (isfinite(limit))
			route_put_words(routing,
					arena_printf(arena, "mean; the limit is %g one way", limit),
					arena_printf(arena, "平均；上限为单程 %g", limit));
		else
			route_put_words(routing, "mean; no limit", "平均；无上限");
	}
}

static const char *share_note(const struct routing *routing, double part, bool chinese)
{
	double cost = route_total(&routing->plan);
	if (cost <= 0)
		return NULL;
	return arena_printf(routing->request->arena,
			    chinese ? "占成本 %.1f %%" : "%.1f %% of the cost", 100 * part / cost);
}

static void put_cost_rows(struct routing *routing, const struct beside *beside)
{
	const struct route_plan *plan = &routing->plan;
	const char *money = "billion CNY a year";
	bool plain = routing->model.plain;
	struct arena *arena = routing->request->arena;
	double local = plain ? NAN : route_total(plan) - route_total(&beside->local);
	double announced = plain ? NAN : route_total(plan) - route_total(&beside->announced);
	put_value(routing, beside, "cost", "成本", money, total,
		  plain ? NULL
			: arena_printf(arena, "%+.2f against all local, %+.2f against as announced",
				       local / BILLION, announced / BILLION),
		  plain ? NULL
			: arena_printf(arena, "比全部本地 %+.2f，比按公布建设 %+.2f",
				       local / BILLION, announced / BILLION));
	if (!plain)
		put_value(routing, beside, "electricity", "电费", money, energy,
			  share_note(routing, plan->energy_cost, false),
			  share_note(routing, plan->energy_cost, true));
	put_value(routing, beside, plain ? "transport" : "network", plain ? "运输" : "网络", money,
		  network, share_note(routing, plan->network_cost, false),
		  share_note(routing, plan->network_cost, true));
	put_value(routing, beside, plain ? "fixed costs" : "builds", plain ? "固定成本" : "建设",
		  money, builds, share_note(routing, plan->build_cost, false),
		  share_note(routing, plan->build_cost, true));
}

static void put_carbon(struct routing *routing, const struct beside *beside)
{
	struct arena *arena = routing->request->arena;
	const struct route_plan *plan = &routing->plan;
	const char *note = "location-based factors of the tables", *note_zh = "按表中的区位因子";
	if (isfinite(routing->model.carbon_cap)) {
		note = arena_printf(arena, "cap %.6g; one t less costs %.4g CNY, builds as chosen",
				    routing->model.carbon_cap / 1e6, plan->carbon_price);
		note_zh = arena_printf(arena, "上限 %.6g；建设不变时再减 1 t 需 %.4g 元",
				       routing->model.carbon_cap / 1e6, plan->carbon_price);
	}
	put_value(routing, beside, "carbon", "碳排放", "million t a year", carbon, note, note_zh);
}

static void columns(struct routing *routing)
{
	struct answer *answer = routing->answer;
	route_words_column(routing, "fact", "what is told");
	route_words_column(routing, "unit", "unit of the three values");
	answer_column(answer, "plan", "", "the plan of least cost", SHOW_PLAIN);
	enum column_show beside = routing->model.plain ? SHOW_HIDDEN : SHOW_PLAIN;
	answer_column(answer, "all_local", "",
		      "every region at its nearest site only, nothing built", beside);
	answer_column(answer, "as_announced", "", "with all planned builds and no candidates",
		      beside);
	route_words_column(routing, "note", "what it means");
}

static void put_served(struct routing *routing, const struct beside *beside)
{
	struct arena *arena = routing->request->arena;
	double demand = routing->plan.demand_mwh / routing->model.year;
	bool plain = routing->model.plain;
	put_value(routing, beside, "served", "满足", "share", served,
		  arena_printf(arena, "of %.6g%s", demand, plain ? "" : " MW in the mean"),
		  arena_printf(arena, "总需求%s %.6g%s", plain ? "" : "平均", demand,
			       plain ? "" : " MW"));
}

enum status route_show_headline(struct routing *routing, struct error *error)
{
	struct request *request = routing->request;
	struct beside beside;
	columns(routing);
	if (routing->model.plain) {
		put_served(routing, NULL);
		put_cost_rows(routing, NULL);
		return STATUS_OK;
	}
	TRY(route_solve_local(request->job, request->arena, &routing->model, &beside.local, error));
	TRY(route_solve_announced(request->job, request->arena, &routing->model, routing->plan.full,
				  &beside.announced, error));
	put_served(routing, &beside);
	put_cost_rows(routing, &beside);
	put_carbon(routing, &beside);
	put_latencies(routing, &beside);
	put_all_rests(routing);
	return STATUS_OK;
}
