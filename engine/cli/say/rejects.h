/* cli/say/rejects.h - rejected rows as a table. */
#ifndef LIA_CLI_SAY_REJECTS_H
#define LIA_CLI_SAY_REJECTS_H

#include "liaison/tables.h"

/* file,line,column,cause,detail,text to a path; its format by extension, CSV
 * where that names none. */
LIA_CHECKED lia_status rejects_write(const char *path,
                                     const lia_tables *tables, lia_error *err);

#endif
