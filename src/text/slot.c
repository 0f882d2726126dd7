#include "text/slot.h"

#include <string.h>

static bool drop_start(struct slice *name, const char *word)
{
	struct slice start = slice_from(word);
	if (!slice_starts(*name, start) || name->length == start.length)
		return false;
	name->at += start.length;
	name->length -= start.length;
	return true;
}

static void drop_levels(struct slice *name)
{
	static const char *const words[] = {"国家级", "国家", "全国性", "全国", "世界级", "全球",
					    "更多",   "一批", "若干",	"“",	"”"};
	for (size_t i = 0; i < sizeof words / sizeof *words;)
		i = drop_start(name, words[i]) ? 0 : i + 1;
}

struct slice slot_of(struct slice name, struct slice head)
{
	static const char joint[] = "和";
	size_t bytes = sizeof joint - 1, before = name.length - head.length;
	for (size_t at = 0; at + bytes <= before; at++)
		if (memcmp(name.at + at, joint, bytes) == 0 && at + bytes < before)
			return slot_of(
				(struct slice){name.at + at + bytes, name.length - at - bytes},
				head);
	drop_levels(&name);
	return name.length > head.length ? name : SLICE("");
}

/* Names that official texts use for one and the same title. */
static const struct {
	const char *written, *joined;
} one_slot[] = {
	{"自由贸易试验区", "自贸试验区"},
	{"自贸区", "自贸试验区"},
	{"自由贸易港", "自贸港"},
	{"综合保税区", "综保区"},
	{"高新技术产业开发区", "高新区"},
	{"经济技术开发区", "经开区"},
	{"农业高新技术产业示范区", "农高区"},
	{"跨境电子商务综合试验区", "跨境电商综试区"},
	{"跨境电商综合试验区", "跨境电商综试区"},
	{"综合性国家科学中心", "综合性科学中心"},
};

struct slice slot_joined(struct slice slot)
{
	for (size_t i = 0; i < sizeof one_slot / sizeof *one_slot; i++)
		if (slice_is(slot, one_slot[i].written))
			return slice_from(one_slot[i].joined);
	return slot;
}
