/* model/merge.c - the names that several workers collected, in byte order.
 *
 * A name is sorted as 16 bytes: which it is, and eight of its bytes as one
 * number, big end first. Radix by radix these are put in order where they
 * stand (American flag sort: McIlroy, Bostic, McIlroy, Computing Systems 6(1),
 * 1993); names that agree in all eight skip what else they have in common and
 * go on with the next eight. So each byte that decides anything is read once,
 * and names with a long common beginning, as addresses have, cost no more.
 *
 * Parts are independent of each other: large ones become tasks of their own.
 * What bounds it: fetching the bytes of names in sorted order at the end, one
 * or two cache misses per name.
 */
#include "model/names.h"

#include <string.h>

#include "base/mem.h"
#include "base/threads.h"

enum { RADIX = 256, SHORT_PART = 16, TASK_PART = 1 << 13, TOP_SHIFT = 56 };
enum { AHEAD = 12 };

typedef struct entry {
    uint64_t key;      /* eight bytes of the name, zeros after its end       */
    uint32_t interner;
    uint32_t id;
} entry;

/* Entries that agree in all bytes before depth and, within the eight from
 * depth on, above the byte at shift. */
typedef struct part {
    lia_interner *const *from;
    entry *a;
    uint64_t count;
    uint64_t depth;    /* where in the names the keys were taken             */
    int shift;         /* byte of the keys to sort by next; < 0 = none left  */
} part;

static const char *text_of(lia_interner *const *from, const entry *e,
                           uint64_t *length)
{
    const lia_interner *names = from[e->interner];

    *length = names->off[e->id + 1] - names->off[e->id];
    return names->bytes + names->off[e->id];
}

static uint64_t key_at(const char *text, uint64_t length, uint64_t depth)
{
    unsigned char head[8] = {0};
    uint64_t key = 0;

    if (depth < length)
        memcpy(head, text + depth, length - depth < 8 ? length - depth : 8);
    for (int i = 0; i < 8; i++)
        key = key << 8 | head[i];
    return key;
}

/* How many of the `most` bytes of a and b are the same, from the first on. */
static uint64_t common_of(const char *a, const char *b, uint64_t most)
{
    uint64_t i = 0;

    if (memcmp(a, b, most) == 0)
        return most;
    while (a[i] == b[i])
        i++;
    return i;
}

/* Order of two names that agree before depth. */
static int order_of(const part *p, const entry *a, const entry *b)
{
    uint64_t n, m;
    const char *x, *y;
    int order = 0;

    if (a->key != b->key)
        return a->key < b->key ? -1 : 1;
    x = text_of(p->from, a, &n);
    y = text_of(p->from, b, &m);
    const uint64_t least = n < m ? n : m;
    if (least > p->depth + 8)
        order = memcmp(x + p->depth + 8, y + p->depth + 8,
                       least - p->depth - 8);
    return order != 0 ? order : (n > m) - (n < m);
}

static void insert_entries(const part *p)
{
    for (uint64_t i = 1; i < p->count; i++) {
        const entry x = p->a[i];
        uint64_t j = i;
        for (; j > 0 && order_of(p, &p->a[j - 1], &x) > 0; j--)
            p->a[j] = p->a[j - 1];
        p->a[j] = x;
    }
}

/* Names that end within the eight bytes come before those that go on. They
 * differ in zeros at the end at most, so their length is their order. */
static uint64_t part_ended(const part *p)
{
    uint64_t ended = 0, length;

    for (uint64_t i = 0; i < p->count; i++) {
        entry x = p->a[i];
        (void)text_of(p->from, &x, &length);
        if (length > p->depth + 8)
            continue;
        x.key = length;
        p->a[i] = p->a[ended];
        p->a[ended++] = x;
    }
    for (uint64_t i = 1, j; i < ended; i++) {
        const entry x = p->a[i];
        for (j = i; j > 0 && p->a[j - 1].key > x.key; j--)
            p->a[j] = p->a[j - 1];
        p->a[j] = x;
    }
    return ended;
}

/* Skip what all names have in common from depth on, and take new keys. No
 * name ends before depth. */
static uint64_t next_keys(lia_interner *const *from, entry *a, uint64_t count,
                          uint64_t depth)
{
    uint64_t length, common = 0;
    const char *first;

    if (count == 0)
        return depth;
    first = text_of(from, a, &length);
    common = length - depth;
    for (uint64_t i = 1; i < count && common > 0; i++) {
        const char *text = text_of(from, &a[i], &length);
        if (common > length - depth)
            common = length - depth;
        common = common_of(first + depth, text + depth, common);
    }
    depth += common;
    for (uint64_t i = 0; i < count; i++) {
        const char *text = text_of(from, &a[i], &length);
        a[i].key = key_at(text, length, depth);
    }
    return depth;
}

static unsigned digit_of(const entry *e, int shift)
{
    return (unsigned)(e->key >> shift) & (RADIX - 1);
}

/* Move every entry to the place of its digit; end[d] = where digit d ends. */
static void flag_sort(const part *p, uint64_t end[RADIX])
{
    uint64_t at[RADIX], sum = 0;

    memset(end, 0, RADIX * sizeof *end);
    for (uint64_t i = 0; i < p->count; i++)
        end[digit_of(&p->a[i], p->shift)]++;
    for (int d = 0; d < RADIX; d++) {
        at[d] = sum;
        end[d] = sum += end[d];
    }
    for (unsigned d = 0; d < RADIX; d++) {
        while (at[d] < end[d]) {
            entry x = p->a[at[d]];
            for (unsigned to; (to = digit_of(&x, p->shift)) != d;) {
                const entry y = p->a[at[to]];
                p->a[at[to]++] = x;
                x = y;
            }
            p->a[at[d]++] = x;
        }
    }
}

static void sort_part(part p);

/* Sort by one digit; hand on every digit's part but the largest, which is
 * returned: so recursion is never deeper than log2(count). */
static part sort_by_digit(const part *p)
{
    uint64_t end[RADIX];
    part largest = {p->from, p->a, 0, p->depth, p->shift - 8};

    flag_sort(p, end);
    for (int d = 0; d < RADIX; d++) {
        const uint64_t begin = d ? end[d - 1] : 0;
        part next = {p->from, p->a + begin, end[d] - begin, p->depth,
                     p->shift - 8};
        if (next.count > largest.count) {
            const part swap = largest;
            largest = next;
            next = swap;
        }
        if (next.count > TASK_PART) {
            #pragma omp task firstprivate(next)
            sort_part(next);
        } else {
            sort_part(next);
        }
    }
    return largest;
}

static void sort_part(part p)
{
    while (p.count > SHORT_PART) {
        if (p.shift >= 0) {
            p = sort_by_digit(&p);
            continue;
        }
        const uint64_t ended = part_ended(&p);
        p.a += ended;
        p.count -= ended;
        p.depth = next_keys(p.from, p.a, p.count, p.depth + 8);
        p.shift = TOP_SHIFT;
    }
    insert_entries(&p);
}

/* List the names of all interners; returns the bytes in them. */
static uint64_t gather(entry *all, lia_interner *const *interners,
                       size_t count)
{
    uint64_t k = 0, bytes = 0;

    for (size_t w = 0; w < count; w++) {
        const lia_interner *names = interners[w];
        for (uint32_t id = 0; id < names->count; id++)
            all[k++] = (entry){0, (uint32_t)w, id};
        bytes += names->count ? names->off[names->count] : 0;
    }
    return bytes;
}

static void sort_all(entry *all, uint64_t total,
                     lia_interner *const *interners, int threads)
{
    part whole = {interners, all, total, 0, TOP_SHIFT};

    (void)threads;
    whole.depth = next_keys(interners, all, total, 0);
    #pragma omp parallel num_threads(threads)
    #pragma omp single
    sort_part(whole);
}

/* Ask for the offsets, then for the bytes, of names that are due soon. */
static void look_ahead(lia_interner *const *from, const entry *all,
                       uint64_t k, uint64_t total)
{
    uint64_t length;

    if (k + 2 * AHEAD < total) {
        const entry *e = &all[k + 2 * AHEAD];
        __builtin_prefetch(&from[e->interner]->off[e->id]);
    }
    if (k + AHEAD < total)
        __builtin_prefetch(text_of(from, &all[k + AHEAD], &length));
}

/* Write the distinct names of the sorted list and fill the maps. Returns how
 * many names there are. */
static uint64_t distil(lia_names *out, uint32_t **map, const entry *all,
                       uint64_t total, lia_interner *const *from)
{
    uint64_t end = 0, count = 0, length;

    out->off[0] = 0;
    for (uint64_t k = 0; k < total; k++) {
        look_ahead(from, all, k, total);
        const char *text = text_of(from, &all[k], &length);
        const uint64_t last = count ? out->off[count - 1] : 0;
        if (count == 0 || end - last != length ||
            memcmp(out->bytes + last, text, length) != 0) {
            if (length > 0)
                memcpy(out->bytes + end, text, length);
            end += length;
            out->off[++count] = end;
        }
        map[all[k].interner][all[k].id] = (uint32_t)(count - 1);
    }
    return count;
}

static lia_status make_maps(uint32_t ***out, lia_interner *const *interners,
                            size_t count, uint64_t total, lia_error *err)
{
    uint32_t **maps, *at;
    lia_status st = lia_alloc(&maps, count * sizeof *maps +
                              total * sizeof **maps, 1, err);

    if (st != LIA_OK)
        return st;
    at = (uint32_t *)(maps + count);
    for (size_t w = 0; w < count; at += interners[w]->count, w++)
        maps[w] = at;
    *out = maps;
    return LIA_OK;
}

lia_status lia_names_merge(lia_names *out, uint32_t ***map,
                           lia_interner *const *interners, size_t count,
                           const lia_run *run, lia_error *err)
{
    lia_status st = LIA_OK;
    lia_names merged = {0, NULL, NULL};
    entry *all = NULL;
    uint32_t **maps = NULL;
    uint64_t total = 0, bytes, distinct;

    for (size_t w = 0; w < count; w++)
        total += interners[w]->count;
    LIA_TRY(lia_alloc(&all, total, sizeof *all, err));
    LIA_TRY(make_maps(&maps, interners, count, total, err));
    bytes = gather(all, interners, count);
    sort_all(all, total, interners, lia_thread_crew(run, 4 * total));
    LIA_TRY(lia_alloc(&merged.off, total + 1, sizeof *merged.off, err));
    LIA_TRY(lia_alloc(&merged.bytes, bytes + 1, 1, err));
    distinct = distil(&merged, maps, all, total, interners);
    if (distinct >= LIA_NONE - 1) {
        st = lia_fail(err, LIA_ELIMIT, "more than 4294967294 names");
        goto done;
    }
    merged.count = (uint32_t)distinct;
    LIA_TRY(lia_resize(&merged.bytes, merged.off[distinct] + 1, 1, err));
    LIA_TRY(lia_resize(&merged.off, distinct + 1, sizeof *merged.off, err));
    *out = merged;
    *map = maps;
    memset(&merged, 0, sizeof merged);
    maps = NULL;
done:
    for (size_t w = 0; w < count; w++)
        lia_interner_free(interners[w]);
    lia_names_free(&merged);
    lia_free(maps);
    lia_free(all);
    return st;
}
