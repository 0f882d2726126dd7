#include "cli/say.h"

#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "cli/output.h"
#include "view/visible.h"

/* In one write, so that lines of several processes do not mix. */
static void say_line(const char *start, struct slice text)
{
	struct buffer line;
	buffer_init(&line);
	buffer_append_string(&line, start);
	visible_append(&line, text, VISIBLE_ONE_LINE);
	buffer_append_byte(&line, '\n');
	output_write_note(STDERR_FILENO, buffer_slice(&line));
	buffer_release(&line);
}

static void __attribute__((format(printf, 2, 0)))
say_list(const char *start, const char *format, va_list list)
{
	va_list again;
	va_copy(again, list);
	int length = vsnprintf(NULL, 0, format, again);
	va_end(again);
	if (length < 0)
		return;
	struct arena scratch;
	arena_init(&scratch);
	char *text = arena_array(&scratch, char, (size_t)length + 1);
	vsnprintf(text, (size_t)length + 1, format, list);
	say_line(start, slice_from(text));
	arena_release(&scratch);
}

void say(const char *format, ...)
{
	va_list list;
	va_start(list, format);
	say_list("qipan: ", format, list);
	va_end(list);
}

void say_hint(const char *format, ...)
{
	va_list list;
	va_start(list, format);
	say_list("  try: ", format, list);
	va_end(list);
}

void say_error(const char *verb, const struct error *error)
{
	char text[sizeof error->place + sizeof error->text + 64];
	error_print(error, text, sizeof text);
	say("%s: %s", verb, text);
}

void say_problem(const char *verb, const struct problem *problem)
{
	struct buffer text;
	buffer_init(&text);
	buffer_printf(&text, "%s: %s: ", verb, problem->severity);
	buffer_append(&text, problem->place);
	if (problem->line > 0)
		buffer_printf(&text, ":%u", problem->line);
	if (problem->line > 0 && problem->column > 0)
		buffer_printf(&text, ":%u", problem->column);
	if (problem->place.length > 0 || problem->line > 0)
		buffer_append_string(&text, ": ");
	buffer_append(&text, problem->what);
	say_line("qipan: ", buffer_slice(&text));
	buffer_release(&text);
}
