/* cli/influence_pods.h - what `liaison pods` finds, as evidence for the split
 * of engagement.
 */
#ifndef LIA_CLI_INFLUENCE_PODS_H
#define LIA_CLI_INFLUENCE_PODS_H

#include "cli/settings.h"
#include "liaison/influence.h"
#include "liaison/pods.h"

typedef struct influence_pods {
    lia_membership members;   /* borrows the arrays below                    */
    lia_vid *account;
    uint32_t *pod;
    double *confidence;
    double *inauthentic;      /* [accounts] members of automated groups      */
    uint32_t found;           /* pods that count                             */
    char why_not[500];        /* why nobody could look, or empty             */
} influence_pods;

/* Look for pods. A pod counts where accounts agreed to act in step
 * (`calculated`, `coordinated`), with 1 - q_value as its confidence: friends
 * who are in step for other reasons are no artifice. Members of `automated`
 * groups count as no persons, with the same confidence times the share of
 * members with a machine's delay. Data in which nobody can look is no error:
 * why_not says why. */
LIA_CHECKED lia_status influence_pods_find(influence_pods *out,
                                           const lia_tables *tables,
                                           const settings *s, lia_error *err);

/* The same from pods that were found already. */
LIA_CHECKED lia_status influence_pods_take(influence_pods *out,
                                           const lia_pods *pods, lia_vid n,
                                           lia_error *err);
void influence_pods_free(influence_pods *pods);

#endif
