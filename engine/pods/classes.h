/* pods/classes.h - which word a group gets, and the sentences with it. */
#ifndef LIA_PODS_CLASSES_H
#define LIA_PODS_CLASSES_H

#include <stdio.h>

#include "liaison/pods.h"

/* Set both indices and the class from the other columns:
 *
 *   calculated = mean of log2(synchrony)/3, 2 (promptness - .5),
 *                coverage/.6, exclusivity, each cut to 0..1
 *   affinity   = mean of what is known of contact/.5 and topic: by contacts
 *                2 (topic - .35), by tags 2.5 (topic - that of everybody)
 *
 * oneway     fewer than max(3, size/4) members write, or reciprocity < .15
 * advocacy   more than .4 of coincidences on one author outside; or, where
 *            there is a star (of authors, members or not, with .1 of the
 *            coincidences, in small groups 2.5/size, the one that gives back
 *            least): more than .4 (3/size) are on it; or it hardly gives back
 *            (covers of others less than .5 of what they cover of its own; .3
 *            for a star below .15, .6 for one of .2 in groups of 12 or more);
 *            or the group is not in step (p > .05) beside its posts
 * automated  half of the members have a machine's delay
 * not in step: affinity (index .5 or more) or reciprocal if proposed by ties,
 *            8 members or more, and coverage_against_friends >= 1.6;
 *            else circle
 * in step:   calculated if its index is at least min(affinity, .65), else
 *            affinity_sync; but circle if affinity_sync, or calculated with
 *            affinity >= .65, helps less than 1.3 above friends, unless
 *            p <= 1e-8
 *
 * A coverage_against_friends that is not known counts as failed, an affinity
 * that is not known as 0. */
void pod_classify(lia_pod *pod);

/* One sentence that says what was seen, with both readings; and what would
 * clear the group. */
void pod_explain(FILE *to, const lia_pod *pod);
void pod_say_what_clears(FILE *to, const lia_pod *pod);

#endif
