#include "corpus/document.h"

#include "base/utf8.h"
#include "corpus/coded.h"

static const char *const block_kind_names[BLOCK_KIND_COUNT] = {
	[BLOCK_HEADING] = "heading",	 [BLOCK_PARAGRAPH] = "paragraph",
	[BLOCK_LIST_ITEM] = "list_item", [BLOCK_TABLE_CELL] = "table_cell",
	[BLOCK_FURNITURE] = "furniture",
};

static const char *const furniture_kind_names[FURNITURE_KIND_COUNT] = {
	[FURNITURE_NONE] = "body",
	[FURNITURE_NAVIGATION] = "navigation",
	[FURNITURE_CAPTION] = "caption",
	[FURNITURE_TITLE] = "title",
	[FURNITURE_SOURCE_DATE] = "source-date",
	[FURNITURE_SPEAKER] = "speaker",
	[FURNITURE_APPENDIX] = "appendix",
	[FURNITURE_GLOSSARY] = "glossary",
};

static const char *const orientation_names[ORIENTATION_COUNT] = {
	[ORIENTATION_REVIEW] = "review",
	[ORIENTATION_PRESENT] = "present",
	[ORIENTATION_PLAN] = "plan",
};

static const char *const orientation_rule_names[ORIENTATION_RULE_COUNT] = {
	[ORIENTATION_BY_DEFAULT] = "default", [ORIENTATION_BY_HEADING] = "heading",
	[ORIENTATION_BY_SPLIT] = "split",     [ORIENTATION_BY_MARKER] = "marker",
	[ORIENTATION_BY_PROBLEM] = "problem",
};

static const char *const commitment_names[COMMITMENT_COUNT] = {
	[COMMITMENT_NONE] = "none",	  [COMMITMENT_EXPLORE] = "explore",
	[COMMITMENT_PROMOTE] = "promote", [COMMITMENT_BUILD] = "build",
	[COMMITMENT_TARGET] = "target",
};

static const char *const actor_names[ACTOR_COUNT] = {
	[ACTOR_OWN] = "own", [ACTOR_OTHER] = "other", [ACTOR_CENTRE] = "centre"};

static const char *const mention_state_names[] = {
	[MENTION_AUTO] = "auto",
	[MENTION_CONFIRMED] = "confirmed",
	[MENTION_REJECTED] = "rejected",
	[MENTION_ADDED] = "added",
};

static const char *name_of(const char *const *names, size_t count, unsigned value)
{
	return value < count ? names[value] : "unknown";
}

const char *block_kind_name(enum block_kind kind)
{
	return name_of(block_kind_names, BLOCK_KIND_COUNT, kind);
}

const char *furniture_kind_name(enum furniture_kind kind)
{
	return name_of(furniture_kind_names, FURNITURE_KIND_COUNT, kind);
}

const char *orientation_name(enum orientation orientation)
{
	return name_of(orientation_names, ORIENTATION_COUNT, orientation);
}

const char *orientation_rule_name(enum orientation_rule rule)
{
	return name_of(orientation_rule_names, ORIENTATION_RULE_COUNT, rule);
}

const char *commitment_name(enum commitment commitment)
{
	return name_of(commitment_names, COMMITMENT_COUNT, commitment);
}

const char *actor_name(enum actor actor)
{
	return name_of(actor_names, ACTOR_COUNT, actor);
}

const char *mention_state_name(enum mention_state state)
{
	return name_of(mention_state_names, 4, state);
}

const char *coverage_name(enum coverage coverage)
{
	static const char *const names[] = {
		[COVERAGE_NO_DOCUMENT] = "no_document",
		[COVERAGE_PARTIAL] = "partial",
		[COVERAGE_READ] = "read",
	};
	return name_of(names, 3, coverage);
}

bool orientation_from_name(struct slice word, enum orientation *orientation)
{
	for (unsigned i = 0; i < ORIENTATION_COUNT; i++) {
		if (slice_is(word, orientation_names[i])) {
			*orientation = (enum orientation)i;
			return true;
		}
	}
	return false;
}

static bool only_space(struct slice text, size_t start, size_t end)
{
	return slice_trim((struct slice){text.at + start, end - start}).length == 0;
}

static bool at_boundary(struct slice text, uint32_t offset)
{
	return offset == text.length || ((unsigned char)text.at[offset] & 0xC0) != 0x80;
}

static bool span_valid(struct slice text, struct span span)
{
	return span.start <= span.end && span.end <= text.length && at_boundary(text, span.start) &&
	       at_boundary(text, span.end);
}

static bool inside(struct span part, struct span whole)
{
	return part.start >= whole.start && part.end <= whole.end;
}

static enum status check_blocks(const struct document *d, struct error *error)
{
	uint32_t end = 0;
	for (size_t i = 0; i < d->block_count; i++) {
		const struct block *b = &d->blocks[i];
		if (!span_valid(d->text, b->span) || b->span.start < end)
			return error_set(error, STATUS_FORMAT,
					 "block %zu: its span is not valid or "
					 "overlaps the block before it",
					 i);
		if (!only_space(d->text, end, b->span.start))
			return error_set(error, STATUS_FORMAT,
					 "text before block %zu is in no block", i);
		if (b->kind >= BLOCK_KIND_COUNT || b->furniture >= FURNITURE_KIND_COUNT ||
		    (b->kind == BLOCK_FURNITURE) != (b->furniture != FURNITURE_NONE))
			return error_set(error, STATUS_FORMAT,
					 "block %zu: kind %u with furniture %u", i, b->kind,
					 b->furniture);
		end = b->span.end;
	}
	if (!only_space(d->text, end, d->text.length))
		return error_set(error, STATUS_FORMAT, "text after the last block is in no block");
	return STATUS_OK;
}

static enum status check_passages(const struct document *d, struct error *error)
{
	size_t p = 0;
	for (size_t i = 0; i < d->block_count; i++) {
		const struct block *b = &d->blocks[i];
		if (b->kind == BLOCK_FURNITURE)
			continue;
		uint32_t end = b->span.start;
		for (; p < d->passage_count && d->passages[p].block == i; p++) {
			const struct passage *passage = &d->passages[p];
			if (!span_valid(d->text, passage->span) ||
			    !inside(passage->span, b->span) || passage->span.start < end)
				return error_set(error, STATUS_FORMAT,
						 "passage %zu: span not valid", p);
			if (!only_space(d->text, end, passage->span.start))
				return error_set(error, STATUS_FORMAT,
						 "text before passage %zu is in no passage", p);
			if (passage->orientation >= ORIENTATION_COUNT ||
			    passage->rule >= ORIENTATION_RULE_COUNT)
				return error_set(error, STATUS_FORMAT, "passage %zu: orientation",
						 p);
			if (passage->commitment >= COMMITMENT_COUNT ||
			    passage->actor >= ACTOR_COUNT)
				return error_set(error, STATUS_FORMAT,
						 "passage %zu: commitment %u or actor %u", p,
						 passage->commitment, passage->actor);
			end = passage->span.end;
		}
		if (!only_space(d->text, end, b->span.end))
			return error_set(error, STATUS_FORMAT,
					 "block %zu ends outside its passages", i);
	}
	if (p != d->passage_count)
		return error_set(error, STATUS_FORMAT,
				 "passage %zu is in furniture or out of order", p);
	return STATUS_OK;
}

static enum status check_mentions(const struct document *d, struct error *error)
{
	for (size_t i = 0; i < d->mention_count; i++) {
		const struct mention *m = &d->mentions[i];
		if (m->passage >= d->passage_count || m->code.value == 0 ||
		    !span_valid(d->text, m->span) || !inside(m->span, d->passages[m->passage].span))
			return error_set(error, STATUS_FORMAT, "mention %zu: outside its passage",
					 i);
		if (i > 0 && m->passage < d->mentions[i - 1].passage)
			return error_set(error, STATUS_FORMAT, "mention %zu: out of order", i);
	}
	for (size_t i = 0; i < d->region_mention_count; i++) {
		const struct region_mention *m = &d->region_mentions[i];
		if (m->passage >= d->passage_count || m->region.value == 0 ||
		    !span_valid(d->text, m->span) || !inside(m->span, d->passages[m->passage].span))
			return error_set(error, STATUS_FORMAT,
					 "region mention %zu: outside its passage", i);
	}
	return STATUS_OK;
}

enum status document_check_blocks(const struct document *document, struct error *error)
{
	size_t bad = utf8_find_invalid(document->text);
	if (bad != SIZE_MAX)
		return error_set(error, STATUS_FORMAT, "the text is not valid UTF-8 at byte %zu",
				 bad);
	return check_blocks(document, error);
}

enum status document_check(const struct document *document, struct error *error)
{
	TRY(document_check_blocks(document, error));
	TRY(check_passages(document, error));
	return check_mentions(document, error);
}

bool kind_is_second_hand(struct slice kind)
{
	static const char *const kinds[] = {KIND_ARTICLE,     "news",	   "news-article",
					    "report-article", "interview", "commentary"};
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (slice_equal_ignoring_case(kind, slice_from(kinds[i])))
			return true;
	return false;
}
