/* pods/authorless/oneoff.c - hours of objects whose engagers are seen nowhere
 * else. */
#include "liaison/oneoff.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/sort.h"
#include "stats/beta_binomial.h"
#include "stats/fdr.h"

#define HOUR ((lia_time)3600000000)

/* The engagers of one object in one hour of the clock. */
typedef struct cell {
    uint32_t post;
    uint32_t engagers, one_offs;
    lia_time first, last;
    double usual, log_p;
} cell;

typedef struct cells {
    uint64_t count, room;
    cell *list;
    uint32_t *by_size;       /* [count] places, the busiest first            */
    double *sum;             /* [count + 1] shares of the busiest            */
    double *squares;         /* [count + 1]                                  */
    double *inverse;         /* [count + 1] 1 / engagers                     */
} cells;

static int64_t hour_of(lia_time t)
{
    return t / HOUR - (t % HOUR < 0);
}

static lia_status collect(cells *c, const lia_events *events,
                          const uint32_t *seen, uint32_t least, lia_error *err)
{
    lia_status st = LIA_OK;
    const lia_event *e = events->event;

    for (uint32_t p = 0; p < events->posts; p++)
        for (uint64_t i = events->off[p], j; i < events->off[p + 1]; i = j) {
            uint32_t alone = 0;
            for (j = i; j < events->off[p + 1] &&
                        hour_of(e[j].time) == hour_of(e[i].time); j++)
                alone += seen[e[j].account] == 1;
            if (j - i < least)
                continue;
            LIA_TRY(lia_reserve(&c->list, &c->room, c->count + 1,
                                sizeof *c->list, err));
            c->list[c->count++] = (cell){p, (uint32_t)(j - i), alone,
                                         e[i].time, e[j - 1].time, 0.0, 0.0};
        }
done:
    return st;
}

/* Places by size, and sums over the busiest so many. */
static lia_status order(cells *c, lia_error *err)
{
    lia_status st = LIA_OK;
    uint64_t *key = NULL;

    LIA_TRY(lia_alloc(&key, c->count, sizeof *key, err));
    LIA_TRY(lia_alloc(&c->by_size, c->count, sizeof *c->by_size, err));
    LIA_TRY(lia_alloc_zero(&c->sum, c->count + 1, sizeof *c->sum, err));
    LIA_TRY(lia_alloc_zero(&c->squares, c->count + 1, sizeof *c->squares,
                           err));
    LIA_TRY(lia_alloc_zero(&c->inverse, c->count + 1, sizeof *c->inverse,
                           err));
    for (uint64_t k = 0; k < c->count; k++) {
        key[k] = UINT64_MAX - c->list[k].engagers;
        c->by_size[k] = (uint32_t)k;
    }
    lia_sort_keys(key, c->by_size, c->count);
    for (uint64_t k = 0; k < c->count; k++) {
        const cell *x = &c->list[c->by_size[k]];
        const double share = (double)x->one_offs / x->engagers;
        c->sum[k + 1] = c->sum[k] + share;
        c->squares[k + 1] = c->squares[k] + share * share;
        c->inverse[k + 1] = c->inverse[k] + 1.0 / x->engagers;
    }
done:
    lia_free(key);
    return st;
}

/* How many cells have at least so many engagers. */
static uint64_t as_busy(const cells *c, uint32_t engagers)
{
    uint64_t low = 0, high = c->count;

    while (low < high) {
        const uint64_t middle = low + (high - low) / 2;
        if (c->list[c->by_size[middle]].engagers >= engagers)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Cells first .. end-1 are those of one object. */
static void test_cell(cells *c, uint64_t at, uint64_t first, uint64_t end,
                      uint64_t least)
{
    cell *x = &c->list[at];
    uint64_t busy = as_busy(c, x->engagers / 2), others;
    double sum, squares, inverse, a, b;

    if (busy < least + (end - first))
        busy = least + (end - first);
    busy = busy < c->count ? busy : c->count;
    sum = c->sum[busy];
    squares = c->squares[busy];
    inverse = c->inverse[busy];
    others = busy;
    for (uint64_t k = first; k < end; k++) {
        const cell *own = &c->list[k];
        const double share = (double)own->one_offs / own->engagers;
        if (own->engagers < c->list[c->by_size[busy - 1]].engagers ||
            (own->engagers == c->list[c->by_size[busy - 1]].engagers &&
             k > c->by_size[busy - 1]))
            continue;
        sum -= share;
        squares -= share * share;
        inverse -= 1.0 / own->engagers;
        others--;
    }
    if (others < least)
        return;
    lia_beta_binomial_fit(&a, &b, sum / (double)others,
                          squares / (double)others, inverse / (double)others,
                          1e-4);
    x->usual = sum / (double)others;
    x->log_p = lia_log_beta_binomial_tail(x->one_offs, x->engagers, a, b);
}

static int least_probable_first(const void *left, const void *right)
{
    const lia_one_off *x = left, *y = right;

    if (x->log_p != y->log_p)
        return x->log_p < y->log_p ? -1 : 1;
    return (x->post > y->post) - (x->post < y->post);
}

static void add(lia_one_off *o, const cell *x, double q)
{
    if (o->hours++ == 0) {
        *o = (lia_one_off){x->post, 1, x->first, x->last, 0, 0, x->usual,
                           x->log_p, q};
    } else if (x->log_p < o->log_p) {
        o->log_p = x->log_p;
        o->usual = x->usual;
        o->q = q;
    }
    o->last = x->last;
    o->engagers += x->engagers;
    o->one_offs += x->one_offs;
}

static lia_status judge(lia_one_offs *out, cells *c,
                        const lia_one_off_options *o, lia_error *err)
{
    lia_status st = LIA_OK;
    double *log_p = NULL, *q = NULL;
    uint64_t room = 0;

    LIA_TRY(lia_alloc(&log_p, c->count, sizeof *log_p, err));
    LIA_TRY(lia_alloc(&q, c->count, sizeof *q, err));
    for (uint64_t i = 0, j; i < c->count; i = j) {
        for (j = i; j < c->count && c->list[j].post == c->list[i].post; j++)
            ;
        for (uint64_t k = i; k < j; k++)
            test_cell(c, k, i, j, o->min_crowd);
    }
    for (uint64_t k = 0; k < c->count; k++)
        log_p[k] = c->list[k].log_p;
    LIA_TRY(lia_fdr_adjust(q, log_p, c->count, (double)c->count, err));
    for (uint64_t k = 0; k < c->count; k++) {
        const cell *x = &c->list[k];
        if (!(log_p[k] < 0) || q[k] > o->q ||
            x->one_offs < o->min_share * x->engagers)
            continue;
        if (out->count == 0 ||
            out->object[out->count - 1].post != c->list[k].post) {
            LIA_TRY(lia_reserve(&out->object, &room, out->count + 1,
                                sizeof *out->object, err));
            memset(&out->object[out->count++], 0, sizeof *out->object);
        }
        add(&out->object[out->count - 1], &c->list[k], q[k]);
    }
    if (out->count > 0)
        qsort(out->object, out->count, sizeof *out->object,
              least_probable_first);
done:
    lia_free(log_p);
    lia_free(q);
    return st;
}

lia_status lia_one_offs_find(lia_one_offs *out, const lia_events *events,
                             const lia_one_off_options *options,
                             lia_error *err)
{
    static const lia_one_off_options defaults = LIA_ONE_OFF_DEFAULTS;
    const lia_one_off_options *o = options ? options : &defaults;
    lia_status st = LIA_OK;
    lia_one_offs found = {0};
    cells c = {0};
    uint32_t *seen = NULL;

    if (out == NULL || events == NULL)
        return lia_fail(err, LIA_EARG, "out or events is NULL");
    if (!(o->q > 0 && o->q < 1) || o->min_engagers < 2 || o->min_crowd < 2)
        return lia_fail(err, LIA_EARG, "an option is out of its range");
    LIA_TRY(lia_alloc_zero(&seen, events->accounts, sizeof *seen, err));
    for (uint64_t e = 0; e < events->count; e++)
        seen[events->event[e].account]++;
    LIA_TRY(collect(&c, events, seen, o->min_engagers, err));
    LIA_TRY(order(&c, err));
    found.tested = c.count;
    found.has_crowd = c.count > o->min_crowd;
    if (found.has_crowd)
        LIA_TRY(judge(&found, &c, o, err));
    *out = found;
    memset(&found, 0, sizeof found);
done:
    lia_free(seen);
    lia_free(c.list);
    lia_free(c.by_size);
    lia_free(c.sum);
    lia_free(c.squares);
    lia_free(c.inverse);
    lia_one_offs_free(&found);
    return st;
}

void lia_one_offs_free(lia_one_offs *one_offs)
{
    lia_free(one_offs->object);
    memset(one_offs, 0, sizeof *one_offs);
}
