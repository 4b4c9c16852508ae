/* pods/find.c - the public call: stage, habits, search, and the result in
 * order of rank, with the names of the tables again.
 */
#include "base/language.h"
#include "liaison/pods.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/sort.h"
#include "pods/classes.h"
#include "pods/bursts.h"
#include "pods/result.h"

enum { LONGEST_WINDOW = 43200, FEWEST_TICKS = 100 };

static lia_status check(const lia_pods_options *o, lia_error *err)
{
    if (o->window < 1 || o->window > LONGEST_WINDOW)
        return lia_fail(err, LIA_EARG, "the window is %u s, must be 1 to %d",
                        o->window, LONGEST_WINDOW);
    if (o->other_windows > LIA_POD_OTHER_WINDOWS)
        return lia_fail(err, LIA_EARG, "%u windows beside the first: %d at "
                        "most", o->other_windows, LIA_POD_OTHER_WINDOWS);
    for (uint32_t w = 0; w < o->other_windows; w++)
        if (o->other_window[w] < 1 || o->other_window[w] > LONGEST_WINDOW)
            return lia_fail(err, LIA_EARG, "a window of %u s, must be 1 to %d",
                            o->other_window[w], LONGEST_WINDOW);
    if (o->episode < 1)
        return lia_fail(err, LIA_EARG, "the episode is 0 s, must be 1 or "
                        "more");
    if (!(o->rho >= 1) || o->rho > 1e6)
        return lia_fail(err, LIA_EARG, "rho is %g, must be 1 or more",
                        o->rho);
    if (!(o->q > 0 && o->q < 1))
        return lia_fail(err, LIA_EARG, "q is %g, must be between 0 and 1",
                        o->q);
    if (o->min_size < 3 || o->min_episodes < 1)
        return lia_fail(err, LIA_EARG, "a pod has 3 members or more, a pair "
                        "1 episode or more");
    return LIA_OK;
}

/* Do 99 of 100 times stand on full multiples of so many seconds? */
static bool ticks_by(const pod_stage *s, uint32_t seconds)
{
    uint64_t on = 0;

    for (uint64_t e = 0; e < s->count; e++)
        on += s->time[e] % seconds == 0;
    return s->count >= FEWEST_TICKS && on >= s->count - s->count / 100;
}

static lia_status check_stage(const pod_stage *s, lia_error *err)
{
    static const struct {
        uint32_t seconds;
        const char *name;
    } coarse[] = {{86400, "days"}, {3600, "hours"}, {1800, "half hours"},
                  {900, "quarters of an hour"}, {600, "ten minutes"},
                  {300, "five minutes"}};

    if (s->count == 0 && s->without_author > 0)
        return lia_fail(err, LIA_ECANNOT, "no pods: the authors of the posts "
                        "are unknown, so nobody is seen to favour anybody. "
                        "What to collect: the author of each post, as a "
                        "column of the interactions or in a table of posts.");
    for (size_t k = 0; k < sizeof coarse / sizeof *coarse; k++)
        if (ticks_by(s, coarse[k].seconds))
            return lia_fail(err, LIA_ECANNOT, "no pods: the clock ticks in "
                            "%s; acting in step shows in minutes. What to "
                            "collect: times to the minute or better.",
                            coarse[k].name);
    return LIA_OK;
}

static void say_untestable(lia_pods *out, const pod_search *f)
{
    const char *why = "";

    if (out->pod != NULL && out->count > 0)
        return;
    if (out->events == 0)
        why = N_("no account engaged another's post");
    else if (f->h->r.pairs == 0)
        why = N_("no two accounts engaged each other's posts, so there is no "
                 "group to test");
    else if (f->sets.count == 0)
        why = N_("no group of accounts engages one another often enough to be "
                 "tested; more days of the same accounts may show some");
    snprintf(out->untestable, sizeof out->untestable, "%s", wr(why));
    snprintf(out->untestable_said, sizeof out->untestable_said, "%s", tr(why));
}

lia_status lia_pods_find(lia_pods *out, const lia_tables *tables,
                         const lia_pods_options *options, lia_error *err)
{
    static const lia_pods_options defaults = LIA_PODS_DEFAULTS;
    const lia_pods_options *o = options != NULL ? options : &defaults;
    lia_status st = LIA_OK;
    pod_stage stage = {.n = 0};
    pod_habits habits = {.stage = &stage};
    pod_search search = {.count = 0};
    lia_pods found = {.count = 0};

    if (out == NULL || tables == NULL)
        return lia_fail(err, LIA_EARG, "out and tables must be given");
    LIA_TRY(check(o, err));
    LIA_TRY(pod_stage_build(&stage, tables, &o->run, err));
    LIA_TRY(check_stage(&stage, err));
    LIA_TRY(pod_habits_build(&habits, &stage, &o->run, err));
    LIA_TRY(pod_search_run(&search, &habits, tables, o, err));
    LIA_TRY(pod_result_build(&found, &search, tables, err));
    say_untestable(&found, &search);
    *out = found;
    memset(&found, 0, sizeof found);
done:
    lia_pods_free(&found);
    pod_search_free(&search);
    pod_habits_free(&habits);
    pod_stage_free(&stage);
    return st;
}

void lia_pods_free(lia_pods *p)
{
    lia_free(p->pod);
    lia_free(p->member);
    lia_free(p->pair);
    lia_free(p->burst);
    lia_free(p->day);
    lia_free(p->engagement);
    lia_free(p->text.off);
    lia_free(p->text.bytes);
    memset(p, 0, sizeof *p);
}

uint64_t lia_pods_memory(const lia_tables *tables, int threads)
{
    const uint64_t rows = tables->interactions.count;
    const uint64_t names =
        (uint64_t)tables->accounts.names.count + tables->posts.names.count;

    return 80 * rows + 64 * names + 4096 * 1024 +
           16 * (uint64_t)threads * tables->accounts.names.count;
}
