/* Completions for three shells. Words come from the table; what a shell would expand is quoted. */
#include <string.h>

#include "cli/manual.h"

/* Calls each for the verb's own options and then the common ones. */
typedef void each_option(struct buffer *out, const struct command *command,
			 const struct command_option *option);

static void for_options(struct buffer *out, const struct command *command, each_option *each)
{
	for (const struct command_option *o = command->options; o != NULL && o->name != NULL; o++)
		each(out, command, o);
	for (const struct command_option *o = help_next_common(command, NULL); o != NULL;
	     o = help_next_common(command, o))
		each(out, command, o);
}

static void append_verbs(struct buffer *out, const struct verb_table *table)
{
	buffer_append_string(out, "help");
	for (size_t i = 0; i < table->count; i++)
		buffer_printf(out, " %s", table->commands[i]->name);
}

/* "a|b|c" as "a b c". */
static void append_choices(struct buffer *out, const char *choices)
{
	for (; *choices != '\0'; choices++)
		buffer_append_byte(out, *choices == '|' ? ' ' : *choices);
}

static void append_long_name(struct buffer *out, const struct command *command,
			     const struct command_option *option)
{
	(void)command;
	buffer_printf(out, " --%s", option->name);
}

static void append_bash_choice(struct buffer *out, const struct command *command,
			       const struct command_option *option)
{
	if (option->kind != OPTION_CHOICE)
		return;
	buffer_printf(out, "\t%s:--%s", command->name, option->name);
	if (option->letter != 0)
		buffer_printf(out, "|%s:-%c", command->name, option->letter);
	buffer_append_string(out, ") words='");
	append_choices(out, option->value);
	buffer_append_string(out, "' ;;\n");
}

void completion_append_bash(struct buffer *out, const struct verb_table *table)
{
	buffer_append_string(out,
			     "# bash completion for qipan, made from its table of verbs\n"
			     "_qipan()\n{\n"
			     "\tlocal word=${COMP_WORDS[COMP_CWORD]} words=\n"
			     "\tlocal before=${COMP_WORDS[COMP_CWORD-1]} verb=${COMP_WORDS[1]}\n"
			     "\tlocal verbs='");
	append_verbs(out, table);
	buffer_append_string(out, "'\n\tcase $verb:$before in\n");
	for (size_t i = 0; i < table->count; i++)
		for_options(out, table->commands[i], append_bash_choice);
	buffer_append_string(out,
			     "\tesac\n\tif [[ $COMP_CWORD -eq 1 || $verb:$COMP_CWORD == "
			     "help:2 ]]; then\n\t\twords=$verbs\n"
			     "\telif [[ -z $words && $word == -* ]]; then\n\t\tcase $verb in\n");
	for (size_t i = 0; i < table->count; i++) {
		buffer_printf(out, "\t\t%s) words='", table->commands[i]->name);
		for_options(out, table->commands[i], append_long_name);
		buffer_append_string(out, "' ;;\n");
	}
	buffer_append_string(out,
			     "\t\tesac\n\tfi\n"
			     "\tif [[ -n $words ]]; then\n"
			     "\t\tmapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$word\")\n"
			     "\telse\n"
			     "\t\tcompopt -o filenames\n"
			     "\t\tmapfile -t COMPREPLY < <(compgen -f -- \"$word\")\n"
			     "\tfi\n}\ncomplete -F _qipan qipan\n");
}

/* Inside single quotes; : and brackets mean something to zsh's _arguments. */
static void append_zsh_text(struct buffer *out, const char *text)
{
	for (; *text != '\0'; text++) {
		if (*text == '\'')
			buffer_append_string(out, "'\\''");
		else if (strchr(":[]\\", *text) != NULL)
			buffer_printf(out, "\\%c", *text);
		else
			buffer_append_byte(out, *text);
	}
}

static void append_zsh_form(struct buffer *out, const struct command_option *option,
			    const char *form)
{
	buffer_printf(out, "\t\t\t'%s[", form);
	append_zsh_text(out, option->help);
	buffer_append_byte(out, ']');
	if (option->kind == OPTION_CHOICE) {
		buffer_printf(out, ":%s:(", option->name);
		append_choices(out, option->value);
		buffer_append_byte(out, ')');
	} else if (option->kind != OPTION_FLAG) {
		bool file = option->value != NULL && strcmp(option->value, "FILE") == 0;
		buffer_printf(out, ":%s:%s", option->name, file ? "_files" : " ");
	}
	buffer_append_string(out, "' \\\n");
}

static void append_zsh_option(struct buffer *out, const struct command *command,
			      const struct command_option *option)
{
	(void)command;
	struct buffer form;
	buffer_init(&form);
	buffer_printf(&form, "--%s", option->name);
	append_zsh_form(out, option, form.at);
	if (option->letter != 0) {
		char letter[] = {'-', option->letter, '\0'};
		append_zsh_form(out, option, letter);
	}
	buffer_release(&form);
}

void completion_append_zsh(struct buffer *out, const struct verb_table *table)
{
	buffer_append_string(out, "#compdef qipan\n"
				  "# zsh completion for qipan, made from its table of verbs\n"
				  "_qipan() {\n\tlocal -a verbs\n\tverbs=(\n"
				  "\t\t'help:help on a verb'\n");
	for (size_t i = 0; i < table->count; i++) {
		buffer_printf(out, "\t\t'%s:", table->commands[i]->name);
		append_zsh_text(out, table->commands[i]->summary);
		buffer_append_string(out, "'\n");
	}
	buffer_append_string(out, "\t)\n\tif (( CURRENT == 2 )); then\n"
				  "\t\t_describe verb verbs\n\t\treturn\n\tfi\n"
				  "\tlocal verb=$words[2]\n\tshift words\n\t(( CURRENT-- ))\n"
				  "\tcase $verb in\n\thelp)\n\t\t_describe verb verbs ;;\n");
	for (size_t i = 0; i < table->count; i++) {
		buffer_printf(out, "\t%s)\n\t\t_arguments -s \\\n", table->commands[i]->name);
		for_options(out, table->commands[i], append_zsh_option);
		buffer_append_string(out, "\t\t\t'*:argument:_files' ;;\n");
	}
	buffer_append_string(out, "\tesac\n}\n_qipan \"$@\"\n");
}

static void append_fish_text(struct buffer *out, const char *text)
{
	buffer_append_byte(out, '\'');
	for (; *text != '\0'; text++) {
		if (*text == '\'' || *text == '\\')
			buffer_append_byte(out, '\\');
		buffer_append_byte(out, *text);
	}
	buffer_append_byte(out, '\'');
}

static void append_fish_option(struct buffer *out, const struct command *command,
			       const struct command_option *option)
{
	buffer_printf(out, "complete -c qipan -n '__fish_seen_subcommand_from %s' -l %s",
		      command->name, option->name);
	if (option->letter != 0)
		buffer_printf(out, " -s %c", option->letter);
	if (option->kind == OPTION_CHOICE) {
		buffer_append_string(out, " -x -a '");
		append_choices(out, option->value);
		buffer_append_byte(out, '\'');
	} else if (option->kind != OPTION_FLAG) {
		buffer_append_string(out, " -r");
	}
	buffer_append_string(out, " -d ");
	append_fish_text(out, option->help);
	buffer_append_byte(out, '\n');
}

void completion_append_fish(struct buffer *out, const struct verb_table *table)
{
	buffer_append_string(out, "# fish completion for qipan, made from its table of verbs\n"
				  "complete -c qipan -f -n __fish_use_subcommand -a help -d "
				  "'help on a verb'\n");
	for (size_t i = 0; i < table->count; i++) {
		buffer_printf(out, "complete -c qipan -f -n __fish_use_subcommand -a %s -d ",
			      table->commands[i]->name);
		append_fish_text(out, table->commands[i]->summary);
		buffer_append_byte(out, '\n');
		for_options(out, table->commands[i], append_fish_option);
	}
	buffer_append_string(out,
			     "complete -c qipan -f -n '__fish_seen_subcommand_from help' -a '");
	append_verbs(out, table);
	buffer_append_string(out, "'\n");
}
