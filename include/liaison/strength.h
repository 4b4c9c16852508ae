/* liaison/strength.h - how strong a tie is: who dealt with whom, how lately,
 * both ways or one way, and since when.
 *
 * Strength says nothing about the place of a tie in the network: bridgeness
 * (liaison/ties.h) is a second axis, and the two are never mixed into one
 * score (Z. P. Neal, "The not-so-forbidden triad", Network Science, 2024).
 */
#ifndef LIA_STRENGTH_H
#define LIA_STRENGTH_H

#include "liaison/graph.h"
#include "liaison/tables.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What one act of a kind is worth: weight on its day, tau the age in days at
 * which a quarter is left. A weight of 0: the kind does not count. */
typedef struct lia_act_value {
    double weight, tau;
} lia_act_value;

/* Start from lia_strength_defaults(). */
typedef struct lia_strength_options {
    lia_run run;
    lia_time as_of;          /* "now"; LIA_NO_TIME = the last interaction    */
    lia_act_value act[LIA_ACTION_COUNT];
    double daily_cap;        /* acts of one kind, way and day that count     */
    double scale;            /* of what is recent, see below                 */
    double lasting;          /* most that a long relationship adds           */
    double lasting_days, lasting_span, lasting_half_life;       /* days      */
    double contact;          /* strength of a contact without any act        */
    double follow;           /* of a tie that is only followed               */
    double same_company;     /* more where both ends work for one company    */
    double static_cap;       /* contact and company together, at most        */
    double undated;          /* sum of undated weights that gives 1 - 1/e    */
    double undated_cap;      /* strength that they reach at most             */
    double one_way;          /* strength that one-way acts reach at most     */
    double strong, medium, weak;     /* where the classes begin              */
} lia_strength_options;
void lia_strength_defaults(lia_strength_options *out);

typedef enum lia_strength_class {
    LIA_TIE_UNKNOWN, LIA_TIE_DORMANT, LIA_TIE_WEAK, LIA_TIE_MEDIUM,
    LIA_TIE_STRONG, LIA_TIE_CLASSES
} lia_strength_class;
const char *lia_strength_class_name(lia_strength_class value); /* "dormant" */

enum { LIA_SIGN_NEGATIVE, LIA_SIGN_MIXED, LIA_SIGN_POSITIVE };

/* What to compute: a NULL field is not wanted. All arrays belong to the
 * caller, [m] in tie order. */
typedef struct lia_strengths {
    double *strength;     /* 0..1                                            */
    double *low, *high;   /* of the strength, see below                      */
    double *activity;     /* >= 0: what strength is made of, before ceilings */
    double *reciprocity;  /* 0..1; NAN where nobody is seen to act           */
    uint8_t *tie_class;   /* lia_strength_class                              */
    uint8_t *sign;        /* LIA_SIGN_...                                    */
    uint32_t *acts;       /* that count for strength, before the daily cap   */
    uint32_t *days;       /* with a dated act, either way                    */
    uint32_t *friction;   /* acts against: ratings below 0, blocks, anger    */
    uint32_t *kinds;      /* bit per lia_action among the acts               */
    lia_time *first, *last;  /* dated act; LIA_NO_TIME where there is none   */
} lia_strengths;

/* Strength of every tie from what the tables say.
 *
 * An act of kind k between the ends, of age a days at `as_of`, is worth
 *
 *   v = w_k x / (n - 1) (1 + a / tau_k)^-2
 *
 * x the row's weight (1 where it has none), n the participants of a message
 * (2 where the row does not say). The best `daily_cap` of each kind, way and
 * day (UTC) count: repeating oneself saturates. With Q the sum of v^2 of one
 * way, mean of both ways Q' = (Q_ab + Q_ba) / 2:
 *
 *   recent   R = scale Q'^(1/4)
 *   lasting  L = lasting (1 - e^(-D / lasting_days))
 *                (1 - e^-(S / lasting_span)^2) 2^(-A / lasting_half_life)
 *   D days with an act, of the way with fewer; S days from the first act to
 *   the last; A age of the last
 *   activity = R + L
 *   strength = 1 - (1 - s0) e^-(R + L)
 *   s0 = min(static_cap, contact + same_company), the contact part only for
 *   contacts; undated acts and weights of contacts, together U, lift s0 to
 *   1 - (1 - s0) e^(-U / undated), at most undated_cap
 *
 * One way only is no relationship: then strength is s0 + (c - s0)
 * (1 - e^(-R / c)) with the ceiling c = one_way, or s0 if that is more, and
 * the class is unknown. A meeting goes both ways. Acts later than as_of do not
 * count. Classes: strong, medium, weak from their limits on; below weak
 * dormant if the strength at the last act was medium or more, else unknown.
 *
 * The kernel (1 + a / tau)^-2 falls fast at first and slowly then. Added up
 * by squares, what was last counts most, as it should: on two public logs of
 * messages the plain question "when did they last talk" predicts better who
 * talks next than sums with a half-life do, and activity predicts at least as
 * well as that question (bench/strength.c). Where the parts come from:
 * M. S. Granovetter, Am. J. Sociology 78(6), 1360-1380, 1973 (time, intimacy,
 * reciprocity); E. Gilbert, K. Karahalios, CHI 2009 (recency, duration,
 * intensity); G. Kossinets, D. J. Watts, Science 311, 88-90, 2006. The
 * constants are this project's.
 *
 * reciprocity = 2 min(A_ab, A_ba) / (A_ab + A_ba), A the sum of v.
 *
 * low, high: 5 and 95 % of the rate of acts, Gamma(N + 1/2) with N the
 * effective number of acts (sum v)^2 / sum v^2 (L. Kish 1965), quantiles by
 * E. B. Wilson, M. M. Hilferty, PNAS 17, 684-688, 1931; R goes with the
 * fourth root of the rate. Where no act is seen, high is what up to 1.9
 * messages, some time in the past year, would give.
 *
 * Friction is never strength: a row with a weight below 0, a block or an
 * angry reaction adds nothing to any of the above. sign: negative if a rating
 * is below 0 or a block is there, or as many angry reactions as acts; mixed
 * if there are fewer; else positive.
 *
 * Adding an act or a contact never lowers strength at a fixed as_of.
 *
 * ties   of the tables: lia_ties_from_tables().
 * return LIA_OK; LIA_EARG if an argument is NULL or an option outside of its
 *        range; LIA_EINTERNAL if a row has no tie (ties of other tables);
 *        LIA_ENOMEM. Outputs are untouched on failure.
 * Time O(rows log d + acts of a tie log of them); memory 8 m + 32 bytes a row
 * of interactions and of contacts (contacts alone, all positive and without
 * weights: none). The same bits for every thread count and order of rows.
 */
LIA_CHECKED lia_status lia_strength_measure(
    const lia_strengths *out, const lia_ties *ties, const lia_tables *tables,
    const lia_strength_options *options, lia_error *err);

/* "Now" of these tables: as_of if it is given, else the last interaction,
 * else the last date of a contact, else LIA_NO_TIME. */
lia_time lia_strength_now(const lia_tables *tables, lia_time as_of);

#ifdef __cplusplus
}
#endif
#endif
