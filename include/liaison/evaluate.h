/* liaison/evaluate.h - how right a detector is, on data whose truth is known.
 *
 * A set is what liaison/worlds.h or anybody else knows about some accounts
 * (the truth) and what `pods` said about them. Verdicts pool any number of
 * sets: hits and trials add up, areas are averaged over the sets that have
 * one. Every share comes with its exact interval.
 */
#ifndef LIA_EVALUATE_H
#define LIA_EVALUATE_H

#include "liaison/worlds.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What a group was found to be. */
typedef enum lia_found {
    LIA_FOUND_CALCULATED,    /* calculated or coordinated                    */
    LIA_FOUND_OTHER_POD,     /* affinity_sync, affinity, reciprocal          */
    LIA_FOUND_WARNING        /* circle, automated, oneway, advocacy ...      */
} lia_found;
/* By the word of the column `class`; a word that is not known is a warning. */
lia_found lia_found_of(const char *word, size_t length);

/* One set. Accounts are 0 .. accounts - 1, kinds 0 .. kinds - 1. */
typedef struct lia_trial {
    uint32_t accounts;
    uint64_t truths;                 /* rows of the truth; an account of     */
    const uint32_t *truth_account;   /* several pods has several             */
    const uint32_t *truth_kind;
    const uint32_t *truth_pod;       /* LIA_NONE = none                      */
    const uint8_t *kind_reading;     /* [kinds] lia_reading                  */
    uint32_t kinds;

    uint32_t groups;                 /* found                                */
    const uint8_t *group_found;      /* lia_found                            */
    const double *group_score;       /* >= 0                                 */
    uint64_t members;
    const uint32_t *member_group, *member_account;
    uint64_t pairs;                  /* listed as validated                  */
    const uint32_t *pair_a, *pair_b;
    const double *pair_p;            /* 0..1                                 */
} lia_trial;

/* Rows of a verdict, in this order, then one for each kind of the truth. */
enum {
    LIA_VERDICT_CALCULATED,   /* accounts in calculated groups               */
    LIA_VERDICT_ANY_POD,      /* accounts in groups of any pod class, against
                                 all planted groups                          */
    LIA_VERDICT_GROUPS,       /* calculated groups: right if more than half of
                                 the members are of calculated pods; a planted
                                 pod is found if half of it is in one group  */
    LIA_VERDICT_PAIRS,        /* two accounts in one calculated group        */
    LIA_VERDICT_PAIR_LIST,    /* pairs that are listed                       */
    LIA_VERDICT_FREE_CALCULATED,     /* sets without a planted group: how many
                                        have a calculated group ...          */
    LIA_VERDICT_FREE_POD,            /* ... a group of any pod class ...     */
    LIA_VERDICT_FREE_PAIR,           /* ... a listed pair                    */
    LIA_VERDICT_KINDS
};

/* Counts of one row; add sets by lia_verdict_add, read by the rest. */
typedef struct lia_verdict_tally {
    uint64_t planted;        /* accounts (groups, pairs, sets) that are it   */
    uint64_t found;          /* called it                                    */
    uint64_t right;          /* called it, and it is it: for precision       */
    uint64_t reached;        /* of the planted ones, called it: for recall   */
    uint64_t any;            /* kinds: in a group of any pod class           */
    double area_sum;         /* of the areas under the ROC curve             */
    uint64_t areas;
} lia_verdict_tally;

/* Add a set to tallies [LIA_VERDICT_KINDS + trial->kinds], zero before the
 * first one.
 *
 * The score of an account is that of its best calculated group plus 1000, else
 * the largest -log10 p of its listed pairs (at most 999), else 0; the score of
 * two accounts in the same way. All accounts, and all pairs of them, count.
 *
 * return LIA_OK; LIA_EARG for an id out of range; LIA_ELIMIT for groups with
 *        more than 1e8 pairs of members together; LIA_ENOMEM. The tallies are
 *        untouched on failure.
 * Time O(P log P), P the pairs of accounts that share a group or are listed.
 */
LIA_CHECKED lia_status lia_verdict_add(lia_verdict_tally *tallies,
                                       const lia_trial *trial,
                                       lia_error *err);

/* found, right: right / found; NAN without any. F1 = 2 P R / (P + R), 0 where
 * nothing is right, NAN where there is nothing planted. */
double lia_verdict_precision(const lia_verdict_tally *t);
double lia_verdict_recall(const lia_verdict_tally *t);
double lia_verdict_f1(const lia_verdict_tally *t);
double lia_verdict_area(const lia_verdict_tally *t);

/* The exact interval of a binomial share at confidence 1 - alpha: low is the
 * p at which P(X >= hits) = alpha / 2, high that at which P(X <= hits) is; 0
 * and 1 at the ends.
 *
 * C. J. Clopper, E. S. Pearson, "The use of confidence or fiducial limits
 * illustrated in the case of the binomial", Biometrika 26(4), 404-413, 1934.
 *
 * NAN where trials is 0, hits > trials or alpha not within (0, 1). */
void lia_exact_interval(double *low, double *high, uint64_t hits,
                        uint64_t trials, double alpha);

#ifdef __cplusplus
}
#endif
#endif
