/* cli/front/settings.h - what the user asked for, after all options are read.
 *
 * One struct for every command: the option table (options.c) says which
 * fields a command lets the user set.
 */
#ifndef LIA_CLI_FRONT_SETTINGS_H
#define LIA_CLI_FRONT_SETTINGS_H

#include "base/language.h"
#include "liaison/base.h"

typedef struct text_list {
    const char **item;
    size_t count;
} text_list;

enum { MOST_OPTIONS = 128 };

typedef struct settings {
    const char *text[MOST_OPTIONS]; /* the value of each option as given last,
                                       by its place in option_table; NULL =
                                       not given                             */
    const char *output;        /* -o, or NULL: standard output               */
    const char *format;
    const char *table;
    const char *as;
    text_list map;             /* "FIELD=COLUMN"                             */
    const char *date_format;
    const char *timezone;
    const char *weight;        /* column, or NULL: unweighted                */
    const char *damping, *alpha;   /* numbers, or NULL                       */
    const char *approximate;   /* EPS[,DELTA], or NULL                       */
    const char *rejects;
    const char *pseudonymise;
    const char *exclude;
    const char *me;
    const char *team;
    const char *aliases;
    const char *match;         /* "0.7", or NULL                             */
    const char *window;        /* seconds, or several with commas            */
    const char *semantics;
    const char *network;       /* of the toolkit: "co_retweet" ...           */
    const char *edge_weight;   /* quantile                                   */
    text_list to;              /* introduce: whom to reach                   */
    text_list strength;        /* "NAME=VALUE"                               */
    const char *declare;       /* file: how strong the user says ties are    */
    const char *words;         /* file of words that mean the same           */
    uint64_t asks;             /* introduce: 0 = not given                   */
    bool serendipity;
    bool fit;                  /* learn what strength is from the data       */
    const char *lang;          /* as given, or NULL                          */
    lia_language spoken;       /* on the terminal: by --lang or environment  */
    lia_language data_language; /* of sentences in files: English unless
                                  --lang is given                            */
    const char *color;
    const char *config;
    const char *world;         /* generate: "1", "3", "demo", or NULL        */
    const char *pods;
    const char *rho, *q;       /* pods: numbers, or NULL                     */
    const char *assume_authors, *object, *crowd; /* pods                     */
    uint64_t episode, min_episodes, min_size;    /* pods; NOT_GIVEN          */
    uint64_t accounts, days;   /* 0 = not given                              */
    uint64_t top;              /* 0 = not given                              */
    uint64_t pick;             /* accounts to pick; 0 = none                 */
    uint64_t seed;
    uint64_t max_errors;
    uint64_t max_memory;       /* 0 = what is free                           */
    uint64_t threads;
    uint64_t retain_days;      /* 0 = for good                               */
    uint64_t min_shared, min_participation, min_weight;
    uint64_t max_per_post;     /* 0 = no cap                                 */
    lia_time since, until, as_of;
    bool directed;
    bool loops;
    bool evidence;
    bool communities;
    bool betweenness;
    bool include_warnings;
    bool quiet;
    bool no_progress;
    bool help;
    bool version;
    text_list inputs;          /* what stands without an option              */
} settings;

#define NOT_GIVEN UINT64_MAX

/* Of a count that may be left out. */
static inline uint64_t given_or(uint64_t value, uint64_t otherwise)
{
    return value != NOT_GIVEN ? value : otherwise;
}

#define SETTINGS_DEFAULTS                                                   \
    { .color = "auto", .seed = 1, .max_errors = UINT64_MAX,   \
      .semantics = "liaison", .min_shared = NOT_GIVEN,                      \
      .min_participation = NOT_GIVEN, .min_weight = NOT_GIVEN,              \
      .episode = NOT_GIVEN, .min_episodes = NOT_GIVEN,                      \
      .min_size = NOT_GIVEN,                                                \
      .since = LIA_NO_TIME, .until = LIA_NO_TIME, .as_of = LIA_NO_TIME }

#endif
