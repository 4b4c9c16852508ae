/* pods/guests.c - who comes into question, by topology alone; then the test. */
#include "pods/guests.h"

#include <math.h>

#include "base/mem.h"
#include "stats/fdr.h"

enum { FEWEST_RETURNS = 2 };
static const double BREADTH = .5, NO_SIGN = .05;

typedef struct hosting {
    const pod_habits *h;
    const pod_stage *s;
    const lia_pods_options *o;
    const uint32_t *member;
    uint32_t size;
    uint8_t *is_member;      /* [n]                                          */
    uint32_t *gave_to;       /* [n] members whose posts an account engaged   */
    uint32_t writers;
    double left_alone;       /* share of members' posts with few returns     */
    uint32_t *guest;
    uint32_t guests, room;
} hosting;

static uint32_t members_on(const hosting *v, uint32_t post)
{
    uint32_t count = 0;

    for (uint64_t e = v->s->post_off[post]; e < v->s->post_off[post + 1]; e++)
        count += v->is_member[v->s->account[e]];
    return count;
}

/* How members' posts fare, and who gives to how many members. */
static void look_around(hosting *v, uint32_t *last)
{
    const pod_stage *s = v->s;
    uint64_t posts = 0, alone = 0;

    for (uint32_t m = 0; m < v->size; m++) {
        const uint32_t u = v->member[m];
        v->writers += pod_wrote(s, u) > 0;
        for (uint64_t k = s->wrote_off[u]; k < s->wrote_off[u + 1]; k++) {
            const uint32_t p = s->wrote[k];
            posts++;
            alone += members_on(v, p) < FEWEST_RETURNS;
            for (uint64_t e = s->post_off[p]; e < s->post_off[p + 1]; e++) {
                const uint32_t by = s->account[e];
                v->gave_to[by] += last[by] != m + 1;
                last[by] = m + 1;
            }
        }
    }
    v->left_alone = posts > 0 ? (double)alone / (double)posts : 0;
}

/* Posts of the account that the group did not leave alone. */
static bool could_be_spurned(const hosting *v, uint32_t account)
{
    const pod_stage *s = v->s;
    const uint32_t wrote = pod_wrote(s, account);

    for (uint64_t k = s->wrote_off[account]; k < s->wrote_off[account + 1];
         k++)
        if (members_on(v, s->wrote[k]) >= FEWEST_RETURNS)
            return true;     /* it did receive */
    return wrote > 0 && pow(v->left_alone, wrote) >= NO_SIGN;
}

static lia_status list_guests(hosting *v, lia_error *err)
{
    lia_status st = LIA_OK;
    const double least = fmax(2, BREADTH * v->writers);

    for (uint32_t u = 0; u < v->s->n; u++) {
        if (v->is_member[u] || v->gave_to[u] < least ||
            v->h->is_machine[u] || pod_wrote(v->s, u) == 0 ||
            !could_be_spurned(v, u))
            continue;
        if (v->guests == v->room) {
            LIA_TRY(lia_resize(&v->guest, 2 * (uint64_t)v->room + 16,
                               sizeof *v->guest, err));
            v->room = 2 * v->room + 16;
        }
        v->guest[v->guests++] = u;
    }
done:
    return st;
}

static lia_status admit(uint32_t *count, hosting *v, pod_desk *desk,
                        lia_error *err)
{
    lia_status st = LIA_OK;
    double *log_p = NULL, *q = NULL;
    uint32_t kept = 0;

    LIA_TRY(lia_alloc(&log_p, v->guests, sizeof *log_p, err));
    LIA_TRY(lia_alloc(&q, v->guests, sizeof *q, err));
    LIA_TRY(pod_group_each(log_p, desk, v->h, v->member, v->size, v->guest,
                           v->guests, v->o, err));
    LIA_TRY(lia_fdr_adjust(q, log_p, v->guests, v->guests, err));
    for (uint32_t k = 0; k < v->guests; k++)
        if (q[k] <= v->o->q && log_p[k] < 0)
            v->guest[kept++] = v->guest[k];
    *count = kept;
done:
    lia_free(log_p);
    lia_free(q);
    return st;
}

lia_status pod_guests_find(uint32_t **out, uint32_t *count, pod_desk *desk,
                           const pod_habits *h, const uint32_t *member,
                           uint32_t size, const lia_pods_options *options,
                           lia_error *err)
{
    hosting v = {.h = h, .s = h->stage, .o = options, .member = member,
                 .size = size};
    lia_status st = LIA_OK;
    uint32_t *last = NULL;

    LIA_TRY(lia_alloc_zero(&v.is_member, v.s->n, 1, err));
    LIA_TRY(lia_alloc_zero(&v.gave_to, v.s->n, sizeof(uint32_t), err));
    LIA_TRY(lia_alloc_zero(&last, v.s->n, sizeof(uint32_t), err));
    for (uint32_t k = 0; k < size; k++)
        v.is_member[member[k]] = 1;
    look_around(&v, last);
    LIA_TRY(list_guests(&v, err));
    LIA_TRY(admit(count, &v, desk, err));
    *out = v.guest;
    v.guest = NULL;
done:
    lia_free(v.is_member);
    lia_free(v.gave_to);
    lia_free(last);
    lia_free(v.guest);
    return st;
}
