/* pods/bursts.c - bursts, with the lines of the files that hold them. */
#include "pods/bursts.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "stats/tails.h"

enum { FEWEST_MEMBERS = 3 };

lia_status pod_texts_add(uint32_t *id, pod_texts *t, const char *text,
                         size_t length, lia_error *err)
{
    lia_names *n = &t->names;
    const uint64_t used = n->count > 0 ? n->off[n->count] : 0;
    lia_status st = LIA_OK;

    LIA_TRY(lia_reserve(&n->off, &t->off_room, (uint64_t)n->count + 2,
                        sizeof *n->off, err));
    LIA_TRY(lia_reserve(&n->bytes, &t->bytes_room, used + length + 1, 1,
                        err));
    memcpy(n->bytes + used, text, length);
    n->off[n->count] = used;
    n->off[n->count + 1] = used + length;
    *id = n->count++;
done:
    return st;
}

/* A burst by events of the stage. */
typedef struct burst {
    double expected, log_p;
    uint64_t first;          /* in the list of the post                      */
    uint32_t members, post, span;
} burst;

typedef struct searching {
    const pod_habits *h;
    const pod_stage *s;
    const lia_pods_options *o;
    uint8_t *is_member;
    uint32_t *event;         /* of members on a post                         */
    double *chance, *scratch;
    uint32_t size;
} searching;

static uint32_t list_members(searching *f, uint32_t post)
{
    const pod_stage *s = f->s;
    uint32_t count = 0;

    for (uint64_t e = s->post_off[post]; e < s->post_off[post + 1]; e++)
        if (f->is_member[s->account[e]])
            f->event[count++] = (uint32_t)e;
    return count;
}

/* The fullest window of a post. */
static void fullest(burst *out, const searching *f, uint32_t count)
{
    uint32_t end = 0;

    out->members = 0;
    for (uint32_t i = 0; i < count; i++) {
        const uint32_t from = f->s->time[f->event[i]];
        while (end < count && f->s->time[f->event[end]] - from <= f->o->window)
            end++;
        if (end - i > out->members) {
            out->members = end - i;
            out->first = i;
            out->span = f->s->time[f->event[end - 1]] - from;
        }
    }
}

static void weigh(burst *b, searching *f, uint32_t count)
{
    const uint32_t first = f->event[b->first];
    pod_probe probe;
    uint32_t others = 0;

    pod_probe_set(&probe, f->s->time[first], pod_delay(f->s, first), 0,
                  f->o->window);
    b->expected = 1;
    for (uint32_t k = 0; k < count; k++) {
        if (k == b->first)
            continue;
        f->chance[others] = pod_chance(f->h, f->event[k], &probe);
        b->expected += f->chance[others++];
    }
    b->log_p = lia_log_poisson_binomial_tail(b->members - 1, f->chance, others,
                                             f->scratch);
}

/* Keep the least probable; the earlier post where they draw. */
static void keep(burst *best, uint32_t *count, const burst *b)
{
    uint32_t at = *count;

    while (at > 0 && b->log_p < best[at - 1].log_p)
        at--;
    if (at >= POD_BURSTS)
        return;
    if (*count < POD_BURSTS)
        ++*count;
    memmove(best + at + 1, best + at, (*count - at - 1) * sizeof *best);
    best[at] = *b;
}

lia_status pod_say_acts(lia_pod_burst *out, pod_texts *texts,
                        const pod_act *act, uint64_t count,
                        const lia_tables *tables, lia_error *err)
{
    lia_status st = LIA_OK;
    char *files = NULL, *accounts = NULL;
    size_t files_length = 0, accounts_length = 0;
    FILE *lines = open_memstream(&files, &files_length);
    FILE *who = open_memstream(&accounts, &accounts_length);

    if (lines == NULL || who == NULL)
        st = lia_fail(err, LIA_ENOMEM, "out of memory: evidence");
    for (uint64_t k = 0; st == LIA_OK && k < count; k++) {
        const char *gap = k == 0 ? "" : "|";
        uint32_t source;
        uint64_t line;
        size_t length;
        const char *name = lia_name(&tables->accounts.names, act[k].account,
                                    &length);
        lia_origin_of(&source, &line, &tables->interactions.origins,
                      act[k].row);
        fprintf(who, "%s%.*s", gap, (int)length, name);
        if (source < tables->source_count)
            fprintf(lines, "%s%s:%llu", gap, tables->source[source].path,
                    (unsigned long long)line);
    }
    if (lines != NULL)
        (void)fclose(lines);
    if (who != NULL)
        (void)fclose(who);
    if (st == LIA_OK)
        LIA_TRY(pod_texts_add(&out->files, texts, files, files_length, err));
    if (st == LIA_OK)
        LIA_TRY(pod_texts_add(&out->accounts, texts, accounts,
                              accounts_length, err));
done:
    free(files);
    free(accounts);
    return st;
}

static lia_status say(lia_pod_burst *out, pod_texts *texts, searching *f,
                      const burst *b, const lia_tables *tables,
                      lia_error *err)
{
    const pod_stage *s = f->s;
    pod_act *act = NULL;
    lia_status st = lia_alloc(&act, b->members, sizeof *act, err);

    if (st != LIA_OK)
        return st;
    for (uint64_t k = 0; k < b->members; k++) {
        const uint32_t e = f->event[b->first + k];
        act[k] = (pod_act){s->account_id[s->account[e]], s->row[e]};
    }
    st = pod_say_acts(out, texts, act, b->members, tables, err);
    lia_free(act);
    return st;
}

static lia_status prepare(searching *f, const pod_group *g, lia_error *err)
{
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc_zero(&f->is_member, f->s->n, 1, err));
    LIA_TRY(lia_alloc(&f->event, g->size, sizeof(uint32_t), err));
    LIA_TRY(lia_alloc(&f->chance, g->size, sizeof(double), err));
    LIA_TRY(lia_alloc(&f->scratch, (uint64_t)g->size + 1, sizeof(double),
                      err));
    for (uint32_t k = 0; k < g->size; k++)
        f->is_member[g->member[k]] = 1;
done:
    return st;
}

static void search(burst *best, uint32_t *count, searching *f,
                   const pod_group *g)
{
    const pod_stage *s = f->s;

    for (uint32_t m = 0; m < g->size; m++)
        for (uint64_t k = s->wrote_off[g->member[m]];
             k < s->wrote_off[g->member[m] + 1]; k++) {
            burst b = {.post = s->wrote[k]};
            const uint32_t members = list_members(f, b.post);
            if (members < FEWEST_MEMBERS)
                continue;
            fullest(&b, f, members);
            if (b.members < FEWEST_MEMBERS)
                continue;
            weigh(&b, f, members);
            keep(best, count, &b);
        }
}

lia_status pod_bursts(lia_pod_burst *out, uint32_t *count, pod_texts *texts,
                      const pod_group *g, const pod_habits *h,
                      const lia_tables *tables,
                      const lia_pods_options *options, lia_error *err)
{
    searching f = {.h = h, .s = h->stage, .o = options};
    burst best[POD_BURSTS + 1];
    lia_status st = LIA_OK;

    *count = 0;
    LIA_TRY(prepare(&f, g, err));
    search(best, count, &f, g);
    for (uint32_t k = 0; k < *count; k++) {
        const burst *b = &best[k];
        list_members(&f, b->post);
        out[k] = (lia_pod_burst){
            .expected = b->expected, .probability = exp(b->log_p),
            .time = f.s->origin +
                    (lia_time)f.s->time[f.event[b->first]] * 1000000,
            .post = f.s->post_id[b->post],
            .author = f.s->account_id[f.s->author[b->post]],
            .members = b->members, .span_s = b->span};
        LIA_TRY(say(&out[k], texts, &f, b, tables, err));
    }
done:
    lia_free(f.is_member);
    lia_free(f.event);
    lia_free(f.chance);
    lia_free(f.scratch);
    return st;
}
