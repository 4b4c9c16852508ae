/* introduce.c - all introductions of one seller, and both axes of every tie,
 * on a large network.
 *
 *     bench_introduce [SCALE [FACTOR [TARGETS]]]
 *
 * A Kronecker network of 2^SCALE accounts (default 20) and about 2^SCALE x
 * FACTOR ties (10), every tie a contact, one in ten with a message each way in
 * the last year; 10,000 random targets. The seller is the account with the
 * most ties below 1,000. CPU and wall seconds by stage, on 1 and 2 threads.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "clock.h"
#include "kronecker.h"
#include "liaison/bridges.h"
#include "liaison/cohesion.h"
#include "liaison/introduce.h"
#include "liaison/paths.h"
#include "liaison/project.h"
#include "liaison/strength.h"
#include "liaison/triads.h"

static void must(lia_status st, const lia_error *err)
{
    if (st != LIA_OK) {
        fprintf(stderr, "%s\n", err->message);
        exit(1);
    }
}

static lia_tables make_tables(int scale, int factor)
{
    lia_tables t;
    lia_vid *source, *target;
    uint64_t seed = 7;
    const uint64_t count = kronecker_pairs(&source, &target, scale, factor, 1);
    const uint64_t acts = count / 5;

    memset(&t, 0, sizeof t);
    t.accounts.names.count = (uint32_t)1 << scale;
    t.contacts = (lia_contacts){.count = count, .source = source,
                                .target = target};
    t.interactions = (lia_interactions){
        .count = acts, .actor = malloc(acts * sizeof(lia_vid)),
        .target = malloc(acts * sizeof(lia_vid)),
        .time = malloc(acts * sizeof(lia_time)), .action = malloc(acts)};
    for (uint64_t k = 0; k < acts; k += 2) {
        const uint64_t row = bench_random(&seed) % count;
        for (uint64_t j = k; j < k + 2 && j < acts; j++) {
            t.interactions.actor[j] = j == k ? source[row] : target[row];
            t.interactions.target[j] = j == k ? target[row] : source[row];
            t.interactions.time[j] = (lia_time)(bench_random(&seed) % 365) *
                                     86400000000;
            t.interactions.action[j] = LIA_ACTION_MESSAGE;
        }
    }
    return t;
}

static double wall, cpu;

static void start(void)
{
    wall = clock_wall();
    cpu = clock_cpu();
}

static double stop(const char *what)
{
    const double seconds = clock_wall() - wall;

    printf("  %-34s %7.2f s wall %7.2f s CPU\n", what, seconds,
           clock_cpu() - cpu);
    return seconds;
}

typedef struct made {
    lia_ties ties;
    double *strength, *chance;
} made;

static double introduce(made *m, uint64_t targets, const lia_run *run)
{
    uint8_t *me = calloc(m->ties.n, 1);
    lia_vid *target = malloc(targets * sizeof *target), best = 0;
    uint64_t seed = 3, ways = 0;
    double *entry = malloc(2 * m->ties.m * sizeof *entry), total = 0;
    lia_routes r;
    lia_error err;

    for (lia_vid i = 0; i < m->ties.n; i++) {
        const uint64_t d = m->ties.off[i + 1] - m->ties.off[i];
        if (d < 1000 && d > m->ties.off[best + 1] - m->ties.off[best])
            best = i;
    }
    me[best] = 1;
    for (uint64_t k = 0; k < targets;) {
        const lia_vid x = (lia_vid)(bench_random(&seed) % m->ties.n);
        if (x != best && m->ties.off[x + 1] > m->ties.off[x])
            target[k++] = x;
    }
    start();
    for (uint64_t t = 0; t < m->ties.m; t++)
        m->chance[t] = lia_passing_on(m->strength[t]);
    must(lia_ties_spread(entry, m->chance, &m->ties, &err), &err);
    m->ties.weight = entry;
    total += stop("chances of all ties");
    start();
    must(lia_routes_find(&r, &m->ties, me, target, targets, run, &err), &err);
    total += stop("ways to all targets");
    for (uint64_t k = 0; k < targets; k++)
        ways += r.reach[k] > 0;
    printf("  %llu of %llu targets within reach\n", (unsigned long long)ways,
           (unsigned long long)targets);
    lia_routes_free(&r);
    m->ties.weight = NULL;
    free(entry);
    free(target);
    free(me);
    return total;
}

static double bridges(const made *m, const lia_run *run)
{
    const uint64_t n = m->ties.n, ties = m->ties.m;
    uint32_t *mutual = malloc(ties * sizeof *mutual);
    uint32_t *group = calloc(n, sizeof *group);
    uint8_t *bridge = malloc(ties);
    double *value = malloc((2 * ties + 2 * n) * sizeof *value);
    uint64_t *roles = malloc(4 * n * sizeof *roles);
    uint32_t groups;
    lia_error err;
    double total = 0;

    start();
    must(lia_triads_count(&(lia_triads){.mutual = mutual,
                                        .effective_size = value + 2 * ties,
                                        .constraint = value + 2 * ties + n},
                          &m->ties, run, &err), &err);
    total += stop("common contacts, constraint");
    start();
    must(lia_cuts_of_ties(&(lia_cuts){.bridge = bridge}, &m->ties, run, &err),
         &err);
    must(lia_span(value, mutual, bridge, &m->ties, run, &err), &err);
    lia_bridgeness(value + ties, mutual, &m->ties);
    total += stop("cuts, span, bridgeness");
    start();
    must(lia_labels_spread(group, &groups, &m->ties, 10, &err), &err);
    total += stop("communities (label propagation)");
    start();
    must(lia_roles_count(&(lia_roles){roles, roles + n, roles + 2 * n,
                                      roles + 3 * n}, &m->ties, group, run,
                         &err), &err);
    total += stop("roles");
    free(mutual);
    free(group);
    free(bridge);
    free(value);
    free(roles);
    return total;
}

int main(int argc, char **argv)
{
    const int scale = argc > 1 ? atoi(argv[1]) : 20;
    const int factor = argc > 2 ? atoi(argv[2]) : 10;
    const uint64_t targets = argc > 3 ? (uint64_t)atoll(argv[3]) : 10000;
    lia_tables t = make_tables(scale, factor);
    made m;
    lia_error err;

    must(lia_ties_from_tables(&m.ties, NULL, &t, NULL, &err), &err);
    m.strength = malloc(m.ties.m * sizeof *m.strength);
    m.chance = malloc(m.ties.m * sizeof *m.chance);
    printf("%u accounts, %llu ties, %llu acts, %llu targets\n", m.ties.n,
           (unsigned long long)m.ties.m,
           (unsigned long long)t.interactions.count,
           (unsigned long long)targets);
    for (int threads = 1; threads <= 2; threads++) {
        const lia_run run = {.threads = threads};
        lia_strength_options o;
        double shared, of_introduce, of_bridges;
        lia_strength_defaults(&o);
        o.run = run;
        printf("%d thread%s\n", threads, threads > 1 ? "s" : "");
        start();
        must(lia_strength_measure(
                 &(lia_strengths){.strength = m.strength}, &m.ties, &t, &o,
                 &err), &err);
        shared = stop("strength of all ties");
        of_introduce = introduce(&m, targets, &run);
        of_bridges = bridges(&m, &run);
        printf("  introduce %.2f s, bridges %.2f s wall\n",
               shared + of_introduce, shared + of_bridges);
    }
    return 0;
}
