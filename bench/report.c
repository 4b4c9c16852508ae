/* bench/report.c - a table of ties ordered, then written in every format.
 *
 *     bench_report [SCALE] [REPETITIONS]
 *
 * 58 * 2^SCALE rows: 3.8 million at 16, about as many ties as k16 has.
 * Ties between random accounts of a quarter as many, in descending order of a
 * random share, so that every row fetches its values and names from somewhere
 * else in memory: the hardest case of a report.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "clock.h"
#include "liaison/report.h"
#include "random.h"

typedef struct work {
    uint64_t rows;
    lia_names names;
    lia_vid *ends;
    double *share;
    uint32_t *mutual;
    uint8_t *bridge;
    lia_ranked table;
    uint64_t *order;
} work;

static void must(lia_status st)
{
    if (st != LIA_OK)
        abort();
}

static void make_names(lia_names *out, uint32_t count)
{
    out->count = count;
    must(lia_alloc(&out->off, (uint64_t)count + 1, 8, NULL));
    must(lia_alloc(&out->bytes, count, 16, NULL));
    out->off[0] = 0;
    for (uint32_t i = 0; i < count; i++)
        out->off[i + 1] = out->off[i] +
            (uint64_t)snprintf(out->bytes + out->off[i], 16, "user%08u", i);
}

static void make_rows(work *w)
{
    uint64_t state = 1;

    must(lia_alloc(&w->ends, 2 * w->rows, sizeof *w->ends, NULL));
    must(lia_alloc(&w->share, w->rows, sizeof *w->share, NULL));
    must(lia_alloc(&w->mutual, w->rows, sizeof *w->mutual, NULL));
    must(lia_alloc(&w->bridge, w->rows, 1, NULL));
    for (uint64_t r = 0; r < w->rows; r++) {
        w->ends[2 * r] = (lia_vid)(bench_random(&state) % w->names.count);
        w->ends[2 * r + 1] = (lia_vid)(bench_random(&state) % w->names.count);
        w->share[r] = (double)(bench_random(&state) >> 11) * 0x1p-53;
        w->mutual[r] = (uint32_t)(bench_random(&state) % 200);
        w->bridge[r] = w->mutual[r] == 0;
    }
}

static void make_table(work *w)
{
    for (int end = 0; end < 2; end++) {
        lia_column *c = lia_ranked_add(&w->table,
                                       end ? "account_b" : "account_a",
                                       LIA_COLUMN_ID, w->ends + end);
        c->names = &w->names;
        c->stride = 2;
    }
    w->table.name = "ties";
    w->table.has_rank = true;
    lia_ranked_add(&w->table, "overlap", LIA_COLUMN_NUMBER, w->share);
    lia_ranked_add(&w->table, "mutual_contacts", LIA_COLUMN_COUNT32,
                   w->mutual);
    lia_ranked_add(&w->table, "bridge", LIA_COLUMN_FLAG, w->bridge);
}

static double order_once(work *w, uint64_t top)
{
    const lia_rank_key key = {.number = w->share, .descending = true};
    const double begin = clock_cpu();

    lia_ranked_order_free(w->order);
    must(lia_ranked_order(&w->order, &w->table.rows, w->rows, top, &key, 1,
                          NULL, NULL));
    w->table.order = w->order;
    return clock_cpu() - begin;
}

static double write_once(const work *w, lia_format format)
{
    const double begin = clock_cpu();

    if (format == LIA_FORMAT_SQLITE) {
        must(lia_write_table_file("bench_report.db", &w->table, format, NULL,
                                  NULL));
        (void)remove("bench_report.db");
    } else {
        must(lia_write_table_file("/dev/null", &w->table, format, NULL, NULL));
    }
    return clock_cpu() - begin;
}

static void show(const char *what, double *seconds, int count)
{
    printf("%-10s %7.3f s\n", what, clock_median(seconds, (size_t)count));
}

int main(int argc, char **argv)
{
    const int scale = argc > 1 ? atoi(argv[1]) : 16;
    work w = {.rows = (uint64_t)58 << (scale & 31)};
    const int count = argc > 2 ? atoi(argv[2]) : 3;
    double seconds[100];

    if (scale < 0 || scale > 24 || count < 1 || count > 100)
        return 2;
    make_names(&w.names, (uint32_t)(w.rows / 4));
    make_rows(&w);
    make_table(&w);
    printf("%llu rows, 6 columns; CPU seconds, median of %d\n",
           (unsigned long long)w.rows, count);
    for (int k = 0; k < count; k++)
        seconds[k] = order_once(&w, 20);
    show("top 20", seconds, count);
    for (int k = 0; k < count; k++)
        seconds[k] = order_once(&w, 0);
    show("order", seconds, count);
    for (int f = LIA_FORMAT_CSV; f <= LIA_FORMAT_SQLITE; f++) {
        for (int k = 0; k < count; k++)
            seconds[k] = write_once(&w, (lia_format)f);
        show(lia_format_name((lia_format)f), seconds, count);
    }
    lia_ranked_order_free(w.order);
    lia_free(w.names.off);
    lia_free(w.names.bytes);
    lia_free(w.ends);
    lia_free(w.share);
    lia_free(w.mutual);
    lia_free(w.bridge);
    return 0;
}
