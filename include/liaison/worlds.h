/* liaison/worlds.h - made data whose truth is known.
 *
 * A world is a set of people who read, post and react for reasons of their
 * own, and, where asked for, groups that agreed to help one another. It comes
 * as the tables that lia_read() gives, and beside them the truth: who belongs
 * to which planted group. Detectors are judged on it (liaison/evaluate.h).
 *
 * World 1   5,000 people, 60 days: sessions drawn from habits of an hour and
 *           popularity of a post; news junkies, fan clubs, staff of a page.
 * World 3   written apart from any detector: a simulation by events in which
 *           people meet posts in a feed that ranks by what others liked,
 *           notifications come in batches, likes are returned; shifts, chats,
 *           conferences, bots, idols, celebrities, cascades, digests.
 * Demo      a small invented trade with names, companies, sellers, targets and
 *           deals: one of every kind of group.
 *
 * The same numbers of accounts, days and seed give the same bytes.
 */
#ifndef LIA_WORLDS_H
#define LIA_WORLDS_H

#include "liaison/tables.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum lia_world_number {
    LIA_WORLD_1 = 1, LIA_WORLD_3 = 3, LIA_WORLD_DEMO = 100
} lia_world_number;

/* What a kind of account in the truth stands for. */
typedef enum lia_reading {
    LIA_READING_NONE,        /* nobody agreed to anything                    */
    LIA_READING_AFFINITY,    /* friends who help one another                 */
    LIA_READING_CALCULATED   /* agreed to engage one another in synchrony    */
} lia_reading;
/* "none", "affinity", "calculated" */
const char *lia_reading_name(lia_reading reading);

/* The kinds that the worlds plant or grow, by name; -1 for another. */
int lia_kind_find(const char *name, size_t length);
const char *lia_kind_name(int kind);        /* "" for another number         */
lia_reading lia_kind_reading(int kind);     /* NONE for another number       */

typedef struct lia_world_options {
    lia_world_number world;
    uint32_t accounts;       /* DEMO has its own cast: 0                     */
    uint32_t days;           /* 0 = 60 (DEMO: 90)                            */
    uint64_t seed;
    /* "all", "none", "affinity" or "custom:MEDIAN,PART,SIZE[,NICHE[,SIGMA[,
     * MASK]]]": six calculated pods of SIZE members who react after MEDIAN
     * minutes (lognormal, SIGMA, default 0.9), each with probability PART;
     * NICHE 1: out of one community, with dense contacts; MASK: the share of
     * favours with decoy engagements around them. NULL = "all". DEMO: "all". */
    const char *pods;
} lia_world_options;

typedef struct lia_world {
    lia_tables *tables;
    /* The truth, by account, then pod; an account of several pods has several
     * rows. [count] each; pod LIA_NONE where the row belongs to none. */
    uint64_t count;
    lia_vid *account;
    uint8_t *kind;           /* lia_kind_name()                              */
    uint32_t *pod;
    char *settings;          /* a liaison.json to stand beside, or NULL      */
    char *by_hand;           /* a visits.csv, not in the tables: interactions
                                as somebody typed them, with mistakes; NULL  */
} lia_world;

/* Make a world. Owned: free with lia_world_free.
 *
 * return LIA_OK; LIA_EARG with a sentence for a number out of range, for pods
 *        that cannot be read, for too few accounts to fill the groups;
 *        LIA_ENOMEM.
 *
 * Time about 1 s per 500,000 events; memory 60 bytes per event at the peak.
 */
LIA_CHECKED lia_status lia_world_make(lia_world *out,
                                      const lia_world_options *options,
                                      lia_error *err);
void lia_world_free(lia_world *world);      /* all zero is fine              */

#ifdef __cplusplus
}
#endif
#endif
