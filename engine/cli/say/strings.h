/* cli/say/strings.h - texts of the program's own for the columns of a table. */
#ifndef LIA_CLI_SAY_STRINGS_H
#define LIA_CLI_SAY_STRINGS_H

#include "liaison/tables.h"

/* Texts in the order of adding: names.count of them; ids 0, 1, 2 ... */
typedef struct strings {
    lia_names names;
    uint64_t off_room, bytes_room;
} strings;

LIA_CHECKED lia_status strings_add(strings *s, const char *text,
                                   lia_error *err);
void strings_free(strings *s);

/* 0, 1, 2 ...: the column of ids that goes with them. Owned. */
LIA_CHECKED lia_status strings_ids(uint32_t **out, uint32_t count,
                                   lia_error *err);

#endif
