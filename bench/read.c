/* read.c - from the text of an edge list to ties, names interned.
 *
 *     bench_read FILE [THREADS]
 *
 * One reading per process, so that the peak of memory is its own. Prints CPU
 * seconds (all threads together), wall seconds, and resident memory per tie at
 * the peak, above that of the bare program. The mapped file counts while it is
 * in memory. The peers on the same file: bench/peers/readers.py.
 */
#include <inttypes.h>
#include <stdio.h>
#include <sys/resource.h>

#include "clock.h"
#include "liaison/graph.h"
#include "liaison/read.h"

static void check(lia_status st, const lia_error *error)
{
    if (st != LIA_OK) {
        fprintf(stderr, "%s\n", error->message);
        exit(3);
    }
}

static double peak_bytes(void)
{
    struct rusage use;

    getrusage(RUSAGE_SELF, &use);
    return (double)use.ru_maxrss * 1024;
}

int main(int count, char **word)
{
    lia_read_options options = LIA_READ_DEFAULTS;
    lia_tables *tables;
    lia_ties ties;
    lia_error error;
    double cpu = clock_cpu(), wall = clock_wall(), before = peak_bytes();

    if (count < 2) {
        fprintf(stderr, "usage: bench_read FILE [THREADS]\n");
        return 2;
    }
    options.lean = true;
    options.run.threads = count > 2 ? atoi(word[2]) : 0;
    check(lia_read(&tables, (const char *const *)&word[1], 1, &options,
                   &error), &error);
    double read = clock_cpu() - cpu;
    lia_pairs pairs = {tables->accounts.names.count, tables->contacts.count,
                       tables->contacts.source, tables->contacts.target, NULL};
    check(lia_ties_from_pairs(&ties, NULL, &pairs, &options.run, &error),
          &error);
    cpu = clock_cpu() - cpu;
    wall = clock_wall() - wall;
    printf("liaison, %d threads: CPU %.3f s (reading %.3f), wall %.3f s, "
           "peak %.1f B per tie, %" PRIu32 " accounts, %" PRIu64 " ties\n",
           options.run.threads, cpu, read, wall,
           (peak_bytes() - before) / (double)ties.m, ties.n, ties.m);
    lia_ties_free(&ties);
    lia_tables_free(tables);
    return 0;
}
