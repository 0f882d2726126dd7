/*
 * The verb that is a door itself: qipan serve. Its row in commands[] has no function, because the
 * server stands above the table of verbs (it answers with it).
 */
#ifndef QIPAN_CLI_PAGE_H
#define QIPAN_CLI_PAGE_H

#include "command/command.h"

/* Says the address on standard output and serves until request->job is cancelled; that is how it is
 * meant to end, so it is STATUS_OK. */
enum status page_open(struct request *request, struct error *error) QIPAN_CHECKED;

#endif
