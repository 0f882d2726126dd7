#include "scheme/remark.h"

#include <stdarg.h>
#include <string.h>

#include "base/buffer.h"
#include "base/limits.h"

static struct scheme_remark *remark_new(struct arena *study, struct scheme_remarks *remarks)
{
	if (remarks->count == remarks->capacity) {
		size_t capacity = remarks->capacity == 0 ? 16 : 2 * remarks->capacity;
		struct scheme_remark *at = arena_array(study, struct scheme_remark, capacity);
		if (remarks->count > 0)
			memcpy(at, remarks->at, remarks->count * sizeof *at);
		remarks->at = at;
		remarks->capacity = capacity;
	}
	return &remarks->at[remarks->count++];
}

void remark_add(struct arena *study, struct scheme_remarks *remarks, enum remark_kind kind,
		const char *file, uint32_t line, uint32_t column, const char *format, ...)
{
	if (kind == REMARK_ERROR)
		remarks->error_count++;
	if (remarks->count >= LIMIT_REMARKS) {
		remarks->unkept_count++;
		return;
	}
	va_list list;
	va_start(list, format);
	struct error text;
	error_setv(&text, STATUS_FORMAT, format, list);
	va_end(list);
	*remark_new(study, remarks) =
		(struct scheme_remark){.is_error = kind == REMARK_ERROR,
				       .is_note = kind == REMARK_NOTE,
				       .file = arena_copy(study, slice_from(file)),
				       .line = line,
				       .column = column,
				       .what = arena_copy(study, slice_from(text.text))};
}

enum status remarks_status(const struct scheme_remarks *remarks, size_t errors_before,
			   struct error *error)
{
	if (remarks->error_count == errors_before)
		return STATUS_OK;
	size_t errors = remarks->error_count - errors_before, seen = 0;
	for (size_t i = 0; i < remarks->count; i++) {
		const struct scheme_remark *remark = &remarks->at[i];
		if (!remark->is_error || seen++ < errors_before)
			continue;
		if (errors == 1)
			error_set(error, STATUS_FORMAT, "%s", remark->what.at);
		else
			error_set(error, STATUS_FORMAT, "%s (first of %zu errors)", remark->what.at,
				  errors);
		error_at(error, remark->file.at, remark->line, remark->column);
		return STATUS_FORMAT;
	}
	return error_set(error, STATUS_FORMAT, "%zu errors", errors);
}
