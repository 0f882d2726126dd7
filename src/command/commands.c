#include "command/command.h"
#include "command/verbs.h"

const struct command commands[] = {
	{.name = "limits",
	 .summary = "list what is too large for this program, and why",
	 .arguments = "",
	 .description = "Every limit is one number in one place. A file, line or query beyond a "
			"limit is reported with the limit's name and skipped; the rest goes on.",
	 .examples = "qipan limits # a table\n"
		     "qipan limits --format json # the same for a program",
	 .board = BOARD_NONE,
	 .group = "about the program",
	 .function = command_limits},
};
const size_t command_count = sizeof commands / sizeof *commands;
