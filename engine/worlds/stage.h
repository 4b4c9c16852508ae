/* worlds/stage.h - what every world is built on: accounts, the groups among
 * them, who knows whom, who wrote what when, who engaged it when.
 *
 * Building calls return nothing: the first failure (memory, too few people
 * for a group) is remembered, what follows it does nothing, and the end
 * reports it. Times are seconds since midnight of the first day, a Monday.
 */
#ifndef LIA_WORLDS_STAGE_H
#define LIA_WORLDS_STAGE_H

#include "base/status.h"
#include "liaison/worlds.h"
#include "worlds/draw.h"

#define LIA_DAY 86400.0
#define LIA_HOUR 3600.0
#define LIA_MINUTE 60.0

/* The kinds, in the order of kinds.c. */
typedef enum lia_kind {
    KIND_ORGANIC, KIND_JUNKIE, KIND_CREATOR, KIND_FAN, KIND_PAGE, KIND_STAFF,
    KIND_CALC, KIND_TELE, KIND_CAMO, KIND_AFFINITY, KIND_AFFSYNC,
    KIND_BOT, KIND_CELEBRITY, KIND_IDOL, KIND_FOLLOWER, KIND_CHATTER,
    KIND_ATTENDEE, KIND_COUPLE, KIND_CREW, KIND_LIKEBACK, KIND_DIGEST,
    KIND_STREAMER, KIND_VIEWER,
    KIND_PROMPT, KIND_ROUNDS, KIND_SQUAD, KIND_SMALL, KIND_LAZY, KIND_MASKED,
    KIND_SLOW, KIND_YOUNG, KIND_ROTA, KIND_FRIENDS, KIND_CLIQUE,
    KIND_CIRCLE, KIND_ADVOCATE, KIND_HATER, KIND_SELLER, KIND_BROKER,
    KIND_COUNT
} lia_kind;

typedef struct lia_pods_asked {
    bool all, affinity, custom;
    double median;           /* seconds                                      */
    double part, sigma, mask;
    uint32_t size;
    bool niche;
} lia_pods_asked;

/* Some accounts: members[first .. first + count). */
typedef struct lia_group {
    lia_kind kind;
    uint32_t first, count;
    bool is_pod;             /* has a number in the truth                    */
    uint32_t hub;            /* creator, page, idol; LIA_NONE                */
    double part, median, sigma, contact, mask;
    double from, until;      /* it exists between these times                */
} lia_group;

typedef struct lia_deed {
    uint32_t actor;
    uint32_t post;           /* the other account, where it is no deed on a
                                post but a message or a meeting              */
    double time;
    uint32_t action;
} lia_deed;

/* A named person, for worlds that have a cast. */
typedef struct lia_person {
    char account[48], name[48];
    const char *company, *title, *team, *kind;       /* NULL = none          */
    double followers;
} lia_person;

/* Rows of text for a sheet (targets, team, deals). */
typedef struct lia_stage_sheet {
    const char *const *column;
    uint32_t columns;
    uint64_t rows, room;
    char **cell;             /* [rows * columns], NULL = empty               */
} lia_stage_sheet;

typedef struct lia_stage {
    lia_rng rng;
    lia_pods_asked asked;
    uint32_t accounts, days;
    double end;              /* days in seconds                              */
    lia_status status;       /* the first failure                            */
    lia_error error;

    uint8_t *kind;           /* [accounts]                                   */
    uint32_t *free_list;     /* accounts not taken, the last is next         */
    uint32_t free_count;
    lia_group *group;
    uint64_t groups, group_room;
    uint32_t *member;
    uint64_t members, member_room;

    uint64_t *link;          /* pairs a << 32 | b, a < b                     */
    uint64_t links, link_room;
    uint64_t *friend_off;    /* [accounts + 1] after stage_tie_up            */
    uint32_t *friend_of;

    uint32_t *author;        /* [posts]                                      */
    double *posted;          /* [posts] ascending after stage_sort_posts     */
    uint32_t *topic;         /* [posts] for tags; LIA_NONE = none            */
    uint64_t posts, post_room[3];
    uint64_t *written_off;   /* [accounts + 1] after stage_sort_posts        */
    uint32_t *written;       /* posts by author, ascending in time           */

    lia_deed *deed;
    uint64_t deeds, deed_room;
    lia_deed *talk;          /* messages and meetings                        */
    uint64_t talks, talk_room;
    bool keep_repeats;       /* several actions of one account on a post     */

    uint64_t *follow;        /* source << 32 | target                        */
    uint64_t follows, follow_room;
    double *since;           /* [links] days before the first, or NULL       */
    const char *const *topic_word;           /* or NULL: no tags             */
    lia_person *cast;        /* [accounts] by account in byte order, or NULL */
    lia_stage_sheet sheet[LIA_TABLE_COUNT];
    char settings[256];      /* liaison.json beside the data, or empty       */
    char by_hand[1024];      /* visits.csv beside the data, or empty         */
} lia_stage;

void stage_open(lia_stage *s, const lia_world_options *options,
                const lia_pods_asked *asked);
void stage_close(lia_stage *s);
static inline bool stage_failed(const lia_stage *s)
{
    return s->status != LIA_OK;
}
void stage_fail(lia_stage *s, lia_status status, const char *sentence);

/* Zeroed memory, or NULL after a failure. To be freed with lia_free. */
void *stage_room(lia_stage *s, uint64_t count, size_t width);

/* A new group of `count` accounts that nobody has taken; those for which
 * fits(user, account) is true, if fits is not NULL. Marks their kind. The
 * group stays valid until the next one is made; NULL after a failure. */
typedef bool stage_fits(const void *user, uint32_t account);
lia_group *stage_take(lia_stage *s, lia_kind kind, bool is_pod, uint32_t count,
                      stage_fits *fits, const void *user);
/* The same with members named by the caller, who may be in other groups. */
lia_group *stage_name(lia_stage *s, lia_kind kind, bool is_pod,
                      const uint32_t *accounts, uint32_t count);
static inline const uint32_t *stage_members(const lia_stage *s,
                                            const lia_group *g)
{
    return s->member + g->first;
}

void stage_link(lia_stage *s, uint32_t a, uint32_t b);
/* Each two members with probability g->contact. */
void stage_link_group(lia_stage *s, const lia_group *g);
/* Links sorted, repeats gone, friend_off and friend_of filled. */
void stage_tie_up(lia_stage *s);

uint32_t stage_post(lia_stage *s, uint32_t author, double time);
/* Ids ascend with time from here on; written_off and written are filled. */
void stage_sort_posts(lia_stage *s);

void stage_deed(lia_stage *s, uint32_t actor, uint32_t post, double time,
                lia_action action);

/* A message or a meeting. */
void stage_talk(lia_stage *s, uint32_t actor, uint32_t other, double time,
                lia_action action);
void stage_follow(lia_stage *s, uint32_t source, uint32_t target);
/* One more row of a sheet; the texts are copied. */
void stage_row(lia_stage *s, lia_table which, const char *const *cell);

/* Drops deeds before their post, after the end and on one's own posts; of
 * several deeds of an account on a post the earliest stays (with keep_repeats,
 * one per action). Sorted by post, then account. */
void stage_sort_deeds(lia_stage *s);

/* The stage as tables and truth; deeds become interactions. */
LIA_CHECKED lia_status stage_tables(lia_world *out, lia_stage *s,
                                    lia_error *err);

/* The worlds. */
void world1_play(lia_stage *s);
void world3_play(lia_stage *s);
enum { DEMO_CAST = 119 };
void demo_play(lia_stage *s);

#endif
