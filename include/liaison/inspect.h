/* liaison/inspect.h - what the data that was read can and cannot carry.
 *
 * Facts are counted; from them each job gets a verdict in words that a user
 * can act on: yes, partly or no, why, and what to collect. The two things that
 * decide most: a personal archive is a star, which holds no tie between two
 * contacts and nobody who engaged the owner's posts; and arranged engagement
 * shows only where it is known who engaged which post when.
 */
#ifndef LIA_INSPECT_H
#define LIA_INSPECT_H

#include "liaison/graph.h"
#include "liaison/tables.h"

#ifdef __cplusplus
extern "C" {
#endif

enum { LIA_HUBS = 20 };

typedef struct lia_facts {
    uint64_t accounts, posts, interactions, contacts;
    uint64_t sheet_rows[LIA_TABLE_COUNT]; /* rows of targets, team, deals .. */
    uint64_t rejected;                    /* rows, whatever the cause        */
    uint64_t rejected_missing;            /* rows without a required value   */

    /* Of the interactions; a row whose action is `post` engages nothing: */
    uint64_t timed;          /* with a time                                  */
    uint64_t with_object;    /* with a post                                  */
    uint64_t with_author;    /* on a post whose author is known              */
    uint64_t with_target;    /* with a target account                        */
    uint64_t known_actors;   /* by an account of an accounts table           */
    uint64_t resolvable;     /* by an account that other data can name too: no
                                display name, no encoded id of LinkedIn      */
    uint64_t own;            /* on the actor's own post                      */
    uint64_t cut_posts;      /* posts of LinkedIn with 1,218 likes and reactions
                                or more, where its list of them ends         */
    uint64_t by_busiest;     /* by the account that acts most                */
    lia_vid busiest;         /* LIA_NONE without interactions                */
    uint64_t actors;         /* accounts that act                            */
    uint64_t engaged;        /* accounts that others engage                  */
    uint64_t active_days;    /* days (UTC) with an interaction               */
    lia_time first, last;    /* of the interactions, else of what contacts
                                and posts say; LIA_NO_TIME                   */
    lia_precision precision; /* of the clock of most timed rows              */

    /* Of the exports of people among the inputs: */
    uint64_t exports;
    uint64_t owners;         /* accounts that own them                       */
    lia_vid owner;           /* where there is one, else LIA_NONE            */
    uint64_t posted;         /* posts of owners                              */
    uint64_t by_owners;      /* interactions                                 */
    uint64_t on_posts_by_others;  /* engagements of posts by who owns none   */
    uint64_t minimised;      /* files that were left alone to keep less data */

    /* Of the ties between accounts: */
    uint64_t ties;
    uint64_t hub_count;      /* accounts that touch 98 of 100 ties between
                                them, the busiest first; 0 = more than
                                LIA_HUBS are needed, or more than one in ten
                                accounts                                     */
    lia_vid hub[LIA_HUBS];
    uint64_t first_hub_ties; /* ties that touch hub[0]                       */
} lia_facts;

/* Count them. ties: the undirected projection of the tables, or NULL.
 *
 * return LIA_OK; LIA_EARG if out or tables is NULL; LIA_ENOMEM. out is
 * untouched on failure.
 * Time O(rows + ties); memory 16 bytes per account, 4 per post.
 */
LIA_CHECKED lia_status lia_facts_count(lia_facts *out,
                                       const lia_tables *tables,
                                       const lia_ties *ties,
                                       const lia_run *run, lia_error *err);

/* One account that touches nearly every tie, as in a personal archive: then
 * each tie looks like a bridge, and no structural measure means anything.
 * One tie alone is too little to tell. */
bool lia_facts_is_star(const lia_facts *facts);

typedef enum lia_job {
    LIA_JOB_PODS, LIA_JOB_BRIDGES, LIA_JOB_INTRODUCE, LIA_JOB_INFLUENCE,
    LIA_JOB_KPI, LIA_JOB_COUNT
} lia_job;
const char *lia_job_name(lia_job job);             /* "pods"                 */

typedef enum lia_verdict { LIA_NO, LIA_PARTLY, LIA_YES } lia_verdict;
const char *lia_verdict_name(lia_verdict verdict); /* "partly"               */

typedef struct lia_suitability {
    lia_verdict verdict;
    char why[400];       /* a sentence                                       */
    char collect[400];   /* a sentence, or empty                             */
} lia_suitability;

/* out: [LIA_JOB_COUNT]. me: whose network it is, or NULL; names: of the
 * accounts, for the sentences. */
void lia_suitability_judge(lia_suitability *out, const lia_facts *facts,
                           const lia_names *names, const char *me);

#ifdef __cplusplus
}
#endif
#endif
