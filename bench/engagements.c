/* engagements.c - a table of engagements of a stated size, to standard output:
 *
 *     bench_engagements EVENTS [SEED]
 *
 * One account per 20 events, some far busier than others (density of activity
 * x^-2/3); posts of Pareto size (exponent 1.2, from 2, at most 20,000), over
 * 30 days; an engagement comes after its post by an exponential delay of two
 * and a half hours in the mean. Per 10,000 events one planted group of 10
 * accounts that engages 20 posts within two minutes each. Rows are shuffled.
 * Density does not depend on EVENTS: ten times the events have ten times the
 * pairs within a window.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "random.h"

enum { DAYS = 30, MOST = 20000, GROUP = 10, GROUP_POSTS = 20, SPREAD = 120 };

static const double mean_delay = 2.5 * 3600, start = 1767225600.0;

typedef struct event {
    uint32_t account, post, time;
} event;

static uint64_t state;

static double uniform(void)
{
    return (double)(bench_random(&state) >> 11) * 0x1p-53;
}

static uint32_t some_account(uint64_t accounts)
{
    const double u = uniform();

    return (uint32_t)((double)accounts * u * u * u);
}

static uint64_t post_size(void)
{
    const double size = 2 * pow(1 - uniform(), -1 / 1.2);

    return size > MOST ? MOST : (uint64_t)size;
}

/* Posts with their audience until `count` events are there. */
static uint32_t organic(event *out, uint64_t count, uint64_t accounts)
{
    uint32_t post = 0;

    for (uint64_t k = 0; k < count; post++) {
        const double at = start + uniform() * DAYS * 86400;
        for (uint64_t left = post_size(); left > 0 && k < count; left--)
            out[k++] = (event){
                some_account(accounts), post,
                (uint32_t)(at - mean_delay * log(1 - uniform()))};
    }
    return post;
}

static void planted(event *out, uint64_t count, uint64_t accounts,
                    uint32_t posts)
{
    uint32_t member[GROUP];

    for (uint64_t k = 0; k < count;) {
        for (int g = 0; g < GROUP; g++)
            member[g] = (uint32_t)(uniform() * (double)accounts);
        for (int p = 0; p < GROUP_POSTS; p++) {
            const uint32_t post = (uint32_t)(uniform() * posts);
            const double at = start + uniform() * DAYS * 86400;
            for (int g = 0; g < GROUP && k < count; g++)
                out[k++] = (event){member[g], post,
                                   (uint32_t)(at + uniform() * SPREAD)};
        }
    }
}

int main(int argc, char **argv)
{
    const uint64_t count = argc > 1 ? strtoull(argv[1], NULL, 10) : 100000;
    const uint64_t accounts = count / 20 + 20;
    const uint64_t groups = count / 10000 * GROUP * GROUP_POSTS;
    event *all = malloc((count + 1) * sizeof *all);

    if (all == NULL)
        return 1;
    state = argc > 2 ? strtoull(argv[2], NULL, 10) : 1;
    planted(all + (count - groups), groups, accounts,
            organic(all, count - groups, accounts));
    for (uint64_t k = count; k-- > 1;) {
        const uint64_t with = bench_random(&state) % (k + 1);
        const event swap = all[k];
        all[k] = all[with];
        all[with] = swap;
    }
    puts("actor,object,time");
    for (uint64_t k = 0; k < count; k++)
        printf("a%u,p%u,%u\n", all[k].account, all[k].post, all[k].time);
    free(all);
    return 0;
}
