/* model/names.h - strings that are read once and named by dense ids.
 *
 * lia_names (public, in liaison/tables.h) is the finished form: ids in byte
 * order. lia_interner is how a loader collects: ids in order of first sight,
 * one interner per worker; lia_names_merge() sorts what several collected and
 * tells each where its ids went. So ids never depend on who saw what first.
 */
#ifndef LIA_MODEL_NAMES_H
#define LIA_MODEL_NAMES_H

#include "liaison/tables.h"

/* Where the bytes stand is in the slot itself: one look at memory less for a
 * name that is known, which is what interning costs. */
typedef struct lia_name_slot {
    uint32_t hash;       /* its low 32 bits, which also say where it stands  */
    uint32_t next_id;    /* id + 1; 0 = free                                 */
    uint64_t place;      /* into bytes, times 2^24, + length (or 2^24 - 1)   */
} lia_name_slot;

typedef struct lia_interner {
    uint32_t count;
    uint32_t slotted;    /* names that have a slot                           */
    uint64_t slots;      /* power of two, or 0 before the first name         */
    lia_name_slot *slot; /* [slots]                                          */
    uint64_t *off;       /* [count + 1] into bytes                           */
    uint64_t off_room;
    char *bytes;
    uint64_t bytes_room;
} lia_interner;

/* Id of text[0..length), new or known. LIA_ELIMIT at 2^32 - 2 names. */
LIA_CHECKED lia_status lia_intern(uint32_t *out, lia_interner *names,
                                  const char *text, size_t length,
                                  lia_error *err);

/* The same in three steps, for several names at once: while one waits for
 * memory so do the others. The hash of a name, its slot on the way; its bytes
 * on the way; its id. */
uint32_t lia_intern_hash(const lia_interner *names, const char *text,
                         size_t length);
void lia_intern_fetch(const lia_interner *names, uint32_t hash);
LIA_CHECKED lia_status lia_intern_hashed(uint32_t *out, lia_interner *names,
                                         const char *text, size_t length,
                                         uint32_t hash, lia_error *err);

/* The same for a name that is known to be new and that the caller finds again
 * by other means: it takes no slot, and lia_intern() will not know it. */
LIA_CHECKED lia_status lia_intern_new(uint32_t *out, lia_interner *names,
                                      const char *text, size_t length,
                                      lia_error *err);
/* Id of a name that lia_intern() has seen, or LIA_NONE. */
uint32_t lia_interned(const lia_interner *names, const char *text,
                      size_t length);
void lia_interner_free(lia_interner *names);

/* out: the union of all names in byte order. map[w][i]: where id i of
 * interner w went; the maps are one allocation, *map itself, to be freed with
 * lia_free. The interners are emptied (their memory is handed back) even
 * when it fails. */
LIA_CHECKED lia_status lia_names_merge(lia_names *out, uint32_t ***map,
                                       lia_interner *const *interners,
                                       size_t count, const lia_run *run,
                                       lia_error *err);

#endif
