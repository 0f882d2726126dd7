/* The functions of the verbs, one for each row of commands[]. */
#ifndef QIPAN_COMMAND_VERBS_H
#define QIPAN_COMMAND_VERBS_H

#include "command/command.h"

command_function command_limits;

#endif
