/* ingest/quick.h - interning where the names are short: a table in front of an
 * interner.
 *
 * A plain number below about eight times the count of names is looked up in an
 * array, without a hash. Any other name of at most eight bytes is its own key:
 * one word, compared at once (a name holds no NUL, so padding with zeros is
 * unique). Longer names go to the interner. What is found here takes no slot
 * there: one interner and one lia_quick belong together for good, and every
 * name goes in by lia_quick_intern() or lia_quick_number().
 */
#ifndef LIA_INGEST_QUICK_H
#define LIA_INGEST_QUICK_H

#include "model/names.h"

typedef struct lia_quick {
    uint32_t *direct;        /* [directs] id + 1 of the name that is a number*/
    uint64_t directs;
    struct lia_quick_slot *slot;
    uint64_t slots, used;
} lia_quick;

LIA_CHECKED lia_status lia_quick_intern(uint32_t *out, lia_quick *quick,
                                        lia_interner *names, const char *text,
                                        size_t length, lia_error *err);
/* The same for the decimal digits of number without leading zeros. */
LIA_CHECKED lia_status lia_quick_number(uint32_t *out, lia_quick *quick,
                                        lia_interner *names, uint64_t number,
                                        const char *text, size_t length,
                                        lia_error *err);
/* Whether a name goes to the interner: neither short nor a number. */
static inline bool lia_quick_is_slow(const char *text, size_t length)
{
    return length > 9 ||
           (length == 9 && (text[0] == '0' || text[0] > '9' || text[8] > '9'));
}
void lia_quick_free(lia_quick *quick);

/* The common case of lia_quick_number, inline: LIA_NONE if it is not known
 * there. */
static inline uint32_t lia_quick_look(const lia_quick *quick, uint64_t number)
{
    return number < quick->directs ? quick->direct[number] - 1 : LIA_NONE;
}

#endif
