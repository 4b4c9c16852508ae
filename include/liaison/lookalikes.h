/* liaison/lookalikes.h - accounts whose names look like those of others.
 *
 * A name with a Cyrillic a, a zero-width space or a full-width letter is
 * another name, and stays one: accounts are never joined by looks. But a
 * person who reads the tables cannot see the difference, so it is flagged.
 * Compared are the skeletons of Unicode Technical Standard 39 (its letters;
 * case and accents count). Two names of ASCII alone are never look-alikes of
 * one another here: 1 and l in made-up ids would flag themselves.
 */
#ifndef LIA_LOOKALIKES_H
#define LIA_LOOKALIKES_H

#include "liaison/tables.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum lia_lookalike_why {
    LIA_LOOKALIKE_ID,        /* its id looks like that of `like`             */
    LIA_LOOKALIKE_NAME,      /* the name in the accounts table does          */
    LIA_LOOKALIKE_MIXED,     /* Latin and Cyrillic or Greek letters in one
                                word of it                                   */
    LIA_LOOKALIKE_HIDDEN,    /* characters in it that are not seen           */
    LIA_LOOKALIKE_WHYS
} lia_lookalike_why;
/* "id looks like another", "mixed scripts" ... */
const char *lia_lookalike_name(lia_lookalike_why why);

/* Columns of equal length, by account, then by why: at most one row each. */
typedef struct lia_lookalikes {
    uint64_t count;
    lia_vid *account;
    lia_vid *like;           /* LIA_NONE for MIXED and HIDDEN                */
    uint8_t *why;            /* lia_lookalike_why                            */
} lia_lookalikes;

/* return LIA_OK (count may be 0); LIA_EARG if a pointer is NULL; LIA_ENOMEM.
 * Time O(bytes of the names + k log k) for k names beyond ASCII, memory of
 * those. */
LIA_CHECKED lia_status lia_lookalikes_find(lia_lookalikes *out,
                                           const lia_tables *tables,
                                           lia_error *err);
void lia_lookalikes_free(lia_lookalikes *found);  /* all zero is fine */

#ifdef __cplusplus
}
#endif
#endif
