/* worlds/stage.c - groups, links, posts and deeds of a world. See stage.h. */
#include "worlds/stage.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/sort.h"

void stage_fail(lia_stage *s, lia_status status, const char *sentence)
{
    if (s->status == LIA_OK)
        s->status = lia_fail(&s->error, status, "%s", sentence);
}

void *stage_room(lia_stage *s, uint64_t count, size_t width)
{
    void *block = NULL;

    if (s->status == LIA_OK)
        s->status = lia_alloc_zero(&block, count, width, &s->error);
    return block;
}

static bool reserve(lia_stage *s, void *block, uint64_t *room, uint64_t need,
                    size_t width)
{
    if (s->status == LIA_OK)
        s->status = lia_reserve(block, room, need, width, &s->error);
    return s->status == LIA_OK;
}

void stage_open(lia_stage *s, const lia_world_options *options,
                const lia_pods_asked *asked)
{
    *s = (lia_stage){.asked = *asked, .accounts = options->accounts,
                     .days = options->days,
                     .end = options->days * LIA_DAY};
    s->rng = lia_rng_make(options->seed, (uint64_t)options->world);
    s->kind = stage_room(s, s->accounts, sizeof *s->kind);
    s->free_list = stage_room(s, s->accounts, sizeof *s->free_list);
    if (stage_failed(s))
        return;
    for (uint32_t a = 0; a < s->accounts; a++)
        s->free_list[a] = a;
    s->free_count = s->accounts;
    draw_shuffle(&s->rng, s->free_list, s->accounts);
}

void stage_close(lia_stage *s)
{
    lia_free(s->kind);
    lia_free(s->free_list);
    lia_free(s->group);
    lia_free(s->member);
    lia_free(s->link);
    lia_free(s->friend_off);
    lia_free(s->friend_of);
    lia_free(s->author);
    lia_free(s->posted);
    lia_free(s->topic);
    lia_free(s->written_off);
    lia_free(s->written);
    lia_free(s->deed);
    lia_free(s->talk);
    lia_free(s->follow);
    lia_free(s->since);
    lia_free(s->cast);
    for (int t = 0; t < LIA_TABLE_COUNT; t++) {
        lia_stage_sheet *sheet = &s->sheet[t];
        for (uint64_t k = 0; k < sheet->rows * sheet->columns; k++)
            lia_free(sheet->cell[k]);
        lia_free(sheet->cell);
    }
    *s = (lia_stage){.accounts = 0};
}

/* ---- groups ---- */

static lia_group *add_group(lia_stage *s, lia_kind kind, bool is_pod,
                            uint32_t count)
{
    if (!reserve(s, &s->group, &s->group_room, s->groups + 1,
                 sizeof *s->group) ||
        !reserve(s, &s->member, &s->member_room, s->members + count,
                 sizeof *s->member))
        return NULL;
    s->group[s->groups] = (lia_group){
        .kind = kind, .first = (uint32_t)s->members, .count = count,
        .is_pod = is_pod, .hub = LIA_NONE, .until = s->end};
    return &s->group[s->groups++];
}

lia_group *stage_take(lia_stage *s, lia_kind kind, bool is_pod, uint32_t count,
                      stage_fits *fits, const void *user)
{
    lia_group *g = stage_failed(s) ? NULL : add_group(s, kind, is_pod, count);
    uint32_t left = s->free_count, kept = 0, found = 0;

    if (g == NULL)
        return NULL;
    /* From the end; those that do not fit move up and stay free. */
    while (left > 0 && found < count) {
        const uint32_t a = s->free_list[--left];
        if (fits == NULL || fits(user, a)) {
            s->member[s->members + found++] = a;
            s->kind[a] = (uint8_t)kind;
        } else {
            s->free_list[s->free_count - ++kept] = a;
        }
    }
    memmove(s->free_list + left, s->free_list + s->free_count - kept,
            kept * sizeof *s->free_list);
    s->free_count = left + kept;
    s->members += found;
    if (found < count)
        stage_fail(s, LIA_EARG, "too few accounts for all groups of this "
                   "world: ask for more accounts, or for fewer pods");
    return g;
}

lia_group *stage_name(lia_stage *s, lia_kind kind, bool is_pod,
                      const uint32_t *accounts, uint32_t count)
{
    lia_group *g = stage_failed(s) ? NULL : add_group(s, kind, is_pod, count);

    if (g == NULL)
        return NULL;
    memcpy(s->member + s->members, accounts, count * sizeof *accounts);
    s->members += count;
    return g;
}

/* ---- links ---- */

void stage_link(lia_stage *s, uint32_t a, uint32_t b)
{
    if (a == b || !reserve(s, &s->link, &s->link_room, s->links + 1,
                           sizeof *s->link))
        return;
    s->link[s->links++] = a < b ? (uint64_t)a << 32 | b
                                : (uint64_t)b << 32 | a;
}

void stage_link_group(lia_stage *s, const lia_group *g)
{
    const lia_group group = *g;

    for (uint32_t i = 0; i < group.count && !stage_failed(s); i++)
        for (uint32_t j = 0; j < i; j++)
            if (draw_chance(&s->rng, group.contact))
                stage_link(s, s->member[group.first + i],
                           s->member[group.first + j]);
}

static int by_value(const void *left, const void *right)
{
    const uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;

    return (a > b) - (a < b);
}

/* Offsets after counting: count of k stands in off[k + 1]. */
static void add_up(uint64_t *off, uint32_t count)
{
    for (uint32_t k = 0; k < count; k++)
        off[k + 1] += off[k];
}

void stage_tie_up(lia_stage *s)
{
    uint64_t kept = 0, *at = NULL;

    s->friend_off = stage_room(s, (uint64_t)s->accounts + 1,
                               sizeof *s->friend_off);
    s->friend_of = stage_room(s, 2 * s->links, sizeof *s->friend_of);
    at = stage_room(s, (uint64_t)s->accounts + 1, sizeof *at);
    if (stage_failed(s)) {
        lia_free(at);
        return;
    }
    if (s->links > 0)
        qsort(s->link, s->links, sizeof *s->link, by_value);
    for (uint64_t k = 0; k < s->links; k++)
        if (kept == 0 || s->link[kept - 1] != s->link[k])
            s->link[kept++] = s->link[k];
    s->links = kept;
    for (uint64_t k = 0; k < kept; k++) {
        s->friend_off[(s->link[k] >> 32) + 1]++;
        s->friend_off[(uint32_t)s->link[k] + 1]++;
    }
    add_up(s->friend_off, s->accounts);
    memcpy(at, s->friend_off, (s->accounts + 1) * sizeof *at);
    for (uint64_t k = 0; k < kept; k++) {
        const uint32_t a = (uint32_t)(s->link[k] >> 32);
        const uint32_t b = (uint32_t)s->link[k];
        s->friend_of[at[a]++] = b;
        s->friend_of[at[b]++] = a;
    }
    lia_free(at);
}

/* ---- posts ---- */

uint32_t stage_post(lia_stage *s, uint32_t author, double time)
{
    const uint64_t need = s->posts + 1;

    if (s->posts >= LIA_NONE - 1)
        stage_fail(s, LIA_ELIMIT, "more than 2^32 - 2 posts");
    if (!reserve(s, &s->author, &s->post_room[0], need, sizeof *s->author) ||
        !reserve(s, &s->posted, &s->post_room[1], need, sizeof *s->posted) ||
        !reserve(s, &s->topic, &s->post_room[2], need, sizeof *s->topic))
        return 0;
    s->author[s->posts] = author;
    s->posted[s->posts] = time;
    s->topic[s->posts] = LIA_NONE;
    return (uint32_t)s->posts++;
}

typedef struct timed_post {
    double time;
    uint32_t author, topic;
} timed_post;

static int by_time(const void *left, const void *right)
{
    const timed_post *a = left, *b = right;

    if (a->time != b->time)
        return a->time < b->time ? -1 : 1;
    if (a->author != b->author)
        return a->author < b->author ? -1 : 1;
    return (a->topic > b->topic) - (a->topic < b->topic);
}

static void list_by_author(lia_stage *s)
{
    uint64_t *at = stage_room(s, (uint64_t)s->accounts + 1, sizeof *at);

    s->written_off = stage_room(s, (uint64_t)s->accounts + 1,
                                sizeof *s->written_off);
    s->written = stage_room(s, s->posts, sizeof *s->written);
    if (!stage_failed(s)) {
        for (uint64_t p = 0; p < s->posts; p++)
            s->written_off[s->author[p] + 1]++;
        add_up(s->written_off, s->accounts);
        memcpy(at, s->written_off, (s->accounts + 1) * sizeof *at);
        for (uint64_t p = 0; p < s->posts; p++)
            s->written[at[s->author[p]]++] = (uint32_t)p;
    }
    lia_free(at);
}

void stage_sort_posts(lia_stage *s)
{
    timed_post *list = stage_room(s, s->posts, sizeof *list);

    if (!stage_failed(s)) {
        for (uint64_t p = 0; p < s->posts; p++)
            list[p] = (timed_post){s->posted[p], s->author[p], s->topic[p]};
        if (s->posts > 0)
            qsort(list, s->posts, sizeof *list, by_time);
        for (uint64_t p = 0; p < s->posts; p++) {
            s->posted[p] = list[p].time;
            s->author[p] = list[p].author;
            s->topic[p] = list[p].topic;
        }
        list_by_author(s);
    }
    lia_free(list);
}

/* ---- deeds ---- */

void stage_deed(lia_stage *s, uint32_t actor, uint32_t post, double time,
                lia_action action)
{
    if (!(time < s->end) || !(time > s->posted[post]) ||
        s->author[post] == actor)
        return;
    if (reserve(s, &s->deed, &s->deed_room, s->deeds + 1, sizeof *s->deed))
        s->deed[s->deeds++] = (lia_deed){actor, post, time, action};
}

void stage_talk(lia_stage *s, uint32_t actor, uint32_t other, double time,
                lia_action action)
{
    if (actor != other && time < s->end &&
        reserve(s, &s->talk, &s->talk_room, s->talks + 1, sizeof *s->talk))
        s->talk[s->talks++] = (lia_deed){actor, other, time, action};
}

void stage_follow(lia_stage *s, uint32_t source, uint32_t target)
{
    if (source != target &&
        reserve(s, &s->follow, &s->follow_room, s->follows + 1,
                sizeof *s->follow))
        s->follow[s->follows++] = (uint64_t)source << 32 | target;
}

void stage_row(lia_stage *s, lia_table which, const char *const *cell)
{
    lia_stage_sheet *sheet = &s->sheet[which];
    const uint64_t at = sheet->rows * sheet->columns;

    if (!reserve(s, &sheet->cell, &sheet->room, at + sheet->columns,
                 sizeof *sheet->cell))
        return;
    for (uint32_t k = 0; k < sheet->columns; k++)
        sheet->cell[at + k] = NULL;
    sheet->rows++;
    for (uint32_t k = 0; k < sheet->columns && !stage_failed(s); k++)
        if (cell[k] != NULL && cell[k][0] != '\0')
            s->status = lia_copy_text(&sheet->cell[at + k], cell[k],
                                      strlen(cell[k]), &s->error);
}

/* Within a post: by account, then time, then action. */
static int by_account(const void *left, const void *right)
{
    const lia_deed *a = left, *b = right;

    if (a->actor != b->actor)
        return a->actor < b->actor ? -1 : 1;
    if (a->time != b->time)
        return a->time < b->time ? -1 : 1;
    return (a->action > b->action) - (a->action < b->action);
}

/* Has the account done that already? Its earlier deeds stand right before. */
static bool is_repeat(const lia_stage *s, uint64_t first, uint64_t kept,
                      const lia_deed *d)
{
    for (uint64_t k = kept; k > first && s->deed[k - 1].post == d->post &&
                            s->deed[k - 1].actor == d->actor; k--)
        if (!s->keep_repeats || s->deed[k - 1].action == d->action)
            return true;
    return false;
}

void stage_sort_deeds(lia_stage *s)
{
    uint64_t *off = stage_room(s, s->posts + 1, sizeof *off), kept = 0;
    lia_deed *sorted = stage_room(s, s->deeds, sizeof *sorted);

    if (stage_failed(s)) {
        lia_free(off);
        lia_free(sorted);
        return;
    }
    for (uint64_t k = 0; k < s->deeds; k++)
        off[s->deed[k].post]++;
    for (uint64_t p = 0, sum = 0; p <= s->posts; p++) {
        const uint64_t here = p < s->posts ? off[p] : 0;
        off[p] = sum;
        sum += here;
    }
    for (uint64_t k = 0; k < s->deeds; k++)
        sorted[off[s->deed[k].post]++] = s->deed[k];
    lia_free(s->deed);
    s->deed = sorted;
    s->deed_room = s->deeds;
    for (uint64_t p = 0, begin = 0; p < s->posts; p++) {
        const uint64_t first = kept, finish = off[p];
        if (finish > begin)
            qsort(sorted + begin, finish - begin, sizeof *sorted, by_account);
        for (; begin < finish; begin++)
            if (!is_repeat(s, first, kept, &sorted[begin]))
                s->deed[kept++] = sorted[begin];
    }
    s->deeds = kept;
    lia_free(off);
}
