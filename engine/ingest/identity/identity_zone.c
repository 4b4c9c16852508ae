/* ingest/identity/identity_zone.c - times without a zone, brought to UTC.
 *
 * The zone is measured: by how much the times of an export run ahead of the
 * clocks inside the numbers that stand beside them, as the median, rounded to
 * a quarter of an hour. It is believed if most of them agree with it; a zone
 * that changes between summer and winter gives the one of the greater part.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/mem.h"
#include "ingest/identity/identity_parts.h"
#include "ingest/withhold.h"

enum { LEAST = 3, QUARTER = 15, MOST_HOURS = 14 };
static const int64_t MINUTE = 60 * (int64_t)1000000;

static int by_number(const void *left, const void *right)
{
    const int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;

    return (a > b) - (a < b);
}

/* Minutes east of UTC; false if the times do not show it. */
static bool measure(int32_t *out, uint64_t *agree, int64_t *ahead,
                    uint64_t count)
{
    int64_t median, minutes;

    *agree = 0;
    if (count < LEAST)
        return false;
    qsort(ahead, count, sizeof *ahead, by_number);
    median = ahead[count / 2];
    if (median > MOST_HOURS * 60 * MINUTE || median < -MOST_HOURS * 60 * MINUTE)
        return false;
    minutes = (median + (median < 0 ? -1 : 1) * QUARTER * MINUTE / 2) /
              (QUARTER * MINUTE) * QUARTER;
    for (uint64_t k = 0; k < count; k++) {
        const int64_t off = ahead[k] - minutes * MINUTE;
        *agree += off > -5 * MINUTE && off < 5 * MINUTE;
    }
    *out = (int32_t)minutes;
    return *agree * 2 > count;
}

static lia_status measure_origin(lia_identity *d, uint32_t origin,
                                 lia_error *err)
{
    lia_export *x = &d->tables->exports[origin];
    int64_t *ahead = NULL;
    uint64_t from, to, count = 0, agree = 0;
    int32_t minutes = 0;
    char how[160];
    int length;
    lia_status st = LIA_OK;

    lia_said_of(&from, &to, d, LIA_CLAIM_CLOCK, origin);
    x->zone_minutes = d->reading->options.zone_minutes;
    for (uint64_t k = from; k < to; k++)
        count += d->said[k].count;
    LIA_TRY(lia_alloc(&ahead, count, sizeof *ahead, err));
    count = 0;
    for (uint64_t k = from; k < to; k++)
        for (uint64_t i = 0; i < d->said[k].count; i++)
            ahead[count++] = d->said[k].number;
    if (measure(&minutes, &agree, ahead, count)) {
        x->zone_minutes = minutes;
        length = snprintf(how, sizeof how,
                          wr("UTC%+03d:%02d, by the clocks of %llu of %llu "
                             "numbers of posts"), minutes / 60,
                          abs(minutes % 60), (unsigned long long)agree,
                          (unsigned long long)count);
    } else {
        length = snprintf(how, sizeof how,
                          wr("not measured: %llu times stand beside a clock, "
                             "and %llu agree; taken as %s"),
                          (unsigned long long)count,
                          (unsigned long long)agree,
                          x->zone_minutes == 0 ? "UTC" : wr("--timezone says"));
    }
    LIA_TRY(lia_copy_text(&x->zone_how, how, (size_t)length, err));
done:
    lia_free(ahead);
    return st;
}

/* The column of times that a row has, or NULL. */
static lia_time *times_of(lia_block *b)
{
    const uint32_t f = b->table == LIA_TABLE_INTERACTIONS ? LIA_I_TIME
                       : b->table == LIA_TABLE_CONTACTS   ? LIA_C_SINCE
                                                          : LIA_P_TIME;

    return b->has[f] ? b->column[f] : NULL;
}

static lia_status filter(lia_identity *d, lia_block *b, const lia_time *time,
                         lia_error *err)
{
    const lia_read_options *o = &d->reading->options;
    lia_source *s = &d->reading->source[b->source];
    uint8_t *keep = NULL;
    uint64_t gone = 0;
    lia_status st = LIA_OK;

    if ((o->since == LIA_NO_TIME && o->until == LIA_NO_TIME) ||
        b->table == LIA_TABLE_POSTS)
        return LIA_OK;
    LIA_TRY(lia_alloc(&keep, b->rows, 1, err));
    for (uint64_t r = 0; r < b->rows; r++) {
        keep[r] = time[r] == LIA_NO_TIME ||
                  ((o->since == LIA_NO_TIME || time[r] >= o->since) &&
                   (o->until == LIA_NO_TIME || time[r] < o->until));
        gone += !keep[r];
    }
    b->outside += gone;
    s->rows -= s->table == b->table ? gone : 0;
    s->table_rows[b->table] -= gone;
    s->timed -= gone;
    if (gone > 0)
        LIA_TRY(lia_block_keep(b, keep, o->lean, err));
done:
    lia_free(keep);
    return st;
}

static lia_status set_block(lia_identity *d, lia_block *b, lia_error *err)
{
    const uint32_t origin = d->reading->source[b->source].origin;
    lia_time *time = b->late && b->table <= LIA_TABLE_POSTS &&
                             b->table != LIA_TABLE_ACCOUNTS
                         ? times_of(b) : NULL;
    int64_t ahead;

    if (time == NULL || origin == LIA_NONE)
        return LIA_OK;
    ahead = (d->tables->exports[origin].zone_minutes -
             d->reading->options.zone_minutes) * MINUTE;
    for (uint64_t r = 0; r < b->rows; r++)
        if (time[r] != LIA_NO_TIME)
            time[r] = time[r] > ahead ? time[r] - ahead : 0;
    return filter(d, b, time, err);
}

static bool has_late(const lia_identity *d, uint32_t origin)
{
    for (int w = 0; w < d->reading->workers; w++)
        for (uint64_t b = 0; b < d->reading->worker[w].blocks; b++) {
            const lia_block *block = d->reading->worker[w].block[b];
            if (block->late &&
                d->reading->source[block->source].origin == origin)
                return true;
        }
    return false;
}

lia_status lia_identity_set_zones(lia_identity *d, lia_error *err)
{
    lia_status st = LIA_OK;

    for (uint32_t o = 0; o < d->reading->origins; o++)
        if (has_late(d, o))
            LIA_TRY(measure_origin(d, o, err));
    for (int w = 0; w < d->reading->workers; w++)
        for (uint64_t b = 0; b < d->reading->worker[w].blocks; b++)
            LIA_TRY(set_block(d, d->reading->worker[w].block[b], err));
done:
    return st;
}
