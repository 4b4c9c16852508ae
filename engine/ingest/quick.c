/* ingest/quick.c - the table in front of an interner; see quick.h. */
#include "ingest/quick.h"

#include <string.h>

#include "base/mem.h"

typedef struct lia_quick_slot {
    uint64_t key;            /* 0 = free                                     */
    uint32_t id;
} slot;

static uint64_t spread(uint64_t key)
{
    key ^= key >> 32;
    key *= 0x9E3779B97F4A7C15u;
    return key ^ key >> 29;
}

static lia_status grow(lia_quick *quick, lia_error *err)
{
    uint64_t slots = quick->slots ? quick->slots * 2 : 256;
    slot *fresh = NULL;
    lia_status st = lia_alloc_zero(&fresh, slots, sizeof *fresh, err);

    if (st != LIA_OK)
        return st;
    for (uint64_t k = 0; k < quick->slots; k++) {
        uint64_t at = spread(quick->slot[k].key) & (slots - 1);
        if (quick->slot[k].key == 0)
            continue;
        while (fresh[at].key != 0)
            at = (at + 1) & (slots - 1);
        fresh[at] = quick->slot[k];
    }
    lia_free(quick->slot);
    quick->slot = fresh;
    quick->slots = slots;
    return LIA_OK;
}

/* Up to nine digits without leading zeros; UINT64_MAX if it is none. */
static uint64_t number_of(const char *text, size_t length)
{
    uint64_t number = 0;

    if (length == 0 || length > 9 || (text[0] == '0' && length > 1))
        return UINT64_MAX;
    for (size_t k = 0; k < length; k++) {
        if (text[k] < '0' || text[k] > '9')
            return UINT64_MAX;
        number = number * 10 + (uint64_t)(text[k] - '0');
    }
    return number;
}

/* The slot of a name, or where it would stand; there must be slots. */
static slot *find_packed(const lia_quick *quick, uint64_t key)
{
    uint64_t at = spread(key) & (quick->slots - 1);

    while (quick->slot[at].key != 0 && quick->slot[at].key != key)
        at = (at + 1) & (quick->slots - 1);
    return &quick->slot[at];
}

/* A name of one to eight bytes. The interner keeps its bytes only: whoever
 * looks for it comes here first. With `elsewhere` a new one takes no slot,
 * because the array will know it. */
static lia_status intern_packed(uint32_t *out, lia_quick *quick,
                                lia_interner *names, const char *text,
                                size_t length, bool elsewhere, lia_error *err)
{
    lia_status st = LIA_OK;
    uint64_t key = 0;
    slot *place;

    memcpy(&key, text, length);
    if (quick->used * 2 >= quick->slots)
        LIA_TRY(grow(quick, err));
    place = find_packed(quick, key);
    if (place->key == key) {
        *out = place->id;
        return LIA_OK;
    }
    LIA_TRY(lia_intern_new(out, names, text, length, err));
    if (elsewhere)
        return LIA_OK;
    *place = (slot){key, *out};
    quick->used++;
done:
    return st;
}

/* Numbers get a place in the array as long as it stays near the size of what
 * it holds. */
static lia_status make_direct(lia_quick *quick, const lia_interner *names,
                              uint64_t number, lia_error *err)
{
    uint64_t limit = 8 * ((uint64_t)names->count + 4096);
    uint64_t before = quick->directs, after;
    lia_status st;

    if (number < before || number >= limit)
        return LIA_OK;
    after = before * 2 > number + 1024 ? before * 2 : number + 1024;
    st = lia_resize(&quick->direct, after, sizeof *quick->direct, err);
    if (st != LIA_OK)
        return st;
    memset(quick->direct + before, 0,
           (after - before) * sizeof *quick->direct);
    quick->directs = after;
    return LIA_OK;
}

lia_status lia_quick_number(uint32_t *out, lia_quick *quick,
                            lia_interner *names, uint64_t number,
                            const char *text, size_t length, lia_error *err)
{
    lia_status st = LIA_OK;

    LIA_TRY(make_direct(quick, names, number, err));
    if (number < quick->directs && quick->direct[number] != 0) {
        *out = quick->direct[number] - 1;
        return LIA_OK;
    }
    if (length <= 8)
        LIA_TRY(intern_packed(out, quick, names, text, length,
                              number < quick->directs, err));
    else
        LIA_TRY(lia_intern(out, names, text, length, err));
    if (number < quick->directs)
        quick->direct[number] = *out + 1;
done:
    return st;
}

lia_status lia_quick_intern(uint32_t *out, lia_quick *quick,
                            lia_interner *names, const char *text,
                            size_t length, lia_error *err)
{
    uint64_t number = number_of(text, length);

    if (number != UINT64_MAX)
        return lia_quick_number(out, quick, names, number, text, length, err);
    if (length > 0 && length <= 8)
        return intern_packed(out, quick, names, text, length, false, err);
    return lia_intern(out, names, text, length, err);
}

void lia_quick_free(lia_quick *quick)
{
    lia_free(quick->direct);
    lia_free(quick->slot);
    memset(quick, 0, sizeof *quick);
}
