/* base/pages.h - many short texts that are freed together: copied one behind
 * the other into pages that never move, so that pointers into them stay.
 */
#ifndef LIA_BASE_PAGES_H
#define LIA_BASE_PAGES_H

#include "base/status.h"

enum { LIA_PAGE_FIRST = 1 << 10, LIA_PAGE_MOST = 1 << 16 };

/* All zero is empty. */
typedef struct lia_pages {
    char **page;             /* [count] of 1 KiB, 2 KiB .. 64 KiB            */
    uint64_t count, room;
    size_t used, size;       /* of the last one                              */
} lia_pages;

/* A copy of text[0..length), terminated; a longer text has a page of its
 * own. It lives as long as the pages. */
LIA_CHECKED lia_status lia_pages_copy(char **out, lia_pages *pages,
                                      const char *text, size_t length,
                                      lia_error *err);
void lia_pages_free(lia_pages *pages);

#endif
