/* cli/network/coengage.c - rows to edges, within the memory that there is. */
#include "cli/network/coengage.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/language.h"
#include "base/mem.h"
#include "base/status.h"
#include "cli/front/window.h"
#include "cli/say/fail.h"
#include "cli/say/progress.h"
#include "report/atomic_file.h"
#include "text/number.h"

enum { MIB = 1 << 20, STREAM_MIB = 192, EVENT_BYTES = 16, SORT_BYTES = 24,
       LIVE_BYTES = 36 };

static lia_status add_window(coengagement *c, const char *text, size_t length,
                             lia_error *err)
{
    const uint32_t k = c->look.windows;

    if (k == LIA_MOST_WINDOWS)
        return lia_fail(err, LIA_EARG, "--window: at most %d windows",
                        LIA_MOST_WINDOWS);
    if (length >= WINDOW_NAME_ROOM ||
        !window_parse(&c->look.window[k], text, length))
        return lia_fail(err, LIA_EARG, "--window: \"%.*s\" is no number of "
                        "seconds", (int)(length < 40 ? length : 40), text);
    if (k > 0 && c->look.window[k] <= c->look.window[k - 1])
        return lia_fail(err, LIA_EARG, "--window: several windows are given "
                        "from the shortest to the longest, each once");
    memcpy(c->label[k], text, length);
    c->label[k][length] = '\0';
    c->look.windows++;
    return LIA_OK;
}

lia_status coengage_windows(coengagement *c, const char *text, lia_error *err)
{
    for (const char *at = text;; at++) {
        const size_t length = strcspn(at, ",");
        const lia_status st = add_window(c, at, length, err);
        if (st != LIA_OK)
            return st;
        at += length;
        if (*at == '\0')
            return LIA_OK;
    }
}

/* What the events are made of is not needed after them. */
static void give_up_rows(coengagement *c)
{
    lia_interactions *i = &c->tables->interactions;
    void **const column[] = {
        (void **)&i->actor, (void **)&i->object, (void **)&i->target,
        (void **)&i->time, (void **)&i->action, (void **)&i->author,
        (void **)&i->weight, (void **)&i->tags, (void **)&i->content,
        (void **)&i->origins.run};

    for (size_t k = 0; k < sizeof column / sizeof *column; k++) {
        lia_free(*column[k]);
        *column[k] = NULL;
    }
    i->count = 0;
    i->origins.count = 0;
}

static void talk_events(const coengagement *c)
{
    const lia_events_tally *t = &c->tally;

    if (t->without_object + t->without_time > 0)
        talk("%llu rows name no post, %llu have no time: left out",
             (unsigned long long)t->without_object,
             (unsigned long long)t->without_time);
    if (t->posting + t->own > 0)
        talk("%llu rows are posts and %llu an author's own: no engagement",
             (unsigned long long)t->posting, (unsigned long long)t->own);
    if (t->repeats > 0)
        talk("%llu rows repeat an engagement: the earliest counts",
             (unsigned long long)t->repeats);
    if (t->capped_posts > 0)
        talk("--max-per-post %llu: %u posts with %llu engagements left out",
             (unsigned long long)c->s->max_per_post, t->capped_posts,
             (unsigned long long)t->capped);
}

static void talk_windows(const coengagement *c)
{
    const lia_windows_tally *t = &c->w.tally;

    talk(tr_n("%llu of %llu engagements and %u of %u accounts cannot be part "
              "of an edge: left out before counting (%u round)",
              "%llu of %llu engagements and %u of %u accounts cannot be part "
              "of an edge: left out before counting (%u rounds)", t->rounds),
         (unsigned long long)(t->events - t->live_events),
         (unsigned long long)t->events, t->accounts - t->live_accounts,
         t->accounts, t->rounds);
}

/* One account's engagements make no pair: that is what the archive of one
 * person holds. */
static lia_status refuse_one(const coengagement *c, lia_error *err)
{
    const uint32_t accounts = c->w.tally.accounts;

    if (accounts > 1 || c->tally.capped > 0)
        return LIA_OK;
    if (accounts == 0)
        return lia_fail(err, LIA_ECANNOT, "no network: no account engages "
                        "posts of others in these data. What to collect: who "
                        "engaged which post and when, for everybody (columns "
                        "actor, object, time): likers and commenters of "
                        "posts, shares of links, stars; or the archives of "
                        "several people");
    return lia_fail(err, LIA_ECANNOT, "no network: one account only engages "
                    "posts of others in these data, as in one person's "
                    "archive, which does not hold who else engaged them. What "
                    "to collect: who engaged which post and when, for "
                    "everybody (columns actor, object, time): likers and "
                    "commenters of posts, shares of links, stars; or the "
                    "archives of several people");
}

lia_status coengage_prepare(coengagement *c, lia_error *err)
{
    const lia_events_options how = {.run = c->run,
                                    .max_per_post = c->s->max_per_post};
    const uint64_t rows = c->tables->interactions.count;
    lia_events events = {.count = 0};
    lia_status st = LIA_OK;

    LIA_TRY(memory_check(c->s, rows * (EVENT_BYTES + SORT_BYTES) +
                             8 * (uint64_t)c->tables->accounts.names.count +
                             16 * (uint64_t)c->tables->posts.names.count,
                         "ordering the engagements", err));
    LIA_TRY(lia_events_build(&events, c->tables, &how, err));
    c->tally = events.tally;
    talk_events(c);
    give_up_rows(c);
    LIA_TRY(memory_check(c->s, events.count * LIVE_BYTES +
                             20 * (uint64_t)c->tables->accounts.names.count,
                         "the windows", err));
    LIA_TRY(lia_windows_build(&c->w, &events, &c->look, err));
    talk_windows(c);
    st = refuse_one(c, err);
done:
    lia_events_free(&events);
    return st;
}

/* Bytes for so many pairs while they are put together. */
static uint64_t bytes_of_pairs(const coengagement *c, uint64_t pairs)
{
    return 3 * pairs * lia_pair_bytes(c->look.windows);
}

lia_status coengage_count(coengagement *c, uint64_t per_edge,
                          uint64_t per_shared, lia_error *err)
{
    const uint64_t scratch = lia_pairs_scratch(&c->w, &c->run);
    const uint64_t shared = per_shared * c->w.tally.visits / 2;
    uint64_t pairs = c->w.tally.most_pairs;
    lia_status st = LIA_OK;

    if (memory_check(c->s, scratch + bytes_of_pairs(c, pairs) +
                         pairs * per_edge + shared, "edges",
                         NULL) != LIA_OK) {
        LIA_TRY(memory_check(c->s, scratch, "counting edges", err));
        LIA_TRY(lia_pairs_number(&pairs, &c->w, &c->run, err));
        LIA_TRY(memory_check(c->s, scratch + bytes_of_pairs(c, pairs) +
                                 pairs * per_edge,
                             "this network, which must be held as a whole for "
                             "such an output (edges alone as .csv or .jsonl "
                             "need less),", err));
    }
    LIA_TRY(lia_pairs_count(&c->pairs, &c->w, 0, c->w.n, &c->run, err));
    c->edge_count = c->pairs.count;
    c->passes = 1;
done:
    return st;
}

/* Sums of microseconds to means in seconds, in the same place. */
static void to_means(lia_pair_counts *pairs, uint64_t count)
{
    for (uint64_t k = 0; k < count; k++) {
        const double mean =
            pairs->weight[k] > 0
                ? (double)pairs->delta[k] / ((double)pairs->weight[k] * 1e6)
                : (double)NAN;
        memcpy(&pairs->delta[k], &mean, sizeof mean);
    }
}

static void add_window_columns(coengagement *c, uint32_t k, bool is_widest)
{
    char *weight = c->column[2 * k], *mean = c->column[2 * k + 1];
    char suffix[WINDOW_NAME_ROOM + 1] = ""; /* outside c: no overlap to see */

    if (!is_widest)
        snprintf(suffix, sizeof suffix, "_%s", c->label[k]);
    snprintf(weight, sizeof *c->column, "weight%s", suffix);
    snprintf(mean, sizeof *c->column, "mean_delta_s%s", suffix);
    lia_ranked_add(&c->edges, weight, LIA_COLUMN_COUNT32, c->pairs.weight + k)
        ->stride = c->look.windows;
    lia_ranked_add(&c->edges, mean, LIA_COLUMN_NUMBER, c->pairs.delta + k)
        ->stride = c->look.windows;
}

void coengage_edges(coengagement *c)
{
    const lia_names *names = &c->tables->accounts.names;
    const uint32_t widest = c->look.windows - 1;

    c->edges = (lia_ranked){.name = "edges", .rows = c->pairs.count,
                            .title = N_("Accounts that share posts in time")};
    for (int end = 0; end < 2; end++) {
        lia_column *column = lia_ranked_add(
            &c->edges, end == 0 ? "account_a" : "account_b", LIA_COLUMN_ID,
            c->pairs.ends + end);
        column->names = names;
        column->stride = 2;
    }
    to_means(&c->pairs, c->pairs.count * c->look.windows);
    add_window_columns(c, widest, true);
    for (uint32_t k = 0; k < widest; k++)
        add_window_columns(c, k, false);
}

/* How many pairs at most a pass may give. */
static lia_status pass_room(uint64_t *out, const coengagement *c,
                            lia_error *err)
{
    const uint64_t scratch = lia_pairs_scratch(&c->w, &c->run);
    const uint64_t used = lia_mem_bytes() + scratch + 4 * MIB;
    const uint64_t allowed = memory_allowed(c->s);
    uint64_t bytes = (uint64_t)STREAM_MIB * MIB;
    lia_status st = memory_check(c->s, scratch + 8 * MIB, "counting edges",
                                 err);

    if (st != LIA_OK)
        return st;
    if (allowed > used && allowed - used < bytes)
        bytes = allowed - used;
    *out = bytes / (3 * lia_pair_bytes(c->look.windows));
    return LIA_OK;
}

static lia_status write_pass(coengagement *c, FILE *to, lia_format format,
                             lia_error *err)
{
    const lia_write_options options = {.is_continued = c->passes > 0};

    coengage_edges(c);
    return lia_write_table(to, &c->edges, format, &options, err);
}

static lia_status write_passes(coengagement *c, FILE *to, lia_format format,
                               lia_error *err)
{
    uint64_t room = 0;
    lia_vid first = 0;
    lia_status st = LIA_OK;

    LIA_TRY(pass_room(&room, c, err));
    do {
        const lia_vid end = lia_pairs_pass(&c->w, first, room);
        LIA_TRY(lia_pairs_count(&c->pairs, &c->w, first, end, &c->run, err));
        LIA_TRY(write_pass(c, to, format, err));
        c->edge_count += c->pairs.count;
        c->passes++;
        lia_pair_counts_free(&c->pairs);
        first = end;
    } while (first < c->w.n);
done:
    return st;
}

lia_status coengage_stream(coengagement *c, lia_format format, lia_error *err)
{
    lia_atomic_file file;
    lia_status st;

    if (c->s->output == NULL || strcmp(c->s->output, "-") == 0) {
        progress_clear();
        st = write_passes(c, stdout, format, err);
        if (st == LIA_EIO && (errno == EPIPE || reader_is_gone()))
            return LIA_OK;
        return st;
    }
    st = lia_atomic_open(&file, c->s->output, err);
    if (st != LIA_OK)
        return st;
    st = write_passes(c, file.stream, format, err);
    return lia_atomic_finish(&file, st, err);
}

/* One more member; its text goes to what is returned, of MEMBER_ROOM. */
static char *describe(coengagement *c, const char *name, bool is_json)
{
    char *text = c->member_text[c->member_count];

    c->member[c->member_count++] = (lia_member){name, text, is_json};
    return text;
}

static void describe_count(coengagement *c, const char *name, uint64_t value)
{
    snprintf(describe(c, name, true), MEMBER_ROOM, "%llu",
             (unsigned long long)value);
}

void coengage_describe(coengagement *c)
{
    const lia_events_tally *t = &c->tally;
    const lia_windows_tally *w = &c->w.tally;
    const lia_time widest = c->look.window[c->look.windows - 1];
    char seconds[LIA_NUMBER_ROOM];

    c->member_count = 0;
    snprintf(describe(c, "note", false), MEMBER_ROOM, "%s",
             wr("edges are consistent with coordination; they do not prove "
                "any"));
    snprintf(describe(c, "semantics", false), MEMBER_ROOM, "liaison");
    snprintf(describe(c, "window_s", true), MEMBER_ROOM, "%.*s",
             (int)lia_format_double(seconds, (double)widest / 1e6), seconds);
    describe_count(c, "min_shared", c->look.min_shared);
    describe_count(c, "interactions", t->rows);
    describe_count(c, "rows_without_post", t->without_object);
    describe_count(c, "rows_without_time", t->without_time);
    describe_count(c, "rows_posting", t->posting);
    describe_count(c, "rows_own_post", t->own);
    describe_count(c, "rows_repeated", t->repeats);
    describe_count(c, "max_per_post", c->s->max_per_post);
    describe_count(c, "capped_posts", t->capped_posts);
    describe_count(c, "capped_engagements", t->capped);
    describe_count(c, "engagements", w->events);
    describe_count(c, "engagements_left", w->live_events);
    describe_count(c, "accounts", w->accounts);
    describe_count(c, "accounts_left", w->live_accounts);
    describe_count(c, "rounds", w->rounds);
    describe_count(c, "edges", c->edge_count);
}

void coengage_free(coengagement *c)
{
    lia_windows_free(&c->w);
    lia_pair_counts_free(&c->pairs);
    lia_pair_evidence_free(&c->evidence);
}
