#include "text/decode.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/ucsdet.h>

#include "base/buffer.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "text/binary.h"

enum {
	SAMPLE_BYTES = 4096, /* 2,000 characters: more makes the detector slower, not surer */
	ASCII_RUN = 32,	     /* of a long run of ASCII the sample keeps this much */
	UNITS = 4096,
};

/* Names under which ICU would open a smaller set than what the files that bear them hold. The first
 * row of an encoding has the name that is reported. */
static const struct {
	const char *alias, *name, *converter;
} encodings[] = {
	{"utf-8", "utf-8", "UTF-8"},
	{"utf8", "utf-8", "UTF-8"},
	{"ascii", "utf-8", "UTF-8"},
	{"us-ascii", "utf-8", "UTF-8"},
	{"utf-16le", "utf-16le", "UTF-16LE"},
	{"utf-16be", "utf-16be", "UTF-16BE"},
	{"utf-32le", "utf-32le", "UTF-32LE"},
	{"utf-32be", "utf-32be", "UTF-32BE"},
	{"gb18030", "gb18030", "GB18030"},
	{"gb-18030", "gb18030", "GB18030"},
	{"gbk", "gb18030", "GB18030"},
	{"gb2312", "gb18030", "GB18030"},
	{"gb_2312-80", "gb18030", "GB18030"},
	{"euc-cn", "gb18030", "GB18030"},
	{"cp936", "gb18030", "GB18030"},
	{"big5", "big5", "Big5-HKSCS"},
	{"big5-hkscs", "big5", "Big5-HKSCS"},
	{"cp950", "big5", "Big5-HKSCS"},
	{"windows-1252", "windows-1252", "windows-1252"},
	{"iso-8859-1", "windows-1252", "windows-1252"},
	{"latin1", "windows-1252", "windows-1252"},
};

static const struct {
	struct slice mark;
	const char *name;
} byte_order_marks[] = {
	/* utf-32le begins like utf-16le: longer first */
	{{"\xEF\xBB\xBF", 3}, "utf-8"},	   {{"\xFF\xFE\0\0", 4}, "utf-32le"},
	{{"\0\0\xFE\xFF", 4}, "utf-32be"}, {{"\xFF\xFE", 2}, "utf-16le"},
	{{"\xFE\xFF", 2}, "utf-16be"},	   {{"\x84\x31\x95\x33", 4}, "gb18030"},
};

struct choice {
	char name[64], converter[64];
	char how[128];
	size_t skip; /* bytes of a byte order mark */
};

static void choose(struct choice *choice, struct slice alias, const char *why)
{
	char name[sizeof choice->name];
	snprintf(name, sizeof name, "%.*s", (int)alias.length, alias.at);
	const char *converter = name, *shown = name;
	for (size_t i = 0; i < sizeof encodings / sizeof *encodings; i++)
		if (slice_equal_ignoring_case(alias, slice_from(encodings[i].alias))) {
			shown = encodings[i].name;
			converter = encodings[i].converter;
			break;
		}
	memcpy(choice->name, shown, strlen(shown) + 1);
	memcpy(choice->converter, converter, strlen(converter) + 1);
	snprintf(choice->how, sizeof choice->how, "%s (%s)", choice->name, why);
}

static bool choose_by_mark(struct slice bytes, struct choice *choice)
{
	for (size_t i = 0; i < sizeof byte_order_marks / sizeof *byte_order_marks; i++) {
		if (!slice_starts(bytes, byte_order_marks[i].mark))
			continue;
		choose(choice, slice_from(byte_order_marks[i].name), "byte order mark");
		choice->skip = byte_order_marks[i].mark.length;
		return true;
	}
	return false;
}

static struct slice beginning(struct slice bytes)
{
	return (struct slice){bytes.at, bytes.length < SAMPLE_BYTES ? bytes.length : SAMPLE_BYTES};
}

/* UTF-16 without a mark: line ends, spaces and digits leave zero bytes on one side only, and the
 * other side has next to none. 0: no; 'l' or 'b': little or big end first. */
static char utf16_order(struct slice bytes)
{
	struct slice look = beginning(bytes);
	size_t zeros[2] = {0, 0}, controls[2] = {0, 0};
	if (bytes.length % 2 != 0)
		return 0;
	for (size_t i = 0; i + 1 < look.length; i += 2) {
		unsigned char first = (unsigned char)look.at[i];
		unsigned char second = (unsigned char)look.at[i + 1];
		zeros[0] += first == 0;
		zeros[1] += second == 0;
		controls[0] += first == 0 && second < 0x20 && second != '\n' && second != '\r' &&
			       second != '\t';
		controls[1] += second == 0 && first < 0x20 && first != '\n' && first != '\r' &&
			       first != '\t';
	}
	size_t units = look.length / 2;
	if (zeros[1] > 0 && zeros[0] * 50 <= units && controls[1] * 20 <= zeros[1])
		return 'l';
	if (zeros[0] > 0 && zeros[1] * 50 <= units && controls[0] * 20 <= zeros[0])
		return 'b';
	return 0;
}

/* The bytes that tell encodings apart: the first ones with the middles of long ASCII runs left out,
 * so that two sentences in a page of markup are not outvoted. */
static size_t sample(struct slice bytes, char out[SAMPLE_BYTES])
{
	size_t length = 0, ascii = 0;
	for (size_t i = 0; i < bytes.length && length < SAMPLE_BYTES; i++) {
		ascii = (unsigned char)bytes.at[i] < 0x80 ? ascii + 1 : 0;
		if (ascii <= ASCII_RUN)
			out[length++] = bytes.at[i];
	}
	return length;
}

/* Four in five of the two-byte characters are punctuation or level one (most frequent) ideographs
 * of GB 2312, whose lead bytes are A1..A3 and B0..D7. Latin text, which ICU takes for short Chinese
 * and the other way round, has an ASCII byte behind nearly every accented one. */
static bool looks_like_gb(const char *bytes, size_t length)
{
	size_t pairs = 0, common = 0;
	for (size_t i = 0; i + 1 < length; i++) {
		unsigned char lead = (unsigned char)bytes[i], trail = (unsigned char)bytes[i + 1];
		if (lead < 0x80)
			continue;
		pairs++;
		common += trail >= 0xA1 &&
			  ((lead >= 0xB0 && lead <= 0xD7) || (lead >= 0xA1 && lead <= 0xA3));
		i++;
	}
	return pairs >= 2 && common * 5 >= pairs * 4;
}

/* UTF-8 with damage: of what is not ASCII, four in five are whole characters. */
static bool mostly_utf8(struct slice bytes)
{
	size_t whole = 0, broken = 0;
	for (size_t i = 0, step; i < bytes.length; i += step) {
		utf8_read(bytes, i, &step);
		whole += step > 1;
		broken += step == 1 && (unsigned char)bytes.at[i] >= 0x80;
	}
	return whole >= 4 * broken;
}

/* ICU's best match that bytes without zeros can be; NULL if none. It offers UTF-16 without a mark
 * for short Chinese in any encoding. */
static const char *detected_name(UCharsetDetector *detector, int32_t *confidence)
{
	UErrorCode failure = U_ZERO_ERROR;
	int32_t count = 0;
	const UCharsetMatch **matches = ucsdet_detectAll(detector, &count, &failure);
	for (int32_t i = 0; U_SUCCESS(failure) && i < count; i++) {
		const char *name = ucsdet_getName(matches[i], &failure);
		*confidence = ucsdet_getConfidence(matches[i], &failure);
		if (U_SUCCESS(failure) && strncmp(name, "UTF-", 4) != 0)
			return name;
	}
	return NULL;
}

static bool is_sure(const char *name, int32_t confidence)
{
	bool latin = strncmp(name, "ISO-8859-", 9) == 0 || strncmp(name, "windows-125", 11) == 0 ||
		     strncmp(name, "IBM42", 5) == 0;
	return !latin && confidence >= 50;
}

static void choose_by_detector(struct slice bytes, struct choice *choice)
{
	char looked_at[SAMPLE_BYTES], why[64];
	size_t length = sample(bytes, looked_at);
	UErrorCode failure = U_ZERO_ERROR;
	UCharsetDetector *detector = ucsdet_open(&failure);
	ucsdet_setText(detector, looked_at, (int32_t)length, &failure);
	int32_t confidence = 0;
	const char *name = U_FAILURE(failure) ? NULL : detected_name(detector, &confidence);
	if ((name == NULL || !is_sure(name, confidence)) && looks_like_gb(looked_at, length)) {
		choose(choice, SLICE("gb18030"), "detected by its frequent characters");
	} else if (name == NULL) {
		choose(choice, SLICE("utf-8"), "nothing detected");
	} else {
		snprintf(why, sizeof why, "detected, confidence %d", (int)confidence);
		choose(choice, slice_from(name), why);
	}
	ucsdet_close(detector);
}

/* Counts what is replaced. ICU's own callback writes U+001A for some one-byte errors. */
static void replace(const void *context, UConverterToUnicodeArgs *arguments, const char *bytes,
		    int32_t length, UConverterCallbackReason reason, UErrorCode *failure)
{
	static const UChar replacement = 0xFFFD;
	(void)bytes;
	(void)length;
	if (reason > UCNV_IRREGULAR)
		return;
	/* ICU passes the context back const; it is ours. */
	++*(size_t *)(uintptr_t)context;
	*failure = U_ZERO_ERROR;
	ucnv_cbToUWriteUChars(arguments, &replacement, 1, 0, failure);
}

static enum status too_long(struct error *error)
{
	return error_set(error, STATUS_LIMIT,
			 "the text is longer than the limit DOCUMENT_BYTES (%d bytes): split it",
			 LIMIT_DOCUMENT_BYTES);
}

static enum status convert_with(UConverter *from, UConverter *to, struct slice bytes,
				struct buffer *out, struct error *error)
{
	const char *source = bytes.at, *end = bytes.at + bytes.length;
	UChar pivot[UNITS], *pivot_source = pivot, *pivot_target = pivot;
	UErrorCode failure;
	UBool first = true;
	do {
		char piece[3 * UNITS], *target = piece;
		failure = U_ZERO_ERROR;
		ucnv_convertEx(to, from, &target, piece + sizeof piece, &source, end, pivot,
			       &pivot_source, &pivot_target, pivot + UNITS, first, true, &failure);
		first = false;
		if (U_FAILURE(failure) && failure != U_BUFFER_OVERFLOW_ERROR)
			return error_set(error, STATUS_FORMAT, "decoding failed (%s)",
					 u_errorName(failure));
		buffer_append(out, (struct slice){piece, (size_t)(target - piece)});
		if (out->length > LIMIT_DOCUMENT_BYTES)
			return too_long(error);
	} while (failure == U_BUFFER_OVERFLOW_ERROR);
	return STATUS_OK;
}

static enum status convert(struct arena *document, struct slice bytes, const struct choice *choice,
			   bool by_option, struct decoded *decoded, struct error *error)
{
	UErrorCode failure = U_ZERO_ERROR;
	UConverter *to = ucnv_open("UTF-8", &failure);
	UConverter *from = ucnv_open(choice->converter, &failure);
	if (U_FAILURE(failure)) {
		ucnv_close(to);
		return error_set(error, by_option ? STATUS_USAGE : STATUS_FORMAT,
				 "unknown encoding \"%s\": try utf-8, gb18030, big5 or utf-16le",
				 choice->name);
	}
	ucnv_setToUCallBack(from, replace, &decoded->replaced, NULL, NULL, &failure);
	struct buffer out;
	buffer_init(&out);
	enum status status = convert_with(from, to, bytes, &out, error);
	ucnv_close(from);
	ucnv_close(to);
	struct slice text = buffer_slice(&out);
	if (slice_starts(text, SLICE("\xEF\xBB\xBF")))
		text = (struct slice){text.at + 3, text.length - 3};
	if (status == STATUS_OK && text.length > 0 && memchr(text.at, 0, text.length) != NULL)
		status = error_set(error, STATUS_FORMAT,
				   "it is no text: it holds NUL characters when read as %s",
				   choice->how);
	if (status == STATUS_OK)
		decoded->text = arena_copy(document, text);
	buffer_release(&out);
	return status;
}

static enum status no_text(struct slice bytes, struct error *error)
{
	const char *name = binary_name(bytes);
	if (name != NULL)
		return error_set(error, STATUS_FORMAT,
				 "it looks like %s, which is not read yet: save it as plain text",
				 name);
	const char *nul = memchr(bytes.at, 0, bytes.length);
	if (nul != NULL)
		return error_set(error, STATUS_FORMAT,
				 "it is no text: byte %zu is zero; text in UTF-16 needs a byte "
				 "order mark or the encoding given",
				 (size_t)(nul - bytes.at));
	return error_set(error, STATUS_FORMAT, "it is no text: it is full of control characters");
}

static enum status detect(struct slice bytes, struct choice *choice, struct error *error)
{
	if (choose_by_mark(bytes, choice))
		return STATUS_OK;
	if (binary_name(bytes) != NULL)
		return no_text(bytes, error);
	if (bytes.length > 0 && memchr(bytes.at, 0, bytes.length) != NULL) {
		char order = utf16_order(bytes);
		if (order == 0)
			return no_text(bytes, error);
		choose(choice, order == 'l' ? SLICE("utf-16le") : SLICE("utf-16be"),
		       "detected by its zero bytes");
		return STATUS_OK;
	}
	if (binary_controls(bytes))
		return no_text(bytes, error);
	if (utf8_find_invalid(bytes) == SIZE_MAX)
		choose(choice, SLICE("utf-8"), "valid");
	else if (mostly_utf8(bytes))
		choose(choice, SLICE("utf-8"), "damaged");
	else
		choose_by_detector(bytes, choice);
	return STATUS_OK;
}

enum status text_decode(struct arena *document, struct slice bytes, struct slice wanted,
			struct decoded *decoded, struct error *error)
{
	struct choice choice = {.skip = 0};
	*decoded = (struct decoded){.text = SLICE("")};
	wanted = slice_trim(wanted);
	bool by_option = wanted.length > 0 && !choose_by_mark(bytes, &choice);
	if (wanted.length >= sizeof choice.name)
		return error_set(error, STATUS_USAGE, "the encoding's name is too long");
	if (by_option)
		choose(&choice, wanted, "option");
	else
		TRY(detect(bytes, &choice, error));
	struct slice rest = {bytes.at + choice.skip, bytes.length - choice.skip};
	bool plain = slice_is(slice_from(choice.name), "utf-8") && binary_name(rest) == NULL &&
		     (rest.length == 0 || memchr(rest.at, 0, rest.length) == NULL) &&
		     utf8_find_invalid(rest) == SIZE_MAX;
	if (plain && rest.length > LIMIT_DOCUMENT_BYTES)
		return too_long(error);
	if (plain)
		decoded->text = rest;
	else
		TRY(convert(document, rest, &choice, by_option, decoded, error));
	decoded->encoding = arena_copy(document, slice_from(choice.name));
	decoded->how = arena_copy(document, slice_from(choice.how));
	return STATUS_OK;
}
