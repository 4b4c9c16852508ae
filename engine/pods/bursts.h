/* pods/bursts.h - the bursts that a sceptic should look at. */
#ifndef LIA_PODS_BURSTS_H
#define LIA_PODS_BURSTS_H

#include "pods/describe.h"

enum { POD_BURSTS = 5 };

/* Texts, one after the other. */
typedef struct pod_texts {
    lia_names names;
    uint64_t bytes_room, off_room;
} pod_texts;
LIA_CHECKED lia_status pod_texts_add(uint32_t *id, pod_texts *texts,
                                     const char *text, size_t length,
                                     lia_error *err);

/* An engagement: an account and the row that says so. */
typedef struct pod_act {
    lia_vid account;         /* of the tables                                */
    uint32_t row;            /* of the interactions                          */
} pod_act;

/* "file:line|file:line" and "account|account" of a burst, in the order given,
 * as texts of `out`. */
LIA_CHECKED lia_status pod_say_acts(lia_pod_burst *out, pod_texts *texts,
                                    const pod_act *act, uint64_t count,
                                    const lia_tables *tables, lia_error *err);

/* The least probable bursts of a group: of each post of a member the span of
 * one window, from a member's event on, that holds the most members (3 or
 * more). The others are expected there with the chance that their habits give;
 * probability is that of so many or more of them (Poisson binomial, exact),
 * each burst by itself and not corrected for having been looked for.
 *
 * out: room for POD_BURSTS; *count of them are set, texts and all. */
LIA_CHECKED lia_status pod_bursts(lia_pod_burst *out, uint32_t *count,
                                  pod_texts *texts, const pod_group *g,
                                  const pod_habits *h,
                                  const lia_tables *tables,
                                  const lia_pods_options *options,
                                  lia_error *err);

#endif
