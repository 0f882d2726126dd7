#include "web/asset.h"

#include <string.h>

#ifdef QIPAN_WITHOUT_PAGE

const struct asset *asset_find(const char *path, struct asset *asset)
{
	(void)path;
	(void)asset;
	return NULL;
}

struct slice asset_index(void)
{
	return SLICE("<!doctype html><html lang=en><meta charset=utf-8><title>qipan</title>"
		     "<p>This qipan was built without its page (meson option page=disabled). "
		     "<a href=\"/api\">/api</a> answers all the same.");
}

#else

#define EMBEDDED(name) extern const char qipan_web_##name[], qipan_web_##name##_end[];
EMBEDDED(index)
EMBEDDED(js)
EMBEDDED(js_gz)
EMBEDDED(css)
EMBEDDED(css_gz)
EMBEDDED(icon)
#undef EMBEDDED

static struct slice between(const char *start, const char *end)
{
	return (struct slice){start, (size_t)(end - start)};
}
#define EMBEDDED(name) between(qipan_web_##name, qipan_web_##name##_end)

const struct asset *asset_find(const char *path, struct asset *asset)
{
	const struct asset assets[] = {
		{"/page.js", "text/javascript; charset=utf-8", EMBEDDED(js), EMBEDDED(js_gz)},
		{"/page.css", "text/css; charset=utf-8", EMBEDDED(css), EMBEDDED(css_gz)},
		{"/icon.svg", "image/svg+xml", EMBEDDED(icon), {NULL, 0}},
	};
	for (size_t i = 0; i < sizeof assets / sizeof *assets; i++) {
		if (strcmp(assets[i].path, path) != 0)
			continue;
		*asset = assets[i];
		return asset;
	}
	return NULL;
}

struct slice asset_index(void)
{
	return EMBEDDED(index);
}

#endif
