/* liaison/resolve.h - which account is meant by what a user types: --me, a
 * team, a list of targets.
 */
#ifndef LIA_RESOLVE_H
#define LIA_RESOLVE_H

#include "liaison/tables.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum lia_found {
    LIA_FOUND_NONE,
    LIA_FOUND_ID,        /* the account's id, with or without a leading @    */
    LIA_FOUND_URL,       /* a profile URL in any spelling                    */
    LIA_FOUND_HANDLE,    /* its handle on a platform                         */
    LIA_FOUND_NAME,      /* the only account that is called so               */
    LIA_FOUND_SEVERAL    /* several are called so: say which                 */
} lia_found;

/* The account that text means, or LIA_NONE: the first of the ways above that
 * finds one. ASCII case does not count but in ids. how may be NULL.
 * Time O(log accounts), for handles and names O(accounts). */
lia_vid lia_account_find(lia_found *how, const lia_tables *tables,
                         const char *text, size_t length);

#ifdef __cplusplus
}
#endif
#endif
