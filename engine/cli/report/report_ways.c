/* cli/report/report_ways.c - the best way to each target, stop by stop, and
 * what is said of it in both languages.
 */
#include "cli/report/report_ways.h"

#include "base/mem.h"
#include "base/status.h"

static lia_status copy(const char **out, const introducing *q, uint32_t id,
                       lia_error *err)
{
    size_t length;
    const char *text = lia_name(&q->texts.names, id, &length);
    char *own = NULL;
    const lia_status st = lia_copy_text(&own, text, length, err);

    *out = own;
    return st;
}

/* Me, those between, the target. */
static void put_stops(lia_page_way *one, const introducing *q, uint64_t k)
{
    const lia_routes *r = &q->routes;
    const lia_route *best = &r->route[r->route_off[k]];

    if (r->route_off[k] == r->route_off[k + 1])
        return;
    one->stop[one->stops++] = best->me;
    for (uint32_t via = 0; via + 1 < best->steps; via++)
        one->stop[one->stops++] = best->via[via];
    one->stop[one->stops++] = q->target[k];
}

lia_status report_ways_make(report_ways *out, const introducing *q,
                            lia_error *err)
{
    const int own = q != NULL && q->lang == PROSE_FR ? LIA_FR : LIA_EN;
    const int other = own == LIA_FR ? LIA_EN : LIA_FR;
    lia_status st = LIA_OK;

    *out = (report_ways){.way = NULL};
    if (q == NULL || q->aims.count == 0)
        return LIA_OK;
    LIA_TRY(lia_alloc_zero(&out->way, q->aims.count, sizeof *out->way, err));
    out->count = q->aims.count;
    for (uint64_t k = 0; k < out->count; k++) {
        lia_page_way *one = &out->way[k];
        put_stops(one, q, k);
        LIA_TRY(copy(&one->reason[own], q, q->reason[k], err));
        LIA_TRY(copy(&one->limitation[own], q, q->limitation[k], err));
        LIA_TRY(copy(&one->reason[other], q, q->other_reason[k], err));
        LIA_TRY(copy(&one->limitation[other], q, q->other_limitation[k],
                     err));
    }
done:
    return st;
}

void report_ways_free(report_ways *ways)
{
    for (uint64_t k = 0; k < ways->count; k++)
        for (int l = 0; l < LIA_LANGUAGE_COUNT; l++) {
            lia_free((char *)(uintptr_t)ways->way[k].reason[l]);
            lia_free((char *)(uintptr_t)ways->way[k].limitation[l]);
        }
    lia_free(ways->way);
    *ways = (report_ways){.way = NULL};
}
