/* cli/say/lookalikes.h - names that look like others, as a table and in words.
 */
#ifndef LIA_CLI_SAY_LOOKALIKES_H
#define LIA_CLI_SAY_LOOKALIKES_H

#include <stdio.h>

#include "liaison/lookalikes.h"
#include "liaison/ranked.h"

typedef struct lookalike_table {
    lia_ranked table;        /* lookalikes: account,name,like,like_name,why  */
    lia_lookalikes found;
    uint32_t *name, *like_name;
    const char *words[LIA_LOOKALIKE_WHYS];
} lookalike_table;

LIA_CHECKED lia_status lookalike_table_build(lookalike_table *out,
                                             const lia_tables *tables,
                                             lia_error *err);
void lookalike_table_free(lookalike_table *l);

/* A section of inspect; nothing if there are none. */
void lookalikes_print(FILE *to, const lookalike_table *l,
                      const lia_tables *tables);

#endif
