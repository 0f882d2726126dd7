#include "cli/page.h"

#include <unistd.h>

#include "base/buffer.h"
#include "cli/output.h"
#include "web/serve.h"

static void say_address(void *context, const char *address)
{
	struct request *request = context;
	struct buffer text;
	buffer_init(&text);
	buffer_printf(&text,
		      request->chinese ? "%s 已在 %s 打开（按 Ctrl-C 结束）\n"
				       : "%s is open at %s (Ctrl-C ends it)\n",
		      request->board_path, address);
	/* Whoever closed standard output does not want to know. */
	int ignored = output_write_all(STDOUT_FILENO, buffer_slice(&text));
	(void)ignored;
	buffer_release(&text);
}

enum status page_open(struct request *request, struct error *error)
{
	struct slice folder = request_text(request, "route");
	struct serve_options options = {
		.board_path = request->board_path,
		.port = (uint16_t)request_integer(request, "port"),
		.read_only = request_flag(request, "read-only"),
		.route_folder = folder.length == 0 ? NULL : arena_string(request->arena, folder),
		.ready = say_address,
		.context = request,
	};
	return serve_page(&options, request->job, error);
}
