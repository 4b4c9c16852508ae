/* model/names.c - interning, and the merge that makes ids independent of
 * order. The hash is XXH3; a slot keeps 32 bits of it beside the id, so that
 * a wrong candidate costs no look at the bytes.
 */
#include "model/names.h"

#include <stdlib.h>
#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/mem.h"
#include "base/threads.h"

static uint64_t slot_of(uint64_t hash, uint32_t id)
{
    return (hash & 0xFFFFFFFF00000000u) | (id + 1u);
}

static lia_status grow_slots(lia_interner *names, lia_error *err)
{
    uint64_t slots = names->slots ? names->slots * 2 : 1024;
    uint64_t *fresh = NULL;
    lia_status st = lia_alloc_zero(&fresh, slots, sizeof *fresh, err);

    if (st != LIA_OK)
        return st;
    for (uint32_t id = 0; id < names->count; id++) {
        uint64_t hash = XXH3_64bits(names->bytes + names->off[id],
                                    names->off[id + 1] - names->off[id]);
        uint64_t at = hash & (slots - 1);
        while (fresh[at] != 0)
            at = (at + 1) & (slots - 1);
        fresh[at] = slot_of(hash, id);
    }
    lia_free(names->slot);
    names->slot = fresh;
    names->slots = slots;
    return LIA_OK;
}

static bool is_name(const lia_interner *names, uint32_t id, const char *text,
                    size_t length)
{
    uint64_t begin = names->off[id];

    return names->off[id + 1] - begin == length &&
           memcmp(names->bytes + begin, text, length) == 0;
}

lia_status lia_intern(uint32_t *out, lia_interner *names, const char *text,
                      size_t length, lia_error *err)
{
    lia_status st = LIA_OK;
    uint64_t hash = XXH3_64bits(text, length), at;
    uint64_t end = names->count ? names->off[names->count] : 0;

    if ((uint64_t)names->count * 2 >= names->slots)
        LIA_TRY(grow_slots(names, err));
    at = hash & (names->slots - 1);
    for (uint64_t slot; (slot = names->slot[at]) != 0;
         at = (at + 1) & (names->slots - 1)) {
        if (((slot ^ hash) >> 32) == 0 &&
            is_name(names, (uint32_t)slot - 1, text, length)) {
            *out = (uint32_t)slot - 1;
            return LIA_OK;
        }
    }
    if (names->count >= LIA_NONE - 1)
        return lia_fail(err, LIA_ELIMIT, "more than 4294967294 names");
    LIA_TRY(lia_reserve(&names->off, &names->off_room,
                        (uint64_t)names->count + 2, sizeof *names->off, err));
    LIA_TRY(lia_reserve(&names->bytes, &names->bytes_room, end + length + 1, 1,
                        err));
    if (length > 0)
        memcpy(names->bytes + end, text, length);
    names->off[names->count] = end;
    names->off[names->count + 1] = end + length;
    names->slot[at] = slot_of(hash, names->count);
    *out = names->count++;
done:
    return st;
}

void lia_interner_free(lia_interner *names)
{
    if (names == NULL)
        return;
    lia_free(names->slot);
    lia_free(names->off);
    lia_free(names->bytes);
    memset(names, 0, sizeof *names);
}

/* One name of one interner, with its first eight bytes, big end first, so
 * that most comparisons are one of integers. */
typedef struct candidate {
    uint64_t prefix;
    const char *text;
    uint32_t length;
    uint32_t interner;
    uint32_t id;
} candidate;

static uint64_t prefix_of(const char *text, uint64_t length)
{
    unsigned char head[8] = {0};
    uint64_t prefix = 0;

    memcpy(head, text, length < 8 ? length : 8);
    for (int i = 0; i < 8; i++)
        prefix = prefix << 8 | head[i];
    return prefix;
}

static int by_bytes(const void *left, const void *right)
{
    const candidate *a = left, *b = right;
    size_t common = a->length < b->length ? a->length : b->length;
    int order;

    if (a->prefix != b->prefix)
        return a->prefix < b->prefix ? -1 : 1;
    order = common > 8 ? memcmp(a->text + 8, b->text + 8, common - 8) : 0;
    if (order != 0)
        return order;
    return (a->length > b->length) - (a->length < b->length);
}

static lia_status gather(candidate *all, uint64_t *bytes,
                         lia_interner *const *interners, size_t count,
                         lia_error *err)
{
    uint64_t k = 0;

    *bytes = 0;
    for (size_t w = 0; w < count; w++) {
        const lia_interner *names = interners[w];
        for (uint32_t id = 0; id < names->count; id++, k++) {
            uint64_t length = names->off[id + 1] - names->off[id];
            if (length > UINT32_MAX)
                return lia_fail(err, LIA_ELIMIT, "a name of 4 GiB");
            all[k].text = names->bytes + names->off[id];
            all[k].length = (uint32_t)length;
            all[k].interner = (uint32_t)w;
            all[k].id = id;
            all[k].prefix = prefix_of(all[k].text, length);
            *bytes += length;
        }
    }
    return LIA_OK;
}

/* Write the distinct names of the sorted list and fill the maps. */
static void distil(lia_names *out, uint32_t **map, const candidate *all,
                   uint64_t total)
{
    uint64_t end = 0;

    out->count = 0;
    out->off[0] = 0;
    for (uint64_t k = 0; k < total; k++) {
        if (k == 0 || by_bytes(&all[k - 1], &all[k]) != 0) {
            memcpy(out->bytes + end, all[k].text, all[k].length);
            end += all[k].length;
            out->off[++out->count] = end;
        }
        map[all[k].interner][all[k].id] = out->count - 1;
    }
}

lia_status lia_names_merge(lia_names *out, uint32_t ***map,
                           lia_interner *const *interners, size_t count,
                           const lia_run *run, lia_error *err)
{
    lia_status st = LIA_OK;
    lia_names merged = {0, NULL, NULL};
    candidate *all = NULL;
    uint32_t **maps = NULL, *at;
    uint64_t total = 0, bytes = 0;

    (void)run;
    for (size_t w = 0; w < count; w++)
        total += interners[w]->count;
    LIA_TRY(lia_alloc(&all, total, sizeof *all, err));
    LIA_TRY(lia_alloc(&maps, count * sizeof *maps + total * sizeof **maps, 1,
                      err));
    at = (uint32_t *)(maps + count);
    for (size_t w = 0; w < count; at += interners[w]->count, w++)
        maps[w] = at;
    LIA_TRY(gather(all, &bytes, interners, count, err));
    qsort(all, total, sizeof *all, by_bytes);
    LIA_TRY(lia_alloc(&merged.off, total + 1, sizeof *merged.off, err));
    LIA_TRY(lia_alloc(&merged.bytes, bytes + 1, 1, err));
    distil(&merged, maps, all, total);
    if (merged.count >= LIA_NONE - 1) {
        st = lia_fail(err, LIA_ELIMIT, "more than 4294967294 names");
        goto done;
    }
    LIA_TRY(lia_resize(&merged.off, (uint64_t)merged.count + 1,
                       sizeof *merged.off, err));
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

static int compare(const char *a, size_t a_length, const char *b,
                   size_t b_length)
{
    size_t common = a_length < b_length ? a_length : b_length;
    int order = common > 0 ? memcmp(a, b, common) : 0;

    return order != 0 ? order : (a_length > b_length) - (a_length < b_length);
}

uint32_t lia_names_find(const lia_names *names, const char *text,
                        size_t length)
{
    uint32_t low = 0, high = names->count;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        size_t there;
        const char *name = lia_name(names, middle, &there);
        int order = compare(name, there, text, length);
        if (order == 0)
            return middle;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return LIA_NONE;
}

void lia_names_free(lia_names *names)
{
    if (names == NULL)
        return;
    lia_free(names->off);
    lia_free(names->bytes);
    memset(names, 0, sizeof *names);
}
