/* tables.c - whole files to tables, names interned, ids in order: CSV, the
 * same as .csv.gz, and JSON lines, on one thread and on several.
 *
 *     bench_tables [MB [FOLDER]]
 *
 * MB of CPU second (all threads together) and by the clock, of the text after
 * decompression; median of five, the files in turn. The files stay in FOLDER
 * for the peer: bench/peers/duckdb_tables.py.
 */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <zlib.h>

#include "clock.h"
#include "liaison/read.h"
#include "random.h"

enum { ROUNDS = 5, ROW = 400 };

typedef struct kind {
    const char *name;
    int (*row)(char *out, uint64_t *state);
    const char *header;
    bool packed;
} kind;

static void check(lia_status st, const lia_error *error)
{
    if (st != LIA_OK) {
        fprintf(stderr, "%s\n", error->message);
        exit(3);
    }
}

/* Who acts is skewed as in life: half of the rows by a fiftieth. */
static unsigned draw_actor(uint64_t *s)
{
    const uint64_t r = bench_random(s);

    return (unsigned)(r & 1 ? r >> 1 & 0x7FF : (r >> 1) % 100000);
}

static int csv_row(char *out, uint64_t *s)
{
    static const char *const actions[] = {"like", "comment", "share", "like"};
    const unsigned actor = draw_actor(s);
    const uint64_t r = bench_random(s);
    const unsigned t = (unsigned)(r >> 20 & 0xFFFFF);

    return sprintf(out, "account-%05u,73311%014llu,2026-%02u-%02uT%02u:%02u:"
                   "%02uZ,%s\n", actor,
                   (unsigned long long)(r % 20000 * 7919 % 100000007),
                   1 + t % 12, 1 + t % 28, t % 24, t % 60, t / 7 % 60,
                   actions[r >> 40 & 3]);
}

static int json_row(char *out, uint64_t *s)
{
    const unsigned actor = draw_actor(s);
    const uint64_t r = bench_random(s);
    const unsigned t = (unsigned)(r >> 20 & 0xFFFFF);

    return sprintf(out, "{\"id\":\"%llu\",\"actor\":\"account-%05u\","
                   "\"object\":\"73311%014llu\",\"time\":\"2026-%02u-%02uT"
                   "%02u:%02u:%02uZ\",\"action\":\"like\",\"lang\":\"en\","
                   "\"counts\":{\"likes\":%u,\"replies\":%u},\"text\":\"A post "
                   "about nothing in particular, as they are, with \\u00e9 in "
                   "it and a link\"}\n", (unsigned long long)(r >> 3), actor,
                   (unsigned long long)(r % 20000 * 7919 % 100000007),
                   1 + t % 12, 1 + t % 28, t % 24, t % 60, t / 7 % 60,
                   (unsigned)(r & 1023), (unsigned)(r >> 10 & 63));
}

static const kind kinds[] = {
    {"csv", csv_row, "actor,object,time,action\n", false},
    {"csv.gz", csv_row, "actor,object,time,action\n", true},
    {"jsonl", json_row, "", false},
};
enum { KINDS = sizeof kinds / sizeof *kinds };

static void make(const char *path, const kind *k, uint64_t bytes)
{
    gzFile out = gzopen(path, k->packed ? "wb6" : "wbT");
    uint64_t state = 1, done = strlen(k->header);
    char row[ROW];

    if (out == NULL) {
        perror(path);
        exit(3);
    }
    (void)gzwrite(out, k->header, (unsigned)done);
    while (done < bytes) {
        const int length = k->row(row, &state);
        (void)gzwrite(out, row, (unsigned)length);
        done += (uint64_t)length;
    }
    if (gzclose(out) != Z_OK)
        exit(3);
}

/* CPU and wall seconds of one reading; bytes of text, rows. */
static uint64_t measure(double *cpu, double *wall, uint64_t *bytes,
                        const char *path, int threads)
{
    lia_read_options options = LIA_READ_DEFAULTS;
    lia_tables *tables = NULL;
    lia_error error;
    double from = clock_cpu(), begin = clock_wall();
    uint64_t rows;

    options.run.threads = threads;
    check(lia_read(&tables, &path, 1, &options, &error), &error);
    *cpu = clock_cpu() - from;
    *wall = clock_wall() - begin;
    *bytes = tables->source[0].bytes;
    rows = tables->interactions.count;
    lia_tables_free(tables);
    return rows;
}

static void report(const char *path, const kind *k, int threads)
{
    double cpu[ROUNDS], wall[ROUNDS], seconds;
    uint64_t bytes = 0, rows = 0;

    for (int r = 0; r < ROUNDS; r++)
        rows = measure(&cpu[r], &wall[r], &bytes, path, threads);
    seconds = clock_median(cpu, ROUNDS);
    printf("%-8s %d thread%s %9llu rows %6.0f MB  %6.0f MB per CPU second, "
           "%6.0f by the clock\n", k->name, threads, threads > 1 ? "s" : " ",
           (unsigned long long)rows, (double)bytes / 1e6,
           (double)bytes / 1e6 / seconds,
           (double)bytes / 1e6 / clock_median(wall, ROUNDS));
}

int main(int count, char **word)
{
    const uint64_t megabytes = count > 1 ? strtoull(word[1], NULL, 10) : 200;
    const char *folder = count > 2 ? word[2] : "build-bench/tables";
    char path[4096];

    (void)mkdir(folder, 0755);
    for (size_t k = 0; k < KINDS; k++) {
        struct stat about;
        (void)snprintf(path, sizeof path, "%s/%llu.%s", folder,
                       (unsigned long long)megabytes, kinds[k].name);
        if (stat(path, &about) != 0)
            make(path, &kinds[k], megabytes * 1000000);
        for (int threads = 1; threads <= 2; threads++)
            report(path, &kinds[k], threads);
    }
    return 0;
}
