/* cli/ties/introducing.h - introductions as ranked tables: who, over whom, how
 * likely, why, and whom to ask first. Used by `introduce` and by `report`.
 */
#ifndef LIA_CLI_TIES_INTRODUCING_H
#define LIA_CLI_TIES_INTRODUCING_H

#include "cli/read/inputs.h"
#include "cli/say/prose.h"
#include "cli/say/strings.h"
#include "cli/ties/calibration.h"
#include "cli/ties/wishes.h"
#include "liaison/introduce.h"
#include "liaison/ranked.h"

/* What is known of every tie, [m]. */
typedef struct tie_facts {
    double *strength, *low, *high, *reciprocity;
    uint8_t *tie_class, *sign, *said;
    uint32_t *acts, *kinds;
    lia_time *last;
} tie_facts;

enum { MAIN_TEXTS = 8, NOTE_TEXTS = 3 };

/* Of reach: none to likely. */
enum { INTRODUCING_BANDS = 5 };

typedef struct introducing {
    const lia_tables *tables;
    const settings *s;
    lia_ties ties;           /* borrowed, with the chances as weights        */
    double *entry;           /* [2 m] owned                                  */
    uint64_t *first;         /* [n] see lia_ties_first                       */
    tie_facts known;
    double *chance, *chance_low, *chance_high;       /* [m]                  */
    lia_time now;
    prose_language lang;
    bool is_star;
    uint8_t *me;             /* [n]                                          */
    uint32_t *asks;          /* [n] of each account in the last 90 days      */
    wishes wanted;
    lia_aliases *aliases;
    lia_aims aims;
    lia_vid *target;         /* [targets]                                    */
    double *fit;             /* [targets]                                    */
    lia_routes routes;
    calibration cal;
    /* introductions, [targets] */
    double *reach, *low, *high, *probability, *score;
    uint8_t *band;
    lia_vid *introducer;
    uint32_t *name, *company, *title;
    strings texts;           /* of all the columns below                     */
    uint32_t *path, *alternates, *reason, *limitation, *matched;
    uint32_t *other_reason, *other_limitation;   /* in the language that is
                                                    not `lang`               */
    uint64_t *order;
    /* introducers, [introducer_count] */
    uint64_t introducer_count;
    lia_vid *by_id;
    uint32_t *by_targets, *by_asks, *by_best;
    double *by_marginal, *by_score;
    uint64_t *by_order;
    /* asks */
    uint64_t ask_count;
    lia_vid *ask_id;
    double *ask_gain, *ask_total;
    uint32_t *ask_asks, *ask_for;
    /* notes, two a target with a way */
    uint64_t note_count;
    lia_vid *note_target, *note_introducer;
    uint8_t *note_lang;
    uint32_t *note_ask, *note_forward;
    /* wishes that mean nobody */
    uint64_t lost_count;
    uint32_t *lost_wish, *lost_why;
    /* people nobody asked for */
    uint64_t chance_count;
    lia_vid *find_id;
    double *find_score, *find_closeness, *find_reach;
    uint32_t *find_path, *find_reason, *find_community, *find_near;
    uint64_t *find_order;
    lia_ranked introductions, introducers, ask_table, notes, unmatched;
    lia_ranked calibration_table, serendipity;
} introducing;

/* tables and net are borrowed; do not move the struct. LIA_EARG if nobody
 * asks or nobody is to be reached. */
LIA_CHECKED lia_status introducing_run(introducing *out,
                                       const lia_tables *tables,
                                       const network *net, const settings *s,
                                       lia_error *err);
void introducing_free(introducing *q);

/* ---- its parts, one file each ---- */

/* What people call an account: its name, else its id. Cut at 80 bytes. */
enum { CALLED = 81 };
const char *introducing_call(char out[CALLED], const introducing *q,
                             lia_vid account);
/* Number of the tie (a, b). It must be there. */
uint64_t introducing_tie(const introducing *q, lia_vid a, lia_vid b);
/* What there is to say about a route to a target. */
void introducing_describe(way *out, char names[3][CALLED],
                          const introducing *q, const lia_route *route,
                          lia_vid target);
/* Keep a text; its id. */
LIA_CHECKED lia_status introducing_keep(uint32_t *out, introducing *q,
                                        const char *text, lia_error *err);
/* "me>ida>tom" */
LIA_CHECKED lia_status introducing_path(prose *out, const introducing *q,
                                        const lia_route *route,
                                        lia_vid target, lia_error *err);

LIA_CHECKED lia_status introducing_strength(introducing *q, lia_error *err);
LIA_CHECKED lia_status introducing_people(introducing *q, lia_error *err);
LIA_CHECKED lia_status introducing_rows(introducing *q, lia_error *err);
LIA_CHECKED lia_status introducing_introducers(introducing *q,
                                               lia_error *err);
LIA_CHECKED lia_status introducing_asks(introducing *q, lia_error *err);
LIA_CHECKED lia_status introducing_notes(introducing *q, lia_error *err);
LIA_CHECKED lia_status introducing_serendipity(introducing *q,
                                               lia_error *err);

#endif
