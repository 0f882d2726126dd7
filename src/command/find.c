#include "base/suggest.h"
#include "command/command.h"

const struct command *command_find(struct slice name)
{
	for (size_t i = 0; i < command_count; i++)
		if (slice_is(name, commands[i]->name))
			return commands[i];
	return NULL;
}

const char *command_suggest(struct slice name)
{
	enum { VERBS_MOST = 128 };
	const char *names[VERBS_MOST];
	size_t count = command_count < VERBS_MOST ? command_count : VERBS_MOST;
	for (size_t i = 0; i < count; i++)
		names[i] = commands[i]->name;
	return suggest_closest(name, names, count);
}
