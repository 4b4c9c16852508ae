/* ties/strength.h - the acts of one tie, and what follows from them. */
#ifndef LIA_TIES_STRENGTH_H
#define LIA_TIES_STRENGTH_H

#include "liaison/strength.h"

/* Ways: from the smaller account to the larger, back, both. */
enum { LIA_WAY_OUT, LIA_WAY_BACK, LIA_WAY_BOTH };

/* Rows of contacts are acts of these kinds. */
enum { LIA_ACT_CONTACT = LIA_ACTION_COUNT, LIA_ACT_FOLLOW };

typedef struct lia_act {
    lia_time time;       /* LIA_NO_TIME = undated                            */
    double value;        /* weight of the kind, the row and the participants;
                            below 0: against                                 */
    double now;          /* value at the time that is looked from            */
    int32_t day;
    uint8_t kind, way;
} lia_act;

/* The rows of the tables by tie. Owned. */
typedef struct lia_acts {
    uint64_t *off;       /* [m + 1]                                          */
    lia_act *act;        /* of tie t: off[t] .. off[t + 1] - 1, in no order;
                            NULL: every tie is a contact and no more         */
} lia_acts;

LIA_CHECKED lia_status lia_acts_collect(lia_acts *out, const lia_ties *ties,
                                        const lia_tables *tables,
                                        const lia_strength_options *options,
                                        lia_time now, lia_error *err);
void lia_acts_free(lia_acts *acts);

/* By day, kind, way, then the best first. */
void lia_acts_sort(lia_act *act, uint64_t count);

#endif
