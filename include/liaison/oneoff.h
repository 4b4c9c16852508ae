/* liaison/oneoff.h - objects that many accounts engaged within an hour and
 * that these accounts engaged alone: bought stars, bought likes.
 *
 * An account that is seen once is nothing strange; most accounts of most data
 * are. What is strange is an hour of one object whose engagers are seen
 * nowhere else far more often than those of other objects in hours as busy.
 */
#ifndef LIA_ONEOFF_H
#define LIA_ONEOFF_H

#include "liaison/coengagement.h"

#ifdef __cplusplus
extern "C" {
#endif

/* NULL in place of a pointer to it means LIA_ONE_OFF_DEFAULTS. */
typedef struct lia_one_off_options {
    lia_run run;
    double q;               /* false discovery rate over all hours tested    */
    double min_share;       /* of one-offs among the engagers of the hour    */
    uint32_t min_engagers;  /* of an hour, to be tested                      */
    uint32_t min_crowd;     /* hours of other objects that tell what is usual */
} lia_one_off_options;
#define LIA_ONE_OFF_DEFAULTS { LIA_RUN_DEFAULTS, 0.05, 0.5, 20, 50 }

/* An object with at least one such hour. */
typedef struct lia_one_off {
    uint32_t post;
    uint32_t hours;         /* that stand out                                */
    lia_time first, last;   /* event in these hours                          */
    uint64_t engagers;      /* in these hours                                */
    uint64_t one_offs;      /* of these, seen nowhere else                   */
    double usual;           /* share of one-offs in hours as busy            */
    double log_p;           /* of the most improbable hour, natural logarithm */
    double q;               /* adjusted over all hours tested                */
} lia_one_off;

typedef struct lia_one_offs {
    uint64_t count;
    lia_one_off *object;    /* the least probable first, then by post        */
    uint64_t tested;        /* hours of objects                              */
    bool has_crowd;         /* enough of them to tell what is usual          */
} lia_one_offs;

/* Find them.
 *
 *   p = P(X >= x), X ~ BetaBinomial(m, mu / phi, (1 - mu) / phi): m engagers in
 *   the hour, x of them one-offs; mu the mean share of one-offs in the hours,
 *   of other objects, with at least min(m, most) / 2 engagers, phi how much it
 *   varies between them beyond chance (moments; J. C. Kleinman, "Proportions
 *   with extraneous variance", J. Am. Stat. Assoc. 68(341), 46-54, 1973).
 *   `most` is the size that still leaves min_crowd hours to compare with.
 *
 * The hours that stand out count among the usual ones, too: they raise mu and
 * phi, which loses power and no honesty.
 *
 * return LIA_OK (count may be 0; has_crowd says whether anything could be
 * tested); LIA_EARG; LIA_ENOMEM. Time O(events log events), memory 12 bytes
 * per account and 40 per hour of an object. */
LIA_CHECKED lia_status lia_one_offs_find(lia_one_offs *out,
                                         const lia_events *events,
                                         const lia_one_off_options *options,
                                         lia_error *err);
void lia_one_offs_free(lia_one_offs *one_offs);

#ifdef __cplusplus
}
#endif
#endif
