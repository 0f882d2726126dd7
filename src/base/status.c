#include "base/status.h"

#include <stdio.h>
#include <string.h>

enum status error_setv(struct error *error, enum status status, const char *format, va_list list)
{
	if (error == NULL)
		return status;
	error->status = status;
	error->line = 0;
	error->column = 0;
	error->place[0] = '\0';
	int length = vsnprintf(error->text, sizeof error->text, format, list);
	/* Cutting must not end inside a UTF-8 character: messages go into JSON. */
	if (length >= (int)sizeof error->text) {
		size_t end = sizeof error->text - 1;
		while (end > 0 && ((unsigned char)error->text[end - 1] & 0xC0) == 0x80)
			end--;
		if (end > 0 && (unsigned char)error->text[end - 1] >= 0xC0)
			end--;
		error->text[end] = '\0';
	}
	return status;
}

enum status error_set(struct error *error, enum status status, const char *format, ...)
{
	va_list list;
	va_start(list, format);
	error_setv(error, status, format, list);
	va_end(list);
	return status;
}

enum status error_at(struct error *error, const char *place, uint32_t line, uint32_t column)
{
	if (error == NULL)
		return STATUS_OK;
	size_t length = place == NULL ? 0 : strlen(place);
	if (length < sizeof error->place) {
		memcpy(error->place, length == 0 ? "" : place, length + 1);
	} else {
		size_t keep = sizeof error->place - 4;
		/* Cutting must not begin inside a UTF-8 character. */
		const char *tail = place + length - keep;
		while ((*tail & 0xC0) == 0x80)
			tail++;
		snprintf(error->place, sizeof error->place, "...%s", tail);
	}
	error->line = line;
	error->column = column;
	return error->status;
}

void error_print(const struct error *error, char *out, size_t out_bytes)
{
	char position[32] = "";
	if (error->line > 0 && error->column > 0)
		snprintf(position, sizeof position, ":%u:%u", error->line, error->column);
	else if (error->line > 0)
		snprintf(position, sizeof position, ":%u", error->line);
	else if (error->column > 0 && error->place[0] != '\0')
		snprintf(position, sizeof position, ", column %u", error->column);
	if (error->place[0] != '\0')
		snprintf(out, out_bytes, "%s%s: %s", error->place, position, error->text);
	else if (position[0] != '\0')
		snprintf(out, out_bytes, "line %s: %s", position + 1, error->text);
	else
		snprintf(out, out_bytes, "%s", error->text);
}

static const struct {
	enum status status;
	int exit_code;
	const char *name;
} status_rows[] = {
	{STATUS_OK, 0, "ok"},	    {STATUS_CANCELLED, 130, "cancelled"},
	{STATUS_USAGE, 2, "usage"}, {STATUS_FORMAT, 3, "format"},
	{STATUS_LIMIT, 3, "limit"}, {STATUS_IO, 4, "io"},
	{STATUS_STORE, 4, "store"}, {STATUS_CHILD, 3, "child"},
	{STATUS_SOLVE, 5, "solve"},
};

const char *status_name(enum status status)
{
	for (size_t i = 0; i < sizeof status_rows / sizeof *status_rows; i++)
		if (status_rows[i].status == status)
			return status_rows[i].name;
	return "unknown";
}

int status_exit_code(enum status status)
{
	for (size_t i = 0; i < sizeof status_rows / sizeof *status_rows; i++)
		if (status_rows[i].status == status)
			return status_rows[i].exit_code;
	return 4;
}
