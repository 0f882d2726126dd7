/* The program itself, for other solvers. */
#include "command/route.h"

#include "base/buffer.h"
#include "route/mps.h"
#include "route/run.h"

/* As it is when unmet demand is settled: what is left to minimise is cost. */
enum status route_show_program(struct routing *routing, struct error *error)
{
	struct request *request = routing->request;
	struct answer *answer = routing->answer;
	struct route_run run;
	struct buffer out;
	answer_column(answer, "columns", "", "of the program", SHOW_PLAIN);
	answer_column(answer, "rows", "", "of the program", SHOW_PLAIN);
	answer_column(answer, "entries", "", "that are not 0", SHOW_PLAIN);
	answer_column(answer, "cost", "", "of the plan, in the program's money", SHOW_PLAIN);
	enum status status = route_run_open(&run, request->job, request->arena, &routing->model,
					    &routing->options, error);
	if (status == STATUS_OK) {
		buffer_init(&out);
		lp_append_mps(&out, &run.program.lp);
		answer->raw = arena_copy(request->arena, buffer_slice(&out));
		buffer_release(&out);
		answer_row(answer);
		answer_put_integer(answer, (int64_t)run.program.lp.columns);
		answer_put_integer(answer, (int64_t)run.program.lp.rows);
		answer_put_integer(answer, (int64_t)run.program.lp.entries);
		answer_put_real(answer, route_total(&routing->plan) / run.program.money_unit);
	}
	route_run_close(&run);
	return status;
}
