#include "fetch/url.h"

#include <curl/curl.h>

#include "base/limits.h"

static struct slice take_part(struct arena *arena, CURLU *handle, CURLUPart part, unsigned flags)
{
	char *text = NULL;
	if (curl_url_get(handle, part, &text, flags) != CURLUE_OK)
		return (struct slice){"", 0};
	struct slice kept = arena_copy(arena, slice_from(text));
	curl_free(text);
	return kept;
}

static struct slice lower(struct arena *arena, struct slice text)
{
	char *out = arena_array(arena, char, text.length + 1);
	for (size_t i = 0; i < text.length; i++)
		out[i] = text.at[i] >= 'A' && text.at[i] <= 'Z' ? (char)(text.at[i] + 32)
								: text.at[i];
	return (struct slice){out, text.length};
}

static enum status take_parts(struct arena *arena, CURLU *handle, struct url *url,
			      struct error *error)
{
	struct slice scheme = take_part(arena, handle, CURLUPART_SCHEME, 0);
	if (!slice_is(scheme, "http") && !slice_is(scheme, "https"))
		return error_set(error, STATUS_FORMAT,
				 "only http:// and https:// addresses are fetched, not %.*s:",
				 scheme.length > 20 ? 20 : (int)scheme.length, scheme.at);
	if (take_part(arena, handle, CURLUPART_USER, 0).length > 0 ||
	    take_part(arena, handle, CURLUPART_PASSWORD, 0).length > 0)
		return error_set(error, STATUS_FORMAT,
				 "the address holds a user name or password, which would be "
				 "written into the board: take it out");
	curl_url_set(handle, CURLUPART_FRAGMENT, NULL, 0);
	url->text = take_part(arena, handle, CURLUPART_URL, 0);
	url->host = lower(arena, take_part(arena, handle, CURLUPART_HOST, 0));
	struct slice port = take_part(arena, handle, CURLUPART_PORT, CURLU_DEFAULT_PORT);
	struct slice path = take_part(arena, handle, CURLUPART_PATH, 0);
	struct slice query = take_part(arena, handle, CURLUPART_QUERY, 0);
	if (url->host.length == 0)
		return error_set(error, STATUS_FORMAT, "the address names no host");
	if (url->text.length > LIMIT_FETCH_URL_BYTES)
		return error_set(error, STATUS_LIMIT,
				 "the address has %zu bytes, the limit FETCH_URL_BYTES is %d",
				 url->text.length, LIMIT_FETCH_URL_BYTES);
	url->authority =
		slice_from(arena_printf(arena, "%s://%s:%s", scheme.at, url->host.at, port.at));
	url->target = slice_from(
		arena_printf(arena, "%s%s%s", path.at, query.length > 0 ? "?" : "", query.at));
	return STATUS_OK;
}

/* libcurl's parser sees what stands before a NUL only. */
static enum status set_and_take(struct arena *arena, struct slice base, struct slice given,
				struct url *url, struct error *error)
{
	*url = (struct url){.text = {"", 0}};
	given = slice_trim(given);
	if (given.length > LIMIT_FETCH_URL_BYTES)
		return error_set(error, STATUS_LIMIT,
				 "the address has %zu bytes, the limit FETCH_URL_BYTES is %d",
				 given.length, LIMIT_FETCH_URL_BYTES);
	for (size_t i = 0; i < given.length; i++)
		if ((unsigned char)given.at[i] < 0x20 || given.at[i] == 0x7F)
			return error_set(error, STATUS_FORMAT,
					 "the address holds a control character");
	CURLU *handle = curl_url();
	if (handle == NULL)
		return error_set(error, STATUS_IO, "no memory for an address");
	CURLUcode code = CURLUE_OK;
	if (base.length > 0)
		code = curl_url_set(handle, CURLUPART_URL, arena_string(arena, base), 0);
	if (code == CURLUE_OK)
		code = curl_url_set(handle, CURLUPART_URL, arena_string(arena, given),
				    CURLU_URLENCODE | CURLU_NON_SUPPORT_SCHEME);
	enum status status;
	if (code != CURLUE_OK)
		status = error_set(error, STATUS_FORMAT, "is no web address (%s)",
				   curl_url_strerror(code));
	else
		status = take_parts(arena, handle, url, error);
	curl_url_cleanup(handle);
	return status;
}

enum status url_parse(struct arena *arena, struct slice given, struct url *url, struct error *error)
{
	return set_and_take(arena, SLICE(""), given, url, error);
}

enum status url_join(struct arena *arena, const struct url *base, struct slice location,
		     struct url *url, struct error *error)
{
	return set_and_take(arena, base->text, location, url, error);
}
