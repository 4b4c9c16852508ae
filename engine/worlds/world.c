/* worlds/world.c - the door of the room: what is asked for, checked; then the
 * stage is set and the world played on it.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "worlds/stage.h"

enum { MOST_DAYS = 3650, NUMBERS = 6 };
static const uint32_t MOST_ACCOUNTS = 100000000;

/* "1", "0.5": digits with at most one point. The C library's reader follows
 * the locale, so it is not asked. */
static const char *read_number(double *out, const char *at)
{
    double value = 0.0, unit = 1.0;
    const char *begin = at;

    for (; *at >= '0' && *at <= '9'; at++)
        value = 10.0 * value + (*at - '0');
    if (*at == '.')
        for (at++; *at >= '0' && *at <= '9'; at++)
            value += (unit /= 10.0) * (*at - '0');
    *out = value;
    return at > begin && at - begin < 16 ? at : NULL;
}

static bool read_numbers(double *number, int *count, const char *at)
{
    for (*count = 0; *count < NUMBERS; at++) {
        at = read_number(&number[*count], at);
        if (at == NULL)
            return false;
        ++*count;
        if (*at == '\0')
            return true;
        if (*at != ',')
            return false;
    }
    return false;
}

static lia_status read_custom(lia_pods_asked *out, const char *text,
                              lia_error *err)
{
    double number[NUMBERS] = {0, 0, 0, 0, 0.9, 0};
    int count;

    if (!read_numbers(number, &count, text) || count < 3)
        return lia_fail(err, LIA_EARG, "pods: \"custom:%.60s\" is not "
                        "custom:MEDIAN_MINUTES,PARTICIPATION,SIZE[,NICHE"
                        "[,SIGMA[,MASK]]], for example custom:10,0.6,12",
                        text);
    if (number[0] <= 0.0 || number[1] > 1.0 || number[2] < 2.0 ||
        number[2] > 100000.0 || number[2] > floor(number[2]) ||
        number[3] > 1.0 || number[4] > 5.0 || number[5] > 1.0)
        return lia_fail(err, LIA_EARG, "pods: in \"custom:%.60s\" the median "
                        "must be above 0, participation, niche and mask 0 to "
                        "1, the size 2 to 100000 and whole, sigma 0 to 5",
                        text);
    *out = (lia_pods_asked){.custom = true,
                            .median = number[0] * LIA_MINUTE,
                            .part = number[1], .size = (uint32_t)number[2],
                            .niche = number[3] > 0.5, .sigma = number[4],
                            .mask = number[5]};
    return LIA_OK;
}

static lia_status read_pods(lia_pods_asked *out, const char *pods,
                            lia_error *err)
{
    *out = (lia_pods_asked){.all = false};
    if (pods == NULL || strcmp(pods, "all") == 0)
        out->all = out->affinity = true;
    else if (strcmp(pods, "affinity") == 0)
        out->affinity = true;
    else if (strncmp(pods, "custom:", 7) == 0)
        return read_custom(out, pods + 7, err);
    else if (strcmp(pods, "none") != 0)
        return lia_fail(err, LIA_EARG, "pods: \"%.60s\" is none of all, none, "
                        "affinity, custom:MEDIAN,PART,SIZE[,NICHE[,SIGMA"
                        "[,MASK]]]", pods);
    return LIA_OK;
}

static lia_status check(lia_world_options *o, lia_error *err)
{
    if (o->world == LIA_WORLD_DEMO) {
        if (o->accounts != 0 ||
            (o->pods != NULL && strcmp(o->pods, "all") != 0))
            return lia_fail(err, LIA_EARG, "the demo has its own cast and its "
                            "own pods: accounts and pods cannot be chosen");
        o->accounts = DEMO_CAST;
        o->days = o->days == 0 ? 90 : o->days;
    } else if (o->world != LIA_WORLD_1 && o->world != LIA_WORLD_3)
        return lia_fail(err, LIA_EARG, "there is no world %d", (int)o->world);
    if (o->accounts == 0)
        o->accounts = 5000;
    if (o->days == 0)
        o->days = 60;
    if (o->accounts > MOST_ACCOUNTS)
        return lia_fail(err, LIA_EARG, "accounts: at most %u", MOST_ACCOUNTS);
    if (o->days > MOST_DAYS)
        return lia_fail(err, LIA_EARG, "days: at most %d", MOST_DAYS);
    return LIA_OK;
}

void lia_world_free(lia_world *world)
{
    if (world == NULL)
        return;
    lia_tables_free(world->tables);
    lia_free(world->account);
    lia_free(world->kind);
    lia_free(world->pod);
    lia_free(world->settings);
    lia_free(world->by_hand);
    *world = (lia_world){.tables = NULL};
}

lia_status lia_world_make(lia_world *out, const lia_world_options *options,
                          lia_error *err)
{
    lia_world_options o;
    lia_pods_asked asked;
    lia_stage stage;
    lia_status st;

    if (out == NULL || options == NULL)
        return lia_fail(err, LIA_EARG, "a world needs out and options");
    o = *options;
    st = check(&o, err);
    if (st == LIA_OK)
        st = read_pods(&asked, o.pods, err);
    if (st != LIA_OK)
        return st;
    stage_open(&stage, &o, &asked);
    if (!stage_failed(&stage))
        (o.world == LIA_WORLD_1   ? world1_play
         : o.world == LIA_WORLD_3 ? world3_play
                                  : demo_play)(&stage);
    if (!stage_failed(&stage))
        stage_sort_deeds(&stage);
    st = stage.status;
    if (st == LIA_OK)
        st = stage_tables(out, &stage, err);
    else if (err != NULL)
        *err = stage.error;
    stage_close(&stage);
    return st;
}
