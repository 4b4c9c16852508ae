/* bench/names.c - merging the names that workers collected into byte order.
 *
 *     bench_names [NAMES [REPETITIONS]]
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "clock.h"
#include "kronecker.h"
#include "model/names.h"

enum { MOST = 99, WORKERS = 4 };

/* kind 0: numbers as an export has them; 1: addresses of profiles, with one
 * empty name among them; 2: random letters. */
static size_t make_name(char *text, int kind, uint64_t *state)
{
    uint64_t r = bench_random(state);

    if (kind == 0)
        return (size_t)sprintf(text, "%" PRIu64, r % 1000000000000u);
    if (kind == 1)
        return r % 100000 == 0 ? 0 : (size_t)sprintf(
            text, "https://example.org/in/member-%07" PRIu64, r % 4000000);
    for (int i = 0; i < 12; i++)
        text[i] = (char)('a' + (r >> (5 * i)) % 26);
    return 12;
}

static double merge_once(double *wall, uint64_t names, int kind, int threads)
{
    static lia_interner from[WORKERS];
    lia_interner *list[WORKERS];
    uint64_t state = 1;
    lia_run run = {threads, NULL};
    lia_names merged;
    uint32_t **map, id;
    char text[64];

    memset(from, 0, sizeof from);
    for (uint64_t k = 0; k < names; k++) {
        size_t length = make_name(text, kind, &state);
        if (lia_intern(&id, &from[k % WORKERS], text, length, NULL) != LIA_OK)
            exit(4);
    }
    for (int w = 0; w < WORKERS; w++)
        list[w] = &from[w];
    double cpu = clock_cpu();
    *wall = clock_wall();
    if (lia_names_merge(&merged, &map, list, WORKERS, &run, NULL) != LIA_OK)
        exit(4);
    *wall = clock_wall() - *wall;
    cpu = clock_cpu() - cpu;
    lia_names_free(&merged);
    lia_free(map);
    return cpu;
}

int main(int argc, char **argv)
{
    static const char *const kinds[] = {"numbers", "addresses", "letters"};
    const uint64_t names = argc > 1 ? (uint64_t)atoll(argv[1]) : 1000000;
    const int asked = argc > 2 ? atoi(argv[2]) : 5;
    const int count = asked < 1 ? 1 : asked > MOST ? MOST : asked;
    double cpu[MOST], wall[MOST];

    printf("%" PRIu64 " names from %d workers, median of %d\n", names, WORKERS,
           count);
    for (int kind = 0; kind < 3; kind++)
        for (int threads = 1; threads <= 2; threads++) {
            for (int k = 0; k < count; k++)
                cpu[k] = merge_once(&wall[k], names, kind, threads);
            printf("%-10s %d thread%s  cpu %.4f s  wall %.4f s\n", kinds[kind],
                   threads, threads > 1 ? "s" : " ",
                   clock_median(cpu, (size_t)count),
                   clock_median(wall, (size_t)count));
        }
    return 0;
}
