/* bench/accuracy.c - is the error that sampling promises kept? Many seeds
 * against exact values.
 *
 *     bench_accuracy EDGES EPS DELTA [SEEDS]
 */
#include <math.h>
#include <stdio.h>

#include "base/mem.h"
#include "clock.h"
#include "liaison/approximate.h"
#include "liaison/paths.h"
#include "liaison/project.h"
#include "liaison/read.h"

typedef struct score {
    const char *name;
    double *exact, *got;
    uint64_t count;
    double scale;          /* of the values, to 0..1                         */
    int missed;            /* seeds in which some value missed the bound     */
    double worst, bounds, samples;
} score;

static void must(lia_status st, const lia_error *err)
{
    if (st != LIA_OK) {
        fprintf(stderr, "%s\n", err->message);
        exit(1);
    }
}

static void note(score *s, const lia_achieved *end, double widen)
{
    double most = 0;

    for (uint64_t k = 0; k < s->count; k++)
        most = fmax(most, fabs(s->exact[k] - s->got[k]) * s->scale);
    s->missed += most > end->bound * widen + 1e-12;
    s->worst = fmax(s->worst, most);
    s->bounds += end->bound;
    s->samples += (double)end->samples;
}

static void open_score(score *s, const char *name, uint64_t count,
                       double scale)
{
    lia_error err;

    *s = (score){.name = name, .count = count, .scale = scale};
    must(lia_alloc(&s->exact, count, sizeof(double), &err), &err);
    must(lia_alloc(&s->got, count, sizeof(double), &err), &err);
}

int main(int count, char **word)
{
    const int seeds = count > 4 ? atoi(word[4]) : 200;
    lia_read_options options = LIA_READ_DEFAULTS;
    lia_tables *tables = NULL;
    lia_achieved end;
    lia_ties g;
    lia_error err;
    score of[4];

    if (count < 4 || seeds < 1) {
        fprintf(stderr, "usage: bench_accuracy EDGES EPS DELTA [SEEDS]\n");
        return 2;
    }
    options.lean = true;
    must(lia_read(&tables, (const char *const *)&word[1], 1, &options, &err),
         &err);
    must(lia_ties_from_tables(&g, NULL, tables, NULL, &err), &err);
    open_score(&of[0], "betweenness of accounts", g.n, 1);
    open_score(&of[1], "betweenness of ties", g.m, 1);
    open_score(&of[2], "harmonic / (n - 1)", g.n, 1 / (g.n - 1.));
    open_score(&of[3], "closeness", g.n, 1);
    must(lia_betweenness(of[0].exact, of[1].exact, &g, NULL, &err), &err);
    must(lia_nearness(of[2].exact, of[3].exact, &g, NULL, &err), &err);
    printf("%s: %u accounts, %llu ties; %d seeds, eps %s, delta %s\n", word[1],
           g.n, (unsigned long long)g.m, seeds, word[2], word[3]);
    for (int k = 1; k <= seeds; k++) {
        const lia_accuracy o = {atof(word[2]), atof(word[3]), (uint64_t)k,
                                {1, NULL}};
        must(lia_betweenness_sampled(of[0].got, of[1].got, &end, &g, &o, &err),
             &err);
        note(&of[0], &end, g.n / (g.n - 2.));
        note(&of[1], &end, 1);
        must(lia_nearness_sampled(of[2].got, of[3].got, &end, &g, &o, &err),
             &err);
        note(&of[2], &end, 1);
        note(&of[3], &end, 1);
    }
    for (int k = 0; k < 4; k++)
        printf("%-24s missed in %d of %d seeds; largest error %.5f, mean "
               "bound %.5f, mean samples %.0f\n", of[k].name, of[k].missed,
               seeds, of[k].worst, of[k].bounds / seeds,
               of[k].samples / seeds);
    return 0;
}
