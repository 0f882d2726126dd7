#include "cli/terminal.h"

#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

unsigned terminal_width(int descriptor)
{
	struct winsize size;
	return isatty(descriptor) && ioctl(descriptor, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

static struct slice environment(const char *name)
{
	return slice_from(getenv(name));
}

bool terminal_wants_colour(struct slice choice, int descriptor)
{
	if (slice_is(choice, "always") || slice_is(choice, "never"))
		return slice_is(choice, "always");
	return isatty(descriptor) && environment("NO_COLOR").length == 0 &&
	       !slice_is(environment("TERM"), "dumb");
}

bool terminal_speaks_chinese(struct slice choice)
{
	static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
	if (choice.length > 0)
		return slice_is(choice, "zh");
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (environment(names[i]).length > 0)
			return slice_starts(environment(names[i]), SLICE("zh"));
	return false;
}
