#include <stdlib.h>
#include <string.h>

#include "store/query_lexer.h"
#include "store/search_inside.h"
#include "text/date.h"

enum { VALUES_SHOWN = 12 };

static int compare_numbers(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	return (x > y) - (x < y);
}

static bool has_number(const uint32_t *sorted, size_t count, uint32_t number)
{
	return count > 0 && bsearch(&number, sorted, count, sizeof *sorted, compare_numbers);
}

/* The region and all below it: parents may stand after their children, so until nothing is new. */
static enum status regions_below(struct store *store, struct arena *study, struct region_id top,
				 struct field_value *value, struct error *error)
{
	sqlite3_stmt *select;
	bool row;
	TRY(statement_take(store,
			   "WITH RECURSIVE below (id) AS (SELECT ?1 UNION"
			   " SELECT region.id FROM region JOIN below ON region.parent = below.id)"
			   " SELECT id, count(*) OVER () FROM below ORDER BY id",
			   &select, error));
	sqlite3_bind_int64(select, 1, top.value);
	TRY(statement_step(store, select, "reading the regions", &row, error));
	if (row)
		value->regions = arena_array(study, uint32_t, column_u32(select, 1));
	while (row) {
		value->regions[value->region_count++] = column_u32(select, 0);
		TRY(statement_step(store, select, "reading the regions", &row, error));
	}
	return STATUS_OK;
}

static enum status unknown_value(const struct query_node *node, const char *hint,
				 struct error *error)
{
	return query_error(
		error, node->column, "there is no %s \"%.*s\"%s", query_field_name(node->field),
		(int)(node->value.length > 100 ? 100 : node->value.length), node->value.at, hint);
}

/* 2026, 2026-01, a..b, a.., ..b */
static enum status resolve_date(const struct query_node *node, struct field_value *value,
				struct error *error)
{
	struct slice written = node->value;
	size_t dots = slice_find(written, SLICE(".."), 0);
	value->from = value->to = written;
	if (dots != SIZE_MAX) {
		value->from = (struct slice){written.at, dots};
		value->to = (struct slice){written.at + dots + 2, written.length - dots - 2};
	}
	bool good = (value->from.length == 0 || date_valid(value->from)) &&
		    (value->to.length == 0 || date_valid(value->to)) &&
		    value->from.length + value->to.length > 0;
	if (good)
		return STATUS_OK;
	return query_error(error, node->column,
			   "\"%.*s\" is no date: write date:2026, date:2026-01, date:2026-01-27 or "
			   "date:2025..2026-06",
			   (int)(written.length > 100 ? 100 : written.length), written.at);
}

static const char *values_statement(enum query_field field)
{
	switch (field) {
	case FIELD_TIER:
		return "SELECT tier FROM region WHERE tier <> '' UNION"
		       " SELECT tier FROM document WHERE tier <> '' ORDER BY 1";
	case FIELD_KIND:
		return "SELECT DISTINCT kind FROM document WHERE kind <> '' ORDER BY 1";
	case FIELD_LEVEL:
		return "SELECT DISTINCT level FROM document WHERE level <> '' ORDER BY 1";
	case FIELD_LANGUAGE:
		return "SELECT DISTINCT language FROM document WHERE language <> '' ORDER BY 1";
	case FIELD_DOCUMENT:
		return "SELECT DISTINCT id FROM document ORDER BY 1";
	case FIELD_REGION:
	case FIELD_CODE:
	case FIELD_DATE:
	case FIELD_COUNT:
		break;
	}
	return NULL;
}

static bool text_fits(const struct field_value *value, struct slice text)
{
	if (value->prefix)
		return slice_starts(text, value->text);
	return slice_equal_ignoring_case(text, value->text);
}

/* zh means zh-Hant too (RFC 4647, basic filtering). */
static bool language_fits(const struct field_value *value, struct slice language)
{
	struct slice start = {language.at, value->text.length};
	if (language.length > start.length && language.at[start.length] == '-' && !value->prefix)
		return slice_equal_ignoring_case(start, value->text);
	return text_fits(value, language);
}

static bool field_text_fits(enum query_field field, const struct field_value *value,
			    struct slice text)
{
	return field == FIELD_LANGUAGE ? language_fits(value, text) : text_fits(value, text);
}

/* A value that no document has is a slip of the pen: say which ones there are. */
static enum status resolve_text(struct store *store, const struct query_node *node,
				struct field_value *value, struct error *error)
{
	sqlite3_stmt *select;
	bool row, fits = false;
	size_t shown = 0;
	value->text = node->value;
	value->prefix = slice_ends(node->value, SLICE("*"));
	if (value->prefix)
		value->text.length--;
	TRY(statement_take(store, values_statement(node->field), &select, error));
	struct buffer hint;
	buffer_init(&hint);
	enum status status = statement_step(store, select, "reading the filters", &row, error);
	while (status == STATUS_OK && row && !fits) {
		struct slice text = column_slice(select, 0);
		fits = field_text_fits(node->field, value, text);
		if (shown++ < VALUES_SHOWN)
			buffer_printf(&hint, "%s%.*s", shown == 1 ? ": there are " : ", ",
				      (int)text.length, text.at);
		if (!fits)
			status = statement_step(store, select, "reading the filters", &row, error);
	}
	if (shown > VALUES_SHOWN)
		buffer_printf(&hint, " and %zu more", shown - VALUES_SHOWN);
	sqlite3_reset(select);
	if (status == STATUS_OK && !fits)
		status = unknown_value(node, hint.at, error);
	buffer_release(&hint);
	return status;
}

static enum status resolve_code(struct arena *study, const struct query_node *node,
				const struct search_resolver *resolver, struct field_value *value,
				struct error *error)
{
	const uint32_t *codes;
	if (resolver == NULL ||
	    !resolver->code(resolver->context, node->value, &codes, &value->code_count))
		return unknown_value(node, ": see \"qipan codebook show\"", error);
	value->codes = arena_array(study, uint32_t, value->code_count);
	if (value->code_count > 0)
		memcpy(value->codes, codes, value->code_count * sizeof *codes);
	qsort(value->codes, value->code_count, sizeof *value->codes, compare_numbers);
	return STATUS_OK;
}

enum status field_resolve(struct store *store, struct arena *study, const struct query_node *node,
			  const struct search_resolver *resolver, struct field_value *value,
			  struct error *error)
{
	struct region_id region;
	*value = (struct field_value){0};
	switch (node->field) {
	case FIELD_REGION:
		if (resolver == NULL || !resolver->region(resolver->context, node->value, &region))
			return unknown_value(node, ": see \"qipan regions show\"", error);
		return regions_below(store, study, region, value, error);
	case FIELD_CODE:
		return resolve_code(study, node, resolver, value, error);
	case FIELD_DATE:
		return resolve_date(node, value, error);
	case FIELD_TIER:
	case FIELD_KIND:
	case FIELD_LEVEL:
	case FIELD_LANGUAGE:
	case FIELD_DOCUMENT:
	case FIELD_COUNT:
		break;
	}
	return resolve_text(store, node, value, error);
}

/* A document's tier is what its source says, else its region's. */
static enum status tier_fits(struct store *store, const struct field_value *value,
			     const struct stored_document *document, bool *fits,
			     struct error *error)
{
	sqlite3_stmt *select;
	bool row;
	*fits = text_fits(value, document->metadata.tier);
	if (document->metadata.tier.length > 0)
		return STATUS_OK;
	TRY(statement_take(store, "SELECT tier FROM region WHERE id = ?1", &select, error));
	bind_integer(select, 1, document->metadata.region_id.value);
	TRY(statement_step(store, select, "reading the regions", &row, error));
	*fits = row && text_fits(value, column_slice(select, 0));
	sqlite3_reset(select);
	return STATUS_OK;
}

enum status field_fits(struct store *store, enum query_field field, const struct field_value *value,
		       const struct stored_document *document, bool *fits, struct error *error)
{
	const struct document_metadata *metadata = &document->metadata;
	*fits = false;
	switch (field) {
	case FIELD_REGION:
		*fits = has_number(value->regions, value->region_count, metadata->region_id.value);
		break;
	case FIELD_TIER:
		return tier_fits(store, value, document, fits, error);
	case FIELD_KIND:
		*fits = text_fits(value, metadata->kind);
		break;
	case FIELD_DATE:
		*fits = date_lies_between(metadata->date, value->from, value->to);
		break;
	case FIELD_LEVEL:
		*fits = text_fits(value, metadata->level);
		break;
	case FIELD_LANGUAGE:
		*fits = language_fits(value, metadata->language);
		break;
	case FIELD_DOCUMENT:
		*fits = text_fits(value, metadata->id);
		break;
	case FIELD_CODE:
	case FIELD_COUNT:
		break;
	}
	return STATUS_OK;
}

bool field_has_code(const struct field_value *value, struct code_id code)
{
	return has_number(value->codes, value->code_count, code.value);
}
