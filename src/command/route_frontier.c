/* Cost against carbon. */
#include "command/route.h"

#include "base/buffer.h"
#include "route/frontier.h"
#include "view/picture.h"

static const char *builds_of(const struct routing *routing, const struct route_plan *plan)
{
	struct buffer text;
	buffer_init(&text);
	for (size_t e = 0; e < routing->model.build_count; e++) {
		struct slice name = routing->model.builds[e].name;
		if (plan->built[e])
			buffer_printf(&text, "%s%.*s", text.length > 0 ? ", " : "",
				      (int)name.length, name.at);
	}
	const char *made = arena_string(routing->request->arena, buffer_slice(&text));
	buffer_release(&text);
	return made;
}

static void put_point(struct routing *routing, size_t i, const struct route_point *point,
		      const struct route_plan *first)
{
	struct answer *answer = routing->answer;
	const struct route_plan *plan = &point->plan;
	answer_row(answer);
	answer_put_integer(answer, (int64_t)i + 1);
	answer_put_real(answer, plan->carbon_t / 1e6);
	answer_put_real(answer, route_total(plan) / 1e9);
	answer_put_real(answer, (route_total(plan) - route_total(first)) / 1e9);
	answer_put_real(answer, plan->carbon_price);
	answer_put_flag(answer, point->knee);
	answer_put_string(answer, builds_of(routing, plan));
}

/* The same as a picture, when it is wanted. */
static void draw(struct routing *routing, const struct route_point *points, size_t count)
{
	struct arena *arena = routing->request->arena;
	bool zh = routing->request->chinese;
	struct picture_point *made = arena_array(arena, struct picture_point, count);
	for (size_t i = 0; i < count; i++) {
		const struct route_plan *plan = &points[i].plan;
		made[i] = (struct picture_point){
			.x = plan->carbon_t / 1e6,
			.y = route_total(plan) / 1e9,
			.marked = points[i].knee,
			.label = slice_from(
				arena_printf(arena, "%.2f, %.2f: %s", plan->carbon_t / 1e6,
					     route_total(plan) / 1e9, builds_of(routing, plan)))};
	}
	struct picture_line picture = {
		.title = routing->answer->title,
		.x_name = slice_from(zh ? "碳排放（百万吨/年）" : "carbon, million t a year"),
		.y_name = slice_from(zh ? "成本（十亿元/年）" : "cost, billion CNY a year"),
		.mark_name = slice_from(zh ? "拐点" : "knee"),
		.points = made,
		.count = count};
	struct buffer out;
	buffer_init(&out);
	picture_append_line(&out, &picture);
	routing->answer->raw = arena_copy(arena, buffer_slice(&out));
	buffer_release(&out);
}

enum status route_show_frontier(struct routing *routing, struct error *error)
{
	struct request *request = routing->request;
	struct answer *answer = routing->answer;
	struct route_point *points;
	size_t count;
	if (routing->model.plain)
		return error_set(error, STATUS_USAGE,
				 "a plain instance has no carbon, so no frontier");
	TRY(route_frontier(request->job, request->arena, &routing->model, &routing->options,
			   (size_t)request_integer(request, "points"), &points, &count, error));
	answer_column(answer, "point", "", "number, most carbon first", SHOW_PLAIN);
	answer_column(answer, "carbon", "million t a year", "emitted", SHOW_PLAIN);
	answer_column(answer, "cost", "billion CNY a year", "of the cheapest plan with so much",
		      SHOW_PLAIN);
	answer_column(answer, "extra_cost", "billion CNY a year", "above the cheapest of all",
		      SHOW_PLAIN);
	answer_column(answer, "carbon_price", "CNY a t",
		      "what one t less would cost, builds as chosen", SHOW_PLAIN);
	answer_column(answer, "knee", "",
		      "farthest below the straight line between both ends: from here on a t "
		      "becomes dear",
		      SHOW_PLAIN);
	answer_column(answer, "builds_made", "", "builds of the plan", SHOW_PLAIN);
	for (size_t i = 0; i < count; i++)
		put_point(routing, i, &points[i], &points[0].plan);
	if (request_flag(request, "svg"))
		draw(routing, points, count);
	return STATUS_OK;
}
