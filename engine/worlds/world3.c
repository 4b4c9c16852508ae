/* worlds/world3.c - the play: scenes before the first day, then day by day
 * whatever comes next. See world3.h.
 */
#include "worlds/world3.h"

#include "base/mem.h"

bool world3_reserve(lia_world3 *w, void *block, uint64_t *room, uint64_t need,
                    size_t width)
{
    lia_stage *s = w->s;

    if (!stage_failed(s))
        s->status = lia_reserve(block, room, need, width, &s->error);
    return !stage_failed(s);
}

/* ---- the queue: a binary heap by time, then by turn ---- */

static bool is_earlier(const lia_visit *a, const lia_visit *b)
{
    return a->time < b->time || (a->time == b->time && a->turn < b->turn);
}

void world3_call(lia_world3 *w, double time, lia_visit_kind kind,
                 uint32_t account, uint32_t what, uint32_t group)
{
    const lia_visit v = {time, w->turns++, account, what, group, kind};
    uint64_t at = w->waiting;

    if (!(time >= 0.0) || time >= w->s->end ||
        !world3_reserve(w, &w->heap, &w->heap_room, at + 1, sizeof v))
        return;
    for (w->waiting++; at > 0; at = (at - 1) / 2) {
        if (!is_earlier(&v, &w->heap[(at - 1) / 2]))
            break;
        w->heap[at] = w->heap[(at - 1) / 2];
    }
    w->heap[at] = v;
}

static lia_visit next_visit(lia_world3 *w)
{
    const lia_visit top = w->heap[0], last = w->heap[--w->waiting];
    uint64_t at = 0;

    for (uint64_t child; (child = 2 * at + 1) < w->waiting; at = child) {
        if (child + 1 < w->waiting &&
            is_earlier(&w->heap[child + 1], &w->heap[child]))
            child++;
        if (!is_earlier(&w->heap[child], &last))
            break;
        w->heap[at] = w->heap[child];
    }
    w->heap[at] = last;
    return top;
}

/* A day is planned a day ahead: the mornings of the east begin before it. */
static void play_days(lia_world3 *w)
{
    world3_plan_day(w, 0);
    for (uint32_t day = 0; day < w->s->days && !stage_failed(w->s); day++) {
        world3_plan_day(w, day + 1);
        world3_dates(w, day);
        while (w->waiting > 0 && w->heap[0].time < (day + 1) * LIA_DAY &&
               !stage_failed(w->s)) {
            const lia_visit v = next_visit(w);
            world3_visit(w, &v);
        }
    }
}

static void open_world(lia_world3 *w)
{
    lia_stage *s = w->s;

    s->keep_repeats = true;
    w->who = stage_room(s, s->accounts, sizeof *w->who);
    w->head = stage_room(s, s->accounts, sizeof *w->head);
    w->follow_off = stage_room(s, (uint64_t)s->accounts + 1,
                               sizeof *w->follow_off);
    w->bell_off = stage_room(s, (uint64_t)s->accounts + 1,
                             sizeof *w->bell_off);
    w->joined_off = stage_room(s, (uint64_t)s->accounts + 1,
                               sizeof *w->joined_off);
    for (uint32_t a = 0; a < s->accounts && !stage_failed(s); a++)
        w->head[a] = LIA_NONE;
    for (int t = 0; t < WORLD3_TOPICS; t++)
        for (int k = 0; k < WORLD3_TREND; k++)
            w->trend[t][k] = LIA_NONE;
    w->trend_time = -LIA_DAY;
}

static void close_world(lia_world3 *w)
{
    lia_free(w->who);
    lia_free(w->head);
    lia_free(w->follow_off);
    lia_free(w->bell_off);
    lia_free(w->joined_off);
    lia_free(w->joined);
    lia_free(w->state);
    lia_free(w->item);
    lia_free(w->heap);
    lia_free(w->bell);
    lia_free(w->date);
    lia_free(w->present);
    lia_free(w->submitted);
}

void world3_play(lia_stage *s)
{
    lia_world3 w = {.s = s};
    void (*const scenes[])(lia_world3 *) = {world3_people, world3_groups,
                                            world3_network, play_days};

    open_world(&w);
    for (size_t k = 0; k < sizeof scenes / sizeof *scenes; k++)
        if (!stage_failed(s))
            scenes[k](&w);
    close_world(&w);
}
