/* model/names.c - interning, and finding a name again. The hash is XXH3; a
 * slot keeps 32 bits of it beside the id, so that a wrong candidate costs no
 * look at the bytes. The merge is in model/merge.c.
 */
#include "model/names.h"

#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/mem.h"

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
    for (uint64_t k = 0; k < names->slots; k++) {
        const uint32_t id = (uint32_t)names->slot[k] - 1;
        if (names->slot[k] == 0)
            continue;
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

lia_status lia_intern_new(uint32_t *out, lia_interner *names, const char *text,
                          size_t length, lia_error *err)
{
    lia_status st = LIA_OK;
    uint64_t end = names->count ? names->off[names->count] : 0;

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
    *out = names->count++;
done:
    return st;
}

lia_status lia_intern(uint32_t *out, lia_interner *names, const char *text,
                      size_t length, lia_error *err)
{
    lia_status st = LIA_OK;
    uint64_t hash = XXH3_64bits(text, length), at;

    if ((uint64_t)names->slotted * 2 >= names->slots)
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
    LIA_TRY(lia_intern_new(out, names, text, length, err));
    names->slot[at] = slot_of(hash, *out);
    names->slotted++;
done:
    return st;
}

uint32_t lia_interned(const lia_interner *names, const char *text,
                      size_t length)
{
    const uint64_t hash = XXH3_64bits(text, length);

    if (names->slots == 0)
        return LIA_NONE;
    for (uint64_t at = hash & (names->slots - 1), slot;
         (slot = names->slot[at]) != 0; at = (at + 1) & (names->slots - 1))
        if (((slot ^ hash) >> 32) == 0 &&
            is_name(names, (uint32_t)slot - 1, text, length))
            return (uint32_t)slot - 1;
    return LIA_NONE;
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
