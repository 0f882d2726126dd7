#include "text/target.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "text/target_name.h"
#include "text/target_rows.h"

static const char *const basis_names[BASIS_COUNT] = {
	[BASIS_STANDING] = "standing",
	[BASIS_PLANNED] = "planned",
	[BASIS_INCREMENT] = "increment",
};
static const char *const kind_names[TARGET_KIND_COUNT] = {
	[TARGET_STOCK] = "stock",
	[TARGET_FLOW] = "flow",
	[TARGET_GROWTH] = "growth",
	[TARGET_SHARE] = "share",
};
static const char *const scope_names[SCOPE_COUNT] = {[SCOPE_OWN] = "own",
						     [SCOPE_CITY] = "city",
						     [SCOPE_CLUSTER] = "cluster",
						     [SCOPE_FIRM] = "firm",
						     [SCOPE_NATION] = "national"};

const char *target_basis_name(enum target_basis basis)
{
	return basis < BASIS_COUNT ? basis_names[basis] : "unknown";
}

const char *target_kind_name(enum target_kind kind)
{
	return kind < TARGET_KIND_COUNT ? kind_names[kind] : "unknown";
}

const char *target_scope_name(enum target_scope scope)
{
	return scope < SCOPE_COUNT ? scope_names[scope] : "unknown";
}

void target_tables_init(struct target_tables *tables)
{
	amount_tables_init(&tables->amounts);
	cue_table_init(&tables->words, target_words, target_word_count);
}

bool target_there(const struct target_tables *tables, struct slice text)
{
	struct amount amount;
	for (size_t from = 0; amount_next(&tables->amounts, text, from, &amount);
	     from = amount.span.end)
		if (!target_is_no_amount(text, &amount))
			return true;
	return false;
}

/* ---- reading up to an amount ---- */

/* What has been read of the sentence so far. Signs are counted in the clause, and those since the
 * amount before (near) apart; last_near is the end of the last sign of each kind, for ties. */
struct reading {
	const struct target_tables *tables;
	struct slice text;
	size_t at;
	size_t item; /* start of what may name the next quantity */
	bool clause[SIGN_COUNT], near[SIGN_COUNT];
	bool city_before, cluster_before; /* said in the clause before */
	struct span city;		  /* the word that says the last city */
	size_t last[SIGN_COUNT];
	uint32_t year, base_year;
	size_t base_start, base_at; /* the word that announces a base year */
	size_t item_end;      /* where the base of a comparison begins behind the name; 0 = none */
	struct span quantity; /* name before the amount before, for one without a name */
	struct span subject;  /* what the item before began with, for one without either */
	bool subject_here;    /* and it stands in this clause, which has no amount yet */
	bool amount_here;     /* it has one */
	bool from_year, from_said; /* 从2020年的: until the level that it leads to */
};

enum stop { STOP_NONE, STOP_ITEM, STOP_CLAUSE, STOP_SENTENCE };

static enum stop stop_of(uint32_t character)
{
	switch (character) {
	case 0x3001: /* 、 */
		return STOP_ITEM;
	case 0xFF0C: /* ， */
	case 0xFF1A: /* ： */
	case ',':
	case ':':
	case ';':
		return STOP_CLAUSE;
	case 0xFF1B: /* ； */
	case 0x3002: /* 。 */
		return STOP_SENTENCE;
	default:
		return STOP_NONE;
	}
}

static struct span name_before(const struct reading *r, size_t end);

/* 经济总量跨过两个大关、: what the item was about, up to its first word that is no name. */
static void note_subject(struct reading *r, size_t end)
{
	enum { MOST_BYTES = 3 * 24 };
	if (r->item >= end || end - r->item > MOST_BYTES)
		return;
	struct span name = name_before(r, end);
	name.end = (uint32_t)target_subject_end(r->tables, r->text, name);
	if (name.end > name.start)
		r->subject = name;
}

/* A clause of its own begins: 新增 before ， does not reach behind it; a city or a site that one
 * clause names is also what the next one speaks of. */
static void stop_at(struct reading *r, enum stop stop, size_t at, size_t end)
{
	if (stop == STOP_NONE)
		return;
	note_subject(r, at);
	r->subject_here = stop == STOP_ITEM && !r->amount_here && r->subject.end > r->item;
	r->amount_here = r->amount_here && stop == STOP_ITEM;
	r->item = end;
	r->item_end = 0;
	if (stop == STOP_ITEM)
		return;
	bool said_city = r->clause[SIGN_CITY], said_cluster = r->clause[SIGN_CLUSTER];
	memset(r->clause, 0, sizeof r->clause);
	memset(r->near, 0, sizeof r->near);
	memset(r->last, 0, sizeof r->last);
	r->base_year = 0;
	r->base_at = 0;
	r->city_before = stop == STOP_CLAUSE && said_city;
	r->cluster_before = stop == STOP_CLAUSE && said_cluster;
}

/* Is 市 at `at` the end of a city's name: two characters before it, none of which says otherwise
 * (各市, 对市、县)? */
static bool ends_city_name(struct slice text, size_t at)
{
	static const char not_names[] =
		"对各由从向在和与及全我本一两三四五六七八九十百个省县区为等的";
	enum { HAN = 3 };
	if (at < 2 * HAN)
		return false;
	for (size_t i = 1; i <= 2; i++) {
		struct slice one = {text.at + at - i * HAN, HAN};
		size_t bytes;
		uint32_t c = utf8_read(text, at - i * HAN, &bytes);
		if (bytes != HAN || c < 0x4E00 || c > 0x9FFF ||
		    (i == 1 && slice_find(slice_from(not_names), one, 0) != SIZE_MAX))
			return false;
	}
	return true;
}

static void note_sign(struct reading *r, enum sign sign, size_t start, size_t end)
{
	if (sign == SIGN_OWN)
		r->clause[SIGN_CITY] = r->clause[SIGN_CLUSTER] = r->city_before =
			r->cluster_before = false;
	if (sign == SIGN_CITY) {
		if ((unsigned char)r->text.at[start] >= 0x80 && !ends_city_name(r->text, start))
			return;
		r->city = (struct span){(uint32_t)start, (uint32_t)end};
	}
	if (r->from_said && (sign == SIGN_GROW || sign == SIGN_SHARE || sign == SIGN_LEVEL)) {
		r->from_year = r->from_said = false;
		r->year = 0;
	}
	r->clause[sign] = r->near[sign] = true;
	r->last[sign] = end;
	if (sign == SIGN_BASE) {
		r->base_start = start;
		r->base_at = end;
	}
}

static bool starts_part_of_year(struct slice text, size_t at)
{
	struct slice rest = {text.at + at, text.length - at};
	return slice_starts(rest, SLICE("初")) || slice_starts(rest, SLICE("底")) ||
	       slice_starts(rest, SLICE("末"));
}

/* “十五五”末 is no year of this table: the sentence does not say it as one. */
static void note_year(struct reading *r, size_t at)
{
	uint32_t year = amount_year(r->text, at);
	struct slice rest = {r->text.at + at, r->text.length - at};
	bool chinese = rest.length > 4 &&
		       slice_starts((struct slice){rest.at + 4, rest.length - 4}, SLICE("年"));
	bool latin = rest.length == 4 || (rest.length > 4 && (unsigned char)rest.at[4] < 0x80);
	if (year == 0 || (!chinese && !latin))
		return;
	if (r->base_at > 0 && at - r->base_at <= 6) {
		r->base_year = year;
		if (chinese && r->base_start > r->item) {
			r->item_end = r->base_start;
			return;
		}
	} else {
		r->year = year;
		r->from_said = false;
		r->from_year = slice_ends((struct slice){r->text.at, at}, SLICE("从")) ||
			       slice_ends((struct slice){r->text.at, at}, SLICE("由"));
		struct span name = name_before(r, at);
		if (r->from_year && name.end > name.start)
			r->quantity = name;
	}
	r->item = at + (chinese ? strlen("2030年") : strlen("2030"));
	if (chinese && starts_part_of_year(r->text, r->item))
		r->item += strlen("初");
}

static void read_to(struct reading *r, size_t end)
{
	size_t bytes;
	while (r->at < end) {
		size_t length;
		uint32_t c = utf8_read(r->text, r->at, &bytes);
		const struct cue *cue = cue_at(&r->tables->words, r->text, r->at, &length);
		bool in_number = c == ',' && r->at + 1 < r->text.length &&
				 cue_is_word_byte(r->text.at[r->at + 1]);
		stop_at(r, in_number ? STOP_NONE : stop_of(c), r->at, r->at + bytes);
		if (c >= '1' && c <= '2')
			note_year(r, r->at);
		if (cue != NULL && r->at + length <= end)
			note_sign(r, (enum sign)cue->sign, r->at, r->at + length);
		r->at += cue != NULL && r->at + length <= end ? length : bytes;
	}
}

/* ---- what an amount is ---- */

static bool is_opener(enum sign sign)
{
	return sign == SIGN_ADD || sign == SIGN_VERB || sign == SIGN_LEVEL || sign == SIGN_GROW ||
	       sign == SIGN_BASE;
}

static size_t skip_space_at(struct slice text, size_t at, size_t end)
{
	while (at < end && (text.at[at] == ' ' || text.at[at] == '\n'))
		at++;
	return at;
}

static bool is_latin_at(struct slice text, size_t at)
{
	return at < text.length && cue_is_word_byte(text.at[at]);
}

static bool is_ascii(struct slice text)
{
	for (size_t i = 0; i < text.length; i++)
		if ((unsigned char)text.at[i] >= 0x80)
			return false;
	return true;
}

static struct span trim_end(struct slice text, size_t start, size_t end)
{
	while (end > start && text.at[end - 1] == ' ')
		end--;
	return (struct span){(uint32_t)start, (uint32_t)end};
}

/* In English what stands between the last verb and the amount: cut [emissions] by 20 %. */
static struct span latin_name_before(const struct reading *r, size_t start, size_t end)
{
	size_t first = start, subject_end = end;
	for (size_t at = start, bytes; at < end; at += bytes) {
		const struct cue *cue = cue_at(&r->tables->words, r->text, at, &bytes);
		if (cue == NULL) {
			bytes = 1;
		} else if (is_opener((enum sign)cue->sign) && at + bytes <= end) {
			subject_end = subject_end == end ? at : subject_end;
			start = skip_space_at(r->text, at + bytes, end);
		}
	}
	struct span object = trim_end(r->text, start, end);
	return object.end > object.start ? object : trim_end(r->text, first, subject_end);
}

/* 拆除违法建设, 公共建筑节能改造: at its end these are part of the name. */
static bool is_noun_too(const struct cue *cue)
{
	return strcmp(cue->word, "建设") == 0 || strcmp(cue->word, "改造") == 0;
}

/* The item without the verbs that open it and the words that lead to the amount. */
static struct span name_before(const struct reading *r, size_t end)
{
	if (r->item_end > 0 && r->item_end < end)
		end = r->item_end;
	size_t start = skip_space_at(r->text, r->item < end ? r->item : end, end), bytes;
	if (is_latin_at(r->text, start))
		return target_plain_name(r->text, latin_name_before(r, start, end));
	start = target_without_ordinal(r->text, (struct span){(uint32_t)start, (uint32_t)end})
			.start;
	for (const struct cue *cue;
	     start < end && (cue = cue_at(&r->tables->words, r->text, start, &bytes)) != NULL &&
	     is_opener((enum sign)cue->sign) && start + bytes <= end;)
		start = skip_space_at(r->text, start + bytes, end);
	for (const struct cue *cue;
	     start < end && (cue = cue_before(&r->tables->words, r->text, end, &bytes)) != NULL &&
	     is_opener((enum sign)cue->sign) && end - bytes > start && !is_noun_too(cue);)
		end -= bytes;
	struct span name = trim_end(r->text, start, end);
	return target_plain_name(r->text, name);
}

static bool ends_latin_name(struct slice text, size_t at)
{
	static const char *const words[] = {" and ", " by ",	   " below ", " from ", " in ",
					    " at ",  " compared ", " for ",   " on ",	" or "};
	struct slice rest = {text.at + at, text.length - at};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (slice_starts(rest, slice_from(words[i])))
			return true;
	return false;
}

/* What is counted behind the amount, up to the next stop or amount. */
static struct span name_behind(const struct reading *r, size_t start)
{
	enum { NAME_CHARACTERS = 24, LATIN_CHARACTERS = 60 };
	start = skip_space_at(r->text, start, r->text.length);
	struct slice rest = {r->text.at + start, r->text.length - start};
	if (slice_starts(rest, SLICE("of ")))
		start += strlen("of ");
	size_t end = start, bytes, count = 0;
	rest = (struct slice){r->text.at + start, r->text.length - start};
	bool predicate = slice_starts(rest, SLICE("为")); /* 其中56项为首创 */
	if (predicate || (start > 0 && ends_latin_name(r->text, start - 1)))
		return (struct span){(uint32_t)start, (uint32_t)start};
	size_t most = is_latin_at(r->text, start) ? LATIN_CHARACTERS : NAME_CHARACTERS;
	while (end < r->text.length && count++ < most && !ends_latin_name(r->text, end)) {
		uint32_t c = utf8_read(r->text, end, &bytes);
		if (stop_of(c) != STOP_NONE || (c >= '0' && c <= '9') || c == 0x548C || c == '.')
			break;
		end += bytes;
	}
	return target_plain_name(r->text, trim_end(r->text, start, end));
}

static enum target_kind kind_of(const struct reading *r, const struct amount *amount)
{
	switch (amount->unit->class) {
	case UNIT_POINT:
		return TARGET_GROWTH;
	case UNIT_PERCENT:
		if (target_says_level(r->text, amount))
			return TARGET_SHARE;
		if (r->near[SIGN_GROW] && r->last[SIGN_GROW] > r->last[SIGN_SHARE])
			return TARGET_GROWTH;
		if (r->near[SIGN_SHARE])
			return TARGET_SHARE;
		return r->clause[SIGN_GROW] ? TARGET_GROWTH : TARGET_SHARE;
	case UNIT_FLOW:
		return TARGET_FLOW;
	case UNIT_COUNT:
	case UNIT_STOCK:
	case UNIT_AGE:
		break;
	}
	return r->near[SIGN_FLOW] ? TARGET_FLOW : TARGET_STOCK;
}

/* 新增 in the clause reaches over a level (稳定在600万人) only from the item's own name. */
static enum target_basis basis_of(const struct reading *r, const struct amount *amount,
				  enum target_kind kind, enum orientation orientation)
{
	bool adds = r->clause[SIGN_ADD] && r->last[SIGN_ADD] >= r->last[SIGN_LEVEL] &&
		    r->last[SIGN_ADD] >= r->last[SIGN_TOTAL];
	if (target_says_level(r->text, amount))
		adds = adds && r->last[SIGN_ADD] > r->item;
	else if (amount->unit->class != UNIT_PERCENT)
		adds = adds || target_says_change(r->tables, r->text, amount);
	if (kind == TARGET_GROWTH || adds)
		return BASIS_INCREMENT;
	return orientation == ORIENTATION_PLAN ? BASIS_PLANNED : BASIS_STANDING;
}

static bool holds_sign(const struct reading *r, struct slice text, enum sign sign)
{
	size_t bytes;
	for (size_t at = 0; at < text.length; at++) {
		const struct cue *cue = cue_at(&r->tables->words, text, at, &bytes);
		if (cue != NULL && cue->sign == sign)
			return true;
		at += cue != NULL ? bytes - 1 : 0;
	}
	return false;
}

/* Whose the amount is. What is only counted (3家) belongs to the site or the nation that its name
 * holds (全国重点实验室, 产业集群) no more than a name does. */
static enum target_scope scope_of(const struct reading *r, const struct target *target)
{
	struct slice quantity = slice_span(r->text, target->quantity);
	bool counter = target->amount.unit->class == UNIT_COUNT;
	size_t bytes;
	const struct cue *first = cue_at(&r->tables->words, quantity, 0, &bytes);
	if (!counter && first != NULL && first->sign == SIGN_NATION)
		return SCOPE_NATION;
	if (r->clause[SIGN_CITY] || (!counter && r->city_before))
		return SCOPE_CITY;
	if (counter)
		return SCOPE_OWN;
	/* of what follows a site's clause, only computing power is mostly the site's too */
	bool carried =
		r->cluster_before && slice_is(slice_from(target->amount.unit->name), "EFLOPS");
	if (r->clause[SIGN_CLUSTER] || r->clause[SIGN_HERE] || carried)
		return SCOPE_CLUSTER;
	return holds_sign(r, quantity, SIGN_FIRM) ? SCOPE_FIRM : SCOPE_OWN;
}

/* "30 MW by 2030": the year behind an amount that has none before it. */
static uint32_t year_behind(const struct reading *r, size_t at)
{
	static const char *const words[] = {" by ", " in ", " until ", " by the year ", " before "};
	enum { REACH_BYTES = 60 };
	size_t end = at + REACH_BYTES < r->text.length ? at + REACH_BYTES : r->text.length;
	for (; at < end && stop_of((unsigned char)r->text.at[at]) == STOP_NONE; at++) {
		struct slice rest = {r->text.at + at, r->text.length - at};
		for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
			uint32_t year = slice_starts(rest, slice_from(words[i]))
						? amount_year(r->text, at + strlen(words[i]))
						: 0;
			if (year != 0)
				return year;
		}
	}
	return 0;
}

/* households, jobs: the unit is what is counted; MW and P are not. */
static bool is_thing(const struct unit *unit)
{
	return strlen(unit->word) >= strlen("jobs") && unit->word[0] >= 'a' && unit->word[0] <= 'z';
}

static struct target describe(struct reading *r, const struct amount *amount,
			      enum orientation orientation)
{
	struct target target = {.amount = *amount, .year = r->year, .base_year = r->base_year};
	enum target_kind kind = kind_of(r, amount);
	target.kind = (uint8_t)kind;
	target.basis = (uint8_t)basis_of(r, amount, kind, orientation);
	if (target.year == 0)
		target.year = year_behind(r, amount->span.end);
	target.quantity = name_before(r, amount->span.start);
	struct span behind = name_behind(r, amount->span.end);
	struct span before = target.quantity;
	bool counts = amount->unit->class == UNIT_COUNT || amount->unit->class == UNIT_STOCK;
	bool latin = is_latin_at(r->text, amount->unit_span.start) &&
		     is_ascii(slice_span(r->text, target.quantity));
	bool whole = amount->unit->class == UNIT_PERCENT || amount->unit->class == UNIT_POINT ||
		     amount->unit->class == UNIT_AGE;
	struct span counted = target_counted_behind(r->tables, r->text, amount->span.end);
	bool examples = amount->unit->class == UNIT_COUNT &&
			slice_ends(slice_span(r->text, target.quantity), SLICE("等"));
	bool nameless = target.quantity.end == target.quantity.start || examples ||
			slice_is(slice_span(r->text, target.quantity), "重点");
	if (!latin && !whole && counted.end > counted.start)
		target.quantity = counted;
	else if (counts && behind.end > behind.start && (latin || nameless))
		target.quantity = behind;
	else if (counts && latin && is_thing(amount->unit))
		target.quantity = amount->unit_span;
	if (target.quantity.end == target.quantity.start && r->subject_here)
		target.quantity = r->subject;
	if (target.quantity.end == target.quantity.start)
		target.quantity = r->quantity.end > r->quantity.start ? r->quantity : behind;
	if (target.quantity.end == target.quantity.start)
		target.quantity = r->subject;
	r->quantity = before.end > before.start ? before : target.quantity;
	if (r->from_year || target_is_start(r->tables, r->text, amount))
		target.basis = BASIS_STANDING;
	r->from_said = r->from_year;
	r->subject_here = false;
	r->amount_here = true;
	target.scope = (uint8_t)scope_of(r, &target);
	if (target.scope == SCOPE_CITY)
		target.city = r->city;
	if (latin && target.basis != BASIS_INCREMENT &&
	    holds_sign(r, slice_span(r->text, target.quantity), SIGN_ADD))
		target.basis = BASIS_INCREMENT;
	return target;
}

size_t targets_read(struct arena *arena, const struct target_tables *tables, struct slice text,
		    enum orientation orientation, struct target **targets)
{
	struct reading r = {.tables = tables, .text = text};
	struct target *grown = NULL;
	size_t count = 0, capacity = 0;
	struct amount amount;
	for (size_t from = 0; amount_next(&tables->amounts, text, from, &amount);
	     from = amount.span.end) {
		read_to(&r, amount.span.end);
		if (target_is_no_amount(text, &amount))
			continue;
		grown = memory_grow(grown, &capacity, count + 1, sizeof *grown);
		grown[count++] = describe(&r, &amount, orientation);
		r.item = target_rate_end(text, amount.span.end);
		r.item_end = 0;
		memset(r.near, 0, sizeof r.near);
	}
	if (count > 0)
		target_respectively(tables, text, grown, count);
	*targets = arena_array(arena, struct target, count);
	if (count > 0)
		memcpy(*targets, grown, count * sizeof **targets);
	free(grown);
	return count;
}
