/*
 * The JSON half of read/table.h.
 */
#ifndef QIPAN_READ_JSON_ROWS_H
#define QIPAN_READ_JSON_ROWS_H

#include "read/table.h"

enum status json_rows_open(struct table *table, struct error *error) QIPAN_CHECKED;
enum status json_rows_next(struct table *table, struct table_row *row, bool *found,
			   struct error *error) QIPAN_CHECKED;

#endif
