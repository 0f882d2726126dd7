#include "cli/manual.h"

#include <string.h>

/* Text that roff must not read as requests or escapes. */
static void append_escaped(struct buffer *out, struct slice text)
{
	bool line_start = out->length == 0 || out->at[out->length - 1] == '\n';
	for (size_t i = 0; i < text.length; i++) {
		char c = text.at[i];
		if (line_start && (c == '.' || c == '\''))
			buffer_append_string(out, "\\&");
		if (c == '\\')
			buffer_append_string(out, "\\e");
		else if (c == '-')
			buffer_append_string(out, "\\-");
		else
			buffer_append_byte(out, c);
		line_start = c == '\n';
	}
}

static void append_string(struct buffer *out, const char *text)
{
	append_escaped(out, slice_from(text));
}

static void append_title(struct buffer *out, const char *name)
{
	buffer_append_string(out, ".TH \"");
	for (size_t i = 0; name[i] != '\0'; i++) /* upper case, ASCII only */
		buffer_append_byte(out, name[i] >= 'a' && name[i] <= 'z' ? (char)(name[i] - 32)
									 : name[i]);
	buffer_printf(out, "\" \"1\" \"\" \"qipan %s\" \"qipan manual\"\n", QIPAN_VERSION);
	/* No hyphenation, no stretched lines: names and options stay as they are typed. */
	buffer_append_string(out, ".nh\n.ad l\n");
}

static void append_paragraphs(struct buffer *out, const char *text)
{
	struct slice rest = slice_from(text), line;
	while (slice_cut(&rest, '\n', &line)) {
		if (line.length == 0) {
			buffer_append_string(out, ".PP\n");
			continue;
		}
		append_escaped(out, line);
		buffer_append_byte(out, '\n');
	}
}

static void append_option(struct buffer *out, const struct command_option *option)
{
	struct buffer part;
	buffer_init(&part);
	buffer_append_string(out, ".TP\n.B ");
	help_append_option_form(&part, option);
	append_escaped(out, buffer_slice(&part));
	buffer_append_byte(out, '\n');
	buffer_clear(&part);
	help_append_option_text(&part, option);
	append_escaped(out, buffer_slice(&part));
	buffer_append_byte(out, '\n');
	buffer_release(&part);
}

static void append_examples(struct buffer *out, const char *examples)
{
	if (examples == NULL || examples[0] == '\0')
		return;
	buffer_append_string(out, ".SH EXAMPLES\n.nf\n");
	struct slice rest = slice_from(examples), line;
	while (slice_cut(&rest, '\n', &line)) {
		append_escaped(out, line);
		buffer_append_byte(out, '\n');
	}
	buffer_append_string(out, ".fi\n");
}

static void append_exit_codes(struct buffer *out)
{
	buffer_append_string(out, ".SH EXIT STATUS\n");
	for (const struct exit_code *row = exit_codes; row->text != NULL; row++) {
		buffer_printf(out, ".TP\n.B %d\n", row->code);
		append_string(out, row->text);
		buffer_append_byte(out, '\n');
	}
}

void manual_append_overview(struct buffer *out, const struct verb_table *table)
{
	append_title(out, "qipan");
	buffer_append_string(out, ".SH NAME\nqipan \\- read the plans of many regions as one "
				  "board\n.SH SYNOPSIS\n.B qipan\n.I VERB\n"
				  "[options] [arguments]\n.SH DESCRIPTION\n");
	append_paragraphs(out,
			  "qipan reads the plans of many regions, finds the codes of a codebook "
			  "in their sentences and lays them out as one board of regions and "
			  "fields. Every figure opens the sentences it was made from. It works "
			  "on one file, the board, and offline.");
	for (size_t i = 0; i < table->count; i++) {
		if (!help_starts_group(table, i))
			continue;
		const char *group = help_group(table->commands[i]);
		buffer_append_string(out, ".SS ");
		append_string(out, group);
		buffer_append_byte(out, '\n');
		for (size_t j = i; j < table->count; j++) {
			if (strcmp(help_group(table->commands[j]), group) != 0)
				continue;
			buffer_append_string(out, ".TP\n.B ");
			append_string(out, table->commands[j]->name);
			buffer_append_byte(out, '\n');
			append_string(out, table->commands[j]->summary);
			buffer_printf(out, " (");
			append_string(out, "qipan-");
			append_string(out, table->commands[j]->name);
			buffer_append_string(out, "(1))\n");
		}
	}
	buffer_append_string(out, ".SH OPTIONS OF EVERY VERB\n");
	for (const struct command_option *option = common_options; option->name != NULL; option++)
		append_option(out, option);
	append_exit_codes(out);
}

void manual_append_verb(struct buffer *out, const struct command *command)
{
	struct buffer title;
	buffer_init(&title);
	buffer_printf(&title, "qipan-%s", command->name);
	append_title(out, title.at);
	buffer_append_string(out, ".SH NAME\n");
	append_string(out, title.at);
	buffer_release(&title);
	buffer_append_string(out, " \\- ");
	append_string(out, command->summary);
	buffer_append_string(out, "\n.SH SYNOPSIS\n.B qipan ");
	append_string(out, command->name);
	buffer_append_string(out, "\n[options]\n");
	if (command->arguments[0] != '\0') {
		buffer_append_string(out, ".I ");
		append_string(out, command->arguments);
		buffer_append_byte(out, '\n');
	}
	buffer_append_string(out, ".SH DESCRIPTION\n");
	append_paragraphs(out,
			  command->description == NULL ? command->summary : command->description);
	if (command->options != NULL && command->options[0].name != NULL)
		buffer_append_string(out, ".SH OPTIONS\n");
	for (const struct command_option *o = command->options; o != NULL && o->name != NULL; o++)
		append_option(out, o);
	buffer_append_string(out, ".SH OPTIONS OF EVERY VERB\n");
	for (const struct command_option *option = help_next_common(command, NULL); option != NULL;
	     option = help_next_common(command, option))
		append_option(out, option);
	append_examples(out, command->examples);
	append_exit_codes(out);
	buffer_append_string(out, ".SH SEE ALSO\n.BR qipan (1)\n");
}
