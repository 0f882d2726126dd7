#include "base/buffer.h"
#include "base/number.h"
#include "command/verbs.h"
#include "view/render.h"

static bool is_common(const struct command_option *option)
{
	for (const struct command_option *o = common_options; o->name != NULL; o++)
		if (o == option)
			return true;
	return false;
}

/* The arguments as one text: "A B". */
static void put_arguments(const struct request *request, struct answer *answer)
{
	if (request->argument_count == 0)
		return;
	struct buffer all;
	buffer_init(&all);
	for (size_t i = 0; i < request->argument_count; i++) {
		buffer_append_string(&all, i == 0 ? "" : " ");
		buffer_append_string(&all, request->arguments[i]);
	}
	answer_param(answer, "arguments", buffer_slice(&all));
	buffer_release(&all);
}

/* A measure without copied text must say so wherever it is read. */
static void say_own_voice(const struct request *request, struct answer *answer)
{
	if (!request_own_voice(request))
		return;
	const char *words =
		request->chinese
			? "仅计本地区自己的话：不含来自上级、来自更早的其他地区、或三个以上地区共有"
			  "的句子。"
			: "Own voice only: without sentences that come from above, from an "
			  "earlier region, or that three or more regions have.";
	answer->footnote =
		slice_from(arena_printf(request->arena, "%.*s%s%s", (int)answer->footnote.length,
					answer->footnote.length > 0 ? answer->footnote.at : "",
					answer->footnote.length > 0 ? "\n\n" : "", words));
}

/* What is no graph is not written as an empty one. */
static enum status check_graph(const struct request *request, struct answer *answer,
			       struct error *error)
{
	const struct request_value *format = request_common(request, "format");
	if (format == NULL || format->text.at == NULL || !render_graph_named(format->text) ||
	    answer->graph.source != NULL)
		return STATUS_OK;
	answer_init(answer, request->arena, request->command->name);
	return error_set(error, STATUS_USAGE,
			 "this answer of %s is no graph, so it cannot be written as %.*s: use csv "
			 "or json",
			 answer->command, (int)format->text.length, format->text.at);
}

enum status command_run(struct request *request, struct answer *answer, struct error *error)
{
	answer_init(answer, request->arena, request->command->name);
	put_arguments(request, answer);
	for (size_t i = 0; i < request->value_count; i++) {
		const struct request_value *value = &request->values[i];
		int64_t integer;
		if (is_common(value->option) || value->text.at == NULL)
			continue;
		if (value->option->kind == OPTION_INTEGER &&
		    number_read_integer(value->text, &integer))
			answer_param_integer(answer, value->option->name, integer);
		else
			answer_param(answer, value->option->name, value->text);
	}
	answer_manifest(answer, "version", slice_from(QIPAN_VERSION));
	TRY(request->command->function(request, answer, error));
	say_own_voice(request, answer);
	return check_graph(request, answer, error);
}
