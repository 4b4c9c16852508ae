/* cli/influence/influence_pods.h - what `liaison pods` finds, as evidence for
 * the split of engagement.
 */
#ifndef LIA_CLI_INFLUENCE_INFLUENCE_PODS_H
#define LIA_CLI_INFLUENCE_INFLUENCE_PODS_H

#include "cli/front/settings.h"
#include "liaison/influence.h"

typedef struct influence_pods {
    lia_evidence evidence;
    char why_not[500];        /* why nobody could look, or empty             */
    char why_said[500];       /* the same for the terminal                   */
} influence_pods;

/* Data in which nobody can look is no error: why_not says why. */
LIA_CHECKED lia_status influence_pods_find(influence_pods *out,
                                           const lia_tables *tables,
                                           const settings *s, lia_error *err);

/* The same from what was found already; no engagement in it = nobody looked. */
LIA_CHECKED lia_status influence_pods_take(influence_pods *out,
                                           const lia_pods *pods, lia_vid n,
                                           lia_error *err);
void influence_pods_free(influence_pods *pods);

#endif
