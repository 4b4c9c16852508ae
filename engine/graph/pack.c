/* graph/pack.c - the skyline: the tops of the boxes placed so far, from left
 * to right. A box comes to rest on the highest step under it.
 */
#include "graph/pack.h"

#include <string.h>

#include "base/mem.h"

typedef struct step {
    double x, width, top;
} step;

typedef struct skyline {
    step *at;                /* [count] from left to right, without gaps     */
    uint64_t count;
} skyline;

/* Rounding must not keep a box as wide as the strip out of it. */
#define SLACK 1e-9

/* Where a box would rest that begins at step i; below 0: it does not fit. */
static double rest(const skyline *s, uint64_t i, double width, double strip)
{
    const double end = s->at[i].x + width;
    double top = 0.0;

    if (end > strip * (1 + SLACK))
        return -1.0;
    for (uint64_t k = i; k < s->count && s->at[k].x < end * (1 - SLACK); k++)
        if (s->at[k].top > top)
            top = s->at[k].top;
    return top;
}

/* The step that a box leaves takes the place of those that it covers. */
static void cover(skyline *s, uint64_t i, step fresh)
{
    const double end = fresh.x + fresh.width;
    uint64_t gone = i;

    while (gone < s->count &&
           s->at[gone].x + s->at[gone].width <= end * (1 + SLACK))
        gone++;
    if (gone < s->count && s->at[gone].x < end) {
        s->at[gone].width -= end - s->at[gone].x;
        s->at[gone].x = end;
    }
    memmove(&s->at[i + 1], &s->at[gone], (s->count - gone) * sizeof *s->at);
    s->count = s->count - gone + i + 1;
    s->at[i] = fresh;
}

static void put(skyline *s, lia_box *box, double strip)
{
    uint64_t best = 0;
    double lowest = -1.0;

    for (uint64_t i = 0; i < s->count; i++) {
        const double top = rest(s, i, box->width, strip);
        if (top < 0)
            break;                      /* nor does it fit further right     */
        if (lowest < 0 || top < lowest) {
            lowest = top;
            best = i;
        }
    }
    box->x = s->at[best].x;
    box->y = lowest < 0 ? 0 : lowest;
    cover(s, best, (step){box->x, box->width, box->y + box->height});
}

lia_status lia_pack(lia_box *box, uint64_t count, double strip, lia_error *err)
{
    skyline s = {NULL, 1};
    lia_status st;

    for (uint64_t k = 0; k < count; k++)
        if (!(box[k].width > 0) || !(box[k].height > 0) ||
            box[k].width > strip * (1 + SLACK))
            return lia_fail(err, LIA_EARG, "a box of %g x %g in a strip of %g",
                            box[k].width, box[k].height, strip);
    st = lia_alloc(&s.at, count + 2, sizeof *s.at, err);
    if (st != LIA_OK)
        return st;
    s.at[0] = (step){0, strip, 0};
    for (uint64_t k = 0; k < count; k++)
        put(&s, &box[k], strip);
    lia_free(s.at);
    return LIA_OK;
}
