/* cli/say/progress.c - any thread may report; the first past the next moment to
 * draw draws, the others go on. Stages may nest: the innermost is shown.
 */
#include "cli/say/progress.h"

#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/language.h"
#include "cli/say/terminal.h"

enum { DEPTH = 4, LINE = 160 };
static const int64_t SECOND = 1000000000, REDRAW = 100000000;

typedef struct running {
    const char *stage;
    const char *unit;
    uint64_t total;
    int64_t began;
    atomic_ullong done;
} running;

static struct {
    bool enabled;
    int depth;                /* stages that run, at most DEPTH are kept     */
    running stage[DEPTH];
    atomic_llong next;        /* when to draw next                           */
    atomic_bool is_drawn;
} progress;

static int64_t now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * SECOND + t.tv_nsec;
}

/* 1234567 -> "1.2M": a rate is read at a glance or not at all. */
static void short_count(char out[16], double value)
{
    static const char suffix[] = {'\0', 'k', 'M', 'G', 'T'};
    size_t k = 0;

    while (value >= 1000 && k + 1 < sizeof suffix) {
        value /= 1000;
        k++;
    }
    snprintf(out, 16, value < 10 && k > 0 ? "%.1f%c" : "%.0f%c", value,
             suffix[k]);
}

static void short_time(char out[32], double seconds)
{
    const unsigned whole =
        seconds < 359999 ? (unsigned)(seconds + 0.5) : 359999u;

    if (whole < 3600)
        snprintf(out, 32, "%u:%02u", whole / 60, whole % 60);
    else
        snprintf(out, 32, "%u:%02u:%02u", whole / 3600, whole / 60 % 60,
                 whole % 60);
}

/* What kernels count. */
static const char *unit_name(const char *unit)
{
    static const char *const units[] = {
        N_("accounts"), N_("sources"), N_("searches"), N_("ties"),
        N_("samples"), N_("targets"), N_("bytes"), N_("pairs"), N_("visits"),
        N_("groups"), N_("iterations")};

    for (size_t k = 0; k < sizeof units / sizeof *units; k++)
        if (strcmp(unit, units[k]) == 0)
            return tr(unit);
    return unit;
}

size_t progress_line(char *out, size_t room, const char *stage,
                     const char *unit, uint64_t done, uint64_t total,
                     double seconds)
{
    const double rate = seconds > 0 ? (double)done / seconds : 0;
    char amount[16], speed[16], left[32];
    int length;

    short_count(amount, (double)done);
    short_count(speed, rate);
    stage = tr(stage);
    unit = unit_name(unit);
    if (total > 0 && done <= total && rate > 0) {
        short_time(left, (double)(total - done) / rate);
        length = snprintf(out, room,
                          tr("%s  %3.0f%%  %s %s/s  %s left"), stage,
                          100.0 * (double)done / (double)total, speed, unit,
                          left);
    } else {
        length = snprintf(out, room, "%s  %s %s  %s/s", stage, amount, unit,
                          speed);
    }
    if (length < 0)
        return 0;
    if ((size_t)length < room)
        return (size_t)length;
    length = (int)room - 1;               /* whole characters only           */
    while (length > 0 && ((unsigned char)out[length - 1] & 0xC0) == 0x80)
        length--;
    return length > 0 && ((unsigned char)out[length - 1] & 0x80) != 0
               ? (size_t)length - 1 : (size_t)length;
}

static void draw(const running *r, int64_t at)
{
    char text[LINE + 8] = "\r\033[K";
    const size_t start = strlen(text);
    int width = terminal_width(stderr);
    size_t length;

    if (width > LINE)
        width = LINE;
    length = start + progress_line(text + start, (size_t)width, r->stage,
                                   r->unit, atomic_load(&r->done), r->total,
                                   (double)(at - r->began) / (double)SECOND);
    atomic_store(&progress.is_drawn, true);
    if (write(STDERR_FILENO, text, length) < 0)
        progress.enabled = false;
}

static void begin(void *user, const char *stage, uint64_t total,
                  const char *unit)
{
    const int at = progress.depth++;

    (void)user;
    if (at >= DEPTH)
        return;
    running *r = &progress.stage[at];
    r->stage = stage;
    r->unit = unit;
    r->total = total;
    r->began = now();
    atomic_store(&r->done, 0);
    atomic_store(&progress.next, r->began + SECOND);
}

static void advance(void *user, uint64_t amount)
{
    const int at = progress.depth - 1;
    long long due;
    int64_t time;

    (void)user;
    if (at < 0 || at >= DEPTH)
        return;
    running *r = &progress.stage[at];
    atomic_fetch_add_explicit(&r->done, amount, memory_order_relaxed);
    time = now();
    due = atomic_load_explicit(&progress.next, memory_order_relaxed);
    if (time < due || !atomic_compare_exchange_strong(&progress.next, &due,
                                                      time + REDRAW))
        return;
    draw(r, time);
}

static void end(void *user)
{
    (void)user;
    if (progress.depth > 0)
        progress.depth--;
    progress_clear();
}

void progress_enable(void)
{
    progress.enabled = terminal_is(stderr);
}

const lia_watch *progress_watch(void)
{
    static const lia_watch watch = {begin, advance, end, NULL};

    return progress.enabled ? &watch : NULL;
}

void progress_clear_in_handler(void)
{
    if (!atomic_load(&progress.is_drawn))
        return;
    atomic_store(&progress.is_drawn, false);
    if (write(STDERR_FILENO, "\r\033[K", 4) < 0)
        return;
}

void progress_clear(void)
{
    progress_clear_in_handler();
}
