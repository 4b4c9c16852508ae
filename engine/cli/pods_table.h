/* cli/pods_table.h - what was found about pods as ranked tables. */
#ifndef LIA_CLI_PODS_TABLE_H
#define LIA_CLI_PODS_TABLE_H

#include "liaison/pods.h"
#include "liaison/ranked.h"

enum { PODS_TABLES = 6 };

typedef struct pods_tables {
    lia_ranked table[PODS_TABLES];   /* pods first                           */
    const char *class_words[LIA_POD_CLASS_COUNT];
    const char *source_words[LIA_POD_SOURCE_COUNT];
    uint32_t shown;                  /* pods: without warnings, or all       */
} pods_tables;

/* Borrows both; do not move out. Pairs forget pods that are not shown. */
void pods_tables_build(pods_tables *out, lia_pods *pods,
                       const lia_tables *tables, bool include_warnings);

#endif
