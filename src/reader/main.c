/*
 * qipan-reader: one document from standard input, what is in it to standard output (corpus/pipe.h).
 * It is started by qipan, one process a document, and locks itself in before it reads a byte.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/limits.h"
#include "corpus/pipe.h"
#include "reader/converter.h"
#include "reader/handler.h"
#include "reader/lock.h"

enum { EXIT_BROKEN = 2, EXIT_NO_CONVERTER = 127 };

static const char usage[] =
	"usage: qipan-reader [--as FORMAT] [--name FILE] [--encoding NAME] [--charset NAME] "
	"[--show]\n"
	"                    < DOCUMENT\n"
	"       qipan-reader --exec CONVERTER [-- ARGUMENT...] < DOCUMENT\n"
	"       qipan-reader --locks\n"
	"qipan starts this program for each document that is no plain text. It locks itself in "
	"(no\n"
	"network, no files, bounded memory and time) and writes what it found for qipan to check.\n"
	"  --as FORMAT      do not look at the bytes to find the format\n"
	"  --name FILE      the file's name, where the bytes do not tell the format\n"
	"  --encoding NAME  the text's encoding, where it is known better\n"
	"  --charset NAME   what the server said of it, where it does not tell itself\n"
	"  --show           write blocks as lines to look at, not for qipan\n"
	"  --exec CONVERTER run a converter of others, locked in\n"
	"  --locks          say which locks hold on this machine\n";

struct wish {
	struct handler_options options;
	const struct handler *handler;	   /* NULL: find it */
	const struct converter *converter; /* NULL: read */
	const char *const *more;	   /* the converter's arguments */
	pid_t parent;
	bool show, locks;
};

static int complain(const char *what, const char *word)
{
	fprintf(stderr, "qipan-reader: %s%s\n", what, word);
	return EXIT_BROKEN;
}

static bool parse_number(const char *word, pid_t *number)
{
	long value = 0;
	for (const char *at = word; *at != '\0'; at++) {
		if (*at < '0' || *at > '9' || value > 100000000)
			return false;
		value = value * 10 + (*at - '0');
	}
	*number = (pid_t)value;
	return word[0] != '\0';
}

/* One option with a value; false when it is none or the value is wrong. */
static bool take_option(const char *option, const char *value, struct wish *wish)
{
	struct slice text = slice_from(value);
	if (strcmp(option, "--as") == 0)
		return (wish->handler = handler_named(text)) != NULL;
	if (strcmp(option, "--exec") == 0)
		return (wish->converter = converter_named(text)) != NULL;
	if (strcmp(option, "--parent") == 0)
		return parse_number(value, &wish->parent);
	if (strcmp(option, "--name") == 0)
		wish->options.name = text;
	else if (strcmp(option, "--encoding") == 0)
		wish->options.encoding = text;
	else if (strcmp(option, "--charset") == 0)
		wish->options.charset = text;
	else
		return false;
	return true;
}

/* 0, or the exit code. */
static int take_words(int count, char **words, struct wish *wish)
{
	*wish = (struct wish){.options = {SLICE(""), SLICE(""), SLICE("")}};
	for (int i = 1; i < count; i++) {
		if (strcmp(words[i], "--show") == 0)
			wish->show = true;
		else if (strcmp(words[i], "--locks") == 0)
			wish->locks = true;
		else if (strcmp(words[i], "--") == 0 && wish->converter != NULL) {
			wish->more = (const char *const *)words + i + 1;
			return 0;
		} else if (i + 1 == count || !take_option(words[i], words[i + 1], wish))
			return complain("what is this? ", words[i]);
		else
			i++;
	}
	return 0;
}

static int show_locks(unsigned layers)
{
	static const char *const names[] = {"limits of memory and time", "ends with its parent",
					    "no new rights", "no files (Landlock)",
					    "few system calls (seccomp)"};
	for (unsigned i = 0; i < sizeof names / sizeof *names; i++)
		printf("%-28s%s\n", names[i], layers >> i & 1 ? "yes" : "no");
	return 0;
}

/* All of standard input. */
static enum status read_input(struct buffer *input, struct error *error)
{
	char piece[65536];
	for (;;) {
		ssize_t got = read(STDIN_FILENO, piece, sizeof piece);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return error_set(error, STATUS_CHILD, "the document cannot be read: %s",
					 strerror(errno));
		if (got == 0)
			return STATUS_OK;
		if (input->length + (size_t)got > LIMIT_READER_INPUT_BYTES)
			return error_set(error, STATUS_LIMIT,
					 "has more than %d bytes (READER_INPUT_BYTES): split it",
					 LIMIT_READER_INPUT_BYTES);
		buffer_append(input, (struct slice){piece, (size_t)got});
	}
}

static enum status read_document(const struct wish *wish, struct slice bytes, struct sink *sink,
				 struct reading *reading, struct error *error)
{
	const struct handler *handler = wish->handler;
	if (handler == NULL)
		handler = handler_find(bytes, wish->options.name);
	if (handler == NULL)
		return error_set(error, STATUS_FORMAT, "is of no format that qipan reads");
	TRY(handler->read(bytes, &wish->options, sink, error));
	return sink_finish(sink, reading, error);
}

static void show_reading(struct buffer *out, const struct reading *reading)
{
	const struct document *document = &reading->document;
	const struct document_metadata *m = &document->metadata;
	buffer_printf(out, "title: %.*s (%.*s)\ndate: %.*s (%.*s)\nsource: %.*s\nnote: %.*s\n",
		      (int)m->title.length, m->title.at, (int)m->title_rule.length,
		      m->title_rule.at, (int)m->date.length, m->date.at, (int)m->date_rule.length,
		      m->date_rule.at, (int)m->source.length, m->source.at,
		      (int)reading->note.length, reading->note.at);
	if (document->block_count == 0)
		buffer_append(out, document->text);
	for (size_t i = 0; i < document->block_count; i++) {
		const struct block *block = &document->blocks[i];
		struct slice text = slice_span(document->text, block->span);
		const char *kind = block->kind == BLOCK_FURNITURE
					   ? furniture_kind_name(block->furniture)
					   : block_kind_name(block->kind);
		buffer_printf(out, "%s %u p%u\t%.*s\n", kind, block->level, block->page,
			      (int)text.length, text.at);
	}
	for (size_t i = 0; i < reading->nested_count; i++)
		buffer_printf(out, "file %.*s, %zu bytes\n", (int)reading->nested[i].name.length,
			      reading->nested[i].name.at, reading->nested[i].bytes.length);
}

static int write_output(struct slice bytes)
{
	while (bytes.length > 0) {
		ssize_t written = write(STDOUT_FILENO, bytes.at, bytes.length);
		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0)
			return complain("the answer cannot be written: ", strerror(errno));
		bytes = (struct slice){bytes.at + written, bytes.length - (size_t)written};
	}
	return 0;
}

static int read_and_answer(const struct wish *wish)
{
	struct arena arena;
	struct sink sink;
	struct buffer input, output;
	struct reading reading;
	struct error error;
	arena_init(&arena);
	sink_init(&sink, &arena);
	buffer_init(&input);
	buffer_init(&output);
	enum status status = read_input(&input, &error);
	if (status == STATUS_OK)
		status = read_document(wish, buffer_slice(&input), &sink, &reading, &error);
	if (status != STATUS_OK)
		pipe_write_error(&output, &error);
	else if (wish->show)
		show_reading(&output, &reading);
	else
		pipe_write(&output, &reading);
	int code = write_output(buffer_slice(&output));
	buffer_release(&output);
	buffer_release(&input);
	sink_release(&sink);
	arena_release(&arena);
	return code;
}

static void prepare(const struct wish *wish)
{
	for (size_t i = 0; i < handler_count; i++)
		if (handlers[i].prepare != NULL &&
		    (wish->handler == NULL || wish->handler == &handlers[i]))
			handlers[i].prepare();
}

int main(int count, char **words)
{
	struct wish wish;
	struct error error;
	unsigned layers = 0;
	if (count == 2 && strcmp(words[1], "--help") == 0) {
		fputs(usage, stdout);
		return 0;
	}
	int code = take_words(count, words, &wish);
	if (code != 0)
		return code;
	enum status status = lock_process(wish.parent, &layers, &error);
	if (status == STATUS_OK && wish.converter != NULL) {
		status = converter_become(wish.converter, wish.more, &error);
		complain("", error.text);
		return status == STATUS_USAGE ? EXIT_NO_CONVERTER : EXIT_BROKEN;
	}
	if (status == STATUS_OK) {
		prepare(&wish);
		status = lock_handler(&layers, &error);
	}
	if (status != STATUS_OK)
		return complain("", error.text);
	if (wish.locks)
		return show_locks(layers);
	code = read_and_answer(&wish);
	/* Leaving without exit handlers: they may want calls that are locked. */
	_exit(code);
}
