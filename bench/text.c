/* text.c - MB/s and CPU time of what every byte of an input goes through:
 * records of an edge list and of quoted text, chunk ends, JSON rows, numbers,
 * times; beside libcsv for the records, where it is installed.
 *
 *     build/bench/bench_text [MB]
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#ifdef __has_include
#if __has_include(<csv.h>)
#include <dlfcn.h>

#include <csv.h>
#define HAS_LIBCSV 1
#endif
#endif

#include "base/mem.h"
#include "clock.h"
#include "text/clock.h"
#include "text/csv.h"
#include "text/json.h"
#include "text/number.h"
#include "text/scan.h"

enum { ROUNDS = 5 };

typedef struct sample {
    char *text;
    size_t length;
} sample;

static void check(lia_status st)
{
    if (st != LIA_OK)
        abort();
}

/* A small fixed generator: the same text everywhere. */
static uint32_t draw(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*state >> 33);
}

static int edge_row(char *out, uint64_t *s)
{
    return sprintf(out, "%u %u\n", draw(s) % 1000000, draw(s) % 1000000);
}

static int share_row(char *out, uint64_t *s)
{
    return sprintf(out, "account%u,post%u,like,%u\n", draw(s) % 100000,
                   draw(s) % 100000, 1600000000 + draw(s) % 10000000);
}

static int quoted_row(char *out, uint64_t *s)
{
    return sprintf(out, "\"account%u\",\"Ann, the %uth\",\"said \"\"yes\"\" "
                   "and left;\nthen came back\",\"%u\"\n", draw(s) % 100000,
                   draw(s) % 100000, draw(s) % 1000);
}

static int json_row(char *out, uint64_t *s)
{
    return sprintf(out, "{\"id\":\"%u\",\"actor\":{\"id\":%u,\"name\":\"Ann "
                   "%u\"},\"text\":\"caf\xc3\xa9 \\u00e9 and more of it\","
                   "\"tags\":[\"a\",\"b\"],\"likes\":%u,\"time\":"
                   "\"2026-01-31T23:59:58Z\"}\n", draw(s), draw(s), draw(s),
                   draw(s) % 1000);
}

static sample make(size_t length, int (*row)(char *, uint64_t *))
{
    sample out = {malloc(length + 1000), 0};
    uint64_t state = 1;

    if (out.text == NULL)
        abort();
    while (out.length < length)
        out.length += (size_t)row(out.text + out.length, &state);
    return out;
}

static uint64_t take_records(const sample *in, const lia_dialect *d)
{
    lia_csv *csv = NULL;
    lia_record_state state;
    lia_record r;
    uint64_t fields = 0;

    check(lia_csv_open(&csv, d, NULL));
    lia_csv_feed(csv, in->text, in->length, 1);
    for (;;) {
        check(lia_csv_next(&state, &r, csv, NULL));
        if (state == LIA_RECORD_END)
            break;
        fields += r.count;
    }
    lia_csv_close(csv);
    return fields;
}

static uint64_t edges(const sample *in)
{
    lia_dialect d = {' ', '"', false, true};
    return take_records(in, &d);
}

static uint64_t commas(const sample *in)
{
    lia_dialect d = {',', '"', false, false};
    return take_records(in, &d);
}

static uint64_t chunks(const sample *in)
{
    lia_cut cut = {'"', ',', false, false};
    uint64_t count = 0;

    for (size_t at = 0; at < in->length; count++) {
        size_t n = lia_scan_cut(in->text + at, in->length - at, 4 << 20, true,
                                &cut);
        count += lia_scan_lines(in->text + at, n);
        at += n;
    }
    return count;
}

static uint64_t rows(const sample *in)
{
    const char *at = in->text, *end = at + in->length;
    lia_json *json = NULL;
    uint64_t count = 0;

    check(lia_json_open(&json, NULL));
    while (at < end) {
        const char *stop = lia_scan_newline(at, end), *why;
        const lia_json_value *value;
        size_t values, place;
        check(lia_json_row(&value, &values, &why, &place, json, at,
                           (size_t)(stop - at), NULL));
        if (why != NULL)
            abort();
        count += values;
        at = stop + 1;
    }
    lia_json_close(json);
    return count;
}

static int number_row(char *out, uint64_t *s)
{
    return sprintf(out, "%.10g\n", draw(s) / 1234567.0);
}

static int time_row(char *out, uint64_t *s)
{
    size_t n = lia_clock_format(out, (lia_time)draw(s) * 1000000);

    out[n] = '\n';
    return (int)n + 1;
}

static uint64_t numbers(const sample *in)
{
    uint64_t count = 0;

    for (const char *at = in->text, *end = at + in->length; at < end;) {
        const char *stop = lia_scan_newline(at, end);
        double value;
        count += lia_parse_double(&value, at, (size_t)(stop - at));
        at = stop + 1;
    }
    return count;
}

static uint64_t times(const sample *in)
{
    uint64_t count = 0;

    for (const char *at = in->text, *end = at + in->length; at < end;) {
        const char *stop = lia_scan_newline(at, end);
        lia_time value;
        count += lia_clock_parse(&value, NULL, at, (size_t)(stop - at),
                                 NULL) == LIA_CLOCK_OK;
        at = stop + 1;
    }
    return count;
}

#ifdef HAS_LIBCSV
static void count_field(void *text, size_t length, void *user)
{
    (void)text;
    (void)length;
    ++*(uint64_t *)user;
}

/* Loaded at run time: only the bench knows this library. */
static uint64_t libcsv(const sample *in)
{
    static int (*init)(struct csv_parser *, unsigned char);
    static size_t (*parse)(struct csv_parser *, const void *, size_t,
                           void (*)(void *, size_t, void *),
                           void (*)(int, void *), void *);
    struct csv_parser p;
    uint64_t fields = 0;
    void *library = dlopen("libcsv.so.3", RTLD_NOW);

    if (library == NULL)
        return 0;
    *(void **)&init = dlsym(library, "csv_init");
    *(void **)&parse = dlsym(library, "csv_parse");
    init(&p, 0);
    parse(&p, in->text, in->length, count_field, NULL, &fields);
    dlclose(library);
    return fields;
}
#endif

static void measure(const char *name, const sample *in,
                    uint64_t (*kernel)(const sample *))
{
    double speed[ROUNDS];
    uint64_t count = 0;

    for (int k = 0; k < ROUNDS; k++) {
        double begin = clock_cpu();
        count = kernel(in);
        speed[k] = (double)in->length / 1e6 / (clock_cpu() - begin);
    }
    printf("%-28s %8.0f MB/s  %12llu found\n", name,
           clock_median(speed, ROUNDS), (unsigned long long)count);
}

int main(int argc, char **argv)
{
    size_t length = (argc > 1 ? strtoul(argv[1], NULL, 10) : 64) * 1000000;
    sample edge = make(length, edge_row), share = make(length, share_row);
    sample quoted = make(length, quoted_row), json = make(length, json_row);
    sample number = make(length / 4, number_row);
    sample time = make(length / 4, time_row);

    measure("records, edge list", &edge, edges);
    measure("records, plain commas", &share, commas);
    measure("records, quoted", &quoted, commas);
#ifdef HAS_LIBCSV
    measure("libcsv, plain commas", &share, libcsv);
    measure("libcsv, quoted", &quoted, libcsv);
#else
    printf("libcsv is not installed (libcsv-dev): left out\n");
#endif
    measure("chunk ends, edge list", &edge, chunks);
    measure("chunk ends, quoted", &quoted, chunks);
    measure("JSON rows", &json, rows);
    measure("numbers", &number, numbers);
    measure("times", &time, times);
    free(edge.text);
    free(share.text);
    free(quoted.text);
    free(json.text);
    free(number.text);
    free(time.text);
    return 0;
}
