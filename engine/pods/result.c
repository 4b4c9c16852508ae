/* pods/result.c - rank groups, number them, write their rows. */
#include "pods/result.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/sort.h"
#include "pods/classes.h"
#include "pods/bursts.h"

typedef struct writing {
    lia_pods *out;
    const pod_search *f;
    const pod_stage *s;
    const lia_tables *tables;
    pod_texts texts;
} writing;

static int by_account(const void *a, const void *b)
{
    const lia_pod_member *x = a, *y = b;

    return x->account < y->account ? -1 : x->account > y->account;
}

static int by_rank(const void *a, const void *b)
{
    const lia_pod *x = a, *y = b;

    if (x->class_of != y->class_of)
        return x->class_of < y->class_of ? -1 : 1;
    if (x->score < y->score || y->score < x->score)
        return x->score > y->score ? -1 : 1;
    if (x->size != y->size)
        return x->size > y->size ? -1 : 1;
    if (x->p_value < y->p_value || y->p_value < x->p_value)
        return x->p_value < y->p_value ? -1 : 1;
    if (x->expected < y->expected || y->expected < x->expected)
        return x->expected > y->expected ? -1 : 1;
    if (x->first_time != y->first_time)
        return x->first_time < y->first_time ? -1 : 1;
    /* number holds the smallest account of the tables here */
    return x->number < y->number ? -1 : x->number > y->number;
}

/* Ranked copies; first_day names the group of the search meanwhile. */
static lia_status rank(writing *w, lia_error *err)
{
    const pod_search *f = w->f;
    lia_pods *out = w->out;
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc(&out->pod, f->count, sizeof *out->pod, err));
    for (uint32_t k = 0; k < f->count; k++) {
        const pod_group *g = &f->group[k];
        lia_pod *p = &out->pod[k];
        *p = g->about;
        p->first_day = k;
        p->number = LIA_NONE;
        for (uint32_t m = 0; m < g->size; m++)
            if (w->s->account_id[g->member[m]] < p->number)
                p->number = w->s->account_id[g->member[m]];
    }
    out->count = f->count;
    qsort(out->pod, out->count, sizeof *out->pod, by_rank);
    for (uint32_t k = 0; k < out->count; k++) {
        out->pod[k].number = k + 1;
        out->by_class[out->pod[k].class_of]++;
    }
done:
    return st;
}

static lia_status write_members(writing *w, lia_error *err)
{
    lia_pods *out = w->out;
    lia_status st = LIA_OK;
    uint64_t total = 0;

    for (uint32_t k = 0; k < out->count; k++)
        total += out->pod[k].size;
    LIA_TRY(lia_alloc(&out->member, total, sizeof *out->member, err));
    for (uint32_t k = 0; k < out->count; k++) {
        lia_pod *p = &out->pod[k];
        const pod_group *g = &w->f->group[p->first_day];
        lia_pod_member *row = out->member + out->member_count;
        p->first_member = out->member_count;
        for (uint32_t m = 0; m < g->size; m++) {
            row[m] = g->row[m];
            row[m].account = w->s->account_id[g->row[m].account];
            row[m].pod = p->number;
        }
        qsort(row, g->size, sizeof *row, by_account);
        out->member_count += g->size;
    }
done:
    return st;
}

static lia_status add_sentence(uint32_t *id, writing *w, const lia_pod *p,
                               bool clears, lia_error *err)
{
    char *text = NULL;
    size_t length = 0;
    FILE *to = open_memstream(&text, &length);
    lia_status st;

    if (to == NULL)
        return lia_fail(err, LIA_ENOMEM, "out of memory: explanations");
    if (clears)
        pod_say_what_clears(to, p);
    else
        pod_explain(to, p);
    (void)fclose(to);
    st = pod_texts_add(id, &w->texts, text, length, err);
    free(text);
    return st;
}

static lia_status write_evidence(writing *w, lia_error *err)
{
    lia_pods *out = w->out;
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc(&out->burst, (uint64_t)out->count * POD_BURSTS,
                      sizeof *out->burst, err));
    for (uint32_t k = 0; k < out->count; k++) {
        lia_pod *p = &out->pod[k];
        lia_pod_burst *burst = out->burst + out->burst_count;
        lia_pods_options own = *w->f->o;
        uint32_t count;
        own.window = p->window_s;
        LIA_TRY(add_sentence(&p->explanation, w, p, false, err));
        LIA_TRY(add_sentence(&p->clears, w, p, true, err));
        LIA_TRY(pod_bursts(burst, &count, &w->texts,
                           &w->f->group[p->first_day], w->f->h, w->tables,
                           &own, err));
        for (uint32_t b = 0; b < count; b++)
            burst[b].pod = p->number;
        out->burst_count += count;
    }
done:
    return st;
}

/* Last user of first_day as a name: it becomes the first row. */
static lia_status write_days(writing *w, lia_error *err)
{
    const uint32_t days = w->s->days;
    lia_pods *out = w->out;
    lia_status st = LIA_OK;
    uint64_t total = 0;

    for (uint32_t k = 0; k < out->count; k++)
        for (uint32_t d = 0; d < days; d++)
            total += w->f->expected[k][d] > 0;
    LIA_TRY(lia_alloc(&out->day, total, sizeof *out->day, err));
    for (uint32_t k = 0; k < out->count; k++) {
        lia_pod *p = &out->pod[k];
        const uint64_t g = p->first_day;
        p->first_day = out->day_count;
        for (uint32_t d = 0; d < days; d++)
            if (w->f->expected[g][d] > 0)
                out->day[out->day_count++] = (lia_pod_day){
                    .pod = p->number,
                    .day = w->s->origin + (lia_time)d * POD_DAY * 1000000,
                    .observed = w->f->observed[g][d] / 2,
                    .expected = w->f->expected[g][d] / 2};
    }
done:
    return st;
}

static int by_p(const void *a, const void *b)
{
    const lia_pod_pair *x = a, *y = b;

    if (x->p_value < y->p_value || y->p_value < x->p_value)
        return x->p_value < y->p_value ? -1 : 1;
    if (x->account_a != y->account_a)
        return x->account_a < y->account_a ? -1 : 1;
    return x->account_b < y->account_b ? -1 : x->account_b > y->account_b;
}

/* Pods of each account, detections or all. */
static lia_status list_pods(lia_pod_circle *out, const lia_pods *pods,
                            lia_vid n, bool all, lia_error *err)
{
    lia_pod_circle c = {.n = n};
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc_zero(&c.off, (uint64_t)n + 2, sizeof *c.off, err));
    LIA_TRY(lia_alloc(&c.pod, pods->member_count, sizeof *c.pod, err));
    for (uint64_t k = 0; k < pods->member_count; k++)
        if (all || pods->pod[pods->member[k].pod - 1].detection)
            c.off[pods->member[k].account + 2]++;
    for (lia_vid i = 0; i < n; i++)
        c.off[i + 2] += c.off[i + 1];
    for (uint64_t k = 0; k < pods->member_count; k++)
        if (all || pods->pod[pods->member[k].pod - 1].detection)
            c.pod[c.off[pods->member[k].account + 1]++] = pods->member[k].pod;
    *out = c;
    memset(&c, 0, sizeof c);
done:
    lia_pod_circle_free(&c);
    return st;
}

/* The first pod that both are in, or LIA_NONE. */
static uint32_t first_shared(const lia_pod_circle *c, lia_vid a, lia_vid b)
{
    uint64_t i = c->off[a], j = c->off[b];

    while (i < c->off[a + 1] && j < c->off[b + 1]) {
        if (c->pod[i] == c->pod[j])
            return c->pod[i];
        if (c->pod[i] < c->pod[j])
            i++;
        else
            j++;
    }
    return LIA_NONE;
}

static lia_status write_pairs(writing *w, lia_error *err)
{
    const pod_pairs *pairs = &w->f->pairs;
    lia_pods *out = w->out;
    lia_status st = LIA_OK;
    lia_pod_circle all = {.off = NULL};

    out->pairs_tested = pairs->tested;
    LIA_TRY(list_pods(&all, out, w->tables->accounts.names.count, true, err));
    LIA_TRY(lia_alloc(&out->pair, pairs->count, sizeof *out->pair, err));
    for (uint64_t k = 0; k < pairs->count; k++) {
        const pod_pair *p = &pairs->pair[k];
        const lia_vid a = w->s->account_id[p->a], b = w->s->account_id[p->b];
        if (p->q > w->f->o->q)
            continue;
        out->pair[out->pair_count++] = (lia_pod_pair){
            .account_a = a < b ? a : b, .account_b = a < b ? b : a,
            .episodes = p->episodes, .expected = p->expected,
            .p_value = exp(p->log_p), .q_value = p->q,
            .pod = first_shared(&all, a, b)};
    }
    qsort(out->pair, out->pair_count, sizeof *out->pair, by_p);
done:
    lia_pod_circle_free(&all);
    return st;
}

static void count_engagement(uint64_t *received, uint64_t *without,
                             const writing *w, const lia_pod_circle *c)
{
    const pod_stage *s = w->s;

    for (uint64_t e = 0; e < s->count; e++) {
        const lia_vid by = s->account_id[s->author[s->post[e]]];
        received[by]++;
        without[by] +=
            !lia_pod_circle_share(c, s->account_id[s->account[e]], by);
    }
}

static lia_status write_engagement(writing *w, lia_error *err)
{
    const lia_vid n = w->tables->accounts.names.count;
    lia_pods *out = w->out;
    lia_status st = LIA_OK;
    lia_pod_circle c = {.off = NULL};
    uint64_t *received = NULL, *without = NULL, count = 0;

    LIA_TRY(lia_pod_circle_build(&c, out, n, err));
    LIA_TRY(lia_alloc_zero(&received, n, sizeof *received, err));
    LIA_TRY(lia_alloc_zero(&without, n, sizeof *without, err));
    count_engagement(received, without, w, &c);
    for (lia_vid i = 0; i < n; i++)
        count += received[i] > 0;
    LIA_TRY(lia_alloc(&out->engagement, count, sizeof *out->engagement,
                      err));
    for (lia_vid i = 0; i < n; i++)
        if (received[i] > 0)
            out->engagement[out->engagement_count++] = (lia_pod_engagement){
                .account = i, .received = received[i],
                .received_without_pods = without[i],
                .share_from_pods =
                    1 - (double)without[i] / (double)received[i]};
done:
    lia_pod_circle_free(&c);
    lia_free(received);
    lia_free(without);
    return st;
}

lia_status pod_result_build(lia_pods *out, const pod_search *f,
                            const lia_tables *tables, lia_error *err)
{
    writing w = {.out = out, .f = f, .s = f->h->stage, .tables = tables};
    lia_status st = LIA_OK;

    LIA_TRY(rank(&w, err));
    LIA_TRY(write_members(&w, err));
    LIA_TRY(write_evidence(&w, err));
    LIA_TRY(write_days(&w, err));
    LIA_TRY(write_pairs(&w, err));
    LIA_TRY(write_engagement(&w, err));
    out->events = w.s->count;
    out->accounts = w.s->n;
    out->posts = w.s->posts;
    out->proposals = f->sets.count;
    out->without_author = w.s->without_author;
    out->own = w.s->tally.own;
    out->repeats = w.s->tally.repeats;
    out->guessed = w.s->guessed;
    out->friends = f->friends.count;
    for (uint32_t p = 0; f->o->max_per_post > 0 && p < w.s->posts; p++)
        out->capped += pod_engagers(w.s, p) > f->o->max_per_post;
done:
    out->text = w.texts.names;
    return st;
}

lia_status lia_pod_circle_build(lia_pod_circle *out, const lia_pods *pods,
                                lia_vid n, lia_error *err)
{
    return list_pods(out, pods, n, false, err);
}

bool lia_pod_circle_share(const lia_pod_circle *c, lia_vid a, lia_vid b)
{
    return first_shared(c, a, b) != LIA_NONE;
}

void lia_pod_circle_free(lia_pod_circle *c)
{
    lia_free(c->off);
    lia_free(c->pod);
    memset(c, 0, sizeof *c);
}
