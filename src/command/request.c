#include <assert.h>
#include <limits.h>
#include <string.h>

#include "base/buffer.h"
#include "base/number.h"
#include "base/suggest.h"
#include "command/command.h"

enum { SHOWN_MOST = 60 }; /* bytes of a user's word repeated in a message */

/* Words of the user in messages are cut: an error has a fixed size. */
static int shown_length(struct slice text)
{
	size_t length = text.length < SHOWN_MOST ? text.length : SHOWN_MOST;
	while (length > 0 && length < text.length &&
	       ((unsigned char)text.at[length] & 0xC0) == 0x80)
		length--;
	return (int)length;
}

static bool is_common(const struct command_option *option)
{
	for (const struct command_option *o = common_options; o->name != NULL; o++)
		if (o == option)
			return true;
	return false;
}

static struct request_value *find_value(const struct request *request, struct slice name)
{
	for (size_t i = 0; i < request->value_count; i++)
		if (slice_is(name, request->values[i].option->name))
			return &request->values[i];
	return NULL;
}

static struct request_value *find_letter(const struct request *request, char letter)
{
	for (size_t i = 0; i < request->value_count; i++)
		if (request->values[i].option->letter == letter)
			return &request->values[i];
	return NULL;
}

/* The verb's options come first, so that they are found before common ones of the same letter. */
static void list_values(struct request *request, const struct command *command)
{
	size_t own = 0, common = 0;
	while (command->options != NULL && command->options[own].name != NULL)
		own++;
	while (common_options[common].name != NULL)
		common++;
	request->values = arena_array(request->arena, struct request_value, own + common);
	request->value_count = 0;
	for (size_t i = 0; i < own + common; i++) {
		const struct command_option *option =
			i < own ? &command->options[i] : &common_options[i - own];
		if (find_value(request, slice_from(option->name)) != NULL)
			continue;
		struct slice standard = {option->standard, 0};
		if (option->standard != NULL)
			standard.length = strlen(option->standard);
		request->values[request->value_count++] =
			(struct request_value){option, standard, false};
	}
}

static enum status unknown_option(const struct request *request, struct slice name,
				  struct error *error)
{
	const char **names = arena_array(request->arena, const char *, request->value_count + 1);
	for (size_t i = 0; i < request->value_count; i++)
		names[i] = request->values[i].option->name;
	const char *closest = suggest_closest(name, names, request->value_count);
	/* keyness 贵州, not keyness --region 贵州. */
	if (slice_is(name, "region") && strstr(request->command->arguments, "REGION") != NULL)
		return error_set(error, STATUS_USAGE,
				 "there is no option --region: give the region as argument, as in "
				 "qipan %s 贵州",
				 request->command->name);
	if (closest != NULL)
		return error_set(error, STATUS_USAGE,
				 "there is no option --%.*s; did you mean --%s?",
				 shown_length(name), name.at, closest);
	return error_set(error, STATUS_USAGE, "there is no option --%.*s", shown_length(name),
			 name.at);
}

static enum status check_integer(const struct command_option *option, struct slice text,
				 struct error *error)
{
	int64_t value;
	if (!number_read_integer(text, &value))
		return error_set(error, STATUS_USAGE, "--%s: \"%.*s\" is not a whole number",
				 option->name, shown_length(text), text.at);
	if ((double)value < option->low || (double)value > option->high)
		return error_set(error, STATUS_USAGE, "--%s: %lld is not between %.0f and %.0f",
				 option->name, (long long)value, option->low, option->high);
	return STATUS_OK;
}

static enum status check_real(const struct command_option *option, struct slice text,
			      struct error *error)
{
	double value;
	if (!number_read_real(text, &value))
		return error_set(error, STATUS_USAGE,
				 "--%s: \"%.*s\" is not a number; write it like 0.05 or 1e-3",
				 option->name, shown_length(text), text.at);
	if (value >= option->low && value <= option->high)
		return STATUS_OK;
	struct buffer bounds;
	buffer_init(&bounds);
	number_append(&bounds, option->low);
	buffer_append_string(&bounds, " and ");
	number_append(&bounds, option->high);
	error_set(error, STATUS_USAGE, "--%s: %.*s is not between %s", option->name,
		  shown_length(text), text.at, bounds.at);
	buffer_release(&bounds);
	return STATUS_USAGE;
}

static enum status check_choice(const struct request *request, const struct command_option *option,
				struct slice text, struct error *error)
{
	struct slice rest = slice_from(option->value), choice;
	const char **choices = arena_array(request->arena, const char *, rest.length + 1);
	size_t count = 0;
	while (slice_cut(&rest, '|', &choice)) {
		if (slice_equal(choice, text))
			return STATUS_OK;
		choices[count++] = arena_string(request->arena, choice);
	}
	const char *closest = suggest_closest(text, choices, count);
	return error_set(error, STATUS_USAGE, "--%s: \"%.*s\" is none of %s%s%s%s", option->name,
			 shown_length(text), text.at, option->value,
			 closest == NULL ? "" : "; did you mean ", closest == NULL ? "" : closest,
			 closest == NULL ? "" : "?");
}

static enum status check_flag(const struct command_option *option, struct slice *text,
			      struct error *error)
{
	static const char *const yes[] = {"true", "yes", "1"}, *const no[] = {"false", "no", "0"};
	for (size_t i = 0; i < 3; i++) {
		if (slice_is(*text, yes[i]) || slice_is(*text, no[i])) {
			*text = slice_is(*text, yes[i]) ? SLICE("true") : SLICE("false");
			return STATUS_OK;
		}
	}
	return error_set(error, STATUS_USAGE,
			 "--%s: \"%.*s\" is neither true nor false; the option needs no value",
			 option->name, shown_length(*text), text->at);
}

static enum status put_value(const struct request *request, struct request_value *value,
			     struct slice text, struct error *error)
{
	const struct command_option *option = value->option;
	switch (option->kind) {
	case OPTION_TEXT:
		break;
	case OPTION_FLAG:
		TRY(check_flag(option, &text, error));
		break;
	case OPTION_INTEGER:
		TRY(check_integer(option, text, error));
		break;
	case OPTION_REAL:
		TRY(check_real(option, text, error));
		break;
	case OPTION_CHOICE:
		TRY(check_choice(request, option, text, error));
		break;
	}
	/* Two regions would silently become one. */
	if (value->given && !is_common(option) && !slice_equal(value->text, text))
		return error_set(error, STATUS_USAGE,
				 "--%s is given twice, as \"%.*s\" and as \"%.*s\"; it takes one "
				 "value",
				 option->name, shown_length(value->text), value->text.at,
				 shown_length(text), text.at);
	value->text = text;
	value->given = true;
	return STATUS_OK;
}

/* The words not yet read. */
struct reader {
	const char *const *words;
	size_t count, next;
};

/* The value of an option that stands in the next word. */
static enum status next_value(struct reader *reader, const struct command_option *option,
			      struct slice *text, struct error *error)
{
	const char *wanted = option->value == NULL ? "VALUE" : option->value;
	if (reader->next == reader->count)
		return error_set(error, STATUS_USAGE, "--%s needs a value: %s", option->name,
				 wanted);
	struct slice word = slice_from(reader->words[reader->next]);
	if (slice_starts(word, SLICE("--")))
		return error_set(error, STATUS_USAGE,
				 "--%s needs a value (%s), but \"%.*s\" follows; if that is the "
				 "value, write --%s=%.*s",
				 option->name, wanted, shown_length(word), word.at, option->name,
				 shown_length(word), word.at);
	reader->next++;
	*text = word;
	return STATUS_OK;
}

static enum status read_long(struct request *request, struct reader *reader, struct slice word,
			     struct error *error)
{
	struct slice text = {word.at + 2, word.length - 2}, name;
	slice_cut(&text, '=', &name);
	struct request_value *value = find_value(request, name);
	if (value == NULL)
		return unknown_option(request, name, error);
	if (text.at == NULL) {
		if (value->option->kind == OPTION_FLAG)
			text = SLICE("true");
		else
			TRY(next_value(reader, value->option, &text, error));
	}
	return put_value(request, value, text, error);
}

static enum status read_letters(struct request *request, struct reader *reader, struct slice word,
				struct error *error)
{
	for (size_t i = 1; i < word.length; i++) {
		struct request_value *value = find_letter(request, word.at[i]);
		if (value == NULL || word.at[i] == '\0')
			return error_set(error, STATUS_USAGE,
					 "there is no option -%c (in \"%.*s\"); long names are "
					 "written with two dashes",
					 (unsigned char)word.at[i] < 0x80 ? word.at[i] : '?',
					 shown_length(word), word.at);
		struct slice text = SLICE("true");
		bool is_flag = value->option->kind == OPTION_FLAG;
		if (!is_flag && i + 1 < word.length)
			text = (struct slice){word.at + i + 1, word.length - i - 1};
		else if (!is_flag)
			TRY(next_value(reader, value->option, &text, error));
		TRY(put_value(request, value, text, error));
		if (!is_flag)
			break;
	}
	return STATUS_OK;
}

/* "-" is standard input, "-5" a number. */
static bool looks_like_letters(struct slice word)
{
	return word.length > 1 && word.at[0] == '-' && !(word.at[1] >= '0' && word.at[1] <= '9');
}

static enum status count_arguments(const struct request *request, const struct command *command,
				   struct error *error)
{
	size_t count = request->argument_count;
	if (count < command->least && count == 0)
		return error_set(error, STATUS_USAGE, "%s is missing", command->arguments);
	if (count < command->least)
		return error_set(error, STATUS_USAGE, "%s: %zu given, at least %u needed",
				 command->arguments, count, command->least);
	if (count > command->most && command->most == 0)
		return error_set(error, STATUS_USAGE, "\"%.*s\" is too much: %s takes no arguments",
				 shown_length(slice_from(request->arguments[0])),
				 request->arguments[0], command->name);
	if (count > command->most) {
		struct slice extra = slice_from(request->arguments[command->most]);
		return error_set(error, STATUS_USAGE, "\"%.*s\" is too much: %s takes %s",
				 shown_length(extra), extra.at, command->name, command->arguments);
	}
	return STATUS_OK;
}

enum status request_parse(struct request *request, const struct command *command,
			  const char *const *words, size_t word_count, struct error *error)
{
	request->command = command;
	list_values(request, command);
	const char **arguments = arena_array(request->arena, const char *, word_count + 1);
	request->arguments = arguments;
	request->argument_count = 0;
	struct reader reader = {words, word_count, 0};
	bool options = true;
	while (reader.next < reader.count) {
		struct slice word = slice_from(words[reader.next++]);
		if (options && slice_is(word, "--"))
			options = false;
		else if (options && slice_starts(word, SLICE("--")))
			TRY(read_long(request, &reader, word, error));
		else if (options && looks_like_letters(word))
			TRY(read_letters(request, &reader, word, error));
		else
			arguments[request->argument_count++] = word.at;
	}
	return request_flag(request, "help") ? STATUS_OK : count_arguments(request, command, error);
}

static const struct request_value *known_value(const struct request *request, const char *option)
{
	const struct request_value *value = find_value(request, slice_from(option));
	assert(value != NULL);
	return value;
}

struct slice request_text(const struct request *request, const char *option)
{
	const struct request_value *value = known_value(request, option);
	return value->text.at == NULL ? SLICE("") : value->text;
}

bool request_flag(const struct request *request, const char *option)
{
	return slice_is(request_text(request, option), "true");
}

bool request_given(const struct request *request, const char *option)
{
	return known_value(request, option)->given;
}

int64_t request_integer(const struct request *request, const char *option)
{
	int64_t integer = 0;
	return number_read_integer(request_text(request, option), &integer) ? integer : 0;
}

double request_real(const struct request *request, const char *option)
{
	double real = 0;
	return number_read_real(request_text(request, option), &real) ? real : 0;
}

const struct request_value *request_common(const struct request *request, const char *option)
{
	const struct request_value *value = known_value(request, option);
	return is_common(value->option) ? value : NULL;
}
