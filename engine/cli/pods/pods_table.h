/* cli/pods/pods_table.h - what was found about pods as ranked tables. */
#ifndef LIA_CLI_PODS_PODS_TABLE_H
#define LIA_CLI_PODS_PODS_TABLE_H

#include "cli/front/settings.h"
#include "liaison/pods.h"
#include "liaison/ranked.h"

struct analysis;

enum { PODS_TABLES = 6 };

typedef struct pods_tables {
    lia_ranked table[PODS_TABLES];   /* pods first                           */
    lia_ranked warnings;             /* pod_warnings: the pods that are not
                                        in table[0], with its columns        */
    lia_ranked warned;               /* pod_warning_members: theirs          */
    const char *class_words[LIA_POD_CLASS_COUNT];
    const char *source_words[LIA_POD_SOURCE_COUNT];
    uint32_t shown;                  /* pods: without warnings, or all       */
    const char *claim;               /* pods_claim_of(): a message           */
} pods_tables;

/* Borrows both; do not move out. Pairs forget pods that are not shown. */
void pods_tables_build(pods_tables *out, lia_pods *pods,
                       const lia_tables *tables, bool include_warnings);

/* What may be said of the result, in one sentence. */
const char *pods_claim_of(const lia_pods *pods);

/* Pods with default options for a report; out stays empty, and the reason is
 * noted, where the data cannot carry them. */
LIA_CHECKED lia_status pods_for_report(lia_pods *out, struct analysis *a,
                                       const lia_tables *tables,
                                       const settings *s, lia_error *err);

#endif
