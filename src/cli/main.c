#include "cli/door.h"

int main(int count, char **words)
{
	struct verb_table table = {commands, command_count};
	return door_run(count, (const char *const *)words, &table);
}
