#include "cli/help.h"

#include <string.h>

#include "base/arena.h"
#include "base/number.h"
#include "view/ink.h"
#include "view/width.h"

enum { FORM_MOST = 30, WIDTH_LEAST = 50, WIDTH_MOST = 100 };

const struct exit_code exit_codes[] = {
	{0, "done"},
	{1, "done, but documents were skipped (they are listed)"},
	{2, "the call is wrong: nothing was done"},
	{3, "the input is bad"},
	{4, "a file or the board could not be read or written"},
	{5, "there is no feasible answer"},
	{0, NULL},
};

const struct command *verb_find(const struct verb_table *table, struct slice name)
{
	for (size_t i = 0; i < table->count; i++)
		if (slice_is(name, table->commands[i]->name))
			return table->commands[i];
	return NULL;
}

const char *help_group(const struct command *command)
{
	return command->group == NULL ? "other verbs" : command->group;
}

bool help_starts_group(const struct verb_table *table, size_t index)
{
	for (size_t i = 0; i < index; i++)
		if (strcmp(help_group(table->commands[i]), help_group(table->commands[index])) == 0)
			return false;
	return true;
}

void help_append_option_form(struct buffer *out, const struct command_option *option)
{
	if (option->letter != 0)
		buffer_printf(out, "-%c, ", option->letter);
	buffer_printf(out, "--%s", option->name);
	if (option->kind != OPTION_FLAG)
		buffer_printf(out, " %s", option->value == NULL ? "VALUE" : option->value);
}

void help_append_option_text(struct buffer *out, const struct command_option *option)
{
	buffer_append_string(out, option->help);
	bool ranged = option->kind == OPTION_INTEGER || option->kind == OPTION_REAL;
	if (option->standard == NULL && !ranged)
		return;
	buffer_append_string(out, " (");
	if (option->standard != NULL)
		buffer_printf(out, "default %s%s", option->standard, ranged ? "; " : "");
	if (ranged) {
		number_append(out, option->low);
		buffer_append_string(out, " to ");
		number_append(out, option->high);
	}
	buffer_append_byte(out, ')');
}

static bool has_own(const struct command *command, const char *name)
{
	for (const struct command_option *o = command->options; o != NULL && o->name != NULL; o++)
		if (strcmp(o->name, name) == 0)
			return true;
	return false;
}

const struct command_option *help_next_common(const struct command *command,
					      const struct command_option *after)
{
	const struct command_option *next = after == NULL ? common_options : after + 1;
	while (next->name != NULL && has_own(command, next->name))
		next++;
	return next->name == NULL ? NULL : next;
}

static unsigned fit_width(unsigned width)
{
	return width < WIDTH_LEAST ? WIDTH_LEAST : width > WIDTH_MOST ? WIDTH_MOST : width;
}

static void append_heading(struct buffer *out, const char *heading, bool colour)
{
	buffer_append_byte(out, '\n');
	ink_append(out, colour, INK_STRONG, slice_from(heading));
	buffer_append_byte(out, '\n');
}

/* Choices that are wider than a line go on in the next one, after a |. */
static struct slice append_choices(struct buffer *out, struct slice left, unsigned width)
{
	unsigned indent = 2;
	while (width_of(left) + indent > width) {
		size_t end = 0;
		for (size_t i = 0; i < left.length; i++)
			if (left.at[i] == '|' &&
			    width_of((struct slice){left.at, i + 1}) + indent <= width)
				end = i + 1;
		if (end == 0)
			break;
		buffer_append(out, (struct slice){left.at, end});
		buffer_append_string(out, "\n          ");
		left = (struct slice){left.at + end, left.length - end};
		indent = 10;
	}
	return left;
}

/* "  left   right, wrapped" with right beginning at column indent. */
static void append_entry(struct buffer *out, struct slice left, struct slice right, unsigned indent,
			 unsigned width)
{
	bool is_long = width_of(left) + 4 > indent;
	buffer_append_string(out, "  ");
	left = append_choices(out, left, width);
	width_append_padded(out, left, indent - 2, false);
	if (is_long) { /* too long: the text starts on the next line */
		buffer_append_byte(out, '\n');
		width_append_spaces(out, indent);
	}
	width_append_wrapped(out, right, width - indent, indent);
	buffer_append_byte(out, '\n');
}

static void append_paragraphs(struct buffer *out, const char *text, unsigned width)
{
	struct slice rest = slice_from(text), line;
	while (slice_cut(&rest, '\n', &line)) {
		width_append_wrapped(out, line, width, 0);
		buffer_append_byte(out, '\n');
	}
}

void help_append_overview(struct buffer *out, const struct verb_table *table, unsigned width,
			  bool colour)
{
	width = fit_width(width == 0 ? 80 : width);
	unsigned longest = 0;
	for (size_t i = 0; i < table->count; i++) {
		unsigned length = (unsigned)strlen(table->commands[i]->name);
		longest = length > longest ? length : longest;
	}
	append_paragraphs(out,
			  "qipan lays the plans of many regions out as one board: which region "
			  "plans which field, with the sentences behind every figure.",
			  width);
	buffer_append_string(out, "\nusage: qipan VERB [options] [arguments]\n");
	for (size_t i = 0; i < table->count; i++) {
		if (!help_starts_group(table, i))
			continue;
		const char *group = help_group(table->commands[i]);
		append_heading(out, group, colour);
		for (size_t j = i; j < table->count; j++)
			if (strcmp(help_group(table->commands[j]), group) == 0)
				append_entry(out, slice_from(table->commands[j]->name),
					     slice_from(table->commands[j]->summary), longest + 4,
					     width);
	}
	append_heading(out, "help", colour);
	append_entry(out, SLICE("help"),
		     SLICE("this list; qipan help VERB or man qipan-VERB: one verb"), longest + 4,
		     width);
}

static void append_options(struct buffer *out, const char *heading, const struct command *command,
			   bool common, unsigned width, bool colour)
{
	const struct command_option *option =
		common ? help_next_common(command, NULL) : command->options;
	if (option == NULL || option->name == NULL)
		return;
	append_heading(out, heading, colour);
	struct buffer form, text;
	buffer_init(&form);
	buffer_init(&text);
	while (option != NULL && option->name != NULL) {
		buffer_clear(&form);
		buffer_clear(&text);
		if (option->letter == 0)
			buffer_append_string(&form, "    ");
		help_append_option_form(&form, option);
		help_append_option_text(&text, option);
		append_entry(out, buffer_slice(&form), buffer_slice(&text), FORM_MOST, width);
		option = common ? help_next_common(command, option) : option + 1;
	}
	buffer_release(&text);
	buffer_release(&form);
}

static void append_examples(struct buffer *out, const struct command *command, bool colour)
{
	if (command->examples == NULL || command->examples[0] == '\0')
		return;
	append_heading(out, "examples:", colour);
	struct slice rest = slice_from(command->examples), line;
	while (slice_cut(&rest, '\n', &line)) {
		if (line.length == 0)
			continue;
		buffer_append_string(out, "  ");
		buffer_append(out, line);
		buffer_append_byte(out, '\n');
	}
}

void help_append_verb(struct buffer *out, const struct command *command, unsigned width,
		      bool colour)
{
	width = fit_width(width == 0 ? 80 : width);
	ink_start(out, colour, INK_STRONG);
	buffer_printf(out, "qipan %s", command->name);
	ink_end(out, colour, INK_STRONG);
	buffer_append_string(out, ": ");
	unsigned start = width_of(SLICE("qipan : ")) + width_of(slice_from(command->name));
	width_append_wrapped(out, slice_from(command->summary), width - start, start);
	buffer_printf(out, "\n\nusage: qipan %s [options]%s%s\n", command->name,
		      command->arguments[0] == '\0' ? "" : " ", command->arguments);
	if (command->description != NULL && command->description[0] != '\0') {
		buffer_append_byte(out, '\n');
		append_paragraphs(out, command->description, width);
	}
	append_options(out, "options:", command, false, width, colour);
	append_options(out, "options of every verb:", command, true, width, colour);
	append_examples(out, command, colour);
}
