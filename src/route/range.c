#include "route/range.h"

#include <math.h>

#include "route/run.h"
#include "route/why.h"

/* Money below this share of the cost is none. */
static const double SAME = 1e-9;
/* Beyond these digits are the solver's. */
static const double CENT = 0.01, WATT = 1e-6; /* CNY, MW */
enum { TURNS_MOST = 60 };

struct ranging {
	struct route_run run;
	const struct route_plan *plan;
	uint32_t site;
	double cost; /* of the plan, CNY a year */
};

/* The least cost with so many MW more at the site, and its slope there: CNY a MW, 0 or below. */
struct value {
	bool exists;
	double cost, slope;
};

static struct value value_at(struct ranging *ranging, double more)
{
	struct route_run *run = &ranging->run;
	const struct route_model *model = run->model;
	struct lp *lp = &run->program.lp;
	struct value value = {.exists = false};
	size_t first = ranging->site * model->hour_count;
	for (size_t t = 0; t < model->hour_count; t++) {
		int row = run->program.room_row[first + t];
		lp->row_high[row] = model->sites[ranging->site].capacity + more;
		solver_bound_row(run->solver, row, -HUGE_VAL, lp->row_high[row]);
	}
	if (solver_solve(run->solver, SOLVER_DUAL) != SOLVER_OPTIMAL)
		return value;
	const double *duals = solver_duals(run->solver);
	struct lp_certificate certificate =
		lp_certify(lp, solver_values(run->solver), duals, run->reduced, run->activity);
	value.exists = lp_holds(&certificate);
	value.cost = certificate.objective * run->program.money_unit;
	for (size_t t = 0; t < model->hour_count; t++)
		value.slope += duals[run->program.room_row[first + t]] * run->program.money_unit;
	return value;
}

static bool meets(const struct ranging *ranging, double a, double b)
{
	return fabs(a - b) <= SAME * (1 + ranging->cost);
}

/* The slope of the piece that begins at `from` and goes towards from + far, and how far the piece
 * goes. Each turn solves where the line at the near end meets the line at the far one. */
static void follow(struct ranging *ranging, const struct value *from, double far, double *slope,
		   double *length)
{
	double at = far;
	bool turned = false;
	*slope = from->slope;
	*length = 0;
	for (int turn = 0; turn < TURNS_MOST; turn++) {
		struct value there = value_at(ranging, at);
		if (!there.exists) { /* too little room to serve as much as before */
			at /= 2;
			if (fabs(at) < 1e-6)
				return;
			continue;
		}
		if (meets(ranging, from->cost + *slope * at, there.cost)) {
			*length = at;
			return;
		}
		if (!turned && meets(ranging, there.cost - there.slope * at, from->cost)) {
			*slope = there.slope; /* the near slope was that of the other side */
			*length = at;	      /* at least: on from the far end */
			turned = true;
			at = far;
			continue;
		}
		double next = (there.cost - from->cost - there.slope * at) / (*slope - there.slope);
		if (!(fabs(next) < fabs(at)) || next * far <= 0)
			return;
		at = next;
	}
}

static double rounded(double value, double unit)
{
	return round(value / unit) * unit;
}

static void find_range(struct ranging *ranging, struct route_range *range)
{
	const struct route_model *model = ranging->run.model;
	double all = ranging->plan->demand_mwh / model->year, slope, length;
	struct value here = value_at(ranging, 0);
	if (!here.exists ||
	    (here.slope >= 0 && route_use_of(model, ranging->plan, ranging->site).full_hours == 0))
		return;
	range->known = true;
	range->one_more = rounded(here.cost - value_at(ranging, 1).cost, CENT);
	follow(ranging, &here, all, &slope, &length);
	range->price = rounded(fmax(0, -slope), CENT);
	range->more = length >= all ? INFINITY : rounded(length, WATT);
	follow(ranging, &here, -ranging->plan->room[ranging->site], &slope, &length);
	range->before = rounded(fmax(0, -slope), CENT);
	range->less = rounded(-length, WATT);
	value_at(ranging, 0);
}

enum status route_price_ranges(struct job *job, struct arena *arena,
			       const struct route_model *model, const struct route_plan *plan,
			       struct route_range **ranges, struct error *error)
{
	uint8_t *force = arena_array(arena, uint8_t, model->build_count);
	struct route_options options = {.full = plan->full, .force = force};
	struct ranging ranging = {.plan = plan, .cost = route_total(plan)};
	for (size_t e = 0; e < model->build_count; e++)
		force[e] = plan->built[e] ? ROUTE_IN : ROUTE_OUT;
	*ranges = arena_array(arena, struct route_range, model->site_count);
	job_phase(job, "ranges of prices", "sites", model->site_count);
	enum status status = route_run_open(&ranging.run, job, arena, model, &options, error);
	if (status == STATUS_OK)
		solver_costs(ranging.run.solver, ranging.run.program.lp.cost);
	for (uint32_t s = 0; s < model->site_count && status == STATUS_OK; s++) {
		ranging.site = s;
		find_range(&ranging, &(*ranges)[s]);
		job_add(job, 1);
		status = job_check(job, error);
	}
	route_run_close(&ranging.run);
	return status;
}
