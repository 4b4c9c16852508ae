/* model/names.c - interning, and finding a name again. The hash is XXH3; a
 * slot keeps 32 bits of it and the length beside the id, so that a wrong
 * candidate costs no look at the bytes. The merge is in model/merge.c.
 */
#include "model/names.h"

#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/mem.h"

enum { LENGTH_BITS = 24, LONGEST = (1 << LENGTH_BITS) - 1 };

static uint64_t place_of(uint64_t begin, size_t length)
{
    return begin << LENGTH_BITS | (length < LONGEST ? length : LONGEST);
}

static lia_status grow_slots(lia_interner *names, lia_error *err)
{
    uint64_t slots = names->slots ? names->slots * 2 : 1024;
    lia_name_slot *fresh = NULL;
    lia_status st = lia_alloc_zero(&fresh, slots, sizeof *fresh, err);

    if (st != LIA_OK)
        return st;
    for (uint64_t k = 0; k < names->slots; k++) {
        uint64_t at = names->slot[k].hash & (slots - 1);
        if (names->slot[k].next_id == 0)
            continue;
        while (fresh[at].next_id != 0)
            at = (at + 1) & (slots - 1);
        fresh[at] = names->slot[k];
    }
    lia_free(names->slot);
    names->slot = fresh;
    names->slots = slots;
    return LIA_OK;
}

static inline bool is_name(const lia_interner *names, const lia_name_slot *slot,
                           const char *text, size_t length)
{
    const uint32_t id = slot->next_id - 1;

    if ((slot->place & LONGEST) != (length < LONGEST ? length : LONGEST))
        return false;
    if (length >= LONGEST && names->off[id + 1] - names->off[id] != length)
        return false;
    return memcmp(names->bytes + (slot->place >> LENGTH_BITS), text,
                  length) == 0;
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

uint32_t lia_intern_hash(const lia_interner *names, const char *text,
                         size_t length)
{
    const uint32_t hash = (uint32_t)XXH3_64bits(text, length);

    if (names->slots > 0)
        __builtin_prefetch(&names->slot[hash & (names->slots - 1)]);
    return hash;
}

void lia_intern_fetch(const lia_interner *names, uint32_t hash)
{
    const lia_name_slot *slot;

    if (names->slots == 0)
        return;
    slot = &names->slot[hash & (names->slots - 1)];
    if (slot->next_id != 0) {
        const char *bytes = names->bytes + (slot->place >> LENGTH_BITS);
        __builtin_prefetch(bytes);
        __builtin_prefetch(bytes + (slot->place & LONGEST));
    }
}

lia_status lia_intern_hashed(uint32_t *out, lia_interner *names,
                             const char *text, size_t length, uint32_t hash,
                             lia_error *err)
{
    lia_status st = LIA_OK;
    uint64_t at;

    if ((uint64_t)names->slotted * 2 >= names->slots)
        LIA_TRY(grow_slots(names, err));
    at = hash & (names->slots - 1);
    for (; names->slot[at].next_id != 0; at = (at + 1) & (names->slots - 1)) {
        const lia_name_slot *slot = &names->slot[at];
        if (slot->hash == hash && is_name(names, slot, text, length)) {
            *out = slot->next_id - 1;
            return LIA_OK;
        }
    }
    LIA_TRY(lia_intern_new(out, names, text, length, err));
    names->slot[at] = (lia_name_slot){hash, *out + 1,
                                      place_of(names->off[*out], length)};
    names->slotted++;
done:
    return st;
}

lia_status lia_intern(uint32_t *out, lia_interner *names, const char *text,
                      size_t length, lia_error *err)
{
    return lia_intern_hashed(out, names, text, length,
                             (uint32_t)XXH3_64bits(text, length), err);
}

uint32_t lia_interned(const lia_interner *names, const char *text,
                      size_t length)
{
    const uint32_t hash = (uint32_t)XXH3_64bits(text, length);

    if (names->slots == 0)
        return LIA_NONE;
    for (uint64_t at = hash & (names->slots - 1); names->slot[at].next_id != 0;
         at = (at + 1) & (names->slots - 1)) {
        const lia_name_slot *slot = &names->slot[at];
        if (slot->hash == hash && is_name(names, slot, text, length))
            return slot->next_id - 1;
    }
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
