/* worlds/world1.h - what the halves of world 1 share: who people are
 * (world1.c) and what they do all day (world1_days.c).
 */
#ifndef LIA_WORLDS_WORLD1_H
#define LIA_WORLDS_WORLD1_H

#include "worlds/stage.h"

enum { WORLD1_COMMUNITIES = 12 };

typedef struct lia_world1 {
    lia_stage *s;
    uint32_t *community;     /* [accounts]                                   */
    double *zone;            /* [accounts] hours                             */
    double *activity;        /* [accounts] sessions a day                    */
    double *writes;          /* [accounts] posts a day                       */
    double *fame;            /* [accounts]                                   */
    double *appeal;          /* [posts]                                      */
    uint64_t local_off[WORLD1_COMMUNITIES + 1];
    uint32_t *local;         /* posts by community of the author, by time    */
    uint64_t *feed_off;      /* [accounts + 1]                               */
    uint32_t *feed;          /* posts of friends, by time                    */
} lia_world1;

/* Hour of the day of a session: morning, lunch or evening, in its zone. */
double world1_hour(lia_rng *rng, double zone);

void world1_sessions(lia_world1 *w);
void world1_habits(lia_world1 *w);    /* notified friends, junkies, fans,
                                         staff                               */
void world1_pods(lia_world1 *w);

#endif
