/* Archives: zip, tar, and single files that are compressed, through libarchive. */
#include <archive.h>
#include <archive_entry.h>
#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "reader/formats.h"
#include "text/decode.h"

struct unpacking {
	struct archive *archive;
	struct sink *sink;
	struct slice outer; /* the archive's own name */
	bool single;	    /* one compressed file without a name */
	size_t members, odd_places, links, locked, damaged;
};

/* ---- recognising ---- */

static bool is_tar(struct slice bytes)
{
	enum { MAGIC_AT = 257 };
	return bytes.length > MAGIC_AT + 5 && memcmp(bytes.at + MAGIC_AT, "ustar", 5) == 0;
}

static bool is_compressed(struct slice bytes)
{
	return slice_starts(bytes, SLICE("\x1F\x8B")) || slice_starts(bytes, SLICE("BZh")) ||
	       slice_starts(bytes, SLICE("\xFD"
					 "7zXZ")) ||
	       slice_starts(bytes, SLICE("\x28\xB5\x2F\xFD"));
}

bool archive_recognise(struct slice bytes, struct slice name)
{
	(void)name;
	return slice_starts(bytes, SLICE("PK\x03\x04")) ||
	       slice_starts(bytes, SLICE("PK\x05\x06")) || is_tar(bytes) || is_compressed(bytes);
}

/* ---- names ---- */

/* The name in UTF-8: as the archive says it if it says so, else GB18030, which old Chinese programs
 * wrote without saying so. */
static struct slice name_of(struct arena *arena, struct archive_entry *entry)
{
	const char *utf8 = archive_entry_pathname_utf8(entry);
	const char *raw = archive_entry_pathname(entry);
	struct slice name = slice_from(utf8 != NULL ? utf8 : raw);
	struct decoded decoded;
	struct error ignored;
	if (utf8_find_invalid(name) != SIZE_MAX) {
		if (text_decode(arena, name, SLICE("gb18030"), &decoded, &ignored) != STATUS_OK)
			return SLICE("");
		name = decoded.text;
	}
	return arena_copy(arena, name);
}

/* Windows programs write \ where others write /. */
static void straighten(char *name, size_t length)
{
	if (memchr(name, '/', length) != NULL)
		return;
	for (size_t i = 0; i < length; i++)
		if (name[i] == '\\')
			name[i] = '/';
}

/* A name that points out of the archive: such archives are made to be dangerous, not to be read. */
static bool is_odd_place(struct slice name)
{
	struct slice part;
	if (slice_starts(name, SLICE("/")) || (name.length > 1 && name.at[1] == ':'))
		return true;
	while (slice_cut(&name, '/', &part))
		if (slice_is(part, ".."))
			return true;
	return false;
}

/* Hidden files, and what programs leave beside the files of their users. */
static bool is_litter(struct slice name)
{
	struct slice part;
	while (slice_cut(&name, '/', &part))
		if (slice_is(part, "__MACOSX") || slice_is(part, "Thumbs.db") ||
		    slice_is(part, "desktop.ini") ||
		    (slice_starts(part, SLICE(".")) && !slice_is(part, ".")))
			return true;
	return false;
}

/* plan.txt.gz holds plan.txt. */
static struct slice inner_name(struct unpacking *unpacking)
{
	static const char *const ends[] = {".gz", ".bz2", ".xz", ".zst"};
	struct slice name = unpacking->outer;
	for (size_t i = name.length; i-- > 0;)
		if (name.at[i] == '/') {
			name = (struct slice){name.at + i + 1, name.length - i - 1};
			break;
		}
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (slice_ends(name, slice_from(ends[i])))
			return (struct slice){name.at, name.length - strlen(ends[i])};
	return name.length > 0 ? name : SLICE("file");
}

/* ---- members ---- */

static enum status unpack(struct unpacking *unpacking, struct buffer *out, bool *whole,
			  struct error *error)
{
	buffer_clear(out);
	*whole = true;
	for (;;) {
		const void *piece;
		size_t got;
		la_int64_t offset;
		int outcome = archive_read_data_block(unpacking->archive, &piece, &got, &offset);
		if (outcome == ARCHIVE_EOF)
			return STATUS_OK;
		if (outcome < ARCHIVE_WARN) {
			*whole = false;
			return STATUS_OK;
		}
		if (got > LIMIT_ARCHIVE_BYTES - unpacking->sink->nested_bytes - out->length)
			return error_set(error, STATUS_LIMIT,
					 "unpacks to more than %d bytes (ARCHIVE_BYTES): unpack "
					 "it yourself and add the folder",
					 LIMIT_ARCHIVE_BYTES);
		buffer_append(out, (struct slice){piece, got});
	}
}

static enum status take_member(struct unpacking *unpacking, struct archive_entry *entry,
			       struct buffer *room, struct error *error)
{
	struct arena *arena = unpacking->sink->arena;
	struct slice name = unpacking->single ? arena_copy(arena, inner_name(unpacking))
					      : name_of(arena, entry);
	bool whole;
	if (!unpacking->single && archive_entry_filetype(entry) == AE_IFDIR)
		return STATUS_OK;
	if (!unpacking->single &&
	    (archive_entry_filetype(entry) != AE_IFREG || archive_entry_hardlink(entry) != NULL)) {
		unpacking->links++;
		return STATUS_OK;
	}
	straighten((char *)name.at, name.length);
	if (name.length == 0 || is_odd_place(name)) {
		unpacking->odd_places++;
		return STATUS_OK;
	}
	if (is_litter(name))
		return STATUS_OK;
	if (archive_entry_is_encrypted(entry)) {
		unpacking->locked++;
		return STATUS_OK;
	}
	TRY(unpack(unpacking, room, &whole, error));
	unpacking->damaged += !whole;
	if (room->length == 0 && !whole)
		return STATUS_OK;
	return sink_nested(unpacking->sink, name, arena_copy(arena, buffer_slice(room)), error);
}

static enum status read_members(struct unpacking *unpacking, struct error *error)
{
	struct archive_entry *entry;
	struct buffer room;
	int outcome;
	enum status status = STATUS_OK;
	buffer_init(&room);
	while (status == STATUS_OK &&
	       (outcome = archive_read_next_header(unpacking->archive, &entry)) >= ARCHIVE_WARN &&
	       outcome != ARCHIVE_EOF) {
		if (++unpacking->members > LIMIT_ARCHIVE_FILES)
			status = error_set(error, STATUS_LIMIT,
					   "has more than %d members (ARCHIVE_FILES): unpack it "
					   "yourself and add the folder",
					   LIMIT_ARCHIVE_FILES);
		else
			status = take_member(unpacking, entry, &room, error);
	}
	if (status == STATUS_OK)
		unpacking->damaged += outcome < ARCHIVE_WARN;
	buffer_release(&room);
	return status;
}

static void note(struct sink *sink, size_t count, const char *what)
{
	if (count > 0)
		sink_note(sink, "%zu %s", count, what);
}

static enum status finish(struct unpacking *unpacking, struct error *error)
{
	struct sink *sink = unpacking->sink;
	note(sink, unpacking->odd_places, "members name places outside of the archive: refused");
	note(sink, unpacking->links, "links and devices were passed over");
	note(sink, unpacking->locked, "members are locked with a password and were passed over");
	note(sink, unpacking->damaged, "damaged places: members are missing or break off");
	if (sink->reading.nested_count > 0)
		return STATUS_OK;
	return error_set(error, STATUS_FORMAT, "%s",
			 unpacking->locked > 0
				 ? "is locked with a password: unpack it and add the folder"
			 : unpacking->odd_places > 0
				 ? "its members name places outside of the archive: refused"
			 : unpacking->damaged > 0 ? "is damaged: no member can be unpacked"
						  : "is an archive without files");
}

static enum status open_archive(struct unpacking *unpacking, struct slice bytes,
				struct error *error)
{
	struct archive *archive = unpacking->archive;
	int outcome = unpacking->single ? archive_read_support_format_raw(archive) : ARCHIVE_OK;
	if (!unpacking->single) {
		archive_read_support_format_zip(archive);
		archive_read_support_format_tar(archive);
	}
	archive_read_support_filter_gzip(archive);
	archive_read_support_filter_bzip2(archive);
	archive_read_support_filter_xz(archive);
	archive_read_support_filter_zstd(archive);
	if (outcome < ARCHIVE_WARN ||
	    archive_read_open_memory(archive, bytes.at, bytes.length) < ARCHIVE_WARN)
		return error_set(error, STATUS_FORMAT, "cannot be opened as an archive: %s",
				 archive_error_string(archive));
	return STATUS_OK;
}

static enum status read_archive(struct slice bytes, struct slice name, bool single,
				struct sink *sink, struct error *error)
{
	struct unpacking unpacking = {.sink = sink, .outer = name, .single = single};
	unpacking.archive = archive_read_new();
	if (unpacking.archive == NULL)
		abort();
	enum status status = open_archive(&unpacking, bytes, error);
	if (status == STATUS_OK)
		status = read_members(&unpacking, error);
	if (status == STATUS_OK && (!single || sink->reading.nested_count > 0))
		status = finish(&unpacking, error);
	archive_read_free(unpacking.archive);
	return status;
}

/* Compressed bytes hold a tar or a single file: only unpacking tells. */
static bool holds_tar(struct slice bytes)
{
	struct archive *archive = archive_read_new();
	struct archive_entry *entry;
	if (archive == NULL)
		abort();
	archive_read_support_format_tar(archive);
	archive_read_support_filter_all(archive);
	int outcome = archive_read_open_memory(archive, bytes.at, bytes.length);
	if (outcome >= ARCHIVE_WARN)
		outcome = archive_read_next_header(archive, &entry);
	archive_read_free(archive);
	return outcome == ARCHIVE_OK || outcome == ARCHIVE_WARN; /* zeros are a tar's end */
}

/* libarchive gives a name that is marked as UTF-8 only where the locale has it, so the thread has
 * one while it reads. NULL: it has one already. */
static locale_t enter_utf8(void)
{
	if (strcmp(nl_langinfo(CODESET), "UTF-8") == 0)
		return (locale_t)0;
	locale_t utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
	return utf8 == (locale_t)0 ? (locale_t)0 : uselocale(utf8);
}

static void leave_utf8(locale_t before)
{
	if (before == (locale_t)0)
		return;
	locale_t utf8 = uselocale(before);
	if (utf8 != LC_GLOBAL_LOCALE)
		freelocale(utf8);
}

void archive_prepare(void)
{
	(void)enter_utf8(); /* for good: the process reads one document */
}

enum status archive_unpack(struct slice bytes, const struct handler_options *options,
			   struct sink *sink, struct error *error)
{
	locale_t before = enter_utf8();
	bool single = is_compressed(bytes) && !holds_tar(bytes);
	enum status status = read_archive(bytes, options->name, single, sink, error);
	leave_utf8(before);
	return status;
}
