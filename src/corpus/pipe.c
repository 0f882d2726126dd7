#include "corpus/pipe.h"

#include <string.h>

#include "base/utf8.h"

static const char head[] = "QPREAD01", foot[] = "END.";
enum { BLOCK_BYTES = 16, NESTED_LEAST = 8, TEXT_FIELDS = 10 };

/* ---- writing ---- */

static void write_number(struct buffer *out, size_t number)
{
	char bytes[4];
	for (unsigned i = 0; i < 4; i++)
		bytes[i] = (char)(number >> 8 * i & 0xFF);
	buffer_append(out, (struct slice){bytes, 4});
}

static void write_text(struct buffer *out, struct slice text)
{
	write_number(out, text.length);
	buffer_append(out, text);
}

static void write_block(struct buffer *out, const struct block *block)
{
	write_number(out, block->span.start);
	write_number(out, block->span.end);
	write_number(out, block->page);
	char kinds[4] = {(char)block->kind, (char)block->level, (char)block->furniture, 0};
	buffer_append(out, (struct slice){kinds, 4});
}

/* The texts in their order, for writing and for reading. */
static void text_fields(struct reading *reading, struct slice *fields[TEXT_FIELDS])
{
	struct document_metadata *metadata = &reading->document.metadata;
	struct slice *list[TEXT_FIELDS] = {&metadata->title,	&metadata->title_rule,
					   &metadata->date,	&metadata->date_rule,
					   &metadata->source,	&metadata->language,
					   &metadata->encoding, &metadata->how,
					   &reading->note,	&reading->document.text};
	memcpy(fields, list, sizeof list);
}

void pipe_write(struct buffer *out, const struct reading *reading)
{
	struct reading copy = *reading;
	struct slice *fields[TEXT_FIELDS];
	text_fields(&copy, fields);
	buffer_append_string(out, head);
	write_number(out, STATUS_OK);
	for (size_t i = 0; i < TEXT_FIELDS; i++)
		write_text(out, *fields[i]);
	write_number(out, reading->document.partial);
	write_number(out, reading->document.block_count);
	for (size_t i = 0; i < reading->document.block_count; i++)
		write_block(out, &reading->document.blocks[i]);
	write_number(out, reading->nested_count);
	for (size_t i = 0; i < reading->nested_count; i++) {
		write_text(out, reading->nested[i].name);
		write_text(out, reading->nested[i].bytes);
	}
	buffer_append_string(out, foot);
}

void pipe_write_error(struct buffer *out, const struct error *error)
{
	buffer_append_string(out, head);
	write_number(out, error->status);
	write_text(out, slice_from(error->text));
	buffer_append_string(out, foot);
}

/* ---- reading ---- */

struct message {
	struct slice rest;
	bool broken; /* ended before it should, or holds a number that cannot be */
};

static struct slice take(struct message *message, size_t bytes)
{
	if (bytes > message->rest.length) {
		message->broken = true;
		return SLICE("");
	}
	struct slice taken = {message->rest.at, bytes};
	message->rest = (struct slice){message->rest.at + bytes, message->rest.length - bytes};
	return taken;
}

static uint32_t take_number(struct message *message)
{
	struct slice bytes = take(message, 4);
	uint32_t number = 0;
	for (size_t i = 0; i < bytes.length; i++)
		number |= (uint32_t)(unsigned char)bytes.at[i] << 8 * i;
	return number;
}

static struct slice take_text(struct message *message)
{
	return take(message, take_number(message));
}

/* A count of things of at least `least` bytes each that can be there. */
static size_t take_count(struct message *message, size_t least)
{
	size_t count = take_number(message);
	if (count > message->rest.length / least) {
		message->broken = true;
		return 0;
	}
	return count;
}

static struct block take_block(struct message *message)
{
	struct block block = {0};
	block.span.start = take_number(message);
	block.span.end = take_number(message);
	block.page = take_number(message);
	struct slice kinds = take(message, 4);
	if (kinds.length == 4) {
		block.kind = (uint8_t)kinds.at[0];
		block.level = (uint8_t)kinds.at[1];
		block.furniture = (uint8_t)kinds.at[2];
		message->broken |= kinds.at[3] != 0;
	}
	return block;
}

static bool ends(struct message *message)
{
	return slice_is(take(message, sizeof foot - 1), foot) && message->rest.length == 0 &&
	       !message->broken;
}

static enum status broken_message(struct error *error)
{
	return error_set(error, STATUS_CHILD,
			 "the reader's answer is broken (not of the form QPREAD01)");
}

static enum status take_refusal(struct message *message, uint32_t outcome, struct error *error)
{
	struct slice text = take_text(message);
	bool known = outcome == STATUS_USAGE || outcome == STATUS_FORMAT ||
		     outcome == STATUS_LIMIT || outcome == STATUS_CHILD;
	if (!known || !ends(message) || text.length == 0 || utf8_find_invalid(text) != SIZE_MAX)
		return broken_message(error);
	size_t kept = text.length < sizeof error->text ? text.length : sizeof error->text - 1;
	while (kept > 0 && kept < text.length && ((unsigned char)text.at[kept] & 0xC0) == 0x80)
		kept--;
	for (size_t i = 0; i < kept; i++)
		if ((unsigned char)text.at[i] < 0x20)
			return broken_message(error);
	return error_set(error, (enum status)outcome, "%.*s", (int)kept, text.at);
}

static void take_reading(struct message *message, struct arena *arena, struct reading *reading)
{
	struct slice *fields[TEXT_FIELDS];
	struct document *document = &reading->document;
	text_fields(reading, fields);
	for (size_t i = 0; i < TEXT_FIELDS; i++)
		*fields[i] = take_text(message);
	uint32_t partial = take_number(message);
	document->partial = partial == 1;
	message->broken |= partial > 1;
	document->block_count = take_count(message, BLOCK_BYTES);
	document->blocks = arena_array(arena, struct block, document->block_count);
	for (size_t i = 0; i < document->block_count; i++)
		document->blocks[i] = take_block(message);
	reading->nested_count = take_count(message, NESTED_LEAST);
	reading->nested = arena_array(arena, struct nested_file, reading->nested_count);
	for (size_t i = 0; i < reading->nested_count; i++) {
		reading->nested[i].name = take_text(message);
		reading->nested[i].bytes = take_text(message);
	}
}

enum status pipe_read(struct arena *arena, struct slice bytes, struct reading *reading,
		      struct error *error)
{
	struct message message = {bytes, false};
	struct error why;
	*reading = (struct reading){0};
	if (!slice_is(take(&message, sizeof head - 1), head))
		return broken_message(error);
	uint32_t outcome = take_number(&message);
	if (outcome != STATUS_OK)
		return take_refusal(&message, outcome, error);
	take_reading(&message, arena, reading);
	if (message.broken || !ends(&message))
		return broken_message(error);
	if (reading_check(reading, &why) == STATUS_OK)
		return STATUS_OK;
	return error_set(error, STATUS_CHILD, "the reader's answer contradicts itself: %s",
			 why.text);
}
