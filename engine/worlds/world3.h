/* worlds/world3.h - a simulation by events, written apart from any detector.
 *
 * Nothing here draws the delay of a like from a law. People open the network
 * when their day lets them (shifts, trains, lectures, holidays, five zones),
 * meet posts in a feed that ranks by friendship, taste, age and what others
 * liked, scroll through some of it, react, comment and pass on; what they do
 * calls others back by notifications. One queue holds all that is to happen,
 * and is taken in the order of time.
 *
 *   world3.c         the play: scenes, days, the queue
 *   world3_people.c  who they are, whom they read
 *   world3_life.c    when they are awake, when they look
 *   world3_groups.c  who is in which group
 *   world3_feed.c    what is done on a visit
 *   world3_calls.c   what a new post sets off: bells, bots, staff, pods
 *   world3_dates.c   chats, conferences, streams, digests, rounds
 *
 * It was frozen before a detector was run on it.
 */
#ifndef LIA_WORLDS_WORLD3_H
#define LIA_WORLDS_WORLD3_H

#include "worlds/stage.h"

enum {
    WORLD3_TOPICS = 16,
    WORLD3_TREND = 8,        /* posts of a topic that everybody may be shown */
    WORLD3_THREAD = 4        /* commenters that a post remembers             */
};

typedef enum lia_life {
    LIFE_OFFICE, LIFE_TRAIN, LIFE_SHIFT, LIFE_STUDENT, LIFE_RETIRED
} lia_life;

typedef struct lia_dweller {
    double taste[WORLD3_TOPICS];
    double zone;             /* hours                                        */
    double tempo;            /* visits a day                                 */
    double writes;           /* posts a day                                  */
    double giving;           /* chance to react to what is seen, at most     */
    double returns;          /* chance to return a like                      */
    double fame;
    double away_from, away_until;            /* a holiday                    */
    double habit;            /* LIFE_TRAIN: its train; a scheduler's hour    */
    double seen;             /* time of the last visit                       */
    uint8_t life;
    uint8_t rota;            /* LIFE_SHIFT: where its weeks begin            */
    bool is_scheduled;       /* writes by the clock                          */
    bool is_batched;         /* hears of news at full ten minutes            */
} lia_dweller;

typedef struct lia_post_state {
    uint32_t subject;        /* topic, also where no tag says it             */
    uint32_t likes;
    double pull;             /* makes people pass it on                      */
    uint32_t thread[WORLD3_THREAD];          /* latest commenters            */
    bool is_comment;
} lia_post_state;

typedef enum lia_visit_kind {
    VISIT_BROWSE,
    VISIT_WRITE,             /* what: topic or LIA_NONE; group: a date       */
    VISIT_COMMENT,           /* what: the post                               */
    VISIT_LIKE,              /* what: the post, because a notice came        */
    VISIT_RETURN,            /* what: the account whose like is returned     */
    VISIT_FAVOUR,            /* what: the post; group: the pod               */
    VISIT_ROUND              /* group: the pod that goes through its list    */
} lia_visit_kind;

typedef struct lia_visit {
    double time;
    uint64_t turn;           /* breaks equal times                           */
    uint32_t account, what, group;
    uint32_t kind;
} lia_visit;

/* An item of the list of what an account wrote or passed on. */
typedef struct lia_item {
    double time;
    uint32_t post, next;
    bool is_passed_on;
} lia_item;

/* A bell: `holder` is told when somebody writes. */
typedef struct lia_bell {
    uint32_t author, holder;
    double chance, median;   /* to react, and how soon after the notice      */
} lia_bell;

/* A meeting of some accounts: while it lasts they react to each other. */
typedef struct lia_date {
    uint64_t first;          /* in present                                   */
    uint32_t count;
    double until, chance, mean;
    bool has_breaks;         /* reactions wait for the next break            */
} lia_date;

typedef struct lia_world3 {
    lia_stage *s;
    lia_dweller *who;        /* [accounts]                                   */
    uint64_t *follow_off;    /* [accounts + 1] into s->follow, by source     */
    lia_post_state *state;   /* [posts]                                      */
    uint64_t state_room;
    uint32_t *head;          /* [accounts] latest item, LIA_NONE             */
    lia_item *item;
    uint64_t items, item_room;
    lia_visit *heap;
    uint64_t waiting, heap_room, turns;
    lia_bell *bell;          /* by author                                    */
    uint64_t bells, bell_room;
    uint64_t *bell_off;      /* [accounts + 1]                               */
    uint64_t *joined_off;    /* [accounts + 1] groups that react inside      */
    uint32_t *joined;
    lia_date *date;
    uint64_t dates, date_room;
    uint32_t *present;
    uint64_t presents, present_room;
    uint32_t trend[WORLD3_TOPICS][WORLD3_TREND];
    double trend_time;
    uint64_t trend_from;     /* first post that may still trend              */
    uint64_t *submitted;     /* group << 32 | post, waiting for a round      */
    uint64_t submissions, submitted_room;
} lia_world3;

bool world3_reserve(lia_world3 *w, void *block, uint64_t *room, uint64_t need,
                    size_t width);

/* world3.c */
void world3_call(lia_world3 *w, double time, lia_visit_kind kind,
                 uint32_t account, uint32_t what, uint32_t group);

/* world3_people.c */
void world3_people(lia_world3 *w);
void world3_network(lia_world3 *w);

/* world3_groups.c */
void world3_groups(lia_world3 *w);
void world3_ring(lia_world3 *w, uint32_t author, uint32_t holder,
                 double chance, double median);

/* world3_life.c */
bool world3_is_awake(const lia_world3 *w, uint32_t account, double time);
/* time, or when the account wakes and looks; negative while on holiday. */
double world3_when_awake(lia_world3 *w, uint32_t account, double time);
/* A moment of that day at which it looks. */
double world3_look(lia_world3 *w, uint32_t account, uint32_t day);
void world3_plan_day(lia_world3 *w, uint32_t day);

/* world3_feed.c */
void world3_visit(lia_world3 *w, const lia_visit *v);
/* React at once: counts, and may be returned. */
void world3_like(lia_world3 *w, uint32_t account, uint32_t post, double time);
uint32_t world3_some_post(lia_world3 *w, uint32_t account, double time);

/* world3_calls.c */
void world3_new_post(lia_world3 *w, const lia_visit *v, uint32_t post);
void world3_favour(lia_world3 *w, const lia_visit *v);

/* world3_dates.c */
void world3_dates(lia_world3 *w, uint32_t day);
void world3_hold_round(lia_world3 *w, uint32_t group, double now);
void world3_react_on_date(lia_world3 *w, uint32_t date, uint32_t author,
                          uint32_t post);

#endif
