#include "text/plus_form.h"

#include "base/utf8.h"

enum plus_sign {
	FORM_HEAD,
	FORM_MODEL,
	FORM_ANY,   /* of a model: says nothing of what for */
	FORM_LIST,  /* ends a list */
	FORM_JOINT, /* joins two items */
	FORM_BREAK, /* before an object: not of it */
	FORM_AFTER, /* behind an object: not of it */
};
enum { OBJECT_MOST = 14 }; /* characters */

static const struct cue form_rows[] = {
	{"人工智能", FORM_HEAD}, {"ai", FORM_HEAD},	   {"大模型", FORM_MODEL},
	{"行业级", FORM_ANY},	 {"场景级", FORM_ANY},	   {"行业", FORM_ANY},
	{"领域", FORM_ANY},	 {"垂直", FORM_ANY},	   {"垂类", FORM_ANY},
	{"通用", FORM_ANY},	 {"多模态", FORM_ANY},	   {"的", FORM_ANY},
	{"专用", FORM_ANY},	 {"专业", FORM_ANY},	   {"智能", FORM_ANY},
	{"语言", FORM_ANY},	 {"基础", FORM_ANY},	   {"开源", FORM_ANY},
	{"高水平", FORM_ANY},	 {"等", FORM_LIST},	   {"和", FORM_JOINT},
	{"与", FORM_JOINT},	 {"及", FORM_JOINT},	   {"打造", FORM_BREAK},
	{"建设", FORM_BREAK},	 {"建好", FORM_BREAK},	   {"建成", FORM_BREAK},
	{"支持", FORM_BREAK},	 {"培育", FORM_BREAK},	   {"研发", FORM_BREAK},
	{"研制", FORM_BREAK},	 {"发展", FORM_BREAK},	   {"推进", FORM_BREAK},
	{"推动", FORM_BREAK},	 {"推广", FORM_BREAK},	   {"部署", FORM_BREAK},
	{"加强", FORM_BREAK},	 {"加快", FORM_BREAK},	   {"开展", FORM_BREAK},
	{"深化", FORM_BREAK},	 {"升级", FORM_BREAK},	   {"实施", FORM_BREAK},
	{"突破", FORM_BREAK},	 {"构建", FORM_BREAK},	   {"聚焦", FORM_BREAK},
	{"围绕", FORM_BREAK},	 {"落地", FORM_BREAK},	   {"上线", FORM_BREAK},
	{"备案", FORM_BREAK},	 {"应用", FORM_BREAK},	   {"探索", FORM_BREAK},
	{"布局", FORM_BREAK},	 {"拓展", FORM_BREAK},	   {"提升", FORM_BREAK},
	{"用好", FORM_BREAK},	 {"引进", FORM_BREAK},	   {"开发", FORM_BREAK},
	{"训练", FORM_BREAK},	 {"形成", FORM_BREAK},	   {"面向", FORM_BREAK},
	{"个", FORM_BREAK},	 {"批", FORM_BREAK},	   {"种", FORM_BREAK},
	{"款", FORM_BREAK},	 {"余", FORM_BREAK},	   {"以上", FORM_BREAK},
	{"国产", FORM_BREAK},	 {"自主", FORM_BREAK},	   {"推出", FORM_BREAK},
	{"行动", FORM_AFTER},	 {"融合", FORM_AFTER},	   {"深度融合", FORM_AFTER},
	{"场景", FORM_AFTER},	 {"应用场景", FORM_AFTER}, {"战略", FORM_AFTER},
	{"工程", FORM_AFTER},	 {"示范", FORM_AFTER},	   {"模式", FORM_AFTER},
	{"试点", FORM_AFTER},	 {"专项", FORM_AFTER},	   {"项目", FORM_AFTER},
	{"and", FORM_AFTER},	 {"in", FORM_AFTER},	   {"for", FORM_AFTER},
	{"to", FORM_AFTER},	 {"of", FORM_AFTER},	   {"with", FORM_AFTER},
	{"are", FORM_AFTER},	 {"is", FORM_AFTER},
};

void plus_tables_init(struct plus_tables *tables)
{
	cue_table_init(&tables->words, form_rows, sizeof form_rows / sizeof *form_rows);
}

const char *plus_kind_name(enum plus_kind kind)
{
	return kind == PLUS_SIGN ? "plus" : "model";
}

struct forms {
	struct plus_form *at;
	size_t count, capacity;
};

static void add(struct forms *forms, struct span words, struct span object, enum plus_kind kind)
{
	forms->at = memory_grow(forms->at, &forms->capacity, forms->count + 1, sizeof *forms->at);
	forms->at[forms->count++] = (struct plus_form){words, object, (uint8_t)kind};
}

static bool is_quote(uint32_t c)
{
	return c == 0x201D || c == 0x2019 || c == '"' || c == 0x300D || c == 0x300F;
}

/* Ideographs, letters, digits, the hyphen, and the space inside Latin words. */
static bool is_of_object(uint32_t c)
{
	return (c < 0x80 && cue_is_word_byte((char)c)) || c == '-' || c == ' ' ||
	       (c >= 0x3400 && c < 0xA000) || (c >= 0xC0 && c < 0x2000);
}

static size_t skip_spaces(struct slice text, size_t at)
{
	while (at < text.length && text.at[at] == ' ')
		at++;
	return at;
}

static struct span trimmed(struct slice text, size_t start, size_t end)
{
	while (end > start && text.at[end - 1] == ' ')
		end--;
	return (struct span){(uint32_t)start, (uint32_t)end};
}

/* ---- plus ---- */

static struct span object_behind(const struct plus_tables *tables, struct slice text, size_t start)
{
	size_t end = start;
	for (size_t characters = 0; end < text.length && characters < OBJECT_MOST * 2;
	     characters++) {
		size_t bytes;
		uint32_t c = utf8_read(text, end, &bytes);
		const struct cue *cue = cue_at(&tables->words, text, end, &(size_t){0});
		bool joint = cue != NULL && cue->sign == FORM_JOINT;
		bool after = cue != NULL && (cue->sign == FORM_AFTER || cue->sign == FORM_LIST);
		if (!is_of_object(c) || joint || after ||
		    (c >= 0x3400 && characters == OBJECT_MOST))
			break;
		end += bytes;
	}
	return trimmed(text, start, end);
}

/* Where the object would begin, or 0 if no plus sign stands at `at`. */
static size_t behind_sign(struct slice text, size_t at)
{
	size_t bytes;
	at = skip_spaces(text, at);
	if (at >= text.length)
		return 0;
	uint32_t c = utf8_read(text, at, &bytes);
	return c == '+' || c == 0xFF0B ? skip_spaces(text, at + bytes) : 0;
}

static void read_plus(const struct plus_tables *tables, struct slice text, size_t head,
		      size_t head_bytes, struct forms *forms)
{
	size_t start = behind_sign(text, head + head_bytes), bytes = 0;
	if (start == 0)
		return;
	uint32_t next = start < text.length ? utf8_read(text, start, &bytes) : 0;
	if (is_quote(next))
		start += bytes;
	struct span object = {(uint32_t)start, (uint32_t)start};
	if (!is_quote(next))
		object = object_behind(tables, text, start);
	add(forms, (struct span){(uint32_t)head, object.end}, object, PLUS_SIGN);
}

/* ---- model ---- */

/* Steps over words of the given signs that end at `end`; whether a list ends there. */
static size_t strip(const struct plus_tables *tables, struct slice text, size_t end, bool *listed)
{
	for (;;) {
		size_t bytes;
		const struct cue *cue = cue_before(&tables->words, text, end, &bytes);
		if (cue == NULL || (cue->sign != FORM_ANY && cue->sign != FORM_HEAD &&
				    (cue->sign != FORM_LIST || *listed)))
			return end;
		*listed |= cue->sign == FORM_LIST;
		end -= bytes;
	}
}

static size_t object_start(const struct plus_tables *tables, struct slice text, size_t end)
{
	size_t start = end;
	for (int characters = 0; start > 0 && characters < OBJECT_MOST; characters++) {
		size_t bytes, before = utf8_previous(text, start);
		const struct cue *cue = cue_before(&tables->words, text, start, &bytes);
		uint32_t c = utf8_read(text, before, &bytes);
		if (!is_of_object(c) || c == ' ' ||
		    (cue != NULL && (cue->sign == FORM_BREAK || cue->sign == FORM_JOINT ||
				     cue->sign == FORM_LIST || cue->sign == FORM_MODEL)))
			break;
		start = before;
	}
	return start;
}

/* The end of the item before, 0 if none is joined. */
static size_t item_before(const struct plus_tables *tables, struct slice text, size_t start,
			  bool listed)
{
	enum { LIST_COMMA = 0x3001 };
	size_t bytes;
	const struct cue *cue = cue_before(&tables->words, text, start, &bytes);
	if (cue != NULL && cue->sign == FORM_JOINT)
		return start - bytes;
	if (!listed || start == 0)
		return 0;
	size_t before = utf8_previous(text, start);
	return utf8_read(text, before, &bytes) == LIST_COMMA ? before : 0;
}

static void read_model(const struct plus_tables *tables, struct slice text, size_t head,
		       size_t head_bytes, struct forms *forms)
{
	bool listed = false;
	size_t end = strip(tables, text, head, &listed);
	while (end > 0) {
		size_t start = object_start(tables, text, end);
		if (start == end)
			return;
		add(forms, (struct span){(uint32_t)start, (uint32_t)(head + head_bytes)},
		    (struct span){(uint32_t)start, (uint32_t)end}, PLUS_MODEL);
		end = item_before(tables, text, start, listed);
	}
}

size_t plus_forms_read(struct arena *arena, const struct plus_tables *tables, struct slice text,
		       struct plus_form **out)
{
	struct forms forms = {0};
	struct span words;
	const struct cue *cue;
	for (size_t at = 0; (cue = cue_next(&tables->words, text, &at, &words)) != NULL;) {
		size_t bytes = words.end - words.start;
		if (cue->sign == FORM_HEAD)
			read_plus(tables, text, words.start, bytes, &forms);
		if (cue->sign == FORM_MODEL)
			read_model(tables, text, words.start, bytes, &forms);
	}
	*out = arena_take(arena, forms.at, forms.count, sizeof *forms.at);
	return forms.count;
}
